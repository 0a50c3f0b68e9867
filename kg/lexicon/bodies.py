"""Recognise bodies in official prose: where a name begins and ends, and lists of names.

Works on the text of a reading. A list is what stands before a predicate: `市财政局、市委编办等有关部门`,
`市发改、财政、住建等部门`, `市县两级`, `各县（市、区）政府和市直相关部门`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeAlias

from kg.lexicon.list_shapes import NARROWING, cities_regex, field_list_regex, field_regex, heads_of
from kg.lexicon.name_shapes import LATER, body_regex
from kg.lexicon.offices import Offices
from kg.lexicon.shared_words import (
    LEVEL,
    NO_PLACE,
    OF_EACH,
    OF_THAT_PLACE,
    OF_ZONE,
    PLACES,
    STRANGER,
    TOGETHER,
    places_of,
    shared_head,
)

JOINT = re.compile(r"、|以及|或者|和(?!其(?!他|余))|及(?!其(?!他|余))|与|或(?!其(?!他|余))")
"""What stands between two names of a list."""

_AND_SO_ON = re.compile(
    r"(?:或|和)(?:其)?指定的[^，。；]{2,6}?(?:部门|机构|单位)|(?:及|和|或)(?:其|所属|各|有关|相关)*(?:工作)?(?:部门|单位)|等(?:有关|相关|各|其他)?(?:部门|单位|机构|企业)?"
)
# where a name ends although its last word is that of the next: …营业部和有关县政府
_PARTED = re.compile(
    r"(?<=..)(?=(?:和|及|与|以及)(?:有关|相关|各|其他|其余)[县区市乡镇部单机政])"
    r"|(?<=企业|单位|机构)(?=(?:和|及|与|以及)[\u4e00-\u9fff]{4})"
)
_ZONE_ALONE = re.compile("[开新发园资范验]区$")
_PRIVATE = re.compile("企业$|单位$|机构$")
_NARROWING = re.compile("^(?:有关|相关|各)")
# no name runs over a modal or a verb
_CROSSING = re.compile(
    "应当|必须|不得|向|需(?!求)|通过|决定|留存|及时|立即|主动|自愿|直接(?!投资)|(?<!受)委托(?!代理)|组成(?!部门)|拒绝|采取|纳入|征求"
    "|报送|报备|报请|转报|转交|移交|移送|送交|提交|抄送|负责(?!人)|会同(?=.)|审核后|初审后|汇总后|(?<![财外神])经(?!济|费|营|信|贸|开|办|纪|验|典|历|理|常)|受(?=[省市县])"
    "|以及有关|第[一二三四五六七八九十]{1,3}条|跨部门|多部门|^待"
)
# e.g. 县级政府及（其所属）部门、乡镇…
_ITS_DEPARTMENTS = re.compile(r"(?:及|和)(?:其|所属|各|有关|相关)*(?:工作)?部门(?=、)")
# an office not known here, inside a list of offices: 省财政厅、海洋厅、林业厅
_STRANGER_INSIDE = re.compile(
    r"[\u4e00-\u9fff]{1,5}(?<![省市县区各])[厅局](?=、|，|等|负责|牵头|会同|分别|按)"
)
# shapes whose names have no known beginning
_LOOSE = ("generic", "group", "office", "company", "several")
# what names other than places and offices begin with
_OPENINGS = frozenset("各市省县区旗州乡镇街地国上下本同当属所基有相受涉其余全述应项中行直村")
# names that open as plain words do: 人行, 进出口银行, 城市人民政府, 我局
_RARE = re.compile("我[厅局委办部]|人行|人民银行|农发行|农业发展银行|进出口银行|城市(?:人民)?政府")


@dataclass(frozen=True, slots=True)
class Item:
    """One name of a list: its place in the text, what it says (`printed`), and the shared head and tail of a
    list of fields (`市`, `部门`)."""

    start: int
    end: int
    printed: str
    head: str = ""
    tail: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """A list of bodies and where it ends; `private` where its names are regulated parties' rather than
    offices', `founded` where the text founds the group that it names."""

    items: tuple[Item, ...]
    end: int
    private: bool = False
    founded: bool = False


_Found: TypeAlias = tuple[list[Item], int] | None
"""The items at a position, and where they end."""


