"""How fast reports are read: passages of both languages, 200 KB and 1 MB of each, beside what only finding numbers takes.

See the README beside this file for how figures are taken.
"""

from __future__ import annotations

import io
import re
import sys
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import runner
from printed import table

sys.path.insert(0, str(Path(__file__).parents[1]))
from passages_annotated import PARTS, load, units

from lsdata.reader import documents, reading
from lsdata.reader.prose import language, prose

SIZES = (200_000, 1_000_000)
WAYS = ("lsdata", "documents", "words", "regex", "pandas")


def main(arguments: list[str] | None = None) -> int:
    """Measure and print; 0, or 130 after Ctrl-C."""
    asked = runner.parser(__doc__, "bytes", SIZES).parse_args(arguments)

    def work(records: list[dict]) -> bool:
        texts = {(lang, size): text(lang, size) for lang in ("vi", "en") for size in asked.bytes}
        for _ in range(asked.repeat):
            records += [measure(lang, size, own) for (lang, size), own in texts.items()]
        for (lang, size), own in texts.items():
            records.append({"lang": lang, "bytes": size, "peak": peak(own) / len(own.encode())})
        print(shown(records))
        return True

    return runner.run(work, asked.json)


def text(lang: str, size: int) -> str:
    """Passages of a language one after the other, over and over, so many bytes of them."""
    own = [p.text.strip() for part in PARTS for p in load(part) if language(p.text) == lang]
    parts, length, n = [], 0, 0
    while length < size:
        parts.append(own[n % len(own)])
        length += len(parts[-1].encode()) + 2
        n += 1
    return "\n\n".join(parts)


def measure(lang: str, size: int, own: str) -> dict:
    """Processor time of each way, and how many figures or numbers it finds."""
    catalogue = reading._catalogue(reading.load())
    pattern = numbers()

    def words() -> int:
        document = documents.of_text(own)
        return len([reading._lex(p, own, "", lang, catalogue) for p in document.paragraphs])

    def frame() -> int:
        import pandas as pd

        return len(pd.read_csv(io.StringIO(own), sep="\x01", header=None, dtype=str, quoting=3))

    ways: dict[str, Callable[[], int]] = {
        "lsdata": lambda: len(reading.read(own)),
        "documents": lambda: len(documents.of_text(own).paragraphs),
        "words": words,
        "regex": lambda: sum(1 for _ in pattern.finditer(prose(own).text)),
        "pandas": frame,
    }
    found = {"lang": lang, "bytes": size, "length": len(own.encode())}
    for name in WAYS:
        began = time.process_time()
        found[f"{name}_found"] = ways[name]()
        found[name] = time.process_time() - began
    return found


def numbers() -> re.Pattern[str]:
    """A number with the unit behind it."""
    named = "|".join(re.escape(u) for u in sorted(units(), key=len, reverse=True))
    return re.compile(
        rf"\d[\d.,]*(?:\s?(?:nghìn|triệu|tỷ|thousand|million|billion))*(?:\s?(?:{named}))?", re.IGNORECASE
    )


def peak(own: str) -> float:
    """The most bytes that reading a text holds at one moment."""
    tracemalloc.start()
    try:
        reading.read(own)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def shown(records: list[dict]) -> str:
    """A row a text: speed, stages, memory, and how many times as long as finding the numbers takes."""
    head = (
        "text",
        "KB",
        "figures",
        "KB/s, best / median",
        "paragraphs",
        "words",
        "grammar",
        "regex KB/s",
        "pandas KB/s",
        "times the regex",
        "memory / text",
    )
    rows = []
    for key in dict.fromkeys((r["lang"], r["bytes"]) for r in records):
        own = [r for r in records if (r["lang"], r["bytes"]) == key]
        timed = [r for r in own if "lsdata" in r]
        length = timed[0]["length"] / 1000
        least = {name: min(r[name] for r in timed) for name in WAYS}
        median = sorted(r["lsdata"] for r in timed)[len(timed) // 2]
        share = [least["documents"], least["words"] - least["documents"], least["lsdata"] - least["words"]]
        stages = [f"{max(0.0, s) / least['lsdata']:.0%}" for s in share]
        speed = f"{length / least['lsdata']:.0f} / {length / median:.0f}"
        memory = next(r["peak"] for r in own if "peak" in r)
        rows.append((
            key[0], f"{length:,.0f}", f"{timed[0]['lsdata_found']:,}", speed, *stages, f"{length / least['regex']:,.0f}", f"{length / least['pandas']:,.0f}",
            f"{least['lsdata'] / least['regex']:.1f}", f"{memory:.1f}",
        ))  # fmt: skip
    return table(head, rows)


if __name__ == "__main__":
    sys.exit(main())
