"""How well the passages under ``passages/`` are read: each figure annotated by hand against the reading that overlaps it.

``python tests/passages_score.py [--part build|aside|all] [--errors] [--validate]``. A figure counts as right with its value (scale,
upper end and total too), direction, unit, measure and period; area, indicator, status and qualifier are counted apart.
"""

from __future__ import annotations

import argparse
import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from passages_annotated import KINDS, PARTS, Annotation, Passage, load, unit, validate

CORE, BESIDE = ("value", "direction", "unit", "measure", "period"), ("area", "indicator", "status", "qualifier")
_SENTENCE = re.compile(r"(?<=[.;!?…])\s+(?=[^\W\d_a-z])|\n\s*\n")


class Pair(NamedTuple):
    """An annotation and the reading that overlaps it, and what of it differs."""

    passage: Passage
    annotation: Annotation
    figure: Any
    wrong: frozenset[str]

    @property
    def right(self) -> bool:
        return self.figure is not None and not self.wrong & set(CORE)


def score(passages: Iterable[Passage], read: Callable[[str], Iterable[Any]]) -> Score:
    """Each annotation with its reading; what is read beside them is spurious.

    Parameters
    ----------
    read : gives the figures of a text: objects with the attributes of ``lsdata.reader.figure.Figure``.
    """
    result = Score()
    for p in passages:
        figures = list(read(p.text))
        overlaps = sorted(
            (
                (min(a.end, f.end) - max(a.start, f.start), -i, -j)
                for i, a in enumerate(p.figures)
                for j, f in enumerate(figures)
                if min(a.end, f.end) > max(a.start, f.start)
            ),
            reverse=True,
        )
        of: dict[int, int] = {}
        taken: set[int] = set()
        for _, i, j in overlaps:
            if -i not in of and -j not in taken:
                of[-i] = -j
                taken.add(-j)
        for i, a in enumerate(p.figures):
            f = figures[of[i]] if i in of else None
            result.pairs.append(Pair(p, a, f, frozenset() if f is None else differing(a, f)))
        result.spurious += [(p, f) for j, f in enumerate(figures) if j not in taken]
    return result


def differing(a: Annotation, f: Any) -> frozenset[str]:
    """Which parts of a reading are not as annotated."""
    row, wrong = a.row, set()
    scales = 10.0 ** int(row["mult"] or 0), 10.0**f.unit_mult
    value = a.number("value")
    if not _close(abs(value) * scales[0], abs(f.obs_value) * scales[1]) or not (
        _close(a.number("upper"), f.obs_value_upper, scales) and _close(a.number("total"), f.obs_total)
    ):
        wrong.add("value")
    if (value < 0) != (f.obs_value < 0):
        wrong.add("direction")
    if unit(row["unit"]) != unit(f.unit_measure or f.unit):
        wrong.add("unit")
    for part, theirs in (
        ("measure", f.measure),
        ("period", f.time_period),
        ("area", f.ref_area),
        ("indicator", f.indicator),
    ):
        if row[part] != theirs:
            wrong.add(part)
    if (row["status"] or "A") != f.obs_status:
        wrong.add("status")
    if row["qualifier"] != f.qualifier:
        wrong.add("qualifier")
    return frozenset(wrong)


def _close(one: float | None, other: float | None, scales: tuple[float, float] = (1.0, 1.0)) -> bool:
    if one is None or other is None:
        return one is other
    return math.isclose(one * scales[0], other * scales[1], rel_tol=1e-9)


