"""Exports as RDF: every syntax reads back as the same graph, by readers that this program does not use too."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import example as case
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import Dataset
from rdflib import Graph as Triples

import kg
from kg.build import build
from kg.errors import KgError
from kg.graph.export import TABLES, Format, exported
from kg.graph.export.context import context_text, published, terms, write_context
from kg.graph.export.jsonld import jsonld
from kg.graph.export.lean import facts_alone
from kg.graph.export.rdf import rdf
from kg.graph.export.tables import table
from kg.graph.store import Graph, open_graph
from kg.resources import folder
from kg.terms import PREFIXES
from kg.terms_from_turtle import declared, read_ontology
from kg.triples.iri import BASE, part

REAL = Path(__file__).parent.parent.parent / "shared" / "gazettes" / "shuozhou-2020-02.txt"
NAMED = (Format.NQUADS, Format.TRIG, Format.JSONLD)
UNNAMED = (Format.TURTLE, Format.NTRIPLES, Format.RDFXML)
SYNTAX = {
    Format.TURTLE: ox.RdfFormat.TURTLE,
    Format.NTRIPLES: ox.RdfFormat.N_TRIPLES,
    Format.RDFXML: ox.RdfFormat.RDF_XML,
    Format.NQUADS: ox.RdfFormat.N_QUADS,
    Format.TRIG: ox.RdfFormat.TRIG,
    Format.JSONLD: ox.RdfFormat.JSON_LD,
}
RDFLIB = {Format.TURTLE: "turtle", Format.NTRIPLES: "nt", Format.RDFXML: "xml", Format.NQUADS: "nquads"} | {
    Format.TRIG: "trig",
    Format.JSONLD: "json-ld",
}
RAPPER = {Format.TURTLE: "turtle", Format.NTRIPLES: "ntriples", Format.RDFXML: "rdfxml"}


@pytest.fixture(scope="module")
def graph(one_of_each: Path) -> Graph:
    return open_graph(one_of_each)


@pytest.fixture(scope="module", params=["example", pytest.param("real gazette", marks=pytest.mark.slow)])
def built(request: pytest.FixtureRequest, example: Path, tmp_path_factory: pytest.TempPathFactory) -> Graph:
    """The example's graph, and that of the real gazette."""
    if request.param == "example":
        return open_graph(example)
    if not REAL.is_file():
        pytest.skip("no ../shared beside this checkout: no real gazette to export")
    out = tmp_path_factory.mktemp("real")
    build([REAL], out)
    return open_graph(out)


def read(data: bytes, form: Format) -> set[ox.Quad]:
    """The quads of a file, by pyoxigraph's reader."""
    return set(ox.parse(data, SYNTAX[form]))


def said(graph: Graph) -> set[ox.Quad]:
    """All that the graph says, from the file that the build wrote."""
    return read((graph.folder / "graph.nq").read_bytes(), Format.NQUADS)


def stated(graph: Graph) -> set[ox.Triple]:
    """What its documents state."""
    derived = {f"{graph.manifest.base}graph/{name}" for name in ("derived", "resolved")}
    return {quad.triple for quad in said(graph) if str(quad.graph_name)[1:-1] not in derived}


# --- the same quads


@pytest.mark.parametrize("form", NAMED)
def test_what_names_graphs_reads_back_as_the_same_quads(form: Format, built: Graph) -> None:
    assert read(exported(built, form)[""], form) == said(built)


@pytest.mark.parametrize("form", UNNAMED)
def test_what_names_none_reads_back_as_what_the_documents_state(form: Format, built: Graph) -> None:
    assert {quad.triple for quad in read(exported(built, form)[""], form)} == stated(built)


@pytest.mark.parametrize("form", NAMED)
def test_rdflib_reads_the_same_quads(form: Format, graph: Graph) -> None:
    found = set(Dataset().parse(data=exported(graph, form)[""], format=RDFLIB[form]).quads())  # type: ignore[attr-defined]
    data = (graph.folder / "graph.nq").read_bytes()
    assert found == set(Dataset().parse(data=data, format="nquads").quads())  # type: ignore[attr-defined]


@pytest.mark.parametrize("form", UNNAMED)
def test_rdflib_reads_the_same_triples(form: Format, graph: Graph) -> None:
    found = set(Triples().parse(data=exported(graph, form)[""], format=RDFLIB[form]))
    assert found == set(Triples().parse(data=(graph.folder / "graph.ttl").read_bytes(), format="turtle"))


@pytest.mark.parametrize("form", RAPPER)
def test_rapper_reads_the_same_triples(form: Format, example: Path) -> None:
    if shutil.which("rapper") is None:
        pytest.skip("no rapper here: apt-get install raptor2-utils")
    graph = open_graph(example)
    command = ["rapper", "--quiet", "-i", RAPPER[form], "-o", "ntriples", "-", BASE]
    done = subprocess.run(command, input=exported(graph, form)[""], capture_output=True, check=False)
    assert done.returncode == 0 and not done.stderr, done.stderr.decode()
    assert {quad.triple for quad in read(done.stdout, Format.NTRIPLES)} == stated(graph)


