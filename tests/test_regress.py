"""The gains-and-losses report: what it calls gained, lost and changed, and that two revisions can be compared."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from gazettes import folder, notice

HOUSE = Path(__file__).parent.parent
sys.path.insert(0, str(HOUSE / "benchmarks"))

import regress  # noqa: E402 (benchmarks/ is no package)
from facts import Found  # noqa: E402

SAID = {"hasParticipant": "云岭市水利局", "role": "responsible", "dutyKind": "explicit"}
FACT = Found("Responsibility", "a.txt", 7, 120, "云政办发〔2021〕1号", "通知/一", "label", "市水利局", SAID)
LATER = replace(FACT, start=200, line=9, clause="通知/二")


def told(old: list[Found], new: list[Found]) -> list[str]:
    return [regress.told(difference) for difference in regress.compare(old, new)]


def test_equal_facts_are_not_told() -> None:
    assert told([FACT, LATER], [LATER, FACT]) == []


def test_a_fact_found_twice_and_then_once_is_lost_once() -> None:
    assert len(told([FACT, FACT], [FACT])) == 1


def test_gained_and_lost_say_where_what_and_the_words() -> None:
    line = "a.txt:7 云政办发〔2021〕1号 通知/一 hasParticipant=云岭市水利局 role=responsible dutyKind=explicit 「市水利局」"
    assert told([], [FACT]) == [f"+ {line}"]
    assert told([FACT], []) == [f"- {line}"]


def test_another_value_at_the_same_place_is_a_change() -> None:
    lead = replace(FACT, said=SAID | {"role": "lead"})
    [line] = told([FACT, LATER], [LATER, lead])
    assert line.startswith("~ a.txt:7") and "role=responsible → lead" in line


def test_another_clause_at_the_same_place_is_a_change() -> None:
    [line] = told([FACT], [replace(FACT, clause="正文/一")])
    assert line.startswith("~") and "通知/一 → 正文/一" in line


def test_facts_that_share_nothing_are_not_taken_for_one() -> None:
    other = {"hasParticipant": "云岭市财政局", "role": "support", "dutyKind": "agent"}
    assert sorted(line[0] for line in told([FACT], [replace(FACT, said=other)])) == ["+", "-"]


def test_of_two_facts_at_one_place_each_meets_the_one_most_like_it() -> None:
    finance = replace(FACT, said=SAID | {"hasParticipant": "云岭市财政局"})
    new = [replace(f, said=f.said | {"role": "lead"}) for f in (finance, FACT)]
    assert all(
        "role=responsible → lead" in line and "局 →" not in line for line in told([FACT, finance], new)
    )


def test_lines_stand_under_their_rule_and_the_summary_counts_them() -> None:
    gained = replace(LATER, rule="closing")
    differences = regress.compare([FACT], [FACT, gained])
    assert next(regress.lines(differences)).split() == ["Responsibility", "closing"]
    counts = list(regress.summary([FACT], [FACT, gained], differences))[1].split()
    assert counts == ["Responsibility", "1", "2", "1", "0", "0"]


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A repository of its own with this code, as committed."""
    copy = tmp_path / "house"
    for name in ("kg", "ontology", "queries"):
        shutil.copytree(HOUSE / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(HOUSE / "pyproject.toml", copy)
    author = ["-c", "user.name=测试", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false"]
    for command in (["init", "-q"], ["add", "."], [*author, "commit", "-qm", "before"]):
        subprocess.run(["git", *command], cwd=copy, check=True)
    return copy


def test_a_change_of_a_gazetteer_is_told(house: Path, tmp_path: Path) -> None:
    sources = [folder(tmp_path / "gazettes", a=notice())]
    offices = house / "ontology" / "gazetteers" / "offices.tsv"
    text = offices.read_text(encoding="utf-8")
    assert "应急管理局" in text
    offices.write_text(text.replace("应急管理局", "应急事务局"), encoding="utf-8")
    lines = list(regress.report(house, sources, "HEAD"))
    assert any("hasParticipant=云岭市应急管理局 → 云岭市应急事务局" in line for line in lines), "\n".join(
        lines
    )
    assert sum(line.startswith(("+", "-", "~")) and "水利局" in line for line in lines) == 0


def test_an_unknown_revision_is_a_clear_error(house: Path, tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="BASE=nosuch"):
        regress.checkout(house, "nosuch", tmp_path / "base")
