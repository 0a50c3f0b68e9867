"""The offices that governments keep at each level, and the short forms in which they are printed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from kg.resources import folder
from kg.terms import Level, OrganisationKind


@dataclass(frozen=True, slots=True)
class Office:
    """A kind of office: 教育局, at the province 教育厅, in the State Council 教育部.

    `shorts` are printed short forms (`人社局`), `sectors` the words that name it before 部门 (`人社`)."""

    name: str
    province: str
    county: str
    national: str
    shorts: tuple[str, ...]
    sectors: tuple[str, ...]
    kind: OrganisationKind

    @property
    def is_national(self) -> bool:
        """Whether the office is the State Council's alone (海关总署), and no place's."""
        return self.name == self.national

    def at(self, level: Level) -> str:
        """The office's full name, without its place, at a level of government."""
        by_level = {Level.PROVINCE: self.province, Level.COUNTY: self.county, Level.NATIONAL: self.national}
        return by_level.get(level) or self.name


@dataclass(frozen=True)
class Offices:
    """All kinds of office, in file order; an earlier one goes first where two share a short form."""

    rows: tuple[Office, ...]

    @cached_property
    def by_name(self) -> Mapping[str, Office]:
        """An office by any full or short form: `发改委`, `教育厅`, `卫生健康局`."""
        found: dict[str, Office] = {row.name: row for row in self.rows if row.is_national}
        for office in self.rows:
            for name in (office.name, office.province, office.county, office.national):
                if name:
                    found.setdefault(name, office)
        for office in self.rows:
            for name in office.shorts:
                found.setdefault(name, office)
        return found

    @cached_property
    def by_sector(self) -> Mapping[str, Office]:
        """An office by the word that names its field before 部门: `税务`, `发改`."""
        found: dict[str, Office] = {}
        for office in self.rows:
            for sector in office.sectors:
                found.setdefault(sector, office)
        return found


def load_offices() -> Offices:
    """The offices of ontology/gazetteers/offices.tsv."""
    path = folder("ontology") / "gazetteers" / "offices.tsv"
    lines = path.read_text(encoding="utf-8").splitlines()[1:]
    return Offices(tuple(_office(line.split("\t")) for line in lines))


def _office(row: list[str]) -> Office:
    name, province, county, national, shorts, sectors, kind = row
    return Office(
        name, province, county, national, _several(shorts), _several(sectors), OrganisationKind(kind)
    )


def _several(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()
