"""Exports as networks: network programs' readers find the same points, ties and weights."""

from __future__ import annotations

import csv
import io
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx as nx
import pyoxigraph as ox
import pytest

from kg.graph.export import Format, exported
from kg.graph.export.cypher import cypher
from kg.graph.export.networks import labels
from kg.graph.store import Graph, open_graph
from kg.views.ask import network_of
from kg.views.network import networkx_graph

IRI = "https://example.org/id/"


@pytest.fixture(scope="module")
def graph(example: Path) -> Graph:
    return open_graph(example)


def weights(network: nx.Graph[Any]) -> list[tuple[str, str, int]]:
    """The ties with their weights, in one order."""
    return sorted((*sorted((a, b)), int(weight)) for a, b, weight in network.edges(data="weight"))


@pytest.mark.parametrize(("form", "reader"), [(Format.GRAPHML, nx.read_graphml), (Format.GEXF, nx.read_gexf)])
def test_graphml_and_gexf_keep_every_attribute_and_its_type(
    form: Format, reader: Callable[[Any], nx.Graph[Any]], graph: Graph
) -> None:
    drawn, found = networkx_graph(network_of(graph.store)), reader(io.BytesIO(exported(graph, form)[""]))
    assert set(found) == set(drawn) and weights(found) == weights(drawn)
    for point, told in drawn.nodes(data=True):
        assert found.nodes[point].items() >= told.items()
    for a, b, told in drawn.edges(data=True):
        assert found.edges[a, b].items() >= told.items(), "weights as numbers, words as words"


def labelled(graph: Graph) -> list[tuple[str, str, int]]:
    """The ties of the network between labels."""
    network = network_of(graph.store)
    called = dict(zip(network.by_id, labels(node.label for node in network.nodes), strict=True))
    return sorted((*sorted((called[edge.a], called[edge.b])), edge.weight) for edge in network.edges)


def test_pajek_keeps_points_and_weights(graph: Graph) -> None:
    found = nx.read_pajek(io.BytesIO(exported(graph, Format.PAJEK)[""]))
    assert weights(found) == labelled(graph)
    assert found.nodes["市水利局"]["shape"] == "ellipse"
    assert found.nodes["岭政发〔2021〕6号"]["shape"] == "box"


def read_dl(text: str) -> tuple[list[str], set[tuple[str, str, int]]]:
    """The labels and ties of a DL file, as UCINET's guide has it: points counted from 1, ties directed."""
    shape = r"dl n=(\d+)\nformat = edgelist1\nlabels:\n(.*?)\ndata:\n(.*)"
    match = re.fullmatch(shape, text, re.DOTALL)
    assert match, "not the shape of an edge list in DL"
    names = re.split(r"[\s,=]+", match[2])
    assert len(names) == int(match[1]) == len({name.upper() for name in names})
    ties = (map(int, line.split()) for line in match[3].splitlines())
    return names, {(names[a - 1], names[b - 1], weight) for a, b, weight in ties}


def test_dl_keeps_points_and_weights_in_both_directions(graph: Graph) -> None:
    names, ties = read_dl(exported(graph, Format.DL)[""].decode())
    assert ties == {tie for a, b, weight in labelled(graph) for tie in ((a, b, weight), (b, a, weight))}
    assert "市水利局" in names


IGRAPH = """
import sys, igraph
found = igraph.Graph.Read(sys.argv[1], format=sys.argv[2])
print(found.vcount(), found.ecount(), int(sum(found.es["weight"])), *found.vs["name"])
"""


