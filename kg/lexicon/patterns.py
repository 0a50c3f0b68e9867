"""Phrases as data: ontology/patterns/<kind>.yaml, each entry with examples it takes and rejects it leaves.

An entry of the YAML list:

    - id: until-month            # the rule id that facts carry
      regex: '(?P<month>\\d{1,2})月底前'
      examples: [6月底前]        # each must match, wholly
      rejects: [6月底特律]       # none may match anywhere
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import yaml

from kg.resources import folder


@dataclass(frozen=True, slots=True)
class Pattern:
    """One phrase: its rule id, its compiled regex, the examples that teach and test it; other keys in `more`."""

    id: str
    regex: re.Pattern[str]
    examples: tuple[str, ...]
    rejects: tuple[str, ...]
    more: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


def load_patterns(kind: str) -> tuple[Pattern, ...]:
    """The patterns of `ontology/patterns/<kind>.yaml`, in file order (earlier ones win)."""
    path = folder("ontology") / "patterns" / f"{kind}.yaml"
    # BaseLoader keeps every scalar a string: safe_load would turn `no` into False
    entries = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return tuple(_pattern(dict(entry)) for entry in entries)


def _pattern(entry: dict[str, object]) -> Pattern:
    regex = re.compile(str(entry.pop("regex")))
    examples = entry.pop("examples", [])
    rejects = entry.pop("rejects", [])
    assert isinstance(examples, list) and isinstance(rejects, list)
    return Pattern(
        id=str(entry.pop("id")),
        regex=regex,
        examples=tuple(examples),
        rejects=tuple(rejects),
        more=MappingProxyType({k: str(v) for k, v in entry.items()}),
    )
