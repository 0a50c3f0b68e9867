"""The printed words that prove a fact: where they stand, what they say (W3C Web Annotation selectors)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.model import Fact
from kg.terms import GZ, OA, RDF
from kg.text import Span, plain
from kg.triples.ground import Ground, Triple
from kg.triples.literals import integer, text

_AROUND = 20  # characters of prefix and suffix


def evidence(facts: Sequence[Fact], fact: str, ground: Ground) -> Iterator[Triple]:
    """The rules, the quote and the evidence of the node `fact`, which `facts` share: `…#证据1`, `…#证据2`."""
    source = ground.record.document.source
    proofs = {one.span: one.rule for one in reversed(facts)}  # from the same words, the first rule
    spans = sorted(proofs)
    quote = "；".join(plain(source.words(span)) for span in spans)
    subject = f"<{fact}>"
    yield subject, GZ.quote, text(quote)
    yield subject, GZ.onClause, f"<{ground.clause(facts[0].clause)}>"
    for i, span in enumerate(spans, 1):
        proof = f"<{fact}#证据{i}>"
        rule = text(proofs[span])
        yield subject, GZ.rule, rule
        yield subject, GZ.evidence, proof
        yield proof, GZ.rule, rule
        yield from _selectors(proof, span, ground)


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
