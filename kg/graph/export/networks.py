"""The network of bodies, documents, counties and projects, in the formats of network programs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from io import BytesIO
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

import networkx as nx

from kg.graph.export import Format
from kg.graph.export.rdf import xml
from kg.views.ask import network_of
from kg.views.network import Kind, Network, networkx_graph

if TYPE_CHECKING:
    import pyoxigraph as ox

_SHAPES: Final = MappingProxyType(
    {Kind.BODY: "ellipse", Kind.DOCUMENT: "box", Kind.COUNTY: "diamond", Kind.PROJECT: "triangle"}
)
_UNLABELLED: Final = re.compile(r"[\s,=\"'\\]+")  # ends a label in DL or Pajek


def network(store: ox.Store, form: Format) -> bytes:
    """The network as GraphML or GEXF (typed attributes), Pajek (labels, shapes by kind, weights) or UCINET's DL
    (labels, weights)."""
    found = network_of(store)
    match form:
        case Format.PAJEK:
            return "".join(f"{line}\n" for line in nx.generate_pajek(_labelled(found))).encode()
        case Format.DL:
            return "".join(f"{line}\n" for line in _dl(found)).encode()
    out = BytesIO()
    if form is Format.GRAPHML:
        nx.write_graphml(networkx_graph(found), out, encoding="utf-8")
    else:
        nx.write_gexf(networkx_graph(found), out, encoding="utf-8")
    return xml(re.sub(rb' lastmodifieddate="[^"]*"', b"", out.getvalue()))  # the day of writing


def labels(names: Iterable[str]) -> Iterator[str]:
    """Names as labels of one word each, told apart by number where two are alike (UCINET knows no small letters).

    >>> list(labels(["市水利局", "关于 防汛的通知", "市水利局"]))
    ['市水利局', '关于_防汛的通知', '市水利局#2']
    """
    seen: Counter[str] = Counter()
    for name in names:
        word = _UNLABELLED.sub("_", name) or "_"
        seen[word.upper()] += 1
        yield word if seen[word.upper()] == 1 else f"{word}#{seen[word.upper()]}"


def _labelled(found: Network) -> nx.Graph[str]:
    """The network with labels in the place of IRIs, as Pajek knows its points."""
    called = dict(zip(found.by_id, labels(node.label for node in found.nodes), strict=True))
    graph: nx.Graph[str] = nx.Graph()
    for node in found.nodes:
        graph.add_node(called[node.id], shape=_SHAPES[node.kind])
    graph.add_weighted_edges_from((called[edge.a], called[edge.b], edge.weight) for edge in found.edges)
    return graph


def _dl(found: Network) -> Iterator[str]:
    """DL's edge list: points by number from 1, each tie in both directions, since DL's ties have one."""
    number = {node.id: place for place, node in enumerate(found.nodes, 1)}
    yield f"dl n={len(number)}"
    yield "format = edgelist1"
    yield "labels:"
    yield from labels(node.label for node in found.nodes)
    yield "data:"
    for edge in found.edges:
        a, b = number[edge.a], number[edge.b]
        yield f"{a} {b} {edge.weight}"
        yield f"{b} {a} {edge.weight}"
