"""Roles that stand beside a sentence's subject: who approves, who supervises, where an office sits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.extract.responsibilities.approving import (
    ACCEPTS,
    APPROVAL_AFTER,
    APPROVAL_BEFORE,
    CONFIRMS,
    FILED_ASIDE,
    FILING,
    LEVEL_ALONE,
    TELLS,
)
from kg.extract.responsibilities.duty import Duty, Piece, Told, explicit
from kg.extract.responsibilities.wording import (
    FOUNDED,
    FOUNDED_WITH,
    FOUNDING,
    HOST,
    INVITED,
    INVITING,
    SUPERVISED,
)
from kg.lexicon.bodies import Bodies, Item, Listed
from kg.terms import DutyKind, Role

_APPROVE = Told(Role.APPROVE, "approve")
_ACCEPT = Told(Role.ACCEPT, "accept")
_ACCEPTED = Told(Role.SUPERVISE, "supervise.accepted")
_ANYBODY = re.compile("有关|相关|其他")
_CALLED_IN = Told(Role.SUPPORT, "called-in")
_HOST = Told(Role.HOST, "host")
_IN_FOUNDED = Told(Role.SUPPORT, "founded.support")
_LED_BY = re.compile(rf"(?:{FOUNDING.pattern})由?[^。；，]{{2,40}}牵头，$")


def approvals(piece: Piece, bodies: Bodies) -> Iterator[Duty]:
    """Who approves, and under whose supervision: `报X批准`, `经X审核`, `接受X的监督`."""
    text, (start, end) = piece.text, piece.words
    for before in APPROVAL_BEFORE.finditer(text, start, end):
        listed = bodies.listed(text, before.end(), end)
        found = listed and APPROVAL_AFTER.match(text, listed.end, end)
        if not listed or not found or any(LEVEL_ALONE.match(item.printed) for item in listed.items):
            continue
        if "经" not in before.group() or not TELLS.match(text, listed.end, end):
            scope = (start, before.start()) if before.start() - start > 2 else None
            told = _ACCEPT if ACCEPTS.search(found.group()) else _APPROVE
            duty = explicit(listed.items, told, (before.start(), found.end()), scope)
            plain = CONFIRMS.search(text, listed.end, min(found.end() + 5, end))
            yield replace(duty, kind=DutyKind.AGENT) if plain else duty
    yield from filings(piece, bodies)
    watched = SUPERVISED.search(text, start, end)
    if watched:
        items = (Item(*watched.span("who"), watched.group("who")),)
        yield explicit(items, _ACCEPTED, (watched.start(), end))


def filings(piece: Piece, bodies: Bodies) -> Iterator[Duty]:
    """With whom a thing is filed: `报备X`, `向X备案`."""
    for before in FILING.finditer(piece.text, *piece.words):
        listed = bodies.listed(piece.text, before.end(), piece.end)
        if listed and (before.group() != "向" or piece.text.startswith("备案", listed.end)):
            yield explicit(listed.items, _APPROVE, (before.start(), piece.end))


def asides(text: str, bodies: Bodies) -> Iterator[Duty]:
    """What brackets ask to be filed: `（报X、Y备案）`."""
    for found in FILED_ASIDE.finditer(text):
        start, end = found.start() + 1, found.end() - 1
        yield from approvals(Piece(text, start, end, end), bodies)


def invited(piece: Piece, bodies: Bodies) -> Iterator[Duty]:
    """Who is called in: `通知X等部门参加`, `需要X配合的`."""
    for before in INVITING.finditer(piece.text, *piece.words):
        listed = bodies.listed(piece.text, before.end(), piece.end)
        found = listed and INVITED.match(piece.text, listed.end, piece.end)
        if listed and found and not all(_ANYBODY.match(item.printed) for item in listed.items):
            yield explicit(listed.items, _CALLED_IN, (before.start(), found.end()))
    yield from _in_founded(piece, bodies)


def _in_founded(piece: Piece, bodies: Bodies) -> Iterator[Duty]:
    """Who takes part in what is founded, after who leads it: `建立由X牵头，Y、Z参与的联席会议制度`."""
    found = FOUNDED_WITH.search(piece.text, *piece.words)
    listed = bodies.listed(piece.text, *piece.words) if found else None
    if found and listed and listed.end == found.start() and _LED_BY.search(piece.text, 0, piece.start):
        yield explicit(listed.items, _IN_FOUNDED, (piece.start, found.end()), found.span("what"))


def hosted(piece: Piece, bodies: Bodies) -> tuple[Duty, Listed | None] | None:
    """`办公室设在X`: X hosts it; with the office itself, the subject of what follows."""
    found = HOST.search(piece.text, *piece.words)
    listed = bodies.listed(piece.text, found.end(), piece.end) if found else None
    if not found or not listed:
        return None
    office = found.span("office") if found.group("office") else None
    subject = Listed((Item(*office, found.group("office")),), office[1]) if office else None
    return explicit(listed.items, _HOST, (piece.start, listed.end), office), subject


def founded(piece: Piece) -> Listed | None:
    """The group that a piece founds: `成立…领导小组`, `…参与的联席会议制度`."""
    found = FOUNDED.search(piece.text, *piece.words) or FOUNDED_WITH.search(piece.text, *piece.words)
    return (
        Listed((Item(*found.span("group"), found.group("group")),), piece.end, founded=True)
        if found and found.group("group")
        else None
    )