@pytest.mark.parametrize(("form", "directions"), [(Format.DL, 2), (Format.PAJEK, 1)])
def test_igraph_reads_the_same_network(form: Format, directions: int, graph: Graph, tmp_path: Path) -> None:
    path = tmp_path / f"network.{form}"
    path.write_bytes(exported(graph, form)[""])
    # the system's Python: igraph is GPL, no dependency of ours
    command = [
        shutil.which("python3", path="/usr/bin:/usr/local/bin") or sys.executable,
        "-c",
        IGRAPH,
        path,
        form,
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if "No module named 'igraph'" in done.stderr:
        pytest.skip("no igraph here: apt-get install python3-igraph")
    network, ties = network_of(graph.store), labelled(graph)
    called = labels(node.label for node in network.nodes)
    weight = directions * sum(weight for *_, weight in ties)
    assert done.stdout.split() == [str(len(network.nodes)), str(directions * len(ties)), str(weight), *called]


def test_labels_are_one_word_each_and_differ() -> None:
    given = ["市水利局", "关于 防汛的\n通知", '"甲=乙"', "", "PPP项目", "ppp项目", "市水利局"]
    assert list(labels(given)) == [
        "市水利局", "关于_防汛的_通知", "_甲_乙_", "_", "PPP项目", "ppp项目#2", "市水利局#2",
    ]  # fmt: skip


# --- the property graph, as the manual of `neo4j-admin database import` wants it

HEADER = re.compile(r"\w+:(?:ID|(?:long|double|boolean|date|string)(?:\[\])?)|:LABEL")
VALUE = {
    "long": re.compile(r"-?\d+"),
    "double": re.compile(r"-?\d+(?:\.\d+)?"),
    "boolean": re.compile(r"true|false"),
    "date": re.compile(r"\d{4}-\d\d-\d\d"),
}


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode(), newline="")))


@pytest.mark.parametrize("lean", [False, True], ids=["full", "lean"])
def test_cypher_is_as_the_importer_reads_it(lean: bool, graph: Graph) -> None:
    files = exported(graph, Format.CYPHER, lean=lean)
    nodes, links = rows(files["nodes.csv"]), rows(files["relationships.csv"])
    assert not [name for name in nodes[0] if not HEADER.fullmatch(name)], "not a header of the importer"
    assert list(links[0]) == [":START_ID", ":END_ID", ":TYPE"]
    known = {node["iri:ID"] for node in nodes}
    assert len(known) == len(nodes), "an id twice: the importer stops"
    assert {end for link in links for end in (link[":START_ID"], link[":END_ID"])} <= known
    for column in (name for name in nodes[0] if name.partition(":")[2] in VALUE):
        wrong = {node[column] for node in nodes if node[column]} - {""}
        assert all(VALUE[column.partition(":")[2]].fullmatch(value) for value in wrong), column


def test_cypher_says_what_the_graph_says(graph: Graph) -> None:
    files = exported(graph, Format.CYPHER, lean=True)
    nodes = {node["iri:ID"]: node for node in rows(files["nodes.csv"])}
    body = nodes[f"{graph.manifest.base}org/云岭市水利局"]
    assert body["prefLabel:string"] == "云岭市水利局" and "PublicOrganisation" in body[":LABEL"].split(";")
    assert "市水利局" in body["altLabel:string[]"].split(";")
    links = {(row[":START_ID"], row[":TYPE"], row[":END_ID"]) for row in rows(files["relationships.csv"])}
    quads = ox.parse(exported(graph, Format.NQUADS, lean=True)[""], ox.RdfFormat.N_QUADS)
    iris = ((q.subject, q.predicate, q.object) for q in quads if isinstance(q.object, ox.NamedNode))
    local = {(s.value, re.split("[#/]", p.value)[-1], o.value) for s, p, o in iris}  # type: ignore[union-attr]
    assert links == {link for link in local if link[1] != "type"}
    lead = nodes["https://w3id.org/gongbao/ontology#role-lead"]
    assert (lead[":LABEL"], lead["prefLabel:string"]) == ("Concept", "牵头")


def test_a_semicolon_cuts_no_list() -> None:
    alias = "<http://www.w3.org/2004/02/skos/core#altLabel>"
    quads = [f'<{IRI}a> {alias} "{words}" <{IRI}g> .\n'.encode() for words in ("甲;乙", "丙")]
    [node] = rows(cypher(sorted(quads), ox.Store())["nodes.csv"])
    assert sorted(node["altLabel:string[]"].split(";")) == ["丙", "甲；乙"]
