"""Phrases of time in a text: until when, from when, in which period or how often something is to happen.

`到2025年`, `X前` and `X底` give an end; `自X起` a start; a span (`2019—2020年`) or a bare period in which
something is to happen (`2020年，`) both; `每季度` an ISO 8601 duration. Dates of the past, forecasts (`预计`)
and dates in a title give none. A month without a year is of the document's own year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from kg.extract.deadlines.periods import (
    POINT,
    RANGE_HEAD,
    RANGE_TAIL,
    Period,
    read_period,
    read_range,
    year_of,
)
from kg.lexicon.patterns import Pattern
from kg.model import Document
from kg.reading.dates import number
from kg.setting import Setting

_HINT = re.compile(
    r"(?=[\d〇零一二三四五六七八九十今明每逐按个半全年之季])(?:"  # told at once where there is none
    r"[\d〇零一二三四五六七八九十今明每逐按个半全][年月季]|[每逐按][\d两二三四五半日天周星]|年[内底末]|[之\d]日|季度)"
)
_TITLE = re.compile(r"《[^》]*》")

# 自印发之日起施行，有效期两年 | 自2021年1月1日起施行，至2023年12月31日止 | 自公布之日起30日后施行
_IN_FORCE = re.compile(
    rf"[自从](?P<since>[^，。；自从]{{0,12}}?(?:印发|发布|公布|颁布|下发|发文|签发|通过|成文)之日|{POINT})起"
    r"(?:满?(?P<wait>\d{1,2}|[二三四五六七八九]?十[一二三四五六七八九]?)日后)?(?:(?:正式|开始)?(?:施行|实施|执行|生效|试行)|(?=至\d{4}年|[\d一二两三四五六]{1,2}(?:个月|年)(?!以?内|[后前])))"
    rf"(?:[，。；]?(?:[^，。；\d]{{0,8}}(?:期|限|试行)[^，。；\d一二两三四五至]{{0,6}}(?P<years>\d|[一二两三四五])年"
    rf"|[^，。；\d]{{0,8}}至(?P<until>{POINT})止?))?"
)
# 2020年6月底前 | 2019—2020年 | 自2021年起 | 3月1日至4月15日
_STRETCH = re.compile(
    r"(?<!\d)(?=[\d〇零一二三四五六七八九十第今明上下][\d〇零一二三四五六七八九十、和—～至到-]{0,9}[年月季半日])"
    rf"(?:(?P<head>{RANGE_HEAD}|{POINT})起?(?:[—～-]{{1,2}}|至|到)(?P<tail>{RANGE_TAIL})|(?P<point>{POINT}))"
    r"(?P<close>年?[底末])?"
    r"(?P<before>之?以?前(?!三|期|后|置|端|提)|为?止)?(?P<since>起(?!草|步|点|来)|开始)?"
    r"(?P<other>以来|以后|之后|后(?!续|期)|度|同期|初(?!步|中|级)|实际|版|及(?:以前|之前|以后|其))?"
)
# what stands before a stretch: 到2020年底, 定于6月10日
_LEAD = re.compile(r"(?:(?P<until>(?<![收接得达])到|截?至|截止到?)|自|从|(?P<on>[定拟将]于))$")
# a price or an allowance by the year or day is no rhythm, e.g. 每年最高不超过100万元
_PRICE = re.compile(r"最[高低]|费用|不超过\d|补[助贴]|奖励|给予|支付|人均|每[人户亩]")
# a label that makes what follows a limit, e.g. 完成时限：2020年9月
_DUE_LABEL = re.compile(r"(?:时限|时间|期限|进度|安排|节点)：$")
# 2020年以前 tells which ones, not until when
_YEARS_BEFORE = re.compile(r"\d{4}年(?:之|以)前")
# a bare period heads its piece of the sentence, e.g. 。2020年， | 力争2020年 | ②2020年 | （3月
_OPENS = re.compile(
    r"(?:^|[，。；：、（〕）\n\u2460-\u2473“])(?:\d{1,2}\.)?"
    r"(?:其中|并|要|将|决定|推动|确保|力争|争取|计划|拟|预期)*(?:在|于|自|从)?$"
)
# and something is to happen in it: a verb right after it, or an aim in the rest of its piece
_HAPPENS_NEXT = re.compile(
    r"完成|实现|建成|建设|新建|改造|达|提高|提升|增[加长]|新增|降|减|压缩|推进|开展|启动|实施|组织|安排|培训|引进|建立"
    r"|制定|编制|出台|培育|打造|发展|形成|基本|全面|初步|继续|起"
)
_HAPPENS = re.compile(
    r"达到|实现|力争|确保|不得|不[低少]于|不高于|不超过|[低高]于|提高到|降至|减半|免收|免征|[^第\d]\d"
)
_BOUND_NEXT = re.compile(r"(?:不得|不低于|不少于|不高于|不超过|达到?\d|力争)")
# a date that only says which ones are meant, e.g. 2019年实施的措施
_ATTRIBUTE = re.compile(
    r"(?:、\d{1,2}月份?)*应[缴付纳收]|(?:全面|正式)?(?:施行|实施|执行|新增|新建|建成|完成|下达|开工|启动|发布|出台|印发|到期|退役|签订|认定)的"
)
# the years of a plan's name set no limit, e.g. 三年行动计划（2019—2021年）
_OF_A_PLAN = re.compile(r"(?:规划|计划|方案|纲要|行动|目录|意见|要点)（$")
# and one that is over says so before any verb: 2012—2014年购置的公交车
_GONE_ATTRIBUTE = re.compile(r"[\u4e00-\u9fff]{2,6}的(?!是)")
# 每年开放100天以上的场馆: how often a thing must happen, to be meant
_CONDITION = re.compile(r"[^，。；：\d]{0,12}\d+(?:\.\d+)?[^，。；：\d]{0,6}(?:以上|以下|以内|之内)的")
_FORECAST = re.compile(r"预计|预测(?![\u4e00-\u9fff]{0,8}(?:表|系统|预警|预报|能力))|共有\d|共计\d|共查明")
_PAST = re.compile(r"了(?!解)|已(?!经?批准)|曾|以来|同比|印发的|发布的|去年|上年|截[至止]")
# 底前完成）at the end of a paragraph
_CLOSES = re.compile(r"[^，。；（）\n]{0,4}）。?(?:\n|$)")
# the rest of a piece of a sentence, with the brackets that it goes on after: 110（35）千伏电网通过率达100%
_PIECE = re.compile(r"(?:[^，。；：（）\n]|（[^（）\n]*）(?=[\u4e00-\u9fff]))*")


class Limit(NamedTuple):
    """A phrase of time: the positions it stands at in its text, the rule that found it, what it gives (ISO).

    It opens a stretch when it heads a sentence and a comma sets it off (`2020年，`); it closes one when it
    stands in a bracket after it (`（6月底前完成）`).
    """

    at: int
    until: int
    rule: str
    start: str
    end: str
    recurrence: str = ""
    opens: bool = False
    closes: bool = False


def read_limits(text: str, setting: Setting, due: bool = False) -> Iterator[Limit]:
    """The phrases of time in a folded text: what sets a document in force, then rhythms, then dates.

    `due` says that the text is a 完成时限, in which a bare date is the end.
    """
    if not _HINT.search(text):
        return
    text = _TITLE.sub(lambda title: "□" * len(title[0]), text)
    for find in (_in_force, _phrases):
        found = tuple(find(text, setting))
        yield from found
        for limit in found:
            text = text[: limit.at] + "□" * (limit.until - limit.at) + text[limit.until :]
    yield from _stretches(text, setting.document, due)


def year_in_hand(document: Document) -> int | None:
    """The year that dates without one mean: the document's, or a later one that its title names."""
    printed = (document.date, document.title, document.number)
    years = [re.search(r"(?<!\d)20\d\d(?!\d)", words.value) for words in printed if words]
    return max((int(year[0]) for year in years if year), default=None)


