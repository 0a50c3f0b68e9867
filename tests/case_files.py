"""The cases of tests/cases/*.yaml, and the invented region that they speak of.

A domain person adds a case by adding an entry to a YAML file. A red one reads like a proof-reader's note:
where the case stands, what is printed, what is missing (缺) and what is too much (多).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
import yaml
from rdflib import SKOS, Graph

from kg.lexicon import Lexicon, load_lexicon
from kg.lexicon.patterns import Pattern, load_patterns
from kg.lexicon.places import Places
from kg.model import Place
from kg.terms import Level

HOUSE = Path(__file__).parent.parent
SHARED = HOUSE.parent / "shared"
CASES = Path(__file__).parent / "cases"


@dataclass(frozen=True)
class Case:
    """One entry of tests/cases/<kind>.yaml: the line it begins on and what it says."""

    kind: str
    line: int
    says: dict[str, Any] = field(repr=False)

    def __str__(self) -> str:
        return f"tests/cases/{self.kind}.yaml:{self.line} {self.says.get('name', '')}".rstrip()


@cache
def cases(kind: str) -> tuple[Case, ...]:
    """The cases of one kind, in file order."""
    printed = (CASES / f"{kind}.yaml").read_text(encoding="utf-8")
    entries = yaml.compose(printed, Loader=yaml.BaseLoader)
    assert entries is not None, f"{kind}.yaml is empty"
    said = yaml.load(printed, Loader=yaml.BaseLoader)
    return tuple(
        Case(kind, node.start_mark.line + 1, says) for node, says in zip(entries.value, said, strict=True)
    )


def every(*kinds: str) -> pytest.MarkDecorator:
    """The mark that runs a test once for each case of these kinds, as its argument `case`."""
    return pytest.mark.parametrize("case", [case for kind in kinds for case in cases(kind)], ids=str)


def compare(case: Case, wanted: Iterable[Any], found: Iterable[Any]) -> None:
    """Fail with a proof-reader's note unless the two hold the same, each as often."""
    missing, extra = list(wanted), []
    for fact in found:
        if fact in missing:
            missing.remove(fact)
        else:
            extra.append(fact)
    text = case.says.get("text", case.says.get("printed", case.says.get("row", "")))
    note = [str(case), f"  原文 printed: {text.rstrip()}"]
    note += [f"  缺 missing:   {fact}" for fact in missing] + [f"  多 extra:     {fact}" for fact in extra]
    if missing or extra:
        pytest.fail("\n".join(note), pytrace=False)


def check_none_is_lost(kind: str, at_least: int) -> None:
    """Fail unless every entry of a file is a case, and no two have one name."""
    printed = re.findall(r"^- ", (CASES / f"{kind}.yaml").read_text(encoding="utf-8"), re.MULTILINE)
    read = cases(kind)
    assert len(read) == len(printed) >= at_least, f"{kind}.yaml: {len(printed)} printed, {len(read)} read"
    names = [case.says["name"] for case in read if "name" in case.says]
    twice = sorted({name for name in names if names.count(name) > 1})
    assert not twice, f"{kind}.yaml: two cases have one name: {twice}"


# --- phrases


def every_phrase(*kinds: str) -> pytest.MarkDecorator:
    """The mark that runs a test once for each entry of ontology/patterns/<kind>.yaml, as argument `phrase`."""
    phrases = [
        pytest.param(phrase, id=f"ontology/patterns/{kind}.yaml {phrase.id}")
        for kind in kinds
        for phrase in load_patterns(kind)
    ]
    return pytest.mark.parametrize("phrase", phrases)


def check_phrase(phrase: Pattern) -> None:
    """Fail unless a phrase takes its examples wholly and leaves its rejects alone."""
    assert phrase.examples, f"{phrase.id} has no example"
    left = [words for words in phrase.examples if not phrase.regex.fullmatch(words)]
    taken = [words for words in phrase.rejects if phrase.regex.search(words)]
    assert not left, f"{phrase.id} leaves its own examples: {left}"
    assert not taken, f"{phrase.id} takes what it should leave: {taken}"


# --- the invented region: 山南省 with 云岭市 and its counties

PROVINCE = Place("990000", "山南省", Level.PROVINCE, "")
CITY = Place("990100", "云岭市", Level.CITY, "990000")
COUNTIES = tuple(
    Place(f"9901{i:02}", name, Level.COUNTY, "990100")
    for i, name in enumerate(("鹤坪区", "柳湾区", "青石区", "临江县", "青梧县", "白桥县"), 2)
)
OTHER_CITY = Place("990200", "东屏市", Level.CITY, "990000")


@cache
def lexicon() -> Lexicon:
    """The lexicon that ships, and the invented region beside the real places."""
    known = load_lexicon()
    invented = {place.code: place for place in (PROVINCE, CITY, *COUNTIES, OTHER_CITY)}
    places = Places(MappingProxyType({**known.places.by_code, **invented}), known.places.ended)
    return replace(known, places=places)


@cache
def labels(scheme: str) -> dict[str, str]:
    """The Chinese label of each concept of a vocabulary (`roles`), by its notation (lead: 牵头)."""
    graph = Graph().parse(HOUSE / "ontology" / "vocabularies" / f"{scheme}.ttl")
    return {
        str(notation): str(label)
        for concept, notation in graph.subject_objects(SKOS.notation)
        for label in graph.objects(concept, SKOS.prefLabel)
        if getattr(label, "language", "") == "zh"
    }
