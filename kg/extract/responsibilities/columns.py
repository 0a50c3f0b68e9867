"""Units in a table's role columns (牵头单位, 责任单位, 配合单位, 验收单位), and what its other cells say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extract.responsibilities.lists import UnitList, closed_lists, label_of_role, unit_facts
from kg.extract.responsibilities.sentences import sentence_facts
from kg.lexicon.patterns import Pattern
from kg.model import Cell, Clause, Responsibility
from kg.setting import FIRST_LEADS, Setting
from kg.terms import Role

_LABEL = re.compile(
    r"(?P<words>(?:牵头|责任|配合|验收|协办|主办|参与|承办|落实|监督|指导|协助)(?:责任)?(?:单位|部门))："
)
_SCOPE = re.compile(r"（\d）(?P<scope>[^：（）]{2,20}?)$")
_NUMBERED = re.compile(r"（\d）")
_TOTAL = re.compile(r"^(?:合计|小计|总计|共计)$")
_EMPTY = re.compile(r"^(?:[\d.，%≥≤]+|[—/\\-]+|无|略|)$")
_SPANNING = re.compile(r"^各级")
_PERSONS = re.compile(r"领导|责任人|负责人|联系人")
_UNITS = re.compile(r"单位|部门")
_ASIDE = re.compile(r"[（〔][^）〕]*[）〕]")


def column_facts(clause: Clause, setting: Setting) -> Iterator[Responsibility]:
    """The units in a row's role columns, and what its other cells say in sentences; a total row says nothing."""
    if clause.cells and _TOTAL.match(clause.cells[0].text):
        return
    for i, cell in enumerate(clause.cells):
        roles = _column_roles(cell.column, setting)
        after = clause.cells[i + 1] if i + 1 < len(clause.cells) else None
        if roles and not _EMPTY.match(cell.text) and not _spans_places(cell, after):
            yield from _cell_facts(clause, cell, roles, setting)
        elif not roles and ("。" in cell.text or "；" in cell.text):
            yield from sentence_facts(clause, cell.reading, setting)


def _column_roles(column: str, setting: Setting) -> tuple[Pattern, ...]:
    """The roles that a column's header names; two where it stands for both (牵头单位 配合单位)."""
    words = _ASIDE.sub("", column)
    if _PERSONS.search(words) and not _UNITS.search(words):
        return ()
    return tuple(p for p in setting.lexicon.labels if p.regex.search(words) and p.id != "label.competent")


def _spans_places(cell: Cell, after: Cell | None) -> bool:
    """Whether a cell such as 各级政府 stands over rows that print the places themselves."""
    return bool(_SPANNING.match(cell.text)) and after is not None and after.column == cell.column


def _cell_facts(
    clause: Clause, cell: Cell, roles: Sequence[Pattern], setting: Setting
) -> Iterator[Responsibility]:
    """The units of a cell: under its own labels where it has them, else in the column's role."""
    whole = UnitList(0, len(cell.text), Role(roles[0].more["role"]), "column")
    lists = tuple(_inner_lists(cell.text, setting)) or (
        (whole,) if len(roles) == 1 else tuple(closed_lists(cell.text, (0, len(cell.text)), setting))
    )
    for found in lists:
        facts = unit_facts(clause, cell.reading, found, setting)
        for i, fact in enumerate(facts):
            leads = i == 0 and found.role is Role.RESPONSIBLE and FIRST_LEADS.search(cell.column)
            yield replace(fact, role=Role.LEAD) if leads else fact


def _inner_lists(text: str, setting: Setting) -> Iterator[UnitList]:
    """The labelled lists inside a cell: `（1）学校牵头单位：市教育局配合单位：…`."""
    labels = [(found, label_of_role(found.group("words"), setting)) for found in _LABEL.finditer(text)]
    scope: tuple[int, int] | None = None
    for i, (label, pattern) in enumerate(labels):
        printed = _SCOPE.search(text, 0, label.start())
        if printed and printed.start() >= (labels[i - 1][0].end() if i else 0):
            scope = printed.span("scope")
        end = labels[i + 1][0].start() if i + 1 < len(labels) else len(text)
        after = _NUMBERED.search(text, label.end(), end)
        if pattern:
            role, stop = Role(pattern.more["role"]), after.start() if after else end
            yield UnitList(label.end(), stop, role, f"column.{pattern.id}", scope)
