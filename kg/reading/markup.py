"""The text of a saved web page (HTML, JSP): its paragraphs as lines, its tables' rows as lines with tabs.

The text so defined is what is read: spans are offsets in it, and it is kept with the graph. What a browser does not
show (scripts, styles, comments, choices of a form) is not in it; blanks and line ends inside a paragraph are one blank,
as a browser shows them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser

from kg.reading.portal import entry
from kg.text import fold

_END_TAG = re.compile(r"</(?:p|div|span|td|li|html|body|strong|b|font)\s*>", re.IGNORECASE)
_MANY = 3  # end tags that make a text a page's
# e.g. <%@ page contentType="text/html;charset=UTF-8" %>: a server's words, not the page's
_SERVER = re.compile(r"<%.*?%>", re.DOTALL)
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_BREAKS = frozenset(
    ("p", "div", "br", "li", "ul", "ol", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "center", "pre",
     "blockquote", "section", "article", "header", "footer", "main", "form", "body", "caption")
)  # fmt: skip
_HIDDEN = frozenset(("script", "style", "title", "select", "button", "noscript", "iframe"))
_MOST = 100  # columns that a cell can reach over; a page that says more is in error


def is_markup(text: str) -> bool:
    """Whether a text is a page's source: a few end tags stand in it."""
    return len(_END_TAG.findall(text, 0, 200_000)) >= _MANY


def shown(text: str) -> str:
    """The words that a page shows, a paragraph a line and a table's row a line.

    >>> shown("<p>一、总则</p><table><tr><td>项目</td><td>牵头&nbsp;单位</td></tr></table>")
    '一、总则\\n项目\\t牵头\\xa0单位\\n'
    """
    page = _Page()
    page.feed(_SERVER.sub("", text))
    page.close()
    return "".join(f"{line}\n" for line in page.lines())


@dataclass(slots=True)
class _Cell:
    """A stretch of a page that is set apart: a table's cell, or the page itself. `open` are the words of the line
    in hand; `nests` says that a table of its own stands in it."""

    columns: int = 1
    rows: int = 1
    lines: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    nests: bool = False

    def end_line(self) -> None:
        """Close the line in hand; one without words is none."""
        line = _BLANKS.sub(" ", "".join(self.open)).strip(" ")
        if line.strip():
            self.lines.append(line)
        self.open.clear()


_Row = list[_Cell]


class _Page(HTMLParser):
    """Gathers a page's lines. The last of `cells` takes what is printed; each table stands in the cell before."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.cells = [_Cell()]
        self.tables: list[list[_Row]] = []
        self.hidden = ""

    def lines(self) -> Sequence[str]:
        """The page's lines; tables left open are closed."""
        while self.tables:
            self._end_table()
        self.cells[0].end_line()
        return self.cells[0].lines

    def _opened(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BREAKS:
            self.cells[-1].end_line()
            self.hidden = ""  # one that is never closed hides no paragraph
        elif tag in _HIDDEN:
            self.hidden = tag
        elif tag == "table":
            self._begin_table()
        elif tag == "tr" and self.tables:
            self._end_cell()
            self.tables[-1].append([])
        elif tag in ("td", "th") and self.tables:
            self._begin_cell(dict(attrs))

    def _closed(self, tag: str) -> None:
        if tag == self.hidden:
            self.hidden = ""
        elif tag in _BREAKS:
            self.cells[-1].end_line()
        elif tag in ("td", "th", "tr") and self.tables:
            self._end_cell()
        elif tag == "table" and self.tables:
            self._end_table()

    def _printed(self, data: str) -> None:
        if not self.hidden:
            self.cells[-1].open.append(data)

    # the names that the parser calls them by
    handle_starttag, handle_endtag, handle_data = _opened, _closed, _printed

    def _begin_table(self) -> None:
        self.hidden = ""
        self.cells[-1].end_line()
        self.cells[-1].nests = True
        self.tables.append([])

    def _begin_cell(self, says: dict[str, str | None]) -> None:
        self._end_cell()
        if not self.tables[-1]:
            self.tables[-1].append([])
        cell = _Cell(_span(says.get("colspan")), _span(says.get("rowspan")))
        self.tables[-1][-1].append(cell)
        self.cells.append(cell)

    def _end_cell(self) -> None:
        """Close the cell in hand, where the innermost table has one open."""
        if len(self.cells) > len(self.tables):
            self.cells.pop().end_line()

    def _end_table(self) -> None:
        self._end_cell()
        self.cells[-1].end_line()
        self.cells[-1].lines += _table_lines(self.tables.pop())


def _span(said: str | None) -> int:
    """How many columns or rows a cell says that it reaches over."""
    return min(max(int(said), 1), _MOST) if said and said.isdecimal() else 1


def _table_lines(rows: Sequence[_Row]) -> Iterator[str]:
    """A table's lines: a row each, the cells set off by tabs; where it only lays out the page, its cells' lines."""
    if _is_layout(rows):
        for row in rows:
            for cell in row:
                yield from cell.lines
        return
    below: dict[int, tuple[_Cell, int]] = {}
    for row in rows:
        words, below = _printed_row(row, below)
        if any(words):
            yield "\t".join(words)


def _is_layout(rows: Sequence[_Row]) -> bool:
    """Whether a table holds no facts in its rows: another table stands in it, no row has two cells with words, or
    it is a portal's block of entries (索引号：…)."""
    cells = [cell for row in rows for cell in row]
    if any(cell.nests for cell in cells) or any(cell.lines and _is_entry(cell.lines[0]) for cell in cells):
        return True
    return all(sum(bool(cell.lines) for cell in row) < 2 for row in rows)


def _is_entry(line: str) -> bool:
    return len(line) < 100 and entry(_BLANKS.sub("", fold(line))) is not None


def _printed_row(
    row: _Row, above: dict[int, tuple[_Cell, int]]
) -> tuple[list[str], dict[int, tuple[_Cell, int]]]:
    """A row's cells, and the cells that reach into the rows below, by column, each with how many. `above` are those
    that reach into this row: one at its beginning leaves an empty cell, any other prints its words beside the row."""
    words: list[str] = []
    below: dict[int, tuple[_Cell, int]] = {}
    cells = list(row)
    while cells or any(column >= len(words) for column in above):
        at = len(words)
        if at in above:
            (cell, left), said = above[at], any(words)
        elif cells:
            cell, said = cells.pop(0), True
            left = cell.rows
        else:
            words.append("")
            continue
        words += [_words(cell) if said else "", *[""] * (cell.columns - 1)]
        if left > 1:
            below[at] = (cell, left - 1)
    return words, below


def _words(cell: _Cell) -> str:
    """A cell's words on one line."""
    return " ".join(cell.lines).replace("\t", " ")
