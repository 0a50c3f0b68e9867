"""What to ask next: questions that this very graph can answer, with a body, a day and a county that it
knows."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from shlex import quote
from typing import Final

from kg.graph.query import select
from kg.graph.questions import questions
from kg.graph.store import Graph

_HOW_MANY: Final = 3
_ASKED: Final = (
    (
        "duties-of",
        "body",
        """SELECT (STR(?name) AS ?value) { ?duty a gz:Responsibility ; cv:hasParticipant ?body .
           ?body org:classification gz:organisation-kind-department ; skos:prefLabel ?name }
           GROUP BY ?body ?name ORDER BY DESC(COUNT(?duty)) ?name LIMIT 1""",
    ),
    (
        "deadlines-until",
        "day",
        """SELECT ?value { ?deadline a gz:Deadline ; time:hasEnd/time:inXSDDate ?value }
           GROUP BY ?value ORDER BY DESC(COUNT(?deadline)) ?value LIMIT 1""",
    ),
    (
        "county-projects",
        "county",
        """SELECT (STR(?name) AS ?value) { ?project a schema:Project ; schema:location/skos:prefLabel ?name }
           GROUP BY ?name ORDER BY DESC(COUNT(?project)) ?name LIMIT 1""",
    ),
    (
        "shared-duties",
        "",
        "SELECT ?value { ?duty a gz:Responsibility ; cv:role/skos:notation ?value } LIMIT 1",
    ),
    ("contents", "", "SELECT ?value { ?value a gz:Document } LIMIT 1"),
    ("resting-on", "", "SELECT ?value { ?value a gz:Citation } LIMIT 1"),
)
"""A question, its parameter, and the query for a value worth asking about; nothing found, the next is
tried."""


def next_questions(graph: Graph) -> list[tuple[str, str]]:
    """Up to three questions in words, each with the command that asks it."""
    return list(islice(_answerable(graph), _HOW_MANY))


def _answerable(graph: Graph) -> Iterator[tuple[str, str]]:
    known = questions()
    for name, parameter, values in _ASKED:
        for [value] in select(graph.store, values):
            plain = value if value.replace("-", "").isalnum() else quote(value)
            given = f" --param {parameter}={plain}" if parameter else ""
            yield f"{known[name].zh} {known[name].en}", f"kg query {name}{given}"
