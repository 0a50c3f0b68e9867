"""What a record becomes as triples: names, merged facts, evidence; and that any text stays text."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from types import MappingProxyType

import pyoxigraph as ox
import pytest
from by_hand import (
    CITY,
    CLAUSES,
    COUNTIES,
    DOCUMENT,
    FACTS,
    MONEY_NAME,
    RECORD,
    SOURCE,
    TEXT,
    WATER,
    WATER_NAME,
    printed,
    read,
    spot,
)
from hypothesis import given
from hypothesis import strategies as st

from kg.model import (
    Citation,
    Clause,
    Deadline,
    Document,
    Fact,
    Membership,
    Name,
    Organisation,
    Part,
    Place,
    Printed,
    Project,
    Record,
    Responsibility,
    Target,
)
from kg.pointers import Pointer
from kg.terms import GZ, ORG, RDF, DutyKind, Level, MemberRole, OrganisationKind, Relation, Role
from kg.text import EMPTY, Span
from kg.triples import derived, iri, triples
from kg.triples.literals import number, text

BASE = "https://example.org/id/"
DOC = f"{BASE}doc/云政办发〔2020〕3号"
PAID = f"<{DOC}/正文/一/责任/云岭市财政局/responsible>"


def said(record: Record = RECORD) -> dict[tuple[str, str], set[str]]:
    """Subject and predicate -> what is said of it."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for subject, predicate, value in triples(record, BASE):
        found[subject, predicate].add(value)
    return found


def subjects(record: Record = RECORD) -> set[str]:
    return {subject for subject, _, _ in triples(record, BASE)}


# --- names


@pytest.mark.parametrize(
    "name",
    [
        DOC,
        f"{DOC}/正文/一",
        f"{DOC}/正文/一/责任/云岭市水务局/lead",
        f"{DOC}/通知/引用/山南省水污染防治条例",
        f"{DOC}/正文/一/时限/--2020-06-30--",
        f"{DOC}/正文/一/项目/清河大桥项目--临江县",
        f"{DOC}/正文/二/成员/云岭市清河行动领导小组/李明/组长",
        f"{DOC}/正文/一/指标/ge--80--公里--2020-06-30",
        f"{BASE}org/云岭市水务局",
        f"{BASE}org/云岭市/各县（市、区）人民政府",
        f"{BASE}org/云岭市清河行动领导小组/人/李明",
        f"{BASE}place/990121",
        f"{BASE}date/2020-06-30",
        f"{BASE}source/云岭/2020-03.txt",
    ],
)
def test_things_are_called_readably(name: str) -> None:
    assert f"<{name}>" in subjects()


def test_a_name_keeps_its_place_in_the_path() -> None:
    assert iri.part("粮食/蔬菜 50%？#<>") == "粮食%2F蔬菜%2050%25？%23%3C%3E"
    assert iri.part("..") == "%2E%2E", "two dots would be taken for a step up"
    assert iri.path("../a//b/.") == "%2E%2E/a/_/b/%2E"


def test_brackets_of_a_number_are_one_document() -> None:
    assert iri.document(BASE, "云政发[2020]3号") == iri.document(BASE, "云政发〔2020〕3号")


def test_the_counties_of_two_cities_never_meet() -> None:
    elsewhere = replace(COUNTIES, place="海川市")
    assert iri.organisation(BASE, COUNTIES) != iri.organisation(BASE, elsewhere)


def test_a_place_that_is_no_division_is_the_documents_own() -> None:
    assert f"<{DOC}/地点/市区>" in subjects()


def test_nothing_is_nameless() -> None:
    blank = [triple for triple in triples(RECORD) if any(term.startswith("_:") for term in triple)]
    assert not blank


# --- changes of bodies


def test_what_a_reform_made_of_a_body_is_one_event() -> None:
    found, event = said(), f"<{BASE}change/2021-03-01/云岭市水利局>"
    assert found[event, RDF.type] == {ORG.ChangeEvent}
    assert found[event, ORG.originalOrganization] == {f"<{BASE}org/云岭市水务局>"}
    assert found[event, ORG.resultingOrganization] == {f"<{BASE}org/云岭市水利局>"}
    assert found[f"<{BASE}org/云岭市水利局>", RDF.type] == {ORG.Organization}


def test_a_body_that_is_split_has_one_event_with_two_results() -> None:
    event = f"<{BASE}change/2024-12-31/云岭市水利局>"
    results = {f"<{BASE}org/云岭市{name}>" for name in ("河湖局", "供水局")}
    assert said()[event, ORG.resultingOrganization] == results


# --- facts


