"""The file of corrections: one a line, columns with tabs between, `#` before a comment.

    动作	公文	条款	种类	内容	改为	理由	谁
    剔除	岭政发〔2021〕6号	正文/二/（一）/1	职责	单位=云岭市水利局|角色=配合		原文是引用，不是分工	王 2021-07-01
    别名	云岭市		机构	市水务中心	云岭市水利工程服务中心	三定方案

The order of the lines means nothing, and a line says the same wherever it stands, so that two people's files
merge. What contradicts itself after a merge is refused, with both places.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from kg.corrections.kinds import (
    BODY,
    ENGLISH,
    KINDS,
    OF_BODIES,
    QUOTE,
    SILENCE,
    Action,
    Kind,
    Values,
    kind_called,
)
from kg.errors import KgError
from kg.text import fold

COLUMNS = ("动作", "公文", "条款", "种类", "内容", "改为", "理由", "谁")
_ENGLISH_COLUMNS = ("action", "document", "clause", "kind", "key", "value", "reason", "who")
_NEEDED = 7
_ROW = f"一行七列，用制表符隔开：{' '.join(COLUMNS[:_NEEDED])} seven columns with tabs between"


@dataclass(frozen=True, slots=True)
class Correction:
    """One line. `document` is a number, a title, a place, or empty for all; `about` and `to` are the columns
    内容 and 改为 as written, `key` and `value` the fields in them and what these hold (a bare value has no
    field's name; a body's name stands alone); `where` is `file:line`."""

    action: Action
    document: str
    clause: str
    kind: str
    about: str
    to: str
    key: tuple[tuple[str, str], ...]
    value: tuple[tuple[str, str], ...]
    reason: str
    by: str = ""
    where: str = field(default="", compare=False)

    @property
    def name(self) -> str:
        """The body's name that a correction of bodies is about."""
        return self.key[0][1]

    @property
    def target(self) -> str:
        """The body that it is, or is not; the words that an added fact quotes."""
        return self.value[0][1] if self.value else ""

    @property
    def of_bodies(self) -> bool:
        """Whether it is about bodies' names, not about one fact."""
        return self.action in OF_BODIES

    @property
    def line(self) -> str:
        """The line itself, by which a correction is known whatever file it stands in."""
        about = (self.action, self.document, self.clause, self.kind, self.about, self.to)
        return "\t".join((*about, self.reason, self.by))


def parse(text: str, name: str) -> tuple[Correction, ...]:
    """The corrections of one file. Raises an ExceptionGroup of KgErrors, one for each line that is none."""
    values = Values()
    found: list[Correction] = []
    errors: list[KgError] = []
    for number, line in enumerate(text.split("\n"), 1):
        where = f"{name}:{number}"
        try:
            if _says_something(line):
                found.append(_correction(line, where, values))
        except ValueError as error:
            errors.append(KgError(f"更正写得不对 malformed correction: {error}", where, _ROW))
    if errors:
        raise ExceptionGroup("更正写得不对 malformed corrections", errors)
    return tuple(found)


def _says_something(line: str) -> bool:
    """Whether a line is neither blank, nor a comment, nor the columns' names."""
    first = tuple(cell.strip() for cell in line.split("\t"))[:2]
    return bool(line.strip()) and line[0] not in "#＃" and first not in (COLUMNS[:2], _ENGLISH_COLUMNS[:2])


def _correction(line: str, where: str, values: Values) -> Correction:
    cells = [_cell(cell.strip()) for cell in line.rstrip().split("\t")]
    if not _NEEDED <= len(cells) <= len(COLUMNS) or not cells[6]:
        raise ValueError(f"有 {len(cells)} 列，理由不能空 {len(cells)} columns; a reason is needed")
    action, document, clause, kind, key, value = map(fold, cells[:6])
    if "?" in key.replace("？", "?") or "?" in value.replace("？", "?"):
        raise ValueError("“？”还没有填 a ? is still to be filled in")
    written = Correction(
        _action(action), _any(document), clause, BODY, key, value, (), (), cells[6], "".join(cells[7:]), where
    )
    if written.of_bodies:
        return _of_bodies(written, kind, (key, value))
    return _of_fact(written, _kind(kind), (key, value), values)


def _cell(words: str) -> str:
    """A cell without the quotation marks that a spreadsheet puts round one with a comma in it."""
    quoted = len(words) > 1 and words[0] == words[-1] == '"'
    return words[1:-1].replace('""', '"') if quoted else words


def _any(document: str) -> str:
    """The document column; `*`, as an empty cell, is every document."""
    return "" if document in ("*", "＊") else document


def _action(word: str) -> Action:
    if word in ENGLISH:
        return ENGLISH[word]
    try:
        return Action(word)
    except ValueError:
        raise ValueError(f"没有“{word}”这个动作 no such action: {'、'.join(Action)}") from None


def _kind(word: str) -> Kind:
    kind = kind_called(word)
    if kind is None:
        raise ValueError(f"没有“{word}”这个种类 no such kind of fact: {'、'.join(KINDS)}")
    return kind


