"""Every thing of a graph has a page: what is on it, in which form it comes, and that no word of it becomes markup."""

from __future__ import annotations

import doctest
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from types import ModuleType
from urllib.parse import quote

import pyoxigraph as ox
import pytest
import serving
from starlette.applications import Starlette
from starlette.testclient import TestClient

from kg.graph.query import select
from kg.graph.store import open_graph
from kg.serve import address, page, passage
from kg.serve.address import term, thing
from kg.serve.app import app
from kg.serve.held import Held
from kg.serve.limits import Limits
from kg.serve.passage import Proof, anchored
from kg.serve.resource import STATED, known, resource
from kg.serve.routes import page_routes
from kg.terms import DCT, ELI, GZ, OA, RDF, SKOS
from kg.triples.iri import BASE, part

HOUSE = Path(__file__).parent.parent
CLAUSE = f"{BASE}doc/岭政发〔2021〕6号/正文/二/（一）/1"
WATER = f"{BASE}org/云岭市水利局"
SAFE = "/%:@!$&'()*+,;=~"  # what stands in a path as it is
HOSTILE = "</script><img src=x onerror=alert(1)>\"'{{7*7}}"


@pytest.fixture(scope="module")
def client(example: Path) -> TestClient:
    """A client of the example's pages; no worker is started, so `/sparql` stays shut."""
    return TestClient(app(example, Limits(workers=1)))


@pytest.fixture(scope="module")
def small(one_of_each: Path) -> TestClient:
    return TestClient(app(one_of_each, Limits(workers=1)))


@pytest.fixture(scope="module")
def store(example: Path) -> ox.Store:
    return open_graph(example).store


def local(iri: str) -> str:
    """The path of a thing's page, as a browser sends it."""
    return "/id/" + quote(iri.removeprefix(BASE), safe=SAFE)


