"""The text as it is matched: a fold that keeps every offset, and readings that skip what is only print.

The fold is one to one, so an offset in the folded text is an offset in the print: `２０２０年（试行)` folds to
`2020年（试行）`. A Reading goes one step further and leaves out the gaps that scanning and page breaks put inside
sentences (blanks, line ends, markdown asterisks, `$\\geq …$`), keeping a table of where each stretch was printed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

_WIDE = {c: c - 0xFEE0 for c in range(0xFF01, 0xFF5F)}  # full-width ASCII -> ASCII
_MARKS = {
    **{ord(a): b for a, b in zip("(,:;?!", "（，：；？！", strict=True)},
    **{ord(a): b for a, b in zip("（，：；？！", "（，：；？！", strict=True)},
    ord(")"): "）", ord("）"): "）",
    **{ord(c): "〔" for c in "[［﹝【〔"},
    **{ord(c): "〕" for c in "]］﹞】〕"},
    ord("﹤"): "<", ord("﹥"): ">", ord("≦"): "≤", ord("≧"): "≥",
    ord("﹪"): "%", ord("％"): "%",
    **{ord(c): "—" for c in "–―─－"},
    **{ord(c): "～" for c in "~∼〜～"},
    ord("○"): "〇", ord("•"): "·", ord("・"): "·", ord("﹒"): ".", ord("．"): ".",
}  # fmt: skip
_FOLD = {**_WIDE, **_MARKS}

_LATEX = {r"\geq": "≥", r"\ge": "≥", r"\leq": "≤", r"\le": "≤", r"\sim": "～", r"\times": "×", r"\%": "%"}
_GAP = re.compile(
    r"[\s\u00a0\u200b-\u200f\u2028\u2029\u2060\ufeff\u3000]+|\*\*|\$|\\(?:geq?|leq?|sim|times|%)|\\(?=\s)"
)


def fold(text: str) -> str:
    """`text` with width and bracket variants folded, one character for one.

    >>> fold("［责任单位:市财政局］２０２０")
    '〔责任单位：市财政局〕2020'
    """
    return text.translate(_FOLD)


class Span(NamedTuple):
    """A stretch of printed text: characters `start` to `end` (0-based, end exclusive) of `Source.text`."""

    start: int
    end: int


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

    def span(self, start: int, end: int) -> Span:
        """The printed span of `text[start:end]` (not empty): from its first to just after its last character."""
        return Span(self.at(start), self.at(end - 1) + 1)


EMPTY = Reading("", (0,), (0,))

_ENDS_PARAGRAPH = frozenset("。；：！？）〕”》…")


def _opens_paragraph(gap: str, before: str) -> bool:
    """Whether a gap ends a paragraph, rather than a line inside a sentence (a page end, say)."""
    return "\n" in gap and (before in _ENDS_PARAGRAPH)


def read_spans(folded: str, spans: Iterable[tuple[int, int]]) -> Reading:
    """The reading of `spans` of a folded text, in order.

    >>> read_spans("由市财\\n\\n政局负责。\\n二是", [(0, 13)]).text
    '由市财政局负责。\\n二是'
    """
    out: list[str] = []
    starts: list[int] = []
    origins: list[int] = []
    length = 0

    def put(piece: str, origin: int) -> None:
        nonlocal length
        starts.append(length)
        origins.append(origin)
        out.append(piece)
        length += len(piece)

    for start, end in spans:
        at = start
        if out and out[-1][-1] in _ENDS_PARAGRAPH:
            put("\n", max(start - 1, 0))
        for gap in _GAP.finditer(folded, start, end):
            if gap.start() > at:
                put(folded[at : gap.start()], at)
            at = gap.end()
            words = gap.group()
            if words[0] == "\\" and words in _LATEX:
                put(_LATEX[words], gap.start())
            elif out and _opens_paragraph(words, out[-1][-1]):
                put("\n", gap.start())
        if at < end:
            put(folded[at:end], at)
    while out and out[-1] == "\n":
        out.pop(), starts.pop(), origins.pop()
    return Reading("".join(out), tuple(starts), tuple(origins)) if out else EMPTY


def plain(words: str) -> str:
    """Printed words as one reads them aloud: gaps gone, width and punctuation as printed.

    >>> plain("由市财\\n\\n政局 负责")
    '由市财政局负责'
    """
    return _GAP.sub(lambda gap: _LATEX.get(gap.group(), ""), words)
