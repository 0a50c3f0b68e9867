"""Find a text that is printed twice in one file, as web pages leave it: the second print says nothing new."""

from __future__ import annotations

from collections.abc import Sequence

from kg.reading.lines import Line

_BEGINNINGS = 10  # lines from the top, before which a page's own words are over
_SHORTEST = 100  # characters; shorter texts may well repeat a form
_SKIPPED = 3  # lines that one print has and the other has not, between two that both have


def reprint_of(lines: Sequence[Line]) -> int:
    """Where the second print of a text begins: the line, some half way down, from which on the lines repeat its
    beginning; how many lines there are, where it is printed once.

    A few lines may differ, as the foot that stands under one print only: 2013年6月26日印发.
    """
    words = [line.words for line in lines]
    for first in range(min(_BEGINNINGS, len(words))):
        again = _half_way(words, first)
        if again and _is_same(words[first:again], words[again:]):
            return again
    return len(words)


def _half_way(words: Sequence[str], first: int) -> int:
    """The line nearest the middle of what begins at line `first` that repeats this line; 0 where none does."""
    rest = len(words) - first
    middle, reach = first + rest // 2, rest // 10
    near = (at for step in range(reach + 1) for at in (middle + step, middle - step))
    return next((at for at in near if first < at < len(words) and words[at] == words[first]), 0)


def _is_same(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether nine in ten characters of `other` stand on lines of `one`, in their order."""
    at, same = 0, 0
    for words in other:
        near = one[at : at + 1 + _SKIPPED]
        if words in near:
            at += near.index(words) + 1
            same += len(words)
    return same >= _SHORTEST and same * 10 >= 9 * sum(map(len, other))