def _in_force(text: str, setting: Setting) -> Iterator[Limit]:
    """From when a document is in force, and until when: `自印发之日起施行，有效期两年`."""
    for found in _IN_FORCE.finditer(text):
        start = _first_day(found, setting.document)
        if start:
            yield Limit(*found.span(), "in-force", start.isoformat(), _last_day(found, start))


def _first_day(found: re.Match[str], document: Document) -> date | None:
    if not found["since"].endswith("之日"):
        period = read_period(found["since"], year_in_hand(document))
        return period.first if period else None
    if not document.date:
        return None
    return date.fromisoformat(document.date.value) + timedelta(days=number(found["wait"] or "0"))


def _last_day(found: re.Match[str], start: date) -> str:
    """The last day in force: 2022-04-23 for two years from 2020-04-24; empty when no term is printed."""
    if found["until"]:
        period = read_period(found["until"], start.year)
        return period.last.isoformat() if period else ""
    if not found["years"]:
        return ""
    eve = start - timedelta(days=1)
    day = 28 if (eve.month, eve.day) == (2, 29) else eve.day
    return eve.replace(year=eve.year + _count(found["years"]), day=day).isoformat()


def _count(words: str) -> int:
    return number(words.replace("两", "二"))


def _phrases(text: str, setting: Setting) -> Iterator[Limit]:
    """The phrases of ontology/patterns/deadlines.yaml: `每季度末`, `年内`."""
    for pattern, found in setting.lexicon.deadlines.find(text):
        asked = text.endswith(("凡", "对"), 0, found.start()) or _CONDITION.match(text, found.end())
        if asked or _PRICE.match(text, found.end()):
            continue
        if "recurrence" in pattern.more:
            counts = {name: _count(words) for name, words in found.groupdict().items() if words}
            yield Limit(*found.span(), pattern.id, "", "", pattern.more["recurrence"].format(**counts))
        else:
            yield from _within_year(pattern, found, year_in_hand(setting.document))


