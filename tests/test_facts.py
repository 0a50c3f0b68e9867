"""What is found in the example beside what a careful reader took from it by hand (examples/facts/)."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from pathlib import Path

import pytest

from benchmarks.example import GAZETTE
from kg.build import build
from kg.graph.export import Format, exported
from kg.graph.store import open_graph
from kg.text import fold

HOUSE = Path(__file__).parent.parent
FLOORS = dict(line.split("=") for line in (HOUSE / "benchmarks/floors.txt").read_text().split())

KEYS: Mapping[str, tuple[str, ...]] = {
    "documents": (
        "doc",
        "title",
        "issuer",
        "type",
        "date",
        "recipients",
        "approved_by",
        "enclosed_title",
        "public",
    ),
    "clauses": ("doc", "path", "heading"),
    "responsibilities": ("doc", "clause", "org", "role"),
    "citations": ("doc", "clause", "title", "number", "relation"),
    "deadlines": ("doc", "clause", "start", "end", "recurrence"),
    "projects": ("doc", "path", "name", "location", "stage", "category", "provincial_key"),
    "memberships": ("doc", "group", "person", "role", "post"),
    "targets": ("doc", "clause", "comparator", "value", "unit", "date"),
}

Row = Mapping[str, str]


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, str]]]:
    """The tables that are found, by name."""
    out = tmp_path_factory.mktemp("example")
    build([GAZETTE], out)
    files = exported(open_graph(out), Format.CSV)
    return {
        name.removesuffix(".csv"): list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
        for name, data in files.items()
    }


def taken(table: str) -> list[dict[str, str]]:
    """The rows that a reader took by hand."""
    lines = (HOUSE / f"examples/facts/{table}.tsv").read_text(encoding="utf-8").splitlines()
    return [dict(zip(lines[0].split("\t"), line.split("\t"), strict=True)) for line in lines[1:]]


def keys(rows: list[dict[str, str]], table: str, kind: str = "") -> set[tuple[str, ...]]:
    """The facts of the rows (of one kind of duty, if named), without what only a reader needs."""
    return {tuple(fold(row[c]) for c in KEYS[table]) for row in rows if kind in ("", row.get("kind"))}


@pytest.mark.parametrize("floor", FLOORS)
def test_what_a_reader_finds_is_found(floor: str, tables: dict[str, list[dict[str, str]]]) -> None:
    table, _, kind = floor.partition(".")
    by_hand, by_program = taken(table), tables[table]
    missed = keys(by_hand, table, kind) - keys(by_program, table)
    extra = keys(by_program, table, kind) - keys(by_hand, table)
    recall = 1 - len(missed) / len(keys(by_hand, table, kind))
    precision = 1 - len(extra) / max(len(keys(by_program, table, kind)), 1)
    f1 = 2 * precision * recall / ((precision + recall) or 1)
    notes = [
        *(f"  missing: {' | '.join(m)}" for m in sorted(missed)),
        *(f"  extra: {' | '.join(e)}" for e in sorted(extra)),
    ]
    assert f1 >= float(FLOORS[floor]), "\n".join([f"{floor}: {f1:.3f} < {FLOORS[floor]}", *notes])