def test_duties_of_a_body_in_one_role_are_one_node() -> None:
    found = said()
    assert found[PAID, GZ.duty] == {'"筹措资金；拨付资金"@zh'}, "in printed order, gaps gone"
    assert found[PAID, GZ.dutyKind] == {DutyKind.EXPLICIT.term}, "explicit goes before agent"
    assert found[PAID, GZ.quote] == {'"市财政局负责筹措资金；负责拨付资金"'}
    assert found[PAID, GZ.rule] == {'"trigger"', '"subject"'}
    assert len(found[PAID, GZ.evidence]) == 2, "each wording keeps its own evidence"


def test_a_duty_that_is_the_whole_clause_takes_in_the_narrower_ones() -> None:
    whole = Responsibility(
        "正文/一", spot("市财政局"), "bracket", MONEY_NAME, Role.RESPONSIBLE, DutyKind.EXPLICIT
    )
    found = said(replace(RECORD, facts=(*FACTS, whole)))
    assert (PAID, GZ.duty) not in found


def test_the_order_of_facts_does_not_matter() -> None:
    backwards = replace(RECORD, facts=FACTS[::-1])
    assert set(triples(backwards)) == set(triples(RECORD))


def test_evidence_slices_back_to_its_words() -> None:
    found = said()
    starts = {s.removesuffix("/位置>"): v for (s, p), v in found.items() if p.endswith("#start>")}
    ends = {s.removesuffix("/位置>"): v for (s, p), v in found.items() if p.endswith("#end>")}
    quotes = {s.removesuffix("/原文>"): v for (s, p), v in found.items() if p.endswith("#exact>")}
    assert starts.keys() == quotes.keys()
    for proof, exact in quotes.items():
        start, end = (int(min(where[proof]).split('"')[1]) for where in (starts, ends))
        assert exact == {text(TEXT[start:end])}, proof


def test_the_strongest_relation_counts() -> None:
    mention = Citation("通知", Span(0, 1), "named", "山南省水污染防治条例", "", Relation.MENTIONS)
    found = said(replace(RECORD, facts=(mention, *FACTS)))
    assert found[f"<{DOC}/通知/引用/山南省水污染防治条例>", GZ.relation] == {Relation.BASIS.term}


def test_a_row_hangs_on_the_nearest_clause_above() -> None:
    row = Clause("正文/一/（二）/3", "row", 9, (spot("清淤"),), EMPTY)
    found = said(replace(RECORD, clauses=(*CLAUSES, row)))
    above = found[f"<{DOC}/正文/一/（二）/3>", "<http://data.europa.eu/eli/ontology#is_part_of>"]
    assert above == {f"<{DOC}/正文/一>"}, "the printed group row （二） is no clause"


def test_a_body_goes_by_the_names_the_document_prints() -> None:
    shared = Name("水务", spot("水务"), head="市", tail="部门")
    record = replace(RECORD, names=MappingProxyType({**RECORD.names, shared: WATER}))
    labels = said(record)[f"<{BASE}org/云岭市水务局>", "<http://www.w3.org/2004/02/skos/core#altLabel>"]
    assert labels == {'"市水务局"@zh', '"市水务部门"@zh'}


def test_a_company_of_a_project_is_an_enterprise() -> None:
    kinds = said()[f"<{BASE}org/云岭路桥有限公司>", ORG.classification]
    assert kinds == {OrganisationKind.ENTERPRISE.term}


def test_a_value_that_is_no_number_stays_words() -> None:
    assert number("1.40").endswith("#decimal>")
    assert number("三成") == '"三成"'
    assert number("9" * 40) == f'"{"9" * 40}"'


def test_a_document_of_which_nothing_is_known_is_told() -> None:
    bare = replace(RECORD, document=Document(SOURCE, Span(0, 5), ()), clauses=(), facts=())
    (document,) = {s for s, p, o in triples(bare, BASE) if (p, o) == (RDF.type, GZ.Document)}
    assert document == f"<{BASE}doc/96fcc005>"


def test_derived_triples_lead_from_body_to_clause() -> None:
    found = set(derived(RECORD, BASE))
    assert (f"<{BASE}org/云岭市水务局>", GZ.leads, f"<{DOC}/正文/一>") in found
    assert (f"<{BASE}graph/derived>", RDF.type, GZ.Derived) in found


# --- any text stays text

words = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"]),
        st.sampled_from("</script>\"'\\%#?{}|^`[] \n\t.〔〕（）市局"),
    ),
    max_size=12,
)
spans = st.tuples(st.integers(0, 9), st.integers(1, 9)).map(lambda pair: Span(pair[0], sum(pair)))
bodies = st.builds(
    Organisation,
    name=words,
    kind=st.sampled_from(OrganisationKind),
    level=st.sampled_from(Level),
    place=words,
    parent=words,
    aliases=st.tuples(words),
    members=st.tuples(words),
)


