"""The server on a socket."""

from __future__ import annotations

import socket
from pathlib import Path

import uvicorn

from kg.errors import KgError
from kg.serve.app import app
from kg.serve.limits import Limits


def listening(host: str, port: int) -> socket.socket:
    """A socket that listens at the address; port 0: at one that is free. Raises KgError when it cannot be had."""
    try:
        family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        door = socket.create_server((str(address[0]), port), family=family)
    except OSError as error:
        hint = "用 --port 换一个端口 choose another with --port" if port else ""
        raise KgError(f"听不了这个地址 cannot listen ({error.strerror})", f"{host}:{port}", hint) from error
    # asyncio leaves this out for a socket that it did not open: each answer would wait 40 ms for the client
    door.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return door


def server(folder: Path, limits: Limits) -> uvicorn.Server:
    """The server of the graph in `folder`: `run(sockets=[listening(…)])` serves until it is stopped.

    Raises KgError (exit code 3) when there is no graph."""
    config = uvicorn.Config(
        app(folder, limits),
        http="h11",
        ws="none",
        log_level="warning",
        server_header=False,
        timeout_graceful_shutdown=2,
        h11_max_incomplete_event_size=4 * limits.query_bytes,  # an address may write each byte as three
    )
    return uvicorn.Server(config)
