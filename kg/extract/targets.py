"""Targets: the quantified goals of a clause, in prose and in tables.

The date of a target is the end of the period for which it is set: of the phrase of time that governs its words, of
the row's 完成时限, or of the year in a column's header (`2025年规划`; a year's 实际 is no target).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.amounts import Amount
from kg.extract.deadlines import due_of
from kg.goal_tables import read_row
from kg.limits import Limit, read_limits
from kg.model import Cell, Clause, Target
from kg.setting import Setting
from kg.text import Reading, Span, plain

# 按照每个行政村至少配备1名的要求: a rule that stands, whatever the year
_STANDING = re.compile(r"(?:按照?|根据)[^，。；]*$")
_GOES_ON = re.compile(r"\s*其中")
_UNSURE = re.compile(r"(?<=[百千万亿])[多余]")
_COMPARED = re.compile(
    r"(?:不低于|不少于|不小于|不得[低少高]于|不得超过|不高于|不超过|至少|至多|低于|高于|超过?|突破|(?<![签节合契条特预制公])约|接近|(?<![附最临邻远])近|[≥≤<>])"
    r"[^\d]{0,8}$"
)
_OPENING = re.compile(
    r"^(?:\d{1,2}\.|（[一二三四五六七八九十\d]+）|[\u2460-\u2473]|其中[，：]?|并|和|及|或|力争|确保|争取|要)+"
)
# what leads up to a value, and what it was before: 产量稳定在 | 由80家增加到
_REACHES = re.compile(
    r"(?:(?:稳定|保持|控制|维持)在|(?:增[加长]|提[高升]|扩大|下降|降低|压减|压缩|减少)[到至]|达到?|不得?|[到至为是]|按|总数|力争|确保|应|要)+$"
)
_FROM = re.compile(r"(?:由|从)[^，。；]*\d.*$")
_NEXT = re.compile(r"[和及与]\d")
_MEASURE = re.compile(r"(?:年|总)?(?:降低率|增长率|产量|出栏量?|存栏量?|饲养量|面积|产值|总产|播种面积|单产)$")
_UNIT_OF_NAME = re.compile(r"（[^（）]*(?:/|单位)[^（）]*）")
_LEAD_IN = re.compile(r"^(?:全市|全省|全县|全区|我市)")
_PROSE = re.compile(r"目标|任务|指标|内容|要求|措施|标准|事项|举措")
_NAME = re.compile(r"指标|项目|名称|事项")
_NO_GOAL_COLUMN = re.compile(r"评分|分值|名称|单位|部门|时限|时间|备注|序号|实际|现状|基数")
_ONLY_NUMBER = re.compile(r"[\d.,，%]*")


def extract(clause: Clause, setting: Setting) -> Iterator[Target]:
    """The targets of a clause, e.g. `>= 98 %` by 2020-12-31; of a table row, those of its cells."""
    if not clause.cells:
        yield from _prose(clause, clause.reading, setting, clause.heading)
        return
    due, name = due_of(clause, setting), _row_name(clause)
    for cell in clause.cells:
        if not cell.carried and _is_prose(cell):
            yield from _prose(clause, cell.reading, setting, name, due)
    yield from read_row(clause, setting, due)


def _is_prose(cell: Cell) -> bool:
    """Whether a cell's words say what is aimed at, e.g. those of a column 任务目标."""
    wanted = _PROSE.search(cell.column) and not _NO_GOAL_COLUMN.search(cell.column)
    return bool(wanted) and not _ONLY_NUMBER.fullmatch(cell.text)


def _row_name(clause: Clause) -> str:
    """What a row is about: its 指标 or 项目 cell."""
    return next((cell.text for cell in clause.cells if cell.text and _NAME.search(cell.column)), "")


