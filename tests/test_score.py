"""What is found in a real gazette stays above the floors, wherever gazette and facts lie in ../shared."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

HOUSE = Path(__file__).parent.parent
SHARED = HOUSE.parent / "shared"
FLOORS = dict(line.split("=") for line in (HOUSE / "benchmarks/floors.txt").read_text().split())

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def report() -> str:
    if not SHARED.is_dir():
        pytest.skip("no ../shared beside this checkout: no gazette with known facts to compare with")
    command = [sys.executable, HOUSE / "benchmarks/score.py", SHARED, "--errors", "8"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode in (0, 1), done.stdout + done.stderr
    return done.stdout


def score(report: str, table: str) -> float:
    """F1 of `documents` or `responsibilities.agent`, the last number of its line."""
    line = re.search(rf"^ *{table.rpartition('.')[2]} .* ([\d.]+)$", report, re.M)
    assert line, f"score.py printed no line for {table}:\n{report}"
    return float(line[1])


@pytest.mark.parametrize("table", FLOORS)
def test_what_is_found_stays_above_its_floor(report: str, table: str) -> None:
    reached = score(report, table)
    assert reached >= float(FLOORS[table]), f"{table}: {reached} < {FLOORS[table]}\n{report}"
