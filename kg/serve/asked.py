"""What goes to a worker process, and what comes back."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.graph.query import Scope

JSON = "application/sparql-results+json"
TURTLE = "text/turtle"


@dataclass(frozen=True, slots=True)
class Asked:
    """A query, and the media types of its answer: `table` for SELECT and ASK, `facts` for CONSTRUCT and
    DESCRIBE; None where the asker takes none that there is."""

    sparql: str
    table: str | None = JSON
    facts: str | None = TURTLE
    scope: Scope = field(default_factory=Scope)


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer, written in its media type."""

    media: str
    body: bytes


class QueryError(Exception):
    """A query without an answer: the HTTP status that says so, and one line that says why.

    >>> str(QueryError(503, "超过时限 over the time limit"))
    '超过时限 over the time limit'
    """

    def __init__(self, status: int, why: str) -> None:
        super().__init__(status, why)  # both, so that it survives the way back from a worker
        self.status, self.why = status, why

    def __str__(self) -> str:
        return self.why
