"""A report's meaning as JSON: the last output of its notebook, and all that a publisher knows of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import summary
from .dataset import EVERYTHING
from .evidence import ladder
from .facts import Fact
from .headline import Question, progress
from .narrative import capital, flat, markup
from .numerals import number, percent
from .periods import date_name

if TYPE_CHECKING:
    from .brief import Brief

SCHEMA = 1


def report(b: Brief) -> dict:
    """The report as plain data: every text in its language, every fact printed, every source."""
    q, sector, head = b.q, b.sector, b.headline()
    voice, data, lang = q.voice, q.voice.data, q.voice.lang
    place, name = data.areas[q.area], data.sectors[sector][f"name_{lang}"]
    lead = summary.lead(q, sector, head)
    opening = [] if not lead else lead[0] if head.evidence == "figures" else lead[-1]
    opening = [r for r in opening if r.kind != "ref"]
    pct = head.facts.get("pct_of_plan") if head.verdict else None
    sectors = [s for s in data.sectors if s not in EVERYTHING] if sector in EVERYTHING else [sector]
    plans, rates = summary.progress_rows(q, sectors), summary.rate_rows(q, sectors)
    out = {
        "schema": SCHEMA, "sector": sector, "sector_name": name, "order": int(data.sectors[sector]["order"]),
        "area": q.area, "area_name": place[f"full_{lang}"], "area_short": place[f"name_{lang}"],
        "period": q.period.code, "period_name": q.period.name(lang), "period_short": q.period.short(lang),
        "lang": lang, "as_of": q.as_of, "as_of_name": date_name(q.as_of, lang) if q.as_of else voice.word("word.as_of_all"),
        "title": f"{name}, {place[f'name_{lang}']}, {q.period.name(lang)}", "label": summary.label(q),
        "headline": {"text": flat(head.runs), "html": b.print(markup(head.runs)), "class": head.rule, "evidence": head.evidence},
        "standfirst": {"text": flat(opening), "html": b.print(markup(opening))},
        "verdict": _verdict(b, pct) if pct else None,
        "numbers": [
            {"fact": f.id, "value": f.text("table"), "unit": "" if f.unit == "%" else f.unit, "label": flat(text), "label_html": b.print(markup(text))}
            for f, text in summary.numbers(q, head)
        ],
        "progress": [_progress(q, p) for p in plans], "rates": [_rate(q, r) for r in rates],
        "missing": _missing(q, sector), "limits": [flat(s) for s in summary.limits(q, sector, b.printed)], "findings": [],
    }  # fmt: skip
    named = [
        r[k]
        for rows in (out["numbers"], out["progress"], out["rates"])
        for r in rows
        for k in ("fact", "target_fact")
        if k in r
    ]
    b.note(*(b.fact(address) for address in named))
    waiting = list(b.printed.values())
    facts = {f.id: f for f in waiting}
    while waiting:  # a derived fact brings the facts it was derived from
        new = [b.fact(i) for i in waiting.pop().inputs if i not in facts]
        facts |= {f.id: f for f in new}
        waiting += new
    b.note(*(f for f in facts.values() if not f.derived))
    out["facts"] = {i: _fact(b, f) for i, f in sorted(facts.items())}
    out["sources"] = [_source(q, s, n) for s, n in sorted(b.numbered.items(), key=lambda x: x[1])]
    return out


def _fact(b: Brief, f: Fact) -> dict:
    q, voice, data = b.q, b.voice, b.data
    measure = voice.word(f"measure.{f.measure}") if voice.has(f"measure.{f.measure}") else f.measure.replace("_", " ")
    exact = f.low == f.high == f.value
    return {
        "text": f.text(), "texts": f.texts(), "name": data.indicators[f.indicator][f"name_{voice.lang}"],
        "area": data.areas[f.area][f"name_{voice.lang}"], "indicator": f.indicator, "period": f.period.code, "period_name": f.period.name(voice.lang),
        "measure": f.measure, "measure_name": measure, "value": f.value, "unit": f.unit, "low": f.low, "high": f.high,
        "interval": "" if exact else f.between(), "status": f.status, "status_name": voice.word("status.D" if f.derived else f"status.{f.status}"),
        "formula": _formula(q, f.formula), "inputs": list(f.inputs), "source_id": f.source_id, "source": None if f.derived else b.numbered.get(f.source_id),
        "locator": f.locator, "note": f.note, "covers_to": f.covers_to,
    }  # fmt: skip


def _formula(q: Question, formula: str) -> str:
    """A formula with its names in words and its signs as printed."""
    voice = q.voice
    words = []
    for token in formula.replace("(", "( ").replace(")", " )").split():
        named = (
            voice.word(f"measure.{token}")
            if voice.has(f"measure.{token}")
            else voice.word(f"formula.{token}")
            if voice.has(f"formula.{token}")
            else token
        )
        words.append({"*": "×", "/": "÷", "-": "−"}.get(token, named))
    return " ".join(words).replace("( ", "(").replace(" )", ")")


def _source(q: Question, source_id: str, n: int) -> dict:
    s, voice = q.voice.data.sources[source_id], q.voice
    return {
        "number": n, "source_id": source_id, "title": s["title"], "publisher": s["publisher"], "published": s["published_on"],
        "published_name": date_name(s["published_on"], voice.lang) if s["published_on"] else "",
        "url": s["url"] if s["authority"] != "unverified" else "", "authority": s["authority"], "authority_name": voice.word(f"authority.{s['authority']}"),
        "locator": "",
    }  # fmt: skip


def _verdict(b: Brief, pct: Fact) -> dict:
    q, voice = b.q, b.voice
    word, expected = progress(q, pct)
    gap, text = summary.verdict(q, pct)
    elapsed = 100 * pct.period.elapsed
    low, high = (number(abs(x), max(gap.decimals, 1), voice.lang) for x in sorted((gap.low, gap.high), key=abs))
    band = voice.fill("verdict.band", lo=number(expected[0], 0, voice.lang), hi=number(expected[1], 0, voice.lang))
    return {
        "key": word, "text": flat(text), "html": markup(text),
        "gap_text": "", "band_text": f"{flat(voice.fill('verdict.interval', lo=low, hi=high))}; {flat(band)}", "pct": pct.value, "pct_text": pct.text("number"), "elapsed": pct.period.elapsed,
        "elapsed_text": percent(elapsed, 0 if elapsed.is_integer() else 1, voice.lang), "estimate": pct.estimate, "fact": pct.id,
        "plan_word": voice.word("word.plan_ticks"),
    }  # fmt: skip


def _progress(q: Question, p: dict) -> dict:
    voice, pct = q.voice, p["pct"]
    gap = summary.gap_fact(pct)
    elapsed = 100 * pct.period.elapsed
    ends = (number(x, gap.decimals + 1, voice.lang, signed=True) for x in (gap.low, gap.high))
    between = flat(voice.fill("verdict.interval", **dict(zip(("lo", "hi"), ends, strict=True))))
    note = voice.plan_word(pct).removeprefix("of ") + (voice.word("label.estimate") if pct.estimate else "")
    return {
        "sector": p["sector"], "indicator": p["indicator"], "name": voice.data.indicators[p["indicator"]][f"name_{voice.lang}"], "note": f"% {note}",
        "pct": pct.value, "pct_text": pct.text("number"), "low": pct.low, "high": pct.high, "elapsed": pct.period.elapsed,
        "elapsed_text": percent(elapsed, 0 if elapsed.is_integer() else 1, voice.lang), "verdict": p["verdict"], "gap": p["gap"],
        "verdict_text": voice.verdict_word(p["verdict"], voice.polarity(p["indicator"])), "gap_text": f"{gap.text('table')} {gap.unit} ({between})",
        "estimate": pct.estimate, "fact": pct.id, "plan_word_text": voice.plan_word(pct),
    }  # fmt: skip


def _rate(q: Question, r: dict) -> dict:
    voice, value, goal, gap = q.voice, r["value"], r["target"], r["gap"]
    word = {"target_above": "target_met", "": "target_met" if value.value >= goal.value else "target_below"}.get(
        r["key"], r["key"]
    )
    return {
        "sector": r["sector"], "indicator": r["indicator"], "name": voice.data.indicators[r["indicator"]][f"name_{voice.lang}"],
        "note": flat(capital(voice.fill("word.for_period", B=voice.base(value.period)))), "value": value.value, "value_text": value.text("table"),
        "target_low": goal.value, "target_high": goal.upper if goal.upper is not None else goal.value, "target_text": goal.text(),
        "verdict_text": voice.word(f"verdict.{word}"), "gap_text": f"{gap.text('table')} {gap.unit}", "fact": value.id, "target_fact": goal.id,
    }  # fmt: skip


def _missing(q: Question, sector: str) -> list[dict]:
    """Headline indicators of the sector without a figure of the period, with the newest that was published before it."""
    voice, data = q.voice, q.voice.data
    if sector in EVERYTHING:
        return []
    out = []
    for i in data.sectors[sector]["headline"].split():
        code = data.counterpart(i, q.area)
        elsewhere = data.indicators[code]["sector"] != sector or not data.measured(code, q.area)
        if elsewhere or q.facts(i).keys() - {"plan_target"}:
            continue
        past = [
            r
            for rows in ladder(data, [i], q.area, q.period, q.as_of).values()
            for r in rows
            if r["period"].end <= q.period.end
        ]
        row = {
            "indicator": code,
            "name": data.indicators[code][f"name_{voice.lang}"],
            "text": "…",
            "period_name": "–",
            "source_name": "–",
        }
        if past:
            f = Fact.of(past[0], data, voice.lang)
            source = data.sources[f.source_id]
            status = voice.word("label.estimate") if f.estimate else ""
            row |= {"text": f.text("table" if f.unit == "%" else "prose"), "period_name": f.period.name(voice.lang) + status,
                    "source_name": ", ".join(x for x in (source["publisher"], date_name(source["published_on"], voice.lang) if source["published_on"] else "") if x)}  # fmt: skip
        out.append(row)
    return out
