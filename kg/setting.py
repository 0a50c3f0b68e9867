"""What an extractor may look at beside the clause in hand: the document round it and the lexicon."""

from __future__ import annotations

from dataclasses import dataclass

from kg.lexicon import Lexicon
from kg.model import Clause, Document, Place


@dataclass(frozen=True, slots=True)
class Setting:
    """The surroundings of a clause. `place` is the issuer's place (朔州市), None when it is not known;
    `clauses` are all of the document's, in printed order; `by_path` finds one by its path."""

    document: Document
    clauses: tuple[Clause, ...]
    by_path: dict[str, Clause]
    place: Place | None
    lexicon: Lexicon
