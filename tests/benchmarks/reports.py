"""How fast reports are made: lsdata against plain papermill and nbconvert, and against the least it could take.

See the README beside this file for what each way is and how the figures are taken.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import questions
import runner
from corpus import Corpus, corpus, sample
from meter_check import check
from printed import least_median, mega, spread, table
from ways import NAMES, Bench

QUESTIONS = ("compare", "growth", "unchanged", "single", "one-figure", "check")
RATIOS = (("throughput", "c", "a"), ("throughput", "c", "a2"), ("throughput", "c", "b"), ("CPU a report", "c", "d"))
SIZES, LARGE = (13, 130), 1300


def parser() -> argparse.ArgumentParser:
    p = argparse.ArgumentParser(description=__doc__.splitlines()[0], epilog="Without a question: --compare.")
    p.add_argument(
        "--reports", type=_number, default=13, metavar="N", help="size of the grid: 13, 130, 1300 (default 13)"
    )
    p.add_argument(
        "--sample", type=_sample, default=13, metavar="N|all", help="reports of it for (a), (a2) and (b) (default 13)"
    )
    p.add_argument("--repeat", type=_number, default=3, metavar="N", help="rounds of every question (default 3)")
    p.add_argument(
        "--ways", type=_ways, default=tuple(NAMES), metavar="LIST", help="ways to compare (default a,a2,b,c,d)"
    )
    p.add_argument("--jobs", type=_number, metavar="N", help="for lsdata report (default: left out)")
    p.add_argument("--json", type=Path, metavar="FILE", help="write all raw figures")
    asked = p.add_argument_group("questions")
    asked.add_argument("--compare", action="store_true", help="the ways side by side")
    asked.add_argument("--growth", action="store_true", help="lsdata report on 13 and 130 reports")
    asked.add_argument("--large", action="store_true", help="with --growth: 1300 as well")
    asked.add_argument("--unchanged", action="store_true", help="lsdata report where nothing is to be made")
    asked.add_argument("--single", action="store_true", help="one report against one papermill")
    asked.add_argument("--one-figure", action="store_true", help="a grid again after one figure was corrected")
    asked.add_argument("--check", action="store_true", help="the meter itself, on processes of known cost")
    asked.add_argument("--everything", action="store_true", help="all questions; 1300 reports only with --large")
    return p


def main(arguments: list[str] | None = None) -> int:
    """Ask, print, write; 0, or 1 where a way or the meter's check failed, 130 after Ctrl-C."""
    p = parser()
    asked = p.parse_args(arguments)
    chosen = [q for q in QUESTIONS if asked.everything or getattr(asked, q.replace("-", "_"))] or ["compare"]
    try:
        grid = corpus(asked.reports)
    except ValueError as e:
        p.error(str(e))
    if not sys.platform.startswith("linux"):
        p.error("the meter reads /proc: Linux only")

    def work(records: list[dict]) -> bool:
        fits = True
        with TemporaryDirectory(prefix="lsdata-benchmark-", ignore_cleanup_errors=True) as folder:
            bench = Bench(Path(folder), asked.jobs)
            if chosen != ["check"]:
                questions.warm_up(bench, grid, asked.ways if "compare" in chosen else ("a",))
            for question in chosen:
                print(f"\n## {question}", flush=True)
                fits &= ask(question, asked, bench, grid, records)
        return fits

    return runner.run(work, asked.json, arguments=sys.argv[1:] if arguments is None else arguments)


