"""Exercises: the right answer in its reasonable forms, the feedback for each slip, everyone's own figures."""

import html
import re
import unicodedata

import nbformat
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

import lsdata as ls
from lsdata import numerals, wording
from lsdata.errors import ParameterError, UnknownName, WrongAnswer
from lsdata.learn import answers, cases, exercises, keys, programs

AS_OF = "2026-03-31"
RULES = keys.rules()
NUMBERS = [n for n, rule in RULES.items() if "key" in rule]
LANGS = ("vi", "en")
GENERIC = {"empty", "sign", "fraction", "scale", "coarse", "near", "unit", "unsure"}
SLIPS = {  # of exercises whose answer is no number
    "on_pace": {"too_low", "too_high", "not_met", "is_met"},
    "parameters": set(
        "missing_file not_a_notebook no_tag misspelt_tag not_python undeclared overwritten hard_coded unused other_indicator silent".split()
    ),
    "runs": set("not_a_dict not_numbers missing same swapped per_month wrong_measure wrong_scale".split()),
}


def every_case(name):
    """Each case of an exercise, as the exercise of whoever it falls to."""
    data = ls.load()
    for case in keys.settable(data, name, AS_OF):
        yield exercises.Exercise(name, data, case, "", "vi", AS_OF)


def value_of(q, formula):
    return keys.key(q.data, q.case, q.rule, formula).value


each = pytest.mark.parametrize("name", RULES)
each_number = pytest.mark.parametrize("name", NUMBERS)


# --- words ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGS)
def test_every_exercise_and_every_slip_has_its_words(lang):
    words = exercises.phrases(lang)
    assert set(words) == {"card", "explore", "feedback", *RULES}
    assert set(words["feedback"]) == GENERIC
    for name, rule in RULES.items():
        slips = set(rule.get("mistakes", {})) | SLIPS.get(name, set())
        choices = {"choices"} if name == "on_pace" else set()
        assert set(words[name]) == {"ask", "hint", "why"} | slips | choices, name
    assert not set(words) & set(wording.phrases(lang)), "a table of the reports would be hidden"


@pytest.mark.parametrize("lang", LANGS)
def test_words_hold_no_number_of_their_own(lang):
    for name in ("card", "feedback", *RULES):
        for slip, text in exercises.phrases(lang)[name].items():
            if isinstance(text, str):
                assert not re.search(r"\d", re.sub(r"`[^`]*`|\{\w+\}", "", text)), (name, slip)


@each
@pytest.mark.parametrize("lang", LANGS)
def test_a_question_is_made_of_published_figures(name, lang):
    """Every digit that a student reads is a figure of the package with its source, a period, a day, or given text."""
    q = ls.exercise(name, lang=lang, as_of=AS_OF)
    card = q._repr_html_()
    for address, text in re.findall(r'class="ls-fact" data-id="([^"]+)">([^<]*)<', card):
        fact = ls.Fact.of(q.data.by_id[html.unescape(address)], q.data, lang)
        assert html.unescape(text) in [*fact.texts(), fact.text("printed")], address
    # A code names an indicator; an accent in front of its digits is no number.
    bare = re.sub(r'<span class="ls-\w+"[^>]*>[^<]*</span>|<code>.*?</code>|<[^>]+>|&#?\w+;', "", card)
    assert not re.search(r"\d", bare), bare
    for r in q.case.rows.values():
        assert q.data.known(r["source_id"], AS_OF)
        assert f'data-id="{r["source_id"]}"' in card
    assert "{" not in bare
    assert repr(q)[0].isupper()
    assert not re.search(r"nan|None|  ", repr(q))


def test_a_name_is_text_and_not_markup():
    assert "<b>An</b>" not in ls.exercise("recovery", student="<b>An</b>")._repr_html_()


# --- right answers ----------------------------------------------------------------------------------------------------


