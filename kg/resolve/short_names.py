"""Short names that a document gives itself: `…指挥部（以下简称指挥部）`, `镇政府、街道办事处（以下简称镇（街））`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from kg.model import Clause

_DEFINED = re.compile(
    r"(?P<names>[^，。；：（）〔〕“”]{2,60})[（〔]以下(?:统)?简称[：“]*(?P<shorts>(?:[^（）〔〕”]|[（〔][^（）〔〕]{1,8}[）〕])+)”*[）〕]"
)
_BODY_END = re.compile(
    r"(?:政府|办事处|管委会|委员会|小组|指挥部|局|委|办|厅|部|中心|集团|公司|会议|单位|部门)$"
)
# what a body may run: 省大仪平台|管理机构
_RUN = re.compile("^[^、]{2,}(?:平台|基地|系统|园区|基金|中心)$")
_SHORT_RUN = re.compile("简称[^（）]{3,12}(?:平台|基地|系统|园区|基金|中心)[”）]")
# the label of the article that opens with the names: 第五条　云岭市水利局（以下简称…）
_LABEL = re.compile(r"^第[一二三四五六七八九十百]{1,5}条\s*(?=[\u4e00-\u9fff])")
# whose members stand before it: 云岭市水利局、云岭市交通局组成渡口工作小组
_MEMBERS = re.compile("^.*组成的?(?!部门|单位|人员)")
# what stands before the first name: 成立…, 确定为…, 决定对…
_LEADING = re.compile(
    r"^(?:.*(?:成立|设立|组建|由|建立|确定为|决定|委托|授权|会同|(?<!应)对(?![外口])))?(?P<name>.{2,})$"
)


def short_names(clauses: Iterable[Clause]) -> Mapping[str, str]:
    """What each short name stands for. Where fewer short names are given than names, the first one stands for
    the first several together, and so does each of these."""
    out: dict[str, str] = {}
    for clause in clauses:
        if "简称" in clause.reading.text:
            for found in _DEFINED.finditer(clause.reading.text):
                names = _MEMBERS.sub("", _LABEL.sub("", found.group("names")))
                out.update(_pairs(names.split("、"), found.group("shorts").split("、")))
    return out


def beginnings(clauses: Iterable[Clause]) -> Mapping[str, str]:
    """What the short names of things that bodies run stand for, where a body's name may begin with one:
    市渡口平台, in full 市渡口信息共享服务平台."""
    texts = (clause.reading.text for clause in clauses if "简称" in clause.reading.text)
    found = (one for text in texts if _SHORT_RUN.search(text) for one in _DEFINED.finditer(text))
    shorts = ((one.group("shorts"), one.group("names")) for one in found if _RUN.search(one.group("shorts")))
    return {short: name for short, names in shorts if (name := _long_of(short, names))}


def _long_of(short: str, names: str) -> str:
    """The last words of `names` that begin as `short` does and hold its characters in their order; empty where
    there are none."""
    alike = ".*?".join(map(re.escape, short))
    start = names.rfind(short[0])
    while start >= 0 and not re.fullmatch(alike, names[start:]):
        start = names.rfind(short[0], 0, start)
    return names[start:] if start >= 0 else ""


def _pairs(names: list[str], shorts: list[str]) -> Iterator[tuple[str, str]]:
    """Each short name with what it stands for."""
    named = _LEADING.match(names[0])
    names = [named.group("name") if named else names[0], *names[1:]]
    if len(shorts) > len(names) or not all(_BODY_END.search(name) for name in names):
        return
    many = len(names) - len(shorts) + 1
    together = "、".join(names[:many])
    yield shorts[0], together
    if many > 1:
        yield from ((name, together) for name in names[:many])
    each = "各" if names[0].startswith("各") else ""  # 各镇政府、街道办事处、园区管委会: 各 is said of all
    yield from zip(shorts[1:], (each + name.removeprefix(each) for name in names[many:]), strict=True)
