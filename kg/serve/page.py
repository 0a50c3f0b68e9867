"""The pages as HTML: a thing, the contents, the query page. No word of a graph can become markup."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

import pyoxigraph as ox

from kg.graph.names import parameters, plainest
from kg.graph.questions import Question, questions
from kg.serve.address import address, curie
from kg.serve.contents import Listed
from kg.serve.label import Link, first, named, said_of
from kg.serve.resource import Resource
from kg.terms import ELI, GZ

if TYPE_CHECKING:
    from jinja2 import Environment

_FREE = ("day", "year")  # parameters for which no names are offered
_FIRST = """SELECT ?role (COUNT(*) AS ?duties) WHERE {
  ?duty a gz:Responsibility ; cv:role/skos:prefLabel ?role .
  FILTER(LANG(?role) = "zh")
}
GROUP BY ?role ORDER BY DESC(?duties)
"""


def templates() -> Environment:
    """The environment of the pages' templates; whatever is put into one is escaped."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader("kg.serve", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(address=address, curie=curie, listing=listing, here="")
    return made


def thing_page(made: Environment, store: ox.Store, base: str, thing: Resource) -> str:
    """The page of a thing."""
    return made.get_template("resource.html").render(
        thing=thing,
        base=base,
        path=quote(address(base, thing.link.iri).partition("#")[0], safe="/%:@!$&'()*+,;=~"),
        trail=trail(store, thing.link.iri),
        questions=askable(store, thing.link.iri),
    )


def missing_page(made: Environment, iri: str) -> str:
    """What is shown where the graph says nothing of an IRI."""
    return made.get_template("missing.html").render(iri=iri)


def contents_page(made: Environment, base: str, lists: Sequence[Listed]) -> str:
    """The lists of what the graph holds."""
    return made.get_template("contents.html").render(lists=lists, base=base, here="contents")


def query_page(made: Environment, base: str, asked: Mapping[str, str]) -> str:
    """The query page; `asked` is a query of its own (`query`), or a named question (`ask`) and its parameters."""
    known = questions()
    named = {one.name for question in known.values() for one in question.parameters} - set(_FREE)
    return made.get_template("query.html").render(
        questions=known.values(),
        chosen=asked.get("ask", ""),
        given=asked,
        lists=sorted(named),
        sparql=asked.get("query") or _FIRST,
        base=base,
        here="query",
    )


def trail(store: ox.Store, iri: str) -> list[Link]:
    """The document and the clauses that a clause stands in, the outermost first."""
    above: list[Link] = []
    while iri := _above(store, iri):
        if any(one.iri == iri for one in above):
            break  # a store of others may go in circles
        above.insert(0, _step(store, iri))
    return above


def _above(store: ox.Store, iri: str) -> str:
    part_of = store.quads_for_pattern(ox.NamedNode(iri), ox.NamedNode(ELI.is_part_of[1:-1]), None, None)
    return next((quad.object.value for quad in part_of if isinstance(quad.object, ox.NamedNode)), "")


def _step(store: ox.Store, iri: str) -> Link:
    """A document, or a clause under the last part of its path: `（一） 建好水源和水厂`."""
    said = said_of(store, iri)
    path = first(said, ELI.number).rpartition("/")[2]
    return Link(iri, f"{path} {first(said, GZ.heading)}".strip()) if path else named(store, iri, said)


def askable(store: ox.Store, iri: str) -> list[tuple[Question, str]]:
    """The named questions that can be asked about a thing, each with its address on the query page."""
    fitting = parameters(store, iri)
    words = plainest(store, iri) if fitting else ""
    return [
        (question, "/?" + urlencode({"ask": question.name, one.name: words}))
        for question in questions().values()
        for one in question.parameters
        if one.name in fitting
    ]


def listing(iri: str, relation: str, way: str) -> str:
    """The address of the query page that lists all that a relation leads to from a thing (`out`) or that comes
    to it (`in`); of a relation itself, what it joins (`by`); of a named graph, what it holds (`held`).

    >>> listing("http://a/b", "http://a/p", "in")
    '/?query=SELECT%20%3Fthing%20%7B%20%3Fthing%20%3Chttp%3A//a/p%3E%20%3Chttp%3A//a/b%3E%20%7D%20ORDER%20BY%20%3Fthing'
    """
    patterns = {
        "in": f"SELECT ?thing {{ ?thing <{relation}> <{iri}> }} ORDER BY ?thing",
        "out": f"SELECT ?thing {{ <{iri}> <{relation}> ?thing }} ORDER BY ?thing",
        "by": f"SELECT ?thing ?value {{ ?thing <{iri}> ?value }} ORDER BY ?thing LIMIT 1000",
        "held": f"SELECT * {{ GRAPH <{iri}> {{ ?thing ?relation ?value }} }} LIMIT 1000",
    }
    return "/?query=" + quote(patterns[way])
