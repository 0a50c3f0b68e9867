"""The network that the page shows: bodies, documents, counties and projects, and what ties them.

Two bodies are tied when one clause lays a duty on both; the clauses they share are the weight of the tie and,
with the quoted words, its proof. e.g. 云岭市财政局 —2— 云岭市教育局: 正文/一 and 正文/三/（二）.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from kg.terms import Role

if TYPE_CHECKING:
    import networkx as nx


class Kind(StrEnum):
    """What a node stands for."""

    BODY = "body"
    DOCUMENT = "document"
    COUNTY = "county"
    PROJECT = "project"


class Tie(StrEnum):
    """What an edge says of its two ends: two bodies share duties, a document assigns a body duties, a body
    belongs to a county, a project lies in a county, a document names a project."""

    SHARES = "shares"
    ASSIGNS = "assigns"
    BELONGS = "belongs"
    LIES = "lies"
    NAMES = "names"


@dataclass(frozen=True, slots=True)
class Node:
    """One point of the network. `id` is its IRI, `name` its full name, `label` the short one to draw."""

    id: str
    kind: Kind
    name: str
    label: str


@dataclass(frozen=True, slots=True)
class Duty:
    """What a body (its node's id) is to a clause, and the printed words that say so."""

    body: str
    role: Role
    words: str


@dataclass(frozen=True, slots=True)
class Share:
    """One clause as proof of a tie: its document (a node's id), its path, how it begins, and every duty it lays
    on bodies; none where it but names a project."""

    document: str
    clause: str
    opening: str
    duties: tuple[Duty, ...] = ()

    def roles(self, body: str) -> frozenset[Role]:
        """The roles of `body` in this clause."""
        return frozenset(duty.role for duty in self.duties if duty.body == body)


@dataclass(frozen=True, slots=True)
class Edge:
    """A tie of the nodes `a` and `b` (ids, a before b) and the clauses that prove it."""

    a: str
    b: str
    tie: Tie
    shares: tuple[Share, ...] = ()

    @property
    def weight(self) -> int:
        """The number of clauses behind the tie; 1 for a tie that needs none (a body's county)."""
        return max(1, len(self.shares))

    @property
    def roles(self) -> tuple[Role, ...]:
        """The roles that the two ends have in the shared clauses, in the ontology's order."""
        held = {role for share in self.shares for end in (self.a, self.b) for role in share.roles(end)}
        return tuple(role for role in Role if role in held)


@dataclass(frozen=True)
class Network:
    """Nodes and edges, each sorted by id; every edge's ends are among the nodes."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]

    @cached_property
    def by_id(self) -> dict[str, Node]:
        """The nodes by their ids."""
        return {node.id: node for node in self.nodes}

    def of(self, kind: Kind) -> tuple[Node, ...]:
        """The nodes of one kind."""
        return tuple(node for node in self.nodes if node.kind is kind)


def join(nodes: Iterable[Node], edges: Iterable[Edge]) -> Network:
    """The network of `nodes` and of the `edges` whose ends are both among them, sorted."""
    known = {node.id: node for node in nodes}
    kept = (edge for edge in edges if edge.a in known and edge.b in known)
    return Network(
        nodes=tuple(known[key] for key in sorted(known)),
        edges=tuple(sorted(kept, key=lambda edge: (edge.a, edge.b, edge.tie))),
    )


def networkx_graph(network: Network) -> nx.Graph[str]:
    """The network as an undirected graph whose attributes are strings and whole numbers (for GraphML, GEXF).

    Nodes carry `label`, `name` and `kind`; edges `weight`, `tie`, `roles`, `documents` and `clauses`, the
    last three joined with `|`. e.g. `documents="云政办发〔2020〕3号"`, `roles="lead|support"`.
    """
    import networkx as nx

    graph: nx.Graph[str] = nx.Graph()
    for node in network.nodes:
        graph.add_node(node.id, label=node.label, name=node.name, kind=str(node.kind))
    for edge in network.edges:
        graph.add_edge(edge.a, edge.b, **_attributes(edge, network))
    return graph


def _attributes(edge: Edge, network: Network) -> dict[str, str | int]:
    labels = [network.by_id[share.document].label for share in edge.shares]
    clauses = [f"{label} {share.clause}" for label, share in zip(labels, edge.shares, strict=True)]
    return {
        "weight": edge.weight,
        "tie": str(edge.tie),
        "roles": "|".join(edge.roles),
        "documents": "|".join(dict.fromkeys(labels)),
        "clauses": "|".join(clauses),
    }


def strongest(network: Network, most: int) -> Network:
    """The network cut down to the `most` nodes of each kind that most clauses speak of, and to the clauses of the
    documents that stay."""
    clauses = Counter(end for edge in network.edges for end in (edge.a, edge.b) for _ in range(edge.weight))
    kept = [
        node
        for kind in Kind
        for node in sorted(network.of(kind), key=lambda n: (-clauses[n.id], n.id))[:most]
    ]
    stays = {node.id for node in kept}
    return join(kept, filter(None, (_within(edge, stays) for edge in network.edges)))


def _within(edge: Edge, documents: AbstractSet[str]) -> Edge | None:
    """The edge with only those of its clauses that stand in `documents`; None where it had some and none is left."""
    shares = tuple(share for share in edge.shares if share.document in documents)
    return replace(edge, shares=shares) if shares or not edge.shares else None
