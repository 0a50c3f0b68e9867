"""What a graph holds, as lists: its documents, bodies, places, groups, projects and what it cites."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

import pyoxigraph as ox

from kg.graph.query import select
from kg.serve.label import Link, link

SHOWN: Final = 40  # things of one list on the page
_LISTS: Final = (
    ("公文", "documents", "gz:Document", "条款数 clauses", "?x gz:inDocument ?one"),
    ("机构", "bodies", "org:Organization", "职责数 duties", "?x cv:hasParticipant ?one"),
    (
        "领导小组",
        "leading groups",
        "org:OrganizationalCollaboration",
        "成员数 members",
        "?x org:organization ?one",
    ),
    (
        "地方",
        "places",
        "cv:AdminUnit",
        "项目、机构、指标数 projects, bodies, targets",
        "?x schema:location|dct:spatial ?one",
    ),
    ("项目", "projects", "schema:Project", "建设单位数 proponents", "?one gz:proponent ?x"),
    ("引用的文件", "instruments cited", "eli:LegalResource", "引用处数 citations", "?x gz:cited ?one"),
    ("词表", "vocabularies", "skos:ConceptScheme", "概念数 concepts", "?x skos:inScheme ?one"),
    ("读入的文件", "files read", "gz:Source", "公文数 documents", "?one eli:has_part ?x"),
)
"""Chinese and English name of a list, its class, and what is counted beside each thing, in words and as a pattern."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A list: what is counted beside each thing, how many things are of its kind, the weightiest of them with
    their count, and the page that shows all."""

    zh: str
    en: str
    beside: str
    count: int
    things: tuple[tuple[Link, int], ...]
    all: str


def contents(store: ox.Store) -> tuple[Listed, ...]:
    """The lists that hold anything."""
    return tuple(one for one in (_listed(store, *words) for words in _LISTS) if one.count)


def _listed(store: ox.Store, *words: str) -> Listed:
    zh, en, kind, beside, weight = words
    [[count]] = select(store, f"SELECT (COUNT(DISTINCT ?one) AS ?n) {{ ?one a {kind} }}")
    every = f"""SELECT ?one (COUNT(?x) AS ?n) {{ ?one a {kind} . OPTIONAL {{ {weight} }} }}
GROUP BY ?one ORDER BY DESC(?n) ?one"""
    rows = select(store, f"{every} LIMIT {SHOWN}")
    things = tuple((link(store, iri), int(weighed)) for iri, weighed in rows)
    return Listed(zh, en, beside, int(count), things, f"/?query={quote(every)}")
