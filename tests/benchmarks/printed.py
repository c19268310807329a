"""Figures as text: tables, spreads, the machine."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable
from importlib import metadata
from statistics import median

LIBRARIES = ("papermill", "nbconvert", "nbclient", "ipykernel", "ipython", "matplotlib", "pandas", "lsdata")


def machine() -> dict[str, str]:
    """What the figures depend on."""
    with open("/proc/cpuinfo", encoding="utf-8") as f:
        model = next(
            (line.partition(":")[2].strip() for line in f if line.startswith("model name")), platform.machine()
        )
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return {
        "processors": f"{len(os.sched_getaffinity(0))} of {os.cpu_count()} ({model})",
        "memory": f"{memory / 2**30:.1f} GiB",
        "system": f"{platform.system()} {platform.release()}",
        "load at start": " ".join(f"{x:.2f}" for x in os.getloadavg()),
        "python": platform.python_version(),
        **{name: metadata.version(name) for name in LIBRARIES},
    }


def table(head: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """Columns in line; the first to the left, the others to the right."""
    lines = [[str(x) for x in row] for row in (head, *rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join(
        "  ".join(
            x.ljust(w) if i == 0 else x.rjust(w) for i, (x, w) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )


def least_median(values: Iterable[float], digits: int = 1) -> str:
    """``least / median``; one number where there is one."""
    values = list(values)
    return f"{min(values):.{digits}f} / {median(values):.{digits}f}" if len(values) > 1 else f"{values[0]:.{digits}f}"


def spread(values: Iterable[float], digits: int = 2) -> str:
    """``median (least to most)``; one number where there is one."""
    values = list(values)
    around = f" ({min(values):.{digits}f} to {max(values):.{digits}f})" if len(values) > 1 else ""
    return f"{median(values):.{digits}f}{around}"


def mega(size: float) -> str:
    """Bytes in MB of a million."""
    return f"{size / 1e6:.0f}"
