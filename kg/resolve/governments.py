"""Names that mean governments: levels, counties and towns together, places, development zones."""

from __future__ import annotations

import re
from functools import cached_property

from kg.lexicon.name_shapes import EACH_LEVEL
from kg.model import Document, Organisation
from kg.resolve.home import Home
from kg.terms import Level, OrganisationKind

_CITY = re.compile(r"^(?:本级|同级)(?:人民)?政府$|^(?:市级|市本级)(?:人民政府|政府)?$")
# 县政府 in a county's own document
_OWN = re.compile(r"^(?P<level>自治区|[省市县区旗])(?:人民)?政府$")
_LEVEL = re.compile(r"^(?P<level>县级|省级|乡级|镇级)(?:人民政府|政府)?$")
_COUNTIES = re.compile(
    r"^(?P<site>项目所在地?的?)?(?:相关|有关|受委托|涉事|所辖|其他|其余|各级|各|所在地?的?|.{2,12}的)*"
    r"(?P<word>县（市、?区）|县（市）、?区|县（市）|市、县（区）|区县（自治县）|旗县（市、区）|县（区）|区（县）|市、县|县、区|县市区|县区|区县|市县区|县|区)"
    r"(?:级)?(?:人民政府|政府)?(?P<office>办公室)?$"
)
# the cities of a province together
_CITIES = re.compile(
    r"^(?:各|相关|有关|各有关)(?P<word>设区市|设区的市|地级以上市|地市|市（州）|市州|州市|州、市|市|盟市)(?:级)?(?:人民政府|政府)?$"
)
_NARROWED = re.compile("^(?:相关|有关)")
# levels of which each has its word: 各市、州、县人民政府
_ONLY_COUNTIES = re.compile("(?:各|有关|相关)[县区]、")
_EACH = re.compile(rf"^(?P<each>{EACH_LEVEL})(?:人民政府|政府)$")
_TOWNS = re.compile(
    r"^(?:各|相关|有关|所在(?:地|辖区)?|辖区|.{2,12}的)*"
    r"(?P<word>乡（镇）|镇（街道?）|乡（镇、街道）|乡镇街道|乡镇（街道）|镇街|乡镇|乡|镇|街道)"
    r"(?:人民政府|政府|办事处)?$"
)
_PRINTED_COUNTIES = re.compile(r"各(县（市、区）|县（市）区|县市区|区县（自治县）|县区|区县)")
_DISTRICTS = re.compile("(?<!县)各(?:相关|有关)?区(?![县域级（〔市间位块划分])")
_PRINTED_TOWNS = re.compile(
    r"各(乡（镇、街道）|乡（镇）|镇（街道）|乡镇（街道）|乡镇|镇)(?:人民政府|政府|、|，)"
)
_ZONE_NAME = re.compile(r"([\u4e00-\u9fff]{2,8}?(?:经济技术开发区|经济开发区|高新技术产业开发区|高新区))")
_NO_ZONE = re.compile(r"[各和及国在]")
_ZONE = re.compile(
    r"^(?P<zone>.{0,8}?(?:开发区|高新区|新区|示范区|园区|综合实验区|投资区|保税区))(?:管委会|管理委员会)?$"
)
_PLACE_END = re.compile(r"[省市县区旗州盟]$")


