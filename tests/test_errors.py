"""Whatever goes wrong is told in one line that says what and where, and nothing already built is lost."""

from __future__ import annotations

import json
import pickle
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import gazettes
import pytest

from kg.build import contribute
from kg.cli import run
from kg.errors import KgError
from kg.graph.query import select
from kg.graph.store import MANIFEST, open_graph


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a gazette, `march.txt`, and its graph in `build`; the commands run there."""
    monkeypatch.chdir(tmp_path)
    gazettes.folder(tmp_path, march=gazettes.notice(3))
    assert run(["build", "march.txt"]) == 0
    return tmp_path


def empty(home: Path) -> None:
    (home / "bad.txt").touch()


def blank(home: Path) -> None:
    (home / "bad.txt").write_text(" \n\n", encoding="utf-8")


def binary(home: Path) -> None:
    (home / "bad.txt").write_bytes(bytes(range(256)) * 20)


def other_encoding(home: Path) -> None:
    (home / "bad.txt").write_bytes("市财政局".encode("utf-32"))


def no_gazettes(home: Path) -> None:
    (home / "空").mkdir()


def output_is_a_file(home: Path) -> None:
    (home / "taken").write_text("mine", encoding="utf-8")


def broken_query(home: Path) -> None:
    (home / "q.rq").write_text("SELECT ?x\nWHERE { ?x ?y", encoding="utf-8")


def as_found(home: Path) -> None:
    pass


BAD_INPUT: list[tuple[Callable[[Path], None], list[str], str]] = [
    (empty, ["build", "bad.txt"], r"bad\.txt.*empty"),
    (blank, ["build", "bad.txt"], r"bad\.txt.*empty"),
    (binary, ["build", "bad.txt"], r"bad\.txt.*not a text"),
    (other_encoding, ["build", "bad.txt"], r"bad\.txt.*not a text"),
    (binary, ["build", "."], r"bad\.txt.*not a text"),
    (as_found, ["build", "missing.txt"], r"missing\.txt.*no such file"),
    (no_gazettes, ["build", "空"], "空.*no gazettes"),
    (output_is_a_file, ["build", "march.txt", "-o", "taken"], "taken.*cannot write"),
    (as_found, ["build", "march.txt", "--base", "no spaces"], "no spaces.*not an IRI"),
    (as_found, ["query", "dutys-of"], "dutys-of.*no such question"),
    (as_found, ["query", "duties-of"], "duties-of.*missing parameter body"),
    (as_found, ["query", "duties-of", "-p", "body=市火星局"], "市火星局.*knows no such body"),
    (as_found, ["query", "deadlines-until", "-p", "day=明天"], "明天.*2021-06-30"),
    (as_found, ["query", "documents", "-p", "x=1"], "no parameter x"),
    (as_found, ["query", "SELECT ?x { ?x"], r"SPARQL:1:\d+.*broken"),
    (broken_query, ["query", "q.rq"], r"q:2:\d+.*broken"),
    (as_found, ["query", "missing.rq"], r"missing\.rq.*cannot read"),
    (as_found, ["query", "ASK { SERVICE <http://e/> {} }"], "SERVICE is not allowed"),
    (as_found, ["query", "documents", "--format", "xml"], "kg query.*wrong usage.*xml"),
    (as_found, ["explain", "org/没有"], "org/没有.*no such IRI"),
    (as_found, ["export", "csv"], "needs a folder"),
    (as_found, ["export", "xlsx"], "needs a file"),
    (as_found, ["export", "dl", "--lean"], "--lean.*has but one size"),
    (as_found, ["export"], "kg export.*wrong usage.*FORMAT"),
    (as_found, ["export", "turtle", "-o", "march.txt/x.ttl"], "x.ttl.*cannot write"),
    (as_found, ["bild"], "kg：.*wrong usage.*bild"),
    (as_found, ["build", "--colour"], "kg build.*wrong usage.*--colour"),
]


def told(capsys: pytest.CaptureFixture[str]) -> str:
    """The one line of the error; a hint may stand below it, indented."""
    lines = capsys.readouterr().err.splitlines()
    assert lines and lines[0].startswith("kg: "), lines
    assert all(line.startswith("    ") for line in lines[1:]), f"more than one line: {lines}"
    assert len(lines) <= 2 and "Traceback" not in "".join(lines)
    return lines[0]


def _shown(value: object) -> str:
    """A parameter as a test's name shows it: the same in every process."""
    return str(getattr(value, "__name__", value))[:40]


