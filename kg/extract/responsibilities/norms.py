"""What regulated parties must, must not or may do: `产灰单位应当…`, `严禁个人…`, `鼓励企业…`."""

from __future__ import annotations

from kg.bodies import Listed, parties
from kg.extract.responsibilities.duty import Duty, doer, norm
from kg.extract.responsibilities.wording import (
    ENCOURAGED,
    FORBIDDEN,
    OFFICE_WORD,
    OFFICIAL_END,
    PARTY_MUST,
    PARTY_NAME,
    UNSURE,
    VERB,
)


def is_private(listed: Listed) -> bool:
    """Whether a list names regulated parties rather than offices."""
    last = listed.items[-1].printed
    return bool(PARTY_NAME.search(last)) and not OFFICIAL_END.search(last)


def regulated(text: str, at: int, end: int) -> Listed | None:
    """The regulated parties named at a position; None where the names are not surely theirs."""
    found = parties(text, at, end)
    if not found or UNSURE.search(found.items[0].printed):
        return None
    told = len(found.items) > 1 or PARTY_NAME.search(found.items[-1].printed)
    return found if told else None


def party_first(text: str, named: Listed, at: int, end: int, stop: int) -> list[Duty]:
    """The norm of a piece that opens with regulated parties; a company that plainly does a thing is a doer."""
    must = PARTY_MUST.match(text, named.end, end)
    if text[named.end] in "的之间" or (must and OFFICE_WORD.search(must.group())):
        return []
    if not must and not VERB.match(text, named.end, end):
        return []
    company = named.items[-1].printed.endswith("企业") and not must
    make = doer if company else norm
    return [make(named.items, "party", (at, end), (named.end, stop))]


def by_party(text: str, named: Listed, end: int, stop: int) -> list[Duty]:
    """The norm of `由建设单位…`."""
    if named.end + 1 >= end or text[named.end] == "的":
        return []
    return [norm(named.items, "by.party", (named.items[0].start, end), (named.end, stop))]


def parties_told(text: str, article: bool, at: int, end: int, stop: int) -> list[Duty]:
    """`严禁个人承运…`, and in a regulation's articles `鼓励产灰单位…`."""
    found = FORBIDDEN.search(text, at, end) or (ENCOURAGED.search(text, at, end) if article else None)
    named = regulated(text, found.end(), end) if found else None
    if not found or not named or named.end >= end or text[named.end] == "的":
        return []
    return [norm(named.items, "party.told", (found.start(), end), (named.end, stop))]
