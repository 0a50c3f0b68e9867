"""Everything the program knows before it reads: places, offices, patterns. Loaded once and passed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from kg.lexicon.amounts import Measures
from kg.lexicon.bodies import Bodies
from kg.lexicon.changes import Reforms, load_reforms
from kg.lexicon.offices import Offices, load_offices
from kg.lexicon.patterns import Pattern, load_patterns
from kg.lexicon.phrases import Phrases, load_parts, load_phrases
from kg.lexicon.places import Places, load_places
from kg.lexicon.silences import Silences, load_silences
from kg.resources import folder


@dataclass(frozen=True)
class Lexicon:
    """The knowledge that `ontology/gazetteers` and `ontology/patterns` hold."""

    places: Places
    offices: Offices

    @cached_property
    def _responsibilities(self) -> tuple[Pattern, ...]:
        return load_patterns("responsibilities")

    def _sort(self, sort: str) -> tuple[Pattern, ...]:
        return tuple(p for p in self._responsibilities if p.more["sort"] == sort)

    @cached_property
    def labels(self) -> tuple[Pattern, ...]:
        """The labels before a list of units (责任单位), each with its role."""
        return self._sort("label")

    @cached_property
    def predicates(self) -> tuple[Pattern, ...]:
        """What follows a subject that bears a duty (负责, 牵头, 会同), each with its role."""
        return self._sort("predicate")

    @cached_property
    def closings(self) -> tuple[Pattern, ...]:
        """What closes a list of units in a bracket without a label (甲局牵头), each with its role."""
        return self._sort("closing")

    @cached_property
    def known_bodies(self) -> Mapping[str, str]:
        """The preferred name of a body by another name of it (ontology/gazetteers/bodies.tsv)."""
        path = folder("ontology") / "gazetteers" / "bodies.tsv"
        rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:]]
        return {alias: org for org, aliases in rows for alias in aliases.split("|")}

    @cached_property
    def abbreviations(self) -> Mapping[str, str]:
        """What a name's printed beginning stands for (农发行: 中国农业发展银行)."""
        path = folder("ontology") / "gazetteers" / "abbreviations.tsv"
        rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:])
        return {row[0]: row[1] for row in rows}

    @cached_property
    def reforms(self) -> Reforms:
        """What reforms made of offices (ontology/gazetteers/changes.tsv)."""
        return load_reforms()

    @cached_property
    def _recognisers(self) -> dict[tuple[str, ...], Bodies]:
        return {}

    def bodies(self, names: tuple[str, ...]) -> Bodies:
        """The recogniser of bodies' names in documents of the place and its counties called `names`."""
        if names not in self._recognisers:
            self._recognisers[names] = Bodies(self.offices, names)
        return self._recognisers[names]

    @cached_property
    def silences(self) -> Silences:
        """The phrases of ontology/patterns/silence.yaml."""
        return load_silences()

    @cached_property
    def deadlines(self) -> Phrases:
        """The phrases of ontology/patterns/deadlines.yaml."""
        return load_phrases("deadlines")

    @cached_property
    def measures(self) -> Measures:
        """The words for quantities of ontology/patterns/targets.yaml."""
        return Measures(load_parts("targets"))

    @cached_property
    def citations(self) -> dict[str, Phrases]:
        """The phrases of ontology/patterns/citations.yaml, by part."""
        return load_parts("citations")

    @cached_property
    def pointers(self) -> Phrases:
        """The phrases of ontology/patterns/pointers.yaml."""
        return load_phrases("pointers")

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
    return Lexicon(places=load_places(), offices=load_offices())
