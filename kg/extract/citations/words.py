"""What a cited instrument is while it is read, and what the words round it say of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.lexicon.patterns import Pattern
from kg.setting import Setting
from kg.terms import Relation
from kg.text import Reading, plain

# the rules that carry a law out, after its title: 《甲法》及其实施条例, 及实施细则（国务院令第5号）
ITS_RULES = re.compile(
    r"(?:(?:及|和|与|以及)其(?=实施)|及(?=实施条例|实施细则))(?P<kind>实施(?:条例|细则|办法|规定|规则))"
    r"(?:（(?P<note>[^（）]*(?:（[^（）]*）[^（）]*)*)）)?"
)
# other titles of the same list: 《甲办法》（岭政发〔2019〕2号）、《乙办法》
_OTHERS = (
    r"(?:□+|(?:及|和|与|以及)其?实施(?:条例|细则|办法|规定|规则)|《[^《》]*(?:《[^《》]*》[^《》]*)*》"
    r"|（[^（）]*(?:（[^（）]*）[^（）]*)*）|[、和及与以])*"
)
_LISTED = re.compile(_OTHERS)
_PIECE = re.compile(r"[，。；：、（）\n“”□]")


@dataclass(frozen=True, slots=True)
class Cited:
    """An instrument where it stands in a reading's text; its title and number as printed."""

    at: tuple[int, int]
    rule: str
    relation: Relation
    title: str
    number: str = ""


def printed(reading: Reading, at: tuple[int, int], setting: Setting) -> str:
    """The words printed at a place of a reading's text, without gaps."""
    return plain(setting.document.source.words(reading.span(*at)))


def relation(text: str, at: tuple[int, int], setting: Setting) -> Relation:
    """What a sentence does with the instrument that stands at a place of it: what follows it, or a list that
    it stands in (`《甲办法》同时废止`), comes before what governs the list (`废止《甲办法》`), and this before
    the last governing word (`根据` basis, `落实` implements)."""
    phrases = setting.lexicon.citations
    end = _LISTED.match(text, at[1])
    assert end is not None  # it can be empty
    after = (p for p in phrases["after"].patterns if p.regex.match(text, end.end()))
    begin = max(text.rfind(stop, 0, at[0]) for stop in "。；\n") + 1
    said = (
        next(after, None)
        or _over_list(text, (begin, at[0]), setting)
        or _governing(text, (begin, at[0]), setting)
    )
    return Relation(said.more["relation"]) if said else Relation.MENTIONS


def _governing(text: str, between: tuple[int, int], setting: Setting) -> Pattern | None:
    """The last governing word before the title that begins where `between` ends; it may look at the 《."""
    hits = list(setting.lexicon.citations["governing"].find(text, between[0], between[1] + 1))
    return hits[-1].pattern if hits else None


def _over_list(text: str, between: tuple[int, int], setting: Setting) -> Pattern | None:
    """What stands before the list of titles that ends at a place."""
    hits = list(setting.lexicon.citations["list"].find(text, between[0], between[1] + 1))
    if hits and _LISTED.fullmatch(text, hits[-1].found.end(), between[1]):
        return hits[-1].pattern
    return None


def piece_start(text: str, at: int, most: int) -> int:
    """Where the piece of a sentence in which `at` stands begins, at most so many characters before."""
    marks = [mark.end() for mark in _PIECE.finditer(text, max(0, at - most), at)]
    return marks[-1] if marks else max(0, at - most)
