"""What became of bodies: the cases of tests/cases/changes.yaml, and the rows of changes.tsv themselves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date as day
from datetime import timedelta
from itertools import combinations

import pytest
from by_hand import read
from case_files import CITY, PROVINCE, Case, check_none_is_lost, compare, every, labels, lexicon

from kg.lexicon.changes import load_reforms
from kg.model import Name, Organisation, Printed
from kg.reading.parse import parse
from kg.reading.split import split
from kg.reforms import Change, Reform
from kg.resolve import Resolver
from kg.resolve.changes import changes
from kg.setting import Setting, setting_of
from kg.terms import Level, OrganisationKind
from kg.text import Span

ROWS = load_reforms().rows
LETTER = """{issuer}关于做好有关工作的意见

岭政发〔2021〕9号

各有关单位：

早作安排。
"""


def setting(date: str, issuer: str = "云岭市人民政府") -> Setting:
    """The setting of a letter of that day."""
    (document,) = split(read(LETTER.format(issuer=issuer)))
    dated = replace(document, date=Printed(date, Span(0, 1)) if date else None)
    return setting_of(dated, parse(document).clauses, lexicon())


def told(change: Change) -> str:
    return f"{change.date} {change.new}{' 通行' if change.custom else ''}"


@every("changes")
def test_changes(case: Case) -> None:
    says = case.says
    (level,) = (Level(notation) for notation, label in labels("levels").items() if label == says["level"])
    body = Organisation(says["org"], OrganisationKind.DEPARTMENT, level, says.get("place", ""))
    compare(case, says["became"], [told(change) for change in changes([body], setting(says["date"]))])


def test_no_case_is_lost() -> None:
    check_none_is_lost("changes", 38)


def test_a_body_named_twice_changes_once() -> None:
    body = Organisation("云岭市国土资源局", OrganisationKind.DEPARTMENT, Level.CITY, "云岭市")
    assert len(changes([body, replace(body, aliases=("市国土局",))], setting("2017-05-08"))) == 1


# --- the rows


def shown(row: Reform) -> str:
    return f"{row.old} {row.date} {'|'.join(row.where)}"


@pytest.mark.parametrize("row", ROWS, ids=shown)
def test_a_row_is_well_written(row: Reform) -> None:
    assert day.fromisoformat(row.date)
    assert row.source and row.levels
    assert row.old != row.new
    assert all(code.isdigit() and len(code) in (2, 4, 6) for code in row.where), row.where
    assert Level.NATIONAL not in row.levels or row.levels == (Level.NATIONAL,)


def test_rows_are_sorted_and_none_stands_twice() -> None:
    keys = [(row.date, row.old.replace("{}", "", 1) if row.old.startswith("{}") else row.old) for row in ROWS]
    assert keys == sorted(keys)
    assert len(set(ROWS)) == len(ROWS)


def test_rows_that_meet_in_one_change_agree() -> None:
    """What two rows make one body of on one day is one node: it has one kind and is usual or known."""
    for one, two in combinations(ROWS, 2):
        meet = (one.new, one.date, one.where) == (two.new, two.date, two.where)
        if meet and set(one.levels) & set(two.levels) and "split" not in (one.kind, two.kind):
            assert (one.kind, one.custom) == (two.kind, two.custom), f"{shown(one)}, {shown(two)}"


def same_ground(one: Reform, two: Reform) -> bool:
    """Whether two rows can speak of one place."""
    near = any(a.startswith(b) or b.startswith(a) for a in one.where for b in two.where)
    return bool(set(one.levels) & set(two.levels)) and (near or not (one.where and two.where))


def test_what_a_reform_made_changes_only_later() -> None:
    for row in ROWS:
        made = [other for other in ROWS if other.new == row.old and same_ground(row, other)]
        assert all(other.date < row.date for other in made), f"{shown(row)}: {[*map(shown, made)]}"


ISSUERS = {Level.PROVINCE: PROVINCE.name, Level.CITY: CITY.name, Level.COUNTY: "临江县"}


@pytest.mark.parametrize("row", [r for r in ROWS if not r.where and "{上}" not in r.new], ids=shown)
def test_names_are_those_that_printed_names_resolve_to(row: Reform) -> None:
    """A row whose old name no document's body bears would never be used, and a new one that ontology/gazetteers/offices.tsv
    spells otherwise would part one body in two."""
    eve = str(day.fromisoformat(row.date) - timedelta(days=1))
    for level in row.levels:
        place = ISSUERS.get(level, "")
        for template, date in ((row.old, eve), (row.new, row.date)):
            resolver = Resolver(setting(date, f"{place or CITY.name}人民政府"))
            name = template.replace("{}", place).replace("{短}", place[:-1])
            assert resolver.organisation(Name(name, Span(0, 1))).name == name, f"{shown(row)} {level}"
