"""The network of a built graph, asked of it in SPARQL.

Private parties that a regulation binds (工地, 产灰单位) share no government's duty: they are left out.
A county is its division; its government is a body that belongs to it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from itertools import combinations
from typing import Final, NamedTuple

import pyoxigraph as ox

from kg.terms import PREFIXES, Level, Role
from kg.views.network import Duty, Edge, Kind, Network, Node, Share, Tie, join

_DOCUMENTS: Final = """
SELECT ?document ?number ?title WHERE {
  ?document a gz:Document .
  OPTIONAL { ?document eli:id_local ?number }
  OPTIONAL { ?document dct:title ?title }
}"""

_DUTIES: Final = """
SELECT ?document ?path ?text ?body ?role ?words WHERE {
  ?duty a gz:Responsibility ; cv:hasParticipant ?body ; cv:role ?role ; gz:dutyKind ?kind ;
    gz:onClause ?clause ; gz:quote ?words .
  ?clause eli:number ?path ; gz:inDocument ?document .
  OPTIONAL { ?clause gz:text ?text }
  FILTER (?kind != gz:duty-kind-norm)
}"""

_BODIES: Final = """
SELECT ?body ?name ?place ?called ?level WHERE {
  ?body a org:Organization ; skos:prefLabel ?name .
  OPTIONAL { ?body dct:spatial ?place . ?place skos:prefLabel ?called ; gz:level ?level }
}"""

_COUNTIES: Final = """
SELECT ?place ?name WHERE { ?place a cv:AdminUnit ; gz:level gz:level-county ; skos:prefLabel ?name }"""

_PROJECTS: Final = """
SELECT ?project ?name ?document ?path ?text ?place WHERE {
  ?project a schema:Project ; schema:name ?name ; gz:onClause ?clause .
  ?clause eli:number ?path ; gz:inDocument ?document .
  OPTIONAL { ?clause gz:text ?text }
  OPTIONAL { ?project schema:location ?place }
}"""

_LONG = 18  # characters of a project's or an unnumbered document's label
_OPENING = 60  # characters of a clause that the page tells


class Seat(NamedTuple):
    """Where a body is: its place's IRI, name and level; all empty when the graph does not say."""

    place: str
    called: str
    level: str


def network_of(store: ox.Store) -> Network:
    """Who shares responsibility with whom in the graph `store`, where the default graph holds everything."""
    seats = _seats(store)
    projects = list(_rows(store, _PROJECTS))
    shares = tuple(_shares(_rows(store, _DUTIES)))
    counties = {place: name for place, name, *_ in _rows(store, _COUNTIES)}
    edges = (*_duty_edges(shares), *_county_edges(seats, counties), *_project_edges(projects))
    bodies = {duty.body for share in shares for duty in share.duties}
    known = (
        *(_document(*row) for row in _rows(store, _DOCUMENTS)),
        *_bodies({body: seats[body] for body in bodies & seats.keys()}),
        *(Node(project, Kind.PROJECT, name, _cut(name, _LONG)) for project, name, *_ in projects),
    )
    ends = {end for edge in join([*known, *_counties(counties)], edges).edges for end in (edge.a, edge.b)}
    return join([*known, *(county for county in _counties(counties) if county.id in ends)], edges)


def body_labels(store: ox.Store, bodies: AbstractSet[str]) -> dict[str, str]:
    """The short names of `bodies` (IRIs): 市水利局, where they are of one city; in full where of several."""
    seats = {body: seat for body, seat in _seats(store).items() if body in bodies}
    return {node.id: node.label for node in _bodies(seats)}


def _seats(store: ox.Store) -> dict[str, tuple[str, Seat]]:
    """Every body's full name and where it is."""
    return {body: (name, Seat(*seat)) for body, name, *seat in _rows(store, _BODIES)}


def _rows(store: ox.Store, query: str) -> Iterator[tuple[str, ...]]:
    """The answers in one order for one graph: IRIs and words as plain strings, what is not there empty."""
    answers = store.query(query, prefixes=dict(PREFIXES))
    assert isinstance(answers, ox.QuerySolutions)
    return iter(sorted({tuple(_word(term) for term in row) for row in answers}))


def _word(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else ""


def _shares(rows: Iterable[tuple[str, ...]]) -> Iterator[Share]:
    """Clauses with the duties they lay on bodies."""
    roles = {role.term.strip("<>"): role for role in Role}
    clauses: dict[tuple[str, str, str], list[Duty]] = defaultdict(list)
    for document, path, text, body, role, words in rows:
        clauses[document, path, _cut(text, _OPENING)].append(Duty(body, roles[role], words))
    for (document, path, opening), duties in clauses.items():
        yield Share(document, path, opening, tuple(duties))


def _duty_edges(shares: Iterable[Share]) -> Iterator[Edge]:
    """Body to body where a clause lays duties on both, document to body where it lays a duty on it."""
    tied: dict[tuple[str, str, Tie], list[Share]] = defaultdict(list)
    for share in shares:
        bodies = sorted({duty.body for duty in share.duties})
        for a, b in combinations(bodies, 2):
            tied[a, b, Tie.SHARES].append(share)
        for body in bodies:
            tied[*_pair(body, share.document), Tie.ASSIGNS].append(share)
    return (Edge(a, b, tie, tuple(proof)) for (a, b, tie), proof in tied.items())


def _county_edges(seats: dict[str, tuple[str, Seat]], counties: dict[str, str]) -> Iterator[Edge]:
    for body, (_, seat) in seats.items():
        if seat.place in counties:
            yield Edge(*_pair(body, seat.place), Tie.BELONGS)


def _project_edges(projects: Iterable[tuple[str, ...]]) -> Iterator[Edge]:
    for project, _, document, path, text, place in projects:
        proof = (Share(document, path, _cut(text, _OPENING)),)
        yield Edge(*_pair(project, document), Tie.NAMES, proof)
        if place:
            yield Edge(*_pair(project, place), Tie.LIES, proof)


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def _document(document: str, number: str, title: str) -> Node:
    name = title or number or document.rpartition("/")[2]
    return Node(document, Kind.DOCUMENT, name, number or _cut(name, _LONG))


def _counties(counties: dict[str, str]) -> Iterator[Node]:
    return (Node(place, Kind.COUNTY, name, name) for place, name in counties.items())


def _bodies(seats: dict[str, tuple[str, Seat]]) -> Iterator[Node]:
    """Bodies under the short names that people of the place use, where there is but one city to mean."""
    city = Level.CITY.term.strip("<>")
    cities = {seat.place for _, seat in seats.values() if seat.level == city}
    for body, (name, seat) in seats.items():
        label = short(name, seat.called, of_city=seat.level == city)
        yield Node(body, Kind.BODY, name, name if seat.place in cities and len(cities) > 1 else label)


def short(name: str, place: str, of_city: bool) -> str:
    """A body's name from its place on; of the city's own bodies only 市 is left of the place.

    >>> short("云岭市财政局", "云岭市", True), short("云岭市桐溪区人民政府", "桐溪区", False)
    ('市财政局', '桐溪区人民政府')
    """
    before, _, after = name.partition(place) if place else (name, "", "")
    if not after or not (before in ("", "中共") or before.endswith("市")):
        return name  # 武警云岭市支队 would be but 市支队
    return f"{place[-1] if of_city else place}{after}"


def _cut(words: str, length: int) -> str:
    return words if len(words) <= length else f"{words[: length - 1]}…"
