"""What looks like an assignment and gave no fact: noted, so that nothing seen is silently dropped."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kg.lexicon.silences import Silences
from kg.model import Clause, Fact, Note, Responsibility
from kg.setting import Setting
from kg.text import Span

_REPORTED = "像新闻或问答，未记职责 reads like news or questions and answers"
_SENTENCE = re.compile(r"[^。；\n]+")


def notes_of(facts: Sequence[Fact], setting: Setting) -> tuple[Note, ...]:
    """A note for each sentence that holds a role word and in which no responsibility was found; in news, whose
    sentences assign nothing, it says so."""
    found, known = _by_clause(facts), setting.lexicon.silences
    notes = (
        note
        for clause in setting.clauses
        for note in _clause_notes(clause, found.get(clause.path, ()), known)
    )
    return tuple(replace(note, reason=_REPORTED) for note in notes) if setting.reports else tuple(notes)


def _by_clause(facts: Iterable[Fact]) -> dict[str, list[Span]]:
    """The spans of the responsibilities and their bodies' names, by clause."""
    out: dict[str, list[Span]] = {}
    for fact in facts:
        if isinstance(fact, Responsibility):
            out.setdefault(fact.clause, []).extend((fact.span, fact.body.span))
    return out


def _clause_notes(clause: Clause, spans: Sequence[Span], known: Silences) -> Iterator[Note]:
    text = clause.reading.text
    if not known.word.search(text):
        return
    ordered = sorted(spans)
    for sentence in _SENTENCE.finditer(text):
        reason = _reason(sentence.group(), known)
        if reason and sentence.group().strip():
            span = clause.reading.span(*sentence.span())
            if not _touched(span, ordered):
                yield Note(clause.path, span, reason)


def _reason(sentence: str, known: Silences) -> str:
    """Why a sentence looks like an assignment; empty when it does not."""
    if known.done.search(sentence):
        return ""
    found = known.word.search(known.noun.sub("", sentence))
    return f"“{found.group().rstrip('：')}”未归到单位 role word with no body found" if found else ""


def _touched(span: Span, ordered: Sequence[Span]) -> bool:
    """Whether one of the spans (sorted) lies in or over `span`."""
    upto = bisect_right(ordered, (span.end, -1))
    return any(
        other.end > span.start
        for other in ordered[max(0, bisect_left(ordered, (span.start - 400, 0))) : upto]
    )
