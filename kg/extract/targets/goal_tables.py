"""Tables of numbers to be reached: indicators by year (`2025年规划`), bodies by sort of task (`单位：个`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.deadlines.limits import year_in_hand
from kg.extract.deadlines.periods import POINT, read_period
from kg.model import Cell, Clause, Table, Target
from kg.setting import Setting
from kg.text import half_width, plain

_NUMBER = re.compile(
    r"(?P<sign>≥|≤|>|<|约)?(?P<value>\d+(?:[,，]\d{3})*(?:\.\d+)?)(?P<unit>%|‰|[\u4e00-\u9fff]{1,4})?"
)
_COMPARATORS = {"≥": ">=", ">": ">=", "≤": "<=", "<": "<=", "约": "~"}
_AIMED_AT = re.compile(r"目标|任务|计划|规划|指标|分解|预期")
_NO_GOAL = re.compile(
    r"序号|编号|评分|分值|权重|时限|时间|电话|邮编|代码|备注|文号|名称|投资"
    r"|实际|现状|基数|完成数|完成情况|实绩|(?<!事业)单位"
)
_UNIT = re.compile(r"（(?:单位：)?([^（）0-9]{1,12})）$")
_CAPTION = re.compile(r"单位：([^（），。\s]{1,12})")
_POINT = re.compile(POINT)
# a column that only says when or how much: 2025年规划, 培训任务
_NO_NAME = re.compile(rf"(?:{POINT}[底末前]*|(?:任务|目标|计划|规划|数量|指标|预期)(?:数|值|量)?)$")
_WEIGHT = re.compile(r"(?:吨|公斤|千克|斤)$")
_PRODUCED = re.compile(r"产量?$|重量$")
_AREA_WIDE = re.compile(r"[省市县]本级|[省市县]直")


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of a table of goals, and those of its cells that name it."""

    clause: Clause
    table: Table
    labels: tuple[Cell, ...]
    due: str


def read_row(clause: Clause, setting: Setting, due: str) -> Iterator[Target]:
    """The targets of a row's numbers, each named by its row and column: `集中供水工程/千人以上`.

    `due` is the row's 完成时限; a year in the column's header goes before it.
    """
    if clause.table is None or not _is_of_goals(clause.table):
        return
    labels = tuple(cell for cell in clause.cells if cell.text and not _NUMBER.fullmatch(cell.text))
    row = _Row(clause, clause.table, labels, due)
    for cell in clause.cells:
        if not cell.carried and not _NO_GOAL.search(cell.column):
            yield from _targets(row, cell, setting)


def _is_of_goals(table: Table) -> bool:
    """Whether a table's numbers are to be reached: its title or a column says so."""
    return any(_AIMED_AT.search(words) for words in (table.title, *table.columns))


def _targets(row: _Row, cell: Cell, setting: Setting) -> Iterator[Target]:
    """The target of a cell that holds a number, if its unit is printed somewhere."""
    found = _NUMBER.fullmatch(cell.text)
    unit = found and (found["unit"] or _unit(row, cell, setting))
    if not found or not unit:
        return
    yield Target(
        clause=row.clause.path,
        span=cell.reading.span(0, len(cell.text)),
        rule="table-number",
        indicator=_name(row, cell),
        comparator=_COMPARATORS.get(found["sign"], "="),
        value=half_width(plain(setting.document.source.words(cell.reading.span(*found.span("value"))))),
        unit=unit,
        date=_date(row, cell, setting) or row.due,
        places=_places(row, setting),
    )


def _date(row: _Row, cell: Cell, setting: Setting) -> str:
    """The last day of the time that the column, or the table's title, names: 2025-12-31 for `2025年规划`."""
    for words in (cell.column, row.table.title):
        printed = _POINT.search(words)
        period = printed and read_period(printed[0], year_in_hand(setting.document))
        if period:
            return period.last.isoformat()
    return ""


def _unit(row: _Row, cell: Cell, setting: Setting) -> str:
    """The unit in the bracket of a column or label, else the caption's: `万亩` of `蔬菜面积（万亩）`."""
    for words in (cell.column, *(label.text for label in reversed(row.labels))):
        printed = _UNIT.search(words)
        if printed and all(setting.lexicon.measures.unit.fullmatch(unit) for unit in printed[1].split("、")):
            return _suited(printed[1].split("、"), row.labels[-1].text if row.labels else "")
    caption = _CAPTION.search(row.table.caption)
    return caption[1] if caption else ""


def _suited(units: list[str], label: str) -> str:
    """The unit that suits a label where several are printed (万头、万吨): a weight for what is produced."""
    produced = bool(_PRODUCED.search(label))
    return next((unit for unit in units if bool(_WEIGHT.search(unit)) == produced), units[0])


def _name(row: _Row, cell: Cell) -> str:
    """What a number counts: the row's labels where the column only says when (`2025年规划`), else both."""
    labels = [_UNIT.sub("", label.text) for label in row.labels]
    column = _UNIT.sub("", cell.column)
    if _NO_NAME.search(column):
        return "/".join(labels) or column
    return "/".join([column, *labels[-1:]])


def _places(row: _Row, setting: Setting) -> tuple[str, ...]:
    """The place that a row's label prints: 应县, 市本级."""
    below = setting.places.children(setting.place) if setting.place else ()
    names = {place.name for place in below}
    placed = (cell.text for cell in row.labels if cell.text in names or _AREA_WIDE.fullmatch(cell.text))
    return tuple(placed)
