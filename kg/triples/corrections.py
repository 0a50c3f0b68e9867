"""What people corrected: each line of the file that was carried out is a node, and what it made points to it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from kg.corrections.lines import Correction
from kg.corrections.names import Made
from kg.model import Record
from kg.terms import GZ, PROV, RDF, RDFS
from kg.triples import iri
from kg.triples.facts import fact_iri
from kg.triples.ground import Ground, Triple, about, ground, node
from kg.triples.literals import text, zh


def corrections(record: Record, made: Iterable[Made], base: str = iri.BASE) -> Iterator[Triple]:
    """The corrections that were carried out in `record`, for its document's graph: the fact, body or clause
    (of a fact left out) `gz:correction` the line, which says what it does and why. It is called by what it
    says, not by where it stands: `correction/0f3c…`."""
    here = ground(record, base)
    for one in made:
        line = f"{base}correction/{hashlib.sha256(one.correction.line.encode()).hexdigest()[:16]}"
        yield node(_subject(one, here)), GZ.correction, node(line)
        yield from about(line, _line(one.correction))


def _subject(one: Made, here: Ground) -> str:
    """What a correction is told of: the fact, the body, else the clause, else the document."""
    if one.fact:
        return fact_iri(one.fact, here)
    if one.body in here.bodies:
        return here.organisation(one.body)
    return here.clause(one.correction.clause) if one.correction.clause in here.clauses else here.document


def _line(one: Correction) -> Iterator[tuple[str, str]]:
    yield RDF.type, GZ.Correction
    yield RDF.type, PROV.Entity
    yield RDFS.label, zh(f"{one.action}：{one.reason}")
    yield GZ.action, text(one.action)
    yield GZ.corrects, text(f"{one.kind} {one.about}")
    if one.to:
        yield GZ.correctedTo, text(one.to)
    yield GZ.reason, zh(one.reason)
    if one.by:
        yield GZ.correctedBy, text(one.by)
