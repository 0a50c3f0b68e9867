"""The printed words that prove a fact, as W3C Web Annotation selectors: where they stand and what they say."""

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
    proofs = {
        one.span: one.rule for one in reversed(facts)
    }  # of two facts from the same words the first is told
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


def _selectors(proof: str, span: Span, ground: Ground) -> Iterator[Triple]:
    source = ground.record.document.source
    position, quote = f"{proof[:-1]}/位置>", f"{proof[:-1]}/原文>"
    yield proof, RDF.type, OA.SpecificResource
    yield proof, OA.hasSource, f"<{ground.source}>"
    yield proof, OA.hasSelector, position
    yield proof, OA.hasSelector, quote
    yield proof, GZ.line, integer(source.line(span.start))
    yield position, RDF.type, OA.TextPositionSelector
    yield position, OA.start, integer(span.start)
    yield position, OA.end, integer(span.end)
    yield quote, RDF.type, OA.TextQuoteSelector
    yield quote, OA.exact, text(source.words(span))
    yield quote, OA.prefix, text(source.text[max(span.start - _AROUND, 0) : span.start])
    yield quote, OA.suffix, text(source.text[span.end : span.end + _AROUND])
