"""The whole line for one file: from printed text to what a careful reader takes from each document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from kg.extract import EXTRACTORS
from kg.extract.silence import notes_of
from kg.lexicon import Lexicon
from kg.model import Clause, Document, Fact, Name, Organisation, Place, Project, Record, Target
from kg.reading.parse import parse
from kg.reading.split import split
from kg.resolve import resolve
from kg.resolve.changes import changes
from kg.resolve.issuers import known_apart
from kg.setting import Setting, setting_of
from kg.text import Source

_LONGEST, _STRETCH = 12_000, 4_000  # characters


def understand(source: Source, lexicon: Lexicon) -> tuple[Record, ...]:
    """A record for each document printed in `source`, in printed order."""
    return tuple(_record(document, lexicon) for document in split(source))


def _record(document: Document, lexicon: Lexicon) -> Record:
    document = known_apart(document, lexicon)
    parsed = parse(document)
    setting = setting_of(document, parsed.clauses, lexicon)
    facts = tuple(_facts(setting))
    whole = replace(
        document,
        furniture=tuple(sorted((*document.furniture, *parsed.furniture), key=lambda f: f.span.start)),
    )
    names = resolve(facts, setting)
    places = places_of(facts, names, setting)
    notes = notes_of(facts, setting)
    return Record(
        whole, parsed.clauses, facts, names, places, notes, changes(names.values(), setting), setting.place
    )


def places_of(
    facts: Iterable[Fact], names: Mapping[Name, Organisation], setting: Setting
) -> Mapping[str, Place]:
    """The issuer's place and those it lies in, and the places that facts print and bodies bear, by the name they
    go by."""
    place = setting.place
    issuing = (place, *setting.places.ancestors(place)) if place else ()
    printed = _places({*_place_names(facts), *(body.place for body in names.values())} - {""}, setting)
    return {**{one.name: one for one in issuing}, **printed}


def _facts(setting: Setting) -> Iterator[Fact]:
    for clause in setting.clauses:
        for stretch in _stretches(clause):
            for extract in EXTRACTORS:
                yield from extract(stretch, setting)


def _stretches(clause: Clause) -> Iterator[Clause]:
    """A clause in stretches that are read apart: one, but for texts that no office prints (a line without end),
    which are cut after a full stop where there is one."""
    text, at = clause.reading.text, 0
    while len(text) - at > _LONGEST:
        end = max(text.rfind(stop, at, at + _STRETCH) + 1 for stop in "。；\n") or at + _STRETCH
        yield replace(clause, reading=clause.reading.part(at, end))
        at = end
    yield replace(clause, reading=clause.reading.part(at, len(text))) if at else clause


def _places(names: Iterable[str], setting: Setting) -> Mapping[str, Place]:
    """The place that each of `names`, as printed in facts or borne by bodies, means."""
    out: dict[str, Place] = {}
    for name in sorted(names):
        place = setting.places.find(name, setting.place)
        if place:
            out[name] = place
    return out


def _place_names(facts: Iterable[Fact]) -> Iterator[str]:
    for fact in facts:
        match fact:
            case Project(location=location) if location:
                yield location
            case Target(places=places):
                yield from places
