"""Explaining: the fact, its rule, its place in the print, and a mark below the very words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import by_hand
import pytest
from hypothesis import given
from hypothesis import strategies as some
from rich.cells import cell_len

from kg.errors import KgError
from kg.graph.audit import silences_of
from kg.graph.explain import explain, marked
from kg.graph.store import Graph, open_graph
from kg.model import Note

DOC = "云政办发〔2020〕3号"
LEAD = f"doc/{DOC}/正文/一/责任/云岭市水务局/lead"


@pytest.fixture(scope="module")
def graph(one_of_each: Path) -> Graph:
    return open_graph(one_of_each)


def first_lines(told: list[str]) -> list[str]:
    return [fact.split("\n")[0] for fact in told]


def test_a_fact_is_told_with_its_rule_its_line_and_its_words_marked(graph: Graph) -> None:
    [told] = explain(graph, [LEAD])
    assert told.endswith(
        "  规则 rule: bracket\n  2020-03.txt:9\n"
        "    （牵头单位：市水务局；配合单位：市财政局）\n"
        "                ^^^^^^^^\n"
    )
    assert "云岭市水务局" in told and "牵头" in told


def test_words_that_run_over_a_line_end_are_marked_on_both_lines(graph: Graph) -> None:
    [told] = explain(graph, [f"doc/{DOC}/正文/一/责任/云岭市财政局/responsible"])
    assert told.endswith(
        "  规则 rule: subject\n  2020-03.txt:7\n"
        "    2020年6月底前清淤80公里以上。市财政局负责筹措资金，负责拨付\n"
        "                                                       ^^^^^^^^\n"
        "    资金。临江县新建清河大桥项目。\n"
        "    ^^^^\n"
    )
    assert told.count("规则 rule") == 2, "each piece of evidence is told"


@pytest.mark.parametrize("start", ["", "https://w3id.org/gongbao/id/"])
def test_a_fact_is_named_by_its_iri_whole_or_from_after_the_base(start: str, graph: Graph) -> None:
    assert first_lines(explain(graph, [start + LEAD])) == [LEAD]


def test_a_percent_encoded_iri_is_the_same(graph: Graph) -> None:
    from urllib.parse import quote

    assert first_lines(explain(graph, [graph.manifest.base + quote(LEAD)])) == [LEAD]


def test_a_body_tells_every_fact_about_it(graph: Graph) -> None:
    told = first_lines(explain(graph, ["org/云岭市财政局"]))
    assert told == [f"doc/{DOC}/正文/一/责任/云岭市财政局/{role}" for role in ("responsible", "support")]


@pytest.mark.parametrize("name", [DOC, "云岭市人民政府办公室关于印发云岭市清河行动方案的通知"])
def test_a_document_and_a_clause_tell_every_fact_of_the_clause(name: str, graph: Graph) -> None:
    assert len(explain(graph, [name, "正文/一"])) == 6


@pytest.mark.parametrize(
    ("row", "fact"),
    [
        ([DOC, "正文/一", "云岭市财政局", "support"], "责任/云岭市财政局/support"),
        (
            [f"{DOC},正文/一,云岭市财政局,responsible,explicit,筹措资金；拨付资金,市财政局负责"],
            "责任/云岭市财政局/responsible",
        ),
        ([f"{DOC},正文/一,2020年6月底前,,2020-06-30,"], "时限/--2020-06-30--"),
        ([DOC, "正文/一", "清河大桥项目"], "项目/清河大桥项目--临江县"),
        ([f'{DOC},正文/一,清淤,>=,80,公里,2020-06-30,"临江县|市区"'], "指标/ge--80--公里--2020-06-30"),
    ],
)
def test_a_row_of_an_answer_tells_the_fact_behind_it(row: list[str], fact: str, graph: Graph) -> None:
    assert first_lines(explain(graph, row)) == [f"doc/{DOC}/正文/一/{fact}"]


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (["云政办发〔2020〕33号", "正文/一"], DOC),
        ([DOC, "正文/九"], "kg audit"),
        (["org/云岭市教育局"], "clause"),
        (['x> } { ?s ?p "'], "clause"),
        (["水务局"], "clause"),
    ],
)
def test_what_the_graph_does_not_hold_is_said_with_a_way_on(
    asked: list[str], words: str, graph: Graph
) -> None:
    with pytest.raises(KgError) as unknown:
        explain(graph, asked)
    assert words in unknown.value.hint


def test_a_long_line_is_cut_round_the_words() -> None:
    text = "甲" * 5_000_000 + "市财政局" + "乙" * 100
    line, mark = marked(text, 5_000_000, 5_000_004)
    assert line == "…" + "甲" * 40 + "市财政局" + "乙" * 40 + "…"
    assert mark == " " * 81 + "^" * 8


@given(some.text(alphabet="市财政局abｶ１\n\t（,é", min_size=1), some.data())
def test_the_mark_stands_below_the_words_whatever_their_width(text: str, data: some.DataObject) -> None:
    start = data.draw(some.integers(0, len(text) - 1))
    end = data.draw(some.integers(start + 1, len(text)))
    lines = list(marked(text, start, end))
    seen = ""
    for line, mark in zip(lines[::2], lines[1::2], strict=True):
        first = next(i for i in range(len(line) + 1) if cell_len(line[:i]) == mark.count(" "))
        last = next(i for i in range(len(line) + 1) if cell_len(line[:i]) == len(mark))
        seen += line[first:last]
    assert "".join(seen.split()) == "".join(text[start:end].split())


# --- the silence report


def test_a_silence_says_file_line_words_and_reason() -> None:
    note = Note("正文/一", by_hand.spot("负责拨付\n资金"), "单位不明 no body")
    [silence] = silences_of(replace(by_hand.RECORD, notes=(note, note)))
    assert (silence.file, silence.line, silence.doc, silence.clause) == (
        "云岭/2020-03.txt",
        7,
        DOC,
        "正文/一",
    )
    assert (silence.words, silence.reason) == ("负责拨付资金", "单位不明 no body")
