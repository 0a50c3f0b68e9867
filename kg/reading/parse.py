"""Parse a document's parts into clauses: flat, in printed order, the path carrying the tree.

The rank of labels is learned from the document: a sort of label met again closes everything opened since.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from kg.model import Cell, Clause, Document, Furniture, Part, Table
from kg.reading.closing import ROLE_BRACKET, ROLE_LABEL, closed_sort, names_units
from kg.reading.ending import ends_list, ends_part, ends_section
from kg.reading.headings import heading, is_bare, is_section, is_title
from kg.reading.labels import RANKS, Label, label_of, labels_of
from kg.reading.lines import Line, merged
from kg.reading.node import Node
from kg.reading.tables import header_of, ordinal, row_cells, stacked
from kg.text import plain, read_paragraphs

_CAPTION = re.compile(r"^（?单位：.{1,20}$")
_SENTENCE_END = re.compile(r"[。；：！？]”?$|[）〕]$(?<![县市区旗镇乡州盟团位][）〕])")
_FIELD = re.compile(r"[\u4e00-\u9fff]{2,8}：")  # e.g. 进度安排：长期执行
_MANY = 3  # clauses
_CLOSED_BY_PARENT = frozenset(("han", "bracket", "first", "digit", "round"))


@dataclass(frozen=True, slots=True)
class Parsed:
    """The clauses of a document and the furniture found between them."""

    clauses: tuple[Clause, ...]
    furniture: tuple[Furniture, ...]


def parse(document: Document) -> Parsed:
    """The clauses of a document, in printed order, each path once."""
    nodes: list[Node] = []
    furniture: list[Furniture] = []
    paths = _Paths(set())
    for part in document.parts:
        walk = _Walk(document.source.folded, part, furniture, paths)
        nodes += walk.nodes()
    clauses = tuple(_clause(document, node, i) for i, node in enumerate(nodes))
    return Parsed(clauses, tuple(furniture))


@dataclass(frozen=True, slots=True)
class _Paths:
    """The clause paths of a document: each is given once, a second one with `·2`."""

    taken: set[str]

    def own(self, path: str) -> str:
        """`path`, or what it is called where it is taken."""
        free, again = path, 1
        while free in self.taken:
            again += 1
            free = f"{path}·{again}"
        self.taken.add(free)
        return free


class _Walk:
    """One walk down the lines of a part."""

    def __init__(self, folded: str, part: Part, furniture: list[Furniture], paths: _Paths) -> None:
        self.folded, self.part, self.furniture, self.paths = folded, part, furniture, paths
        self.labels = labels_of(part.lines)
        self.closed = closed_sort(part.lines, self.labels)
        self.last = max((i for i, label in enumerate(self.labels) if label), default=len(part.lines))
        self.root = Node(paths.own(part.label), "part")
        self.all = [self.root]
        self.stack: list[Node] = [self.root]
        self.table: Table | None = None
        self.header: Line | None = None
        self.above: tuple[Cell, ...] = ()
        self.caption = ""
        self.row_count = 0

    def nodes(self) -> list[Node]:
        """The part's clauses, in printed order."""
        for i, (line, label) in enumerate(zip(self.part.lines, self.labels, strict=True)):
            if line.cells:
                self._row(line)
            elif label and self._opens(label):
                self._label(line, label)
            else:
                self._words(line, i)
        return self.all

    def _opens(self, label: Label) -> bool:
        """Whether a label opens a clause here; 二是 does only after a paragraph that opened with 一是."""
        return label.sort != "first" or label.name == "一是" or any(n.sort == "first" for n in self.stack)

    def _label(self, line: Line, label: Label) -> None:
        """Open the clause that `label` names, closing what its sort closes."""
        for depth, node in enumerate(self.stack):
            if node.sort == label.sort or self._outranks(label, node):
                del self.stack[depth:]
                break
        parent = self.stack[-1]
        kind = label.sort if label.sort in ("chapter", "article") else "item"
        node = Node(self.paths.own(f"{parent.path}/{label.name}"), kind, label.sort, siblings=parent.children)
        node.label_end = label.end
        node.open(line)
        if not parent.children:
            parent.opening = len(parent.lines)
        parent.children.append(node)
        self.all.append(node)
        self.stack.append(node)

    def _outranks(self, label: Label, node: Node) -> bool:
        """Whether a label stands above an open clause of another sort: a chapter above an article, and a label whose
        first one was never met (二、) above those of the sorts below: its 一、 was lost above them."""
        ranks = RANKS.get(label.sort, 0), RANKS.get(node.sort, 0)
        if not 0 < ranks[0] < ranks[1]:
            return False
        if ranks[1] <= RANKS["article"]:
            return True
        return not label.is_first and all(one.sort != label.sort for one in self.all)

    def _words(self, line: Line, i: int) -> None:
        """Words without a label: more of the clause in hand, or its parent's closing words."""
        if _CAPTION.match(line.words) and i + 1 < len(self.part.lines) and self.part.lines[i + 1].cells:
            self.caption = line.words
            self.furniture.append(Furniture("caption", line.extent))
            return
        if not self._continues(i):
            self.table = None
            if self._ends_all(i):
                del self.stack[1:]
            while self._closes_package(i) or self._closes_section(i) or self._closes(i):
                closed = self.stack.pop()
                if i > self.last and ends_section(line, closed, self.stack):
                    del self.stack[1:]
            self.stack[-1].open(line)
        else:
            self.stack[-1].go_on(line)

    def _continues(self, i: int) -> bool:
        """Whether a line goes on in the paragraph of the line before it (cut by a page end, or in brackets)."""
        before = self.part.lines[i - 1].words if i else ""
        if self.part.lines[i].words.startswith(("（", "〔")) or not before:
            return bool(before)
        if self._ends_list(i):
            return False
        if ROLE_LABEL.match(self.part.lines[i].words) or (
            ROLE_LABEL.match(before) and before[-1] not in "、，"
        ):
            return False
        bare = len(self.stack[-1].paragraphs) == 1 and is_bare(self.stack[-1])
        return not _SENTENCE_END.search(before) and not self.part.lines[i - 1].cells and not bare

    def _closes(self, i: int) -> bool:
        """Whether an unlabelled paragraph ends the run of siblings that its predecessor stands in: the last of
        two or more, each one paragraph long, with no further sibling to come. Where these have headings, more
        words are the last one's own, unless it is closed by its units or the words above them speak for them all."""
        node = self.stack[-1]
        if node.sort not in _CLOSED_BY_PARENT or node.children or len(node.siblings) < 2:
            return False
        if ROLE_BRACKET.search(self.part.lines[i].words):
            return False
        if is_title(node) or any(one.children or len(one.paragraphs) > 1 for one in node.siblings):
            return False
        coming = self._coming(i)
        if coming and is_section(node) and not _speaks(self.stack[-2]) and not self._is_closed(i):
            return False
        return coming is None or coming.sort != node.sort

    def _closes_package(self, i: int) -> bool:
        """Whether a line of units closes a clause above the one in hand: the text's lines of units close clauses
        of that sort, and no more sub-clauses of it are to come."""
        if not self.closed or not ROLE_LABEL.match(self.part.lines[i].words):
            return False
        sorts = [node.sort for node in self.stack]
        if sorts[-1] == self.closed or self.closed not in sorts:
            return False
        coming = self._coming(i)
        return coming is None or coming.sort in sorts[: sorts.index(self.closed) + 1]

    def _closes_section(self, i: int) -> bool:
        """Whether a line of units closes the section of three or more clauses that ends here: it is their only one."""
        node = self.stack[-1]
        if node.sort not in _CLOSED_BY_PARENT or len(node.siblings) < _MANY:
            return False
        if not ROLE_LABEL.match(self.part.lines[i].words) or any(map(_has_units, node.siblings)):
            return False
        coming = self._coming(i)
        return coming is None or coming.sort in [one.sort for one in self.stack[:-1]]

    def _coming(self, i: int) -> Label | None:
        """The label of the next clause."""
        return next((label for label in islice(self.labels, i, None) if label), None)

    def _is_closed(self, i: int) -> bool:
        """Whether the line before ends the clause that it stands in, or the line itself names units."""
        return bool(ROLE_BRACKET.search(self.part.lines[i - 1].words)) or bool(
            ROLE_LABEL.match(self.part.lines[i].words)
        )

    def _ends_all(self, i: int) -> bool:
        """Whether words after the units that close the last clause (（责任单位：…）) are the whole part's."""
        before = self.part.lines[i - 1].words if i else ""
        if i > self.last and (self._ends_list(i) or ends_part(self.part.lines[i:], self.stack)):
            return True
        if len(self.stack) < 2 or not names_units(before) or _FIELD.match(self.part.lines[i].words):
            return False
        coming = self.part.lines[i:]
        return not any(islice(self.labels, i, None)) and not any(names_units(c.words) for c in coming)

    def _ends_list(self, i: int) -> bool:
        """Whether a line is the sentence below the list of persons that ends a part."""
        return i > self.last and ends_list(self.part.lines[i], self.part.lines[max(0, i - 3) : i])

    def _row(self, line: Line) -> None:
        """A table's line: a group's label across all columns, its header, the header again, or a row."""
        label = label_of(line) if not line.folded.partition("\t")[2].strip() else None
        if label:
            self._label(line, label)
        elif self.header and line.words == self.header.words:
            self.furniture.append(Furniture("repeated header", line.extent))
        elif self.table is None or self.header is None:
            self.table, self.header, self.above = header_of(line, self.part.title, self.caption), line, ()
            self.furniture.append(Furniture("table header", line.extent))
        elif not self.above and (deeper := stacked(self.table, self.header, line)):
            self.table = deeper
            self.furniture.append(Furniture("table header", line.extent))
        else:
            self._data_row(line, self.table)

    def _data_row(self, line: Line, table: Table) -> None:
        cells = row_cells(self.folded, table, line, self.above)
        self.above = cells
        self.row_count += 1
        number = ordinal(cells) or f"行{self.row_count}"
        node = Node(self.paths.own(f"{self.stack[-1].path}/{number}"), "row", "row", cells=cells, table=table)
        node.open(line)
        self.all.append(node)


def _has_units(node: Node) -> bool:
    """Whether a clause names its units, in a line of theirs or a bracket at its end, or may below it."""
    return bool(node.children) or any(names_units(line.words) for line in node.lines)


def _speaks(node: Node) -> bool:
    """Whether a clause has words of its own above its sub-clauses, besides a heading; then it may have some below."""
    return node.opening > (1 if node.label_end else 0) or not is_bare(node)


def _clause(document: Document, node: Node, order: int) -> Clause:
    """The frozen clause of a node."""
    spans = merged(node.lines)
    reading = read_paragraphs(document.source.folded, node.paragraphs)
    title, span = heading(node, reading.text), None
    if title:
        begin = reading.text.index(title)
        span = reading.span(begin, begin + len(title))
        title = plain(document.source.words(span))
    return Clause(node.path, node.kind, order, spans, reading, title, span, node.cells, node.table)