@dataclass(frozen=True)
class Bodies:
    """The recogniser for documents of one place; `place_names` are its own name and its children's."""

    offices: Offices
    place_names: tuple[str, ...]

    @cached_property
    def _openings(self) -> frozenset[str]:
        """The characters with which a name opens, where no later word is needed to tell it."""
        names = (*self.place_names, *self.offices.by_sector, *self.offices.by_name)
        return _OPENINGS.union(name[0] for name in names if name)

    @cached_property
    def _body(self) -> re.Pattern[str]:
        return body_regex(self.place_names, self.offices)

    @cached_property
    def _field_list(self) -> re.Pattern[str]:
        return field_list_regex(self.place_names, self.offices)

    @cached_property
    def _cities(self) -> re.Pattern[str]:
        return cities_regex(self.place_names)

    @cached_property
    def _field(self) -> re.Pattern[str]:
        return re.compile(rf"[市省县区]?{field_regex(self.offices)}")

    def listed(self, text: str, start: int, end: int) -> Listed | None:
        """The list of official bodies that begins at `start`; None when no body stands there."""
        if text[start : start + 1] not in self._openings and not (
            LATER.search(text, start, end) or _RARE.match(text, start, end)
        ):
            return None
        items: list[Item] = []
        at = stop = start
        while at < end and (found := self._next(text, at, end, items)):
            items += found[0]
            stop = found[1]
            own = _ITS_DEPARTMENTS.match(text, stop, end)
            joint = JOINT.match(text, own.end() if own else stop, end)
            if not joint:
                break
            at = joint.end()
        tail = _AND_SO_ON.match(text, stop, end)
        items = _with_shared_office(self._with_shared_places(items)) if len(items) > 1 else items
        return Listed(tuple(items), tail.end() if tail else stop) if items else None

    def _with_shared_places(self, items: Sequence[Item]) -> list[Item]:
        """Offices named after one of several places are those places' too: 各县（市、区）工信局、财政局;
        各级财政部门、税务部门."""
        out: list[Item] = []
        heads: tuple[str, ...] = ()
        last: Item | None = None
        for item in items:
            alike = item.printed in self.offices.by_name if not item.tail else bool(last and last.tail)
            shares = bool(heads) and alike and not item.head
            heads = heads if shares else _shared_heads(item, last, heads)
            out += [replace(item, head=head) for head in heads] if shares else [item]
            last = item
        return out

    def beside(self, leaders: Sequence[Item], items: Sequence[Item]) -> tuple[Item, ...]:
        """Bodies named beside leaders by their level alone, or not even by it, as those of the leaders' place:
        同级财政部门 beside 延平区工信局, 财政局 beside 各县（市、区）工信局."""
        whose, several = self._whose(leaders[0])
        if not whose or (not several and any(self._whose(one)[0] != whose for one in leaders)):
            return tuple(items)
        zones = [zone for one in leaders[1:] if several and (zone := _zone_beside(leaders[0], one))]
        out = [self._of(place, several, item) for item in items for place in (whose, *zones)]
        return tuple(dict.fromkeys(out))

    def _whose(self, leader: Item) -> tuple[str, bool]:
        """The place or places whose office a leader is, and whether they are several."""
        words = leader.head or leader.printed
        if each := OF_EACH.match(words):
            return (places_of(each), True) if each.group("several") else ("", False)
        named = next((place for place in self.place_names if words.startswith(place)), "")
        level = LEVEL.match(words)
        return named or (level.group() if level else ""), False

    def _of(self, whose: str, several: bool, item: Item) -> Item:
        """A body as that of `whose`, where its name says 同级 or 当地, or nothing and the leaders are several."""
        if item.head in NO_PLACE or (several and not item.head and item.tail):
            return replace(item, head=whose)
        if level := OF_THAT_PLACE.match(item.printed):
            return replace(item, printed=whose + item.printed[level.end() :])
        bare = several and item.printed in self.offices.by_name
        return replace(item, head=whose) if bare else item

    def _next(self, text: str, at: int, end: int, before: Sequence[Item]) -> _Found:
        """The names at a position of a list."""
        return (
            self._cities_at(text, at, end)
            or self._fields(text, at, end)
            or self._one(text, at, end, before)
            or _stranger(text, at, end, before)
        )

    def _cities_at(self, text: str, at: int, end: int) -> _Found:
        """The governments of cities that share their last word, or print none: 福州、厦门等地."""
        found = self._cities.match(text, at, end)
        if not found:
            return None
        start, items, shared = at, [], found.group("shared") or ""
        for name in found.group("list").split("、"):
            items.append(Item(start, start + len(name), name + shared, tail="" if shared else "市政府"))
            start += len(name) + 1
        last = [Item(found.start("last"), found.end(), found.group("last") + shared)] if shared else []
        return items + last, found.end()

    def _fields(self, text: str, at: int, end: int) -> _Found:
        """The offices of a list of fields: 市发改、财政等部门."""
        narrowed = NARROWING.match(text, at, end) if text.find("所", at, at + 7) >= 0 else None
        found = self._field_list.match(text, narrowed.end() if narrowed else at, end)
        if not found:
            return None
        head = found.group("head")
        heads = heads_of(head)
        tail = _NARROWING.sub("", found.group("tail").lstrip("等")) or "部门"
        if found.group("tail").startswith(("有关", "相关")) and "、" not in found.group("list"):
            return None  # 组织有关部门: a verb and its object
        items = []
        for one in self._field.finditer(text, *found.span("list")):
            words = one.group()
            own = words[0] in "市省县区" and words not in self.offices.by_sector
            levels = [words[0]] if own else heads
            items += [Item(one.start(), one.end(), words[own:], level, tail) for level in levels]
        if len(items) == 1 or len(heads) > 1:  # 税务部门: the tail is part of the name
            items = [Item(at, found.end(), i.printed, i.head, i.tail) for i in items]
        return items, found.end()

    def _one(self, text: str, at: int, end: int, before: Sequence[Item]) -> _Found:
        """The one body at a position; 市县两级 names two."""
        found = self._body.match(text, at, end)
        crossing = _CROSSING.search(found.group()) if found else None
        if found and crossing:
            cut = at + crossing.start()
            found = self._body.match(text, at, cut) if cut > at else None
            found = found if found and found.end() == cut else None
        if not found or not found.group():
            return None
        parted = _PARTED.search(text, *found.span())
        if parted and (before or _PRIVATE.search(text, at, parted.start())) and found.lastgroup in _LOOSE:
            return [Item(at, parted.start(), text[at : parted.start()])], parted.start()
        names: tuple[str, ...] = (found.group(),)
        if found.lastgroup == "levels":
            names = ("市级", "县级") if found.group()[0] == "市" else ("县级", "乡级")
        return [Item(found.start(), found.end(), name) for name in names], found.end()


