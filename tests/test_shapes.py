"""Each shape of ontology/shapes.ttl has a case it takes and a case it refuses, in tests/shapes/<Shape>/."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pyshacl
import pytest
from by_hand import RECORD
from rdflib import RDF, SH, Graph, Literal, Namespace

from kg.graph.check import check
from kg.resources import folder
from kg.triples import Triple, derived, triples

SHAPES = Namespace("https://w3id.org/gongbao/shapes#")
CASES = Path(__file__).parent / "shapes"
SHACL = Graph().parse(folder("ontology") / "shapes.ttl")
TARGETED = set(SHACL.subjects(SH.targetClass))
CONCEPTS = sorted(set(SHACL.subjects(RDF.type, SH.NodeShape)) - TARGETED)  # which vocabulary a concept is of
NAMES = sorted(str(s).removeprefix(SHAPES) for s in TARGETED)
VOCABULARIES = sorted((folder("ontology") / "vocabularies").glob("*.ttl"))


def broken(name: str, case: str) -> set[str]:
    """The Chinese messages that the shape gives for `case`."""
    data = Graph().parse(CASES / name / f"{case}.ttl")
    for file in VOCABULARIES:
        data.parse(file)
    _, found, _ = pyshacl.validate(data, shacl_graph=SHACL, use_shapes=[SHAPES[name], *CONCEPTS])
    said = {
        *found.objects(None, SH.resultMessage),
        *(m for c in found.objects(None, SH.sourceConstraint) for m in found.objects(c, SH.message)),
    }
    return {str(m) for m in said if isinstance(m, Literal) and m.language == "zh"}


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


def parsed(said: list[Triple]) -> list[ox.Triple]:
    lines = "\n".join(f"{s} {p} {o} ." for s, p, o in said)
    return [quad.triple for quad in ox.parse(lines, format=ox.RdfFormat.N_TRIPLES)]


def test_a_record_breaks_no_shape() -> None:
    assert check(parsed([*triples(RECORD), *derived(RECORD)])) == ()


def test_a_violation_names_file_and_line() -> None:
    said = [t for t in triples(RECORD) if not (t[0].endswith("云岭市水务局/lead>") and "dutyKind" in t[1])]
    (violation,) = check(parsed(said))
    assert (violation.file, violation.line) == ("云岭/2020-03.txt", 9), "the line with 牵头单位：市水务局"
    assert violation.focus.endswith("doc/云政办发〔2020〕3号/正文/一/责任/云岭市水务局/lead")
    assert violation.zh == "职责应有且只有一种表述方式"
    assert violation.severity == "violation"


def test_a_violation_of_a_body_is_shown_where_the_body_is_printed() -> None:
    said = [t for t in triples(RECORD) if not (t[0].endswith("org/云岭市水务局>") and "prefLabel" in t[1])]
    (violation,) = check(parsed(said))
    assert (violation.file, violation.line) == ("云岭/2020-03.txt", 9)


def test_an_empty_graph_breaks_nothing() -> None:
    assert check([]) == ()
