"""What a clause states: responsibilities, deadlines and targets, each with the words that prove it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Final

import pyoxigraph as ox

from kg.api.evidence import Evidence, evidence
from kg.graph.query import select
from kg.terms import DutyKind, Role

_RESPONSIBILITIES: Final = """SELECT ?fact ?quote ?body ?role ?kind ?duty {{
  ?fact a gz:Responsibility ; gz:onClause <{clause}> ; gz:quote ?quote ; cv:hasParticipant/skos:prefLabel ?body ;
        cv:role/skos:notation ?role ; gz:dutyKind ?how ; gz:evidence/oa:hasSelector/oa:start ?start .
  BIND(STRAFTER(STR(?how), "#duty-kind-") AS ?kind)
  OPTIONAL {{ ?fact gz:duty ?duty }} }} ORDER BY ?start ?fact"""
_DEADLINES: Final = """SELECT ?fact ?quote ?surface ?start ?end ?recurrence {{
  ?fact a gz:Deadline ; gz:onClause <{clause}> ; gz:quote ?quote ; gz:surface ?surface ;
        gz:evidence/oa:hasSelector/oa:start ?at .
  OPTIONAL {{ ?fact time:hasBeginning/time:inXSDDate ?start }}
  OPTIONAL {{ ?fact time:hasEnd/time:inXSDDate ?end }}
  OPTIONAL {{ ?fact schema:repeatFrequency ?recurrence }} }} ORDER BY ?at ?fact"""
_TARGETS: Final = """SELECT ?fact ?quote ?indicator ?comparator ?value ?unit ?day {{
  ?fact a gz:Target ; gz:onClause <{clause}> ; gz:quote ?quote ; gz:indicator ?indicator ;
        gz:comparator ?comparator ; schema:value|schema:minValue|schema:maxValue ?value ;
        gz:evidence/oa:hasSelector/oa:start ?at .
  OPTIONAL {{ ?fact schema:unitText ?unit }}
  OPTIONAL {{ ?fact gz:due ?day }} }} ORDER BY ?at ?fact"""


@dataclass(frozen=True)
class Fact:
    """What every fact has: its IRI, the printed words (`quote`), and where exactly these stand (`evidence`)."""

    iri: str
    quote: str
    store: ox.Store = field(repr=False, compare=False)

    @cached_property
    def evidence(self) -> tuple[Evidence, ...]:
        """The pieces of print that prove it, read when they are asked for."""
        return evidence(self.store, self.iri)


@dataclass(frozen=True)
class Responsibility(Fact):
    """A duty that a clause lays on a body (its full name); `duty` is empty where the whole clause is the duty."""

    body: str
    role: Role
    kind: DutyKind
    duty: str


@dataclass(frozen=True)
class Deadline(Fact):
    """A limit or period: as printed (`surface`), its days (None where open), its recurrence as an ISO 8601
    duration (`P3M`: every quarter; empty where there is none)."""

    surface: str
    start: date | None
    end: date | None
    recurrence: str


@dataclass(frozen=True)
class Target(Fact):
    """A quantified goal: 管网漏损率 `<=` 12 `%`, by a day or None. The comparator is `=`, `>=`, `<=` or `~`."""

    indicator: str
    comparator: str
    value: float
    unit: str
    date: date | None


def responsibilities(store: ox.Store, clause: str) -> tuple[Responsibility, ...]:
    """The duties of the clause with this IRI, in printed order."""
    return tuple(
        Responsibility(iri, quote, store, body, Role(role), DutyKind(kind), duty)
        for iri, quote, body, role, kind, duty in _rows(store, _RESPONSIBILITIES, clause)
    )


def deadlines(store: ox.Store, clause: str) -> tuple[Deadline, ...]:
    """The limits of the clause with this IRI, in printed order."""
    return tuple(
        Deadline(iri, quote, store, surface, _day(start), _day(end), recurrence)
        for iri, quote, surface, start, end, recurrence in _rows(store, _DEADLINES, clause)
    )


def targets(store: ox.Store, clause: str) -> tuple[Target, ...]:
    """The goals of the clause with this IRI, in printed order."""
    return tuple(
        Target(iri, quote, store, indicator, comparator, float(amount), unit, _day(day))
        for iri, quote, indicator, comparator, amount, unit, day in _rows(store, _TARGETS, clause)
    )


def _rows(store: ox.Store, query: str, clause: str) -> list[list[str]]:
    """The answers, each fact once: it has a row for each piece of evidence, the first of which counts."""
    facts: dict[str, list[str]] = {}
    for row in select(store, query.format(clause=clause)):
        facts.setdefault(row[0], row)
    return list(facts.values())


def _day(iso: str) -> date | None:
    return date.fromisoformat(iso) if iso else None
