"""The whole line for one file: from printed text to what a careful reader takes from each document."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract import EXTRACTORS
from kg.lexicon import Lexicon
from kg.model import Document, Fact, Record, Source
from kg.parse import parse
from kg.setting import Setting
from kg.split import split


def understand(source: Source, lexicon: Lexicon) -> tuple[Record, ...]:
    """A record for each document printed in `source`, in printed order."""
    return tuple(_record(document, lexicon) for document in split(source))


def _record(document: Document, lexicon: Lexicon) -> Record:
    parsed = parse(document)
    setting = Setting(document, parsed.clauses, {c.path: c for c in parsed.clauses}, None, lexicon)
    facts = tuple(_facts(setting))
    return Record(document, parsed.clauses, facts, {}, {})


def _facts(setting: Setting) -> Iterator[Fact]:
    for clause in setting.clauses:
        for extract in EXTRACTORS:
            yield from extract(clause, setting)
