"""The nine tables of facts for spreadsheets and data frames."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import pyoxigraph as ox

from kg.errors import KgError
from kg.graph.query import Rows, Term, ask, text
from kg.graph.questions import question
from kg.graph.render import Form, rendered
from kg.terms import PREFIXES

if TYPE_CHECKING:
    import pyarrow as pa

Value: TypeAlias = str | int | float | bool | date | None

_XSD: Final = PREFIXES["xsd"]


def table(store: ox.Store, name: str) -> Rows:
    """The answer to a question without parameters."""
    asked = question(name)
    rows = ask(store, asked.sparql, asked.name)
    assert isinstance(rows, Rows)
    return rows


def csv(answers: Mapping[str, Rows]) -> dict[str, bytes]:
    """A CSV file a table (RFC 4180, UTF-8)."""
    return {f"{name}.csv": rendered(rows, Form.CSV).encode() for name, rows in answers.items()}


def value(term: Term) -> Value:
    """A term as Python has it: a number, a truth value, a day, else its words; None where nothing is bound.

    >>> value(ox.Literal("2021-06-30", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#date")))
    datetime.date(2021, 6, 30)
    """
    if not isinstance(term, ox.Literal):
        return None if term is None else text(term)
    native = _native(term.datatype.value.removeprefix(_XSD))
    try:
        return native(term.value)
    except ValueError:  # 2021-02-30 as printed
        return term.value


def _native(datatype: str) -> Callable[[str], Value]:
    match datatype:
        case "integer":
            return int
        case "decimal" | "double":
            return float
        case "date":
            return date.fromisoformat
        case "boolean":
            return "true".__eq__
    return str


def parquet(answers: Mapping[str, Rows]) -> dict[str, bytes]:
    """A Parquet file a table, its columns typed (days, numbers, else text); what is not bound is null.

    Raises KgError where pyarrow, which is in the extra `data`, is not installed.
    """
    try:
        import pyarrow.parquet
    except ImportError as error:
        hint = "pip install 'gongbao-kg[data]'"
        raise KgError("Parquet 要用 pyarrow Parquet needs pyarrow", "kg export", hint) from error
    files = {}
    for name, rows in answers.items():
        out = BytesIO()
        pyarrow.parquet.write_table(_frame(rows), out, compression="zstd")
        files[f"{name}.parquet"] = out.getvalue()
    return files


def _frame(rows: Rows) -> pa.Table:
    import pyarrow as pa

    columns = list(zip(*rows.rows, strict=True)) or [()] * len(rows.columns)
    return pa.table({name: _column(terms) for name, terms in zip(rows.columns, columns, strict=True)})


def _column(terms: Sequence[Term]) -> pa.Array[Any]:
    """A column of one type, text where its terms are of several."""
    import pyarrow as pa

    values = [value(term) for term in terms]
    kinds = {type(one) for one in values if one is not None}
    if kinds == {date}:
        return pa.array(values, pa.date32())
    if len(kinds) == 1 and kinds <= {int, float, bool}:
        return pa.array(values)
    return pa.array([None if term is None else text(term) for term in terms], pa.string())
