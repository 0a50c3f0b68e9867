"""What a shape asks of one node or value, as a condition in SPARQL."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

import pyoxigraph as ox

from kg.errors import KgError
from kg.terms import PREFIXES

SH: Final = "http://www.w3.org/ns/shacl#"
_SAID = frozenset({"message", "severity", "path", "targetClass", "targetSubjectsOf", "type"})
Node = ox.NamedNode | ox.BlankNode
Value = Node | ox.Literal


@dataclass(frozen=True, slots=True)
class Shapes:
    """The shapes' own graph, asked by the local names of SHACL."""

    store: ox.Store

    def all(self, subject: Node, name: str) -> list[Value]:
        """The values of a SHACL property, in a fixed order."""
        found = self.store.quads_for_pattern(subject, ox.NamedNode(SH + name), None)
        return sorted((quad.object for quad in found if not isinstance(quad.object, ox.Triple)), key=str)

    def nodes(self, subject: Node, name: str) -> list[Node]:
        """Those that are no literals."""
        return [one for one in self.all(subject, name) if not isinstance(one, ox.Literal)]

    def one(self, subject: Node, name: str) -> Value:
        """The only one."""
        (only,) = self.all(subject, name)
        return only

    def asked(self, shape: Node) -> list[tuple[str, Value]]:
        """What a shape asks, in the local names of SHACL, without how it is told and of what."""
        said = (
            (local(quad.predicate), quad.object) for quad in self.store.quads_for_pattern(shape, None, None)
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
class Asked:
    """One parameter of a shape: its value, of whom it asks (`focus`), by which path, and what a value is called."""

    shapes: Shapes
    shape: Node
    value: Value
    focus: str
    path: str
    each: str

    def term(self) -> str:
        """The value as SPARQL writes it."""
        return str(self.value)

    def another(self, name: str) -> str:
        """A variable that no other part of the query has."""
        return f"{self.each}_{name}"


def path_of(shapes: Shapes, part: Node) -> str:
    """A property, or several of which any will do, as SPARQL writes it."""
    path = shapes.one(part, "path")
    if isinstance(path, ox.NamedNode):
        return str(path)
    assert isinstance(path, ox.BlankNode)
    for name, value in shapes.asked(path):
        if name != "alternativePath":
            raise refused(part, name)
        return f"({'|'.join(map(str, shapes.items(value)))})"
    raise refused(part, "path")


def holds(name: str, asked: Asked) -> str:
    """The SPARQL condition under which a value is as the parameter `name` asks."""
    if name not in _VALUES:
        raise refused(asked.shape, name)
    return _VALUES[name](asked)


def _conforms(asked: Asked, shape: Value) -> str:
    """The condition under which the value has another shape."""
    assert not isinstance(shape, ox.Literal)
    parts = []
    for name, value in asked.shapes.asked(shape):
        inner = Asked(asked.shapes, shape, value, asked.each, "", asked.each)
        parts.append(_part(inner) if name == "property" else holds(name, inner))
    return " && ".join(parts)


def _part(asked: Asked) -> str:
    """The condition under which a property inside another shape is as it must be: it is counted, no more."""
    assert not isinstance(asked.value, ox.Literal)
    path, conditions = path_of(asked.shapes, asked.value), []
    for name, value in asked.shapes.asked(asked.value):
        if name not in COUNTS:
            raise refused(asked.value, name)
        inner = Asked(asked.shapes, asked.value, value, asked.focus, path, asked.another("part"))
        conditions.append(COUNTS[name](inner))
    return " && ".join(conditions)


def _at_least(asked: Asked, more: str = "") -> str:
    _only_one(asked)
    some = asked.another("some")
    return f"EXISTS {{ {asked.focus} {asked.path} {some} FILTER(true{more.format(some)}) }}"


def _at_most(asked: Asked, more: str = "") -> str:
    _only_one(asked)
    one, two = asked.another("one"), asked.another("two")
    differ = f"!sameTerm({one}, {two}){more.format(one)}{more.format(two)}"
    return f"NOT EXISTS {{ {asked.focus} {asked.path} {one} , {two} FILTER({differ}) }}"


def _only_one(asked: Asked) -> None:
    if asked.value != ox.Literal(1):
        raise refused(asked.shape, f"count {asked.term()}")


def _of_class(asked: Asked) -> str:
    """The further condition, with a place for the variable, on what a qualified count counts: that it is of a class
    (as a condition, not a pattern: the store would join all members of the class)."""
    (qualified,) = asked.shapes.nodes(asked.shape, "qualifiedValueShape")
    ((name, cls),) = asked.shapes.asked(qualified)
    if name != "class":
        raise refused(asked.shape, name)
    return f" && EXISTS {{{{ {{}} a {cls} }}}}"


def _typed(asked: Asked) -> str:
    datatype = asked.term()
    right = f"DATATYPE({asked.each}) = {datatype} && DATATYPE({datatype}(STR({asked.each}))) = {datatype}"
    return f"COALESCE({right}, false)"


def _before(asked: Asked) -> str:
    other = asked.another("other")
    later = f"FILTER(!COALESCE({asked.each} < {other}, false))"
    return f"NOT EXISTS {{ {asked.focus} {asked.term()} {other} {later} }}"


def _any_of(asked: Asked) -> str:
    return " || ".join(f"({_conforms(asked, one)})" for one in asked.shapes.items(asked.value))


def _listed(asked: Asked) -> str:
    values = ", ".join(map(str, asked.shapes.items(asked.value)))
    return f"COALESCE({asked.each} IN ({values}), false)"


_VALUES: Final[Mapping[str, Callable[[Asked], str]]] = MappingProxyType(
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
COUNTS: Final[Mapping[str, Callable[[Asked], str]]] = MappingProxyType(
    {
        "hasValue": lambda asked: f"EXISTS {{ {asked.focus} {asked.path} {asked.term()} }}",
        "maxCount": _at_most,
        "minCount": _at_least,
        "qualifiedMaxCount": lambda asked: _at_most(asked, _of_class(asked)),
        "qualifiedMinCount": lambda asked: _at_least(asked, _of_class(asked)),
        "qualifiedValueShape": lambda asked: "true",
    }
)


def refused(shape: Node, name: str) -> KgError:
    """The error that says which constraint is not known here."""
    where = shape.value.rpartition("#")[2] if isinstance(shape, ox.NamedNode) else "sh:property"
    what = f"不会检查这种约束 a constraint of a kind that kg check does not know: {name}"
    return KgError(what, f"shapes.ttl {where}", "在 kg/graph/constraints.py 中补上 teach it there")


def local(term: Value) -> str:
    """The end of a term's IRI: `minCount` of sh:minCount."""
    return re.split(r"[#/]", term.value)[-1]
