"""Find lost line breaks: where a text printed in one run (as portals and exports leave it) must have begun new lines.

A label opens a line only where its sequence goes on (二、 after 一、), so that a number inside a sentence does not.
Numbers may run on across sections (4. under 二、 after 3. under 一、) and from the lines above.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from kg.reading.dates import number
from kg.reading.portal import BEGINS
from kg.reading.run_on import head_cuts, instrument_cuts, signature_cuts

_LONG = 200  # characters; shorter lines are printed lines
_HAN = "[一二三四五六七八九十]"
# two blanks or more before words: a paragraph's indent (not 总　　则)
_INDENT = re.compile(r"[ \u3000\u00a0](?<=\S[ \u3000\u00a0])(?<![ \u3000][总附].)[ \u3000\u00a0]+(?=\S)")
_LABEL = re.compile(
    r"(?=[一二三四五六七八九十（\d⒈-⒛第])(?:"  # told at once where there is none
    rf"(?<!第)(?P<han>{_HAN}{{1,3}})、|（(?:(?P<bracket>{_HAN}{{1,3}})|(?<=\S\s（)(?P<round>\d{{1,2}}))）|(?<![\d.〔年月第至到])(?P<digit>\d{{1,2}})[.、](?![\d.](?!G))"
    rf"|(?P<sign>[⒈-⒛])|(?P<article>第{_HAN}{{1,4}}条)(?!第|规定|的|、|和|至|所)"
    rf"|(?P<chapter>第{_HAN}{{1,3}}章)(?=[\s\u3000]|[^\s，。；：、]{{2,20}}(?:\n|$|第{_HAN}{{1,4}}条|{_HAN}{{1,3}}、)))"
)
# one blank after a full stop: what is left of a paragraph's end, in a text that has one before each label
_GAP = re.compile(r"(?<=。)[ \u00a0\u2002](?=[\u4e00-\u9fff])")
_WORDS = re.compile(r"\S")
_AFTER = re.compile(r"(?<!附件：)(?<=[。；：！？）〕”\s])$")  # 附件：1.名册 is one line
# e.g. 三、工作机构（一）…: a heading runs into its first sub-item
_HEADING_BEFORE = re.compile(
    rf"(?:(?:^|[\s。；：）”])(?:{_HAN}{{1,3}}、|（{_HAN}{{1,3}}）)|第{_HAN}{{1,3}}章)"
    r"[^，。；：]{2,24}(?:，[^，。；：]{2,24})?$"
)
_FEWEST = 3  # labels
_LONGEST_HEADING = 60  # characters, with its label
# a line of units, which ends without a full stop: 责任单位：市教育局
_UNITS_BEFORE = re.compile(
    r"(?:牵头|责任|配合|参与|落实|协办|主办|承办)(?:责任|推进)?(?:单位|部门)：[^。；]*[\u4e00-\u9fff）]$"
)
_MOST_UNITS = 300  # characters
# a line of units that lost its end: 责任单位：市水利局，各县（市、区）人民政府加快修渠，…
_UNITS_RUN_ON = re.compile(
    r"(?:责任|牵头|配合|协办|承办|主办)(?:单位|部门)：[^。；：\s]{2,200}?"
    r"(?:(?:人民政府|管委会|管理委员会)(?=(?!负责|牵头|配合|参与|和|及|与|等|按|办公|办事|会|各|有关|所属|组成|直属|的)"
    r"[\u4e00-\u9fff][^、；：（）]{3,60}[，。])"
    r"|(?<![县市区])）(?=[^、，。；：（）]{4,40}负责[^；：（）]{2,60}。))"
)
# the title above a first chapter: 云岭市渡口管理办法第一章　总则
_TITLE_BEFORE = re.compile(r"(?:办法|细则|规定|规则|条例|制度)$")
# a heading set off by one blank from its text: 一、做好准备 各单位要…，
_HEADING_THEN = re.compile(
    r"(?:[^\s，。；：、（）“”]|“[^”\s]*”){4,40}(?:，[^\s，。；：（）“”]{2,30}){0,2}(?<!\d)(?P<gap>[ \u00a0\u2002])"
    r"(?=[^\s，。；：]{2,60}[，。、])"
)
# what opens a line after a full stop or a blank: a label and its units, the annexes, the closing provisions
_RUN_ON = re.compile(
    r"(?:责任|牵头|配合)单位：|(?:责任|牵头)部门：|完成时限：|附件[：\d一二三]"
    r"|(?:本|以上|上述)(?:意见|通知|办法|(?:政策)?措施|方案|规定|细则|政策)(?:自|由|所称|中|有效期|执行期|适用|在)"
)
# e.g. 3.名册附件1  云岭市…: an annex's label run into the words before it
_ANNEX = re.compile(r"附件\d{0,2}：?(?=[ \u3000\u00a0]{2})")
# the blank after a clause's closing bracket of roles: （省财政厅牵头） 各地…
_AFTER_ROLES = re.compile(
    r"(?:(?:单位|部门)：[^。（）]*|负责|牵头|配合|落实)）[ \u3000\u00a0\u2002]+(?=[\u4e00-\u9fff])"
)
_ORDER = ("chapter", "article", "han", "bracket", "digit", "round")  # of sorts of label, the highest first
_RUNS_ON = _ORDER[:4]  # from the lines above
_PUBLIC = re.compile(r"（此件[^）]{0,8}公开[^）]{0,8}）")


def pieces(folded: str, runs: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The lines that printed lines must have been, as spans; a line itself where it is no longer than print."""
    above: dict[str, int] = {}
    for start, end in runs:
        if "\t" in folded[start:end].strip():
            yield start, end
            continue
        if end - start < _LONG:
            above |= _opening(folded, start, end)
            yield start, end
            continue
        labels = tuple(_labels(folded, start, end, above))
        above |= {_sort(label): _value(label) for label in labels if _sort(label) in _RUNS_ON}
        cuts = {*_cuts(folded, (start, end), labels)}
        yield from ((a, b) for a, b in pairwise(sorted({*cuts, start, end})) if folded[a:b].strip())


