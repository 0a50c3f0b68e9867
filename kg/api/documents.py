"""Documents and their clauses, read from the graph when they are asked for."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from functools import cached_property
from typing import Final

import pyoxigraph as ox

from kg.api.facts import Deadline, Responsibility, Target, deadlines, responsibilities, targets
from kg.errors import KgError
from kg.graph.query import select
from kg.terms import ClauseKind

_DOCUMENTS: Final = """SELECT ?document ?number ?title ?day ?genre {
  ?document a gz:Document .
  OPTIONAL { ?document eli:id_local ?number }
  OPTIONAL { ?document dct:title ?title }
  OPTIONAL { ?document eli:date_document ?day }
  OPTIONAL { ?document gz:genre ?genre } }"""
_ISSUERS: Final = """SELECT DISTINCT ?name {{ <{document}> gz:issuing ?one .
  ?one gz:order ?place ; cv:hasParticipant/skos:prefLabel ?name }} ORDER BY ?place"""
_CLAUSES: Final = """SELECT DISTINCT ?clause ?path ?kind ?heading ?text {{
  ?clause gz:inDocument <{document}> ; eli:number ?path ; eli:type_subdivision ?how ; gz:order ?order .
  BIND(STRAFTER(STR(?how), "#clause-kind-") AS ?kind)
  OPTIONAL {{ ?clause gz:heading ?heading }}
  OPTIONAL {{ ?clause gz:text ?text }} }} ORDER BY ?order ?clause"""


@dataclass(frozen=True)
class Clause:
    """A clause or table row: its IRI, its path (`正文/二/（一）/1`), kind, heading (may be empty) and printed text,
    without its parts' text.

    >>> clause = kg.open("build").document("岭政发〔2021〕6号").clause("正文/二/（一）/1")
    >>> clause.heading, [(one.role.value, one.body) for one in clause.responsibilities][:2]
    ('划定水源保护区', [('lead', '云岭市生态环境局'), ('support', '云岭市水利局')])
    >>> [limit.surface for limit in clause.deadlines]
    ['6月底前', '9月底前', '每季度']
    >>> clause.responsibilities[0].evidence[0].words[:8]
    '市生态环境局会同'
    """

    iri: str
    path: str
    kind: ClauseKind
    heading: str
    text: str = field(repr=False)
    store: ox.Store = field(repr=False, compare=False)

    @cached_property
    def responsibilities(self) -> tuple[Responsibility, ...]:
        """Who has what duty here, in printed order."""
        return responsibilities(self.store, self.iri)

    @cached_property
    def deadlines(self) -> tuple[Deadline, ...]:
        """The limits and periods that stand here, in printed order."""
        return deadlines(self.store, self.iri)

    @cached_property
    def targets(self) -> tuple[Target, ...]:
        """The quantified goals that stand here, in printed order."""
        return targets(self.store, self.iri)


@dataclass(frozen=True)
class Document:
    """An official document; number, title and genre are empty and the day is None where they are not printed.

    >>> document = kg.open("build").document("岭政办发〔2021〕11号")
    >>> document.date, document.genre, document.issuers
    (datetime.date(2021, 4, 28), '通知', ('云岭市人民政府办公室',))
    >>> [clause.path for clause in document.clauses][:3]
    ['通知', '正文', '正文/第一章']
    """

    iri: str
    number: str
    title: str
    date: date | None
    genre: str
    store: ox.Store = field(repr=False, compare=False)

    @cached_property
    def issuers(self) -> tuple[str, ...]:
        """The full names of those who issue it, in printed order."""
        return tuple(name for [name] in select(self.store, _ISSUERS.format(document=self.iri)))

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """Every clause and table row, in printed order."""
        rows = {row[0]: row for row in reversed(select(self.store, _CLAUSES.format(document=self.iri)))}
        return tuple(
            Clause(iri, path, ClauseKind(kind), heading, text, self.store)
            for iri, path, kind, heading, text in reversed(rows.values())
        )

    def clause(self, path: str) -> Clause:
        """The clause of this path. Raises KgError, with the nearest paths, where there is none."""
        by_path = {clause.path: clause for clause in self.clauses}
        if path not in by_path:
            close = "、".join(get_close_matches(path, by_path, n=3, cutoff=0.3))
            hint = f"您是不是要找 did you mean: {close}" if close else ""
            raise KgError("公文里没有这一条 the document has no such clause", path, hint)
        return by_path[path]


def documents(store: ox.Store) -> tuple[Document, ...]:
    """Every document of the graph, by number and IRI."""
    rows = {row[0]: row for row in sorted(select(store, _DOCUMENTS), reverse=True)}
    found = [
        Document(iri, number, title, date.fromisoformat(day) if day else None, genre, store)
        for iri, number, title, day, genre in rows.values()
    ]
    return tuple(sorted(found, key=lambda one: (one.number, one.iri)))
