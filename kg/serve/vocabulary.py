"""The words queries are written in: this graph's prefixes, and its terms with their Chinese and English names."""

from __future__ import annotations

from typing import TypedDict

import pyoxigraph as ox

from kg.graph.query import select
from kg.serve.address import curie
from kg.serve.label import link
from kg.terms import PREFIXES

_TERMS = """SELECT DISTINCT ?term {
  { ?term a owl:Class } UNION { ?term a owl:ObjectProperty } UNION { ?term a owl:DatatypeProperty }
  UNION { ?term a skos:Concept } UNION { ?term skos:scopeNote ?note }
} ORDER BY ?term"""
_CLASSES = "SELECT DISTINCT ?class { { ?class a owl:Class } UNION { ?one a ?class } } ORDER BY ?class"


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
    classes = {iri for [iri] in select(store, _CLASSES)}
    words = [_word(store, iri, iri in classes) for [iri] in select(store, _TERMS)]
    return {"prefixes": dict(PREFIXES), "terms": sorted(words, key=lambda word: word["name"])}


def _word(store: ox.Store, iri: str, is_class: bool) -> Word:
    called = link(store, iri)
    return {"name": curie(iri), "zh": called.zh, "en": called.en, "isClass": is_class}