def _opening(folded: str, start: int, end: int) -> dict[str, int]:
    """The sort and value of the label that a printed line opens with, but for a digit's or a round one's."""
    words = _WORDS.search(folded, start, end)
    label = _LABEL.match(folded, words.start(), end) if words else None
    return {_sort(label): _value(label)} if label and _sort(label) in _RUNS_ON else {}


def _cuts(folded: str, run: tuple[int, int], labels: Sequence[re.Match[str]]) -> Iterator[int]:
    """Where lines begin inside a run-on line; `labels` are those that go on in sequence."""
    start, end = run
    indents = {found.end() for found in _INDENT.finditer(folded, start, end)}
    yield from indents
    for found in BEGINS.finditer(folded, start, end):
        yield found.start() + 1
    for found in _RUN_ON.finditer(folded, start + 1, end):
        opens = folded[found.start() - 1] in "。） \u3000\u00a0"
        if opens and not _in_bracket(folded, start, found.start()):
            yield found.start()
    for pattern in (_AFTER_ROLES, _UNITS_RUN_ON):
        for found in pattern.finditer(folded, start, end):
            yield found.end()
    for found in _ANNEX.finditer(folded, start, end):
        yield found.start()
    for found in _PUBLIC.finditer(folded, start, end):
        yield from found.span()
        yield from head_cuts(folded, found.end(), min(end, found.end() + 800))
    for label in _of_paragraphs(labels, indents):
        if folded[start : label.start()].strip():
            yield label.start()
        if heading := _HEADING_THEN.match(folded, label.end(), end):
            yield heading.end("gap")
    if _are_spaced(folded, start, labels):
        yield from (found.end() for found in _GAP.finditer(folded, start, end))
    yield from head_cuts(folded, start, min(end, start + 800))
    yield from signature_cuts(folded, start, end)
    yield from instrument_cuts(folded, start, end)


def _are_spaced(folded: str, start: int, labels: Sequence[re.Match[str]]) -> bool:
    """Whether a blank stands before each of the labels inside a line, three at least."""
    inside = [label.start() for label in labels if label.start() > start]
    return len(inside) >= _FEWEST and all(folded[at - 1].isspace() for at in inside)


def _of_paragraphs(labels: Sequence[re.Match[str]], indents: Container[int]) -> Iterator[re.Match[str]]:
    """The labels that open paragraphs: all, but where most follow a paragraph's indent, the others stand in the
    running text of one: 　　（三）整修渡口：1.清点缆绳；2.更换跳板。 Unless they are of a sort above, or go on
    from an indented one."""
    indented = {label for label in labels if label.start() in indents}
    if not indented:
        yield from labels
        return
    lowest = max((_ORDER.index(_sort(label)) for label in indented), default=0)
    for i, label in enumerate(labels):
        beside = any(one in indented and _is_next(one, label) for one in labels[max(0, i - 1) : i + 2])
        above = _ORDER.index(_sort(label)) < lowest
        if label in indented or beside or above or len(indented) * 2 < len(labels):
            yield label


