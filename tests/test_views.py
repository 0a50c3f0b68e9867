"""The network and its page, without a browser: what ties bodies, how a graph is asked, what a page holds."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import by_hand
import networks
import pyoxigraph as ox
import pytest

from kg.model import (
    Name,
    Organisation,
    Responsibility,
)
from kg.terms import DutyKind, Level, OrganisationKind, Role
from kg.triples import triples
from kg.views import html_of_store
from kg.views.ask import network_of, short
from kg.views.network import Kind, Network, Tie, networkx_graph, strongest
from kg.views.page import html

TESTS = Path(__file__).parent


class Page(HTMLParser):
    """The tags of a page with their attributes, and the text of its scripts."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


# --- a graph, made by hand, through triples() into a store

COUNTY_GOVERNMENT = Organisation("临江县人民政府", OrganisationKind.GOVERNMENT, Level.COUNTY, "临江县")
ASH = Organisation("产灰单位", OrganisationKind.GENERIC, Level.NONE)


@pytest.fixture(scope="module")
def store() -> ox.Store:
    """The record made by hand, with a duty of a county's government and a norm for a private party."""
    span = by_hand.spot("临江县新建清河大桥项目")
    government, ash = Name("临江县", span), Name("产灰单位", span)
    more = (
        Responsibility("正文/一", span, "subject", government, Role.RESPONSIBLE, DutyKind.AGENT),
        Responsibility("正文/一", span, "subject", ash, Role.RESPONSIBLE, DutyKind.NORM),
    )
    names = {**by_hand.RECORD.names, government: COUNTY_GOVERNMENT, ash: ASH}
    record = replace(by_hand.RECORD, facts=(*by_hand.RECORD.facts, *more), names=names)
    lines = "".join(f"{s} {p} {o} .\n" for s, p, o in triples(record))
    graph = ox.Store()
    graph.load(lines.encode(), format=ox.RdfFormat.N_TRIPLES)
    return graph


def drawn(network: Network, tie: Tie) -> list[tuple[str, str, int]]:
    """The ties of one sort as (label, label, weight), both labels in order."""
    ends = (
        (sorted((network.by_id[e.a].label, network.by_id[e.b].label)), e.weight)
        for e in network.edges
        if e.tie is tie
    )
    return sorted((a, b, weight) for (a, b), weight in ends)


def test_the_network_of_a_graph_ties_bodies_by_the_clauses_they_share(store: ox.Store) -> None:
    network = network_of(store)
    assert drawn(network, Tie.SHARES) == [
        ("临江县人民政府", "市水务局", 1),
        ("临江县人民政府", "市财政局", 1),
        ("市水务局", "市财政局", 1),
    ]
    assert drawn(network, Tie.ASSIGNS) == [
        ("临江县人民政府", "云政办发〔2020〕3号", 1),
        ("云政办发〔2020〕3号", "各县（市、区）人民政府", 1),
        ("云政办发〔2020〕3号", "市水务局", 1),
        ("云政办发〔2020〕3号", "市财政局", 1),
    ]


def test_counties_hold_their_government_and_their_projects(store: ox.Store) -> None:
    network = network_of(store)
    assert drawn(network, Tie.BELONGS) == [("临江县", "临江县人民政府", 1)]
    assert drawn(network, Tie.LIES) == [("临江县", "清河大桥项目", 1)]
    assert drawn(network, Tie.NAMES) == [("云政办发〔2020〕3号", "清河大桥项目", 1)]


def test_a_private_party_that_a_norm_binds_is_no_body_of_the_network(store: ox.Store) -> None:
    assert "产灰单位" not in {node.name for node in network_of(store).nodes}


def test_a_tie_quotes_the_words_that_prove_it(store: ox.Store) -> None:
    network = network_of(store)
    edge = next(
        e for e in network.edges if e.tie is Tie.SHARES and Role.SUPPORT in e.roles and Role.LEAD in e.roles
    )
    (share,) = edge.shares
    assert share.clause == "正文/一"
    quoted = {(network.by_id[duty.body].label, duty.role, duty.words) for duty in share.duties}
    assert {("市水务局", Role.LEAD, "市水务局"), ("市财政局", Role.SUPPORT, "市财政局")} <= quoted


def test_an_empty_graph_gives_a_page_all_the_same() -> None:
    assert "<table>" in html_of_store(ox.Store())


@pytest.mark.parametrize(
    ("name", "place", "of_city", "label"),
    [
        ("云岭市财政局", "云岭市", True, "市财政局"),
        ("中共云岭市委宣传部", "云岭市", True, "市委宣传部"),
        ("云岭市桐溪区人民政府", "桐溪区", False, "桐溪区人民政府"),
        ("松河市人民政府", "松河市", False, "松河市人民政府"),
        ("云岭市", "云岭市", True, "云岭市"),
        ("武警云岭市支队", "云岭市", True, "武警云岭市支队"),
        ("各有关企业", "", False, "各有关企业"),
    ],
)
def test_labels_leave_out_the_place_that_everybody_knows(
    name: str, place: str, of_city: bool, label: str
) -> None:
    assert short(name, place, of_city) == label