def _of_bodies(written: Correction, kind: str, cells: tuple[str, str]) -> Correction:
    """A correction of bodies' names: one name, and the other's full name."""
    if kind not in ("", BODY, "body") or written.clause:
        raise ValueError(f"机构的更正，条款留空，种类写“{BODY}” of bodies: no clause, kind {BODY}")
    if not all(cells) or cells[0] == cells[1] or "|" in "".join(cells):
        raise ValueError("内容和改为应是两个不同的名称 key and value are two different names")
    return replace(written, key=(("", cells[0]),), value=(("", cells[1]),))


def _of_fact(written: Correction, kind: Kind, cells: tuple[str, str], values: Values) -> Correction:
    """A correction of one fact of a document's clause."""
    key, value = cells
    if not written.document or not written.clause or not key:
        raise ValueError("公文、条款、内容都要写 document, clause and key are needed")
    if kind.name == SILENCE and written.action is not Action.REJECT:
        raise ValueError(f"{SILENCE}只能{Action.REJECT} a silence can only be rejected")
    read = replace(written, kind=kind.name, key=tuple(_fields(kind, key, values)))
    match written.action:
        case Action.CHANGE:
            return _changing(replace(read, value=tuple(_fields(kind, value, values))))
        case Action.ADD:
            words = value.removeprefix("原文=").removeprefix("quote=")
            return _adding(replace(read, value=(("", words),)), kind)
        case _ if value:
            raise ValueError(f"{written.action}：改为应留空 the value is to be left empty")
        case _:
            return read


def _changing(read: Correction) -> Correction:
    if not read.value or not all(name and name != QUOTE for name, _ in read.value):
        raise ValueError("改为要写成“字段=新值” the value is written field=new value")
    return read


def _adding(read: Correction, kind: Kind) -> Correction:
    missing = [kind.called(name) for name in kind.needed if name not in dict(read.key)]
    if missing or not all(name and name != QUOTE for name, _ in read.key) or not read.target:
        needed = "、".join(map(kind.called, kind.needed)) or "字段"
        raise ValueError(f"补充：内容写 key gives {needed}（字段=值），改为写原文 value quotes the words")
    return read


def _fields(kind: Kind, cell: str, values: Values) -> Iterator[tuple[str, str]]:
    """The fields of a cell: `单位=云岭市水利局|角色=配合`, or bare `云岭市水利局|配合`."""
    for piece in filter(None, (piece.strip() for piece in cell.split("|"))):
        word, mark, words = piece.partition("=")
        attribute = kind.attribute(word.strip())
        if mark and not attribute:
            raise ValueError(f"{kind.name}没有“{word}”这个字段 no such field: {'、'.join(kind.fields)}、原文")
        if attribute and mark:
            yield attribute, values.read(kind, attribute, words.strip())
        else:
            yield _bare(kind, piece, values)


def _bare(kind: Kind, words: str, values: Values) -> tuple[str, str]:
    """A value without its field's name: one of a vocabulary says whose it is, any other only itself."""
    for attribute in kind.fields.values():
        if words in (choices := values.choices(kind, attribute)):
            return attribute, choices[words]
    return "", words


def without_contradictions(corrections: Iterable[Correction]) -> tuple[Correction, ...]:
    """The corrections, each once, in one order. Raises an ExceptionGroup where two lines exclude each other."""
    ordered = sorted({one.line: one for one in corrections}.values(), key=lambda one: one.line)
    held: dict[tuple[str, ...], tuple[str, Correction]] = {}
    errors = []
    for one in ordered:
        for claim, value in _claims(one):
            before, other = held.setdefault(claim, (value, one))
            if before != value:
                errors.append(_contradiction(other, one))
    if errors:
        raise ExceptionGroup("更正互相矛盾 contradicting corrections", errors)
    return tuple(ordered)


def _claims(one: Correction) -> Iterator[tuple[tuple[str, ...], str]]:
    """What a line says that no other may say otherwise."""
    if one.of_bodies:
        pair = sorted((one.name, one.target))
        yield (one.document, "一个机构", *pair), "否" if one.action is Action.DIFFERENT else "是"
        if one.action is not Action.DIFFERENT:
            yield (one.document, one.action, one.name), one.target
            yield (one.document, "名称", *pair), one.target
    elif one.action is not Action.ADD:
        fields = (part for pair in sorted(one.key) for part in pair)
        about = (one.document, one.clause, one.kind, *fields)
        yield about, "否" if one.action is Action.REJECT else "是"
        yield from (((*about, name), value) for name, value in one.value)


def _contradiction(one: Correction, other: Correction) -> KgError:
    first, second = sorted((one, other), key=lambda each: (each.where, each.line))
    what = f"与 {first.where} 互相矛盾 contradicts it: {second.action} {second.about}"
    return KgError(what, second.where, "留下一行 keep one of the two")
