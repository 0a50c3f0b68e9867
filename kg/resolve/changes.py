"""What became of the bodies of a document: later reforms renamed and merged them. It follows from a body's
name, its place, the document's date and ontology/gazetteers/changes.tsv alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kg.lexicon.changes import Reforms
from kg.model import Organisation
from kg.reforms import Change
from kg.resolve.home import Home
from kg.setting import Setting
from kg.terms import Level

_KIND = re.compile(r"[省市县区]$")


@dataclass(frozen=True, slots=True)
class _Room:
    """What stands in the room that a row leaves for the place: its name, that less its kind (`短`), and the
    name of the city above (`上`), which is empty where there is none."""

    code: str
    name: str
    short: str
    above: str

    def emptied(self, body: str) -> str:
        """`{}国土资源局` for 朔州市国土资源局, `…委员会{短}监管分局` for 中国银行保险监督管理委员会朔州监管分局."""
        for word, mark in ((self.name, "{}"), (self.short, "{短}")):
            if word and word in body:
                return body.replace(word, mark, 1)
        return body

    def filled(self, name: str) -> str:
        """The other way round; empty where the name needs a city above and there is none."""
        if "{上}" in name and not self.above:
            return ""
        return name.replace("{上}", self.above).replace("{短}", self.short).replace("{}", self.name)


def changes(bodies: Iterable[Organisation], setting: Setting) -> tuple[Change, ...]:
    """The changes that await `bodies` after the document's date, each followed to today.

    扶贫开发办公室 in a document of 2019 gives two: 乡村振兴局 (2021), and of that 农业农村局 (2024). None where
    the document prints no date.
    """
    date = setting.document.date
    if not date:
        return ()
    home, reforms = Home(setting.place, setting.places), setting.lexicon.reforms
    known = {body.name: body for body in bodies}
    found = (
        change
        for body in known.values()
        if reforms.may_change(body.name)
        for change in _followed(body, date.value, _room(body, home), reforms)
    )
    return tuple(dict.fromkeys(found))


def as_of(body: Organisation, day: str, home: Home, reforms: Reforms) -> Organisation:
    """A body under the name that reforms had given it by a day (ISO): 卫生局 is 卫生健康委员会 in 2020. One that was
    split stays as it was."""
    if not reforms.may_change(body.name):
        return body
    room = _room(body, home)
    rows = reforms.next(room.emptied(body.name), body.level, room.code, "")
    if len(rows) != 1 or rows[0].date > day:
        return body
    new = room.filled(rows[0].new)
    return as_of(replace(body, name=new), day, home, reforms) if new else body


def _room(body: Organisation, home: Home) -> _Room:
    place = home.places.find(body.place, home.place) if body.place else None
    if not place:
        return _Room("", "", "", "")
    full, above = home.full(place), home.places.parent(place)
    city = above.name if above and above.level is Level.CITY else ""
    return _Room(place.code, full, _KIND.sub("", full), city)


def _followed(body: Organisation, after: str, room: _Room, reforms: Reforms) -> Iterator[Change]:
    """The next change of a body, and what becomes of those it results in."""
    for row in reforms.next(room.emptied(body.name), body.level, room.code, after):
        if new := room.filled(row.new):
            yield Change(body.name, new, row.kind, row.date, row.custom, row.source)
            yield from _followed(replace(body, name=new), row.date, room, reforms)
