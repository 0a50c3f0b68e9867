"""Citations resolved between documents: the cases of tests/cases/instruments.yaml, told as N-Quads."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pyoxigraph as ox
from case_files import Case, check_none_is_lost, compare, every

from kg.build import build
from kg.build.instruments import resolved
from kg.graph.query import select
from kg.graph.store import open_graph
from kg.terms import DCT, ELI, GZ, RDF, SCHEMA, Relation, Resolution
from kg.triples import iri
from kg.triples.literals import date, text, zh

BASE = "https://example.org/id/"
WHY = {
    "文号相同": Resolution.NUMBER,
    "标题相同": Resolution.TITLE,
    "随文印发": Resolution.ENCLOSED,
    "标题省去发文机关": Resolution.ISSUER,
}


def node(path: str) -> str:
    return f"<{BASE}{path}>"


def paper(says: dict[str, str]) -> str:
    return f"<{iri.document(BASE, says.get('number') or says['title'])}>"


def document(says: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    """What a document's own graph says of its head."""
    own = paper(says)
    yield own, RDF.type, GZ.Document
    yield own, DCT.title, zh(says["title"])
    yield own, ELI.passed_by, node(f"org/{says['issuer']}")
    if "number" in says:
        yield own, ELI.id_local, text(says["number"])
    if "date" in says:
        yield own, ELI.date_document, date(says["date"])
    if "encloses" in says:
        yield own, GZ.enclosedTitle, zh(says["encloses"])
    places = says.get("place", "").split("/")
    if places[-1]:
        yield own, ELI.jurisdiction, node(f"place/{places[-1]}")
    for above, below in pairwise(places):
        yield node(f"place/{below}"), SCHEMA.containedInPlace, node(f"place/{above}")


def citation(number: int, says: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    fact = node(f"fact/{number}")
    yield fact, GZ.cited, paper(says)
    yield fact, GZ.citedTitle, zh(says["title"])
    yield fact, GZ.relation, Relation(says.get("relation", "basis")).term
    if "number" in says:
        yield fact, GZ.citedNumber, text(says["number"])


def quads(says: dict[str, Any]) -> list[bytes]:
    """The sorted N-Quads lines of a case."""
    citing = {"title": "引用者", **says["citing"]}
    lines = {
        f"{' '.join(triple)} {paper(one)} .\n".encode()
        for one in (*says.get("documents", ()), citing)
        for triple in document(one)
    }
    for number, cited in enumerate(says["cites"]):
        lines |= {f"{' '.join(triple)} {paper(citing)} .\n".encode() for triple in citation(number, cited)}
    return sorted(lines)


def links(lines: list[bytes]) -> dict[str, tuple[str, str]]:
    """Cited thing -> what it is and why, of the lines that resolved() gives."""
    graph = ox.Store()
    graph.load(b"".join(lines), format=ox.RdfFormat.N_QUADS)
    rows = select(graph, "SELECT ?a ?b ?why { GRAPH ?g { ?a gz:resolvedTo ?b ; gz:resolvedBy ?why } }")
    return {f"<{cited}>": (f"<{meant}>", f"<{why}>") for cited, meant, why in rows}


@every("instruments")
def test_case(case: Case) -> None:
    wanted = []
    for cited, meant in case.says.get("expect", {}).items():
        key, why = meant.rsplit(" ", 1)
        wanted.append((paper({"title": cited}), (paper({"title": key}), WHY[why].term)))
    compare(case, wanted, links(resolved(quads(case.says), BASE)).items())


def test_no_case_is_lost() -> None:
    check_none_is_lost("instruments", 14)


@every("instruments")
def test_the_order_of_lines_changes_no_byte(case: Case) -> None:
    lines = quads(case.says)
    assert resolved(random.Random(3).sample(lines, len(lines)), BASE) == resolved(lines, BASE)


LATER = """云岭市人民政府关于印发云岭市水价办法的通知
岭政发〔2022〕1号
各县（市、区）人民政府：
《云岭市水价办法》已经市政府同意，现印发给你们。
云岭市人民政府
2022年1月10日
云岭市水价办法
第一条 水价按成本核定。
"""
EARLIER = """云岭市人民政府关于节水的通知
岭政发〔2021〕3号
各县（市、区）人民政府：
市发改委要抓紧制定《云岭市水价办法》，年底前印发。
云岭市人民政府
2021年4月12日
"""


def test_a_stub_is_filled_by_a_later_build_and_emptied_again(tmp_path: Path) -> None:
    """The document that cites is not read again: only what joins the two is worked out anew."""
    (tmp_path / "in").mkdir()
    early, late = tmp_path / "in" / "1.txt", tmp_path / "in" / "2.txt"
    early.write_text(EARLIER, encoding="utf-8")
    out = tmp_path / "out"
    ask = "SELECT ?number { ?stub gz:resolvedTo ?it . ?it eli:id_local ?number }"
    build([tmp_path / "in"], out)
    first = (out / "graph.nq").read_bytes()
    assert select(open_graph(out).store, ask) == []
    late.write_text(LATER, encoding="utf-8")
    assert build([tmp_path / "in"], out).read == ("2.txt",)
    graph = open_graph(out)
    assert select(graph.store, ask) == [["岭政发〔2022〕1号"]]
    assert b"".join(graph.quads()) == (out / "graph.nq").read_bytes(), "what joins documents is exported too"
    del graph
    late.unlink()
    build([tmp_path / "in"], out)
    assert (out / "graph.nq").read_bytes() == first
