"""Lists of units: in brackets that close a clause, and after labels (责任单位：甲局、乙局)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from kg.lexicon.bodies import Item
from kg.lexicon.patterns import Pattern
from kg.lexicon.units import unit_name, units
from kg.model import Clause, Name, Responsibility
from kg.setting import Setting
from kg.terms import DutyKind, Role
from kg.text import Reading

# a bracket with one deeper inside: （责任单位：各县〔市、区〕政府，市财政局）
_BRACKET = re.compile(r"[（〔]((?:[^（）〔〕]|[（〔][^（）〔〕]*[）〕])*)[）〕]")
# a bracket of offices alone, after the full stop that ends its clause
_CLOSING = re.compile(r"。[（〔][^。；]*[）〕]\s*$")
_LEVELLED = re.compile(
    "(?:[省市县区][\u4e00-\u9fff]{2,14}[局委办厅会](?<!大厅)|各[^、]{1,10}政府|[\u4e00-\u9fff]{2}银保监局)$"
)
_ROLE_WORD = re.compile("责任|牵头|配合|负责|落实|参与|协办|承办|主管|协助|指导|监督|验收")
_ROLE_LABEL = (
    "(?:总?牵头|责任|配合|验收|协办|主办|参与|承办|落实|监督|督办|指导|协助|实施)"
    "(?:责任|负责|推进|实施)?(?:单位|部门)"
)
_UNIT_END = "[局委办厅府会区院队心司]"
# any label ends the list before it (完成时限：, 联系人：); a role's does even with no mark before it
_LABEL = re.compile(
    rf"(?:(?:^|(?<=[；。，\s）、（〔]))(?P<words>(?:(?!(?<={_UNIT_END}){_ROLE_LABEL}：)[\u4e00-\u9fff（）]){{2,10}})"
    rf"|(?P<role>{_ROLE_LABEL}))："
)
_LABEL_LINE = re.compile(rf"{_ROLE_LABEL}：[^。\n]*")
# the next item's number, run on after a list: 责任单位：市医保局6.建立…, …市财政局二、修桥
_NEXT_ITEM = re.compile(
    r"(?<=[\u4e00-\u9fff）])\s*\d{1,2}[.．、](?!\d)"
    rf"|(?<={_UNIT_END})\s*(?:[一二三四五六七八九十]{{1,3}}、|（[一二三四五六七八九十]{{1,3}}）)"
)
_PIECE = re.compile(r"[^，；。]+")
_NO_UNIT = re.compile(
    r"^以下|^可(?!持续)|下同|[为是]牵头|不再|各自职责|\d年|\d月|[月年]底|持续|长期|完成|时限|.牵头$|提供|造成|对其|须"
    r"|(?<![供响反适对相])应(?!急|用|对|县)|(?<!供)需(?!求)"
)
# a sentence that runs on after a list, its line break lost: …服务中心县妇联负责场地布置
_SPEAKS = re.compile(r"(?<=..)(?:负责(?!人)|承担)(?=..)")
# an office printed without level or place: 数字办
_OFFICE = re.compile(
    r"^(?![省市县区国各有相]|中国|人民|民航|海事|铁路|人行|银保监)[\u4e00-\u9fff]{1,8}(?:[局委办厅]|中心|总队|总指挥部|贸促会)$"
)
# of a province's list, a company too: 省工信厅、电力公司
_COMPANY = re.compile(
    r"^(?![省市县区国各有相]|中国|中[\u4e00-\u9fff]{2}|所属)[\u4e00-\u9fff]{2,5}(?:公司|集团)$"
)
_ASIDE = re.compile(r"（[^）]*）$")  # 发改委（数字办）
_LAST = re.compile("^(?P<own>[\u4e00-\u9fff]{2,3})等(?:有关|相关)?(?:设区)?(?P<tail>市(?:人民)?政府)$")
_SHARED = re.compile("(?<=[\u4e00-\u9fff]{2})[市县区](?:人民)?政府$")
_STEM = re.compile("(?![各有相])[\u4e00-\u9fff]{1,2}[^局委办厅会府院队部团市县区]$")
_OFFICIALS = re.compile("各[^，。；]{2,24}?(?:政府|管委会|部门)(?=$|[、，])")
_WITH = re.compile("(?:牵头)?会同")
_LONGEST = 36  # characters of a unit's name


@dataclass(frozen=True, slots=True)
class UnitList:
    """A stretch of a text that lists units in one role, with the scope printed for it."""

    start: int
    end: int
    role: Role
    rule: str
    scope: tuple[int, int] | None = None


def bracket_facts(clause: Clause, setting: Setting) -> Iterator[Responsibility]:
    """The units of a clause's role brackets: `（牵头单位：甲局；配合单位：乙局）`, `（甲局牵头，乙局配合）`."""
    text = clause.reading.text
    for bracket in _BRACKET.finditer(text):
        if _ROLE_WORD.search(text, *bracket.span(1)):
            for found in _listed(text, bracket.span(1), setting):
                yield from unit_facts(clause, clause.reading, found, setting)
        elif _CLOSING.match(text, bracket.start() - 1) and _offices_alone(text, bracket.span(1)):
            found = UnitList(*bracket.span(1), Role.RESPONSIBLE, "bracket.bare")
            yield from unit_facts(clause, clause.reading, found, setting)


