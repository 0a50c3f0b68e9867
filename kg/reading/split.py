"""Cut a gazette issue into its official documents, and each document into head, parts and furniture."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.model import Document, Furniture, Printed
from kg.reading.flattened import rows_joined
from kg.reading.head import ENDS_TITLE, GENRES, entered_number, head_of, is_addressed
from kg.reading.issuers import all_issuers
from kg.reading.labels import label_of
from kg.reading.lines import Line, lines_of
from kg.reading.numbers import is_number
from kg.reading.parts import parts_of
from kg.reading.portal import awaits, entry
from kg.reading.reprint import reprint_of
from kg.text import Source, Span

# e.g. 朔州市人民政府办公室 关于…的通知, or 朔州市人民政府 on a line of its own above it
_ISSUER_LINE = re.compile(
    r"^[\u4e00-\u9fff、]{2,40}?(?:人民政府|政府|办公室|办公厅|委员会|厅|局|指挥部|领导小组|国务院)"
    r"(?=$|关于|印发|转发|批转|文件|令|公告|通告|〔)"
)
_TITLE_LINE = re.compile(r"关于|印发|" + "|".join(GENRES))
# e.g. # repo: …, as exports put before a text
_COMMENT = re.compile(r"^#[a-z]+：")
_LETTERHEAD = re.compile(r"文件$")
_NO_TITLE = re.compile(r"[。；：，]$|文件$|^#|^〔|^（此件|^附件|^注：|\.{3,}|…{2,}")
_FORWARDS = re.compile("转发给你们")
_QUOTED = re.compile(r"《([^》]+)》")
_NO_PLACE = re.compile("[省市县区州]")  # e.g. 省财政厅
_CONTENTS = re.compile(r"(?:\.{3,}|…{2,}|·{3,})\s*\d+$|^目录$|^【.*】$|^〔[^〔〕]*文件〕$")


@dataclass(frozen=True, slots=True)
class _Cut:
    """Where a document begins: the indexes of its title's first line and of its number's line."""

    title: int
    number: int


def split(source: Source) -> tuple[Document, ...]:
    """The documents of a source, in printed order. Text before the first (masthead, contents) is its furniture,
    and so is a document printed once more: the first print counts.

    Never refuses: a source in which no document begins is one document without a head.
    """
    printed_lines = rows_joined(source.folded, lines_of(source.folded))
    lines = printed_lines[: reprint_of(printed_lines)]
    cuts = tuple(_own(lines, tuple(_cuts(lines)))) or (_headless(lines),)
    stops = (*(cut.title for cut in cuts[1:]), len(lines))
    documents: list[Document] = []
    for cut, stop in zip(cuts, stops, strict=True):
        printed = lines[cut.title : stop]
        before = lines[: cut.title] if not documents else ()
        document = _document(source, printed, before)
        again = next((i for i, one in enumerate(documents) if _is_same(one, document)), None)
        if again is None:
            documents.append(document)
        else:
            documents[again] = _with_reprint(documents[again], printed)
    documents[-1] = _with_reprint(documents[-1], printed_lines[len(lines) :])
    return tuple(documents)


def _own(lines: Sequence[Line], cuts: Sequence[_Cut]) -> Iterator[_Cut]:
    """The cuts where documents of their own begin, not those that the document before forwards."""
    begin = 0
    for cut in cuts:
        before = "".join(line.words for line in lines[begin : cut.title]) if begin else ""
        if not (_FORWARDS.search(before) and _forwarded(lines[cut.title : cut.number + 1], before)):
            begin = cut.number
            yield cut


def _forwarded(head: Sequence[Line], before: str) -> bool:
    """Whether a title on the lines of a head is quoted in the text before: 现将《…要点》转发给你们."""
    titles = _QUOTED.findall("".join(line.words for line in head))
    return any(f"《{title}》" in before for title in titles)


def _issuers(titled: tuple[Printed, ...], signers: tuple[Printed, ...]) -> tuple[Printed, ...]:
    """The issuers that the title names, with those who sign beside the first; the signers alone, where the title
    names none or leaves out the place (省财政厅)."""
    if signers and (not titled or _NO_PLACE.match(titled[0].value)):
        return signers
    return all_issuers(titled, signers) if titled else ()


def _is_same(one: Document, other: Document) -> bool:
    """Whether two documents of a source are one document's prints: they have one number."""
    return one.number is not None and other.number is not None and one.number.value == other.number.value


