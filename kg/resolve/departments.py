"""Offices by full name, short name or field: 市人社局, 城管局, 市发改、财政等部门, 税务部门."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property

from kg.lexicon import Lexicon
from kg.lexicon.offices import Office
from kg.model import Clause, Document, Organisation, Place
from kg.resolve.changes import as_of
from kg.resolve.governments import Governments
from kg.resolve.home import Home
from kg.terms import Level, OrganisationKind

_BY_LEVEL = re.compile(r"^(?P<level>自治区|[省市县区旗州])(?P<rest>.+)$")
_ADMINISTRATIVE = re.compile("行政(?=主管)|^[市县区]")
_OF_GOVERNMENT = re.compile(r"^(?P<level>[省市县区])(?:人民)?政府(?P<rest>[\u4e00-\u9fff]{2,8}办|外办)$")
_PLANNING = re.compile(r"规划和自然资源|自然资源和规划")
_YEAR = re.compile(r"(?:19|20)\d\d")
_NAMED_YEAR = re.compile(r"20\d\d(?= ?年)")
_CITED_YEAR = re.compile(r"20\d\d(?=[〕\]])")
# most copies that tell no year at all are of the years between the reforms of 2018-19 and 2023
_BETWEEN_REFORMS = "2020-07-01"
# e.g. 市工信局为…综合利用主管部门
_DESIGNATION = re.compile(r"(市[\u4e00-\u9fff]{2,14}?[局委办])[为是]([^，。；]{2,20}?主管部门)")
_TAX = re.compile(r"^国家税务总局(?P<place>.{2,}?)税务局$")  # a name in full is the short one's body
_MINISTRY = re.compile(r"部$|总局$|总署$")
_ENDING = re.compile("委员会$|[局厅委]$")
_MUNICIPALITIES = ("北京市", "天津市", "上海市", "重庆市")
# what only tells which of several places: 所在地, 各所属, 企业注册所在地
_NARROWS = r"(?:(?:各|有关|相关|相应|所属|所辖|注册地)的?|[\u4e00-\u9fff]{0,6}?所在地?的?)*"
# departments of several places: 企业所在地设区市水利部门, 县区水利主管部门; what tells no field is no name of its own
_DEPARTMENTS_OF_EACH = re.compile(
    rf"{_NARROWS}(?P<places>设区的?市|地级以上市|县[（〔][^（）〔〕]{{1,5}}[）〕]区?|县区|区县)级?"
    r"(?P<rest>(?!(?:有关|相关|各|行政|行业|业务)*(?:职能|主管|管理|监管|监督管理)?部门)[\u4e00-\u9fff]{2,}?部门)$"
)
_OF_EACH = re.compile(
    rf"{_NARROWS}"
    r"(?P<places>设区的?市|地级以上市|市（州）|县级|[县市区]+（[^（）]{1,5}）[县区]?|市州|县区|区县|县市区|市县"
    r"|(?<=[各地])[市县区](?![县区]))级?(?P<rest>.{2,}[局委厅办会])$"
)
_CITIES = re.compile("设区|地级|市州|市（州）|市$")
_OWN = (OrganisationKind.DEPARTMENT, OrganisationKind.OFFICE, OrganisationKind.INSTITUTION)


class Departments:
    """The offices that names mean in one document."""

    def __init__(
        self, governments: Governments, lexicon: Lexicon, document: Document, clauses: Iterable[Clause]
    ) -> None:
        self.governments = governments
        self.home: Home = governments.home
        self.offices = lexicon.offices
        self.reforms = lexicon.reforms
        self.day = _day(document)
        planning = _PLANNING.search(document.source.folded)
        self.planning = f"{planning.group()}局" if planning else ""
        self.clauses = clauses

    def by_field(self, words: str, head: str, tail: str) -> Organisation | None:
        """A department named by its field: 财政 of 市发改、财政等部门, 税务部门."""
        if not tail or words not in self.offices.by_sector:
            return None
        if head.removeprefix("各").startswith("设区"):
            return self.home.collective(f"各{head.removeprefix('各')}{words}{tail}", Level.CITY)
        if head.endswith(("）", "〕")) and not head.startswith("市、"):
            return self.home.collective(f"各{head.removeprefix('各')}{words}{tail}", Level.COUNTY)
        if head in ("县", "区", "县级") or head.endswith("县"):
            counties = self.governments.printed_counties
            return self.home.collective(f"各{counties}{words}{tail}", Level.COUNTY)
        if (
            head.endswith("地方")
            or head in ("相关", "有关", "各级", "同级", "各地", "各市", "各地市", "县级")
            or (not head and ("主管" in tail or self.home.national))
        ):
            return Organisation(
                f"{head.removeprefix('同级')}{words}{tail}", OrganisationKind.GENERIC, Level.NONE
            )
        place = self._whose(head) if head else self.home.place
        if not place:
            return Organisation(f"{head}{words}{tail}", OrganisationKind.GENERIC, Level.NONE)
        office = self.offices.of_sector(words, self.day, place.code)
        if not office:  # 税务部门 of 2013: two bodies
            return Organisation(f"{words}{tail}", OrganisationKind.GENERIC, Level.NONE)
        return as_of(self._of(office, place), self.day, self.home, self.reforms)

    def _whose(self, head: str) -> Place | None:
        """The place that a list's head means: 市, 延平区."""
        named = self.home.places.find(head, self.home.place) if len(head) > 2 else None
        return named or self.home.at(head[:1])

    def designated(self, words: str) -> Organisation | None:
        """A 主管部门 of a field that the document designates, by the last words of its field."""
        core = _ADMINISTRATIVE.sub("", words)
        if not words.endswith("主管部门") or len(core) <= len("主管部门"):
            return None
        body = next((body for field, body in self._designations if field.endswith(core)), None)
        return self.named(body, "") if body else None

    @cached_property
    def _designations(self) -> tuple[tuple[str, str], ...]:
        """Fields and the bodies designated for them: (…综合利用主管部门, 市工信局)."""
        texts = [clause.reading.text for clause in self.clauses]
        found = (one for text in texts if "主管部门" in text for one in _DESIGNATION.finditer(text))
        return tuple((_ADMINISTRATIVE.sub("", one.group(2)), one.group(1)) for one in found)

    def named(self, words: str, head: str) -> Organisation | None:
        """An office by full or short name: 市人社局, 省发改委, 城管局, 朔州市财政局."""
        if each := self._of_each(head + words) or self._departments_of_each(words):
            return each
        if national := self._national(words):
            return national
        words = _TAX.sub(r"\g<place>税务局", words)
        found = _BY_LEVEL.match(words)
        if found and found.group("rest") in self.offices.by_local_name:
            place = self.home.at(found.group("level"))
            return self._at(place, found.group("rest")) if place else None
        if of_government := _OF_GOVERNMENT.match(words):
            return self._of_government(of_government.group("level"), of_government.group("rest"))
        return self._with_place(words) or self._without_level(words, head)

    def _of_each(self, words: str) -> Organisation | None:
        """The same office of several places: 各设区市科学技术局 for 设区市科技局."""
        found = _OF_EACH.match(words)
        office = self.offices.local(found.group("rest"), self.day, "") if found else None
        if not found or not office:
            return None
        places, rest = found.group("places"), found.group("rest")
        counties = places in ("县", "区") or (places == "县级" and self.governments.printed_counties)
        places = self.governments.printed_counties if counties else places
        level = Level.CITY if _CITIES.match(places) else Level.COUNTY
        full = office.at(level)
        name = rest if "{" in full else _of_its_time(full, rest)
        return self.home.collective(f"各{places}{name}", level)

    def _departments_of_each(self, words: str) -> Organisation | None:
        """The same department of several places, whatever narrows them: 各设区市水利部门 for 企业所在地设区市水利部门."""
        found = _DEPARTMENTS_OF_EACH.match(words)
        if not found:
            return None
        places = found.group("places")
        level = Level.CITY if _CITIES.match(places) else Level.COUNTY
        short = places in ("县区", "区县") and not words.startswith("各")
        places = self.governments.printed_counties if short else places
        return self.home.collective(f"各{places}{found.group('rest')}", level)

    def _of_government(self, level: str, rest: str) -> Organisation | None:
        """An office printed as its government's: 市政府金融办, in full …市人民政府金融工作办公室."""
        place = self.home.at(level)
        if not place:
            return None
        office = self.offices.local(rest, self.day, place.code)
        own = office.name if office and "{" not in office.name else f"{rest}公室"
        own = "外事办公室" if office and "外事" in office.name else own
        government = f"{self.home.full(place)}人民政府"
        return Organisation(government + own, OrganisationKind.OFFICE, place.level, place.name, government)

    def _national(self, words: str) -> Organisation | None:
        """An office of the State Council: 财政部, 海关总署; in its own documents 发展改革委 too."""
        short = words if words in self.offices.by_name else words.removeprefix("国家")
        office = self.offices.national(short, self.day)
        if not office:
            return None
        if (
            office.is_national
            or words == office.national
            or words.startswith(("国家", "国务院"))
            or _MINISTRY.search(words)
            or self.home.national
        ):
            parent = "" if office.kind is OrganisationKind.PARTY else "国务院"
            return Organisation(office.national, office.kind, Level.NATIONAL, "", parent)
        return None

    def _without_level(self, words: str, head: str) -> Organisation | None:
        """An office printed without its level: at the level of the list it stands in, else at the issuer's."""
        place = self.home.at(head) if head else self.home.place
        return self._at(place, words) if place else None

    def _at(self, place: Place, words: str) -> Organisation | None:
        """The office of a place by its name without the place; None where it means none on this day."""
        office = self.offices.local(words, self.day, place.code)
        return self._of(office, place, words) if office else None

    def _with_place(self, words: str) -> Organisation | None:
        """An office with its place's name before it: 朔城区教育局, 朔州军分区."""
        for length in range(min(len(words) - 1, 12), 1, -1):
            known = words[length:] in self.offices.by_local_name
            place = self.home.places.find(words[:length], self.home.place) if known else None
            office = self.offices.local(words[length:], self.day, place.code) if place else None
            if (
                office
                and place
                and office.kind is OrganisationKind.DEPARTMENT
                and "{" not in office.name
                and place.name != words[:length]
            ):
                return None  # 象州生态环境局, a city's office named after a county: as printed
            if office and place:
                return self._of(office, place, words[length:])
        return None

    def _of(self, office: Office, place: Place, printed: str = "") -> Organisation:
        """The office of a place under its full name; 自然资源 is 规划和自然资源 where the document says so."""
        if office.name == "自然资源局" and self.planning:
            office = self.offices.by_local_name[self.planning][0]
        full = self.home.full(place)
        level = Level.CITY if place.name in _MUNICIPALITIES else place.level  # 重庆市水利局, not 厅
        name = _placed(_of_its_time(office.at(level), printed), full)
        parent = f"{full}人民政府" if office.kind in _OWN else ""
        return Organisation(name, office.kind, place.level, place.name, parent)


