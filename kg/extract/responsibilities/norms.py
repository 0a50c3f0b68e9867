"""What regulated parties must, must not or may do: `产灰单位应当…`, `严禁个人…`, `鼓励企业…`."""

from __future__ import annotations

from kg.extract.responsibilities.duty import Duty, Piece, doer, norm
from kg.extract.responsibilities.wording import (
    BEARS,
    BROAD_PARTY,
    ENCOURAGED,
    FORBIDDEN,
    OFFICE_WORD,
    OFFICIAL_END,
    PARTY_MUST,
    PARTY_NAME,
    PUBLIC,
    QUALIFIES,
    STRONG_PARTY,
    UNSURE,
    VERB,
    WEAK_PARTY,
)
from kg.lexicon.bodies import Listed
from kg.lexicon.parties import parties


def is_private(listed: Listed) -> bool:
    """Whether a list names regulated parties rather than offices."""
    first, last = listed.items[0], listed.items[-1].printed
    if first.tail or (len(listed.items) > 2 and OFFICIAL_END.search(first.printed)):
        return False
    return bool(PARTY_NAME.search(last)) and not OFFICIAL_END.search(last) and not PUBLIC.match(last)


def regulated(piece: Piece) -> Listed | None:
    """The regulated parties named at a piece's start; None where the names are not surely theirs."""
    found = parties(piece.text, *piece.words)
    if not found or UNSURE.search(found.items[0].printed) or UNSURE.search(found.items[-1].printed):
        return None
    told = len(found.items) > 1 or PARTY_NAME.search(found.items[-1].printed)
    return found if told else None


def party_first(piece: Piece, named: Listed, article: bool) -> list[Duty]:
    """The norm of a piece that opens with regulated parties; companies that plainly do a thing are doers."""
    rest, last = piece.after(named.end), named.items[-1].printed
    if not article and QUALIFIES.match(rest.text, *rest.words):
        return []
    if BEARS.match(rest.text, *rest.words):
        return [norm(named.items, "party.bears", piece.words, (rest.start, rest.stop))]
    must = PARTY_MUST.match(rest.text, *rest.words)
    if must and BROAD_PARTY.search(last) and must.end() - must.start() > 3:
        return []
    if rest.next in "的之间" or (must and OFFICE_WORD.search(must.group())):
        return []
    plain = article or bool(STRONG_PARTY.search(last)) or named.items[0].printed.startswith("各")
    if not must and piece.text[piece.end - 1] == "的":
        return []
    if not must and (not plain or WEAK_PARTY.search(last) or not VERB.match(rest.text, *rest.words)):
        return []
    company = last.endswith("企业") and not must and not article
    return [(doer if company else norm)(named.items, "party", piece.words, (rest.start, rest.stop))]


def by_party(piece: Piece, named: Listed) -> list[Duty]:
    """The norm of `由建设单位…`; `piece` begins after 由."""
    rest = piece.after(named.end)
    if rest.start + 1 >= rest.end or rest.next == "的" or named.items[-1].printed == "企业":
        return []
    return [norm(named.items, "by.party", piece.words, (rest.start, rest.stop))]


def parties_told(piece: Piece, article: bool) -> list[Duty]:
    """`严禁个人承运…`, and in a regulation's articles `鼓励产灰单位…`."""
    found = FORBIDDEN.search(piece.text, *piece.words)
    if not found and article:
        found = ENCOURAGED.search(piece.text, *piece.words)
    named = regulated(piece.after(found.end())) if found else None
    if not found or not named or named.end >= piece.end or piece.after(named.end).next == "的":
        return []
    return [norm(named.items, "party.told", (found.start(), piece.end), (named.end, piece.stop))]
