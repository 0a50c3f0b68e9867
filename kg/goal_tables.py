"""Tables of numbers to be reached: indicators by year (`2025年规划`), or bodies by sort of task (`单位：个`)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.limits import year_in_hand
from kg.model import Cell, Clause, Table, Target
from kg.periods import POINT, read_period
from kg.setting import Setting
from kg.text import plain

_NUMBER = re.compile(r"(?P<sign>≥|≤|>|<|约)?(?P<value>\d+(?:[,，]\d{3})*(?:\.\d+)?)(?P<unit>%|‰|[\u4e00-\u9fff]{1,4})?")
_COMPARATORS = {"≥": ">=", ">": ">=", "≤": "<=", "<": "<=", "约": "~"}
_AIMED_AT = re.compile(r"目标|任务|计划|规划|指标|分解|预期")
_NO_GOAL = re.compile(
    r"序号|编号|评分|分值|权重|时限|时间|电话|邮编|代码|备注|实际|现状|基数|完成数|完成情况|实绩|投资|名称|文号|(?<!事业)单位"
)
_UNIT = re.compile(r"（(?:单位：)?([^（）0-9]{1,12})）")
_CAPTION = re.compile(r"单位：([^（），。\s]{1,12})")
_TIME_COLUMN = re.compile(rf"^(?:{POINT})[底末前]*(?:计划|规划|目标|任务|预期|指标|目标值|计划数|任务数)*$")
_POINT = re.compile(POINT)
_GENERAL_COLUMN = re.compile(r"(?:任务|目标|计划|数量|指标)(?:数|值|量)?$")
_AREA_WIDE = re.compile(r"市本级|市直|省本级|县本级")


def read_row(clause: Clause, setting: Setting, due: str) -> Iterator[Target]:
    """The targets of a row's numbers, each named by its row and column: `集中供水工程/千人以上`."""
    table = clause.table
    if table is None or not _is_of_goals(table):
        return
    labels = [cell for cell in clause.cells if cell.text and not _NUMBER.fullmatch(cell.text)]
    for cell in clause.cells:
        found = _NUMBER.fullmatch(cell.text)
        unit = found and (found["unit"] or _unit(cell, labels, table, setting))
        if found and unit and not cell.carried and not _NO_GOAL.search(cell.column):
            yield _target(clause, setting, cell, _named(cell, labels), (found, unit, _date(cell, table, setting) or due))


def _is_of_goals(table: Table) -> bool:
    """Whether a table's numbers are to be reached: its title or a column says so."""
    return any(_AIMED_AT.search(words) for words in (table.title, *table.columns))


def _target(
    clause: Clause, setting: Setting, cell: Cell, name: str, read: tuple[re.Match[str], str, str]
) -> Target:
    found, unit, date = read
    value = plain(setting.document.source.words(cell.reading.span(*found.span("value"))))
    return Target(
        clause=clause.path,
        span=cell.reading.span(0, len(cell.text)),
        rule="table-number",
        indicator=name,
        comparator=_COMPARATORS.get(found["sign"], "="),
        value=value,
        unit=unit,
        date=date,
        places=_places(clause, setting),
    )


def _date(cell: Cell, table: Table, setting: Setting) -> str:
    """The last day of the time that the column, or else the table's title, names: 2025-12-31 for `2025年规划`."""
    for words in (cell.column, table.title):
        printed = _POINT.search(words)
        period = printed and read_period(printed[0], year_in_hand(setting.document))
        if period:
            return period.last.isoformat()
    return ""


def _unit(cell: Cell, labels: list[Cell], table: Table, setting: Setting) -> str:
    """The unit in the bracket of a column or row label, else the caption's: `万亩` of `蔬菜面积（万亩）`."""
    for words in (cell.column, *(label.text for label in reversed(labels))):
        printed = _UNIT.search(words)
        units = printed[1].split("、") if printed else []
        if units and all(setting.lexicon.measures.unit.fullmatch(unit) for unit in units):
            return _of_several(units, labels[-1].text if labels else "")
    caption = _CAPTION.search(table.caption)
    return caption[1] if caption else ""


def _of_several(units: list[str], label: str) -> str:
    """The unit that suits a row's label where several are printed (万头、万吨): a weight for what is produced."""
    weighed = [unit for unit in units if unit.endswith(("吨", "公斤", "斤"))]
    measured = [unit for unit in units if not unit.endswith(("吨", "公斤", "斤"))]
    suited = weighed if re.search(r"产量?$|重量$", label) else measured
    return (suited or units)[0]


def _named(cell: Cell, labels: list[Cell]) -> str:
    """What a number counts: the row's labels where the column only says when or how (`2025年规划`), else both."""
    rows = [_UNIT.sub("", label.text) for label in labels]
    column = _UNIT.sub("", cell.column)
    if _TIME_COLUMN.match(column) or _GENERAL_COLUMN.search(column):
        return "/".join(rows) or column
    return "/".join([column, *rows[-1:]])


def _places(clause: Clause, setting: Setting) -> tuple[str, ...]:
    """The place that a row's label prints: 应县, 市本级."""
    below = setting.lexicon.places.children(setting.place) if setting.place else ()
    names = {place.name for place in below}
    return next(((cell.text,) for cell in clause.cells if cell.text in names or _AREA_WIDE.fullmatch(cell.text)), ())