@each_number
def test_the_right_answer_is_right_in_its_reasonable_forms(name):
    for q in every_case(name):
        key = q.answer
        forms = [
            key.value, np.float64(key.value), np.array([key.value]), pd.Series([key.value]), [key.value],
            pd.DataFrame({"value": [key.value], "unit": ["x"]}), key, f"{key.value:.6f}", key.text("table"), key.text("prose"),
            float(numerals.rounded(key.value, key.decimals)),
        ]  # fmt: skip
        if not q.rule.get("exact"):
            forms.append(float(f"{key.value:.4g}"))
        for form in forms:
            assert q.mark(form) == "", (q.case.id, form)


@each_number
def test_text_is_read_in_both_languages(name):
    for lang in LANGS:
        q = ls.exercise(name, lang=lang, as_of=AS_OF)
        for tongue in LANGS:
            text = numerals.number(q.answer.value, 2 if not q.rule.get("exact") else q.answer.decimals, tongue)
            grouped = re.search(r"^\D?\d{1,3}[.,]\d{3}$", text)  # 1.320 is one number here and another there
            assert grouped or q.mark(text) == "", (lang, text)


def test_a_scale_in_words_is_converted():
    q = ls.exercise("implied_plan", lang="vi", as_of=AS_OF)
    texts = ("6,42 nghìn tỷ đồng", "khoảng 6.425 tỷ đồng.", "6.42 trillion VND", 6.42)
    assert [q.mark(x) for x in texts] == ["", "", "", "scale"]


@pytest.mark.parametrize(
    ("name", "answer", "slip"),
    [
        ("recovery", "tăng 75,1%", ""),
        ("recovery", "75,1 phần trăm", ""),
        ("recovery", "75 USD", "unit"),
        ("recovery", "75,1 điểm phần trăm", "unit"),
        ("points", "cao hơn 4,02 điểm phần trăm", ""),
        ("points", "4.02 percentage points", ""),
        ("points", "4,02%", "unit"),
        ("points", "thấp hơn 4,02 điểm phần trăm", "reversed"),
        ("pace", "1,54 lần", ""),
        ("pace", "1,54%", "unit"),
        ("implied_plan", "6.425 tỷ USD", "unit"),
        ("vintage", "4,78 tỷ USD", ""),
    ],
)
def test_the_unit_of_a_text_counts(name, answer, slip):
    assert ls.exercise(name, as_of=AS_OF).mark(answer) == slip


@pytest.mark.parametrize(
    ("name", "answer", "slip"),
    [
        ("recovery", -42.9, "same_rate"),
        ("recovery", "−42,9%", "same_rate"),
        ("recovery", 0.429, "same_rate"),
        ("recovery", 1.7513, "ratio"),
        ("recovery", 0.751, "fraction"),
        ("recovery", 74.2, "near"),
        ("implied_plan", 6330, "near"),
        ("growth", 1.1796, "ratio"),
    ],
)
def test_what_comes_to_the_same(name, answer, slip):
    assert ls.exercise(name, as_of=AS_OF).mark(answer) == slip


@given(st.floats(-1e6, 1e6) | st.floats(70, 80))
def test_what_is_far_from_the_answer_is_never_right(x):
    """100 / 57.15 to 100 / 57.05, less a hundred: from 74.978 to 75.285."""
    right = ls.exercise("recovery", as_of=AS_OF).mark(x) == ""
    assert right or not 74.98 < x < 75.28
    assert not right or 74.97 < x < 75.29


def test_the_key_is_worked_out_on_rounding():
    """5,396.8 billion at 84%: 5,396.75 / 0.845 to 5,396.85 / 0.835."""
    key = ls.exercise("implied_plan", as_of=AS_OF).answer
    assert (round(key.value), round(key.low), round(key.high)) == (6425, 6387, 6463)


