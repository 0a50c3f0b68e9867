"""The graph as a property graph, in the CSV files that `neo4j-admin database import` reads.

    neo4j-admin database import full --nodes=nodes.csv --relationships=relationships.csv --multiline-fields=true

A thing is a node, its classes are labels, its literals properties, what links it to another thing a
relationship; each goes by the local name of its term."""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import pyoxigraph as ox

from kg.graph.turtle import parsed, triple_lines
from kg.terms import PREFIXES

_TYPE: Final = f"{PREFIXES['rdf']}type"
_XSD: Final = PREFIXES["xsd"]
_KINDS: Final = ("integer", "long"), ("decimal", "double"), ("boolean", "boolean"), ("date", "date")
_BETWEEN: Final = ";"  # the elements of a list, as the importer expects unless told otherwise

_CONCEPTS: Final = """
SELECT ?concept ?name ?notation {
  ?concept skos:prefLabel ?name ; skos:notation ?notation . FILTER(LANG(?name) = "zh")
} ORDER BY ?concept
"""


@dataclass(frozen=True, slots=True)
class Node:
    """A thing: the local names of its classes, and its literals by the local names of their properties."""

    labels: set[str] = field(default_factory=set)
    properties: dict[str, list[ox.Literal]] = field(default_factory=lambda: defaultdict(list))


def cypher(quads: Sequence[bytes], store: ox.Store) -> dict[str, bytes]:
    """nodes.csv and relationships.csv of sorted N-Quads lines; the concepts they point to (牵头) come out of the
    store."""
    nodes: dict[str, Node] = defaultdict(Node)
    links: set[tuple[str, str, str]] = set()
    for one in parsed(triple_lines(quads)):
        subject, (predicate, value) = str(one.subject)[1:-1], (one.predicate.value, one.object)
        if isinstance(value, ox.Literal):
            nodes[subject].properties[_local(predicate)].append(value)
        elif predicate == _TYPE:
            nodes[subject].labels.add(_local(str(value)[1:-1]))
        else:
            links.add((subject, str(value)[1:-1], _local(predicate)))
    _name_concepts(nodes, {end for _, end, _ in links}, store)
    return {"nodes.csv": _nodes(nodes), "relationships.csv": _relationships(links)}


def _local(iri: str) -> str:
    """`hasParticipant` of `http://data.europa.eu/m8g/hasParticipant`."""
    return re.split(r"[#/]", iri)[-1]


def _name_concepts(nodes: dict[str, Node], ends: Iterable[str], store: ox.Store) -> None:
    """Add the things that are only pointed to, so that every relationship has two ends."""
    answers = store.query(_CONCEPTS, prefixes=dict(PREFIXES))
    assert isinstance(answers, ox.QuerySolutions)
    concepts = {row["concept"].value: (row["name"], row["notation"]) for row in answers}
    for iri in sorted(set(ends) - nodes.keys()):
        labels = {"Concept"} if iri in concepts else set()
        named = zip(("prefLabel", "notation"), concepts.get(iri, ()), strict=False)
        nodes[iri] = Node(labels, {name: [literal] for name, literal in named})


def _nodes(nodes: Mapping[str, Node]) -> bytes:
    """One line a thing, under a header that gives each property its type."""
    columns: dict[str, list[list[ox.Literal]]] = defaultdict(list)
    for node in nodes.values():
        for name, values in node.properties.items():
            columns[name].append(values)
    kinds = {name: _kind(cells) for name, cells in sorted(columns.items())}
    rows = (
        [iri, _BETWEEN.join(sorted(node.labels)), *(_cell(node, name, kind) for name, kind in kinds.items())]
        for iri, node in sorted(nodes.items())
    )
    return _csv(["iri:ID", ":LABEL", *(f"{name}:{kind}" for name, kind in kinds.items())], rows)


def _kind(cells: Sequence[Sequence[ox.Literal]]) -> str:
    """The importer's type of a property: `long`, `date`, `string`; `[]` where some thing has several values."""
    datatypes = {value.datatype.value.removeprefix(_XSD) for cell in cells for value in cell}
    kind = next((kind for datatype, kind in _KINDS if datatypes == {datatype}), "string")
    return f"{kind}[]" if any(len(cell) > 1 for cell in cells) else kind


def _cell(node: Node, name: str, kind: str) -> str:
    """A thing's values of a property; a semicolon in a list's element, which would cut it in two, is made the
    Chinese one."""
    words = [value.value for value in node.properties.get(name, ())]
    if kind.endswith("[]"):
        return _BETWEEN.join(word.replace(_BETWEEN, "；") for word in words)
    return "".join(words)


def _relationships(links: Iterable[tuple[str, str, str]]) -> bytes:
    return _csv([":START_ID", ":END_ID", ":TYPE"], sorted(links))


def _csv(head: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(rows)
    return out.getvalue().encode()
