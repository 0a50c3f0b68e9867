"""The head of an official document: its title, number (文号), issuer, kind (文种) and addressees."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.model import Furniture, Printed
from kg.reading.issuers import bodies
from kg.reading.labels import label_of
from kg.reading.lines import Line
from kg.reading.numbers import LEADING, NUMBER_LINE, ORDERS, ORDINAL_LINE, TRAILING, is_number
from kg.reading.portal import awaits, entry, entry_end, is_small, number_of
from kg.reading.told import Adoption, adoption
from kg.text import Source, Span, fold, plain, read_span

GENRES = (
    "通知", "通告", "公告", "意见", "决定", "通报", "批复", "命令", "纪要", "函", "办法", "方案", "规定",
    "条例", "细则", "规划", "预案", "报告", "决议", "公报", "措施", "要点", "令",
)  # fmt: skip
_KINDS = "|".join(GENRES)
_GENRE = re.compile(f"({_KINDS})(?:（[^（）]{{1,12}}）)?[》”]*$")
_GENRE_INSIDE = re.compile(f"({_KINDS})(?=（|〔)")
ENDS_TITLE = re.compile(f"(?:{_KINDS})(?:（[^（）]{{1,12}}）)?$")
_TITLED = re.compile("关于|印发|转发|" + ENDS_TITLE.pattern)
_FULL_TITLE = re.compile("关于|印发|转发")
_NO_TITLE = re.compile("根据|按照|现将|经|为[了深贯进认切规加]")
_LONGEST_TITLE = 120  # characters
# e.g. 云岭市人民政府办公室文件
_LETTERHEAD = re.compile(r"文件$|^特急|^急件|^机密|^秘密")
# e.g. 朔州市人民政府办公室 at the head of a title, before 关于 or a forwarding verb
_ISSUER = re.compile(r"^(?!关于|印发|转发)(.{2,160}?)(?=关于|印发|转发|批转|令第?)")
# bodies, parted by commas, before a colon: 各县（市、区）人民政府，市直各单位：
_ADDRESSEES = re.compile(
    r"^(?!附件|责任|牵头|第.{1,3}条|根据|按照|为|现|请|经|按|关于|联系|如下|以下|\d)(?!.*(?:如下|以下|下列|通知：))[^。；“]{0,260}?"
    r"(?:(?<=^)各[^。；“]{1,260}|[^。；“]{0,40}(?:政府|委|办|局|厅|署|部|院|室|处|所|会|社|台|站|团|组|队|军|单位|部门|机构|企业|公司|集团"
    r"|学校|院校|大学|学院|中学|银行|分行|支行|中心|街道|镇|乡|村|园区|新区|区|县|市|盟|旗|组织|团体|院所|个人|人员|同志|市民|居民|用户|纳税人"
    r"|经营者|商户|总部|基地|站点|机关|群众|朋友)(?:（[^（）]{1,40}）)?)：$"
)
# e.g. 云岭水利网-云岭市人民政府关于…: the site that shows a document, before its title
_SITE = re.compile(r"^[\u4e00-\u9fff]{2,12}(?:网|网站|平台)[-—_|：]+(?=.*(?:关于|印发|转发))")
_FULL_LINE = 24  # characters; a printed page's line is full, its words go on in the next
_BRACKETED = re.compile(r"（[^（）]*）")


@dataclass(frozen=True, slots=True)
class Head:
    """What the lines above a document's text say; `length` is how many lines that is."""

    length: int
    number: Printed | None
    title: Printed | None
    issuers: tuple[Printed, ...]
    genre: Printed | None
    adopted: Adoption
    recipients: tuple[Printed, ...]
    furniture: tuple[Furniture, ...]


def head_of(source: Source, lines: Sequence[Line]) -> Head:
    """The head printed on the first of `lines` (a document's, its title or number first)."""
    number_at = next((i for i in range(min(12, len(lines))) if _is_number(lines, i)), None)
    first, end = _title_lines(lines, number_at)
    title = _joined(source, lines[first:end])
    length = _again_end(lines, title, max(end, -1 if number_at is None else number_at + 1))
    adopted = adoption(source, lines[length : length + 2]) if title else Adoption()
    length = _below(lines, length + adopted.lines)
    addressees = _addressee_lines(lines[length:])
    number, title = _numbered(source, lines, number_at, title)
    return Head(
        length=length + addressees,
        number=number,
        title=title,
        issuers=_title_issuers(source, title)
        or _issuer_line(source, lines[first:end])
        or ((adopted.issuer,) if adopted.issuer else ()),
        genre=_genre(title),
        adopted=adopted,
        recipients=_recipients(source, lines[length : length + addressees]),
        furniture=tuple(_furniture(lines, (first, end), number_at, (length, length + addressees))),
    )


