"""Pointers: where a text sends its reader to its own clauses and annexes (`本办法第七条`, `前款`, `附件1`).

A paragraph (第二款) has no path of its own, so what is pointed to is the article that holds it. An article of
another law (`《甲条例》第七条、第八条`) is no pointer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.pointers.places import Places, article_of
from kg.lexicon.phrases import Phrase
from kg.model import Clause
from kg.pointers import Pointer
from kg.setting import Setting
from kg.text import Reading, Span

_ANY = re.compile("第.{1,5}[条章节编项分]|前[两二三四款条项]|附件")
# the name of another text, just before: 《甲条例》第七条, 该办法第七条, 刑法第七条
_ANOTHERS = re.compile(
    r"(?:》(?:（[^（）]*）)?|法|条例|办法|规定|细则|规则|规程|章程|准则|解释|决定|意见|通知|其|该[^，。；]{0,8}|原[^，。；]{0,8})中?的?$"
)
_ANOTHERS_ANNEX = re.compile(r"(?:》(?:（[^（）]*）)?|号）?文?件?)中?的?$")
# between two of one list: 第七条、第八条和第九条
_LISTED = re.compile("[、和及或与]|以及|或者")
_RANGE = re.compile("[至到]|—+|～|-")
# 将第七条修改为: an article of the law that is amended
_AMENDED = re.compile(r"[^。；]{0,12}(?:修改为|删去|删除|增加)")
_AMENDING = re.compile(r"(?:将|把|删去|删除)$")
_ANNEXES = ("annex", "the-annex")
_BLANKS = tuple(" \t\u3000\u00a0")
# what follows an article that is meant, not one that begins
_CITED = re.compile("规定|所[称列指述]|的|、|和|至|或|第")


def extract(clause: Clause, setting: Setting) -> Iterator[Pointer]:
    """The pointers of a clause, in printed order."""
    readings = [cell.reading for cell in clause.cells if not cell.carried] or [clause.reading]
    for reading in readings:
        if _ANY.search(reading.text):
            yield from _pointers(reading, Places(clause, setting), setting)


def _pointers(reading: Reading, places: Places, setting: Setting) -> Iterator[Pointer]:
    """The pointers of a reading. In a list all belong to the text that the first names; where 至 stands between
    two, what lies between is meant with the second."""
    text, before, owner = reading.text, 0, ""
    last: tuple[str, ...] = ()
    for phrase in setting.lexicon.pointers.find(text):
        between = text[before : phrase.found.start()]
        ranged = before > 0 and bool(_RANGE.fullmatch(between))
        listed = ranged or (before > 0 and bool(_LISTED.fullmatch(between)))
        if not listed or phrase.pattern.id == "own-clause":
            owner = _owner(phrase, places)
        before = phrase.found.end()
        span = reading.span(*phrase.found.span())
        if owner and not _is_label(phrase, span, setting):
            targets = places.meant(phrase, owner, reading)
            last = places.between(last, targets) if ranged else targets
            if last != (places.clause.part,):  # an annex's own title
                yield Pointer(places.clause.path, span, phrase.pattern.id, last)


def _is_label(phrase: Phrase, span: Span, setting: Setting) -> bool:
    """Whether an article's number heads an article, run into the text before it (…。第九条　…), or stands in words
    quoted from another text."""
    if phrase.pattern.id in _ANNEXES:
        return False
    before = phrase.found.string[: phrase.found.start()]
    if before.count("“") > before.count("”"):
        return True
    blank = setting.document.source.text[span.end : span.end + 1] in _BLANKS
    opens = before[-1:] in ("", "。", "\n") and not _CITED.match(phrase.found.string, phrase.found.end())
    return phrase.pattern.id == "article" and (blank or opens)


def _owner(phrase: Phrase, places: Places) -> str:
    """Whose clause is meant: the word by which the text calls itself (办法), 本 where it does not need to; empty
    for another text's."""
    found, rule = phrase.found, phrase.pattern.id
    text, start = found.string, found.start()
    if rule == "own-clause":
        return str(found["kind"])
    if rule == "annex":
        return "" if _ANOTHERS_ANNEX.search(text, max(0, start - 60), start) else "本"
    if rule != "article":
        return "本"
    anothers = _ANOTHERS.search(text, max(0, start - 60), start)
    amended = _AMENDED.match(text, found.end()) or _AMENDING.search(text, max(0, start - 2), start)
    return "" if anothers or amended or not article_of(places.clause, places.setting) else "本"
