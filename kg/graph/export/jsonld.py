"""Compact JSON-LD under the published context: plain JSON for who does not ask for more.

    {"id": "kg:doc/岭政发〔2021〕6号", "type": ["LegalResource", "Document"], "date_document": "2021-04-12", …}

The context is in the file, so that no reader needs a network."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Any, Final, TypeAlias

import pyoxigraph as ox

from kg.graph.export.context import CHINESE, Term, published, terms, written
from kg.graph.export.rdf import by_graph
from kg.terms import PREFIXES

Value: TypeAlias = str | int | bool | dict[str, str]

_OWN: Final = PREFIXES["gz"]
_TYPE: Final = f"{PREFIXES['rdf']}type"
_XSD: Final = PREFIXES["xsd"]
_STRING: Final = f"{_XSD}string"
_DATA: Final = "kg"  # the prefix of what the graph speaks of


@dataclass(frozen=True, slots=True)
class Names:
    """How IRIs are written: the terms of the context by IRI, and the base of what the graph speaks of."""

    terms: dict[str, Term]
    base: str

    def thing(self, iri: str) -> str:
        """The IRI of a thing, shortened: `kg:org/云岭市财政局`, `gz:role-lead`."""
        for prefix, stem in ((_DATA, self.base), ("gz", _OWN)):
            rest = iri.removeprefix(stem)
            if rest and rest != iri and not rest.startswith("//"):
                return f"{prefix}:{rest}"
        return iri

    def term(self, iri: str) -> Term:
        """A property or class as the context has it; by its IRI, its values spelt out, where it has none."""
        return self.terms.get(iri) or Term(iri, _STRING)


def jsonld(quads: Sequence[bytes], base: str) -> bytes:
    """Sorted N-Quads lines as JSON-LD: an object a graph, in it a line an object of a thing."""
    held = published()
    names = Names(terms(held), base)
    statements = ox.parse(b"".join(by_graph(quads)), ox.RdfFormat.N_QUADS)
    graphs = groupby(statements, key=attrgetter("graph_name"))
    told = [_graph(name, list(group), names) for name, group in graphs]
    return _object({"@context": written({**held, _DATA: base})}, told).encode() + b"\n"


def _graph(name: Any, statements: Sequence[ox.Quad], names: Names) -> str:
    things = (
        _line(_thing(list(group), names)) for _, group in groupby(statements, key=attrgetter("subject"))
    )
    return _object({"id": _line(names.thing(name.value))}, things)


def _object(head: dict[str, str], lines: Iterable[str]) -> str:
    """A JSON object of `head`'s one member, already written, and of `@graph`, a line each."""
    [(name, told)] = head.items()
    return f'{{"{name}": {told}, "@graph": [\n' + ",\n".join(lines) + "\n]}"


def _line(told: object) -> str:
    return json.dumps(told, ensure_ascii=False, separators=(", ", ": "))


def _thing(statements: Sequence[ox.Quad], names: Names) -> dict[str, object]:
    """What is said of one thing: one value bare, several as a list."""
    told: dict[str, list[Value]] = {"type": []}
    for name, value in _said(statements, names):
        told.setdefault(name, []).append(value)
    subject = statements[0].subject
    assert isinstance(subject, ox.NamedNode)  # a built graph has no blank nodes
    bare = {name: values[0] if len(values) == 1 else values for name, values in told.items() if values}
    return {"id": names.thing(subject.value), **bare}


def _said(statements: Iterable[ox.Quad], names: Names) -> Iterator[tuple[str, Value]]:
    for one in statements:
        if one.predicate.value == _TYPE and isinstance(one.object, ox.NamedNode):
            yield "type", names.term(one.object.value).name
            continue
        term = names.term(one.predicate.value)
        yield term.name, _value(one.object, term, names)


def _value(value: Any, term: Term, names: Names) -> Value:
    if isinstance(value, ox.NamedNode):
        short = names.thing(value.value)
        return short if term.values == "@id" else {"id": short}
    if value.language:
        words = {"@value": value.value, "@language": value.language}
        return value.value if term.values == value.language == CHINESE else words
    datatype = value.datatype.value
    if datatype == term.values:
        return _native(value.value, datatype)
    return {"@value": value.value, **({} if datatype == _STRING else {"@type": datatype})}


def _native(words: str, datatype: str) -> str | int | bool:
    """A whole number or a truth value as JSON has it, where it is written as JSON writes it; else its words."""
    if datatype == f"{_XSD}boolean" and words in ("true", "false"):
        return words == "true"
    if datatype == f"{_XSD}integer" and words.removeprefix("-").isdecimal() and str(int(words)) == words:
        return int(words)
    return words
