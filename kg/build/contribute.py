"""What one gazette gives the graph: its N-Quads, which depend on its bytes, the rules, the base IRI and the
corrections that touch it alone.

No state is shared across files, so that gazettes can be read one after the other or in a pool of processes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context

from kg.build.gather import Gazette
from kg.build.rulings import Trace, trace_of
from kg.corrections.corrected import Corrected, corrected
from kg.errors import KgError
from kg.graph.audit import Silence, silences_of
from kg.lexicon import Lexicon, load_lexicon
from kg.reading.read import read
from kg.triples import derived, iri, triples
from kg.triples.corrections import corrections
from kg.understand import understand

POOL_FROM = 24
"""From this many gazettes on a pool pays: each of its processes takes a quarter of a second to start."""

_BATCH = 8


@dataclass(frozen=True, slots=True)
class Contribution:
    """A gazette's share: `quads` is sorted N-Quads, each line once; `silences` what was seen and not
    understood; `text` what was read; `digest` the SHA-256 of its bytes; `trace` what came of corrections."""

    name: str
    digest: str
    quads: bytes
    silences: tuple[Silence, ...]
    text: str
    trace: Trace


def contributions(gazettes: Sequence[Gazette], base: str) -> Iterator[Contribution | KgError]:
    """What each gazette gives, in their order; an error stands in the place of one that cannot be read."""
    if len(gazettes) < POOL_FROM:
        yield from _read_all(base, gazettes)
        return
    batches = [gazettes[i : i + _BATCH] for i in range(0, len(gazettes), _BATCH)]
    # spawned, not forked: a forked child would inherit the progress bar's thread and its locks
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        for batch in pool.map(partial(_batch, base), batches):
            yield from batch


def _batch(base: str, gazettes: Sequence[Gazette]) -> list[Contribution | KgError]:
    return list(_read_all(base, gazettes))


def _read_all(base: str, gazettes: Iterable[Gazette]) -> Iterator[Contribution | KgError]:
    lexicon = load_lexicon()
    for gazette in gazettes:
        try:
            yield contribution(gazette, base, lexicon)
        except KgError as error:
            yield error
        except Exception as error:
            error.add_note(gazette.name)  # a fault in the program: say at least in which gazette
            raise


def contribution(gazette: Gazette, base: str, lexicon: Lexicon) -> Contribution:
    """What `gazette` gives. Raises KgError when its file cannot be read."""
    source = read(gazette.path, gazette.name)
    documents = corrected(understand(source, lexicon), gazette.corrections, lexicon)
    lines = {line for document in documents for line in _quads(document, base)}
    silences = tuple(silence for document in documents for silence in silences_of(document.record))
    quads = "".join(sorted(lines)).encode()
    return Contribution(gazette.name, source.digest, quads, silences, source.text, trace_of(documents))


def _quads(document: Corrected, base: str) -> Iterator[str]:
    """The N-Quads lines of one document: its own graph's, and those of the graph of derived shortcuts."""
    record = document.record
    stated, inferred = f"<{iri.document(base, record.document.key)}>", f"<{iri.derived(base)}>"
    for triple in (*triples(record, base), *corrections(record, document.made, base)):
        yield f"{' '.join(triple)} {stated} .\n"
    for triple in derived(record, base):
        yield f"{' '.join(triple)} {inferred} .\n"
