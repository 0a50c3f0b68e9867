"""Printed tables: lines whose cells are set off by tabs, under a header that pages may repeat."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest

from kg.model import Cell, Table
from kg.reading.lines import Line
from kg.text import EMPTY, Span, read_span

_ORDINAL = re.compile(r"^(?:序号|编号|项次|序列)$")
_GAP = re.compile(r"\s+|\*\*")
_NUMERIC = re.compile(r"^[\d.，%]+$")


def cell_spans(line: Line) -> tuple[Span, ...]:
    """The spans of a row's cells, empty ones too."""
    out = []
    at = line.span.start
    for words in line.folded.split("\t"):
        out.append(Span(at, at + len(words)))
        at += len(words) + 1
    return tuple(out)


def words_of(line: Line) -> tuple[str, ...]:
    """A row's cells without gaps (`序 号` is 序号)."""
    return tuple(_GAP.sub("", words) for words in line.folded.split("\t"))


def header_of(line: Line, title: str, caption: str) -> Table:
    """The table that `line` heads. An empty header cell stands under its left neighbour's."""
    columns: list[str] = []
    for words in words_of(line):
        columns.append(words or (columns[-1] if columns else ""))
    return Table(title, caption, tuple(columns))


def stacked(table: Table, line: Line, row: Line) -> Table | None:
    """The table with `row` as its header's second line; None when `row` is no header.

    A second header line fills only columns that the first leaves to a merged cell, and holds no number.
    """
    upper, lower = words_of(line), words_of(row)
    if not any(lower) or (lower and lower[0]) or any(_NUMERIC.match(words) for words in lower):
        return None
    pairs = list(zip_longest(upper, lower, fillvalue=""))
    free = [i for i, (above, below) in enumerate(pairs) if below and (not above or not _next_empty(upper, i))]
    if (
        any(above and not _next_empty(upper, i) and below for i, (above, below) in enumerate(pairs))
        or not free
    ):
        return None
    names = zip_longest(table.columns, lower, fillvalue="")
    return Table(table.title, table.caption, tuple(f"{a}/{b}" if a and b else a or b for a, b in names))


def _next_empty(words: Sequence[str], i: int) -> bool:
    """Whether the header cell at `i` reaches over its right neighbour too."""
    return i + 1 < len(words) and not words[i + 1]


def row_cells(folded: str, table: Table, line: Line, above: Sequence[Cell]) -> tuple[Cell, ...]:
    """The cells of a row; leading empty ones carry what the merged cell above them says."""
    out: list[Cell] = []
    leading = True
    for i, span in enumerate(cell_spans(line)):
        column = table.columns[i] if i < len(table.columns) else ""
        reading = read_span(folded, span) if span.end > span.start else EMPTY
        leading = leading and not reading.text
        if leading and i < len(above):
            out.append(Cell(column, above[i].reading, carried=bool(above[i].text)))
        else:
            out.append(Cell(column, reading))
    return tuple(out)


def ordinal(cells: Sequence[Cell]) -> str:
    """The printed number of a row (its 序号); empty when the table has none or the row leaves it out."""
    for cell in cells:
        if _ORDINAL.match(cell.column) and not cell.carried:
            return cell.text.rstrip(".、")
    return ""
