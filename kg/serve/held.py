"""What a folder holds to be served: the graph that `kg build` made, or a store of Oxigraph's alone."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kg.graph.store import MANIFEST, open_graph, sha256
from kg.triples.iri import BASE


@dataclass(frozen=True, slots=True)
class Held:
    """The store's folder; the base of its IRIs; `version` stands for its content."""

    store: Path
    base: str
    version: str


def held(folder: Path) -> Held:
    """What `folder` holds. Raises KgError (exit code 3) when it is no graph."""
    if (folder / "CURRENT").is_file() and not (folder / MANIFEST).exists():
        return Held(folder, BASE, sha256((folder / "CURRENT").read_bytes()))
    graph = open_graph(folder)
    return Held(folder / graph.manifest.store, graph.manifest.base, graph.manifest.store)
