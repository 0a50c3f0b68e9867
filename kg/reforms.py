"""Reforms and what they do: the nouns for offices that are renamed, merged and split over time."""

from __future__ import annotations

from dataclasses import dataclass

from kg.terms import ChangeKind, Level


@dataclass(frozen=True, slots=True)
class Reform:
    """A row of changes.tsv. `old` and `new` are names with `{}` for their place; `where` begins the codes of
    the places it holds for, empty for all; `custom` says that places chose among names and `new` is the
    usual one."""

    old: str
    new: str
    levels: tuple[Level, ...]
    kind: ChangeKind
    date: str
    where: tuple[str, ...]
    custom: bool
    source: str


@dataclass(frozen=True, slots=True)
class Change:
    """What a reform after a document's date made of one of its bodies: the body called `old` became the one
    called `new`. `date` is ISO, `source` the reform's plan; `custom` says that `new` is but the usual name."""

    old: str
    new: str
    kind: ChangeKind
    date: str
    custom: bool
    source: str
