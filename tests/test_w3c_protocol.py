"""The W3C's own cases of the SPARQL 1.1 Protocol, every one: what asks is answered as they say, what updates is
refused on purpose (the graph is read-only)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest
import serving
from rdflib import RDF, Graph, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from kg.serve.limits import Limits
from kg.serve.media import FACTS, TABLES

CASES = Path(__file__).parent.parent.parent / "shared" / "w3c-sparql-protocol"
MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
HT = Namespace("http://www.w3.org/2011/http#")
CNT = Namespace("http://www.w3.org/2011/content#")
DATA = "http://kasei.us/2009/09/sparql/data/data{}.rdf"

if not CASES.is_dir():
    pytest.skip("no ../shared/w3c-sparql-protocol beside this checkout", allow_module_level=True)

MANIFEST = Graph().parse(CASES / "manifest.ttl", publicID="http://example/manifest.ttl")


def entries() -> list[URIRef]:
    (head,) = MANIFEST.objects(None, MF.entries)
    return [URIRef(str(entry)) for entry in Collection(MANIFEST, head)]


def name(entry: URIRef) -> str:
    return entry.rpartition("#")[2]


UPDATES = [entry for entry in entries() if name(entry).startswith("update_")]
QUERIES = [entry for entry in entries() if entry not in UPDATES]


def test_no_case_is_left_out() -> None:
    assert (len(QUERIES), len(UPDATES)) == (27, 7)
    assert len({*QUERIES, *UPDATES}) == len(set(MANIFEST.subjects(RDF.type, MF.ProtocolTest))) == 34


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A server of the cases' three graphs."""
    quads = [
        ox.Quad(quad.subject, quad.predicate, quad.object, ox.NamedNode(DATA.format(n)))
        for n in (1, 2, 3)
        for quad in ox.parse(path=CASES / f"data{n}.nt")
    ]
    folder = serving.stored(tmp_path_factory.mktemp("w3c") / "store", quads)
    with serving.served(folder, Limits(seconds=10, workers=1)) as client:
        yield client


def requests(entry: URIRef) -> list[Node]:
    (action,) = MANIFEST.objects(entry, MF.action)
    (head,) = MANIFEST.objects(action, HT.requests)
    return list(Collection(MANIFEST, head))


def text(node: Node, term: URIRef) -> str:
    return str(MANIFEST.value(node, term) or "")


def sent(client: httpx.Client, request: Node) -> httpx.Response:
    """The answer to one request of a case."""
    head = MANIFEST.value(request, HT.headers)
    headers = {
        text(each, HT.fieldName): text(each, HT.fieldValue)
        for each in (Collection(MANIFEST, head) if head else [])
    }
    body = MANIFEST.value(request, HT.body)
    content = text(body, CNT.chars).encode(text(body, CNT.characterEncoding)) if body else None
    path = text(request, HT.absolutePath)
    return client.request(text(request, HT.methodName), path, headers=headers, content=content)


def check(answer: httpx.Response, wanted: Node) -> None:
    """That the answer is as the case says."""
    classes = {str(status)[-3] for status in MANIFEST.objects(wanted, MF.expectedStatus)}
    assert str(answer.status_code)[0] in classes, f"{answer.status_code}: {answer.text}"
    media = answer.headers["content-type"].partition(";")[0]
    boolean = MANIFEST.value(wanted, MF.expectedBoolean)
    if boolean is not None:
        assert answer.json()["boolean"] is boolean.toPython(), answer.text
    match text(wanted, MF.expectedFormat):
        case "RDF":
            assert media in FACTS
        case "tabular" | "boolean":
            assert media in TABLES


@pytest.mark.parametrize("entry", QUERIES, ids=name)
def test_what_asks_is_answered_as_the_case_says(entry: URIRef, client: httpx.Client) -> None:
    for request in requests(entry):
        (wanted,) = MANIFEST.objects(request, HT.resp)
        check(sent(client, request), wanted)


@pytest.mark.parametrize("entry", UPDATES, ids=name)
def test_what_updates_is_refused_on_purpose(entry: URIRef, client: httpx.Client) -> None:
    refused = sent(client, requests(entry)[0])
    assert refused.status_code == 403, refused.text
    assert "read-only" in refused.text
