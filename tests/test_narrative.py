"""Facts into sentences: small golden texts in both languages, to be read word by word, and what holds for every phrase."""

import ast
import json
import re
import string
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiny_package import INDICATORS, dataset, figure, plain, source

import lsdata
from lsdata.headline import Question
from lsdata.measures import verdict
from lsdata.narrative import Voice
from lsdata.periods import Period
from lsdata.wording import flat, languages, markup, phrases

LANGS = ("vi", "en")


def question(*figures: dict, lang="vi", area="VN-09", period="2020-S1", as_of="", **tables) -> Question:
    return Question(Voice(dataset(*figures, **tables), lang), area, Period.parse(period), as_of)


def sentence(*figures: dict, lang="vi", short=False, **how) -> str:
    """What is said of the first figure's indicator in its area and period."""
    first = figures[0]
    q = question(*figures, lang=lang, area=first["ref_area"], period=first["time_period"], **how)
    return plain(flat(q.voice.figures(q.facts(first["indicator"]), short=short)))


def e(**cells) -> dict:
    return {"obs_status": "E"} | cells


def pct(value, indicator="turnover", **more) -> dict:
    return figure(indicator, value=value, measure="pct_of_plan", **more)


def yoy(value, indicator="turnover", **more) -> dict:
    return figure(indicator, value=value, measure="yoy_pct", **more)