def test_what_is_exported_is_what_is_built(graph: Graph) -> None:
    assert exported(graph, Format.TURTLE)[""] == (graph.folder / "graph.ttl").read_bytes()
    assert exported(graph, Format.NQUADS)[""] == (graph.folder / "graph.nq").read_bytes()


things = st.text(max_size=6).map(lambda name: ox.NamedNode(f"{BASE}doc/{part(name)}"))
properties = st.sampled_from([*sorted(terms(published())), "http://example.org/其他"]).map(ox.NamedNode)
literals = st.one_of(
    st.text().map(ox.Literal),
    st.tuples(st.text(), st.sampled_from(["zh", "en"])).map(
        lambda told: ox.Literal(told[0], language=told[1])
    ),
    st.tuples(
        st.sampled_from(["1", "01", "-7", "-0", "+5", "true", "0", "2021-06-30", "2.50", "1e3", "", "三"]),
        st.sampled_from(["integer", "boolean", "decimal", "date", "string"]),
    ).map(lambda told: ox.Literal(told[0], datatype=ox.NamedNode(PREFIXES["xsd"] + told[1]))),
)
quads = st.builds(ox.Quad, things, properties, st.one_of(things, literals), things)


def lines(statements: Iterable[ox.Quad]) -> list[bytes]:
    """N-Quads lines, sorted, each once."""
    data = ox.serialize(statements, format=ox.RdfFormat.N_QUADS)
    assert data is not None
    return sorted({line + b"\n" for line in data.split(b"\n") if line})


def number(words: str, of: str) -> ox.Quad:
    """A statement with a number (or truth value) as its file writes it."""
    literal = ox.Literal(words, datatype=ox.NamedNode(PREFIXES["xsd"] + of))
    predicate = ox.NamedNode(PREFIXES["gz"] + ("order" if of == "integer" else "public"))
    return ox.Quad(ox.NamedNode(f"{BASE}x"), predicate, literal, ox.NamedNode(f"{BASE}g"))


@case([number("01", "integer"), number("-0", "integer"), number("三", "integer"), number("1", "boolean")])
@settings(max_examples=60, deadline=None)
@given(st.lists(quads, max_size=8))
def test_json_ld_keeps_whatever_can_be_said(statements: list[ox.Quad]) -> None:
    assert read(jsonld(lines(statements), BASE), Format.JSONLD) == set(statements)


@settings(max_examples=60, deadline=None)
@given(st.lists(quads, max_size=8))
def test_turtle_and_trig_keep_whatever_can_be_said(statements: list[ox.Quad]) -> None:
    assert read(rdf(lines(statements), BASE, Format.TRIG), Format.TRIG) == set(statements)
    triples = {quad.triple for quad in statements}
    assert {q.triple for q in read(rdf(lines(statements), BASE, Format.TURTLE), Format.TURTLE)} == triples


def test_xml_keeps_line_ends_and_marks_what_it_cannot_hold() -> None:
    page = ox.Literal("上页\x0c下页\r\n\t<完>\ufffe")
    end = ox.Quad(ox.NamedNode(f"{BASE}x"), ox.NamedNode("http://e/p"), page, ox.NamedNode(f"{BASE}g"))
    data = rdf(lines([end]), BASE, Format.RDFXML)
    [(_, _, words)] = Triples().parse(data=data, format="xml")
    assert str(words) == "上页\ufffd下页\r\n\t<完>\ufffd", "as long as before, so that offsets count"


# --- lean and full

PROOF = (
    "oa:",
    "gz:evidence",
    "gz:quote",
    "gz:rule",
    "gz:line",
    "gz:correct",
    "gz:file",
    "gz:sha256",
    "gz:Source",
)


def short(term: object) -> str:
    """An IRI with its prefix: `gz:quote`."""
    iri = str(term)[1:-1]
    prefix = next((p for p, stem in PREFIXES.items() if iri.startswith(stem)), "")
    return f"{prefix}:{iri.removeprefix(PREFIXES[prefix])}" if prefix else iri


@pytest.mark.parametrize("form", [*NAMED, *UNNAMED])
def test_lean_is_a_part_of_full_without_proof(form: Format, built: Graph) -> None:
    full, lean = read(exported(built, form)[""], form), read(exported(built, form, lean=True)[""], form)
    assert lean < full
    proof = {short(term) for q in lean for term in (q.predicate, q.object) if short(term).startswith(PROOF)}
    assert not proof, "evidence or provenance in a lean export"


def test_lean_points_to_nothing_that_it_leaves_out(built: Graph) -> None:
    full, lean = said(built), read(exported(built, Format.NQUADS, lean=True)[""], Format.NQUADS)
    left_out = {quad.subject for quad in full} - {quad.subject for quad in lean}
    dangling = {str(quad) for quad in lean if quad.object in left_out}
    assert left_out and not dangling


