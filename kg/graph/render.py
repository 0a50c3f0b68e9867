"""Answers for eyes (table, md) and for other programs (csv, tsv, json)."""

from __future__ import annotations

import csv
import io
import json
from enum import StrEnum
from typing import Any

import pyoxigraph as ox

from kg.graph.query import Rows, Term, text

_XSD = "http://www.w3.org/2001/XMLSchema#"


class Form(StrEnum):
    """How rows are written."""

    TABLE = "table"
    CSV = "csv"
    TSV = "tsv"
    JSON = "json"
    MD = "md"


def rendered(rows: Rows, form: Form, width: int | None = None) -> str:
    """`rows` in the form asked for, ending in a line end. `width` is the terminal's, for a table; None: no
    limit."""
    match form:
        case Form.TABLE:
            return _table(rows, width)
        case Form.CSV:
            return _separated(rows, ",", "\r\n")
        case Form.TSV:
            return _tabbed(rows)
        case Form.JSON:
            return _json(rows)
        case Form.MD:
            return _markdown(rows)


def _table(rows: Rows, width: int | None) -> str:
    """A table whose columns stand straight, Chinese characters taking two places."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    grid = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for column in rows.columns:
        grid.add_column(Text(column), overflow="fold")
    for row in rows.texts():
        grid.add_row(*map(Text, row))
    out = io.StringIO()
    console = Console(file=out, width=width or 10**5, color_system=None, force_terminal=False)
    console.print(grid)
    lines = [line.rstrip() for line in out.getvalue().split("\n")]
    return "\n".join(lines).strip("\n") + "\n"


def _separated(rows: Rows, mark: str, end: str) -> str:
    """RFC 4180, with a header."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=mark, lineterminator=end)
    writer.writerow(rows.columns)
    writer.writerows(rows.texts())
    return out.getvalue()


def _tabbed(rows: Rows) -> str:
    """Tab-separated, no quoting: tabs and line ends inside a cell become blanks."""
    lines = [list(rows.columns), *rows.texts()]
    return "".join("\t".join(" ".join(cell.split()) for cell in line) + "\n" for line in lines)


def _json(rows: Rows) -> str:
    """A list of objects, one a row."""
    objects = [dict(zip(rows.columns, map(_native, row), strict=True)) for row in rows.rows]
    return json.dumps(objects, ensure_ascii=False, indent=1) + "\n"


def _native(term: Term) -> Any:
    """A number or truth value as JSON has it; else the words; nothing bound as null."""
    if isinstance(term, ox.Literal):
        match term.datatype.value.removeprefix(_XSD):
            case "integer":
                return int(term.value)
            case "decimal" | "double":
                return float(term.value)
            case "boolean":
                return term.value == "true"
    return None if term is None else text(term)


def _markdown(rows: Rows) -> str:
    """A Markdown table; `|` and line ends inside a cell are escaped."""
    lines = [list(rows.columns), ["---"] * len(rows.columns), *rows.texts()]
    return "".join("| " + " | ".join(map(_cell, line)) + " |\n" for line in lines)


def _cell(words: str) -> str:
    return " ".join(words.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;").split())
