"""Where the page of a thing is on the server, and which thing a path means."""

from __future__ import annotations

from typing import Final
from urllib.parse import unquote

from kg.terms import PREFIXES
from kg.triples.iri import part

THINGS: Final = "/id/"
TERMS: Final = "/term/"


def curie(iri: str) -> str:
    """An IRI with its prefix, where it has one of the project's.

    >>> curie("https://w3id.org/gongbao/ontology#duty")
    'gz:duty'
    """
    for prefix, space in PREFIXES.items():
        if iri.startswith(space) and "/" not in iri.removeprefix(space):
            return f"{prefix}:{iri.removeprefix(space)}"
    return iri


def address(base: str, iri: str) -> str:
    """The path of an IRI's page; the IRI itself where it is neither under `base` nor a known vocabulary's.

    >>> address("https://w3id.org/gongbao/id/", "https://w3id.org/gongbao/id/org/云岭市财政局")
    '/id/org/云岭市财政局'
    >>> address("https://w3id.org/gongbao/id/", "http://data.europa.eu/eli/ontology#number")
    '/term/eli:number'
    """
    if iri.startswith(base):
        return THINGS + iri.removeprefix(base)
    return iri if curie(iri) == iri else TERMS + curie(iri)


def thing(base: str, path: str) -> str:
    """The IRI that a path below `/id/`, percent-encoded as it came over the wire, stands for.

    >>> thing("https://w3id.org/gongbao/id/", "org/%E7%B2%AE%E9%A3%9F%2F%E8%94%AC%E8%8F%9C")
    'https://w3id.org/gongbao/id/org/粮食%2F蔬菜'
    """
    return base + "/".join(part(unquote(one)) if one else "" for one in path.split("/"))


def term(name: str) -> str:
    """The IRI of a term with its prefix; empty where the prefix is none of the project's.

    >>> term("eli:number")
    'http://data.europa.eu/eli/ontology#number'
    """
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local if prefix in PREFIXES else ""
