"""Ask a built graph: a named question, a file of SPARQL, or SPARQL itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final, Protocol

import pyoxigraph as ox

from kg.errors import KgError
from kg.graph.turtle import serialized
from kg.terms import PREFIXES

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None

_PLACE = re.compile(r"at (\d+):(\d+)")
_NEAR = 40  # characters of a broken query that are shown
# SERVICE with all that must follow it, wherever it stands (the grammar alone tells a string or a comment from
# what is asked, and `1SERVICE` is two words): what only looks like it in a string is refused as well
_GAP = r"(?:\s|\#[^\r\n]*)*"
_FAR = re.compile(
    rf"[?$]\w+|(?<!:)(?P<service>SERVICE){_GAP}(?:SILENT{_GAP})?"
    rf"(?:<(?P<address>[^>]*)>|[?$][^\s{{\#]+|[\w.-]*:(?:\\.|[^\s{{\#\\])*){_GAP}\{{",
    re.IGNORECASE,
)


class BrokenError(KgError):
    """SPARQL that cannot be parsed; `where` ends in `:line:column`."""


class FarError(KgError):
    """SPARQL that asks another server, which is not allowed."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What a query may look at. `default` and `named` are the IRIs of the graphs it is asked of, which take
    the place of the store's and of its FROM; None: as the query says. `services` are the addresses that
    SERVICE may call; `base` is what relative IRIs are relative to."""

    default: tuple[str, ...] | None = None
    named: tuple[str, ...] | None = None
    services: frozenset[str] = frozenset()
    base: str | None = None


_EVERYWHERE: Final = Scope()


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


class Elsewhere(Protocol):
    """A graph that is not here and can be asked all the same."""

    def ask(self, sparql: str, where: str) -> Rows | Facts | bool:
        """The answer to `sparql`; `where` names the query in errors."""


def ask(store: ox.Store | Elsewhere, sparql: str, where: str = "SPARQL") -> Rows | Facts | bool:
    """The answer to `sparql`; `where` names the query in errors.

    The project's prefixes need not be declared. Raises KgError, with line and column, when the query is
    broken; a query that calls another server (SERVICE) is refused."""
    if not isinstance(store, ox.Store):
        return store.ask(sparql, where)
    answer = evaluated(store, sparql, where)
    with told(where):
        if isinstance(answer, ox.QueryTriples):
            return Facts(serialized(answer, ox.RdfFormat.TURTLE).decode())
        return rows(answer)


def rows(answer: ox.QuerySolutions | ox.QueryBoolean) -> Rows | bool:
    """The answer to a SELECT or ASK, read to its end."""
    if isinstance(answer, ox.QueryBoolean):
        return bool(answer)
    columns = tuple(variable.value for variable in answer.variables)
    return Rows(columns, tuple(tuple(row) for row in answer))


def evaluated(
    store: ox.Store, sparql: str, where: str = "SPARQL", scope: Scope = _EVERYWHERE
) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
    """The answer to `sparql` as pyoxigraph gives it, row by row as it is read (inside `told`).

    Raises FarError when it calls a server that `scope` does not allow, BrokenError when it cannot be parsed, KgError
    when it fails."""
    for match in _FAR.finditer(sparql):
        if match["service"] and match["address"] not in scope.services:
            raise FarError("不许查询别的服务器 SERVICE is not allowed: nothing leaves this computer", where)
    try:
        with told(where):
            return store.query(
                sparql,
                prefixes=dict(PREFIXES),
                base_iri=scope.base,
                default_graph=None if scope.default is None else [*map(ox.NamedNode, scope.default)],
                named_graphs=None if scope.named is None else [*map(ox.NamedNode, scope.named)],
            )
    except SyntaxError as error:
        raise _broken(str(error), sparql, where) from error


@contextmanager
def told(where: str) -> Iterator[None]:
    """What the store raises while a query runs or its answer is read, as a KgError."""
    try:
        yield
    except SyntaxError:
        raise
    except (OSError, RuntimeError, ValueError) as error:
        raise KgError(f"查询没能完成 the query failed ({error})", where) from error


def select(store: ox.Store | Elsewhere, sparql: str) -> list[list[str]]:
    """The rows, as words, of a SELECT that is known to be one."""
    answer = ask(store, sparql)
    assert isinstance(answer, Rows)
    return answer.texts()


def _broken(message: str, sparql: str, where: str) -> BrokenError:
    """The parser's line and column, and what stands there (its list of what it expected is endless)."""
    place = _PLACE.search(message)
    if place is None:
        return BrokenError(f"SPARQL 有误 broken SPARQL: {message}", where)
    line, column = map(int, place.groups())
    rest = (sparql.split("\n")[line - 1 : line] or [""])[0][column - 1 :].strip()
    near = f"，在这里 at: {rest[:_NEAR]}" if rest else "，结尾不完整 it breaks off"
    hint = "前缀没有声明 a prefix is not declared" if "Prefix not found" in message else ""
    return BrokenError(f"SPARQL 有误 broken SPARQL{near}", f"{where}:{line}:{column}", hint)
