"""Duties told in sentences: `由X会同Y制定…`, `X负责…`, `X为…主管部门`, `X要…`, `Z单位应当…`.

A sentence is read piece by piece (between commas). A piece opens with a subject and its predicate, or goes on
with a further predicate of the subject before it.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.responsibilities.approving import REVIEWS
from kg.extract.responsibilities.asides import approvals, asides, founded, hosted, invited
from kg.extract.responsibilities.brackets import as_printed, sentences_alone, with_zones
from kg.extract.responsibilities.duty import Duty, Piece, Told, doer, explicit, facts_of, norm
from kg.extract.responsibilities.ends import (
    THEIR_PEOPLE,
    hands_over,
    party_speaks,
    signs,
    thing_speaks,
    urges,
)
from kg.extract.responsibilities.norms import by_party, is_private, parties_told, party_first, regulated
from kg.extract.responsibilities.predicates import (
    Predicate,
    Predicates,
    RoleWord,
    after_lead_in,
    after_word,
    modal,
    supervises,
)
from kg.extract.responsibilities.subject import Sentence, Subject, looked_over, preamble_end
from kg.extract.responsibilities.wording import (
    ALSO,
    ANNOUNCED,
    ASKED,
    ATTRIBUTIVE,
    CLOSES,
    DEFINING,
    HOLDERS,
    HOST_WORDS,
    ITS_DUTIES,
    JOINING,
    LABEL,
    PIECE,
    RECEIVES,
    REST,
    SENTENCE,
    THING,
)
from kg.lexicon.bodies import Item, Listed
from kg.lexicon.shared_words import OURS
from kg.model import Clause, Responsibility
from kg.setting import Setting
from kg.terms import DutyKind, Role
from kg.text import Reading

_LEADING = (Role.LEAD, Role.RESPONSIBLE)
_JOINS = Told(Role.SUPPORT, "predicate.joins")


def sentence_facts(clause: Clause, reading: Reading, setting: Setting) -> Iterator[Responsibility]:
    """The responsibilities that the sentences of `reading` state, in printed order."""
    reading = with_zones(reading)
    bare = sentences_alone(reading)
    reader = _Reader(bare.text, setting, clause, preamble_end(bare, setting, clause))
    for duty in as_printed(reader.duties(), bare, reading):
        yield from (fact for fact in facts_of(duty, bare, clause) if _is_known(fact, setting))
    for duty in asides(reading.text, reader.bodies):
        yield from facts_of(duty, reading, clause)


def _is_known(fact: Responsibility, setting: Setting) -> bool:
    """Whether a fact's body is told: 我局 is the issuer, but in annexes whoever fills them in."""
    printed = fact.body.printed
    return printed not in OURS or (not fact.clause.startswith("附件") and setting.ours(printed) != printed)


