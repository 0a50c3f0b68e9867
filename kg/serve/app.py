"""The application: its routes, what every answer carries, and the workers that live as long as it does."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import BaseRoute, Route

from kg.serve.limits import Limits
from kg.serve.pool import Pool
from kg.serve.protocol import sparql
from kg.serve.routes import page_routes

_OPEN = Middleware(
    CORSMiddleware,
    allow_origins=["*"],
    allow_methods=["GET", "HEAD", "POST"],
    allow_headers=["*"],
    expose_headers=["ETag"],
)


def routes(pool: Pool) -> list[BaseRoute]:
    """What is at which path."""
    asking = [Route(path, sparql, methods=["GET", "POST"]) for path in ("/sparql", "/sparql/")]
    return [*asking, *page_routes(lambda: pool.held)]


def app(folder: Path, limits: Limits | None = None) -> Starlette:
    """The server of the graph in `folder`, read-only. Its `state.pool` answers queries.

    Raises KgError (exit code 3) when there is no graph."""
    pool = Pool(folder, limits or Limits())

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        pool.open()
        try:
            yield
        finally:
            await pool.close()

    served = Starlette(
        routes=routes(pool),
        middleware=[_OPEN, Middleware(GZipMiddleware, compresslevel=5)],
        lifespan=lifespan,
    )
    served.state.pool = pool
    return served
