"""The graph in other programs' formats: RDF in seven syntaxes, the network in four, a property graph, tables.

Each family has its module here. This one is light, so that the command line can name the formats without
loading any of them."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from kg.errors import KgError

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
    """What `kg export` writes. N-Quads, TriG and JSON-LD say which document states what; Turtle, N-Triples and
    RDF/XML are the documents' graphs as one; GraphML, GEXF, Pajek and UCINET's DL are the network of the page;
    cypher is a property graph as `neo4j-admin database import` reads it; csv, xlsx and parquet are the nine
    tables."""

    TURTLE = "turtle"
    NTRIPLES = "ntriples"
    RDFXML = "rdfxml"
    NQUADS = "nquads"
    TRIG = "trig"
    JSONLD = "jsonld"
    GRAPHML = "graphml"
    GEXF = "gexf"
    PAJEK = "pajek"
    DL = "dl"
    CYPHER = "cypher"
    CSV = "csv"
    XLSX = "xlsx"
    PARQUET = "parquet"

    @property
    def many(self) -> bool:
        """Whether it is a folder of files."""
        return self in (Format.CYPHER, Format.CSV, Format.PARQUET)

    @property
    def sized(self) -> bool:
        """Whether it comes lean and full: networks and tables have the size they have."""
        return self in _SYNTAXES or self is Format.CYPHER


_SYNTAXES = frozenset(
    {Format.TURTLE, Format.NTRIPLES, Format.RDFXML, Format.NQUADS, Format.TRIG, Format.JSONLD}
)


def exported(graph: Graph, form: Format, *, lean: bool = False) -> dict[str, bytes]:
    """The graph in `form`: file name -> bytes; one file named `` (nothing), but two for cypher, nine for csv and
    parquet. `lean`: the facts alone, without the words that prove them, the rules, the files and the corrections.

    The same graph gives the same bytes. Raises KgError where `lean` means nothing, or parquet has no pyarrow.

    >>> exported(graph, Format.DL)[""].splitlines()[0]  # doctest: +SKIP
    b'dl n=42'
    """
    if lean and not form.sized:
        hint = "去掉 --lean leave it out：只有 RDF 和 cypher 分详略 only RDF and cypher come lean and full"
        raise KgError(f"{form} 不分详略 {form} has but one size", "--lean", hint)
    match form:
        case Format.CSV | Format.XLSX | Format.PARQUET:
            return _tables(graph, form)
        case Format.GRAPHML | Format.GEXF | Format.PAJEK | Format.DL:
            from kg.graph.export.networks import network

            return {"": network(graph.store, form)}
    return _statements(graph, form, lean)


def _tables(graph: Graph, form: Format) -> dict[str, bytes]:
    from kg.graph.export import tables

    answers = {name: tables.table(graph.store, name) for name in TABLES}
    match form:
        case Format.CSV:
            return tables.csv(answers)
        case Format.PARQUET:
            return tables.parquet(answers)
    from kg.graph.export.workbook import workbook

    return {"": workbook(answers)}


def _statements(graph: Graph, form: Format, lean: bool) -> dict[str, bytes]:
    from kg.graph.export import lean as facts

    quads, base = graph.quads(), graph.manifest.base
    kept = facts.facts_alone(quads) if lean else quads
    if form is Format.CYPHER:
        from kg.graph.export.cypher import cypher

        return cypher(kept, graph.store)
    if form is Format.JSONLD:
        from kg.graph.export.jsonld import jsonld

        return {"": jsonld(kept, base)}
    from kg.graph.export.rdf import rdf

    return {"": rdf(kept, base, form)}
