"""How documents and cited instruments are called: read from the N-Quads lines of all gazettes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from kg.reading.issuing import is_national
from kg.terms import DCT, ELI, GZ, RDF, SCHEMA
from kg.text import fold

_CALLED = {
    name.encode(): name
    for name in (
        *(RDF.type, ELI.id_local, ELI.passed_by, ELI.jurisdiction, ELI.date_document, DCT.title),
        *(GZ.cited, GZ.citedTitle, GZ.citedNumber, GZ.relation, GZ.promulgates, GZ.enclosedTitle),
        SCHEMA.containedInPlace,
    )
}
_OTHER_MARKS = re.compile(r"[\W_]")
_NUMBER_WORDS = re.compile(r"中华人民共和国|[第字令文]|(?<=\D)0+")
_ANONYMOUS = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Paper:
    """A document or a cited instrument: its keys (see `title_key`, `number_key`), and of a document its date,
    its issuers' keys and place; of a cited one `by` whom and with which relation. IRIs are N-Triples terms."""

    iri: str
    numbers: frozenset[str]
    titles: frozenset[str]
    enclosed: frozenset[str] = frozenset()
    by: tuple[tuple[str, str], ...] = ()
    date: str = ""
    issuers: frozenset[str] = frozenset()
    place: str = ""
    national: bool = False


@dataclass(frozen=True, slots=True)
class Papers:
    """The documents that were read and the instruments that they cite, by IRI; `parents` of places."""

    documents: Mapping[str, Paper]
    cited: Mapping[str, Paper]
    parents: Mapping[str, str]

    def above(self, place: str) -> set[str]:
        """A place and those it lies in."""
        chain: set[str] = set()
        while place and place not in chain:
            chain.add(place)
            place = self.parents.get(place, "")
        return chain


def title_key(title: str) -> str:
    """A title as it is compared: no quotes, brackets or blanks, and 水法 for 中华人民共和国水法.

    >>> title_key("《关于印发〈云岭市节水办法（试行）〉的通知》")
    '关于印发云岭市节水办法试行的通知'
    """
    return _OTHER_MARKS.sub("", fold(title)).removeprefix("中华人民共和国")


def number_key(number: str) -> str:
    """A number as it is compared; empty for one that does not say whose it is (2010年第3号).

    >>> number_key("国务院令第588号"), number_key("国务院第588号令"), number_key("2010年第3号")
    ('国务院588号', '国务院588号', '')
    """
    key = _NUMBER_WORDS.sub("", _OTHER_MARKS.sub("", fold(number)))
    return "" if _ANONYMOUS.match(key) else key


class _Said:
    """The statements of some predicates: what a subject has, one or several, and the graph that says it."""

    def __init__(self, quads: Iterable[bytes]) -> None:
        self._values: dict[str, dict[str, list[str]]] = {name: defaultdict(list) for name in _CALLED.values()}
        self.graphs: dict[str, str] = {}
        for subject, predicate, value, graph in _statements(quads):
            self._values[predicate][subject].append(value)
            if predicate == GZ.cited:
                self.graphs[subject] = graph

    def all(self, subject: str, predicate: str) -> list[str]:
        """The values of a subject's predicate, in the lines' order."""
        return self._values[predicate].get(subject, [])

    def one(self, subject: str, predicate: str) -> str:
        """The first value of a subject's predicate; empty where there is none."""
        return next(iter(self.all(subject, predicate)), "")

    def subjects(self, predicate: str, value: str | None = None) -> list[str]:
        """The subjects that have the predicate (with that value)."""
        return [one for one, values in self._values[predicate].items() if value is None or value in values]


def _statements(quads: Iterable[bytes]) -> Iterator[tuple[str, str, str, str]]:
    """Subject, predicate, value and graph of the lines that say how something is called; of a literal its
    words."""
    for line in quads:
        subject, predicate, rest = line.split(b" ", 2)
        if name := _CALLED.get(predicate):
            value, _, graph = rest.decode().rpartition(" <")
            words = value[1 : value.rindex('"')] if value[0] == '"' else value
            yield subject.decode(), name, words, "<" + graph[:-3]


def papers(quads: Iterable[bytes]) -> Papers:
    """The documents and cited instruments of N-Quads lines."""
    said = _Said(quads)
    return Papers(
        documents={one: _document(one, said) for one in said.subjects(RDF.type, GZ.Document)},
        cited=_cited(said),
        parents={
            place: said.one(place, SCHEMA.containedInPlace)
            for place in said.subjects(SCHEMA.containedInPlace)
        },
    )


def _document(document: str, said: _Said) -> Paper:
    issuers = [unquote(one[:-1].rpartition("/")[2]) for one in said.all(document, ELI.passed_by)]
    place = said.one(document, ELI.jurisdiction)
    titles = said.all(document, DCT.title)
    parts = [title for part in said.all(document, GZ.promulgates) for title in said.all(part, DCT.title)]
    return Paper(
        iri=document,
        numbers=_keys(map(number_key, said.all(document, ELI.id_local))),
        titles=_keys(
            map(
                title_key,
                [*titles, *(by + title for title in titles if title.startswith("关于") for by in issuers)],
            )
        ),
        enclosed=_keys(map(title_key, [*said.all(document, GZ.enclosedTitle), *parts])),
        date=said.one(document, ELI.date_document),
        issuers=_keys(map(title_key, issuers)),
        place=place,
        national=not place and any(map(is_national, issuers)),
    )


def _cited(said: _Said) -> dict[str, Paper]:
    """The cited instruments, each with what its citations print."""
    facts: dict[str, list[str]] = defaultdict(list)
    for fact in said.subjects(GZ.cited):
        facts[said.one(fact, GZ.cited)].append(fact)
    return {
        one: Paper(
            iri=one,
            numbers=_keys(number_key(number) for fact in group for number in said.all(fact, GZ.citedNumber)),
            titles=_keys(title_key(title) for fact in group for title in said.all(fact, GZ.citedTitle)),
            by=tuple((said.graphs[fact], said.one(fact, GZ.relation)) for fact in group),
        )
        for one, group in sorted(facts.items())
    }


def _keys(found: Iterable[str]) -> frozenset[str]:
    return frozenset(filter(None, found))
