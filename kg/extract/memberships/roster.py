"""Rosters of leading groups as printed: who sits where, with which post.

`组 长：陆 川 副市长`, two columns side by side, or run on with every gap lost (`副市长副组长：…局长成员：…`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from kg.text import EMPTY, Reading, Span, plain

Phrase: TypeAlias = tuple[str, re.Pattern[str]]

_HAN = "[\u3400-\u4dbf\u4e00-\u9fff]"
# e.g. 罗 芸 (a name of two characters, set apart to fill the width of three)
_SET_APART = re.compile(rf"({_HAN})[^\S\n]+({_HAN})(?=[\s、，；。（]|$)")
# e.g. 程立夏; 阿依古丽·买买提
_WORD = re.compile(rf"{_HAN}{{1,8}}(?:·{_HAN}{{1,8}})+|{_HAN}{{2,4}}(?=[\s、，；。（]|$)")
# how a post begins where no gap parts it from the name, e.g. 程立夏|镇党委委员
_POST_BEGIN = re.compile(
    r"[省市县区镇乡州盟旗党原]|街道|国家|国务院|全国|中共|政府|政协|人大|办公|常务|副[省市县区镇乡州秘主]"
)
_POST_END = re.compile(
    r"(?<=.)长|主任|书记|委员|常委|成员|调研员|巡视员|督察员|专员|干事|干部|科员|经理|总理|总裁|主席|政委|司令员?"
    r"|[程计济划艺药医兽]师|顾问|秘书|负责人|总监|教授|研究员|主编|参事|助理|代表|[干民]警|人员|职员|组织员"
)
# what a name never ends in: the words of an office or of a post
_NO_NAME = re.compile(
    r"(?:[局委办部厅室处站队镇乡区县市组会院社长员]|中心|主任|书记|公司|集团|政府|银行|学校|街道)$"
)
_TOKEN = re.compile(r"[^\s，；。：]{1,60}(?:(?<=、)\s+[^\s，；。：]{1,60}){0,3}")
# a post broken at a line's end, e.g. 市水务集团|总经理
_BROKEN = re.compile(r"[^\s，；。：]{1,60}\s+[^\s，；。：]{1,60}")
_UNIT = re.compile(
    r"[^\s，；。：、]{2,25}?(?:[局委办部厅院会室处站队镇乡]|中心|公司|集团|政府|银行|街道)(?=[\s，；。]|$)"
)
_ASIDE = re.compile(r"（([^（）]{1,40})）")
_BETWEEN = re.compile(r"[\s、，；]*")
_BLANKS = re.compile(r"[^\S\n]*")
_LINE = re.compile(r"\S[^\n]*")
_BEFORE_POST = re.compile(r"[^\S\n]*(?:[，\n][^\S\n]*)?")
# what is left of a line that names nobody the reader knows, up to the next line (or wide gap, where lines are lost)
_ODD = re.compile(r"[\s、，；]*[^\n。：\u3000]{1,40}(?:\n|\u3000{2})")


@dataclass(frozen=True, slots=True)
class Seat:
    """One person's place: `rule` is the rule id of the role printed before; `acting` says that the post
    is printed elsewhere (`罗芸（兼）`)."""

    rule: str
    person: str
    post: str
    acting: bool
    span: Span


@dataclass(frozen=True, slots=True)
class _Person:
    """A person read off `text[start:end]`."""

    name: str
    post: str
    acting: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Label:
    """A role printed before a run of persons (`副组长：`), by its rule id."""

    rule: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Row:
    """A roster's line: `cut` is where its second cell begins, or its end."""

    start: int
    cut: int
    end: int


def seats(printed: Reading, roles: Sequence[Phrase], surnames: frozenset[str]) -> Iterator[Seat]:
    """The seats of a roster, in reading order; `roles` are the role phrases under their rule ids."""
    reader = _Reader(roles, surnames)
    ordered = reader.in_columns(printed)
    labels = reader.labels(ordered.text)
    if not labels:
        return
    ends = [*(label.start for label in labels[1:]), len(ordered.text)]
    for label, end in zip(labels, ends, strict=True):
        for person in reader.persons(ordered.text[label.end : end]):
            span = _in_print(ordered, label.end + person.start, label.end + person.end)
            yield Seat(label.rule, person.name, plain(person.post), person.acting, span)


def _in_print(ordered: Reading, start: int, end: int) -> Span:
    """Where a person is printed; less what stands in the other column, before it in print."""
    span = ordered.span(start, end)
    while span.end <= span.start and end > start + 1:
        end -= 1
        span = ordered.span(start, end)
    return span


def read_print(folded: str, spans: Iterable[Span]) -> Reading:
    """The print of `spans` with its gaps kept, since a roster's gaps part names from posts."""
    return _joined((folded[span.start : span.end].replace("*", " "), span.start) for span in spans)


