"""Citations: the laws, regulations, policies and standards that a clause names.

An instrument counts when it stands in 《》, has a document or standard number, or is called by a full name
that ends in its kind (`省与市收入划分总体方案`). Not the document's own title, nor that of what it encloses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.lexicon.patterns import Pattern
from kg.model import Citation, Clause, Document
from kg.setting import Setting
from kg.terms import Relation
from kg.text import Reading, plain

# 《…》, with titles inside, and the bracket after it: 《…的意见》（国发〔2019〕28号，以下简称《意见》）
_QUOTED = re.compile(
    r"《(?P<title>[^《》]*(?:《[^《》]*》[^《》]*)*)》(?:（(?P<note>[^（）]*(?:（[^（）]*）[^（）]*)*)）)?"
)
# a title that only says how it is called from here on, e.g. 以下简称《办法》
_SHORT_FOR = re.compile(r"(?:简称|称为|统称)为?[“]?$")
# the name of a kind alone, e.g. 《决定》, stands for a title printed before
_KIND_ALONE = re.compile(
    r"(?:实施|管理|暂行|工作|指导|若干)?"
    r"(?:方案|决定|规划|条例|办法|意见|通知|要点|规定|细则|计划|纲要|目录|标准|指南|汇报|预案|措施|规则|规程|章程)"
)
# what a notice sends out with itself: 《…方案》已经市政府同意，现印发给你们 | 现将《…》印发给你们
_ENCLOSED = re.compile(
    r"》(?:（[^（）]*）)?(?:[、和及]?《[^《》]*》)*(?:已经?|业经)[^。]{0,60}现[^。]{0,4}(?:印发|转发|公布|发布)"
)
_SENT_OUT = re.compile(r"现将[^，。；《》]{0,30}(?:《[^《》]*》(?:（[^（）]*）)?[、和及]*)*$")

# the kinds in which a full name ends: …管理办法，| …考核标准。
_KIND = re.compile(
    r"(?:条例|办法|细则|规划|方案|目录|目录指引|标准|计划)(?=[，。；、）\n]|$|要求|规定|等|和|及)"
)
_PIECE = re.compile(r"[，。；：、（）\n“”□]")
_GOVERNED = re.compile(
    r"(?P<basis>根据|依据|按照|依照|参照)|(?P<reached>达到)|(?P<had>具有|(?<![现所没享])有(?![效关限]))"
    r"|(?P<drawn>编制完成|汇总编制|编制|制定|制订|起草|出台|修订)"
)
_JOINED = re.compile(r"(?:条例|办法|细则|规划|方案|目录|指引|标准|计划)[和与及]")
_AFTER_VERB = re.compile(r"(?:完善|完成|出台|实施|印发|并|和|了|好|统一)+")
# names that many papers share: 具体实施方案, 本级…目录, 国家和地方…标准
_GENERIC = re.compile(
    r"^[本该此其]|[A-Za-z]|或|各|每|调整|地方|基层|部门|具体|工作(?:计划|方案)|实施方案|专项|年度|应急|配套|扶持|上述|其他"
)
_OF_MANY = re.compile(r"相应|相关|有关|各自")
_FULL_NAME = 8  # characters at least
_NAMED_BY = {
    "basis": ("条例", "办法", "细则", "规划", "方案", "目录", "指引", "标准", "计划"),
    "reached": ("标准",),
    "had": ("条例", "办法", "细则", "规划"),
    "drawn": ("条例", "办法", "细则", "规划", "目录", "控制计划"),
}
_RELATION = {
    "basis": Relation.BASIS,
    "reached": Relation.MENTIONS,
    "had": Relation.REQUIRES,
    "drawn": Relation.REQUIRES,
}

_CAPITALS = re.compile(r"[A-Z][A-Z]")
_NUMBERED = re.compile(r"〔\d{4}[〕）]|(?<![A-Za-z0-9])[A-Z]{2,3}\d{0,2}(?:/[A-Z]{1,2})?\d")
# a number alone is cited by what stands round it: 按照…号文件, …号同时废止; else it heads a document
_BEFORE_NUMBER = re.compile(
    r".*(?:根据|按照|依据|参照|贯彻|落实|执行|符合|大于|小于|高于|低于|发布的|[见的和与及以])"
)
_OF_A_HEAD = re.compile(r".*(?:通知|意见|措施|方案|办法)")
_AFTER_NUMBER = re.compile(r"文|规定|精神|要求|同时|废止|停止|自行|不再")
_STANDARD_NAME = re.compile(r"[\u4e00-\u9fff]{0,12}?标准")


@dataclass(frozen=True, slots=True)
class _Cited:
    """An instrument where it stands in a text, from `at` to `end`; its title and number as positions."""

    at: int
    end: int
    rule: str
    relation: Relation
    title: tuple[int, int]
    number: tuple[int, int] | None = None


def extract(clause: Clause, setting: Setting) -> Iterator[Citation]:
    """The instruments that a clause cites, one citation for each title in a clause."""
    seen: set[str] = set()
    source = setting.document.source
    for reading in _readings(clause):
        for cited in _cited(reading.text, setting):
            title = plain(source.words(reading.span(*cited.title)))
            number = plain(source.words(reading.span(*cited.number))) if cited.number else ""
            if title not in seen:
                seen.add(title)
                span = reading.span(cited.at, cited.end)
                yield Citation(clause.path, span, cited.rule, title, number, cited.relation)


def _readings(clause: Clause) -> Iterator[Reading]:
    """The texts of a clause: of a table row its cells, but for those that a merged cell above stands for."""
    if not clause.cells:
        yield clause.reading
    for cell in clause.cells:
        if not cell.carried:
            yield cell.reading


def _cited(text: str, setting: Setting) -> Iterator[_Cited]:
    if "《" in text:
        yield from _quoted(text, setting)
        text = _QUOTED.sub(lambda title: "□" * len(title[0]), text)
    yield from _numbered(text, setting)
    yield from _named(text)


def _quoted(text: str, setting: Setting) -> Iterator[_Cited]:
    """What stands in 《》: `根据《云岭市供水条例》（岭政发〔2021〕2号）`."""
    for found in _QUOTED.finditer(text):
        at, end = found.span("title")
        if _is_own(found, setting) or _SHORT_FOR.search(text, max(0, found.start() - 4), found.start()):
            continue
        if _KIND_ALONE.fullmatch(found["title"]) or _is_paper(found["title"], setting):
            continue
        number = _number_in(found, setting)
        rule = number[0].id if number else "quoted-title"
        stop = found.end() if number else end + 1
        place = number[1].span() if number else None
        yield _Cited(found.start(), stop, rule, _relation(found, setting), (at, end), place)


def _is_own(found: re.Match[str], setting: Setting) -> bool:
    """Whether a title is the document's own, or of what the document sends out with itself."""
    text, end = found.string, found.end("title")
    document = setting.document
    return (
        _bare(found["title"]) in _own_titles(document)
        or bool(_ENCLOSED.match(text, end))
        or bool(_SENT_OUT.search(text, max(0, found.start() - 80), found.start()))
    )


