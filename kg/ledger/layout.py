"""How the ledger is laid out: which tasks stand under which heading, and what the sheets are called."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from kg.ledger.rows import Task
from kg.terms import Role

COLUMNS: Final = ("任务", "牵头", "责任/配合", "时限", "量化目标", "依据（文号·条款）", "原文")
_OTHERS: Final = (
    (Role.RESPONSIBLE, "责任"),
    (Role.SUPPORT, "配合"),
    (Role.SUPERVISE, "督导"),
    (Role.COMPETENT, "主管"),
    (Role.ACCEPT, "验收"),
    (Role.HOST, "承设"),
    (Role.APPROVE, "审批"),
)
_FORBIDDEN: Final = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_LONGEST: Final = 31  # characters of a sheet's name


class By(StrEnum):
    """What the first sheet is grouped by."""

    DOCUMENT = "document"
    BODY = "body"


@dataclass(frozen=True, slots=True)
class Group:
    """Tasks under one heading: a document's number, title and day, or a body's name."""

    heading: str
    tasks: tuple[Task, ...]


def cells(task: Task) -> tuple[str, ...]:
    """A task's words for the seven columns."""
    others = [f"{called}：{task.bodies(role)}" for role, called in _OTHERS if task.bodies(role)]
    return (
        task.words,
        task.bodies(Role.LEAD),
        "\n".join(others),
        "；".join(task.limits),
        "；".join(task.targets),
        task.basis,
        task.text,
    )


def by_document(tasks: Iterable[Task]) -> tuple[Group, ...]:
    """The tasks under their documents, in their order."""
    groups: dict[str, list[Task]] = defaultdict(list)
    for task in tasks:
        head = task.document
        titled = f"{head.number}　{head.title}" if head.number and head.title else head.called
        groups[f"{titled}（{head.date}）" if head.date else titled].append(task)
    return tuple(Group(heading, tuple(group)) for heading, group in groups.items())


def by_body(tasks: Iterable[Task]) -> tuple[Group, ...]:
    """The tasks under each body that is wanted: first those with the most, then by name."""
    groups: dict[tuple[str, str], dict[Task, None]] = defaultdict(dict)
    for task in tasks:
        for one in task.wanted:
            groups[one.name, one.body][task] = None
    ordered = sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))
    return tuple(Group(name, tuple(group)) for (name, _), group in ordered)


def sheet_names(wanted: Sequence[str], taken: Iterable[str] = ()) -> list[str]:
    """A name for each sheet: at most 31 characters, none that a spreadsheet forbids, no two alike.

    >>> sheet_names(["市发改委/市粮食局", "市水利局", "市水利局"], ["目录"])
    ['市发改委 市粮食局', '市水利局', '市水利局（2）']
    """
    used, names = {name.casefold() for name in taken}, []
    for words in wanted:
        clean = " ".join(_FORBIDDEN.sub(" ", words).split()).strip("'") or "未名"
        name, n = clean[:_LONGEST], 1
        while name.casefold() in used:
            n += 1
            name = f"{clean[: _LONGEST - len(f'（{n}）')]}（{n}）"
        used.add(name.casefold())
        names.append(name)
    return names
