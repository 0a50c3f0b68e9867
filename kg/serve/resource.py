"""What the graph says of one thing, and what in the graph points to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from itertools import chain
from typing import Final, TypeAlias

import pyoxigraph as ox

from kg.graph.query import Term, select
from kg.graph.turtle import serialized
from kg.serve.address import curie
from kg.serve.label import Link, Said, first, kinds, link, named, nodes, said_of
from kg.serve.passage import Passage, passage
from kg.terms import DCT, ELI, GZ, RDF, RDFS, SCHEMA, SKOS

SHOWN: Final = 20  # values of one relation, from a thing or to it, on its page
STATED: Final = 1000  # triples of the same, in its Turtle
_NAMES: Final = (SKOS.prefLabel, RDFS.label, SKOS.altLabel, DCT.title, ELI.id_local, SCHEMA.name)
_PARTS: Final = """SELECT ?clause ?path (SUBSTR(COALESCE(?text, ?title, ""), 1, 48) AS ?words) ?facts {
  ?clause gz:inDocument ?document ; eli:number ?path .
  OPTIONAL { ?clause gz:order ?order } OPTIONAL { ?clause gz:text ?text } OPTIONAL { ?clause dct:title ?title }
  { SELECT ?clause (COUNT(?fact) AS ?facts) {
    ?clause gz:inDocument ?document . OPTIONAL { ?fact gz:onClause ?clause } } GROUP BY ?clause }
} ORDER BY ?order ?path LIMIT 1000"""


@dataclass(frozen=True, slots=True)
class Words:
    """A literal: its words, their language, and the type they are of (`xsd:date`), where it is no text."""

    text: str
    language: str
    datatype: str


Value: TypeAlias = Link | Words


@dataclass(frozen=True, slots=True)
class Statement:
    """What one relation leads to from a thing: how many values in all, and the first of them."""

    relation: Link
    count: int
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """What points to a thing by one relation: how many things in all, and the first of them, each with its
    clause (empty where it is no fact) and words."""

    relation: Link
    count: int
    things: tuple[tuple[Link, Link | None, str], ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A clause in a document's contents: its depth, its opening words, and how many facts were read in it."""

    link: Link
    depth: int
    opening: str
    facts: int


@dataclass(frozen=True, slots=True)
class Resource:
    """A thing, what it is, what is said of it, what points to it; how many statements it makes as a relation, or
    holds as a named graph; a clause's text or a fact's; a document's contents."""

    link: Link
    kinds: tuple[Link, ...]
    statements: tuple[Statement, ...]
    mentions: tuple[Mention, ...]
    uses: int
    holds: int
    passage: Passage | None
    parts: tuple[Part, ...]


def resource(store: ox.Store, iri: str) -> Resource:
    """What the graph says of `iri`, which is `known`."""
    said, node = said_of(store, iri), str(ox.NamedNode(iri))
    is_document = any(str(one) == GZ.Document for one in nodes(said, RDF.type))
    return Resource(
        link=named(store, iri, said),
        kinds=kinds(store, said),
        statements=_statements(store, said),
        mentions=_mentions(store, _pointing(store, iri)),
        uses=_counted(store, (f"?a {node} ?b", f"GRAPH ?graph {{ ?a {node} ?b }}")),
        holds=_counted(store, (f"GRAPH {node} {{ ?a ?b ?c }}",)),
        passage=_passage(store, iri, said),
        parts=_parts(store, iri) if is_document else (),
    )


def _statements(store: ox.Store, said: Said) -> tuple[Statement, ...]:
    """What is said, names first; a thing's class and a clause's text have their own places on a page."""
    told = [predicate for predicate in said if predicate not in (RDF.type, GZ.text)]
    told.sort(key=lambda one: (_NAMES.index(one) if one in _NAMES else len(_NAMES), curie(one[1:-1])))
    return tuple(
        Statement(link(store, one[1:-1]), len(said[one]), tuple(_values(store, said[one]))) for one in told
    )


def _values(store: ox.Store, terms: Sequence[Term]) -> Iterator[Value]:
    """The first values, Chinese before English."""
    ordered = sorted(terms, key=lambda term: isinstance(term, ox.Literal) and term.language == "en")
    return (_value(store, term) for term in ordered[:SHOWN])


def _value(store: ox.Store, term: Term) -> Value:
    if isinstance(term, ox.NamedNode):
        return link(store, term.value)
    if not isinstance(term, ox.Literal):
        return Words(str(term), "", "")
    plain = term.language or term.datatype.value.endswith("#string")
    return Words(term.value, term.language or "", "" if plain else curie(term.datatype.value))


