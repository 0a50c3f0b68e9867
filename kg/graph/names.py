"""What a parameter's words mean in a graph: a body by any of its names, a document by its number, a day, a
year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from difflib import get_close_matches
from types import MappingProxyType
from typing import Final

import pyoxigraph as ox

from kg.errors import KgError
from kg.graph.query import Elsewhere, select
from kg.graph.questions import Question, Terms, told
from kg.text import fold, plain

_XSD: Final = "http://www.w3.org/2001/XMLSchema#"
_LABELS: Final = MappingProxyType(
    {
        "body": "?iri a org:Organization ; skos:prefLabel|skos:altLabel ?name",
        "group": "?iri a org:OrganizationalCollaboration ; skos:prefLabel|skos:altLabel ?name",
        "county": "VALUES ?class { cv:AdminUnit schema:Place }"
        " ?iri a ?class ; skos:prefLabel|skos:altLabel|cv:code ?name",
        "document": "?iri a gz:Document ; eli:id_local|dct:title|gz:enclosedTitle ?name",
        "instrument": "?iri a eli:LegalResource ; eli:id_local|dct:title|rdfs:label ?name",
        "role": "?iri skos:inScheme gz:Role ; skos:notation|skos:prefLabel ?name",
    }
)
"""Parameters that name a thing in the graph: where its names stand. `?iri` and `?name` are what is looked
up."""

_CANONICAL: Final = "SELECT ?iri ?name { ?iri skos:prefLabel|dct:title|rdfs:label ?name }"
_ALONE: Final = """SELECT (STR(?words) AS ?name) { ?iri eli:id_local|skos:prefLabel|dct:title|rdfs:label ?words
  FILTER NOT EXISTS { ?other eli:id_local|skos:prefLabel|skos:altLabel|dct:title|gz:enclosedTitle|rdfs:label ?words
    FILTER(?other != ?iri) } FILTER(LANG(?words) != "en") } ORDER BY STRLEN(?words) LIMIT 1"""
_MOST: Final = 6  # candidates in a message


def terms(store: ox.Store | Elsewhere, asked: Question, pairs: Iterable[str]) -> dict[str, Terms]:
    """The RDF terms of a question's parameters, from `name=value` pairs and defaults.

    Raises KgError when a parameter is wrong or missing, or a name is unknown or means more than one thing.
    """
    return {name: meant(store, name, words) for name, words in told(pairs, asked).items() if words}


def meant(store: ox.Store | Elsewhere, parameter: str, words: str) -> Terms:
    """What `words` mean as the value of a parameter: the thing of that name, a date, a year, or plain words.

    Several things only where their full names are the same (市直 of two documents).
    """
    if parameter in _LABELS:
        return tuple(ox.NamedNode(iri) for iri in sorted(_things(store, parameter, words)))
    match parameter:
        case "day":
            return (ox.Literal(_day(words), datatype=ox.NamedNode(f"{_XSD}date")),)
        case "year":
            return (ox.Literal(_year(words)),)
    return (ox.Literal(words),)


def parameters(store: ox.Store, iri: str) -> list[str]:
    """The parameters that a thing can be the value of, e.g. `body` of a body."""
    node = ox.NamedNode(iri)
    return [
        name
        for name, pattern in _LABELS.items()
        if select(store, f"SELECT ?name {{ VALUES ?iri {{ {node} }} {pattern} }} LIMIT 1")
    ]


def offered(store: ox.Store, parameter: str, most: int) -> list[str]:
    """Names that can be given as a parameter's value, sorted, at most `most`; none for plain words and days."""
    pattern = _LABELS.get(parameter)
    if pattern is None:
        return []
    asked = f"SELECT DISTINCT (STR(?name) AS ?words) {{ {pattern} }} ORDER BY ?words LIMIT {most}"
    return [words for [words] in select(store, asked)]


def plainest(store: ox.Store, iri: str) -> str:
    """The shortest name that nothing else in the graph bears, e.g. a document's number; else the IRI."""
    rows = select(store, _ALONE.replace("?iri", str(ox.NamedNode(iri))))
    return rows[0][0] if rows else iri


def _day(words: str) -> str:
    try:
        return date.fromisoformat(words).isoformat()
    except ValueError as error:
        raise KgError("日期要写成 2021-06-30 a day is written 2021-06-30", words) from error


def _year(words: str) -> int:
    if len(words) == 4 and words.isascii() and words.isdigit():
        return int(words)
    raise KgError("年份要写成 2021 a year is written 2021", words)


def _things(store: ox.Store | Elsewhere, parameter: str, words: str) -> set[str]:
    """The IRIs that `words` name."""
    named = _named(store, _LABELS[parameter])
    wanted = _key(words)
    if words in {iri for iris in named.values() for iri in iris}:
        return {words}
    for key in (wanted, f"市{wanted}"):
        if key in named:
            return _alike(store, words, named[key])
    ending = {iri for key, iris in named.items() if wanted and key.endswith(wanted) for iri in iris}
    if ending:
        return _alike(store, words, ending)
    raise _unknown(parameter, words, named)


def _named(store: ox.Store | Elsewhere, pattern: str) -> dict[str, set[str]]:
    """Folded name -> the IRIs of the things that bear it."""
    named: dict[str, set[str]] = {}
    for iri, name in select(store, f"SELECT DISTINCT ?iri ?name {{ {pattern} }} ORDER BY ?iri ?name"):
        named.setdefault(_key(name), set()).add(iri)
    return named


def _key(words: str) -> str:
    """Words as they are compared: width, brackets and blanks do not count."""
    return fold(plain(words)).strip("《》").replace("人民政府", "政府")


def _alike(store: ox.Store | Elsewhere, words: str, iris: set[str]) -> set[str]:
    """The IRIs, where all bear one full name. Raises KgError, with the full names, where they do not."""
    names = dict(select(store, _CANONICAL)) if len(iris) > 1 else {}
    full = sorted({names.get(iri, iri) for iri in iris})
    if len(full) == 1:
        return iris
    shown = "、".join(full[:_MOST]) + (f" …（共 {len(full)} 个 in all）" if len(full) > _MOST else "")
    hint = f"请写全称 give the full name: {shown}"
    raise KgError("不止一个叫这个名字 the name means more than one", words, hint)


def _unknown(parameter: str, words: str, named: Mapping[str, set[str]]) -> KgError:
    close = get_close_matches(_key(words), named, n=3, cutoff=0.5)
    meant = f"您是不是要找 did you mean: {'、'.join(close)}" if close else ""
    return KgError(f"图谱里没有这个名称 the graph knows no such {parameter}", words, meant)
