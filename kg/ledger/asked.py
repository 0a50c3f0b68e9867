"""What the ledger asks of a graph, gathered by clause.

What binds private parties (停车场经营者应当…) is no work that an office supervises and is not asked for."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Final, NamedTuple

import pyoxigraph as ox

from kg.graph.query import select
from kg.graph.store import Graph
from kg.views.ask import body_labels

_DUTIES: Final = """SELECT ?clause ?body ?role ?duty ?file ?start ?words WHERE {
  ?fact a gz:Responsibility ; gz:onClause ?clause ; cv:hasParticipant ?body ; cv:role/skos:notation ?role ;
        gz:dutyKind ?kind ; gz:evidence ?proof .
  ?proof oa:hasSource/gz:file ?file ; oa:hasSelector ?at , ?quoted .
  ?at oa:start ?start . ?quoted oa:exact ?words .
  OPTIONAL { ?fact gz:duty ?duty }
  FILTER (?kind != gz:duty-kind-norm) }"""

_CLAUSES: Final = """SELECT ?clause ?document ?path ?kind ?order ?line ?heading ?text ?title WHERE {
  { SELECT DISTINCT ?clause { ?fact a gz:Responsibility ; gz:onClause ?clause } }
  ?clause gz:inDocument ?document ; eli:number ?path ; eli:type_subdivision ?kind .
  OPTIONAL { ?clause gz:order ?order }
  OPTIONAL { ?clause gz:line ?line }
  OPTIONAL { ?clause gz:heading ?heading }
  OPTIONAL { ?clause gz:text ?text }
  OPTIONAL { ?clause eli:is_part_of+ ?part . ?part eli:type_subdivision gz:clause-kind-part ; dct:title ?title } }"""

_DOCUMENTS: Final = """SELECT ?document ?number ?title ?date WHERE {
  ?document a gz:Document .
  OPTIONAL { ?document eli:id_local ?number }
  OPTIONAL { ?document dct:title ?title }
  OPTIONAL { ?document eli:date_document ?date } }"""

_LIMITS: Final = """SELECT ?clause ?start ?surface ?end WHERE {
  ?fact a gz:Deadline ; gz:onClause ?clause ; gz:surface ?surface ; gz:evidence/oa:hasSelector/oa:start ?start .
  OPTIONAL { ?fact time:hasEnd/time:inXSDDate ?end } }"""

_TARGETS: Final = """SELECT ?clause ?start ?indicator ?comparator ?value ?unit ?day WHERE {
  ?fact a gz:Target ; gz:onClause ?clause ; gz:indicator ?indicator ; gz:comparator ?comparator ;
        schema:value|schema:minValue|schema:maxValue ?value ; gz:evidence/oa:hasSelector/oa:start ?start .
  OPTIONAL { ?fact schema:unitText ?unit }
  OPTIONAL { ?fact gz:due ?day } }"""


@dataclass(frozen=True, slots=True)
class Heading:
    """A document: its IRI, number, title and day (ISO), each empty where it is not printed."""

    iri: str
    number: str
    title: str
    date: str

    @property
    def called(self) -> str:
        """Its number, else its title."""
        return self.number or (f"《{self.title}》" if self.title else self.iri.rpartition("/")[2])


class Clause(NamedTuple):
    """A clause's place and words; `line` is its first line in the file (1-based), `title` that of its part."""

    document: str
    path: str
    kind: str
    order: str
    line: str
    heading: str
    text: str
    title: str

    @property
    def label(self) -> str:
        """The last label of its path: （一） of 正文/二/（一）."""
        return self.path.rpartition("/")[2]


class Duty(NamedTuple):
    """What a clause lays on a body, and one piece of print that says so: file, character, words."""

    body: str
    role: str
    duty: str
    file: str
    start: int
    words: str


Told = dict[str, list[tuple[str, ...]]]
"""Clause -> what stands in it, in printed order."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """Everything the ledger is made of, by the IRIs of clauses and documents; duties in printed order.
    `names` are those that bodies are shown by, `lines` the files' printed lines; `limits` are surface and last
    day, `targets` indicator, comparator, value, unit and day."""

    documents: dict[str, Heading]
    clauses: dict[str, Clause]
    duties: dict[str, list[Duty]]
    limits: Told
    targets: Told
    names: dict[str, str]
    lines: dict[str, list[str]]


def gathered(graph: Graph) -> Gathered:
    """What the graph holds for a ledger."""
    store, duties = graph.store, _duties(graph.store)
    each = [duty for group in duties.values() for duty in group]
    heads = sorted(select(store, _DOCUMENTS), reverse=True)  # of a reprint's two heads the first stays
    clauses = sorted(select(store, _CLAUSES), key=lambda row: (row[0], int(row[5] or 0)), reverse=True)
    return Gathered(
        documents={row[0]: Heading(*row) for row in heads},
        clauses={row[0]: Clause(*row[1:]) for row in clauses},
        duties=duties,
        limits=_told(store, _LIMITS),
        targets=_told(store, _TARGETS),
        names=body_labels(store, {duty.body for duty in each}),
        lines={file: graph.printed(file).split("\n") for file in {duty.file for duty in each}},
    )


def _duties(store: ox.Store) -> dict[str, list[Duty]]:
    found = defaultdict(list)
    for clause, body, role, duty, file, start, words in select(store, _DUTIES):
        found[clause].append(Duty(body, role, duty, file, int(start), words))
    return {clause: sorted(group, key=lambda d: (d.file, d.start, d)) for clause, group in found.items()}


def _told(store: ox.Store, query: str) -> Told:
    """The answers by clause, each once, in printed order: their first column is the clause, the second a character."""
    placed: dict[str, dict[tuple[str, ...], int]] = defaultdict(dict)
    for clause, start, *said in select(store, query):
        at = placed[clause].setdefault(tuple(said), int(start))
        placed[clause][tuple(said)] = min(at, int(start))
    return {clause: sorted(group, key=lambda s: (group[s], s)) for clause, group in placed.items()}
