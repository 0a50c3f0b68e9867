"""Whether a graph is as it must be: ontology/shapes.ttl (SHACL), by pySHACL, with the place in the print."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox
import pyshacl
from rdflib import SH, Graph, Literal, URIRef
from rdflib.term import Node

from kg.resources import folder
from kg.terms import GZ, OA, PROV


def _named(term: str) -> URIRef:
    return URIRef(term[1:-1])


_LINE, _FILE, _EVIDENCE = _named(GZ.line), _named(GZ.file), _named(GZ.evidence)
_TO_SOURCE = (
    _named(OA.hasSource),
    _named(PROV.wasDerivedFrom),
    _named(GZ.inDocument) / _named(PROV.wasDerivedFrom),
)
_FARTHEST = 3  # steps from a body to a fact that names it, and on to that fact's evidence


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """Something in a graph that is not as it must be: where it was printed (`line` is 1-based; an empty file
    and 0 where nothing printed stands behind it), which node, what is wrong in Chinese and English, and the
    value that is wrong, if there is one. `severity` is `violation`, `warning` or `info`."""

    file: str
    line: int
    focus: str
    zh: str
    en: str
    value: str
    severity: str


def check(statements: Iterable[ox.Triple | ox.Quad]) -> tuple[Violation, ...]:
    """Everything in `statements` that breaks a shape of ontology/shapes.ttl, in printed order."""
    graph = _as_rdflib(statements)
    ontology = folder("ontology")
    for file in sorted((ontology / "vocabularies").glob("*.ttl")):
        graph.parse(file)  # the shapes ask which vocabulary a concept belongs to
    shapes = Graph().parse(ontology / "shapes.ttl")
    _, found, _ = pyshacl.validate(graph, shacl_graph=shapes)
    assert isinstance(found, Graph), found  # pySHACL gives a string or an error where the shapes are broken
    results = found.objects(None, SH.result)
    return tuple(sorted({_violation(found, result, graph) for result in results}))


def _as_rdflib(statements: Iterable[ox.Triple | ox.Quad]) -> Graph:
    graph = Graph()
    for said in statements:
        graph.add((_node(said.subject), _node(said.predicate), _node(said.object)))
    return graph


def _node(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Node:
    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if isinstance(term, ox.Literal):
        datatype = None if term.language or term.datatype.value.endswith("#string") else term.datatype.value
        return Literal(term.value, lang=term.language, datatype=datatype, normalize=False)
    raise TypeError(f"no blank nodes in a graph of ours: {term}")


def _violation(found: Graph, result: Node, graph: Graph) -> Violation:
    focus = found.value(result, SH.focusNode)
    assert focus is not None
    severity = str(found.value(result, SH.resultSeverity))
    return Violation(
        *_printed(graph, focus),
        focus=str(focus),
        zh=_message(found, result, "zh"),
        en=_message(found, result, "en"),
        value=str(found.value(result, SH.value) or ""),
        severity=severity.removeprefix(str(SH)).lower(),
    )


def _message(found: Graph, result: Node, language: str) -> str:
    """The message in `language`. A SPARQL result loses its languages; its constraint does not."""
    constraint = found.value(result, SH.sourceConstraint)
    messages = [*found.objects(result, SH.resultMessage), *found.objects(constraint, SH.message)]
    ours = [m for m in messages if isinstance(m, Literal) and m.language == language]
    return str((ours or messages)[0])


def _printed(graph: Graph, focus: Node) -> tuple[str, int]:
    """File and line of what stands behind a node: its own, its evidence's, or those of what points to it."""
    nodes = {focus}
    for _ in range(_FARTHEST):
        if places := [place for node in nodes for place in _own_place(graph, node)]:
            return min(places)
        evidence = {proof for node in nodes for proof in graph.objects(node, _EVIDENCE)}
        nodes = evidence or {pointing for node in nodes for pointing in graph.subjects(None, node)}
    return "", 0


def _own_place(graph: Graph, node: Node) -> Iterator[tuple[str, int]]:
    for line in graph.objects(node, _LINE):
        for to_source in _TO_SOURCE:
            for source in graph.objects(node, to_source):
                yield str(graph.value(source, _FILE) or ""), int(str(line))
