"""A build: the same bytes for the same gazettes, nothing parsed twice, and never half a graph."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import gazettes
import pytest

from kg import build as building
from kg.build import Wish, assembly, build, contribute
from kg.build.contribute import Contribution, contributions
from kg.build.gather import gather
from kg.build.publish import sole_writer
from kg.build.report import report
from kg.errors import KgError
from kg.graph.query import select
from kg.graph.store import open_graph
from kg.triples.iri import BASE

GRAPH_FILES = ("graph.nq", "graph.ttl", "graph.html", "dataset.ttl")


def files(out: Path) -> dict[str, bytes]:
    """The files whose bytes depend on the gazettes alone."""
    return {name: (out / name).read_bytes() for name in GRAPH_FILES}


def numbers(out: Path) -> set[str]:
    """The document numbers that the graph answers with."""
    rows = select(open_graph(out).store, "SELECT ?n { ?document a gz:Document ; eli:id_local ?n }")
    return {number for [number] in rows}


@pytest.fixture
def two(tmp_path: Path) -> Path:
    return gazettes.folder(tmp_path / "公报", march=gazettes.notice(3), april=gazettes.notice(4))


# --- the same bytes


def test_two_builds_are_equal_whatever_the_order_the_folder_and_the_hash_seed(
    two: Path, tmp_path: Path
) -> None:
    build([two], tmp_path / "a")
    build([two / "march.txt", two / "april.txt"], tmp_path / "b")
    elsewhere = gazettes.folder(tmp_path / "别处", march=gazettes.notice(3), april=gazettes.notice(4))
    command = "import sys; from pathlib import Path; from kg.build import build; "
    command += "build([Path(sys.argv[1])], Path(sys.argv[2]))"
    subprocess.run(
        [sys.executable, "-c", command, elsewhere, tmp_path / "c"],
        env={**os.environ, "PYTHONHASHSEED": "7"},
        cwd=tmp_path,
        check=True,
    )
    first = files(tmp_path / "a")
    for other in "bc":
        different = [name for name, data in files(tmp_path / other).items() if data != first[name]]
        assert not different, f"not the same bytes in {different}"


@pytest.mark.slow
def test_a_pool_of_processes_gives_what_one_process_gives(two: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given = gather([two])
    serial = list(contributions(given, BASE))
    monkeypatch.setattr(contribute, "POOL_FROM", 2)
    assert list(contributions(given, BASE)) == serial
    assert all(isinstance(one, Contribution) and one.quads for one in serial)


def test_time_stands_in_a_graph_of_its_own_and_not_in_the_files(two: Path, tmp_path: Path) -> None:
    build([two], tmp_path / "out")
    graph = open_graph(tmp_path / "out")
    asked = (
        "SELECT ?run ?file { GRAPH ?g { ?run a prov:Activity ; prov:startedAtTime ?t ; prov:used ?file } }"
    )
    runs = select(graph.store, asked)
    assert {file.rpartition("/")[2] for _, file in runs} == {"march.txt", "april.txt"}
    assert not select(graph.store, "SELECT ?run { ?run a prov:Activity }"), "the run is no part of the facts"
    assert b"startedAtTime" not in graph.folder.joinpath("graph.nq").read_bytes()


def test_the_default_graph_holds_each_triple_once(tmp_path: Path) -> None:
    same = gazettes.folder(tmp_path / "公报", one=gazettes.notice(1), two=gazettes.notice(2))
    build([same], tmp_path / "out")
    asked = "SELECT (COUNT(*) AS ?n) { ?city skos:prefLabel '云岭市人民政府办公室'@zh }"
    assert select(open_graph(tmp_path / "out").store, asked) == [["1"]]


def test_the_base_is_what_every_identifier_starts_with(two: Path, tmp_path: Path) -> None:
    build([two], tmp_path / "out", Wish(base="https://example.org/kg/"))
    data = (tmp_path / "out" / "graph.nq").read_text(encoding="utf-8")
    assert "<https://example.org/kg/doc/" in data and BASE not in data


# --- what is read again


def unread(*_: object) -> None:
    raise AssertionError("an unchanged gazette was parsed again")


def test_a_second_build_parses_nothing(two: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"
    assert build([two], out).read == ("april.txt", "march.txt")
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*") if path.is_file()}
    monkeypatch.setattr(contribute, "understand", unread)
    again = build([two], out)
    assert (again.new, again.read, again.kept) == (False, (), ("april.txt", "march.txt"))
    assert {path: path.stat().st_mtime_ns for path in out.rglob("*") if path.is_file()} == before


def test_a_changed_gazette_replaces_its_own_part(two: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build([two], out)
    gazettes.folder(two, april=gazettes.notice(5))
    done = build([two], out)
    assert (done.read, done.kept, done.gone) == (("april.txt",), ("march.txt",), ())
    assert numbers(out) == {"云政办发〔2021〕3号", "云政办发〔2021〕5号"}
    build([two], tmp_path / "fresh")
    assert files(out) == files(tmp_path / "fresh"), "not what a build from nothing gives"


def test_a_removed_gazette_takes_its_own_part_along(two: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build([two], out)
    (two / "april.txt").unlink()
    done = build([two], out)
    assert (done.read, done.kept, done.gone) == ((), ("march.txt",), ("april.txt",))
    assert numbers(out) == {"云政办发〔2021〕3号"}
    assert len(list((out / "sources").glob("*.nq"))) == 1, "its files are left behind"
    assert len(list(out.glob("store-*"))) == 1, "the old store is left behind"


def test_files_that_no_build_wrote_are_left_alone(two: Path, tmp_path: Path) -> None:
    """`-o .` in a folder that has sources/ and a store-room of its own."""
    mine = [
        tmp_path / "sources" / "novel.nq",
        tmp_path / "sources" / "notes.txt",
        tmp_path / "store-room" / "a",
    ]
    for path in mine:
        path.parent.mkdir(exist_ok=True)
        path.write_text("mine", encoding="utf-8")
    build([two / "march.txt"], tmp_path)
    build([two / "april.txt"], tmp_path)
    assert [path.read_text(encoding="utf-8") for path in mine] == ["mine"] * 3


def test_other_rules_read_every_gazette_anew(
    two: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build([two], tmp_path / "out")
    monkeypatch.setattr(building, "fingerprint", lambda: "other rules")
    assert build([two], tmp_path / "out").read == ("april.txt", "march.txt")


@pytest.mark.parametrize("damaged", ["graph.ttl", "graph.nq", "sources", "store", "manifest.json"])
def test_what_was_damaged_is_put_right(damaged: str, two: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build([two], out)
    whole = files(out)
    paths = {"sources": next((out / "sources").glob("*.nq")), "store": next(out.glob("store-*")) / "CURRENT"}
    path = paths.get(damaged, out / damaged)
    if damaged == "store":
        for file in path.parent.iterdir():
            file.unlink()
        path.parent.rmdir()
    else:
        path.write_bytes(path.read_bytes()[:100])
    assert build([two], out).new
    assert files(out) == whole
    assert len(numbers(out)) == 2


# --- killed, crowded out, refused

KILLED = """
import os, signal, sys
from pathlib import Path
left = int(sys.argv[1])
def dies(act):
    def counted(*args, **kwargs):
        global left
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return act(*args, **kwargs)
    return counted
