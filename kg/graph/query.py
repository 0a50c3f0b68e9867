"""Ask a built graph: a named question, a file of SPARQL, or SPARQL itself."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pyoxigraph as ox

from kg.errors import KgError
from kg.graph.turtle import serialized
from kg.terms import PREFIXES

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None

_PLACE = re.compile(r"at (\d+):(\d+)")
_NEAR = 40  # characters of a broken query that are shown
# IRIs, comments and strings are skipped, so that only the keyword itself is found
_FAR = re.compile(
    r"""<[^<>"{}|^`\\\s]*>|\#[^\n]*|\"{3}.*?\"{3}|'{3}.*?'{3}|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'"""
    r"|(?<![?$:\w-])(?P<service>SERVICE)(?![\w:-])",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Rows:
    """The answer to a SELECT: its columns and rows in the query's order; None where nothing is bound."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Term, ...], ...]

    def texts(self) -> list[list[str]]:
        """The rows as words: an IRI or literal without its marks, nothing bound as nothing."""
        return [[text(term) for term in row] for row in self.rows]


@dataclass(frozen=True, slots=True)
class Facts:
    """The answer to a CONSTRUCT or DESCRIBE, as Turtle."""

    turtle: str


def text(term: Term) -> str:
    """A term's words, e.g. `2020-06-30` of a date.

    >>> text(ox.Literal("财政局", language="zh"))
    '财政局'
    """
    if term is None:
        return ""
    return str(term) if isinstance(term, ox.Triple) else term.value


def ask(store: ox.Store, sparql: str, where: str = "SPARQL") -> Rows | Facts | bool:
    """The answer to `sparql`; `where` names the query in errors.

    The project's prefixes need not be declared. Raises KgError, with line and column, when the query is
    broken; a query that calls another server (SERVICE) is refused."""
    if any(match["service"] for match in _FAR.finditer(sparql)):
        raise KgError("不许查询别的服务器 SERVICE is not allowed: nothing leaves this computer", where)
    try:
        return _answer(store, sparql)
    except SyntaxError as error:
        raise _broken(str(error), sparql, where) from error
    except (OSError, RuntimeError, ValueError) as error:
        raise KgError(f"查询没能完成 the query failed ({error})", where) from error


def _answer(store: ox.Store, sparql: str) -> Rows | Facts | bool:
    answer = store.query(sparql, prefixes=dict(PREFIXES))
    if isinstance(answer, ox.QueryBoolean):
        return bool(answer)
    if isinstance(answer, ox.QueryTriples):
        return Facts(serialized(answer, ox.RdfFormat.TURTLE).decode())
    columns = tuple(variable.value for variable in answer.variables)
    return Rows(columns, tuple(tuple(row) for row in answer))


def select(store: ox.Store, sparql: str) -> list[list[str]]:
    """The rows, as words, of a SELECT that is known to be one."""
    answer = ask(store, sparql)
    assert isinstance(answer, Rows)
    return answer.texts()


def _broken(message: str, sparql: str, where: str) -> KgError:
    """The parser's line and column, and what stands there (its list of what it expected is endless)."""
    place = _PLACE.search(message)
    if place is None:
        return KgError(f"SPARQL 有误 broken SPARQL: {message}", where)
    line, column = map(int, place.groups())
    rest = (sparql.split("\n")[line - 1 : line] or [""])[0][column - 1 :].strip()
    near = f"，在这里 at: {rest[:_NEAR]}" if rest else "，结尾不完整 it breaks off"
    hint = "前缀没有声明 a prefix is not declared" if "Prefix not found" in message else ""
    return KgError(f"SPARQL 有误 broken SPARQL{near}", f"{where}:{line}:{column}", hint)
