"""What names share: the places whose office they are (各设区市|科技局), the zone before an office (高新区|经发局)."""

from __future__ import annotations

import re

OF_EACH = re.compile(
    r"(?:各|有关|相关|所在地?的?|全[省市])*"
    r"(?P<several>设区的?市|[县市区]+[（〔][^（）〔〕]{1,5}[）〕][县区]?|市州|县区|区县|县市区|市县|(?<=[各地])[市县区](?![县区]))级?"
    r"|(?:当地|同级|属地|所在地|各级|各地|县级)(?=.{2,}[局委办厅]$)"
)
"""Whose office a name is, where it is that of several places: 各设区市|科技局, 当地|财政局."""

OURS = {"我厅": "厅$", "我局": "局$", "我委": "委$|委员会$", "我办": "办$|办公[室厅]$", "我部": "部$"}
"""What an issuer calls itself, and how its name then ends."""

NO_PLACE = ("同级", "当地", "属地", "所在地", "各级", "各地")
"""Heads of a list of fields that tell no place."""

TOGETHER = re.compile("各级|各地|地方|各?设区的?市|各?县（")
"""Heads of many places together, which hold for the departments named after the first too."""

LEVEL = re.compile("[省市](?!级|直)")
"""A level printed as the issuer's own: 省|财政厅, no 省级."""

STRANGER = re.compile(
    r"[省市县区][^\s，。；：、（）的按由]{2,14}?(?=要|应当|必须|须|不得|负责|会同|牵头)"
    r"|(?<=、)[\u4e00-\u9fff]{2,20}?(?:(?:公司|集团)(?=、|和|等|成立|共同|按|要|应|配合|负责)|(?<=...)[办局](?=、))"
)
"""A body not known here in a list of known ones, at its end, just before the predicate (…部门、|市某某平台|要及时…), or
parted by marks: 市财政局、|青河燃气公司|、市水利局."""

OF_THAT_PLACE = re.compile("(?:同级|当地)(?=.{2,}[局委办厅]$)")
"""An office named as that of the place just spoken of: 当地|财政局."""

PLACES = re.compile(
    r"^(?:各|有关|相关)*(?:设区的?市|[县市区]+[（〔][^（）〔〕]{1,5}[）〕][县区]?|[县市区]{2,3})$"
    r"|^[\u4e00-\u9fff]{1,4}[市县区]$"
)
"""Places without a word for whose office: 各设区市, 青河区."""

OF_ZONE = re.compile(
    r"(?<=[开新发园资范验]区)[\u4e00-\u9fff]{2,12}(?:[局委办]|部门)(?<!管委会)(?<!管理委员会)$"
)
"""A zone's office: 高新区|经发局."""

SECOND_ENDING = re.compile(r"[（〔][局厅委办室、]{1,5}[）〕]")
"""A second ending of a name: 财政厅|（局）, 办公厅|（室）."""

NAME_ASIDE = re.compile(
    r"[（〔](?:(?<=[局厅委办].)[局厅委办室、]{1,5}[）〕]"
    r"|(?<=[\u4e00-\u9fff].)(?![市区县旗镇乡、州街道管委会村居社]+[）〕]|[不除附见即或如包原以共含])[\u4e00-\u9fff]{1,6}"
    r"(?<!除外)(?<!简称)(?<![一二三四五六七八九十])[）〕]"
    r"(?=、|[\u4e00-\u9fff]{0,8}(?:[局厅委办]|部门|单位|公司|集团|机构|管委会)))"
)
"""A bracket that is part of a name: 发改|（科技）|局, 集团|（控股）|公司, 财政厅|（局）."""


def shared_head(printed: str) -> str:
    """The places or the zone whose office is named, where offices after it may be theirs too."""
    zone = OF_ZONE.search(printed)
    each = OF_EACH.match(printed)
    return printed[: zone.start()] if zone else places_of(each) if each else ""


def places_of(each: re.Match[str]) -> str:
    """Several places by their words alone: 各县（市、区） for 所在地县（市、区）级."""
    return f"各{several}" if (several := each.group("several")) else each.group()