@pytest.mark.parametrize("name", [name for name in TABLES if name != "responsibilities"])
def test_lean_answers_as_full_does(name: str, built: Graph) -> None:
    store = ox.Store()
    data = exported(built, Format.NQUADS, lean=True)[""]
    store.extend({ox.Quad(*quad.triple) for quad in read(data, Format.NQUADS)})
    for vocabulary in folder("ontology").glob("vocabularies/*.ttl"):
        store.load(path=vocabulary, format=ox.RdfFormat.TURTLE)
    assert sorted(table(store, name).texts()) == sorted(table(built.store, name).texts())


def test_lean_leaves_out_who_corrected_what() -> None:
    fact, line, gz = f"<{BASE}fact>", f"<{BASE}corrections/1>", PREFIXES["gz"]
    said = [
        f"{fact} <{gz}correction> {line} <{BASE}g> .\n",
        f'{fact} <{gz}duty> "备足沙袋"@zh <{BASE}g> .\n',
        f"{line} <{PREFIXES['rdf']}type> <{gz}Correction> <{BASE}g> .\n",
        f'{line} <{gz}reason> "漏读"@zh <{BASE}g> .\n',
    ]
    assert facts_alone([words.encode() for words in said]) == [said[1].encode()]


def test_networks_and_tables_have_one_size(graph: Graph) -> None:
    for form in Format:
        if not form.sized:
            with pytest.raises(KgError, match="has but one size"):
                exported(graph, form, lean=True)


# --- the context


def test_the_context_is_not_stale() -> None:
    kept = (folder("ontology") / "context.jsonld").read_text(encoding="utf-8")
    assert kept == context_text(), "ontology/context.jsonld is not what ontology/ gives: run `kg terms`"


def test_writing_the_context_again_changes_no_byte(tmp_path: Path) -> None:
    again = write_context(tmp_path / "context.jsonld")
    assert again.read_bytes() == (folder("ontology") / "context.jsonld").read_bytes()


def test_the_context_has_every_term_under_a_name_of_its_own() -> None:
    found = terms(published())
    assert set(found) == set(declared(read_ontology())) - {PREFIXES["rdf"] + "type"}
    names = [term.name for term in found.values()]
    assert len(names) == len(set(names)) and not {*names} & {*PREFIXES, "id", "type", "kg"}


def test_each_value_is_what_the_ontology_says_of_its_property(built: Graph) -> None:
    told = json.loads(exported(built, Format.JSONLD)[""])
    known = set(told["@context"])
    for thing in (thing for graph in told["@graph"] for thing in graph["@graph"]):
        odd = [key for key, value in thing.items() if "@value" in str(value) or key not in known]
        assert not odd, f"{thing['id']}: say in ontology/gongbao.ttl what the values of {odd} are"


def test_json_ld_reads_as_plain_json(graph: Graph) -> None:
    told = json.loads(exported(graph, Format.JSONLD)[""])
    things = {thing["id"]: thing for one in told["@graph"] for thing in one["@graph"]}
    document = things["kg:doc/云政办发〔2020〕3号"]
    assert document["title"] == "云岭市人民政府办公室关于印发云岭市清河行动方案的通知"
    assert (document["date_document"], document["public"]) == ("2020-04-08", False)
    assert "Document" in document["type"] and document["passed_by"] == "kg:org/云岭市人民政府办公室"


# --- the same bytes


DIGESTS = """
import hashlib, sys
from pathlib import Path
from kg.graph.export import Format, exported
from kg.graph.store import open_graph
graph = open_graph(Path(sys.argv[1]))
for form in Format:
    for name, data in exported(graph, form).items():
        print(form, name, hashlib.sha256(data).hexdigest())
"""


def test_another_process_writes_the_same_bytes(graph: Graph) -> None:
    command = [sys.executable, "-c", DIGESTS, str(graph.folder)]
    environment = {
        "PYTHONHASHSEED": "7",
        "PYTHONPATH": str(Path(kg.__file__).parent.parent),
        "PYTHONUTF8": "1",
    }
    told = subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout
    files = [(form, name, data) for form in Format for name, data in exported(graph, form).items()]
    assert all(data for *_, data in files)
    here = [f"{form} {name} {hashlib.sha256(data).hexdigest()}" for form, name, data in files]
    assert told.splitlines() == here


def test_rdflib_gives_an_rdflib_dataset_of_named_graphs(one_of_each: Path, graph: Graph) -> None:
    dataset = kg.open(one_of_each).rdflib()
    named = {str(one.identifier) for one in dataset.graphs() if len(one)}
    assert named == {f"{graph.manifest.base}doc/云政办发〔2020〕3号", f"{graph.manifest.base}graph/derived"}
    [[title]] = dataset.query("SELECT ?title { ?d a gz:Document ; dct:title ?title }")
    assert str(title) == "云岭市人民政府办公室关于印发云岭市清河行动方案的通知"
    assert len(list(dataset.quads())) == len(graph.quads())
