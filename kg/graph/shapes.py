"""SHACL shapes as SPARQL: each thing a shape asks becomes one query over the whole graph.

A validator goes from node to node, and a million triples take it hours; a store answers one query for all nodes at
once. Only the kinds of constraint that ontology/shapes.ttl uses are translated. Any other is refused, so that no
shape is passed over in silence; and tests hold the answers against pySHACL's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

import pyoxigraph as ox

from kg.errors import KgError
from kg.terms import PREFIXES

_SH: Final = "http://www.w3.org/ns/shacl#"
_WHERE = re.compile(r"WHERE\s*\{")
_FORBIDDEN = re.compile(r"(?i)\b(?:MINUS|SERVICE|VALUES)\b|\$(?:shapesGraph|currentShape|PATH)\b")
_SAID = frozenset({"message", "severity", "path", "targetClass", "targetSubjectsOf", "type"})
Node = ox.NamedNode | ox.BlankNode
Value = Node | ox.Literal


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that a shape asks. `sparql` finds what breaks it: `?this`, the node, and `?value` where one
    value is wrong. `severity` is `violation`, `warning` or `info`."""

    shape: str
    severity: str
    zh: str
    en: str
    sparql: str


@dataclass(frozen=True, slots=True)
class _Shapes:
    """The shapes' own graph, asked by the local names of SHACL."""

    store: ox.Store

    def all(self, subject: Node, name: str) -> list[Value]:
        found = self.store.quads_for_pattern(subject, ox.NamedNode(_SH + name), None)
        return sorted((quad.object for quad in found if not isinstance(quad.object, ox.Triple)), key=str)

    def nodes(self, subject: Node, name: str) -> list[Node]:
        return [one for one in self.all(subject, name) if not isinstance(one, ox.Literal)]

    def one(self, subject: Node, name: str) -> Value:
        (only,) = self.all(subject, name)
        return only

    def asked(self, shape: Node) -> list[tuple[str, Value]]:
        """What a shape asks, in the local names of SHACL, without how it is told and of what."""
        said = (
            (_local(quad.predicate), quad.object) for quad in self.store.quads_for_pattern(shape, None, None)
        )
        asked = [(name, value) for name, value in said if name not in _SAID]
        return sorted(((n, v) for n, v in asked if not isinstance(v, ox.Triple)), key=str)

    def items(self, rest: Value) -> Iterator[Value]:
        """The members of an RDF list."""
        assert not isinstance(rest, ox.Literal)
        rdf = PREFIXES["rdf"]
        for first in self.store.quads_for_pattern(rest, ox.NamedNode(f"{rdf}first"), None):
            assert not isinstance(first.object, ox.Triple)
            yield first.object
        for more in self.store.quads_for_pattern(rest, ox.NamedNode(f"{rdf}rest"), None):
            if more.object != ox.NamedNode(f"{rdf}nil"):
                assert not isinstance(more.object, ox.Triple)
                yield from self.items(more.object)


@dataclass(frozen=True, slots=True)
class _Asked:
    """One parameter of a shape: its value, of whom it asks (`focus`), by which path, and what a value is called."""

    shapes: _Shapes
    shape: Node
    value: Value
    focus: str
    path: str
    each: str

    def term(self) -> str:
        return str(self.value)

    def another(self, name: str) -> str:
        """A variable that no other part of the query has."""
        return f"{self.each}_{name}"


def rules(turtle: bytes) -> tuple[Rule, ...]:
    """What the shapes in `turtle` ask, in a fixed order. Raises KgError at what this program cannot translate.

    >>> shape = b'''@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix : <https://example.org/> .
    ... :Road a sh:NodeShape ; sh:targetClass :Way ; sh:property [ sh:path :name ; sh:minCount 1 ] .'''
    >>> [(rule.shape, rule.severity) for rule in rules(shape)]
    [('Road', 'violation')]
    """
    store = ox.Store()
    store.load(turtle, ox.RdfFormat.TURTLE)
    shapes = _Shapes(store)
    targeted = {
        quad.subject
        for name in ("targetClass", "targetSubjectsOf")
        for quad in store.quads_for_pattern(None, ox.NamedNode(_SH + name), None)
        if not isinstance(quad.subject, ox.Triple)
    }
    return tuple(rule for shape in sorted(targeted, key=str) for rule in _of_shape(shapes, shape))


