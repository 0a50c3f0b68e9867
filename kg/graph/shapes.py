"""SHACL shapes as SPARQL: each thing a shape asks becomes one query over the whole graph.

A validator goes from node to node, and a million triples take it hours; a store answers one query for all nodes at
once. Only the kinds of constraint that ontology/shapes.ttl uses are translated. Any other is refused, so that no
shape is passed over in silence; and tests hold the answers against pySHACL's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from kg.graph.constraints import COUNTS, SH, Asked, Node, Shapes, holds, local, path_of, refused

_WHERE = re.compile(r"WHERE\s*\{")
_FORBIDDEN = re.compile(r"(?i)\b(?:MINUS|SERVICE|VALUES)\b|\$(?:shapesGraph|currentShape|PATH)\b")


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that a shape asks. `sparql` finds what breaks it: `?this`, the node, and `?value` where one
    value is wrong. `severity` is `violation`, `warning` or `info`."""

    shape: str
    severity: str
    zh: str
    en: str
    sparql: str


def rules(turtle: bytes) -> tuple[Rule, ...]:
    """What the shapes in `turtle` ask, in a fixed order. Raises KgError at what this program cannot translate.

    >>> shape = b'''@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix : <https://example.org/> .
    ... :Road a sh:NodeShape ; sh:targetClass :Way ; sh:property [ sh:path :name ; sh:minCount 1 ] .'''
    >>> [(rule.shape, rule.severity) for rule in rules(shape)]
    [('Road', 'violation')]
    """
    store = ox.Store()
    store.load(turtle, ox.RdfFormat.TURTLE)
    shapes = Shapes(store)
    targeted = {
        quad.subject
        for name in ("targetClass", "targetSubjectsOf")
        for quad in store.quads_for_pattern(None, ox.NamedNode(SH + name), None)
        if not isinstance(quad.subject, ox.Triple)
    }
    return tuple(rule for shape in sorted(targeted, key=str) for rule in _of_shape(shapes, shape))


def _of_shape(shapes: Shapes, shape: Node) -> Iterator[Rule]:
    """What a node shape asks of its nodes, then what its properties do."""
    for target in _targets(shapes, shape):
        for name, value in shapes.asked(shape):
            if name == "property":
                assert not isinstance(value, ox.Literal)
                yield from _of_property(shapes, shape, value, target)
            elif name == "sparql":
                assert not isinstance(value, ox.Literal)
                yield _told(shapes, (shape, shape, value), _bulk(str(_text(shapes, value)), target, shape))
            else:
                asked = Asked(shapes, shape, value, "?this", "", "?this")
                broken = f"{target} FILTER(!({holds(name, asked)}))"
                yield _told(shapes, (shape, shape, shape), f"SELECT DISTINCT ?this WHERE {{ {broken} }}")


def _of_property(shapes: Shapes, shape: Node, part: Node, target: str) -> Iterator[Rule]:
    path = path_of(shapes, part)
    for name, value in shapes.asked(part):
        asked = Asked(shapes, part, value, "?this", path, "?value")
        if name in COUNTS:
            sparql = f"SELECT DISTINCT ?this WHERE {{ {target} FILTER(!({COUNTS[name](asked)})) }}"
        else:
            broken = f"{target} ?this {path} ?value . FILTER(!({holds(name, asked)}))"
            sparql = f"SELECT DISTINCT ?this ?value WHERE {{ {broken} }}"
        if name != "qualifiedValueShape":
            yield _told(shapes, (shape, part, part), sparql)


def _targets(shapes: Shapes, shape: Node) -> Iterator[str]:
    """The patterns that find the nodes a shape is about, one for each target."""
    for cls in shapes.all(shape, "targetClass"):
        yield f"?this a {cls} ."
    for predicate in shapes.all(shape, "targetSubjectsOf"):
        yield f"{{ SELECT DISTINCT ?this {{ ?this {predicate} ?anything }} }}"


def _told(shapes: Shapes, parts: tuple[Node, Node, Node], sparql: str) -> Rule:
    """The rule of a shape, with the severity of the part that asks and the words of the one that has them."""
    shape, severe, telling = parts
    said = {
        m.language: m.value
        for owner in (severe, telling)
        for m in shapes.all(owner, "message")
        if isinstance(m, ox.Literal)
    }
    severity = next(iter(shapes.nodes(severe, "severity")), ox.NamedNode(f"{SH}Violation"))
    return Rule(local(shape), local(severity).lower(), said.get("zh", ""), said.get("en", ""), sparql)


def _text(shapes: Shapes, constraint: Node) -> str:
    known = {"select", "prefixes"}
    if strange := [name for name, _ in shapes.asked(constraint) if name not in known]:
        raise refused(constraint, strange[0])
    select = shapes.one(constraint, "select")
    assert isinstance(select, ox.Literal)
    return select.value


def _bulk(select: str, target: str, shape: Node) -> str:
    """A query that SHACL asks once for each `$this`, asked for all of them."""
    if wrong := _FORBIDDEN.search(select):
        raise refused(shape, wrong.group())
    return _WHERE.sub(lambda where: f"{where.group()} {target}", select, count=1).replace("$this", "?this")
