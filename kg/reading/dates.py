"""Dates as Chinese offices print them, in ISO form."""

from __future__ import annotations

import re
from datetime import date

_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_DATE = re.compile(
    r"([\d〇零一二三四五六七八九]{4})年([\d一二三四五六七八九十]{1,3})月([\d一二三四五六七八九十]{1,3})日"
)


def number(words: str) -> int:
    """A whole number below one hundred, in digits or in Chinese.

    >>> number("二十一"), number("十"), number("7")
    (21, 10, 7)
    """
    if words.isdigit():
        return int(words.translate(_DIGITS))
    tens, ten, units = words.rpartition("十")
    ones = int(units.translate(_DIGITS)) if units else 0
    return ones + (10 * (int(tens.translate(_DIGITS)) if tens else 1) if ten else 0)


def iso_date(words: str) -> str:
    """`2020-06-05` for `2020年6月5日` or `二〇二〇年六月五日`; empty when it is no date."""
    found = _DATE.search(words)
    if not found:
        return ""
    year, month, day = found.groups()
    try:
        return date(int(year.translate(_DIGITS)), number(month), number(day)).isoformat()
    except ValueError:
        return ""