SENTENCES = {
    "the review on trade": (
        [figure(**e()), pct("24", **e()), yoy("-42.9", **e())],
        "Kim ngạch qua địa bàn tỉnh Lạng Sơn trong 6 tháng đầu năm 2020 ước đạt 1.320 triệu USD, bằng 24% kế hoạch năm, thấp hơn 42,9% so với cùng kỳ năm 2019.",
        "In the first half of 2020, turnover through Lạng Sơn was an estimated 1,320 million USD, 24% of the year's plan and 42.9% lower than in the first half of 2019.",
    ),
    "the review on growth": (
        [yoy("0.47", "grdp_growth")],
        "Tổng sản phẩm (GRDP) tỉnh Lạng Sơn trong 6 tháng đầu năm 2020 tăng 0,47% so với cùng kỳ năm 2019.",
        "In the first half of 2020, the regional product of Lạng Sơn rose 0.47% from the first half of 2019.",
    ),
    "the review on the budget": (
        [pct("49.5", "revenue")],
        "Thu ngân sách tỉnh Lạng Sơn trong 6 tháng đầu năm 2020 đạt 49,5% dự toán năm.",
        "In the first half of 2020, budget revenue of Lạng Sơn reached 49.5% of the year's budget plan.",
    ),
    "level alone": (
        [figure()],
        "Kim ngạch qua địa bàn tỉnh Lạng Sơn trong 6 tháng đầu năm 2020 đạt 1.320 triệu USD.",
        "In the first half of 2020, turnover through Lạng Sơn was 1,320 million USD.",
    ),
    "more than one": (
        [figure("export", value="1320"), yoy("5.1", "export")],
        "Xuất khẩu qua địa bàn tỉnh Lạng Sơn trong 6 tháng đầu năm 2020 đạt 1.320 triệu USD, cao hơn 5,1% so với cùng kỳ năm 2019.",
        "In the first half of 2020, exports through Lạng Sơn were 1,320 million USD and 5.1% higher than in the first half of 2019.",
    ),
    "a country": (
        [figure(area="VN", value="5.5", unit_mult="9")],
        "Kim ngạch cả nước trong 6 tháng đầu năm 2020 đạt 5,5 tỷ USD.",
        "In the first half of 2020, turnover through Vietnam was 5.5 billion USD.",
    ),
    "provisional": (
        [figure(obs_status="P")],
        "Kim ngạch qua địa bàn tỉnh Lạng Sơn trong 6 tháng đầu năm 2020 theo số liệu sơ bộ đạt 1.320 triệu USD.",
        "In the first half of 2020, turnover through Lạng Sơn was 1,320 million USD by provisional figures.",
    ),
    "expected": (
        [figure(period="2020", obs_status="F")],
        "Kim ngạch qua địa bàn tỉnh Lạng Sơn trong năm 2020 dự kiến đạt 1.320 triệu USD.",
        "In 2020, turnover through Lạng Sơn was expected to reach 1,320 million USD.",
    ),
    "more is bad": (
        [figure("poverty", "2020", "7.88"), yoy("-2.95", "poverty", period="2020")],
        "Tỷ lệ hộ nghèo tỉnh Lạng Sơn trong năm 2020 là 7,88%, thấp hơn 2,95% so với năm 2019.",
        "In 2020, the poverty rate of Lạng Sơn was 7.88% and 2.95% lower than in 2019.",
    ),
    "more is bad, an estimate": (
        [figure("poverty", "2020", "7.88", **e())],
        "Tỷ lệ hộ nghèo tỉnh Lạng Sơn trong năm 2020 ước tính 7,88%.",
        "In 2020, the poverty rate of Lạng Sơn was an estimated 7.88%.",
    ),
    "neutral": (
        [figure("fees", value="300"), pct("60", "fees")],
        "Phí cửa khẩu tỉnh Lạng Sơn trong 6 tháng đầu năm 2020 là 300 tỷ đồng, bằng 60% dự toán năm.",
        "In the first half of 2020, gate fees in Lạng Sơn were 300 billion VND, 60% of the year's budget plan.",
    ),
    "neutral, % of plan alone": (
        [pct("60", "fees", **e())],
        "Phí cửa khẩu tỉnh Lạng Sơn trong 6 tháng đầu năm 2020 ước bằng 60% dự toán năm.",
        "In the first half of 2020, gate fees in Lạng Sơn stood at an estimated 60% of the year's budget plan.",
    ),
    "whose budget plan": (
        [pct("74.4", "revenue", plan_by="provincial"), pct("81", "revenue", plan_by="central")],
        "Thu ngân sách tỉnh Lạng Sơn trong 6 tháng đầu năm 2020 đạt 74,4% dự toán tỉnh giao.",
        "In the first half of 2020, budget revenue of Lạng Sơn reached 74.4% of the provincial budget plan.",
    ),
    "the central plan where no other is known": (
        [pct("81", "revenue", plan_by="central", **e())],
        "Thu ngân sách tỉnh Lạng Sơn trong 6 tháng đầu năm 2020 ước đạt 81% dự toán Trung ương giao.",
        "In the first half of 2020, budget revenue of Lạng Sơn reached an estimated 81% of the central budget plan.",
    ),
    "a fall, an estimate": (
        [yoy("-42.9", **e())],
        "Kim ngạch qua địa bàn tỉnh Lạng Sơn trong 6 tháng đầu năm 2020 ước giảm 42,9% so với cùng kỳ năm 2019.",
        "In the first half of 2020, turnover through Lạng Sơn is estimated to have fallen 42.9% from the first half of 2019.",
    ),
    "no change": (
        [yoy("0.0", "export")],
        "Xuất khẩu qua địa bàn tỉnh Lạng Sơn trong 6 tháng đầu năm 2020 không thay đổi so với cùng kỳ năm 2019.",
        "In the first half of 2020, exports through Lạng Sơn were unchanged from the first half of 2019.",
    ),
    "hardly a change": (
        [yoy("-0.1", "export", qualifier="about")],
        "Xuất khẩu qua địa bàn tỉnh Lạng Sơn trong 6 tháng đầu năm 2020 giảm khoảng 0,1% so với cùng kỳ năm 2019.",
        "In the first half of 2020, exports through Lạng Sơn fell about 0.1% from the first half of 2019.",
    ),
    "an index": (
        [figure("export", value="105.3", measure="index")],
        "Xuất khẩu qua địa bàn tỉnh Lạng Sơn trong 6 tháng đầu năm 2020 bằng 105,3% so với cùng kỳ năm 2019.",
        "In the first half of 2020, exports through Lạng Sơn were 105.3% of their level in the first half of 2019.",
    ),
    "a share alone": (
        [figure("export", value="40.2", measure="share_pct")],
        "Xuất khẩu qua địa bàn tỉnh Lạng Sơn trong 6 tháng đầu năm 2020 chiếm 40,2% tổng số.",
        "In the first half of 2020, exports through Lạng Sơn accounted for 40.2% of the whole.",
    ),
    "a part of the period": (
        [figure(period="2019-01-01/P9M", covers_to="2019-09-20", qualifier="over")],
        "Tính đến ngày 20/9/2019, kim ngạch qua địa bàn tỉnh Lạng Sơn đạt hơn 1.320 triệu USD.",
        "By 20 September 2019, turnover through Lạng Sơn was more than 1,320 million USD.",
    ),
    "a range": (
        [figure(period="2020", value="37", obs_value_upper="38")],
        "Kim ngạch qua địa bàn tỉnh Lạng Sơn trong năm 2020 đạt 37–38 triệu USD.",
        "In 2020, turnover through Lạng Sơn was 37–38 million USD.",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("figures", "vi", "en"), SENTENCES.values(), ids=SENTENCES)
def test_a_sentence_word_by_word(figures, vi, en):
    assert sentence(*figures, lang="vi") == vi
    assert sentence(*figures, lang="en") == en


def test_a_stock_stands_at_the_end_of_a_period():
    own = [i | {"kind": "stock"} if i["indicator"] == "turnover" else i for i in INDICATORS]
    said = {lang: Voice(dataset(figure(), indicators=own), lang) for lang in ("vi", "en")}
    q = {lang: Question(voice, "VN-09", Period.parse("2020-S1")) for lang, voice in said.items()}
    text = {lang: plain(flat(voice.figures(q[lang].facts("turnover")))) for lang, voice in said.items()}
    assert text["vi"].startswith("Đến cuối tháng 6 năm 2020, kim ngạch")
    assert text["en"].startswith("At the end of June 2020, turnover")


def test_a_later_mention_has_no_period():
    assert sentence(figure(), lang="en", short=True) == "Turnover through Lạng Sơn was 1,320 million USD."


VERDICTS = {
    "below at mid-year": ("turnover", "2020-S1", "24",
        "Nửa năm đã qua, nên kết quả này thấp hơn tiến độ tính đều theo thời gian.", "With half the year gone, that is behind an even pace."),
    "on at mid-year": ("turnover", "2020-S1", "49.5",
        "Nửa năm đã qua, nên kết quả này đúng tiến độ tính đều theo thời gian.", "With half the year gone, that is in line with an even pace."),
    "above after a quarter": ("turnover", "2020-Q1", "31",
        "Một quý đã qua, nên kết quả này vượt tiến độ tính đều theo thời gian.", "With a quarter of the year gone, that is ahead of an even pace."),
    "after ten months": ("turnover", "2020-01-01/P10M", "60",
        "10 tháng đầu năm đã qua, nên kết quả này thấp hơn tiến độ tính đều theo thời gian.", "With the first ten months of the year gone, that is behind an even pace."),
    "met": ("turnover", "2020-S1", "101", "Kết quả này đã hoàn thành kế hoạch năm.", "With this the year's plan has been met."),
    "a year below": ("turnover", "2020", "94", "Kết quả cả năm thấp hơn kế hoạch.", "The year's result was below the plan."),
    "a year close to it": ("turnover", "2020", "97", "Kết quả cả năm sát kế hoạch.", "The year's result was close to the plan."),
    "neutral below": ("fees", "2020-S1", "24", "Mức này thấp hơn mức bình quân theo thời gian.", "That is lower than an even pace over the year."),
    "neutral above": ("fees", "2020-S1", "80", "Mức này cao hơn mức bình quân theo thời gian.", "That is higher than an even pace over the year."),
    "neutral, over the plan": ("fees", "2020-S1", "104", "Mức này cao hơn mức bình quân theo thời gian.", "That is higher than an even pace over the year."),
}  # fmt: skip


@pytest.mark.parametrize(("indicator", "period", "value", "vi", "en"), VERDICTS.values(), ids=VERDICTS)
def test_a_verdict_word_by_word(indicator, period, value, vi, en):
    for lang, text in (("vi", vi), ("en", en)):
        q = question(pct(value, indicator, period=period), lang=lang, period=period)
        fact = q.facts(indicator)["pct_of_plan"]
        even = 100 * fact.period.elapsed
        expected = (even - 5, even + 5)
        assert plain(flat(q.voice.verdict(fact, verdict(fact.low, fact.high, fact.value, expected), expected))) == text


def test_a_band_of_ones_own_is_still_an_even_pace():
    q = question(pct("42"), lang="en")
    fact = q.facts("turnover")["pct_of_plan"]
    assert flat(q.voice.verdict(fact, "on", (40, 60))) == "With half the year gone, that is in line with an even pace."
    assert (
        flat(q.voice.verdict(fact, "above", (35, 41)))
        == "That is above the usual range at this point of the year (35–41%)."
    )


COMPARED = {
    "slower": ("2.1", "6.8", "Mức tăng thấp hơn 6 tháng đầu năm 2019 (6,8%) 4,7 điểm phần trăm.", "Growth was 4.7 percentage points less than in the first half of 2019 (6.8%)."),
    "faster": ("6.8", "2.1", "Mức tăng cao hơn 6 tháng đầu năm 2019 (2,1%) 4,7 điểm phần trăm.", "Growth was 4.7 percentage points more than in the first half of 2019 (2.1%)."),
    "deeper": ("-6.8", "-5.8", "Mức giảm lớn hơn 6 tháng đầu năm 2019 (5,8%) 1,0 điểm phần trăm.", "The fall was 1.0 percentage point larger than in the first half of 2019 (5.8%)."),
    "narrower": ("-2.1", "-6.8", "Mức giảm thu hẹp từ 6,8% (6 tháng đầu năm 2019) xuống còn 2,1%.", "The fall narrowed from 6.8% (the first half of 2019) to 2.1%."),
    "turned down": ("-2.1", "6.8", "6 tháng đầu năm 2019 tăng 6,8%; 6 tháng đầu năm 2020 giảm 2,1%.", "After a rise of 6.8% in the first half of 2019 came a fall of 2.1%."),
    "turned up": ("2.1", "-6.8", "6 tháng đầu năm 2019 giảm 6,8%; 6 tháng đầu năm 2020 tăng 2,1%.", "After a fall of 6.8% in the first half of 2019 came a rise of 2.1%."),
    "the same": ("2.1", "2.1", "", ""),
    "from nothing": ("2.1", "0", "", ""),
}  # fmt: skip


@pytest.mark.parametrize(("now", "then", "vi", "en"), COMPARED.values(), ids=COMPARED)
def test_two_rates_word_by_word(now, then, vi, en):
    for lang, text in (("vi", vi), ("en", en)):
        q = question(yoy(now), yoy(then, period="2019-S1"), lang=lang)
        facts = [q.facts("turnover", p)["yoy_pct"] for p in (q.period, q.period.prior())]
        assert plain(flat(q.voice.compared(*facts))) == text


def test_words_of_a_source_are_attributed():
    for lang, text in (
        ("vi", "Theo Báo Lạng Sơn: Kết quả tốt."),
        ("en", "According to Báo Lạng Sơn: The result was good."),
    ):
        q = question(statements=[{}], sources=[source("review", publisher="Báo Lạng Sơn")], lang=lang)
        runs = q.voice.quoted(q.voice.data.tables["statements"][0])
        assert flat(runs) == text
        assert [r.kind for r in runs if r.kind] == ["given", "given", "ref"]


# -- laws --------------------------------------------------------------------------------------------------------------

rates = st.one_of(st.integers(-999, 2000).map(lambda x: f"{x / 10:.1f}"), st.integers(-99, 200).map(str))
VERBS = {
    "vi": {"up": r"\b(tăng|cao hơn)\b", "down": r"\b(giảm|thấp hơn)\b"},
    "en": {"up": r"\b(rose|risen|higher)\b", "down": r"\b(fell|fallen|lower)\b"},
}


@given(
    rates,
    st.sampled_from(LANGS),
    st.sampled_from("APE"),
    st.booleans(),
    st.sampled_from(["turnover", "export", "poverty", "fees", "grdp_growth"]),
)
def test_the_sign_is_the_verb(value, lang, status, with_level, indicator):
    figures = [yoy(value, indicator, obs_status=status)] + (
        [figure(indicator, obs_status=status)] if with_level else []
    )
    text = sentence(*figures, lang=lang)
    up, down = (bool(re.search(VERBS[lang][way], text)) for way in ("up", "down"))
    number = float(value)
    assert (up, down) == (number > 0, number < 0)
    assert not re.search(r"[−+]|nan|None|\{|\}|  | ,|-\d", text)
    assert text[0].isupper()
    assert text.endswith(".")


@given(st.integers(1, 2000), st.sampled_from(LANGS), st.sampled_from(["fees", "poverty"]))
def test_no_praise_where_more_is_not_good(tenths, lang, indicator):
    text = sentence(figure(indicator, value=f"{tenths / 10:.1f}"), pct(f"{tenths / 10:.1f}", indicator), lang=lang)
    assert not re.search(r"\b(đạt|vượt|hoàn thành|mới)\b|\b(reached|met|exceeded|only|ahead|behind)\b", text)


@given(st.integers(0, 2000), st.sampled_from(LANGS), st.sampled_from(["turnover", "revenue", "fees"]))
def test_every_number_is_typed_and_reads_back(tenths, lang, indicator):
    value = f"{tenths / 10:.1f}"
    q = question(figure(indicator, value=value), pct(value, indicator), yoy(f"-{value}", indicator), lang=lang)
    facts = q.facts(indicator)
    runs = q.voice.figures(facts)
    assert not any(c in string.digits for r in runs if not r.kind for c in r.text)
    by_id = {f.id: f for f in facts.values()}
    shown = [r for r in runs if r.kind == "fact"]
    assert {r.id for r in shown} >= {facts["level"].id, facts["pct_of_plan"].id}
    for r in shown:
        assert r.text == by_id[r.id].text()
        assert lsdata.numerals.read(r.text, lang).value == abs(by_id[r.id].value)


def test_text_of_the_package_is_escaped():
    q = question(statements=[{"text_en": "A *bold* <b>claim</b> of $5 & [more](x) `now` #1 a_b."}], lang="en")
    text = markup(q.voice.quoted(q.voice.data.tables["statements"][0]))
    inner = re.sub(r"</?span[^>]*>", "", text)
    assert not set("*<>$[]`#_") & set(re.sub(r"&#?\w+;", "", inner).replace("[…]", ""))


# -- phrase files ------------------------------------------------------------------------------------------------------

KEYS = [(table, key) for table, keys in phrases("en").items() for key in keys]
FOLDER = Path(lsdata.__file__).parent
ENGLISH_ONLY = {"was", "is", "its", "it"}  # number of the subject, which Vietnamese does not have


def own(lang: str) -> dict:
    import tomllib

    return tomllib.loads((FOLDER / "phrases" / f"{lang}.toml").read_text(encoding="utf-8"))


def test_languages_have_the_same_phrases():
    assert languages() == ["en", "vi"]
    assert {(t, k) for t, ks in own("vi").items() for k in ks} == set(KEYS)


SAME_FIELDS_BUT = {  # why a field stands in one language only
    "headline.level": "English names the figure alone after a colon, Vietnamese says it with its verb",
    "sentence.turned_down": "English names the later period by its place in the sentence",
    "sentence.turned_up": "as above",
    "sentence.target_stock": "Vietnamese names the indicator, English has it in the sentence before",
}


def test_patterns_have_the_same_fields_in_both_languages():
    def fields(lang, table, key):
        return set(re.findall(r"\{(\w+)\}", phrases(lang)[table][key])) - ENGLISH_ONLY

    differ = {f"{t}.{k}" for t, k in KEYS if fields("vi", t, k) != fields("en", t, k)}
    assert differ - set(SAME_FIELDS_BUT) == set()


@pytest.mark.parametrize("lang", LANGS)
def test_no_pattern_holds_a_digit_a_sign_or_a_mark(lang):
    for table, keys in phrases(lang).items():
        for key, text in keys.items():
            assert not re.search(r"[0-9−+*_#$<>`]", re.sub(r"\{\w+\}", "", text)), (table, key)
            assert text == text.strip() or table == "word" or (table, key) == ("chart", "more")


NEVER = {
    "vi": """bứt phá|ngoạn mục|ấn tượng|khởi sắc|vượt bậc|lao dốc|tụt dốc|rùa bò|bức tranh|gam màu|điểm sáng|đáng mừng|đáng tiếc|
        thắng lợi|quyết liệt|sát sao|đáng kể|tương đối|nhìn chung|cơ bản đạt|mặc dù|năm ngoái|tăng âm|tăng trưởng âm|chậm tiến độ|
        đạt thấp|trong bối cảnh|nhờ|chỉ đạt""",
    "en": """soar|surge|boom|plunge|slump|plummet|collapse|impressive|robust|healthy|strong|weak|disappointing|significant|
        unprecedented|just|clearly|worth noting|witnessed|in terms of|growth of a|negative|last year|amid|thanks to|whole province""",
}


@pytest.mark.parametrize("lang", LANGS)
def test_words_that_an_office_does_not_write(lang):
    never = re.compile(rf"\b({'|'.join(w.strip() for w in NEVER[lang].split('|'))})\w*\b", re.IGNORECASE)
    found = {f"{t}.{k}": m[0] for t, ks in phrases(lang).items() for k, text in ks.items() if (m := never.search(text))}
    assert found == {}


def names_in_code() -> tuple[set[str], list[re.Pattern]]:
    """Texts and keyword names of the library and its notebooks, and what its f-strings may compose."""
    sources = [p.read_text(encoding="utf-8") for p in sorted(FOLDER.rglob("*.py"))]
    for path in sorted((FOLDER.parent / "notebooks").glob("*.ipynb")):
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        sources += ["".join(c["source"]) for c in cells if c["cell_type"] == "code"]
    worked = (FOLDER / "reader" / "worked.toml").read_text(encoding="utf-8")  # names of results, worded by their keys
    texts, composed = set(re.findall(r"^\w+(?= =)", worked, re.MULTILINE)), []
    for node in (n for s in sources for n in ast.walk(ast.parse(s))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            texts |= {node.value, *node.value.split()}
        elif isinstance(node, ast.keyword) and node.arg:
            texts.add(node.arg)
        elif isinstance(node, ast.JoinedStr):
            parts = [re.escape(v.value) if isinstance(v, ast.Constant) else r"\w+" for v in node.values]
            if any(p != r"\w+" for p in parts):
                composed.append(re.compile("".join(parts)))
    return texts, composed


def test_every_phrase_is_used():
    """A key stands in the code or in a notebook by its name, or by the text that composes it."""
    texts, composed = names_in_code()
    vague = re.compile(
        r"(\w+\\\.)?(\\w\+)(\\?\.\\w\+)?(_\\w\+)?|title_\\w\+\\w\+"
    )  # f"sentence.{key}" may compose any key
    composed = [p for p in composed if not vague.fullmatch(p.pattern)]

    def used(table: str, key: str) -> bool:
        stem = re.sub(r"(_(A|E|P|F|up|down|zero|flat|budget|provincial|central))+$", "", key)
        names = {key, stem, f"{table}.{key}", f"{table}.{stem}", f"{table}.{stem}_up"}
        return (
            bool(names & texts)
            or key.startswith("title_")
            or any(p.fullmatch(f"{table}.{key}") or p.fullmatch(key) for p in composed)
        )

    whole = {"level", "change", "plan", "elapsed"}  # composed of verb, direction and status, or of a month
    unused = [f"{table}.{key}" for table, key in KEYS if table not in whole and not used(table, key)]
    assert " ".join(unused) == ""