def _own_titles(document: Document) -> tuple[str, ...]:
    printed = [words.value for words in (document.title, document.enclosed_title) if words]
    return tuple(_bare(title) for title in [*printed, *(part.title for part in document.parts if part.title)])


def _bare(title: str) -> str:
    return re.sub(r"[\s“”\"《》]", "", title)


def _is_paper(title: str, setting: Setting) -> bool:
    return any(p.regex.fullmatch(title) for p in setting.lexicon.citations["paper"].patterns)


def _number_in(found: re.Match[str], setting: Setting) -> tuple[Pattern, re.Match[str]] | None:
    """The number in the bracket after a title, e.g. `国发〔2016〕49号`."""
    if found["note"] is None:
        return None
    numbers = setting.lexicon.citations["number"]
    return next(numbers.find(found.string, found.start("note"), found.end("note")), None)


def _relation(found: re.Match[str], setting: Setting) -> Relation:
    """What the last governing word before a title in its sentence says: `根据` basis, `落实` implements."""
    text, at = found.string, found.start()
    begin = max(text.rfind(stop, 0, at) for stop in "。；\n") + 1
    governing = [pattern for pattern, _ in setting.lexicon.citations["governing"].find(text, begin, at)]
    return Relation(governing[-1].more["relation"]) if governing else Relation.MENTIONS


def _numbered(text: str, setting: Setting) -> Iterator[_Cited]:
    """What is cited by its number alone: `GB/T18916定额系列标准`, `岭政发〔2011〕97号文件`."""
    if "〔" not in text and not _CAPITALS.search(text):
        return
    for hit in _NUMBERED.finditer(text):
        begin = _piece_start(text, hit.start(), 20)
        lead = _BEFORE_NUMBER.match(text, begin, hit.start())
        number = next(setting.lexicon.citations["number"].find(text, lead.end() if lead else begin), None)
        if number is None or not number[1].start() <= hit.start() < number[1].end():
            continue
        at, end = number[1].span()
        own = setting.document.number
        alone = number[0].id != "standard-number" and not lead and not _AFTER_NUMBER.match(text, end)
        if alone or _OF_A_HEAD.match(number[1][0]) or (own and number[1][0] == own.value):
            continue
        name = _STANDARD_NAME.match(text, end) if number[0].id == "standard-number" else None
        title_end = name.end() if name else end
        yield _Cited(at, title_end, number[0].id, _relation(number[1], setting), (at, title_end), (at, end))


def _named(text: str) -> Iterator[_Cited]:
    """What is called by a full name that ends in its kind: `编制完成海绵城市建设规划`."""
    for found in _KIND.finditer(text):
        begin = _piece_start(text, found.start(), 60)
        verbs = tuple(_GOVERNED.finditer(text, begin, found.start()))
        if not verbs:
            continue
        verb, governed = verbs[-1], str(verbs[-1].lastgroup)
        at = _name_start(text, verb.end(), found.start())
        name = text[at : found.end()]
        if _is_one_instrument(name, governed) and not _OF_MANY.search(text, verb.end(), found.start()):
            yield _Cited(at, found.end(), "full-name", _RELATION[governed], (at, found.end()))


def _piece_start(text: str, at: int, most: int) -> int:
    """Where the piece of a sentence in which `at` stands begins, at most so many characters before."""
    marks = [mark.end() for mark in _PIECE.finditer(text, max(0, at - most), at)]
    return marks[-1] if marks else max(0, at - most)


def _name_start(text: str, begin: int, kind: int) -> int:
    """Where a name begins: after a leading verb (`修订完善`), the last 的, another instrument's name."""
    at = max(begin, text.rfind("的", begin, kind) + 1)
    for joined in _JOINED.finditer(text, at, kind):
        at = joined.end()
    verb = _AFTER_VERB.match(text, at, kind)
    return verb.end() if verb else at


def _is_one_instrument(name: str, governed: str) -> bool:
    """Whether a name says by itself which one paper it is: `海绵城市建设规划`, not `工作计划`."""
    return len(name) >= _FULL_NAME and name.endswith(_NAMED_BY[governed]) and not _GENERIC.search(name)
