"""A source as printed lines, each with the words that are matched against."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kg.reading.breaks import pieces
from kg.text import PRINT_ONLY, Span

_LINE = re.compile(r"[^\n]*[^\s\u200b\ufeff][^\n]*")
_BLANK = re.compile(rf"{PRINT_ONLY}|\*\*")
_EDGE = " \r\u3000\u00a0\ufeff\u200b"


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line that holds words: `span` without the blanks round it, `folded` its folded characters
    (tabs and inner blanks kept), `words` the same without gaps. `extent` reaches to where the next line's words
    begin, so that the extents of all lines cover a source without a hole."""

    span: Span
    extent: Span
    folded: str
    words: str

    @property
    def cells(self) -> bool:
        """Whether the line is a table's row: tabs set off its cells, and do not only indent it."""
        return "\t" in self.folded.lstrip("\t \u3000")


def lines_of(folded: str) -> tuple[Line, ...]:
    """The lines of a folded text that hold words; a run-on line is cut where its breaks were lost.

    >>> [line.words for line in lines_of("组　长：王 赋\\n\\n 2020 年\\n")]
    ['组长：王赋', '2020年']
    """
    runs = (printed.span() for printed in _LINE.finditer(folded))
    spans = [_trimmed(a, folded[a:b]) for a, b in pieces(folded, runs)]
    begins = [0, *(span.start for span in spans[1:]), len(folded)]
    return tuple(_line(folded, span, Span(begins[i], begins[i + 1])) for i, span in enumerate(spans))


def _trimmed(start: int, line: str) -> Span:
    """The span of a line without the blanks round it; a tab at an end is an empty cell and stays."""
    begin = start + len(line) - len(line.lstrip(_EDGE))
    return Span(begin, start + len(line.rstrip(_EDGE)))


def _line(folded: str, span: Span, extent: Span) -> Line:
    kept = folded[span.start : span.end]
    return Line(span, extent, kept, _BLANK.sub("", kept))


def merged(lines: Iterable[Line]) -> tuple[Span, ...]:
    """The extents of lines in printed order, touching ones made one."""
    out: list[Span] = []
    for line in lines:
        if out and out[-1].end == line.extent.start:
            out[-1] = Span(out[-1].start, line.extent.end)
        else:
            out.append(line.extent)
    return tuple(out)
