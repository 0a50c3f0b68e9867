"""Deadlines, targets and citations: the cases of tests/cases/, and the phrases' own examples.

A domain person adds a case by adding an entry to the YAML; a red one reads like a proof-reader's note.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from by_hand import read
from case_files import (
    CITY,
    Case,
    cases,
    check_none_is_lost,
    check_phrase,
    compare,
    every,
    every_phrase,
    lexicon,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract import citations, deadlines, targets
from kg.extract.deadlines.limits import read_limits
from kg.lexicon.patterns import Pattern, load_patterns
from kg.model import Cell, Citation, Clause, Deadline, Document, Part, Printed, Table, Target
from kg.setting import Setting, setting_of
from kg.text import EMPTY, Source, Span, plain, read_paragraphs, read_span

_PARAGRAPH = re.compile(r"(?:[^\n]|\n(?!\n))+")

Quantity = Citation | Deadline | Target
EXTRACT: dict[str, Callable[[Clause, Setting], Iterator[Quantity]]] = {
    "deadlines": deadlines.extract,
    "targets": targets.extract,
    "citations": citations.extract,
}


def set_up(case: Case) -> tuple[Clause, Setting]:
    """The clause that a case prints, and the document round it; `before` is the clause before it."""
    columns, cells = case.says.get("columns", ""), case.says.get("row", "")
    before = case.says.get("before", "")
    source = read(before + case.says.get("text", cells.replace("|", "\t")))
    clause = row_of(source, columns.split("|"), case) if columns else clause_of(source, case, len(before))
    earlier = Span(0, len(before))
    first = Clause("通知", "part", 0, (earlier,), read_span(source.folded, earlier))
    document = document_of(source, case.says)
    return clause, setting_of(document, (first, clause) if before else (clause,), lexicon())


def document_of(source: Source, says: dict[str, Any]) -> Document:
    whole = Span(0, len(source.text))

    def head(value: str | None) -> Printed | None:
        return Printed(value, whole) if value else None

    return Document(
        source=source,
        span=whole,
        parts=(Part("正文", says.get("enclosed", ""), ()),),
        number=head(says.get("number")),
        title=head(says.get("title")),
        date=head(says.get("date", "2021-04-12")),
        enclosed_title=head(says.get("enclosed")),
    )


def clause_of(source: Source, case: Case, start: int) -> Clause:
    """The clause of a case; an empty line parts its paragraphs, a line end alone is only print."""
    whole = Span(start, len(source.text))
    paragraphs = [[Span(*found.span())] for found in _PARAGRAPH.finditer(source.folded, start)]
    path, heading = case.says.get("path", "正文/一"), case.says.get("heading", "")
    return Clause(path, "item", 1, (whole,), read_paragraphs(source.folded, paragraphs), heading)


def row_of(source: Source, columns: list[str], case: Case) -> Clause:
    at, cells = 0, []
    for column, printed in zip(columns, source.text.split("\t"), strict=True):
        span = (at, at + len(printed))
        cells.append(Cell(column, read_span(source.folded, span) if printed else EMPTY))
        at += len(printed) + 1
    table = Table(case.says.get("table", ""), case.says.get("caption", ""), tuple(columns))
    whole = Span(0, len(source.text))
    reading = read_span(source.folded, whole)
    return Clause("附件/1", "row", 0, (whole,), reading, cells=tuple(cells), table=table)


def printed_fact(fact: Quantity, source: Source) -> str:
    """A fact as a line to compare and to read."""
    if isinstance(fact, Deadline):
        words = plain(source.words(fact.span))
        return f"{words}：{fact.start or '…'} 至 {fact.end or '…'} {fact.recurrence}".strip()
    if isinstance(fact, Target):
        return f"{fact.indicator} {fact.comparator} {fact.value} {fact.unit} {fact.date}".strip()
    return f"《{fact.title}》{fact.number} {fact.relation}"


def wanted_fact(kind: str, says: Any) -> str:
    if kind == "deadlines":
        start, end = says.get("start", "…"), says.get("end", "…")
        return f"{says['surface']}：{start} 至 {end} {says.get('recurrence', '')}".strip()
    if kind == "targets":
        return str(says)
    return f"《{says['title']}》{says.get('number', '')} {says['relation']}"


@every(*EXTRACT)
def test_case(case: Case) -> None:
    clause, setting = set_up(case)
    found = {printed_fact(f, setting.document.source) for f in EXTRACT[case.kind](clause, setting)}
    wanted = {wanted_fact(case.kind, says) for says in case.says.get("expect", ())}
    compare(case, sorted(wanted), sorted(found))


@pytest.mark.parametrize("case", [c for c in cases("targets") if "places" in c.says], ids=str)
def test_places_of_targets(case: Case) -> None:
    clause, setting = set_up(case)
    found = targets.extract(clause, replace(setting, place=CITY))
    compare(case, case.says["places"], [f"{fact.value} {'、'.join(fact.places)}".strip() for fact in found])


@pytest.mark.parametrize("kind", EXTRACT)
def test_no_case_is_lost(kind: str) -> None:
    check_none_is_lost(kind, 19)


@every_phrase(*EXTRACT)
def test_a_phrase_takes_its_examples_and_leaves_its_rejects(phrase: Pattern) -> None:
    check_phrase(phrase)


@pytest.mark.parametrize("pattern", load_patterns("deadlines"), ids=lambda pattern: pattern.id)
def test_a_phrase_of_time_is_found_where_it_stands(pattern: Pattern) -> None:
    case = Case("deadlines", 1, {"name": pattern.id, "text": "施行日期另行通知。"})
    for words in pattern.examples:
        limits = tuple(read_limits(words, set_up(case)[1]))
        assert [limit.rule for limit in limits] == [pattern.id], f"{words}: {limits}"


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_cut_and_any_joint_of_the_texts_is_read_and_keeps_its_words(data: st.DataObject) -> None:
    texts = [case.says["text"] for kind in EXTRACT for case in cases(kind) if "text" in case.says]
    one, other = data.draw(st.sampled_from(texts)), data.draw(st.sampled_from(texts))
    cut = one[data.draw(st.integers(0, len(one))) :] + other[: data.draw(st.integers(1, len(other)))]
    clause, setting = set_up(Case("deadlines", 1, {"name": "cut", "text": cut}))
    for extract in EXTRACT.values():
        for fact in extract(clause, setting):
            assert 0 <= fact.span.start < fact.span.end <= len(cut), f"{fact} in {cut!r}"
