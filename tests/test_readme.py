"""What README, guide and CONTRIBUTING say can be typed, can be typed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

HOUSE = Path(__file__).parent.parent


def words(path: str) -> str:
    return (HOUSE / path).read_text(encoding="utf-8")


def headings(path: str) -> list[str]:
    return re.findall(r"^(#+) ", re.sub(r"^```.*?^```", "", words(path), flags=re.M | re.S), re.M)


def test_the_two_readmes_have_the_same_sections() -> None:
    assert headings("README.md") == headings("README.zh.md")


def code(path: str) -> list[str]:
    """The commands of a README's code blocks, without comments."""
    blocks = re.findall(r"^```(?:sh|bash)\n(.*?)^```", words(path), re.M | re.S)
    return [line.split(" #")[0].strip() for block in blocks for line in block.splitlines()]


@pytest.mark.parametrize("path", ["README.md", "README.zh.md", "CONTRIBUTING.md", "docs/guide.md"])
def test_every_make_target_that_is_named_exists(path: str) -> None:
    targets = set(re.findall(r"^([a-z]+):", words("Makefile"), re.M))
    named = set(re.findall(r"`make ([a-z]+)", words(path)))
    named |= {name for line in code(path) for name in re.findall(r"^make ([a-z]+)", line)}
    assert named, f"{path} names no make target"
    assert named <= targets, f"{path} names make {', '.join(sorted(named - targets))}"


@pytest.mark.parametrize("path", ["README.md", "README.zh.md", "docs/guide.md"])
def test_every_command_and_question_that_is_named_exists(path: str) -> None:
    from kg.cli import cli

    lines = [line.split() for line in code(path)]
    lines = [line[1:] for line in lines if line and line[0].endswith("kg") and len(line) > 1]
    commands = {line[0] for line in lines if not line[0].startswith("-")}
    assert commands, f"{path} shows no command"
    assert not commands - set(cli.commands), f"{path} names commands that kg does not have"
    questions = {line[1] for line in lines if line[0] == "query" and re.fullmatch(r"[a-z-]+", line[1])}
    unknown = questions - {query.stem for query in HOUSE.glob("queries/*.rq")} - {"--list"}
    assert not unknown, f"{path} asks {', '.join(sorted(unknown))}, which queries/ does not hold"


def test_the_two_readmes_show_the_same_commands() -> None:
    assert code("README.md") == code("README.zh.md")


def test_the_decisions_are_all_in_their_index() -> None:
    index = words("docs/decisions/README.md")
    missing = [p.name for p in sorted(HOUSE.glob("docs/decisions/0*.md")) if f"({p.name})" not in index]
    assert not missing, f"docs/decisions/README.md does not list {missing}"
