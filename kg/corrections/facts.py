"""What people say of facts, carried out in one document: kept (确认), left out (剔除), changed (修改), added (补充).

Every line is held against the facts as they were read, so that the order of the lines means nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from kg.corrections.kinds import KINDS, QUOTE, SILENCE, Action, kind_of
from kg.corrections.lines import Correction
from kg.corrections.names import Made, Spoken
from kg.model import Clause, Fact, Membership, Name, Note, Record, Responsibility
from kg.terms import DutyKind, MemberRole, Relation, Role
from kg.text import Span, fold, plain, read_span
from kg.understand import places_of

RULE: Final = "correction"
"""The rule of a fact that a person changed or added."""

_CONCEPTS: Final = {
    ("职责", "role"): Role,
    ("职责", "kind"): DutyKind,
    ("引用", "relation"): Relation,
    ("成员", "role"): MemberRole,
}
_UNSAID: Final = {"kind": "explicit", "relation": "mentions", "provincial_key": "否"}


@dataclass(frozen=True, slots=True)
class Stated:
    """A record after what people said of its facts: what was carried out, and why the rest was not."""

    record: Record
    made: tuple[Made, ...]
    missed: Mapping[Correction, str]


class _NotThereError(ValueError):
    """Something that a correction speaks of and that is not there."""


def stated(record: Record, names: Spoken, said: Sequence[Correction]) -> Stated:
    """`record` after the corrections `said` of its facts."""
    hearing = _Hearing(record, names, {fold(clause.path): clause for clause in record.clauses})
    missed: dict[Correction, str] = {}
    facts, made = hearing.changed([one for one in said if one.action is not Action.ADD], missed)
    added = hearing.added([one for one in said if one.action is Action.ADD], missed)
    silent = [one for one in said if one.kind == SILENCE]
    notes = tuple(hearing.notes(silent, [one.fact.span for one in added if one.fact]))
    facts = (*facts, *(one.fact for one in added if one.fact))
    after = hearing.record_of(facts, notes)
    return Stated(after, (*made, *added), missed)


@dataclass(frozen=True)
class _Hearing:
    """One document's facts, and what is known of its names and clauses."""

    record: Record
    names: Spoken
    clauses: Mapping[str, Clause]

    def changed(
        self, said: Sequence[Correction], missed: dict[Correction, str]
    ) -> tuple[tuple[Fact, ...], list[Made]]:
        """The facts as they stand after what is said of them, and what was carried out."""
        facts: list[Fact] = []
        made: list[Made] = []
        meant = self._meant(said, missed)
        for i, fact in enumerate(self.record.facts):
            about = meant.get(i, [])
            now = self._after(fact, about, missed)
            facts += [now] if now else []
            made += [Made(one, now) for one in about if one not in missed]
        return tuple(facts), made

    def _meant(
        self, said: Iterable[Correction], missed: dict[Correction, str]
    ) -> dict[int, list[Correction]]:
        """The corrections that speak of each fact, by the fact's place in the record."""
        meant: dict[int, list[Correction]] = {}
        for one in said:
            found = list(self._found(one))
            for i in found:
                meant.setdefault(i, []).append(one)
            if not found and not (one.kind == SILENCE and self._silences(one)):
                missed[one] = self._why_not(one)
        return meant

    def _found(self, one: Correction) -> Iterator[int]:
        """Where in the record the facts stand that a correction speaks of."""
        for i, fact in enumerate(self.record.facts):
            if fold(fact.clause) == one.clause and kind_of(fact).name == one.kind and self._is(fact, one):
                yield i

    def _is(self, fact: Fact, one: Correction) -> bool:
        """Whether every field of the correction's key is the fact's."""
        return all(self._holds(fact, name, value) for name, value in one.key)

    def _holds(self, fact: Fact, name: str, value: str) -> bool:
        if name == QUOTE:
            return _bare(value) in self._words(fact.span)
        names = (name,) if name else kind_of(fact).fields.values()
        return any(value in self._said(fact, attribute) for attribute in names)

    def _said(self, fact: Fact, attribute: str) -> tuple[str, ...]:
        """What a fact says in one field, in every way a correction may write it."""
        value = getattr(fact, attribute)
        if isinstance(value, Name):
            body = self.record.names[value]
            read = self.names.read.get(value, "")
            return tuple(map(fold, (body.name, read, value.printed, value.whole, *body.aliases)))
        if isinstance(value, Span):
            return (self._words(value),)
        if isinstance(value, tuple):
            return tuple(map(fold, value))
        if isinstance(value, bool):
            return ("是" if value else "否",)
        return (fold(str(value or "")),)

    def _words(self, span: Span) -> str:
        return fold(plain(self.record.document.source.words(span)))

    def _why_not(self, one: Correction) -> str:
        """Why nothing answers to a correction: no such clause, or others stand there."""
        if one.clause not in self.clauses:
            return f"公文里没有条款 {one.clause} no such clause"
        there = (fact for fact in self.record.facts if fold(fact.clause) == one.clause)
        told = dict.fromkeys(f"{kind_of(fact).name} {self._words(fact.span)[:20]}" for fact in there)
        return f"条款里没有这样的{one.kind} none such; 有 there are: {'、'.join(list(told)[:4]) or '—'}"

    def _after(self, fact: Fact, about: Sequence[Correction], missed: dict[Correction, str]) -> Fact | None:
        """The fact as it stands after what is said of it; None where it is left out."""
        if any(one.action is Action.REJECT for one in about):
            return None
        for one in about:
            if one.action is Action.CHANGE:
                try:
                    spot = (self.clauses[fold(fact.clause)], fact.span)
                    fact = replace(fact, rule=RULE, **self._typed(one.kind, dict(one.value), spot))
                except _NotThereError as error:
                    missed[one] = str(error)
        return fact

    def _typed(self, kind: str, values: Mapping[str, str], spot: tuple[Clause, Span]) -> dict[str, Any]:
        """Fields as a fact of the kind holds them, whose words stand at `spot`."""
        return {name: self._value((kind, name), words, spot) for name, words in values.items()}

    def _value(self, field: tuple[str, str], words: str, spot: tuple[Clause, Span]) -> Any:
        """One field's value. The words of a duty must be printed in the clause."""
        clause, span = spot
        match field[1]:
            case "body" | "group":
                return Name(words, self._inside(words, span) or span)
            case "provincial_key":
                return words == "是"
            case "targets":
                return self._paths(words)
            case "duty":
                return _printed(words, clause) if words else None
            case _:
                return _CONCEPTS[field](words) if field in _CONCEPTS else words

    def _paths(self, words: str) -> tuple[str, ...]:
        """The paths of printed clauses: 正文/第七条, several parted by 、."""
        named = tuple(filter(None, words.split("、")))
        for one in named:
            if fold(one) not in self.clauses:
                raise _NotThereError(f"公文里没有条款 {one} no such clause")
        return tuple(self.clauses[fold(one)].path for one in named)

    def _inside(self, words: str, around: Span) -> Span | None:
        """Where in a stretch of print `words` stand."""
        reading = read_span(self.record.document.source.folded, around)
        at = reading.text.find(words)
        return reading.span(at, at + len(words)) if words and at >= 0 else None

    def added(self, said: Iterable[Correction], missed: dict[Correction, str]) -> list[Made]:
        """The facts that people add, each on the words it quotes."""
        made: list[Made] = []
        for one in said:
            try:
                made.append(Made(one, self._new(one)))
            except _NotThereError as error:
                missed[one] = str(error)
        return made

    def _new(self, one: Correction) -> Fact:
        clause, kind, given = self.clauses.get(one.clause), KINDS[one.kind], dict(one.key)
        if clause is None:
            raise _NotThereError(self._why_not(one))
        span = _printed(one.target, clause)
        words = {name: given.get(name, _UNSAID.get(name, "")) for name in kind.fields.values()}
        values = self._typed(kind.name, words, (clause, span))
        fact = kind.made(clause=clause.path, span=span, rule=RULE, **values)
        assert not isinstance(fact, Note), "no line that adds a silence is read"
        return fact

    def _silences(self, one: Correction) -> list[Note]:
        """The silent places that a correction speaks of."""
        words = [_bare(value) for _, value in one.key]
        here = (note for note in self.record.notes if fold(note.clause) == one.clause)
        return [note for note in here if all(word in self._words(note.span) for word in words)]

    def notes(self, silent: Iterable[Correction], added: Sequence[Span]) -> Iterator[Note]:
        """The notes that are left: not those that people have dealt with."""
        dealt = {note for one in silent for note in self._silences(one)}
        for note in self.record.notes:
            if note not in dealt and not any(_meet(note.span, span) for span in added):
                yield note

    def record_of(self, facts: tuple[Fact, ...], notes: tuple[Note, ...]) -> Record:
        """The record with these facts, and with the names and places that they need."""
        printed = [name for fact in facts if (name := _name(fact))]
        known = self.record.names
        names = {name: known.get(name) or self.names.organisation(name) for name in printed}
        places = places_of(facts, names, self.names.setting)
        return replace(self.record, facts=facts, names=names, places=places, notes=notes)


def _name(fact: Fact) -> Name | None:
    """The body that a fact names."""
    match fact:
        case Responsibility(body=name) | Membership(group=name):
            return name
        case _:
            return None


def _printed(words: str, clause: Clause) -> Span:
    """Where `words` are printed in a clause; words on both sides of a page's end may be quoted as one."""
    wanted = _bare(fold(plain(words)))
    at = clause.reading.text.find(wanted)
    if not wanted or at < 0:
        raise _NotThereError(f"条款 {clause.path} 里没有这些字 these words are not printed there: {words}")
    return clause.reading.span(at, at + len(wanted))


def _bare(words: str) -> str:
    """Quoted words without the mark that they were cut."""
    return words.removesuffix("…")


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
