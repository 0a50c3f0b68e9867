"""A clause while its lines are gathered."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.model import Cell, Table
from kg.reading.lines import Line
from kg.text import Span


@dataclass(slots=True)
class Node:
    """A clause while its lines are gathered: `siblings` are its parent's children up to now, itself among them;
    `label_end` is its label's length in its first line's words, `opening` how many lines stand above its first
    sub-clause (0: it has none)."""

    path: str
    kind: str
    sort: str = ""
    lines: list[Line] = field(default_factory=list)
    paragraphs: list[list[Span]] = field(default_factory=list)
    siblings: list[Node] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)
    cells: tuple[Cell, ...] = ()
    table: Table | None = None
    label_end: int = 0
    opening: int = 0

    @property
    def first(self) -> str:
        """The words of the first line, without the label."""
        return self.lines[0].words[self.label_end :] if self.lines else ""

    def open(self, line: Line) -> None:
        """Begin a paragraph with `line`."""
        self.lines.append(line)
        self.paragraphs.append([line.span])

    def go_on(self, line: Line) -> None:
        """Go on in the last paragraph with `line`."""
        self.lines.append(line)
        if self.paragraphs:
            self.paragraphs[-1].append(line.span)
        else:
            self.paragraphs.append([line.span])
