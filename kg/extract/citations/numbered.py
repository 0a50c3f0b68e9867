"""What is cited by its number alone: `GB/T18916定额系列标准`, `岭政发〔2011〕97号文件`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.citations.words import Cited, piece_start, printed, relation
from kg.setting import Setting
from kg.text import Reading

_CAPITALS = re.compile(r"[A-Z][A-Z]")
_NUMBERED = re.compile(r"〔\d{4}[〕）]|(?<![A-Za-z0-9])[A-Z]{2,3}\d{0,2}(?:/[A-Z]{1,2})?\d")
# a number alone is cited by what stands round it: 按照…号文件, …号同时废止; else it heads a document
_BEFORE_NUMBER = re.compile(
    r".*(?:根据|按照|依据|参照|贯彻|落实|执行|实施|符合|大于|小于|高于|低于|发布的|[见的和与及以])"
)
_OF_A_HEAD = re.compile(r".*(?:通知|意见|措施|方案|办法)")
_AFTER_NUMBER = re.compile(r"文|规定|精神|要求|同时|废止|停止|自行|不再")
_STANDARD_NAME = re.compile(r"[\u4e00-\u9fff]{0,12}?标准")


def numbered(text: str, reading: Reading, setting: Setting) -> Iterator[Cited]:
    """The instruments cited by number in a reading, `text` being its text with □ for what stands in 《》."""
    if "〔" not in text and not _CAPITALS.search(text):
        return
    for hit in _NUMBERED.finditer(text):
        begin = piece_start(text, hit.start(), 20)
        lead = _BEFORE_NUMBER.match(text, begin, hit.start())
        number = next(setting.lexicon.citations["number"].find(text, lead.end() if lead else begin), None)
        if number is None or not number.found.start() <= hit.start() < number.found.end():
            continue
        at, end = number.found.span()
        own = setting.document.number
        standard = number.pattern.id == "standard-number"
        alone = not standard and not lead and not _AFTER_NUMBER.match(text, end)
        if alone or _OF_A_HEAD.match(number.found[0]) or (own and number.found[0] == own.value):
            continue
        name = _STANDARD_NAME.match(text, end) if standard else None
        title = (at, name.end() if name else end)
        how = relation(text, title, setting)
        words = printed(reading, title, setting), printed(reading, (at, end), setting)
        yield Cited(title, number.pattern.id, how, *words)
