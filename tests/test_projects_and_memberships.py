"""Projects, leading groups and places: the cases of tests/cases/{projects,memberships,places}.yaml.

With them the phrases' own examples and the gazetteers' rows. A domain person adds a case by adding an entry
to the YAML; nothing here has to change.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from by_hand import read
from case_files import (
    CITY,
    HOUSE,
    SHARED,
    Case,
    cases,
    check_none_is_lost,
    check_phrase,
    compare,
    every,
    every_phrase,
    lexicon,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import SKOS, Graph

from kg.extract import memberships, projects
from kg.lexicon.patterns import Pattern, load_patterns
from kg.model import Document, Furniture, Membership, Part, Project
from kg.reading.lines import lines_of
from kg.reading.parse import parse
from kg.setting import Setting, setting_of
from kg.text import Span, fold

GAZETTEERS = HOUSE / "ontology" / "gazetteers"


def document_of(says: dict[str, Any]) -> Document:
    """The document of a case: what a notice says before, then the titled text."""
    before, title = says.get("before", ""), says.get("title", "")
    source = read("\n".join(part for part in (before, title, says["text"]) if part))
    lines = lines_of(source.folded)
    head, titled = (1 if before else 0), (1 if title else 0)
    parts = [Part("通知", "", lines[:1])] if before else []
    parts.append(Part("附件1" if before else "正文", title, lines[head + titled :]))
    furniture = tuple(Furniture("title", line.extent) for line in lines[head : head + titled])
    return Document(source, Span(0, len(source.text)), tuple(parts), furniture=furniture)


def setting(document: Document) -> Setting:
    return replace(setting_of(document, parse(document).clauses, lexicon()), place=CITY)


def read_memberships(document: Document) -> list[Membership]:
    around = setting(document)
    return [fact for clause in around.clauses for fact in memberships.extract(clause, around)]


def read_projects(document: Document) -> list[Project]:
    around = setting(document)
    return [fact for clause in around.clauses for fact in projects.extract(clause, around)]


# --- the cases


@every("memberships")
def test_memberships(case: Case) -> None:
    facts = read_memberships(document_of(case.says))
    wanted = ["，".join(member) for member in case.says.get("members", [])]
    compare(case, wanted, (f"{f.role.value}，{f.person}，{f.post}" for f in facts))
    groups = {f.group.printed for f in facts}
    compare(case, [case.says["group"]] if facts else [], groups)


def test_what_a_group_calls_a_role_is_narrower_than_the_role() -> None:
    roles = Graph().parse(HOUSE / "ontology" / "vocabularies" / "member-roles.ttl")
    general = {str(roles.value(one, SKOS.notation)): one for one in roles.subjects(SKOS.inScheme)}
    said = [(p.more["role"], p.more["called"]) for p in load_patterns("memberships") if "called" in p.more]
    assert ("组长", "召集人") in said
    wrong = [
        f"{called} 的上位应是 {role}"
        for role, called in [*said, ("组长", "主任"), ("副组长", "副主任")]
        if roles.value(general[called], SKOS.broader) != general[role]
    ]
    assert not wrong, "member-roles.ttl, skos:broader: " + "；".join(wrong)


def as_printed(project: Project) -> str:
    key = "是" if project.provincial_key else "否"
    words = (project.clause, project.name, project.location, project.stage, project.category, key)
    return " | ".join((*words, "、".join(project.proponents)))


def as_wanted(project: dict[str, Any]) -> str:
    words = (project.get(key, "") for key in ("path", "name", "location", "stage", "category"))
    return " | ".join((*words, project.get("key", "否"), "、".join(project.get("proponents", []))))


@every("projects")
def test_projects(case: Case) -> None:
    printed = {**case.says, "text": case.says["text"].replace("|", "\t")}
    wanted = [as_wanted(project) for project in case.says.get("projects", [])]
    compare(case, wanted, (as_printed(fact) for fact in read_projects(document_of(printed))))


@every("places")
def test_places(case: Case) -> None:
    places, says = lexicon().places, case.says
    within = places.find(says["within"]) if "within" in says else None
    place = places.find(says["printed"], within)
    compare(case, [says["place"]], [place.code if place else ""])


@pytest.mark.parametrize(("kind", "at_least"), [("memberships", 18), ("projects", 9), ("places", 30)])
def test_no_case_is_lost(kind: str, at_least: int) -> None:
    check_none_is_lost(kind, at_least)


@every_phrase("memberships", "projects")
def test_a_phrase_takes_its_examples_and_leaves_its_rejects(phrase: Pattern) -> None:
    check_phrase(phrase)
    assert phrase.rejects, f"{phrase.id} has no reject"


# --- the gazetteers' rows


@cache
def place_rows() -> tuple[dict[str, str], ...]:
    with (GAZETTEERS / "places.tsv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def is_level(code: str, level: str) -> bool:
    return {
        "province": code[2:] == "0000",
        "city": code[4:] == "00" != code[2:4],
        "county": code[4:] != "00",
    }[level]


def test_places_are_sorted_and_met_once() -> None:
    codes = [row["code"] for row in place_rows()]
    odd = [code for code in codes if not re.fullmatch(r"\d{6}", code)]
    assert not odd, f"places.tsv: codes have six digits: {odd}"
    assert codes == sorted(set(codes)), "places.tsv: sort it by code, each code once"


def test_places_stand_under_their_parents() -> None:
    levels = {row["code"]: row["level"] for row in place_rows()}
    wrong = [
        f"{row['code']} {row['name']}: {row['level']} under {row['parent'] or 'nothing'}"
        for row in place_rows()
        if not is_level(row["code"], row["level"])
        or (row["level"] == "province") != (row["parent"] == "")
        or (row["parent"] and (levels.get(row["parent"]) not in ("province", "city")))
        or (row["level"] == "county" and row["code"][:4] + "00" in levels and row["parent"][2:] == "0000")
    ]
    assert not wrong, "places.tsv: `parent` is the code of the division just above:\n" + "\n".join(wrong)


def test_place_names_are_clean_and_met_once_under_a_parent() -> None:
    names = Counter((row["name"], row["parent"], row["until"] != "") for row in place_rows())
    twice = [name for (name, _, ended), n in names.items() if n > 1 and not ended]
    assert not twice, f"places.tsv: a recoded one needs its last year in `until`: {twice}"
    odd = [
        f"{row['code']}: {words!r}"
        for row in place_rows()
        for words in (row["name"], *filter(None, row["aliases"].split("|")))
        if not re.fullmatch("[\u4e00-\u9fff]{2,}", words)
    ]
    assert not odd, "places.tsv: names are Chinese characters without gaps:\n" + "\n".join(odd)


def test_aliases_say_what_the_rule_does_not_give() -> None:
    needless = [
        f"{row['code']} {row['name']}: {alias}"
        for row in place_rows()
        for alias in filter(None, row["aliases"].split("|"))
        if alias == row["name"] or ("自治" not in row["name"] and alias == row["name"].rstrip("省市区县旗盟"))
    ]
    assert not needless, (
        "places.tsv: strike out these aliases, kg/lexicon/places.py makes them:\n" + "\n".join(needless)
    )


def test_places_are_all_there() -> None:
    levels = Counter(row["level"] for row in place_rows() if not row["until"])
    assert (levels["province"], levels["city"] > 330, levels["county"] > 2800) == (34, True, True), levels
    places = lexicon().places
    city = places.find("朔州市")
    assert city is not None
    assert [p.name for p in places.children(city)] == [
        "朔城区",
        "平鲁区",
        "山阴县",
        "应县",
        "右玉县",
        "怀仁市",
    ]
    assert [p.name for p in places.ancestors(places.children(city)[0])] == ["朔州市", "山西省"]


def test_surnames_are_sorted_and_met_once() -> None:
    names = (GAZETTEERS / "surnames.tsv").read_text(encoding="utf-8").splitlines()[1:]
    assert names == sorted(set(names)), "surnames.tsv: sort it, each family name once"
    odd = [name for name in names if not re.fullmatch("[\u3400-\u9fff]{1,2}", name)]
    assert not odd, f"surnames.tsv: one or two characters each: {odd}"


# --- any cut of any text


@cache
def printed_texts() -> tuple[str, ...]:
    """The cases' texts and, where ../shared stands beside this checkout, real ones."""
    kinds = ("memberships", "projects")
    own = (case.says["text"].replace("|", "\t") for kind in kinds for case in cases(kind))
    real = (path.read_text(encoding="utf-8") for path in sorted(SHARED.glob("gazettes/*.txt")))
    return (*own, *real)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_cut_of_a_text_raises_and_spans_hold_their_words(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(printed_texts()))
    start = data.draw(st.integers(0, len(text)))
    cut = text[start : start + data.draw(st.integers(0, 1500))]
    lines = data.draw(st.permutations(cut.split("\n"))) if data.draw(st.booleans()) else cut.split("\n")
    document = document_of({"text": "\n".join(lines), "before": "成立云岭市防汛工作领导小组。"})
    source = document.source
    for member in read_memberships(document):
        words = re.sub(r"\s", "", source.folded[member.span.start : member.span.end])
        assert member.person in words, f"{member.person} is not in {words!r}"
    for project in read_projects(document):
        words = re.sub(r"\s", "", source.folded[project.span.start : project.span.end])
        assert fold(project.name) in words, f"{project.name} is not in {words!r}"
