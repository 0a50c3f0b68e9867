"""A document's head and its clauses."""

from __future__ import annotations

from collections.abc import Iterator

from kg.model import Clause, Document, Part
from kg.terms import CV, DCT, ELI, GZ, PROV, RDF, SKOS, ClauseKind, Genre
from kg.text import plain
from kg.triples import iri
from kg.triples.ground import Ground, Triple, about, node
from kg.triples.iri import part
from kg.triples.literals import NO, YES, date, integer, text, zh

_GENRES = {genre.value: genre.term for genre in Genre}
_KINDS = {kind.value: kind.term for kind in ClauseKind}


def document(ground: Ground) -> Iterator[Triple]:
    """The document, the file it was read from, and those it is sent to."""
    printed = ground.record.document
    yield from about(ground.document, _head(printed, ground))
    yield from _issuers(ground)
    for i, recipient in enumerate(printed.recipients, 1):
        sent = f"{ground.document}/主送/{i}"
        yield node(ground.document), GZ.recipient, node(sent)
        yield from about(
            sent,
            [(RDF.type, GZ.Recipient), (GZ.order, integer(i)), (SKOS.prefLabel, zh(recipient.value))],
        )
    yield from about(
        ground.source,
        [
            (RDF.type, GZ.Source),
            (RDF.type, PROV.Entity),
            (GZ.file, text(printed.source.name)),
            (GZ.sha256, text(printed.source.digest)),
            (ELI.has_part, node(ground.document)),
        ],
    )


def _issuers(ground: Ground) -> Iterator[Triple]:
    """Those who issue the document, in printed order: the first is the one whose 市 it means."""
    for i, issuer in enumerate(ground.record.document.issuers, 1):
        issued = f"{ground.document}/发文/{i}"
        yield node(ground.document), GZ.issuing, node(issued)
        said = [(RDF.type, GZ.Issuing), (CV.hasParticipant, node(ground.organisation(issuer.value)))]
        yield from about(issued, [*said, (GZ.order, integer(i))])


def _head(printed: Document, ground: Ground) -> Iterator[tuple[str, str]]:
    yield RDF.type, GZ.Document
    yield RDF.type, ELI.LegalResource
    yield PROV.wasDerivedFrom, node(ground.source)
    yield GZ.line, integer(printed.source.line(printed.span.start))
    yield GZ.public, YES if printed.public else NO
    if printed.number:
        yield ELI.id_local, text(printed.number.value)
    if printed.title:
        yield DCT.title, zh(printed.title.value)
    for issuer in printed.issuers:
        yield ELI.passed_by, node(ground.organisation(issuer.value))
    if ground.record.jurisdiction:
        yield ELI.jurisdiction, node(iri.place(ground.base, ground.record.jurisdiction))
    if printed.date:
        yield ELI.date_document, date(printed.date.value)
    if printed.genre:
        yield GZ.genre, text(printed.genre.value)
        if term := _GENRES.get(printed.genre.value):
            yield ELI.type_document, term
    if printed.approved_by:
        yield GZ.approvedBy, zh(printed.approved_by.value)
    if printed.enclosed_title:
        yield GZ.enclosedTitle, zh(printed.enclosed_title.value)


def clauses(ground: Ground) -> Iterator[Triple]:
    """Every part, clause and table row, each with its own words and the one it is part of."""
    paths = {one.path for one in ground.record.clauses} | {one.label for one in ground.record.document.parts}
    for stretch in ground.record.document.parts:
        yield from _part(stretch, ground)
    for clause in ground.record.clauses:
        above = _above(clause.parent, paths)
        parent = ground.clause(above) if above else ground.document
        yield from about(ground.clause(clause.path), _clause(clause, parent, ground))


def _part(stretch: Part, ground: Ground) -> Iterator[Triple]:
    subject = f"{ground.document}/{part(stretch.label)}"
    yield from about(subject, _place(stretch.label, ClauseKind.PART.term, ground.document, ground))
    if stretch.title:
        yield node(subject), DCT.title, zh(stretch.title)
    if stretch.label.startswith("正文") and stretch.title:
        yield node(ground.document), GZ.promulgates, node(subject)
    elif stretch.label.startswith("附件"):
        yield node(ground.document), ELI.has_annex, node(subject)


def _place(path: str, kind: str, parent: str, ground: Ground) -> Iterator[tuple[str, str]]:
    yield RDF.type, ELI.LegalResourceSubdivision
    yield ELI.number, text(path)
    yield ELI.type_subdivision, kind
    yield ELI.is_part_of, node(parent)
    yield GZ.inDocument, node(ground.document)


def _clause(clause: Clause, parent: str, ground: Ground) -> Iterator[tuple[str, str]]:
    source = ground.record.document.source
    yield from _place(clause.path, _KINDS[clause.kind], parent, ground)
    yield GZ.order, integer(clause.order)
    yield GZ.text, zh(plain("".join(source.words(span) for span in clause.spans)))
    if clause.heading:
        yield GZ.heading, zh(clause.heading)
    if clause.spans:
        yield GZ.line, integer(source.line(clause.spans[0].start))


def _above(path: str, paths: set[str]) -> str:
    """The nearest clause above; empty when there is none (a printed group row is no clause)."""
    while path and path not in paths:
        path = path.rpartition("/")[0]
    return path