def is_name(word: str, surnames: frozenset[str]) -> bool:
    """Whether a word can be a person's name: a surname and one or two more characters, no office.

    >>> is_name("司法局", frozenset("司"))
    False
    """
    compound = word[:2] in surnames
    short = 2 + compound <= len(word) <= 3 + compound
    return short and word.isalpha() and (compound or word[:1] in surnames) and not _NO_NAME.search(word)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads persons off print, knowing the role phrases and the surnames."""

    roles: Sequence[Phrase]
    surnames: frozenset[str]

    def labels(self, text: str) -> list[_Label]:
        """The role labels of a text, in order; of those that end together the longest (副组长：)."""
        longest: dict[int, _Label] = {}
        for rule, phrase in self.roles:
            for found in phrase.finditer(text):
                known = longest.get(found.end())
                if known is None or found.start() < known.start:
                    longest[found.end()] = _Label(rule, *found.span())
        return [longest[end] for end in sorted(longest)]

    def persons(self, text: str) -> Iterator[_Person]:
        """The persons that `text` begins with, one after the other; words that name none end the run, unless
        they are one odd line of it."""
        start = 0
        while person := self._person(text, start) or (start and self._after_odd(text, start)):
            yield person
            start = person.end

    def _after_odd(self, text: str, start: int) -> _Person | None:
        """The person with a post that the next line prints where one line names nobody: the list goes on."""
        odd = _ODD.match(text, start)
        person = self._person(text, odd.end()) if odd else None
        return person if person and person.post else None

    def _person(self, text: str, start: int) -> _Person | None:
        """The person printed at `start`, gaps and separators apart."""
        between = _BETWEEN.match(text, start)
        begin = between.end() if between else start
        apart = _SET_APART.match(text, begin)
        word = apart or _WORD.match(text, begin)
        name = "".join(apart.groups()) if apart else word.group() if word else ""
        return (word and self._set_off(text, name, Span(*word.span()))) or self._run_on(text, begin)

    def _set_off(self, text: str, name: str, span: Span) -> _Person | None:
        """A person whose name a gap, a comma or a bracket sets off: 罗 芸 市教育局副局长, 罗芸（兼）."""
        known = is_name(name, self.surnames) or "·" in name
        apart = len(name) < span.end - span.start and not _NO_NAME.search(name)
        aside = _ASIDE.match(text, span.end)
        if aside and (known or apart):
            acting = aside.group(1) in ("兼", "兼任")
            return _Person(name, "" if acting else aside.group(1), acting, span.start, aside.end())
        gap = _BEFORE_POST.match(text, span.end)
        if gap and gap.end() > span.end and not _NO_NAME.search(name):
            post = self._post(text, gap.end())
            if post:
                return _Person(name, text[slice(*post)], False, span.start, post.end)
        return _Person(name, "", False, *span) if known else None

    def _run_on(self, text: str, begin: int) -> _Person | None:
        """A person whose post is printed hard on the name: 程立夏镇党委副书记."""
        length = self._name_run_on(text, begin)
        post = self._post(text, begin + length) if length else None
        if not post:
            return None
        return _Person(text[begin : begin + length], text[slice(*post)], False, begin, post.end)

    def _name_run_on(self, text: str, begin: int) -> int:
        """How many characters are the name where a post is printed hard on it; 0 where none is."""
        for length in (4, 3) if text[begin : begin + 2] in self.surnames else (3, 2):
            named = is_name(text[begin : begin + length], self.surnames)
            if named and _POST_BEGIN.match(text, begin + length):
                return length
        return 0

    def _post(self, text: str, start: int) -> Span | None:
        """The post printed at `start`, to its last office word before a gap, a stop or the next name; where
        no office is printed the unit alone (市财政局)."""
        for words in (_TOKEN, _BROKEN, _UNIT):
            token = words.match(text, start)
            end = self._office_end(token.group()) if token else 0
            if token and (end or words is _UNIT):
                return Span(start, start + (end or len(token.group())))
        return None

    def _office_end(self, token: str) -> int:
        """Where the last office word before the next name ends; 0 when there is none."""
        end = 0
        for office in _POST_END.finditer(token, 1):
            aside = _ASIDE.match(token, office.end())
            end = aside.end() if aside else office.end()
            if self._next_name(token[end:]):
                break
        return end

    def _next_name(self, rest: str) -> bool:
        """Whether the words after a post begin the next person: 市政府副秘书长|罗 芸."""
        if rest[:2] in ("常务", "常委") or not (rest[:1] in self.surnames or rest[:2] in self.surnames):
            return False
        return len(rest) <= 3 or self._name_run_on(rest, 0) > 0

    def in_columns(self, printed: Reading) -> Reading:
        """The print in reading order: where a roster stands in two columns, the left before the right.

        It does when already the group's head has a person beside him (a member: the list of members goes on
        at the top of the right column), and no row holds a third.
        """
        text = printed.text
        rows = self._rows(text)
        wide = [row for row in rows if row.cut < row.end]
        if (
            len(rows) < 3
            or len(wide) < 2
            or wide[0] is not rows[0]
            or any(self._is_long(text, r) for r in wide)
        ):
            return printed
        left = [Span(row.start, row.cut) for row in rows]
        right = [Span(row.cut, row.end) for row in wide]
        pieces = [Span(0, rows[0].start), *left, *right, Span(rows[-1].end, len(text))]
        return _joined(
            (text[slice(*piece)], printed.at(piece.start)) for piece in pieces if piece.start < piece.end
        )

    def _rows(self, text: str) -> list[_Row]:
        """The lines of a roster, from its first label on, as long as each begins with a person."""
        labels = {label.start: label.end for label in self.labels(text)}
        rows: list[_Row] = []
        for line in _LINE.finditer(text, text.rfind("\n", 0, min(labels, default=0)) + 1):
            begin = labels.get(line.start(), line.start())
            person = self._person(text[begin : line.end()], 0)
            if person is None:
                break
            cut = _BLANKS.match(text, begin + person.end)
            rows.append(_Row(line.start(), min(cut.end() if cut else line.end(), line.end()), line.end()))
        return rows

    def _is_long(self, text: str, row: _Row) -> bool:
        """Whether more than one person stands in a row's second cell."""
        return len(list(self.persons(text[row.cut : row.end]))) > 1


def _joined(pieces: Iterable[tuple[str, int]]) -> Reading:
    """A reading of pieces of print, each on a line of its own, with the offsets they are printed at."""
    text, starts, origins = "", [], []
    for words, origin in pieces:
        starts.append(len(text))
        origins.append(origin)
        text += words + "\n"
    return Reading(text, tuple(starts), tuple(origins)) if text else EMPTY