def _offices_alone(text: str, span: tuple[int, int]) -> bool:
    """Whether a bracket holds offices printed with their level and nothing else: （省财政厅、省税务局）."""
    return all(_LEVELLED.match(item.printed) for item in units(text, *span))


def label_line_facts(clause: Clause, setting: Setting) -> Iterator[Responsibility]:
    """The units after labels in the running text: `责任单位：市教育局、市财政局。`."""
    if "：" not in clause.reading.text:
        return
    reading = clause.reading.without(_role_brackets(clause.reading.text))
    for line in label_lines(reading.text):
        for found in _labelled(reading.text, line, setting):
            yield from unit_facts(clause, reading, found, setting)


def standing_facts(
    clause: Clause, listed: Sequence[Responsibility], setting: Setting
) -> Iterator[Responsibility]:
    """What a note before adds to the lists of a clause: 以下均需地方各级人民政府落实，不再列出. Its words stand for
    every list after it, and prove what they add."""
    there = {fact.body.printed for fact in listed}
    for note in setting.standing if listed else ():
        if note.part == clause.part and note.order < clause.order:
            for body in note.names:
                if body.printed not in there:
                    rule, role = "note.standing", Role.RESPONSIBLE
                    yield Responsibility(clause.path, body.span, rule, body, role, DutyKind.EXPLICIT, None)


def label_lines(text: str) -> Iterator[tuple[int, int]]:
    """The lines that a role's label opens, which state no sentence: `责任单位：市教育局、市财政局`."""
    return (found.span() for found in _LABEL_LINE.finditer(text)) if "：" in text else iter(())


def _role_brackets(text: str) -> Iterator[tuple[int, int]]:
    """The brackets that assign roles, read apart."""
    return (found.span() for found in _BRACKET.finditer(text) if _ROLE_WORD.search(text, *found.span(1)))


def label_of_role(words: str, setting: Setting) -> Pattern | None:
    """The entry of ontology/patterns/responsibilities.yaml whose label `words` is."""
    return next((p for p in setting.lexicon.labels if p.regex.fullmatch(words)), None)


def _listed(text: str, span: tuple[int, int], setting: Setting) -> tuple[UnitList, ...]:
    """The lists of a stretch: under labels, else each closed by a role word."""
    return tuple(_labelled(text, span, setting)) or tuple(closed_lists(text, span, setting))


def _labelled(text: str, span: tuple[int, int], setting: Setting) -> Iterator[UnitList]:
    """The lists under labels: each runs to the next label; a role word inside one goes before the label's."""
    labels = list(_LABEL.finditer(text, *span))
    for i, label in enumerate(labels):
        pattern = label_of_role(label.group("words") or label.group("role"), setting)
        end = labels[i + 1].start() if i + 1 < len(labels) else span[1]
        if pattern:
            below = _NEXT_ITEM.search(text, label.end(), end)
            end = below.start() if below else end
            found = UnitList(label.end(), end, Role(pattern.more["role"]), pattern.id)
            closed = tuple(closed_lists(text, (found.start, found.end), setting))
            yield from (_led(one, found.role) for one in closed) if closed else (found,)


def _led(found: UnitList, role: Role) -> UnitList:
    """A list under 牵头单位 that ends in 按职责分工负责 leads all the same."""
    return replace(found, role=role) if role is Role.LEAD and found.role is Role.RESPONSIBLE else found


