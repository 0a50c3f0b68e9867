"""The signature of a document: its signers, one above the other, and the date under them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.model import Printed
from kg.reading.dates import iso_date
from kg.reading.issuers import bodies
from kg.reading.labels import label_of
from kg.reading.lines import Line
from kg.text import Source

_DATE_LINE = re.compile(
    r"^[12〇零一二三四五六七八九]?[\d〇零一二三四五六七八九]{3}年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{0,3}日$"
)
_SIGNER = re.compile(r"^(?!（)[\u4e00-\u9fff、（）]{2,160}$")
_OFFICE = re.compile(
    r"(?:政府|委|委员会|局|厅|部|办|办公室|办公厅|院|会|会议|小组|指挥部|集团|公司|银行|代章）|国务院)$"
)
_MANY = 12  # joint signers


def signature(body: Sequence[Line]) -> tuple[int, int] | None:
    """The lines of the signature: the signers and the date under them; None when it is not printed."""
    for i, line in enumerate(body):
        if _DATE_LINE.match(line.words):
            return _first_signer(body, i), i + 1
    return None


def last_signature(body: Sequence[Line]) -> tuple[int, int] | None:
    """A signature in a document's last lines, under what the notice promulgates."""
    if len(body) < 2 or not _DATE_LINE.match(body[-1].words) or not _is_signer(body[-2]):
        return None
    return _first_signer(body, len(body) - 1), len(body)


def signed_on(source: Source, line: Line) -> Printed | None:
    """The date of a signature, ISO."""
    iso = iso_date(line.words)
    return Printed(iso, line.span) if iso else None


def signers(source: Source, lines: Sequence[Line]) -> tuple[Printed, ...]:
    """Who signs, above the date that the last line prints: 云岭市人民政府办公室."""
    return bodies(source, (line.span for line in lines[:-1]))


def unsigned_end(source: Source, lines: Sequence[Line]) -> tuple[Printed, ...]:
    """A signer in the last line of a text that prints no date: 云岭市人民政府."""
    line = lines[-1] if len(lines) > 1 else None
    if line is None or not _is_signer(line) or not _OFFICE.search(line.words) or len(line.words) > 30:
        return ()
    return bodies(source, [line.span])


def _first_signer(body: Sequence[Line], date: int) -> int:
    """The first line of the signers above a date: up to three of any words, more where they all are bodies."""
    first = date
    while first > max(0, date - _MANY) and _is_signer(body[first - 1]):
        if date - first >= 3 and not _OFFICE.search(body[first - 1].words):
            break
        first -= 1
    return first


def _is_signer(line: Line) -> bool:
    return bool(_SIGNER.match(line.words)) and not line.cells and not label_of(line)
