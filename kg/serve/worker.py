"""The process that runs queries, one after another, and can be killed: pyoxigraph has no time limit.

Messages come in on standard input and go out on standard output, pickled, each behind its length in eight
bytes."""

from __future__ import annotations

import io
import pickle
import signal
import sys
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, BinaryIO

import pyoxigraph as ox

from kg.errors import KgError
from kg.graph.query import BrokenError, FarError, evaluated, told
from kg.graph.turtle import serialized
from kg.serve.asked import Answer, Asked, QueryError
from kg.serve.media import FACTS, TABLES

_TSV = ox.QueryResultsFormat.TSV


def framed(message: object) -> bytes:
    """A message as it goes through a pipe."""
    data = pickle.dumps(message)
    return len(data).to_bytes(8, "big") + data


def _messages(pipe: BinaryIO) -> Iterator[Any]:
    while head := pipe.read(8):
        yield pickle.loads(pipe.read(int.from_bytes(head, "big")))


def answered(store: ox.Store, asked: Asked, rows: int) -> Answer | QueryError:
    """The answer, of at most `rows` rows or triples; or why there is none."""
    try:
        answer = evaluated(store, asked.sparql, "SPARQL", asked.scope)
        with told("SPARQL"):
            if isinstance(answer, ox.QueryTriples):
                return _facts(answer, asked.facts, rows)
            return _table(answer, asked.table, rows)
    except QueryError as failure:
        return failure
    except KgError as error:
        status = 400 if isinstance(error, BrokenError) else 403 if isinstance(error, FarError) else 500
        return QueryError(status, f"{error} {error.hint}".rstrip())


def _facts(answer: ox.QueryTriples, media: str | None, rows: int) -> Answer:
    if media is None:
        raise _unacceptable(FACTS)
    triples = list(islice(answer, rows + 1))
    if len(triples) > rows:
        raise _too_long(rows)
    return Answer(media, serialized(triples, FACTS[media]))


def _table(answer: ox.QuerySolutions | ox.QueryBoolean, media: str | None, rows: int) -> Answer:
    if media is None:
        raise _unacceptable(TABLES)
    wanted = TABLES[media]
    if isinstance(answer, ox.QueryBoolean):
        return Answer(media, _written(answer, wanted))
    lines = _Lines(rows)
    answer.serialize(lines, _TSV)
    if wanted is _TSV:
        return Answer(media, lines.getvalue())
    return Answer(media, _written(ox.parse_query_results(lines.getvalue(), _TSV), wanted))


def _written(answer: ox.QuerySolutions | ox.QueryBoolean, wanted: ox.QueryResultsFormat) -> bytes:
    data = answer.serialize(format=wanted)
    assert data is not None  # nothing comes back only where an output file is given
    return data


class _Lines(io.BytesIO):
    """Takes a table as TSV, where a row is a line whatever its words are, and stops it at its limit."""

    def __init__(self, rows: int) -> None:
        super().__init__()
        self.rows, self.left = rows, rows + 1  # and the header

    def write(self, data: bytes) -> int:  # type: ignore[override]  # bytes are all that pyoxigraph writes
        """Keep a piece. Raises QueryError at a line too many."""
        self.left -= data.count(b"\n")
        if self.left < 0:
            raise _too_long(self.rows)
        return super().write(data)


def _too_long(rows: int) -> QueryError:
    return QueryError(
        413, f"结果超过上限，请用 LIMIT 分次查询 more than {rows} rows: ask for less with LIMIT"
    )


def _unacceptable(offered: Iterable[str]) -> QueryError:
    return QueryError(
        406, f"Accept 里没有能给的格式 none of the formats asked for; there are: {', '.join(offered)}"
    )


def _within(megabytes: int) -> None:
    """Hold this process to so much memory, where the system can."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_DATA, (megabytes << 20, megabytes << 20))


def _alarm(seconds: float) -> None:
    """End this process after so many seconds, where the system can; 0: no longer. The pool kills it before
    that, unless the pool itself was killed."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _send(message: object) -> None:
    sys.stdout.buffer.write(framed(message))
    sys.stdout.buffer.flush()


def main() -> None:
    """Open the store that the first message names, within its limits, and answer until there are no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which ends its workers
    messages = _messages(sys.stdin.buffer)
    path, limits = next(messages)
    _within(limits.megabytes)
    store = ox.Store.read_only(path)
    _send(None)  # ready
    for asked in messages:
        _alarm(2 * limits.seconds)
        reply = answered(store, asked, limits.rows)
        _alarm(0)
        _send(reply)


if __name__ == "__main__":
    main()
