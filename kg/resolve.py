"""Resolve printed names to organisations under their canonical names: a table beside the facts.

`市` alone is the issuing city, so two cities' 市财政局 never meet. What a name means is computed from the name, the
document it stands in and the gazetteers alone: no state is kept across documents.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property

from kg.model import Fact, Membership, Name, Organisation, Place, Responsibility
from kg.offices import Office
from kg.setting import Setting
from kg.terms import Level, OrganisationKind

_HEADED = re.compile(r"^(?:.*(?:主要负责人|负责人))$")
_LEVEL_CHAR = re.compile(r"^(?P<level>[省市县区旗州])(?P<rest>.+)$")
_LEVEL_WORD = re.compile(r"^(?:(?P<city>市级|市本级)|(?P<county>县级)|(?P<province>省级)|(?P<town>乡级|镇级))(?:人民政府|政府)?$")
_SAME_LEVEL = re.compile(r"^(?:本级|同级)(?:人民)?政府$|^市级$|^市本级$")
_COUNTIES = re.compile(
    r"^(?:相关|有关|受委托|涉事|所辖|其他|其余|各级|各|项目所在地?的?|.{2,12}的)*(?P<word>县（市、?区）|县（市）、?区|市、县（区）|区县（自治县）|旗县（市、区）|县市区|县区|区县|市县区|县|区)"
    r"(?:级)?(?P<tail>人民政府|政府)?(?P<office>办公室)?$"
)
_TOWNS = re.compile(r"^(?:各|相关|有关|.{2,12}的)*(?P<word>乡（镇）|镇（街道?）|乡（镇、街道）|乡镇街道|乡镇（街道）|镇街|乡镇|乡|镇|街道)(?:人民政府|政府|办事处)?$")
_ZONE = re.compile(r"([\u4e00-\u9fff]{2,8}?(?:经济技术开发区|经济开发区|高新技术产业开发区|高新区))")
_BARE_ZONE = re.compile(r"^(?P<zone>.{0,8}?(?:开发区|高新区|新区|示范区|园区))(?:管委会|管理委员会)?$")
_GROUP = re.compile(r"^(?P<name>.*?(?:领导小组|协调小组|指挥部|联席会议|专班))(?P<office>办公室)?(?P<units>各?成员单位)?$")
_FOUNDED = re.compile(
    r"(?:成立|设立|组建)(?:由[^。]{0,80}?的)?(?P<name>[“”\w（）·]{3,40}?(?:领导小组|协调小组|指挥部|联席会议))"
)
_WHICH = re.compile(r"^(?:各类|各级|各有关|各相关|各|所有|相关|有关|上述)+(?=.{2})")
_COLLECTIVE = re.compile(r"^(?:[省市县]以下|直属机构|各|有关|相关|市直|省直|县直|其他|其余|市有关|省有关|全市|中央|所有|市级|市属)|(?:各|有关|相关).*(?:部门|单位)$|[部各]单位$")
_KINDS = (
    (re.compile(r"(?:领导小组|协调小组|指挥部|联席会议|专班)$"), OrganisationKind.GROUP),
    (re.compile(r"(?:人民政府|政府|管理委员会|管委会)$"), OrganisationKind.GOVERNMENT),
    (re.compile(r"(?:办公室|办公厅|研究室)$"), OrganisationKind.OFFICE),
    (re.compile(r"(?:局|厅|委员会|委|总队|支队|大队|部)$"), OrganisationKind.DEPARTMENT),
    (re.compile(r"(?:公司|集团|银行|厂|企业|合作社)$"), OrganisationKind.ENTERPRISE),
    (re.compile(r"(?:中心|医院|学校|大学|学院|院|所|站|社|联合会|协会|馆)$"), OrganisationKind.INSTITUTION),
)


def resolve(facts: Iterable[Fact], setting: Setting) -> Mapping[Name, Organisation]:
    """The organisation that each name in `facts` means, by the name as printed."""
    resolver = Resolver(setting)
    out: dict[Name, Organisation] = {}
    for fact in facts:
        name = fact.body if isinstance(fact, Responsibility) else fact.group if isinstance(fact, Membership) else None
        if name is not None and name not in out:
            out[name] = resolver.organisation(name)
    return out


class Resolver:
    """What names mean in one document."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.home = setting.place
        self.offices = setting.lexicon.offices
        self.known: dict[tuple[str, str, str], Organisation] = {}

    def organisation(self, name: Name) -> Organisation:
        """The organisation that a printed name means here."""
        key = (name.printed, name.head, name.tail)
        if key not in self.known:
            self.known[key] = self._adopted(self._meant(name))
        return self.known[key]

    def _adopted(self, org: Organisation) -> Organisation:
        """The body under the name that ontology/gazetteers/bodies.tsv prefers for it."""
        name = self.setting.lexicon.known_bodies.get(org.name)
        return Organisation(name, org.kind, org.level, org.place, org.parent) if name else org

    def _meant(self, name: Name) -> Organisation:
        words = name.printed.replace("〔", "（").replace("〕", "）").removesuffix("主要负责人").removesuffix("负责人")
        return (
            self._sector(words, name.head, name.tail)
            or self._level(words)
            or self._counties(words)
            or self._place(words)
            or self._zone(words)
            or self._group(words)
            or self._designated(words)
            or self._office(words, name.head)
            or self._other(words)
        )

    # --- places and their governments

    def _at(self, level: str) -> Place | None:
        """The place that a level's character means here: 市 is the issuing city, 省 the province round it."""
        if self.home is None:
            return None
        if self.home.name.endswith(level) and not (level == "市" and self.home.level is Level.PROVINCE):
            return self.home
        around = self.setting.lexicon.places.ancestors(self.home)
        if level == "省":
            return self.home if self.home.level is Level.PROVINCE else around[-1] if around else None
        if level == "市" and self.home.level in (Level.PROVINCE, Level.CITY):
            return self.home
        return next((place for place in around if place.name.endswith(level)), None)

    def _government(self, place: Place) -> Organisation:
        """A place's government: 朔州市朔城区人民政府 for a district, 山阴县人民政府 for a county."""
        above = self.setting.lexicon.places.parent(place)
        parent = f"{self._full(above)}人民政府" if above else "国务院"
        return Organisation(f"{self._full(place)}人民政府", OrganisationKind.GOVERNMENT, place.level, place.name, parent)

    def _full(self, place: Place) -> str:
        """A place's name, a district's with its city's."""
        above = self.setting.lexicon.places.parent(place)
        district = place.level is Level.COUNTY and place.name.endswith("区") and above is not None
        return f"{above.name}{place.name}" if district and above else place.name

    def _level(self, words: str) -> Organisation | None:
        """A level's word for its government: 市级, 市本级, 同级政府; 县级 for all counties' governments."""
        found = _LEVEL_WORD.match(words)
        if _SAME_LEVEL.match(words) or (found and found.group("city")):
            home = self._at("市") or self.home
            return self._government(home) if home else None
        if found and found.group("county"):
            return self._county_governments("县（市、区）")
        if found and found.group("town"):
            return self._town_governments("乡（镇）")
        if found:
            province = self._at("省")
            return self._government(province) if province else None
        return None

    def _counties(self, words: str) -> Organisation | None:
        """各县（市、区）人民政府, however narrowed or shortened."""
        found = _COUNTIES.match(words)
        if found and found.group("office"):
            return self._collective(f"各{self._printed_counties()}人民政府办公室", Level.COUNTY)
        if found:
            return self._county_governments(found.group("word"))
        towns = _TOWNS.match(words)
        if towns and len(words) > 1:
            return self._town_governments(towns.group("word"))
        return None

    def _printed_counties(self) -> str:
        """How this document prints its counties together: 县（市、区） where it says nothing else."""
        text = self.setting.document.source.folded
        found = re.search(r"各(县（市、区）|县（市）区|县市区|区县（自治县）|县区|区县)", text)
        return found.group(1) if found else "县（市、区）"

    def _county_governments(self, word: str) -> Organisation:
        word = self._printed_counties() if word in ("县", "区", "县级", "涉事县") else word
        children = self.setting.lexicon.places.children(self.home) if self.home else ()
        members = tuple(self._government(child).name for child in children)
        return self._collective(f"各{word}人民政府", Level.COUNTY, members)

    def _town_governments(self, word: str) -> Organisation:
        word = "乡（镇）" if word in ("乡", "镇", "乡镇") else word
        return self._collective(f"各{word}人民政府", Level.TOWN)

    def _collective(self, name: str, level: Level, members: tuple[str, ...] = ()) -> Organisation:
        home = self.home
        parent = f"{self._full(home)}人民政府" if home else ""
        return Organisation(name, OrganisationKind.COLLECTIVE, level, home.name if home else "", parent, members=members)

    def _place(self, words: str) -> Organisation | None:
        """A named place for its government: 朔城区, 应县政府."""
        bare = words.removesuffix("人民政府").removesuffix("政府")
        if len(bare) < 2 or not re.search(r"[省市县区旗州盟]$", bare) or _COUNTIES.match(bare):
            return None
        place = self.setting.lexicon.places.find(bare, self.home)
        return self._government(place) if place else None

    @cached_property
    def _zones(self) -> tuple[str, ...]:
        """The development zones that the document names in full, e.g. 朔州经济开发区."""
        document = self.setting.document
        text = document.source.folded[document.span.start : document.span.end]
        found = dict.fromkeys(m for m in _ZONE.findall(text) if not re.search(r"[各和及国在]", m))
        home = (self.home.name[:-1], self.home.name) if self.home else ()
        return tuple(zone for zone in found if zone.startswith(home) and home) or tuple(found)

    def _zone(self, words: str) -> Organisation | None:
        """A development zone for its 管理委员会."""
        found = _BARE_ZONE.match(words)
        if not found or re.match(r"各|相关|有关", words):
            return None
        printed = found.group("zone").lstrip("市")
        zone = next((zone for zone in self._zones if zone.endswith(printed)), printed)
        parent = f"{self._full(self.home)}人民政府" if self.home else ""
        name = f"{zone}管理委员会"
        return Organisation(name, OrganisationKind.GOVERNMENT, Level.COUNTY, zone, parent)

    # --- groups and designated bodies

    @cached_property
    def _groups(self) -> tuple[str, ...]:
        """The groups that the document founds or lists, by full name."""
        found = [m.group("name") for c in self.setting.clauses for m in _FOUNDED.finditer(c.reading.text)]
        titles = [p.title for p in self.setting.document.parts if re.search(r"(?:领导小组|指挥部|联席会议)$", p.title)]
        return tuple(dict.fromkeys(self._with_place(name) for name in (*found, *titles)))

    def _with_place(self, words: str) -> str:
        """A name with its place before it: 市政务公开领导小组 is 朔州市政务公开领导小组."""
        home = self._at("市") or self.home
        if home is None or words.startswith((home.name, home.name[:-1], "全国", "国务院", "省", "中共")):
            return words
        return home.name + words.removeprefix("市") if home.name.endswith("市") else words

    def _group(self, words: str) -> Organisation | None:
        """A leading group, its office, or its member units together."""
        found = _GROUP.match(words)
        if not found or words.startswith(("各", "有关")):
            return None
        group = self._group_name(found.group("name"))
        home = self.home
        place, level = (home.name, home.level) if home else ("", Level.NONE)
        parent = f"{self._full(home)}人民政府" if home else ""
        if found.group("units"):
            return Organisation(f"{group}成员单位", OrganisationKind.COLLECTIVE, level, place, group)
        if found.group("office"):
            return Organisation(f"{group}办公室", OrganisationKind.OFFICE, level, place, group)
        return Organisation(group, OrganisationKind.GROUP, level, place, parent)

    def _group_name(self, printed: str) -> str:
        """The full name of a group printed short: the one group of the document whose name shares its words."""
        core = set(re.sub(r"市|省|县|工作|领导小组|指挥部|联席会议|[“”]", "", printed))
        for name in self._groups:
            if core <= set(name):
                return name
        return self._with_place(printed)

    @cached_property
    def _designations(self) -> tuple[tuple[str, str], ...]:
        """Bodies designated as the competent department of a field: (粉煤灰综合利用主管部门, 市工信局)."""
        pattern = re.compile(r"(市[\u4e00-\u9fff]{2,14}?[局委办])[为是]([^，。；]{2,20}?主管部门)")
        return tuple((m.group(2), m.group(1)) for c in self.setting.clauses for m in pattern.finditer(c.reading.text))

    def _designated(self, words: str) -> Organisation | None:
        """A 主管部门 of a field that the document designates elsewhere, by its field's last words."""
        if not words.endswith("主管部门"):
            return None
        for field, body in self._designations:
            if field[-8:] == words[-8:]:
                return self._office(body, "")
        return None

    # --- offices

    def _sector(self, words: str, head: str, tail: str) -> Organisation | None:
        """A department named by its field: 财政 of 市发改、财政等部门, 税务部门."""
        office = self.offices.by_sector.get(words) if tail else None
        if not office:
            return None
        if head.endswith(("县", "区", "县级")):
            return self._collective(f"各{self._printed_counties()}{words}{tail}", Level.COUNTY)
        if head in ("相关", "有关", "各级") or (not head and "主管" in tail):
            return Organisation(f"{head}{words}{tail}", OrganisationKind.GENERIC, Level.NONE)
        place = self._at(head[:1]) if head else self.home
        return self._office_at(self._printed_variant(office), place) if place else None

    def _printed_variant(self, office: Office) -> Office:
        """The office as this document names it in full: 规划和自然资源局 where 自然资源 is printed with 规划."""
        if office.name == "自然资源局" and re.search(r"规划和自然资源|自然资源[与和]规划", self.setting.document.source.folded):
            return self.offices.by_name["规划和自然资源局"]
        return office

    def _office(self, words: str, head: str) -> Organisation | None:
        """An office by full or short name: 市人社局, 省发改委, 城管局, 朔州市财政局."""
        found = _LEVEL_CHAR.match(words)
        if found and (office := self.offices.by_name.get(found.group("rest"))):
            place = self._at(found.group("level"))
            return self._office_at(self._printed_variant(office), place) if place else None
        named = self._named_office(words)
        if named:
            return named
        office = self.offices.by_name.get(words)
        place = self._at(head) if head else self.home
        return self._office_at(office, place) if office and place else None

    def _named_office(self, words: str) -> Organisation | None:
        """An office with its place's name before it: 朔城区教育局, 朔州军分区."""
        for length in range(min(len(words) - 1, 12), 1, -1):
            office = self.offices.by_name.get(words[length:])
            place = self.setting.lexicon.places.find(words[:length], self.home) if office else None
            if office and place:
                return self._office_at(office, place)
        return None

    def _office_at(self, office: Office, place: Place) -> Organisation:
        """The office of a place under its full name."""
        full = self._full(place)
        name = office.at(place.level)
        if "{" in name:
            name = name.replace("{短}", re.sub(r"[市县区]$", "", full)).replace("{}", full)
        else:
            name = full + name
        own = office.kind in (OrganisationKind.DEPARTMENT, OrganisationKind.OFFICE, OrganisationKind.INSTITUTION)
        parent = f"{full}人民政府" if own else ""
        return Organisation(name, office.kind, place.level, place.name, parent)

    # --- everything else

    def _other(self, words: str) -> Organisation:
        """A name that no gazetteer knows: kept as printed, 市 read as the issuing city, typed by its ending."""
        if _COLLECTIVE.search(words):
            return self._collective(words, Level.NONE)
        found = _LEVEL_CHAR.match(words)
        place = self._at(found.group("level")) if found else None
        if found and place and _kind(words) is not OrganisationKind.GENERIC:
            kind = _kind(words)
            name = self._full(place) + found.group("rest")
            parent = f"{self._full(place)}人民政府" if kind is OrganisationKind.DEPARTMENT else ""
            return Organisation(name, kind, place.level, place.name, parent)
        kind = _kind(words)
        name = _WHICH.sub("", words) if kind is OrganisationKind.GENERIC else words
        return Organisation(name, kind, Level.NONE)


def _kind(words: str) -> OrganisationKind:
    """What sort of body a name's ending tells: 局 a department, 公司 an enterprise; else a generic party."""
    if re.search(r"(?:部门|单位|机构|企业|项目|工地|电厂|个人|车辆|机关)$", words):
        return OrganisationKind.GENERIC
    return next((kind for ending, kind in _KINDS if ending.search(words)), OrganisationKind.GENERIC)
