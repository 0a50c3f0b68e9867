"""What people corrected is replayed on every build, says so in the graph, and is gone when its line is gone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path

import gazettes
import pytest
from by_hand import read
from case_files import HOUSE, Case, check_none_is_lost, compare, every, lexicon
from hypothesis import given, settings
from hypothesis import strategies as st
from test_cli import printed

from kg.build import Wish, build, contribute
from kg.build.rulings import trace_of, unheard
from kg.cli import run
from kg.corrections.corrected import Corrected, corrected
from kg.corrections.kinds import KINDS, OF_BODIES, Action, kind_of
from kg.corrections.lines import Correction, parse, without_contradictions
from kg.errors import KgError
from kg.graph.audit import silences
from kg.graph.check import check
from kg.graph.query import select
from kg.graph.store import open_graph
from kg.model import Fact, Name, Record
from kg.understand import understand

DOC = "云政办发〔2021〕1号"
REJECT = f"剔除\t{DOC}\t通知/一\t职责\t市应急局|负责\t\t只是并列提到\t王 2021-07-01\n"
SAME = "同一\t\t\t机构\t云岭市水利局\t云岭市水务局\t2021年更名\n"


@cache
def understood() -> tuple[Record, ...]:
    text = gazettes.notice(1).replace("编织袋30000条", "物资")
    text = text.replace("发布预警。", "发布预警。\n\n三、提高标准。到2022年底，物资储备率达到90%以上。")
    return understand(read(text, "march.txt"), lexicon())


def written(case: Case) -> str:
    """The lines of a case as the file has them."""
    lines = (line.replace("DOC", DOC) for line in case.says["lines"])
    return "\n".join("\t".join(cell.strip() for cell in line.split("→")) for line in lines)


def said(record: Record, fact: Fact) -> str:
    """A fact in one line: its kind, clause and fields, and its rule where a person made it."""
    kind = kind_of(fact)
    values = (getattr(fact, name) for name in kind.fields.values() if name not in ("kind", "duty"))
    words = (record.names[value].name if isinstance(value, Name) else str(value) for value in values)
    made = [fact.rule] if fact.rule == "correction" else []
    return " ".join(filter(None, (kind.name, fact.clause, *words, *made)))


def facts(records: Iterable[Record]) -> Counter[str]:
    return Counter(said(record, fact) for record in records for fact in record.facts)


def after(text: str) -> tuple[Corrected, ...]:
    """The notice after the corrections of `text`."""
    return corrected(understood(), without_contradictions(parse(text, "corrections.tsv")), lexicon())


def told(errors: BaseExceptionGroup[KgError]) -> str:
    return "\n".join(str(error) for error in errors.exceptions)


def test_no_case_is_lost() -> None:
    check_none_is_lost("corrections", 32)


@every("corrections")
def test_a_line_does_what_it_says(case: Case) -> None:
    if "error" in case.says:
        with pytest.raises(ExceptionGroup) as wrong:
            after(written(case))
        assert case.says["error"] in told(wrong.value) and "corrections.tsv:" in told(wrong.value)
        return
    documents = after(written(case))
    before, now = facts(understood()), facts(one.record for one in documents)
    compare(case, case.says.get("lost", []), (before - now).elements())
    compare(case, case.says.get("gained", []), (now - before).elements())
    lines = without_contradictions(parse(written(case), "corrections.tsv"))
    why = [one.reason for one in unheard(lines, [trace_of(documents)])]
    wanted = case.says.get("unheard", [])
    assert len(why) == len(wanted), f"{case}: not applied: {why}"
    assert all(words in reason for words, reason in zip(wanted, why, strict=True)), f"{case}: {why}"


def test_every_wrong_line_is_told_with_its_place_and_what_to_do() -> None:
    with pytest.raises(ExceptionGroup) as wrong:
        parse(f"{REJECT}剔除\n\n删掉\t\t\t\t\t\t重复\n", "2021/corrections.tsv")
    found = [error for error in wrong.value.exceptions if isinstance(error, KgError)]
    assert [error.where for error in found] == ["2021/corrections.tsv:2", "2021/corrections.tsv:4"]
    assert all("七列" in error.hint for error in found)


def test_every_line_that_the_guide_shows_can_be_written() -> None:
    guide = (HOUSE / "docs" / "guide.md").read_text(encoding="utf-8")
    rows = [line for line in guide.splitlines() if line.startswith(tuple(f"| {one}" for one in Action))]
    cells = [[cell.strip() for cell in row.replace("\\|", "¦").strip("|").split("|")] for row in rows]
    lines = ["\t".join([row[0].split()[0], *row[1:]]).replace("¦", "|") for row in cells]
    assert {one.action for one in parse("\n".join(lines), "guide.md")} == set(Action)


# --- any correction whatever

_WORDS = st.sampled_from(
    [
        *(
            "市水利局",
            "云岭市水利局",
            "云岭市应急管理局",
            "市气象局",
            "云岭市",
            "通知/一",
            "通知/二",
            "正文/九",
        ),
        *(DOC, "", "没有", "备足物资"),
    ]
)


@st.composite
def any_correction(draw: st.DrawFn) -> Correction:
    """A correction that parses, about things that are there and things that are not."""
    action = draw(st.sampled_from(sorted(Action)))
    name, other = draw(_WORDS), draw(_WORDS)
    if action in OF_BODIES:
        key, value = (("", name),), (("", other),)
        return Correction(action, draw(_WORDS), "", "机构", name, other, key, value, "试")
    kind = KINDS["职责"]
    key = (("body", name), ("role", draw(st.sampled_from(["lead", "responsible"]))))
    value = (("duty", other),) if action is Action.CHANGE else (("", other),) if action is Action.ADD else ()
    return Correction(action, DOC, draw(_WORDS), kind.name, name, other, key, value, "试")


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.lists(any_correction(), max_size=6, unique_by=lambda one: one.line))
def test_no_correction_raises_and_every_one_is_carried_out_or_told(lines: list[Correction]) -> None:
    lines = [replace(one, where=f"c.tsv:{number}") for number, one in enumerate(lines, 1)]
    documents = corrected(understood(), lines, lexicon())
    trace = trace_of(documents)
    left = {one.line for one in unheard(lines, [trace])}
    for number, one in enumerate(lines, 1):
        assert (one.line in trace.done) != (number in left), f"neither done nor told, or both: {one}"
    text = understood()[0].document.source
    for document in documents:
        assert set(document.record.names) == {name for fact in document.record for name in names(fact)}
        assert all(text.words(fact.span) for fact in document.record), "a fact without printed words"


def names(fact: Fact) -> list[Name]:
    return [value for name in ("body", "group") if isinstance(value := getattr(fact, name, None), Name)]


@settings(max_examples=50, deadline=None, derandomize=True)
@given(
    st.permutations(
        ["剔除 → 市应急局 → ", "修改 → 市水利局 → 角色=牵头", "确认 → 市水利局 → ", "同一", "别名"]
    )
)
def test_the_order_of_the_lines_means_nothing(order: list[str]) -> None:
    bodies = {"同一": SAME, "别名": "别名\t云岭市\t\t机构\t市气象局\t云岭市气象台\t旧称\n"}
    rows = []
    for line in order:
        action, key, value = [*(cell.strip() for cell in line.split("→")), "", ""][:3]
        rows.append(bodies.get(action) or f"{action}\t{DOC}\t通知/一\t职责\t{key}\t{value}\t试\n")
    assert facts(one.record for one in after("".join(rows))) == facts(
        one.record for one in after("".join(sorted(rows)))
    )


def test_a_quote_need_not_have_the_gaps_of_the_print() -> None:
    [record] = understand(read("云岭市人民政府办公室\n\n一、由**市 水利局**负责。\n"), lexicon())
    [clause] = [one for one in record.clauses if "市水利局" in one.reading.text]
    line = f"补充\t{record.document.key}\t{clause.path}\t职责\t单位=市水利局|角色=牵头\t由市水利局\t漏\n"
    [done] = corrected([record], parse(line, "c.tsv"), lexicon())
    [fact] = [fact for fact in done.record if fact.rule == "correction"]
    assert record.document.source.words(fact.span) == "由**市 水利局"


def test_a_silent_place_that_people_dealt_with_is_silent_no_more() -> None:
    record = understand(read("云岭市人民政府办公室\n\n一、设备检修由值班长负责。\n"), lexicon())[0]
    [note] = record.notes
    words = record.document.source.words(note.span)
    for line in (
        f"剔除\t{record.document.key}\t{note.clause}\t没读懂\t原文={words}\t\t不是单位\n",
        f"补充\t{record.document.key}\t{note.clause}\t职责\t单位=值班长|角色=负责\t{words}\t就是他\n",
    ):
        [done] = corrected([record], parse(line, "c.tsv"), lexicon())
        assert (done.record.notes, done.missed) == ((), {})


# --- on disk


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder of two gazettes, built without corrections in `out`."""
    gazettes.folder(tmp_path / "公报", march=gazettes.notice(1), april=gazettes.notice(2, city="东屏市"))
    build([tmp_path / "公报"], tmp_path / "out")
    return tmp_path


