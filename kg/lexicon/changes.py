"""The reforms that renamed, merged and split offices: what 国土资源局 of a city became, when, by which plan."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from kg.reforms import Reform
from kg.resources import folder
from kg.terms import ChangeKind, Level


@dataclass(frozen=True)
class Reforms:
    """All rows of changes.tsv, by date."""

    rows: tuple[Reform, ...]

    @cached_property
    def _by_old(self) -> Mapping[str, Sequence[Reform]]:
        found: dict[str, list[Reform]] = defaultdict(list)
        for row in self.rows:
            found[row.old].append(row)
        return dict(found)

    @cached_property
    def _endings(self) -> tuple[str, ...]:
        return tuple(old.rpartition("}")[2] for old in self._by_old)

    def may_change(self, name: str) -> bool:
        """Whether any row could speak of a body of this name: a quick look at its ending."""
        return name.endswith(self._endings)

    def next(self, old: str, level: Level, code: str, after: str) -> tuple[Reform, ...]:
        """What becomes of the office `old` (`{}国土资源局`) of the place with `code`, first after a day (ISO).

        Several where it is split; none where nothing is known. A row for just that place goes before one for
        its province, and that before one for the country.
        """
        rows = [r for r in self._by_old.get(old, ()) if level in r.levels and r.date > after]
        fits = {row: _fit(row, code) for row in rows}
        closest = [row for row in rows if fits[row] == max(fits.values()) >= 0]
        return tuple(row for row in closest if row.date == closest[0].date)


def _fit(row: Reform, code: str) -> int:
    """How narrowly a row is meant for a place: the digits that it gives of the code; -1 where it is not."""
    if not row.where:
        return 0
    return max((len(start) for start in row.where if code.startswith(start)), default=-1)


def load_reforms() -> Reforms:
    """The rows of ontology/gazetteers/changes.tsv."""
    path = folder("ontology") / "gazetteers" / "changes.tsv"
    lines = path.read_text(encoding="utf-8").splitlines()[1:]
    return Reforms(tuple(_reform(line.split("\t")) for line in lines))


def _reform(row: list[str]) -> Reform:
    old, new, levels, kind, date, where, custom, source = row
    stands = tuple(Level(level) for level in levels.split("|"))
    local = Level.NATIONAL not in stands
    return Reform(
        old=_placed(old) if local else old,
        new=_placed(new) if local else new,
        levels=stands,
        kind=ChangeKind(kind),
        date=date,
        where=tuple(where.split("|")) if where else (),
        custom=bool(custom),
        source=source,
    )


def _placed(name: str) -> str:
    """A local office's name with the room for its place, which stands first where the row says nothing else."""
    return name if "{" in name else "{}" + name
