"""Everything the program knows before it reads: places, offices, patterns. Loaded once and passed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from kg.patterns import Pattern, load_patterns
from kg.places import Places, load_places


@dataclass(frozen=True)
class Lexicon:
    """The knowledge that `ontology/gazetteers` and `ontology/patterns` hold."""

    places: Places

    @cached_property
    def deadlines(self) -> tuple[Pattern, ...]:
        """The phrases of ontology/patterns/deadlines.yaml."""
        return load_patterns("deadlines")


def load_lexicon() -> Lexicon:
    """The lexicon of this installation."""
    return Lexicon(places=load_places())
