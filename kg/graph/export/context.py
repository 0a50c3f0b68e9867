"""The JSON-LD context: ontology/context.jsonld is written from the Turtle in ontology/ by `kg terms`.

A term goes by its bare name where one vocabulary alone has it (`title`, `hasParticipant`), else by its
prefixed one (`cv:role`, `org:role`); what stands at its other end (a thing, a date, words in Chinese) is said
here once, so that the data are plain JSON."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeAlias

from kg.resources import folder
from kg.terms_from_turtle import Statements, declared, read_ontology

Context: TypeAlias = dict[str, Any]

CHINESE: Final = "zh"
_RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_RANGE: Final = "http://www.w3.org/2000/01/rdf-schema#range"
_OWL: Final = "http://www.w3.org/2002/07/owl#"
_PLAIN: Final = "http://www.w3.org/2001/XMLSchema#string"


@dataclass(frozen=True, slots=True)
class Term:
    """A term as the context has it: its `name` in JSON, and what its values are: `@id` (things), a datatype's
    IRI, or `zh` for words in Chinese."""

    name: str
    values: str


def write_context(path: Path | None = None) -> Path:
    """Write ontology/context.jsonld (or `path`) from the ontology, and say where it lies."""
    target = path or folder("ontology") / "context.jsonld"
    target.write_text(context_text(), encoding="utf-8")
    return target


def context_text() -> str:
    """The text of ontology/context.jsonld, from the ontology of this installation."""
    return f'{{"@context": {written(context(read_ontology()))}}}\n'


def written(held: Context) -> str:
    """A context as JSON, a line a term."""
    lines = (f" {json.dumps(name)}: {json.dumps(told)}" for name, told in held.items())
    return "{\n" + ",\n".join(lines) + "\n}"


def published() -> Context:
    """The context that ships with the program."""
    held: dict[str, Context] = json.loads((folder("ontology") / "context.jsonld").read_bytes())
    return held["@context"]


def terms(held: Context) -> dict[str, Term]:
    """The terms of a context by their IRIs.

    >>> terms({"dct": "http://purl.org/dc/terms/", "title": {"@id": "dct:title", "@language": "zh"}})
    {'http://purl.org/dc/terms/title': Term(name='title', values='zh')}
    """
    return {
        _whole(told["@id"], held): Term(name, _values(told, held))
        for name, told in held.items()
        if isinstance(told, dict)
    }


def _values(told: Context, held: Context) -> str:
    kind: str = told.get("@language") or told.get("@type", "xsd:string")
    return _whole(kind, held) if ":" in kind else kind


def _whole(name: str, held: Context) -> str:
    """A prefixed name as an IRI."""
    prefix, _, rest = name.partition(":")
    return f"{held[prefix]}{rest}"


def context(said: Statements) -> Context:
    """The context of the ontology: prefixes, then classes and properties, each sorted."""
    short = {iri: _prefixed(said, iri) for iri in declared(said) if iri != f"{_RDF}type"}
    alike = Counter(name.partition(":")[2] for name in short.values())
    bare = {
        iri: name if alike[name.partition(":")[2]] > 1 else name.partition(":")[2]
        for iri, name in short.items()
    }
    told = {bare[iri]: {"@id": short[iri], **_kind(said, iri)} for iri in short}
    return {"@version": 1.1, "id": "@id", "type": "@type", **said.prefixes, **dict(sorted(told.items()))}


def _prefixed(said: Statements, iri: str) -> str:
    prefix, stem = next((p, s) for p, s in said.prefixes.items() if iri.startswith(s))
    return f"{prefix}:{iri.removeprefix(stem)}"


def _kind(said: Statements, iri: str) -> Context:
    """What the values of a property are; nothing of a class, nor where they are plain strings."""
    is_a = {t.value for t in said.triples if t.subject == iri and t.predicate == f"{_RDF}type"}
    if f"{_OWL}ObjectProperty" in is_a:
        return {"@type": "@id"}
    if f"{_OWL}DatatypeProperty" not in is_a:
        return {}
    ranges = [t.value for t in said.triples if t.subject == iri and t.predicate == _RANGE]
    if not ranges:
        return {"@language": CHINESE}
    return {} if ranges == [_PLAIN] else {"@type": _prefixed(said, ranges[0])}
