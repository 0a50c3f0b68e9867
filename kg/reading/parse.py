"""Parse a document's parts into clauses: flat, in printed order, the path carrying the tree.

The rank of labels is learned from the document: a sort of label met again closes everything opened since.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice

from kg.model import Cell, Clause, Document, Furniture, Part, Table
from kg.reading.labels import Label, label_of, labels_of
from kg.reading.lines import Line, merged
from kg.reading.tables import header_of, ordinal, row_cells, stacked
from kg.text import Span, plain, read_paragraphs

_CAPTION = re.compile(r"^（?单位：.{1,20}$")
# a line that is a label and a list of units: 责任单位：市教育局
_ROLE_LABEL = re.compile(r"(?:牵头|责任|配合|参与|落实|协办|主办|验收)(?:责任)?(?:单位|部门)：|完成时限：")
# a bracket of roles that closes a clause
_ROLE_BRACKET = re.compile(r"（[^。]*(?:(?:单位|部门)：[^。]*|负责|牵头|配合|落实)）$")
_SENTENCE_END = re.compile(r"[。；：！？]”?$|[）〕]$(?<![县市区旗镇乡州盟团位][）〕])")
# a first sentence that is a title: short, without a comma, and no duty with its doer
_HEADING = re.compile(r"(?P<title>[^。，；：\n]{2,45}?(?:（[^（）。]{1,30}）)?)(?:。|\n|$)")
# a title set off from its text by a wide gap: （一）清理主渠　　各县要…，
_SET_OFF = re.compile(
    r"\s*(?P<title>[^\s，。；：]{4,30})(?:[ \u00a0]{2,}|[\u3000\u2002\u2003]+)(?=[\u4e00-\u9fff“《（][^\n]*[，。])"
)
_NO_HEADING = re.compile(r"负责|应当|不得|≥|≤|达到\d")
_CLOSED_BY_PARENT = frozenset(("han", "bracket", "first", "digit", "round"))


@dataclass(slots=True)
class _Node:
    """A clause while its lines are gathered."""

    path: str
    kind: str
    sort: str = ""
    lines: list[Line] = field(default_factory=list)
    paragraphs: list[list[Span]] = field(default_factory=list)
    siblings: list[_Node] = field(default_factory=list)
    children: list[_Node] = field(default_factory=list)
    cells: tuple[Cell, ...] = ()
    table: Table | None = None
    label_end: int = 0

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


@dataclass(frozen=True, slots=True)
class Parsed:
    """The clauses of a document and the furniture found between them."""

    clauses: tuple[Clause, ...]
    furniture: tuple[Furniture, ...]


def parse(document: Document) -> Parsed:
    """The clauses of a document, in printed order, each path once."""
    nodes: list[_Node] = []
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
        self.root = _Node(paths.own(part.label), "part")
        self.all = [self.root]
        self.stack: list[_Node] = [self.root]
        self.table: Table | None = None
        self.header: Line | None = None
        self.above: tuple[Cell, ...] = ()
        self.caption = ""
        self.row_count = 0

    def nodes(self) -> list[_Node]:
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
            if node.sort == label.sort:
                del self.stack[depth:]
                break
        parent = self.stack[-1]
        kind = label.sort if label.sort in ("chapter", "article") else "item"
        node = _Node(
            self.paths.own(f"{parent.path}/{label.name}"), kind, label.sort, siblings=parent.children
        )
        node.label_end = label.end
        node.open(line)
        parent.children.append(node)
        self.all.append(node)
        self.stack.append(node)

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
            while self._closes(i):
                self.stack.pop()
            self.stack[-1].open(line)
        else:
            self.stack[-1].go_on(line)

    def _continues(self, i: int) -> bool:
        """Whether a line goes on in the paragraph of the line before it (cut by a page end, or in brackets)."""
        before = self.part.lines[i - 1].words if i else ""
        if self.part.lines[i].words.startswith(("（", "〔")) or not before:
            return bool(before)
        if _ROLE_LABEL.match(self.part.lines[i].words) or (
            _ROLE_LABEL.match(before) and before[-1] not in "、，"
        ):
            return False
        bare = len(self.stack[-1].paragraphs) == 1 and _is_bare(self.stack[-1])
        return not _SENTENCE_END.search(before) and not self.part.lines[i - 1].cells and not bare

    def _closes(self, i: int) -> bool:
        """Whether an unlabelled paragraph ends the run of siblings that its predecessor stands in: the last of
        two or more, each one paragraph long, with no further sibling to come."""
        node = self.stack[-1]
        if node.sort not in _CLOSED_BY_PARENT or node.children or len(node.siblings) < 2:
            return False
        if _ROLE_BRACKET.search(self.part.lines[i].words):
            return False
        if _is_title(node) or any(one.children or len(one.paragraphs) > 1 for one in node.siblings):
            return False
        coming = next((label for label in islice(self.labels, i, None) if label), None)
        return coming is None or coming.sort != node.sort

    def _ends_all(self, i: int) -> bool:
        """Whether words after the last clause's closing bracket (（责任单位：…）) are the whole part's."""
        before = self.part.lines[i - 1].words if i else ""
        if len(self.stack) < 2 or not _ROLE_BRACKET.search(before):
            return False
        coming = self.part.lines[i:]
        return not any(islice(self.labels, i, None)) and not any(
            _ROLE_BRACKET.search(c.words) for c in coming
        )

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
        node = _Node(
            self.paths.own(f"{self.stack[-1].path}/{number}"), "row", "row", cells=cells, table=table
        )
        node.open(line)
        self.all.append(node)


def _is_bare(node: _Node) -> bool:
    """Whether a clause's first line is a heading alone, its text to follow."""
    words = node.lines[0].words[node.label_end :] if node.lines else ""
    return len(words) <= 45 and "，" not in words and words.rstrip("。").count("。") == 0


def _is_title(node: _Node) -> bool:
    """Whether a clause's only line is a heading: bare, and without the full stop of its siblings' sentences."""
    return _is_bare(node) and not node.lines[-1].words.endswith("。")


def _clause(document: Document, node: _Node, order: int) -> Clause:
    """The frozen clause of a node."""
    spans = merged(node.lines)
    reading = read_paragraphs(document.source.folded, node.paragraphs)
    heading, span = _heading(node, reading.text), None
    if heading:
        begin = reading.text.index(heading)
        span = reading.span(begin, begin + len(heading))
        heading = plain(document.source.words(span))
    return Clause(node.path, node.kind, order, spans, reading, heading, span, node.cells, node.table)


def _heading(node: _Node, words: str) -> str:
    """The heading printed after a label: the title sentence, without its full stop."""
    if node.kind in ("part", "row") or not node.label_end:
        return ""
    if node.kind == "article":
        return ""
    found = _SET_OFF.match(node.lines[0].folded, node.label_end)
    if not found or not words.startswith(found.group("title"), node.label_end):
        found = _HEADING.match(words, node.label_end)
    if not found or _NO_HEADING.search(found.group("title")):
        return ""
    return found.group("title")
