"""The ledger as a workbook that an office prints: A4 across, head on every page, page numbers, rows that fit."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import Final
from unicodedata import east_asian_width

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from kg.ledger.layout import COLUMNS, By, Group, by_body, by_document, cells, sheet_names
from kg.ledger.rows import Task
from kg.terms import Role

INDEX: Final = "目录"
LEDGER: Final = "责任台账"
TITLE: Final = "台账标题"
NOTE: Final = "台账说明"
HEAD: Final = "台账表头"
GROUP: Final = "台账分组"
BODY: Final = "台账正文"
NUMBER: Final = "台账数字"
LINK: Final = "台账链接"
BACK: Final = "台账返回"
# in digits of the standard font; a 汉字 takes two
_WIDTHS: Final = (24.0, 15.0, 30.0, 24.5, 24.0, 18.0, 54.0)
_INDEX_COLUMNS: Final = ("单位", "任务数", "牵头", "责任/配合")
_INDEX_WIDTHS: Final = (52.0, 14.0, 14.0, 14.0)
_LINE: Final = 13.5  # points of a line of 10-point type
_TALLEST: Final = 409.0  # points, the most that a row can have
_GAP: Final = 1.5  # digits of a cell's width that its edges take
_MARKS: Final = "=+-@"  # what a spreadsheet takes for the beginning of a formula
_FIRST: Final = 4  # the first row below title, note and head


def workbook(tasks: Sequence[Task], by: By) -> Workbook:
    """The ledger of the tasks: an index, all of it grouped as `by` says, and a sheet for each body."""
    book = Workbook()
    for style in _styles():
        book.add_named_style(style)
    bodies = by_body(tasks)
    names = sheet_names([group.heading for group in bodies], [INDEX, LEDGER, "History"])
    _index(book.active, bodies, names)
    documents = by_document(tasks)
    note = f"公文{len(documents)}份，任务{len(tasks)}项，单位{len(bodies)}个"
    _sheet(book.create_sheet(LEDGER), LEDGER, note, documents if by is By.DOCUMENT else bodies)
    for name, group in zip(names, bodies, strict=True):
        note = f"任务{len(group.tasks)}项：{_share(group)}"
        _sheet(book.create_sheet(name), f"{group.heading}{LEDGER}", note, by_document(group.tasks))
    return book


def _styles() -> tuple[NamedStyle, ...]:
    """Styles with names, so that an office can change a typeface once for the whole book. A computer without 宋体
    or 黑体 finds another of their family for Chinese (character set 134)."""
    edge = Side(style="thin", color="808080")
    box, band = Border(left=edge, right=edge, top=edge, bottom=edge), Border(top=edge, bottom=edge)
    middle = Alignment(horizontal="center", vertical="center", wrap_text=True)
    words = Alignment(horizontal="left", vertical="center", wrap_text=True)
    line = Alignment(horizontal="left", vertical="center")
    song, hei = {"name": "宋体", "charset": 134, "family": 1}, {"name": "黑体", "charset": 134, "family": 2}
    grey, pale = (PatternFill("solid", fgColor=colour) for colour in ("D9D9D9", "F2F2F2"))
    return (
        NamedStyle(TITLE, font=Font(**song, sz=20, b=True), alignment=middle),
        NamedStyle(NOTE, font=Font(**song, sz=10), alignment=line),
        NamedStyle(HEAD, font=Font(**hei, sz=11), alignment=middle, border=box, fill=grey),
        NamedStyle(GROUP, font=Font(**hei, sz=11), alignment=line, border=band, fill=pale),
        NamedStyle(BODY, font=Font(**song, sz=10), alignment=words, border=box),
        NamedStyle(NUMBER, font=Font(**song, sz=10), alignment=middle, border=box),
        NamedStyle(LINK, font=Font(**song, sz=10, u="single", color="0563C1"), alignment=words, border=box),
        NamedStyle(BACK, font=Font(**song, sz=10, u="single", color="0563C1"), alignment=line),
    )


def _share(group: Group) -> str:
    """How many of a body's tasks it leads, and how many it shares in: 牵头2项，责任/配合3项."""
    leads, others = _counts(group)
    return f"牵头{leads}项，责任/配合{others}项"


def _counts(group: Group) -> tuple[int, int]:
    roles = [{one.role for one in task.wanted if one.name == group.heading} for task in group.tasks]
    return sum(Role.LEAD in held for held in roles), sum(bool(held - {Role.LEAD}) for held in roles)


