"""Questions: each with its answer over the example, words in two languages, and parameters that are bound."""

from __future__ import annotations

import csv
import difflib
import json
from pathlib import Path

import answers
import pyoxigraph as ox
import pytest

from kg.errors import KgError
from kg.graph.export import TABLES
from kg.graph.names import meant, terms
from kg.graph.query import Rows, ask, select
from kg.graph.questions import Question, question, questions, read_question, told
from kg.graph.render import Form, rendered
from kg.graph.store import Graph, open_graph
from kg.graph.turtle import parsed
from kg.terms import PREFIXES

QUESTIONS = questions()


@pytest.fixture(scope="module")
def graph(example: Path) -> Graph:
    return open_graph(example)


# --- the questions


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_answers_as_it_did(name: str, graph: Graph) -> None:
    kept = answers.ANSWERS / f"{name}.csv"
    assert kept.is_file(), f"{kept.name} is missing: {answers.COMMAND} writes it"
    before, now = kept.read_bytes().decode(), answers.answer(graph.store, QUESTIONS[name]).decode()
    if before != now:
        changes = difflib.unified_diff(before.splitlines(), now.splitlines(), "kept", "now", n=0, lineterm="")
        pytest.fail(f"{answers.COMMAND} writes it anew; read the diff first:\n" + "\n".join([*changes][:30]))


def test_every_answer_has_its_question_and_there_are_enough() -> None:
    kept = {path.stem for path in answers.ANSWERS.glob("*.csv")}
    assert kept == set(QUESTIONS), "an answer without a question, or the other way round"
    assert set(QUESTIONS) >= set(TABLES)
    assert len(QUESTIONS) >= len(TABLES) + 12


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_has_words_in_two_languages_and_slots_for_its_parameters(name: str) -> None:
    asked = QUESTIONS[name]
    assert asked.zh and asked.en, f"queries/{name}.rq: `# title@zh:` and `# title@en:`"
    for parameter in asked.parameters:
        assert parameter.zh and parameter.en, f"queries/{name}.rq: the words of {parameter.name}"
        assert asked.bound({parameter.name: (ox.Literal("x"),)}) != asked.sparql, (
            f"queries/{name}.rq: VALUES ?{parameter.name} {{ UNDEF }} is missing"
        )
    unknown = {
        slot for slot in answers.given().get(name, {}) if slot not in {p.name for p in asked.parameters}
    }
    assert not unknown, f"tests/queries/parameters.yaml gives {unknown}"


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_is_plain_sparql_that_declares_its_prefixes(name: str) -> None:
    ox.Store().query(QUESTIONS[name].sparql)


# --- parameters


HOSTILE = (
    'x" } } DELETE WHERE { ?s ?p ?o } #',
    "x\" ; <http://e/p> 'y' . ?s ?p ?o",
    "> } ?s ?p ?o { <http://e",
    "\\u0022 } ?s ?p ?o",
    "x\n} UNION { ?s ?p ?o",
    "UNDEF } ?s ?p ?o",
    "\\",
)


@pytest.mark.parametrize("words", HOSTILE)
def test_a_parameter_is_one_term_whatever_it_says(words: str) -> None:
    """Between the braces stands one literal with just these words, and it finds just what bears them."""
    asked = Question("q", "", "", (), "SELECT ?s { VALUES ?word { UNDEF } ?s <http://e/p> ?word }")
    store = ox.Store()
    for subject, value in (("it", words), ("other", "other")):
        store.add(ox.Quad(ox.NamedNode(f"http://e/{subject}"), ox.NamedNode("http://e/p"), ox.Literal(value)))
    assert select(store, asked.bound({"word": meant(store, "word", words)})) == [["http://e/it"]]


@pytest.mark.parametrize("words", HOSTILE)
def test_a_hostile_name_is_an_unknown_name(words: str, graph: Graph) -> None:
    with pytest.raises(KgError):
        terms(graph.store, question("duties-of"), [f"body={words}"])


@pytest.mark.parametrize("name", ["云岭市水利局", "市水利局", "水利局", " 市水利局 ", "市 水利局"])
def test_a_body_is_known_by_any_of_its_names(name: str, graph: Graph) -> None:
    assert meant(graph.store, "body", name) == (ox.NamedNode(f"{graph.manifest.base}org/云岭市水利局"),)


def test_a_body_is_known_by_its_iri(graph: Graph) -> None:
    iri = f"{graph.manifest.base}org/云岭市水利局"
    assert meant(graph.store, "body", iri) == (ox.NamedNode(iri),)


def test_a_misspelt_body_gets_did_you_mean(graph: Graph) -> None:
    with pytest.raises(KgError) as unknown:
        meant(graph.store, "body", "市水力局")
    assert "市水利局" in unknown.value.hint and "您是不是要找" in unknown.value.hint


TWO_CITIES = """
<http://e/a> a org:Organization ; skos:prefLabel "云岭市财政局"@zh ; skos:altLabel "市财政局"@zh .
<http://e/b> a org:Organization ; skos:prefLabel "临江市财政局"@zh ; skos:altLabel "市财政局"@zh .
"""


def turtle_store(statements: str) -> ox.Store:
    head = "".join(f"@prefix {prefix}: <{space}> .\n" for prefix, space in PREFIXES.items())
    store = ox.Store()
    store.load(input=head + statements, format=ox.RdfFormat.TURTLE)
    return store


@pytest.mark.parametrize("name", ["市财政局", "财政局"])
def test_a_name_that_two_cities_share_lists_them(name: str) -> None:
    with pytest.raises(KgError) as both:
        meant(turtle_store(TWO_CITIES), "body", name)
    assert "临江市财政局、云岭市财政局" in both.value.hint


