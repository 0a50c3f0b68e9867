"""Joint issuers printed in one run, nothing between them: `财政部住房和城乡建设部关于…`, cut at known names alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from kg.lexicon import Lexicon
from kg.lexicon.offices import Office
from kg.model import Document, Printed
from kg.text import fold, read_span

_END = re.compile("人民政府|部|厅|局|署|委员会|委|办公室|办公厅|综合司")
_PLACE_END = re.compile("自治区|[省市县区州盟旗]")
_INNER = re.compile("(?:办公厅|办公室|综合司)$")
_OF_THE_COUNTRY = re.compile("^(?:国家|国务院)|(?:部|总局|总署)$")
_TAX = re.compile("国家税务总局(?P<place>.{2,9})税务局")


def known_apart(document: Document, lexicon: Lexicon) -> Document:
    """The document with joint issuers that are printed in one run told apart where known names meet; what no
    name tells stays with the name before it."""
    known = _Known(lexicon)
    issuers = tuple(one for issuer in document.issuers for one in _apart(issuer, document, known))
    return document if issuers == document.issuers else replace(document, issuers=issuers)


def _apart(issuer: Printed, document: Document, known: _Known) -> Iterator[Printed]:
    words = fold(issuer.value)
    cuts = [0, *known.cuts(words), len(words)]
    if len(cuts) == 2:
        yield issuer
        return
    reading = read_span(document.source.folded, issuer.span)
    for start, end in pairwise(cuts):
        yield Printed(issuer.value[start:end], reading.span(start, end))


class _Known:
    """The names that the gazetteers know in full."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.offices = lexicon.offices
        self.places = lexicon.places

    def cuts(self, words: str) -> Iterator[int]:
        """Where a known name begins right after another one."""
        at, national = 0, False
        ends = [found.end() for found in _END.finditer(words)]
        while end := next((e for e in reversed(ends) if e > at and self._is_body(words[at:e], national)), 0):
            if at:
                yield at
            national = national or self._is_national(words[at:end], national)
            at = end

    def _is_body(self, words: str, national: bool) -> bool:
        """Whether words are one body's full name; `national`: a body of the whole country stands before."""
        tax = _TAX.fullmatch(words)
        if tax:
            return self.places.find(tax.group("place")) is not None
        return self._is_national(words, national) or self._is_placed(words)

    def _is_national(self, words: str, national: bool) -> bool:
        """财政部, 国家发展改革委办公厅; after another one also 卫生计生委."""
        for name in (words, _INNER.sub("", words)):
            offices = (*self._offices(name), *self._offices(name.removeprefix("国家")))
            if named := [office.national for office in offices if office.national]:
                return national or name in named or bool(_OF_THE_COUNTRY.search(name))
        return False

    def _is_placed(self, words: str) -> bool:
        """云岭市财政局, 云岭市人民政府办公室."""
        for found in _PLACE_END.finditer(words):
            place, name = words[: found.end()], words[found.end() :]
            office = name.removeprefix("人民政府") in ("", "办公厅", "办公室") or self._offices(name)
            if name and office and self.places.find(place):
                return True
        return False

    def _offices(self, name: str) -> Sequence[Office]:
        """The offices of a name; those of several levels may share it."""
        return self.offices.by_name.get(name, ())
