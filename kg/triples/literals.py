"""Literals as N-Triples writes them."""

from __future__ import annotations

import re
from typing import Final

_XSD: Final = "http://www.w3.org/2001/XMLSchema#"
_SPECIAL: Final = re.compile(r'[\x00-\x1f\x7f"\\]')
_LETTERS: Final = dict(zip('"\\\n\r\t\b\f', '"\\nrtbf', strict=True))
_DECIMAL: Final = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,15})?")

YES: Final = f'"true"^^<{_XSD}boolean>'
NO: Final = f'"false"^^<{_XSD}boolean>'


def text(words: str) -> str:
    """A plain string.

    >>> text('a "b"')
    '"a \\\\"b\\\\""'
    """
    return f'"{_escaped(words)}"'


def zh(words: str) -> str:
    """Words in Chinese.

    >>> zh("市财政局")
    '"市财政局"@zh'
    """
    return f'"{_escaped(words)}"@zh'


def _escaped(words: str) -> str:
    # most words need no escape, and the plain look is the cheaper one
    if words.isprintable() and '"' not in words and "\\" not in words:
        return words
    return _SPECIAL.sub(_escape, words)


def _escape(match: re.Match[str]) -> str:
    mark = match.group()
    return f"\\{_LETTERS[mark]}" if mark in _LETTERS else f"\\u{ord(mark):04X}"


def integer(number: int) -> str:
    """A whole number."""
    return f'"{number}"^^<{_XSD}integer>'


def date(iso: str) -> str:
    """A day: `2020-06-05`."""
    return f'"{_escaped(iso)}"^^<{_XSD}date>'


def number(printed: str) -> str:
    """A number as printed, e.g. `1.4`; a plain string where it is none that a decimal can hold."""
    return f'"{printed}"^^<{_XSD}decimal>' if _DECIMAL.fullmatch(printed) else text(printed)
