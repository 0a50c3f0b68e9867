"""RDF in the syntaxes that pyoxigraph writes, in the order of the sorted lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import pyoxigraph as ox

from kg.graph.export import Format
from kg.graph.turtle import parsed, serialized, stated_lines

_NOT_XML: Final = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")


def rdf(quads: Sequence[bytes], base: str, form: Format) -> bytes:
    """Sorted N-Quads lines in an RDF syntax: all of them where it names graphs, what the documents state where
    it does not."""
    match form:
        case Format.NQUADS:
            return b"".join(quads)
        case Format.TRIG:
            return serialized(ox.parse(b"".join(by_graph(quads)), ox.RdfFormat.N_QUADS), ox.RdfFormat.TRIG)
    lines = stated_lines(quads, base)
    match form:
        case Format.NTRIPLES:
            return b"".join(lines)
        case Format.TURTLE:
            return serialized(parsed(lines), ox.RdfFormat.TURTLE)
    return xml(serialized(parsed(lines), ox.RdfFormat.RDF_XML)).replace(b"\r", b"&#13;")


def by_graph(quads: Sequence[bytes]) -> list[bytes]:
    """Sorted N-Quads lines, graph after graph (the sort is stable: one block a graph, sorted inside)."""
    return sorted(quads, key=lambda line: line.rpartition(b" <")[2])


def xml(data: bytes) -> bytes:
    """XML in which the characters that XML cannot hold (a form feed between pages) are U+FFFD, one for one, so
    that offsets still count.

    >>> xml(b"<p>a\\x0cb</p>").decode()
    '<p>a\ufffdb</p>'
    """
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}".encode(), data)
