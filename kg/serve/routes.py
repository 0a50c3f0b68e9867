"""The pages' routes: the query page at `/`, every thing of the graph below `/id/`, its terms below `/term/`."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from hashlib import sha256
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, TypeAlias
from urllib.parse import unquote

import pyoxigraph as ox
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from kg.errors import KgError
from kg.graph import names
from kg.graph.questions import question
from kg.serve.address import TERMS, THINGS, term, thing
from kg.serve.contents import Listed, contents
from kg.serve.held import Held
from kg.serve.media import chosen
from kg.serve.page import contents_page, missing_page, query_page, templates, thing_page
from kg.serve.resource import described, known, resource
from kg.serve.vocabulary import Vocabulary, vocabulary

if TYPE_CHECKING:
    from jinja2 import Environment

_HTML: Final = "text/html"
_SUFFIXES: Final = MappingProxyType({".html": _HTML, ".ttl": "text/turtle", ".jsonld": "application/ld+json"})
_SYNTAXES: Final = MappingProxyType(
    {"text/turtle": ox.RdfFormat.TURTLE, "application/ld+json": ox.RdfFormat.JSON_LD}
)
_HEADERS: Final = MappingProxyType(
    {
        "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
        "img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
    }
)
_MOST_NAMES: Final = 5000
_HEAD = re.compile(
    r"^# param:.*\n|(?<=^# )title@(?:zh|en): ", re.MULTILINE
)  # a question's head as a file has it

Answer: TypeAlias = Callable[[Request], Response]


@dataclass(frozen=True, slots=True)
class Shown:
    """What the pages are made from: a store, the base of its IRIs, the templates; and what takes long in a large
    graph and never changes in it, so that it is read once: its lists and its vocabulary."""

    store: ox.Store
    base: str
    made: Environment
    lists: Callable[[], tuple[Listed, ...]]
    words: Callable[[], Vocabulary]


def page_routes(held: Callable[[], Held]) -> list[BaseRoute]:
    """The pages of what is held at the time, opened when it is first asked for. They ask `/sparql` on the same
    server."""
    made = templates()

    @lru_cache(maxsize=1)
    def opened(graph: Held) -> Shown:
        store = ox.Store.read_only(str(graph.store))
        return Shown(
            store, graph.base, made, cache(partial(contents, store)), cache(partial(vocabulary, store))
        )

    answers: tuple[tuple[str, Callable[[Request, Shown], Response]], ...] = (
        ("/", _query),
        ("/ask/{name}", _ask),
        ("/names/{parameter}", _names),
        ("/vocabulary", _vocabulary),
        (THINGS, _contents),
        (THINGS + "{path:path}", _thing),
        (TERMS + "{path:path}", _thing),
    )
    static = Mount("/static", StaticFiles(packages=[("kg.serve", "static")]))
    return [static, *(Route(path, _with(lambda: opened(held()), answer)) for path, answer in answers)]


def _with(shown: Callable[[], Shown], answer: Callable[[Request, Shown], Response]) -> Answer:
    """An endpoint of Starlette, which runs it in a thread."""

    def endpoint(request: Request) -> Response:
        return _tagged(request, answer(request, shown()))

    return endpoint


def _tagged(request: Request, response: Response) -> Response:
    """The answer with the headers that every page carries; 304 where the client has it."""
    response.headers.update(_HEADERS)
    tag = f'"{sha256(bytes(response.body)).hexdigest()[:32]}"'
    response.headers["ETag"] = tag
    if response.status_code == 200 and tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers={"ETag": tag, "Vary": "Accept"})
    return response


def _query(request: Request, shown: Shown) -> Response:
    return HTMLResponse(query_page(shown.made, shown.base, request.query_params))


def _contents(request: Request, shown: Shown) -> Response:
    return HTMLResponse(contents_page(shown.made, shown.base, shown.lists()))


def _ask(request: Request, shown: Shown) -> Response:
    """The SPARQL of a named question with its parameters in place; what is wrong with them, as 400."""
    given = (f"{name}={value}" for name, value in request.query_params.items() if value.strip())
    try:
        asked = question(request.path_params["name"])
        sparql = asked.bound(names.terms(shown.store, asked, given))
    except KgError as error:
        return PlainTextResponse(f"{error}\n{error.hint}".strip(), 400)
    return PlainTextResponse(_HEAD.sub("", sparql), media_type="application/sparql-query")


def _names(request: Request, shown: Shown) -> Response:
    return JSONResponse(names.offered(shown.store, request.path_params["parameter"], _MOST_NAMES))


def _vocabulary(request: Request, shown: Shown) -> Response:
    return JSONResponse(shown.words())


def _thing(request: Request, shown: Shown) -> Response:
    """A thing or term, as HTML, Turtle or JSON-LD: by the path's end, else by what the client likes best."""
    path = request.scope["raw_path"].decode("ascii").partition("?")[0]
    iri, suffix = _meant(shown, path)
    offered = [_SUFFIXES[suffix]] if suffix else list(_SUFFIXES.values())
    media = chosen(request.headers.get("accept", "*/*"), offered) or (offered[0] if suffix else None)
    if media is None:
        return PlainTextResponse(f"这里有 there is: {', '.join(offered)}\n", 406)
    headers = {"Vary": "Accept"}
    if not (_is_iri(iri) and known(shown.store, iri)):
        return HTMLResponse(missing_page(shown.made, iri), 404, headers)
    if media != _HTML:
        return Response(described(shown.store, iri, _SYNTAXES[media]), media_type=media, headers=headers)
    page = thing_page(shown.made, shown.store, shown.base, resource(shown.store, iri))
    return HTMLResponse(page, headers=headers)


def _meant(shown: Shown, path: str) -> tuple[str, str]:
    """The IRI that a path means and the suffix that says how it is wanted. A file's own suffix is part of its
    name (`/id/source/a.html`), so the whole path is tried first."""
    whole = _iri(shown.base, path)
    suffix = next((one for one in _SUFFIXES if path.endswith(one)), "")
    if not suffix or (_is_iri(whole) and known(shown.store, whole)):
        return whole, ""
    return _iri(shown.base, path.removesuffix(suffix)), suffix


def _iri(base: str, path: str) -> str:
    return (
        thing(base, path.removeprefix(THINGS))
        if path.startswith(THINGS)
        else term(unquote(path.removeprefix(TERMS)))
    )


def _is_iri(words: str) -> bool:
    try:
        ox.NamedNode(words)
    except ValueError:
        return False
    return True