# Worked out by hand from the printed figures of the lesson's own cases: the answer, and what each slip gives.
BY_HAND = {
    "scale": (1.32, {"separator": 0.00132, "wrong_way": 1_320_000}),
    "rounding": (23.5, {"whole_digit": 23, "tenth_digit": 23.95, "as_printed": 24}),
    "vintage": (4780, {"hindsight": 4975, "averaged": 4877.5}),
    "series": (111, {"wrong_series": 1700, "both": 1811}),
    "growth": (17.96, {"wrong_base": 15.225, "ratio": 117.96, "difference": 28_310}),
    "base": (3690.5, {"wrong_base": 3185.28, "forward": 6926.72}),
    "recovery": (75.13, {"same_rate": 42.9, "what_is_left": 57.1, "ratio": 175.13}),
    "chain": (13.485, {"ratio": 113.485, "summed": 13.09, "averaged": 6.545, "multiplied": 39.51}),
    "real": (5.27, {"ratio": 105.27, "nominal": 7.6, "subtracted": 5.39, "summed": 9.81}),
    "points": (4.02, {"percent": 231.03, "reversed": -4.02, "ratio": 3.31}),
    "contribution": (8.37, {"averaged": 8.465, "summed_growth": 33.86, "averaged_points": 2.0925}),
    "share_of_growth": (44.8, {"points": 3.75, "growth_compared": 89.0, "upside_down": 223.2}),
    "gap": (10.3, {"whole_plan": -64.7, "percent": 41.2, "relative": 141.2}),
    "implied_plan": (6424.8, {"share_of_it": 4533.3, "added": 6260.3}),
    "pace": (1.539, {"no_clock": 2.155, "whole_plan": 3.155, "upside_down": 0.65}),
    "moved_plan": (35.64, {"as_printed": 63.6, "levels_only": 148.48, "points": 39.6}),
}


@each_number
def test_answer_and_slips_are_those_worked_out_by_hand(name):
    q = ls.exercise(name, as_of=AS_OF)
    right, slips = BY_HAND[name]
    assert q.mark(right) == ""
    assert {slip: q.mark(x) for slip, x in slips.items()} == dict(zip(slips, slips, strict=True))
    assert set(slips) == set(q.rule["mistakes"])
    assert abs(q.answer.value - right) <= 0.001 * abs(right)


# --- slips ------------------------------------------------------------------------------------------------------------


@each_number
def test_each_slip_gets_its_own_feedback(name):
    seen = set()
    for q in every_case(name):
        for slip, formula in q.rule["mistakes"].items():
            x = value_of(q, formula)
            assert q.mark(x) == slip, (q.case.id, slip, x)
            assert q.mark(float(f"{x:.8g}")) == slip
            seen.add(slip)
    assert seen == set(RULES[name]["mistakes"])


@each_number
def test_slips_that_any_exercise_knows(name):
    seen = set()
    for q in every_case(name):
        right, formulas = q.answer, q.rule["mistakes"].values()
        zones = [keys.key(q.data, q.case, q.rule, f) for f in formulas]
        tries = {"sign": -right.value, "fraction": right.value / 100, "scale": right.value * 1000, "unsure": 7.7e11}
        for slip, x in tries.items():
            if not any(z.holds(same) for z in zones for same in (x, -x, 100 * x)) and (
                slip != "fraction" or q.rule["unit"] in ("percent", "points")
            ):
                expected = "scale" if slip == "fraction" and right.value == 0 else slip
                assert q.mark(x) == expected, (q.case.id, slip, x)
                seen.add(slip)
    assert {"scale", "unsure"} <= seen


def test_too_few_digits_is_told_from_wrong():
    q = ls.exercise("pace", as_of=AS_OF)
    assert (round(q.answer.value, 2), q.mark(2), q.mark(1.5)) == (1.54, "coarse", "coarse")


@each
def test_a_wrong_answer_never_passes(name):
    """No check passes whatever it is given."""
    q = ls.exercise(name, lang="en", as_of=AS_OF)
    for nothing in (None, ..., ""):
        assert q.mark(nothing) == "empty"
    wrong = {"on_pace": "met", "parameters": new_notebook(), "runs": {}}.get(name, 7.7e11)
    with pytest.raises(WrongAnswer, match=r"\w") as caught:
        q.check(wrong)
    assert caught.value._render_traceback_() == ["Not yet."]


