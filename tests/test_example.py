"""The example gazette shows every structure, and its graph in git is what is built today."""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest

from benchmarks.example import BUILT, GAZETTE, built
from kg.lexicon import load_lexicon
from kg.model import (
    Citation,
    Deadline,
    Fact,
    Membership,
    Project,
    Record,
    Responsibility,
    Target,
)
from kg.read import read
from kg.terms import DutyKind, MemberRole, Relation, Role
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


def facts(records: tuple[Record, ...], kind: type[Fact]) -> list[Fact]:
    return [fact for record in records for fact in record.facts if isinstance(fact, kind)]


def test_it_shows_every_kind_of_fact(records: tuple[Record, ...]) -> None:
    kinds = (Responsibility, Citation, Deadline, Project, Membership, Target)
    absent = [kind.__name__ for kind in kinds if not facts(records, kind)]
    assert not absent, f"examples/ shows no {absent}"


def test_it_shows_every_role_kind_and_relation(records: tuple[Record, ...]) -> None:
    duties = [fact for record in records for fact in record.facts if isinstance(fact, Responsibility)]
    cited = [fact for record in records for fact in record.facts if isinstance(fact, Citation)]
    members = [fact for record in records for fact in record.facts if isinstance(fact, Membership)]
    shown = {d.role for d in duties} | {d.kind for d in duties} | {c.relation for c in cited}
    shown |= {m.role for m in members}
    absent = [*Role, *DutyKind, *Relation, *MemberRole]
    assert not [str(term) for term in absent if term not in shown], (
        "add a sentence to examples/, or mend its rule"
    )


def test_it_has_the_marks_of_a_scanned_page() -> None:
    text = Path(GAZETTE).read_text(encoding="utf-8")
    assert "每季度通\n\n报一次" in text, "a page break inside a sentence"
    assert text.count("序号\t任务\t") == 2, "a table header repeated at a page break"
    assert "市 直" in text, "a padded place name"
    assert "2022年6月底前接入全部" in text and ",2022年" in text, "half-width punctuation"
    assert not text.rstrip().endswith("。"), "a last document that breaks off"