def known(store: ox.Store, iri: str) -> bool:
    """Whether any graph of the store says anything of a thing, or with it."""
    node = ox.NamedNode(iri)
    told = (
        store.quads_for_pattern(node, None, None, None),
        store.quads_for_pattern(None, None, node, None),
        store.quads_for_pattern(None, node, None, None),
        store.quads_for_pattern(None, None, None, node),
    )
    return any(next(quads, None) is not None for quads in told)


def _counted(store: ox.Store, patterns: Sequence[str]) -> int:
    """How many statements there are of the first pattern that has any."""
    counts = (select(store, f"SELECT (COUNT(*) AS ?n) {{ {pattern} }}")[0][0] for pattern in patterns)
    return next((int(count) for count in counts if int(count)), 0)


def _to(store: ox.Store, iri: str) -> Iterator[ox.Triple]:
    """The triples that point to a thing: the default graph's, where each stands once; a named graph's where the
    default graph has none (the build's own)."""
    node = ox.NamedNode(iri)
    found = store.quads_for_pattern(None, None, node, ox.DefaultGraph())
    first = next(found, None)
    quads = chain([first], found) if first else store.quads_for_pattern(None, None, node, None)
    return (quad.triple for quad in quads)


def _pointing(store: ox.Store, iri: str) -> dict[str, list[str]]:
    """Relation -> the things that point to `iri` by it."""
    found: dict[str, list[str]] = defaultdict(list)
    for triple in _to(store, iri):
        if isinstance(triple.subject, ox.NamedNode):
            found[triple.predicate.value].append(triple.subject.value)
    return found


def _mentions(store: ox.Store, pointing: Mapping[str, Sequence[str]]) -> tuple[Mention, ...]:
    """What points to a thing, by relation, the most frequent first; its clauses and facts have their own places
    on a page."""
    apart = (GZ.inDocument[1:-1], GZ.onClause[1:-1])
    found = sorted(pointing.items(), key=lambda one: (-len(one[1]), one[0]))
    return tuple(
        Mention(
            link(store, relation), len(things), tuple(_told(store, one) for one in nsmallest(SHOWN, things))
        )
        for relation, things in found
        if relation not in apart
    )


def _told(store: ox.Store, iri: str) -> tuple[Link, Link | None, str]:
    """A thing, and of a fact its clause and words."""
    said = said_of(store, iri)
    clause = next((one.value for one in nodes(said, GZ.onClause)), "")
    return named(store, iri, said), link(store, clause) if clause else None, first(said, GZ.quote)


def _passage(store: ox.Store, iri: str, said: Said) -> Passage | None:
    """The text of a clause, or, of a fact, that of its clause with this fact's words marked."""
    if GZ.text in said:
        return passage(store, iri)
    return next((passage(store, one.value, iri) for one in nodes(said, GZ.onClause)), None)


def _parts(store: ox.Store, document: str) -> tuple[Part, ...]:
    """A document's clauses in printed order."""
    asked = _PARTS.replace("?document", f"<{document}>")
    return tuple(
        Part(Link(iri, path), path.count("/"), words, int(facts))
        for iri, path, words, facts in select(store, asked)
    )


def described(store: ox.Store, iri: str, syntax: ox.RdfFormat) -> bytes:
    """What is said of a thing and of what is named inside it (`<iri>#…`, a fact's evidence), and what points to
    it (the first STATED triples), in an RDF syntax; of a named graph that nothing is said of, what it holds. The
    same bytes for the same graph."""
    told = [*sorted(_inside(store, iri), key=str), *nsmallest(STATED, _to(store, iri), key=str)]
    held = store.quads_for_pattern(None, None, None, ox.NamedNode(iri))
    return serialized(told or sorted((quad.triple for quad in held), key=str), syntax)


def _inside(store: ox.Store, iri: str) -> set[ox.Triple]:
    """The triples about a thing and about what is named inside it."""
    found: set[ox.Triple] = set()
    ahead, met = [iri], {iri}
    while ahead:
        for quad in store.quads_for_pattern(ox.NamedNode(ahead.pop()), None, None, None):
            found.add(quad.triple)
            target = quad.object.value if isinstance(quad.object, ox.NamedNode) else ""
            if target.startswith(f"{iri}#") and target not in met:
                met.add(target)
                ahead.append(target)
    return found
