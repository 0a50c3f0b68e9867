"""Lines that close a clause with its units: 责任单位：市教育局, and which sort of clause they close in a text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from kg.reading.labels import Label
from kg.reading.lines import Line

# a line that is a label and a list of units: 责任单位：市教育局
ROLE_LABEL = re.compile(r"(?:牵头|责任|配合|参与|落实|协办|主办|验收)(?:责任)?(?:单位|部门)：|完成时限：")
# a bracket of roles that closes a clause
ROLE_BRACKET = re.compile(r"（[^。]*(?:(?:单位|部门)：[^。]*|负责|牵头|配合|参与|落实)）$")
_FEWEST = 3


def closed_sort(lines: Sequence[Line], labels: Sequence[Label | None]) -> str:
    """The sort of label whose clauses each have their own lines of units in a text, wherever these stand: between
    two of them one such clause opens, and any number of its sub-clauses. "" where no sort is that regular.

    E.g. bracket, in （一）修渠 1.查 2.修 责任单位：市水利局 （二）植树 责任单位：市林业局 （三）修路 责任单位：市交通局.
    """
    opened = tuple(_opened(lines, labels))
    once = Counter(sort for sorts in opened for sort, times in sorts.items() if times == 1)
    regular = tuple(sort for sort, times in once.items() if times * 10 >= len(opened) * 9)
    return regular[0] if len(opened) >= _FEWEST and len(regular) == 1 else ""


def _opened(lines: Sequence[Line], labels: Sequence[Label | None]) -> Iterator[Counter[str]]:
    """How many labels of each sort open between two lines of units; lines under each other are one."""
    sorts: Counter[str] = Counter()
    for line, label in zip(lines, labels, strict=True):
        if label:
            sorts[label.sort] += 1
        elif sorts and ROLE_LABEL.match(line.words):
            yield sorts
            sorts = Counter()