class Governments:
    """The governments that names mean in one document."""

    def __init__(self, home: Home, document: Document) -> None:
        self.home = home
        span = document.span
        self.text = document.source.folded[span.start : span.end]

    def meant(self, words: str) -> Organisation | None:
        """The government, or governments together, that `words` mean; None when they mean none."""
        return self._level(words) or self._several(words) or self._place(words) or self._zone(words)

    def _level(self, words: str) -> Organisation | None:
        """A level's word for its government: 市级, 市本级, 同级政府; 县级 for all counties' governments."""
        found = _LEVEL.match(words)
        own = _OWN.match(words)
        if own and (here := self.home.at(own.group("level"))):
            return self.home.government(here)
        if _CITY.match(words):
            place = self.home.at("市") or self.home.place
        elif not found:
            return None
        elif found.group("level") == "县级":
            return self.counties("县")
        elif found.group("level") in ("乡级", "镇级"):
            return self._towns("乡")
        else:
            place = self.home.at("省")
        return self.home.government(place) if place else None

    def _several(self, words: str) -> Organisation | None:
        """各县（市、区）人民政府, 各乡（镇）人民政府, however narrowed or shortened."""
        each = _EACH.match(words)
        if each and not _ONLY_COUNTIES.match(words):
            return self.home.collective(f"{_NARROWED.sub('各', each.group('each'))}人民政府", Level.NONE)
        found = _COUNTIES.match(words)
        if found and found.group("office"):
            return self.home.collective(f"各{self.printed_counties}人民政府办公室", Level.COUNTY)
        if found:
            return self.counties(found.group("word"), "项目所在" if found.group("site") else "各")
        cities = _CITIES.match(words)
        if cities:
            return self.home.collective(f"各{cities.group('word')}人民政府", Level.CITY)
        towns = _TOWNS.match(words)
        return self._towns(towns.group("word")) if towns and len(words) > 1 else None

    @cached_property
    def printed_counties(self) -> str:
        """How this document prints its counties together: 区 where it names districts alone; 县（市、区） where it
        says nothing else."""
        found = _PRINTED_COUNTIES.search(self.text)
        return found.group(1) if found else "区" if _DISTRICTS.search(self.text) else "县（市、区）"

    def counties(self, word: str, which: str = "各") -> Organisation:
        """The governments of the counties here, as `word` (`县（市、区）`) names them: all, or 项目所在."""
        short = len(word) == 1 or (which != "各" and word in self.printed_counties)
        word = self.printed_counties if short else word
        place = self.home.place
        children = self.home.places.children(place) if place and self.home.level is not Level.PROVINCE else ()
        members = tuple(self.home.government(child).name for child in children)
        level = Level.NONE if word.startswith("市、") else Level.COUNTY  # 各市、县（区）: of two levels
        return self.home.collective(f"{which}{word}人民政府", level, members if which == "各" else ())

    @cached_property
    def _printed_towns(self) -> str:
        """How this document prints its towns together: 乡（镇） where it says nothing else."""
        found = _PRINTED_TOWNS.search(self.text)
        return found.group(1) if found else "乡（镇）"

    def _towns(self, word: str) -> Organisation:
        if word == "镇街":
            return self.home.collective("各镇人民政府、街道办事处", Level.TOWN)
        if word == "街道":
            return self.home.collective("各街道办事处", Level.TOWN)
        word = self._printed_towns if word in ("乡", "镇", "乡镇") else word
        return self.home.collective(f"各{word}人民政府", Level.TOWN)

    def _place(self, words: str) -> Organisation | None:
        """A named place for its government: 朔城区, 应县政府."""
        bare = words.removesuffix("人民政府").removesuffix("政府")
        if len(bare) < 2 or not _PLACE_END.search(bare):
            return None
        place = self.home.places.find(bare, self.home.place)
        return self.home.government(place) if place else None

    @cached_property
    def _zones(self) -> tuple[str, ...]:
        """The development zones that the document names in full, e.g. 朔州经济开发区; its own place's first."""
        found = dict.fromkeys(name for name in _ZONE_NAME.findall(self.text) if not _NO_ZONE.search(name))
        own = (self.home.name[:-1], self.home.name) if self.home.name else ()
        return tuple(zone for zone in found if own and zone.startswith(own)) or tuple(found)

    def _zone(self, words: str) -> Organisation | None:
        """A development zone for its 管理委员会."""
        found = _ZONE.match(words)
        if not found or words.startswith(("各", "相关", "有关")):
            return None
        printed = found.group("zone").removeprefix("市")
        zone = next((zone for zone in self._zones if zone.endswith(printed)), printed)
        kind, parent = OrganisationKind.GOVERNMENT, self.home.government_name
        return Organisation(f"{zone}管理委员会", kind, Level.COUNTY, zone, parent)
