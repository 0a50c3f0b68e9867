"""The printed words behind a fact."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from kg.graph.query import select

_EVIDENCE: Final = """SELECT DISTINCT ?file ?line ?start ?end ?words ?rule {{
  <{fact}> gz:evidence ?proof .
  ?proof gz:rule ?rule ; gz:line ?line ; oa:hasSource/gz:file ?file ; oa:hasSelector ?at , ?quoted .
  ?at oa:start ?start ; oa:end ?end . ?quoted oa:exact ?words }} ORDER BY ?file ?start"""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Printed words that prove a fact: `words` are the characters `start` to `end` (0-based, end exclusive) of
    `file`, beginning in `line` (1-based); `rule` found them."""

    file: str
    line: int
    start: int
    end: int
    words: str
    rule: str


def evidence(store: ox.Store, fact: str) -> tuple[Evidence, ...]:
    """The evidence of the fact with this IRI, in printed order."""
    return tuple(
        Evidence(file, int(line), int(start), int(end), words, rule)
        for file, line, start, end, words, rule in select(store, _EVIDENCE.format(fact=fact))
    )
