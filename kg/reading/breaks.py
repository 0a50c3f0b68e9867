"""Find lost line breaks: where a text printed in one run (as portals and exports leave it) must have begun new lines.

A label opens a line only where its sequence goes on (二、 after 一、), so that a number inside a sentence does not.
Numbers may run on across sections: 4. under 二、 after 3. under 一、.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kg.reading.dates import number
from kg.reading.portal import BEGINS
from kg.reading.run_on import head_cuts, signature_cuts

_LONG = 200  # characters; shorter lines are printed lines
_HAN = "[一二三四五六七八九十]"
# two blanks or more before words: a paragraph's indent
_INDENT = re.compile(r"(?<=\S)[ \u3000\u00a0]{2,}(?=\S)")
_LABEL = re.compile(
    rf"(?P<han>{_HAN}{{1,3}})、|（(?P<bracket>{_HAN}{{1,3}})）|(?<![\d.〔年月第至到])(?P<digit>\d{{1,2}})[.、](?![\d.])"
    rf"|(?P<sign>[⒈-⒛])|(?P<article>第{_HAN}{{1,4}}条)(?=[\s\u3000])|(?P<chapter>第{_HAN}{{1,3}}章)(?=[\s\u3000])"
)
_AFTER = re.compile(r"[。；：！？）〕”\s]$")
# e.g. 三、工作机构（一）…: a heading runs into its first sub-item
_HEADING_BEFORE = re.compile(rf"(?:^|[\s。；：）])(?:{_HAN}{{1,3}}、|（{_HAN}{{1,3}}）)[^，。；：]{{2,24}}$")
# a heading set off by one blank from its text: 一、做好准备 各单位要…，
_HEADING_THEN = re.compile(
    r"[^\s，。；：、（）]{4,40}(?:，[^\s，。；：（）]{2,30}){0,2}(?P<gap>[ \u00a0\u2002])(?=[^\s，。；：]{2,60}[，。、])"
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
_PUBLIC = re.compile(r"（此件[^）]{0,8}公开[^）]{0,8}）")


def pieces(folded: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The lines that a printed line must have been, as spans; the line itself where it is no longer than print."""
    if end - start < _LONG or "\t" in folded[start:end].strip():
        yield start, end
        return
    cuts = sorted({*_cuts(folded, start, end), start, end})
    yield from ((a, b) for a, b in pairwise(cuts) if folded[a:b].strip())


def _cuts(folded: str, start: int, end: int) -> Iterator[int]:
    """Where lines begin inside a run-on line."""
    for found in _INDENT.finditer(folded, start, end):
        yield found.end()
    for found in BEGINS.finditer(folded, start, end):
        yield found.start() + 1
    for found in _RUN_ON.finditer(folded, start + 1, end):
        opens = folded[found.start() - 1] in "。） \u3000\u00a0"
        if opens and not _in_bracket(folded, start, found.start()):
            yield found.start()
    for found in _AFTER_ROLES.finditer(folded, start, end):
        yield found.end()
    for found in _ANNEX.finditer(folded, start, end):
        yield found.start()
    for found in _PUBLIC.finditer(folded, start, end):
        yield from found.span()
        yield from head_cuts(folded, found.end(), min(end, found.end() + 800))
    yield from _labels(folded, start, end)
    yield from head_cuts(folded, start, min(end, start + 800))
    yield from signature_cuts(folded, start, end)


def _labels(folded: str, start: int, end: int) -> Iterator[int]:
    """Where labels go on in sequence: 一、 … 二、 …; a first one only where its second follows."""
    last: dict[str, int] = {}  # under the label above
    run: dict[str, int] = {}  # in the whole text
    labels = [m for m in _LABEL.finditer(folded, start, end) if _may_open(folded, start, m)]
    if len(labels) < 2:
        return
    found = [(_sort(m), _value(m)) for m in labels]
    for i, (label, (sort, value)) in enumerate(zip(labels, found, strict=True)):
        follows = (sort, value + 1) in found[i + 1 : i + 40]
        missed = value - max(last.get(sort, 0), run.get(sort, 0)) == 2  # a label that the export lost
        goes_on = value in (last.get(sort, 0) + 1, run.get(sort, 0) + 1) or (missed and follows)
        if (value > 1 and goes_on) or (value == 1 and (follows or not last.get(sort))):
            last[sort] = run[sort] = value
            last.update(dict.fromkeys(_below(sort), 0))
            yield label.start()
            if heading := _HEADING_THEN.match(folded, label.end(), end):
                yield heading.end("gap")


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
    order = ("chapter", "article", "han", "bracket", "digit")
    return order[order.index(sort) + 1 :] if sort != "chapter" else ("han", "bracket", "digit")


def _may_open(folded: str, start: int, label: re.Match[str]) -> bool:
    """Whether a label stands where a line may begin: after a sentence's end, a blank, or a heading."""
    before = folded[max(start, label.start() - 40) : label.start()]
    return not before or bool(_AFTER.search(before)) or bool(_HEADING_BEFORE.search(before))
