"""Deadlines: what kg.extract.deadlines.limits reads in a clause, and the dates of a table's 完成时限 column."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.deadlines.limits import Limit, read_limits
from kg.model import Cell, Clause, Deadline
from kg.setting import Setting
from kg.text import Reading

_DUE = re.compile(r"时限|期限|时间|节点|进度|日期")
_NO_PROSE = re.compile(r"名称|序号|单位|部门|地点|位置|负责|人员|电话|备注|分类|类别|实际|现状")


def extract(clause: Clause, setting: Setting) -> Iterator[Deadline]:
    """The deadlines of a clause, e.g. end 2020-06-30 for `6月底前完成`; of a table row, cell by cell."""
    for reading, limits in _readings(clause, setting):
        for limit in limits:
            span = reading.span(limit.at, limit.until)
            yield Deadline(clause.path, span, limit.rule, limit.start, limit.end, limit.recurrence)


def due_of(clause: Clause, setting: Setting) -> str:
    """The day until which a table row's work is to be done, from its 完成时限 cell; empty without one."""
    limits = (limit for cell in clause.cells if _is_due(cell) for limit in _limits(cell, setting))
    return next((limit.end for limit in limits), "")


def _readings(clause: Clause, setting: Setting) -> Iterator[tuple[Reading, Iterator[Limit]]]:
    if not clause.cells:
        yield clause.reading, read_limits(clause.reading.text, setting)
    for cell in clause.cells:
        yield cell.reading, _limits(cell, setting)


def _limits(cell: Cell, setting: Setting) -> Iterator[Limit]:
    """A 完成时限 cell's limits, even where a merged cell above stands for it; else those of its prose."""
    if _is_due(cell):
        yield from read_limits(cell.text, setting, due=True)
    elif not cell.carried and not _NO_PROSE.search(cell.column):
        yield from read_limits(cell.text, setting)


def _is_due(cell: Cell) -> bool:
    return bool(_DUE.search(cell.column))
