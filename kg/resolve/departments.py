"""Offices by full name, short name or field: 市人社局, 城管局, 市发改、财政等部门, 税务部门."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property

from kg.lexicon.offices import Office, Offices
from kg.model import Clause, Document, Organisation, Place
from kg.resolve.governments import Governments
from kg.resolve.home import Home
from kg.terms import Level, OrganisationKind

_BY_LEVEL = re.compile(r"^(?P<level>[省市县区旗州])(?P<rest>.+)$")
_ADMINISTRATIVE = re.compile("行政(?=主管)|^[市县区]")
_OF_GOVERNMENT = re.compile(r"^(?P<level>[省市县区])(?:人民)?政府(?P<rest>[\u4e00-\u9fff]{2,8}办|外办)$")
_PLANNING = re.compile(r"规划和自然资源|自然资源[与和]规划")
# e.g. 市工信局为…综合利用主管部门
_DESIGNATION = re.compile(r"(市[\u4e00-\u9fff]{2,14}?[局委办])[为是]([^，。；]{2,20}?主管部门)")
_MINISTRY = re.compile(r"部$|总局$|总署$")
_MUNICIPALITIES = ("北京市", "天津市", "上海市", "重庆市")
_OWN = (OrganisationKind.DEPARTMENT, OrganisationKind.OFFICE, OrganisationKind.INSTITUTION)


class Departments:
    """The offices that names mean in one document."""

    def __init__(
        self, governments: Governments, offices: Offices, document: Document, clauses: Iterable[Clause]
    ) -> None:
        self.governments = governments
        self.home: Home = governments.home
        self.offices = offices
        self.planning = bool(_PLANNING.search(document.source.folded))
        self.clauses = clauses

    def by_field(self, words: str, head: str, tail: str) -> Organisation | None:
        """A department named by its field: 财政 of 市发改、财政等部门, 税务部门."""
        office = self.offices.by_sector.get(words) if tail else None
        if not office:
            return None
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
        place = self.home.at(head[:1]) if head else self.home.place
        if not place:
            return Organisation(f"{head}{words}{tail}", OrganisationKind.GENERIC, Level.NONE)
        return self._of(office, place)

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
        if national := self._national(words):
            return national
        found = _BY_LEVEL.match(words)
        office = self.offices.by_name.get(found.group("rest")) if found else None
        if found and office:
            place = self.home.at(found.group("level"))
            return self._of(office, place, found.group("rest")) if place else None
        if of_government := _OF_GOVERNMENT.match(words):
            return self._of_government(of_government.group("level"), of_government.group("rest"))
        return self._with_place(words) or self._without_level(words, head)

    def _of_government(self, level: str, rest: str) -> Organisation | None:
        """An office printed as its government's: 市政府金融办, in full …市人民政府金融工作办公室."""
        place, office = self.home.at(level), self.offices.by_name.get(rest)
        if not place:
            return None
        own = office.name if office and "{" not in office.name else f"{rest}公室"
        own = "外事办公室" if office and "外事" in office.name else own
        government = f"{self.home.full(place)}人民政府"
        return Organisation(government + own, OrganisationKind.OFFICE, place.level, place.name, government)

    def _national(self, words: str) -> Organisation | None:
        """An office of the State Council: 财政部, 海关总署; in its own documents 发展改革委 too."""
        office = self.offices.by_name.get(words) or self.offices.by_name.get(words.removeprefix("国家"))
        if not office or not office.national:
            return None
        if (
            office.is_national
            or words == office.national
            or words.startswith(("国家", "国务院"))
            or _MINISTRY.search(words)
            or self.home.national
        ):
            return Organisation(office.national, office.kind, Level.NATIONAL, "", "国务院")
        return None

    def _without_level(self, words: str, head: str) -> Organisation | None:
        """An office printed without its level: at the level of the list it stands in, else at the issuer's."""
        office = self.offices.by_name.get(words)
        place = self.home.at(head) if head else self.home.place
        return self._of(office, place, words) if office and place else None

    def _with_place(self, words: str) -> Organisation | None:
        """An office with its place's name before it: 朔城区教育局, 朔州军分区."""
        for length in range(min(len(words) - 1, 12), 1, -1):
            office = self.offices.by_name.get(words[length:])
            place = self.home.places.find(words[:length], self.home.place) if office else None
            if (
                office
                and place
                and office.kind is OrganisationKind.DEPARTMENT
                and place.name != words[:length]
            ):
                return None  # 象州生态环境局, a city's office named after a county: as printed
            if office and place:
                return self._of(office, place, words[length:])
        return None

    def _of(self, office: Office, place: Place, printed: str = "") -> Organisation:
        """The office of a place under its full name; 自然资源 is 规划和自然资源 where the document says so."""
        if office.name == "自然资源局" and self.planning:
            office = self.offices.by_name["规划和自然资源局"]
        full = self.home.full(place)
        level = Level.CITY if place.name in _MUNICIPALITIES else place.level  # 重庆市水利局, not 厅
        name = _placed(_of_its_time(office.at(level), printed), full)
        parent = f"{full}人民政府" if office.kind in _OWN else ""
        return Organisation(name, office.kind, place.level, place.name, parent)


def _of_its_time(name: str, printed: str) -> str:
    """An office's name with the ending that is printed: 经信委 was 经济和信息化委员会, not yet …局."""
    if printed.endswith("局") and name == printed.removesuffix("局") + "厅":
        return printed  # 省林业局 is not what 省林业厅 was
    if not printed.endswith(("委", "委员会")) or not name.endswith(("局", "厅")):
        return name
    return name.removesuffix("局").removesuffix("厅") + "委员会"


def _placed(office: str, place: str) -> str:
    """An office's name with its place: before it, or where its template says (`国家税务总局{}税务局`)."""
    if "{" not in office:
        return place + office
    return office.replace("{短}", re.sub(r"[省市县区]$", "", place)).replace("{}", place)
