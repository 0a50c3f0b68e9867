"""Whether a graph is as it must be, and what in it a supervision office would ask about: ontology/shapes.ttl
(SHACL), asked of the store as SPARQL, with the place in the print."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from kg.graph.query import Rows, ask, text
from kg.graph.shapes import Rule, rules
from kg.resources import folder
from kg.terms import DCT, FOAF, GZ, OA, PROV, RDFS, SCHEMA, SKOS


def _named(term: str) -> ox.NamedNode:
    return ox.NamedNode(term[1:-1])


_HERE = ox.DefaultGraph()
_LINE, _FILE, _EVIDENCE, _DOCUMENT = (_named(t) for t in (GZ.line, GZ.file, GZ.evidence, GZ.inDocument))
_SOURCES = (_named(OA.hasSource), _named(PROV.wasDerivedFrom))
_WORDS = tuple(
    _named(term)
    for term in (
        GZ.quote,
        DCT.title,
        GZ.text,
        SKOS.prefLabel,
        SCHEMA.name,
        FOAF.name,
        RDFS.label,
        GZ.file,
    )
)
_FARTHEST = 3  # steps from a body to a fact that names it, and on to that fact's evidence
Node = ox.NamedNode | ox.BlankNode


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """Something in a graph that is not as it must be: where it was printed (`line` is 1-based; an empty file
    and 0 where nothing printed stands behind it), which node, what is wrong in Chinese and English, and the
    value that is wrong, if there is one. `severity` is `violation`, `warning` or `info`; `words` are what is
    printed there, or what the node is called; `shape` is the shape's name in ontology/shapes.ttl."""

    file: str
    line: int
    focus: str
    zh: str
    en: str
    value: str
    severity: str
    words: str
    shape: str


def check(store: ox.Store) -> tuple[Violation, ...]:
    """Everything in the default graph of `store` that breaks a shape of ontology/shapes.ttl, in printed order.

    The graph must hold the vocabularies, as a built one does: the shapes ask which of them a concept is of."""
    asked = rules((folder("ontology") / "shapes.ttl").read_bytes())
    return tuple(sorted({found for rule in asked for found in _broken(store, rule)}))


def _broken(store: ox.Store, rule: Rule) -> Iterator[Violation]:
    answer = ask(store, rule.sparql, f"shapes.ttl {rule.shape}")
    assert isinstance(answer, Rows)
    for row in answer.rows:
        focus = row[0]
        assert isinstance(focus, ox.NamedNode | ox.BlankNode)
        yield Violation(
            *_printed(store, focus),
            focus=text(focus),
            zh=rule.zh,
            en=rule.en,
            value=text(row[1]) if len(row) > 1 else "",
            severity=rule.severity,
            words=_words(store, focus),
            shape=rule.shape,
        )


def _words(store: ox.Store, node: Node) -> str:
    """What is printed of a node, or what it is called; nothing where it has no words."""
    for predicate in _WORDS:
        if said := sorted(text(value) for value in _values(store, node, predicate)):
            return said[0]
    return ""


def _printed(store: ox.Store, focus: Node) -> tuple[str, int]:
    """File and line of what stands behind a node: its own, its evidence's, or those of what points to it."""
    nodes: set[Node] = {focus}
    for _ in range(_FARTHEST):
        if places := [place for node in nodes for place in _own_place(store, node)]:
            return min(places)
        evidence = {proof for node in nodes for proof in _nodes(store, node, _EVIDENCE)}
        nodes = evidence or {pointing for node in nodes for pointing in _pointing(store, node)}
    return "", 0


def _own_place(store: ox.Store, node: Node) -> Iterator[tuple[str, int]]:
    for line in _values(store, node, _LINE):
        for holder in (node, *_nodes(store, node, _DOCUMENT)):
            for source in (one for way in _SOURCES for one in _nodes(store, holder, way)):
                files = [text(name) for name in _values(store, source, _FILE)]
                yield min(files, default=""), int(text(line))


def _values(store: ox.Store, node: Node, predicate: ox.NamedNode) -> list[ox.Literal]:
    found = (quad.object for quad in store.quads_for_pattern(node, predicate, None, _HERE))
    return [one for one in found if isinstance(one, ox.Literal)]


def _nodes(store: ox.Store, node: Node, predicate: ox.NamedNode) -> list[Node]:
    found = (quad.object for quad in store.quads_for_pattern(node, predicate, None, _HERE))
    return [one for one in found if isinstance(one, ox.NamedNode | ox.BlankNode)]


def _pointing(store: ox.Store, node: Node) -> Iterator[Node]:
    for quad in store.quads_for_pattern(None, None, node, _HERE):
        assert isinstance(quad.subject, ox.NamedNode | ox.BlankNode)
        yield quad.subject
