"""A graph of a million triples: load, dump and every named question, beside raw pyoxigraph and rdflib.

    python benchmarks/million.py ../shared

The gazettes that lie in ../shared (the example, where there are none) are read once and then repeated under other
names, as other cities' gazettes would be: new documents, bodies, facts and files, the same places and days.
"""

from __future__ import annotations

import multiprocessing
import re
import resource
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pyoxigraph as ox
from rdflib import Graph as RdflibGraph

from kg.build import build
from kg.build.assembly import filled
from kg.graph.query import Rows, ask, select
from kg.graph.questions import Question, questions
from kg.graph.store import FORMAT, SOURCES, Graph, Manifest, SourceEntry, open_graph
from kg.graph.turtle import serialized, triple_lines
from kg.terms import PREFIXES

EXAMPLE = Path(__file__).parent.parent / "examples" / "yunling-2021-02.txt"
TRIPLES = 1_000_000
LIMIT = 0.2  # seconds of the processor that a question may take, warm
RDFLIB_LIMIT = 60  # seconds after which rdflib is stopped
JOINS = ("duties-of", "partners-of", "supporting-only", "supervision")

# for each parameter, the value that gives most to do
VALUES = {
    "body": "SELECT ?v { ?d cv:hasParticipant ?v } GROUP BY ?v ORDER BY DESC(COUNT(?d)) ?v LIMIT 1",
    "county": "SELECT ?v { ?d schema:location ?v } GROUP BY ?v ORDER BY DESC(COUNT(?d)) ?v LIMIT 1",
    "document": "SELECT ?v { ?b gz:leads/gz:inDocument ?v } GROUP BY ?v ORDER BY DESC(COUNT(?b)) ?v LIMIT 1",
    "day": "SELECT ?v { ?deadline time:hasEnd/time:inXSDDate ?v } ORDER BY DESC(?v) LIMIT 1",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it is put: its name and its SPARQL with parameters."""

    name: str
    sparql: str


def gazettes(shared: Path) -> list[Path]:
    """The files to repeat: the example, and the corpus and the real gazette where they are."""
    return [EXAMPLE, *(path for path in (shared / "corpus/documents", shared / "gazettes") if path.is_dir())]


def repeated(quads: bytes, base: str) -> list[bytes]:
    """N-Quads lines, sorted, of so many copies that they hold a million triples."""
    own = re.compile(rb"<" + re.escape(base.encode()) + rb"(?!place/|date/)(\w+)/")
    copies = -(-TRIPLES // len(triple_lines(quads.splitlines(keepends=True))))
    new = (own.sub(rb"<%s\1/%d-" % (base.encode(), copy), quads) for copy in range(2, copies + 1))
    return sorted({line for copy in (quads, *new) for line in copy.splitlines(keepends=True)})


def grown(shared: Path, out: Path) -> tuple[Graph, Path]:
    """A graph of a million triples below `out`, without a store yet, and its quads with the union as one file."""
    build(gazettes(shared), out / "small")
    small = open_graph(out / "small")
    lines = repeated(b"".join(small.quads()), small.manifest.base)
    (out / SOURCES).mkdir()
    (out / SOURCES / "million.nq").write_bytes(b"".join(lines))
    (out / "union.nq").write_bytes(b"".join([*lines, *triple_lines(lines)]))
    entry = SourceEntry("million", "", "million", "")
    manifest = Manifest(FORMAT, "", "", small.manifest.base, "store", (entry,), {})
    return Graph(out, manifest, ox.Store()), out / "union.nq"


def seconds(act: Callable[[], object]) -> float:
    """How long `act` takes, once."""
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def processor(act: Callable[[], object]) -> float:
    """How long the processor works for `act`, once."""
    start = time.process_time()
    act()
    return time.process_time() - start


def beside(what: str, ours: float, raw: float) -> tuple[str, str]:
    """A line of the table: our seconds, those of raw pyoxigraph, and their ratio."""
    return what, f"{ours:.1f} s, raw pyoxigraph {raw:.1f} s, {ours / raw:.2f} times"


def loading(graph: Graph, union: Path) -> Iterator[tuple[str, str]]:
    """The store made as `kg build` makes it, and by pyoxigraph from a file that has the union already."""
    lines = (graph.folder / SOURCES / "million.nq").read_bytes().splitlines(keepends=True)

    def raw() -> None:
        store = ox.Store(str(graph.folder / "raw"))
        store.bulk_load(path=str(union), format=ox.RdfFormat.N_QUADS)
        store.flush()

    path = graph.folder / graph.manifest.store
    yield beside(
        f"load {len(lines):,} quads", seconds(lambda: filled(path, lines, b"").flush()), seconds(raw)
    )


def dumping(graph: Graph) -> Iterator[tuple[str, str]]:
    """The dumps in their fixed order, and pyoxigraph's own, in the order of its index."""
    default = ox.DefaultGraph()

    def raw(syntax: ox.RdfFormat, only: ox.DefaultGraph | None) -> Callable[[], object]:
        return lambda: graph.store.dump(format=syntax, from_graph=only, prefixes=dict(PREFIXES))

    turtle = seconds(lambda: serialized(graph.stated(), ox.RdfFormat.TURTLE))
    yield beside("dump to Turtle", turtle, seconds(raw(ox.RdfFormat.TURTLE, default)))
    quads = seconds(lambda: b"".join(graph.quads()))
    yield beside("dump to N-Quads (raw: the union too)", quads, seconds(raw(ox.RdfFormat.N_QUADS, None)))


def bound(store: ox.Store, question: Question) -> Asked:
    """A question with the parameters it needs."""
    needed = [parameter.name for parameter in question.parameters if parameter.needed]
    return Asked(question.name, question.bound({name: (most(store, name),) for name in needed}))


def most(store: ox.Store, parameter: str) -> ox.NamedNode | ox.Literal:
    """The value of a parameter."""
    answer = ask(store, VALUES[parameter])
    assert isinstance(answer, Rows)
    value = answer.rows[0][0]
    assert isinstance(value, ox.NamedNode | ox.Literal)
    return value


def asking(graph: Graph) -> Iterator[tuple[str, str]]:
    """Every question: over a store just opened (by the clock), again, and by pyoxigraph alone (both in seconds of the
    processor, which what else the machine does changes less)."""
    path = str(graph.folder / graph.manifest.store)
    for question in questions().values():
        asked = bound(graph.store, question)
        fresh = ox.Store.read_only(path)
        cold = seconds(lambda store=fresh, asked=asked: ask(store, asked.sparql))
        warm, raw = both(fresh, asked)
        rows = len(select(fresh, asked.sparql))
        mark = "" if warm <= LIMIT else "  over the limit"
        told = f"{rows:>6} rows, cold {cold * 1000:.0f} ms, warm {warm * 1000:.0f} ms"
        yield f"kg query {asked.name}", f"{told}, raw {raw * 1000:.0f} ms, {warm / raw:.2f} times{mark}"


def both(store: ox.Store, asked: Asked) -> tuple[float, float]:
    """The best of three of ours and of raw pyoxigraph, in turns, so that both meet the same machine."""
    turns = [
        (
            processor(lambda: ask(store, asked.sparql)),
            processor(lambda: [tuple(row) for row in store.query(asked.sparql, prefixes=dict(PREFIXES))]),
        )
        for _ in range(3)
    ]
    return min(ours for ours, _ in turns), min(raw for _, raw in turns)


def against_rdflib(graph: Graph) -> Iterator[tuple[str, str]]:
    """The joins, answered by rdflib over the same triples in memory; stopped after a minute."""
    other = RdflibGraph()
    lines = triple_lines(graph.quads())
    took = seconds(lambda: other.parse(data=b"".join(lines), format="nt11"))
    yield "rdflib: load", f"{took:.0f} s"
    for name in JOINS:
        asked = bound(graph.store, questions()[name])
        ours, _ = both(graph.store, asked)
        theirs, ended = stopped(lambda sparql=asked.sparql: list(other.query(sparql, initNs=dict(PREFIXES))))
        told = f"{theirs:.1f} s" if ended else f"stopped at {theirs:.1f} s"
        yield (
            f"rdflib: {name}",
            f"{told}; kg is {'' if ended else 'more than '}{theirs / ours:,.0f} times as fast",
        )


def stopped(act: Callable[[], object]) -> tuple[float, bool]:
    """The seconds of the processor that `act` takes in a copy of this process, and whether it ended before the
    limit."""
    process = multiprocessing.get_context("fork").Process(target=act)
    before = of_children()
    process.start()
    process.join(RDFLIB_LIMIT)
    ended = not process.is_alive()
    process.kill()
    process.join()
    return of_children() - before, ended


def of_children() -> float:
    """The seconds that the processor worked for processes started here and ended."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def million(shared: Path) -> Iterator[tuple[str, str]]:
    """The whole section, as lines of the table."""
    with TemporaryDirectory() as folder:
        empty, union = grown(shared, Path(folder))
        yield from loading(empty, union)
        graph = Graph(empty.folder, empty.manifest, ox.Store.read_only(str(empty.folder / "store")))
        yield from dumping(graph)
        yield from asking(graph)
        yield from against_rdflib(graph)
        del graph


if __name__ == "__main__":
    for what, figure in million(Path(sys.argv[1])):
        print(f"{what:<40}{figure}", flush=True)