def closed_lists(text: str, span: tuple[int, int], setting: Setting) -> Iterator[UnitList]:
    """The lists that close with a role word: `甲局、乙局牵头，丙局配合`; a scope may stand before 由."""
    start, last = span[0], None
    for piece in _PIECE.finditer(text, *span):
        found = _closing(text, start, piece.end(), setting)
        if found:
            yield from _with_partners(text, found)
            start, last = piece.end() + 1, found
    if last and _OFFICIALS.match(text, start, span[1]):  # …等负责，各县政府
        yield UnitList(start, span[1], last.role, last.rule)


def _with_partners(text: str, found: UnitList) -> Iterator[UnitList]:
    """The list, or, where 会同 stands in it, those who lead and those with them: 市发改委会同有关部门负责."""
    word = _WITH.search(text, found.start, found.end)
    if not word or found.role is Role.SUPPORT:
        yield found
        return
    yield UnitList(found.start, word.start(), Role.LEAD, "closing.with", found.scope)
    yield UnitList(word.end(), found.end, Role.SUPPORT, "closing.partner", found.scope)


def _closing(text: str, start: int, end: int, setting: Setting) -> UnitList | None:
    """The list that ends at `end` with a role word."""
    for pattern in setting.lexicon.closings:
        word = next((m for m in pattern.regex.finditer(text, start, end) if m.end() == end), None)
        if word:
            by = text.find("由", start, word.start())
            begin = by + 1 if by >= 0 else start
            scope = (start, by) if by > start else None
            role = Role(pattern.more["role"])
            return UnitList(begin, word.start(), role, pattern.id, scope) if word.start() > begin else None
    return None


def unit_facts(
    clause: Clause, reading: Reading, found: UnitList, setting: Setting
) -> Iterator[Responsibility]:
    """One fact for each unit; where a note says so, the first of a 责任单位 list leads."""
    duty = reading.span(*found.scope) if found.scope else None
    names = tuple(_names(reading, found, setting))
    leads = found.role is Role.RESPONSIBLE and setting.first_leads(clause)
    for i, name in enumerate(names):
        role = Role.LEAD if leads and i == 0 else found.role
        yield Responsibility(clause.path, name.span, found.rule, name, role, DutyKind.EXPLICIT, duty)


def _names(reading: Reading, found: UnitList, setting: Setting) -> Iterator[Name]:
    """The units' names; one printed without its level is at the level of the one before (省发改委、财政厅)."""
    level = owner = ""
    fields = setting.lexicon.offices.by_sector
    for item in _whole(_fields(units(reading.text, found.start, found.end), fields)):
        if _SPEAKS.search(item.printed):
            return
        if _is_unit(item):
            bare = _ASIDE.sub("", item.printed)
            known = bare in setting.lexicon.offices.by_name or bool(_OFFICE.match(bare))
            known = known or (level == "省" and bool(_COMPANY.match(bare)))
            level = level if known else item.printed[0] if item.printed[0] in "省市县区" else ""
            one = unit_name(item, reading)
            owned = bool(owner) and item.printed.startswith("所属")  # 省水投集团及所属各水务公司
            yield replace(one, head=owner if owned else level) if known or owned else one
            owner = f"{level if known else ''}{bare}"


def _fields(items: Sequence[Item], known: Collection[str]) -> Sequence[Item]:
    """The units of a list, fields that share the last one's 部门 as departments: 住建、商务部门."""
    last = items[-1].printed.removesuffix("部门") if items else ""
    if last not in known or not items[-1].printed.endswith("部门"):
        return items
    first = len(items) - 1
    while first and items[first - 1].printed in known:
        first -= 1
    own = replace(items[-1], printed=last, end=items[-1].end - len("部门"))
    shared = [replace(item, tail="部门") for item in (*items[first:-1], own)]
    return (*items[:first], *shared) if len(shared) > 1 else items


def _whole(items: Sequence[Item]) -> list[Item]:
    """The units of a list, its bare places with the word that the last one shares: 青河、白桥、鹤坪区政府."""
    whole: list[Item] = []
    tail = ""
    for item in reversed(items):
        if last := _LAST.match(item.printed):
            own = last.group("own")
            item = replace(item, printed=own, end=item.start + len(own), tail=last.group("tail"))
        shared = last or _SHARED.search(item.printed)
        bare = bool(tail and _STEM.match(item.printed))
        whole.append(replace(item, tail=tail) if bare else item)
        tail = item.tail or shared.group() if shared else tail if bare else ""
    return whole[::-1]


def _is_unit(item: Item) -> bool:
    """Whether an entry of a list is a unit, and no note, date or sentence."""
    return len(item.printed) <= _LONGEST and not _NO_UNIT.search(item.printed)