@dataclass
class Score:
    """What was read of some passages: a pair for each annotation, and the readings beside them."""

    pairs: list[Pair] = field(default_factory=list)
    spurious: list[tuple[Passage, Any]] = field(default_factory=list)

    @property
    def read(self) -> int:
        return sum(p.figure is not None for p in self.pairs) + len(self.spurious)

    @property
    def right(self) -> int:
        return sum(p.right for p in self.pairs)

    @property
    def precision(self) -> float:
        return self.right / self.read if self.read else 0.0

    @property
    def recall(self) -> float:
        return self.right / len(self.pairs) if self.pairs else 0.0

    def of(self, part: str) -> float:
        """The share of annotations whose part (a core part, area, indicator, status or qualifier) is as annotated."""
        return self._share(lambda p: p.figure is not None and part not in p.wrong)

    @property
    def indicator_unknown(self) -> float:
        """The share of annotations with an indicator that were read without one, or not read."""
        return self._share(
            lambda p: bool(p.annotation.row["indicator"]) and (p.figure is None or not p.figure.indicator)
        )

    @property
    def indicator_wrong(self) -> float:
        """The share of annotations that were put on another indicator, or on one where the catalogue has none."""
        return self._share(lambda p: p.figure is not None and bool(p.figure.indicator) and "indicator" in p.wrong)

    def _share(self, holds: Callable[[Pair], bool]) -> float:
        return sum(map(holds, self.pairs)) / len(self.pairs) if self.pairs else 0.0

    def kinds(self) -> Iterator[tuple[str, int, int, int]]:
        """Each kind with the number annotated, read and right."""
        annotated = Counter(p.annotation.row["kind"] for p in self.pairs)
        read = Counter(p.annotation.row["kind"] for p in self.pairs if p.figure is not None)
        right = Counter(p.annotation.row["kind"] for p in self.pairs if p.right)
        return ((k, annotated[k], read[k], right[k]) for k in KINDS if annotated[k])

    def table(self, title: str) -> str:
        """The score as it is printed."""
        lines = [
            f"{title}: {len(self.pairs)} annotated, {self.read} read, {self.right} right, {len(self.spurious)} spurious",
            f"  precision {self.precision:.3f}  recall {self.recall:.3f}",
            "  " + "  ".join(f"{part} {self.of(part):.3f}" for part in (*CORE, *BESIDE)),
            f"  indicator: right {self.of('indicator'):.1%}, unknown {self.indicator_unknown:.1%}, wrong {self.indicator_wrong:.1%}",
            f"  {'kind':<18}{'annotated':>10}{'read':>7}{'right':>7}",
        ]
        lines += [f"  {kind:<18}{annotated:>10}{read:>7}{right:>7}" for kind, annotated, read, right in self.kinds()]
        return "\n".join(lines)

    def errors(self) -> Iterator[str]:
        """Each figure missed, wrong in some part, or read where there is none, with its sentence."""
        for p in self.pairs:
            if p.figure is None or p.wrong:
                a = p.annotation
                verdict = (
                    "MISSED"
                    if p.figure is None
                    else ("beside" if p.right else "wrong") + " " + " ".join(sorted(p.wrong))
                )
                yield (
                    f"{p.passage.name} [{a.row['kind']}] {a.row['text']!r} {verdict}\n  {sentence(p.passage.text, a.start, a.end)}"
                    f"\n  expected {expected(a)}"
                    + (f"\n  read     {described(p.figure)}" if p.figure is not None else "")
                )
        for passage, f in self.spurious:
            yield f"{passage.name} SPURIOUS {f.text!r}\n  {sentence(passage.text, f.start, f.end)}\n  read     {described(f)}"


def sentence(text: str, start: int, end: int) -> str:
    """The sentence that holds a span, the span between marks, on one line."""
    first = max((m.end() for m in _SENTENCE.finditer(text, 0, start)), default=0)
    last = min((m.start() for m in _SENTENCE.finditer(text, end)), default=len(text))
    return " ".join(f"{text[first:start]}»{text[start:end]}«{text[end:last]}".split())


def expected(a: Annotation) -> str:
    """An annotation in the order in which a reading is described."""
    r = a.row
    ends = r["value"] + (f"-{r['upper']}" if r["upper"] else "") + (f"/{r['total']}" if r["total"] else "")
    scale = f"e{r['mult']}" if int(r["mult"] or 0) else ""
    return _joined(
        r["area"], r["indicator"], r["period"], r["measure"], ends + scale, unit(r["unit"]), r["status"], r["qualifier"]
    )


def described(f: Any) -> str:
    """A reading: area, indicator, period, measure, value, unit, status, qualifier."""
    ends = f"{f.obs_value:g}" if abs(f.obs_value) < 1e5 else f"{f.obs_value:.10g}"
    ends += f"-{f.obs_value_upper:g}" if f.obs_value_upper is not None else ""
    ends += f"/{f.obs_total}" if f.obs_total is not None else ""
    scale = f"e{f.unit_mult}" if f.unit_mult else ""
    name = unit(f.unit_measure or f.unit)
    return _joined(f.ref_area, f.indicator, f.time_period, f.measure, ends + scale, name, f.obs_status, f.qualifier)


def _joined(*parts: str) -> str:
    return " ".join(part or "-" for part in parts)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", choices=[*PARTS, "all"], default="build")
    parser.add_argument(
        "--errors", action="store_true", help="each miss with its sentence, what was expected and what was read"
    )
    parser.add_argument(
        "--validate", action="store_true", help="the annotations themselves: texts, codes, periods, digits"
    )
    args = parser.parse_args()
    parts = PARTS if args.part == "all" else (args.part,)
    passages = {part: load(part) for part in parts}
    if args.validate:
        faults = [fault for part in parts for fault in validate(passages[part], part)]
        total = sum(len(p.figures) for part in parts for p in passages[part])
        print(*faults, f"{sum(map(len, passages.values()))} passages, {total} figures, {len(faults)} faults", sep="\n")
        return bool(faults)
    from lsdata.reader.reading import read

    for part in parts:
        result = score(passages[part], lambda text: read(text).figures)
        if args.errors:
            print(*result.errors(), sep="\n")
        print(result.table(part))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
