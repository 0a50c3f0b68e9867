"""Exports: every format reads back as the same graph, and is the same bytes every time."""

from __future__ import annotations

import csv
from io import BytesIO
from pathlib import Path

import networkx as nx
import pyoxigraph as ox
import pytest

import kg
from kg.graph.export import TABLES, Format, exported
from kg.graph.store import Graph, open_graph

SYNTAX = {
    Format.TURTLE: ox.RdfFormat.TURTLE,
    Format.RDFXML: ox.RdfFormat.RDF_XML,
    Format.NQUADS: ox.RdfFormat.N_QUADS,
    Format.TRIG: ox.RdfFormat.TRIG,
    Format.JSONLD: ox.RdfFormat.JSON_LD,
}


@pytest.fixture(scope="module")
def graph(one_of_each: Path) -> Graph:
    return open_graph(one_of_each)


def quads(graph: Graph, form: Format) -> set[ox.Quad]:
    return set(ox.parse(exported(graph, form)[""], SYNTAX[form]))


@pytest.mark.parametrize("form", Format)
def test_the_same_graph_is_the_same_bytes(form: Format, graph: Graph) -> None:
    first, again = exported(graph, form), exported(graph, form)
    assert first == again and all(first.values())


@pytest.mark.parametrize("form", [Format.TRIG, Format.JSONLD])
def test_formats_with_graph_names_say_the_same_as_nquads(form: Format, graph: Graph) -> None:
    assert quads(graph, form) == quads(graph, Format.NQUADS)


def test_formats_without_graph_names_say_what_the_documents_state(graph: Graph) -> None:
    derived = ox.NamedNode(f"{graph.manifest.base}graph/derived")
    stated = {quad.triple for quad in quads(graph, Format.NQUADS) if quad.graph_name != derived}
    for form in (Format.TURTLE, Format.RDFXML):
        assert {quad.triple for quad in quads(graph, form)} == stated, form


def test_what_is_exported_is_what_is_built(graph: Graph) -> None:
    assert exported(graph, Format.TURTLE)[""] == (graph.folder / "graph.ttl").read_bytes()
    assert exported(graph, Format.NQUADS)[""] == (graph.folder / "graph.nq").read_bytes()


@pytest.mark.parametrize(("form", "read"), [(Format.GRAPHML, nx.read_graphml), (Format.GEXF, nx.read_gexf)])
def test_the_network_reads_back(form: Format, read: object, graph: Graph) -> None:
    assert callable(read)
    network = read(BytesIO(exported(graph, form)[""]))
    labels = {data["label"] for _, data in network.nodes(data=True)}
    assert {"云岭市水务局", "云岭市财政局"} <= {data["name"] for _, data in network.nodes(data=True)}, labels
    assert any(data["tie"] == "shares" for _, _, data in network.edges(data=True))


def test_the_tables_are_nine_csv_files(graph: Graph) -> None:
    files = exported(graph, Format.CSV)
    assert sorted(files) == sorted(f"{table}.csv" for table in TABLES)
    for name, data in files.items():
        rows = list(csv.DictReader(data.decode().splitlines()))
        assert rows, f"{name} is empty, though the graph has one fact of each kind"


def test_rdflib_gives_an_rdflib_dataset_of_named_graphs(one_of_each: Path, graph: Graph) -> None:
    dataset = kg.open(one_of_each).rdflib()
    named = {str(one.identifier) for one in dataset.graphs() if len(one)}
    assert named == {f"{graph.manifest.base}doc/云政办发〔2020〕3号", f"{graph.manifest.base}graph/derived"}
    [[title]] = dataset.query("SELECT ?title { ?d a gz:Document ; dct:title ?title }")
    assert str(title) == "云岭市人民政府办公室关于印发云岭市清河行动方案的通知"
    assert len(list(dataset.quads())) == len(graph.quads())