os.fsync, os.replace, os.rename, os.unlink = map(dies, (os.fsync, os.replace, os.rename, os.unlink))
from kg.build import assembly
from kg.build import build
assembly.html_of_store = lambda store: ""
build([Path(sys.argv[2])], Path(sys.argv[3]))
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no SIGKILL")
@pytest.mark.slow
def test_killed_at_any_step_the_old_graph_or_the_new_one_is_whole(
    two: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The build is killed at its 1st, 2nd … step that writes, until one lives; every graph left is whole."""
    monkeypatch.setattr(assembly, "html_of_store", lambda store: "")  # the page takes most of the time
    out = tmp_path / "out"
    build([two], out)
    old, new = numbers(out), {"云政办发〔2021〕3号", "云政办发〔2021〕9号"}
    seen = []
    for step in range(60):
        gazettes.folder(two, april=gazettes.notice(9))
        done = subprocess.run(
            [sys.executable, "-c", KILLED, str(step), two, out], check=False, capture_output=True
        )
        seen.append(numbers(out))
        assert seen[-1] in (old, new), f"killed at step {step}: {seen[-1]}"
        assert open_graph(out).quads(), f"killed at step {step}: the contributions are not whole"
        assert report(open_graph(out)).documents, f"killed at step {step}: the report cannot be made"
        if done.returncode == 0:
            break
        assert done.returncode == -signal.SIGKILL, done.stderr.decode()
        if seen[-1] == new:
            build([gazettes.folder(two, april=gazettes.notice(4))], out)
    else:
        pytest.fail("the build has more steps than this test tries")
    assert seen.count(old) > 10, "hardly any step was tried"
    assert not (out / ".staging").exists(), "what the killed builds left is not cleared away"
    build([two], tmp_path / "fresh")
    assert files(out) == files(tmp_path / "fresh")


def test_two_builds_do_not_write_at_once(two: Path, tmp_path: Path) -> None:
    with sole_writer(tmp_path / "out"), pytest.raises(KgError, match="another kg build"):
        build([two], tmp_path / "out")
    assert build([two], tmp_path / "out").new


def test_one_unreadable_gazette_refuses_the_whole_and_changes_nothing(two: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build([two], out)
    before = files(out)
    (two / "may.txt").write_bytes(b"\x00\x01\x02\xff" * 50)
    (two / "june.txt").write_bytes(b"")
    with pytest.raises(ExceptionGroup) as refused:
        build([two], out)
    assert [error.where for error in refused.value.exceptions if isinstance(error, KgError)] == [
        "june.txt",
        "may.txt",
    ]
    assert files(out) == before and len(numbers(out)) == 2


def test_keep_going_leaves_out_what_cannot_be_read(two: Path, tmp_path: Path) -> None:
    (two / "may.txt").write_bytes(b"\x00\x01\x02\xff" * 50)
    done = build([two], tmp_path / "out", Wish(keep_going=True))
    assert [error.where for error in done.errors] == ["may.txt"]
    assert len(numbers(tmp_path / "out")) == 2
    again = build([two], tmp_path / "out", Wish(keep_going=True))
    assert not again.new and again.errors, "the same file is told of again, and nothing else is new"


def test_with_nothing_readable_there_is_no_graph_to_build(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    with pytest.raises(ExceptionGroup):
        build([tmp_path / "empty.txt"], tmp_path / "out", Wish(keep_going=True))


# --- which gazettes


def test_a_gazette_is_called_by_its_path_below_the_folder(tmp_path: Path) -> None:
    gazettes.folder(tmp_path / "公报" / "2021", march=gazettes.notice())
    gazettes.folder(tmp_path / "公报" / ".trash", old=gazettes.notice())
    assert [gazette.name for gazette in gather([tmp_path / "公报"])] == ["2021/march.txt"]


def test_a_file_given_twice_counts_once(two: Path) -> None:
    assert len(gather([two, two / "march.txt", two])) == 2


def test_two_files_of_one_name_are_told_apart_by_their_folder(tmp_path: Path) -> None:
    paths = [
        gazettes.folder(tmp_path / year, march=gazettes.notice()) / "march.txt" for year in ("2020", "2021")
    ]
    with pytest.raises(KgError, match=r"march\.txt"):
        gather(paths)
    assert [gazette.name for gazette in gather([tmp_path])] == ["2020/march.txt", "2021/march.txt"]


# --- the report


def test_the_report_counts_what_each_document_holds(two: Path, tmp_path: Path) -> None:
    build([two], tmp_path / "out")
    made = report(open_graph(tmp_path / "out"))
    assert [(tally.doc, tally.file) for tally in made.documents] == [
        ("云政办发〔2021〕4号", "april.txt"),
        ("云政办发〔2021〕3号", "march.txt"),
    ]
    assert {tally.counts["clauses"] for tally in made.documents} == {3}, "通知 and its two numbered clauses"
    told = (tmp_path / "out" / "report.md").read_text(encoding="utf-8")
    assert "云政办发〔2021〕3号" in told and "seconds" in told
