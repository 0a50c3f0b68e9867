"""Put the gazettes' contributions together: the sorted graph, the store, the Turtle, the page and the
report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pyoxigraph as ox

from kg import __version__
from kg.build.contribute import Contribution
from kg.build.describe import dataset_turtle, description
from kg.build.instruments import resolved
from kg.build.publish import write
from kg.build.report import report_files
from kg.build.run import Run, run_quads
from kg.graph.audit import Silence, as_lines
from kg.graph.store import FORMAT, SOURCES, Graph, Manifest, SourceEntry, quads_of, sha256
from kg.graph.turtle import serialized, stated_lines, triple_lines, turtle
from kg.resources import folder
from kg.triples.iri import run as run_graph
from kg.views import html_of_store


@dataclass(frozen=True, slots=True)
class Assembly:
    """Where a build is put together (`staged`), where the last one lies (`out`), what it is made with, and the
    corrections that nothing came of."""

    staged: Path
    out: Path
    base: str
    rules: str
    started: datetime
    unheard: tuple[Silence, ...]


def assemble(
    assembly: Assembly, entries: Sequence[SourceEntry], new: Mapping[SourceEntry, Contribution]
) -> Manifest:
    """Write what `new` gazettes give to sources/, and the rest of the build below `assembly.staged`; give the
    manifest that names it all."""
    (assembly.out / SOURCES).mkdir(exist_ok=True)
    for entry, one in new.items():
        kept = {
            "nq": one.quads,
            "printed": one.text.encode(),
            "silences": as_lines(one.silences),
            "corrections": one.trace.as_json(),
        }
        write(assembly.out / SOURCES, {f"{entry.key}.{kind}": data for kind, data in kept.items()})
    manifest = Manifest(
        FORMAT, __version__, assembly.rules, assembly.base, "", tuple(entries), {}, assembly.unheard
    )
    stated = quads_of(assembly.out, entries, assembly.base)
    quads = sorted([*stated, *resolved(stated, assembly.base)])
    run = Run(assembly.started, datetime.now(UTC), tuple(entries))
    described = description(quads, entries, assembly.base)
    own = [*run_quads(run, assembly.base), *_in_own_graph(described, assembly.base)]
    graph = Graph(assembly.out, *_load(assembly.staged, manifest, (quads, own)))
    outputs = _outputs(graph, quads)
    outputs["dataset.ttl"] = dataset_turtle(described, outputs, assembly.base)
    write(assembly.staged, outputs)
    write(assembly.staged, report_files(graph, assembly.started))
    return replace(graph.manifest, outputs={name: sha256(data) for name, data in outputs.items()})


def _in_own_graph(triples: Iterable[ox.Triple], base: str) -> Iterator[ox.Quad]:
    """Triples, as quads of the build's own graph."""
    own = ox.NamedNode(run_graph(base))
    return (ox.Quad(one.subject, one.predicate, one.object, own) for one in triples)


def _load(
    staged: Path, manifest: Manifest, content: tuple[Sequence[bytes], Sequence[ox.Quad]]
) -> tuple[Manifest, ox.Store]:
    """The store of the quads and what is said of the build, and the manifest that names it: by the digest of what
    it holds."""
    quads, own = content
    about = serialized(own, ox.RdfFormat.N_QUADS)
    data = b"".join([*quads, about])
    named = replace(manifest, store=f"store-{sha256(data)[:16]}")
    return named, filled(staged / named.store, quads, about)


def filled(path: Path, quads: Sequence[bytes], about: bytes) -> ox.Store:
    """A new store below `path`: N-Quads lines, those `about` the run, the union and the ontology."""
    store = ox.Store(str(path))
    # the default graph is the union, with each triple once: oxigraph's own union counts a triple once a graph
    store.bulk_load(b"".join([*quads, about, *triple_lines(quads)]), ox.RdfFormat.N_QUADS)
    vocabularies = sorted(folder("ontology").glob("vocabularies/*.ttl"))
    for file in (folder("ontology") / "gongbao.ttl", *vocabularies):  # what terms and concepts are called
        store.load(path=file, format=ox.RdfFormat.TURTLE)
    store.flush()
    return store


def _outputs(graph: Graph, quads: Sequence[bytes]) -> dict[str, bytes]:
    """The files whose bytes depend on the gazettes alone."""
    stated = turtle(stated_lines(quads, graph.manifest.base))
    page = html_of_store(graph.store).encode()
    return {"graph.nq": b"".join(quads), "graph.ttl": stated, "graph.html": page}
