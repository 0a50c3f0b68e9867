"""The parts of a document: the notice's own text (通知), what it promulgates (正文), and its annexes (附件)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.model import Furniture, Part, Printed, Source
from kg.reading.dates import iso_date
from kg.reading.head import Head
from kg.reading.labels import label_of
from kg.reading.lines import Line
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
_NOTICES = ("通知", "通告", "公告", "通报", "函")
_SENDS = re.compile(r"印发给?你们|转发给你们|通知如下")
# e.g. 现将《甲办法》和《乙办法》印发给你们
_TOGETHER = re.compile(r"(?:《[^》]+》[、和及]?){2,}(?:已经|印发|现|等)")
# a portal's block about a document: 索引号：, 发文字号：, each with its value on the line or the next
METADATA = re.compile(
    r"^(?:索引号|信息索引|主题分类|信息分类|发文机关|发布机构|公开类别|成文日期|标题|发文字号|文号|发布日期|公开日期|公开方式|主题词|有效性"
    r"|信息来源|信息名称|体裁分类|服务对象|时效性|是否有效|内容概述|关键词)：(?P<value>.{0,80})$"
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
    signer: Printed | None
    genre: Printed | None
    approved_by: Printed | None
    enclosed_title: Printed | None
    public: Printed | None
    furniture: tuple[Furniture, ...]


def parts_of(source: Source, lines: Sequence[Line], head: Head) -> Parts:
    """The parts printed on `lines` (a document's, without its head)."""
    reader = _Reader(source, tuple(line for line in lines if not _is_page(line)), _main_label(head))
    reader.furniture = [Furniture("page number", line.extent) for line in lines if _is_page(line)]
    return reader.parts()


def _is_page(line: Line) -> bool:
    """Whether a line is its page's number."""
    return bool(_PAGE.match(line.words)) and not line.cells


class _Reader:
    """Reads a document's lines, below its head, from first to last."""

    def __init__(self, source: Source, body: Sequence[Line], label: str) -> None:
        self.source, self.body = source, body
        self.signed = _signature(body)
        self.notice = _Draft(label)
        self.drafts = [self.notice]
        self.furniture: list[Furniture] = []
        self.public: Printed | None = None
        self.enclosed: tuple[str, ...] = ()

    def parts(self) -> Parts:
        """The parts and what stands between them."""
        at = 0
        while at < len(self.body):
            at = self._read(at)
        _number_instruments(self.drafts)
        return Parts(
            parts=tuple(_part(draft) for draft in self.drafts),
            date=_date(self.source, self.body[self.signed[1] - 1]) if self.signed else None,
            signer=_signer(self.source, self.body[slice(*self.signed)]) if self.signed else None,
            genre=_told_genre(self.source, self.notice.lines),
            approved_by=_approved(self.source, self.notice.lines),
            enclosed_title=next((d.title for d in self.drafts if d.label.startswith("正文")), None),
            public=self.public,
            furniture=tuple(self.furniture),
        )

    def _read(self, at: int) -> int:
        """Put the line at `at` where it belongs; where to go on comes back."""
        line = self.body[at]
        if self.signed and at in range(*self.signed):
            return self._furnish("signature", at, at + 1)
        if found := METADATA.match(line.words):
            return self._furnish("portal", at, self._metadata_end(at, bool(found.group("value"))))
        if _PUBLIC.match(line.words):
            self.public = Printed("yes", line.span)
            return self._furnish("public mark", at, at + 1)
        if found := _ANNEX_HEAD.match(line.words):
            self._furnish("annex label", at, at + 1)
            return self._open(_Draft("附件" + found.group(1)), at + 1)
        if _ANNEX_LIST.match(line.words):
            return self._furnish("annex list", at, self._annex_list_end(at))
        if self.signed and at >= self.signed[1] and self._opens_instrument(at):
            return self._open(_Draft("正文"), at)
        self.drafts[-1].lines.append(line)
        return at + 1

    def _furnish(self, kind: str, start: int, end: int) -> int:
        self.furniture += [Furniture(kind, line.extent) for line in self.body[start:end]]
        return end

    def _metadata_end(self, at: int, valued: bool) -> int:
        """Where a portal's entry ends: its value stands on its line, or on the next."""
        after = self.body[at + 1].words if at + 1 < len(self.body) else "："
        return at + 1 if valued or METADATA.match(after) or len(after) > 80 else at + 2

    def _opens_instrument(self, at: int) -> bool:
        """Whether an instrument that the notice promulgates begins here: the first words after the signature,
        or a further one's title."""
        if self.drafts[-1] is self.notice and self.notice.label == "正文":
            return False  # an instrument that no notice promulgates has no second one below its signature
        if self.drafts[-1] is self.notice:
            self.enclosed = _enclosed(self.notice.lines)
            return True
        if not self.drafts[-1].label.startswith("正文") or len(self.enclosed) < 2:
            return False
        words = _bare("".join(line.words for line in self.body[at : at + 3]))
        return any(words.startswith(title) for title in self.enclosed)

    def _open(self, draft: _Draft, start: int) -> int:
        """Open a part: its title's lines are read off; where its text begins comes back."""
        end = start
        while end < min(start + 4, len(self.body)) and _is_title(self.body, end):
            end += 1
        if end > start:
            span = Span(self.body[start].span.start, self.body[end - 1].span.end)
            draft.title = Printed(plain(self.source.words(span)), span)
        self.drafts.append(draft)
        return self._furnish("title", start, end)

    def _annex_list_end(self, start: int) -> int:
        """Where the list of annexes at a text's end (附件：1.… 2.…) is over."""
        end = start + 1
        while end < len(self.body) and _ANNEX_LIST_NEXT.match(self.body[end].words):
            end += 1
        return end


def _part(draft: _Draft) -> Part:
    return Part(draft.label, draft.title.value if draft.title else "", tuple(draft.lines))


def _number_instruments(drafts: Sequence[_Draft]) -> None:
    """Several instruments of one notice are 正文1, 正文2 … in printed order."""
    instruments = [draft for draft in drafts if draft.label == "正文"]
    if len(instruments) > 1:
        for i, draft in enumerate(instruments, 1):
            draft.label = f"正文{i}"


def _enclosed(lines: Sequence[Line]) -> tuple[str, ...]:
    """The titles that a notice promulgates together (现将《甲办法》《乙办法》印发给你们), without quotes."""
    text = "".join(line.words for line in lines[:6])
    found = _TOGETHER.search(text)
    return tuple(_bare(title) for title in re.findall(r"《([^》]+)》", found.group())) if found else ()


def _bare(words: str) -> str:
    return re.sub(r"[“”\"《》〈〉]", "", words)


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


def _main_label(head: Head) -> str:
    """通知 for a notice's own text; 正文 where an instrument stands under its own title, no notice above it."""
    return "通知" if not head.genre or head.genre.value in _NOTICES else "正文"


def _is_title(body: Sequence[Line], i: int) -> bool:
    """Whether a line under a part's beginning is (more of) its title."""
    line = body[i]
    return not (
        line.cells or label_of(line) or _CAPTION.match(line.words) or _ANNEX_HEAD.match(line.words)
        or re.search(r"[。；，：]|^（此件", line.words) or len(line.words) > 60
    )  # fmt: skip


def _date(source: Source, line: Line) -> Printed | None:
    iso = iso_date(line.words)
    return Printed(iso, line.span) if iso else None


def _signer(source: Source, lines: Sequence[Line]) -> Printed | None:
    """The first signer of a signature: 云岭市人民政府办公室."""
    line = lines[0] if len(lines) > 1 else None
    return Printed(plain(source.words(line.span)), line.span) if line else None


def _told_genre(source: Source, lines: Sequence[Line]) -> Printed | None:
    """通知 where the text says that it sends something out or makes it known (印发给你们, 通知如下)."""
    for line in lines[:6]:
        found = _SENDS.search(source.folded, *line.span)
        if found:
            return Printed("通知", Span(*found.span()))
    return None


def _approved(source: Source, lines: Sequence[Line]) -> Printed | None:
    """Who approved what the notice promulgates, as printed (市人民政府第80次常务会议)."""
    reading = read_paragraphs(source.folded, ((line.extent for line in lines[:6]),))
    found = _APPROVED.search(reading.text[:800])
    if not found:
        return None
    span = reading.span(*found.span(1))
    return Printed(plain(source.words(span)), span)