def _of_shape(shapes: _Shapes, shape: Node) -> Iterator[Rule]:
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
                asked = _Asked(shapes, shape, value, "?this", "", "?this")
                broken = f"{target} FILTER(!({_holds(name, asked)}))"
                yield _told(shapes, (shape, shape, shape), f"SELECT DISTINCT ?this WHERE {{ {broken} }}")


def _of_property(shapes: _Shapes, shape: Node, part: Node, target: str) -> Iterator[Rule]:
    path = _path(shapes, part)
    for name, value in shapes.asked(part):
        asked = _Asked(shapes, part, value, "?this", path, "?value")
        if name in _COUNTS:
            sparql = f"SELECT DISTINCT ?this WHERE {{ {target} FILTER(!({_COUNTS[name](asked)})) }}"
        else:
            broken = f"{target} ?this {path} ?value . FILTER(!({_holds(name, asked)}))"
            sparql = f"SELECT DISTINCT ?this ?value WHERE {{ {broken} }}"
        if name != "qualifiedValueShape":
            yield _told(shapes, (shape, part, part), sparql)


def _targets(shapes: _Shapes, shape: Node) -> Iterator[str]:
    """The patterns that find the nodes a shape is about, one for each target."""
    for cls in shapes.all(shape, "targetClass"):
        yield f"?this a {cls} ."
    for predicate in shapes.all(shape, "targetSubjectsOf"):
        yield f"{{ SELECT DISTINCT ?this {{ ?this {predicate} ?anything }} }}"


def _told(shapes: _Shapes, parts: tuple[Node, Node, Node], sparql: str) -> Rule:
    """The rule of a shape, with the severity of the part that asks and the words of the one that has them."""
    shape, severe, telling = parts
    said = {
        m.language: m.value
        for owner in (severe, telling)
        for m in shapes.all(owner, "message")
        if isinstance(m, ox.Literal)
    }
    severity = next(iter(shapes.nodes(severe, "severity")), ox.NamedNode(f"{_SH}Violation"))
    return Rule(_local(shape), _local(severity).lower(), said.get("zh", ""), said.get("en", ""), sparql)


def _text(shapes: _Shapes, constraint: Node) -> str:
    known = {"select", "prefixes"}
    if strange := [name for name, _ in shapes.asked(constraint) if name not in known]:
        raise _refused(constraint, strange[0])
    select = shapes.one(constraint, "select")
    assert isinstance(select, ox.Literal)
    return select.value


def _bulk(select: str, target: str, shape: Node) -> str:
    """A query that SHACL asks once for each `$this`, asked for all of them."""
    if wrong := _FORBIDDEN.search(select):
        raise _refused(shape, wrong.group())
    return _WHERE.sub(lambda where: f"{where.group()} {target}", select, count=1).replace("$this", "?this")


def _path(shapes: _Shapes, part: Node) -> str:
    """A property, or several of which any will do, as SPARQL writes it."""
    path = shapes.one(part, "path")
    if isinstance(path, ox.NamedNode):
        return str(path)
    assert isinstance(path, ox.BlankNode)
    for name, value in shapes.asked(path):
        if name != "alternativePath":
            raise _refused(part, name)
        return f"({'|'.join(map(str, shapes.items(value)))})"
    raise _refused(part, "path")


def _holds(name: str, asked: _Asked) -> str:
    """The SPARQL condition under which a value is as the parameter `name` asks."""
    if name not in _VALUES:
        raise _refused(asked.shape, name)
    return _VALUES[name](asked)


def _conforms(asked: _Asked, shape: Value) -> str:
    """The condition under which the value has another shape."""
    assert not isinstance(shape, ox.Literal)
    parts = []
    for name, value in asked.shapes.asked(shape):
        inner = _Asked(asked.shapes, shape, value, asked.each, "", asked.each)
        parts.append(_part(inner) if name == "property" else _holds(name, inner))
    return " && ".join(parts)


