"""Tables that came out of a page or a document without their rules: a cell a line, or cells parted by blanks.

    序号 / 任务 / 牵头单位 / 1 / 修缮村道 / 市交通局 / 2 / …, each on its line or with blanks between

Such cells are rows again where each row begins with the next number and has as many cells as the header. Where one
has not (a cell broken over two lines, an empty one left out), nobody can tell which is which: the lines stay lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice, pairwise
from typing import NamedTuple

from kg.reading.lines import Line
from kg.text import Span

_ORDINAL = "序号"
_HEADER = re.compile(r"^[\u4e00-\u9fff（）/]{2,12}$")
_ROLE = re.compile(r"(?:牵头|责任|配合|主办|协办|实施|落实|承办)(?:单位|部门)")
_CELL = re.compile(r"\S+")
_WIDEST = 10  # columns
_LONGEST = 400  # cells that are looked at


class _Printed(NamedTuple):
    """One cell: where it stands, what it says, whether its line begins and ends with it."""

    span: Span
    words: str
    first: bool
    last: bool


def rows_joined(folded: str, lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The lines, those of flattened tables made rows whose cells are set off by tabs; offsets stay as printed."""
    if _ORDINAL not in folded or not lines:
        return lines
    out: list[Line] = []
    at = 0
    while at < len(lines):
        rows = _rows(lines[at:]) if lines[at].words.startswith(_ORDINAL) and not lines[at].cells else []
        out += [_row(folded, row) for row in rows] or [lines[at]]
        at += sum(cell.first for row in rows for cell in row) or 1
    begins = [lines[0].extent.start, *(line.span.start for line in out[1:]), lines[-1].extent.end]
    return tuple(
        replace(line, extent=Span(*around)) for line, around in zip(out, pairwise(begins), strict=True)
    )


def _rows(lines: Sequence[Line]) -> list[list[_Printed]]:
    """The header and the rows that begin with the first of `lines`; none where the cells do not come out even."""
    cells = list(islice(_cells(lines), _LONGEST))
    width = next((i for i, cell in enumerate(cells[: _WIDEST + 1]) if cell.words.rstrip(".、") == "1"), 0)
    header = cells[:width]
    words = [cell.words for cell in header]
    if width < 3 or not all(map(_HEADER.match, words)) or not any(map(_ROLE.search, words)):
        return []
    rows, count = [header], 0
    while _is_row(cells, width, count + 1):
        count += 1
        rows.append(cells[width * count : width * (count + 1)])
    return rows if count and rows[-1][-1].last else []


def _is_row(cells: Sequence[_Printed], width: int, number: int) -> bool:
    """Whether the row numbered so stands where it must, as wide as the header."""
    start = width * number
    return len(cells) >= start + width and cells[start].words.rstrip(".、") == str(number)


def _cells(lines: Sequence[Line]) -> Iterator[_Printed]:
    """What is set off by line ends and blanks."""
    for line in lines:
        found = list(_CELL.finditer(line.folded))
        for i, cell in enumerate(found):
            start = line.span.start
            span = Span(start + cell.start(), start + cell.end())
            yield _Printed(span, cell.group(), i == 0, i + 1 == len(found))


def _row(folded: str, cells: Sequence[_Printed]) -> Line:
    """The cells as one row: a tab and blanks stand for what parted them, as many as were printed."""
    span = Span(cells[0].span.start, cells[-1].span.end)
    words = [cells[0].words]
    for before, cell in pairwise(cells):
        words.append("\t".ljust(cell.span.start - before.span.end) + cell.words)
    return Line(span, span, "".join(words), "".join(cell.words for cell in cells))
