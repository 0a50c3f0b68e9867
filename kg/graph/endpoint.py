"""Ask another server, over the SPARQL 1.1 Protocol."""

from __future__ import annotations

from dataclasses import dataclass
from http.client import HTTPException
from urllib.error import HTTPError
from urllib.parse import urlencode, urlsplit
from urllib.request import Request, urlopen

import pyoxigraph as ox

from kg import __version__
from kg.errors import KgError
from kg.graph.query import Facts, Rows, rows
from kg.graph.turtle import serialized
from kg.terms import PREFIXES

_TAKEN = (
    "application/sparql-results+json, application/sparql-results+xml;q=0.9,"
    " text/turtle, application/n-triples;q=0.9, application/rdf+xml;q=0.8"
)
_SECONDS = 120
_SHOWN = 300  # characters of a server's own message


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A SPARQL server, by its address: `Endpoint("http://127.0.0.1:8000/sparql")`."""

    url: str

    def ask(self, sparql: str, where: str) -> Rows | Facts | bool:
        """The server's answer. The project's prefixes that `sparql` uses are declared in front of it, on its
        first line, so that the lines that the server counts are its own.

        Raises KgError when the server cannot be reached, refuses, or answers in no format of SPARQL's."""
        prefixes = " ".join(
            f"PREFIX {name}: <{iri}>" for name, iri in PREFIXES.items() if f"{name}:" in sparql
        )
        media, body = self._posted(f"{prefixes} {sparql}")
        try:
            return _read(media, body)
        except (SyntaxError, ValueError) as error:
            raise KgError(f"回答读不懂 not an answer of SPARQL's ({media}): {error}", self.url) from error

    def _posted(self, sparql: str) -> tuple[str, bytes]:
        """The media type and bytes of the answer."""
        if urlsplit(self.url).scheme not in ("http", "https"):
            raise KgError(
                "服务器地址要以 http:// 或 https:// 开头 a server's address is http(s)://…", self.url
            )
        headers = {"Accept": _TAKEN, "User-Agent": f"gongbao-kg/{__version__}"}
        request = Request(self.url, urlencode({"query": sparql}).encode(), headers)
        try:
            with urlopen(request, timeout=_SECONDS) as reply:
                return reply.headers.get_content_type(), reply.read()
        except HTTPError as error:
            said = error.read(4 * _SHOWN).decode(errors="replace")[:_SHOWN]
            raise KgError(
                f"服务器拒绝 the server says {error.code} {error.reason}: {said}", self.url
            ) from error
        except (OSError, HTTPException, ValueError) as error:
            raise KgError(f"连不上服务器 cannot reach the server ({error})", self.url) from error


def _read(media: str, body: bytes) -> Rows | Facts | bool:
    """An answer in the media type that came with it."""
    table = ox.QueryResultsFormat.from_media_type(media)
    if table is not None:
        return rows(ox.parse_query_results(body, table))
    syntax = ox.RdfFormat.from_media_type(media)
    if syntax is None:
        raise ValueError("unknown media type")
    triples = (quad.triple for quad in ox.parse(body, syntax))
    return Facts(serialized(triples, ox.RdfFormat.TURTLE).decode())
