"""Media types, and the choice among them by what an Accept header takes (RFC 9110, 12.5.1)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

import pyoxigraph as ox

TABLES: Final[Mapping[str, ox.QueryResultsFormat]] = MappingProxyType(
    {
        "application/sparql-results+json": ox.QueryResultsFormat.JSON,
        "application/sparql-results+xml": ox.QueryResultsFormat.XML,
        "text/csv": ox.QueryResultsFormat.CSV,
        "text/tab-separated-values": ox.QueryResultsFormat.TSV,
        "application/json": ox.QueryResultsFormat.JSON,
        "application/xml": ox.QueryResultsFormat.XML,
        "text/xml": ox.QueryResultsFormat.XML,
    }
)
"""How a SELECT's or ASK's answer can be written, the most welcome first."""

FACTS: Final[Mapping[str, ox.RdfFormat]] = MappingProxyType(
    {
        "text/turtle": ox.RdfFormat.TURTLE,
        "application/n-triples": ox.RdfFormat.N_TRIPLES,
        "application/rdf+xml": ox.RdfFormat.RDF_XML,
        "application/ld+json": ox.RdfFormat.JSON_LD,
        "application/json": ox.RdfFormat.JSON_LD,
        "application/xml": ox.RdfFormat.RDF_XML,
        "text/xml": ox.RdfFormat.RDF_XML,
    }
)
"""How a CONSTRUCT's or DESCRIBE's answer can be written, the most welcome first."""


def chosen(accept: str, offered: Iterable[str]) -> str | None:
    """The offered media type that `accept` likes best, the first of equals; None when it takes none.

    >>> chosen("text/csv;q=0.5, application/*", ["text/csv", "application/json"])
    'application/json'
    """
    ranges = dict(map(_weighed, accept.split(","))) if accept.strip() else {"*/*": 1.0}
    best = max(offered, key=lambda media: _liking(media, ranges))
    return best if _liking(best, ranges) > 0 else None


def _weighed(part: str) -> tuple[str, float]:
    """A media range and its weight, e.g. `text/csv` and 0.5 of `text/csv; q=0.5`."""
    media, *parameters = (piece.strip().lower() for piece in part.split(";"))
    weights = [piece[2:] for piece in parameters if piece.startswith("q=")]
    try:
        return media, float(weights[0]) if weights else 1.0
    except ValueError:
        return media, 0.0


def _liking(media: str, ranges: Mapping[str, float]) -> float:
    """The weight of the most specific range that holds `media`."""
    for each in (media, media.partition("/")[0] + "/*", "*/*"):
        if each in ranges:
            return ranges[each]
    return 0.0
