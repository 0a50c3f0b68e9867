"""The example gazette shows every structure, and its graph in git is what is built today."""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest

from benchmarks.example import BUILT, GAZETTE, built
from kg.lexicon import load_lexicon
from kg.model import Citation, Deadline, Membership, Project, Record, Responsibility, Target
from kg.pointers import Pointer
from kg.reading.read import read
from kg.terms import DutyKind, Relation, Role
from kg.understand import understand


def test_the_graph_in_git_is_what_is_built_today() -> None:
    kept = BUILT.read_bytes() if BUILT.is_file() else b""
    today = built()
    if kept != today:
        pairs = (kept.decode().splitlines(), today.decode().splitlines())
        changes = list(difflib.unified_diff(*pairs, "in git", "built today", n=0, lineterm=""))
        pytest.fail("`make example` writes it anew; read the diff first:\n" + "\n".join(changes[:40]))


@pytest.fixture(scope="module")
def records() -> tuple[Record, ...]:
    return understand(read(GAZETTE), load_lexicon())


def test_it_shows_every_kind_of_fact(records: tuple[Record, ...]) -> None:
    kinds = (Responsibility, Citation, Deadline, Project, Membership, Target, Pointer)
    shown = {type(fact) for record in records for fact in record.facts}
    assert not set(kinds) - shown, "add a sentence to examples/, or mend its rule"


def test_it_shows_every_role_relation_and_way_of_saying_it(records: tuple[Record, ...]) -> None:
    shown: set[str] = set()
    for fact in (fact for record in records for fact in record.facts):
        if isinstance(fact, Responsibility):
            shown |= {fact.role, fact.kind}
        elif isinstance(fact, Citation):
            shown.add(fact.relation)
    absent = [term.value for term in (*Role, *DutyKind, *Relation) if term not in shown]
    assert not absent, "add a sentence to examples/, or mend its rule"


def test_it_has_the_marks_of_a_scanned_page() -> None:
    text = Path(GAZETTE).read_text(encoding="utf-8")
    assert "每季度通\n\n报一次" in text, "a page break inside a sentence"
    assert text.count("序号\t任务\t") == 2, "a table header repeated at a page break"
    assert "市 直" in text, "a padded place name"
    assert "2022年6月底前接入全部" in text and ",2022年" in text, "half-width punctuation"
    assert not text.rstrip().endswith("。"), "a last document that breaks off"
