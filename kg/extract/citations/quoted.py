"""What stands in 《》: `根据《云岭市供水条例》（岭政发〔2021〕2号）`, and short names given for it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.citations.words import ITS_RULES, Cited, printed, relation
from kg.lexicon.phrases import Phrase
from kg.model import Clause, Document
from kg.setting import Setting
from kg.text import Reading

# 《…》, with titles inside, and the bracket after it: 《…的意见》（国发〔2019〕28号，以下简称《意见》）
QUOTED = re.compile(
    r"《(?P<title>[^《》]*(?:《[^《》]*》[^《》]*)*)》(?:（(?P<note>[^（）]*(?:（[^（）]*）[^（）]*)*)）)?"
)
# a title that only says how it is called from here on, e.g. 以下简称《办法》
_SHORT_FOR = re.compile(r"(?:简称|称为|统称|下称)为?[：“]?$")
# the name of a kind alone, e.g. 《决定》, stands for a title printed before
_KIND_ALONE = re.compile(
    r"(?:实施|管理|暂行|工作|指导|若干)?"
    r"(?:方案|决定|规划|条例|办法|意见|通知|要点|规定|细则|计划|纲要|目录|标准|指南|汇报|预案|措施|规则|规程|章程)"
)
_LONGEST_SHORT = 12  # characters of a short name
# what a notice sends out with itself: 《…方案》已经市政府同意，现印发给你们 | 现将《…》印发给你们
_ENCLOSED = re.compile(
    r"》(?:（[^（）]*）)?(?:[、和及]?《[^《》]*》)*(?:已经?|业经)[^。]{0,60}现[^。]{0,4}(?:印发|转发|公布|发布)"
)
_SENT_OUT = re.compile(r"现将[^，。；《》]{0,30}(?:《[^《》]*》(?:（[^（）]*）)?[、和及]*)*$")


def quoted(reading: Reading, clause: Clause, setting: Setting) -> Iterator[Cited]:
    """The instruments in 《》 of a reading."""
    for found in QUOTED.finditer(reading.text):
        if _is_own(found, setting) or _SHORT_FOR.search(
            reading.text, max(0, found.start() - 5), found.start()
        ):
            continue
        called = _called(found, clause, setting)
        if (
            called is None
            and not _KIND_ALONE.fullmatch(found["title"])
            and not _is_paper(found["title"], setting)
        ):
            called = [_in_full(found, reading, setting)]
        for one in called or ():
            yield one
            yield from _its_rules(one, found, reading, setting)


def _its_rules(law: Cited, found: re.Match[str], reading: Reading, setting: Setting) -> Iterator[Cited]:
    """The rules that carry a law out, cited after it (《甲法》及其实施条例): 甲法实施条例. Other rules, 配套规定 or
    有关规定, are not one instrument."""
    rules = ITS_RULES.match(found.string, found.end())
    if not rules:
        return
    number = _number_in(rules, setting)
    at = (found.start(), rules.end() if number else rules.end("kind"))
    yield Cited(
        at=at,
        rule="its-rules",
        relation=relation(found.string, at, setting),
        title=law.title + printed(reading, rules.span("kind"), setting),
        number=printed(reading, number.found.span(), setting) if number else "",
    )


def _in_full(found: re.Match[str], reading: Reading, setting: Setting) -> Cited:
    """An instrument by its own title."""
    number = _number_in(found, setting)
    end = found.end() if number else found.end("title") + 1
    return Cited(
        at=(found.start(), end),
        rule=number.pattern.id if number else "quoted-title",
        relation=relation(found.string, (found.start(), end), setting),
        title=printed(reading, found.span("title"), setting),
        number=printed(reading, number.found.span(), setting) if number else "",
    )


def _called(found: re.Match[str], clause: Clause, setting: Setting) -> list[Cited] | None:
    """An instrument by the short name that the document gave it last: 《办法》, after 以下简称《办法》. Empty
    where that is the document's own or no instrument; None where no short name was given."""
    short = found["title"]
    source = setting.document.source
    if len(short) > _LONGEST_SHORT or "简称" not in source.folded:
        return None
    for earlier in reversed(setting.clauses):
        full = _given(short, earlier.reading.text) if earlier.order <= clause.order else None
        if full:
            if _is_own(full, setting) or _is_paper(full["title"], setting):
                return []
            meant = _in_full(full, earlier.reading, setting)
            at = (found.start(), found.end("title") + 1)
            how = relation(found.string, at, setting)
            return [Cited(at, "short-name", how, meant.title, meant.number)]
    return None


def _given(short: str, text: str) -> re.Match[str] | None:
    """The title, with its bracket, for which a text gives a short name."""
    if "简称" not in text or short not in text:
        return None
    gives = re.compile(rf"[^《》。；]{{0,60}}?(?:简称|统称)为?[：“《]*{re.escape(short)}[》”）]")
    fulls = (full for full in QUOTED.finditer(text) if gives.match(text, full.end("title") + 1))
    return next(fulls, None)


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
    head = [words.value for words in (document.title, document.enclosed_title) if words]
    return tuple(_bare(title) for title in [*head, *(part.title for part in document.parts if part.title)])


def _bare(title: str) -> str:
    return re.sub(r"[\s“”\"《》]", "", title)


def _is_paper(title: str, setting: Setting) -> bool:
    return any(p.regex.fullmatch(title) for p in setting.lexicon.citations["paper"].patterns)


def _number_in(found: re.Match[str], setting: Setting) -> Phrase | None:
    """The number in the bracket after a title, e.g. `国发〔2016〕49号`."""
    if found["note"] is None:
        return None
    numbers = setting.lexicon.citations["number"]
    return next(numbers.find(found.string, found.start("note"), found.end("note")), None)
