"""Kills a command that writes reports, its warm process or a child of it, at random moments, and looks at what is left.

``python tests/kills.py --kills 300`` does it to the real command on the bundled data and says how it went; the suite
does a short one with reports that take no time (``test_kills.py``).
"""

import argparse
import hashlib
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

LEFT_ALONE = (".lsdata.lock",)  # the lock's file is no output


def tree(out: Path) -> dict[str, str]:
    """Name -> hash of every file below a folder."""
    return {
        p.relative_to(out).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest()
        for p in sorted(out.rglob("*"))
        if p.is_file() and p.name not in LEFT_ALONE
    }


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
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--period", default="2020-S1,2025-S1", help="of the grid; more periods, longer runs")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as room:
        command = [sys.executable, "-m", "lsdata", "report", "--period", options.period, "--out"]
        quiet, kept = Path(room, "quiet"), Path(room, "killed")
        own = os.environ | {"TMPDIR": room}
        start = time.monotonic()
        subprocess.run([*command, str(quiet)], check=True, env=own)
        once = time.monotonic() - start
        counts = harass([*command, str(kept)], kept, options.kills, random.Random(options.seed), once / 2, own)
        subprocess.run([*command, str(kept)], check=True, env=own)
        same = tree(quiet) == tree(kept)
        left = [p.name for p in Path(room).glob("lsdata-*")]
        print(
            f"{counts}; {time.monotonic() - start:.0f} s; the same bytes: {'yes' if same else 'NO'}; left behind: {left}"
        )
        sys.exit(not same)


if __name__ == "__main__":
    main()
