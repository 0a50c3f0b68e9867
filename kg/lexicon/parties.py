"""Lists of regulated parties in official prose: 产灰、贮运、用灰单位."""

from __future__ import annotations

import re

from kg.lexicon.bodies import JOINT, Item, Listed
from kg.lexicon.name_shapes import ELIDED_PARTIES, PARTY

# 燃气经营企业与河道管理部门
_NAMED = re.compile("部门$|机关$|机构$|企业$|公司$")
# what makes no other party: 有关建设单位
_WHICH = re.compile("(?:有关|相关|广大)(?=.{4})")


def parties(text: str, start: int, end: int) -> Listed | None:
    """The list of regulated parties that begins at `start`: `产灰、贮运、用灰单位`, `个人和未取得许可证的企业`."""
    elided = ELIDED_PARTIES.match(text, start, end)
    if elided:
        return Listed(_elided_items(elided), elided.end(), private=True)
    items: list[Item] = []
    at = start
    while found := PARTY.match(text, at, end):
        first = found.start() + (2 if _WHICH.match(found.group()) else 0)
        items.append(Item(first, found.end(), text[first : found.end()]))
        joint = JOINT.match(text, found.end(), end)
        if not joint:
            break
        at = joint.end()
    return Listed(tuple(items), items[-1].end, private=True) if items else None


def _elided_items(found: re.Match[str]) -> tuple[Item, ...]:
    """Each party of a list whose last word belongs to all."""
    start, end = found.span()
    if found.group("pair"):
        what = found.group("what")
        return tuple(Item(start, end, found.group(first) + what) for first in ("pair", "pair2"))
    if head := found.group("head"):
        return tuple(Item(*found.span(one), head + found.group(one)) for one in ("first", "second"))
    tail = found.group("tail").lstrip("等").replace("双方", "单位")
    items = []
    at = found.start("list")
    for word in found.group("list").split("、"):
        own = word.removesuffix(tail)
        if len(own) > 1:
            whole = word if _NAMED.search(own) else own + tail
            items.append(Item(at, at + len(word), whole))
        at += len(word) + 1
    return tuple(items)
