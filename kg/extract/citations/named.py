"""What is called by a full name that ends in its kind: `编制完成海绵城市建设规划`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.citations.words import Cited, printed
from kg.setting import Setting
from kg.terms import Relation
from kg.text import Reading

# the kinds in which a full name ends: …管理办法，| …考核标准。
_KIND = re.compile(
    r"(?:条例|办法|细则|规划|方案|目录|目录指引|标准|计划|清单)(?=[，。；、）\n]|$|要求|规定|等|和|及)"
)
_GOVERNED = re.compile(
    r"(?P<basis>根据|依据|按照|依照|参照|遵循)|(?P<reached>达到)|(?P<had>具有|(?<![现所没享])有(?![效关限]))"
    r"|(?P<drawn>(?:编制完成|汇总编制|编制|制定|制订|起草|出台|修订)(?!的))|(?P<founded>建立)"
)
_JOINED = re.compile(r"(?:条例|办法|细则|规划|方案|目录|指引|标准|计划)[和与及]")
_AFTER_VERB = re.compile(r"(?:完善|健全|完成|出台|实施|印发|并|和|了|好|统一)+")
# names that many papers share: 具体实施方案, 本级…目录, 国家和地方…标准
_GENERIC = re.compile(
    r"^[本该此其]|[A-Za-z]|或|各|每|要(?![点求素])|国家和|调整|地方|基层|部门|具体|工作(?:计划|方案)|实施方案|^专项|年度|应急|^配套|扶持|上述|其他"
)
_OF_MANY = re.compile(r"相应|相关|有关|各自|后的")
# 按照治理方案、评价报告: papers that every such work has; 按照规划、建设、验收等环节: no paper
_CLASS = re.compile(
    r"规划、(?:设计|建设|施工|立项)|方案、[^，。；：《》]{2,30}(?:方案|报告|报告书|报告表|预案)"
)
# the words before a kind that may hold its name, “十四五” with them
_PIECE = re.compile(r"(?:[^，。；：、（）\n“”□]|“[^“”□\n]{1,4}”)*$")
_FULL_NAME = 8  # characters at least
_LISTS = ("目录清单", "负面清单", "权力清单", "责任清单", "权责清单")
_NAMED_BY = {
    "basis": ("条例", "办法", "细则", "规划", "方案", "目录", "指引", "标准", "计划"),
    "reached": ("标准",),
    "had": ("条例", "办法", "细则", "规划"),
    "drawn": ("条例", "办法", "细则", "规划", "目录", "控制计划", "行动计划", *_LISTS),
    "founded": ("目录", "目录清单"),
}
_RELATION = {
    "basis": Relation.BASIS,
    "reached": Relation.MENTIONS,
    "had": Relation.REQUIRES,
    "drawn": Relation.REQUIRES,
    "founded": Relation.REQUIRES,
}


def named(text: str, reading: Reading, setting: Setting) -> Iterator[Cited]:
    """The instruments called by a full name in a reading, `text` being its text with □ for what stands in
    《》."""
    for found in _KIND.finditer(text):
        if _CLASS.match(text, found.start()):
            continue
        piece = _PIECE.search(text, max(0, found.start() - 60), found.start())
        begin = piece.start() if piece else found.start()
        verbs = tuple(_GOVERNED.finditer(text, begin, found.start()))
        if not verbs:
            continue
        verb, governed = verbs[-1], str(verbs[-1].lastgroup)
        at = _name_start(text, verb.end(), found.start())
        name = text[at : found.end()]
        if _is_one_instrument(name, governed) and not _OF_MANY.search(text, verb.end(), found.start()):
            place = (at, found.end())
            yield Cited(place, "full-name", _RELATION[governed], printed(reading, place, setting))


def _name_start(text: str, begin: int, kind: int) -> int:
    """Where a name begins: after a leading verb (`修订完善`), the last 的, another instrument's name."""
    at = max(begin, text.rfind("的", begin, kind) + 1)
    for joined in _JOINED.finditer(text, at, kind):
        at = joined.end()
    verb = _AFTER_VERB.match(text, at, kind)
    return verb.end() if verb else at


def _is_one_instrument(name: str, governed: str) -> bool:
    """Whether a name says by itself which one paper it is: `海绵城市建设规划`, not `工作计划`."""
    return len(name) >= _FULL_NAME and name.endswith(_NAMED_BY[governed]) and not _GENERIC.search(name)