@pytest.mark.parametrize("name", [*NUMBERS, "on_pace"])
@pytest.mark.parametrize(
    "answer", [True, "abc", "75 – 76", "1e2", [1, 2], {"a": 1}, float("nan"), pd.NA, 10**400, pd.Series([1.0, 2.0])], ids=repr,
)  # fmt: skip
def test_what_is_no_answer_is_one_line(name, answer):
    for lang, words in (("en", r"the answer .+; give one"), ("vi", r"đáp số .+; hãy viết một")):
        with pytest.raises(ParameterError, match=words) as caught:
            ls.exercise(name, lang=lang, as_of=AS_OF).check(answer)
        assert name == "on_pace" or "\n" not in str(caught.value)


def test_feedback_is_shown_and_raised(capsys):
    q = ls.exercise("recovery", lang="en", as_of=AS_OF)
    with pytest.raises(WrongAnswer, match="the rise has the lower one"):
        q.check(42.9)
    with pytest.raises(WrongAnswer) as waiting:
        q.check(None)
    assert waiting.value._render_traceback_() == ["No answer yet."]
    q.check(75.1)
    assert "the rise takes the larger percentage" in capsys.readouterr().out


@each
@pytest.mark.parametrize("lang", LANGS)
def test_every_feedback_reads_as_text(name, lang):
    q = ls.exercise(name, lang=lang, as_of=AS_OF)
    for slip in ["", *q.rule.get("mistakes", {}), *SLIPS.get(name, ()), *GENERIC]:
        text = wording.flat(q.feedback(slip))
        assert len(text) > 20, slip
        assert "{" not in text, slip


# --- choices ----------------------------------------------------------------------------------------------------------


def test_verdicts_and_their_slips():
    order, seen = ["below", "on", "above", "met"], set()
    for q in every_case("on_pace"):
        right = q.answer
        assert q.mark(right) == ""
        assert q.mark(q.choices[right].split("|")[0].upper()) == ""
        for said in order:
            slip = q.mark(said)
            seen.add(slip)
            if "met" in (said, right):
                assert slip == ("" if said == right else "is_met" if right == "met" else "not_met")
            else:
                low, high = order.index(said) < order.index(right), order.index(said) > order.index(right)
                assert slip == ("too_low" if low else "too_high" if high else "")
    assert seen >= {"", "too_low", "too_high", "not_met"}


def test_a_choice_is_known_without_accents():
    accepted = {"below": "thấp hơn tiến độ|behind", "on": "đúng tiến độ"}
    assert [answers.word(w, accepted) for w in ("Thap hon tien do", "BEHIND", "dung_tien do")] == [
        "below",
        "below",
        "on",
    ]
    with pytest.raises(ParameterError, match="give one of 'thấp hơn tiến độ', 'đúng tiến độ'"):
        answers.word("cham", accepted)


# --- programs ---------------------------------------------------------------------------------------------------------

PARAMETERS = 'area = "VN-09"\nperiod = "2020-S1"'
USES = 'f = ls.load().select(indicator="trade_turnover_total", area=area, period=period)\nprint(f.value.iloc[0])'


def program(*sources, tag="parameters"):
    cells = [new_code_cell(s) for s in sources]
    cells[0].metadata["tags"] = [tag]
    return new_notebook(cells=[new_markdown_cell("# Mine"), *cells])


