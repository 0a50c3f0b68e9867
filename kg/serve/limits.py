"""What one query may take."""

from __future__ import annotations

import os
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Limits:
    """What one query may take: `seconds` of waiting and again of running, `rows` (or triples) of answer,
    `query_bytes` of SPARQL, `megabytes` of memory. `workers` run at a time. `services` are the addresses
    that SERVICE may call."""

    seconds: float = 30
    rows: int = 100_000
    query_bytes: int = 1 << 20
    megabytes: int = 4096
    workers: int = field(default_factory=lambda: max(2, os.cpu_count() or 2))
    services: frozenset[str] = frozenset()