def ask(question: str, asked: argparse.Namespace, bench: Bench, grid: Corpus, records: list[dict]) -> bool:
    """Measure and print one question; False where the meter is wrong."""
    if question == "check":
        lines = list(check(bench))
        rows = [(what, f"{a:.1f}", f"{b:.1f}", f"{x:.2f}", "yes" if ok else "NO") for what, a, b, x, ok in lines]
        print(table(("meter", "least", "most", "measured", "fits"), rows))
        records += [{"question": "check", "what": what, "measured": x, "fits": ok} for what, *_, x, ok in lines]
        return all(ok for *_, ok in lines)
    if question == "compare":
        runs = questions.compare(bench, grid, asked.ways, asked.sample, asked.repeat)
        print_compare(grid, asked.sample, _kept(runs, records))
    elif question == "growth":
        sizes = [*SIZES, *([LARGE] if asked.large else [])]
        print_growth(_kept(questions.growth(bench, sizes, asked.repeat), records))
    elif question == "unchanged":
        print_unchanged(_kept(questions.unchanged(bench, grid, asked.repeat), records))
    elif question == "single":
        print_single(_kept(questions.single(bench, grid, asked.repeat), records))
    else:
        print_one_figure(_kept(questions.one_figure(bench, asked.reports, asked.repeat), records))
    return True


def print_compare(grid: Corpus, count: int | None, runs: list[dict]) -> None:
    """A row a way, then the ratios, each of two runs of the same round."""
    few = len(sample(grid.jobs, count))
    print(
        f"grid: {len(grid.jobs)} reports, periods {', '.join(grid.periods[:5])}{' …' * (len(grid.periods) > 5)}, "
        f"languages {', '.join(grid.langs)}; "
        f"(a), (a2), (b) made {few} of them; least / median of {1 + max(r['round'] for r in runs)} rounds, most memory"
    )
    head = ("way", "reports", "wall s", "reports/min", "CPU s a report", "peak PSS MB", "processes", "CPU of sampling")
    rows = []
    for way in [w for w in NAMES if any(r["way"] == w for r in runs)]:
        own = [r for r in runs if r["way"] == way]
        top = max(own, key=lambda r: r["pss"])
        rows.append(
            (
                f"({way}) {NAMES[way]}",
                own[0]["reports"],
                least_median(r["seconds"] for r in own),
                least_median(60 * r["reports"] / r["seconds"] for r in own),
                least_median((r["cpu"] / r["reports"] for r in own), 2),
                mega(top["pss"]),
                top["processes"],
                f"{100 * sum(r['overhead'] for r in own) / sum(r['seconds'] for r in own):.1f} %",
            )
        )
    print(table(head, rows))
    for what, one, other in RATIOS:
        pairs = list(_pairs(runs, one, other))
        if pairs:
            print(f"{what} ({one})/({other}): {spread(_ratio(what, x, y) for x, y in pairs)}")
    same = len({r["first"] for r in runs}) == 1
    print(f"report JSON of {sample(grid.jobs, count)[0].address} the same in every way: {'yes' if same else 'NO'}")
    drawn = {way: next((r["pages"] for r in runs if r["way"] == way), {}) for way in "cd"}
    if all(drawn.values()):
        equal = sum(drawn["c"].get(address) == page for address, page in drawn["d"].items())
        print(f"pages of (d) that are those of (c), byte for byte: {equal} of {len(drawn['d'])}")
    _print_losses(runs)


def print_growth(runs: list[dict]) -> None:
    """A row a size."""
    rows = []
    for size in sorted({r["reports"] for r in runs}):
        own = [r for r in runs if r["reports"] == size]
        top = max(own, key=lambda r: r["pss"])
        per = [r["seconds"] / size for r in own]
        seconds = least_median(r["seconds"] for r in own)
        cpu = least_median((r["cpu"] / size for r in own), 2)
        rows.append((size, seconds, least_median(per, 3), cpu, mega(top["pss"]), top["processes"]))
    print(table(("reports", "wall s", "wall s a report", "CPU s a report", "peak PSS MB", "processes"), rows))
    _print_losses(runs)


