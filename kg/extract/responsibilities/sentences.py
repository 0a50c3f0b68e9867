"""Duties told in sentences: `由X会同Y制定…`, `X负责…`, `X为…主管部门`, `X要…`, `Z单位应当…`.

A sentence is read piece by piece (between commas). A piece opens with a subject and its predicate, or goes on
with a further predicate of the subject before it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.bodies import Item, Listed
from kg.extract.responsibilities.asides import approvals, hosted
from kg.extract.responsibilities.duty import Duty, doer, explicit, norm
from kg.extract.responsibilities.norms import by_party, is_private, parties_told, party_first, regulated
from kg.extract.responsibilities.wording import (
    ADVERBIAL,
    ALSO,
    APPROVES,
    ASIDE,
    ATTRIBUTE,
    ATTRIBUTIVE,
    DESIGNATION,
    FILES,
    FORBIDDEN,
    FOUNDED,
    GOES_ON,
    HOST_WORDS,
    LABEL,
    LEAD_IN,
    MAY_APPROVE,
    MODAL,
    MUST,
    NEGATIVE,
    PARTY_NAME,
    PIECE,
    REST,
    SENTENCE,
    SHORT_ATTRIBUTE,
    SUPERVISING,
    VERB,
    WHOSE,
    WITHIN,
)
from kg.model import Clause, Name, Responsibility
from kg.setting import Setting
from kg.terms import Role
from kg.text import Reading


def sentence_facts(clause: Clause, reading: Reading, setting: Setting) -> Iterator[Responsibility]:
    """The responsibilities that the sentences of `reading` state, in printed order."""
    bare = reading.without(found.span() for found in ASIDE.finditer(reading.text))
    for duty in _Reader(bare.text, setting, clause).duties():
        span = bare.span(duty.start, duty.end)
        words = bare.span(*duty.duty) if duty.duty and duty.duty[1] > duty.duty[0] else None
        for item in duty.items:
            name = Name(item.printed, bare.span(item.start, item.end), item.head, item.tail)
            yield Responsibility(clause.path, span, duty.rule, name, duty.role, duty.kind, words)


@dataclass(slots=True)
class _Subject:
    """Whose predicates are being read. `governed`: 负责 or 承担 opened the sentence's duties; `supervises`:
    the first duty was one of supervision."""

    listed: Listed | None = None
    governed: bool = False
    supervises: bool = False

    @property
    def start(self) -> int:
        """Where the subject stands."""
        return self.listed.items[0].start if self.listed else -1


@dataclass(slots=True)
class _Sentence:
    """The sentence in hand: where it begins and ends, and what its words make possible at all, so that its
    pieces are not asked in vain."""

    start: int = 0
    end: int = 0
    approves: bool = False
    forbids: bool = False
    goes_on: bool = False
    names_party: bool = False


class _Reader:
    """Reads the sentences of one clause from left to right."""

    def __init__(self, text: str, setting: Setting, clause: Clause) -> None:
        self.text, self.clause = text, clause
        self.bodies = setting.bodies
        self.predicates = setting.lexicon.predicates
        self.subject = _Subject()
        self.topic: Listed | None = None  # a body or party whose predicate is still to come
        self.sentence = _Sentence()
        self.founds = "成立" in text
        self.hosts = any(words in text for words in HOST_WORDS)

    def duties(self) -> Iterator[Duty]:
        """Every duty of the clause, in printed order."""
        label = None if self.clause.cells else LABEL.match(self.text)
        for found in SENTENCE.finditer(self.text, label.end() if label else 0):
            words = found.group()
            if self.clause.kind == "part" and REST.search(words):
                continue
            if found.start() and self.text[found.start() - 1] == "\n":
                self.subject = _Subject()
            self.subject.governed, self.topic = False, None
            self.sentence = self._looked_over(words, *found.span())
            for piece in PIECE.finditer(self.text, *found.span()):
                yield from self._piece(*piece.span())

    def _looked_over(self, words: str, start: int, end: int) -> _Sentence:
        article = self.clause.kind == "article"
        return _Sentence(
            start=start,
            end=end,
            approves=bool(MAY_APPROVE.search(words)),
            forbids=article or bool(FORBIDDEN.search(words)),
            goes_on=bool(GOES_ON.search(words)),
            names_party=bool(PARTY_NAME.search(words)) or "单位" in words,
        )

    def _piece(self, start: int, end: int) -> Iterator[Duty]:
        """The duties of the words between two commas."""
        at = self._after_lead_in(start, end)
        if self.hosts and (host := hosted(self.text, self.bodies, at, end)):
            yield host[0]
            self.subject = _Subject(host[1]) if host[1] else self.subject
        found = self._by(at, end) if self.text.find("由", at, end) >= 0 else []
        yield from found or self._subject_first(at, end) or self._further(at, end)
        if self.founds:
            self._found(at, end)
        if self.sentence.approves:
            yield from approvals(self.text, self.bodies, at, end)
        if self.sentence.forbids:
            yield from parties_told(self.text, self.clause.kind == "article", at, end, self.sentence.end)

    def _after_lead_in(self, start: int, end: int) -> int:
        """Past words that only lead in: 其中, 在汛期, 必要时."""
        while (found := LEAD_IN.match(self.text, start, end)) and found.end() < end:
            start = found.end()
        whose = WHOSE.match(self.text, start, end)
        return whose.end() if whose else start

    def _found(self, at: int, end: int) -> None:
        """A group that the piece founds may be the subject of what follows: `成立…领导小组，负责…`."""
        found = FOUNDED.search(self.text, at, end)
        if found:
            self.topic = Listed((Item(*found.span("group"), found.group("group")),), end, founded=True)

    # a subject and its predicate

    def _subject_first(self, at: int, end: int) -> list[Duty]:
        """The duties of a piece that opens with a body and its predicate; it becomes the subject."""
        listed = self.bodies.listed(self.text, at, end)
        if listed and not is_private(listed):
            duties = self._predicate(listed, listed.end, end)
            if duties is None and self.text[listed.end : listed.end + 1] not in ("的", "之"):
                self.topic = listed
            return duties or []
        named = regulated(self.text, at, end) if self.sentence.names_party else None
        if not named:
            return []
        if named.end == end:
            self.topic = named
            return []
        duties = party_first(self.text, named, at, end, self.sentence.end)
        self.subject = _Subject() if duties else self.subject
        return duties

    def _predicate(self, listed: Listed, at: int, end: int) -> list[Duty] | None:
        """The duties in a subject's predicate; None when the words after it are no predicate."""
        first, stop = listed.items[0].start, self.sentence.end
        if at == end and self.text[end : end + 1] == "：":
            self.subject = _Subject(listed)
            return []
        if designated := self._designated(listed, at, end):
            self.subject, self.topic = _Subject(listed), listed
            return [designated]
        modal, begin = self._modal(at, end)
        if NEGATIVE.match(self.text, begin, end):
            self.subject = _Subject(listed)
            return [doer(listed.items, "doer.negative", (first, end), (at, stop))]
        if told := self._told(listed, begin, end):
            return told
        if not modal and not self._opens_with_verb(begin, end):
            return None
        self.subject = _Subject(listed)
        if SUPERVISING.search(self.text, begin, min(stop, end + 1)):
            self.subject.supervises = True
            return [explicit(listed.items, Role.SUPERVISE, "predicate.supervising", (at, end), (begin, end))]
        return [doer(listed.items, "doer.modal" if modal else "doer.plain", (first, end), (at, stop))]

    def _modal(self, at: int, end: int) -> tuple[bool, int]:
        """Whether the words at `at` say that something must be done, and where the verb after them begins."""
        found = MODAL.match(self.text, at, end)
        return (bool(MUST.search(found.group())), found.end()) if found else (False, at)

    def _opens_with_verb(self, begin: int, end: int) -> bool:
        """Whether a plain doer's predicate begins here, and no attribute (建设的平台)."""
        return bool(VERB.match(self.text, begin, end)) and not ATTRIBUTE.match(self.text, begin, end)

    def _designated(self, listed: Listed, at: int, end: int) -> Duty | None:
        """`X为…主管部门`, `X是…的责任主体`, `X作为…的牵头部门`."""
        found = DESIGNATION.match(self.text, at, end)
        if not found:
            return None
        title = found.group("title")
        bears = "责任" in title or "主体" in title
        role = Role.LEAD if "牵头" in title else Role.RESPONSIBLE if bears else Role.COMPETENT
        words = (listed.items[0].start, found.end())
        return explicit(listed.items, role, "designation", words, found.span("what"))

    def _told(self, listed: Listed, begin: int, end: int) -> list[Duty]:
        """The duties of a predicate that opens with a role word, or holds one after an adverbial."""
        for pattern in self.predicates:
            found = pattern.regex.match(self.text, begin, end)
            if found and self.text[found.end() : found.end() + 1] != "的":
                return self._bears(listed, Role(pattern.more["role"]), pattern.id, found.end(), end)
        within = WITHIN.search(self.text, begin, end) if ADVERBIAL.match(self.text, begin, end) else None
        if within and self.text[within.start() - 1] not in "由的所":
            role = Role(within.lastgroup or "responsible")
            return self._bears(listed, role, f"predicate.{role}.within", within.end(), end)
        return []

    def _bears(self, listed: Listed, role: Role, rule: str, at: int, end: int) -> list[Duty]:
        """The duty told by a role word that ends at `at`; its subject is the sentence's from now on."""
        self.subject = _Subject(listed, governed=role is Role.RESPONSIBLE)
        words = (min(listed.items[0].start, at), end)
        return [
            explicit(listed.items, role, rule, words, (at, self.sentence.end)),
            *self._partners(rule, at, end),
        ]

    def _partners(self, rule: str, at: int, end: int) -> list[Duty]:
        """The bodies after 会同: they support."""
        partners = self.bodies.listed(self.text, at, end) if rule.startswith("predicate.with") else None
        if not partners:
            return []
        duty = (partners.end, self.sentence.end)
        return [explicit(partners.items, Role.SUPPORT, "predicate.partner", (at, end), duty)]

    # further predicates of the subject before

    def _further(self, at: int, end: int) -> list[Duty]:
        """The duties of a piece that goes on with a role word, laid on the subject before it."""
        modal, begin = self._modal(at, end)
        if self.topic and modal:
            return self._topical(self.topic, at, end)
        founded = self.topic if self.topic and self.topic.founded else None
        listed = founded or self.subject.listed
        if not listed or not self.sentence.goes_on:
            return []
        for pattern in self.predicates:
            found = pattern.regex.match(self.text, begin, end)
            if found and found.end() < end:
                self.subject = _Subject(listed) if founded else self.subject
                return self._more(listed, Role(pattern.more["role"]), pattern.id, found.end(), end)
        return self._beside(listed, at, begin, end)

    def _more(self, listed: Listed, role: Role, rule: str, at: int, end: int) -> list[Duty]:
        """One more role of the subject; what 负责 governs already is part of that duty."""
        if self.subject.governed and role in (Role.SUPPORT, Role.SUPERVISE):
            return []
        self.subject.governed = self.subject.governed or role is Role.RESPONSIBLE
        duty = explicit(listed.items, role, f"{rule}.further", (at - 2, end), (at, self.sentence.end))
        return [duty, *self._partners(rule, at, end)]

    def _beside(self, listed: Listed, at: int, begin: int, end: int) -> list[Duty]:
        """The subject's filings, supervision, and plain duties beside supervision."""
        items, words = listed.items, (at, end)
        if FILES.match(self.text, begin, end):
            return [explicit(items, Role.APPROVE, "approve.files", words, (begin, end))]
        if self._supervises(begin, end):
            return [explicit(items, Role.SUPERVISE, "predicate.supervising.further", words, (begin, end))]
        if self.subject.supervises and (also := ALSO.match(self.text, at, end)):
            return [doer(items, "doer.further", words, (also.end(), end))]
        return []

    def _supervises(self, begin: int, end: int) -> bool:
        """Whether a piece supervises others' work: in the subject's own sentence, or as 将…纳入…考核."""
        found = SUPERVISING.match(self.text, begin, min(self.sentence.end, end + 1))
        own = self.subject.start >= self.sentence.start and not self.subject.governed
        return found is not None and (own or found.group()[0] in "将把")

    def _topical(self, topic: Listed, at: int, end: int) -> list[Duty]:
        """The duty of a body or party whose predicate comes after a comma: `各机构职责明确，能够…`."""
        self.topic = None
        if topic.private:
            return [norm(topic.items, "party.topic", (at, end), (at, self.sentence.end))]
        return self._predicate(topic, at, end) or []

    # 由X…

    def _by(self, at: int, end: int) -> list[Duty]:
        """The duties of `由X…` in a piece: by its role word, as an approval, or as a plain doer's."""
        out: list[Duty] = []
        by = -1 if ATTRIBUTIVE.match(self.text, at, end) else self.text.find("由", at, end)
        while by >= 0:
            listed = self.bodies.listed(self.text, by + 1, end)
            if self.text[by - 1 : by] == "交":
                pass  # 交由: handed over to whoever
            elif listed and not is_private(listed):
                out += self._by_body(listed, at, by, end)
            elif named := regulated(self.text, by + 1, end):
                out += by_party(self.text, named, end, self.sentence.end)
            by = self.text.find("由", by + 1, end)
        return out

    def _by_body(self, listed: Listed, at: int, by: int, end: int) -> list[Duty]:
        """The duties of one `由X…`; what stands before 由 is the scope."""
        scope = (at, by) if by - at > 1 else None
        begin = listed.end
        if begin >= end or self.text[begin] == "的":
            return []
        if self.text[by - 1 : by] == "不":
            return [doer(listed.items, "by.negative", (by, end), (at, end))]
        if APPROVES.match(self.text, begin, end):
            return [explicit(listed.items, Role.APPROVE, "by.approve", (by, end), scope)]
        told = self._told(listed, self._modal(begin, end)[1], end) or self._told_later(listed, begin, end)
        if told or SHORT_ATTRIBUTE.match(self.text, begin, end) or not VERB.match(self.text, begin, end):
            return told
        self.subject = _Subject(listed)
        return [doer(listed.items, "by.doer", (by, end), (begin, self.sentence.end))]

    def _told_later(self, listed: Listed, begin: int, end: int) -> list[Duty]:
        """The duty of `由X…负责`, the role word at a distance."""
        found = WITHIN.search(self.text, begin, end)
        if not found or self.text[found.end() : found.end() + 1] == "的":
            return []
        role = Role(found.lastgroup or "responsible")
        return self._bears(listed, role, f"by.{role}", found.end(), end)
