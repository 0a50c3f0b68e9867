"""Corrections carried out in the documents of one gazette: a pure function of what was read and what is said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.corrections.facts import stated
from kg.corrections.lines import Correction
from kg.corrections.names import Made, renamed, spoken
from kg.corrections.subjects import Subjects, subjects_of, touching
from kg.lexicon import Lexicon
from kg.model import Record


@dataclass(frozen=True, slots=True)
class Corrected:
    """One document after its corrections: its record, what was carried out, why the rest was not, and what
    corrections can be about in it as it was read."""

    record: Record
    made: tuple[Made, ...]
    missed: Mapping[Correction, str]
    subjects: Subjects


def corrected(
    records: Iterable[Record], corrections: Sequence[Correction], lexicon: Lexicon
) -> tuple[Corrected, ...]:
    """The documents of one gazette, each after those of `corrections` that touch it. Never raises."""
    return tuple(_corrected(record, corrections, lexicon) for record in records)


def _corrected(record: Record, corrections: Sequence[Correction], lexicon: Lexicon) -> Corrected:
    subjects = subjects_of(record)
    touched = touching(corrections, [subjects])
    if not touched:
        return Corrected(record, (), {}, subjects)
    names = spoken(record, [one for one in touched if one.of_bodies], lexicon)
    done = stated(renamed(record, names), names, [one for one in touched if not one.of_bodies])
    of_bodies = tuple(Made(one, body=body) for one, body in names.made.items())
    why = {one: _UNHEARD for one in touched if one.of_bodies and one not in names.made}
    return Corrected(done.record, (*of_bodies, *done.made), {**why, **done.missed}, subjects)


_UNHEARD = "这里没有它能改的名称 no name here that it could change"
