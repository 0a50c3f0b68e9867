"""`kg serve`: the graph on the web."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import GRAPH

if TYPE_CHECKING:
    import socket


@click.command(short_help="网上查询 serve the graph: SPARQL over HTTP")
@click.option("--host", default="127.0.0.1", show_default=True, help="听哪个地址 the address to listen at")
@click.option(
    "--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="听哪个端口 the port"
)
@click.option(
    "--seconds",
    default=30.0,
    show_default=True,
    type=click.FloatRange(0.1),
    help="一个查询的时限 the time limit of a query",
)
@click.option(
    "--rows",
    default=100_000,
    show_default=True,
    type=click.IntRange(1),
    help="一次回答的行数上限 the most rows of an answer",
)
@click.option(
    "--service",
    "services",
    multiple=True,
    metavar="URL",
    help="许 SERVICE 去问这个地址 let SERVICE ask this address",
)
@GRAPH
def serve(host: str, port: int, seconds: float, rows: int, services: tuple[str, ...], folder: Path) -> None:
    """把图谱放到网上，只读：/sparql 按 SPARQL 1.1 协议回答任何 SPARQL 工具。

    / 是查询页，/id/… 是图谱里每个事物的页。

    Serve the graph, read-only: /sparql answers any SPARQL tool by the SPARQL 1.1 Protocol,
    / is a page to ask it, /id/… a page for each thing in it.

    \b
    只有本机能连，除非用 --host。超过时限的查询停下（503），超过行数的不给（413）。
    kg build 之后不用重启。Ctrl-C 结束。
    Only this computer can connect, unless --host says otherwise. A query over its time is
    stopped (503), an answer with too many rows is not given (413). After another kg build
    it serves the new graph. Ctrl-C ends it.

    \b
    例 examples:
      kg serve
      kg serve --port 8080 --seconds 10 -g build
      curl -H 'Accept: text/csv' http://127.0.0.1:8000/sparql \\
        --data-urlencode 'query=SELECT ?title { ?document dct:title ?title }'
    """
    from kg.serve.limits import Limits
    from kg.serve.listen import listening, server

    limits = Limits(seconds=seconds, rows=rows, services=frozenset(services))
    ready = server(folder, limits)
    with listening(host, port) as door:
        click.echo(_opened(door, folder), err=True)
        ready.run(sockets=[door])


def _opened(door: socket.socket, folder: Path) -> str:
    """Where the server is, and what that opens to whom."""
    from ipaddress import ip_address

    host, port = door.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    line = f"{folder} → http://{shown}:{port}/sparql"
    if ip_address(host).is_loopback:
        return line
    return f"""{line}
    注意：能连到这个地址的人都能读图谱的全部内容，也能占用这台机器算查询；没有密码，不加密。
    Note: whoever can reach this address can read the whole graph and make this computer
    work at queries; there is no password and no encryption. Nothing can be changed by it."""
