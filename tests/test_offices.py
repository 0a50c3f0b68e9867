"""The rows of offices.tsv themselves; what their names mean in a document is in tests/cases/names.yaml."""

from __future__ import annotations

from datetime import date as day

import pytest

from kg.lexicon.offices import Office, load_offices

OFFICES = load_offices()
TODAY = "2025-07-01"
NOWHERE = "99"


def shown(row: Office) -> str:
    return f"{row.name} {row.since} {row.until} {'|'.join(row.where)}"


def meant(row: Office, name: str, code: str) -> bool:
    """Whether `name` means this row and no other, on a day and in a place that it is for."""
    when = row.until or max(row.since, TODAY)
    several = (
        OFFICES.local(name, when, code),
        OFFICES.national(name, when),
        OFFICES.of_sector(name, when, code),
    )
    return row in several


@pytest.mark.parametrize("row", OFFICES.rows, ids=shown)
def test_a_row_is_well_written(row: Office) -> None:
    assert all(day.fromisoformat(bound) for bound in (row.since, row.until) if bound)
    assert not (row.since and row.until) or row.since < row.until
    assert all(code.isdigit() and len(code) in (2, 4, 6) for code in row.where), row.where


@pytest.mark.parametrize("row", OFFICES.rows, ids=shown)
def test_a_row_is_meant_by_one_of_its_names(row: Office) -> None:
    """One that is not stands behind another row that has its names, days and places, and would never be used."""
    names = (row.name, row.national, *row.shorts, *row.sectors)
    assert any(meant(row, name, code) for name in names for code in row.where or (NOWHERE,))


def test_no_row_stands_twice() -> None:
    keys = [(row.name, row.national, row.since, row.until, row.where) for row in OFFICES.rows]
    assert sorted({key for key in keys if keys.count(key) > 1}) == []
