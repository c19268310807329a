"""SIGKILL at random moments leaves nothing damaged, nothing behind and nobody who writes; the next run completes the set."""

import os
import random
import subprocess
import sys
from pathlib import Path

import kills


def test_killed_at_random_and_completed_to_the_same_bytes(package, notebooks, tmp_path):
    own = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path), "TMPDIR": str(tmp_path)}
    quiet, killed = tmp_path / "quiet", tmp_path / "killed"
    quick = [sys.executable, str(Path(__file__).with_name("quick.py")), str(package), str(notebooks)]
    subprocess.run([*quick, str(quiet)], check=True, env=own)
    counts = kills.harass([*quick, str(killed)], killed, 18, random.Random(1), 0.5, own)
    assert min(counts["command"], counts["warm process"], counts["child"]) > 0
    subprocess.run([*quick, str(killed)], check=True, env=own)
    assert kills.tree(killed) == kills.tree(quiet)
    assert sum(map(bool, kills.tree(quiet).values())) == 24 * 4 + 3
