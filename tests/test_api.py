"""The graph from Python: what the docstrings and the guide do not show, errors above all."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import kg
from kg.api import OpenGraph
from kg.errors import NO_GRAPH, KgError
from kg.terms import DutyKind, Role


@pytest.fixture(scope="module")
def g(example: Path) -> OpenGraph:
    return kg.open(example)


# --- rows


def test_a_row_is_read_by_name_by_place_and_as_a_dict(g: OpenGraph) -> None:
    answer = g.query("SELECT (1 AS ?n) (0.5 AS ?x) (true AS ?yes) ('2021-06-30'^^xsd:date AS ?day) ?none {}")
    [row] = answer
    assert (row.n, row[1], row._asdict()["yes"], row.day, row.none) == (1, 0.5, True, date(2021, 6, 30), None)
    n, *_ = row
    assert (n, len(row), answer[-1]) == (1, 5, row)


def test_a_column_that_is_no_name_and_a_day_that_is_none_are_kept(g: OpenGraph) -> None:
    answer = g.query("SELECT ('局' AS ?class) ('2021-02-30'^^xsd:date AS ?day) {}")
    assert answer.columns == ("class", "day")
    assert (answer[0][0], answer[0].day) == ("局", "2021-02-30")
    assert list(answer.frame().columns) == ["class", "day"]


def test_an_empty_answer_keeps_its_columns(g: OpenGraph) -> None:
    frame = g.query("SELECT ?a ?b { ?a gz:heading ?b FILTER(false) }").frame()
    assert list(frame.columns) == ["a", "b"] and len(frame) == 0


def test_days_become_a_column_of_time(g: OpenGraph) -> None:
    frame = g.query("deadlines").frame()
    assert str(frame["end"].dtype).startswith("datetime64")
    assert frame["end"].min().date() == date(2021, 6, 15)


def test_parameters_take_pythons_own_values(g: OpenGraph) -> None:
    by_day = g.query("deadlines-until", day=date(2021, 6, 20))
    assert list(by_day) == list(g.query("deadlines-until", day="2021-06-20")) and len(by_day) == 2
    assert len(g.query("targets-by-year", year=2021)) > 0


# --- documents


def test_a_document_is_read_down_to_the_printed_characters(example: Path, g: OpenGraph) -> None:
    printed = (Path(__file__).parent.parent / "examples" / "yunling-2021-02.txt").read_text(encoding="utf-8")
    facts = [
        fact
        for document in g.documents
        for clause in document.clauses
        for fact in (*clause.responsibilities, *clause.deadlines, *clause.targets)
    ]
    assert len(facts) == 128 + 37 + 46, "the example's responsibilities, deadlines and targets"
    for fact in facts:
        assert fact.evidence, fact.iri
        for proof in fact.evidence:
            assert printed[proof.start : proof.end] == proof.words
            assert printed.count("\n", 0, proof.start) + 1 == proof.line


def test_a_clause_gives_facts_of_their_types(g: OpenGraph) -> None:
    clause = g.document("岭政办发〔2021〕14号").clause("附件2/3")
    lead, *others = clause.responsibilities
    assert (lead.body, lead.role, lead.kind, lead.duty) == (
        "云岭市卫生健康委员会",
        Role.LEAD,
        DutyKind.EXPLICIT,
        "",
    )
    assert [one.role for one in others] == [Role.SUPPORT, Role.SUPPORT]
    [limit] = clause.deadlines
    assert (limit.surface, limit.start, limit.end, limit.recurrence) == ("每年", None, None, "P1Y")
    [goal] = clause.targets
    assert (goal.indicator, goal.comparator, goal.value, goal.unit, goal.date) == (
        "体检率",
        ">=",
        80,
        "%",
        None,
    )


def test_documents_are_equal_by_what_they_are(example: Path, g: OpenGraph) -> None:
    assert g.document("岭政发〔2021〕6号") == kg.open(example).document("岭政发[2021]6号") == g.documents[-1]
    assert len(set(g.documents)) == 6
    one, same = (kg.open(example).document("岭政发〔2021〕6号").clause("正文/二/（二）/4") for _ in range(2))
    assert one == same and one.responsibilities == same.responsibilities and one.targets == same.targets


# --- networks


def test_views_hold_what_they_say(g: OpenGraph) -> None:
    whole, shared, assigned = (g.networkx(view) for view in ("all", "co-responsibility", "assignments"))

    def kinds(network: object) -> set[str]:
        return {kind for _, kind in network.nodes(data="kind")}  # type: ignore[attr-defined]

    assert kinds(whole) == {"body", "document", "county", "project"}
    assert (kinds(shared), kinds(assigned)) == ({"body"}, {"body", "document"})
    assert {tie for *_, tie in shared.edges(data="tie")} == {"shares"}
    assert {tie for *_, tie in assigned.edges(data="tie")} == {"assigns"}
    ties = [tie for *_, tie in whole.edges(data="tie")]
    assert (shared.number_of_edges(), assigned.number_of_edges()) == (
        ties.count("shares"),
        ties.count("assigns"),
    )


# --- errors


def test_errors_say_what_and_what_to_do(g: OpenGraph, tmp_path: Path) -> None:
    wrong = [
        (lambda: kg.open(tmp_path), "no graph here", "kg build"),
        (lambda: g.query("duties"), "no such question", "duties-of"),
        (lambda: g.query("duties-of"), "missing parameter body", "单位"),
        (lambda: g.query("duties-of", body="市水力局"), "no such body", "市水利局"),
        (lambda: g.query("SELECT * {"), "broken SPARQL", ""),
        (lambda: g.query("ASK { ?s ?p ?o }"), "only a SELECT", "rdflib"),
        (lambda: g.document("岭政发〔2021〕7号"), "no such document", "岭政发〔2021〕6号"),
        (lambda: g.documents[0].clause("正文/第一章/第四条"), "no such clause", "正文/第一章"),
        (lambda: g.networkx("roles"), "no such view", "co-responsibility"),  # type: ignore[arg-type]
    ]
    for call, what, hint in wrong:
        with pytest.raises(KgError, match=what) as told:
            call()
        assert hint in told.value.hint, f"{what}: the hint is {told.value.hint!r}"
    with pytest.raises(KgError) as told:
        kg.open(tmp_path)
    assert told.value.code == NO_GRAPH


def test_without_pandas_a_frame_says_what_to_install(g: OpenGraph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(KgError, match="pandas") as told:
        g.query("documents").frame()
    assert "gongbao-kg[data]" in told.value.hint


def test_import_kg_loads_nothing_heavy() -> None:
    heavy = {"pyoxigraph", "rdflib", "networkx", "pandas", "kg.api"}
    check = f"import sys, kg; kg.open; print(*sorted(set(sys.modules) & {heavy}))"
    done = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "", f"import kg loads {done.stdout.strip()}"
