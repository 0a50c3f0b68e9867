"""The administrative divisions of China (GB/T 2260) and how they are printed: 应 县, 朔城, 新疆, 大厂县."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from kg.model import Place
from kg.resources import folder
from kg.terms import Level

_GAP = re.compile(r"\s+")
# e.g. 城区, 东区: the name of a few districts, and everywhere a plain word
_HARDLY_A_NAME = re.compile("[城郊矿东南西北]区")
_LEVELS = {level.value: level for level in Level}
_KINDS = ("特别行政区", "地区", "省", "市", "区", "县", "旗", "盟")


@dataclass(frozen=True)
class Places:
    """Every division from province to county, by its code; `ended` holds the codes of abolished ones."""

    by_code: Mapping[str, Place]
    ended: frozenset[str] = frozenset()

    def find(self, printed: str, within: Place | None = None) -> Place | None:
        """The one place that `printed` can mean, e.g. 应县 for `应 县`, 朔城区 for `朔城`.

        A place in `within` goes before one beside it, and that before one elsewhere; a full name before a
        short one. None when there is no such place, or several and nothing to choose by (`鼓楼区` with no
        city). A name that is hardly one (`城区`, `东区`) is looked for in `within` alone.
        """
        name = _GAP.sub("", printed)
        scopes = (within, *self.ancestors(within)) if within else ()
        for scope in scopes[:1] if _HARDLY_A_NAME.fullmatch(name) else (*scopes, None):
            for names in (self._full, self._short):
                inside = [
                    place for place in names.get(name, ()) if scope is None or self._holds(scope, place)
                ]
                if inside:
                    return self._choice(inside)
        return None

    def children(self, place: Place) -> tuple[Place, ...]:
        """The divisions one level below `place` that still stand, by code: 朔州市 has six."""
        return tuple(self._children.get(place.code or place.name, ()))

    @cached_property
    def provinces(self) -> tuple[Place, ...]:
        """The divisions just below the whole country that still stand."""
        return tuple(self._children.get("", ()))

    def with_local(self, place: Place, children: Iterable[Place]) -> Places:
        """These places, with one that has no code and its children, by their names."""
        local = {one.name: one for one in (place, *children)}
        return Places(MappingProxyType({**self.by_code, **local}), self.ended)

    def parent(self, place: Place) -> Place | None:
        """The division just above: 朔州市 for 应县; None for a province."""
        return self.by_code.get(place.parent)

    def ancestors(self, place: Place) -> tuple[Place, ...]:
        """The divisions above, nearest first: 朔州市, 山西省 for 应县."""
        above = self.parent(place)
        return (above, *self.ancestors(above)) if above else ()

    def _choice(self, found: Iterable[Place]) -> Place | None:
        """The one place of `found`: the one that still stands, a province, or one that holds the others."""
        standing = [place for place in found if place.code not in self.ended] or list(found)
        provinces = [place for place in standing if place.level is Level.PROVINCE]
        holders = [place for place in standing if all(self._holds(place, other) for other in standing)]
        return next((some[0] for some in (standing, provinces, holders) if len(some) == 1), None)

    def _holds(self, place: Place, other: Place) -> bool:
        return place in (other, *self.ancestors(other))

    @cached_property
    def _full(self) -> Mapping[str, Sequence[Place]]:
        return _index((place.name, place) for place in self.by_code.values())

    @cached_property
    def _short(self) -> Mapping[str, Sequence[Place]]:
        return _index((name, place) for place in self.by_code.values() for name in _short_forms(place))

    @cached_property
    def _children(self) -> Mapping[str, Sequence[Place]]:
        return _index((p.parent, p) for p in self.by_code.values() if p.code not in self.ended)


def load_places() -> Places:
    """The places of ontology/gazetteers/places.tsv (its README tells where they come from)."""
    path = folder("ontology") / "gazetteers" / "places.tsv"
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:]]
    places = {row[0]: _place(row) for row in rows}
    return Places(MappingProxyType(places), frozenset(row[0] for row in rows if row[5]))


def _place(row: list[str]) -> Place:
    code, name, level, parent, aliases, _until = row
    return Place(code, name, _LEVELS[level], parent, tuple(aliases.split("|")) if aliases else ())


def _short_forms(place: Place) -> Iterator[str]:
    """What else is printed for a place: the gazetteer's own forms, and the name less its kind (朔城)."""
    yield from place.aliases
    kind = next((kind for kind in _KINDS if place.name.endswith(kind)), "")
    if kind and len(place.name) - len(kind) >= 2 and "自治" not in place.name:
        yield place.name.removesuffix(kind)


def _index(pairs: Iterable[tuple[str, Place]]) -> Mapping[str, Sequence[Place]]:
    found: dict[str, list[Place]] = {}
    for name, place in pairs:
        found.setdefault(name, []).append(place)
    return found
