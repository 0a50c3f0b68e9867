"""What an amount measures, in words a reader knows it by: `蔬菜播种面积`, `引进乳品加工企业`."""

from __future__ import annotations

import re

from kg.lexicon.amounts import ABOUT, MARKS, Amount
from kg.text import Span

_OPENING = re.compile(
    r"^(?:\d{1,2}\.|（[一二三四五六七八九十\d]+）|[\u2460-\u2473]|其中[，：]?|并|和|及|或|力争|确保|争取|要)+"
)
# what leads up to a value: 产量稳定在105万吨 | 饲养量增加到450万只
_REACHES = re.compile(
    r"(?:(?:稳定|保持|控制|维持)在|(?:增[加长]|提[高升]|扩大|下降|降低|降|压减|压缩|减少)[到至]"
    r"|达到?|不得?|[到至为是]|按|分别|总数|力争|确保|应|要)+$"
)
_COMPARED = re.compile(
    r"(?:不低于|不少于|不小于|不得[低少高]于|不得超过|不高于|不超过|至少|至多|低于|高于|超过?|突破"
    rf"|{ABOUT}|[≥≤<>])[^\d]{{0,16}}$"
)
# and what it was before: 由80家增加到100家
_WAS = re.compile(r"(?:由|从)[^，。；]*\d.*$")
_NEXT_AMOUNT = re.compile(r"[和及与]\d")
# a measure that leans on what was named before it: 蔬菜播种面积35万亩，产量105万吨
_MEASURE = re.compile(
    r"(?:年|总)?(?:降低率|增长率|产量|出栏量?|存栏量?|饲养量|播种面积|面积|产值|总产|单产)$"
)
# 甲、乙产量分别达到3万吨、4万吨: to each its own
_SHARED = re.compile(
    r"(?P<names>[^，。；：\n\d（）]+)分别[^，。；：\d]{0,10}"
    r"(?P<values>\d[^，。；：、和及]*(?:[、和及]\d[^，。；：、和及]*)+)"
)
_JOINT = re.compile(r"[、和及与]")
_WHOLE_AREA = re.compile(r"^(?:全市|全省|全县|全区|我市)")


def indicator_of(text: str, amount: Amount, taken: list[Span], previous: str) -> str:
    """The words before an amount in its piece of the sentence, and those after it that it counts.

    `taken` are stretches that say something else, phrases of time. Where no words are left it is `previous`,
    what the amount before measured: `2020年不少于70%，2021年不少于90%`.
    """
    words = _words_before(text, amount, taken)
    before = _WAS.sub("", _REACHES.sub("", _COMPARED.sub("", _OPENING.sub("", words))))
    after = "" if before and _REACHES.search(words) else _words_after(text, amount)
    leans = words.startswith("或") or text.endswith(MARKS, 0, amount.piece[0])
    if previous and leans and _MEASURE.fullmatch(before):
        before = _MEASURE.sub("", _WHOLE_AREA.sub("", previous)) + before
    return before + after or previous


def shares_of(text: str) -> dict[int, str]:
    """What each value of a list measures, by where the value stands: of `甲、乙产量分别达到3吨、4吨` 甲 the 3,
    乙产量 the 4. Lists of another length than their names tell nothing, nor do names that are no more than a
    letter of a word (县、乡、村道)."""
    shares: dict[int, str] = {}
    for found in _SHARED.finditer(text) if "分别" in text else ():
        names = _JOINT.split(_OPENING.sub("", found["names"]))
        values = [found.start("values"), *(m.end() for m in _JOINT.finditer(text, *found.span("values")))]
        if len(names) == len(values) and min(map(len, names)) > 1:
            shares.update(zip(values, names, strict=True))
    return shares


def _words_before(text: str, amount: Amount, taken: list[Span]) -> str:
    """The words of a piece before its amount, less the stretches taken."""
    words, at = "", amount.piece[0]
    for span in sorted(span for span in taken if amount.piece[0] < span.end <= amount.at):
        words += text[at : max(at, span.start)]
        at = max(at, span.end)
    return words + text[at : amount.at]


def _words_after(text: str, amount: Amount) -> str:
    """The words that an amount counts, e.g. 就业岗位 of `1500个就业岗位`; a share counts none."""
    if "%" in text[slice(*amount.unit)]:
        return ""
    return _NEXT_AMOUNT.split(text[amount.end : amount.piece[1]].lstrip("的"))[0]
