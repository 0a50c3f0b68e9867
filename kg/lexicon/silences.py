"""Words that look like an assignment, and those in which they lay nothing on anybody."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kg.lexicon.patterns import Pattern, load_patterns


@dataclass(frozen=True, slots=True)
class Silences:
    """The phrases of ontology/patterns/silence.yaml, each sort as one regex: role words, slogans and nouns that hold
    one, and what is told as done."""

    word: re.Pattern[str]
    noun: re.Pattern[str]
    done: re.Pattern[str]


def load_silences() -> Silences:
    """The phrases of this installation."""
    patterns = load_patterns("silence")
    return Silences(
        *(_any(p for p in patterns if p.more["sort"] == sort) for sort in ("word", "noun", "done"))
    )


def _any(patterns: Iterable[Pattern]) -> re.Pattern[str]:
    return re.compile("|".join(pattern.regex.pattern for pattern in patterns))
