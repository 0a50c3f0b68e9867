"""The command line: what each command prints, and what it costs before it starts."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import click
import gazettes
import pytest
from click.testing import CliRunner

from kg.cli import cli, run

HEAVY = ("pyoxigraph", "openpyxl", "pandas", "rdflib", "pyshacl", "networkx", "pyvis", "rich", "yaml")
COMMANDS = sorted(cli.commands)


def printed(*arguments: str | Path, code: int = 0) -> str:
    """What a command prints on standard output (line ends as `\\n`) when it ends with `code`."""
    done = CliRunner().invoke(Outcome(), [str(argument) for argument in arguments])
    assert done.exit_code == code, done.output
    return done.stdout


class Outcome(click.Command):
    """kg as the runner sees it: `run` with its exit code."""

    def __init__(self) -> None:
        super().__init__("kg", context_settings={"ignore_unknown_options": True})

    def main(self, args: list[str] | None = None, **_: object) -> None:  # type: ignore[override]
        sys.exit(run(args or []))


@pytest.fixture
def gazette(tmp_path: Path) -> Path:
    return gazettes.folder(tmp_path, march=gazettes.notice(3)) / "march.txt"


# --- help


@pytest.mark.parametrize("command", COMMANDS)
def test_help_is_in_two_languages_with_an_example(command: str) -> None:
    text = printed(command, "--help")
    assert "例 example" in text and f"kg {command}" in text.partition("例 example")[2]
    said = cli.commands[command].get_short_help_str(200)
    assert any("\u4e00" <= c <= "\u9fff" for c in said) and any(c.isascii() and c.isalpha() for c in said), (
        said
    )


def test_help_tells_the_exit_codes() -> None:
    text = printed("--help")
    for code in "01234":
        assert f"\n    {code}  " in text


@pytest.mark.parametrize(
    "arguments", [["--help"], ["build", "--help"], ["--version"], ["completion", "bash"]]
)
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    """Loading is what help would wait for."""
    code = "import sys; from kg.cli import run; run(sys.argv[1:]); print(*sys.modules, file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True
    )
    assert not set(HEAVY) & set(done.stderr.split())


def test_nothing_asked_is_help() -> None:
    assert "kg build" in printed(code=2) or "kg build" in printed("--help")


# --- build


def test_build_tells_what_was_found_and_three_questions_to_ask(gazette: Path, tmp_path: Path) -> None:
    text = printed("build", gazette, "-o", tmp_path / "out")
    assert "云政办发〔2021〕3号" in text and "读了 read 1" in text
    asked = [line.strip() for line in text.partition("ask next")[2].splitlines() if "kg query" in line]
    assert 1 <= len(asked) <= 3
    for line in asked:
        name, *options = line.removeprefix("kg query ").split()
        assert csv.reader(printed("query", name, *options, "--format", "csv").splitlines())


def test_build_of_the_example_is_what_no_source_means(tmp_path: Path) -> None:
    assert "岭政发〔2021〕6号" in printed("build", "-o", tmp_path / "out")


def test_a_second_build_says_nothing_new(gazette: Path, tmp_path: Path) -> None:
    printed("build", gazette, "-o", tmp_path / "out")
    assert "没有新内容 nothing new" in printed("build", gazette, "-o", tmp_path / "out")


def test_build_says_what_it_left_out(gazette: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_bytes(b"\x00\x01\x02\xff" * 9)
    done = CliRunner().invoke(
        Outcome(), ["build", str(tmp_path), "-o", str(tmp_path / "out"), "--keep-going"]
    )
    assert done.exit_code == 0 and "left out: bad.txt" in done.stderr


def test_build_draws_no_bar_where_there_is_no_terminal(gazette: Path, tmp_path: Path) -> None:
    done = CliRunner().invoke(Outcome(), ["build", str(gazette), "-o", str(tmp_path / "out")])
    assert done.stderr == ""


# --- query


def test_query_lists_the_questions_in_words(example: Path) -> None:
    rows = json.loads(printed("query", "--list", "--format", "json"))
    assert {"duties-of", "documents"} <= {row["name"] for row in rows}
    assert all(row["问题"] and row["question"] for row in rows)


@pytest.mark.parametrize("form", ["table", "csv", "tsv", "json", "md"])
def test_query_answers_in_every_form(form: str, one_of_each: Path) -> None:
    text = printed("query", "duties-of", "-p", "body=市水务局", "-f", form, "-g", one_of_each)
    assert "云政办发〔2020〕3号" in text and "牵头" in text


def test_query_takes_sparql_and_files(one_of_each: Path, tmp_path: Path) -> None:
    sparql = "SELECT ?n { ?d eli:id_local ?n ; a gz:Document }"
    (tmp_path / "mine.rq").write_text(sparql, encoding="utf-8")
    for asked in (sparql, tmp_path / "mine.rq"):
        assert printed("query", asked, "-f", "csv", "-g", one_of_each) == "n\n云政办发〔2020〕3号\n"


def test_query_answers_yes_or_no_and_gives_turtle(one_of_each: Path) -> None:
    assert printed("query", "ASK { ?d a gz:Document }", "-g", one_of_each) == "是 yes\n"
    assert printed("query", "ASK { ?d a gz:Nothing }", "-f", "json", "-g", one_of_each) == "false\n"
    assert "gz:Document" in printed(
        "query", "CONSTRUCT { ?d a gz:Document } { ?d a gz:Document }", "-g", one_of_each
    )


def test_a_question_whose_name_begins_like_sparql_is_a_question(one_of_each: Path) -> None:
    assert "云岭市水务局" in printed(
        "query", "asked-of", "-p", "document=云政办发〔2020〕3号", "-g", one_of_each
    )


@pytest.mark.skipif(os.name == "nt", reason="pipes end otherwise on Windows")
def test_a_reader_that_leaves_early_is_no_error(one_of_each: Path) -> None:
    command = [
        sys.executable,
        "-c",
        "from kg.cli import main; main()",
        "query",
        "SELECT * { ?s ?p ?o . ?a a oa:SpecificResource }",
        "-f",
        "csv",
        "-g",
        one_of_each,
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout and process.stderr
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


# --- the rest


def test_explain_audit_check_and_view_print_what_they_find(one_of_each: Path, tmp_path: Path) -> None:
    assert "^^^^" in printed("explain", "云政办发〔2020〕3号", "正文/一", "-g", one_of_each)
    assert printed("audit", "-f", "csv", "-g", one_of_each) == "file,line,doc,clause,words,reason\n"
    assert printed("view", "-g", one_of_each).startswith("<!doctype html>")
    printed("view", "-o", tmp_path / "page.html", "-g", one_of_each)
    assert (tmp_path / "page.html").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_check_passes_what_was_built_and_ends_with_1_where_it_does_not(
    example: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert printed("check", "-g", example) == ""
    from kg.graph import check
    from kg.graph.check import Violation

    wrong = Violation(
        "march.txt", 7, "org/某局", "没有名称", "no name", "", "violation", "市某局负责", "Organization"
    )
    monkeypatch.setattr(check, "check", lambda store: (wrong,))
    line = "march.txt:7: [错误 violation] 市某局负责: 没有名称 no name\n"
    assert printed("check", "-g", example, code=1) == line
    (row,) = json.loads(printed("check", "-g", example, "-f", "json", code=1))
    assert (row["file"], row["line"], row["words"], row["shape"]) == (
        "march.txt",
        7,
        "市某局负责",
        "Organization",
    )


def test_check_tells_a_warning_and_fails_only_where_it_is_asked_to(
    example: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kg.graph import check
    from kg.graph.check import Violation

    warned = Violation("march.txt", 7, "doc/x", "没有牵头", "no lead", "", "warning", "2护岸", "RowLead")
    monkeypatch.setattr(check, "check", lambda store: (warned,))
    line = "march.txt:7: [提醒 warning] 2护岸: 没有牵头 no lead\n"
    assert printed("check", "-g", example) == line
    assert printed("check", "--strict", "-g", example, code=1) == line


def test_export_writes_a_file_a_folder_or_standard_output(one_of_each: Path, tmp_path: Path) -> None:
    assert printed("export", "turtle", "-g", one_of_each).startswith("@prefix")
    printed("export", "csv", "-o", tmp_path / "表", "-g", one_of_each)
    assert len(list((tmp_path / "表").glob("*.csv"))) == 9
    printed("export", "xlsx", "-o", tmp_path / "表.xlsx", "-g", one_of_each)
    assert (tmp_path / "表.xlsx").read_bytes().startswith(b"PK")


def test_a_lean_export_has_the_facts_alone(one_of_each: Path) -> None:
    assert "gz:evidence" in printed("export", "turtle", "-g", one_of_each)
    lean = printed("export", "turtle", "--lean", "-g", one_of_each)
    assert "gz:evidence" not in lean and "gz:Responsibility" in lean


def test_completion_knows_the_questions(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, value in (
        ("_KG_COMPLETE", "bash_complete"),
        ("COMP_WORDS", "kg query dut"),
        ("COMP_CWORD", "2"),
    ):
        monkeypatch.setenv(name, value)
    with pytest.raises(SystemExit):
        run([])
    assert "duties-of" in capsys.readouterr().out


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_for_this_command(shell: str) -> None:
    assert "_KG_COMPLETE" in printed("completion", shell)
