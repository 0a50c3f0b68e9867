"""Cut a printed list of units (责任单位：甲局、乙局，各县〔市、区〕政府) into its units."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.lexicon.bodies import Item
from kg.lexicon.name_shapes import EACH_LEVEL
from kg.model import Name
from kg.text import Reading

_BODY_END = re.compile(
    r"(?:局|委|办|厅|政府|会|部门|单位|队|院|中心|小组|公司|集团|区|社|企业|室|联|工委|站|所|馆|处"
    r"|[宣组统]\w{0,2}部|[）〕])$"
)
# names that are themselves lists: 各市、州、县政府; 市各委、办、局
_TOGETHER = re.compile(
    rf"{EACH_LEVEL}(?=人民政府|政府|[\u4e00-\u9fff]{{2,10}}部门)|各委、办(?:、局)?(?:、处)?"
    r"|(?:^|(?<=[、，；：和及]))市、县[（〔]区[）〕](?=人民政府|政府)|(?:市、县|县、乡)(?=两级)"
)
_SEVERAL = re.compile(r"(?:有关|相关|各)[\u4e00-\u9fff（]*[县区市乡镇街]")
_NARROWED = re.compile(r"(?:有关|相关)(?:单位|部门)")
_OFFICIAL = re.compile(r"(?:政府|[局委厅办])$")
_BARE = re.compile(r"(?:有关|相关|其他)?(?:单位|部门|企业|机构)$")
_ZONE_ALONE = re.compile(r"(?:园区|示范区|开发区|高新区|新区|经开区)$")
# 市政府金融办 is one office
_OF_GOVERNMENT = re.compile(r"^[省市县区]政府[\u4e00-\u9fff]{2,8}?办(?=$|[省市县区])")
_GLUED = re.compile(
    r"(?<=[局委办厅])(?=[省市县区][\u4e00-\u9fff]{2,8}(?:[局厅]|委)$)(?<!政府.)|(?:(?<=政府)(?=[省市县区各]|[\u4e00-\u9fff]+(?:管委会|管理委员会|政府)$)|(?<=委会)|(?<=员会))(?=[\u4e00-\u9fff]{2,}(?:政府|管委会|局|委|办)$)(?!办|外事|督查|部门|各|和)"
)
_REMARK = re.compile("（[^（）]*(?:负责|承担|简称|以下|确定|待定)[^（）]*）$")
_MEMBERS = re.compile("等(?=[^、，]{3,}成员单位(?:$|[及和与]))")
_TRAILING = re.compile(r"等(?:市|省|县)?(?:直)?(?:有关|相关|各|\w)?(?:部门|单位|机构|企业)?$")


def units(text: str, start: int, end: int) -> tuple[Item, ...]:
    """The units of a 责任单位 list, whatever they are: parted by 、，； outside brackets, and by 和 between bodies.

    An ending 等有关部门 is no unit.
    """
    items: list[Item] = []
    at = start
    for piece in _masked(_TOGETHER.sub(_one_word, text[start:end])).split("、"):
        items += _joined_units(text, at, at + len(piece))
        at += len(piece) + 1
    return tuple(items)


def _one_word(found: re.Match[str]) -> str:
    """A name that is itself a list (各市、州、县政府), its marks hidden."""
    return found.group().replace("、", "·")


def _masked(words: str) -> str:
    """The words with separators outside brackets as 、 and those inside as ·."""
    out, depth = [], 0
    for char in words:
        depth += (char in "（〔") - (char in "）〕")
        out.append(("·" if depth > 0 else "、") if char in "、，；。\n" else char)
    return "".join(out)


def _parts(words: str, joint: re.Match[str]) -> bool:
    """Whether a 和 parts two units: not 园区和示范区管委会, whose last word belongs to both, nor 部门和单位."""
    before, after = words[: joint.start()], words[joint.end() :]
    if _NARROWED.fullmatch(after):
        return bool(_OFFICIAL.search(before))
    if _SEVERAL.match(after):
        return len(before) > 2
    if not after or not _BODY_END.search(before) or _BARE.match(after):
        return False
    return not (_ZONE_ALONE.search(before) and after.endswith(("管委会", "管理委员会")))


def _joined_units(text: str, start: int, end: int) -> list[Item]:
    """The units of a piece: cut at 和 where the words before it end like a body, and where two are glued."""
    words = text[start:end]
    trimmed = _TRAILING.sub("", words).rstrip("。. ")
    cuts = [0]
    for joint in re.finditer(r"以及|或者|和|及|与", trimmed):
        if _parts(trimmed, joint):
            cuts += [joint.start(), joint.end()]
    if members := _MEMBERS.search(trimmed):  # 银保监会等…联席会议成员单位
        cuts += [members.start(), members.end()]
    one = _OF_GOVERNMENT.match(trimmed)
    for glue in _GLUED.finditer(trimmed, one.end() if one else 0):
        cuts += [glue.start(), glue.start()]
    cuts = sorted(cuts) if len(cuts) > 1 else cuts
    cuts.append(len(trimmed))
    pairs = zip(cuts[::2], cuts[1::2], strict=True)
    return [_trimmed(Item(start + a, start + b, trimmed[a:b])) for a, b in pairs if b - a > 1]


def unit_name(item: Item, reading: Reading) -> Name:
    """A unit's name, where it is printed in `reading`."""
    return Name(item.printed, reading.span(item.start, item.end), tail=item.tail)


def _trimmed(item: Item) -> Item:
    """A unit without 等部门 and without a remark in brackets: 财政厅等部门, 青河公司（负责赛事服务）."""
    own = _REMARK.sub("", _TRAILING.sub("", item.printed))
    if own == item.printed or len(own) < 2:
        return item
    return replace(item, end=item.start + len(own), printed=own)