@st.composite
def facts(
    draw: st.DrawFn,
) -> tuple[Fact, ...]:
    """One fact of each kind, with any words in every field."""
    at = {"clause": draw(words), "span": draw(spans), "rule": draw(words)}
    sign = draw(st.sampled_from(["=", ">=", "<=", "~"]))
    return (
        Responsibility(**at, body=WATER_NAME, role=draw(st.sampled_from(Role)), kind=DutyKind.NORM),
        Citation(**at, title=draw(words), number=draw(words), relation=draw(st.sampled_from(Relation))),
        Deadline(**at, start=draw(words), end=draw(words), recurrence=draw(words)),
        Project(
            **at,
            name=draw(words),
            location=draw(words),
            stage=draw(words),
            category=draw(words),
            provincial_key=True,
            proponents=(draw(words),),
        ),
        Pointer(**at, targets=(draw(words), draw(words))),
        Membership(**at, group=MONEY_NAME, person=draw(words), role=MemberRole.HEAD, post=draw(words)),
        Target(
            **at,
            indicator=draw(words),
            comparator=sign,
            value=draw(words),
            unit=draw(words),
            date=draw(words),
            places=(draw(words),),
        ),
    )


@st.composite
def records(draw: st.DrawFn) -> Record:
    """A record in which every word is any text."""
    source = read(draw(words), draw(words))
    heads = {field: Printed(draw(words), Span(0, 1)) for field in ("title", "genre", "date")}
    issuers = (Printed(draw(words), Span(0, 1)), Printed(draw(words), Span(0, 1)))
    number_ = draw(st.none() | st.builds(Printed, words, spans))
    part = Part(draw(words), draw(words), (draw(spans),))
    clause = Clause(draw(words), "item", 1, (draw(spans),), EMPTY, draw(words))
    place = Place(draw(words), draw(words), Level.CITY, draw(words), (draw(words),))
    return Record(
        Document(
            source,
            draw(spans),
            (part,),
            number=number_,
            issuers=issuers,
            recipients=(heads["title"],),
            **heads,
        ),
        (clause,),
        draw(facts()),
        MappingProxyType({WATER_NAME: draw(bodies), MONEY_NAME: draw(bodies)}),
        MappingProxyType({draw(words): place}),
    )


@given(records())
def test_any_text_gives_lines_that_parse_back(record: Record) -> None:
    given_ = {*triples(record), *derived(record)}
    lines = "".join(f"{s} {p} {o} <{DOC}> .\n" for s, p, o in given_)
    assert lines.count("\n") == len(given_), "one line a triple"
    parsed = list(ox.parse(lines, format=ox.RdfFormat.N_QUADS))
    assert len(parsed) == len(given_)


@given(words)
def test_a_literal_reads_back_as_it_was(anything: str) -> None:
    (quad,) = ox.parse(f"<x:a> <x:b> {text(anything)} .", format=ox.RdfFormat.N_TRIPLES)
    assert isinstance(quad.object, ox.Literal)
    assert quad.object.value == anything


@given(words, words)
def test_two_names_are_two_iris(one: str, other: str) -> None:
    assert (iri.part(one) == iri.part(other)) == (one == other) or "_" in (one, other)


def test_a_title_stays_text() -> None:
    title = '</script><img onerror="alert(1)">\n第二行'
    found = said(replace(RECORD, document=replace(DOCUMENT, title=Printed(title, printed("通知").span))))
    assert found[f"<{DOC}>", "<http://purl.org/dc/terms/title>"] == {
        '"</script><img onerror=\\"alert(1)\\">\\n第二行"@zh'
    }


def test_a_division_stands_in_the_one_above() -> None:
    found = said()
    assert found[f"<{BASE}place/990121>", "<https://schema.org/containedInPlace>"] == {
        f"<{BASE}place/{CITY.code}>"
    }


@pytest.mark.parametrize("file", ["云岭/2020-03.txt", "云岭/2020-04.txt"])
def test_a_document_printed_twice_has_the_evidence_of_both(file: str) -> None:
    later = tuple(replace(fact, span=Span(fact.span.start + 3, fact.span.end + 3)) for fact in FACTS[:1])
    reprint = replace(DOCUMENT, source=read(f"增刊\n{TEXT}", file))
    again = replace(RECORD, document=reprint, clauses=(), facts=later)
    both = {*triples(RECORD, BASE), *triples(again, BASE)}
    lead = f"<{DOC}/正文/一/责任/云岭市水务局/lead>"
    proofs = {o for s, p, o in both if (s, p) == (lead, GZ.evidence)}
    assert len(proofs) == 2
    assert all(len({o for s, p, o in both if (s, p) == (proof, GZ.line)}) == 1 for proof in proofs)