def _day(document: Document) -> str:
    """The day of a document (ISO). Where it prints none: the middle of its number's year; else of the first year
    that it names, or of the latest number that it cites, whichever is later; else one between two reforms."""
    if document.date:
        return document.date.value
    if document.number and (numbered := _YEAR.search(document.number.value)):
        return f"{numbered.group()}-07-01"
    start, end = document.span
    text = document.source.folded[start:end]
    years = [*_CITED_YEAR.findall(text), *(named.group() for named in [_NAMED_YEAR.search(text)] if named)]
    return f"{max(years)}-07-01" if years else _BETWEEN_REFORMS


def _of_its_time(name: str, printed: str) -> str:
    """An office's name with the ending that is printed: 经信委 was 经济和信息化委员会, not yet …局; 福建省林业局 is
    no 林业厅 any more."""
    if name.endswith(printed[-1:]):
        return name
    ending = _ENDING.search(printed)
    if not ending or not _ENDING.search(name):
        return name
    return _ENDING.sub(ending.group().replace("委员会", "委").replace("委", "委员会"), name)


def _placed(office: str, place: str) -> str:
    """An office's name with its place: before it, or where its template says (`国家税务总局{}税务局`)."""
    if "{" not in office:
        return place + office
    return office.replace("{短}", re.sub(r"[省市县区]$", "", place)).replace("{}", place)
