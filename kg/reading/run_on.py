"""Where head and signature of a text whose line breaks are lost must have begun new lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.reading.numbers import NUMBER

_GENRE = "通知|意见|决定|通报|公告|通告|批复|复函|函|方案|办法|措施|规定|要点|命令"
_SPACED_NUMBER = (
    NUMBER.replace("〔[12]", r"\s*〔[12]").replace("号", r"\s*号").replace(r"\d{1,4}", r"\s*\d{1,4}")
)
# the title's end: before the number, the addressees, or a blank
_TITLE_END = re.compile(
    rf"(?:{_GENRE})(?:（[^（）〔〕]{{1,12}}）)?(?!\s*的)(?=\s|（?(?:[\u4e00-\u9fff]{{1,10}})〔[12]\d{{3}}[〕）]|各[^。；]{{2,240}}：|关于印发)"
)
_TITLED = re.compile("关于|印发|转发|批转")
_NUMBER = re.compile(
    rf"（?{_SPACED_NUMBER}）?|[\u4e00-\u9fff\s、]{{0,30}}(?:公告|通告|令)\s*(?:[12]\d{{3}}年)?\s*（?第\s*\d{{1,4}}\s*号）?"
)
_ADDRESSED = re.compile(
    r"(?:各|省|市|区|县|有关|机关|[\u4e00-\u9fff]{2,12}(?:人民政府|厅|局|委|部)[：，、])[^。；：]{0,240}："
)
_NO_TITLE = re.compile("[。；：]")
# between the date and what is promulgated
_MARK = re.compile(r"\s*（此件[^）]{0,8}公开[^）]{0,8}）")
# e.g. 2021年9月3日附件2021年渡口整修要点: an annex's label between the date and its title
_ANNEX = re.compile(r"\s*附件(?!\s*下载)(?:\d{1,2}(?!\d|年))?(?=\s*[\u4e00-\u9fff\d《])")
# the title of what is promulgated, before its text
_ENCLOSED = re.compile(
    rf"\s*[^。；：]{{4,80}}?(?:{_GENRE}|规则|细则|制度|预案|规划|计划|标准|条例|指南|指引)(?:（[^（）〔〕]{{1,12}}）)?"
    r"(?=\s(?!\s*的)|第一[条章]|为(?:深入|贯彻|进一步|认真|全面|切实|加强|规范)|根据《)"
)
_DATED = re.compile(
    r"(?:[12]\d{3}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日|[二一][〇零一二三四五六七八九]{3}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日)(?=[\s（\u4e00-\u9fff\d]|$)"
)
_BODY_END = (
    "政府", "办公室", "办公厅", "委员会", "委", "局", "厅", "部", "院", "会议", "小组", "组", "指挥部", "集团", "总公司",
    "银行", "中心", "总会", "联合会", "国务院", "军委", "办", "代章）",
)  # fmt: skip
# the last annex of a list, run into the signer: 2.名单云岭市财政局
_LISTED = re.compile(r"(?:名单|清单|表|目录|名册)(?=[\u4e00-\u9fff]{2,7}[省市县区州])")
_NAME = re.compile(r"\S+")
_SIGNERS = re.compile(r"[\u4e00-\u9fff（）\s]{2,240}$")
# a title that a notice quotes, and what stands right after it where it is printed over its text
_QUOTED = re.compile(r"《([^《》]{6,60})》")
# a title in the list of annexes: 附件：渡口整修方案（试行）
_LISTED_TITLE = re.compile(
    rf"附件\d?：(?:1[.、])?(?P<title>[^\s。；：《》]{{6,60}}?(?:{_GENRE}|细则|指南|指引|表|清单|名单)(?:（[^（）]{{1,12}}）)?)(?=\s|附件)"
)
# the label that an annex's title stands under: 附件 渡口整修方案
_UNDER_LABEL = re.compile(r"附件\d{0,2}：?\s?$")
_TEXT_BEGINS = re.compile(
    r"\s*(?:第一[章条]|（[12]\d{3}年[^（）]{6,40}通过）)|(?P<prose>\s*(?:一、|为(?!的)|根据))"
)
_BEGINS_TEXT = re.compile(r"\s*(?:第一[章条]|一、|为(?!的)|根据)")
_QUOTING = 800  # characters in which a notice quotes what it sends out


def instrument_cuts(folded: str, start: int, end: int) -> Iterator[int]:
    """Where the title begins and ends of what a notice quotes, or lists as its annex, and prints below:
    …《渡口管理办法》… 渡口管理办法第一章"""
    for title in dict.fromkeys(_QUOTED.findall(folded, start, min(end, start + _QUOTING))):
        at = folded.find(title, start)
        while 0 <= at < end:
            stop = at + len(title)
            if folded[at - 1] != "《" and _heads_text(folded, at, stop):
                yield from (at, stop)
            at = folded.find(title, stop)
    for listed in _LISTED_TITLE.finditer(folded, start, end):
        at = folded.find(listed.group("title"), listed.end(), end)
        stop = at + len(listed.group("title"))
        label = _UNDER_LABEL.search(folded, max(at - 6, 0), at) if at > 0 else None
        if label and label.start() >= listed.end():
            yield from (label.start(), at, stop)
        elif at > 0 and _heads_text(folded, at, stop):
            yield from (listed.end(), at, stop)


def _heads_text(folded: str, at: int, stop: int) -> bool:
    """Whether a title heads what follows it: its first chapter, or, where it is set off, its first words."""
    text = _TEXT_BEGINS.match(folded, stop)
    return text is not None and (not text.group("prose") or folded[at - 1] in "。）日 \u3000\u00a0")


def head_cuts(folded: str, start: int, end: int) -> Iterator[int]:
    """Where titles and numbers end, and where the text begins after the addressees."""
    at = _blanks_end(folded, start, end)
    while at < end:
        number = _NUMBER.match(folded, at, end)
        until = number.end() if number else _title_end(folded, at, end)
        if until is None:
            addressed = _ADDRESSED.match(folded, at, end)
            yield from (at, addressed.end()) if addressed else ()
            return
        yield until
        at = _blanks_end(folded, until, end)


def _blanks_end(folded: str, at: int, end: int) -> int:
    while at < end and folded[at] in " \u3000\u00a0\u2002-":
        at += 1
    return at


def _title_end(folded: str, start: int, end: int) -> int | None:
    """Where the title that begins at `start` ends; None where none does."""
    for found in _TITLE_END.finditer(folded, start, min(end, start + 200)):
        title = folded[start : found.end()]
        if _NO_TITLE.search(title):
            return None
        titled = _TITLED.search(title) or title.strip() in folded[found.end() : found.end() + 160]
        if titled and title.count("《") == title.count("》"):
            return found.end()
    return None


def signature_cuts(folded: str, start: int, end: int) -> Iterator[int]:
    """Where each signer begins and the date under them, where the text goes on after it, and where a title that
    it goes on with ends."""
    for dated in _DATED.finditer(folded, start, end):
        signers = tuple(_signers(folded, start, dated.start()))
        if signers:
            yield from (*signers, *dated.span())
        alone = not signers and _is_signed_blank(folded, start, dated)
        if alone:
            yield from dated.span()
        yield from _title_cuts(folded, dated.end(), end, signed=bool(signers) or alone)


def _is_signed_blank(folded: str, start: int, dated: re.Match[str]) -> bool:
    """Whether a date signs a notice whose signers the print leaves out: it is set off, and over a title and its text."""
    at = dated.start()
    if at <= start or not folded[at - 1].isspace() or folded[start:at].rstrip()[-1:] not in "。：":
        return False
    title = _ENCLOSED.match(folded, dated.end())
    return (
        title is not None
        and not _NO_TITLE.search(title.group())
        and bool(_BEGINS_TEXT.match(folded, title.end()))
    )


def _title_cuts(folded: str, at: int, end: int, *, signed: bool) -> Iterator[int]:
    """Where the label and the title of what stands after a date end: after a signature's, or with an annex's label
    right after it."""
    mark = _MARK.match(folded, at, end) if signed else None
    begin = mark.end() if mark else at
    if annex := _ANNEX.match(folded, begin, end):
        yield from annex.span()
        begin = annex.end()
    title = _ENCLOSED.match(folded, begin, end) if signed or annex else None
    if title and not _NO_TITLE.search(title.group()):
        yield title.end()


def _signers(folded: str, start: int, end: int) -> Iterator[int]:
    """Where the signers printed before `end` begin: words that end as bodies' names do, set off by blanks."""
    run = _SIGNERS.search(folded, max(start, end - 240), end)
    if not run:
        return
    listed = max((found.end() for found in _LISTED.finditer(folded, run.start(), end)), default=run.start())
    names = tuple(_NAME.finditer(folded, listed, end))
    for i, name in reversed(tuple(enumerate(names))):
        too_short = i == 0 and len(name.group()) < 4
        if (
            too_short
            or not name.group().endswith(_BODY_END)
            or not _stands_alone(folded, start, name.start())
        ):
            return
        yield name.start()


def _stands_alone(folded: str, start: int, at: int) -> bool:
    """Whether what begins at `at` is set off from what stands before it."""
    return at <= start or folded[at - 1].isspace() or folded[at - 1] in "。）”：；单表录册"
