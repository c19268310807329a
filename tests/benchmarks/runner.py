"""A benchmark from its first line to its exit code: the machine is named, nothing is left running, figures are kept."""

from __future__ import annotations

import argparse
import json
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from meter import end_all
from printed import machine, table


def parser(about: str, sizes: str, default: Sequence[int]) -> argparse.ArgumentParser:
    """The options of a benchmark of several sizes: which (``--rows 1000,10000``), how often, where raw figures go.

    Parameters
    ----------
    about : docstring of the benchmark.
    sizes, default : name of the option for the sizes, without its hyphens; the sizes where nothing is said.
    """
    p = argparse.ArgumentParser(description=about.splitlines()[0])
    p.add_argument(f"--{sizes}", type=_numbers, default=default, metavar="LIST")
    p.add_argument("--repeat", type=int, default=3, metavar="N", help="rounds of every size (default 3)")
    p.add_argument("--json", type=Path, metavar="FILE", help="write all raw figures")
    return p


def _numbers(text: str) -> tuple[int, ...]:
    if not all(word.isdecimal() and int(word) >= 1000 for word in text.split(",")):
        raise argparse.ArgumentTypeError(f"{text!r} is not a list of numbers from 1000")
    return tuple(int(word) for word in text.split(","))


def run(work: Callable[[list[dict]], bool], keep: Path | None, **about: object) -> int:
    """Say what machine this is, do the work, end every process that it began.

    Parameters
    ----------
    work : measures and prints, adds its raw figures to the list; False where a check failed.
    keep : file for the raw figures, also of a run that was stopped.
    about : what else stands in that file.

    Returns
    -------
    0; 1 where a check failed or a way did not do what it should; 130 after Ctrl-C.
    """
    facts, records = machine(), []
    print(table(("machine", ""), facts.items()).partition("\n")[2], flush=True)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        return 0 if work(records) else 1
    except KeyboardInterrupt:
        print("stopped", file=sys.stderr)
        return 130
    except RuntimeError as e:  # a way did not do what it should: its time means nothing
        print(e, file=sys.stderr)
        return 1
    finally:
        end_all()
        if keep:
            raw = {"machine": facts, **about, "runs": records}
            keep.write_text(json.dumps(raw, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
