"""Each shape of ontology/shapes.ttl has a case it takes and a case it refuses, in tests/shapes/<Shape>/."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest
from by_hand import RECORD
from rdflib import RDF, SH, Graph, Literal, Namespace
from rdflib.collection import Collection
from referee import judged, told, with_vocabularies

from kg.errors import KgError
from kg.graph.check import check
from kg.graph.shapes import rules
from kg.graph.store import open_graph
from kg.resources import folder
from kg.triples import Triple, derived, triples

SHAPES = Namespace("https://w3id.org/gongbao/shapes#")
CASES = Path(__file__).parent / "shapes"
SHACL = Graph().parse(folder("ontology") / "shapes.ttl")
TARGETED = {*SHACL.subjects(SH.targetClass), *SHACL.subjects(SH.targetSubjectsOf)}
NAMES = sorted(str(s).removeprefix(SHAPES) for s in TARGETED)


@cache
def case(name: str, kind: str) -> ox.Store:
    """The graph of tests/shapes/<name>/<kind>.ttl, with the vocabularies."""
    return with_vocabularies(quad.triple for quad in ox.parse(path=CASES / name / f"{kind}.ttl"))


def broken(name: str, kind: str) -> set[str]:
    """The Chinese messages that the shape gives for a case."""
    return {one.zh for one in check(case(name, kind)) if one.shape == name}


def messages(name: str) -> set[str]:
    """Every Chinese message that the shape can give."""
    shape = SHAPES[name]
    parts = [shape, *SHACL.objects(shape, SH.property), *SHACL.objects(shape, SH.sparql)]
    said = (m for part in parts for m in SHACL.objects(part, SH.message))
    return {str(m) for m in said if isinstance(m, Literal) and m.language == "zh"}


def test_every_shape_has_its_two_cases() -> None:
    have = sorted(path.name for path in CASES.iterdir())
    assert have == NAMES, "tests/shapes/ holds one folder for each shape with a target, and no other"
    lacking = [n for n in NAMES for c in ("valid", "invalid") if not (CASES / n / f"{c}.ttl").exists()]
    assert not lacking, f"valid.ttl or invalid.ttl is missing in {lacking}"


@pytest.mark.parametrize("name", NAMES)
def test_valid_case_is_taken(name: str) -> None:
    assert not broken(name, "valid"), f"tests/shapes/{name}/valid.ttl should break nothing"


@pytest.mark.parametrize("name", NAMES)
def test_invalid_case_provokes_every_message(name: str) -> None:
    silent = messages(name) - broken(name, "invalid")
    assert not silent, f"tests/shapes/{name}/invalid.ttl does not provoke: {silent}"


@pytest.mark.parametrize("kind", ["valid", "invalid"])
def test_pyshacl_says_the_same_of_every_case(kind: str) -> None:
    for name in NAMES:
        ours, theirs = told(check(case(name, kind))), judged(case(name, kind))
        where = f"tests/shapes/{name}/{kind}.ttl"
        assert ours == theirs, f"{where}: kg check alone {ours - theirs}, pySHACL alone {theirs - ours}"


@pytest.mark.slow
def test_pyshacl_says_the_same_of_the_example(example: Path) -> None:
    store = open_graph(example).store
    assert told(check(store)) == judged(store)


@pytest.mark.parametrize("name", NAMES)
def test_messages_are_in_chinese_and_english(name: str) -> None:
    for part in [SHAPES[name], *SHACL.objects(SHAPES[name], SH.property)]:
        languages = sorted(str(m.language) for m in SHACL.objects(part, SH.message) if isinstance(m, Literal))
        assert languages in ([], ["en", "zh"]), f"{name}: a message in {languages} alone"


def test_every_class_of_a_graph_has_a_shape() -> None:
    classes = {o for _, p, o in [*triples(RECORD), *derived(RECORD)] if p == f"<{RDF.type}>"}
    shaped = {f"<{c}>" for c in SHACL.objects(None, SH.targetClass)}
    beside = {
        "cv:Participation",
        "time:Interval",
        "schema:Schedule",
        "schema:QuantitativeValue",
        "prov:Entity",
    }
    beside |= {"cv:PublicOrganisation", "org:FormalOrganization", "org:OrganizationalCollaboration"}
    named = {SHACL.namespace_manager.curie(c[1:-1]) for c in classes - shaped}
    assert named <= beside, "classes without a shape that no shaped class comes with"


def test_every_relation_of_a_graph_is_asked_about() -> None:
    used = {p[1:-1] for _, p, _ in [*triples(RECORD), *derived(RECORD)]}
    asked = {str(path) for path in SHACL.objects(None, SH.path)}
    asked |= {str(one) for some in SHACL.objects(None, SH.alternativePath) for one in Collection(SHACL, some)}
    selected = " ".join(map(str, SHACL.objects(None, SH.select)))
    named = {SHACL.namespace_manager.curie(p) for p in used - asked}
    told_of = {"rdf:type", *re.findall(r"[a-z]+:[A-Za-z_]+", selected)}
    assert named <= told_of, f"relations that no shape asks about: {sorted(named - told_of)}"


def parsed(said: list[Triple]) -> ox.Store:
    lines = "\n".join(f"{s} {p} {o} ." for s, p, o in said)
    return with_vocabularies(quad.triple for quad in ox.parse(lines, format=ox.RdfFormat.N_TRIPLES))


def test_a_record_breaks_no_shape() -> None:
    assert check(parsed([*triples(RECORD), *derived(RECORD)])) == ()


def test_a_violation_names_file_and_line() -> None:
    said = [t for t in triples(RECORD) if not (t[0].endswith("云岭市水务局/lead>") and "dutyKind" in t[1])]
    (violation,) = check(parsed(said))
    assert (violation.file, violation.line) == ("云岭/2020-03.txt", 9), "the line with 牵头单位：市水务局"
    assert violation.focus.endswith("doc/云政办发〔2020〕3号/正文/一/责任/云岭市水务局/lead")
    assert violation.zh == "职责应有且只有一种表述方式"
    assert violation.severity == "violation"
    assert violation.words == "市水务局"


def test_a_violation_of_a_body_is_shown_where_the_body_is_printed() -> None:
    said = [t for t in triples(RECORD) if not (t[0].endswith("org/云岭市水务局>") and "prefLabel" in t[1])]
    (violation,) = check(parsed(said))
    assert (violation.file, violation.line) == ("云岭/2020-03.txt", 9)


def test_an_empty_graph_breaks_nothing() -> None:
    assert check(parsed([])) == ()


HEAD = """@prefix : <https://example.org/> . @prefix sh: <http://www.w3.org/ns/shacl#> .
:Road a sh:NodeShape ; sh:targetClass :Way ; """


@pytest.mark.parametrize(
    ("asked", "named"),
    [
        ("sh:closed true", "closed"),
        ("sh:property [ sh:path :name ; sh:minCount 2 ]", "count"),
        ("sh:property [ sh:path :name ; sh:uniqueLang true ]", "uniqueLang"),
        ("sh:property [ sh:path [ sh:inversePath :name ] ; sh:minCount 1 ]", "inversePath"),
        ('sh:sparql [ sh:select "SELECT $this WHERE { $this a :Way MINUS { ?any a :Way } }" ]', "MINUS"),
        ('sh:sparql [ sh:ask "ASK {}" ]', "ask"),
    ],
)
def test_what_cannot_be_translated_is_refused(asked: str, named: str) -> None:
    with pytest.raises(KgError, match=named):
        rules(f"{HEAD}{asked} .".encode())
