"""`kg serve`: the graph on the web."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import GRAPH


@click.command(short_help="网上查询 serve the graph: SPARQL over HTTP")
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="在哪个地址上听 the address to listen at"
)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="端口 the port")
@click.option(
    "--seconds",
    default=30.0,
    show_default=True,
    type=click.FloatRange(0.1),
    help="每个查询的时限 the time limit of a query",
)
@click.option(
    "--rows",
    default=100_000,
    show_default=True,
    type=click.IntRange(1),
    help="每个查询的行数上限 the most rows of an answer",
)
@click.option(
    "--service",
    "services",
    multiple=True,
    metavar="URL",
    help="许 SERVICE 查询这个地址 let SERVICE ask this address",
)
@GRAPH
def serve(host: str, port: int, seconds: float, rows: int, services: tuple[str, ...], folder: Path) -> None:
    """把图谱放到网上：/sparql 按 SPARQL 1.1 协议回答，只读。

    Serve the graph: /sparql answers the SPARQL 1.1 Protocol, read-only.

    \b
    例 examples:
      kg serve
      kg serve --port 8080 --seconds 10 -g build
      curl -H 'Accept: text/csv' --data-urlencode 'query=SELECT ?title { ?d dct:title ?title }' http://127.0.0.1:8000/sparql
    """
    import uvicorn

    from kg.serve.app import app
    from kg.serve.limits import Limits

    limits = Limits(seconds=seconds, rows=rows, services=frozenset(services))
    uvicorn.run(app(folder, limits), host=host, port=port, log_level="warning")
