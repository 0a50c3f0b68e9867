"""`kg query --endpoint`: another server is asked the same questions, and whatever it says is shown or told."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from urllib.parse import parse_qs

import httpx
import pyoxigraph as ox
import pytest
import serving

from kg.cli import run
from kg.serve.limits import Limits


@pytest.fixture(scope="module")
def client(example: Path) -> Iterator[httpx.Client]:
    """A server of the example."""
    with serving.served(example, Limits(rows=1000, workers=1)) as client:
        yield client


QUESTIONS = (
    ["duties-of", "-p", "body=市水利局", "--format", "csv"],
    ["documents", "--format", "json"],
    ["ASK { ?d a gz:Document }"],
    ["CONSTRUCT { ?d a gz:Document } { ?d a gz:Document }"],
)


def test_a_question_to_a_server_gets_the_answer_that_the_graph_gives(
    client: httpx.Client, example: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    address = ["--endpoint", str(client.base_url.join("/sparql"))]
    for question in QUESTIONS:
        assert run(["query", *question, "-g", str(example)]) == 0
        here = capsys.readouterr().out
        assert run(["query", *question, *address]) == 0
        assert capsys.readouterr().out == here != ""


RDF_XML = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dct="http://purl.org/dc/terms/">
<rdf:Description rdf:about="http://e/d"><dct:title>题</dct:title></rdf:Description></rdf:RDF>"""
ROWS_XML = """<sparql xmlns="http://www.w3.org/2005/sparql-results#"><head><variable name="t"/></head>
<results><result><binding name="t"><literal>题</literal></binding></result></results></sparql>"""


@contextmanager
def other_server(media: str, body: str) -> Iterator[tuple[str, list[str]]]:
    """The address of a server that gives one answer to all, and the queries that came."""
    came: list[str] = []

    class Canned(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            form = self.rfile.read(int(self.headers["Content-Length"])).decode()
            came.extend(parse_qs(form)["query"])
            self.send_response(200)
            self.send_header("Content-Type", media)
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Canned) as server:
        threading.Thread(target=server.serve_forever).start()
        yield f"http://127.0.0.1:{server.server_port}/", came
        server.shutdown()


@pytest.mark.parametrize(
    ("media", "body", "shown"),
    [
        ("application/sparql-results+xml", ROWS_XML, "t\r\n题\r\n"),
        ("text/csv;charset=utf-8", "t\r\n题\r\n", None),
        ("application/rdf+xml", RDF_XML, 'dct:title "题"'),
        ("text/html", "<html>Welcome</html>", None),
        ("application/sparql-results+json", '{"head": {', None),
    ],
)
def test_what_other_servers_answer_is_read_or_told(
    media: str, body: str, shown: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    with other_server(media, body) as (address, came):
        code = run(
            ["query", "SELECT ?t { ?d a gz:Document ; dct:title ?t }", "-f", "csv", "--endpoint", address]
        )
    ox.Store().query(came[0])  # its prefixes are declared
    told = capsys.readouterr()
    if shown is None:
        assert code == 2 and "not an answer" in told.err and told.out == ""
    else:
        assert code == 0 and shown in told.out


@pytest.mark.parametrize(
    ("path", "sparql", "words"),
    [
        ("/sparql", "SELECT *\n{ ?x", "400.*SPARQL:2:"),
        ("/sparkle", "ASK {}", "404"),
        ("/sparql", "SELECT * { ?s ?p ?o }", "413"),
    ],
)
def test_what_a_server_refuses_is_told_in_its_words(
    path: str, sparql: str, words: str, client: httpx.Client, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["query", sparql, "--endpoint", str(client.base_url.join(path))]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert re.search(words, line), line


@pytest.mark.parametrize(
    ("address", "words"),
    [("http://127.0.0.1:9/", "cannot reach"), ("file:///etc/hostname", "http"), ("nonsense", "http")],
)
def test_a_server_that_is_none_is_told(address: str, words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["query", "ASK {}", "--endpoint", address]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert words in line
