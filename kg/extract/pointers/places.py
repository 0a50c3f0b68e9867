"""Which clause a pointer means, seen from the clause in which it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.lexicon.phrases import Phrase
from kg.model import Clause, Part
from kg.setting import Setting
from kg.text import Reading

_NUMBER = re.compile(r"[一二三四五六七八九十百零〇\d]+")
_COPY = re.compile(r"·\d+")
_DIGITS = "一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Places:
    """The clauses that can be meant from `clause`."""

    clause: Clause
    setting: Setting

    def meant(self, phrase: Phrase, owner: str, reading: Reading) -> tuple[str, ...]:
        """The paths that a phrase means; none where it is not printed, or might be one of several."""
        found = phrase.found
        groups = found.groupdict()
        match phrase.pattern.id:
            case "own-clause" | "article":
                path = self._labelled(groups["label"], owner)
            case "this-article":
                path = article_of(self.clause, self.setting)
            case "clause-before":
                return self._before(groups["before"], reading, found.start(), groups["item"])
            case "item":
                return tuple(filter(None, [self._item_around(groups["item"])]))
            case _:
                return tuple(filter(None, [self._annex(groups.get("annex") or "")]))
        return (self._item(path, groups["item"]),) if path else ()

    def between(self, first: tuple[str, ...], last: tuple[str, ...]) -> tuple[str, ...]:
        """The clauses after `first` up to `last`, of their sort; none where one end is not printed."""
        if not first or not last:
            return ()
        begin, end = (self.setting.by_path.get(one[-1]) for one in (first, last))
        if not begin or not end:
            return ()
        return tuple(
            one.path
            for one in self.setting.clauses
            if begin.order < one.order <= end.order and one.kind == end.kind and one.part == end.part
        )

    def _labelled(self, label: str, owner: str) -> str:
        """The clause of a printed label: 第七条; 第二条 and 第三部分 of a text that numbers 一、二、."""
        part = self._part(owner)
        if not part:
            return ""
        bare = f"{part}/{_NUMBER.search(label)[0]}"  # type: ignore[index]  # a label holds its number
        if label.endswith("部分"):
            return bare if bare in self.setting.by_path else ""
        paths = self.setting.labelled.get((part, label), ())
        if len(paths) > 1:  # a text printed twice: the copy in which the pointer stands
            own = _COPY.findall(self.clause.path)
            paths = tuple(path for path in paths if _COPY.findall(path) == own)
        if not paths and owner != "本" and label.endswith("条") and bare in self.setting.by_path:
            return bare
        return paths[0] if len(paths) == 1 else ""

    def _part(self, owner: str) -> str:
        """The part that calls itself by a word: 通知 the notice, 办法 what has it in its title."""
        document, own = self.setting.document, self.clause.part
        if owner == "本":
            return own
        notice = document.parts[0].label if document.parts else ""
        if document.genre and document.genre.value == owner:
            return notice
        titled = [part for part in document.parts if owner in self._title(part)]
        here = next((part for part in titled if part.label == own), None)
        return here.label if here else titled[0].label if len(titled) == 1 else ""

    def _title(self, part: Part) -> str:
        """A part's title; of a document that promulgates nothing its own."""
        title = self.setting.document.title
        alone = part is self.setting.document.parts[0] and part.label == "正文"
        return part.title or (title.value if title and alone else "")

    def _item(self, path: str, printed: str | None) -> str:
        """The item of a clause that is meant (第（二）项); the clause itself, where items stand in its own text."""
        inside = (f"{path}/{label}" for label in _labels(printed or ""))
        return next((one for one in inside if one in self.setting.by_path), path)

    def _item_around(self, printed: str) -> str:
        """The item that stands under this clause, beside it, or beside one that holds it."""
        path = self.clause.path
        while path:
            if (meant := self._item(path, printed)) != path:
                return meant
            path = path.rpartition("/")[0]
        return ""

    def _before(self, what: str, reading: Reading, at: int, item: str | None) -> tuple[str, ...]:
        """前款: the article, where a paragraph stands before this one; 前条, 前两条, 前项: those just before."""
        article = article_of(self.clause, self.setting)
        if what.endswith("款"):
            inner = article and (article != self.clause.path or "\n" in reading.text[:at])
            return (self._item(article, item),) if inner else ()
        here = article if what.endswith("条") else self.clause.path
        own = self.setting.by_path.get(here)
        if not own:
            return ()
        earlier = [
            one.path
            for one in self.setting.clauses
            if one.order < own.order
            and one.kind == own.kind
            and one.part == own.part
            and (what != "项" or one.parent == own.parent)
        ]
        count = {"两": 2, "二": 2, "三": 3, "四": 4}.get(what[0], 1)
        meant = tuple(self._item(one, item) for one in earlier[-count:])
        return meant if len(meant) == count else ()

    def _annex(self, number: str) -> str:
        """附件2; 附件 alone where there is one."""
        annexes = [part.label for part in self.setting.document.parts if part.label.startswith("附件")]
        if not number:
            return annexes[0] if len(annexes) == 1 else ""
        labels = {f"附件{one}" for one in _numerals(number)}
        meant = [label for label in annexes if label in labels]
        return meant[0] if len(meant) == 1 else ""


def article_of(clause: Clause, setting: Setting) -> str:
    """The path of the article that is, or holds, a clause; empty where none does."""
    path = clause.path
    while path and (path not in setting.by_path or setting.by_path[path].kind != "article"):
        path = path.rpartition("/")[0]
    return path


def _labels(printed: str) -> Iterator[str]:
    """How an item can be labelled: （二） where 第（二）项 is printed; for 第二项 also 二, （2）, 2."""
    for number in _NUMBER.findall(printed)[-1:]:
        bracketed = "（" in printed
        for one in (number,) if bracketed else _numerals(number):
            yield from (f"（{one}）",) if bracketed else (f"（{one}）", one)


def _numerals(number: str) -> tuple[str, ...]:
    """A number as printed, and with the other sort of numerals (up to 19)."""
    if number.isdecimal():
        tens, ones = divmod(int(number), 10)
        other = ("十" if tens else "") + (_DIGITS[ones - 1] if ones else "")
        return (number, other) if tens < 2 and other else (number,)
    if len(number) == 1 and number in _DIGITS:
        return (number, str(_DIGITS.index(number) + 1))
    if number[0] == "十" and number[1:] in ("", *_DIGITS):
        return (number, str(10 + (_DIGITS.index(number[1]) + 1 if number[1:] else 0)))
    return (number,)
