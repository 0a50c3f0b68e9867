"""One function for each kind of fact. Facts that say the same of one clause are one node, which keeps the
evidence of each: what counts as the same is the key of the kind's table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar, assert_never

from kg.model import Citation, Deadline, Fact, Membership, Project, Responsibility, Target
from kg.pointers import Pointer
from kg.terms import (
    CV,
    DCT,
    ELI,
    FOAF,
    GZ,
    ORG,
    RDF,
    RDFS,
    SCHEMA,
    TIME,
    DutyKind,
    Relation,
)
from kg.text import plain
from kg.triples import iri
from kg.triples.evidence import evidence
from kg.triples.ground import Ground, Triple, about, node
from kg.triples.iri import part
from kg.triples.literals import NO, YES, date, number, text, zh

T = TypeVar("T", Responsibility, Citation, Deadline, Membership, Target, Pointer)

_COMPARISONS = {"=": "eq", ">=": "ge", "<=": "le", "~": "about"}
_VALUES = {"=": SCHEMA.value, ">=": SCHEMA.minValue, "<=": SCHEMA.maxValue, "~": SCHEMA.value}
_SHORTCUTS = {
    Relation.ABOLISHES: ELI.repeals,
    Relation.AMENDS: ELI.amends,
    Relation.BASIS: ELI.based_on,
    Relation.IMPLEMENTS: ELI.implements,
    Relation.REQUIRES: ELI.refers_to,
    Relation.MENTIONS: ELI.cites,
}
_DUTY_KINDS = tuple(DutyKind)
_RELATIONS = tuple(Relation)


def facts(ground: Ground) -> list[Triple]:
    """Every fact of the record, in printed order, with its evidence."""
    nodes: dict[str, list[Fact]] = {}
    for fact in sorted(ground.record.facts, key=lambda one: one.span):
        nodes.setdefault(fact_iri(fact, ground), []).append(fact)
    said: list[Triple] = []
    for subject, group in nodes.items():
        said += _described(subject, group, ground)
        said += evidence(group, subject, ground)
    return said


def fact_iri(fact: Fact, ground: Ground) -> str:
    """The fact's IRI: its clause, its kind and its key, e.g. `…/正文/四/1/责任/朔州市财政局/lead`."""
    clause = ground.clause(fact.clause)
    match fact:
        case Responsibility():
            return f"{clause}/责任/{part(ground.record.names[fact.body].name)}/{fact.role}"
        case Citation():
            return f"{clause}/引用/{part(fact.title or fact.number)}"
        case Deadline():
            return f"{clause}/时限/{part('--'.join([fact.start, fact.end, fact.recurrence]))}"
        case Project():
            return f"{clause}/项目/{part('--'.join(filter(None, [fact.name, fact.location])))}"
        case Membership():
            return f"{clause}/成员/{part(_group(fact, ground))}/{part(fact.person)}/{fact.role}"
        case Target():
            how = _COMPARISONS[fact.comparator]
            return f"{clause}/指标/{part('--'.join([how, fact.value, fact.unit, fact.date]))}"
        case Pointer():
            return f"{clause}/指引/{part(plain(ground.record.document.source.words(fact.span)))}"
        case _:
            assert_never(fact)


def _described(subject: str, group: Sequence[Fact], ground: Ground) -> Iterable[Triple]:
    match group[0]:
        case Responsibility():
            return about(subject, _responsibility(_only(Responsibility, group), ground))
        case Citation():
            return _citation(subject, _only(Citation, group), ground)
        case Deadline():
            return _deadline(subject, _only(Deadline, group), ground)
        case Project():
            return about(subject, _project(group[0], ground))
        case Membership():
            return _membership(subject, _only(Membership, group), ground)
        case Target():
            return about(subject, _target(_only(Target, group), ground))
        case Pointer():
            return _pointer(subject, _only(Pointer, group), ground)
        case _:
            assert_never(group[0])


def _only(kind: type[T], group: Sequence[Fact]) -> list[T]:
    """The facts of one node, which are of one kind (its IRI names the kind)."""
    return [fact for fact in group if isinstance(fact, kind)]


def _joined(words: Iterable[str]) -> str:
    """Words in printed order, each once, as one cell of a table has them."""
    return "；".join(dict.fromkeys(filter(None, words)))


def _responsibility(group: Sequence[Responsibility], ground: Ground) -> Iterator[tuple[str, str]]:
    """What a clause lays on a body: the plainest wording's kind (explicit before agent before norm), and the
    duties' words, unless for one of them the whole clause is the duty."""
    source = ground.record.document.source
    body = ground.record.names[group[0].body].name
    yield RDF.type, GZ.Responsibility
    yield RDF.type, CV.Participation
    yield CV.hasParticipant, node(ground.organisation(body))
    yield CV.role, group[0].role.term
    yield GZ.dutyKind, min((one.kind for one in group), key=_DUTY_KINDS.index).term
    duties = [plain(source.words(one.duty)) for one in group if one.duty]
    if len(duties) == len(group):
        yield GZ.duty, zh(_joined(duties))