TWO_DOCUMENTS = """
<http://e/1> a schema:Place ; skos:prefLabel "市直"@zh .
<http://e/2> a schema:Place ; skos:prefLabel "市直"@zh .
"""


def test_a_name_that_means_the_same_everywhere_means_all_that_bear_it() -> None:
    assert meant(turtle_store(TWO_DOCUMENTS), "county", "市直") == tuple(
        map(ox.NamedNode, ("http://e/1", "http://e/2"))
    )


def test_a_document_is_known_by_number_and_title(graph: Graph) -> None:
    by_number = meant(graph.store, "document", "岭政发[2021]6号")
    assert by_number == meant(graph.store, "document", "《云岭市农村供水提质三年行动方案》")


@pytest.mark.parametrize(
    ("name", "value"), [("day", "2021年6月"), ("day", "2021-02-30"), ("year", "二〇二一"), ("year", "21")]
)
def test_a_day_and_a_year_are_written_as_such(name: str, value: str) -> None:
    with pytest.raises(KgError):
        meant(ox.Store(), name, value)


def test_parameters_are_asked_for_and_checked() -> None:
    asked = question("duties-of")
    for pairs, words in (
        ([], "missing parameter body"),
        (["body"], "name=value"),
        (["boby=x"], "no parameter boby"),
    ):
        with pytest.raises(KgError, match=words) as wrong:
            told(pairs, asked)
        assert "kg query duties-of --param body=" in wrong.value.hint
    assert told(["body=a=b"], asked) == {"body": "a=b"}


def test_a_parameter_has_a_default_or_stays_open(tmp_path: Path) -> None:
    file = tmp_path / "q.rq"
    file.write_text(
        "# param: day | 2021-01-01 | 日 | day\n# param: year | | 年 | year\nASK {}", encoding="utf-8"
    )
    assert told([], read_question(file)) == {"day": "2021-01-01"}


def test_a_badly_written_parameter_comment_is_told_of(tmp_path: Path) -> None:
    file = tmp_path / "q.rq"
    file.write_text("# param: day | 日\nASK {}", encoding="utf-8")
    with pytest.raises(KgError, match=r"name \| default \| zh \| en"):
        read_question(file)


def test_an_unknown_question_gets_the_nearest_names() -> None:
    with pytest.raises(KgError) as unknown:
        question("dutys-of")
    assert "duties-of" in unknown.value.hint


# --- answers


def test_broken_sparql_says_line_and_column() -> None:
    with pytest.raises(KgError) as broken:
        ask(ox.Store(), "SELECT ?x WHERE {\n  ?x a gz:Document ;;; FILTR }", "q.rq")
    assert broken.value.where.startswith("q.rq:2:"), str(broken.value)


def test_an_undeclared_prefix_is_named_as_such() -> None:
    with pytest.raises(KgError) as broken:
        ask(ox.Store(), "SELECT ?x { ?x foo:bar ?y }")
    assert "prefix" in broken.value.hint


@pytest.mark.parametrize(
    "sparql", ["SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "ASK {service ?x {}}"]
)
def test_no_question_leaves_this_computer(sparql: str) -> None:
    with pytest.raises(KgError, match="SERVICE"):
        ask(ox.Store(), sparql)


@pytest.mark.parametrize(
    "sparql",
    [
        'SELECT ?service { ?service <http://e/SERVICE> "SERVICE" } # SERVICE',
        "PREFIX service: <http://e/> ASK { ?x service:x '''a \" SERVICE''' }",
    ],
)
def test_the_word_service_elsewhere_is_no_harm(sparql: str) -> None:
    ask(ox.Store(), sparql)


ODD = Rows(
    ("名称", "n"),
    (
        (ox.Literal('逗号, 引号" 竖线|'), ox.Literal(3)),
        (ox.Literal("两\n行\t制表"), None),
        (
            ox.NamedNode("http://e/市"),
            ox.Literal("1.5", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#decimal")),
        ),
    ),
)


def test_csv_is_rfc_4180() -> None:
    text = rendered(ODD, Form.CSV)
    assert text.startswith("名称,n\r\n")
    assert list(csv.reader(text.splitlines(keepends=True)))[1:] == ODD.texts()


def test_tsv_keeps_one_row_a_line() -> None:
    assert rendered(ODD, Form.TSV).split("\n")[2] == "两 行 制表\t"


def test_json_keeps_numbers_and_nothing() -> None:
    assert [row["n"] for row in json.loads(rendered(ODD, Form.JSON))] == [3, None, 1.5]


def test_markdown_escapes_what_would_be_a_table() -> None:
    assert rendered(ODD, Form.MD).split("\n")[2] == '| 逗号, 引号" 竖线\\| | 3 |'


def test_table_columns_stand_straight_with_chinese_in_them() -> None:
    from rich.cells import cell_len

    rows = Rows(("单位", "n"), ((ox.Literal("市财政局"), ox.Literal(1)), (ox.Literal("abc"), ox.Literal(2))))
    lines = rendered(rows, Form.TABLE).rstrip("\n").split("\n")
    assert len({cell_len(line) for line in lines[2:]}) == 1, "\n".join(lines)


def test_turtle_of_a_construct_reads_back() -> None:
    store = ox.Store()
    store.extend(ox.Quad(*triple) for triple in parsed([b'<http://e/a> <http://e/b> "\xe5\xb8\x82"@zh .\n']))
    facts = ask(store, "CONSTRUCT WHERE { ?s ?p ?o }")
    assert not isinstance(facts, Rows | bool)
    assert len(list(ox.parse(facts.turtle, ox.RdfFormat.TURTLE))) == 1
