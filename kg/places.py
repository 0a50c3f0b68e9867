"""The administrative divisions of China (GB/T 2260) and how they are printed: 应 县, 朔城, 新疆, 大厂县."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from kg.model import Place
from kg.resources import folder
from kg.terms import Level

_GAP = re.compile(r"\s+")
_KINDS = ("特别行政区", "地区", "省", "市", "区", "县", "旗", "盟")


@dataclass(frozen=True)
class Places:
    """Every division from province to county, by its code; `ended` holds the codes of abolished ones."""

    by_code: Mapping[str, Place]
    ended: frozenset[str] = frozenset()

    def find(self, printed: str, within: Place | None = None) -> Place | None:
        """The one place that `printed` can mean, e.g. 应县 for `应 县`, 朔城区 for `朔城`.

        A place in `within` goes before one beside it, and that before one elsewhere. None when there is
        no such place, or several and nothing to choose by (`鼓楼区` with no city).
        """
        found = self._by_name.get(_GAP.sub("", printed), ())
        for scope in (within, *self.ancestors(within)) if within else ():
            inside = [place for place in found if scope in (place, *self.ancestors(place))]
            if inside:
                return self._choice(inside)
        return self._choice(found)

    def children(self, place: Place) -> tuple[Place, ...]:
        """The divisions one level below `place` that still stand, by code: 朔州市 has six."""
        return self._children.get(place.code, ())

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
    def _by_name(self) -> Mapping[str, tuple[Place, ...]]:
        """Printed name -> the places it can mean; a full name (沙县) goes before short ones (of 沙县区)."""
        full = _index((place.name, place) for place in self.by_code.values())
        short = _index((name, place) for place in self.by_code.values() for name in _short_forms(place))
        return {**short, **full}

    @cached_property
    def _children(self) -> Mapping[str, tuple[Place, ...]]:
        return _index((p.parent, p) for p in self.by_code.values() if p.code not in self.ended)


def load_places() -> Places:
    """The places of ontology/gazetteers/places.tsv (its README tells where they come from)."""
    path = folder("ontology") / "gazetteers" / "places.tsv"
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:]]
    places = {row[0]: _place(row) for row in rows}
    return Places(MappingProxyType(places), frozenset(row[0] for row in rows if row[5]))


def _place(row: list[str]) -> Place:
    code, name, level, parent, aliases, _until = row
    return Place(code, name, Level(level), parent, tuple(aliases.split("|")) if aliases else ())


def _short_forms(place: Place) -> Iterator[str]:
    """What else is printed for a place: the gazetteer's own forms, and the name less its kind (朔城)."""
    yield from place.aliases
    kind = next((kind for kind in _KINDS if place.name.endswith(kind)), "")
    if kind and len(place.name) - len(kind) >= 2 and "自治" not in place.name:
        yield place.name.removesuffix(kind)


def _index(pairs: Iterable[tuple[str, Place]]) -> dict[str, tuple[Place, ...]]:
    found: dict[str, tuple[Place, ...]] = {}
    for name, place in pairs:
        found[name] = (*found.get(name, ()), place)
    return found
