"""Predicates: what the words after a subject lay on it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.extract.responsibilities.approving import APPROVES, GRANTS, LEVEL_ALONE, REVIEWS
from kg.extract.responsibilities.duty import Duty, Piece, Told, doer, explicit
from kg.extract.responsibilities.wording import (
    ADVERBIAL,
    ATTRIBUTE,
    DESCRIBES,
    DESIGNATION,
    EVENLY,
    FOUNDING,
    IS_ONE,
    LEAD_IN,
    LED,
    MODAL,
    MUST,
    NEGATIVE,
    NO_DUTY,
    NOT_ITS_OWN,
    NOUNED,
    PAST,
    PERSON,
    POST,
    QUALIFIES,
    RELATIVE,
    SHORT_ATTRIBUTE,
    STATUS,
    SUPERVISING,
    VERB,
    WHOSE,
    WITHIN,
)
from kg.lexicon.bodies import Bodies, Item, Listed
from kg.lexicon.patterns import Pattern
from kg.terms import Role

_SUPERVISING = Told(Role.SUPERVISE, "predicate.supervising")
_BY_LEAD = Told(Role.LEAD, "by.lead.named")
_LEADS_FOUNDED = Told(Role.LEAD, "founded.lead")
_IN_FOUNDED = Told(Role.SUPPORT, "founded.support")
_GRANTS = Told(Role.APPROVE, "predicate.approve")
_BY_SUPERVISING = Told(Role.SUPERVISE, "by.supervising")
_BY_APPROVE = Told(Role.APPROVE, "by.approve")


@dataclass(frozen=True, slots=True)
class RoleWord:
    """A role word met in a piece: what it tells, and where it ends."""

    told: Told
    end: int


@dataclass(frozen=True, slots=True)
class Predicate:
    """The duties that a predicate lays on its subject. `governed`: 负责 or 承担 opened it; `supervises`: it
    is one of supervision; `designates`: a predicate of its own may follow after a comma; `founds`: it only
    tells who leads what another one founds."""

    duties: tuple[Duty, ...]
    governed: bool = False
    supervises: bool = False
    designates: bool = False
    founds: bool = False


def after_lead_in(piece: Piece) -> Piece:
    """Past words that only lead in: 其中, 在汛期, 必要时."""
    while (found := LEAD_IN.match(piece.text, piece.start, piece.end)) and found.end() < piece.end:
        piece = piece.after(found.end())
    if piece.text.find("的", piece.start, piece.start + 14) < 0:
        return piece
    whose = WHOSE.match(piece.text, piece.start, piece.end)
    return piece.after(whose.end()) if whose else piece


def modal(piece: Piece) -> tuple[bool, Piece]:
    """Whether a piece opens with words that say that something must be done, and what comes after them."""
    found = MODAL.match(piece.text, *piece.words)
    return (bool(MUST.search(found.group())), piece.after(found.end())) if found else (False, piece)


def supervises(piece: Piece) -> bool:
    """Whether a piece puts others' work under supervision: `对各县进行督促检查`, `将…纳入目标责任考核`."""
    return bool(SUPERVISING.match(piece.text, piece.start, min(piece.stop, piece.end + 1)))