class _Reader:
    """Reads the sentences of one clause from left to right."""

    def __init__(self, text: str, setting: Setting, clause: Clause, preamble: int) -> None:
        self.text, self.clause = text, clause
        self.bodies = setting.bodies
        self.predicates = Predicates(self.bodies, setting.lexicon.predicates)
        self.subject = Subject()
        self.topic: Listed | None = None  # a body or party whose predicate is still to come
        self.alone: Listed | None = None  # bodies that are the sentence's whole first piece
        self.sentence = Sentence()
        self.article = clause.kind == "article"
        self.preamble = preamble  # up to here a notice tells who approved the document itself
        label = None if clause.cells else LABEL.match(text)
        self.opening = label.end() if label else 0
        self._open_duties(setting.founded)
        self.founds = any(words in text for words in ("成立", "设立", "组建", "下设", "参与的", "参加的"))
        self.leads = "牵头、" in text or "牵头的" in text
        self.invites = any(words in text for words in ("参加", "参与", "到场", "配合的"))
        self.hosts = any(words in text for words in HOST_WORDS)

    def _open_duties(self, group: str) -> None:
        """Where the clause is headed 主要职责, the group that the document founds is its subject."""
        found = ITS_DUTIES.match(self.text, self.opening) if group else None
        if found and found.end() < len(self.text):
            self.subject = Subject(Listed((Item(*found.span(), group),), found.end()), announced=True)
            self.opening = found.end()

    def duties(self) -> Iterator[Duty]:
        """Every duty of the clause, in printed order."""
        for found in SENTENCE.finditer(self.text, self.opening):
            rest = self.clause.kind == "part" and REST.search(found.group())
            if rest or DEFINING.search(found.group()) or self.text.startswith("？", found.end()):
                continue
            if self.subject.passing or self.text[max(found.start() - 1, self.opening)] == "\n":
                self.subject = Subject()
            self.subject.governed, self.topic, self.alone = False, None, None
            self.sentence = looked_over(found.group(), self.article, found.start() < self.preamble)
            self.sentence.start, self.sentence.first = found.start(), found.start() <= self.opening
            for piece in PIECE.finditer(self.text, *found.span()):
                yield from self._piece(Piece(self.text, *piece.span(), found.end()))

    def _piece(self, whole: Piece) -> Iterator[Duty]:
        """The duties of the words between two commas."""
        piece = after_lead_in(whole)
        if self.hosts and (host := hosted(piece, self.bodies)):
            yield host[0]
            self.subject = Subject(host[1]) if host[1] else self.subject
            return
        found = self._by(piece) if self.text.find("由", *piece.words) >= 0 else []
        yield from found or self._subject_first(piece) or self._further(piece)
        if self.subject.listed and self.sentence.goes_on:
            self.subject.urges |= urges(piece)
            self.subject = Subject() if hands_over(piece) else self.subject
        if self.leads:
            yield from self.predicates.leading(piece)
        if self.founds:
            self.topic = founded(piece) or self.topic
        if self.sentence.approves:
            yield from approvals(piece, self.bodies)
        if self.invites:
            yield from invited(piece, self.bodies)
        if self.sentence.forbids:
            yield from parties_told(piece, self.article)

    def _subject_first(self, piece: Piece) -> list[Duty]:
        """The duties of a piece that opens with a body and its predicate; it becomes the subject."""
        if self.text[piece.start - 1 : piece.start] == "：" and HOLDERS.search(
            self.text, max(piece.start - 6, 0), piece.start
        ):
            return []
        if self.text.startswith("请", piece.start) and ASKED.match(self.text, *piece.words):
            return self._asked(piece.after(piece.start + 1))
        listed = self.bodies.listed(self.text, *piece.words)
        if not listed or is_private(listed) or signs(piece):
            return self._party_first(piece)
        rest = piece.after(listed.end)
        received = rest.next in "在收接受" and RECEIVES.match(self.text, *rest.words) is not None
        if (received or self._announces(rest)) and not listed.items[-1].printed.endswith("级"):
            self.subject = Subject(listed, announced=True, passing=received)
            return []
        listed, rest = self._with_those_before(listed, rest)
        predicate = self.predicates.of(listed, rest)
        if predicate:
            return self._made_subject(listed, predicate)
        if self.sentence.led and JOINING.match(self.text, *rest.words):
            return [explicit(listed.items, _JOINS, (piece.start, rest.end))]
        if self.subject.start < self.sentence.start <= piece.start:
            self.subject = Subject()  # another body speaks in this sentence
        told_of = THING.search(self.text, *rest.words) or THEIR_PEOPLE.match(self.text, *rest.words)
        if rest.next not in ("的", "之") and not rest.next.isdigit() and not told_of:
            self.topic = listed
        return []

    def _with_those_before(self, listed: Listed, rest: Piece) -> tuple[Listed, Piece]:
        """The bodies of a piece with those that alone make up the one before: `甲局、乙局，各县政府负责`."""
        before, self.alone = self.alone, None
        if before and CLOSES.match(self.text, *rest.words):
            return Listed((*before.items, *listed.items), listed.end), rest
        opens = listed.items[0].start == self.sentence.start and len(listed.items) > 1
        self.alone = listed if opens and rest.start == rest.end else None
        return listed, rest

    def _asked(self, piece: Piece) -> list[Duty]:
        """The roles in so many words of those who are asked: `请各市水利局会同…`; they are the subject."""
        listed = self.bodies.listed(self.text, *piece.words)
        predicate = self.predicates.of(listed, piece.after(listed.end)) if listed else None
        if not listed or not predicate:
            return []
        duties = self._made_subject(listed, predicate)
        first = duties[0].told.role if duties and duties[0].kind is DutyKind.EXPLICIT else None
        return duties if first in (*_LEADING, Role.SUPERVISE) else []

    def _announces(self, rest: Piece) -> bool:
        """Whether the bodies before `rest` stand by themselves over what they do: `市财政局：安排…`, or a clause
        that opens with `市财政局。`."""
        alone, after = ANNOUNCED.match(self.text, *rest.words), self.text[rest.end : rest.end + 1]
        opens = self.sentence.first and rest.start == rest.stop and after == "。"
        return bool(alone) and (after == "：" or opens)

    def _made_subject(self, listed: Listed, predicate: Predicate) -> list[Duty]:
        """The predicate's duties; its body is the subject from now on, but for one that only leads what the
        subject founds."""
        if predicate.founds:
            return list(predicate.duties)
        self.subject = Subject(listed, predicate.governed, predicate.supervises)
        self.topic = listed if predicate.designates else self.topic
        self.sentence.led |= any(duty.told.role in _LEADING for duty in predicate.duties)
        return list(predicate.duties)

    def _party_first(self, piece: Piece) -> list[Duty]:
        """The norm of a piece that opens with regulated parties; it ends what the subject before bears."""
        named = regulated(piece) if self.sentence.names_party else None
        if not named:
            if self.subject.listed and thing_speaks(piece):
                self.subject = Subject()
            return []
        if named.end == piece.end:
            self.topic = named
            return []
        duties = party_first(piece, named, self.article)
        self.subject = Subject() if duties or party_speaks(piece.after(named.end)) else self.subject
        return duties

    def _further(self, piece: Piece) -> list[Duty]:
        """The duties of a piece that goes on with a role word, laid on the subject before it; any, where that
        subject only was announced."""
        if self.subject.announced and self.subject.listed:
            told = piece.start > self.subject.start
            predicate = self.predicates.of(self.subject.listed, piece) if told else None
            return self._made_subject(self.subject.listed, predicate) if predicate else []
        if not self.topic and not self.subject.listed:
            return []
        must, rest = modal(piece)
        if self.topic and must:
            return self._topical(self.topic, piece)
        group = self.topic if self.topic and self.topic.founded else None
        listed = group or self.subject.listed
        if not listed or not self.sentence.goes_on:
            return []
        word = self.predicates.role_word(rest)
        if not word or word.end >= piece.end:
            return self._beside(listed, piece, rest)
        self.subject = Subject(listed) if group else self.subject
        return self._more(listed, word, piece)

    def _topical(self, topic: Listed, piece: Piece) -> list[Duty]:
        """The duty of a body or party whose predicate comes after a comma: `各机构职责明确，能够…`."""
        self.topic = None
        if topic.private:
            return [norm(topic.items, "party.topic", piece.words, (piece.start, piece.stop))]
        predicate = self.predicates.of(topic, piece)
        return self._made_subject(topic, predicate) if predicate else []

    def _more(self, listed: Listed, word: RoleWord, piece: Piece) -> list[Duty]:
        """One more role of the subject; what 负责 governs already is part of that duty."""
        role, rule = word.told
        helps = self.subject.governed and role in (Role.SUPPORT, Role.SUPERVISE)
        of_parties = helps and regulated(piece.after(word.end))  # 协助企业…
        if of_parties or (self.subject.urges and rule == "predicate.bear"):
            return []
        self.subject.governed = self.subject.governed or role is Role.RESPONSIBLE
        told = Told(role, f"{rule}.further")
        duty = explicit(listed.items, told, (word.end - 2, piece.end), after_word(word, piece))
        return [duty, *self.predicates.partners(listed.items, word, piece)]

    def _beside(self, listed: Listed, piece: Piece, rest: Piece) -> list[Duty]:
        """The subject's filings, supervision, and plain duties beside supervision."""
        items, words = listed.items, piece.words
        if REVIEWS.match(self.text, *rest.words):
            return [explicit(items, Told(Role.APPROVE, "approve.files"), words, rest.words)]
        own = self.subject.start >= self.sentence.start
        if supervises(rest) and (own or rest.next in "将把"):
            supervising = Told(Role.SUPERVISE, "predicate.supervising.further")
            return [explicit(items, supervising, words, rest.words)]
        told = self.predicates.told(listed, rest) if own else None
        if told:
            return list(told.duties)
        also = ALSO.match(self.text, *words) if self.subject.supervises else None
        return [doer(items, "doer.further", words, (also.end(), piece.end))] if also else []

    def _by(self, piece: Piece) -> list[Duty]:
        """The duties of `由X…` in a piece: by its role word, as an approval, or as a plain doer's."""
        out: list[Duty] = []
        by = -1 if ATTRIBUTIVE.match(self.text, *piece.words) else self.text.find("由", *piece.words)
        while by >= 0:
            if self.text[by - 1 : by] not in ("交", "自"):  # 交由: handed over to whoever; 自由
                out += self._by_one(by, piece)
            by = self.text.find("由", by + 1, piece.end)
        return out

    def _by_one(self, by: int, piece: Piece) -> list[Duty]:
        """The duties of one `由X…`."""
        after = piece.after(by + 1)
        listed = self.bodies.listed(self.text, *after.words)
        if listed and not is_private(listed) and not signs(after):
            predicate = self.predicates.after_by(listed, by, piece)
            duties = self._made_subject(listed, predicate) if predicate else []
            self.subject.passing = bool(duties)
            return duties
        return by_party(after, named) if (named := regulated(after)) else []
