"""A table of contents printed above a text: 目录, 第一章 总则, 第二章 渡口 …"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.reading.lines import Line

_ENTRY = re.compile(r"^第[一二三四五六七八九十]{1,4}[编章节][^。；：]{0,40}$|^附录[^。；：]{0,40}$")
_FEWEST = 3  # entries


def contents_end(lines: Sequence[Line], at: int) -> int:
    """Where a table of contents ends that begins at line `at`: 目录 and the chapters under it, up to where the first
    one is printed once more or something else is. 0 where none begins."""
    if lines[at].words != "目录":
        return 0
    entries: set[str] = set()
    for line in lines[at + 1 :]:
        if line.words in entries or not _ENTRY.match(line.words):
            break
        entries.add(line.words)
    return at + 1 + len(entries) if len(entries) >= _FEWEST else 0