def _part(asked: _Asked) -> str:
    """The condition under which a property inside another shape is as it must be: it is counted, no more."""
    assert not isinstance(asked.value, ox.Literal)
    path, conditions = _path(asked.shapes, asked.value), []
    for name, value in asked.shapes.asked(asked.value):
        if name not in _COUNTS:
            raise _refused(asked.value, name)
        inner = _Asked(asked.shapes, asked.value, value, asked.focus, path, asked.another("part"))
        conditions.append(_COUNTS[name](inner))
    return " && ".join(conditions)


def _at_least(asked: _Asked, more: str = "") -> str:
    _only_one(asked)
    some = asked.another("some")
    return f"EXISTS {{ {asked.focus} {asked.path} {some} FILTER(true{more.format(some)}) }}"


def _at_most(asked: _Asked, more: str = "") -> str:
    _only_one(asked)
    one, two = asked.another("one"), asked.another("two")
    differ = f"!sameTerm({one}, {two}){more.format(one)}{more.format(two)}"
    return f"NOT EXISTS {{ {asked.focus} {asked.path} {one} , {two} FILTER({differ}) }}"


def _only_one(asked: _Asked) -> None:
    if asked.value != ox.Literal(1):
        raise _refused(asked.shape, f"count {asked.term()}")


def _of_class(asked: _Asked) -> str:
    """The further condition, with a place for the variable, on what a qualified count counts: that it is of a class
    (as a condition, not a pattern: the store would join all members of the class)."""
    (qualified,) = asked.shapes.nodes(asked.shape, "qualifiedValueShape")
    ((name, cls),) = asked.shapes.asked(qualified)
    if name != "class":
        raise _refused(asked.shape, name)
    return f" && EXISTS {{{{ {{}} a {cls} }}}}"


def _typed(asked: _Asked) -> str:
    datatype = asked.term()
    right = f"DATATYPE({asked.each}) = {datatype} && DATATYPE({datatype}(STR({asked.each}))) = {datatype}"
    return f"COALESCE({right}, false)"


def _before(asked: _Asked) -> str:
    other = asked.another("other")
    later = f"FILTER(!COALESCE({asked.each} < {other}, false))"
    return f"NOT EXISTS {{ {asked.focus} {asked.term()} {other} {later} }}"


def _any_of(asked: _Asked) -> str:
    return " || ".join(f"({_conforms(asked, one)})" for one in asked.shapes.items(asked.value))


def _listed(asked: _Asked) -> str:
    values = ", ".join(map(str, asked.shapes.items(asked.value)))
    return f"COALESCE({asked.each} IN ({values}), false)"


_VALUES: Final[Mapping[str, Callable[[_Asked], str]]] = MappingProxyType(
    {
        "class": lambda asked: f"EXISTS {{ {asked.each} a {asked.term()} }}",
        "datatype": _typed,
        "disjoint": lambda asked: f"NOT EXISTS {{ {asked.focus} {asked.term()} {asked.each} }}",
        "in": _listed,
        "lessThan": _before,
        "minInclusive": lambda asked: f"COALESCE({asked.each} >= {asked.term()}, false)",
        "minLength": lambda asked: f"COALESCE(STRLEN(STR({asked.each})) >= {asked.term()}, false)",
        "node": lambda asked: _conforms(asked, asked.value),
        "or": _any_of,
        "pattern": lambda asked: f"COALESCE(REGEX(STR({asked.each}), {asked.term()}), false)",
    }
)
_COUNTS: Final[Mapping[str, Callable[[_Asked], str]]] = MappingProxyType(
    {
        "hasValue": lambda asked: f"EXISTS {{ {asked.focus} {asked.path} {asked.term()} }}",
        "maxCount": _at_most,
        "minCount": _at_least,
        "qualifiedMaxCount": lambda asked: _at_most(asked, _of_class(asked)),
        "qualifiedMinCount": lambda asked: _at_least(asked, _of_class(asked)),
        "qualifiedValueShape": lambda asked: "true",
    }
)


def _refused(shape: Node, name: str) -> KgError:
    where = shape.value.rpartition("#")[2] if isinstance(shape, ox.NamedNode) else "sh:property"
    what = f"不会检查这种约束 a constraint of a kind that kg check does not know: {name}"
    return KgError(what, f"shapes.ttl {where}", "在 kg/graph/shapes.py 中补上 teach it there")


def _local(term: Value) -> str:
    return re.split(r"[#/]", term.value)[-1]