@pytest.mark.parametrize(
    ("notebook", "slip"),
    [
        (program(PARAMETERS, USES), ""),
        (program(PARAMETERS, "%matplotlib inline\nimport lsdata as ls", USES), ""),
        (program(PARAMETERS, USES.replace("print(", "float(")), ""),
        (program(PARAMETERS, USES + '\nls.series("trade_turnover_total", [area, "VN"])'), ""),
        (program(PARAMETERS, USES.replace('"trade_turnover_total"', "d.indicators.trade_turnover_total")), ""),
        (program(PARAMETERS, USES + "\n[period for period in f.period]"), ""),
        (program(PARAMETERS, USES, tag="params"), "misspelt_tag"),
        (program(PARAMETERS, USES, tag="mine"), "no_tag"),
        (program('period = "2020-S1"', USES), "undeclared"),
        (program(PARAMETERS, USES, 'period = "2021-S1"'), "overwritten"),
        (program(PARAMETERS, USES + '\nf[f.period == "2020-S1"]'), "hard_coded"),
        (program(PARAMETERS, USES + '\nf[f.area == "VN-13"]'), "hard_coded"),
        (program(PARAMETERS, USES.replace("period=period", "period=2020") + "\nperiod"), "hard_coded"),
        (program(PARAMETERS, "print(1)"), "unused"),
        (program(PARAMETERS, USES.replace("trade_turnover_total", "iip")), "other_indicator"),
        (program(PARAMETERS, USES.replace("print(f.value.iloc[0])", "x = f.value.iloc[0]")), "silent"),
        (program(PARAMETERS, "print("), "not_python"),
        (new_notebook(), "no_tag"),
        ("nowhere.ipynb", "missing_file"),
        (42, "not_a_notebook"),
    ],
)
def test_a_notebook_with_parameters(notebook, slip, tmp_path):
    q = ls.exercise("parameters", as_of=AS_OF)
    assert q.mark(notebook) == slip
    if isinstance(notebook, nbformat.NotebookNode):
        nbformat.write(notebook, tmp_path / "mine.ipynb")
        assert q.mark(tmp_path / "mine.ipynb") == slip
        assert q.mark(str(tmp_path / "mine.ipynb")) == slip
        assert q.mark(nbformat.writes(notebook)) == slip


def test_results_of_runs():
    for q in every_case("runs"):
        right = q.answer
        first, last = q.periods[0], q.periods[-1]
        assert list(right) == q.periods
        assert len(right) == programs.SOME_PERIODS
        forms = [
            right, pd.Series(right), {k: np.float64(v) for k, v in right.items()},
            pd.DataFrame({"period": right.keys(), "value": right.values()}),
        ]  # fmt: skip
        assert [q.mark(form) for form in forms] == [""] * len(forms)
        wrong = {
            "same": dict.fromkeys(right, right[first]), "missing": {first: right[first]},
            "wrong_scale": {k: v * 1000 for k, v in right.items()}, "not_a_dict": list(right.values()),
            "not_numbers": dict.fromkeys(right, "many"), "swapped": right | {first: right[last], last: right[first]},
        }  # fmt: skip
        assert {slip: q.mark(answer) for slip, answer in wrong.items()} == dict(zip(wrong, wrong, strict=True))


def test_other_measures_in_place_of_the_level_are_told():
    q = ls.exercise("runs", as_of=AS_OF)
    frame = q.data.select(indicator=q.case.lead["indicator"], area="VN-09", measure="yoy_pct", as_of=AS_OF)
    assert q.mark(dict(zip(frame.period, frame.value, strict=True))) == "wrong_measure"
    assert q.mark({p: v / ls.Period.parse(p).months for p, v in q.answer.items()}) == "per_month"


# --- the figures an exercise is set on ---------------------------------------------------------------------------------


@each
def test_the_rule_of_an_exercise_holds_for_every_case(name):
    data, rule = ls.load(), RULES[name]
    for case in keys.settable(data, name, AS_OF):
        lead, rows = case.lead, case.rows
        if rule.get("running"):
            assert lead["period"].cumulative, case.id
            assert lead["period"].part != "Y", case.id
        if rule.get("plain"):
            assert not any(r["qualifier"] for r in rows.values()), case.id
        if "language" in rule:
            assert data.sources[lead["source_id"]]["language"] == rule["language"], case.id
        if "polarity" in rule:
            assert data.indicators[lead["indicator"]]["polarity"] == rule["polarity"], case.id
        if "then" in rows:
            assert rows["then"]["period"] < lead["period"], case.id
        if "then_pct" in rows:
            assert rows["then_pct"]["plan_by"] == rows["now_pct"]["plan_by"], case.id
        if "late" in rows:
            early, late = (data.sources[rows[k]["source_id"]]["known_by"] for k in ("early", "late"))
            assert early < late, case.id
            assert "APEF".index(rows["late"]["status"]) <= "APEF".index(rows["early"]["status"]), case.id


