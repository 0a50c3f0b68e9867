"""The words queries are written in: this graph's prefixes, and its terms with their Chinese and English names."""

from __future__ import annotations

from typing import TypedDict

import pyoxigraph as ox

from kg.graph.query import select
from kg.serve.address import curie
from kg.serve.label import link
from kg.terms import PREFIXES, RDF

_TERMS = """SELECT DISTINCT ?term {
  { ?term a owl:Class } UNION { ?term a owl:ObjectProperty } UNION { ?term a owl:DatatypeProperty }
  UNION { ?term a skos:Concept } UNION { ?term skos:scopeNote ?note }
} ORDER BY ?term"""


class Word(TypedDict):
    """A term under its prefix, what it is called, and whether it is a class."""

    name: str
    zh: str
    en: str
    isClass: bool


class Vocabulary(TypedDict):
    """The prefixes, and the terms by their names."""

    prefixes: dict[str, str]
    terms: list[Word]


def vocabulary(store: ox.Store) -> Vocabulary:
    """The graph's own terms, and those it takes from others, as its ontology lists them."""
    words = [_word(store, iri) for [iri] in select(store, _TERMS)]
    return {"prefixes": dict(PREFIXES), "terms": sorted(words, key=lambda word: word["name"])}


def _word(store: ox.Store, iri: str) -> Word:
    called = link(store, iri)
    return {"name": curie(iri), "zh": called.zh, "en": called.en, "isClass": _is_class(store, iri)}


def _is_class(store: ox.Store, iri: str) -> bool:
    """Whether a term is declared a class, or anything is one of its kind."""
    kind, term = ox.NamedNode(RDF.type[1:-1]), ox.NamedNode(iri)
    declared = store.quads_for_pattern(term, kind, ox.NamedNode(f"{PREFIXES['owl']}Class"), None)
    met = store.quads_for_pattern(None, kind, term, None)
    return next(declared, None) is not None or next(met, None) is not None
