"""How bodies are listed that share a word: 福州、厦门等地, 市发改、财政等部门."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.lexicon.name_shapes import NOT_FIRST, any_of
from kg.lexicon.offices import Offices

_BELOW = r"各?(?:县（市、区）|县（市）区|县区|设区的?市)"
_ZONE = (
    r"各?[\u4e00-\u9fff]{0,10}?(?:开发区|开发（投资）区|经开区|高新区|新区|实验区|园区|投资区|组团)"
    r"(?:[（〔][\u4e00-\u9fff]{1,4}区[）〕])?"
)
# counties or cities and a zone whose offices are named together: 各县（市、区）、云岭经开区财政部门
_BELOW_AND_ZONE = re.compile(f"(?P<below>{_BELOW})(?:、|和|及|与|或)(?P<zone>{_ZONE})")
# a zone by its name: 云岭经开区|财政部门
_NAMED_ZONE = (
    rf"(?=..[综经高]){NOT_FIRST}(?!所在|各个|全市|全省|有关|相关)[\u4e00-\u9fff]{{2}}"
    r"(?:综合实验区|经济(?:技术)?开发区|经开区|高新区)"
)
_UNNAMED_ZONE = re.compile("(?:开发|投资|园)区|开发（投资）区")
NARROWING = re.compile(
    r"(?:各|(?:(?![向经报送请到至为])[^\s，。；：、（）和与及由的在]){2,6})?(?:所在地?|所属|所辖)的?"
    r"(?=设区的?市|地级以上市|县级|市级|县[（〔市区]|区县|[县区市])"
)
"""What only tells which of several places is meant: 企业所在地|设区市, 各所属|设区市."""

_OTHERS = r"(?:及|和|以及)(?:其他|其余)(?:有关|相关)?(?:职能|主管|执法)?(?:部门|机关)"


def cities_regex(places: Iterable[str]) -> re.Pattern[str]:
    """Cities listed without their word, as a province's documents do: 福州、厦门等地 要…, 黑河、伊春市政府; or
    with a last word that all share: 福州、厦门和南平软件园管委会."""
    stem = any_of(name[:-1] for name in places if name.endswith("市") and len(name) > 2)
    return re.compile(
        rf"(?P<list>{stem}(?:、{stem})+)"
        rf"(?:(?:和|及|与)(?P<last>{stem})(?P<shared>(?!市)[\u4e00-\u9fff]{{2,10}}?(?:管委会|管理委员会))"
        r"|(?:等(?:地市?|市|城市|设区市|[\u4e00-\u9fff]{0,4}区域)?|市(?:人民政府|政府)?)?"
        r"(?![、\u4e00-\u9fff]?[局委办厅队]))"
    )


def field_regex(offices: Offices) -> str:
    """The word that names an office's field: 财政, 自然资源."""
    return any_of(offices.by_sector)


def field_list_regex(places: Iterable[str], offices: Offices) -> re.Pattern[str]:
    """A list of fields with a shared tail: 市发改、财政等部门, 税务部门, 市、县自然资源主管部门."""
    one, place = field_regex(offices), any_of(places)
    return re.compile(
        rf"(?P<head>(?:{_BELOW}(?:、|和|及|与|或){_ZONE}|{place}|{_NAMED_ZONE}|各?县[（〔](?:市、?区|[区市]、管委会)[）〕]|市、区县[（〔]自治县[）〕]|各?(?:地级以上|设区的?)市|市、县|市、区|各地市、县级|(?:各|有关|各有关)?地方|各地|各市|同级|当地|属地|所在地|市级|省级|县级|(?:各|相关|有关|涉事)?县|[市省区州]|相关|有关|各级)?)"
        rf"(?P<list>{one}(?:(?:、|和|以及|及|与|或)[市省县区]?{one})*)"
        r"(?P<tail>等?(?:有关|相关|各)?(?:业务|行政)?(?:职能|主管|管理|监管|牵头|责任)?"
        r"(?:部门|(?<=等)单位|(?<=相关)单位|(?<=有关)单位|(?<=牵头)单位|(?<=责任)单位)(?!负责同志)"
        rf"|(?={_OTHERS}))"
    )


def heads_of(head: str) -> list[str]:
    """The heads of a list of fields: 市、县 two, 各县（市、区） one, 各县（市、区）、云岭经开区 two."""
    if zoned := _BELOW_AND_ZONE.fullmatch(head):
        zone = zoned.group("zone")
        return [_each(zoned.group("below")), _each(zone) if _UNNAMED_ZONE.match(zone) else zone]
    return [head] if head.endswith(("）", "〕")) else head.split("、")


def _each(places: str) -> str:
    return places if places.startswith("各") else f"各{places}"
