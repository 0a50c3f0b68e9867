"""Quantities in prose that are aimed at: `蔬菜产量稳定在105万吨以上`, `引进1—2家`, `漏损率≤10%`.

What a text says of the past, foresees, pays out (`给予20万元奖励`), sets as a condition (`超过3个月的，`) or
prints in a project's name (`50MW光伏发电项目`) is not aimed at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from kg.lexicon.phrases import Phrases

ABOUT = r"(?<![签节合契条特预制公])约|接近|(?<![附最临邻远])近"
"""Words for about, but not in 签约 or 附近."""
MARKS = ("，", "。", "；", "：", "？", "！", "\n", "、")
"""What ends a piece of a sentence."""

_DIGITS = re.compile(r"\d+")
_NUMBER = r"\d+(?:[,，]\d{3})*(?:\.\d+)?"
_MARK = re.compile(f"[{''.join(MARKS)}]")
_BRACKETED = re.compile(r"（[^（）]*）")
_SENTENCE_END = re.compile(r"[。\n]")
# 由2万头提升到3万头: the first is what is
_FROM = re.compile(r"(?:由|从)(?:\d{4}年的?)?[^，。；：\d]{0,14}$")
_TO = re.compile(r"[^，。；：\d]{0,10}(?:到|至|为)[^，。；：\d]{0,4}\d")
# 在建的5所, 对照26个: what the number counts is given
_GIVEN = re.compile(
    r"(?:在建|现有|已有|已建|原有?|全部|所有|这|上述|该|对照|涉及|涵盖|第|前|后|每隔?|满|共|目前)的?$"
)
# 在全国150个城市中位居前列: among how many; 工信部等16部委, 由9个部门组成: who, not what
_AMONG = re.compile(r"[^，。；：]{0,12}中(?:的)?(?:保持|排[名位在]|位[居列于]|名列|居|处于|进入)")
_BODIES = re.compile(r"[^，。；：\d]{0,2}(?:部委|部门|单位)")
# 给予2名工作人员嘉奖: what is granted, however often
_GRANTED = re.compile(r"(?:给予|授予|奖励)[^，。；：\d]{0,12}$")
# 甲、乙、丙3个县: how many were named
_LAST_NAMED = re.compile(r"、[\u4e00-\u9fff]{2,6}$")
_NAMED_SORT = re.compile(
    r"(?:直辖市|省份?|自治区|设区市|地市|市|区县|县区|县|区|乡镇|街道|部门|单位)(?![\u4e00-\u9fff]?级)"
)
_MADE_UP = re.compile(r"[^，。；：\d]{0,10}组成")
# 20项政策措施: what a paper itself counts
_OF_ITSELF = re.compile(r"[^，。；：、\d]{0,8}(?:措施|举措)")
# 1000吨级码头, 11人制足球: a class; 高度超过30米的烟囱: a size that says which ones are meant
_CLASS = re.compile(r"级(?!别)|制(?![造成订定])")
_SIZED = re.compile(
    r"^[^，。；：、\d]{0,8}?(?:高度|深度|宽度|长度|直径|跨度|半径|坡度|口径|落差)(?:为|在|达到?)?[^，。；：、\d]{0,4}$"
)
# 按实际投资额的5%: a rate
_BY_RATE = re.compile(r"按照?[^，。；：]{2,60}的(?:[\d.]+[%‰]、)*$")
# 超过3个月的，应当…: a condition; 对年销售额2亿元以上的企业: who is meant
_CONDITION = re.compile(
    r"(?:、\d+(?:\.\d+)?[百千万亿]{0,2}[\u4e00-\u9fff%]{0,4})*[^，。；：、\d]{0,16}的[，：]"
)
_WHO = re.compile(r"对|凡|如|若|经")
# 不超过3年储灰量 is a size; a term that is allowed (贷款期限不超过3年) is none
_TERM = re.compile(r"缓|延|期|贷|之日|有效|处罚|最长|内$|\d[年月天日时钟]的|\d{4}年")
# 50MW光伏发电项目, 5000头现代化奶牛场: a size in the name of something built
_IN_A_NAME = re.compile(
    r"(?:以上|左右)?(?:/[年天日dha]|每[年日天])?[^，。；：、的\d（）]{0,14}"
    r"(?:项目|工程|生产线|场(?![所地均次])|厂|温室|机组|电站|园区|线路)"
)
# 300吨/天 is a capacity; 两侧5米范围 an extent
_RATE_OR_EXTENT = re.compile(r"/[年天日d吨人户亩次]|以?内?的?范围|以外")
_OPEN_BRACKET = re.compile(r"（[^（）]*$")
_OPEN_QUOTE = re.compile(r"“[^“”]*$")
# what may stand between words that compare and the number: 低于全省平均值40%, 至少配备1名
_BETWEEN = (
    r"(?:[^，。；：、\d]{0,14}(?:平均值|平均水平|平均数|水平|总数|总额|总量)的?"
    r"|(?<=至少|最少|至多|最多)[^，。；：、\d]{0,6})?"
)


class Amount(NamedTuple):
    """A number with its unit, as positions: of the whole (`at`, `end`), of its piece of the sentence, of
    the value and the unit; with what it is compared, and the rule that says so."""

    at: int
    end: int
    piece: tuple[int, int]
    value: tuple[int, int]
    unit: tuple[int, int]
    comparator: str
    rule: str


@dataclass(frozen=True)
class Measures:
    """The words of ontology/patterns/targets.yaml, by part, joined to the regexes that read quantities."""

    parts: Mapping[str, Phrases]

    def read(self, text: str) -> Iterator[Amount]:
        """The quantities that a folded text aims at, in order; of a range first its lower end."""
        if not self._hint.search(text):
            return
        told, told_until = False, 0
        for found in self._found(text):
            if found.end() > told_until:
                told, told_until = self._is_told(text, found.start(), found.end())
            piece = _piece_of(text, *found.span())
            if not told and not self._is_no_goal(found, piece):
                yield from self._amounts(found, piece)

    def _found(self, text: str) -> Iterator[re.Match[str]]:
        """Each number with a unit, tried only where a digit stands."""
        at = 0
        for digits in _DIGITS.finditer(text):
            found = self._amount.match(text, digits.start()) if digits.start() >= at else None
            if found:
                at = found.end()
                yield found

    @cached_property
    def unit(self) -> re.Pattern[str]:
        """A unit alone, as a table's caption or label prints it: `万亩`, `立方米/万元`."""
        return re.compile(rf"[百千万亿]{{0,2}}(?:{self._any('unit')})(?:/[^、，]+)?")

    @cached_property
    def _hint(self) -> re.Pattern[str]:
        """A quick look: a digit with a unit soon after it."""
        return re.compile(rf"\d(?:[多余百千万亿]+|{self._any('unit')})")

    @cached_property
    def _amount(self) -> re.Pattern[str]:
        """A number or a range, its multiplier and unit: `4万多人`, `80%-90%`, `500—2000个`."""
        scale = r"(?:[百千]?万亿?|[百千]?亿)"
        sorts = "|".join(f"(?P<{p.more['sort']}>{p.regex.pattern})" for p in self.parts["unit"].patterns)
        unit = rf"(?P<unit>{scale}?(?P<more>[多余])?(?:{sorts})|{scale}(?=[\u4e00-\u9fff]))"
        low_unit = rf"(?:{scale}?(?:{self._any('unit')})|{scale})?"
        return re.compile(
            rf"(?<![\dA-Za-z.·/第×])(?:(?P<low>{_NUMBER}){low_unit}(?:[—～-]{{1,2}}|至|到))?"
            rf"(?P<value>{_NUMBER})(?P<odd>[多余])?{unit}(?P<after>{self._any('after')})?"
        )

    @cached_property
    def _before(self) -> re.Pattern[str]:
        """Words that compare, at the end of what stands before a number: `不低于`, `低于全省平均值`."""
        return re.compile(rf"(?:{self._any('before')}){_BETWEEN}$")

    @cached_property
    def _before_list(self) -> re.Pattern[str]:
        """Words that compare each number of a list, at the end of what stands before a later one:
        `分别不低于30%、`."""
        return re.compile(
            rf"分别(?P<words>{self._any('before')})(?:{_NUMBER}[^，。；：、\d]{{1,6}}[、和及])+$"
        )

    def _any(self, part: str) -> str:
        return "|".join(pattern.regex.pattern for pattern in self.parts[part].patterns)

    def _amounts(self, found: re.Match[str], piece: tuple[int, int]) -> Iterator[Amount]:
        value, unit = found.span("value"), found.span("unit")
        if found["low"]:
            yield Amount(*found.span(), piece, found.span("low"), unit, ">=", "range")
            yield Amount(*found.span(), piece, value, unit, "<=", "range")
        else:
            yield Amount(*found.span(), piece, value, unit, *self._comparison(found))

    def _comparison(self, found: re.Match[str]) -> tuple[str, str]:
        """The comparator and its rule: `>=` for `不低于90%`, `98%以上` and `4万多人`."""
        text, at = found.string, found.start()
        before = self._before.search(text, max(0, at - 24), at)
        listed = self._before_list.search(text, max(0, at - 60), at)
        for words, part in (
            (before and before[0], "before"),
            (found["after"], "after"),
            (listed and listed["words"], "before"),
        ):
            if words:
                pattern, _ = next(self.parts[part].find(words))
                return pattern.more["comparator"], pattern.id
        return (">=", "and-some") if found["more"] or found["odd"] else ("=", "bare")

    def _is_no_goal(self, found: re.Match[str], piece: tuple[int, int]) -> bool:
        """Whether a quantity is no goal where it stands."""
        text, at, end = found.string, found.start(), found.end()
        before, words = text[piece[0] : at], text[piece[0] : piece[1]]
        listed = "" if before else _list_before(text, at)
        return (
            bool(_FROM.search(before) and _TO.match(text, end))
            or bool(_GIVEN.search(before) or _CONDITION.match(text, end) or _RATE_OR_EXTENT.match(text, end))
            or bool(_WHO.match(before) and text.startswith("的", end))
            or bool(found["measure"] and _IN_A_NAME.match(text, end))
            or (found["measure"] is not None and _is_size(found, before))
            or (found["count"] is not None and _is_given(found, before))
            or (found["share"] is not None and bool(_BY_RATE.search(listed or before)))
            or bool(found["time"] and (_TERM.search(words) or not self._before.search(before)))
            or (found["count"] is None and self._is_paid(found["unit"], listed + words))
            or self._is_aside(found)
        )

    def _is_paid(self, unit: str, piece: str) -> bool:
        """Whether an amount of money or a share is a rate paid or a price: `按1%收取`, `奖励20万元`."""
        money = "元" in unit or "%" in unit
        return money and next(self.parts["standard"].find(piece), None) is not None

    def _is_aside(self, found: re.Match[str]) -> bool:
        """Whether a quantity stands in quotes, or bare in a bracket: `（共88项）`."""
        before = found.string[max(0, found.start() - 60) : found.start()]
        in_bracket = bool(_OPEN_BRACKET.search(before)) and self._comparison(found)[0] == "="
        return in_bracket or bool(_OPEN_QUOTE.search(before))

    def _is_told(self, text: str, at: int, end: int) -> tuple[bool, int]:
        """Whether the sentence tells what is, was or is foreseen; and where it ends."""
        begin = max(text.rfind("。", 0, at), text.rfind("\n", 0, at)) + 1
        stop = _SENTENCE_END.search(text, end)
        until = stop.start() if stop else len(text)
        return next(self.parts["statement"].find(text, begin, until), None) is not None, until


