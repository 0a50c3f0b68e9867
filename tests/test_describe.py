"""What the dataset says of itself is so: its counts, its files, its vocabularies, its run."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from rdflib import DCAT, DCTERMS, OWL, PROV, RDF, VOID, Graph, Literal, Namespace, URIRef

from kg.build.describe import counts
from kg.graph.query import select
from kg.graph.store import open_graph
from kg.terms import PREFIXES

SPDX = Namespace("http://spdx.org/rdf/terms#")
DATASET = URIRef("https://w3id.org/gongbao/id/dataset")


@pytest.fixture(scope="module")
def said(example: Path) -> Graph:
    """dataset.ttl as a reader of Turtle that is not ours finds it."""
    return Graph().parse(example / "dataset.ttl")


@pytest.fixture(scope="module")
def facts(example: Path) -> Graph:
    return Graph().parse(example / "graph.ttl")


def test_the_totals_are_those_of_graph_ttl(said: Graph, facts: Graph) -> None:
    classes = set(facts.objects(None, RDF.type))
    expected = {
        VOID.triples: len(facts),
        VOID.distinctSubjects: len(set(facts.subjects())),
        VOID.classes: len(classes),
        VOID.properties: len(set(facts.predicates())),
        VOID.documents: len(set(facts.subjects(RDF.type, URIRef(PREFIXES["gz"] + "Document")))),
    }
    assert {name: said.value(DATASET, name).toPython() for name in expected} == expected


def partitions(said: Graph, kind: URIRef, of: URIRef, amount: URIRef) -> dict[URIRef, int]:
    """Class or property -> the amount that its partition gives."""
    parts = said.objects(DATASET, kind)
    return {said.value(part, of): said.value(part, amount).toPython() for part in parts}


def test_each_class_has_its_count(said: Graph, facts: Graph) -> None:
    counted = {one: len(set(facts.subjects(RDF.type, one))) for one in set(facts.objects(None, RDF.type))}
    assert partitions(said, VOID.classPartition, VOID["class"], VOID.entities) == counted


def test_each_property_has_its_count(said: Graph, facts: Graph) -> None:
    counted = {one: len(list(facts.triples((None, one, None)))) for one in set(facts.predicates())}
    assert partitions(said, VOID.propertyPartition, VOID.property, VOID.triples) == counted


def test_every_term_belongs_to_a_vocabulary_that_is_named(said: Graph, facts: Graph) -> None:
    spaces = tuple(map(str, said.objects(DATASET, VOID.vocabulary)))
    strange = {
        term
        for term in {*facts.predicates(), *facts.objects(None, RDF.type)}
        if not str(term).startswith(spaces)
    }
    assert not strange and all(space.endswith(("#", "/")) for space in spaces)


def test_each_file_has_its_size_and_digest(said: Graph, example: Path) -> None:
    names = set()
    for file in said.objects(DATASET, DCAT.distribution):
        name = str(said.value(file, DCTERMS.title))
        data = (example / name).read_bytes()
        digest = said.value(said.value(file, SPDX.checksum), SPDX.checksumValue)
        assert str(digest) == hashlib.sha256(data).hexdigest(), f"{name}: its SHA-256 is another"
        assert said.value(file, DCAT.byteSize) == Literal(
            len(data), datatype=URIRef(PREFIXES["xsd"] + "nonNegativeInteger")
        ), name
        names.add(name)
    assert names == {"graph.ttl", "graph.nq", "graph.html"}


def test_licence_ontology_and_days_are_told(said: Graph, facts: Graph) -> None:
    assert str(said.value(DATASET, DCTERMS.license)).startswith(
        "https://creativecommons.org/publicdomain/zero/"
    )
    assert {words.language for words in said.objects(DATASET, DCTERMS.title)} == {"zh", "en"}
    ontology = Graph().parse(Path(__file__).parent.parent / "ontology" / "gongbao.ttl")
    assert said.value(DATASET, DCTERMS.conformsTo) == next(ontology.objects(None, OWL.versionIRI))
    days = sorted(facts.objects(None, URIRef(PREFIXES["eli"] + "date_document")))
    period = said.value(DATASET, DCTERMS.temporal)
    assert [said.value(period, DCAT[end]) for end in ("startDate", "endDate")] == [days[0], days[-1]]


def test_the_file_tells_no_time_and_the_store_tells_the_run(said: Graph, example: Path) -> None:
    assert PROV.startedAtTime not in set(said.predicates()), "dataset.ttl would change with every run"
    rows = select(
        open_graph(example).store,
        "PREFIX void: <http://rdfs.org/ns/void#> SELECT ?n ?start ?name { GRAPH ?own { ?d void:triples ?n ; "
        "prov:wasGeneratedBy ?run . ?run prov:startedAtTime ?start ; prov:wasAssociatedWith/rdfs:label ?name } }",
    )
    assert [(int(row[0]), row[2]) for row in rows] == [(int(said.value(DATASET, VOID.triples)), "gongbao-kg")]


def test_no_blank_node_stands_in_it(said: Graph) -> None:
    assert all(isinstance(term, URIRef | Literal) for triple in said for term in triple)


def test_an_empty_graph_counts_nothing() -> None:
    assert (counts([]).triples, counts([]).days) == (0, ())
