"""The rows of the ledger: every clause or table row of a graph that assigns work."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from kg.errors import KgError
from kg.ledger import wording
from kg.ledger.asked import Clause, Duty, Gathered, Heading, gathered
from kg.terms import ClauseKind, Role

if TYPE_CHECKING:
    from kg.graph.store import Graph


_LAST: Final = "9999"  # documents without a day come after the others


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the ledger is to hold: the IRIs of documents and of bodies, and roles; an empty set means all."""

    documents: frozenset[str] = frozenset()
    bodies: frozenset[str] = frozenset()
    roles: frozenset[Role] = frozenset()

    def takes(self, one: Assigned) -> bool:
        """Whether this body in this role is wanted."""
        return (not self.bodies or one.body in self.bodies) and (not self.roles or one.role in self.roles)


@dataclass(frozen=True, slots=True)
class Assigned:
    """A body (its IRI, and the name to show) in its role."""

    body: str
    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class Task:
    """One clause or table row that assigns work. `assigned` are its bodies in printed order, `wanted` those of
    them that were asked for; `limits` and `targets` are worded for a cell; `basis` is 文号·条款."""

    document: Heading
    words: str
    assigned: tuple[Assigned, ...]
    wanted: tuple[Assigned, ...]
    limits: tuple[str, ...]
    targets: tuple[str, ...]
    basis: str
    text: str = field(repr=False)

    def bodies(self, role: Role) -> str:
        """The bodies in a role, as one list: 市水利局、市住建局."""
        return wording.listed([one.name for one in self.assigned if one.role is role])


def tasks(graph: Graph, wanted: Wanted) -> tuple[Task, ...]:
    """The tasks that are wanted, by their documents' days and numbers, within a document in printed order.

    Raises KgError where there is none."""
    found = gathered(graph)
    chosen = tuple(task for task in _each(found, wanted) if task.wanted)
    if not chosen:
        raise KgError(
            "没有符合条件的分工 nothing that is wanted assigns work",
            str(graph.folder),
            "放宽 --document、--body、--role ask for more",
        )
    return chosen


def _each(found: Gathered, wanted: Wanted) -> Iterator[Task]:
    """Every clause of the documents that are wanted, as a task."""
    placed = [(found.documents[clause.document], clause, iri) for iri, clause in found.clauses.items()]
    placed.sort(key=lambda one: (one[0].date or _LAST, one[0].called, int(one[1].order or 0), one[2]))
    for head, _, iri in placed:
        if not wanted.documents or head.iri in wanted.documents:
            yield _task(iri, found, wanted)


def _task(iri: str, found: Gathered, wanted: Wanted) -> Task:
    clause, duties = found.clauses[iri], found.duties.get(iri, [])
    head, row, limits = (
        found.documents[clause.document],
        _row(clause, duties, found),
        found.limits.get(iri, []),
    )
    assigned = tuple(
        dict.fromkeys(Assigned(duty.body, found.names[duty.body], Role(duty.role)) for duty in duties)
    )
    return Task(
        document=head,
        words=wording.short_task(_of_row(clause, duties, found) if row else _of_clause(clause, duties)),
        assigned=assigned,
        wanted=tuple(filter(wanted.takes, assigned)),
        limits=tuple(wording.limit(surface, end) for surface, end in limits),
        targets=tuple(_targets(found.targets.get(iri, []), {end for _, end in limits})),
        basis=wording.basis(head.called, clause.path, row=bool(row)),
        text=wording.printed_row(row) if row else wording.printed(clause.text, clause.label),
    )


def _row(clause: Clause, duties: list[Duty], found: Gathered) -> str:
    """A table row's printed line; empty for a clause that is none."""
    is_row = f"<{clause.kind}>" == ClauseKind.ROW.term and duties and clause.line
    return found.lines[duties[0].file][int(clause.line) - 1] if is_row else ""


def _targets(said: list[tuple[str, ...]], days: set[str]) -> Iterator[str]:
    for indicator, comparator, value, unit, day in said:
        yield wording.target(indicator, comparator, f"{value}{unit}", "" if day in days else day)


def _of_row(clause: Clause, duties: list[Duty], found: Gathered) -> str:
    """The row's cell that says what is to be done; where there is none, what its table is called."""
    row = wording.task_row(found.lines[duties[0].file], int(clause.line) - 1)
    return wording.cell_of(row, clause.label, [duty.words for duty in duties]) or clause.title


def _of_clause(clause: Clause, duties: list[Duty]) -> str:
    """The clause's heading, else its duties' words, else how it begins."""
    duty = wording.duty_of(one.duty for one in duties)
    return clause.heading or duty or wording.opening(clause.text, clause.label)
