"""How long it takes, how much memory it needs, and how fast it reads beside a word segmenter.

    python benchmarks/bench.py ../shared

Every figure is the best of several runs on this machine: read them as ratios, not as limits.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from million import million

EXAMPLE = Path(__file__).parent.parent / "examples" / "yunling-2021-02.txt"
KG = Path(sys.executable).with_name("kg")
RUNS = 7


def best(act: Callable[[], object], runs: int = RUNS) -> float:
    """The seconds that `act` takes, the shortest of several runs."""
    taken = []
    for _ in range(runs):
        start = time.perf_counter()
        act()
        taken.append(time.perf_counter() - start)
    return min(taken)


def child(*command: object) -> tuple[float, float]:
    """The seconds and the peak memory (MB) of a command run as a process of its own."""
    start = time.perf_counter()
    process = subprocess.Popen([*map(str, command)], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(map(str, command))} ended with {process.returncode}")
    return seconds, usage.ru_maxrss / (1024**2 if sys.platform == "darwin" else 1024)


def cold_build(gazette: Path) -> Iterator[tuple[str, str]]:
    """A whole `kg build` from nothing: reading, store, Turtle, page and report."""
    runs = []
    for _ in range(3):
        with TemporaryDirectory() as out:
            runs.append(child(KG, "build", gazette, "--out", Path(out) / "build"))
    yield "cold build, whole process", f"{min(s for s, _ in runs):.2f} s"
    yield "  peak memory", f"{max(mb for _, mb in runs):.0f} MB"


def line(gazette: Path) -> Iterator[tuple[str, str]]:
    """Reading to triples in one process, beside jieba over the same text."""
    import jieba

    from kg.lexicon import load_lexicon
    from kg.reading.read import read
    from kg.triples import triples
    from kg.triples.iri import BASE
    from kg.understand import understand

    text = read(gazette).text
    lexicon = load_lexicon()

    def whole_line() -> int:
        return sum(1 for record in understand(read(gazette), lexicon) for _ in triples(record, BASE))

    jieba.setLogLevel("ERROR")
    jieba.initialize()
    ours, theirs = best(whole_line), best(lambda: list(jieba.cut(text)))
    yield "reading to triples", f"{ours * 1000:.0f} ms, {len(text) / ours:,.0f} characters/s"
    yield "jieba.cut, same text", f"{theirs * 1000:.0f} ms, {len(text) / theirs:,.0f} characters/s"
    yield "  faster than jieba", f"{theirs / ours:.1f} times"


# for each parameter, a value that is met in the graph
VALUES = {
    "body": "SELECT ?v { ?d cv:hasParticipant ?v } GROUP BY ?v ORDER BY DESC(COUNT(?d)) LIMIT 1",
    "county": "SELECT ?v { ?project schema:location ?v } GROUP BY ?v ORDER BY DESC(COUNT(?project)) LIMIT 1",
    "document": "SELECT ?v { ?v a gz:Document } LIMIT 1",
    "day": "SELECT ?v { ?deadline time:hasEnd/time:inXSDDate ?v } ORDER BY DESC(?v) LIMIT 1",
}


def asking(gazette: Path) -> Iterator[tuple[str, str]]:
    """Each named question, with the parameters that it needs, over the store of a built graph."""
    from kg.build import build
    from kg.graph.names import terms
    from kg.graph.query import ask, select
    from kg.graph.questions import questions
    from kg.graph.store import open_graph

    with TemporaryDirectory() as out:
        build([gazette], Path(out))
        store = open_graph(Path(out)).store
        for name, question in questions().items():
            needed = [parameter.name for parameter in question.parameters if parameter.needed]
            pairs = [f"{parameter}={select(store, VALUES[parameter])[0][0]}" for parameter in needed]
            sparql = question.bound(terms(store, question, pairs))
            yield f"kg query {name}", f"{best(lambda sparql=sparql: ask(store, sparql), 3) * 1000:.1f} ms"


def startup() -> Iterator[tuple[str, str]]:
    """How long a reader waits for help."""
    yield "kg --help", f"{min(child(KG, '--help')[0] for _ in range(RUNS)) * 1000:.0f} ms"


def main(shared: Path) -> None:
    """Print the table; the real gazette where there is one, else the example."""
    real = shared / "gazettes" / "shuozhou-2020-02.txt"
    gazette = real if real.is_file() else EXAMPLE
    print(f"{gazette.name}: {len(gazette.read_text(encoding='utf-8')):,} characters")
    for measure in (cold_build(gazette), line(gazette), startup(), asking(gazette), million(shared)):
        for what, figure in measure:
            print(f"{what:<36}{figure}", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
