"""A role found in a sentence, before it becomes a fact."""

from __future__ import annotations

from dataclasses import dataclass

from kg.bodies import Item
from kg.terms import DutyKind, Role


@dataclass(frozen=True, slots=True)
class Duty:
    """A role found for some names: its words stand at `start`–`end` of the text; `duty` is where the duty's
    own words stand, None where the whole clause is the duty."""

    items: tuple[Item, ...]
    role: Role
    kind: DutyKind
    rule: str
    start: int
    end: int
    duty: tuple[int, int] | None = None


def explicit(
    items: tuple[Item, ...],
    role: Role,
    rule: str,
    words: tuple[int, int],
    duty: tuple[int, int] | None = None,
) -> Duty:
    """A role that the text says in so many words, at `words`."""
    return Duty(items, role, DutyKind.EXPLICIT, rule, *words, duty)


def doer(items: tuple[Item, ...], rule: str, words: tuple[int, int], duty: tuple[int, int]) -> Duty:
    """A plain doer's duty."""
    return Duty(items, Role.RESPONSIBLE, DutyKind.AGENT, rule, *words, duty)


def norm(items: tuple[Item, ...], rule: str, words: tuple[int, int], duty: tuple[int, int]) -> Duty:
    """A regulated party's duty."""
    return Duty(items, Role.RESPONSIBLE, DutyKind.NORM, rule, *words, duty)
