"""The lists of facts judged by eye: well-formed, judged to the last line, and their figures as told."""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path

import pytest

from kg.terms import DutyKind, Role

HOUSE = Path(__file__).parent.parent
sys.path.insert(0, str(HOUSE / "benchmarks"))

import sample  # noqa: E402 (benchmarks/ is no package)

AUDIT = HOUSE / "tests" / "audit"
LISTS = sorted(AUDIT.glob("*.tsv"))


def test_there_is_a_list() -> None:
    assert LISTS, "tests/audit/ holds no list: `make sample` draws one"


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_every_line_is_a_fact_and_judged(path: Path) -> None:
    rows = sample.read(path)
    odd = [f"line {number}: {fault}" for number, row in enumerate(rows, 2) for fault in faults(row)]
    assert not odd, f"{path.name}\n" + "\n".join(odd)
    assert Counter(row["kind"] for row in rows) == sample.DRAWN
    assert rows == sample.drawn(rows, path.stem), f"{path.name} is not in the order of its draw"


def faults(row: sample.Row) -> list[str]:
    """What is wrong with a line."""
    said = {
        "columns are " + " ".join(sample.COLUMNS): tuple(row) != sample.COLUMNS,
        f"no role: {row['role']}": row["role"] not in set(Role),
        f"no kind: {row['kind']}": row["kind"] not in set(DutyKind),
        "not judged: right, wrong or unsure": row["verdict"] not in ("right", "wrong", "unsure"),
        "wrong or unsure, and no note says why": row["verdict"] != "right" and not row["note"],
        "a field is empty": not all(row[c] for c in sample.COLUMNS if c != "note"),
    }
    return [fault for fault, so in said.items() if so]


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_the_figures_are_told(path: Path) -> None:
    told = (AUDIT / "README.md").read_text(encoding="utf-8")
    figures = list(sample.figures(sample.read(path)))
    print(path.stem, *figures, sep="\n")
    [line] = [line for line in told.splitlines() if f"[{path.stem}]" in line]
    shares = [" ".join(re.findall(r"[\d.]+\s+\(.*\)", figure)[0].split()) for figure in figures]
    assert [cell.strip() for cell in line.split("|")[3:-1]] == shares


def test_a_share_has_its_interval() -> None:
    assert sample.wilson(137, 140) == (0.939, 0.993)
    assert sample.wilson(0, 20)[0] == 0


def test_a_draw_keeps_what_it_has_when_others_come() -> None:
    def fact(number: int) -> sample.Row:
        row = dict.fromkeys(sample.COLUMNS, "") | {"file": "a.txt", "start": "0", "kind": "norm"}
        return row | {"clause": f"正文/{number}"}

    few = [fact(number) for number in range(30)]
    once = {row["clause"] for row in sample.drawn(few, "2026-11")}
    again = {row["clause"] for row in sample.drawn([*few, fact(99)], "2026-11")}
    assert len(once) == sample.DRAWN["norm"]
    assert len(once & again) >= len(once) - 1
    assert once != {row["clause"] for row in sample.drawn(few, "2026-12")}


def test_what_became_of_the_judged() -> None:
    row = dict.fromkeys(sample.COLUMNS, "") | {"file": "a.txt", "clause": "正文/一"}
    right, wrong = (
        row | {"org": "云岭市水利局", "verdict": "right"},
        row | {"org": "水利", "verdict": "wrong"},
    )
    assert list(sample.today([right, wrong], [right])) == []
    assert [line.split()[0] for line in sample.today([right, wrong], [wrong])] == ["no", "still"]
