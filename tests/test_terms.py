"""The ontology's locks: kg/terms.py is what the Turtle gives, and nothing uses a term it lacks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from by_hand import FACTS, RECORD, WATER_NAME
from rdflib import Graph, URIRef

from kg import terms
from kg.build.instruments import resolved
from kg.corrections.lines import parse
from kg.corrections.names import Made
from kg.model import Citation, Responsibility, Target
from kg.resources import folder
from kg.terms import PREFIXES, SHORTCUTS, DutyKind, Relation, Role
from kg.terms_from_turtle import declared, read_ontology, stale_terms, write_terms
from kg.triples import derived, triples
from kg.triples.corrections import corrections
from kg.triples.iri import BASE

OWN = PREFIXES["gz"]
SAID = read_ontology()
DECLARED = set(declared(SAID))
CONCEPTS = SAID.subjects("http://www.w3.org/2004/02/skos/core#inScheme")
SCHEMES = SAID.subjects("http://www.w3.org/1999/02/22-rdf-syntax-ns#type", PREFIXES["skos"] + "ConceptScheme")
QUERIES = sorted(folder("queries").glob("*.rq"))
# classes and properties of these vocabularies are listed in the ontology when they are used
KNOWN = tuple(iri for prefix, iri in PREFIXES.items() if prefix not in ("owl", "xsd", "rdf", "rdfs"))


def undeclared(iris: Iterable[str]) -> list[str]:
    """Those of `iris` that should stand in the ontology and don't."""
    ours = {iri for iri in iris if iri.startswith(KNOWN)}
    return sorted(ours - DECLARED - {*CONCEPTS, *SCHEMES, OWN})


@cache
def used_by_graphs() -> frozenset[str]:
    """The IRIs of a graph that holds each kind of fact, with each role, relation and comparison."""
    span = WATER_NAME.span
    facts = [
        *(Responsibility("正文/一", span, "bracket", WATER_NAME, role, DutyKind.NORM) for role in Role),
        *(Citation("正文/一", span, "named", f"条例{relation}", "", relation) for relation in Relation),
        Citation("正文/一", span, "named", "山南省清河条例", "山政发〔2018〕1号", Relation.BASIS),
        Citation("正文/二", span, "named", "山南省清河条例", "", Relation.BASIS),
        *(Target("正文/一", span, "named", "清淤", sign, "1", "里", "") for sign in ("=", ">=", "<=", "~")),
    ]
    record = replace(RECORD, facts=(*FACTS, *facts))
    line = "剔除\t云政办发〔2020〕3号\t正文/一\t职责\t市水务局\t\t重复\t王\n同一\t\t\t\t甲局\t乙局\t更名"
    made = [Made(one) for one in parse(line, "corrections.tsv")]
    said = [*triples(record), *derived(record), *corrections(record, made)]
    quads = (f"{' '.join(triple)} <{BASE}doc/3> .\n".encode() for triple in said)
    said += [tuple(line.decode().split(" ")[:3]) for line in resolved(quads, BASE)]
    return frozenset(term[1:-1] for triple in said for term in triple if term.startswith("<"))


def test_terms_are_not_stale() -> None:
    assert not stale_terms(), "kg/terms.py is not what ontology/ gives: run `kg terms`"


def test_writing_the_terms_again_changes_no_byte(tmp_path: Path) -> None:
    again = write_terms(tmp_path / "terms.py")
    assert again.read_bytes() == Path(terms.__file__).read_bytes()


@pytest.mark.parametrize("iri", [i for i in (*declared(SAID), *SCHEMES) if i.startswith(OWN)])
def test_own_term_has_label_and_definition(iri: str) -> None:
    for predicate in (PREFIXES["rdfs"] + "label", PREFIXES["skos"] + "definition"):
        for language in ("zh", "en"):
            assert SAID.value(iri, predicate, language), f"{iri}: {predicate} in {language}"


@pytest.mark.parametrize("iri", CONCEPTS)
def test_concept_has_label_and_definition(iri: str) -> None:
    for name in ("prefLabel", "definition"):
        for language in ("zh", "en"):
            assert SAID.value(iri, PREFIXES["skos"] + name, language), f"{iri}: {name} in {language}"


@pytest.mark.parametrize("iri", [i for i in declared(SAID) if not i.startswith(OWN)])
def test_reused_term_says_what_for(iri: str) -> None:
    for language in ("zh", "en"):
        assert SAID.value(iri, PREFIXES["skos"] + "scopeNote", language), f"{iri}: scopeNote in {language}"


def test_concept_iris_end_in_their_notation() -> None:
    for iri in CONCEPTS:
        notation = SAID.value(iri, PREFIXES["skos"] + "notation")
        assert iri.endswith(f"-{notation}"), (
            f"{iri} should end in -{notation}, which is how kg/terms.py finds it"
        )


def test_every_role_has_its_shortcut() -> None:
    assert set(SHORTCUTS) == set(Role), "each role of roles.ttl needs gz:shortcut"


def test_a_graph_uses_declared_terms_only() -> None:
    assert not undeclared(used_by_graphs()), "used in kg/triples/, not declared in ontology/"


def test_every_declared_term_is_used() -> None:
    for_the_program = {OWN + "constant", OWN + "shortcut"}
    of_the_vocabularies = {PREFIXES["skos"] + "broader"}
    unused = DECLARED - used_by_graphs() - for_the_program - of_the_vocabularies
    assert not unused, "declared in ontology/gongbao.ttl, but no graph uses it"


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_query_uses_declared_terms_only(path: Path) -> None:
    text = re.sub(r'"[^"]*"|(?m:^\s*#.*$)', "", path.read_text(encoding="utf-8"))
    prefixes = dict(re.findall(r"PREFIX\s+(\w*):\s*<([^>]*)>", text))
    body = re.sub(r"PREFIX\s+\w*:\s*<[^>]*>", "", text)
    names = re.findall(r"(?<![\w?<])(\w+):([\w-]+)", body)
    missing = {prefix for prefix, _ in names} - prefixes.keys()
    assert not missing, f"queries/{path.name}: prefix without PREFIX: {missing}"
    used = [prefixes[prefix] + name for prefix, name in names] + re.findall(r"<([^>\s]+)>", body)
    assert not undeclared(used), f"queries/{path.name} uses what ontology/ does not declare"


def test_shapes_use_declared_terms_only() -> None:
    shapes = Graph().parse(folder("ontology") / "shapes.ttl")
    used = {str(term) for triple in shapes for term in triple if isinstance(term, URIRef)}
    beside = {PREFIXES["skos"] + "inScheme"}  # the vocabularies' own
    assert not undeclared(used - beside), "used in ontology/shapes.ttl, not declared"
