"""pySHACL, the reference that the fast check is held against: what breaks the shapes, in rdflib, node by node.

`python tests/referee.py build` compares the two on a whole built graph (minutes for a gazette)."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pyshacl
from rdflib import SH, Graph, Literal
from rdflib.term import Node

from kg.graph.check import Violation, check
from kg.graph.store import open_graph
from kg.resources import folder

Found = tuple[str, str, str, str, str]
"""The node, the value that is wrong (if any), what is said in Chinese and English, and how bad it is."""


def with_vocabularies(statements: Iterable[ox.Triple]) -> ox.Store:
    """A store as `kg build` makes it: the statements in its default graph, and the vocabularies."""
    store = ox.Store()
    store.extend(ox.Quad(*statement) for statement in statements)
    for file in sorted((folder("ontology") / "vocabularies").glob("*.ttl")):
        store.load(path=file, format=ox.RdfFormat.TURTLE)
    return store


@cache
def shapes() -> Graph:
    """ontology/shapes.ttl, read once."""
    return Graph().parse(folder("ontology") / "shapes.ttl")


def judged(store: ox.Store) -> set[Found]:
    """What pySHACL finds in the default graph of `store`."""
    data = ox.serialize(
        (quad.triple for quad in store.quads_for_pattern(None, None, None, ox.DefaultGraph())),
        format=ox.RdfFormat.N_TRIPLES,
    )
    assert data is not None
    graph = Graph().parse(data=data, format="nt")
    _, found, _ = pyshacl.validate(graph, shacl_graph=shapes())
    assert isinstance(found, Graph), found
    return set(_results(found))


def told(violations: Iterable[Violation]) -> set[Found]:
    """What `kg check` found, as `judged` tells it."""
    return {(one.focus, one.value, one.zh, one.en, one.severity) for one in violations}


def _results(found: Graph) -> Iterator[Found]:
    for result in found.objects(None, SH.result):
        focus, value = found.value(result, SH.focusNode), found.value(result, SH.value)
        severity = str(found.value(result, SH.resultSeverity)).removeprefix(str(SH)).lower()
        about = "" if value is None or value == focus else str(value)
        yield str(focus), about, _said(found, result, "zh"), _said(found, result, "en"), severity


def _said(found: Graph, result: Node, language: str) -> str:
    """The message in `language`. A SPARQL result loses its languages; its constraint does not."""
    constraint = found.value(result, SH.sourceConstraint)
    messages = [*found.objects(result, SH.resultMessage), *found.objects(constraint, SH.message)]
    return next((str(m) for m in messages if isinstance(m, Literal) and m.language == language), "")


if __name__ == "__main__":
    built = open_graph(Path(sys.argv[1])).store
    apart = told(check(built)) ^ judged(built)
    print(*sorted(apart), sep="\n")
    sys.exit(bool(apart))
