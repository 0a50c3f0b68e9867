"""What is carried from piece to piece of a clause: whose predicates are read, and what the sentence allows."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from kg.extract.responsibilities.approving import FILED, MAY_APPROVE
from kg.extract.responsibilities.wording import (
    FORBIDDEN,
    GOES_ON,
    PARTY_HINT,
    PREAMBLE,
)
from kg.lexicon.bodies import Listed
from kg.model import Clause
from kg.setting import Setting
from kg.text import Reading


@dataclass(slots=True)
class Subject:
    """Whose predicates are being read. `governed`: 负责 or 承担 opened the sentence's duties; `supervises`:
    the first duty was one of supervision; `urges`: it has urged parties to do what may go on after it;
    `announced`: it stands by itself, and its predicate is still to come (市财政局：…); `passing`: named by 由, it is
    its own sentence's alone."""

    listed: Listed | None = None
    governed: bool = False
    supervises: bool = False
    urges: bool = False
    announced: bool = False
    passing: bool = False

    @property
    def start(self) -> int:
        """Where the subject stands."""
        return self.listed.items[0].start if self.listed else -1


@dataclass(slots=True)
class Sentence:
    """The sentence in hand: where it begins, and what its words make possible at all, so that its pieces are
    not asked in vain."""

    start: int = 0
    first: bool = False  # of its clause
    approves: bool = False
    forbids: bool = False
    goes_on: bool = False
    names_party: bool = False
    led: bool = False  # some body of it leads or is responsible already


def looked_over(words: str, article: bool, preamble: bool) -> Sentence:
    """What the words of a sentence make possible at all: in an `article`, in the opening of a notice
    (`preamble`)."""
    return Sentence(
        approves=bool(MAY_APPROVE.search(words))
        and not (preamble and not FILED.search(words))
        and not PREAMBLE.search(words),
        forbids=article or bool(FORBIDDEN.search(words)),
        goes_on=bool(GOES_ON.search(words)),
        names_party=bool(PARTY_HINT.search(words)),
    )


def preamble_end(bare: Reading, setting: Setting, clause: Clause) -> int:
    """Where a notice's words above its first clause end, its closing words after them; 0 in other clauses."""
    if clause.path != "通知" or len(setting.clauses) < 2:
        return 0
    below = next((one.spans[0].start for one in setting.clauses[1:] if one.spans), 0)
    return bisect_left(range(len(bare.text)), below, key=lambda at: bare.span(at, at + 1).start)