def _within_year(pattern: Pattern, found: re.Match[str], year: int | None) -> Iterator[Limit]:
    """`年内` gives both ends of the year in hand, `年底前` its last day."""
    if year and not _FORECAST.search(_sentence(found.string, found.start())):
        start = f"{year}-01-01" if pattern.more["within"] == "year" else ""
        yield Limit(*found.span(), pattern.id, start, f"{year}-12-31", "", *_sides(found, found.start()))


def _stretches(text: str, document: Document, due: bool) -> Iterator[Limit]:
    """The dates of a text; a year not printed is the last one of the sentence, else the document's."""
    default = year_in_hand(document)
    year, sentence = default, 0
    for found in _STRETCH.finditer(text):
        begin = text.rfind("。", 0, found.start())
        if begin != sentence:
            year, sentence = default, begin
        printed = year_of(found[0])
        if printed and printed >= (default or 0):
            year = printed
        period = _period(found, year)
        if period:
            yield from _limit(found, period, document, due)


def _period(found: re.Match[str], year: int | None) -> Period | None:
    if found["point"]:
        return read_period(found["point"], year)
    return read_range(found["head"], found["tail"], year)


def _limit(found: re.Match[str], period: Period, document: Document, due: bool) -> Iterator[Limit]:
    """What a stretch of the calendar gives where it stands, if it sets a limit there."""
    text, at = found.string, found.start()
    lead = _LEAD.search(text, max(0, at - 3), at)
    sort = _sort(found, lead, due or bool(_DUE_LABEL.search(text, max(0, at - 4), at)))
    today = document.date.value if document.date else ""
    if not sort or _is_no_goal(found, period.last.isoformat() < today):
        return
    fixed = bool(lead and lead["on"] and period.last.isoformat() >= today)
    if sort == "period" and not _is_period(found, fixed):
        return
    begin = lead.start() if lead else at
    start = "" if sort == "until" else period.first.isoformat()
    end = "" if sort == "from" else period.last.isoformat()
    yearly = "P1Y" if sort == "range" and "每年" in _sentence(text, at) else ""
    yield Limit(begin, found.end(), sort, start, end, yearly, *_sides(found, begin))


def _sort(found: re.Match[str], lead: re.Match[str] | None, due: bool) -> str:
    """`range`, `until`, `from` or `period`; empty for what sets no limit (`2020年度`, `2019年以来`)."""
    if (found["other"] and not found["before"]) or _YEARS_BEFORE.fullmatch(found[0]):
        return ""
    if found["tail"]:
        return "" if _OF_A_PLAN.search(found.string, max(0, found.start() - 3), found.start()) else "range"
    if found["since"]:
        return "from"
    if found["before"] or found["close"] or due or (lead and lead["until"]):
        return "until"
    return "" if lead and lead[0] in ("自", "从") else "period"


def _is_no_goal(found: re.Match[str], gone: bool) -> bool:
    """Whether a date only describes, or its sentence tells of the past (`gone`: it is over) or foresees."""
    text, end = found.string, found.end()
    tells = _ATTRIBUTE.match(text, end) or (gone and _GONE_ATTRIBUTE.match(text, end))
    if tells and not found["before"]:
        return True
    sentence = _sentence(text, found.start())
    if _FORECAST.search(sentence) or (gone and _PAST.search(sentence)):
        return True
    in_bracket = text[found.start() - 1 : found.start()] == "（"
    return gone and bool(found["tail"]) and "日" in found["tail"] and not in_bracket


def _is_period(found: re.Match[str], fixed: bool) -> bool:
    """Whether something is to happen in a bare stretch (`2020年`); a single day has to be `fixed`."""
    if "日" in found[0] or "号" in found[0]:
        return fixed
    text, at, end = found.string, found.start(), found.end()
    if _BOUND_NEXT.match(text, end):
        return True
    if not _OPENS.search(text, max(0, at - 12), at):
        return False
    if text.startswith("的", end):
        return False
    if text[end : end + 1] in ("", "，", "、", "）", "：", "；", "。"):
        return not _OF_A_PLAN.search(text, max(0, at - 3), at)
    piece = _PIECE.match(text, end)
    stop = piece.end() if piece else end
    return bool(_HAPPENS_NEXT.match(text, end) or _HAPPENS.search(text, end, stop))


def _sides(found: re.Match[str], begin: int) -> tuple[bool, bool]:
    """Whether a phrase opens a stretch of text, and whether it closes one."""
    text, end = found.string, found.end()
    heads = begin == 0 or text[begin - 1] in "。；：.）\n"
    return heads and text.startswith("，", end), bool(_CLOSES.match(text, end))


def _sentence(text: str, at: int) -> str:
    """The sentence round a position, from full stop to full stop."""
    begin = max(text.rfind("。", 0, at), text.rfind("\n", 0, at)) + 1
    stops = [stop for stop in (text.find("。", at), text.find("\n", at)) if stop >= 0]
    return text[begin : min(stops, default=len(text))]
