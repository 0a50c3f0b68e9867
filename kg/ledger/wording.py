"""How a ledger puts things: a clause as an office cites it, a limit with its year, a target in one line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import takewhile, zip_longest
from typing import Final

from kg.text import plain

LONG_TASK: Final = 100
LONG_TEXT: Final = 800
_TAIL: Final = 280
_SHORT_DUTY: Final = 3
_NAME: Final = 12  # characters that a body's short name has at most
_MARK: Final = re.compile("[，。；：、]")
_SIGNS: Final = (("=", ""), (">=", "≥"), ("<=", "≤"), ("~", "约"))
_CHINESE: Final = re.compile("[一-鿿]")
_BODIES: Final = re.compile("单位|部门|机关")
_ORDINAL: Final = re.compile(r"[一二三四五六七八九十百]+")
# e.g. where the sentence of `3.更换管网（责任单位：市住建局）` ends
_END: Final = re.compile(r"[。；]|[（(〔\[［【](?=牵头|责任|负责|配合|主办)")


def basis(document: str, path: str, *, row: bool) -> str:
    r"""Where a task stands, as an office cites it: the document and, on a line of its own, the clause.

    >>> basis("岭政发〔2021〕6号", "正文/二/（一）/1", row=False)
    '岭政发〔2021〕6号\n二、（一）1'
    >>> basis("岭政办发〔2021〕14号", "附件2/5", row=True), basis("岭政办发〔2021〕14号", "附件/行5", row=True)
    ('岭政办发〔2021〕14号\n附件2 序号5', '岭政办发〔2021〕14号\n附件 第5行')
    """
    part, *labels = path.split("/")
    if row and labels:
        labels[-1] = f"第{labels[-1][1:]}行" if labels[-1].startswith("行") else f"序号{labels[-1]}"
    within = "".join(f"{label}、" if _ORDINAL.fullmatch(label) else label for label in labels)
    place = " ".join(filter(None, ["" if part == "正文" and labels else part, within.rstrip("、")]))
    return f"{document}\n{place}"


def limit(surface: str, end: str) -> str:
    """A limit as printed, and the day it means where the print leaves the year to the reader.

    >>> limit("6月底前", "2021-06-30"), limit("2021年底", "2021-12-31"), limit("每季度", "")
    ('6月底前（2021-06-30）', '2021年底', '每季度')
    """
    return surface if not end or end[:4] in surface else f"{surface}（{end}）"


def target(indicator: str, comparator: str, amount: str, day: str) -> str:
    """A target in one line; its day where the clause's limits do not say it.

    >>> target("管网漏损率", "<=", "12%", ""), target("集中供水工程/小计", "=", "301处", "2023-12-31")
    ('管网漏损率≤12%', '集中供水工程/小计 301处（2023-12-31）')
    """
    sign = dict(_SIGNS)[comparator] or " "
    return f"{indicator}{sign}{amount}" + (f"（{day}）" if day else "")


def opening(text: str, label: str) -> str:
    """What a clause without heading says first, its label left out.

    >>> opening("3.更换老旧管网，先急后缓（责任单位：市住建局）", "3")
    '更换老旧管网，先急后缓'
    """
    words = text.removeprefix(label).lstrip(".．、 ")
    return _END.split(words, maxsplit=1)[0]


def cell_of(row: str, label: str, proofs: Iterable[str]) -> str:
    """The cell of a printed table row that says what is to be done: the first of words after the serial number
    and before the bodies' cells (holding the `proofs`), else the first after these; empty where there is none.

    >>> cell_of("2\\t建设服务站。\\t市民政局\\t市住建局\\t2022年6月", "2", ["市民政局", "市住建局"])
    '建设服务站'
    """
    cells = cells_of(row)
    cells = cells[cells.index(label) + 1 :] if label in cells else cells
    taken = [any(plain(proof) in cell for proof in proofs) for cell in cells]
    first = taken.index(True) if True in taken else len(cells)
    after = [cell for cell, body in zip(cells[first:], taken[first:], strict=True) if not body]
    return next((cell.rstrip("。；") for cell in cells[:first] + after if _wordy(cell)), "")


def task_row(lines: Sequence[str], at: int) -> str:
    """The table row in line `at` as one looks for its task: with what is merged over it (empty cells at its
    beginning are those above), without the columns that the table's head calls 单位 or 部门.

    >>> task_row(["类别\\t责任单位\\t\\t人次", "技能培训\\t市人社局\\t城东区\\t40", "\\t\\t城西区\\t30"], 2)
    '技能培训\\t\\t城西区\\t30'
    """
    above = list(takewhile(lambda line: "\t" in line, (lines[i] for i in range(at - 1, -1, -1))))
    cells = lines[at].split("\t")
    for upper in above:
        empty = len(list(takewhile(lambda cell: not cell.strip(), cells)))
        if not empty:
            break
        cells[:empty] = upper.split("\t")[:empty]
    heads = above[-1].split("\t") if above else []
    return "\t".join(
        "" if head and _BODIES.search(head) else cell
        for cell, head in zip_longest(cells, heads, fillvalue="")
    )


def cells_of(row: str) -> list[str]:
    """The words of a printed row's cells."""
    return [plain(cell) for cell in row.split("\t")]