def _with_reprint(document: Document, lines: Sequence[Line]) -> Document:
    """A document with the lines that print it once more among its furniture."""
    if not lines:
        return document
    reprint = tuple(Furniture("printed again", line.extent) for line in lines)
    span = Span(document.span.start, lines[-1].extent.end)
    return replace(document, span=span, furniture=(*document.furniture, *reprint))


def _cuts(lines: Sequence[Line]) -> Iterator[_Cut]:
    """Where documents begin: a document number on a line of its own, under its title or above it."""
    floor = 0
    for i, line in enumerate(lines):
        above = lines[i - 1].words if i else ""
        if is_number(line.words, above) and not awaits(above) and not _is_printed_anew(lines, i):
            title = _title_above(lines, i, floor)
            if title is None and _heads_page(lines, i):
                title = i - 1 if i > floor and _LETTERHEAD.search(lines[i - 1].words) else i
            if title is not None:
                yield _Cut(title, i)
                floor = i + 1


def _is_printed_anew(lines: Sequence[Line], number: int) -> bool:
    """Whether the same number stands a few lines below, no text between: a portal's head above the document's."""
    for line in lines[number + 1 : number + 6]:
        if "。" in line.words or line.words.endswith("："):
            return False
        if line.words.strip("（）") == lines[number].words.strip("（）"):
            return True
    return False


def _heads_page(lines: Sequence[Line], number: int) -> bool:
    """Whether a title or the addressees stand right under a number."""
    below = lines[number + 1 : number + 5]
    return any(is_addressed(line.words) or ENDS_TITLE.search(line.words) for line in below)


def _title_above(lines: Sequence[Line], number: int, floor: int) -> int | None:
    """The first line of the title printed above the number, at most six lines up; None when there is none."""
    first = None
    for i in range(number - 1, max(floor, number - 7) - 1, -1):
        if lines[i].cells or _NO_TITLE.search(lines[i].words):
            break
        if _ISSUER_LINE.match(lines[i].words):
            return i
        if first is None or _TITLE_LINE.search(lines[i].words):
            first = i
    return first


def _headless(lines: Sequence[Line]) -> _Cut:
    """A source in which no numbered document begins: one document, from its title or addressees on."""
    first = next((i for i, line in enumerate(lines) if not _COMMENT.match(line.words)), 0)
    for i, line in enumerate(lines[first : first + 40], first):
        opens = is_addressed(line.words) or _is_title(line)
        if opens and not _CONTENTS.search(line.words) and not entry(line.words):
            return _Cut(_title_top(lines, i), i)
    return _Cut(first, first)


def _is_title(line: Line) -> bool:
    """Whether a line ends as titles do, and is no clause's: 三、保障措施 is one's heading."""
    text = line.cells or "。" in line.words or label_of(line)
    return not text and bool(ENDS_TITLE.search(line.words))


def _title_top(lines: Sequence[Line], last: int) -> int:
    """The first line of a title that ends on line `last`: up to two lines above that go on into it."""
    top = last
    while top > max(0, last - 2) and _ISSUER_LINE.match(lines[top - 1].words):
        top -= 1
    return top


def _document(source: Source, lines: Sequence[Line], before: Sequence[Line]) -> Document:
    """The document printed on `lines`; `before` are the lines of masthead and contents above it."""
    furniture = [
        Furniture("contents" if _CONTENTS.search(line.words) else "masthead", line.extent) for line in before
    ]
    printed = (*before, *lines)
    span = Span(printed[0].extent.start, printed[-1].extent.end) if printed else Span(0, 0)
    head = head_of(source, lines)
    named = parts_of(source, lines[head.length :], head)
    return Document(
        source=source,
        span=span,
        parts=named.parts,
        number=head.number or entered_number(source, before),
        title=head.title,
        issuers=_issuers(head.issuers, named.signers),
        genre=head.genre or named.genre,
        date=named.date or head.adopted.date,
        recipients=head.recipients,
        approved_by=named.approved_by or head.adopted.approved_by,
        enclosed_title=named.enclosed_title,
        public=named.public,
        furniture=(*furniture, *head.furniture, *named.furniture),
    )
