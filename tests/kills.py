"""Kills a command that writes reports, its warm process or a child of it, at random moments, and looks at what is left.

``python tests/kills.py --kills 300`` does it to the real command on the bundled data and says how it went, with
``--quick`` to reports that take no time; the suite does a short one of these (``test_kills.py``).
"""

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil
import tiny

from lsdata.publish import store


def tree(out: Path) -> dict[str, bytes]:
    """Everything in a folder but the lock: name -> content, of a folder nothing."""
    found = sorted(p for p in out.rglob("*") if p.name != store.LOCK)
    return {p.relative_to(out).as_posix(): b"" if p.is_dir() else p.read_bytes() for p in found}


def harass(command: list[str], out: Path, kills: int, draw: random.Random, longest: float, environment: dict) -> dict:
    """Run a command again and again and kill something of it each time, until that many were killed.

    Parameters
    ----------
    command : makes the reports of a grid in the folder ``out``; each run does what the one before did not.
    longest : seconds after which, at the latest, a kill comes.

    Returns
    -------
    dict : how many of which were killed, and how many commands ran to their end meanwhile.
    """
    counts = dict.fromkeys(("command", "warm process", "child"), 0) | {"finished": 0}
    while sum(counts.values()) - counts["finished"] < kills:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment
        )
        own = psutil.Process(process.pid)
        while process.poll() is None:
            what = draw.choice(("command", "warm process", "child"))
            time.sleep(draw.uniform(0, longest))
            try:
                everyone = own.children(recursive=True)
                members = {"command": [own], "warm process": own.children(), "child": everyone[1:]}[what]
                while not members and process.poll() is None:
                    everyone = own.children(recursive=True)
                    members = own.children() if what == "warm process" else everyone[1:]
                draw.choice(members).send_signal(signal.SIGKILL)
            except (psutil.NoSuchProcess, IndexError):
                continue
            counts[what] += 1
            if what == "command":
                process.wait()
                _, alive = psutil.wait_procs(everyone, timeout=10)
                assert not alive, f"still there after their command was killed: {alive}"
                before = tree(out)
                time.sleep(0.02)
                assert tree(out) == before, "something is written by a killed command"
            if sum(counts.values()) - counts["finished"] >= kills:
                break
        if process.wait() >= 0:
            counts["finished"] += 1
            # Something to do for the next run: one report less.
            stamps = sorted(out.rglob("*.stamp.json"))
            for stamp in draw.sample(stamps, len(stamps) // 2):
                stamp.unlink()
    return counts


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--kills", type=int, default=300)
    parser.add_argument("--longest", type=float, default=2.0, help="seconds until the next kill, at most")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--quick", action="store_true", help="reports of the tests that take no time, in place of real ones"
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        room = Path(folder)
        own = os.environ | {"TMPDIR": folder, "PYTHONPATH": os.pathsep.join(sys.path)}
        command = [sys.executable, "-m", "lsdata", "report", "--period", "2020-S1,2025-S1", "--out"]
        if options.quick:
            package, notebooks = tiny.package(room / "data"), tiny.notebooks(room / "notebooks")
            command = [sys.executable, str(Path(__file__).with_name("quick.py")), str(package), str(notebooks)]
        quiet, killed = room / "quiet", room / "killed"
        start = time.monotonic()
        silent = {"check": True, "env": own, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        subprocess.run([*command, str(quiet)], **silent)
        draw = random.Random(options.seed)
        counts = harass([*command, str(killed)], killed, options.kills, draw, options.longest, own)
        subprocess.run([*command, str(killed)], **silent)
        same, left = tree(quiet) == tree(killed), [p.name for p in room.glob("lsdata-*")]
        took = time.monotonic() - start
        print(
            f"{counts}; {took:.0f} s; {sum(map(bool, tree(quiet).values()))} files, the same bytes: {'yes' if same else 'NO'}; left: {left}"
        )
        sys.exit(not same)  # a temporary folder stays where a warm process and then its command are killed at once


if __name__ == "__main__":
    main()
