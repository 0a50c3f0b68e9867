"""Where a document is issued: the issuer's place and the counties in it, from the gazetteer or from the text.

A city that the gazetteer does not hold (a functional area, a town, a renamed or invented place) is still a place: its
own document names it, and names its counties (`鹤坪区、青梧县人民政府`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from kg.lexicon.places import Places
from kg.model import Document, Place
from kg.terms import Level
from kg.text import fold

_KINDS = "省|自治区|市|自治州|地区|盟|县|旗|区|镇|乡|街道"
# e.g. 朔州市 of 朔州市人民政府办公室, 重庆市 of 重庆市水利局, 北京市 and 石景山区 of 北京市石景山区人民政府
_ISSUER = re.compile(
    rf"(?:中共)?(?P<place>[\u4e00-\u9fff]{{2,12}}?(?:{_KINDS}))"
    r"(?=人民政府|人民代表|人大|政府|委|党|办|[\u4e00-\u9fff]{2,20}(?:局|厅|办|委|院|指挥部|小组|会议))"
)
# e.g. 石景山区 of 北京市石景山区
_INNER = re.compile(
    rf"[\u4e00-\u9fff]{{2,7}}?(?:省|自治区|市|州)(?P<place>[\u4e00-\u9fff]{{2,8}}(?:{_KINDS}))$"
)
# e.g. 象州县 of 象州县农村公路管理办法: the place that an instrument is named after
_TITLE = re.compile(rf"#?\s*(?P<place>[\u4e00-\u9fff]{{2,8}}?(?:{_KINDS}))")
# a number's first character, by which provinces are called: 闽政办〔2020〕23号
_BY_NUMBER = {
    "京": "北京市", "津": "天津市", "冀": "河北省", "晋": "山西省", "蒙": "内蒙古自治区", "辽": "辽宁省",
    "吉": "吉林省", "黑": "黑龙江省", "沪": "上海市", "苏": "江苏省", "浙": "浙江省", "皖": "安徽省",
    "闽": "福建省", "赣": "江西省", "鲁": "山东省", "豫": "河南省", "鄂": "湖北省", "湘": "湖南省", "粤": "广东省",
    "桂": "广西壮族自治区", "琼": "海南省", "渝": "重庆市", "川": "四川省", "黔": "贵州省", "滇": "云南省",
    "藏": "西藏自治区", "陕": "陕西省", "甘": "甘肃省", "青": "青海省", "宁": "宁夏回族自治区",
    "新": "新疆维吾尔自治区",
}  # fmt: skip
_PROVINCES = tuple(name.removesuffix("省") for name in _BY_NUMBER.values())
_NUMBERED = re.compile(r"(?P<province>.)(?:政|府)(?:办)?(?:发|函|字|规|综|文|明电)?〔")
_COUNTY = re.compile(
    r"(?<![\u4e00-\u9fff])(?P<name>[\u4e00-\u9fff]{2,3}[县区市旗])(?=、|人民政府|政府|\s|和|$)"
)
_NO_COUNTY = re.compile(
    r"[各已经该]|园区|社区|地区|市区|城区|辖区|灾区|矿区|小区|景区|库区|山区|校区|街区|片区|开发区|新区|郊区|片区|全[县区市]|本[县区市]|我[县区市]"
)
_OPENING = 3000  # characters in which a place named again and again is the issuer's
_NATIONAL = re.compile(r"国务院|国家|中华人民共和国|中共中央")
# an issuer of the whole country that opens with none of these: 财政部办公厅, 中国证监会
_CENTRAL = re.compile(r"中国|全国|中央办公厅|[\u4e00-\u9fff]{2,8}部(?:办公厅)?$")
_FORWARDED = re.compile(r"转发(?P<who>[\u4e00-\u9fff]{2,20}?)(?=等|关于|印发|《|[\s、〈]|\d)")
# what a text calls its own place, how places of that level are named, and the level
_SPOKEN = (
    (re.compile("本市|我市|全市"), re.compile(r"(?=([\u4e00-\u9fff]{2,3}?市))"), Level.CITY),
    (re.compile("本市|我市|全市"), re.compile("北京市|天津市|上海市|重庆市"), Level.PROVINCE),
    (re.compile("本省|我省|全省"), re.compile(f"(?:{'|'.join(_PROVINCES)})"), Level.PROVINCE),
)
# without a head, its offices tell as much: 省科技厅
_OFFICES = (re.compile(r"省[\u4e00-\u9fff]{2,8}厅"), *_SPOKEN[-1][1:])
_NO_PLACE = re.compile(
    r"^[各相有全本我该两]|关于|国务院|办公|部门|单位|中心|[日月]前|报备|报送|上报|第[一二三四五六七八九十百]+[条章款项]"
)
_LEVELS = {
    "省": Level.PROVINCE, "市": Level.CITY, "盟": Level.CITY, "州": Level.CITY,
    "镇": Level.TOWN, "乡": Level.TOWN, "道": Level.TOWN,
}  # fmt: skip


def is_national(issuer: str) -> bool:
    """Whether an issuer for which no place is known is the State Council, or an office of its.

    >>> is_national("国务院办公厅"), is_national("财政部"), is_national("云岭市人民政府")
    (True, True, False)
    """
    return bool(_NATIONAL.match(issuer) or _CENTRAL.match(issuer))


def forwards_national(document: Document) -> bool:
    """Whether a notice forwards what an office of the whole country issued: …关于转发国家发展改革委…的通知."""
    found = _FORWARDED.search(document.title.value) if document.title else None
    return bool(found and is_national(found.group("who")))


def issuing_place(document: Document, places: Places) -> tuple[Place | None, Places]:
    """The issuer's place, and the places with it and its counties among them; None where no issuer is told."""
    if document.issuer and _NATIONAL.match(document.issuer.value):
        return None, places
    names: list[str] = []
    for name in _place_names(document):
        if not _NO_PLACE.search(name):
            if place := places.find(name):
                return place, places
            names.append(name)
    if (place := _named_after(document, places)) or not names:
        return place or _spoken_of(document, places), places
    place = Place("", names[0], _LEVELS.get(names[0][-1], Level.COUNTY), "")
    counties = tuple(_counties(document, place)) if place.level is Level.CITY else ()
    return place, places.with_local(place, counties)


