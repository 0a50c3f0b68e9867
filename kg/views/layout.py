"""Where each node of the network is drawn: worked out when the page is built, so that the page need not move.

Bodies fill an ellipse in the middle, those that share much side by side; documents and counties stand on a
ring round it, each on the side of its bodies; projects lie outside the ring, by their county.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from kg.views.network import Kind, Network, Node, Tie

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Points = NDArray[np.float64]

Point: TypeAlias = tuple[float, float]

_SEED = 7
_STRETCH = 1.3  # wider than high: a label is a line of characters
_GAP = 10.0  # between labels, in the picture's own units (pixels at full size)


@dataclass(frozen=True, slots=True)
class Box:
    """The room a node takes with its label under it, e.g. 6 characters of 14 px: width 84.

    `drop` is how far the middle of the room lies below the middle of the node's mark.
    """

    width: float
    height: float
    drop: float


def positions(network: Network, boxes: dict[str, Box]) -> dict[str, tuple[int, int]]:
    """The place of every node by its id, in pixels at full size; the same for the same network."""
    places = _bodies(network, boxes)
    inner = _reach(places)
    places |= _ring(network, places, inner)
    places |= _outside(network, places, inner)
    settled = _apart(places, boxes, fixed={node.id for node in network.of(Kind.BODY)})
    return {key: (round(x), round(y)) for key, (x, y) in settled.items()}


def _bodies(network: Network, boxes: dict[str, Box]) -> dict[str, Point]:
    """Bodies by who shares with whom, spread evenly over an ellipse with room for all their labels."""
    import networkx as nx

    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(node.id for node in network.of(Kind.BODY))
    graph.add_weighted_edges_from(
        (edge.a, edge.b, sum(1 / len(share.duties) for share in edge.shares))
        for edge in network.edges
        if edge.tie is Tie.SHARES
    )
    if not graph:
        return {}
    drawn = nx.spring_layout(graph, seed=_SEED, iterations=200, method="force")
    room = sum((boxes[key].width + _GAP) * (boxes[key].height + _GAP) for key in graph)
    return _apart(_spread({key: (float(x), float(y)) for key, (x, y) in drawn.items()}, room), boxes, set())


def _spread(places: dict[str, Point], room: float) -> dict[str, Point]:
    """The same directions from the middle, with distances by rank: no crowd in the centre, nobody far out."""
    middle = [sorted(axis)[len(axis) // 2] for axis in zip(*places.values(), strict=True)]
    off = {key: (x - middle[0], y - middle[1]) for key, (x, y) in places.items()}
    ranked = sorted(off, key=lambda key: (math.hypot(*off[key]), key))
    radius = math.sqrt(room / math.pi)
    spread = {}
    for rank, key in enumerate(ranked):
        x, y = off[key]
        angle, far = math.atan2(y, x), radius * math.sqrt(rank / len(ranked))
        spread[key] = (far * math.cos(angle) * _STRETCH, far * math.sin(angle))
    return {key: spread[key] for key in places}


def _reach(places: dict[str, Point]) -> Point:
    """The half-width and half-height of what is placed, with a margin."""
    wide = max((abs(x) for x, _ in places.values()), default=0.0)
    high = max((abs(y) for _, y in places.values()), default=0.0)
    return wide + 90, high + 60


def _ring(network: Network, places: dict[str, Point], inner: Point) -> dict[str, Point]:
    """Documents and counties, evenly on a ring round the bodies, each on the side its bodies are on."""
    angle = _angles(network, (*network.of(Kind.DOCUMENT), *network.of(Kind.COUNTY)), places)
    turn = min(angle.values(), default=0.0)
    return {name: _on_ellipse(turn + step, inner, 1.0) for name, step in _even(angle)}


def _outside(network: Network, places: dict[str, Point], inner: Point) -> dict[str, Point]:
    """Projects in a band outside the ring, those of one county side by side."""
    angle = _angles(network, network.of(Kind.PROJECT), places)
    band = (1.12, 1.2, 1.28, 1.36)
    return {
        name: _on_ellipse(step - math.pi, inner, band[i % len(band)])
        for i, (name, step) in enumerate(_even(angle))
    }


def _even(angle: dict[str, float]) -> Iterator[tuple[str, float]]:
    """The names in the order of their angles, at even steps round the circle from 0."""
    ordered = sorted(angle, key=lambda name: (angle[name], name))
    return ((name, 2 * math.pi * i / len(ordered)) for i, name in enumerate(ordered))


def _angles(network: Network, nodes: tuple[Node, ...], places: dict[str, Point]) -> dict[str, float]:
    """For each node the direction from the middle towards what it is tied to."""
    towards: dict[str, list[Point]] = {node.id: [(0.0, 0.0)] for node in nodes}
    for edge in network.edges:
        for one, other in ((edge.a, edge.b), (edge.b, edge.a)):
            if one in towards and other in places:
                towards[one].append(places[other])
    return {
        name: math.atan2(sum(y for _, y in ends), sum(x for x, _ in ends)) for name, ends in towards.items()
    }


def _on_ellipse(angle: float, inner: Point, scale: float) -> Point:
    return inner[0] * scale * math.cos(angle), inner[1] * scale * math.sin(angle)


def _apart(places: dict[str, Point], boxes: dict[str, Box], fixed: set[str]) -> dict[str, Point]:
    """The nearest places found at which no two labels overlap; `fixed` nodes stay where they are."""
    import numpy as np

    if not places:
        return {}
    drop = np.array([(0.0, boxes[key].drop) for key in places])
    points = np.array(list(places.values())) + drop
    sizes = np.array([(boxes[key].width + _GAP, boxes[key].height + _GAP) for key in places])
    loose = np.array([key not in fixed for key in places])
    for _ in range(300):
        step = _push(points, sizes) * loose[:, None]
        if not step.any():
            break
        points += step
    return {key: (float(x), float(y)) for key, (x, y) in zip(places, points - drop, strict=True)}


def _push(points: Points, sizes: Points) -> Points:
    """How far each label must move to leave the labels it covers, each pair along its easier axis."""
    import numpy as np

    (away_x, over_x), (away_y, over_y) = (_overlap(points[:, axis], sizes[:, axis]) for axis in (0, 1))
    clash = np.minimum(over_x, over_y) > 0.5
    sideways = over_x <= over_y
    step_x = np.where(clash & sideways, np.copysign(over_x, away_x), 0.0).sum(axis=1)
    step_y = np.where(clash & ~sideways, np.copysign(over_y, away_y), 0.0).sum(axis=1)
    crowd = np.maximum(clash.sum(axis=1), 1)
    step: Points = np.column_stack([step_x, step_y]) * (0.6 / crowd)[:, None]
    return step


def _overlap(middles: Points, lengths: Points) -> tuple[Points, Points]:
    """For each two labels, along one axis: how far the one is from the other, and how far it covers it."""
    import numpy as np

    away = middles[:, None] - middles
    over = (lengths[:, None] + lengths) / 2 - np.abs(away)
    np.fill_diagonal(over, 0.0)
    order = np.arange(len(middles))  # of two in one place the later goes one way, the earlier the other
    away += np.sign(order[:, None] - order) * 1e-9
    return away, over
