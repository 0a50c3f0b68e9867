"""What the triples of one record share: its base, and how its own things are called."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from kg.model import Organisation, Project, Record
from kg.terms import Level, OrganisationKind
from kg.triples import iri

Triple: TypeAlias = tuple[str, str, str]
"""Subject, predicate, object: each an N-Triples term."""


@dataclass(frozen=True, slots=True)
class Ground:
    """A record, and what its things are called: `document`, `source` and the values of `clauses` (by path)
    and `called` (by a body's canonical name) are IRIs; `file` is the source's name as IRIs hold it."""

    base: str
    record: Record
    document: str
    source: str
    file: str
    bodies: dict[str, Organisation]
    called: dict[str, str]
    clauses: dict[str, str]

    def clause(self, path: str) -> str:
        """The IRI of the clause at `path`."""
        return self.clauses.get(path) or f"{self.document}/{iri.path(path)}"

    def organisation(self, name: str) -> str:
        """The IRI of the body called `name`."""
        return self.called.get(name) or iri.organisation(self.base, stranger(name))

    def place(self, name: str) -> str:
        """The IRI of the place called `name`. One that is no administrative division (市直, 跨市域) is this
        document's own: 市直 of two cities never meet."""
        known = self.record.places.get(name)
        return iri.place(self.base, known) if known else f"{self.document}/地点/{iri.part(name)}"


def ground(record: Record, base: str) -> Ground:
    """The ground on which `record` is told."""
    document = iri.document(base, record.document.key)
    bodies = {**_companies(record), **{body.name: body for body in record.names.values()}}
    return Ground(
        base=base,
        record=record,
        document=document,
        source=iri.source(base, record.document.source.name),
        file=iri.path(record.document.source.name),
        bodies=bodies,
        called={name: iri.organisation(base, body) for name, body in bodies.items()},
        clauses={clause.path: f"{document}/{iri.path(clause.path)}" for clause in record.clauses},
    )


def _companies(record: Record) -> dict[str, Organisation]:
    """The companies that its projects name."""
    projects = (fact for fact in record.facts if isinstance(fact, Project))
    names = (name for project in projects for name in project.proponents)
    return {name: Organisation(name, OrganisationKind.ENTERPRISE, Level.NONE) for name in names}


def stranger(name: str) -> Organisation:
    """A body of which nothing but its name is known."""
    return Organisation(name, OrganisationKind.OTHER, Level.NONE)


def about(subject: str, said: Iterable[tuple[str, str]]) -> list[Triple]:
    """Triples with one subject (a bare IRI)."""
    term = f"<{subject}>"
    return [(term, predicate, value) for predicate, value in said]


def node(target: str) -> str:
    """An IRI as an N-Triples term."""
    return f"<{target}>"