def _shared_heads(item: Item, last: Item | None, before: tuple[str, ...]) -> tuple[str, ...]:
    """The places whose office an item is, where offices after it may be theirs too; with those before it where it
    is a zone beside them: 各县（市、区）、青河新区|工信局; 各设区市、青河新区|科技部门."""
    own = item.head if item.tail else shared_head(item.printed)
    if own and last and before and (last.start == item.start if item.tail else PLACES.search(last.printed)):
        return (*before, own)
    return (own,) if own and (not item.tail or TOGETHER.match(own)) else ()


def _zone_beside(leader: Item, other: Item) -> str:
    """The zone whose office is named together with that of several places; empty where there is none."""
    if other.tail:
        alike = other.printed == leader.printed and bool(_ZONE_ALONE.search(other.head))
        return other.head if alike else ""
    own = OF_ZONE.search(other.printed)
    return other.printed[: own.start()] if own and leader.printed.endswith(own.group()) else ""


def _with_shared_office(items: Sequence[Item]) -> list[Item]:
    """Places that share the office of the zone after them: 各设区市、云岭高新区科技局."""
    out: list[Item] = []
    office = ""
    for item in reversed(items):
        bare = bool(office) and not item.tail and bool(PLACES.search(item.printed))
        which = "各" if item.printed[0] in "县区设" else ""
        out.append(replace(item, printed=which + item.printed + office) if bare else item)
        own = None if bare or item.tail else OF_ZONE.search(item.printed)
        office = office if bare else own.group() if own else ""
    return out[::-1]


def _stranger(text: str, at: int, end: int, before: Sequence[Item]) -> _Found:
    """A name of a kind not known here, as the last of a list of known ones, or an office among offices."""
    found = STRANGER.match(text, at, end) if before else None
    if found and not _CROSSING.search(found.group()):
        return [Item(*found.span(), found.group())], found.end()
    level = next((one for item in reversed(before) if (one := LEVEL.match(item.printed))), None)
    inside = _STRANGER_INSIDE.match(text, at, end) if level else None
    return ([Item(*inside.span(), inside.group(), level.group())], inside.end()) if level and inside else None
