"""Roles that stand beside a sentence's subject: who approves, who supervises, where an office sits."""

from __future__ import annotations

from collections.abc import Iterator

from kg.bodies import Bodies, Item, Listed
from kg.extract.responsibilities.duty import Duty, explicit
from kg.extract.responsibilities.wording import APPROVAL_AFTER, APPROVAL_BEFORE, HOST, SUPERVISED
from kg.terms import Role


def approvals(text: str, bodies: Bodies, at: int, end: int) -> Iterator[Duty]:
    """Who approves, and under whose supervision: `报X批准`, `经X审核`, `接受X的监督`."""
    for before in APPROVAL_BEFORE.finditer(text, at, end):
        listed = bodies.listed(text, before.end(), end)
        found = listed and APPROVAL_AFTER.match(text, listed.end, end)
        if listed and found:
            scope = (at, before.start()) if before.start() > at else None
            yield explicit(listed.items, Role.APPROVE, "approve", (before.start(), found.end()), scope)
    watched = SUPERVISED.search(text, at, end)
    if watched:
        items = (Item(*watched.span("who"), watched.group("who")),)
        yield explicit(items, Role.SUPERVISE, "supervise.accepted", (watched.start(), end))


def hosted(text: str, bodies: Bodies, at: int, end: int) -> tuple[Duty, Listed | None] | None:
    """`办公室设在X`: X hosts it; with the office itself, the subject of what follows."""
    found = HOST.search(text, at, end)
    listed = bodies.listed(text, found.end(), end) if found else None
    if not found or not listed:
        return None
    office = found.span("office") if found.group("office") else None
    subject = Listed((Item(*office, text[slice(*office)]),), office[1]) if office else None
    return explicit(listed.items, Role.HOST, "host", (at, listed.end), office), subject
