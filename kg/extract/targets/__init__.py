"""Targets: the quantified goals of a clause, in prose and in tables.

The date of a target is the end of the period for which it is set: that of the phrase of time that governs its
words, of the row's 完成时限, or of the year in a column's header (`2025年规划`; a year's 实际 is no target).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.deadlines import due_of
from kg.extract.deadlines.limits import Limit, read_limits
from kg.extract.targets.goal_tables import read_row
from kg.extract.targets.indicators import indicator_of, shares_of
from kg.lexicon.amounts import Amount
from kg.model import Cell, Clause, Target
from kg.setting import Setting
from kg.text import Reading, Span, half_width, plain

# 按照每个行政村至少配备1名的要求: a rule that stands, whatever the year
_STANDING = re.compile(r"(?:按照?|根据)[^，。；]*$")
_DASH = "——"
_GOES_ON = re.compile(r"\s*其中")
_SHORT_NAME = re.compile(r"(?:其中[：，]?)?(?P<name>[\u4e00-\u9fff]{2,6}?)(?:各|约|完成)?(?=\d)")
_WHOLE = re.compile(r"[全我本][省市县区]|合计|共计")
_PROSE = re.compile(r"目标|任务|指标|内容|要求|措施|标准|事项|举措")
_NO_PROSE = re.compile(r"评分|分值|名称|单位|部门|时限|时间|备注|序号|实际|现状|基数")
_NAME = re.compile(r"指标|项目|名称|事项")
_ONLY_NUMBER = re.compile(r"[\d.,，%]*")
_UNSURE = re.compile(r"(?<=[百千万亿])[多余]")
_UNIT_OF_NAME = re.compile(r"（[^（）]*(?:/|单位)[^（）]*）")


@dataclass(frozen=True, slots=True)
class _Prose:
    """Running text, what it is about where a quantity stands without words (`≥10%`), and its 完成时限."""

    reading: Reading
    name: str
    due: str = ""


def extract(clause: Clause, setting: Setting) -> Iterator[Target]:
    """The targets of a clause, e.g. `>= 98 %` by 2020-12-31; of a table row, those of its cells."""
    if not clause.cells:
        yield from _told(_Prose(clause.reading, clause.heading), clause, setting)
        return
    due, name = due_of(clause, setting), _row_name(clause)
    for cell in clause.cells:
        if not cell.carried and _is_prose(cell):
            yield from _told(_Prose(cell.reading, name, due), clause, setting)
    yield from read_row(clause, setting, due)


def _is_prose(cell: Cell) -> bool:
    """Whether a cell's words say what is aimed at, e.g. those of a column 任务目标."""
    wanted = _PROSE.search(cell.column) and not _NO_PROSE.search(cell.column)
    return bool(wanted) and not _ONLY_NUMBER.fullmatch(cell.text)


def _row_name(clause: Clause) -> str:
    """What a row is about: its 指标 or 项目 cell."""
    return next((cell.text for cell in clause.cells if cell.text and _NAME.search(cell.column)), "")


def _told(prose: _Prose, clause: Clause, setting: Setting) -> Iterator[Target]:
    """The targets that running text tells."""
    reading, text = prose.reading, prose.reading.text
    amounts = tuple(setting.lexicon.measures.read(text))
    limits = sorted(read_limits(text, setting)) if amounts else []
    taken = [Span(limit.at, limit.until) for limit in limits]
    indicator, last = _UNIT_OF_NAME.sub("", prose.name), 0
    shares = shares_of(text) if amounts else {}
    for amount in amounts:
        if amount.at in shares:
            indicator = shares[amount.at]
        elif amount.end > last:
            own = amount._replace(piece=(max(amount.piece[0], last), amount.piece[1]))
            indicator = indicator_of(text, own, taken, indicator)
        last = amount.end
        yield Target(
            clause=clause.path,
            span=reading.span(amount.at, amount.end),
            rule=amount.rule,
            indicator=indicator,
            comparator=amount.comparator,
            value=half_width(plain(setting.document.source.words(reading.span(*amount.value)))),
            unit=_UNSURE.sub("", text[slice(*amount.unit)]),
            date=prose.due or _date(text, amount, limits),
            places=_places(text, amount, setting),
        )


def _date(text: str, amount: Amount, limits: list[Limit]) -> str:
    """The day by which an amount is to be reached, by the phrase of time that governs it; else empty."""
    dated = [limit for limit in limits if (limit.end or limit.start) and limit.rule != "in-force"]
    if not dated or _STANDING.search(text[amount.piece[0] : amount.at]):
        return ""
    governing = _before(text, amount, dated) or _closing(text, amount, dated)
    return (governing.end or governing.start) if governing else ""


def _before(text: str, amount: Amount, limits: list[Limit]) -> Limit | None:
    """The last phrase of time before an amount: in its sentence, in the one that `其中` goes on, or one that
    opens its paragraph (`2021年，…`), or that which items set off by dashes follow, and holds until the next."""
    sentence = text.rfind("。", 0, amount.at) + 1
    paragraph = text.rfind("\n", 0, amount.at) + 1
    while paragraph and text.startswith(_DASH, paragraph):
        paragraph = text.rfind("\n", 0, paragraph - 1) + 1
    while sentence > paragraph and _GOES_ON.match(text, sentence):
        sentence = text.rfind("。", 0, sentence - 1) + 1
    earlier = [limit for limit in limits if paragraph <= limit.at < amount.at]
    here = [limit for limit in earlier if limit.at >= sentence]
    governing = here or [limit for limit in earlier if limit.opens]
    return governing[-1] if governing else None


def _closing(text: str, amount: Amount, limits: list[Limit]) -> Limit | None:
    """The phrase of time in the bracket that ends an amount's paragraph: `（2020年6月底前完成）`."""
    stop = text.find("\n", amount.end)
    later = (limit for limit in limits if amount.end <= limit.at and limit.closes)
    return next((limit for limit in later if stop < 0 or limit.at < stop), None)


def _places(text: str, amount: Amount, setting: Setting) -> tuple[str, ...]:
    """The places named in an amount's piece, or that open its sentence: `青梧县新建大棚1000个`."""
    if setting.place is None:
        return ()
    begin, stop = amount.piece
    names = [place.name for place in setting.places.children(setting.place)]
    here = tuple(name for name in names if name in text[begin:stop])
    openings = ["。：\n"] if _WHOLE.match(text, begin) else ["。：\n", "，。；：\n"]
    starts = [max(text.rfind(mark, 0, amount.at) for mark in marks) + 1 for marks in openings]
    heading = (tuple(name for name in names if text.startswith(name, start)) for start in starts)
    return here or _short_named(text, begin, names) or next(filter(None, heading), ())


def _short_named(text: str, at: int, names: list[str]) -> tuple[str, ...]:
    """The place called without its last word before a number: 临江 of `其中临江630个`."""
    piece = _SHORT_NAME.match(text, at)
    return tuple(name for name in names if piece and name[:-1] == piece["name"])
