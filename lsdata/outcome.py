"""A report's meaning as JSON: the last output of its notebook, and all that a publisher knows of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from . import conflicts, parts, summary
from .dataset import EVERYTHING
from .facts import Fact
from .headline import Question, progress
from .narrative import Voice
from .numerals import number
from .periods import date_name
from .quotes import attribution
from .tables import measure_name, named
from .wording import capital, flat, markup

if TYPE_CHECKING:
    from .brief import Brief

SCHEMA = 1
PLACES = ("para", "page", "table", "row", "cell", "excerpt")  # in a source, as figures.csv names them


def report(b: Brief) -> dict:
    """The report as plain data: every text in its language, every fact printed, every source."""
    q, sector, head = b.q, b.sector, b.headline()
    voice, data, lang = q.voice, q.voice.data, q.voice.lang
    place, name = data.areas[q.area], data.sectors[sector][f"name_{lang}"]
    lead = summary.lead(q, sector, head)
    opening = (
        [r for r in (lead[0] if head.evidence == "figures" or sector == "outlook" else lead[-1]) if r.kind != "ref"]
        if lead
        else []
    )
    pct = head.facts.get("pct_of_plan") if head.verdict else None
    sectors = [s for s in data.sectors if s not in EVERYTHING] if sector in EVERYTHING else [sector]
    out = {
        "schema": SCHEMA, "sector": sector, "sector_name": name, "order": int(data.sectors[sector]["order"]),
        "area": q.area, "area_name": place[f"full_{lang}"], "area_short": place[f"name_{lang}"],
        "period": q.period.code, "period_name": q.period.name(lang), "period_short": q.period.short(lang),
        "lang": lang, "as_of": q.as_of, "as_of_name": date_name(q.as_of, lang) if q.as_of else voice.word("word.as_of_all"),
        "title": f"{name}, {place[f'name_{lang}']}, {q.period.name(lang)}", "label": summary.label(q),
        "headline": {"text": flat(head.runs), "html": b.print(markup(head.runs)), "class": head.rule, "evidence": head.evidence},
        "standfirst": {"text": flat(opening), "html": b.print(markup(opening))},
        "verdict": _verdict(q, pct) if pct else None,
        "numbers": [
            {"fact": f.id, "value": f.text("table"), "unit": "" if f.unit == "%" else f.unit, "label": flat(text), "label_html": b.print(markup(text))}
            for f, text in summary.numbers(q, head)
        ],
        "progress": [_progress(q, p) for p in summary.progress_rows(q, sectors)],
        "rates": [_rate(q, r) for r in summary.rate_rows(q, sectors)],
        "missing": _missing(q, sector), "findings": conflicts.told(q, b.printed),
        "limits": [flat(s) for s in (*summary.found(q, b.printed), *summary.limits(q, sector, b.printed))],
    }  # fmt: skip
    for row in out["numbers"] + out["progress"] + out["rates"]:
        b.note(*(b.fact(row[k]) for k in ("fact", "target_fact") if k in row))
    waiting = list(b.printed.values())
    facts = {f.id: f for f in waiting}
    while waiting:  # a derived fact brings the facts it was derived from
        new = [b.fact(i) for i in waiting.pop().inputs if i not in facts]
        facts |= {f.id: f for f in new}
        waiting += new
    for f in facts.values():
        if f.source_id and not f.derived:
            b.cited(f.source_id)
    others = _others(b, facts)
    out["facts"] = {i: _fact(b, f) | {"others": others.get(i, [])} for i, f in sorted(facts.items())}
    out["sources"] = [_source(q, s, n) for s, n in sorted(b.numbered.items(), key=lambda x: x[1])]
    return out


def _fact(b: Brief, f: Fact) -> dict:
    voice, data = b.voice, b.data
    same = "indicator measure plan_by value unit low high upper total decimals qualifier status source_id covers_to".split()
    note = "; ".join(filter(None, [f.note, voice.word("doubt.note") if f.id in b.q.doubts else ""]))
    return {k: getattr(f, k) for k in same} | {
        "note": note,
        "text": f.text(), "printed": f.text("printed"), "texts": f.texts(), "name": named(voice, f.indicator), "ref_area": f.area, "area": data.areas[f.area][f"name_{voice.lang}"],
        "period": f.period.code, "period_name": f.period.name(voice.lang), "measure_name": measure_name(voice, f.measure),
        "interval": "" if f.low == f.high == f.value else f.between(), "status_name": voice.word(f"status.{'D' if f.derived else f.status}"),
        "locator": _locator(voice, f.locator), "formula": _formula(voice, f.formula), "inputs": list(f.inputs), "source": None if f.derived else b.numbered.get(f.source_id),
    }  # fmt: skip


def _others(b: Brief, facts: dict[str, Fact]) -> dict[str, list[dict]]:
    """What other sources print in place of a fact: id of the fact -> text, source and why it was not taken."""
    out: dict[str, list[dict]] = {}
    for used, other, why in conflicts.not_chosen(b.q, facts):
        own = {
            "text": other.text("printed"),
            "reason": why,
            "source": b.cited(other.source_id),
            "source_id": other.source_id,
        }
        out.setdefault(used.id, []).append(own)
    return out


def _locator(voice: Voice, locator: str) -> str:
    """A place in a source in words: ``page 3, table 2``; what is not known stays as it is written."""
    words = []
    for part in filter(None, locator.split(", ")):
        kind, _, number = part.partition(" ")
        words.append(voice.word(f"locator.{kind}").replace("{n}", number) if kind in PLACES else part)
    return ", ".join(words)


def _formula(voice: Voice, formula: str) -> str:
    """A formula with its names in words and its signs as printed."""
    words = {"*": "×", "/": "÷", "-": "−"}
    places = {re.sub(r"\W", "_", a): r[f"name_{voice.lang}"] for a, r in voice.data.areas.items()}
    for token in re.findall(r"\w+", formula):
        table = next((t for t in ("measure", "formula") if voice.has(f"{t}.{token}")), None)
        own = voice.short(token) if token in voice.data.indicators else places.get(token, token)
        words[token] = voice.word(f"{table}.{token}") if table else own
    return re.sub(r"\w+|[*/-]", lambda m: words[m[0]], formula)


def _source(q: Question, source_id: str, n: int) -> dict:
    s, voice = q.voice.data.sources[source_id], q.voice
    return {
        "number": n, "source_id": source_id, "title": s["title"], "publisher": s["publisher"], "published": s["published_on"],
        "published_name": date_name(s["published_on"], voice.lang) if s["published_on"] else "",
        "url": s["url"] if s["authority"] != "unverified" else "", "authority": s["authority"], "authority_name": voice.word(f"authority.{s['authority']}"),
        "locator": "",
    }  # fmt: skip


def _verdict(q: Question, pct: Fact) -> dict:
    voice = q.voice
    word, expected = progress(q, pct)
    gap, text = summary.verdict(q, pct)
    low, high = (number(x, gap.decimals + 1, voice.lang, signed=True) for x in (gap.low, gap.high))
    floor, ceiling = (number(x, 0, voice.lang) for x in expected)
    open_end = f"{flat(voice.fill('verdict.gap_between', lo=low, hi=high))}; {flat(voice.fill('verdict.band', lo=floor, hi=ceiling))}"
    return _pace(q, pct) | {
        "key": word, "text": flat(text), "html": markup(text), "gap_text": "",
        "band_text": "" if pct.period.part == "Y" else open_end, "plan_word": voice.word("word.plan_ticks"),
    }  # fmt: skip


def _pace(q: Question, pct: Fact) -> dict:
    """% of plan beside the share of the year gone."""
    elapsed = pct.period.elapsed
    return {
        "fact": pct.id, "pct": pct.value, "pct_text": pct.text("number"), "estimate": pct.estimate,
        "elapsed": elapsed, "elapsed_text": f"{q.voice.share_gone(100 * elapsed).text}%",
    }  # fmt: skip


def _progress(q: Question, p: dict) -> dict:
    voice, pct, gap = q.voice, p["pct"], summary.gap_fact(p["pct"])
    low, high = (number(x, gap.decimals + 1, voice.lang, signed=True) for x in (gap.low, gap.high))
    note = voice.plan_word(pct).removeprefix("of ") + (voice.word("label.estimate") if pct.estimate else "")
    return _pace(q, pct) | _indicator(q, p) | {
        "note": f"% {note}", "low": pct.low, "high": pct.high, "verdict": p["verdict"], "gap": p["gap"], "plan_word_text": voice.plan_word(pct),
        "verdict_text": voice.verdict_word(p["verdict"], voice.polarity(p["indicator"])),
        "gap_text": f"{gap.text('table')} {gap.unit} ({flat(voice.fill('verdict.interval', lo=low, hi=high))})",
    }  # fmt: skip


def _rate(q: Question, r: dict) -> dict:
    voice, value, goal, gap = q.voice, r["value"], r["target"], r["gap"]
    word = "target_met" if value.value >= goal.value else r["key"] or "target_below"
    return _indicator(q, r) | {
        "note": flat(capital(voice.fill("word.for_period", B=voice.base(value.period)))), "value": value.value, "value_text": value.text("table"),
        "target_low": goal.value, "target_high": goal.upper if goal.upper is not None else goal.value, "target_text": goal.text(),
        "verdict_text": voice.word(f"verdict.{word}"), "gap_text": f"{gap.text('table')} {gap.unit}", "fact": value.id, "target_fact": goal.id,
    }  # fmt: skip


def _indicator(q: Question, row: dict) -> dict:
    return {"sector": row["sector"], "indicator": row["indicator"], "name": named(q.voice, row["indicator"])}


def _missing(q: Question, sector: str) -> list[dict]:
    """Headline indicators of the sector that are unpublished for the period, with the newest that was published before it."""
    voice, data, out = q.voice, q.voice.data, []
    if sector in EVERYTHING:
        return out
    for code in parts.unpublished(q, data.sectors[sector]["headline"].split()):
        if data.indicators[code]["sector"] != sector:
            continue
        row = {"indicator": code, "name": named(voice, code), "text": "…", "period_name": "–", "source_name": "–"}
        known = q.ladder([code]).get(code, [])
        if past := next((r for r in known if r["period"].end <= q.period.end), None):
            f = Fact.of(past, data, voice.lang)
            row["text"] = f.text("table" if f.unit == "%" else "prose")
            row["period_name"] = f.period.name(voice.lang) + (voice.word("label.estimate") if f.estimate else "")
            row["source_name"] = attribution(voice, f.source_id)
        out.append(row)
    return out