def test_runs_ask_for_periods_of_a_year_at_most_and_for_nothing_later():
    for q in every_case("runs"):
        assert all(ls.Period.parse(p).months <= 12 for p in q.periods)
    q = ls.exercise("runs", as_of="2020-07-13")
    how = {"indicator": q.case.lead["indicator"], "area": q.case.lead["area"], "measure": "level"}
    assert set(q.periods) <= set(ls.load().select(**how, as_of="2020-07-13").period)


# --- everyone their own -----------------------------------------------------------------------------------------------


@each
def test_a_student_keeps_their_figures_and_others_have_others(name):
    names = [f"student {i}" for i in range(40)]
    first = [ls.exercise(name, student=s, as_of=AS_OF).case.id for s in names]
    assert first == [ls.exercise(name, student=s, lang="en", as_of=AS_OF).case.id for s in names]
    there = len(keys.settable(ls.load(), name, AS_OF))
    assert len(set(first)) >= min(3, there)


def test_one_name_however_it_is_typed():
    forms = ("Ánh", unicodedata.normalize("NFD", "Ánh"), " Ánh ")
    assert len({ls.exercise("base", s, as_of=AS_OF).case.id for s in forms}) == 1
    assert ls.exercise("base", None, as_of=AS_OF).student == ""


def test_a_new_case_changes_few():
    data = ls.load()
    pool = keys.settable(data, "base", AS_OF)
    before = {s: cases.own(pool[1:], s, "").id for s in map(str, range(200))}
    after = {s: cases.own(pool, s, "").id for s in before}
    moved = {s for s in before if before[s] != after[s]}
    assert all(after[s] == pool[0].id for s in moved)
    assert len(moved) < 20


def test_without_a_name_it_is_the_lesson_s_own():
    for name, rule in RULES.items():
        assert ls.exercise(name, as_of=AS_OF).case.id.startswith(rule["first"]), name


@each
def test_what_is_published_later_is_not_used(name):
    data = ls.load()
    for case in keys.settable(data, name, "2020-07-13"):
        assert all(data.known(r["source_id"], "2020-07-13") for r in case.rows.values())


def test_a_package_without_such_figures_says_so(package):
    with pytest.raises(
        ParameterError, match="no figures of this package fit the exercise 'contribution'; choose another"
    ):
        ls.exercise("contribution", data=str(package))
    with pytest.raises(
        ParameterError, match="'contribution' known by 2018-01-01; choose a later day, another exercise"
    ):
        ls.exercise("contribution", as_of="2018-01-01")


def test_unknown_names():
    with pytest.raises(UnknownName, match="unknown exercise 'recovry'; did you mean 'recovery'"):
        ls.exercise("recovry")
    with pytest.raises(UnknownName, match="unknown language 'fr'"):
        ls.exercise("recovery", lang="fr")
    with pytest.raises(ParameterError, match="as_of 'soon' is not a date"):
        ls.exercise("recovery", as_of="soon")


@each
def test_given_and_figures_go_together(name):
    q = ls.exercise(name, student="An", as_of=AS_OF)
    assert list(q.given.index) == list(q.case.rows) == list(q.figures.given)
    assert q.figures.fact.tolist() == [r["id"] for r in q.case.rows.values()]
    known = cases.operands(q.data, q.case, exact=True)
    assert all(abs(known[n][0] - v) < 1e-6 for n, v in q.given.items())


def test_a_language_without_words_of_its_own_is_taught_in_english():
    assert exercises.phrases("fr") == exercises.phrases("en")
