"""Everything the program knows before it reads: places, offices, patterns. Loaded once and passed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from kg.patterns import Pattern, load_patterns
from kg.phrases import Phrases, load_parts, load_phrases
from kg.places import Places, load_places
from kg.resources import folder


@dataclass(frozen=True)
class Lexicon:
    """The knowledge that `ontology/gazetteers` and `ontology/patterns` hold."""

    places: Places

    @cached_property
    def deadlines(self) -> Phrases:
        """The phrases of ontology/patterns/deadlines.yaml."""
        return load_phrases("deadlines")

    @cached_property
    def targets(self) -> dict[str, Phrases]:
        """The phrases of ontology/patterns/targets.yaml, by part."""
        return load_parts("targets")

    @cached_property
    def citations(self) -> dict[str, Phrases]:
        """The phrases of ontology/patterns/citations.yaml, by part."""
        return load_parts("citations")

    @cached_property
    def memberships(self) -> tuple[Pattern, ...]:
        """The phrases of ontology/patterns/memberships.yaml."""
        return load_patterns("memberships")

    @cached_property
    def projects(self) -> tuple[Pattern, ...]:
        """The phrases of ontology/patterns/projects.yaml."""
        return load_patterns("projects")

    @cached_property
    def surnames(self) -> frozenset[str]:
        """The family names of ontology/gazetteers/surnames.tsv, compound ones (欧阳) with them."""
        path = folder("ontology") / "gazetteers" / "surnames.tsv"
        return frozenset(path.read_text(encoding="utf-8").split()[1:])


def load_lexicon() -> Lexicon:
    """The lexicon of this installation."""
    return Lexicon(places=load_places())
