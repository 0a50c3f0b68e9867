"""What a thing of the graph is called where people read: 牵头 云岭市水利局, not its IRI."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, TypeAlias
from urllib.parse import unquote

import pyoxigraph as ox

from kg.graph.query import text
from kg.serve.address import curie
from kg.terms import CV, DCT, ELI, FOAF, GZ, ORG, RDF, RDFS, SCHEMA, SKOS, TIME

Said: TypeAlias = Mapping[str, Sequence[ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple]]
"""What is said of one thing: predicate (as an N-Triples term) -> objects."""

_SCOPE_NOTE: Final = "<http://www.w3.org/2004/02/skos/core#scopeNote>"
_NAMES: Final = (SKOS.prefLabel, SCHEMA.name, FOAF.name, RDFS.label, TIME.inXSDDate, GZ.file, _SCOPE_NOTE)
_FACTS: Final = (GZ.citedTitle, GZ.surface, SCHEMA.name, GZ.indicator, GZ.quote)
_AMOUNTS: Final = (GZ.comparator, SCHEMA.value, SCHEMA.minValue, SCHEMA.maxValue, SCHEMA.unitText)
_STANDARD: Final = MappingProxyType(
    {
        "owl:AnnotationProperty": ("注释属性", "annotation property"),
        "owl:Class": ("类", "class"),
        "owl:DatatypeProperty": ("数据属性", "datatype property"),
        "owl:ObjectProperty": ("对象属性", "object property"),
        "owl:Ontology": ("本体", "ontology"),
        "rdfs:domain": ("定义域", "domain"),
        "rdfs:range": ("值域", "range"),
        "rdfs:subClassOf": ("上位类", "subclass of"),
        "rdfs:subPropertyOf": ("上位属性", "subproperty of"),
        "skos:Concept": ("概念", "concept"),
        "skos:ConceptScheme": ("词表", "concept scheme"),
        "skos:definition": ("定义", "definition"),
        "skos:inScheme": ("所属词表", "in scheme"),
        "skos:notation": ("代码", "notation"),
        "skos:scopeNote": ("本图谱中的用法", "used here for"),
        "skos:topConceptOf": ("顶层概念", "top concept of"),
    }
)
"""Words of W3C's vocabularies, which the ontology writes in and does not describe."""
_FIRST = re.compile(r"[^，；：。;:.]+")
_TELLING: Final = frozenset(
    {GZ.onClause, GZ.inDocument, ELI.number, GZ.heading, ELI.id_local, DCT.title, *_NAMES, *_FACTS, *_AMOUNTS}
    | {CV.role, CV.hasParticipant, ORG.role, ORG.member}
)
"""The relations that a thing's name can rest on."""
_LONGEST: Final = 60  # characters of a quotation used as a name


@dataclass(frozen=True, slots=True)
class Link:
    """A thing and what it is called, in Chinese and, where it has one, in English."""

    iri: str
    zh: str
    en: str = ""


def said_of(store: ox.Store, iri: str) -> Said:
    """What any graph of the store says of a thing, each statement once, in the order of its N-Triples."""
    found = {quad.triple for quad in store.quads_for_pattern(ox.NamedNode(iri), None, None, None)}
    said: dict[str, list[ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple]] = defaultdict(list)
    for triple in sorted(found, key=str):
        said[str(triple.predicate)].append(triple.object)
    return said


def link(store: ox.Store, iri: str) -> Link:
    """A thing under its name; of a thing of which much is said, no more is read than that."""
    node = ox.NamedNode(iri)
    told = {key: _objects(store, node, ox.NamedNode(key[1:-1])) for key in _TELLING}
    return named(store, iri, {key: found for key, found in told.items() if found})


def _objects(
    store: ox.Store, node: ox.NamedNode, predicate: ox.NamedNode
) -> list[ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple]:
    return sorted({quad.object for quad in store.quads_for_pattern(node, predicate, None, None)}, key=str)


def named(store: ox.Store, iri: str, said: Said) -> Link:
    """A thing of which `said` is known, under its name."""
    if GZ.onClause in said:
        return Link(iri, _fact(store, said))
    if ELI.number in said:
        return Link(iri, _spaced(_number(store, said), first(said, ELI.number), first(said, GZ.heading)))
    if ELI.id_local in said or DCT.title in said:
        title = first(said, DCT.title) or first(said, RDFS.label)
        return Link(iri, _spaced(first(said, ELI.id_local), title))
    for predicate in _NAMES:
        if predicate in said:
            return Link(iri, _short(said, predicate, "zh"), _short(said, predicate, "en"))
    if CV.hasParticipant in said:
        return Link(iri, _spaced(*(link(store, one.value).zh for one in nodes(said, CV.hasParticipant))))
    return Link(iri, *_STANDARD.get(curie(iri), (tail(iri),)))


def _number(store: ox.Store, clause: Said) -> str:
    """The number of a clause's document; its title where it has none."""
    for document in nodes(clause, GZ.inDocument):
        for name in (ELI.id_local, DCT.title):
            if words := _objects(store, document, ox.NamedNode(name[1:-1])):
                return text(words[0])
    return ""


def _short(said: Said, predicate: str, language: str) -> str:
    """A name; of a scope note, which is a sentence, its first few words."""
    words = first(said, predicate, language)
    opening = _FIRST.match(words) if predicate == _SCOPE_NOTE else None
    return opening.group() if opening else words


def _fact(store: ox.Store, said: Said) -> str:
    """A fact in a few words: `牵头 云岭市水利局`, `组长 钱一鸣`, `≥ 95 %`."""
    for what, who in ((CV.role, CV.hasParticipant), (ORG.role, ORG.member)):
        if what in said and who in said:
            return _spaced(*(link(store, one.value).zh for key in (what, who) for one in nodes(said, key)))
    words = next((first(said, key) for key in _FACTS if key in said), "")
    short = words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
    return _spaced(short, *(first(said, key) for key in _AMOUNTS))


def nodes(said: Said, predicate: str) -> list[ox.NamedNode]:
    """The things that `predicate` leads to."""
    return [one for one in said.get(predicate, ()) if isinstance(one, ox.NamedNode)]


def first(said: Said, predicate: str, language: str = "zh") -> str:
    """The first words of `predicate` in a language, or in none; empty where there are none."""
    words = [one for one in said.get(predicate, ()) if isinstance(one, ox.Literal)]
    plain = [one.value for one in words if one.language is None] if language == "zh" else []
    return next(iter([one.value for one in words if one.language == language] or plain), "")


def kinds(store: ox.Store, said: Said) -> tuple[Link, ...]:
    """The classes of a thing."""
    return tuple(link(store, one.value) for one in nodes(said, RDF.type))


def tail(iri: str) -> str:
    """What can be read in an IRI that has no name.

    >>> tail("https://w3id.org/gongbao/id/org/云岭市%2F局")
    '云岭市/局'
    """
    short = curie(iri)
    return short if short != iri else unquote(iri.rstrip("/").rpartition("/")[2])


def _spaced(*words: str) -> str:
    return " ".join(filter(None, words))
