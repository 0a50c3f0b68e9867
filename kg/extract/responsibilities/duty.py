"""What sentences are read in and read into: pieces, role words, and the duties found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from kg.lexicon.bodies import Item
from kg.model import Clause, Name, Responsibility
from kg.terms import DutyKind, Role
from kg.text import Reading


class Piece(NamedTuple):
    """The words between two commas: `text[start:end]`; the sentence ends at `stop`. (A tuple: thousands are
    made, and a frozen dataclass takes three times as long to make.)"""

    text: str
    start: int
    end: int
    stop: int

    def after(self, start: int) -> Piece:
        """What is left of the piece from `start` on."""
        return Piece(self.text, start, self.end, self.stop)

    @property
    def words(self) -> tuple[int, int]:
        """Where the piece stands."""
        return self.start, self.end

    @property
    def next(self) -> str:
        """The character at the piece's start; empty at the text's end."""
        return self.text[self.start : self.start + 1]


_LEADERS = frozenset(("牵头部门", "牵头单位"))


class Told(NamedTuple):
    """A role, and the rule by which it was told."""

    role: Role
    rule: str


@dataclass(frozen=True, slots=True)
class Duty:
    """A role found for some names: its words stand at `words`; `duty` is where the duty's own words stand,
    None where the whole clause is the duty."""

    items: tuple[Item, ...]
    told: Told
    kind: DutyKind
    words: tuple[int, int]
    duty: tuple[int, int] | None = None


def explicit(
    items: tuple[Item, ...], told: Told, words: tuple[int, int], duty: tuple[int, int] | None = None
) -> Duty:
    """A role that the text says in so many words, at `words`."""
    return Duty(items, told, DutyKind.EXPLICIT, words, duty)


def doer(items: tuple[Item, ...], rule: str, words: tuple[int, int], duty: tuple[int, int]) -> Duty:
    """A plain doer's duty; one that is named 牵头部门 leads."""
    if all(item.printed in _LEADERS for item in items):
        return explicit(items, Told(Role.LEAD, rule), words, duty)
    return Duty(items, Told(Role.RESPONSIBLE, rule), DutyKind.AGENT, words, duty)


def norm(items: tuple[Item, ...], rule: str, words: tuple[int, int], duty: tuple[int, int]) -> Duty:
    """A regulated party's duty."""
    return Duty(items, Told(Role.RESPONSIBLE, rule), DutyKind.NORM, words, duty)


def facts_of(duty: Duty, reading: Reading, clause: Clause) -> Iterator[Responsibility]:
    """A fact for each body of a duty that was found in `reading`."""
    span = reading.span(*duty.words)
    words = reading.span(*duty.duty) if duty.duty and duty.duty[1] > duty.duty[0] else None
    for item in duty.items:
        name = Name(item.printed, reading.span(item.start, item.end), item.head, item.tail)
        role, rule = duty.told
        yield Responsibility(clause.path, span, rule, name, role, duty.kind, words)
