"""The text as printed and as it is matched: a fold that keeps every offset, and readings that skip what is only print.

The fold is one to one, so an offset in the folded text is an offset in the print: `２０２０年（试行)` folds to
`2020年（试行）`, `責任單位` to `责任单位`. A Reading goes one step further and leaves out the gaps that scanning and page
breaks put inside sentences (blanks, line ends, markdown asterisks, `$\\geq …$`), keeping a table of where each stretch
was printed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from typing import NamedTuple

from kg.resources import folder

_WIDE = {chr(c): chr(c - 0xFEE0) for c in range(0xFF01, 0xFF5F)}  # full-width ASCII -> ASCII
_HALF = {ord(wide): half for wide, half in _WIDE.items()}
_MARKS = {
    **dict(zip("(,:;?!", "（，：；？！", strict=True)), ")": "）",
    **dict.fromkeys("[［﹝【", "〔"), **dict.fromkeys("]］﹞】", "〕"),
    "﹤": "<", "﹥": ">", "≦": "≤", "≧": "≥", "﹪": "%",
    **dict.fromkeys("–―─－", "—"), **dict.fromkeys("~∼〜", "～"),
    "○": "〇", "•": "·", "・": "·", "﹒": ".",
}  # fmt: skip
_AS_PRINTED = "（）：，；？！～"  # full-width marks that Chinese prose is printed with


def _traditional() -> dict[str, str]:
    """Traditional characters and the simplified ones they are matched as: 發 as 发."""
    rows = (
        (folder("ontology") / "gazetteers" / "traditional.tsv").read_text(encoding="utf-8").splitlines()[1:]
    )
    return {printed: simplified for printed, _, simplified in (row.partition("\t") for row in rows)}


_FORMS = {**{c: folded for c, folded in _WIDE.items() if c not in _AS_PRINTED}, **_MARKS}
_TRADITIONAL = _traditional()
_ANY_TRADITIONAL = re.compile(f"[{''.join(_TRADITIONAL)}]")
_FOLD = {**_FORMS, **_TRADITIONAL}
_FOLD_BY_CODE = {ord(printed): folded for printed, folded in _FOLD.items()}
_MANY = 100  # different traditional characters, from which on translating the whole text is the quicker way

_LATEX = {r"\geq": "≥", r"\ge": "≥", r"\leq": "≤", r"\le": "≤", r"\sim": "～", r"\times": "×", r"\%": "%"}
# e.g. 协 — 1 — 调: a page's number run into the line; 發(fā)展: the reading that a converter puts after a character
_PAGE_NUMBER = r"[—–―─－-] ?\d{1,3} ?[—–―─－-]\s+"
_PINYIN = r"[（(][a-zü]{0,5}[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ][a-z]{0,4}[）)]"
PRINT_ONLY = rf"[\s\u00a0\u200b-\u200f\u2028\u2029\u2060\ufeff\u3000]+(?:{_PAGE_NUMBER})?|{_PINYIN}"
"""What is print and no word: blanks and line ends, a page's number between blanks, a character's reading."""
_NO_WORDS = re.compile(r"[\W_]+")
_GAP = re.compile(rf"(?:{PRINT_ONLY})|\*\*|\$|\\(?:geq?|leq?|sim|times|%)|\\(?=\s)")


def fold(text: str) -> str:
    """`text` with width, bracket variants and traditional characters folded, one character for one.

    >>> fold("［责任单位:市财政局］２０２０"), fold("責任單位")
    ('〔责任单位：市财政局〕2020', '责任单位')
    """
    if len(text) < 1000:
        return text.translate(_FOLD_BY_CODE)
    written = set(_ANY_TRADITIONAL.findall(text))
    if len(written) > _MANY:
        return text.translate(_FOLD_BY_CODE)
    for printed in (*_FORMS, *written):  # five times as fast as str.translate; no folded form is folded again
        if printed in text:
            text = text.replace(printed, _FOLD[printed])
    return text


def digest(text: str) -> str:
    """Eight hex digits that stand for the words of a text: another print, with other line breaks and marks, gives
    the same.

    >>> digest("请于月底前 报送。") == digest("请于月底前，报送")
    True
    """
    return sha256(_NO_WORDS.sub("", fold(text)).encode()).hexdigest()[:8]


class Span(NamedTuple):
    """A stretch of printed text: characters `start` to `end` (0-based, end exclusive) of `Source.text`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Source:
    """One file as printed. `name` is the path as given, with `/`; `digest` the SHA-256 of its bytes (hex);
    `folded` is `text` folded, character for character."""

    name: str
    text: str = field(repr=False)
    digest: str
    encoding: str
    line_starts: tuple[int, ...] = field(repr=False)
    folded: str = field(repr=False)

    def line(self, offset: int) -> int:
        """The 1-based line number in which the character at `offset` is printed."""
        return bisect_right(self.line_starts, offset)

    def words(self, span: Span) -> str:
        """The printed words of `span`, exactly."""
        return self.text[span.start : span.end]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a stretch of print says: folded, without gaps, and able to point back to where it was printed.

    `text` is matched against; `starts[i]` is where the i-th stretch begins in `text`, `origins[i]` where it was
    printed. A sentence broken by a page end is one piece here; a new paragraph is one `\\n`.
    """

    text: str
    starts: tuple[int, ...]
    origins: tuple[int, ...]

    def at(self, position: int) -> int:
        """The printed offset of the character at `position` of `text`."""
        i = bisect_right(self.starts, position) - 1
        return self.origins[i] + position - self.starts[i]

    def position(self, printed: int) -> int:
        """Where in `text` the character stands that is printed at the offset `printed`, if it is in the reading."""
        i = max(bisect_right(self.origins, printed) - 1, 0)
        return min(max(self.starts[i] + printed - self.origins[i], 0), len(self.text) - 1)

    def span(self, start: int, end: int) -> Span:
        """The printed span of `text[start:end]` (not empty): from its first to just after its last character."""
        return Span(self.at(start), self.at(end - 1) + 1)

    def without(self, spans: Iterable[tuple[int, int]]) -> Reading:
        """The reading with stretches of its text left out (asides in brackets), still pointing to the print."""
        spans = tuple(spans)
        if not spans:
            return self
        pieces: list[tuple[str, int]] = []
        at = 0
        for start, end in (*spans, (len(self.text), len(self.text))):
            pieces += self._between(at, start)
            at = end
        return _reading(pieces)

    def part(self, start: int, end: int) -> Reading:
        """The reading of `text[start:end]` alone."""
        return _reading(self._between(start, end))

    def _between(self, start: int, end: int) -> Iterator[tuple[str, int]]:
        """The stretches of `text[start:end]`, each with where it is printed."""
        i = max(bisect_right(self.starts, start) - 1, 0)
        while start < end:
            until = min(end, self.starts[i + 1] if i + 1 < len(self.starts) else len(self.text))
            yield self.text[start:until], self.origins[i] + start - self.starts[i]
            start, i = until, i + 1


EMPTY = Reading("", (0,), (0,))


def _reading(pieces: Iterable[tuple[str, int]]) -> Reading:
    """The reading that stretches, each with where it is printed, make one after another."""
    words: list[str] = []
    starts: list[int] = []
    origins: list[int] = []
    length = 0
    for piece, origin in pieces:
        words.append(piece)
        starts.append(length)
        origins.append(origin)
        length += len(piece)
    return Reading("".join(words), tuple(starts), tuple(origins)) if words else EMPTY


def read_span(folded: str, span: tuple[int, int]) -> Reading:
    """The reading of one stretch of folded text, its line ends gone.

    >>> read_span("由市财\\n\\n政局 负责", (0, 10)).text
    '由市财政局负责'
    """
    start, end = span
    if start < end and not _GAP.search(folded, start, end):
        return Reading(folded[start:end], (0,), (start,))
    return read_paragraphs(folded, ((span,),))


def read_paragraphs(folded: str, paragraphs: Iterable[Iterable[tuple[int, int]]]) -> Reading:
    """The reading of paragraphs, each given as the spans of its printed lines; `\\n` stands between two.

    >>> read_paragraphs("一、总则\\n由市财\\n政局负责", [[(0, 5)], [(5, 9), (9, 13)]]).text
    '一、总则\\n由市财政局负责'
    """
    return _reading(_paragraph_pieces(folded, paragraphs))


def _paragraph_pieces(
    folded: str, paragraphs: Iterable[Iterable[tuple[int, int]]]
) -> Iterator[tuple[str, int]]:
    """The stretches of all paragraphs, a line feed before each but the first."""
    begun = False
    for paragraph in paragraphs:
        fresh = begun
        for start, end in paragraph:
            for piece in _pieces(folded, start, end):
                if fresh:
                    yield "\n", max(piece[1] - 1, 0)
                yield piece
                begun, fresh = True, False


def _pieces(folded: str, start: int, end: int) -> Iterator[tuple[str, int]]:
    """The stretches between gaps, each with where it is printed; left-over LaTeX as the sign it means."""
    if not _GAP.search(folded, start, end):
        if start < end:
            yield folded[start:end], start
        return
    at = start
    for gap in _GAP.finditer(folded, start, end):
        if gap.start() > at:
            yield folded[at : gap.start()], at
        at = gap.end()
        if folded[gap.start()] == "\\":
            sign = _LATEX.get(gap.group())
            if sign:  # a span begins with ≥ but ends with %
                yield sign, gap.start() if sign != "%" else gap.end() - 1
    if at < end:
        yield folded[at:end], at


def plain(words: str) -> str:
    """Printed words as one reads them aloud: gaps gone, width and punctuation as printed.

    >>> plain("由市财\\n\\n政局 负责")
    '由市财政局负责'
    """
    return _GAP.sub(lambda gap: _LATEX.get(gap.group(), ""), words)


def half_width(words: str) -> str:
    """Printed words with digits and signs in half width, as a number is written: ３０％ as 30%.

    >>> half_width("３０．５％")
    '30.5%'
    """
    return words.translate(_HALF)
