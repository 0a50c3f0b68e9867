"""Home: the issuing place, and what 市, 县 and 省 mean seen from there."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.lexicon.places import Places
from kg.model import Organisation, Place
from kg.terms import Level, OrganisationKind

_OF_PROVINCE = re.compile("省(?![级直属内])|自治区(?![级直属内])")


@dataclass(frozen=True, slots=True)
class Home:
    """The issuing place; `place` is None where no issuer is known, `national` where it is the State Council or
    an office of its."""

    place: Place | None
    places: Places
    national: bool = False

    @property
    def name(self) -> str:
        """The place's name; empty where it is not known."""
        return self.place.name if self.place else ""

    @property
    def level(self) -> Level:
        """The level of the issuing government."""
        return self.place.level if self.place else Level.NONE

    @property
    def government_name(self) -> str:
        """The issuing government's name; empty where it is not known."""
        return f"{self.full(self.place)}人民政府" if self.place else ""

    def at(self, level: str) -> Place | None:
        """The place that a level's character means here: 市 is the issuing city, 省 the province round it."""
        if self.place is None:
            return None
        around = self.places.ancestors(self.place)
        if level in ("省", "自治区"):
            return self.place if self.level is Level.PROVINCE else around[-1] if around else None
        if level == "市" and self.level is Level.CITY:
            return self.place
        return next((place for place in (self.place, *around) if place.name.endswith(level)), None)

    def above(self, words: str) -> Home:
        """The home of a name: the province of 省…领导小组, this place of others."""
        province = self.at("省") if _OF_PROVINCE.match(words) else None
        return Home(province, self.places) if province else self

    def full(self, place: Place) -> str:
        """A place's name, a district's with its city's: 朔州市朔城区, 山阴县."""
        above = self.places.parent(place)
        district = place.level is Level.COUNTY and place.name.endswith("区")
        return f"{above.name}{place.name}" if district and above else place.name

    def government(self, place: Place) -> Organisation:
        """A place's government: 朔州市朔城区人民政府 for a district, 山阴县人民政府 for a county."""
        above = self.places.parent(place)
        top = "国务院" if place.level is Level.PROVINCE else ""
        parent = f"{self.full(above)}人民政府" if above else top
        name = f"{self.full(place)}人民政府"
        return Organisation(name, OrganisationKind.GOVERNMENT, place.level, place.name, parent)

    def collective(self, name: str, level: Level, members: tuple[str, ...] = ()) -> Organisation:
        """Several bodies named together, here."""
        kind = OrganisationKind.COLLECTIVE
        return Organisation(name, kind, level, self.name, self.government_name, members=members)

    def own(self, words: str) -> str:
        """A name with this place before it: 市政务公开领导小组 is 朔州市政务公开领导小组; a province's with the
        province's."""
        if found := _OF_PROVINCE.match(words):
            return self.above(words).name + words[found.end() :] if self.at("省") else words
        if self.place and words.startswith((self.place.name, self.place.name[:-1])):
            return words
        place = self.place if self.level in (Level.COUNTY, Level.TOWN) else self.at("市") or self.place
        if place is None or words.startswith(
            (place.name, place.name[:-1], "全国", "国务院", "省", "自治区", "中共")
        ):
            return words
        return place.name + words.removeprefix("市") if place.name.endswith("市") else words