def _index(sheet: Worksheet, bodies: Sequence[Group], names: Sequence[str]) -> None:
    """The list of bodies, each with its numbers and a link to its sheet, below a link to the whole ledger."""
    sheet.title = INDEX
    _head(sheet, f"{LEDGER}{INDEX}", f"单位{len(bodies)}个", _INDEX_COLUMNS)
    _link(_put(sheet, (_FIRST, 1), f"{LEDGER}（全部）", LINK), LEDGER)
    for row, (group, name) in enumerate(zip(bodies, names, strict=True), _FIRST + 1):
        _link(_put(sheet, (row, 1), group.heading, LINK), name)
        for column, number in enumerate((len(group.tasks), *_counts(group)), 2):
            _put(sheet, (row, column), number, NUMBER)
        sheet.row_dimensions[row].height = _height([group.heading], _INDEX_WIDTHS)
    for column in range(2, len(_INDEX_COLUMNS) + 1):
        _put(sheet, (_FIRST, column), "", NUMBER)
    _for_print(sheet, _INDEX_WIDTHS)


def _sheet(sheet: Worksheet, title: str, note: str, groups: Sequence[Group]) -> None:
    """Groups of tasks, each under its heading."""
    _head(sheet, title, note, COLUMNS)
    _link(_put(sheet, (1, len(COLUMNS) + 1), "返回目录", BACK), INDEX)  # beside what is printed
    row = _FIRST
    for group in groups:
        for column in range(1, len(COLUMNS) + 1):
            _put(sheet, (row, column), group.heading if column == 1 else None, GROUP)
        sheet.row_dimensions[row].height = 22
        for place, task in enumerate(group.tasks, row + 1):
            _task(sheet, place, cells(task))
        row += len(group.tasks) + 1
    sheet.sheet_properties.outlinePr.summaryBelow = False
    _for_print(sheet, _WIDTHS)


def _task(sheet: Worksheet, row: int, words: Sequence[str]) -> None:
    for column, said in enumerate(words, 1):
        _put(sheet, (row, column), said, BODY)
    sheet.row_dimensions[row].height = _height(words, _WIDTHS)
    sheet.row_dimensions[row].outlineLevel = 1


def _head(sheet: Worksheet, title: str, note: str, columns: Sequence[str]) -> None:
    """Title, note and the columns' names, in the three rows that stay in sight."""
    _put(sheet, (1, 1), title, TITLE)
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=len(columns))
    sheet.row_dimensions[1].height = 36
    _put(sheet, (2, 1), note, NOTE)
    for column, called in enumerate(columns, 1):
        _put(sheet, (3, column), called, HEAD)
    sheet.row_dimensions[3].height = 24


def _put(sheet: Worksheet, at: tuple[int, int], value: str | int | None, style: str) -> Cell:
    """Write a cell; words stay words, whatever they begin with (`=`, `+`), also when the cell is edited."""
    cell = sheet.cell(*at)
    cell.style = style
    if isinstance(value, str):
        value = ILLEGAL_CHARACTERS_RE.sub("", value)
    cell.value = value or (value if value == 0 else None)
    if isinstance(value, str) and value[:1] in _MARKS:
        cell.data_type, cell.quotePrefix = "s", True
    return cell


def _link(cell: Cell, sheet: str) -> None:
    quoted = sheet.replace("'", "''")
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{quoted}'!A1", display=str(cell.value))


def _height(words: Sequence[str], widths: Sequence[float]) -> float:
    """Points that a row needs for its longest cell, up to what a spreadsheet allows."""
    lines = max(_lines(said, width - _GAP) for said, width in zip(words, widths, strict=False))
    return min(lines * _LINE + 6, _TALLEST)


def _lines(words: str, width: float) -> int:
    return sum(max(1, ceil(_digits(line) / width)) for line in words.split("\n"))


def _digits(words: str) -> int:
    """How wide words are, in digits: a 汉字 is as wide as two."""
    return sum(2 if east_asian_width(c) in "WFA" else 1 for c in words)


def _for_print(sheet: Worksheet, widths: Sequence[float]) -> None:
    """A4 across, as wide as the page, the head on each and its number below; filters; the head in sight."""
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    last = f"{get_column_letter(len(widths))}{sheet.max_row}"
    sheet.auto_filter.ref = f"A{_FIRST - 1}:{last}"
    sheet.freeze_panes = f"A{_FIRST}"
    sheet.print_area = f"A1:{last}"
    sheet.print_title_rows = f"{_FIRST - 1}:{_FIRST - 1}"
    sheet.page_setup.paperSize = int(sheet.PAPERSIZE_A4)
    sheet.page_setup.orientation = sheet.ORIENTATION_LANDSCAPE
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins = PageMargins(left=0.5, right=0.5, top=0.6, bottom=0.7, header=0.3, footer=0.35)
    sheet.print_options.horizontalCentered = True
    sheet.oddFooter.center.text = "第 &P 页，共 &N 页"
