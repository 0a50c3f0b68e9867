"""Printed labels that open a clause: 第二部分, 第二章, 第五条, 一、, （一）, 1., （1）, ①, 一是; ㈠, ⒈ and ⑴, one sign each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.reading.lines import Line

_HAN = "[一二三四五六七八九十百零〇]"
_LABEL = re.compile(
    rf"(?:#{{0,4}}|(?:备注|注|说明)：(?=（1）))(?:(?P<division>第{_HAN}{{1,3}}部分)(?=：|(?![为是的由将])[^，。；：、]{{2,24}}$)|(?P<chapter>第{_HAN}{{1,4}}[编章])|(?P<section>第{_HAN}{{1,4}}节)|(?P<article>第{_HAN}{{1,5}}条(?:之{_HAN})?)"
    rf"|(?P<han>{_HAN}{{1,3}})(?:、|\.(?=[^\d.]))|(?P<bracket>（{_HAN}{{1,3}}）)|(?P<first>{_HAN}{{1,3}}是)(?!否)"
    r"|(?P<decimal>\d{1,2}(?:\.\d{1,2}){1,3})(?:[.、](?=[^\d.]))?(?![\d.、%万亿倍G]|[年月日个元])"
    r"|(?P<digit>\d{1,2})(?:[.、](?=\D|$|\dG|(?:19|20)\d\d[年—～\-]))|(?P<round>（\d{1,2}）)|(?P<circle>[①-⑳])|(?P<sign>[㈠-㈩⒈-⒛⑴-⒇]))"
)
# what one sign stands for, as its sort and its name in a clause path
_SIGNS = {
    **{chr(0x3220 + i): ("bracket", f"（{han}）") for i, han in enumerate("一二三四五六七八九十")},
    **{chr(0x2487 + i): ("digit", str(i)) for i in range(1, 21)},
    **{chr(0x2473 + i): ("round", f"（{i}）") for i in range(1, 21)},
}
# a label ends where its heading or text begins; 条 needs a blank or text that is no 规定, 款 …
_CITED_ARTICLE = re.compile(r"第.{1,5}条(?:第|规定|的|、|和|至|所)")

# e.g. 1　总则: a chapter of a text numbered 1.1, 1.1.1
_BARE_NUMBER = re.compile(r"(\d{1,2})[ \u3000\u00a0]+[^\s\d，。；：、（）][^，。；：]{1,24}$")

# sorts of label in the order in which they stand under each other as a rule
RANKS = {
    sort: i
    for i, sort in enumerate(("division", "chapter", "section", "article", "han", "bracket", "digit"), 1)
}
_FIRST = re.compile(r"第?（?[一1](?![一二三四五六七八九十百\d])")  # 一, （一）, 1, 第一条


@dataclass(frozen=True, slots=True)
class Label:
    """A label as it stands in a clause path (`一`, `（一）`, `1`, `第五条`) and its sort; `end` is its length in
    the line's words, the mark after it included."""

    sort: str
    name: str
    end: int

    @property
    def is_first(self) -> bool:
        """Whether it is the first of its run: 一, （一）, 1."""
        return bool(_FIRST.match(self.name))


def label_of(line: Line) -> Label | None:
    """The label that opens a line; None when there is none. (Whether a table row is a group's is the table's to say.)"""
    found = _LABEL.match(line.words)
    if not found or not found.lastgroup:
        return None
    if found.lastgroup == "article" and _CITED_ARTICLE.match(line.words):
        return None
    sort, name = found.lastgroup, found.group(found.lastgroup)
    if sort == "sign":
        return Label(*_SIGNS[name], found.end())
    depth = str(name.count(".")) if sort == "decimal" else ""  # 2.1.2 stands under 2.1
    return Label(sort + depth, name, found.end())


def labels_of(lines: Sequence[Line]) -> tuple[Label | None, ...]:
    """The labels that open a part's lines. Where it is numbered 1.1, 1.2, a bare number set off by a blank is a
    label too: `1　总则`."""
    labels = tuple(map(label_of, lines))
    if not any(label and label.sort.startswith("decimal") for label in labels):
        return labels
    return tuple(label or _bare_number(line) for line, label in zip(lines, labels, strict=True))


def _bare_number(line: Line) -> Label | None:
    found = _BARE_NUMBER.match(line.folded)
    return Label("decimal0", found.group(1), found.end(1)) if found else None
