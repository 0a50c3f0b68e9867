"""What a record says, as RDF. It is computed from the record alone, so any order of files gives one graph.

The shape, under `<base>doc/云政办发〔2020〕3号`:

    …                              gz:Document: eli:id_local, dct:title, eli:passed_by, gz:recipient …
    …/正文/四/1                    eli:LegalResourceSubdivision: eli:number, gz:inDocument, gz:text …
    …/正文/四/1/责任/云岭市财政局/lead   gz:Responsibility: cv:hasParticipant, cv:role, gz:dutyKind, gz:duty
    …/正文/四/1/引用/… 时限/… 项目/… 成员/… 指标/… 指引/…
                                   gz:Citation, gz:Deadline, schema:Project, org:Membership, gz:Target, gz:Pointer

Every fact has gz:onClause, gz:quote, gz:rule and gz:evidence. Evidence has gz:line, gz:rule and oa:hasSource
(the file, with gz:file); its selectors give oa:start, oa:end, oa:exact, oa:prefix and oa:suffix. Bodies are
`<base>org/云岭市财政局`, divisions `<base>place/140602`. What a reform made of a body is
`<base>change/2024-12-31/云岭市农业农村局`, an org:ChangeEvent.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.model import Record, Responsibility
from kg.terms import GZ, PROV, RDF, SHORTCUTS
from kg.triples import iri
from kg.triples.bodies import changes, organisations, places
from kg.triples.documents import clauses, document
from kg.triples.facts import facts
from kg.triples.ground import Triple, ground, node

__all__ = ["Triple", "derived", "triples"]


def triples(record: Record, base: str = iri.BASE) -> Iterator[Triple]:
    """Everything that `record` says, for the named graph that has its document's IRI; `base` ends in `/`.

    A triple may come more than once. `record.names` must know every name in its facts.
    """
    here = ground(record, base)
    yield from document(here)
    yield from clauses(here)
    yield from organisations(here)
    yield from changes(here)
    yield from places(here)
    yield from facts(here)


def derived(record: Record, base: str = iri.BASE) -> Iterator[Triple]:
    """What follows from `triples(record)`, for the graph `graph/derived`: who leads, answers for, supports …
    which clause (`org/云岭市财政局 gz:leads doc/…/四/1`), and that the graph is derived from the document."""
    here = ground(record, base)
    yield node(iri.derived(base)), RDF.type, GZ.Derived
    yield node(iri.derived(base)), PROV.wasDerivedFrom, node(here.document)
    for fact in record.facts:
        if isinstance(fact, Responsibility):
            body = record.names[fact.body].name
            yield node(here.organisation(body)), SHORTCUTS[fact.role], node(here.clause(fact.clause))
