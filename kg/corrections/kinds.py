"""What a correction can speak of: the kinds of fact and their fields, in the words of the file.

A field is written `角色=牵头`; the English names (`role=lead`) are read too. Values that come from a vocabulary
are read by their Chinese label or their notation.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType
from typing import Final

from kg.model import Citation, Deadline, Fact, Membership, Note, Project, Responsibility, Target
from kg.pointers import Pointer
from kg.resources import folder

QUOTE: Final = "quote"
"""The field that every kind has: the fact's printed words (原文)."""


class Action(StrEnum):
    """What a line does."""

    KEEP = "确认"
    REJECT = "剔除"
    CHANGE = "修改"
    ADD = "补充"
    SAME = "同一"
    DIFFERENT = "不同"
    ALIAS = "别名"


ENGLISH: Final = MappingProxyType(
    {
        "accept": Action.KEEP,
        "reject": Action.REJECT,
        "change": Action.CHANGE,
        "add": Action.ADD,
        "same": Action.SAME,
        "different": Action.DIFFERENT,
        "alias": Action.ALIAS,
    }
)
OF_BODIES: Final = frozenset({Action.SAME, Action.DIFFERENT, Action.ALIAS})


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of fact: its names, its class, its fields (Chinese name -> attribute) and what one must have."""

    name: str
    english: str
    made: Callable[..., Fact | Note]
    fields: Mapping[str, str]
    needed: tuple[str, ...]

    def attribute(self, word: str) -> str:
        """The attribute that a field's name means; empty when this kind has no such field.

        >>> KINDS["职责"].attribute("角色")
        'role'
        """
        if word in (QUOTE, "原文"):
            return QUOTE
        return self.fields.get(word) or (word if word in self.fields.values() else "")

    def called(self, attribute: str) -> str:
        """The Chinese name of a field."""
        return next((zh for zh, name in self.fields.items() if name == attribute), "原文")


_ALL = (
    Kind(
        "职责", "responsibility", Responsibility,
        {"单位": "body", "角色": "role", "方式": "kind", "任务": "duty"}, ("body", "role"),
    ),
    Kind("引用", "citation", Citation, {"标题": "title", "文号": "number", "关系": "relation"}, ("title",)),
    Kind("时限", "deadline", Deadline, {"起": "start", "止": "end", "频次": "recurrence"}, ()),
    Kind(
        "项目", "project", Project,
        {
            "名称": "name", "地点": "location", "阶段": "stage", "类别": "category",
            "省级重点": "provincial_key",
        },
        ("name",),
    ),
    Kind(
        "成员", "membership", Membership,
        {"小组": "group", "姓名": "person", "角色": "role", "职务": "post"}, ("group", "person", "role"),
    ),
    Kind(
        "指标", "target", Target,
        {"指标": "indicator", "比较": "comparator", "数值": "value", "单位": "unit", "日期": "date"},
        ("indicator", "comparator", "value"),
    ),
    Kind("指引", "pointer", Pointer, {"所指": "targets"}, ()),
    Kind("没读懂", "silence", Note, {}, ()),
)  # fmt: skip
KINDS: Final = MappingProxyType({kind.name: kind for kind in _ALL})
BODY: Final = "机构"
SILENCE: Final = "没读懂"
"""Words that looked like an assignment and gave no fact: a line can say that there is none."""


def kind_of(fact: Fact) -> Kind:
    """The kind that a fact is of."""
    return next(kind for kind in _ALL if kind.made is type(fact))


def kind_called(word: str) -> Kind | None:
    """The kind of a Chinese or English name."""
    return KINDS.get(word) or next((kind for kind in _ALL if kind.english == word), None)


_DAY = re.compile(r"(?:[12]\d{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))?")
_DURATION = re.compile(r"(?:P(?=.)(?:\d+Y)?(?:\d+M)?(?:\d+W)?(?:\d+D)?)?")
_NUMBER = re.compile(r"-?\d{1,15}(?:\.\d{1,15})?")
_COMPARISONS = {"=": "=", ">=": ">=", "≥": ">=", "<=": "<=", "≤": "<=", "～": "~", "~": "~"}
_TRUTH = {"是": "是", "yes": "是", "否": "否", "no": "否"}
_SHAPED = {
    "start": (_DAY, "2021-06-30"),
    "end": (_DAY, "2021-06-30"),
    "date": (_DAY, "2021-06-30"),
    "recurrence": (_DURATION, "P3M"),
    "value": (_NUMBER, "12.5"),
}
_SCHEMES = {
    ("职责", "role"): "roles",
    ("职责", "kind"): "duty-kinds",
    ("引用", "relation"): "relations",
    ("成员", "role"): "member-roles",
}
_CONCEPT = re.compile(r'skos:notation "([^"]+)".*?skos:prefLabel "([^"]+)"@zh', re.DOTALL)


class Values:
    """How values are read. Vocabularies are loaded once, when a value first asks for one."""

    @cached_property
    def _choices(self) -> Mapping[tuple[str, str], Mapping[str, str]]:
        """The notation of each value, by label and by notation, for each field that has a vocabulary."""
        return {where: _labels(scheme) for where, scheme in _SCHEMES.items()}

    def choices(self, kind: Kind, attribute: str) -> Mapping[str, str]:
        """What may be written for a field, and what it means; empty where any words may."""
        if attribute == "comparator":
            return _COMPARISONS
        if attribute == "provincial_key":
            return _TRUTH
        return self._choices.get((kind.name, attribute), {})

    def read(self, kind: Kind, attribute: str, words: str) -> str:
        """The value that `words` mean. Raises ValueError, which says what may be written, where they mean none."""
        choices = self.choices(kind, attribute)
        if not words and attribute in kind.needed:
            raise ValueError(f"{kind.called(attribute)} 不能空 cannot be empty")
        if choices and words not in choices:
            raise ValueError(f"{kind.called(attribute)}={words}：应为 one of {'、'.join(choices)}")
        shape, example = _SHAPED.get(attribute, (None, ""))
        if shape and not shape.fullmatch(words):
            raise ValueError(f"{kind.called(attribute)}={words}：写法如 write it like {example}")
        return choices.get(words, words)


def _labels(scheme: str) -> Mapping[str, str]:
    """The notations of a vocabulary by Chinese label and by notation: 牵头 and lead are `lead`."""
    text = (folder("ontology") / "vocabularies" / f"{scheme}.ttl").read_text(encoding="utf-8")
    found = _CONCEPT.findall(text)
    return {label: notation for notation, label in found} | {notation: notation for notation, _ in found}
