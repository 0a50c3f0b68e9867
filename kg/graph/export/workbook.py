"""The nine tables as one Excel workbook, a sheet a table, for people who never open a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from kg.graph.export.packed import packed
from kg.graph.export.tables import Value, value
from kg.graph.query import Rows

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

SHEETS: Final = MappingProxyType(
    {
        "documents": "公文",
        "clauses": "条款",
        "responsibilities": "职责",
        "citations": "引用",
        "deadlines": "时限",
        "projects": "项目",
        "memberships": "小组成员",
        "targets": "指标",
        "orgs": "机构",
    }
)
"""What the tables are called in Chinese."""

COLUMNS: Final = MappingProxyType(
    {
        "aliases": "别名",
        "approved_by": "通过会议",
        "category": "类别",
        "clause": "条款",
        "comparator": "比较",
        "date": "日期",
        "doc": "文号",
        "duty": "任务",
        "enclosed_title": "所印发文件",
        "end": "截止日",
        "evidence": "原文",
        "group": "小组",
        "heading": "小标题",
        "indicator": "指标",
        "issuer": "发文机关",
        "kind": "种类",
        "level": "层级",
        "location": "地点",
        "members": "所含机构",
        "name": "名称",
        "number": "文号",
        "org": "机构",
        "parent": "上级",
        "path": "条款",
        "person": "姓名",
        "place": "地方",
        "post": "职务",
        "proponents": "建设单位",
        "provincial_key": "省级重点",
        "public": "公开发布",
        "recipients": "主送",
        "recurrence": "频次",
        "relation": "关系",
        "role": "角色",
        "stage": "阶段",
        "start": "起始日",
        "surface": "时限原文",
        "title": "标题",
        "type": "文种",
        "unit": "单位",
        "value": "数值",
    }
)
"""What the columns are called in Chinese."""

_WIDEST: Final = 42
_TEXT: Final = "@"
_DATE: Final = "yyyy-mm-dd"


def workbook(answers: Mapping[str, Rows]) -> bytes:
    """The tables as .xlsx: the header stays in sight, each column can be filtered; numbers and days are such,
    every other cell is text, whatever it begins with (=, 0, 3-4)."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in answers.items():
        _sheet(book.create_sheet(f"{SHEETS[name]} {name}"), rows)
    return packed(book)


def _sheet(sheet: Worksheet, rows: Rows) -> None:
    _header(sheet, rows.columns)
    for place, row in enumerate(rows.rows, 2):
        for column, term in enumerate(row, 1):
            _write(sheet.cell(place, column), value(term))
    for column, width in enumerate(_widths(rows), 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    _paper(sheet)


def _paper(sheet: Worksheet) -> None:
    """Printed lying, as wide as the page, the header on each."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight, sheet.sheet_properties.pageSetUpPr.fitToPage = 0, True
    sheet.print_title_rows = "1:1"


def _header(sheet: Worksheet, columns: Iterable[str]) -> None:
    for column, name in enumerate(columns, 1):
        cell = sheet.cell(1, column)
        _write(cell, f"{COLUMNS[name]} {name}")
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="DDE6F0")


def _write(cell: Cell, told: Value) -> None:
    """Put a value into a cell: as a number or a day where it is one, else as text."""
    if isinstance(told, date):
        cell.value, cell.number_format = told, _DATE
    elif isinstance(told, int | float) and not isinstance(told, bool):
        cell.value = told
    elif told is not None and told != "":
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", str(told))
        cell.data_type, cell.number_format = "s", _TEXT  # not a formula, not an error value
    cell.alignment = Alignment(vertical="top", wrap_text=True)


def _widths(rows: Rows) -> Iterable[float]:
    """Each column's width in characters of a digit's width; a Chinese character takes two."""
    for column, name in enumerate(rows.columns):
        words = (str(value(row[column]) or "") for row in rows.rows)
        longest = max((_width(one) for one in (*words, f"{COLUMNS[name]} {name}")), default=0)
        yield min(longest, _WIDEST) + 3


def _width(words: str) -> int:
    return sum(1 if character.isascii() else 2 for character in words)
