"""The server: what it answers in which form, what it refuses, and that nothing anyone sends stops it."""

from __future__ import annotations

import gzip
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from subprocess import DEVNULL, PIPE

import gazettes
import httpx
import pyoxigraph as ox
import pytest
import serving
from rdflib import Graph

from kg.build import build
from kg.cli import run
from kg.errors import KgError
from kg.graph.query import FarError, Scope, evaluated
from kg.serve.asked import Asked
from kg.serve.held import held
from kg.serve.limits import Limits
from kg.serve.listen import listening
from kg.serve.media import FACTS, TABLES, chosen
from kg.serve.worker import framed

ROWS = 60
TITLES = "SELECT ?d ?t { ?d a gz:Document ; dct:title ?t } ORDER BY ?d"
FORM = "application/x-www-form-urlencoded"


@pytest.fixture(scope="module")
def client(example: Path) -> Iterator[httpx.Client]:
    """A server of the example with narrow limits."""
    limits = Limits(seconds=2, rows=ROWS, query_bytes=50_000, megabytes=700, workers=2)
    with serving.served(example, limits) as client:
        yield client


def asked(client: httpx.Client, sparql: str, accept: str = "*/*") -> httpx.Response:
    return client.get("/sparql", params={"query": sparql}, headers={"Accept": accept})


def numbered(rows: int) -> str:
    """A query with so many rows, 9 × 9 of them at most."""
    nine = "{ 1 2 3 4 5 6 7 8 9 }"
    return f"SELECT ?a ?b {{ VALUES ?a {nine} VALUES ?b {nine} }} LIMIT {rows}"


# --- the forms of the answer


@pytest.mark.parametrize("media", TABLES)
def test_a_table_comes_in_every_form_with_the_same_rows(media: str, client: httpx.Client) -> None:
    answer = asked(client, TITLES, media)
    assert answer.headers["content-type"].partition(";")[0] == media
    plain = asked(client, TITLES).json()["results"]["bindings"]
    if media == "text/csv":
        assert answer.text.splitlines()[1:] == [f"{row['d']['value']},{row['t']['value']}" for row in plain]
        return
    read = ox.parse_query_results(answer.content, TABLES[media])
    assert isinstance(read, ox.QuerySolutions)
    assert [row["t"].value for row in read] == [row["t"]["value"] for row in plain] != []


@pytest.mark.parametrize("media", FACTS)
def test_facts_come_in_every_form_with_the_same_triples(media: str, client: httpx.Client) -> None:
    sparql = "CONSTRUCT { ?d dct:title ?t } { ?d a gz:Document ; dct:title ?t }"
    answer = asked(client, sparql, media)
    assert answer.headers["content-type"].partition(";")[0] == media
    syntax = {"json": "json-ld", "ld+json": "json-ld", "turtle": "turtle", "n-triples": "nt"}
    read = Graph().parse(data=answer.content, format=syntax.get(media.partition("/")[2], "xml"))
    assert set(read) == set(Graph().parse(data=asked(client, sparql).content, format="turtle")) != set()


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("", "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        ("text/csv", "text/csv"),
        ("TEXT/CSV ; charset=utf-8", "text/csv"),
        ("text/*", "text/csv"),
        ("text/csv;q=0.5, application/json;q=0.6", "application/json"),
        ("text/csv, */*;q=0.1", "text/csv"),
        ("*/*, application/sparql-results+json;q=0", "application/sparql-results+xml"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "application/xml"),
        ("image/png", None),
        ("text/csv;q=0", None),
        ("text/csv;q=much", None),
        ("text/csv;q=nan", None),
        (",;,/;q", None),
    ],
)
def test_accept_chooses_the_form(accept: str, media: str | None) -> None:
    assert chosen(accept, TABLES) == media


def test_a_wrong_accept_is_told_what_there_is(client: httpx.Client) -> None:
    for sparql, offered in ((TITLES, "text/csv"), ("ASK {}", "text/csv"), ("DESCRIBE <x>", "text/turtle")):
        answer = asked(client, sparql, "image/png")
        assert answer.status_code == 406 and offered in answer.text, answer.text


