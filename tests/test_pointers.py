"""Pointers: the cases of tests/cases/pointers.yaml, and the phrases' own examples."""

from __future__ import annotations

from by_hand import read
from case_files import Case, check_none_is_lost, check_phrase, compare, every, every_phrase, lexicon

from kg.lexicon.patterns import Pattern
from kg.pointers import Pointer
from kg.text import plain
from kg.understand import understand


@every("pointers")
def test_pointers(case: Case) -> None:
    source = read(case.says["text"])
    facts = [fact for record in understand(source, lexicon()) for fact in record.facts]
    found = [
        [fact.clause, plain(source.words(fact.span)), *fact.targets]
        for fact in facts
        if isinstance(fact, Pointer)
    ]
    compare(case, case.says.get("expect", []), found)


@every_phrase("pointers")
def test_phrase_takes_its_examples_and_leaves_its_rejects(phrase: Pattern) -> None:
    check_phrase(phrase)


def test_no_case_is_lost() -> None:
    check_none_is_lost("pointers", 8)
