"""What the first lines of a text tell of the document: its kind (文种), who approved it, what it sends out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.model import Printed
from kg.reading.dates import iso_date
from kg.reading.labels import label_of
from kg.reading.lines import Line
from kg.text import Source, Span, plain, read_paragraphs

_OPENING = 6  # lines
_SHORTEST = 6  # characters of a title's first line
# e.g. 已经市人民政府第80次常务会议研究通过
_APPROVED = re.compile(
    r"经((?:(?:党|中共)中央、)?国务院|(?:[省市县区]委、)?(?:中共)?[\u4e00-\u9fff]{0,12}?(?:人民政府|政府|委员会|市委|省委|县委|区委|党组)"
    r"(?:第?[\d一二三四五六七八九十百〇零]+次)?(?:[\u4e00-\u9fff]{0,6}?会议)?)"
    r"(?:集体)?(?:审议|研究|讨论|审定|会议)*(?:同意|通过|，?决定|确定|批准|审定)"
)
_SENDS = re.compile(r"(?:印发|转发)给?你们|通知如下")
# e.g. 提出如下实施意见：, 现批复如下：
_TELLS = re.compile(
    r"(?:提出|制定)[\u4e00-\u9fff]{0,10}?(?P<a>意见)(?=[：。])|(?:现|特|现就[^。]{2,60}|现将[^。]{2,60}?)(?P<b>通告|公告|通报|批复|函)复?如下"
)
_ITSELF = re.compile(r"本(意见|通知|通告|公告)(?:自|由|有效期)")
# e.g. 现将《甲办法》和《乙办法》印发给你们
_TOGETHER = re.compile(r"(?:《[^》]+》[、和及]?){2,}(?:已经|印发|现|等)")
# e.g. （2021年3月2日云岭市第五届人民代表大会常务委员会第三次会议通过）
_ADOPTED = re.compile(
    r"（?(?P<date>[12]\d{3}年\d{1,2}月\d{1,2}日)(?:经)?"
    r"(?P<by>(?P<body>[\u4e00-\u9fff]{2,20}?(?:人民代表大会(?:常务委员会)?|人大常委会|人民政府|国务院))(?:第[^，。（）]{1,8}次)?[\u4e00-\u9fff]{0,6}?会议)"
    r"(?:审议|讨论)?(?:通过|修订)"
)
_TERM = re.compile(r"第[一二三四五六七八九十]{1,3}届")
# e.g. 现将《云岭市…措施》印发给你们; 《云岭市…措施》已经市政府同意，现印发给你们
_SENT_OUT = re.compile(
    r"现将《(?P<title>(?:[^《》]|《[^《》]*》)+)》(?:（[^（）]*）)?(?:予以)?(?:印发|转发|公布)"
    r"|《(?P<other>(?:[^《》]|《[^《》]*》)+)》(?:（[^（）]*）)?(?:已经?|业经)[^。]{2,60}?，现(?:予以?)?(?:印发|转发|公布)"
)
_QUOTED = re.compile(r"《([^》]+)》")
_SENT = re.compile(r"已经|印发|转发|公布")
NOTICES = ("通知", "通告", "公告", "通报", "函", "批复", "令", "命令")


def main_label(genre: Printed | None, lines: Sequence[Line]) -> str:
    """通知 for a notice's own text; 正文 where an instrument stands under its own title, no notice above it, or its
    articles alone."""
    label = label_of(lines[0]) if lines and not genre else None
    instrument = label is not None and label.sort in ("chapter", "article")
    return "正文" if instrument or (genre and genre.value not in NOTICES) else "通知"


def genre(source: Source, lines: Sequence[Line]) -> Printed | None:
    """The kind that a text without a title tells: 通知 where it sends something out (印发给你们, 通知如下), 意见
    where it says that it puts forward opinions (提出如下意见) or calls itself one (本意见自…)."""
    for line in lines[:_OPENING]:
        if found := _SENDS.search(source.folded, *line.span):
            return Printed("通知", Span(*found.span()))
        if found := _TELLS.search(source.folded, *line.span):
            group = found.lastgroup or 0
            return Printed(found.group(group), Span(*found.span(group)))
    for line in lines[-_OPENING:]:
        if found := _ITSELF.search(source.folded, *line.span):
            return Printed(found.group(1), Span(*found.span(1)))
    return None


def approved(source: Source, lines: Sequence[Line]) -> Printed | None:
    """Who approved what the notice promulgates, as printed (市人民政府第80次常务会议)."""
    reading = read_paragraphs(source.folded, ((line.extent for line in lines[:_OPENING]),))
    found = _APPROVED.search(reading.text[:800])
    if not found:
        return None
    span = reading.span(*found.span(1))
    return Printed(plain(source.words(span)), span)


@dataclass(frozen=True, slots=True)
class Adoption:
    """The note under a law's title: who adopted it in which meeting, and when. `lines` is how many it takes."""

    lines: int = 0
    issuer: Printed | None = None
    approved_by: Printed | None = None
    date: Printed | None = None


def adoption(source: Source, lines: Sequence[Line]) -> Adoption:
    """The note of adoption printed on the first of `lines`, if it is one."""
    found = _ADOPTED.match(lines[0].words) if lines else None
    if not found:
        return Adoption()
    span = lines[0].span
    return Adoption(
        lines=1,
        issuer=Printed(_TERM.sub("", found.group("body")), span),
        approved_by=Printed(found.group("by"), span),
        date=Printed(iso_date(found.group("date")), span),
    )


def enclosed(source: Source, lines: Sequence[Line]) -> Printed | None:
    """The title that a notice's own words give to what it sends out: 现将《…措施》印发给你们; the only one."""
    reading = read_paragraphs(source.folded, ((line.extent for line in lines[:_OPENING]),))
    found = list(_SENT_OUT.finditer(reading.text))
    if len(found) != 1:
        return None
    span = reading.span(*found[0].span(found[0].lastgroup or 0))
    return Printed(plain(source.words(span)), span)


def together(lines: Sequence[Line]) -> tuple[str, ...]:
    """The titles that a notice promulgates together (现将《甲办法》《乙办法》印发给你们), without quotes."""
    found = _TOGETHER.search("".join(line.words for line in lines[:_OPENING]))
    return tuple(bare(title) for title in _QUOTED.findall(found.group())) if found else ()


def sent_out(lines: Sequence[Line]) -> tuple[str, ...]:
    """The titles that a notice's opening quotes where it sends something out, without quotes."""
    text = "".join(line.words for line in lines[:_OPENING])
    return tuple(bare(title) for title in _QUOTED.findall(text)) if _SENT.search(text) else ()


def heads(notice: Sequence[Line], below: Sequence[Line]) -> bool:
    """Whether the title of what a notice's opening sends out heads the lines below it, broken over up to all of
    them."""
    opens = bare(below[0].words)
    quoted = sent_out(notice) if len(opens) > _SHORTEST and "。" not in opens else ()
    titles = [title for title in quoted if title.startswith(opens)]
    return bool(titles) and any(
        bare("".join(line.words for line in below[:end])) in titles for end in range(1, len(below) + 1)
    )


def bare(words: str) -> str:
    """A title without quotation marks, as two prints of it are compared."""
    return re.sub(r"[“”\"《》〈〉]", "", words)
