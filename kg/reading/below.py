"""What stands below a notice's signature: what it sends out, an annex that only its list names, or leftovers."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence

from kg.reading.labels import label_of
from kg.reading.lines import Line
from kg.reading.told import bare

# an annex of a list: 附件：1.名册, 附件2：名册, 2.名册
_LISTED = re.compile(
    r"^(?:附件(?P<of>[0-9一二三四五六七八九十]{0,2})[：.、])?(?:(?P<number>\d{1,2})[.、])?《?(?P<title>.+?)》?[；。]?$"
)
_FEW = 3  # lines
_SHORT = 120  # characters


def annex_label(listed: Sequence[Line], title: str) -> str:
    """The label of the annex that a list of annexes calls by `title` (附件, 附件2); "" where it names none."""
    for line in listed:
        found = _LISTED.match(line.words)
        if found and bare(found.group("title")) == title:
            return "附件" + (found.group("of") or found.group("number") or "")
    return ""


def is_leftover(lines: Sequence[Line], sent_out: Container[str]) -> bool:
    """Whether lines are no instrument: a contact (（联系人：…）), a file's name, another text's title."""
    if len(lines) > _FEW or sum(len(line.words) for line in lines) > _SHORT:
        return False
    return not any(
        line.cells or label_of(line) or "。" in line.words or bare(line.words) in sent_out for line in lines
    )
