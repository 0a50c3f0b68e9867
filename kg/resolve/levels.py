"""Whose department a bare name is: 财政部门, 商务局, printed without a level, after 各县（市、区）商务局 or 各级….

The offices of a province speak to those of all its cities and counties, so a bare field there is whichever
level's department, unless an office of the province stands before it in the sentence; a city's own is meant
unless the sentence speaks of other places' offices."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.model import Clause, Name, Place
from kg.setting import Setting
from kg.terms import Level

WHICHEVER = "同级"  # the head of a list whose departments are no one place's
_BELOW = r"设区的?市|县（市、?区）|县（市）、?区|县（区）|区（县）|县市区|市县区|县区|区县|县级|(?<=各)[县区](?=[^县区（])"
_EACH = "各级|各地|当地|同级|所在地|属地|基层"
_OFFICE = "[^，。；：]{0,24}?(?:部门|(?<=[^各上下])[局委厅])"
_OF_EACH = re.compile(rf"(?:(?<![市州、])(?P<below>{_BELOW})|(?:{_EACH})(?!的?(?:{_BELOW}))){_OFFICE}")
# 省财政厅, 市级行业部门; not 县（市、区）财政局, 全省财政部门
_OWN = "(?<![各全县级（、])(?:{level})(?![区市县）、])[^，。；：、各]{{1,14}}?(?:厅|局|委|办公室|部门)"
_TOLD = re.compile("(?:报|抄送|向)[^，。；：]*")  # whom something is reported to
_SENTENCE_END = re.compile("[。；]")
_BLANK = re.compile(r"\s+")


def levelled(name: Name, path: str, setting: Setting) -> Name:
    """A bare department of the clause at `path` under the level that its sentence gives it: 财政部门 after
    各县（市、区）商务局会同… is 各县（市、区）财政部门; under 同级 where it may be any level's. Other names as they are."""
    if name.head or not _bare(name, setting):
        return name
    place, clause = setting.place, setting.by_path.get(path)
    if not place or not clause:
        return name
    before = _before(name, clause, setting)
    *earlier, sentence = _SENTENCE_END.split(before)
    own = max((found.start() for found in _own(sentence, place)), default=-1)
    below = max(_OF_EACH.finditer(sentence), key=re.Match.start, default=None)
    if below and below.start() > own:
        return _under(name, below.group("below") or WHICHEVER, sentence)
    return name if own >= 0 else _by_paragraph(name, "。".join(earlier), place)


def _bare(name: Name, setting: Setting) -> bool:
    """Whether a name is a department's field (财政 of 财政部门) or an office's name (财政局) without a level."""
    offices = setting.lexicon.offices
    if name.tail:
        return name.tail.endswith(("部门", "机关")) and name.printed in offices.by_sector
    return name.printed[-1:] in "局委" and name.printed in offices.by_local_name


def _before(name: Name, clause: Clause, setting: Setting) -> str:
    """What the clause prints before a name, without blanks."""
    text = setting.document.source.folded
    spans = (span for span in clause.spans if span.start < name.span.start)
    return _BLANK.sub("", "".join(text[start : min(end, name.span.start)] for start, end in spans))


def _own(text: str, place: Place) -> Iterator[re.Match[str]]:
    """The offices of the issuer's own level that a text prints."""
    level = "自治区" if place.name.endswith("自治区") else place.name[-1]
    return re.finditer(_OWN.format(level=level), text)


def _by_paragraph(name: Name, earlier: str, place: Place) -> Name:
    """A name whose own sentence tells no level: that of the offices of its field in the sentences before; any
    level's where these print offices of two, or where a province speaks."""
    field = name.printed if name.tail else name.printed[:-1]
    named = [found for found in _OF_EACH.finditer(earlier) if field in _part(found)]
    if named and not any(field in _part(found) for found in _own(_TOLD.sub("", earlier), place)):
        return _under(name, named[-1].group("below") or WHICHEVER, earlier)
    return _under(name, WHICHEVER, "") if named or _is_province(place) else name


def _is_province(place: Place) -> bool:
    """Whether a place has cities below it; a municipality's own departments are a city's."""
    return place.level is Level.PROVINCE and not place.name.endswith("市")


def _part(found: re.Match[str]) -> str:
    """The words from a level's to the end of their part of the sentence."""
    return re.split("[，。；：]", found.string[found.start() :], maxsplit=1)[0]


def _under(name: Name, level: str, text: str) -> Name:
    """A name at a level: as the office that the text prints there (财政局), else as the department of its field."""
    if not name.tail:
        return name if level == WHICHEVER else replace(name, head=f"各{level}")
    lists = "，".join(_part(found) for found in _OF_EACH.finditer(text))
    office = re.search(f"{name.printed}[局委]", lists)
    if level != WHICHEVER and office:
        return replace(name, printed=office.group(), head=f"各{level}", tail="")
    if not level.startswith("设区") and not level.endswith("）") and level != WHICHEVER:
        level = "县级"
    return replace(name, head=level)