# --- the network for other programs


def test_other_programs_get_plain_attributes() -> None:
    graph = networkx_graph(networks.small())
    tie = graph.edges[networks.FINANCE.id, networks.SCHOOLS.id]
    assert tie == {
        "weight": 2,
        "tie": "shares",
        "roles": "lead|responsible",
        "documents": "云政办发〔2020〕3号|云政发〔2020〕9号",
        "clauses": "云政办发〔2020〕3号 正文/一/1|云政发〔2020〕9号 通知/二",
    }
    values = [v for _, data in graph.nodes(data=True) for v in data.values()]
    values += [v for *_, data in graph.edges(data=True) for v in data.values()]
    assert {type(value) for value in values} == {str, int}, "GraphML and GEXF take nothing but plain types"


def test_a_large_network_is_cut_to_what_most_clauses_speak_of() -> None:
    kept = strongest(networks.small(), 2)
    assert {node.name for node in kept.of(Kind.BODY)} == {networks.FINANCE.name, networks.SCHOOLS.name}
    assert len(strongest(networks.crowd(60), 50).of(Kind.BODY)) == 50


def test_a_tie_keeps_no_clause_of_a_document_that_was_cut() -> None:
    documents = [replace(networks.PLAN, id=f"{networks.PLAN.id}-{i}") for i in range(3)]
    shares = [replace(networks.SHARES[0], document=one.id) for one in documents]
    cut = strongest(
        networks.network_of((*documents, networks.FINANCE, networks.SCHOOLS, networks.WATER), shares), 2
    )
    assert len(cut.of(Kind.DOCUMENT)) == 2
    assert {share.document for edge in cut.edges for share in edge.shares} == {
        node.id for node in cut.of(Kind.DOCUMENT)
    }


# --- the page as text


@pytest.mark.parametrize("make", [networks.small, networks.hostile])
def test_nothing_in_the_page_is_fetched(make: object) -> None:
    assert callable(make)
    tags = Page(html(make(), "网络")).tags
    loading = [
        (tag, attributes) for tag, attributes in tags if {"src", "href", "data", "action"} & attributes.keys()
    ]
    assert not loading, "an attribute that loads something"
    assert not {"link", "img", "iframe", "object", "base", "form"} & {tag for tag, _ in tags}


def test_the_page_may_run_its_own_scripts_and_load_nothing() -> None:
    metas = [attributes for tag, attributes in Page(html(networks.small(), "网络")).tags if tag == "meta"]
    policy = next(a["content"] or "" for a in metas if a.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy and "http" not in policy and "*" not in policy


def test_hostile_words_open_no_tag() -> None:
    plain, wild = (
        Page(html(networks.small(), "网络")).tags,
        Page(html(networks.hostile(), networks.HOSTILE)).tags,
    )
    assert {tag for tag, _ in wild} == {tag for tag, _ in plain}
    assert [tag for tag, _ in wild].count("script") == 3, "the data, vis-network, and the page's own program"


def test_places_are_fixed_and_nothing_moves_by_itself() -> None:
    text = html(networks.small(), "网络")
    assert '"physics":{"enabled":false}' in text
    assert len(re.findall(r'"x":-?\d+,"y":-?\d+', text)) == len(networks.small().nodes)


def test_the_page_is_text_alone_and_leaves_no_file_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    html(networks.small(), "网络")
    assert not list(tmp_path.iterdir()), "pyvis drops lib/ where it is asked to write"


def test_the_table_says_the_same_without_a_picture() -> None:
    text = html(networks.small(), "网络")
    rows = re.findall(r'<td>([^<]*)</td><td>([^<]*)</td><td class="number">(\d+)</td>', text)
    assert {(*sorted((a, b)), weight) for a, b, weight in rows} == {
        ("云岭市教育局", "云岭市财政局", "2"),
        ("云岭市教育局", "云岭市水利局", "1"),
        ("云岭市水利局", "云岭市财政局", "1"),
    }


def fingerprint() -> str:
    """The SHA-256 of a small and a large page."""
    pages = html(networks.small(), "网络") + html(networks.crowd(40), "网络")
    return hashlib.sha256(pages.encode()).hexdigest()


@pytest.mark.parametrize("seed", ["1", "2", "3", "4"])
def test_the_page_is_the_same_bytes_whatever_the_hash_seed(seed: str) -> None:
    path = os.pathsep.join([str(TESTS), str(TESTS.parent)])
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": path}
    program = [sys.executable, "-c", "import test_views; print(test_views.fingerprint())"]
    run = subprocess.run(program, env=environment, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == fingerprint()
