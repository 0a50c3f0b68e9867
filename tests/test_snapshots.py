"""Everything that is found in each document, as rows that a reader can go through: tests/snapshots/*.tsv.

The example gazette's documents, and a real gazette's where ../shared stands beside this checkout (facts alone of
those: names, roles, dates and numbers, none of their sentences). A change that is meant is written down with

    .venv/bin/python tests/test_snapshots.py
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import assert_never

import pytest
from case_files import HOUSE, SHARED, labels

from kg.lexicon import load_lexicon
from kg.model import (
    Citation,
    Clause,
    Deadline,
    Fact,
    Membership,
    Printed,
    Project,
    Record,
    Responsibility,
    Target,
)
from kg.pointers import Pointer
from kg.reading.read import read
from kg.text import plain
from kg.understand import understand

SNAPSHOTS = Path(__file__).parent / "snapshots"
EXAMPLE = HOUSE / "examples" / "yunling-2021-02.txt"
REAL = SHARED / "gazettes" / "shuozhou-2020-02.txt"
REWRITE = "`.venv/bin/python tests/test_snapshots.py` writes them as found"
HEADER = "条款 clause\t事实 fact\t内容 what it says"

Row = tuple[str, ...]


# --- a document as rows


def values(fact: Fact, record: Record, quoting: bool) -> Row:
    """A fact as cells: what sort of fact it is, then what it says; `quoting` adds printed words."""
    match fact:
        case Responsibility(body=body, role=role, kind=kind, duty=duty):
            words = plain(record.document.source.words(duty)) if duty and quoting else ""
            return ("职责", record.names[body].name, labels("roles")[role], labels("duty-kinds")[kind], words)
        case Citation():
            return ("引用", f"《{fact.title}》", fact.number, labels("relations")[fact.relation])
        case Deadline():
            return ("期限", fact.start or "…", fact.end or "…", fact.recurrence)
        case Target():
            amount = f"{fact.comparator} {fact.value} {fact.unit}"
            indicator = fact.indicator if quoting else "…"
            return ("指标", indicator, amount, fact.date, "、".join(fact.places))
        case Project():
            key = "省重点" if fact.provincial_key else ""
            who = "、".join(fact.proponents)
            return ("项目", fact.name, fact.location, fact.stage, fact.category, key, who)
        case Membership():
            return ("成员", record.names[fact.group].name, fact.role, fact.person, fact.post)
        case Pointer():
            return ("指引", plain(record.document.source.words(fact.span)), "、".join(fact.targets))
        case _:
            assert_never(fact)


def head_rows(record: Record, quoting: bool) -> Iterator[Row]:
    """What a document's head says, a row each."""
    document = record.document
    heads: dict[str, tuple[Printed | None, ...]] = {
        "文号": (document.number,),
        "发文机关": document.issuers,
        "文种": (document.genre,),
        "日期": (document.date,),
        "审议": (document.approved_by,),
        "公开": (document.public,),
    }
    if quoting:
        heads |= {"标题": (document.title,), "附文": (document.enclosed_title,)}
    heads["主送"] = document.recipients
    yield from (("", name, *(one.value for one in ones if one)) for name, ones in heads.items() if any(ones))


def clause_rows(clause: Clause, record: Record, quoting: bool) -> Iterator[Row]:
    """A clause, what is found in it, and what in it was seen and not understood."""
    yield (clause.path, "条款", clause.kind, clause.heading if quoting else "")
    found = (values(fact, record, quoting) for fact in record.facts if fact.clause == clause.path)
    yield from ((clause.path, *cells) for cells in dict.fromkeys(found))
    yield from ((clause.path, "未归", note.reason) for note in record.notes if note.clause == clause.path)


def lines(record: Record, quoting: bool) -> list[str]:
    """A document's snapshot, line by line."""
    rows = list(head_rows(record, quoting))
    for clause in record.clauses:
        rows += clause_rows(clause, record, quoting)
    return [HEADER, *("\t".join(cell.replace("\n", "") for cell in row).rstrip() for row in rows)]


@cache
def snapshots(gazette: Path) -> dict[str, list[str]]:
    """Each document's snapshot, by the name of its file."""
    records = understand(read(gazette), load_lexicon())
    return {f"{record.document.key}.tsv": lines(record, gazette == EXAMPLE) for record in records}


# --- found beside written


def difference(name: str, found: list[str]) -> str:
    """The rows gained and lost since a snapshot was written; empty when there are none."""
    path = SNAPSHOTS / name
    written = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    changed = [
        f"  {'多 gained' if line[0] == '+' else '少 lost  '}  {line[2:]}"
        for line in difflib.ndiff(written, found)
        if line[0] in "+-"
    ]
    return "\n".join([f"tests/snapshots/{name}", *changed]) if changed else ""


def compare(gazette: Path) -> None:
    differences = [told for name, found in snapshots(gazette).items() if (told := difference(name, found))]
    if differences:
        pytest.fail("\n".join([*differences, f"If this is meant: {REWRITE}"]), pytrace=False)


def test_the_example_is_read_as_written_down() -> None:
    compare(EXAMPLE)


def real_is_there() -> None:
    if not REAL.is_file():
        pytest.skip("no ../shared beside this checkout: no real gazette to read")


def test_a_real_gazette_is_read_as_written_down() -> None:
    real_is_there()
    compare(REAL)


def test_a_snapshot_of_a_real_gazette_quotes_no_sentence() -> None:
    real_is_there()
    text = plain(REAL.read_text(encoding="utf-8"))
    quoted = [
        f"tests/snapshots/{name}: {cell}"
        for name, found in snapshots(REAL).items()
        for line in found
        for cell in line.split("\t")
        if re.search("[，。；]", cell) and cell in text
    ]
    assert not quoted, "a sentence, not a fact:\n" + "\n".join(quoted)


def test_no_snapshot_is_left_over() -> None:
    real_is_there()
    written = {path.name for path in SNAPSHOTS.glob("*.tsv")}
    gone = written - snapshots(EXAMPLE).keys() - snapshots(REAL).keys()
    assert not gone, f"no document of this name: {sorted(gone)}; {REWRITE}"


def write() -> None:
    """Write every snapshot as found, and remove those of documents that are no longer there."""
    gazettes = [path for path in (EXAMPLE, REAL) if path.is_file()]
    found = {name: text for path in gazettes for name, text in snapshots(path).items()}
    if REAL in gazettes:
        for path in SNAPSHOTS.glob("*.tsv"):
            path.unlink()
    SNAPSHOTS.mkdir(exist_ok=True)
    for name, text in found.items():
        (SNAPSHOTS / name).write_text("\n".join([*text, ""]), encoding="utf-8", newline="\n")
    print(f"{len(found)} snapshots written to tests/snapshots/")


if __name__ == "__main__":
    write()
