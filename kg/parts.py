"""The parts of a document: the notice's own text (通知), what it promulgates (正文), and its annexes (附件)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.dates import iso_date
from kg.head import Head
from kg.labels import label_of
from kg.lines import Line
from kg.model import Furniture, Part, Printed, Source
from kg.text import Span, plain, read_paragraphs

_NUMERAL = "[0-9一二三四五六七八九十]"
# e.g. 附件, 附件1, 附件 2：
_ANNEX_HEAD = re.compile(rf"^附件({_NUMERAL}{{0,2}})[：.、]?$")
# e.g. 附件：1.朔州市…表 and the lines 2.…, 3.… under it
_ANNEX_LIST = re.compile(rf"^附件{_NUMERAL}{{0,2}}[：.、].+")
_ANNEX_LIST_NEXT = re.compile(r"^\d{1,2}[.、].{2,60}[^。；，]$")
_DATE_LINE = re.compile(
    r"^[12〇零一二三四五六七八九]?[\d〇零一二三四五六七八九]{3}年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{0,3}日$"
)
_SIGNER = re.compile(r"^[\u4e00-\u9fff、（）]{2,40}$")
_PUBLIC = re.compile(r"^（此件(.*?公开.*?)）$")
_PAGE = re.compile(r"^[-—·]*\s*\d{1,4}\s*[-—·]*$|^第\d+页.{0,6}$")
# e.g. 已经市人民政府第80次常务会议研究通过
_APPROVED = re.compile(
    r"经((?:中共)?[\u4e00-\u9fff]{0,12}?(?:人民政府|政府|委员会|市委|省委|县委|区委|党组)"
    r"(?:第?[\d一二三四五六七八九十百〇零]+次)?(?:[\u4e00-\u9fff]{0,6}?会议)?)"
    r"(?:集体)?(?:审议|研究|讨论|审定|会议)*(?:同意|通过|，?决定|确定|批准|审定)"
)
_CAPTION = re.compile(r"^（?单位[：:].{1,20}$")


@dataclass(slots=True)
class _Draft:
    """A part while its lines are gathered."""

    label: str
    title: Printed | None = None
    lines: list[Line] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a document and what stands between them."""

    parts: tuple[Part, ...]
    date: Printed | None
    approved_by: Printed | None
    enclosed_title: Printed | None
    public: Printed | None
    furniture: tuple[Furniture, ...]


def parts_of(source: Source, lines: Sequence[Line], head: Head) -> Parts:
    """The parts printed on `lines` (a document's, without its head)."""
    furniture: list[Furniture] = []
    body = [line for line in lines if not _is_furniture(line, furniture)]
    signed = _signature(body)
    notice = _Draft(_main_label(head, body, signed))
    drafts = [notice]
    public = None
    i = 0
    while i < len(body):
        line = body[i]
        if signed and signed[0] <= i < signed[1]:
            furniture.append(Furniture("signature", line.extent))
        elif found := _PUBLIC.match(line.words):
            public = Printed("yes", line.span)
            furniture.append(Furniture("public mark", line.extent))
        elif found := _ANNEX_HEAD.match(line.words):
            furniture.append(Furniture("annex label", line.extent))
            i = _open(source, _Draft("附件" + found.group(1)), body, i + 1, drafts, furniture)
            continue
        elif _ANNEX_LIST.match(line.words):
            i = _annex_list(body, i, furniture)
            continue
        elif signed and i >= signed[1] and drafts[-1] is notice:
            i = _open(source, _Draft("正文"), body, i, drafts, furniture)
            continue
        else:
            drafts[-1].lines.append(line)
        i += 1
    return Parts(
        parts=tuple(_part(draft) for draft in drafts),
        date=_date(source, body[signed[1] - 1]) if signed else None,
        approved_by=_approved(source, notice.lines),
        enclosed_title=next((d.title for d in drafts if d.label == "正文"), None),
        public=public,
        furniture=tuple(furniture),
    )


def _part(draft: _Draft) -> Part:
    return Part(draft.label, draft.title.value if draft.title else "", tuple(draft.lines))


def _is_furniture(line: Line, furniture: list[Furniture]) -> bool:
    """Whether a line is a page's own (its number); it is then put with the furniture."""
    if _PAGE.match(line.words) and not line.cells:
        furniture.append(Furniture("page number", line.extent))
        return True
    return False


def _signature(body: Sequence[Line]) -> tuple[int, int] | None:
    """The lines of the signature: up to three signers and the date under them; None when it is not printed."""
    for i, line in enumerate(body):
        if _DATE_LINE.match(line.words):
            first = i
            while first > max(0, i - 3) and _is_signer(body[first - 1]):
                first -= 1
            return first, i + 1
    return None


def _is_signer(line: Line) -> bool:
    return bool(_SIGNER.match(line.words)) and not line.cells and not label_of(line)


def _main_label(head: Head, body: Sequence[Line], signed: tuple[int, int] | None) -> str:
    """通知 for a notice's own text; 正文 where an instrument stands under its own title with no notice above."""
    return "正文" if head.genre and head.genre.value not in ("通知", "通告", "公告", "通报", "函") else "通知"


def _open(
    source: Source,
    draft: _Draft,
    body: Sequence[Line],
    start: int,
    drafts: list[_Draft],
    furniture: list[Furniture],
) -> int:
    """Open a part at `start`: its title's lines are read off; the index of its first line of text comes back."""
    end = start
    while end < min(start + 4, len(body)) and _is_title(body, end):
        end += 1
    if end > start:
        span = Span(body[start].span.start, body[end - 1].span.end)
        draft.title = Printed(plain(source.words(span)), span)
        furniture += [Furniture("title", line.extent) for line in body[start:end]]
    drafts.append(draft)
    return end


def _is_title(body: Sequence[Line], i: int) -> bool:
    """Whether a line under a part's beginning is (more of) its title."""
    line = body[i]
    return not (
        line.cells or label_of(line) or _CAPTION.match(line.words) or _ANNEX_HEAD.match(line.words)
        or re.search(r"[。；，：]|^（此件", line.words) or len(line.words) > 60
    )  # fmt: skip


def _annex_list(body: Sequence[Line], start: int, furniture: list[Furniture]) -> int:
    """The list of annexes at a text's end (附件：1.… 2.…) goes with the furniture; the index after it comes back."""
    end = start + 1
    while end < len(body) and _ANNEX_LIST_NEXT.match(body[end].words):
        end += 1
    furniture += [Furniture("annex list", line.extent) for line in body[start:end]]
    return end


def _date(source: Source, line: Line) -> Printed | None:
    iso = iso_date(line.words)
    return Printed(iso, line.span) if iso else None


def _approved(source: Source, lines: Sequence[Line]) -> Printed | None:
    """Who approved what the notice promulgates, as printed (市人民政府第80次常务会议)."""
    reading = read_paragraphs(source.folded, ((line.extent for line in lines[:6]),))
    found = _APPROVED.search(reading.text[:800])
    if not found:
        return None
    span = reading.span(*found.span(1))
    return Printed(plain(source.words(span)), span)
