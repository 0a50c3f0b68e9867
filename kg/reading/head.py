"""The head of an official document: its title, number (文号), issuer, kind (文种) and addressees."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.model import Furniture, Printed, Source
from kg.reading.lines import Line
from kg.text import Span, plain

GENRES = (
    "通知", "通告", "公告", "意见", "决定", "通报", "批复", "命令", "纪要", "函", "办法", "方案", "规定",
    "条例", "细则", "规划", "报告", "决议", "公报", "措施", "要点", "令",
)  # fmt: skip
_GENRE = re.compile("(?:" + "|".join(GENRES) + ")(?=$|（|〔)")
_GENRE_LAST = re.compile("(?:" + "|".join(GENRES) + ")(?:（[^（）]{1,12}）)?$")
_TITLED = re.compile("关于|印发|转发|" + _GENRE_LAST.pattern)
_LONGEST_TITLE = 120  # characters
# e.g. 云岭市人民政府办公室文件
_LETTERHEAD = re.compile(r"文件$|^特急|^急件|^机密|^秘密")
# e.g. 朔政办发〔2020〕11号, alone on its line
NUMBER_LINE = re.compile(r"^（?([\u4e00-\u9fff]{1,14}〔[12]\d{3}〕第?\d{1,4}号)）?$")
# e.g. 朔州市人民政府办公室 at the head of a title, before 关于 or a forwarding verb
_ISSUER = re.compile(r"^(.{2,60}?)(?=关于|印发|转发|批转|令第?)")
ADDRESSEES = re.compile(r"^(?!附件|责任|牵头|第.{1,3}条)[^。；“]{2,260}：$")
_BRACKETED = re.compile(r"（[^（）]*）")


@dataclass(frozen=True, slots=True)
class Head:
    """What the lines above a document's text say; `length` is how many lines that is."""

    length: int
    number: Printed | None
    title: Printed | None
    issuer: Printed | None
    genre: Printed | None
    recipients: tuple[Printed, ...]
    furniture: tuple[Furniture, ...]


def head_of(source: Source, lines: Sequence[Line]) -> Head:
    """The head printed on the first of `lines` (a document's, its title or number first)."""
    number_at = next((i for i, line in enumerate(lines[:8]) if NUMBER_LINE.match(line.words)), None)
    first, end = _title_lines(lines, number_at)
    title = _joined(source, lines[first:end])
    length = max(end, -1 if number_at is None else number_at + 1)
    addressees = _addressee_lines(lines[length:])
    return Head(
        length=length + addressees,
        number=_number(source, lines[number_at]) if number_at is not None else None,
        title=title,
        issuer=_part_of(title, _ISSUER) or _issuer_line(source, lines[first:end]),
        genre=_genre(title),
        recipients=_recipients(source, lines[length : length + addressees]),
        furniture=tuple(_furniture(lines, (first, end), number_at, (length, length + addressees))),
    )


def _furniture(
    lines: Sequence[Line], title: tuple[int, int], number_at: int | None, addressees: tuple[int, int]
) -> Iterator[Furniture]:
    """The head's lines by what they are."""
    for i, line in enumerate(lines[: addressees[1]]):
        if i == number_at:
            kind = "number"
        elif i in range(*title):
            kind = "title"
        else:
            kind = "recipients" if i in range(*addressees) else "letterhead"
        yield Furniture(kind, line.extent)


def _title_lines(lines: Sequence[Line], number_at: int | None) -> tuple[int, int]:
    """Where the title stands: above the number, or below it, or at the top where no number is printed."""
    above = [i for i in range(number_at or 0) if not _LETTERHEAD.search(lines[i].words)]
    if above and number_at is not None and any(_TITLED.search(lines[i].words) for i in above):
        return above[0], number_at
    start = 0 if number_at is None else number_at + 1
    for i, line in enumerate(lines[start : start + 5], start):
        if line.cells or line.words.endswith(("。", "：")) or len(line.words) > _LONGEST_TITLE:
            break
        if _GENRE_LAST.search(line.words):
            return start, i + 1
    return start, start


def _joined(source: Source, lines: Sequence[Line]) -> Printed | None:
    """A title printed on several lines, as one."""
    if not lines:
        return None
    span = Span(lines[0].span.start, lines[-1].span.end)
    return Printed(plain(source.words(span)).lstrip("-—－·"), span)


def _number(source: Source, line: Line) -> Printed:
    """The document number as printed, without brackets round it."""
    words = plain(source.words(line.span)).strip("（）()")
    return Printed(words, line.span)


def _part_of(title: Printed | None, pattern: re.Pattern[str]) -> Printed | None:
    """The first group of `pattern` in a title, at the title's span."""
    found = pattern.search(title.value) if title else None
    return Printed(found.group(1), title.span) if title and found else None


def _issuer_line(source: Source, lines: Sequence[Line]) -> Printed | None:
    """The issuer printed on a line of its own above the title."""
    line = lines[0] if len(lines) > 1 else None
    return Printed(plain(source.words(line.span)), line.span) if line else None


def _genre(title: Printed | None) -> Printed | None:
    """The kind of document that ends the title (通知)."""
    found = _GENRE.search(title.value) if title else None
    return Printed(found.group(), title.span) if title and found else None


def _addressee_lines(lines: Sequence[Line]) -> int:
    """How many lines the addressees take: up to three, the last ending in a colon."""
    for i, line in enumerate(lines[:3]):
        if ADDRESSEES.match(line.words):
            return i + 1
        if "。" in line.words or line.cells or not line.words.endswith(("，", "、")):
            return 0
    return 0


def _recipients(source: Source, lines: Sequence[Line]) -> tuple[Printed, ...]:
    """The addressees, one by one: parted by ， outside brackets."""
    out = []
    for line in lines:
        words = source.folded[line.span.start : line.span.end]
        masked = _BRACKETED.sub(lambda b: "x" * len(b.group()), words.rstrip("："))
        for found in re.finditer(r"[^，；]+", masked):
            span = Span(line.span.start + found.start(), line.span.start + found.end())
            out.append(Printed(plain(source.words(span)), span))
    return tuple(out)
