"""Lists of units under a label: brackets that close a clause, lines of their own, and table columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extract.responsibilities.sentences import sentence_facts
from kg.model import Cell, Clause, Name, Responsibility
from kg.patterns import Pattern
from kg.setting import Setting
from kg.terms import DutyKind, Role
from kg.text import Reading
from kg.units import units

# a bracket with one deeper inside: （责任单位：各县〔市、区〕政府，市财政局）
_BRACKET = re.compile(r"[（〔]((?:[^（）〔〕]|[（〔][^（）〔〕]*[）〕])*)[）〕]")
_ROLE_WORD = re.compile("责任|牵头|配合|负责|落实|参与|协办|承办|主管|协助|指导|监督|验收")
# any label ends the list before it: 完成时限：, 联系人：
_LABEL = re.compile(r"(?:^|(?<=[；。，\s）、（〔]))(?P<words>[\u4e00-\u9fff（）]{2,10})：")
_NOTE = re.compile(r"下同|[为是]牵头|不再|各自职责")
_SCOPE = re.compile(r"（\d）(?P<scope>[^：（）]{2,20}?)$")
_TOTAL = re.compile(r"^(?:合计|小计|总计|共计|—+|无|略)?$")
_NUMERIC = re.compile(r"^[\d.，%≥≤]+$")
_SPANNING = re.compile(r"^各级")


@dataclass(frozen=True, slots=True)
class _List:
    """A stretch of text that lists units in one role, with the scope printed before its label."""

    start: int
    end: int
    role: Role
    rule: str
    scope: tuple[int, int] | None = None


def bracket_facts(clause: Clause, setting: Setting) -> Iterator[Responsibility]:
    """The units of a clause's role brackets: `（牵头单位：甲局；配合单位：乙局）`, `（甲局牵头，乙局配合）`."""
    text = clause.reading.text
    for bracket in _BRACKET.finditer(text):
        if _ROLE_WORD.search(text, *bracket.span(1)):
            yield from _list_facts(clause, clause.reading, bracket.span(1), setting)


def label_line_facts(clause: Clause, setting: Setting) -> Iterator[Responsibility]:
    """The units of paragraphs that are a label and a list: `责任单位：市教育局、市财政局`."""
    at = 0
    for paragraph in clause.reading.text.split("\n"):
        if _label_at(paragraph, setting):
            yield from _list_facts(clause, clause.reading, (at, at + len(paragraph)), setting)
        at += len(paragraph) + 1


def _label_at(paragraph: str, setting: Setting) -> bool:
    """Whether a paragraph opens with a role's label and a colon."""
    words, colon, _ = paragraph[:14].partition("：")
    return bool(colon) and _label(words, setting) is not None


def _label(words: str, setting: Setting) -> Pattern | None:
    """The entry whose label `words` is."""
    return next((p for p in setting.lexicon.labels if p.regex.fullmatch(words)), None)


def _list_facts(
    clause: Clause, reading: Reading, span: tuple[int, int], setting: Setting
) -> Iterator[Responsibility]:
    """The facts of a stretch that lists units under labels, or that closes with a role word."""
    labelled = tuple(_labelled(reading.text, span, setting))
    for found in labelled or tuple(_closed(reading.text, span, setting)):
        yield from _unit_facts(clause, reading, found, setting)


def _labelled(text: str, span: tuple[int, int], setting: Setting) -> Iterator[_List]:
    """The lists under labels: each runs to the next label."""
    labels = list(_LABEL.finditer(text, *span))
    for i, label in enumerate(labels):
        pattern = _label(label.group("words"), setting)
        end = labels[i + 1].start() if i + 1 < len(labels) else span[1]
        if pattern:
            yield _List(label.end(), end, Role(pattern.more["role"]), pattern.id)


def _closed(text: str, span: tuple[int, int], setting: Setting) -> Iterator[_List]:
    """The lists that close with a role word: `甲局、乙局牵头，丙局配合`; a scope may stand before 由."""
    start = span[0]
    for piece in re.finditer(r"[^，；。]+", text[span[0] : span[1]]):
        end = span[0] + piece.end()
        for pattern in setting.lexicon.closings:
            found = next((m for m in pattern.regex.finditer(text, start, end) if m.end() == end), None)
            if found:
                by = text.find("由", start, found.start())
                begin = by + 1 if by >= 0 else start
                scope = (start, by) if by > start else None
                if found.start() > begin:
                    yield _List(begin, found.start(), Role(pattern.more["role"]), pattern.id, scope)
                start = end + 1
                break


