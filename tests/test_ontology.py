"""The ontology as others meet it: its page, its version with the terms of that version, its licence."""

from __future__ import annotations

import hashlib
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from kg.cli import run
from kg.resources import folder
from kg.terms import PREFIXES
from kg.terms_from_turtle import declared, read_ontology
from kg.views.ontology import ontology_html

HOUSE = Path(__file__).parent.parent
OWN = PREFIXES["gz"]
SAID = read_ontology()
CONCEPTS = SAID.subjects(PREFIXES["skos"] + "inScheme")
SCHEMES = SAID.subjects(PREFIXES["rdf"] + "type", PREFIXES["skos"] + "ConceptScheme")
TERMS = sorted({*declared(SAID), *CONCEPTS, *SCHEMES})
VERSION = SAID.value(OWN, PREFIXES["owl"] + "versionInfo")
SECTION = re.compile(r"^## (\S+)\n+(?:.*\n)*?Terms: (\d+), `([0-9a-f]{12})`\.$", re.MULTILINE)


def versions() -> list[tuple[str, str, str]]:
    """Version, number of terms and digest of the terms, of each section of ontology/CHANGELOG.md, newest first."""
    return SECTION.findall((folder("ontology") / "CHANGELOG.md").read_text(encoding="utf-8"))


def digest(terms: list[str]) -> str:
    return hashlib.sha256("\n".join(terms).encode()).hexdigest()[:12]


def test_another_set_of_terms_is_another_version() -> None:
    newest, number, kept = versions()[0]
    assert (number, kept) == (str(len(TERMS)), digest(TERMS)), (
        f"the terms of ontology/ are not those of version {newest}: raise owl:versionInfo and owl:versionIRI in "
        f"gongbao.ttl, and add to ontology/CHANGELOG.md a section that ends in\n"
        f"Terms: {len(TERMS)}, `{digest(TERMS)}`."
    )


def test_the_ontology_says_its_newest_version() -> None:
    newest = versions()[0][0]
    assert newest == VERSION, "owl:versionInfo is not the newest section of ontology/CHANGELOG.md"
    assert SAID.value(OWN, PREFIXES["owl"] + "versionIRI") == f"{OWN.rstrip('#')}/{VERSION}"


def test_no_version_comes_twice() -> None:
    names = [name for name, _, _ in versions()]
    assert len(names) == len(set(names)), names


def test_the_licence_is_that_of_the_repository() -> None:
    licence = SAID.value(OWN, PREFIXES["dct"] + "license")
    words = (HOUSE / "LICENSE").read_text(encoding="utf-8").split("\n")[0]
    assert (licence, words) == ("https://spdx.org/licenses/MIT", "MIT License")


# --- the page


class Anchors(HTMLParser):
    """The ids of a page, where its links lead, and what it would fetch."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.fetched: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.ids += [given["id"]] if "id" in given else []
        self.links += [given["href"]] if tag == "a" else []
        self.fetched += [given.get("src", given.get("href", tag))] if tag in ("script", "link", "img") else []


@pytest.fixture(scope="module")
def page() -> str:
    return ontology_html()


def test_the_page_in_docs_is_not_stale(page: str) -> None:
    kept = (HOUSE / "docs" / "ontology.html").read_text(encoding="utf-8")
    assert kept == page, "docs/ontology.html is not what ontology/ and queries/ give: run `make terms`"


def test_the_iri_of_each_own_term_leads_to_its_place(page: str) -> None:
    ids = Anchors(page).ids
    missing = {iri for iri in TERMS if iri.startswith(OWN)} - {OWN + anchor for anchor in ids}
    assert not missing, "these have no place on the page"
    assert len(ids) == len(set(ids)), f"twice: {sorted({one for one in ids if ids.count(one) > 1})}"


def test_no_link_on_the_page_leads_nowhere(page: str) -> None:
    found = Anchors(page)
    assert {link[1:] for link in found.links if link.startswith("#")} <= set(found.ids)
    assert not [link for link in found.links if not link.startswith(("#", "https://", "http://"))]


def test_the_page_fetches_nothing(page: str) -> None:
    assert not Anchors(page).fetched and "url(" not in page and "@import" not in page


def test_a_term_is_told_in_both_languages_with_what_belongs_to_it(page: str) -> None:
    article = page.partition('<article id="Responsibility">')[2].partition("</article>")[0]
    for words in (
        "职责",
        "responsibility",
        "一项条款使",
        "What one clause",
        "#dutyKind",
        "#cv-Participation",
    ):
        assert words in article, f"gz:Responsibility lacks {words}"
    assert "duties-of" in article, "the questions that use a term stand beside it"


def test_the_command_writes_the_page_or_says_why_not(
    tmp_path: Path, page: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["terms", "--page", str(tmp_path / "o.html")]) == 0
    assert (tmp_path / "o.html").read_text(encoding="utf-8") == page
    assert run(["terms", "--page", str(tmp_path / "no" / "o.html")]) == 2
    assert "cannot write the page" in capsys.readouterr().err
