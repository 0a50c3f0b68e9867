"""A clause's text with the words marked that its facts rest on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from types import MappingProxyType
from typing import Final

import pyoxigraph as ox

from kg.serve.label import Link, Said, first, named, nodes, said_of
from kg.terms import CV, GZ, OA, ORG, RDF, SCHEMA
from kg.text import Span, plain

KINDS: Final = MappingProxyType(
    {
        GZ.Responsibility: ("duty", "职责", "duty"),
        GZ.Deadline: ("deadline", "时限", "deadline"),
        GZ.Target: ("target", "指标", "target"),
        GZ.Citation: ("citation", "引用", "citation"),
        GZ.Pointer: ("pointer", "指引", "pointer"),
        SCHEMA.Project: ("project", "项目", "project"),
        ORG.Membership: ("member", "成员", "member"),
    }
)
"""Class of a fact -> its name in the style sheet, in Chinese and in English."""


@dataclass(frozen=True, slots=True)
class Proof:
    """The printed words a fact rests on, what stands before and after them, and where they stand."""

    start: int
    line: int
    rule: str
    exact: str
    prefix: str
    suffix: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of a clause: its number in the text, the style of its mark, and what sort it is."""

    number: int
    link: Link
    style: str
    zh: str
    en: str
    proofs: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a clause's text, the facts that rest on it, and those of them whose words end with it."""

    text: str
    facts: tuple[Fact, ...]
    ending: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A clause's text in pieces, its facts, and those whose words stand elsewhere (a table's head, say)."""

    clause: Link
    pieces: tuple[Piece, ...]
    facts: tuple[Fact, ...]
    elsewhere: tuple[Fact, ...]


def passage(store: ox.Store, clause: str, only: str = "") -> Passage:
    """A clause's text with the words of its facts marked; of one fact, where `only` names it."""
    said = said_of(store, clause)
    text = first(said, GZ.text)
    facts = _facts(store, [only] if only else _on(store, clause))
    spans = [(span, fact) for fact in facts for proof in fact.proofs if (span := anchored(text, proof))]
    found = {fact.number for _, fact in spans}
    elsewhere = tuple(fact for fact in facts if fact.number not in found)
    return Passage(named(store, clause, said), tuple(pieces(text, spans)), facts, elsewhere)


def _on(store: ox.Store, clause: str) -> list[str]:
    told = store.quads_for_pattern(
        None, ox.NamedNode(GZ.onClause[1:-1]), ox.NamedNode(clause), ox.DefaultGraph()
    )
    return sorted({quad.subject.value for quad in told if isinstance(quad.subject, ox.NamedNode)})


def _facts(store: ox.Store, iris: Iterable[str]) -> tuple[Fact, ...]:
    """The facts, in the order of their words in the print, numbered."""
    unordered = [_fact(store, iri) for iri in iris]
    ordered = sorted(unordered, key=lambda fact: (fact.proofs[0].start if fact.proofs else 0, fact.link.iri))
    return tuple(replace(fact, number=number) for number, fact in enumerate(ordered, 1))


def _fact(store: ox.Store, iri: str) -> Fact:
    said = said_of(store, iri)
    proofs = (_proof(store, evidence.value) for evidence in nodes(said, GZ.evidence))
    ordered = tuple(sorted(proofs, key=lambda proof: proof.start))
    return Fact(0, named(store, iri, said), *_sort(said), ordered)


def _sort(said: Said) -> tuple[str, str, str]:
    """What sort of fact it is, as KINDS has it; a responsibility's style is its role's."""
    classes = [str(one) for one in nodes(said, RDF.type)]
    style, zh, en = next((KINDS[one] for one in classes if one in KINDS), ("fact", "事实", "fact"))
    roles = [role.value.rpartition("#role-")[2] for role in nodes(said, CV.role)]
    return (roles[0] if roles else style, zh, en)


def _proof(store: ox.Store, evidence: str) -> Proof:
    """A piece of evidence, from its two selectors."""
    said = said_of(store, evidence)
    at: dict[str, str] = {}
    for selector in nodes(said, OA.hasSelector):
        told = said_of(store, selector.value)
        at |= {key: first(told, key) for key in (OA.start, OA.exact, OA.prefix, OA.suffix) if key in told}
    return Proof(
        start=int(at.get(OA.start, 0)),
        line=int(first(said, GZ.line) or 0),
        rule=first(said, GZ.rule),
        exact=at.get(OA.exact, ""),
        prefix=at.get(OA.prefix, ""),
        suffix=at.get(OA.suffix, ""),
    )


def anchored(text: str, proof: Proof) -> Span | None:
    """Where in a clause's text a proof's words stand: of several places, the one whose neighbourhood is most
    like the printed one. None where they do not stand in it.

    >>> anchored("甲局牵头，乙局牵头", Proof(0, 1, "", "牵头", "甲局牵头，乙局", "。"))
    Span(start=7, end=9)
    """
    words, before, after = plain(proof.exact), plain(proof.prefix), plain(proof.suffix)
    if not words:
        return None
    places = [match.start() for match in re.finditer(f"(?={re.escape(words)})", text)]

    def likeness(start: int) -> int:
        return _alike(before[::-1], text[:start][::-1]) + _alike(after, text[start + len(words) :])

    start = max(places, key=likeness, default=None)
    return None if start is None else Span(start, start + len(words))


def _alike(one: str, other: str) -> int:
    """How many characters two texts begin with in common."""
    return next(
        (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )


def pieces(text: str, spans: Sequence[tuple[Span, Fact]]) -> Iterator[Piece]:
    """The text, cut wherever a mark begins or ends; each piece with the facts that rest on it."""
    cuts = sorted({0, len(text), *(edge for span, _ in spans for edge in span)})
    for start, end in pairwise(cuts):
        on = {fact.number: fact for span, fact in spans if span.start <= start and end <= span.end}
        last = {fact.number for span, fact in spans if span.end == end}
        facts = tuple(on[number] for number in sorted(on))
        yield Piece(text[start:end], facts, tuple(fact for fact in facts if fact.number in last))
