"""The graph in other programs' formats: RDF in five, the network in two, the tables as CSV."""

from __future__ import annotations

import re
from enum import StrEnum
from io import BytesIO
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.graph.query import Rows, ask
from kg.graph.questions import question
from kg.graph.render import Form, rendered
from kg.graph.turtle import serialized

if TYPE_CHECKING:
    from kg.graph.store import Graph

TABLES = (
    "documents",
    "clauses",
    "responsibilities",
    "citations",
    "deadlines",
    "projects",
    "memberships",
    "targets",
    "orgs",
)
"""The questions whose answers together are all the facts."""


class Format(StrEnum):
    """What `kg export` writes. N-Quads, TriG and JSON-LD say which document states what; Turtle and RDF/XML
    are the documents' graphs as one; GraphML and GEXF are the network of the page; csv is a folder of nine
    tables."""

    TURTLE = "turtle"
    RDFXML = "rdfxml"
    NQUADS = "nquads"
    TRIG = "trig"
    JSONLD = "jsonld"
    GRAPHML = "graphml"
    GEXF = "gexf"
    CSV = "csv"


def exported(graph: Graph, form: Format) -> dict[str, bytes]:
    """The graph in `form`: file name -> bytes; one file named `` (nothing), but nine for csv.

    The same graph gives the same bytes.
    """
    match form:
        case Format.CSV:
            return {f"{table}.csv": _table(graph, table) for table in TABLES}
        case Format.GRAPHML | Format.GEXF:
            return {"": _network(graph, form)}
    return {"": _rdf(graph, form)}


def _table(graph: Graph, name: str) -> bytes:
    """The answer to a question without parameters, as CSV."""
    asked = question(name)
    rows = ask(graph.store, asked.sparql, asked.name)
    assert isinstance(rows, Rows)
    return rendered(rows, Form.CSV).encode()


def _rdf(graph: Graph, form: Format) -> bytes:
    """The documents' graphs in an RDF syntax, in the order of their sorted lines."""
    match form:
        case Format.NQUADS:
            return b"".join(graph.quads())
        case Format.TURTLE:
            return serialized(graph.stated(), ox.RdfFormat.TURTLE)
        case Format.RDFXML:
            return serialized(graph.stated(), ox.RdfFormat.RDF_XML)
    syntax = ox.RdfFormat.TRIG if form is Format.TRIG else ox.RdfFormat.JSON_LD
    by_graph = sorted(
        graph.quads(), key=lambda line: line.rpartition(b" <")[2]
    )  # a stable sort: one block a graph
    return serialized(ox.parse(b"".join(by_graph), ox.RdfFormat.N_QUADS), syntax)


def _network(graph: Graph, form: Format) -> bytes:
    """The network of bodies, documents, counties and projects."""
    import networkx as nx

    from kg.views.ask import network_of
    from kg.views.network import networkx_graph

    drawn, out = networkx_graph(network_of(graph.store)), BytesIO()
    if form is Format.GRAPHML:
        nx.write_graphml(drawn, out, encoding="utf-8")
        return out.getvalue()
    nx.write_gexf(drawn, out, encoding="utf-8")
    return re.sub(rb' lastmodifieddate="[^"]*"', b"", out.getvalue())  # the day of writing
