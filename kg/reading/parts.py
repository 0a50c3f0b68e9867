"""The parts of a document: the notice's own text (通知), what it promulgates (正文), and its annexes (附件)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.model import Furniture, Part, Printed
from kg.reading import told
from kg.reading.below import annex_label, is_leftover
from kg.reading.contents import contents_end
from kg.reading.head import ENDS_TITLE, Head, is_addressed
from kg.reading.labels import label_of
from kg.reading.lines import Line
from kg.reading.numbers import NUMBER_LINE
from kg.reading.portal import PRINTED_ON, entry, entry_end, is_buttons, is_small
from kg.reading.signature import last_signature, signature, signed_on, signers, unsigned_end
from kg.text import Source, Span, plain

_NUMERAL = "[0-9一二三四五六七八九十]"
# e.g. 附件, 附件1, 附件 2：
_ANNEX_HEAD = re.compile(rf"^附件({_NUMERAL}{{0,2}})[：.、]?$")
# e.g. 附件：1.朔州市…表 and the lines 2.…, 3.… under it
_ANNEX_LIST = re.compile(rf"^附件{_NUMERAL}{{0,2}}[：.、].+")
_ANNEX_LIST_NEXT = re.compile(r"^(?:\d{1,2}[.、]|[⒈-⒛]).{2,60}[^。；，]$")
_PUBLIC = re.compile(r"^（此件(.*?公开.*?)）$")
_PAGE = re.compile(r"^[-—·]*\s*\d{1,4}\s*[-—·]*$|^第\d+页.{0,6}$")
# e.g. 云岭市人民政府公报 2021年第2期 · 12 ·: printed at the head of each page
_RUNNING_HEAD = re.compile(
    r"^[-—·\d]{0,8}[\u4e00-\u9fff]{2,20}政府公报(?:[12]\d{3}年?[.·/]?第?\d{1,2}[期号]?)?(?:（总第?\d+期）)?[-—·\d]{0,8}$"
)
# the words that send out what stands below: 印发给你们，请认真贯彻执行。
_SENT_OUT = re.compile(r"(?:印发|转发)给?你们[^。：]*。")
# e.g. 为…，制定以下措施： how an instrument without a title of its own begins
_PREAMBLE = re.compile(r"^(?:为|根据|按照|近年来).*(?:制定|提出|实施)")
_CONTENTS = re.compile(r"^目录$")
_TITLE_DONE = re.compile(
    r"(?:表|名单|名册|清单|目录|指南|样式|说明|要求|规则|细则|预案|制度|计划|标准|条例)(?:（[^（）]{1,12}）)?$"
)
# sentences, the public mark, and who bears what follows: （市自然资源局牵头）
_NO_TITLE = re.compile(r"[。；，：]|^（此件|^（[^（）]+(?:牵头|负责|配合)）$")
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
    signers: tuple[Printed, ...]
    genre: Printed | None
    approved_by: Printed | None
    enclosed_title: Printed | None
    public: Printed | None
    furniture: tuple[Furniture, ...]


def parts_of(source: Source, lines: Sequence[Line], head: Head) -> Parts:
    """The parts printed on `lines` (a document's, without its head)."""
    body = tuple(line for line in lines if not _is_page(line))
    genre = head.genre or told.genre(source, body)
    reader = _Reader(source, body, told.main_label(genre, body), titled=head.title is not None)
    reader.furniture = [Furniture("page number", line.extent) for line in lines if _is_page(line)]
    return reader.parts()


def _is_page(line: Line) -> bool:
    """Whether a line is its page's number, or the head that a gazette prints on each page."""
    words = line.words
    return bool(_PAGE.match(words) or ("政府公报" in words and _RUNNING_HEAD.match(words))) and not line.cells


class _Reader:
    """Reads a document's lines, below its head, from first to last."""

    def __init__(self, source: Source, body: Sequence[Line], label: str, *, titled: bool) -> None:
        self.source, self.body, self.titled = source, body, titled
        self.signed = signature(body)
        self.last = last_signature(body) if self.signed and self.signed[1] < len(body) else None
        self.signature = {at for lines in (self.signed, self.last) if lines for at in range(*lines)}
        self.notice = _Draft(label)
        self.drafts = [self.notice]
        self.furniture: list[Furniture] = []
        self.public: Printed | None = None
        self.enclosed: tuple[str, ...] = ()
        self.listed: list[Line] = []  # the annexes

    def parts(self) -> Parts:
        """The parts and what stands between them."""
        at = 0
        while at < len(self.body):
            at = self._read(at)
        _number_instruments(self.drafts)
        return Parts(
            parts=tuple(_part(draft) for draft in self.drafts),
            date=signed_on(self.source, self.body[self.signed[1] - 1]) if self.signed else None,
            signers=self._signers(),
            genre=told.genre(self.source, self.notice.lines),
            approved_by=told.approved(self.source, self.notice.lines),
            enclosed_title=self._enclosed_title(),
            public=self.public,
            furniture=tuple(self.furniture),
        )

    def _enclosed_title(self) -> Printed | None:
        """The title of what the notice sends out: over its text, else as the notice quotes it."""
        instrument = next((draft for draft in self.drafts if draft.label.startswith("正文")), None)
        if not instrument or instrument is self.notice:
            return instrument.title if instrument else None
        return instrument.title or told.enclosed(self.source, self.notice.lines)

    def _signers(self) -> tuple[Printed, ...]:
        """Who signs: above the date, or, where no date is printed, in the notice's last line."""
        if self.signed:
            return signers(self.source, self.body[slice(*self.signed)])
        return unsigned_end(self.source, self.notice.lines)

    def _read(self, at: int) -> int:
        """Put the line at `at` where it belongs; where to go on comes back."""
        line = self.body[at]
        if at in self.signature:
            return self._furnish("signature", at, at + 1)
        if end := self._portal_end(at):
            return self._furnish("portal", at, end)
        if _PUBLIC.match(line.words):
            self.public = Printed("yes", line.span)
            return self._furnish("public mark", at, at + 1)
        if end := contents_end(self.body, at):
            return self._furnish("contents", at, end)
        if found := _ANNEX_HEAD.match(line.words):
            if self._lists_annexes(at):
                return self._furnish("annex list", at, self._annex_list_end(at))
            return self._open(_Draft("附件" + found.group(1)), self._furnish("annex label", at, at + 1))
        if _ANNEX_LIST.match(line.words):
            end = self._annex_list_end(at)
            self.listed += self.body[at:end]
            return self._furnish("annex list", at, end)
        if self._is_leftover(at):
            if not line.words.startswith("（"):  # e.g. （联系人：…）
                return self._furnish("portal", at, at + 1)
            self.notice.lines.append(line)
            return at + 1
        if self._opens_instrument(at):
            return self._open(self._instrument(at), at)
        self.drafts[-1].lines.append(line)
        return at + 1

    def _furnish(self, kind: str, start: int, end: int) -> int:
        self.furniture += [Furniture(kind, line.extent) for line in self.body[start:end]]
        return end

    def _portal_end(self, at: int) -> int:
        """Where what a portal or a printing house printed at `at` ends; 0 where the line is the document's."""
        words = self.body[at].words
        following = self.body[at + 1].words if at + 1 < len(self.body) else ""
        if entry(words):
            return at + entry_end((words, following) if following else (words,))
        if is_buttons(words):
            rest = range(at + 1, len(self.body))
            return next((i for i in rest if _ANNEX_HEAD.match(self.body[i].words)), len(self.body))
        if is_small(words) or (words.startswith(("主办", "承办")) and is_buttons(following)):
            return at + 1
        if not following.endswith("印发") or not PRINTED_ON.match(following):
            return 0
        return at + 2 if len(words) < 40 and "。" not in words else 0

    def _lists_annexes(self, at: int) -> bool:
        """Whether 附件： alone on its line heads the list at a text's end, not an annex."""
        listed = self.signed is not None and at < self.signed[0] and at + 1 < len(self.body)
        return listed and bool(_ANNEX_LIST_NEXT.match(self.body[at + 1].words))

    def _opens_instrument(self, at: int) -> bool:
        """Whether an instrument that the notice promulgates begins here: the first words after the signature, a
        title that the notice quotes, or a further instrument's."""
        if self.drafts[-1] is self.notice:
            if self.notice.label == "正文" or not self._begins_first(at):
                return False  # an instrument that no notice promulgates has no second one below its signature
            self.enclosed = told.together(self.notice.lines)
            return True
        if not self.drafts[-1].label.startswith("正文") or len(self.enclosed) < 2:
            return False
        words = told.bare("".join(line.words for line in self.body[at : at + 3]))
        return any(words.startswith(title) for title in self.enclosed)

    def _begins_first(self, at: int) -> bool:
        """Whether the notice's own text is over: it is signed, or nothing stands between it and what it sends out."""
        if self.signed and at >= self.signed[1] and (self.signed[0] > 0 or self._is_alone(at)):
            return True
        sent_out = told.heads(self.notice.lines, self.body[at : at + 3])
        if sent_out or not self.notice.lines or (self.signed and at < self.signed[0]):
            return sent_out
        words, label = self.body[at].words, label_of(self.body[at])
        if label:
            chapter = label.sort == "chapter" and label.is_first and told.sent_out(self.notice.lines)
            return bool(chapter) and not any(map(label_of, self.notice.lines))
        titled = _PUBLIC.match(self.body[at - 1].words) and ENDS_TITLE.search(words)
        if titled or annex_label(self.listed, told.bare(words)):
            return True
        return bool(_SENT_OUT.search(self.notice.lines[-1].words)) and bool(_PREAMBLE.match(words))

    def _is_leftover(self, at: int) -> bool:
        """Whether no instrument stands below the signature, up to the annexes."""
        if not self.signed or at < self.signed[1] or self.drafts[-1] is not self.notice:
            return False
        annex = (i for i in range(at, len(self.body)) if _ANNEX_HEAD.match(self.body[i].words))
        return is_leftover(self.body[at : next(annex, None)], told.sent_out(self.notice.lines))

    def _is_alone(self, at: int) -> bool:
        """Whether an instrument's title stands under a signature that no text stands above: the notice is left out."""
        return not self.titled and not self.notice.lines and self._is_instrument_title(at)

    def _is_instrument_title(self, at: int) -> bool:
        ends = _TITLE_DONE.search(self.body[at].words) or ENDS_TITLE.search(self.body[at].words)
        return bool(ends) and _is_title(self.body, at) and not self.body[at].words.endswith(told.NOTICES)

    def _instrument(self, at: int) -> _Draft:
        """The part that what stands below the notice opens: an annex where the notice only lists it as one."""
        title = told.bare(self.body[at].words)
        sent_out = title in told.sent_out(self.notice.lines)
        return _Draft("正文" if sent_out else annex_label(self.listed, title) or "正文")

    def _open(self, draft: _Draft, start: int) -> int:
        """Open a part: its title's lines are read off; where its text begins comes back."""
        end = start
        while end < min(start + 4, len(self.body)) and _is_title(self.body, end):
            end += 1
            if _is_title_over(self.body, end):
                break
        if end > start:
            span = Span(self.body[start].span.start, self.body[end - 1].span.end)
            draft.title = Printed(plain(self.source.words(span)), span)
        self.drafts.append(draft)
        self._furnish("title", start, end)
        return self._furnish("contents", end, self._contents_end(end))

    def _contents_end(self, start: int) -> int:
        """Where a table of contents under a part's title ends: where its first entry is printed once more. A
        forwarded document's own number and addressees are passed over too."""
        end = start
        while end < min(start + 2, len(self.body)) and (
            NUMBER_LINE.match(self.body[end].words) or (end > start and is_addressed(self.body[end].words))
        ):
            end += 1
        if end + 1 >= len(self.body) or not _CONTENTS.match(self.body[end].words):
            return end
        first = self.body[end + 1].words
        again = (i for i in range(end + 2, len(self.body)) if self.body[i].words == first)
        return next(again, end)

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


def _is_title(body: Sequence[Line], i: int) -> bool:
    """Whether a line under a part's beginning is (more of) its title."""
    line = body[i]
    return not (
        line.cells or label_of(line) or _CONTENTS.match(line.words) or _CAPTION.match(line.words)
        or _ANNEX_HEAD.match(line.words) or _NO_TITLE.search(line.words) or len(line.words) > 60
    )  # fmt: skip


def _is_title_over(body: Sequence[Line], end: int) -> bool:
    """Whether a part's title is complete with the line before `end`."""
    goes_on = end < len(body) and body[end].words.startswith(("（", "的", "和", "及", "与"))
    words = body[end - 1].words
    return not goes_on and bool(ENDS_TITLE.search(words) or _TITLE_DONE.search(words))
