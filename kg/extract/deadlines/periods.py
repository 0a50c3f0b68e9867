"""Stretches of the calendar as they are printed: 2020年, 6月底, 5月上旬, 第二、三季度, 3月1日至4月15日."""

from __future__ import annotations

import calendar
import re
from datetime import date
from typing import NamedTuple

from kg.reading.dates import number

_YEAR = r"(?:\d{4}|[〇零一二三四五六七八九]{4})"
_COUNT = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_WITHIN = (
    rf"(?:{_COUNT}月份?(?:{_COUNT}[日号]|[上中下]旬)?"
    r"|第?[一二三四](?:[、和][一二三四])*季度|[上下]半年)"
)
POINT = rf"(?:(?:{_YEAR}年|[今明]年){_WITHIN}?|{_WITHIN})"
"""One stretch, e.g. `2020年6月`, `6月10日`, `第一季度`, `明年上半年`."""
RANGE_HEAD = (
    rf"(?:(?:{_YEAR}年)?\d{{1,2}}(?=(?:[—～-]{{1,2}}|至|到)\d{{1,2}}月)"
    rf"|\d{{4}}(?=(?:[—～-]{{1,2}}|至|到)\d{{4}}年)"
    rf"|(?:{_YEAR}年)?{_COUNT}月\d{{1,2}}(?=(?:[—～-]{{1,2}}|至|到)\d{{1,2}}日))"
)
"""What begins a range whose unit is printed only at its end: `2` of `2—4月份`, `2019` of `2019—2020年`."""
RANGE_TAIL = rf"(?:(?:{POINT})|\d{{1,2}}日)"
"""What may end a range, e.g. `4月份` or, after `5月6日至`, `10日`."""

_PARTS = re.compile(
    rf"(?:(?P<year>{_YEAR}|[今明])年)?"
    rf"(?:(?P<month>{_COUNT})月份?)?(?:(?P<day>{_COUNT})[日号]|(?P<third>[上中下])旬)?"
    r"(?:第?(?P<quarters>[一二三四](?:[、和][一二三四])*)季度|(?P<half>[上下])半年)?"
)
_UNIT = re.compile(r"\d+([年月日])")
_THIRDS = {"上": (1, 10), "中": (11, 20), "下": (21, 31)}
_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")


class Period(NamedTuple):
    """A stretch of days, both ends included."""

    first: date
    last: date


def read_period(words: str, year: int | None, month: int | None = None) -> Period | None:
    """The days that `words` name; a missing year is `year`, a missing month `month`.

    >>> read_period("2月", 2020)
    Period(first=datetime.date(2020, 2, 1), last=datetime.date(2020, 2, 29))

    None when the words name no real day (2月30日) or the year is not known.
    """
    parts = _PARTS.fullmatch(words)
    in_year = _year(parts["year"], year) if parts else None
    if parts is None or in_year is None or not 1900 <= in_year <= 2100:
        return None
    try:
        return _period(parts, in_year, month)
    except ValueError:
        return None


def read_range(head: str, tail: str, year: int | None) -> Period | None:
    """The days from the first of `head` to the last of `tail`, each helped by what the other prints.

    >>> read_range("2019年6", "8月", 2020)
    Period(first=datetime.date(2019, 6, 1), last=datetime.date(2019, 8, 31))
    """
    unit = _UNIT.match(tail)
    if head[-1].isdigit() and unit:
        head += unit[1]
    first = read_period(head, year)
    last = first and read_period(tail, first.first.year, first.first.month)
    if not first or not last or last.last < first.first:
        return None
    return Period(first.first, last.last)


def year_of(words: str) -> int | None:
    """The year that `words` print, e.g. 2020 of `2020年计划`; None when there is none."""
    found = re.search(rf"({_YEAR})年", words)
    return int(found[1].translate(_DIGITS)) if found else None


def _year(printed: str | None, year: int | None) -> int | None:
    if printed is None or printed == "今":
        return year
    if printed == "明":
        return year + 1 if year else None
    return int(printed.translate(_DIGITS))


def _period(parts: re.Match[str], year: int, month: int | None) -> Period:
    """The period of the parts a stretch prints; raises ValueError when the calendar has no such day."""
    if parts["quarters"]:
        quarters = [number(n) for n in re.split("[、和]", parts["quarters"])]
        return _months(year, 3 * quarters[0] - 2, 3 * quarters[-1])
    if parts["half"]:
        return _months(year, 1, 6) if parts["half"] == "上" else _months(year, 7, 12)
    month = number(parts["month"]) if parts["month"] else month
    if parts["day"] and month:
        day = date(year, month, number(parts["day"]))
        return Period(day, day)
    if month is None or not parts["month"]:
        return _months(year, 1, 12)
    whole = _months(year, month, month)
    if not parts["third"]:
        return whole
    first, last = _THIRDS[parts["third"]]
    return Period(whole.first.replace(day=first), whole.last.replace(day=min(last, whole.last.day)))


def _months(year: int, first: int, last: int) -> Period:
    if not 1 <= first <= last <= 12:
        raise ValueError(f"no such months: {first} to {last}")
    return Period(date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1]))
