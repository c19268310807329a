"""How an exercise looks in a notebook: the question with its figures and their sources, and the feedback."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from ..facts import Fact, Run, escape
from ..quotes import attribution
from ..tables import named
from ..wording import Runs, markup

if TYPE_CHECKING:
    from .exercises import Exercise

# Inline: a notebook has no style sheet of ours. Colours that read on light and dark ground; the word says it as well.
_BOX = "border-left:4px solid {};padding:.4em 1em;margin:.3em 0;max-width:46em"
_EDGE = {"ask": "#5B7DB8", "right": "#2A8F7B", "wrong": "#C28628"}


def question(q: Exercise) -> str:
    """Question, figures with their sources, unit or choices."""
    whose = f" · {q.word('card.student').replace('{student}', escape(q.student))}" if q.student else ""
    heads = "".join(
        f'<th style="text-align:left">{q.word(f"card.{k}")}</th>'
        for k in ("name", "indicator", "period", "printed", "source")
    )
    rows = "".join(_row(q, name, fact) for name, fact in q.facts.items())
    table = f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    form = f"<p>{_form(q)}</p>" if "program" not in q.rule else ""  # the question says what a program's answer is
    return _box("ask", f"<b>{q.word('card.title')}</b>{whose}<p>{code(q.question)}</p>{table}{form}")


def _row(q: Exercise, name: str, f: Fact) -> str:
    place = html.escape(q.data.areas[f.area][f"name_{q.lang}"])
    cells = (
        f"<code>{name}</code>", f"{html.escape(named(q.voice, f.indicator))}, {place}", q.voice.period(f.period).markup(),
        f.span("printed"), Run(attribution(q.voice, f.source_id), "given", f.source_id).markup(),
    )  # fmt: skip
    return "<tr>" + "".join(f'<td style="text-align:left">{c}</td>' for c in cells) + "</tr>"


def _form(q: Exercise) -> str:
    """What an answer looks like."""
    if q.choices:
        words = ", ".join(w.split("|")[0] for w in q.choices.values())
        return html.escape(q.word("card.choices").replace("{choices}", words))
    return markup(q.voice.fill("card.unit", unit=Run(q.unit, "rule", "unit")))


def feedback(q: Exercise, slip: str) -> str:
    """Right or not yet, and why; what was calculated where it is right."""
    lines = [f"<b>{head(q, slip)}</b> {code(q.feedback(slip))}"]
    if not slip and isinstance(fact := q.answer, Fact):
        pattern = "card.calculated" if len(set(fact.ends())) == 1 else "card.between"
        lines.append(markup(q.voice.fill(pattern, V=q.voice.value(fact), **q.voice.ends(fact))) + ".")
    return _box("wrong" if slip else "right", "".join(f'<p style="margin:.2em 0">{line}</p>' for line in lines))


def head(q: Exercise, slip: str) -> str:
    """The verdict in a word or two."""
    return q.word("card." + {"": "right", "empty": "waiting"}.get(slip, "wrong"))


def code(runs: Runs) -> str:
    """Runs as HTML; what stands between grave accents is code."""
    pieces = markup(runs).split("&#96;")
    return "".join(f"<code>{p}</code>" if i % 2 else p for i, p in enumerate(pieces))


def _box(kind: str, inside: str) -> str:
    return f'<div class="ls-exercise" style="{_BOX.format(_EDGE[kind])}">{inside}</div>'
