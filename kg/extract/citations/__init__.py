"""Citations: the laws, regulations, policies and standards that a clause names.

An instrument counts when it stands in 《》, has a document or standard number, or is called by a full name
that ends in its kind (`省与市收入划分总体方案`). Not the document's own title, nor that of what it encloses.
A row or item of a list of abolished documents cites without any of these.
A short name that the document gives (`以下简称《办法》`) cites what it stands for.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.citations.listed import listed
from kg.extract.citations.named import named
from kg.extract.citations.numbered import numbered
from kg.extract.citations.quoted import QUOTED, quoted
from kg.extract.citations.words import Cited
from kg.model import Citation, Clause
from kg.setting import Setting
from kg.text import Reading


def extract(clause: Clause, setting: Setting) -> Iterator[Citation]:
    """The instruments that a clause cites, one citation for each title in a clause."""
    if one := listed(clause, setting):
        yield one
        return
    seen: set[str] = set()
    for reading in _readings(clause):
        for cited in _cited(reading, clause, setting):
            if cited.title not in seen:
                seen.add(cited.title)
                span = reading.span(*cited.at)
                yield Citation(clause.path, span, cited.rule, cited.title, cited.number, cited.relation)


def _readings(clause: Clause) -> Iterator[Reading]:
    """The texts of a clause: of a table row its cells, but for those that a merged cell above stands for."""
    if not clause.cells:
        yield clause.reading
    for cell in clause.cells:
        if not cell.carried:
            yield cell.reading


def _cited(reading: Reading, clause: Clause, setting: Setting) -> Iterator[Cited]:
    text = reading.text
    if "《" in text:
        yield from quoted(reading, clause, setting)
        text = QUOTED.sub(lambda title: "□" * len(title[0]), text)
    yield from numbered(text, reading, setting)
    yield from named(text, reading, setting)