def test_the_three_ways_to_ask_say_the_same(client: httpx.Client) -> None:
    direct = {"Content-Type": "application/sparql-query; charset=UTF-8"}
    answers = [
        asked(client, TITLES),
        client.post("/sparql", data={"query": TITLES}),
        client.post("/sparql", content=TITLES.encode(), headers=direct),
    ]
    assert len({answer.content for answer in answers}) == 1 and answers[0].status_code == 200


def test_the_graphs_of_the_request_are_all_there_is(client: httpx.Client) -> None:
    names = [
        row["g"]["value"]
        for row in asked(client, "SELECT ?g { GRAPH ?g {} } ORDER BY ?g").json()["results"]["bindings"]
    ]
    document = next(name for name in names if "/doc/" in name)
    ask = {"query": "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }", "named-graph-uri": document}
    found = client.post("/sparql", data=ask).json()["results"]["bindings"]
    assert [row["g"]["value"] for row in found] == [document]
    inside = {"query": "ASK FROM <http://e/none> { ?d a gz:Document }"}
    assert client.get("/sparql", params=inside | {"default-graph-uri": document}).json()["boolean"]
    assert not client.get("/sparql", params=inside).json()["boolean"]


def test_head_is_get_without_the_body(client: httpx.Client) -> None:
    whole, head = asked(client, TITLES), client.head("/sparql", params={"query": TITLES})
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["etag"] == whole.headers["etag"]
    assert head.headers["content-type"] == whole.headers["content-type"]


