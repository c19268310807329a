"""The data package as it stands: form, keys, language, and the figures that everything else rests on.

Plain ``csv`` on purpose: what is tested here must hold for any reader of the files, with or without lsdata.
"""

import csv
import io
import json
import re
import unicodedata
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import frictionless
import pytest

DATA = Path(__file__).resolve().parents[1] / "data"
DESCRIPTOR = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
SCHEMAS = {r["name"]: r["schema"] for r in DESCRIPTOR["resources"]}
FILES = sorted(p for p in DATA.iterdir() if p.suffix in {".csv", ".json", ".md"})

MONTHS = {"S": 6, "Q": 3, "M": 1}
PERIOD = re.compile(r"\d{4}(-(S[12]|Q[1-4]|M(0[1-9]|1[0-2])))?|\d{4}-(0[1-9]|1[0-2])-01/P[1-9]\d*[MY]")
COUNTRY_PART = re.compile(r"\[[^\[\]]+\]")
REVIEW = "baolangson-2020-07-13"


def rows(table: str) -> list[dict[str, str]]:
    text = (DATA / f"{table}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(text, newline="")))


FIGURES, INDICATORS, SOURCES = rows("figures"), rows("indicators"), rows("sources")
SERIES_KEY = ("ref_area", "indicator", "time_period", "measure", "plan_by")


def value(row: dict[str, str]) -> str:
    """A value as the README prints it: a range with its upper end."""
    return "-".join(v for v in (row["obs_value"], row["obs_value_upper"]) if v)


# -- form ----------------------------------------------------------------------------------------------------------


def test_frictionless_validates():
    report = frictionless.validate(str(DATA / "datapackage.json"))
    assert report.flatten(["name", "rowNumber", "fieldName", "message"]) == []


def test_every_csv_is_described_and_described_columns_are_the_header():
    assert {p.stem for p in DATA.glob("*.csv")} == set(SCHEMAS)
    for name, schema in SCHEMAS.items():
        header = (DATA / f"{name}.csv").read_text(encoding="utf-8").split("\n", 1)[0]
        assert header.split(",") == [f["name"] for f in schema["fields"]], name


def test_every_field_says_what_it_is():
    silent = [(n, f["name"]) for n, s in SCHEMAS.items() for f in s["fields"] if len(f.get("description", "")) < 4]
    assert silent == []


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_files_are_plain_utf8(path):
    raw = path.read_bytes()
    assert not raw.startswith(b"\xef\xbb\xbf"), "byte order mark"
    assert b"\r" not in raw
    assert raw.endswith(b"\n")
    text = raw.decode("utf-8")
    assert unicodedata.normalize("NFC", text) == text
    assert "\u00a0" not in text, "no-break spaces are set when text is printed, not stored"


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_tables_are_sorted_by_a_unique_key_and_quoted_only_where_needed(name):
    table, key = rows(name), SCHEMAS[name]["primaryKey"]
    keys = [tuple(r[k] for k in key) for r in table]
    assert keys == sorted(set(keys))
    out = io.StringIO()
    writer = csv.DictWriter(out, [f["name"] for f in SCHEMAS[name]["fields"]], lineterminator="\n")
    writer.writeheader()
    writer.writerows(table)
    assert out.getvalue() == (DATA / f"{name}.csv").read_text(encoding="utf-8")


def test_cells_are_trimmed():
    loose = [(n, c, v) for n in SCHEMAS for r in rows(n) for c, v in r.items() if v != " ".join(v.split())]
    assert loose == []


# -- periods and keys ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["figures", "statements", "tasks"])
def test_every_time_period_parses(name):
    assert [r["time_period"] for r in rows(name) if not PERIOD.fullmatch(r["time_period"])] == []


def test_each_span_has_one_form():
    """A quarter, half-year, year or month has its code; the same span as start and length would be a second name for it."""
    second_name = re.compile(r".*(-(01|04|07|10)-01/P3M|-(01|07)-01/P6M|-01-01/P(12M|1Y)|/P1M)")
    assert [r["time_period"] for r in FIGURES if second_name.fullmatch(r["time_period"])] == []


def last_month(period: str) -> tuple[int, int]:
    """Year and month in which a period ends."""
    start, _, length = period.partition("/P")
    if length:
        year, month = int(start[:4]), int(start[5:7])
        months = int(length[:-1]) * {"M": 1, "Y": 12}[length[-1]]
        return divmod(year * 12 + month - 1 + months - 1, 12)[0], (month - 1 + months - 1) % 12 + 1
    year, _, part = period.partition("-")
    return int(year), int(part[1:]) * MONTHS[part[0]] if part else 12


def test_covers_to_lies_inside_its_period():
    early = [r for r in FIGURES if r["covers_to"]]
    assert early
    for r in early:
        assert (int(r["covers_to"][:4]), int(r["covers_to"][5:7])) <= last_month(r["time_period"]), r
        assert r["covers_to"] >= r["time_period"][:4], r


def test_foreign_keys():
    for name, schema in SCHEMAS.items():
        for fk in schema.get("foreignKeys", []):
            (column,), (target,) = fk["fields"], fk["reference"]["fields"]
            known = {r[target] for r in rows(fk["reference"]["resource"] or name)}
            assert {r[column] for r in rows(name) if r[column]} <= known, (name, column)


LISTS = [
    ("sectors", "headline", "indicators"),
    ("sectors", "related", "indicators"),
    ("tasks", "indicators", "indicators"),
    ("events", "sectors", "sectors"),
    ("areas", "neighbours", "areas"),
    ("areas", "formed_from", "areas"),
    ("areas", "part_from", "areas"),
]


@pytest.mark.parametrize(("table", "column", "target"), LISTS, ids=lambda x: x)
def test_listed_ids_exist_once(table, column, target):
    known = {r[SCHEMAS[target]["primaryKey"][0]] for r in rows(target)}
    for r in rows(table):
        ids = r[column].split()
        assert set(ids) <= known, r
        assert len(ids) == len(set(ids)), r


def test_related_indicators_belong_to_other_sectors():
    sector = {r["indicator"]: r["sector"] for r in INDICATORS}
    assert [(s["sector"], i) for s in rows("sectors") for i in s["related"].split() if sector[i] == s["sector"]] == []


def test_a_sector_leads_with_its_own_indicators():
    """The overview and the tasks ahead look across all sectors; the others lead with what is theirs."""
    sector = {r["indicator"]: r["sector"] for r in INDICATORS}
    own = [s for s in rows("sectors") if s["sector"] not in {"overview", "outlook"}]
    assert [(s["sector"], i) for s in own for i in s["headline"].split() if sector[i] != s["sector"]] == []


def test_neighbours_are_mutual():
    beside = {r["ref_area"]: set(r["neighbours"].split()) for r in rows("areas")}
    assert [(a, b) for a, others in beside.items() for b in others if a not in beside[b]] == []
    assert {"VN-04", "VN-13", "VN-53", "VN-54", "VN-69"} < beside["VN-09"]


def test_figures_lie_inside_the_life_of_their_area():
    areas = {r["ref_area"]: r for r in rows("areas")}
    for r in FIGURES:
        area, year = areas[r["ref_area"]], r["time_period"][:4]
        assert not area["valid_from"] or year >= area["valid_from"][:4], r
        assert not area["valid_to"] or year < area["valid_to"][:4], r


# -- figures ---------------------------------------------------------------------------------------------------------


def test_one_unit_per_indicator():
    units = defaultdict(set)
    for r in FIGURES:
        if r["measure"] in {"level", "plan_target"}:
            units[r["indicator"]].add(r["unit_measure"])
    usual = {r["indicator"]: {r["unit_measure"]} for r in INDICATORS}
    assert {i: u for i, u in units.items() if u != usual[i]} == {}


def test_changes_and_shares_are_per_cent():
    unit = {"contribution_pp": "percentage_points"}
    rest = [r for r in FIGURES if r["measure"] not in {"level", "plan_target"}]
    assert [r for r in rest if r["unit_measure"] != unit.get(r["measure"], "percent") or r["unit_mult"] != "0"] == []


def test_decimals_are_those_of_the_printed_value():
    for r in FIGURES:
        printed = [v for v in (r["obs_value"], r["obs_value_upper"]) if v]
        assert max(-Decimal(v).as_tuple().exponent for v in printed) == int(r["decimals"]), r


def test_upper_end_lies_above():
    assert [
        r for r in FIGURES if r["obs_value_upper"] and Decimal(r["obs_value_upper"]) <= Decimal(r["obs_value"])
    ] == []


def test_targets_are_expectations():
    assert {r["obs_status"] for r in FIGURES if r["measure"] == "plan_target"} == {"F"}


def test_plan_by_only_beside_a_percentage_of_plan():
    named = [r for r in FIGURES if r["plan_by"]]
    assert {(r["measure"], r["indicator"]) for r in named} == {("pct_of_plan", "budget_revenue_total")}
    assert {r["plan_by"] for r in named} == {"central", "provincial"}


def test_a_count_out_of_a_whole_does_not_exceed_it():
    out_of = {(r["indicator"], r["obs_value"], r["obs_total"]) for r in FIGURES if r["obs_total"]}
    assert out_of == {
        ("grdp_growth_rank", "11", "34"),
        ("key_products_increasing", "13", "13"),
        ("nr_communes_border_met", "9", "20"),
        ("plan_indicators_met", "16", "18"),
    }
    assert all(int(v) <= int(n) for _, v, n in out_of)


def test_notes_stand_in_both_languages():
    assert [r for r in FIGURES if bool(r["note"]) != bool(r["note_vi"])] == []


REVIEW_FIGURES = [
    ("grdp_growth", "2020-S1", "yoy_pct", "0.47", "percent", "0", "A", "para 6"),
    ("nr_communes_striving", "2020", "plan_target", "13", "communes", "0", "F", "para 7"),
    ("nr_criteria_avg", "2020-S1", "level", "11.36", "criteria_per_commune", "0", "A", "para 7"),
    ("nr_criteria_avg_striving", "2020-S1", "level", "13.62", "criteria_per_commune", "0", "A", "para 7"),
    ("trade_turnover_total", "2020-S1", "level", "1320", "USD", "6", "E", "para 8"),
    ("trade_turnover_total", "2020-S1", "pct_of_plan", "24", "percent", "0", "E", "para 8"),
    ("trade_turnover_total", "2020-S1", "yoy_pct", "-42.9", "percent", "0", "E", "para 8"),
    ("iip", "2020-S1", "yoy_pct", "2.83", "percent", "0", "E", "para 8"),
    ("budget_revenue_total", "2020-S1", "pct_of_plan", "49.5", "percent", "0", "A", "para 8"),
]


def test_the_review_is_there_as_printed():
    columns = ("indicator", "time_period", "measure", "obs_value", "unit_measure", "unit_mult", "obs_status", "locator")
    found = [tuple(r[c] for c in columns) for r in FIGURES if r["source_id"] == REVIEW]
    assert sorted(found) == sorted(REVIEW_FIGURES)


def test_monthly_changes_are_measures():
    assert [r["obs_value"] for r in FIGURES if (r["indicator"], r["measure"]) == ("iip", "mom_pct")] == ["4.44"]
    assert [r["obs_value"] for r in FIGURES if (r["indicator"], r["measure"]) == ("cpi", "mom_pct")] == ["-0.26"]
    assert [r["obs_value"] for r in FIGURES if (r["indicator"], r["measure"]) == ("cpi", "dec_pct")] == ["0.89"]


def documented_disagreements() -> dict[tuple[str, ...], set[str]]:
    """Rows of the README's table: key of the series -> values."""
    text = (DATA / "README.md").read_text(encoding="utf-8")
    table = re.search(r"### Where sources disagree\n(.*?)\n### ", text, re.DOTALL)
    assert table, "the README has no section on disagreements"
    found = {}
    for line in table.group(1).splitlines():
        if line.startswith("| `"):
            cells = [c.strip().strip("`") for c in line.strip("|").split("|")]
            found[tuple(cells[:5])] = set(cells[5].split(" · "))
    return found


def test_disagreements_are_rows_and_all_of_them_are_documented():
    series = defaultdict(list)
    for r in FIGURES:
        series[tuple(r[c] for c in SERIES_KEY)].append(r)
    differing = {}
    for key, group in series.items():
        # 41.7 billion and 41 billion 700 million are one value, 37 and 37-38 are two
        if len({(Decimal(r["obs_value"]) * 10 ** int(r["unit_mult"]), r["obs_value_upper"]) for r in group}) > 1:
            differing[key] = {value(r) for r in group}
    assert documented_disagreements() == differing


def test_the_worked_example_of_the_readme_is_a_row():
    text = (DATA / "README.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"^\s*(VN-09,.*)$", text, re.MULTILINE)
    assert example in (DATA / "figures.csv").read_text(encoding="utf-8").splitlines()


# -- sources ---------------------------------------------------------------------------------------------------------


def test_unverified_sources_have_no_address():
    unverified = [r for r in SOURCES if r["authority"] == "unverified"]
    assert {r["source_id"] for r in unverified} == {"mirror-cb-2010-2019", "mirror-ls-2023-q1", "pcpaq-qn-2023"}
    assert [r["source_id"] for r in unverified if r["url"]] == []


def test_only_a_source_without_figures_may_lack_a_date():
    undated = {r["source_id"] for r in SOURCES if not r["published_on"]}
    assert undated == {r["source_id"] for r in SOURCES if r["date_basis"] == "none"}
    assert undated.isdisjoint(r["source_id"] for r in FIGURES)


def test_every_source_is_used():
    used = {r["source_id"] for n in ("figures", "statements", "tasks", "events", "areas") for r in rows(n)}
    assert {r["source_id"] for r in SOURCES} - used == set()


# -- language --------------------------------------------------------------------------------------------------------

NAMES = ("name", "short", "subject", "definition")


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_indicators_are_named_without_digits(lang):
    for r in INDICATORS:
        for part in NAMES:
            text = r[f"{part}_{lang}"]
            assert text, (r["indicator"], part)
            assert not re.search(r"\d", text), text


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_names_and_short_names_tell_indicators_apart(lang):
    for part in ("name", "short"):
        seen = defaultdict(list)
        for r in INDICATORS:
            seen[r[f"{part}_{lang}"].lower()].append(r["indicator"])
        assert {k: v for k, v in seen.items() if len(v) > 1} == {}


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_subjects_take_an_area(lang):
    for r in INDICATORS:
        subject = r[f"subject_{lang}"]
        assert subject.count("{area}") == 1, subject
        plain = COUNTRY_PART.sub("", subject.replace("{area}", ""))
        assert not set("[]{}") & set(plain), subject
        assert not subject.endswith((".", ",")), subject
        whole = " ".join(subject.replace("[", "").replace("]", "").split())
        assert whole[0].islower() or whole.split()[0].isupper(), "a subject stands inside a sentence: " + whole


def test_short_names_fit_a_headline():
    """At most 65 characters together with the longest frame of their language for a plan."""
    vi = [r["short_vi"] for r in INDICATORS if len(r["short_vi"]) > 28]
    en = [r["short_en"] for r in INDICATORS if len(r["short_en"]) > 22]
    assert (vi, en) == ([], [])


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_definitions_are_noun_phrases(lang):
    for r in INDICATORS:
        text = r[f"definition_{lang}"]
        assert text[0].islower() or text.split()[0].strip(",;") in {"GRDP", "GDP"}, text
        assert not text.endswith("."), text


@pytest.mark.parametrize("name", ["statements", "tasks", "events"])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_sentences_begin_and_end_as_sentences(name, lang):
    for r in rows(name):
        text = r[f"text_{lang}"]
        assert text[0].isupper(), text
        assert text.endswith("."), text
        assert '"' not in text, "quotation marks are “ ”: " + text
        digits = re.findall(r"\d+", re.sub(r"COVID-19|Directive 16|Chỉ thị 16", "", text))
        assert digits == [], text


SPELLING = re.compile(r"\b(tỉ|quí|luỹ|thuỷ|ngàn|hoá|hoà|uỷ|toà|khoẻ)\b", re.IGNORECASE)


@pytest.mark.parametrize("name", sorted(set(SCHEMAS) - {"sources"}))
def test_vietnamese_has_one_spelling(name):
    texts = [v for r in rows(name) for c, v in r.items() if c.endswith("_vi")]
    assert [t for t in texts if SPELLING.search(t)] == []


# -- constants -------------------------------------------------------------------------------------------------------


def test_new_rural_criteria_name_their_decision():
    criteria = {r["valid_from"]: r for r in rows("constants") if r["constant"] == "nr_criteria"}
    assert {k: (r["value"], r["valid_to"], r["published_on"]) for k, r in criteria.items()} == {
        "2016-01-01": ("19", "2020-12-31", "2016-10-17"),
        "2021-01-01": ("19", "2025-12-31", "2022-03-08"),
    }
    assert "1980/QĐ-TTg" in criteria["2016-01-01"]["decision_vi"]
    assert "318/QĐ-TTg" in criteria["2021-01-01"]["decision_vi"]
