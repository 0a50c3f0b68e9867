"""Candidates for the file of corrections: what a person might look at, as lines that only want their `#` taken
away. What was corrected is not proposed again.

Doubtful are: silent places; duties read from a plain subject and verb (rule doer.plain); bodies that no gazetteer
knows; bodies whose names differ only in a narrowing word (有关, 各相关); bodies whose names differ in one character.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Final
from urllib.parse import unquote

from kg.graph.audit import silences
from kg.graph.query import select
from kg.graph.store import Graph
from kg.lexicon import Lexicon

_DOERS = """SELECT DISTINCT ?document ?clause ?body ?role ?quote {
  ?fact a gz:Responsibility ; gz:rule "doer.plain" ; gz:onClause ?node ; gz:quote ?quote ;
    cv:hasParticipant/skos:prefLabel ?body ; cv:role/skos:prefLabel ?role .
  ?node eli:number ?clause ; gz:inDocument ?document OPTIONAL { ?node gz:order ?order }
  FILTER(LANG(?role) = "zh") FILTER NOT EXISTS { ?fact gz:correction ?any }
  FILTER NOT EXISTS { ?fact gz:rule ?other FILTER(?other != "doer.plain") } }
  ORDER BY ?document ?order ?body ?role"""
_BODIES = """SELECT ?name ?kind ?place (COUNT(DISTINCT ?fact) AS ?n) (MIN(?printed) AS ?as) {
  ?body a org:Organization ; skos:prefLabel ?name ; org:classification/skos:notation ?kind
  OPTIONAL { ?body dct:spatial/skos:prefLabel ?place } OPTIONAL { ?body skos:altLabel ?printed }
  OPTIONAL { ?fact cv:hasParticipant|org:organization ?body } } GROUP BY ?body ?name ?kind ?place"""
_RULED = """SELECT ?name ?about ?to { ?body gz:correction ?line ; skos:prefLabel ?name .
  ?line gz:corrects ?about ; gz:correctedTo ?to ; gz:action ?does FILTER(?does IN ("不同", "同一", "别名")) }"""

_NARROWING: Final = re.compile(r"^(?:各有关|各相关|有关|相关)+(?=.{2})")
_LEVEL: Final = re.compile(r"^[省市县区旗州镇乡](?=.{2})")
_OFFICES: Final = frozenset({"department", "office", "institution", "party"})
_TOGETHER: Final = frozenset({"collective", "generic"})
_SHORTEST = 5  # characters of a name of which one may be a misprint
_COUNTED = re.compile(r"[一二三四五六七八九十\d东西南北省市县区]")

HEAD: Final = (
    "# 更正候选 candidates for corrections: 去掉行首的 # 即生效 take the # away and the line counts",
    "# 确认可改为剔除；？处要填写；没读懂而本来无事可读的，写 剔除…没读懂 turn 确认 into 剔除 where it is wrong; fill in ？",
    "# " + "\t".join(("动作", "公文", "条款", "种类", "内容", "改为", "理由", "谁")),
)


@dataclass(frozen=True, slots=True)
class _Body:
    """A body of the graph: its name, kind and place, how many facts name it, and a name it is printed by."""

    name: str
    kind: str
    place: str
    facts: int
    printed: str


def candidates(graph: Graph, lexicon: Lexicon) -> list[str]:
    """The lines of candidates, commented out, after three that say what to do with them."""
    bodies = [_Body(name, kind, place, int(n), printed) for name, kind, place, n, printed in _rows(graph)]
    ruled = {frozenset((about.removeprefix("机构 "), to)) for _, about, to in select(graph.store, _RULED)}
    settled = {name for name, _, _ in select(graph.store, _RULED)}
    strange = [one for one in bodies if _strange(one, lexicon) and one.name not in settled]
    pairs = {
        (one, other): why for one, other, why in (*_narrowed(bodies), *_misprinted(bodies, strange))
        if frozenset((one.name, other.name)) not in ruled
    }  # fmt: skip
    lines = [
        *_silent(graph),
        *_doers(graph),
        *map(_unknown, strange),
        *(_same(*pair) for pair in pairs.items()),
    ]
    return [*HEAD, *dict.fromkeys(lines)]


def _rows(graph: Graph) -> list[list[str]]:
    return sorted(select(graph.store, _BODIES))


def _line(action: str, where: tuple[str, str], fact: tuple[str, str, str], reason: str) -> str:
    cells = (action, *where, *fact, f"候选 candidate：{reason}")
    return "#" + "\t".join(" ".join(cell.split()) for cell in cells)


def _silent(graph: Graph) -> Iterator[str]:
    """What gave no fact: a person adds the duty that it lays on a body."""
    for one in silences(graph):
        fact = ("职责", "单位=？|角色=？", f"原文={one.words}")
        yield _line("补充", (one.doc, one.clause), fact, f"{one.reason} {one.file}:{one.line}")


def _doers(graph: Graph) -> Iterator[str]:
    """Duties read from a plain subject and verb, which may be telling of something and lay down nothing."""
    start = f"{graph.manifest.base}doc/"
    for document, clause, body, role, quote in select(graph.store, _DOERS):
        doc = unquote(document.removeprefix(start))
        fact = ("职责", f"单位={body}|角色={role}", "")
        yield _line("确认", (doc, clause), fact, f"只凭主语和动词 doer.plain：{quote[:60]}")


def _strange(body: _Body, lexicon: Lexicon) -> bool:
    """Whether no gazetteer knows the body: no office ends its name, and it is called as it is printed."""
    known = lexicon.offices.by_name
    ends = (body.name[i:] for i in range(len(body.name) - 1))
    as_printed = body.name.endswith(_LEVEL.sub("", body.printed))
    return body.kind in _OFFICES and body.facts > 0 and as_printed and not any(end in known for end in ends)


def _unknown(body: _Body) -> str:
    fact = ("机构", body.printed or body.name, "？")
    return _line(
        "别名",
        (body.place, ""),
        fact,
        f"名录里没有 no gazetteer knows it：{body.name}（{body.facts} 条 facts）",
    )


def _narrowed(bodies: Iterable[_Body]) -> Iterator[tuple[_Body, _Body, str]]:
    """Bodies of one place whose names are the same but for what narrows them: the rarer, the commoner."""
    groups: dict[tuple[str, str], list[_Body]] = defaultdict(list)
    for one in bodies:
        if one.kind in _TOGETHER and one.facts:
            groups[one.place, _NARROWING.sub("", one.name)].append(one)
    for group in groups.values():
        *rest, usual = sorted(group, key=lambda one: (one.facts, len(one.name), one.name))
        yield from ((one, usual, "只差限定词 they differ in a narrowing word only") for one in rest)


def _misprinted(bodies: Iterable[_Body], strange: Iterable[_Body]) -> Iterator[tuple[_Body, _Body, str]]:
    """Bodies of one place whose names differ in one character, where no gazetteer knows the first: found by
    what is left of a name when one character is left out, not by holding each against each."""
    left: dict[tuple[str, str], list[_Body]] = defaultdict(list)
    for one in bodies:
        if len(one.name) >= _SHORTEST and one.facts:
            for rest in {one.name, *(one.name[:i] + one.name[i + 1 :] for i in range(len(one.name)))}:
                left[one.place, rest].append(one)
    unknown = {one.name for one in strange}
    for group in left.values():
        for pair in combinations(group, 2):
            rarer, other = sorted(pair, key=lambda one: (one.name not in unknown, one.facts, one.name))
            if rarer.name in unknown and _one_apart(rarer.name, other.name):
                yield rarer, other, "只差一字 they differ in one character"


def _one_apart(one: str, other: str) -> bool:
    """Whether one character is changed, added or left out, and it is no numeral, direction or level, which
    tell two bodies apart: 第一中学 and 第二中学 are two."""
    start = next(
        (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(map(len, (one, other)))
    )
    rests = {one[start:], other[start:]}
    tails = {one[start + 1 :], other[start + 1 :]} if len(one) == len(other) else None
    shorter, longer = sorted((one, other), key=len)
    same = len(tails) == 1 if tails else longer[start + 1 :] == shorter[start:]
    return same and not any(_COUNTED.match(rest) for rest in rests)


def _same(pair: tuple[_Body, _Body], why: str) -> str:
    one, other = pair
    return _line(
        "同一", (one.place, ""), ("机构", one.name, other.name), f"{why}；不是就写“不同” else say 不同"
    )
