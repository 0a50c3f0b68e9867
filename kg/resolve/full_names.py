"""The full name that a document prints for a body it also calls by a short one: 投促中心, 投资促进服务中心."""

from __future__ import annotations

import re
from collections.abc import Iterable

_SHORT = re.compile(r"^(?P<stem>[\u4e00-\u9fff]{2,4})(?P<ending>中心|集团|公司)$")
_BETWEEN = r"[\u4e00-\u9fff]{0,2}"
_ENDINGS = {
    "中心": r"(?:服务|管理|工作)?中心",
    "集团": r"（?集团）?(?:股份|有限|责任)*公司",
    "公司": r"(?:（集团）)?(?:股份|有限|责任)+公司",
}


def full_name(short: str, places: Iterable[str], text: str) -> str:
    """The one longer name that `text` prints after one of `places` (石景山区, 区) with the characters of `short` in
    their order; `short` itself where there is none, or more than one.

    >>> full_name("投促中心", ["鹤坪区"], "由鹤坪区投资促进服务中心解释。")
    '投资促进服务中心'
    """
    found = _SHORT.match(short)
    if not found:
        return short
    stem, ending = found.group("stem"), _ENDINGS[found.group("ending")]
    before = "|".join(map(re.escape, places))
    longer = re.compile(rf"(?:{before})({_BETWEEN.join(map(re.escape, stem))}{_BETWEEN}{ending})")
    names = {name for name in longer.findall(text) if name != short}
    return names.pop() if len(names) == 1 else short
