"""The offices that governments keep at each level, and the short forms in which they are printed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from kg.resources import folder
from kg.terms import Level, OrganisationKind


@dataclass(frozen=True, slots=True)
class Office:
    """A kind of office: 教育局, at the province 教育厅, in the State Council 教育部.

    `shorts` are printed short forms (`人社局`), `sectors` the words that name it before 部门 (`人社`). It is meant
    by them from the day `since` to the day `until` (ISO) and in the places whose codes begin with one of
    `where`; empty ones set no bounds."""

    name: str
    province: str
    county: str
    national: str
    shorts: tuple[str, ...]
    sectors: tuple[str, ...]
    kind: OrganisationKind
    since: str
    until: str
    where: tuple[str, ...]

    @property
    def is_national(self) -> bool:
        """Whether the office is the State Council's alone (海关总署), and no place's."""
        return self.name == self.national

    def at(self, level: Level) -> str:
        """The office's full name, without its place, at a level of government."""
        by_level = {Level.PROVINCE: self.province, Level.COUNTY: self.county, Level.NATIONAL: self.national}
        return by_level.get(level) or self.name

    def fit(self, day: str, code: str) -> int:
        """How narrowly the row is meant for a day and a place: the digits of the place's code that it gives;
        -1 where it is not meant."""
        if day < self.since or (self.until and day > self.until):
            return -1
        if not self.where:
            return 0
        return max((len(start) for start in self.where if code.startswith(start)), default=-1)


@dataclass(frozen=True)
class Offices:
    """All kinds of office, in file order; an earlier one goes first where two share a short form."""

    rows: tuple[Office, ...]

    @cached_property
    def by_name(self) -> Mapping[str, Sequence[Office]]:
        """The offices that a full or short form can mean: `发改委`, `教育厅`, `卫生健康局`."""
        found: dict[str, dict[Office, None]] = defaultdict(dict)
        for office in self.rows:
            if office.is_national:
                found[office.name][office] = None
        for office in self.rows:
            for name in filter(None, (office.name, office.province, office.county, office.national)):
                found[name][office] = None
        for office in self.rows:
            for name in office.shorts:
                found[name][office] = None
        return {name: tuple(offices) for name, offices in found.items()}

    @cached_property
    def by_sector(self) -> Mapping[str, Sequence[Office]]:
        """The offices that the word for their field can mean before 部门: `税务`, `发改`."""
        found: dict[str, list[Office]] = defaultdict(list)
        for office in self.rows:
            for sector in office.sectors:
                found[sector].append(office)
        return dict(found)

    @cached_property
    def by_local_name(self) -> Mapping[str, Sequence[Office]]:
        """As `by_name`, less the State Council's own."""
        several = {
            name: tuple(one for one in offices if not one.is_national)
            for name, offices in self.by_name.items()
        }
        return {name: offices for name, offices in several.items() if offices}

    @cached_property
    def _by_national_name(self) -> Mapping[str, Sequence[Office]]:
        several = {
            name: tuple(one for one in offices if one.national) for name, offices in self.by_name.items()
        }
        return {name: offices for name, offices in several.items() if offices}

    def local(self, name: str, day: str, code: str) -> Office | None:
        """The office of a place that a full or short form means on a day: 粮食局 of 2012 is no 粮食和物资储备局."""
        return _closest(self.by_local_name.get(name, ()), day, code)

    def national(self, name: str, day: str) -> Office | None:
        """The office of the State Council that a full or short form means on a day."""
        return _closest(self._by_national_name.get(name, ()), day, "")

    def of_sector(self, sector: str, day: str, code: str) -> Office | None:
        """The office of a place whose field `sector` names on a day."""
        return _closest(self.by_sector.get(sector, ()), day, code)


def _closest(offices: Sequence[Office], day: str, code: str) -> Office | None:
    """The office that is meant most narrowly for a day and a place, the first of several; None where none is."""
    closest, narrowest = None, -1
    for office in offices:
        fit = office.fit(day, code)
        if fit > narrowest:
            closest, narrowest = office, fit
    return closest


def load_offices() -> Offices:
    """The offices of ontology/gazetteers/offices.tsv."""
    path = folder("ontology") / "gazetteers" / "offices.tsv"
    lines = path.read_text(encoding="utf-8").splitlines()[1:]
    return Offices(tuple(_office(line.split("\t")) for line in lines))


def _office(row: list[str]) -> Office:
    name, province, county, national, shorts, sectors, kind, since, until, where = row
    return Office(
        name=name,
        province=province,
        county=county,
        national=national,
        shorts=_several(shorts),
        sectors=_several(sectors),
        kind=OrganisationKind(kind),
        since=since,
        until=until,
        where=_several(where),
    )


def _several(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()
