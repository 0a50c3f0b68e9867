"""The ontology as one HTML page that needs nothing else: every class, property and concept, in two languages.

pyLODE writes such pages too, but in one language and without the reused terms' scope notes, the concepts of SKOS
beside the classes, or the questions that use a term.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files

from kg.graph.questions import questions
from kg.terms import GZ, PREFIXES, SKOS
from kg.terms_from_turtle import Statement, Statements, declared, read_ontology

_OWN = PREFIXES["gz"]
_OWL, _RDF, _RDFS = PREFIXES["owl"], PREFIXES["rdf"], PREFIXES["rdfs"]
_SKOS = PREFIXES["skos"]
_WORDS = {
    f"{_RDFS}subClassOf": ("上位类", "subclass of"),
    f"{_RDFS}subPropertyOf": ("上位属性", "subproperty of"),
    f"{_RDFS}domain": ("定义域", "domain"),
    f"{_RDFS}range": ("值域", "range"),
    SKOS.broader[1:-1]: ("上位概念", "broader"),
    GZ.shortcut[1:-1]: ("直接关系", "shortcut"),
}
_KINDS = {
    "Class": ("类", "classes"),
    "ObjectProperty": ("对象属性", "object properties"),
    "DatatypeProperty": ("数据属性", "datatype properties"),
    "AnnotationProperty": ("注释属性", "annotation properties"),
}
_BACK = {
    f"{_RDFS}subClassOf": ("下位类", "subclasses"),
    f"{_RDFS}domain": ("有此属性", "in the domain of"),
    f"{_RDFS}range": ("作为值", "in the range of"),
}


@dataclass(frozen=True, slots=True)
class Link:
    """A term as it is pointed to, e.g. `gz:Document` at `#Document`."""

    name: str
    href: str


@dataclass(frozen=True, slots=True)
class Row:
    """What a term has to do with others: `值域 range gz:Document`."""

    zh: str
    en: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """A class, property, scheme or concept: its names, what it means, and its rows; `href` is its own IRI."""

    anchor: str
    name: str
    href: str
    zh: str
    en: str
    zh_means: str
    en_means: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page: its anchor, what it is called, and its terms."""

    anchor: str
    zh: str
    en: str
    terms: tuple[Term, ...]


def ontology_html() -> str:
    """The page, to be written as UTF-8; the same text for the same ontology and questions."""
    from jinja2 import Environment, StrictUndefined

    said = read_ontology()
    template = files("kg.views").joinpath("ontology.html").read_text(encoding="utf-8")
    page = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return page.from_string(template).render(
        head=_term(said, _OWN, {}),
        version=said.value(_OWN, f"{_OWL}versionInfo"),
        version_iri=said.value(_OWN, f"{_OWL}versionIRI"),
        licence=said.value(_OWN, f"{PREFIXES['dct']}license"),
        sections=tuple(_sections(said)),
        prefixes=said.prefixes,
    )


def _sections(said: Statements) -> Iterator[Section]:
    """Classes, properties, each concept scheme, and the reused terms."""
    asked = _asked()
    reused = [iri for iri in declared(said) if not iri.startswith(_OWN)]

    def section(anchor: str, words: tuple[str, str], iris: Iterable[str]) -> Section:
        return Section(anchor, *words, tuple(_term(said, iri, asked) for iri in iris))

    for kind, words in _KINDS.items():
        yield section(
            kind, words, (iri for iri in said.subjects(f"{_RDF}type", _OWL + kind) if iri.startswith(_OWN))
        )
    for scheme in said.subjects(f"{_RDF}type", f"{_SKOS}ConceptScheme"):
        words = said.value(scheme, f"{_RDFS}label", "zh"), said.value(scheme, f"{_RDFS}label", "en")
        yield section(_anchor(said, scheme), words, (scheme, *said.subjects(f"{_SKOS}inScheme", scheme)))
    yield section("reused", ("借用的术语", "reused terms"), reused)


def _term(said: Statements, iri: str, asked: dict[str, tuple[str, ...]]) -> Term:
    means = "scopeNote" if iri in said.subjects(f"{_SKOS}scopeNote") else "definition"
    label = f"{_SKOS}prefLabel" if iri in said.subjects(f"{_SKOS}inScheme") else f"{_RDFS}label"
    named = iri in said.subjects(label)
    return Term(
        anchor=_anchor(said, iri),
        name=_name(said, iri),
        href=iri,
        zh=said.value(iri, label, "zh") if named else "",
        en=said.value(iri, label, "en") if named else "",
        zh_means=said.value(iri, _SKOS + means, "zh"),
        en_means=said.value(iri, _SKOS + means, "en"),
        rows=(*_rows(said, iri), *_used_by(asked.get(_name(said, iri), ()))),
    )


def _rows(said: Statements, iri: str) -> Iterator[Row]:
    """What the term says of others, and what others say of it."""
    for predicate, words in _WORDS.items():
        yield from _row(said, words, (t.value for t in said.triples if _says(t, iri, predicate)))
    for predicate, words in _BACK.items():
        yield from _row(said, words, said.subjects(predicate, iri))


def _says(statement: Statement, subject: str, predicate: str) -> bool:
    return (statement.subject, statement.predicate) == (subject, predicate)


def _row(said: Statements, words: tuple[str, str], iris: Iterable[str]) -> Iterator[Row]:
    if links := tuple(_link(said, iri) for iri in iris):
        yield Row(*words, links)


def _used_by(names: tuple[str, ...]) -> Iterator[Row]:
    if names:
        yield Row("用于查询", "asked by", tuple(Link(name, "") for name in names))


def _link(said: Statements, iri: str) -> Link:
    """To the term on the page, or to its owner's where the page has none."""
    here = iri in said.subjects(f"{_SKOS}definition") or iri in said.subjects(f"{_SKOS}scopeNote")
    return Link(_name(said, iri), f"#{_anchor(said, iri)}" if here else iri)


def _name(said: Statements, iri: str) -> str:
    """An IRI with its prefix, e.g. `gz:Document`."""
    prefix, stem = next((p, s) for p, s in said.prefixes.items() if iri.startswith(s))
    return f"{prefix}:{iri.removeprefix(stem)}"


def _anchor(said: Statements, iri: str) -> str:
    """Where a term stands on the page: what follows the `#` of its IRI if it is ours, so that the IRI leads there.

    >>> _anchor(read_ontology(), "https://w3id.org/gongbao/ontology#Document")
    'Document'
    """
    return iri.removeprefix(_OWN) if iri.startswith(_OWN) else _name(said, iri).replace(":", "-")


def _asked() -> dict[str, tuple[str, ...]]:
    """Term -> the named questions that use it: `gz:due` -> targets, targets-by-year."""
    found: dict[str, list[str]] = {}
    for name, question in questions().items():
        for term in sorted(set(re.findall(r"(?<![\w?<])\w+:[\w-]+", question.sparql))):
            found.setdefault(term, []).append(name)
    return {term: tuple(names) for term, names in found.items()}