def is_addressed(words: str) -> bool:
    """Whether a line ends the addressees: 各县（市、区）人民政府，市直各单位："""
    return words.endswith("：") and bool(_ADDRESSEES.match(words))


def _is_number(lines: Sequence[Line], i: int) -> bool:
    """Whether line `i` is the document's number, no entry of a portal's block."""
    above = lines[i - 1].words if i else ""
    return is_number(lines[i].words, above) and not awaits(above)


def _furniture(
    lines: Sequence[Line], title: tuple[int, int], number_at: int | None, addressees: tuple[int, int]
) -> Iterator[Furniture]:
    """The head's lines by what they are."""
    for i, line in enumerate(lines[: addressees[1]]):
        if i == number_at:
            kind = "number"
        elif i in range(*title):
            kind = "title"
        elif entry(line.words) or is_small(line.words):
            kind = "portal"
        else:
            kind = "recipients" if i in range(*addressees) else "letterhead"
        yield Furniture(kind, line.extent)


def _title_lines(lines: Sequence[Line], number_at: int | None) -> tuple[int, int]:
    """Where the title stands: above the number, or below it, or at the top where no number is printed."""
    above = [i for i in range(number_at or 0) if not _is_letterhead(lines[i].words)]
    if above and number_at is not None and any(_TITLED.search(lines[i].words) for i in above):
        return _last_title(lines, above[0], above[-1] + 1), above[-1] + 1
    start = _below(lines, 0 if number_at is None else number_at + 1)
    for i, line in enumerate(lines[start : start + 5], start):
        if line.cells or line.words.endswith(("。", "：")) or len(line.words) > _LONGEST_TITLE:
            break
        if _NO_TITLE.match(line.words):
            break
        ends = ENDS_TITLE.search(TRAILING.sub("", line.words))
        if ends and not (i + 1 < len(lines) and lines[i + 1].words.startswith("的")):
            again = _title_lines(lines[i + 1 :], None) if i + 1 < len(lines) else (0, 0)
            if again[1] and _is_again(lines[start : i + 1], lines[i + 1 : i + 1 + again[1]]):
                return i + 1 + again[0], i + 1 + again[1]
            return start, i + 1
    return start, start


def _is_letterhead(words: str) -> bool:
    return bool(_LETTERHEAD.search(words) or entry(words) or is_small(words))


def _below(lines: Sequence[Line], at: int) -> int:
    """The first line from `at` on that is no portal's entry."""
    while at < len(lines) and (entry(lines[at].words) or is_small(lines[at].words)):
        at = entry_end(tuple(line.words for line in lines[at : at + 2])) + at
    return at


def _last_title(lines: Sequence[Line], first: int, end: int) -> int:
    """The first line of the last title on the lines: a portal prints its own above the document's."""
    for i in range(end - 1, first, -1):
        if ENDS_TITLE.search(TRAILING.sub("", lines[i - 1].words)) and _is_again(
            lines[first:i], lines[i:end]
        ):
            return i
    return first


def _is_again(one: Sequence[Line], other: Sequence[Line]) -> bool:
    """Whether two runs of lines print one title: each is a whole one, or one stands in the other."""
    first, second = ("".join(line.words for line in run) for run in (one, other))
    whole = _FULL_TITLE.search(first) and _FULL_TITLE.search(second) and ENDS_TITLE.search(second)
    return bool(whole) or first in second or (second in first and ENDS_TITLE.search(second) is not None)


def _again_end(lines: Sequence[Line], title: Printed | None, at: int) -> int:
    """Where lines end that print the title, or the number, once more under the head."""
    while title and at < len(lines) and len(lines[at].words) > 3 and not lines[at].words.endswith("："):
        if lines[at].words not in fold(title.value) and not NUMBER_LINE.match(lines[at].words):
            break
        at += 1
    return at


