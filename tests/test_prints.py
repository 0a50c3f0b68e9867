"""One document printed in several files: one print speaks for it, the others are known to hold it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.build import build
from kg.graph.check import check
from kg.graph.query import select
from kg.graph.store import Graph, open_graph

NUMBER = "云政办发〔2021〕7号"
OPENING = f"""云岭市人民政府办公室关于做好农村供水工作的通知
{NUMBER}
各县（市、区）人民政府：
为做好农村供水工作，经市政府同意，现通知如下。
"""
FIRST = "一、加快管网改造。年底前完成老旧管网改造任务。（责任单位：市水务局、市财政局）\n"
SECOND = "二、加强水质检测。每季度公布一次水质检测结果。（责任单位：市卫生健康委）\n"
CLOSING = "云岭市人民政府办公室\n2021年3月2日\n"
WHOLE = OPENING + FIRST + SECOND + CLOSING
CUT = OPENING + FIRST.replace("。年底", "\n年底")
OTHER = f"""云岭市人民政府办公室关于举办全民健身大会的通知
{NUMBER}
各县（市、区）人民政府：
一、组织参赛。按要求组队，四月底前报名。（责任单位：市体育局）
二、布置场馆。赛前完成场馆检修和安全检查。（责任单位：市住房城乡建设局）
云岭市人民政府办公室
2021年3月9日
"""


def graph(folder: Path, **texts: str) -> Graph:
    """The graph of files of these names and texts."""
    (folder / "in").mkdir()
    for name, text in texts.items():
        (folder / "in" / f"{name}.txt").write_text(text, encoding="utf-8")
    build([folder / "in"], folder / "out")
    return open_graph(folder / "out")


def told(graph: Graph, pattern: str) -> list[str]:
    return sorted(" ".join(row) for row in select(graph.store, f"SELECT ?a ?b {{ {pattern} }}"))


@pytest.mark.parametrize("names", [("a", "b"), ("b", "a")])
def test_the_fuller_print_speaks_for_the_document(tmp_path: Path, names: tuple[str, str]) -> None:
    whole, cut = names
    both = graph(tmp_path, **{whole: WHOLE, cut: CUT})

    duties = "?x a gz:Responsibility ; cv:hasParticipant/skos:prefLabel ?a ; gz:onClause/eli:number ?b"
    expected = ["云岭市卫生健康委员会 通知/二", "云岭市水务局 通知/一", "云岭市财政局 通知/一"]
    assert told(both, duties) == expected, "each duty once, as the fuller print has it"
    held = told(both, "?f a gz:Source ; gz:file ?a ; eli:has_part/eli:id_local ?b")
    assert held == [f"a.txt {NUMBER}", f"b.txt {NUMBER}"], "both files are known to print it"
    read = told(both, "?d a gz:Document ; eli:id_local ?b ; prov:wasDerivedFrom/gz:file ?a")
    assert read == [f"{whole}.txt {NUMBER}"], "it was read from the fuller one"
    assert not [found for found in check(both.store) if found.severity == "violation"]
    assert b"".join(both.quads()) == (both.folder / "graph.nq").read_bytes(), (
        "what is exported is what was built"
    )


def test_a_print_alone_speaks_for_itself(tmp_path: Path) -> None:
    """The choice is made anew with each build: when the fuller file goes, the other one stands."""
    graph(tmp_path, a=WHOLE, b=CUT)
    (tmp_path / "in" / "a.txt").unlink()
    build([tmp_path / "in"], tmp_path / "out")
    read = told(
        open_graph(tmp_path / "out"), "?d a gz:Document ; eli:id_local ?b ; prov:wasDerivedFrom/gz:file ?a"
    )
    assert read == [f"b.txt {NUMBER}"]


def test_two_documents_under_one_number_stay_two(tmp_path: Path) -> None:
    """A misprinted number does not put one document's clauses into the other."""
    both = graph(tmp_path, a=WHOLE, b=OTHER, c=OTHER)
    titles = told(both, "?d a gz:Document ; dct:title ?a ; eli:date_document ?b")
    assert titles == [
        "云岭市人民政府办公室关于举办全民健身大会的通知 2021-03-09",
        "云岭市人民政府办公室关于做好农村供水工作的通知 2021-03-02",
    ]
    leads = told(both, "?a gz:answersFor ?c . ?c gz:inDocument/dct:title ?b")
    assert len(leads) == 5 and sum("健身" in row for row in leads) == 2, (
        "what is derived follows its document"
    )
    assert not [found for found in check(both.store) if found.severity == "violation"]


def test_papers_without_number_and_title_are_told_apart_by_their_words(tmp_path: Path) -> None:
    """An office may issue several on one day."""
    papers = {
        name: f"各县（市、区）水务局：\n请于月底前报送{what}。\n云岭市水务局\n2021年3月2日\n"
        for name, what in [("a", "供水台账"), ("b", "防汛预案"), ("c", "供水台账")]
    }
    documents = told(graph(tmp_path, **papers), "?a a gz:Document ; gz:line ?b")
    assert len(documents) == 2, "the two prints of one text are one document, the other text is another"
