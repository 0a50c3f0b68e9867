"""The dataset describes itself: what it is (DCAT), how much of what it holds (VoID), which files are it.

dataset.ttl says it beside them, and the build's own graph in the store says the same but for the files. When and by
what it was made is said in that graph alone (kg/build/run.py), so that dataset.ttl has the same bytes over runs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

import pyoxigraph as ox

from kg.graph.store import SourceEntry, sha256
from kg.graph.turtle import stated_lines
from kg.terms import ELI, GZ, PREFIXES, RDF
from kg.terms_from_turtle import read_ontology
from kg.triples import iri

SPACES: Final = (
    ("dcat", "http://www.w3.org/ns/dcat#"),
    ("spdx", "http://spdx.org/rdf/terms#"),
    ("void", "http://rdfs.org/ns/void#"),
)
"""Prefixes of the description that the graph itself does not use."""

_PREFIXES: Final = PREFIXES | dict(SPACES)
_CC0: Final = "https://creativecommons.org/publicdomain/zero/1.0/"
_TITLE: Final = ("政府公报知识图谱", "Knowledge graph of government gazettes")
_RIGHTS: Final = (
    "条款和引文出自国家机关公文，依《中华人民共和国著作权法》第五条不受著作权保护；程序作者对读出的事实不主张权利。",
    "Clauses and quotes are from official documents, which the Copyright Law of China (Article 5) leaves "
    "unprotected; the program's authors claim no right in the facts read from them.",
)
_MEDIA: Final = (("graph.ttl", "text/turtle"), ("graph.nq", "application/n-quads"), ("graph.html", "text/html"))
_MEDIA_TYPES: Final = "https://www.iana.org/assignments/media-types/"


@dataclass(frozen=True, slots=True)
class Counts:
    """How much the documents state: triples, distinct subjects, documents, and class or property (an IRI) -> how
    many."""

    triples: int
    subjects: int
    documents: int
    classes: Mapping[str, int]
    properties: Mapping[str, int]
    days: tuple[str, ...]


def counts(lines: Sequence[bytes]) -> Counts:
    """What N-Triples lines, each once, hold.

    >>> found = counts([b'<http://e/a> <http://e/p> "1" .\\n', b'<http://e/a> <http://e/q> "2" .\\n'])
    >>> found.triples, found.subjects, dict(found.properties)
    (2, 1, {'http://e/p': 1, 'http://e/q': 1})
    """
    subjects, properties, classes, days = set(), Counter[bytes](), Counter[bytes](), set()
    is_a, dated = RDF.type.encode(), ELI.date_document.encode()
    for line in lines:
        subject, predicate, rest = line.split(b" ", 2)
        subjects.add(subject)
        properties[predicate] += 1
        if predicate == is_a:
            classes[rest[:-3]] += 1
        elif predicate == dated:
            days.add(rest[1:11].decode())
    of_class = _by_iri(classes)
    documents = of_class.get(GZ.Document[1:-1], 0)
    return Counts(len(lines), len(subjects), documents, of_class, _by_iri(properties), tuple(sorted(days)))


def _by_iri(counted: Counter[bytes]) -> dict[str, int]:
    return {term.decode()[1:-1]: counted[term] for term in sorted(counted)}


def description(quads: Iterable[bytes], entries: Sequence[SourceEntry], base: str) -> tuple[ox.Triple, ...]:
    """The dataset without its files, as triples in a fixed order, from sorted N-Quads lines."""
    found = counts(stated_lines(quads, base))
    said = _Dataset(base)
    return _own_first(
        [*said.itself(found, entries), *said.amounts(found), *said.partitions(found)], said.iri
    )


def _own_first(triples: Iterable[ox.Triple], dataset: ox.NamedNode) -> tuple[ox.Triple, ...]:
    """What is said of the dataset itself, then of its parts, else in the same order."""
    return tuple(sorted(triples, key=lambda one: one.subject != dataset))


def dataset_turtle(about: Iterable[ox.Triple], files: Mapping[str, bytes], base: str) -> bytes:
    """dataset.ttl: the description, and each of the files with its media type, size and SHA-256."""
    said = _Dataset(base)
    held = [(name, media, files[name]) for name, media in _MEDIA]
    triples = _own_first([*about, *(triple for one in held for triple in said.distribution(*one))], said.iri)
    data = ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=dict(_PREFIXES))
    assert data is not None  # nothing comes back only where an output file is given
    return data


@dataclass(frozen=True, slots=True)
class _Dataset:
    """What is said about the dataset of a base; its own parts are named below `<base>dataset/`."""

    base: str

    @property
    def iri(self) -> ox.NamedNode:
        """The dataset's own IRI: `<base>dataset`."""
        return ox.NamedNode(f"{self.base}dataset")

    def itself(self, found: Counts, entries: Sequence[SourceEntry]) -> Iterator[ox.Triple]:
        """Title, licence, vocabulary, sources, and the days from the first document's to the last one's."""
        yield self._says("rdf:type", _term("dcat:Dataset"))
        yield self._says("rdf:type", _term("void:Dataset"))
        for name, words in (("dct:title", _TITLE), ("dct:rights", _RIGHTS)):
            for text, language in zip(words, ("zh", "en"), strict=True):
                yield self._says(name, ox.Literal(text, language=language))
        yield self._says("dct:license", ox.NamedNode(_CC0))
        yield self._says("dct:language", ox.Literal("zh"))
        version = read_ontology().value(PREFIXES["gz"], f"{PREFIXES['owl']}versionIRI")
        yield self._says("dct:conformsTo", ox.NamedNode(version))
        for entry in entries:
            yield self._says("dct:source", ox.NamedNode(iri.source(self.base, entry.name)))
        if found.days:
            yield from self._period(found.days[0], found.days[-1])

    def _period(self, first: str, last: str) -> Iterator[ox.Triple]:
        period = ox.NamedNode(f"{self.base}dataset/period")
        yield self._says("dct:temporal", period)
        yield ox.Triple(period, _term("rdf:type"), _term("dct:PeriodOfTime"))
        for name, day in (("dcat:startDate", first), ("dcat:endDate", last)):
            yield ox.Triple(period, _term(name), ox.Literal(day, datatype=_term("xsd:date")))

    def amounts(self, found: Counts) -> Iterator[ox.Triple]:
        """The totals of VoID, where IRIs stand, and the vocabularies in use."""
        for name, number in (
            ("void:triples", found.triples),
            ("void:entities", found.subjects),
            ("void:distinctSubjects", found.subjects),
            ("void:documents", found.documents),
            ("void:classes", len(found.classes)),
            ("void:properties", len(found.properties)),
        ):
            yield self._says(name, ox.Literal(number))
        yield self._says("void:uriSpace", ox.Literal(self.base))
        for space in sorted({_space(one) for one in (*found.classes, *found.properties)}):
            yield self._says("void:vocabulary", ox.NamedNode(space))

    def partitions(self, found: Counts) -> Iterator[ox.Triple]:
        """How many things of each class there are, and how many triples with each property."""
        for term, number in found.classes.items():
            yield from self._partition(("void:classPartition", "void:class", "void:entities"), term, number)
        for term, number in found.properties.items():
            yield from self._partition(("void:propertyPartition", "void:property", "void:triples"), term, number)

    def _partition(self, words: tuple[str, str, str], term: str, number: int) -> Iterator[ox.Triple]:
        kind, of, amount = words
        part = ox.NamedNode(f"{self.base}dataset/{kind.partition(':')[2]}/{quote(_short(term), safe=':')}")
        yield self._says(kind, part)
        yield ox.Triple(part, _term(of), ox.NamedNode(term))
        yield ox.Triple(part, _term(amount), ox.Literal(number))

    def distribution(self, name: str, media: str, data: bytes) -> Iterator[ox.Triple]:
        """One file of the dataset, named as it lies beside dataset.ttl."""
        file, checksum = (ox.NamedNode(f"{self.base}dataset/{name}{end}") for end in ("", "/sha256"))
        yield self._says("dcat:distribution", file)
        yield ox.Triple(file, _term("rdf:type"), _term("dcat:Distribution"))
        yield ox.Triple(file, _term("dct:title"), ox.Literal(name))
        yield ox.Triple(file, _term("dct:license"), ox.NamedNode(_CC0))
        yield ox.Triple(file, _term("dcat:mediaType"), ox.NamedNode(_MEDIA_TYPES + media))
        size = ox.Literal(str(len(data)), datatype=_term("xsd:nonNegativeInteger"))
        yield ox.Triple(file, _term("dcat:byteSize"), size)
        yield ox.Triple(file, _term("spdx:checksum"), checksum)
        yield ox.Triple(checksum, _term("spdx:algorithm"), _term("spdx:checksumAlgorithm_sha256"))
        yield ox.Triple(checksum, _term("spdx:checksumValue"), ox.Literal(sha256(data)))

    def _says(self, name: str, value: ox.NamedNode | ox.Literal) -> ox.Triple:
        return ox.Triple(self.iri, _term(name), value)


def _term(name: str) -> ox.NamedNode:
    """`dcat:Dataset` -> its IRI."""
    prefix, _, local = name.partition(":")
    return ox.NamedNode(_PREFIXES[prefix] + local)


def _short(term: str) -> str:
    """An IRI with its prefix, as far as there is one."""
    prefix, space = next(((p, s) for p, s in PREFIXES.items() if term.startswith(s)), ("", ""))
    return f"{prefix}:{term.removeprefix(space)}" if prefix else term


def _space(term: str) -> str:
    """The vocabulary that a term belongs to: what its IRI has before its name."""
    return term[: max(term.rfind("#"), term.rfind("/")) + 1]
