"""Projects, leading groups and places: the cases of tests/cases/{projects,memberships,places}.yaml.

With them the phrases' own examples and the gazetteers' rows. A domain person adds a case by adding an entry
to the YAML; nothing here has to change.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any, TypeAlias

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract import memberships, projects
from kg.lexicon import load_lexicon
from kg.lines import lines_of
from kg.model import Document, Furniture, Membership, Part, Place, Project, Source
from kg.parse import parse
from kg.patterns import Pattern, load_patterns
from kg.places import Places
from kg.setting import Setting, setting_of
from kg.terms import Level
from kg.text import Span, fold

CASES = Path(__file__).parent / "cases"
GAZETTEERS = Path(__file__).parent.parent / "ontology" / "gazetteers"
SHARED = Path(__file__).parent.parent.parent / "shared"
Case: TypeAlias = dict[str, Any]

CITY = Place("990100", "云岭市", Level.CITY, "990000")
COUNTIES = [
    Place(f"99012{i}", name, Level.COUNTY, "990100") for i, name in enumerate(("临江县", "青石区", "鹤坪区"))
]


class _Numbered(yaml.BaseLoader):
    """Reads a mapping with the line it begins on, under `line`."""


def _mapping(loader: _Numbered, node: yaml.MappingNode) -> Case:
    return {"line": node.start_mark.line + 1, **loader.construct_mapping(node, deep=True)}


_Numbered.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


def cases(kind: str) -> list[Any]:
    """The cases of a file, each named by its file and line."""
    entries = yaml.load((CASES / f"{kind}.yaml").read_text(encoding="utf-8"), Loader=_Numbered)
    return [pytest.param(e, id=f"{kind}.yaml:{e['line']}") for e in entries]


def proof(kind: str, case: Case, wanted: Counter[Any], found: Counter[Any]) -> str:
    """A proof-reader's note: where the case stands, what is printed, what is missing and what is too much."""
    return "\n".join(
        [
            f"\ntests/cases/{kind}.yaml:{case['line']} {case.get('name', '')}",
            f"原文 printed: {case.get('text', case.get('printed', ''))}",
            *(f"缺 missing: {fact}" for fact in wanted - found),
            *(f"多 extra:   {fact}" for fact in found - wanted),
        ]
    )


def source_of(text: str) -> Source:
    starts = tuple(accumulate((len(line) for line in text.splitlines(keepends=True)), initial=0))
    return Source("case.txt", text, "0" * 64, "utf-8", starts, fold(text))


def document_of(case: Case) -> Document:
    """The document of a case: what a notice says before, then the titled text."""
    before, title = case.get("before", ""), case.get("title", "")
    source = source_of("\n".join(part for part in (before, title, case["text"]) if part))
    lines = lines_of(source.folded)
    head, titled = (1 if before else 0), (1 if title else 0)
    parts = [Part("通知", "", lines[:1])] if before else []
    parts.append(Part("附件1" if before else "正文", title, lines[head + titled :]))
    furniture = tuple(Furniture("title", line.extent) for line in lines[head : head + titled])
    return Document(source, Span(0, len(source.text)), tuple(parts), furniture=furniture)


@cache
def cloud_ridge() -> Places:
    """The places of the invented city."""
    return Places({place.code: place for place in (CITY, *COUNTIES)})


def setting(document: Document) -> Setting:
    lexicon = replace(load_lexicon(), places=cloud_ridge())
    return replace(setting_of(document, parse(document).clauses, lexicon), place=CITY)


def read_memberships(document: Document) -> list[Membership]:
    around = setting(document)
    return [fact for clause in around.clauses for fact in memberships.extract(clause, around)]


def read_projects(document: Document) -> list[Project]:
    around = setting(document)
    return [fact for clause in around.clauses for fact in projects.extract(clause, around)]


# --- the cases


@pytest.mark.parametrize("case", cases("memberships"))
def test_memberships(case: Case) -> None:
    facts = read_memberships(document_of(case))
    found = Counter((f.role.value, f.person, f.post) for f in facts)
    wanted = Counter((role, person, post) for role, person, post in case.get("members", []))
    assert found == wanted, proof("memberships", case, wanted, found)
    groups = {f.group.printed for f in facts}
    assert groups <= {case.get("group")}, proof("memberships", case, Counter(), Counter(groups))


def as_printed(project: Project) -> tuple[str, ...]:
    key = "是" if project.provincial_key else "否"
    words = (project.clause, project.name, project.location, project.stage, project.category, key)
    return (*words, "、".join(project.proponents))


def as_wanted(project: Case) -> tuple[str, ...]:
    words = (project.get(key, "") for key in ("path", "name", "location", "stage", "category"))
    return (*words, project.get("key", "否"), "、".join(project.get("proponents", [])))


@pytest.mark.parametrize("case", cases("projects"))
def test_projects(case: Case) -> None:
    printed = {**case, "text": case["text"].replace("|", "\t")}
    found = Counter(as_printed(fact) for fact in read_projects(document_of(printed)))
    wanted = Counter(as_wanted(project) for project in case.get("projects", []))
    assert found == wanted, proof("projects", case, wanted, found)


@pytest.mark.parametrize("case", cases("places"))
def test_places(case: Case) -> None:
    places = load_lexicon().places
    within = places.find(case["within"]) if "within" in case else None
    place = places.find(case["printed"], within)
    found, wanted = Counter([place.code if place else ""]), Counter([case["place"]])
    assert found == wanted, proof("places", case, wanted, found)


def test_every_case_is_run() -> None:
    counted = {kind: len(cases(kind)) for kind in ("memberships", "projects", "places")}
    printed = {
        kind: len(re.findall("^- ", (CASES / f"{kind}.yaml").read_text(encoding="utf-8"), re.MULTILINE))
        for kind in counted
    }
    assert counted == printed, f"cases read {counted}, cases written {printed}"


# --- the phrases


def phrases() -> Iterator[Any]:
    for kind in ("memberships", "projects"):
        for pattern in load_patterns(kind):
            yield pytest.param(pattern, id=f"{kind}.yaml:{pattern.id}")


@pytest.mark.parametrize("pattern", list(phrases()))
def test_phrases_take_their_examples_and_leave_their_rejects(pattern: Pattern) -> None:
    assert pattern.examples, f"{pattern.id}: no example"
    assert pattern.rejects, f"{pattern.id}: no reject"
    missed = [words for words in pattern.examples if not pattern.regex.fullmatch(words)]
    taken = [words for words in pattern.rejects if pattern.regex.search(words)]
    assert not missed, f"{pattern.id} leaves its own examples: {missed}"
    assert not taken, f"{pattern.id} takes what it should leave: {taken}"


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
    assert not needless, "places.tsv: strike out these aliases, kg/places.py makes them:\n" + "\n".join(
        needless
    )


def test_places_are_all_there() -> None:
    levels = Counter(row["level"] for row in place_rows() if not row["until"])
    assert (levels["province"], levels["city"] > 330, levels["county"] > 2800) == (34, True, True), levels
    places = load_lexicon().places
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
    own = (case.values[0]["text"].replace("|", "\t") for kind in kinds for case in cases(kind))
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
