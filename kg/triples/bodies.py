"""Organisations, what became of them, and places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from kg.model import Organisation, Place, Project, Record, Target
from kg.reforms import Change
from kg.terms import CV, DCT, GZ, ORG, RDF, SCHEMA, SKOS, ChangeKind, OrganisationKind
from kg.triples import iri
from kg.triples.ground import Ground, Triple, about, node
from kg.triples.literals import NO, YES, date, text, zh

_CLASSES = {
    OrganisationKind.GOVERNMENT: CV.PublicOrganisation,
    OrganisationKind.DEPARTMENT: CV.PublicOrganisation,
    OrganisationKind.OFFICE: CV.PublicOrganisation,
    OrganisationKind.INSTITUTION: CV.PublicOrganisation,
    OrganisationKind.PARTY: CV.PublicOrganisation,
    OrganisationKind.GROUP: ORG.OrganizationalCollaboration,
    OrganisationKind.ENTERPRISE: ORG.FormalOrganization,
}


def organisations(ground: Ground) -> Iterator[Triple]:
    """Every body the record names: those it knows, and those of which it has but the name (a parent, say)."""
    printed = _printed(ground.record)
    for body in ground.bodies.values():
        yield from about(ground.organisation(body.name), _body(body, printed.get(body.name, set()), ground))
    for name in sorted(_mentioned(ground.record, ground.bodies.values()) - ground.bodies.keys()):
        said = [(RDF.type, ORG.Organization), (SKOS.prefLabel, zh(name))]
        yield from about(ground.organisation(name), said)


def _printed(record: Record) -> dict[str, set[str]]:
    """Canonical name -> the names it goes by in this document."""
    forms: dict[str, set[str]] = defaultdict(set)
    for name, body in record.names.items():
        forms[body.name].add(name.whole)
    return forms


def _mentioned(record: Record, bodies: Iterable[Organisation]) -> set[str]:
    names = {issuer.value for issuer in record.document.issuers}
    for body in bodies:
        names |= {body.parent, *body.members}
    names.update(name for change in record.changes for name in (change.old, change.new))
    return names - {""}


def _body(body: Organisation, printed: set[str], ground: Ground) -> Iterator[tuple[str, str]]:
    yield RDF.type, ORG.Organization
    if cls := _CLASSES.get(body.kind):
        yield RDF.type, cls
    yield SKOS.prefLabel, zh(body.name)
    for alias in sorted({*body.aliases, *printed} - {body.name}):
        yield SKOS.altLabel, zh(alias)
    yield ORG.classification, body.kind.term
    yield GZ.level, body.level.term
    if body.place:
        yield DCT.spatial, node(ground.place(body.place))
    if body.parent:
        yield ORG.subOrganizationOf, node(ground.organisation(body.parent))
    for member in body.members:
        yield ORG.hasMember, node(ground.organisation(member))


def changes(ground: Ground) -> Iterator[Triple]:
    """What later reforms made of the record's bodies. Those that went into one body on one day share a node,
    whichever document names them."""
    for change in ground.record.changes:
        named = change.old if change.kind is ChangeKind.SPLIT else change.new
        yield from about(iri.change(ground.base, change.date, named), _change(change, named, ground))


def _change(change: Change, named: str, ground: Ground) -> Iterator[tuple[str, str]]:
    yield RDF.type, ORG.ChangeEvent
    yield SKOS.prefLabel, zh(f"{change.date[:4]}年机构改革：{named}")
    yield ORG.originalOrganization, node(ground.organisation(change.old))
    yield ORG.resultingOrganization, node(ground.organisation(change.new))
    yield GZ.changeKind, change.kind.term
    yield DCT.date, date(change.date)
    yield GZ.customary, YES if change.custom else NO
    yield DCT.source, zh(change.source)


def places(ground: Ground) -> Iterator[Triple]:
    """The divisions the record knows, and the other places that its bodies and facts stand in."""
    for division in ground.record.places.values():
        yield from about(iri.place(ground.base, division), _division(division, ground))
    for name in sorted(_places_named(ground) - ground.record.places.keys()):
        yield from about(ground.place(name), [(RDF.type, SCHEMA.Place), (SKOS.prefLabel, zh(name))])


def _places_named(ground: Ground) -> set[str]:
    names = {body.place for body in ground.bodies.values()}
    for fact in ground.record.facts:
        if isinstance(fact, Project):
            names.add(fact.location)
        elif isinstance(fact, Target):
            names.update(fact.places)
    return names - {""}


def _division(division: Place, ground: Ground) -> Iterator[tuple[str, str]]:
    yield RDF.type, CV.AdminUnit
    yield SKOS.prefLabel, zh(division.name)
    yield GZ.level, division.level.term
    for alias in division.aliases:
        yield SKOS.altLabel, zh(alias)
    if division.code:
        yield CV.code, text(division.code)
    if division.parent:
        yield SCHEMA.containedInPlace, node(f"{ground.base}place/{iri.part(division.parent)}")