def print_unchanged(runs: list[dict]) -> None:
    """Least and median seconds of the three, the ratios of the least, and what was imported."""
    names = {"c": "nothing changed", "d": "floor, one warm report", "cold": "lsdata report trade, empty folder"}
    best = _print_times(names, runs)
    print(
        f"least against least: {best['c'] / best['d']:.2f} of a warm report, {best['c'] / best['cold']:.2f} of a cold one"
    )
    found = next(r["names"] for r in runs if r["question"] == "imported")
    print(f"of {', '.join(questions.HEAVY)} it imported: {', '.join(found) or 'none'}")


def print_single(runs: list[dict]) -> None:
    """Least and median seconds of the two, and the ratio of the rounds."""
    _print_times({"papermill": "papermill trade.ipynb, no page", "c": "lsdata report trade, with its page"}, runs)
    print(f"time (c)/papermill: {spread(x['seconds'] / y['seconds'] for x, y in _pairs(runs, 'c', 'papermill'))}")


def print_one_figure(runs: list[dict]) -> None:
    """How many were made again, and what each took."""
    rows = []
    for way in ("first run", "after"):
        own = [r for r in runs if r["way"] == way]
        made = sorted({r["reports"] for r in own})
        per = (r["seconds"] / r["reports"] for r in own if r["reports"])
        rows.append((way, " ".join(map(str, made)), least_median(r["seconds"] for r in own), least_median(per, 3)))
    print(table(("run", "made", "wall s", "wall s a made report"), rows))
    print(*(r["figure"] for r in runs if "figure" in r), sep="\n")
    pairs = [(y, x) for x, y in _pairs(runs, "first run", "after") if y["reports"]]
    per = [y["seconds"] / y["reports"] / (x["seconds"] / x["reports"]) for y, x in pairs]
    print(f"time a made report, after/first run: {spread(per)}")


def _print_times(names: dict[str, str], runs: list[dict]) -> dict[str, float]:
    rows, best = [], {}
    for way, name in names.items():
        own = [r for r in runs if r.get("way") == way]
        best[way] = min(r["seconds"] for r in own)
        cpu = least_median((r["cpu"] for r in own), 2)
        rows.append((name, own[0]["reports"], least_median((r["seconds"] for r in own), 3), cpu))
    print(table(("", "reports", "wall s", "CPU s"), rows))
    return best


def _print_losses(runs: list[dict]) -> None:
    for r in runs:
        if r["lost"]:
            print(f"({r['way']}) round {r['round'] + 1}: {r['cpu']:.1f} CPU s counted, but {r['cpu_seen']:.1f} seen")
        if r["left"]:
            print(f"({r['way']}) round {r['round'] + 1}: {r['left']} processes outlived the command")


def _ratio(what: str, x: dict, y: dict) -> float:
    if what == "throughput":
        return (x["reports"] / x["seconds"]) / (y["reports"] / y["seconds"])
    return (x["cpu"] / x["reports"]) / (y["cpu"] / y["reports"])


def _pairs(runs: list[dict], one: str, other: str) -> Iterator[tuple[dict, dict]]:
    """Runs of two ways in the same round."""
    for x in runs:
        for y in runs:
            if x.get("way") == one and y.get("way") == other and x["round"] == y["round"]:
                yield x, y


def _kept(runs: Iterable[dict], records: list[dict]) -> list[dict]:
    """All runs of a question, each kept and told of as it comes."""
    out = []
    for r in runs:
        out.append(r)
        records.append(r)
        if "seconds" in r:
            line = f"{r['question']} {r['way']}, round {r['round'] + 1}: {r['reports']} reports in {r['seconds']:.2f} s"
            print(line, file=sys.stderr, flush=True)
    return out


def _number(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1")
    return int(text)


def _sample(text: str) -> int | None:
    return None if text == "all" else _number(text)


def _ways(text: str) -> tuple[str, ...]:
    ways = tuple(dict.fromkeys(text.split(",")))
    if set(ways) - set(NAMES):
        raise argparse.ArgumentTypeError(f"{text!r} is not a list of {', '.join(NAMES)}")
    return ways


if __name__ == "__main__":
    sys.exit(main())
