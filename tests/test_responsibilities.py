"""Who must do what: the cases of tests/cases/{responsibilities,silence}.yaml, and the phrases' examples.

Each case's text is read as the body of an invented city's 意见, so that labels, tables and brackets are told
apart as in a real one.
"""

from __future__ import annotations

from collections.abc import Iterator

from by_hand import read
from case_files import (
    Case,
    cases,
    check_none_is_lost,
    check_phrase,
    compare,
    every,
    every_phrase,
    labels,
    lexicon,
)

from kg.lexicon.patterns import Pattern
from kg.model import Record, Responsibility
from kg.text import plain
from kg.understand import understand

FRAME = """{issuer}关于做好有关工作的意见

岭政发〔2021〕9号

各县（市、区）人民政府，市直各有关单位：

{text}
"""


def understood(case: Case) -> Record:
    """The record of the document that a case prints; `|` sets off the cells of a row."""
    text = case.says["text"].replace("|", "\t")
    issuer = case.says.get("issuer", "云岭市人民政府")
    printed = text if case.says.get("whole") else FRAME.format(issuer=issuer, text=text)
    (record,) = understand(read(printed), lexicon())
    return record


def duties(record: Record) -> Iterator[Responsibility]:
    return (fact for fact in record.facts if isinstance(fact, Responsibility))


def row(fact: Responsibility, record: Record) -> list[str]:
    """A responsibility as a case writes it: body, role, kind, and the words of the duty."""
    name = fact.body
    body = f"{name.head}{name.printed}{name.tail}" if name.tail else name.printed
    role, kind = labels("roles")[fact.role], labels("duty-kinds")[fact.kind]
    return [body, role, kind, plain(record.document.source.words(fact.duty)) if fact.duty else ""]


@every("responsibilities")
def test_responsibilities(case: Case) -> None:
    record = understood(case)
    wanted = [[cell.strip() for cell in says.split("|")] for says in case.says.get("expect", [])]
    width = max((len(cells) for cells in wanted), default=3)  # the duty's words count where a case says them
    found = dict.fromkeys(" | ".join(row(fact, record)[:width]) for fact in duties(record))
    compare(case, (" | ".join([*cells, ""][:width]) for cells in wanted), found)


def test_an_office_after_places_that_share_another_is_of_each() -> None:
    text = "各县（市、区）和云岭高新区工信局、财政局负责核对"
    listed = lexicon().bodies(("云岭市",)).listed(text, 0, len(text))
    assert listed
    names = [item.head + item.printed for item in listed.items]
    assert names[2:] == ["各县（市、区）财政局", "云岭高新区财政局"]


def test_what_a_body_owns_bears_its_name() -> None:
    [case] = [case for case in cases("responsibilities") if "及所属的" in case.says["name"]]
    record = understood(case)
    names = {name.printed: organisation.name for name, organisation in record.names.items()}
    assert names["所属各公司"] == "云岭市渡口集团所属各公司"


@every("silence")
def test_silence(case: Case) -> None:
    record = understood(case)
    found = [plain(record.document.source.words(note.span)) for note in record.notes]
    compare(case, case.says.get("expect", []), found)


def test_no_case_is_lost() -> None:
    check_none_is_lost("responsibilities", 155)
    check_none_is_lost("silence", 13)


@every_phrase("responsibilities", "silence")
def test_a_phrase_takes_its_examples_and_leaves_its_rejects(phrase: Pattern) -> None:
    check_phrase(phrase)
    assert phrase.rejects, f"{phrase.id} has no reject"
