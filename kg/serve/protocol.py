"""The SPARQL 1.1 Protocol: what an HTTP request asks, and the HTTP answer (W3C Recommendation, 2013-03-21)."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Mapping
from hashlib import sha256
from typing import TypeVar
from urllib.parse import parse_qsl

import pyoxigraph as ox
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse

from kg.graph.query import Scope
from kg.serve.asked import Answer, Asked, QueryError
from kg.serve.description import description
from kg.serve.limits import Limits
from kg.serve.media import FACTS, TABLES, chosen
from kg.serve.pool import Pool

_T = TypeVar("_T")
_FORM = "application/x-www-form-urlencoded"
_QUERY = "application/sparql-query"
_UPDATE = "application/sparql-update"
_WRITES = re.compile(
    r"(?:\s|#[^\r\n]*[\r\n]|PREFIX\s+[^\s:]*:\s*<[^>]*>|BASE\s*<[^>]*>)*"
    r"(?:INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY|WITH)\b",
    re.IGNORECASE,
)
_EACH_TIME = re.compile(r"\b(?:NOW|RAND|UUID|STRUUID)\b", re.IGNORECASE)  # no two answers are the same
_PIECE = 1 << 18  # bytes
_VARY = {"Vary": "Accept", "Cache-Control": "no-cache"}


async def sparql(request: Request) -> Response:
    """The answer to a request at /sparql, or to one without a query the service's description."""
    pool: Pool = request.app.state.pool
    try:
        asked = await asked_in(request)
        tag = _tag(asked, pool.held.version) if request.method in ("GET", "HEAD") else None
        if tag and tag in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers={"ETag": tag, **_VARY})
        answer = await _unless_lost(request, pool.ask(asked))
    except QueryError as failure:
        return refusal(failure)
    return _response(answer, tag)


def _response(answer: Answer, tag: str | None) -> Response:
    headers = {"ETag": tag, **_VARY} if tag else _VARY
    if len(answer.body) <= _PIECE:
        return Response(answer.body, headers=headers, media_type=answer.media)
    sized = {"Content-Length": str(len(answer.body)), **headers}
    return StreamingResponse(_pieces(answer.body), headers=sized, media_type=answer.media)


async def _pieces(body: bytes) -> AsyncIterator[bytes]:
    """A long body in pieces, others having their turn between them: each may have to be compressed."""
    for start in range(0, len(body), _PIECE):
        yield body[start : start + _PIECE]
        await asyncio.sleep(0)


def refusal(failure: QueryError) -> Response:
    """A failure as plain words with its status."""
    headers = {"Retry-After": "10"} if failure.status == 503 else None
    return PlainTextResponse(f"{failure}\n", failure.status, headers)


def _tag(asked: Asked, version: str) -> str | None:
    """The weak ETag of the answer, known before it is: the graph never changes under its version."""
    if _EACH_TIME.search(asked.sparql):
        return None
    scope = asked.scope
    what = (version, asked.sparql, asked.table, asked.facts, scope.default, scope.named)
    return f'W/"{sha256(repr(what).encode()).hexdigest()[:32]}"'


async def _unless_lost(request: Request, work: Awaitable[_T]) -> _T:
    """What comes of `work`; it is given up when the client goes away. Raises QueryError then."""
    task = asyncio.ensure_future(work)
    gone = asyncio.ensure_future(_gone(request))
    try:
        await asyncio.wait({task, gone}, return_when=asyncio.FIRST_COMPLETED)
        if not task.done():
            raise QueryError(499, "连接已断开 the client is gone")
        return task.result()
    finally:
        task.cancel()
        gone.cancel()


async def _gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


async def asked_in(request: Request) -> Asked:
    """What a request asks. Raises QueryError when it asks for what it may not have, or not in the protocol's way."""
    limits: Limits = request.app.state.pool.limits
    given = _pairs(request.scope["query_string"])
    body = await _body(request, limits.query_bytes)
    media = request.headers.get("content-type", "")
    if request.method == "POST":
        given |= _posted(media, body)
    if "update" in given:
        raise QueryError(403, "图谱只读，不接受更新 read-only: updates are refused")
    if "query" not in given and request.method != "POST":
        endpoint = str(request.url.replace(query=""))
        return description(endpoint, request.headers.get("accept", ""), limits.rows)
    return _asked(given, request)


def _asked(given: Mapping[str, tuple[str, ...]], request: Request) -> Asked:
    queries = given.get("query", ())
    if len(queries) != 1:
        raise QueryError(
            400,
            f"要有且只有一个 query，现有 {len(queries)} 个 exactly one query is wanted, not {len(queries)}",
        )
    if len(queries[0].encode()) > request.app.state.pool.limits.query_bytes:
        raise _too_long(request.app.state.pool.limits.query_bytes)
    if _WRITES.match(queries[0]):
        raise QueryError(403, "图谱只读，不接受更新 read-only: updates are refused")
    accept = request.headers.get("accept", "")
    return Asked(queries[0], chosen(accept, TABLES), chosen(accept, FACTS), _scope(given, request))


def _scope(given: Mapping[str, tuple[str, ...]], request: Request) -> Scope:
    """The graphs that the request names; where it names any, no other is there."""
    pool: Pool = request.app.state.pool
    default, named = given.get("default-graph-uri"), given.get("named-graph-uri")
    if default or named:
        default, named = _iris(default), _iris(named)
    return Scope(default, named, pool.limits.services, pool.held.base)


def _iris(given: tuple[str, ...] | None) -> tuple[str, ...]:
    """The graphs named, none where none are."""
    try:
        return tuple(ox.NamedNode(iri).value for iri in given or ())
    except ValueError as error:
        raise QueryError(400, f"图的名字不是 IRI the name of a graph is not an IRI ({error})") from error


def _posted(content_type: str, body: bytes) -> dict[str, tuple[str, ...]]:
    """What the body of a POST says, in either of its two forms."""
    media, *parameters = (part.strip().lower() for part in content_type.split(";"))
    charsets = {part[8:].strip('"') for part in parameters if part.startswith("charset=")}
    if media not in (_FORM, _QUERY, _UPDATE) or not charsets <= {"utf-8", "utf8", "us-ascii"}:
        kinds = f"{_QUERY} · {_FORM}"
        raise QueryError(
            415, f"不认识的 Content-Type {content_type or '（无）'} unsupported; there are: {kinds} (UTF-8)"
        )
    if media == _FORM:
        return _pairs(body)
    return {"update" if media == _UPDATE else "query": (_text(body),)}


def _pairs(encoded: bytes) -> dict[str, tuple[str, ...]]:
    """The values of each name in a query string or form."""
    try:
        pairs = parse_qsl(_text(encoded), keep_blank_values=True, errors="strict", max_num_fields=1000)
    except ValueError as error:
        raise QueryError(
            400, f"参数编码有误 the parameters are not UTF-8 as a form has it ({error})"
        ) from error
    return {name: tuple(value for key, value in pairs if key == name) for name, _ in pairs}


def _text(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise QueryError(400, f"不是 UTF-8 not UTF-8 ({error.reason} at byte {error.start})") from error


async def _body(request: Request, limit: int) -> bytes:
    """The body. Raises QueryError (413) as soon as it is too long."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > 3 * limit:  # a form may write each byte as three
            raise _too_long(limit)
    return bytes(body)


def _too_long(limit: int) -> QueryError:
    return QueryError(413, f"查询太长，上限 {limit} 字节 the query is too long: at most {limit} bytes")