def _place_names(document: Document) -> Iterator[str]:
    """The places that head the issuer's name, the title, and the signature, in this order."""
    source = document.source
    signatures = (f.span for f in document.furniture if f.kind == "signature")
    heads = [field.value for field in (document.issuer, document.title) if field]
    for words in (*heads, *(source.folded[slice(*span)].strip() for span in signatures)):
        yield from _from_issuer(words)
    start = document.span.start
    named = Counter(
        found.group("place") for found in _ISSUER.finditer(source.folded, start, start + _OPENING)
    )
    yield from (name for name, times in named.most_common(1) if times > 1)


def _from_issuer(words: str) -> Iterator[str]:
    """The place that an issuer's name begins with: itself, then without the division printed before it."""
    found = _ISSUER.match(words)
    if found:
        yield found.group("place")
        inner = _INNER.match(found.group("place"))
        if inner:
            yield inner.group("place")


def _named_after(document: Document, places: Places) -> Place | None:
    """The known place that heads the title, or what the document promulgates; else the province that its number
    is called by."""
    for field in (document.enclosed_title, document.title):
        found = _TITLE.match(field.value) if field else None
        if found and (place := places.find(found.group("place"))):
            return place
    number = _NUMBERED.match(fold(document.number.value)) if document.number else None
    return places.find(_BY_NUMBER.get(number.group("province"), "")) if number else None


def _spoken_of(document: Document, places: Places) -> Place | None:
    """The city that a text without a head means by 本市, the province that it means by 我省: the only one that it
    names, more than once."""
    text = document.source.folded[slice(*document.span)]
    for ours, named, level in _SPOKEN if document.issuer else (*_SPOKEN, _OFFICES):
        if ours.search(text):
            found = (places.find(name) for name in named.findall(text))
            times = Counter(place for place in found if place and place.level is level)
            if len(times) == 1 and max(times.values()) > 1:
                return next(iter(times))
    return None


def _counties(document: Document, city: Place) -> Iterator[Place]:
    """The counties that the text names at least twice, in the order of their names."""
    text = document.source.folded
    named = Counter(found.group("name") for found in _COUNTY.finditer(text))
    for name, times in sorted(named.items()):
        if times > 1 and name != city.name and not _NO_COUNTY.search(name):
            yield Place("", name, Level.COUNTY, city.name)
