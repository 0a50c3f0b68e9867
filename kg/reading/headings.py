"""The heading printed after a clause's label, where it has one: 二、 and its 保障措施."""

from __future__ import annotations

import re

from kg.reading.node import Node

# a first sentence that is a title: short, without a comma, and no duty with its doer
_HEADING = re.compile(r"(?P<title>[^。，；：\n]{2,45}?(?:（[^（）。]{1,30}）)?)(?:。|\n|$)")
# a title set off from its text by a wide gap: （一）清理主渠　　各县要…，
_SET_OFF = re.compile(
    r"\s*(?P<title>[^\s，。；：]{4,30})(?:[ \u00a0]{2,}|[\u3000\u2002\u2003]+)(?=[\u4e00-\u9fff“《（][^\n]*[，。])"
)
# 分级负责 and 负责制 are names, not duties
_DUTY = re.compile(
    r"(?<!分级)(?<!逐级)(?<!分工)(?<!属地)(?<!谁)负责(?!制|人(?!员))|应当|(?<![反相适供对响效感顺])应(?=[加按由在将于做把依])"
    r"|可(?=以|由|按|根据)|(?<!^)不得|≥|≤|达到\d"
)
_SECTION = re.compile(r"[^。，；：]{2,45}。.")  # e.g. 发展目标。到2022年，…
_TWOFOLD = re.compile(
    r"(?P<title>[^。，；：]{2,30}，[^。，；：]{2,20})。[\s\S]"
)  # e.g. 政府引导，市场主导。各县…
_BESIDE = 20  # clauses beside one that are looked at: enough to see how they are printed
_TITLE_LINE = re.compile(r"[^。；：]{2,45}(?<!，)$")


def heading(node: Node, words: str) -> str:
    """The heading in a clause's `words`, without its full stop; "" where its label opens a text.

    A sentence with nothing after it is the clause's text (the last of a list: （六）其他活动。), unless the clauses
    beside it have a heading and a text. Words with a comma are a heading where they stand alone on their line above
    sub-clauses, and where all the clauses beside it open like it.
    """
    if node.kind in ("part", "row", "article") or not node.label_end:
        return ""
    if is_title_line(node) and words.startswith(node.first, node.label_end):
        return node.first
    found = _SET_OFF.match(node.lines[0].folded, node.label_end)
    if not found or not words.startswith(found.group("title"), node.label_end):
        found = (_TWOFOLD if _is_twofold(node) else _HEADING).match(words, node.label_end)
    if not found or _DUTY.search(found.group("title")):
        return ""
    whole = found.end() == len(words) and words.endswith("。") and not node.children
    return "" if whole and not _is_among_sections(node) else found.group("title")


def is_bare(node: Node) -> bool:
    """Whether a clause's first line is a heading alone, its text to follow."""
    if "，" in node.first:
        return is_title_line(node)
    return len(node.first) <= 45 and node.first.rstrip("。").count("。") == 0


def is_title(node: Node) -> bool:
    """Whether a clause's only line is a heading: bare, and without the full stop of its siblings' sentences, or
    with the full stop of their headings."""
    return is_bare(node) and (not node.lines[-1].words.endswith("。") or _is_among_sections(node))


def is_section(node: Node) -> bool:
    """Whether a clause's first line is a heading and a text: （二）发展目标。到2022年，…"""
    return bool(_SECTION.match(node.first))


def is_title_line(node: Node) -> bool:
    """Whether a heading with a comma stands alone on a clause's first line: sub-clauses stand right under it, or
    under such a line beside it (二、摸清底数，分类整治). Others are sentences that go on after a page's end."""
    return _may_be_title_line(node) and any(
        one.opening == 1 and _may_be_title_line(one) for one in (node, *node.siblings[:_BESIDE])
    )


def _is_twofold(node: Node) -> bool:
    """Whether the clauses beside this one open as it does, with a short sentence of two halves before their text."""
    beside = node.siblings[:_BESIDE]
    return len(beside) >= 3 and all(map(_opens_twofold, (node, *beside)))


def _opens_twofold(node: Node) -> bool:
    """Whether a clause opens with such a sentence, its text right after it or in a paragraph of its own."""
    return bool(
        _TWOFOLD.match(f"{node.first}\n" if len(node.paragraphs) > 1 or node.children else node.first)
    )


def _may_be_title_line(node: Node) -> bool:
    return bool(node.label_end) and "，" in node.first and bool(_TITLE_LINE.match(node.first))


def _is_among_sections(node: Node) -> bool:
    """Whether a clause beside this one has a heading and a text, or a heading and sub-clauses."""
    return any(
        is_section(one) or (one.opening and is_bare(one) and one.first.endswith("。"))
        for one in node.siblings[:_BESIDE]
        if one is not node
    )
