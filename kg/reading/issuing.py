"""Where a document is issued: the issuer's place and the counties in it, from the gazetteer or from the text.

A city that the gazetteer does not hold (a functional area, a renamed or invented place) is still a place: its
own document names it, and names its counties (`鹤坪区、青梧县人民政府`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from kg.lexicon.places import Places
from kg.model import Document, Place
from kg.terms import Level

# e.g. 朔州市 of 朔州市人民政府办公室, 重庆市 of 重庆市水利局
_ISSUER = re.compile(
    r"(?:中共)?(?P<place>[\u4e00-\u9fff]{2,12}?(?:省|自治区|市|自治州|地区|盟|县|旗|区))"
    r"(?=人民政府|政府|委|办|[\u4e00-\u9fff]{2,20}(?:局|厅|办|委|指挥部|小组))"
)
_COUNTY = re.compile(
    r"(?<![\u4e00-\u9fff])(?P<name>[\u4e00-\u9fff]{2,3}[县区市旗])(?=、|人民政府|政府|\s|和|$)"
)
_NO_COUNTY = re.compile(
    r"[各已经该]|园区|社区|地区|市区|城区|辖区|灾区|矿区|小区|景区|库区|山区|校区|街区|片区|开发区|新区|郊区|片区|全[县区市]|本[县区市]|我[县区市]"
)
_OPENING = 3000  # characters in which a place named again and again is the issuer's
_NATIONAL = re.compile(r"国务院|国家|中华人民共和国|中共中央")
_NO_PLACE = re.compile(r"^[各相有全本我该两]|关于|国务院|办公|部门|单位|中心")
_LEVELS = {"省": Level.PROVINCE, "市": Level.CITY, "盟": Level.CITY}


def issuing_place(document: Document, places: Places) -> tuple[Place | None, Places]:
    """The issuer's place, and the places with it and its counties among them; None where no issuer is told."""
    if document.issuer and _NATIONAL.match(document.issuer.value):
        return None, places
    names = tuple(name for name in _place_names(document) if not _NO_PLACE.search(name))
    known = next((place for name in names if (place := places.find(name))), None)
    if known or not names:
        return known, places
    place = Place("", names[0], _LEVELS.get(names[0][-1], Level.COUNTY), "")
    counties = tuple(_counties(document, place)) if place.level is Level.CITY else ()
    return place, places.with_local(place, counties)


def _place_names(document: Document) -> Iterator[str]:
    """The places that head the issuer's name, the title, and the signature, in this order."""
    source = document.source
    signatures = (f.span for f in document.furniture if f.kind == "signature")
    heads = [field.value for field in (document.issuer, document.title) if field]
    for words in (*heads, *(source.folded[slice(*span)].strip() for span in signatures)):
        found = _ISSUER.match(words)
        if found:
            yield found.group("place")
    start = document.span.start
    named = Counter(
        found.group("place") for found in _ISSUER.finditer(source.folded, start, start + _OPENING)
    )
    yield from (name for name, times in named.most_common(1) if times > 1)


def _counties(document: Document, city: Place) -> Iterator[Place]:
    """The counties that the text names at least twice, in the order of their names."""
    text = document.source.folded
    named = Counter(found.group("name") for found in _COUNTY.finditer(text))
    for name, times in sorted(named.items()):
        if times > 1 and name != city.name and not _NO_COUNTY.search(name):
            yield Place("", name, Level.COUNTY, city.name)
