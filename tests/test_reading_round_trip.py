"""What is written is read back: the figures of every sentence and of every report, in both languages, are the facts it was made of."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from itertools import groupby

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from tiny_package import INDICATORS, dataset, figure

import lsdata as ls
from lsdata import conflicts, headline, summary, telling, vintages
from lsdata.changes.claims import claims
from lsdata.dataset import EVERYTHING
from lsdata.facts import CHANGES, Fact, Run
from lsdata.headline import Question
from lsdata.narrative import LEADING, Voice
from lsdata.periods import Period
from lsdata.publish.marks import anchors
from lsdata.reader.documents import of_file
from lsdata.reader.figure import Figure
from lsdata.reader.judging import judge
from lsdata.reader.reading import read
from lsdata.selection import Selection
from lsdata.wording import phrases

LANGS = ("vi", "en")
READ_BACK = {"vi": 0.995, "en": 0.995}  # of the figures of all sentences, at least
REPORTED = {
    "vi": 0.90,
    "en": 0.88,
}  # of those of all reports, where what is derived and what a source erred in is told too
COMMON = 24  # figures that an area has in a period of which more than single sentences are made
UNREADABLE = {  # pattern -> what of its figures is read otherwise, and why it cannot be told from the sentence
    "sentence.parts_top": (
        "indicator measure",
        "nothing says whether the figure in brackets is a level, a share or a rate",
    ),
    "sentence.newest": ("measure", "a bare percentage after the name of what it is a share of"),
    "sentence.revision_between": ("area indicator period measure", "what a source gave is named two sentences before"),
    "revisions.far_up": (
        "area indicator period measure",
        "names no indicator, only a period of the one told of before",
    ),
    "revisions.far_down": (
        "area indicator period measure",
        "names no indicator, only a period of the one told of before",
    ),
    **{
        f"sentence.standing_{pace} sentence.standing_item": (
            "indicator period",
            "names no period; a short name can be a part of the one before it: 'customs revenue (84%) and revenue (73.9%)'",
        )
        for pace in ("above", "on", "below", "met")
    },
    "check.least_up": ("derived, read as yoy_pct", "what two published levels come to is told as a change"),
    "sentence.implied_plan": ("derived, read as plan_target", "nothing but 'suy ra' says that the plan is inferred"),
    "sentence.foreign_share": ("derived, read as share_pct", "nothing says that the share is calculated"),
}
UNNAMED = {
    "grdp_manufacturing",
    "grdp_mining",
}  # the same words name the index of the branch: it is not forced onto either
IN_ONE = {
    "en": {"check.least_up", "sentence.implied_plan"},
    "vi": set(),
}  # patterns that the other language leaves unsaid
SAYS = re.compile(r"_([AEPF])(?:_about)?$")  # a pattern that tells the status
PLANNED_BY = {"provincial": r"tỉnh giao|provincial", "central": r"Trung ương giao|central"}


class Traced(Voice):
    """A voice that remembers from which pattern each figure came: that of the sentence, and that of the clause."""

    def __init__(self, data, lang):
        super().__init__(data, lang)
        self.patterns: dict[int, tuple[Run, str, str]] = {}

    def fill(self, key, **fields):
        runs = super().fill(key, **fields)
        for run in runs:
            if run.kind == "fact":
                self.patterns[id(run)] = (run, key, self.patterns.get(id(run), (run, "", key))[2])
        return runs


@dataclass
class Text:
    """A paragraph and the typed runs in it: where each begins and ends, its figure, and the patterns it came from."""

    words: str
    runs: list[tuple[int, int, Run, str, str]]

    @classmethod
    def of(cls, voice, runs) -> "Text":
        words, typed = "", []
        for run in (r for r in runs if r.kind != "ref"):
            _, sentence, clause = getattr(voice, "patterns", {}).get(id(run), (run, "", ""))
            typed += [(len(words), len(words) + len(run.text), run, sentence, clause)] if run.kind else []
            words += run.text
        return cls(words, typed)


@dataclass(frozen=True)
class Lost:
    """A figure that was not read back."""

    pattern: str
    how: str
    words: str
    text: str

    def __str__(self) -> str:
        return f"{self.pattern}: {self.how}: {self.text!r} in {self.words!r}"


def differences(row: dict, fact: Fact, figure: Figure, text: Text, said: str, dated: bool) -> list[str]:
    """What was read otherwise than it was written; ``said`` is the status that the sentence tells, ``dated`` whether it names the day."""
    words, ambiguous = text.words, fact.indicator in UNNAMED and not figure.placed
    yearly = (row["season"] or " vụ " in words) and not any(
        r.kind == "period" and r.id == fact.period.code for _, _, r, *_ in text.runs
    )
    periods = {fact.period.code, fact.period.of_year.code if yearly else ""}  # of a crop, where none is named
    scaled, read_as = (v * 10.0**m for v, m in ((fact.value, row["mult"]), (figure.obs_value, figure.unit_mult)))
    points = fact.measure == "share_change_pp" and {row["unit_measure"], figure.unit_measure} <= {
        "percent",
        "percentage_points",
    }
    statuses = {"F"} if fact.measure == "plan_target" else {said} if said else {"A", fact.status}
    planned = bool(fact.plan_by) and bool(re.search(PLANNED_BY[fact.plan_by], words))
    same = {
        "area": figure.ref_area == fact.area,
        "indicator": figure.indicator == fact.indicator or ambiguous,
        "period": figure.time_period in periods,
        "measure": figure.measure == fact.measure,
        "value": abs(scaled - read_as) <= 1e-9 * max(1.0, abs(scaled)),
        "upper": figure.obs_value_upper == fact.upper,
        "total": (figure.obs_total or 0) == float(fact.total or 0),
        "unit": figure.unit_measure == row["unit_measure"] or points,
        "qualifier": figure.qualifier == fact.qualifier,
        "decimals": figure.decimals == fact.decimals or fact.upper is not None,
        "status": figure.obs_status in statuses,
        "day": figure.covers_to == fact.covers_to if dated else figure.covers_to in ("", fact.covers_to),
        "plan": figure.plan_by == (fact.plan_by if planned else "") or figure.plan_by == fact.plan_by,
    }
    return [name for name, true in same.items() if not true]


def lost(voice: Voice, text: Text, figures: list[Figure]) -> list[Lost]:
    """Figures that a text prints and that are not read so, derived ones that are read as published, and what is no figure."""
    out, met, said = [], set(), ""
    for start, end, run, sentence, clause in (r for r in text.runs if r[2].kind == "fact"):
        around = text.words[max(0, start - 150) : end + 90]
        pattern = sentence if sentence == clause else f"{sentence} {clause}"
        told = SAYS.search(clause) or SAYS.search(sentence)
        said = (
            told[1].replace("A", "") if told else said if "after" in clause else ""
        )  # a clause that goes on goes on with it
        own = [f for f in figures if f.start < end and start < f.end]
        met |= {id(f) for f in own}
        if run.id not in voice.data.by_id:  # derived
            out += [Lost(pattern, f"derived, read as {f.measure}", around, run.text) for f in own if f.placed]
            continue
        row = voice.data.by_id[run.id] | {
            "season": voice.data.indicators[voice.data.by_id[run.id]["indicator"]]["season"]
        }
        fact = Fact.of(row, voice.data, voice.lang)
        if run.text == fact.between() != fact.text():
            continue
        how = min(
            (differences(row, fact, f, text, said, sentence == "sentence.to_date") for f in own),
            key=len,
            default=["not read"],
        )
        out += [Lost(pattern, " ".join(how), around, run.text)] if how else []
    quoted = [r for r in text.runs if r[2].kind == "given"]
    counted = [
        r for r in text.runs if r[2].kind == "rule"
    ]  # by the text itself: "2 met", "2nd of the 2 areas compared"
    for f in figures:
        told = quoted if f.placed else [*quoted, *counted]
        if id(f) not in met and not any(f.start < end and start < f.end for start, end, *_ in told):
            near = min(text.runs, key=lambda r: abs(r[0] - f.start), default=(0, 0, None, "", ""))
            out.append(Lost(near[3], "no figure", text.words[max(0, f.start - 150) : f.end + 90], f.text))
    return out


def read_back(voice: Voice, runs: list[Run], area: str, period: str) -> list[Lost]:
    text = Text.of(voice, runs)
    return lost(voice, text, list(read(text.words, data=voice.data, area=area, period=period)))


def joined(sentences) -> list[Run]:
    """Sentences as a paragraph prints them."""
    return [r for n, s in enumerate(s for s in sentences if s) for r in ([Run(" ")] if n else []) + list(s)]


def excused(one: Lost, lang: str) -> bool:
    """Whether its pattern leaves unsaid what was read otherwise; in a report the pattern is known by its words."""

    def literal(pattern: str) -> str:
        table, key = pattern.split(".")
        return max(re.split(r"\{\w+\}", phrases(lang)[table][key]), key=len).strip(" ;:.,")

    own = [p for p in UNREADABLE if p == one.pattern or (not one.pattern and " " not in p and literal(p) in one.words)]
    return any(set(one.how.split()) <= set(UNREADABLE[p][0].split()) for p in own)


# -- every sentence of the bundled package -------------------------------------------------------------------------------


def of_figures(voice: Traced):
    """Sentences on one indicator, area and period: all that is known of it, and each figure alone."""
    rows = sorted(
        voice.data.find(area=list(voice.data.areas)), key=lambda r: (r["area"], r["indicator"], r["period"].code)
    )
    for (area, indicator, period), group in groupby(rows, key=lambda r: (r["area"], r["indicator"], r["period"])):
        facts = [
            Fact.of(r, voice.data, voice.lang)
            for r in sorted(group, key=lambda r: r["plan_by"] == "central", reverse=True)
        ]
        own, q = {f.measure: f for f in facts}, Question(voice, area, period)
        if own.keys() & set(LEADING):
            yield area, period.code, voice.figures(own)
            yield area, period.code, voice.figures(own, short=True)
        for f in facts:
            if f.measure in LEADING and len(own) > 1:
                yield area, period.code, voice.figures({f.measure: f})
            if f.measure == "share_change_pp":
                yield area, period.code, joined(telling.share_changes(q, [f]))
            keys = {"contribution_pp": ("contribution_of", "contribution_top"), "share_pct": ("share_of",)}.get(
                f.measure, ()
            )
            if indicator.startswith("cpi") and f.measure in ("mom_pct", "dec_pct"):
                keys = (f"cpi_{f.measure[:3]}",)
            for key in keys:
                yield area, period.code, joined(telling.patterns(q, [f], key))
        before = q.facts(indicator, period.prior()).get("yoy_pct")
        if before and "yoy_pct" in own:
            yield (
                area,
                period.code,
                joined([voice.figures({"yoy_pct": own["yoy_pct"]}), voice.compared(own["yoy_pct"], before)]),
            )
        if goal := telling.target(q, indicator):
            own = [voice.figures({"yoy_pct": own["yoy_pct"]})] if "yoy_pct" in own else []
            yield area, period.code, joined([*own, *goal])


def of_periods(voice: Traced):
    """What is said of an area in a period: claims, headlines, openings, plans, comparisons, what does not agree."""
    data = voice.data
    count = Counter((r["area"], r["period"]) for r in data.rows)
    plans = cache(lambda area, sector: progress(voice, area, sector))
    for area, period in (place for place, n in count.items() if n >= COMMON):
        q, at = Question(voice, area, period), (area, period.code)
        for claim in claims(q, list(data.sectors)).values():
            yield *at, claim.runs
        for sector in data.sectors:
            head = (summary.of_all if sector in EVERYTHING else headline.headline)(q, sector)
            yield *at, head.runs
            yield *at, joined(summary.lead(q, sector, head))
            yield *at, joined(telling.newest(q, sector))
            known = data.find(area=area, indicator=data.indicators_of(sector), period=period)
            facts = [Fact.of(r, data, voice.lang) for r in known]
            for found in conflicts.found(q, {f.id: f for f in facts}):
                yield *at, found
            yield from ((*at, joined(told)) for told in of_sector(q, facts, plans(area, sector)))


def of_sector(q: Question, facts: list[Fact], plans):
    """What is told of frames: several indicators, one over periods and areas, beside its plan, published more than once."""
    data = q.voice.data

    def found(**where) -> list[Fact]:
        return [Fact.of(r, data, q.voice.lang) for r in data.find(**where) if r["id"] not in q.doubts]

    for measure in LEADING:
        if len(alike := [f for f in facts if f.measure == measure]) > 1:
            yield telling.parts(q, alike)
    for indicator in dict.fromkeys(f.indicator for f in facts):
        own = {f.measure: f for f in facts if f.indicator == indicator}
        lead = [q.voice.figures(own)] if own.keys() & set(LEADING) else []  # it stands below what is said of the period
        yield [*lead, *telling.tell(q, found(area=q.area, indicator=indicator), {})]
        for measure in ("yoy_pct", "pct_of_plan", "level"):
            places = [q.area, *data.others(q.area)]
            codes = [data.counterpart(indicator, place) for place in places]
            beside = found(area=places, indicator=codes, period=q.period, measure=measure)
            yield telling.tell(q, beside, {}) if len({f.area for f in beside}) > 1 else []
        several = found(area=q.area, indicator=indicator, period=q.period, measure="yoy_pct", vintages=True)
        if len({f.source_id for f in several}) > 1:
            yield vintages.tell(q, several)
    frame, planned = plans
    for own in [] if frame is None else [frame, *(frame[frame.indicator == i] for i in dict.fromkeys(frame.indicator))]:
        judged = own[own.verdict != ""]
        bands = zip(judged.fact, judged.verdict, judged.expected_low, judged.expected_high, strict=True)
        yield telling.tell(q, planned.facts_of(own), {fact: (word, tuple(band)) for fact, word, *band in bands})


def progress(voice: Traced, area: str, sector: str):
    """The plans of a sector in all periods, and what knows the facts that are derived of them."""
    selection = Selection(sector, Question(voice, area, Period.parse("2025")))
    codes = [
        i for i in voice.data.indicators_of(sector) if voice.data.find(area=area, indicator=i, measure="pct_of_plan")
    ]
    return (ls.plan_progress(selection.select(codes), lang=voice.lang) if codes else None), selection


@pytest.mark.parametrize("lang", LANGS)
def test_what_sentences_say_is_read_back(lang):
    voice, seen, found, told = Traced(ls.load(), lang), set(), [], 0
    for area, period, runs in (*of_figures(voice), *of_periods(voice)):
        key = area, period, "".join(r.text for r in runs)
        if key not in seen and any(r.kind == "fact" for r in runs):
            found += read_back(voice, runs, area, period)
            told += sum(r.kind == "fact" for r in runs)
        seen.add(key)
    unforeseen = [one for one in found if not excused(one, lang)]
    patterns = Counter(one.pattern for one in unforeseen)
    share = 1 - len(unforeseen) / told
    print(f"{lang}: {share:.1%} of {told} figures of sentences are read back")
    assert share >= READ_BACK[lang], "\n".join(
        [f"{share:.1%}", str(patterns.most_common()), *map(str, unforeseen[:40])]
    )
    written = {sentence for _, sentence, _ in voice.patterns.values()}
    assert UNREADABLE.keys() & written - IN_ONE[lang] <= {
        one.pattern for one in found
    }  # what can be read is not excused


# -- sentences on any figure ---------------------------------------------------------------------------------------------

FARMING = {"indicator": "farming", "sector": "growth", "unit_measure": "VND", "unit_mult": "9", "kind": "flow", "short_vi": "nông nghiệp",
           "short_en": "farming", "subject_vi": "khu vực nông nghiệp {area}", "subject_en": "farming in {area}"}  # fmt: skip
TOLD = ("turnover", "export", "visits", "poverty", "farming")
OWN = [
    i | {f"name_{lang}": i[f"short_{lang}"] for lang in LANGS} for i in (*INDICATORS, FARMING) if i["indicator"] in TOLD
]
YEARS, MONTHS = ("2019", "2020"), ("2018-M11", "2021-M03")
PERIODS = (*YEARS, *MONTHS, "2020-S1", "2021-Q1", "2020-01-01/P9M", "2022-01-01/P7M", "2016-01-01/P5Y")
DAYS = {"2020-S1": "2020-06-15", "2020-01-01/P9M": "2020-09-30"}
printed = st.tuples(st.integers(1, 99_999), st.integers(0, 3)).map(lambda x: f"{x[0] / 10 ** x[1]:.{x[1]}f}")
signed = st.one_of(printed, printed.map(lambda x: f"-{x}")).filter(lambda x: float(x) != 0)
CHAINS = [
    ("level",),
    ("pct_of_plan",),
    ("yoy_pct",),
    ("level", "pct_of_plan"),
    ("level", "yoy_pct"),
    ("level", "pct_of_plan", "yoy_pct"),
    ("index",),
    ("level", "index"),
]
ALONE = [("share_pct",), ("share_change_pp",), ("contribution_pp",), ("mom_pct",), ("dec_pct",), ("plan_target",)]


@st.composite
def known(draw) -> tuple[list[dict], str]:
    """Rows of one indicator, area and period, as any source may print them, and the language to say them in."""
    measures = draw(st.sampled_from(CHAINS + ALONE))
    moves = "yoy_pct" in measures  # a rate moves by points: no source tells its change in per cent
    of = (
        "farming"
        if measures == ("contribution_pp",)
        else draw(st.sampled_from([i for i in TOLD if not moves or i != "poverty"]))
    )
    period = draw(
        st.sampled_from({"mom_pct": MONTHS, "dec_pct": MONTHS, "plan_target": YEARS}.get(measures[0], PERIODS))
    )
    one = {
        "period": period,
        "area": draw(st.sampled_from(("VN-09", "VN-13", "VN"))),
        "obs_status": draw(st.sampled_from("AEP")),
    }
    if measures in CHAINS and period in DAYS and draw(st.booleans()):
        one["covers_to"] = DAYS[period]
    rows = []
    for measure in measures:
        value, more = draw(signed if measure in CHANGES else printed), {}
        if measure in ("level", "pct_of_plan", "plan_target"):
            more["qualifier"] = draw(st.sampled_from(("", "", "over", "under", "about")))
        if measure in ("level", "plan_target") and not more["qualifier"] and draw(st.booleans()):
            more["obs_value_upper"] = f"{float(value) + 1:.{len(value.partition('.')[2])}f}"
        if measure in ("share_change_pp", "contribution_pp"):
            more |= {"unit_measure": "percentage_points", "unit_mult": "0"}
        if measure == "plan_target":
            more["obs_status"] = "F"
        own = (
            {"unit_measure": "VND", "unit_mult": "9"} if of == "farming" and measure in ("level", "plan_target") else {}
        )
        rows.append(figure(of, value=value, measure=measure, **one | own | more))
    return rows, draw(st.sampled_from(LANGS))


def said_of(q: Question, facts: dict[str, Fact]) -> list[Run]:
    """The sentence for figures of one indicator."""
    voice, one = q.voice, next(iter(facts.values()))
    if facts.keys() & set(LEADING):
        return voice.figures(facts)
    if one.measure == "share_change_pp":
        return joined(telling.share_changes(q, [one]))
    if one.measure == "plan_target":
        return joined(telling.target(q, one.indicator))
    if one.measure == "contribution_pp":
        return joined(telling.patterns(q, [one], "contribution_of"))
    about = {
        "I": voice.subject(one.indicator, one.area),
        "P": voice.period(one.period),
        "refs": [],
        **voice.be(one.indicator),
    }
    return voice.fill(f"changes.{one.measure[:3]}_{voice.direction(one)}", V=one, **about)


@given(known())
@settings(max_examples=300)
def test_any_figure_is_read_back(written):
    rows, lang = written
    voice = Traced(dataset(*rows, indicators=OWN), lang)
    one = voice.data.rows[0]
    q = Question(voice, one["area"], one["period"])
    runs = said_of(q, q.published(one["indicator"]))
    found = read_back(voice, runs, one["area"], one["period"].code)
    assert not found, "\n".join(map(str, found))


# -- the reports that are published ---------------------------------------------------------------------------------------

PROSE = "//main//*[self::h1 or self::p or self::li][not(@class='label')]"
APART = "boolean(ancestor::*[self::table or self::nav or self::details or self::figure or self::dl or @id='numbers' or @id='sources'])"


@pytest.fixture(scope="module")
def reports(tmp_path_factory):
    out = tmp_path_factory.mktemp("reports")
    ls.report(out=out, to="html,docx", lang=LANGS)
    return out


@pytest.mark.parametrize("kind", ["html", "docx"])
@pytest.mark.parametrize("lang", LANGS)
def test_a_check_of_our_own_reports_finds_nothing(reports, lang, kind):
    data, wrong = ls.load(), []
    files = sorted(reports.glob(f"*/*/{lang}/*.{kind}"))
    for file in files:
        document = of_file(file)
        wrong += [(file.name, m) for m in judge(document, read(document, data=data).figures, data)]
    assert len(files) == 13
    assert wrong == []


def runs_of(element, ids: dict[str, str]) -> list[Run]:
    """The runs of a paragraph of HTML; a figure that is derived has an address that the package does not know."""
    out = [Run(element.text or "")]
    for one in element:
        if one.get("class") == "ls-fact":
            address = one.get("href").removeprefix("#")
            out.append(Run(one.text_content(), "fact", ids.get(address, address)))
        elif one.get("class") != "ref":
            out += runs_of(one, ids)
        out.append(Run(one.tail or ""))
    return [Run(" ".join(f"_{r.text}_".split())[1:-1], r.kind, r.id) for r in out if r.text]


@pytest.mark.parametrize("lang", LANGS)
def test_reports_are_read_back(reports, lang):
    voice = Voice(ls.load(), lang)
    ids = {anchor: one for one, anchor in anchors(voice.data.by_id, "f-").items()}
    files, found, read_so = sorted(reports.glob(f"*/*/{lang}/*.html")), [], 0
    for file in files:
        tree = html.fromstring(file.read_bytes())
        paragraphs = [runs_of(p, ids) for p in tree.xpath(PROSE) if not p.xpath(APART)]
        told = [p for p in paragraphs if any(r.kind == "fact" for r in p)]
        text = Text.of(voice, [r for p in told for r in [*p, Run("\n\n")]])
        area, period = file.parts[-4:-2]
        if told:
            found += lost(voice, text, list(read(text.words, data=voice.data, area=area, period=period)))
        read_so += len(text.runs)
    assert len(files) == 13
    assert read_so > 70
    given = " ".join(row[f"reason_{lang}"] for row in voice.data.tables["acknowledgements"])  # not our words
    unforeseen = [one for one in found if not excused(one, lang) and not (one.how == "no figure" and one.text in given)]
    share = 1 - len(unforeseen) / read_so
    print(f"{lang}: {share:.1%} of {read_so} figures of reports are read back")
    assert share >= REPORTED[lang], "\n".join([f"{share:.1%}", *map(str, unforeseen)])
