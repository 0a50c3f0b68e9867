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
    ("公文", "documents", "gz:Document", "?one gz:promulgates|eli:has_annex|^gz:inDocument ?x"),
    ("机构", "bodies", "org:Organization", "?x cv:hasParticipant ?one"),
    ("领导小组", "leading groups", "org:OrganizationalCollaboration", "?x org:organization ?one"),
    ("地方", "places", "cv:AdminUnit", "?x schema:location|dct:spatial ?one"),
    ("项目", "projects", "schema:Project", "?one gz:proponent ?x"),
    ("引用的文件", "instruments cited", "eli:LegalResource", "?x gz:cited ?one"),
    ("词表", "vocabularies", "skos:ConceptScheme", "?x skos:inScheme ?one"),
    ("读入的文件", "files read", "gz:Source", "?one eli:has_part ?x"),
)
"""Chinese and English name of a list, its class, and what is counted beside each thing."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A list: how many things are of its kind, the weightiest of them with their weight, and the page that
    shows all."""

    zh: str
    en: str
    count: int
    things: tuple[tuple[Link, int], ...]
    all: str


def contents(store: ox.Store) -> tuple[Listed, ...]:
    """The lists that hold anything."""
    lists = (
        _listed(store, zh, en, f"?one a {kind} . OPTIONAL {{ {weight} }}") for zh, en, kind, weight in _LISTS
    )
    return tuple(one for one in lists if one.count)


def _listed(store: ox.Store, zh: str, en: str, pattern: str) -> Listed:
    [[count]] = select(store, f"SELECT (COUNT(DISTINCT ?one) AS ?n) {{ {pattern.partition(' . ')[0]} }}")
    every = f"SELECT ?one (COUNT(DISTINCT ?x) AS ?n) {{ {pattern} }} GROUP BY ?one ORDER BY DESC(?n) ?one"
    rows = select(store, f"{every} LIMIT {SHOWN}")
    things = tuple((link(store, iri), int(weight)) for iri, weight in rows)
    return Listed(zh, en, int(count), things, f"/?query={quote(every)}")