def _prose(clause: Clause, reading: Reading, setting: Setting, name: str, due: str = "") -> Iterator[Target]:
    """The targets of running text. `name` says what it is about where a quantity stands without words (`≥10%`)."""
    text = reading.text
    amounts = tuple(setting.lexicon.measures.read(text))
    limits = sorted(read_limits(text, setting)) if amounts else []
    taken = [Span(limit.at, limit.until) for limit in limits]
    source, indicator, last = setting.document.source, _UNIT_OF_NAME.sub("", name), 0
    for amount in amounts:
        if amount.end > last:
            indicator = _indicator(text, amount, [Span(last, last), *taken], indicator)
        last = amount.end
        yield Target(
            clause=clause.path,
            span=reading.span(amount.at, amount.end),
            rule=amount.rule,
            indicator=indicator,
            comparator=amount.comparator,
            value=plain(source.words(reading.span(*amount.value))),
            unit=_UNSURE.sub("", text[slice(*amount.unit)]),
            date=due or _date(text, amount, limits),
            places=_places(text, amount, setting),
        )


def _date(text: str, amount: Amount, limits: list[Limit]) -> str:
    """The day by which an amount is to be reached: that of the phrase of time that governs it; empty without one."""
    dated = [limit for limit in limits if (limit.end or limit.start) and limit.rule != "in-force"]
    if not dated or _STANDING.search(text[amount.piece[0] : amount.at]):
        return ""
    governing = _before(text, amount, dated) or _closing(text, amount, dated)
    return (governing.end or governing.start) if governing else ""


def _before(text: str, amount: Amount, limits: list[Limit]) -> Limit | None:
    """The last phrase of time before an amount: in its sentence, in the one that `其中` goes on, or one that
    opens its paragraph (`2021年，…`) and holds until the next."""
    sentence = text.rfind("。", 0, amount.at) + 1
    paragraph = text.rfind("\n", 0, amount.at) + 1
    while _GOES_ON.match(text, sentence) and sentence > paragraph:
        sentence = text.rfind("。", 0, sentence - 1) + 1
    earlier = [limit for limit in limits if paragraph <= limit.at < amount.at]
    here = [limit for limit in earlier if limit.at >= sentence]
    return next(iter([*here, *()][-1:] or [limit for limit in earlier if limit.opens][-1:]), None)


def _closing(text: str, amount: Amount, limits: list[Limit]) -> Limit | None:
    """The phrase of time in the bracket that ends an amount's paragraph: `（2020年6月底前完成）`."""
    stop = text.find("\n", amount.end)
    later = (limit for limit in limits if amount.end <= limit.at and limit.closes)
    return next((limit for limit in later if stop < 0 or limit.at < stop), None)


def _indicator(text: str, amount: Amount, taken: list[Span], previous: str) -> str:
    """What an amount measures: the words before it in its piece, less those already `taken` (the amount before, a
    phrase of time), and those after it that it counts; where there are none, what the amount before measured."""
    begin, stop = amount.piece
    cuts = [span for span in taken if begin <= span.end <= amount.at]
    words = text[max([begin, *(span.end for span in cuts if span.start <= begin or span.start == span.end)]) : amount.at]
    for span in cuts:
        words = words.replace(text[span.start : span.end] or "□", "")
    before = _FROM.sub("", _REACHES.sub("", _COMPARED.sub("", _OPENING.sub("", words))))
    reached = before and _REACHES.search(words)
    after = "" if reached or "%" in text[slice(*amount.unit)] else _NEXT.split(text[amount.end : stop].lstrip("的"))[0]
    if _MEASURE.fullmatch(before) and previous and (words[0] == "或" or text.startswith(words, begin)):
        before = _MEASURE.sub("", _LEAD_IN.sub("", previous)) + before
    return before + after or previous


def _places(text: str, amount: Amount, setting: Setting) -> tuple[str, ...]:
    """The places named in an amount's piece, or that open its sentence: `怀仁市新建设施大棚1000个`."""
    if setting.place is None:
        return ()
    begin, stop = amount.piece
    names = [place.name for place in setting.lexicon.places.children(setting.place)]
    here = tuple(name for name in names if name in text[begin:stop])
    opening = max(text.rfind(mark, 0, amount.at) for mark in "。：\n") + 1
    return here or tuple(name for name in names if text.startswith(name, opening))
