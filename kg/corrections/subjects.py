"""What corrections can be about in one document, as it was read: by this one knows, without reading a gazette
again, which lines of the file touch it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.corrections.lines import Correction
from kg.model import Project, Record
from kg.text import fold


@dataclass(frozen=True, slots=True)
class Subjects:
    """A document's names (its key, number and title), its issuers, and the names of bodies in it: printed and
    canonical ones. All folded."""

    document: tuple[str, ...]
    issuers: tuple[str, ...]
    bodies: tuple[str, ...]

    def addressed(self, correction: Correction) -> bool:
        """Whether the document column means this document: by a name, by an issuer's place, or by nothing."""
        named = not correction.document or correction.document in self.document
        return named or (correction.of_bodies and any(correction.document in one for one in self.issuers))


def subjects_of(record: Record) -> Subjects:
    """What corrections can be about in a document."""
    document = record.document
    names = {document.key, *(one.value for one in (document.number, document.title) if one)}
    issuers = tuple(fold(one.value) for one in document.issuers)
    bodies = {fold(name) for name in {*issuers, *_names(record)} - {""}}
    return Subjects(tuple(sorted(map(fold, names))), issuers, tuple(sorted(bodies)))


def _names(record: Record) -> Iterator[str]:
    for name, body in record.names.items():
        yield from (name.printed, name.whole, body.name, body.parent, *body.members)
    for fact in record.facts:
        if isinstance(fact, Project):
            yield from fact.proponents


def touching(corrections: Sequence[Correction], subjects: Iterable[Subjects]) -> tuple[Correction, ...]:
    """Those of `corrections` that touch one of the documents, in their order: of facts those that name it, of
    bodies those whose name stands in it, by itself or by another line's doing."""
    touched = {one for each in subjects for one in _touching(corrections, each)}
    return tuple(one for one in corrections if one in touched)


def _touching(corrections: Sequence[Correction], subjects: Subjects) -> set[Correction]:
    here = [one for one in corrections if subjects.addressed(one)]
    touched = {one for one in here if not one.of_bodies}
    names = {*subjects.bodies, *(value for one in touched for _, value in (*one.key, *one.value))}
    waiting = [one for one in here if one.of_bodies]
    while more := {one for one in waiting if one.name in names} - touched:
        touched |= more
        names |= {one.target for one in more}
    return touched
