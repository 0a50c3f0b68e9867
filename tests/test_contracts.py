"""The nine tables of facts: the query of each name gives the table's columns and the record's rows."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pyoxigraph as ox
import pytest
from by_hand import DOCUMENT, FACTS, RECORD
from rdflib import Graph

from kg.model import Membership, Record
from kg.resources import folder
from kg.terms import MemberRole
from kg.triples import derived, triples

NO = "云政办发〔2020〕3号"
CITY = "云岭市人民政府"
TITLE = "云岭市人民政府办公室关于印发云岭市清河行动方案的通知"

# column names, then the rows that the record of by_hand.py gives, in order
TABLES = {
    "documents": """
        doc|title|issuer|type|date|recipients|approved_by|enclosed_title|public
        NO|TITLE|CITY办公室|通知|2020-04-08|各县（市、区）人民政府+市直各有关单位|市政府第9次常务会议|云岭市清河行动方案|no
    """,
    "clauses": """
        doc|path|heading
        NO|正文/一|清淤
        NO|正文/二|组织
    """,
    "responsibilities": """
        doc|clause|org|role|kind|duty|evidence
        NO|通知|各县（市、区）人民政府|responsible|agent||各县（市、区）人民政府
        NO|正文/一|云岭市水务局|lead|explicit||市水务局
        NO|正文/一|云岭市财政局|responsible|explicit|筹措资金；拨付资金|市财政局负责筹措资金；负责拨付资金
        NO|正文/一|云岭市财政局|support|explicit||市财政局
    """,
    "citations": """
        doc|clause|title|number|relation
        NO|通知|山南省水污染防治条例||basis
        NO|正文/二|水污染防治计划|山政发〔2019〕8号|implements
    """,
    "deadlines": """
        doc|clause|surface|start|end|recurrence
        NO|正文/一|2020年6月底前||2020-06-30|
        NO|正文/二|2020年起每月|2020-01-01||P1M
    """,
    "projects": """
        doc|path|name|location|stage|category|provincial_key|proponents
        NO|正文/一|清河大桥项目|临江县|新建|基础设施|no|云岭路桥有限公司
    """,
    "memberships": """
        doc|group|person|role|post
        NO|云岭市清河行动领导小组|李明|组长|副市长
    """,
    "targets": """
        doc|clause|indicator|comparator|value|unit|date|place
        NO|正文/一|清淤|>=|80|公里|2020-06-30|临江县+市区
        NO|正文/二|河长制覆盖率|=|100|%||
    """,
    "orgs": """
        org|kind|level|place|parent|aliases|members
        临江县人民政府||||||
        CITY||||||
        CITY办公室||||||
        云岭市水务局|department|city|云岭市|CITY|市水务局|
        云岭市清河行动领导小组|group|city|云岭市||领导小组|
        云岭市财政局|department|city|云岭市|CITY|市财政局|
        云岭路桥有限公司|enterprise|none||||
        各县（市、区）人民政府|collective|county|云岭市|CITY||临江县人民政府
    """,
}


def expected(table: str) -> list[list[str]]:
    text = TABLES[table].replace("NO", NO).replace("TITLE", TITLE).replace("CITY", CITY)
    rows = [line.strip().split("|") for line in text.strip().splitlines()]
    return [[cell.replace("+", "|") for cell in row] for row in rows]


def lines(record: Record) -> str:
    """The record's triples as N-Triples."""
    said = {f"{s} {p} {o} .\n" for s, p, o in [*triples(record), *derived(record)]}
    return "".join(sorted(said))


def answer(name: str, record: Record = RECORD, vocabulary: str = "") -> list[list[str]]:
    """Header and rows of the query's answer over the record's graph and a vocabulary."""
    store = ox.Store()
    store.bulk_load(lines(record).encode(), format=ox.RdfFormat.N_TRIPLES)
    store.load(vocabulary.encode(), format=ox.RdfFormat.TURTLE)
    found = store.query((folder("queries") / f"{name}.rq").read_text(encoding="utf-8"))
    assert isinstance(found, ox.QuerySolutions)
    told = found.serialize(format=ox.QueryResultsFormat.CSV)
    assert told is not None
    return list(csv.reader(io.StringIO(told.decode(), newline="")))


@pytest.mark.parametrize("table", TABLES)
def test_query_gives_its_tables_columns_and_rows(table: str) -> None:
    assert answer(table) == expected(table)


@pytest.mark.parametrize("table", TABLES)
def test_rdflib_gives_the_same_rows(table: str) -> None:
    graph = Graph().parse(data=lines(RECORD), format="nt")
    found = graph.query((folder("queries") / f"{table}.rq").read_text(encoding="utf-8"))
    rows = [["" if cell is None else str(cell) for cell in row] for row in found]
    assert rows == expected(table)[1:], "the queries are plain SPARQL, for notebooks too"


def test_a_document_without_a_number_leaves_the_cell_empty() -> None:
    unnumbered = replace(RECORD, document=replace(DOCUMENT, number=None))
    for table in TABLES.keys() - {"orgs"}:
        header, *rows = answer(table, unnumbered)
        assert len(rows) == len(expected(table)) - 1, table
        assert {row[header.index("doc")] for row in rows} == {""}, table


def test_a_convenor_counts_as_the_head_of_the_group() -> None:
    facts = tuple(replace(f, role=MemberRole.CONVENOR) if isinstance(f, Membership) else f for f in FACTS)
    record = replace(RECORD, facts=facts)
    assert "member-role-召集人>" in lines(record), "the graph says what is printed"
    roles = (folder("ontology") / "vocabularies" / "member-roles.ttl").read_text(encoding="utf-8")
    _, row = answer("memberships", record, roles)
    assert row[expected("memberships")[0].index("role")] == "组长"


def test_recipients_come_in_printed_order() -> None:
    names = [f"第{i}局" for i in range(12, 0, -1)]
    recipients = tuple(replace(DOCUMENT.recipients[0], value=name) for name in names)
    _, row = answer("documents", replace(RECORD, document=replace(DOCUMENT, recipients=recipients)))
    assert row[expected("documents")[0].index("recipients")] == "|".join(names)


def test_joint_issuers_come_in_printed_order() -> None:
    names = ["云岭市水利局", *(f"第{i}局" for i in range(12, 0, -1))]
    issuers = tuple(replace(DOCUMENT.issuers[0], value=name) for name in names)
    _, row = answer("documents", replace(RECORD, document=replace(DOCUMENT, issuers=issuers)))
    assert row[expected("documents")[0].index("issuer")] == "|".join(names)


def test_a_cited_document_is_not_one_that_was_read() -> None:
    assert len(answer("documents")) == 2, "the header and one document; two more are cited"