def _list_before(text: str, at: int) -> str:
    """The words before a number that goes on a list (`给予30万元、20万元`), from the last comma on."""
    begin = max(text.rfind(mark, 0, at) for mark in "，。；：\n") + 1
    return text[begin:at] if text.endswith("、", begin, at) else ""


def _is_size(found: re.Match[str], before: str) -> bool:
    """Whether a size only says which things are meant: `1000吨级码头`, `高度超过30米的烟囱`."""
    text, end = found.string, found.end()
    return bool(_CLASS.match(text, end) or (_SIZED.search(before) and text.startswith("的", end)))


def _is_given(found: re.Match[str], before: str) -> bool:
    """Whether a count is of what there is: bodies named or joined (`等9个部门`), towns ranked among, players
    of a game (`11人制`), a paper's own measures (`20条措施`)."""
    text, at, end = found.string, found.start(), found.end()
    bodies = _BODIES.match(text, end)
    return (
        bool(bodies and (before.endswith("等") or _MADE_UP.match(text, bodies.end())))
        or bool(_GRANTED.search(before) or _AMONG.match(text, end) or _CLASS.match(text, end))
        or bool(
            found["unit"] == "个"
            and _LAST_NAMED.search(text, max(0, at - len(before) - 1), at)
            and _NAMED_SORT.match(text, end)
        )
        or bool(found["unit"] in ("项", "条") and _OF_ITSELF.match(text, end))
    )


def _piece_of(text: str, at: int, end: int) -> tuple[int, int]:
    """The piece of a sentence, between two marks that stand in no bracket, in which `text[at:end]` stands."""
    near, far = max(0, at - 80), end + 80
    words = text[near:far]
    if "（" in words:
        words = _BRACKETED.sub(lambda bracket: "□" * len(bracket[0]), words)
    begin = max(words.rfind(mark, 0, at - near) for mark in MARKS) + 1
    stop = _MARK.search(words, end - near)
    return near + begin, near + stop.start() if stop else min(far, len(text))