def _is_next(one: re.Match[str], other: re.Match[str]) -> bool:
    """Whether one label is the next to the other: 三、 to 二、 and to 四、."""
    return _sort(one) == _sort(other) and abs(_value(one) - _value(other)) == 1


def _labels(folded: str, start: int, end: int, above: Mapping[str, int]) -> Iterator[re.Match[str]]:
    """The labels that go on in sequence: 一、 … 二、 …; a first one only where its second follows. `above` are the
    last ones of the lines above; what opens the line itself goes on from anything."""
    last = dict(above)  # under the label above
    run = dict(above)  # in the whole text
    labels = [m for m in _LABEL.finditer(folded, start, end) if _may_open(folded, start, m)]
    found = [(_sort(m), _value(m)) for m in labels]
    for i, (label, (sort, value)) in enumerate(zip(labels, found, strict=True)):
        follows = (sort, value + 1) in found[i + 1 : i + 40]
        gap = value - max(last.get(sort, 0), run.get(sort, 0))
        # labels that the export lost: one, or all above a heading
        missed = gap == 2 or (gap > 2 and _is_under_heading(folded, start, label))
        set_off = gap > 0 and sort == "article" and _is_set_off(folded, label)
        goes_on = value in (last.get(sort, 0) + 1, run.get(sort, 0) + 1) or (missed and follows) or set_off
        opens = not folded[start : label.start()].strip() or (
            sort in _RUNS_ON and _is_indented(folded, label)
        )
        if opens or (value > 1 and goes_on) or (value == 1 and (follows or not last.get(sort))):
            last[sort] = run[sort] = value
            last.update(dict.fromkeys(_below(sort), 0))
            yield label


def _is_set_off(folded: str, label: re.Match[str]) -> bool:
    """Whether a blank of a sign's width stands after an article's label: no citation, whatever was lost before it."""
    return folded[label.end() : label.end() + 1] == "\u3000"


def _is_indented(folded: str, label: re.Match[str]) -> bool:
    """Whether a paragraph's indent stands before a label."""
    return not folded[max(label.start() - 2, 0) : label.start()].strip()


def _in_bracket(folded: str, start: int, at: int) -> bool:
    """Whether a bracket is open at `at`."""
    before = folded[max(start, at - 200) : at]
    return max(before.rfind("（"), before.rfind("〔")) > max(before.rfind("）"), before.rfind("〕"))


def _sort(label: re.Match[str]) -> str:
    """The sort of a label; ⒈ is a 1. of one sign."""
    return "digit" if label.lastgroup == "sign" else label.lastgroup or ""


def _value(label: re.Match[str]) -> int:
    if label.lastgroup == "sign":
        return ord(label.group()) - 0x2487
    return number(label.group(label.lastgroup or 0).strip("第条章"))


def _below(sort: str) -> tuple[str, ...]:
    """The sorts of label whose numbering begins anew under a label of `sort`."""
    return _ORDER[_ORDER.index(sort) + 1 :] if sort != "chapter" else ("han", "bracket", "digit", "round")


def _is_under_heading(folded: str, start: int, label: re.Match[str]) -> bool:
    """Whether a label stands right after the heading of a clause: 二、整修渡口5.…"""
    at = label.start()
    return bool(_HEADING_BEFORE.search(folded[max(start, at - _LONGEST_HEADING) : at]))


def _may_open(folded: str, start: int, label: re.Match[str]) -> bool:
    """Whether a label stands where a line may begin: after a sentence's end, a blank, a heading, or units."""
    at = label.start()
    before = folded[max(start, at - _LONGEST_HEADING) : at]
    if not before or _AFTER.search(before) or _is_under_heading(folded, start, label):
        return True
    if _sort(label) == "article" and _is_set_off(folded, label):
        return True
    if _sort(label) == "chapter" and _TITLE_BEFORE.search(before):
        return True
    units = _UNITS_BEFORE.search(folded, max(start, at - _MOST_UNITS), at)
    return units is not None and not _in_bracket(folded, start, at)
