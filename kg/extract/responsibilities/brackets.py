"""Brackets in bodies' names: part of a name (发改（科技）局), or a place beside others (各设区市（含青河新区）水利局).

Sentences are read without their brackets. What a bracket says of a name is put back into the names found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from kg.extract.responsibilities.duty import Duty
from kg.extract.responsibilities.lists import label_lines
from kg.extract.responsibilities.wording import ASIDE
from kg.lexicon.bodies import Item
from kg.lexicon.shared_words import NAME_ASIDE, SECOND_ENDING
from kg.text import Reading

# a zone that a bracket puts beside cities or counties: 各设区市（含青河新区，下同）
_ZONE_BESIDE = re.compile(
    r"[（〔](?:(?<=设区市.)|(?<=设区的市.)|(?<=市、区[）〕].)|(?<=市[）〕]区.)|(?<=县区.))(?P<with>含|包括|包含)?[\u4e00-\u9fff]{2,8}(?<!各)"
    r"(?:实验区|开发区|高新区|经开区|新区)(?P<closes>(?:，?下同)?[）〕])(?=[\u4e00-\u9fff][、\u4e00-\u9fff]{1,12}?(?:部门|[局厅委办]))"
)

_ZONE_ENDS = ("验区）", "发区）", "新区）", "开区）", "下同）")


def with_zones(reading: Reading) -> Reading:
    """A reading whose zones in brackets stand beside the places before them: 各设区市、青河新区水利局."""
    text = reading.text
    if not any(end in text for end in _ZONE_ENDS):
        return reading
    found = tuple(_ZONE_BESIDE.finditer(text))
    if not found:
        return reading
    for one in found:
        text = f"{text[: one.start()]}、{text[one.start() + 1 :]}"
    left_out = [one.span(group) for one in found for group in ("with", "closes") if one.group(group)]
    return replace(reading, text=text).without(left_out)


def sentences_alone(reading: Reading) -> Reading:
    """A reading without its brackets, but for those of places' names, and without lines of labels and units."""
    bare = reading.without(found.span() for found in ASIDE.finditer(reading.text))
    return bare.without(label_lines(bare.text))


def as_printed(duties: Iterable[Duty], bare: Reading, reading: Reading) -> Iterator[Duty]:
    """Duties found in the bare reading, their bodies' names with the brackets of the print."""
    brackets = _brackets(bare, reading)
    if not brackets:
        yield from duties
        return
    for duty in duties:
        yield replace(duty, items=tuple(_with_bracket(item, brackets, bare.text) for item in duty.items))


def _brackets(bare: Reading, reading: Reading) -> Mapping[int, str]:
    """The brackets that may be part of a name, by where they are left out of the bare reading's text."""
    if len(bare.text) == len(reading.text):
        return {}
    left_out = (one.start() for one in ASIDE.finditer(reading.text) if one.start())
    names = (one for start in left_out if (one := NAME_ASIDE.match(reading.text, start)))
    printed = ((reading.at(one.start() - 1), one.group()) for one in names)
    found = ((bare.position(before), before, bracket) for before, bracket in printed)
    return {at + 1: bracket for at, before, bracket in found if bare.at(at) == before}


def _with_bracket(item: Item, brackets: Mapping[int, str], text: str) -> Item:
    """A name with the bracket that is printed in it, or after the field that it is named by."""
    for at, bracket in brackets.items():
        if not item.start < at <= item.end:
            continue
        words = text[item.start : at]
        if item.tail and words.endswith(item.printed):
            return replace(item, printed=item.printed + bracket)
        inside = at < item.end or SECOND_ENDING.fullmatch(bracket)
        if inside and not item.tail and item.printed == text[item.start : item.end]:
            return replace(item, printed=words + bracket + item.printed[len(words) :])
    return item
