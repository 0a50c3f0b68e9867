"""The silence report: what looked like an assignment and gave no fact, so that a person can look."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, astuple, dataclass, fields
from typing import TYPE_CHECKING

from kg.model import Note, Record
from kg.text import plain

if TYPE_CHECKING:
    from kg.graph.query import Rows
    from kg.graph.store import Graph

_MOST = 80  # characters of quoted words


@dataclass(frozen=True, slots=True)
class Silence:
    """Printed words that gave no fact: in which file and line (from 1), document and clause, and why."""

    file: str
    line: int
    doc: str
    clause: str
    words: str
    reason: str


def silences_of(record: Record) -> Iterator[Silence]:
    """What one document's record notes as seen and not understood, in printed order."""
    notes = {*record.notes, *record.document.notes}
    for note in sorted(notes, key=lambda note: (note.span, note.reason)):
        yield _silence(note, record)


def _silence(note: Note, record: Record) -> Silence:
    source = record.document.source
    words = plain(source.words(note.span))
    shown = words if len(words) <= _MOST else words[: _MOST - 1] + "…"
    return Silence(
        source.name, source.line(note.span.start), record.document.key, note.clause, shown, note.reason
    )


def as_lines(silences: Iterable[Silence]) -> bytes:
    """Silences as they lie on disk: JSON, one a line."""
    return "".join(json.dumps(asdict(silence), ensure_ascii=False) + "\n" for silence in silences).encode()


def silences(graph: Graph) -> tuple[Silence, ...]:
    """The silences of a built graph, by file and line."""
    held = (graph.beside(entry, "silences") for entry in graph.manifest.sources)
    return tuple(Silence(**json.loads(line)) for data in held for line in data.splitlines())


def silence_rows(graph: Graph) -> Rows:
    """The silence report as rows: file, line, doc, clause, words, reason; first the corrections that nothing
    came of, by their own file and line."""
    import pyoxigraph as ox

    from kg.graph.query import Rows

    found = (*graph.manifest.unheard, *silences(graph))
    rows = (tuple(ox.Literal(value) for value in astuple(silence)) for silence in found)
    return Rows(tuple(field.name for field in fields(Silence)), tuple(rows))