@dataclass(frozen=True, slots=True)
class Predicates:
    """Reads predicates by the role words of ontology/patterns/responsibilities.yaml."""

    bodies: Bodies
    words: Sequence[Pattern]

    def of(self, listed: Listed, piece: Piece) -> Predicate | None:
        """The predicate of `listed` that `piece` opens with; None when it is no predicate."""
        first, stop = listed.items[0].start, piece.stop
        if piece.start == piece.end:
            return None
        if POST.match(*_where(piece)):
            return Predicate(())
        if any(known.match(*_where(piece)) for known in (PERSON, PAST, STATUS, QUALIFIES, NOUNED)):
            return None
        if designation := _designation(listed, piece):
            return Predicate((designation,), designates=True)
        if IS_ONE.match(*_where(piece)):
            return Predicate(())
        must, rest = modal(piece)
        reviews = any(known.match(*_where(rest)) for known in (GRANTS, REVIEWS))
        if reviews and not any(LEVEL_ALONE.match(item.printed) for item in listed.items):
            return Predicate((explicit(listed.items, _GRANTS, (first, rest.end), (piece.start, stop)),))
        if NEGATIVE.match(rest.text, *rest.words):
            return Predicate((doer(listed.items, "doer.negative", (first, rest.end), (piece.start, stop)),))
        if told := self.told(listed, rest):
            return told
        if not must and not _opens_with_verb(rest):
            return None
        if SUPERVISING.search(rest.text, rest.start, min(stop, rest.end + 1)):
            return Predicate(
                (explicit(listed.items, _SUPERVISING, piece.words, rest.words),), supervises=True
            )
        rule = "doer.modal" if must else "doer.plain"
        return Predicate((doer(listed.items, rule, (first, rest.end), (piece.start, stop)),))

    def after_by(self, listed: Listed, by: int, piece: Piece) -> Predicate | None:
        """The predicate of `由X…`: `by` is where 由 stands; what stands before it in the piece is the scope."""
        rest = piece.after(listed.end)
        scope = (piece.start, by) if by - piece.start > 2 else None
        if led := self.led(listed, by, rest):
            return led
        if rest.start >= rest.end or rest.next == "的" or PERSON.match(*_where(rest)):
            return None
        if any(known.match(*_where(rest)) for known in (NO_DUTY, PAST, POST)):
            return None
        if piece.text[by - 1 : by] == "不":
            return Predicate((doer(listed.items, "by.negative", (by, rest.end), piece.words),))
        if APPROVES.match(rest.text, *rest.words):
            return Predicate((explicit(listed.items, _BY_APPROVE, (by, rest.end), scope),))
        if supervises(modal(rest)[1]):
            return Predicate(
                (explicit(listed.items, _BY_SUPERVISING, (by, rest.end), scope),), supervises=True
            )
        told = self._by_role(listed, by, rest, scope)
        if told or SHORT_ATTRIBUTE.match(rest.text, *rest.words):
            return told
        verb = VERB.match(*_where(rest)) or ADVERBIAL.match(*_where(rest))
        if not verb and (rest.end - rest.start > 14 or WITHIN.search(*_where(rest))):
            return None  # 由市水利局代章; the name goes on: 由各区某某中心负责
        return Predicate((doer(listed.items, "by.doer", (by, rest.end), (rest.start, rest.stop)),))

    def _by_role(
        self, listed: Listed, by: int, rest: Piece, scope: tuple[int, int] | None
    ) -> Predicate | None:
        """The predicate of a role word after `由X`, with who leads them (由牵头单位、市财政局负责)."""
        told = self.told(listed, modal(rest)[1]) or self._told_later(listed, rest)
        leading = tuple(item for item in listed.items if item.tail == "牵头单位")
        if told and leading:
            told = replace(told, duties=(explicit(leading, _BY_LEAD, (by, rest.end), scope), *told.duties))
        if told and scope and not told.duties[0].duty:
            told = replace(told, duties=(replace(told.duties[0], duty=scope), *told.duties[1:]))
        return told

    def leading(self, piece: Piece) -> Iterator[Duty]:
        """Who leads what a piece founds: `建立市发改委牵头、市财政局参与的协调机制`."""
        for verb in FOUNDING.finditer(piece.text, *piece.words):
            listed = self.bodies.listed(piece.text, verb.end(), piece.end)
            led = self.led(listed, verb.end(), piece.after(listed.end)) if listed else None
            yield from led.duties if led else ()

    def led(self, listed: Listed, by: int, rest: Piece) -> Predicate | None:
        """Who leads, and who takes part in, what the piece founds: `建立由X牵头、Y参与的机制`; `by` is where the words
        after 建立 begin."""
        found = LED.match(*_where(rest)) if FOUNDING.match(rest.text, by - 2, by) else None
        if not found:
            return None
        scope = (found.end(), rest.end)
        duties = [explicit(listed.items, _LEADS_FOUNDED, (by, found.end()), scope)]
        others = self.bodies.listed(rest.text, *found.span("others")) if found.group("others") else None
        if others:
            duties.append(explicit(others.items, _IN_FOUNDED, found.span("others"), scope))
        return Predicate(tuple(duties), founds=True)

    def role_word(self, piece: Piece) -> RoleWord | None:
        """The role word that a piece opens with."""
        for pattern in self.words:
            found = pattern.regex.match(piece.text, *piece.words)
            if found and not self._describes(pattern.id, piece.after(found.end())):
                return RoleWord(Told(Role(pattern.more["role"]), pattern.id), found.end())
        return None

    def _describes(self, rule: str, rest: Piece) -> bool:
        """Whether a role word only tells of a thing: 负责的工程, 会同水利部上报的《…请示》."""
        partners = self.bodies.listed(*_where(rest)) if rule == "predicate.with" else None
        return rest.next == "的" or bool(partners and DESCRIBES.match(rest.text, partners.end, rest.stop))

    def told(self, listed: Listed, piece: Piece) -> Predicate | None:
        """The predicate that opens with a role word, or holds one after an adverbial."""
        word = self.role_word(piece)
        if word:
            return self._bears(listed, word, piece)
        within = WITHIN.search(*_where(piece)) if ADVERBIAL.match(*_where(piece)) else None
        if (
            within
            and not NOT_ITS_OWN.search(piece.text, piece.start, within.start())
            and self._said(within, piece)
        ):
            role = Role(within.lastgroup or "responsible")
            return self._bears(listed, RoleWord(Told(role, f"predicate.{role}.within"), within.end()), piece)
        return None

    def _said(self, found: re.Match[str], piece: Piece) -> bool:
        """Whether a role word at a distance is a verb, and describes nothing (由X承担的, 分工负责与…相结合)."""
        rest = piece.after(found.end())
        return piece.text[found.start() - 1] not in "由的所" and rest.next not in ("的", "与")

    def _told_later(self, listed: Listed, piece: Piece) -> Predicate | None:
        """The predicate of `由X…负责`, the role word at a distance."""
        found = WITHIN.search(*_where(piece))
        if not found or piece.after(found.end()).next == "的":
            return None
        if not EVENLY.fullmatch(piece.text, piece.start, found.start()):
            return None
        role = Role(found.lastgroup or "responsible")
        return self._bears(listed, RoleWord(Told(role, f"by.{role}"), found.end()), piece)

    def _bears(self, listed: Listed, word: RoleWord, piece: Piece) -> Predicate:
        words, role = (min(listed.items[0].start, word.end), piece.end), word.told.role
        duty = explicit(listed.items, word.told, words, after_word(word, piece))
        partners = self.partners(listed.items, word, piece)
        return Predicate(
            (duty, *partners),
            governed=role is Role.RESPONSIBLE,
            supervises=role is Role.SUPERVISE,
        )

    def partners(self, leaders: Sequence[Item], word: RoleWord, piece: Piece) -> list[Duty]:
        """The bodies after 会同: they support; those named by their level alone are of the leader's."""
        if not word.told.rule.startswith("predicate.with"):
            return []
        partners = self.bodies.listed(piece.text, word.end, piece.end)
        if not partners:
            return []
        told = Told(Role.SUPPORT, "predicate.partner")
        items = self.bodies.beside(leaders, partners.items)
        if RELATIVE.match(leaders[0].head + leaders[0].printed):
            items = tuple(self._of_that_level(item) for item in items)
        return [explicit(items, told, (word.end, piece.end), (partners.end, piece.stop))]

    def _of_that_level(self, item: Item) -> Item:
        """An office named beside 本级政府 …: that of whatever level it is, not the issuer's."""
        if item.head:
            return item
        if item.tail:
            return replace(item, head="同级")
        known = item.printed in self.bodies.offices.by_name
        return replace(item, printed=f"同级{item.printed}") if known else item


def after_word(word: RoleWord, piece: Piece) -> tuple[int, int] | None:
    """The words of the duty after a role word; None where the role word ends its piece."""
    return (word.end, piece.stop) if word.end < piece.end else None


def _where(piece: Piece) -> tuple[str, int, int]:
    return piece.text, piece.start, piece.end


def _opens_with_verb(piece: Piece) -> bool:
    """Whether a plain doer's predicate begins here, and no attribute (建设的平台)."""
    return bool(VERB.match(*_where(piece))) and not ATTRIBUTE.match(*_where(piece))


def _designation(listed: Listed, piece: Piece) -> Duty | None:
    """`X为…主管部门`, `X是…的责任主体`, `X作为…的牵头部门`."""
    found = DESIGNATION.match(*_where(piece))
    if not found:
        return None
    title = found.group("title")
    bears = "责任" in title or "主体" in title
    role = Role.LEAD if "牵头" in title else Role.RESPONSIBLE if bears else Role.COMPETENT
    words = (listed.items[0].start, found.end())
    return explicit(listed.items, Told(role, "designation"), words, found.span("what"))
