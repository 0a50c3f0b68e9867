"""The network in vis-network's terms, laid down by pyvis: how nodes and edges look, and where they are."""

from __future__ import annotations

import math
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from kg.views.layout import Box, positions
from kg.views.network import Edge, Kind, Network, Node, Share, Tie

if TYPE_CHECKING:
    import networkx as nx

_TALL = 1.25  # the height of a line, in characters
_CLOSING = tuple("）〕》”、，。：")
_GAP = 0.4  # between a mark and its label, in characters
_ENOUGH = 130  # ties of the opening view, at most
_SHAPES = {Kind.BODY: "dot", Kind.DOCUMENT: "square", Kind.COUNTY: "diamond", Kind.PROJECT: "triangle"}


def picture(network: Network) -> dict[str, Any]:
    """What page.js draws: pyvis's nodes, edges and options, the clauses that edges point to, the first view.

    A node's `id` is its place in `network.nodes`, an edge's its place in `network.edges`; an edge's `shares`
    are places in the list `shares`, each `[document, path, opening, [[body, role, words], …]]`.
    """
    from pyvis.network import Network as Picture

    shares = sorted({s for edge in network.edges for s in edge.shares}, key=_order)
    drawn = Picture(directed=True)  # undirected, pyvis compares each new edge with all before it
    drawn.options = _options()
    drawn.from_nx(_styled(network, {share: number for number, share in enumerate(shares)}))
    numbers = {node.id: number for number, node in enumerate(network.nodes)}
    return {
        "nodes": sorted(drawn.nodes, key=lambda node: int(node["id"])),
        "edges": drawn.edges,
        "options": drawn.options,
        "shares": [_share(share, numbers) for share in shares],
        "least": _opening(network),
    }


def _options() -> dict[str, Any]:
    """vis-network's own options: nothing moves by itself, and page.js alone decides on labels."""
    return {
        "physics": {"enabled": False},
        "layout": {"improvedLayout": False},
        "interaction": {"hover": True, "hoverConnectedEdges": False, "selectConnectedEdges": False},
        "nodes": {"borderWidth": 1.5, "scaling": {"label": {"drawThreshold": 0, "maxVisible": 100}}},
        "edges": {"smooth": False, "selectionWidth": 0, "hoverWidth": 1},
    }


def _order(share: Share) -> tuple[str, str, tuple[tuple[str, str, str], ...]]:
    """A clause may be here twice: with its duties, and with none where it names a project."""
    return share.document, share.clause, tuple((duty.body, duty.role, duty.words) for duty in share.duties)


def _share(share: Share, numbers: dict[str, int]) -> list[object]:
    duties = [[numbers[duty.body], duty.role, duty.words] for duty in share.duties if duty.body in numbers]
    return [numbers[share.document], share.clause, share.opening, duties]


def _opening(network: Network) -> int:
    """The least weight of the ties shown at first, so that the first look is no ball of wool."""
    weights = sorted((edge.weight for edge in network.edges if edge.tie is Tie.SHARES), reverse=True)
    return weights[_ENOUGH] + 1 if len(weights) > _ENOUGH and weights[0] > weights[_ENOUGH] else 1


def _styled(network: Network, places: dict[Share, int]) -> nx.Graph[int]:
    """The network as the graph that pyvis takes over, attribute by attribute."""
    import networkx as nx

    numbers = {node.id: number for number, node in enumerate(network.nodes)}
    looks = _looks(network)
    at = positions(network, {key: _box(look) for key, look in looks.items()})
    graph: nx.Graph[int] = nx.Graph()
    for node in network.nodes:
        x, y = at[node.id]
        graph.add_node(numbers[node.id], x=x, y=y, **looks[node.id])
    for number, edge in enumerate(network.edges):
        graph.add_edge(numbers[edge.a], numbers[edge.b], id=number, **_line(edge, places))
    return graph


def _line(edge: Edge, places: dict[Share, int]) -> dict[str, Any]:
    shares = [places[share] for share in edge.shares]
    return {"weight": edge.weight, "arrows": "", "tie": str(edge.tie), "shares": shares}


def _looks(network: Network) -> dict[str, dict[str, Any]]:
    """Shape, size and lettering of each node: the more clauses speak of a body, the larger."""
    clauses = Counter(
        end
        for edge in network.edges
        if edge.tie is not Tie.SHARES
        for _ in edge.shares
        for end in (edge.a, edge.b)
    )
    most = max((clauses[node.id] for node in network.of(Kind.BODY)), default=0) or 1
    return {node.id: _look(node, math.sqrt(clauses[node.id] / most)) for node in network.nodes}


def _look(node: Node, strength: float) -> dict[str, Any]:
    """`strength` runs from 0 to 1 among bodies; other kinds have one size each."""
    size, letters, line = {
        Kind.BODY: (6 + round(14 * strength), 12 + round(10 * strength), 9),
        Kind.DOCUMENT: (15, 27, 16),
        Kind.COUNTY: (18, 29, 9),
        Kind.PROJECT: (9, 11, 10),
    }[node.kind]
    return {
        "label": _wrapped(node.label, line),
        "name": node.name,
        "kind": str(node.kind),
        "shape": _SHAPES[node.kind],
        "size": size,
        "font": {"size": letters},
    }


def _wrapped(label: str, line: int) -> str:
    """A label in lines of equal length, of `line` characters at most; none begins with a closing mark.

    >>> _wrapped("云岭市创建节水型城市领导小组", 9)
    '云岭市创建节水\\n型城市领导小组'
    """
    lines = max(1, math.ceil(len(label) / line))
    length = math.ceil(len(label) / lines)
    cuts = [0]
    while cuts[-1] < len(label):
        end = cuts[-1] + length
        cuts.append(end + (label[end : end + 1] in _CLOSING) if end < len(label) else len(label))
    return "\n".join(label[start:end] for start, end in pairwise(cuts))


def _box(look: dict[str, Any]) -> Box:
    """The room for a node's mark with its label under it; a Chinese character is as wide as it is high."""
    letters, lines, size = look["font"]["size"], look["label"].split("\n"), look["size"]
    width = max(sum(0.6 if c.isascii() else 1.0 for c in line) for line in lines) * letters
    below = (len(lines) * _TALL + _GAP) * letters
    return Box(max(width, 2 * size), 2 * size + below, below / 2)