def printed_row(row: str) -> str:
    """A table row's cells, a bar between them.

    >>> printed_row("2\\t建设服务站。\\t\\t市民政局")
    '2｜建设服务站。｜市民政局'
    """
    return fitting("｜".join(filter(None, cells_of(row))))


def _wordy(cell: str) -> bool:
    """Whether a cell has words and is no day (`2021年8月`) or number."""
    return len(_CHINESE.findall(cell)) > 1 and not cell[0].isdigit()


def duty_of(duties: Iterable[str]) -> str:
    """What the duties of one clause come to: each said once, a verb alone not at all.

    >>> duty_of(["市城管局编制停车规划", "编制停车规划", "建立平台", "牵头组织实施，建立平台", "制定"])
    '编制停车规划；牵头组织实施，建立平台'
    """
    said = [duty for duty in dict.fromkeys(duties) if len(duty) >= _SHORT_DUTY]
    return "；".join(one for one in said if not any(_within(one, other) for other in said))


def _within(one: str, other: str) -> bool:
    """Whether `other` says what `one` says: it is longer and ends in it, or the shorter that a body's name stands
    before (甲会同乙编制 gives 乙编制, too)."""
    longer, shorter = max(one, other, key=len), min(one, other, key=len)
    if one == other or not longer.endswith(shorter):
        return False
    before = longer.removesuffix(shorter)
    return (len(before) <= _NAME and not _MARK.search(before)) is (one == longer)


def short_task(words: str) -> str:
    """A task's words without loose marks at its ends, cut where they are many."""
    words = words.strip("，。；：、 ")
    return words if len(words) <= LONG_TASK else f"{words[: LONG_TASK - 1]}…"


def printed(text: str, label: str) -> str:
    """A clause's text, an article's label set off.

    >>> printed("第三条市城管局负责本办法的组织实施。", "第三条")
    '第三条　市城管局负责本办法的组织实施。'
    """
    article = label.startswith("第") and text.startswith(label)
    return fitting(f"{label}　{text.removeprefix(label).lstrip()}" if article else text)


def fitting(text: str) -> str:
    """A clause's text as far as a cell can show it: of a long one the middle is left out, for the bodies stand
    at its end."""
    return text if len(text) <= LONG_TEXT else f"{text[: LONG_TEXT - _TAIL]}……{text[-_TAIL:]}"


def listed(words: Sequence[str]) -> str:
    """Each of the words once, in their order, joined as Chinese lists are.

    >>> listed(["市水利局", "市住建局", "市水利局"])
    '市水利局、市住建局'
    """
    return "、".join(dict.fromkeys(words))
