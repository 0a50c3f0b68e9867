"""The facts alone: the graph without its evidence and provenance (docs/decisions/0015)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kg.terms import GZ, OA, PROV, RDF

_TYPE: Final = f"{RDF.type} ".encode()
_THINGS: Final = tuple(
    f"{term} ".encode()
    for term in (
        OA.SpecificResource,
        OA.TextPositionSelector,
        OA.TextQuoteSelector,
        GZ.Source,
        GZ.Correction,
    )
)
"""What proves a fact or says where it comes from: all that is said of such a thing is left out."""

_LINKS: Final = frozenset(
    term.encode() for term in (GZ.evidence, GZ.quote, GZ.rule, GZ.line, GZ.correction, PROV.wasDerivedFrom)
)
"""What a fact, a clause or a document says of its proof."""


def facts_alone(quads: Sequence[bytes]) -> list[bytes]:
    """Those of N-Quads lines that state facts, in their order.

    >>> duty, gz = b"<http://e/duty> ", b"<https://w3id.org/gongbao/ontology#"
    >>> [line[-10:] for line in facts_alone([duty + gz + b'rule> "x" <http://e/g> .', duty + gz + b'order> 1 .'])]
    [b'order> 1 .']
    """
    split = [line.split(b" ", 2) for line in quads]
    proofs = {subject for subject, link, rest in split if link + b" " == _TYPE and rest.startswith(_THINGS)}
    return [
        line
        for line, (subject, link, _) in zip(quads, split, strict=True)
        if subject not in proofs and link not in _LINKS
    ]
