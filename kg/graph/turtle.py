"""Turtle that is the same bytes for the same facts, and reads well in a diff."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from kg.terms import PREFIXES
from kg.triples.iri import derived, resolved


def triple_lines(quads: Iterable[bytes]) -> list[bytes]:
    """The N-Triples lines of sorted N-Quads lines (IRIs alone as graph names): each triple once, sorted.

    >>> triple_lines([b'<a> <b> "c d" <g1> .\\n', b'<a> <b> "c d" <g2> .\\n'])
    [b'<a> <b> "c d" .\\n']
    """
    return sorted({line.rpartition(b" <")[0] + b" .\n" for line in quads})


def serialized(statements: Iterable[ox.Triple] | Iterable[ox.Quad], syntax: ox.RdfFormat) -> bytes:
    """Statements in an RDF syntax, with the project's prefixes, in their order."""
    data = ox.serialize(statements, format=syntax, prefixes=dict(PREFIXES))
    assert data is not None  # nothing comes back only where an output file is given
    return data


def stated_lines(quads: Iterable[bytes], base: str) -> list[bytes]:
    """The N-Triples lines that the documents themselves state: those of sorted N-Quads lines, less what is
    derived."""
    inferred = tuple(f" <{graph(base)}> .\n".encode() for graph in (derived, resolved))
    return triple_lines(line for line in quads if not line.endswith(inferred))


def turtle(lines: Iterable[bytes]) -> bytes:
    """N-Triples lines as Turtle with the project's prefixes, in the lines' order."""
    return serialized(parsed(lines), ox.RdfFormat.TURTLE)


def parsed(lines: Iterable[bytes]) -> Iterator[ox.Triple]:
    """The triples of N-Triples lines, in their order."""
    return (quad.triple for quad in ox.parse(b"".join(lines), ox.RdfFormat.N_TRIPLES))