class Read(HTMLParser):
    """A page as a reader meets it: the words of its marks, its links, and whatever could run."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.quoted = ""
        self.marks: list[str] = []
        self.links: list[str] = []
        self.runs: list[str] = []
        self._open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag not in ("meta", "link", "input", "img", "br"):
            self._open.append(tag)
        if tag == "mark":
            self.marks.append("")
        self.links += [given["href"] or ""] if tag == "a" else []
        if tag in ("img", "iframe", "style") or (tag == "script" and "src" not in given):
            self.runs.append(tag)
        self.runs += [name for name in given if name.startswith("on") or name == "style"]

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag, f"<{tag}> closes nothing"

    def handle_data(self, data: str) -> None:
        if "blockquote" in self._open and "sup" not in self._open:
            self.quoted += data
        if "mark" in self._open:
            self.marks[-1] += data


# --- every IRI opens


def below_the_base(store: ox.Store) -> list[str]:
    terms = {
        term.value
        for quad in store.quads_for_pattern(None, None, None, None)
        for term in (quad.subject, quad.object, quad.graph_name)
        if isinstance(term, ox.NamedNode) and term.value.startswith(BASE) and "#" not in term.value
    }
    return sorted(terms)


def test_every_thing_opens_as_page_and_as_data(one_of_each: Path, small: TestClient) -> None:
    things = below_the_base(open_graph(one_of_each).store)
    assert len(things) > 40
    for iri in things:
        shown = small.get(local(iri), headers={"Accept": "text/html"})
        assert shown.status_code == 200, f"{iri} has no page"
        assert not Read(shown.text).runs, f"{iri}: its page holds {Read(shown.text).runs}"
        triples = set(ox.parse(small.get(local(iri) + ".ttl").content, ox.RdfFormat.TURTLE))
        assert triples and triples == set(
            ox.parse(small.get(local(iri) + ".jsonld").content, ox.RdfFormat.JSON_LD)
        ), f"{iri}: Turtle and JSON-LD differ"


def test_every_link_of_a_page_leads_somewhere(small: TestClient, one_of_each: Path) -> None:
    store = open_graph(one_of_each).store
    things = below_the_base(store)
    links = {link for iri in things for link in Read(small.get(local(iri)).text).links}
    here = {link.partition("#")[0] for link in links if link.startswith(("/id/", "/term/"))}
    here = {link for link in here if not link.endswith((".ttl", ".jsonld"))}
    assert len(here) > 60
    meant = {link: thing(BASE, link[4:]) if link.startswith("/id/") else term(link[6:]) for link in here}
    missing = [link for link, iri in sorted(meant.items()) if iri != BASE and not known(store, iri)]
    assert not missing, "links that lead nowhere:\n" + "\n".join(missing)


@pytest.mark.parametrize("name", ["粮食/蔬菜 50%", "a?b#c", ".", "..", "a'b(c)", "〔2021〕6号", "中 文"])
def test_a_name_with_any_mark_in_it_finds_its_way_back(name: str) -> None:
    iri = f"{BASE}org/{part(name)}"
    assert thing(BASE, local(iri).removeprefix("/id/")) == iri


@pytest.mark.parametrize(
    ("suffix", "accept", "media"),
    [
        ("", "text/html,application/xhtml+xml,*/*;q=0.8", "text/html"),
        ("", "*/*", "text/html"),
        ("", "text/turtle", "text/turtle"),
        ("", "application/ld+json, text/turtle;q=0.9", "application/ld+json"),
        ("", "application/pdf", None),
        (".ttl", "text/html", "text/turtle"),
        (".jsonld", "*/*", "application/ld+json"),
        (".html", "text/turtle", "text/html"),
    ],
)
def test_the_path_or_the_client_says_in_which_form(
    suffix: str, accept: str, media: str | None, client: TestClient
) -> None:
    answer = client.get(local(WATER) + suffix, headers={"Accept": accept})
    assert answer.status_code == (200 if media else 406)
    if media:
        assert answer.headers["content-type"].partition(";")[0] == media
        assert answer.headers["vary"].startswith("Accept")


def test_a_page_that_the_client_has_is_not_sent_again(client: TestClient) -> None:
    tag = client.get(local(WATER)).headers["etag"]
    again = client.get(local(WATER), headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    assert client.head(local(WATER)).status_code == 200


@pytest.mark.parametrize(
    "path", ["/id/org/没有这个局", "/id/org/%FF", "/id/%3Cscript%3E", "/term/gz:nothing", "/term/x:y"]
)
def test_what_the_graph_does_not_know_is_a_404_page(path: str, client: TestClient) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "图谱里没有这个标识" in answer.text and not Read(answer.text).runs


def test_a_file_whose_own_name_ends_like_a_form(tmp_path: Path) -> None:
    name = f"{BASE}source/公报.html"
    quad = ox.Quad(ox.NamedNode(name), ox.NamedNode("http://a/p"), ox.Literal("x"))
    client = TestClient(app(serving.stored(tmp_path / "store", [quad])))
    assert "公报.html" in client.get("/id/source/公报.html", headers={"Accept": "text/turtle"}).text
    assert client.get("/id/source/公报.html.ttl").headers["content-type"].startswith("text/turtle")


# --- what is on a page


def test_what_points_to_a_thing_is_counted(store: ox.Store) -> None:
    counted = {one.relation.iri: one.count for one in resource(store, WATER).mentions}
    rows = select(store, f"SELECT ?p (COUNT(*) AS ?n) {{ ?s ?p <{WATER}> }} GROUP BY ?p")
    assert counted == {iri: int(n) for iri, n in rows}


def test_no_more_than_a_thousand_triples_that_point_here_are_in_its_turtle(tmp_path: Path) -> None:
    hub, relation = ox.NamedNode(f"{BASE}org/甲局"), ox.NamedNode("http://a/p")
    quads = [ox.Quad(ox.NamedNode(f"{BASE}doc/{i}"), relation, hub) for i in range(STATED + 500)]
    client = TestClient(app(serving.stored(tmp_path / "store", quads)))
    assert len(list(ox.parse(client.get(local(hub.value) + ".ttl").content, ox.RdfFormat.TURTLE))) == STATED
    shown = client.get(local(hub.value)).text
    assert f">{STATED + 500}<" in shown and shown.count("/id/doc/") < 50


@pytest.mark.parametrize("name", ["gz:duty", "eli:number", "gz:genre-通知", "rdf:type", "skos:Concept"])
def test_terms_open_under_their_prefixes(name: str, client: TestClient) -> None:
    assert client.get(f"/term/{name}").status_code == client.get(f"/term/{name}.ttl").status_code == 200


def test_a_term_says_what_it_means_and_how_often_it_is_used(client: TestClient, store: ox.Store) -> None:
    shown = client.get("/term/gz:duty").text
    [[uses]] = select(store, "SELECT (COUNT(*) AS ?n) { ?x gz:duty ?y }")
    assert "任务" in shown and f">{uses}<" in shown


def test_the_words_that_prove_a_clauses_facts_are_marked(client: TestClient, store: ox.Store) -> None:
    read = Read(client.get(local(CLAUSE)).text)
    [[text]] = select(store, f"SELECT ?text {{ <{CLAUSE}> gz:text ?text }}")
    assert read.quoted.replace("\u2060", "") == text
    assert "9月底前" in read.marks and "每季度" in read.marks


def test_a_facts_page_marks_its_own_words_alone(client: TestClient, store: ox.Store) -> None:
    [[fact]] = select(store, f'SELECT ?f {{ ?f gz:onClause <{CLAUSE}> ; gz:quote "每季度" }}')
    read = Read(client.get(local(fact)).text)
    assert read.marks == ["每季度"]


def test_a_facts_data_hold_the_words_that_prove_it(client: TestClient, store: ox.Store) -> None:
    [[fact]] = select(store, f'SELECT ?f {{ ?f gz:onClause <{CLAUSE}> ; gz:quote "每季度" }}')
    triples = ox.parse(client.get(local(fact) + ".ttl").content, ox.RdfFormat.TURTLE)
    assert [one.object.value for one in triples if str(one.predicate) == OA.exact] == ["每季度"]


def test_marking_changes_no_clause_and_loses_no_fact(store: ox.Store) -> None:
    clauses = select(
        store,
        "SELECT ?clause ?text (COUNT(DISTINCT ?fact) AS ?n) { ?clause gz:text ?text "
        "OPTIONAL { ?fact gz:onClause ?clause } } GROUP BY ?clause ?text",
    )
    assert len(clauses) > 50
    elsewhere = 0
    for iri, text, facts in clauses:
        shown = passage.passage(store, iri)
        assert "".join(piece.text for piece in shown.pieces) == text, f"{iri}: its text has changed"
        assert len(shown.facts) == int(facts), f"{iri}: {len(shown.facts)} facts of {facts}"
        elsewhere += len(shown.elsewhere)
    assert elsewhere <= 5, f"the words of {elsewhere} facts were not found in their clauses"


@pytest.mark.parametrize(
    ("text", "prefix", "suffix", "at"),
    [
        ("市财政局牵头，市财政局配合", "", "牵头", 0),
        ("市财政局牵头，市财政局配合", "牵头，", "配合", 7),
        ("各县由市财政局负责", "各县由", "负责", 3),
        ("由市水利局负责", "由", "负责", None),
    ],
)
def test_of_the_same_words_twice_the_right_ones_are_marked(
    text: str, prefix: str, suffix: str, at: int | None
) -> None:
    span = anchored(text, Proof(0, 1, "", "市财\n\n政局", prefix, suffix))
    assert (span.start if span else None) == at


# --- hostile words


@pytest.fixture
def hostile(tmp_path: Path) -> TestClient:
    """A graph each of whose words is hostile."""
    quads: list[ox.Quad] = []

    def say(subject: str, predicate: str, value: ox.NamedNode | ox.Literal) -> None:
        quads.append(ox.Quad(ox.NamedNode(BASE + subject), ox.NamedNode(predicate[1:-1]), value))

    words = ox.Literal(HOSTILE, language="zh")
    for predicate in (SKOS.prefLabel, SKOS.altLabel):
        say("org/x", predicate, words)
    say("org/x", RDF.type, ox.NamedNode("http://www.w3.org/ns/org#Organization"))
    say("doc/d", RDF.type, ox.NamedNode(GZ.Document[1:-1]))
    say("doc/d", DCT.title, words)
    say("doc/d/1", ELI.number, ox.Literal(HOSTILE))
    say("doc/d/1", GZ.text, words)
    say("doc/d/1", GZ.heading, words)
    say("doc/d/1", GZ.inDocument, ox.NamedNode(f"{BASE}doc/d"))
    say("doc/d/1/f", GZ.onClause, ox.NamedNode(f"{BASE}doc/d/1"))
    say("doc/d/1/f", GZ.quote, words)
    say("doc/d/1/f", GZ.rule, ox.Literal(HOSTILE))
    return TestClient(app(serving.stored(tmp_path / "store", quads)))


@pytest.mark.parametrize(
    "path",
    ["/id/", "/id/org/x", "/id/doc/d", "/id/doc/d/1", "/id/doc/d/1/f"],
)
def test_hostile_words_stay_words(path: str, hostile: TestClient) -> None:
    shown = hostile.get(path).text
    assert "&lt;img" in shown, "the words are not on the page"
    assert not Read(shown).runs and "<img" not in shown


@pytest.mark.parametrize("name", ["query", "ask", "body"])
def test_hostile_words_in_the_query_pages_address_stay_words(name: str, client: TestClient) -> None:
    shown = client.get("/", params={"ask": "duties-of", name: HOSTILE})
    assert (
        not Read(shown.text).runs and "<img" not in shown.text and "49" not in shown.text.replace("249", "")
    )


def test_only_the_pages_own_files_may_run(client: TestClient) -> None:
    for path in ("/", "/id/", local(WATER), "/id/nothing"):
        policy = client.get(path).headers["content-security-policy"]
        assert "default-src 'none'" in policy and "script-src 'self'" in policy and "unsafe" not in policy, (
            path
        )


# --- the named questions


def test_a_named_question_comes_with_its_parameters_in_place(client: TestClient, store: ox.Store) -> None:
    sparql = client.get("/ask/duties-of", params={"body": "市水利局"}).text
    assert f"VALUES ?body {{ <{WATER}> }}" in sparql and "param:" not in sparql
    assert len(select(store, sparql)) == 9


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/ask/duties-of", "缺参数"),
        ("/ask/duties-of?body=水例局", "您是不是要找"),
        ("/ask/deadlines-until?day=五月", "日期要写成"),
        ("/ask/nothing", "没有"),
    ],
)
def test_what_is_wrong_with_a_question_is_said(path: str, told: str, client: TestClient) -> None:
    answer = client.get(path)
    assert answer.status_code == 400 and told in answer.text


def test_every_question_stands_on_the_query_page_with_a_field_for_each_parameter(client: TestClient) -> None:
    from kg.graph.questions import questions

    shown = client.get("/").text
    for one in questions().values():
        form = re.search(rf'action="/ask/{one.name}".*?</form>', shown, re.DOTALL)
        assert form and one.zh in shown, f"{one.name} is not on the page"
        assert re.findall(r'<input name="(\w+)"', form.group()) == [p.name for p in one.parameters], one.name


def test_names_are_offered_where_a_thing_is_asked_for(client: TestClient) -> None:
    assert {"市水利局", "云岭市水利局"} <= set(client.get("/names/body").json())
    assert client.get("/names/day").json() == []


def test_what_can_be_asked_about_a_thing_is_on_its_page(client: TestClient) -> None:
    assert f"/?ask=duties-of&body={quote('云岭市水利局')}" in Read(client.get(local(WATER)).text).links


def test_completion_knows_the_graphs_own_terms(client: TestClient) -> None:
    known = client.get("/vocabulary").json()
    words = {word["name"]: word for word in known["terms"]}
    assert words["gz:duty"]["zh"] == "任务" and words["gz:Responsibility"]["isClass"]
    assert words["eli:number"]["zh"] == "条款路径"
    assert known["prefixes"]["gz"] == "https://w3id.org/gongbao/ontology#"


# --- what is served


def test_a_new_build_is_shown_without_a_restart(tmp_path: Path) -> None:
    name, label = ox.NamedNode(f"{BASE}org/x"), ox.NamedNode(SKOS.prefLabel[1:-1])
    old, new = (
        Held(serving.stored(tmp_path / words, [ox.Quad(name, label, ox.Literal(words))]), BASE, words)
        for words in ("水利局", "水务局")
    )
    held = iter([old, old, new])
    client = TestClient(Starlette(routes=page_routes(lambda: next(held))))
    assert ["水务局" in client.get("/id/org/x").text for _ in range(3)] == [False, False, True]


STATIC = HOUSE / "kg" / "serve" / "static"


def test_the_bundled_editor_is_the_one_that_web_pins() -> None:
    pinned = json.loads((HOUSE / "web" / "package.json").read_text(encoding="utf-8"))["dependencies"]
    for name, version in pinned.items():
        for kind in ("js", "css"):
            head = (STATIC / f"editor.min.{kind}").read_text(encoding="utf-8")[:200]
            assert f"{name} {version} " in head, f"editor.min.{kind} is stale: npm run build in web/"
        licences = (STATIC / "editor.licences.txt").read_text(encoding="utf-8")
        assert f"{name} {version}: MIT" in licences and licences.count("Permission is hereby granted") > 5


def test_nothing_that_is_served_names_another_server() -> None:
    known = re.compile(r"https?://(?:www\.w3\.org/|europa)")
    for path in STATIC.iterdir():
        if path.suffix in (".js", ".css", ".svg"):
            words = path.read_text(encoding="utf-8")
            far = [url for url in re.findall(r"https?://[\w.-]+/?", words) if not known.match(url)]
            assert not far, f"{path.name} names {far}"
            assert "prefix.cc/" not in words and "lov.linkeddata" not in words, path.name


@pytest.mark.parametrize("module", [address, page, passage])
def test_the_docstrings_examples_hold(module: ModuleType) -> None:
    outcome = doctest.testmod(module)
    assert outcome.attempted and not outcome.failed
