"""The extractors: each reads one clause and yields the facts of one kind, names still as printed."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kg.extract import citations, deadlines, memberships, pointers, projects, responsibilities, targets
from kg.model import Clause, Fact
from kg.setting import Setting

Extractor = Callable[[Clause, Setting], Iterator[Fact]]

EXTRACTORS: tuple[Extractor, ...] = (
    responsibilities.extract,
    citations.extract,
    deadlines.extract,
    targets.extract,
    projects.extract,
    memberships.extract,
    pointers.extract,
)