def _unit_facts(clause: Clause, reading: Reading, found: _List, setting: Setting) -> Iterator[Responsibility]:
    """One fact for each unit; where a note says so, the first of a 责任单位 list leads."""
    items = [i for i in units(reading.text, found.start, found.end) if not _NOTE.search(i.printed)]
    leads = found.role is Role.RESPONSIBLE and setting.first_leads(clause)
    level = ""
    for i, item in enumerate(items):
        role = Role.LEAD if leads and i == 0 else found.role
        span = reading.span(item.start, item.end)
        duty = reading.span(*found.scope) if found.scope else None
        known = item.printed in setting.lexicon.offices.by_name  # 财政厅 in 省发改委、财政厅
        level = level if known else item.printed[0] if item.printed[0] in "省市县区" else ""
        name = Name(item.printed, span, level if known else "")
        yield Responsibility(clause.path, span, found.rule, name, role, DutyKind.EXPLICIT, duty)


def column_facts(clause: Clause, setting: Setting) -> Iterator[Responsibility]:
    """The units in a row's role columns, and what its other cells say in sentences."""
    if any(_TOTAL.match(cell.text) and cell.text for cell in clause.cells[:1]):
        return
    for i, cell in enumerate(clause.cells):
        roles = _column_roles(cell.column, setting)
        if roles:
            after = clause.cells[i + 1] if i + 1 < len(clause.cells) else None
            if not _NUMERIC.match(cell.text) and not _spans_places(cell, after):
                yield from _cell_facts(clause, cell, roles, setting)
        elif "。" in cell.text or "；" in cell.text:
            yield from sentence_facts(clause, cell.reading, setting)


def _column_roles(column: str, setting: Setting) -> tuple[Pattern, ...]:
    """The roles that a column's header names; two where it stands for both (牵头单位 配合单位)."""
    return tuple(p for p in setting.lexicon.labels if p.regex.search(column) and p.id != "label.competent")


def _spans_places(cell: Cell, after: Cell | None) -> bool:
    """Whether a cell such as 各级政府 stands over rows that print the places themselves."""
    return bool(_SPANNING.match(cell.text)) and after is not None and after.column == cell.column


def _cell_facts(
    clause: Clause, cell: Cell, roles: Sequence[Pattern], setting: Setting
) -> Iterator[Responsibility]:
    """The units of a cell: under its own labels and scopes where it has them, else in the column's role."""
    text = cell.text
    inner = list(_inner_lists(text, setting))
    if not inner and len(roles) == 1 and text:
        inner = [_List(0, len(text), Role(roles[0].more["role"]), "column")]
    for found in inner:
        yield from _unit_facts(clause, cell.reading, found, setting)


def _inner_lists(text: str, setting: Setting) -> Iterator[_List]:
    """The labelled lists inside a cell: `（1）学校牵头单位：市教育局配合单位：…`."""
    labels = [
        (found, pattern)
        for found in _CELL_LABEL.finditer(text)
        if (pattern := _label(found.group("words"), setting))
    ]
    scope: tuple[int, int] | None = None
    for i, (label, pattern) in enumerate(labels):
        printed = _SCOPE.search(text, 0, label.start())
        before = labels[i - 1][0].end() if i else 0
        if printed and printed.start() >= before:
            scope = printed.span("scope")
        end = labels[i + 1][0].start() if i + 1 < len(labels) else len(text)
        after = re.compile(r"（\d）").search(text, label.end(), end)
        yield _List(
            label.end(),
            after.start() if after else end,
            Role(pattern.more["role"]),
            f"column.{pattern.id}",
            scope,
        )


_CELL_LABEL = re.compile(
    r"(?P<words>(?:牵头|责任|配合|验收|协办|主办|参与|承办|落实|监督|指导|协助)(?:责任)?(?:单位|部门))："
)
