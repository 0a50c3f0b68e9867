"""One print for each document: where several files print a document, the one that says most stands for all.

Two prints of one document never agree in every line break and comma; taken together they would give a clause two
headings and a document two titles. The other prints stay known: their files are said to hold the document.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.terms import ELI, GZ
from kg.text import digest
from kg.triples.iri import derived

_HOLDS = f" {ELI.has_part} ".encode()
_HELD = re.compile(b"^<[^>]+>" + re.escape(_HOLDS) + rb"<([^>]+)> <\1> \.$", re.MULTILINE)
_TEXT = f" {GZ.text} ".encode()
_PIECE = re.compile(r"\w{4,}")  # words between two marks: 各县（市、区）人民政府 gives one


@dataclass(frozen=True, slots=True)
class _Print:
    """A document as one share prints it: how many lines say something of it, and the words of its clauses, cut
    at marks."""

    share: int
    lines: int
    words: frozenset[str]

    def same(self, other: _Print) -> bool:
        """Whether this is another print of the same text: half of the shorter one stands in the other."""
        less, more = sorted((self.words, other.words), key=_length)
        return 2 * _length(less & more) >= _length(less)


@dataclass(frozen=True, slots=True)
class _Verdict:
    """What becomes of a document in one share: what it is called there, and whether the share states it."""

    document: bytes
    name: bytes
    stated: bool


def one_print_each(shares: Sequence[bytes], base: str) -> Iterator[list[bytes]]:
    """The N-Quads lines of each share (what one file gives): of a document that several shares hold, one alone
    keeps what it states, the first of those that say most; the others keep that their file holds it.

    Texts that share a name by mistake (a number misprinted) are documents of their own: all but the fullest get
    a digest of their words behind the name.
    """
    holders: dict[bytes, list[int]] = defaultdict(list)
    for share, data in enumerate(shares):
        for document in dict.fromkeys(_HELD.findall(data)):
            holders[document].append(share)
    verdicts: dict[int, list[_Verdict]] = defaultdict(list)
    for document, held in holders.items():
        if len(held) > 1:
            for share, verdict in _judged(document, [_print(one, shares[one], document) for one in held]):
                verdicts[share].append(verdict)
    for share, data in enumerate(shares):
        lines = data.splitlines(keepends=True)
        for verdict in verdicts.get(share, ()):
            lines = list(_told(lines, verdict, base))
        yield lines


def _print(share: int, data: bytes, document: bytes) -> _Print:
    graph = b" <" + document + b"> ."
    lines = [line for line in data.splitlines() if line.endswith(graph)]
    told = (line.split(_TEXT)[1].decode().rpartition('"')[0] for line in lines if _TEXT in line)
    return _Print(share, len(lines), frozenset(piece for text in told for piece in _PIECE.findall(text)))


def _judged(document: bytes, prints: Iterable[_Print]) -> Iterator[tuple[int, _Verdict]]:
    """What becomes of each print of what is called `document`."""
    named: dict[bytes, _Print] = {}
    for one in sorted(prints, key=lambda one: -one.lines):
        known = next((name for name, first in named.items() if one.same(first)), None)
        name = known or (_renamed(document, one) if named else document)
        named.setdefault(name, one)
        yield one.share, _Verdict(document, name, known is None)


def _renamed(document: bytes, one: _Print) -> bytes:
    """What a document is called where a fuller one goes by its name."""
    return document + f"·{digest(''.join(sorted(one.words)))}".encode()


def _told(lines: Iterable[bytes], verdict: _Verdict, base: str) -> Iterator[bytes]:
    """What a share's lines still say, once it is known what becomes of a document."""
    graph, inferred = b" <" + verdict.document + b"> .\n", f" <{derived(base)}> .\n".encode()
    called = re.compile(b"<" + re.escape(verdict.document) + b"(?=[>/])")
    file = f"<{base}source/".encode()
    for line in lines:
        if not line.endswith(graph) and not (line.endswith(inferred) and called.search(line)):
            yield line
        elif verdict.stated or line.startswith(file):
            yield called.sub(lambda _: b"<" + verdict.name, line)


def _length(words: Iterable[str]) -> int:
    return sum(map(len, words))