@pytest.mark.parametrize(("before", "arguments", "words"), BAD_INPUT, ids=_shown)
def test_wrong_input_is_one_line_exit_2_and_the_graph_stays(
    before: Callable[[Path], None],
    arguments: list[str],
    words: str,
    home: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    before(home)
    manifest = (home / "build" / MANIFEST).read_bytes()
    capsys.readouterr()
    assert run(arguments) == 2
    line = told(capsys)
    assert re.search(words, line), line
    assert (home / "build" / MANIFEST).read_bytes() == manifest
    assert select(open_graph(home / "build").store, "SELECT ?n { ?d a gz:Document ; eli:id_local ?n }")


def no_graph(home: Path) -> None:
    shutil.rmtree(home / "build")


def older(home: Path) -> None:
    path = home / "build" / MANIFEST
    path.write_text(
        json.dumps({**json.loads(path.read_text(encoding="utf-8")), "format": 0}), encoding="utf-8"
    )


def torn_manifest(home: Path) -> None:
    path = home / "build" / MANIFEST
    path.write_bytes(path.read_bytes()[:200])


def no_store(home: Path) -> None:
    shutil.rmtree(next((home / "build").glob("store-*")))


def torn_store(home: Path) -> None:
    for path in next((home / "build").glob("store-*")).glob("MANIFEST-*"):
        path.write_bytes(b"torn")


def no_contribution(home: Path) -> None:
    shutil.rmtree(home / "build" / "sources")


BAD_GRAPH: list[tuple[Callable[[Path], None], list[str], str]] = [
    (no_graph, ["query", "documents"], "build.*no graph here yet"),
    (no_graph, ["audit"], "build.*no graph here yet"),
    (older, ["query", "documents"], "build.*another version"),
    (torn_manifest, ["query", "documents"], "build.*damaged"),
    (no_store, ["query", "documents"], "build.*damaged"),
    (torn_store, ["query", "documents"], "build.*damaged"),
    (no_contribution, ["export", "turtle"], "build.*damaged"),
    (no_contribution, ["audit"], "build.*damaged"),
]


@pytest.mark.parametrize(("before", "arguments", "words"), BAD_GRAPH, ids=_shown)
def test_an_unusable_graph_is_one_line_exit_3_and_a_build_mends_it(
    before: Callable[[Path], None],
    arguments: list[str],
    words: str,
    home: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    before(home)
    capsys.readouterr()
    assert run(arguments) == 3
    line = told(capsys)
    assert re.search(words, line), line
    assert run(["build", "march.txt"]) == 0
    assert run(arguments) == 0


def test_every_unreadable_gazette_has_its_line(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    empty(home)
    (home / "worse.txt").write_bytes(bytes(range(256)))
    capsys.readouterr()
    assert run(["build", "."]) == 2
    lines = [line for line in capsys.readouterr().err.splitlines() if line.startswith("kg: ")]
    assert [re.findall(r"\w+\.txt", line) for line in lines] == [["bad.txt"], ["worse.txt"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_the_encodings_that_gazettes_come_in_are_read(encoding: str, home: Path) -> None:
    (home / "march.txt").write_bytes(gazettes.notice(8).encode(encoding))
    assert run(["build", "march.txt"]) == 0
    found = select(open_graph(home / "build").store, "SELECT ?n { ?d a gz:Document ; eli:id_local ?n }")
    assert found == [["云政办发〔2021〕8号"]]


@pytest.mark.slow
@pytest.mark.parametrize(
    "line",
    ["云岭水利" * 430_000 + "，由市水利局负责。", "（" * 100_000, "一、" * 100_000],
    ids=["5MB", "（", "一、"],
)
def test_one_endless_line_is_read_like_any_other(line: str, home: Path) -> None:
    (home / "march.txt").write_text(line, encoding="utf-8")
    assert run(["build", "march.txt"]) == 0


def test_a_gazette_cut_at_any_byte_is_read(home: Path) -> None:
    data = gazettes.notice(3).encode()
    for end in range(3, len(data), 97):  # the first character whole
        (home / "march.txt").write_bytes(data[:end])
        assert run(["build", "march.txt"]) == 0, f"cut after {end} bytes"


def test_a_fault_in_the_program_is_one_line_too(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise ZeroDivisionError("oh")

    monkeypatch.setattr(contribute, "understand", fails)
    gazettes.folder(home, march=gazettes.notice(9))
    capsys.readouterr()
    assert run(["build", "march.txt"]) == 4
    assert re.search("march.txt.*ZeroDivisionError", told(capsys))
    assert select(open_graph(home / "build").store, "SELECT ?n { ?d a gz:Document ; eli:id_local ?n }")
    monkeypatch.setenv("KG_TRACEBACK", "1")
    with pytest.raises(ZeroDivisionError):
        run(["build", "march.txt"])


def test_an_error_comes_back_whole_from_another_process() -> None:
    error = KgError("空 empty", "a.txt", "换 another", 3)
    again = pickle.loads(pickle.dumps(error))
    assert (str(again), again.hint, again.code) == (str(error), "换 another", 3)


def test_an_error_is_one_line_whatever_it_is_about() -> None:
    assert "\n" not in str(KgError("a\nb", "c\r\nd"))