def _joined(source: Source, lines: Sequence[Line]) -> Printed | None:
    """A title printed on several lines, as one."""
    if not lines:
        return None
    span = Span(lines[0].span.start, lines[-1].span.end)
    return Printed(_SITE.sub("", plain(source.words(span)).lstrip("-—－·#")), span)


def _numbered(
    source: Source, lines: Sequence[Line], number_at: int | None, title: Printed | None
) -> tuple[Printed | None, Printed | None]:
    """The number as printed, without brackets round it, and the title without a number at its head or end."""
    if number_at is not None:
        return _number(source, lines, number_at), title
    for pattern in (LEADING, TRAILING):
        found = pattern.search(fold(title.value)) if title else None
        if found and title:
            rest = title.value[: found.start()] + title.value[found.end() :]
            return Printed(title.value[slice(*found.span("number"))], title.span), Printed(rest, title.span)
    return entered_number(source, lines[:30]), title


def entered_number(source: Source, lines: Sequence[Line]) -> Printed | None:
    """The number that a portal's block of entries gives (发文字号：云政发〔2021〕3号, or on the line below)."""
    for i, line in enumerate(lines):
        at = number_of(line.words)
        below = lines[i + 1] if at == (0, 0) and i + 1 < len(lines) else None
        if below and is_number(below.words):
            return Printed(plain(source.words(below.span)), below.span)
        if at and at[1]:
            return Printed(plain(source.words(line.span))[slice(*at)], line.span)
    return None


def _number(source: Source, lines: Sequence[Line], at: int) -> Printed:
    """A number on a line of its own; 第12号 with the words above that it numbers (云岭市人民政府令)."""
    words = plain(source.words(lines[at].span))
    found = NUMBER_LINE.match(fold(words)) or ORDINAL_LINE.match(fold(words))
    words = words[slice(*found.span(1))] if found else words
    if at and ORDINAL_LINE.match(lines[at].words) and ORDERS.search(lines[at - 1].words):
        above = lines[at - 1].words
        if not _FULL_TITLE.search(above):
            return Printed(above + words, Span(lines[at - 1].span.start, lines[at].span.end))
    return Printed(words, lines[at].span)


def _title_issuers(source: Source, title: Printed | None) -> tuple[Printed, ...]:
    """Who issues the document, as the title's head says: 财政部 税务总局关于…."""
    found = _ISSUER.search(fold(title.value)) if title else None
    if not found or not title:
        return ()
    reading = read_span(source.folded, title.span)
    begin = reading.text.find(found.group(1))
    return bodies(source, [reading.span(begin, begin + len(found.group(1)))]) if begin >= 0 else ()


def _issuer_line(source: Source, lines: Sequence[Line]) -> tuple[Printed, ...]:
    """The issuer printed on a line of its own above the title."""
    return bodies(source, [lines[0].span]) if len(lines) > 1 else ()


def _genre(title: Printed | None) -> Printed | None:
    """The kind of document that ends the title (通知)."""
    words = fold(title.value) if title else ""
    found = _GENRE.search(words) or _GENRE_INSIDE.search(words)
    return Printed(found.group(1), title.span) if title and found else None


def _addressee_lines(lines: Sequence[Line]) -> int:
    """How many lines the addressees take: up to four, the last ending in a colon."""
    words = ""
    for i, line in enumerate(lines[:4]):
        words += line.words
        if is_addressed(words) or is_addressed(line.words):
            return i + 1
        full = len(line.words) >= _FULL_LINE and "：" not in line.words and not label_of(line)
        if "。" in line.words or line.cells or not (full or line.words.endswith(("，", "、"))):
            return 0
    return 0


def _recipients(source: Source, lines: Sequence[Line]) -> tuple[Printed, ...]:
    """The addressees, one by one: parted by ， outside brackets."""
    if not lines:
        return ()
    start = lines[0].span.start
    words = source.folded[start : lines[-1].span.end]
    masked = _BRACKETED.sub(lambda b: "x" * len(b.group()), words.rstrip("："))
    spans = (Span(start + found.start(), start + found.end()) for found in re.finditer(r"[^，；]+", masked))
    return tuple(Printed(words, span) for span in spans if (words := plain(source.words(span))))
