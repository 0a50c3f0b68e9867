"""The rows of an answer, with Python's own values in their cells."""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final, Protocol, TypeAlias, cast

import pyoxigraph as ox

from kg.errors import KgError
from kg.graph.query import Rows, Term, text

if TYPE_CHECKING:
    from pandas import DataFrame

Value: TypeAlias = str | int | float | bool | date | None
"""What a cell holds: words (an IRI, too), a number, a truth value, a day; None where nothing is bound."""

_XSD: Final = "http://www.w3.org/2001/XMLSchema#"


class Row(Protocol):
    """A row: a named tuple, so `row.duty`, `row[3]`, `row._asdict()` and `doc, clause, *_ = row`. A column that
    is no Python name (`class`, `_x`) is `_0`, `_1` … by its place."""

    def __getattr__(self, column: str) -> Any: ...

    def __getitem__(self, place: int) -> Value: ...

    def __iter__(self) -> Iterator[Value]: ...

    def __len__(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Answer:
    """The rows that a question gives, in its order, under `columns`; as a frame with `.frame()`.

    >>> answer = kg.open("build").query("duties-of", body="市水利局")
    >>> answer.columns
    ('doc', 'clause', 'role', 'duty', 'deadline', 'evidence')
    >>> len(answer), answer[1].role, answer[1].duty
    (9, '负责', '建设骨干水厂')
    """

    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, place: int) -> Row:
        return self.rows[place]

    def frame(self) -> DataFrame:
        """The rows as a pandas frame; a column of days is of pandas' own time.

        >>> frame = kg.open("build").query("deadlines").frame()
        >>> frame[frame["recurrence"] == "P3M"]["surface"].tolist()
        ['每季度末10日内', '每季度', '每季度']

        Raises KgError where pandas is not installed (it comes with `gongbao-kg[data]`).
        """
        try:
            import pandas as pd
        except ImportError as error:
            raise KgError(
                "没有装 pandas is not installed", "frame()", "pip install 'gongbao-kg[data]'"
            ) from error
        frame = pd.DataFrame(list(map(tuple, self.rows)), columns=list(self.columns))
        for place, column in enumerate(self.columns):
            if _days(row[place] for row in self.rows):
                frame[column] = pd.to_datetime(frame[column])
        return frame


def _days(cells: Iterator[Value]) -> bool:
    """Whether every bound cell is a day, and some cell is bound."""
    bound = [isinstance(cell, date) for cell in cells if cell is not None]
    return bool(bound) and all(bound)


def answer(rows: Rows) -> Answer:
    """The answer to a SELECT, as Python has it.

    >>> [row] = answer(Rows(("n", "class"), ((ox.Literal(3), ox.Literal("局")),)))
    >>> row
    Row(n=3, _1='局')
    """
    kind = namedtuple("Row", rows.columns, rename=True)  # type: ignore[misc]  # the columns are the query's
    return Answer(rows.columns, tuple(cast(Row, kind(*map(value, row))) for row in rows.rows))


def value(term: Term) -> Value:
    """A term as Python has it.

    >>> value(ox.Literal("2021-06-30", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#date")))
    datetime.date(2021, 6, 30)
    """
    if term is None:
        return None
    if isinstance(term, ox.Literal):
        return _literal(term.value, term.datatype.value.removeprefix(_XSD))
    return text(term)


def _literal(words: str, kind: str) -> Value:
    """A literal's value; its words where it is of no such kind, or does not keep to it (2021-02-30)."""
    try:
        match kind:
            case "integer":
                return int(words)
            case "decimal" | "double" | "float":
                return float(words)
            case "boolean":
                return words in ("true", "1")
            case "date":
                return date.fromisoformat(words)
    except ValueError:
        return words
    return words