def write(home: Path, text: str, name: str = "corrections.tsv") -> Path:
    path = home / "公报" / name
    path.write_text(text, encoding="utf-8")
    return path


def bytes_of(home: Path) -> dict[str, bytes]:
    return {name: (home / "out" / name).read_bytes() for name in ("graph.nq", "graph.ttl", "graph.html")}


def test_a_line_changes_its_own_gazette_and_taking_it_away_gives_back_the_same_bytes(home: Path) -> None:
    before = bytes_of(home)
    path = write(home, REJECT)
    done = build([home / "公报"], home / "out")
    assert (done.read, done.kept, done.unheard) == (("march.txt",), ("april.txt",), ())
    assert bytes_of(home)["graph.nq"] != before["graph.nq"]
    assert not build([home / "公报"], home / "out").new, "the same corrections again are nothing new"
    write(home, f"# 说明\n\n{REJECT}")
    assert not build([home / "公报"], home / "out").new, "a comment is no correction"
    path.unlink()
    assert build([home / "公报"], home / "out").read == ("march.txt",)
    assert bytes_of(home) == before


def test_no_other_gazette_is_parsed(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read_now = []
    real = contribute.understand
    monkeypatch.setattr(
        contribute, "understand", lambda source, known: read_now.append(source.name) or real(source, known)
    )
    write(home, SAME)
    build([home / "公报"], home / "out")
    assert read_now == ["march.txt"], "only one city's gazette names the body"


def test_corrected_builds_are_what_a_build_from_nothing_gives(home: Path) -> None:
    write(home, REJECT + SAME)
    build([home / "公报"], home / "out")
    build([home / "公报"], home / "fresh")
    assert (home / "fresh" / "graph.nq").read_bytes() == (home / "out" / "graph.nq").read_bytes()


def test_the_files_are_found_beside_the_gazette_in_its_folder_and_where_named(home: Path) -> None:
    def subjects(*more: Path) -> set[str]:
        build([home / "公报"], home / "out", Wish(corrections=more))
        rows = select(
            open_graph(home / "out").store, "SELECT ?why { ?line a gz:Correction ; gz:reason ?why }"
        )
        return {why for [why] in rows}

    own = write(home, SAME.replace("2021年更名", "公报旁"), "march.corrections.tsv")
    assert subjects() == {"公报旁"}
    own.rename(own.with_name("april.corrections.tsv"))
    assert subjects() == set(), "another gazette's own file"
    elsewhere = home / "more.tsv"
    elsewhere.write_text(REJECT, encoding="gb18030")
    assert subjects(elsewhere) == {"只是并列提到"}


def test_the_graph_says_who_corrected_what_and_why(home: Path) -> None:
    keep = f"修改\t{DOC}\t通知/二\t职责\t市气象局|配合\t角色=督导\t按会议纪要\n"
    write(home, REJECT + SAME + keep)
    build([home / "公报"], home / "out")
    graph = open_graph(home / "out")
    asked = """SELECT ?does ?about ?why ?who { ?thing gz:correction ?line . ?line gz:action ?does ;
      gz:corrects ?about ; gz:reason ?why OPTIONAL { ?line gz:correctedBy ?who } } ORDER BY ?does"""
    assert select(graph.store, asked) == [
        ["修改", "职责 市气象局|配合", "按会议纪要", ""],
        ["剔除", "职责 市应急局|负责", "只是并列提到", "王 2021-07-01"],
        ["同一", "机构 云岭市水利局", "2021年更名", ""],
    ]
    on = select(graph.store, 'SELECT ?on { ?t gz:correction/gz:action "剔除" ; eli:number ?on }')
    assert on == [["通知/一"]], "what left a fact out stands on the clause"
    assert select(graph.store, 'SELECT ?r { ?f gz:rule "correction" ; cv:role/skos:notation ?r }') == [
        ["supervise"]
    ]
    assert select(graph.store, "SELECT ?b { ?b skos:altLabel '云岭市水利局'@zh ; skos:prefLabel ?n }")
    assert not select(graph.store, "SELECT ?b { ?b skos:prefLabel '云岭市水利局'@zh }")
    assert check(graph.store) == ()


def test_what_matches_nothing_is_told_and_fails_nothing(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(home, f"# 旧的\n{REJECT.replace('通知/一', '通知/八')}{REJECT.replace('1号', '77号')}")
    for _ in range(2):
        assert run(["build", str(home / "公报"), "-o", str(home / "out")]) == 0
        told = capsys.readouterr().err.splitlines()
        assert [line.partition(": ")[2][:18] for line in told] == ["corrections.tsv:2:", "corrections.tsv:3:"]
    rows = printed("audit", "-f", "csv", "-g", home / "out").splitlines()
    assert rows[1].startswith("corrections.tsv,2,") and "公文里没有条款 通知/八" in rows[1]
    assert "corrections.tsv:3" in (home / "out" / "report.md").read_text(encoding="utf-8")


def test_wrong_lines_refuse_the_build_and_nothing_is_lost(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = bytes_of(home)
    write(home, "删掉\t一行\n")
    assert run(["build", str(home / "公报"), "-o", str(home / "out")]) == 2
    assert "corrections.tsv:1" in capsys.readouterr().err
    assert bytes_of(home) == before


def test_a_missing_file_of_corrections_is_told(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = ["build", str(home / "公报"), "-o", str(home / "out"), "--corrections", str(home / "none.tsv")]
    assert run(given) == 2
    assert "none.tsv" in capsys.readouterr().err


# --- candidates

DOUBTFUL = """云岭市人民政府办公室关于做好河道巡查工作的通知

云政办发〔2021〕5号

一、日常巡查。设备检修由值班长负责。由市河库巡查中心牵头，市河库巡察中心配合。

二、组织。市水利局编制巡查手册。由各有关部门负责落实。由相关部门负责检查。

云岭市人民政府办公室

2021年4月2日
"""


def test_candidates_are_lines_that_only_want_their_mark_taken_away(tmp_path: Path) -> None:
    gazettes.folder(tmp_path / "公报", may=DOUBTFUL)
    build([tmp_path / "公报"], tmp_path / "out")
    lines = printed("audit", "--propose", "-g", tmp_path / "out").splitlines()
    assert all(line.startswith("#") for line in lines)
    asked = [line[1:].split("\t") for line in lines if line[1:2] != " "]
    assert {(row[0], row[3]) for row in asked} == {
        ("补充", "职责"),
        ("确认", "职责"),
        ("别名", "机构"),
        ("同一", "机构"),
    }
    ready = "\n".join("\t".join(row) for row in asked if "？" not in "".join(row[4:6]))
    (tmp_path / "公报" / "corrections.tsv").write_text(ready, encoding="utf-8")
    done = build([tmp_path / "公报"], tmp_path / "out")
    assert done.unheard == (), "a candidate that does nothing"
    again = printed("audit", "--propose", "-g", tmp_path / "out").splitlines()
    assert not {row.split("\t")[0] for row in again} & {"#确认", "#同一"}, (
        "what was settled is proposed again"
    )
    assert silences(open_graph(tmp_path / "out"))
