"""The printed words that prove a fact: where they stand, what they say (W3C Web Annotation selectors)."""

from __future__ import annotations

from collections.abc import Sequence

from kg.model import Fact
from kg.terms import GZ, OA, RDF
from kg.text import Span, plain
from kg.triples.ground import Ground, Triple
from kg.triples.literals import integer, text

_AROUND = 20  # characters of prefix and suffix


def evidence(facts: Sequence[Fact], fact: str, ground: Ground) -> list[Triple]:
    """The rules, the quote and the evidence of the node `fact`, which `facts` share. Evidence is named by its
    file and characters (`…/lead#云岭/2020-03.txt/167-171`), so that a reprint's stands beside it."""
    source = ground.record.document.source
    proofs = {one.span: one.rule for one in reversed(facts)}  # from the same words, the first rule
    spans = sorted(proofs)
    quote = "；".join(plain(source.words(span)) for span in spans)
    subject = f"<{fact}>"
    said: list[Triple] = [(subject, GZ.quote, text(quote))]
    said.append((subject, GZ.onClause, f"<{ground.clause(facts[0].clause)}>"))
    for span in spans:
        proof = f"<{fact}#{ground.file}/{span.start}-{span.end}>"
        rule = text(proofs[span])
        said += [(subject, GZ.rule, rule), (subject, GZ.evidence, proof), (proof, GZ.rule, rule)]
        said += _selectors(proof, span, ground)
    return said


def _selectors(proof: str, span: Span, ground: Ground) -> tuple[Triple, ...]:
    source, (start, end) = ground.record.document.source, span
    position, quote = f"{proof[:-1]}/位置>", f"{proof[:-1]}/原文>"
    return (
        (proof, RDF.type, OA.SpecificResource),
        (proof, OA.hasSource, f"<{ground.source}>"),
        (proof, OA.hasSelector, position),
        (proof, OA.hasSelector, quote),
        (proof, GZ.line, integer(source.line(start))),
        (position, RDF.type, OA.TextPositionSelector),
        (position, OA.start, integer(start)),
        (position, OA.end, integer(end)),
        (quote, RDF.type, OA.TextQuoteSelector),
        (quote, OA.exact, text(source.text[start:end])),
        (quote, OA.prefix, text(source.text[max(start - _AROUND, 0) : start])),
        (quote, OA.suffix, text(source.text[end : end + _AROUND])),
    )