def _citation(subject: str, group: Sequence[Citation], ground: Ground) -> Iterator[Triple]:
    """A citation and the instrument it cites, known by its number, else by its title; the strongest relation
    counts (abolishes, amends, basis, implements, requires, mentions)."""
    title = group[0].title
    printed_number = next((one.number for one in group if one.number), "")
    relation = min((one.relation for one in group), key=_RELATIONS.index)
    cited = iri.document(ground.base, printed_number or title)
    said = [(RDF.type, GZ.Citation), (GZ.cited, node(cited)), (GZ.citedTitle, zh(title))]
    yield from about(subject, [*said, (GZ.relation, relation.term)])
    yield node(ground.document), _SHORTCUTS[relation], node(cited)
    yield from about(cited, [(RDF.type, ELI.LegalResource), (RDFS.label, zh(title))])
    if printed_number:
        yield node(subject), GZ.citedNumber, text(printed_number)
        yield node(cited), ELI.id_local, text(printed_number)


def _deadline(subject: str, group: Sequence[Deadline], ground: Ground) -> Iterator[Triple]:
    source, limit = ground.record.document.source, group[0]
    surface = _joined(plain(source.words(one.span)) for one in group)
    yield from about(subject, [(RDF.type, GZ.Deadline), (RDF.type, TIME.Interval)])
    yield node(subject), GZ.surface, text(surface)
    for predicate, iso in ((TIME.hasBeginning, limit.start), (TIME.hasEnd, limit.end)):
        if iso:
            day = iri.day(ground.base, iso)
            yield node(subject), predicate, node(day)
            yield from about(day, [(RDF.type, TIME.Instant), (TIME.inXSDDate, date(iso))])
    if limit.recurrence:
        repeats = [(RDF.type, SCHEMA.Schedule), (SCHEMA.repeatFrequency, text(limit.recurrence))]
        yield from about(subject, repeats)


def _project(project: Project, ground: Ground) -> Iterator[tuple[str, str]]:
    yield RDF.type, SCHEMA.Project
    yield SCHEMA.name, zh(project.name)
    yield GZ.provincialKey, YES if project.provincial_key else NO
    if project.location:
        yield SCHEMA.location, node(ground.place(project.location))
    if project.stage:
        yield GZ.stage, text(project.stage)
    if project.category:
        yield GZ.category, text(project.category)
    for proponent in project.proponents:
        yield GZ.proponent, node(ground.organisation(proponent))


def _group(membership: Membership, ground: Ground) -> str:
    return ground.record.names[membership.group].name


def _membership(subject: str, group: Sequence[Membership], ground: Ground) -> Iterator[Triple]:
    """A person's place in a leading group. The person is known inside the group only: namesakes are many."""
    first = group[0]
    body = ground.organisation(_group(first, ground))
    person = f"{body}/人/{part(first.person)}"
    said = [(RDF.type, ORG.Membership), (ORG.member, node(person)), (ORG.organization, node(body))]
    yield from about(subject, [*said, (ORG.role, first.role.term)])
    for one in group:
        if one.post:
            yield node(subject), GZ.post, zh(one.post)
    yield from about(person, [(RDF.type, FOAF.Person), (FOAF.name, zh(first.person))])


def _target(group: Sequence[Target], ground: Ground) -> Iterator[tuple[str, str]]:
    goal = group[0]
    yield RDF.type, GZ.Target
    yield RDF.type, SCHEMA.QuantitativeValue
    yield GZ.indicator, zh(_joined(one.indicator for one in group))
    yield GZ.comparator, text(goal.comparator)
    yield _VALUES[goal.comparator], number(goal.value)
    if goal.unit:
        yield SCHEMA.unitText, text(goal.unit)
    if goal.date:
        yield GZ.due, date(goal.date)
    for place in {name: None for one in group for name in one.places}:
        yield DCT.spatial, node(ground.place(place))


def _pointer(subject: str, group: Sequence[Pointer], ground: Ground) -> Iterator[Triple]:
    """A pointer and the clauses it means; none where what it means is not printed."""
    yield node(subject), RDF.type, GZ.Pointer
    here = ground.clause(group[0].clause)
    for target in dict.fromkeys(path for one in group for path in one.targets):
        yield node(subject), GZ.pointsTo, node(ground.clause(target))
        if ground.clause(target) != here:
            yield node(here), ELI.cites, node(ground.clause(target))
