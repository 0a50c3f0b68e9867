"""A server of a graph, on a port of its own, for as long as a test needs it."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pyoxigraph as ox

from kg.serve.limits import Limits
from kg.serve.listen import listening, server

FOREVER = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }"


@contextmanager
def served(folder: Path, limits: Limits) -> Iterator[httpx.Client]:
    """A client whose `/sparql` is the served graph in `folder`."""
    ready = server(folder, limits)
    with listening("127.0.0.1", 0) as door:
        thread = threading.Thread(target=ready.run, kwargs={"sockets": [door]})
        thread.start()
        try:
            with httpx.Client(base_url=f"http://127.0.0.1:{door.getsockname()[1]}", timeout=30) as client:
                while not ready.started:
                    time.sleep(0.01)
                yield client
        finally:
            ready.should_exit = True
            thread.join()


def stored(folder: Path, quads: list[ox.Quad]) -> Path:
    """A folder that is a store of `quads` and nothing else."""
    store = ox.Store(str(folder))
    store.extend(quads)
    store.flush()
    return folder
