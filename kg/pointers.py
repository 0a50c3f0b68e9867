"""A text's pointer to a clause or annex of its own: 本办法第七条, 前款, 附件1."""

from __future__ import annotations

from dataclasses import dataclass

from kg.text import Span


@dataclass(frozen=True, slots=True)
class Pointer:
    """What a clause points to in its own document: `targets` are paths, several for `第三条至第五条`, none where
    what is meant is not printed."""

    clause: str
    span: Span
    rule: str
    targets: tuple[str, ...]