def test_what_did_not_change_is_not_sent_again(client: httpx.Client) -> None:
    tag = asked(client, TITLES).headers["etag"]
    again = client.get("/sparql", params={"query": TITLES}, headers={"If-None-Match": f'"other", {tag}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    as_csv = {"If-None-Match": tag, "Accept": "text/csv"}
    assert client.get("/sparql", params={"query": TITLES}, headers=as_csv).status_code == 200
    assert "accept" in asked(client, TITLES).headers["vary"].lower()
    assert "etag" not in asked(client, "SELECT (NOW() AS ?now) {}").headers


def test_long_answers_are_compressed_for_who_takes_it(client: httpx.Client) -> None:
    with client.stream("GET", "/sparql", params={"query": TITLES}) as answer:
        assert answer.headers["content-encoding"] == "gzip"
        assert b"bindings" in gzip.decompress(b"".join(answer.iter_raw()))
    plain = client.get("/sparql", params={"query": TITLES}, headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers


def test_a_very_long_answer_comes_whole(example: Path) -> None:
    every = "SELECT * { ?s ?p ?o }"
    with serving.served(example, Limits(workers=1)) as client:
        packed = asked(client, every)
        plain = client.get("/sparql", params={"query": every}, headers={"Accept-Encoding": "identity"})
    assert int(plain.headers["content-length"]) == len(plain.content) > 2**19
    assert packed.content == plain.content and packed.headers["content-encoding"] == "gzip"


def test_pages_of_other_servers_may_ask(client: httpx.Client) -> None:
    page = {"Origin": "https://example.org"}
    assert (
        client.get("/sparql", params={"query": "ASK {}"}, headers=page).headers["access-control-allow-origin"]
        == "*"
    )
    before = page | {
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "content-type",
    }
    assert client.options("/sparql", headers=before).status_code == 200


def test_the_service_describes_itself(client: httpx.Client) -> None:
    read = Graph().parse(data=client.get("/sparql").content, format="turtle")
    sd = "PREFIX sd: <http://www.w3.org/ns/sparql-service-description#> "
    said = read.query(
        sd + "SELECT ?e { ?s a sd:Service ; sd:endpoint ?e ; sd:supportedLanguage sd:SPARQL11Query }"
    )
    assert [str(row[0]) for row in said] == [str(client.base_url.join("/sparql"))]
    named = read.query(sd + "SELECT ?n { ?d sd:namedGraph ?g . ?g sd:name ?n }")
    graphs = asked(client, "SELECT ?g { GRAPH ?g {} }").json()["results"]["bindings"]
    assert {str(row[0]) for row in named} == {row["g"]["value"] for row in graphs} != set()
    assert client.get("/sparql", headers={"Accept": "application/rdf+xml"}).text.startswith("<?xml")


# --- what is refused


@pytest.mark.parametrize(
    "sparql",
    [
        "INSERT DATA { <a> <b> <c> }",
        "# words\nPREFIX e: <http://e/> DELETE WHERE { ?s ?p ?o }",
        "LOAD <http://127.0.0.1:9/>",
        "clear all",
        "BASE <http://e/> WITH <g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    ],
)
def test_what_writes_or_leaves_this_computer_is_refused(sparql: str, client: httpx.Client) -> None:
    assert asked(client, sparql).status_code == 403
    assert client.post("/sparql", data={"query": sparql}).status_code == 403
    assert client.post("/sparql", data={"update": sparql}).status_code == 403
    assert client.get("/sparql", params={"update": sparql}).status_code == 403


CALL = "SERVICE <http://127.0.0.1:9/> { ?s ?p ?o }"


@pytest.mark.parametrize(
    "sparql",
    [
        f"ASK {{ {CALL} }}",
        f"PREFIX e: <http://e/> ASK {{ ?x e:it\\'s ?y . {CALL} ?x e:p 'v' }}",
        f"PREFIX e: <http://e/> ASK {{ ?x e:a\\#b ?y . {CALL} }}",
        f"ASK {{ ?x ?y 1{CALL} }}",
        f"ASK {{ ?x ?y true{CALL} }}",
        f"ASK {{ # words\r{CALL} }}",
        f"ASK {{ ?x <http://e/#\u3000> ?y . {CALL} }}",
        f"ASK {{ FILTER(?a<?b+'>') {CALL} FILTER(?x='y') }}",
        "ASK { service # words {\n SILENT # '\r ?where # {\n { ?s ?p ?o } }",
        "PREFIX e: <http://e/> ASK { SERVICE e:a#b c\n { ?s ?p ?o } }",
        "PREFIX : <http://e/> ASK { SERVICE:a { ?s ?p ?o } }",
        "ASK { SERVICE ?x\u203f { ?s ?p ?o } }",
    ],
)
def test_no_way_of_writing_it_hides_a_call(sparql: str) -> None:
    with pytest.raises(FarError):
        evaluated(ox.Store(), sparql)


def test_a_call_is_let_out_only_to_the_address_that_is_allowed() -> None:
    allowed = Scope(services=frozenset({"http://127.0.0.1:9/"}))
    with pytest.raises(KgError, match="the query failed"):  # it was let out, and nobody is there
        evaluated(ox.Store(), f"ASK {{ {CALL} }}", "SPARQL", allowed)
    for other in ("<http://127.0.0.1:9/x>", "?where", "<http://127.0.0.1:\\u0039/>"):
        with pytest.raises(FarError):
            evaluated(ox.Store(), f"ASK {{ {CALL} SERVICE {other} {{ ?s ?p ?o }} }}", "SPARQL", allowed)


# --- limits


def test_an_answer_may_be_as_long_as_the_limit_and_no_longer(client: httpx.Client) -> None:
    for accept in ("application/json", "text/csv", "text/tab-separated-values", "text/xml"):
        assert asked(client, numbered(ROWS), accept).status_code == 200
        long = asked(client, numbered(ROWS + 1), accept)
        assert long.status_code == 413 and f"more than {ROWS} rows" in long.text
    triples = "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o } LIMIT "
    assert asked(client, f"{triples}{ROWS}").status_code == 200
    assert asked(client, f"{triples}{ROWS + 1}").status_code == 413


def test_a_query_without_end_is_stopped_while_others_go_on(client: httpx.Client) -> None:
    stopped: list[httpx.Response] = []
    endless = threading.Thread(target=lambda: stopped.append(asked(client, serving.FOREVER)))
    endless.start()
    others = 0
    while endless.is_alive():
        assert asked(client, TITLES).status_code == 200
        others += 1
    assert others > 2
    assert stopped[0].status_code == 503 and "time limit" in stopped[0].text
    assert stopped[0].headers["retry-after"]


def test_more_queries_without_end_than_workers_are_told_so_and_all_is_well_after(
    client: httpx.Client,
) -> None:
    codes: list[int] = []
    crowd = [
        threading.Thread(target=lambda: codes.append(asked(client, serving.FOREVER).status_code))
        for _ in range(4)
    ]
    for one in crowd:
        one.start()
    for one in crowd:
        one.join()
    assert codes == [503] * 4
    assert asked(client, TITLES).status_code == 200


@pytest.mark.slow
def test_a_query_that_eats_the_memory_ends_alone(example: Path) -> None:
    hungry = "SELECT (COUNT(*) AS ?n) { { SELECT DISTINCT ?a ?b ?c ?d ?e { ?a ?b ?c . ?d ?e ?f } } }"
    with serving.served(example, Limits(seconds=60, megabytes=200, workers=1)) as client:
        answer = asked(client, hungry)
        assert answer.status_code == 503 and "out of memory" in answer.text
        assert asked(client, TITLES).status_code == 200


def test_a_worker_whose_server_was_killed_ends_by_itself(example: Path) -> None:
    """Its standard input ends, but who is at a query does not look there."""
    limits = Limits(seconds=0.2)
    store = str(held(example).store)
    worker = subprocess.Popen([sys.executable, "-m", "kg.serve.worker"], stdin=PIPE, stdout=DEVNULL)
    worker.communicate(framed((store, limits)) + framed(Asked(serving.FOREVER)), timeout=20)
    assert worker.returncode == -signal.SIGALRM


def test_answers_do_not_wait_for_an_acknowledgement() -> None:
    with listening("127.0.0.1", 0) as door:
        assert door.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_a_lost_client_takes_its_query_along(example: Path) -> None:
    with serving.served(example, Limits(seconds=20, workers=1)) as client:
        asked(client, TITLES)
        request = client.build_request("GET", "/sparql", params={"query": serving.FOREVER})
        with socket.create_connection((str(client.base_url.host), client.base_url.port or 80)) as line:
            line.sendall(f"GET {request.url.raw_path.decode()} HTTP/1.1\r\nHost: e\r\n\r\n".encode())
            time.sleep(0.3)
        start = time.monotonic()
        assert asked(client, TITLES).status_code == 200
        assert time.monotonic() - start < 10, "the only worker was still at the lost client's query"


# --- whatever anyone sends


def test_broken_sparql_says_line_and_column(client: httpx.Client) -> None:
    answer = asked(client, "SELECT ?x {\n  ?x a gz:Document . FILTR }")
    assert answer.status_code == 400 and "SPARQL:2:" in answer.text, answer.text


def bad_requests() -> list[tuple[str, dict[str, object], int]]:
    form, direct = {"Content-Type": FORM}, {"Content-Type": "application/sparql-query"}
    latin = {"Content-Type": "application/sparql-query; charset=latin1"}
    return [
        ("no query in a form", {"method": "POST", "content": b"", "headers": form}, 400),
        ("no Content-Type", {"method": "POST", "content": b"query=ASK%7B%7D"}, 415),
        ("another Content-Type", {"method": "POST", "json": {"query": "ASK {}"}}, 415),
        ("not UTF-8", {"method": "POST", "content": b"ASK { \xff }", "headers": direct}, 400),
        ("another charset", {"method": "POST", "content": b"ASK {}", "headers": latin}, 415),
        ("not UTF-8 in a form", {"method": "POST", "content": b"query=%FF", "headers": form}, 400),
        ("not UTF-8 in the address", {"method": "GET", "url": "/sparql?query=%FF"}, 400),
        (
            "not an IRI for a graph",
            {"method": "GET", "params": {"query": "ASK {}", "default-graph-uri": "a b"}},
            400,
        ),
        ("2 MB of query", {"method": "POST", "content": b"ASK {}" + b" " * 2**21, "headers": direct}, 413),
        ("2 MB beside the query", {"method": "POST", "data": {"query": "ASK {}", "x": "x" * 2**21}}, 413),
        ("2 MB in a form", {"method": "POST", "data": {"query": "ASK {}" + " " * 2**21}}, 413),
        (
            "a little too much",
            {"method": "POST", "content": b"ASK {}" + b" " * 50_000, "headers": direct},
            413,
        ),
        ("a long address", {"method": "GET", "params": {"query": "ASK {}" + "x" * 60_000}}, 413),
        ("another method", {"method": "DELETE"}, 405),
        ("another path", {"method": "GET", "url": "/sparkle"}, 404),
    ]


@pytest.mark.parametrize(
    ("request_", "code"), [bad[1:] for bad in bad_requests()], ids=[bad[0] for bad in bad_requests()]
)
def test_bad_requests_get_their_codes_and_the_server_goes_on(
    request_: dict[str, object], code: int, client: httpx.Client
) -> None:
    answer = client.request(**{"url": "/sparql"} | request_)  # type: ignore[arg-type]
    assert answer.status_code == code, answer.text
    assert len(answer.text.splitlines()) <= 1 and "Traceback" not in answer.text
    assert asked(client, "ASK {}").json()["boolean"]


def test_half_a_request_or_far_too_much_stops_nobody(client: httpx.Client) -> None:
    address = (str(client.base_url.host), client.base_url.port or 80)
    for words in (
        b"\x00\xff\r\n\r\n",
        b"GET /sparql?query=" + b"x" * 2**21 + b" HTTP/1.1\r\nHost: e\r\n\r\n",
        b"POST /sparql HTTP/1.1\r\nHost: e\r\nContent-Length: 9\r\n\r\nquery=",
    ):
        with socket.create_connection(address) as line, suppress(OSError):
            line.settimeout(0.2)
            line.sendall(words)
            line.recv(1000)
    assert asked(client, "ASK {}").json()["boolean"]


def test_an_iri_that_nothing_knows_has_no_facts(client: httpx.Client) -> None:
    unknown = asked(client, "DESCRIBE <http://e/nobody>", "application/n-triples")
    assert (unknown.status_code, unknown.content) == (200, b"")
    rows = asked(client, "SELECT * { <http://e/nobody> ?p ?o }").json()["results"]["bindings"]
    assert rows == []


# --- the graph that is served


@pytest.mark.slow
def test_a_new_build_is_served_without_a_new_start(tmp_path: Path) -> None:
    gazettes.folder(tmp_path, march=gazettes.notice(3))
    build([tmp_path / "march.txt"], tmp_path / "build")
    count = "SELECT (COUNT(?d) AS ?n) { ?d a gz:Document }"
    with serving.served(tmp_path / "build", Limits(seconds=10, workers=2)) as client:
        first = asked(client, count, "text/csv")
        gazettes.folder(tmp_path, april=gazettes.notice(4))
        build([tmp_path / "march.txt", tmp_path / "april.txt"], tmp_path / "build")
        second = [asked(client, count, "text/csv") for _ in range(4)]
    assert first.text.split() == ["n", "1"]
    assert [answer.text.split() for answer in second] == [["n", "2"]] * 4
    assert first.headers["etag"] != second[0].headers["etag"]


@pytest.mark.parametrize("what", ["missing", "file.txt", "empty"])
def test_what_is_no_graph_is_not_served(
    what: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file.txt").write_text("no graph", encoding="utf-8")
    (tmp_path / "empty").mkdir()
    assert run(["serve", "--port", "0", "-g", str(tmp_path / what)]) == 3
    assert "no graph here" in capsys.readouterr().err


def test_a_taken_port_is_told(example: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert run(["serve", "--port", port, "-g", str(example)]) == 2
    assert "cannot listen" in capsys.readouterr().err


@pytest.mark.parametrize(("host", "warned"), [("127.0.0.1", False), ("0.0.0.0", True)])
def test_other_addresses_say_what_they_open(
    host: str,
    warned: bool,
    example: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("uvicorn.Server.run", lambda *_, **__: None)
    assert run(["serve", "--host", host, "--port", "0", "-g", str(example)]) == 0
    told = capsys.readouterr().err
    assert "/sparql" in told and ("no password" in told) is warned
