"""Many phrases looked for in one pass: the patterns of one YAML file joined to a single regex."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from kg.lexicon.patterns import Pattern, load_patterns

_NAMED = re.compile(r"\(\?P<\w+>")


class Phrase(NamedTuple):
    """A phrase met in a text, and the pattern that it follows."""

    pattern: Pattern
    found: re.Match[str]


@dataclass(frozen=True)
class Phrases:
    """The patterns of one kind of fact, in file order (earlier ones win)."""

    patterns: tuple[Pattern, ...]

    def find(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[Phrase]:
        """Each phrase of `text[start:end]`, left to right, without overlaps, with its pattern."""
        for hit in self._any.finditer(text, start, end):
            found = ((p, p.regex.match(text, hit.start(), end)) for p in self.patterns)
            yield next(Phrase(p, match) for p, match in found if match)

    @cached_property
    def _any(self) -> re.Pattern[str]:
        """One alternation of all patterns; group names go, for two patterns may use one name."""
        return re.compile("|".join(_NAMED.sub("(?:", p.regex.pattern) for p in self.patterns))


def load_phrases(kind: str) -> Phrases:
    """The phrases of `ontology/patterns/<kind>.yaml`."""
    return Phrases(load_patterns(kind))


def load_parts(kind: str) -> dict[str, Phrases]:
    """The phrases of `ontology/patterns/<kind>.yaml` by their `part:`, where a fact takes several."""
    patterns = load_patterns(kind)
    parts = dict.fromkeys(pattern.more["part"] for pattern in patterns)
    return {part: Phrases(tuple(p for p in patterns if p.more["part"] == part)) for part in parts}
