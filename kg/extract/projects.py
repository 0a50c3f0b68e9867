"""Named projects: rows of printed lists (序号|项目名称|建设地点), and those that running text names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.lexicon.patterns import Pattern
from kg.model import Cell, Clause, Place, Project
from kg.setting import Setting
from kg.terms import Level
from kg.text import Span, fold, plain

_NAME_COLUMN = re.compile(r"(?:项目|工程)名称$|^名称$")
_BARE_NAME_COLUMN = re.compile(r"^(?:重点|建设)*(?:项目|工程)$")
_PLACE_COLUMN = re.compile(r"地点|所在地|地址|属地|所在县|所属县")
_STAGE_COLUMN = re.compile(r"(?:建设|项目)(?:阶段|性质|状态)$")
_CATEGORY_COLUMN = re.compile(r"(?:项目|工程|产业)?(?:类别|类型|分类)$")
_PROPONENT_COLUMN = re.compile(r"(?:建设|项目|业主|实施|投资|承建)(?:单位|主体|业主|企业)")
_TOTAL = re.compile(r"^(?:合计|小计|总计|共计)")
# a group's name without its label and count, e.g. 建设项目 of 一、建设项目（共88项）
_LABEL = re.compile(r"^(?:第?[一二三四五六七八九十]+[、章节]?|（[一二三四五六七八九十]+）|\d+[.、])")
_COUNT = re.compile(r"[（：]?共?计?\d+[个项]）?$")
_STAGE = re.compile(
    r"^(?:计划|重点|省级?|市级?)*(?:建设|前期|续建|新建|新?开工|[在拟]建|储备|谋划|竣工|投产|建成|预备|收尾)"
    r"类?(?:项目|工程)?$"
)
_MARK = re.compile(r"[▲△★☆●◆■※]")
_KEY_LIST = re.compile(r"省(?:级|定)?重点")
# the company that a project's name begins with, e.g. 云岭绿丰有限公司|新建…项目
_COMPANY = re.compile(
    r"(?:(?!新建|建设|扩建|改造|项目)[^，；。、]){2,40}?(?:公司(?:[\u4e00-\u9fff]{1,8}分公司)?|合作社)"
)
_CONCERN = re.compile(r"(?:(?!新建|建设|扩建|改造|项目)[\u4e00-\u9fff]){2,16}?集团")
_CHUNK = re.compile(r"([^，；。]+)[，；。]?")
_LEADING_PLACE = re.compile(r"[①-⑳]?(?:\d{4}年)?在?([\u4e00-\u9fff]{1,5}?[县市区旗])")
_MENTIONS = re.compile(r"项目|重点工程|支持.{2,30}(?:产业园|示范园|园区|基地|中心)")


def extract(clause: Clause, setting: Setting) -> Iterator[Project]:
    """The projects that a clause names: one for a list's row, any number for a paragraph."""
    if clause.kind == "row":
        yield from _listed(clause, setting)
    elif _MENTIONS.search(clause.reading.text):
        yield from _told(clause, setting)


def _listed(clause: Clause, setting: Setting) -> Iterator[Project]:
    """The project of a list's row, e.g. `2|▲临江县第一中学改扩建项目|临江县`."""
    name_cell = _name_cell(clause)
    if name_cell is None or name_cell.carried or not name_cell.text or _TOTAL.match(name_cell.text):
        return
    span = name_cell.reading.span(0, len(name_cell.text))
    printed = plain(setting.document.source.words(span))
    groups = list(_groups(clause, setting))
    yield Project(
        clause=clause.path,
        span=span,
        rule="project-row",
        name=_MARK.sub("", printed),
        location=_canonical(_cell(clause, _PLACE_COLUMN), setting),
        stage=_cell(clause, _STAGE_COLUMN) or next((g for g in groups if _STAGE.search(g)), ""),
        category=_cell(clause, _CATEGORY_COLUMN) or next((g for g in groups if not _STAGE.search(g)), ""),
        provincial_key=_is_provincial(printed, groups, clause, setting),
        proponents=_proponents(_cell(clause, _PROPONENT_COLUMN), printed),
    )


def _name_cell(clause: Clause) -> Cell | None:
    """The cell with the project's name; a column 项目 alone counts only beside a place."""
    placed = any(_PLACE_COLUMN.search(cell.column) for cell in clause.cells)
    columns = (_NAME_COLUMN, _BARE_NAME_COLUMN) if placed else (_NAME_COLUMN,)
    titled = clause.table is not None and ("项目" in clause.table.title or "工程" in clause.table.title)
    if not (placed or titled):
        return None
    return next((cell for column in columns for cell in clause.cells if column.search(cell.column)), None)


def _cell(clause: Clause, column: re.Pattern[str]) -> str:
    return next((cell.text for cell in clause.cells if column.search(cell.column)), "")


def _groups(clause: Clause, setting: Setting) -> Iterator[str]:
    """The printed groups that a row stands in, innermost first, without label and count."""
    path = clause.parent
    while "/" in path:
        group = setting.by_path.get(path)
        if group:
            heading = fold(group.heading) or group.reading.text.partition("\n")[0]
            yield _COUNT.sub("", _LABEL.sub("", heading))
        path = path.rpartition("/")[0]


def _is_provincial(printed: str, groups: list[str], clause: Clause, setting: Setting) -> bool:
    """Whether a project is a provincial key one: by its mark and the note under the list, or by its list."""
    if _KEY_LIST.search(" ".join((*groups, clause.table.title if clause.table else ""))):
        return True
    mark = _MARK.search(printed)
    note = _pattern(setting, "provincial-mark").regex
    notes = (c.reading.text for c in setting.clauses if "重点" in c.reading.text) if mark else ()
    return any(mark and found["mark"] == mark.group() for text in notes for found in note.finditer(text))


def _proponents(column: str, name: str) -> tuple[str, ...]:
    """The companies that do a project: those of a column, else the one that its name begins with."""
    if column:
        return tuple(part for part in re.split("[、，；]", column) if part)
    company = _COMPANY.match(_MARK.sub("", name)) or _CONCERN.match(_MARK.sub("", name))
    return (company.group(),) if company else ()


def _told(clause: Clause, setting: Setting) -> Iterator[Project]:
    """The projects of paragraphs: all of one headed 重点建设项目, else those a place is to found."""
    label = _pattern(setting, "project-paragraph").regex
    founding = [_pattern(setting, rule) for rule in ("project-supported", "project-of-county")]
    start = 0
    for paragraph in clause.reading.text.split("\n"):
        end = start + len(paragraph)
        if headed := label.match(paragraph):
            things = _undertaken(clause, setting, Span(start + headed.end(), end))
        else:
            things = _founded(clause.reading.text, Span(start, end), founding, setting)
        for thing in things:
            yield from _projects(thing, clause, setting)
        start = end + 1


def _founded(text: str, part: Span, patterns: Sequence[Pattern], setting: Setting) -> Iterator[_Thing]:
    """The things that a county founds or is helped to found, each pattern's in printed order."""
    for pattern in patterns:
        for found in pattern.regex.finditer(text, *part):
            if _place(re.split("[、和]", found["where"])[0], setting):
                yield from _things(found, pattern.id, "", setting)


@dataclass(frozen=True, slots=True)
class _Thing:
    """A named thing in a sentence, with the places that the sentence gives it."""

    name: str
    start: int
    rule: str
    where: tuple[str, ...]


def _undertaken(clause: Clause, setting: Setting, part: Span) -> Iterator[_Thing]:
    """The things that a paragraph undertakes; the place that opens a sentence holds to its end."""
    pattern = _pattern(setting, "project-undertaken")
    text, place = clause.reading.text, ""
    for chunk in _CHUNK.finditer(text, *part):
        lead = _LEADING_PLACE.match(text, *chunk.span())
        place = lead.group(1) if lead and _place(lead.group(1), setting) else place
        if found := pattern.regex.match(text, *chunk.span(1)):
            yield from _things(found, pattern.id, place, setting)
        if text[chunk.end() - 1] == "。":
            place = ""


def _things(found: re.Match[str], rule: str, place: str, setting: Setting) -> Iterator[_Thing]:
    """The things of a list, e.g. of 推进A项目、B生产线投产 two; a counted one (3个…) ends it."""
    counted = _pattern(setting, "project-counted").regex
    where = tuple(re.split("[、和]", found["where"])) if found["where"] else (place,) * bool(place)
    for thing in _pattern(setting, "project-named").regex.finditer(found.string, *found.span("things")):
        if counted.search(thing["name"]):
            return
        yield _Thing(thing["name"], thing.start("name"), rule, where)


def _projects(thing: _Thing, clause: Clause, setting: Setting) -> Iterator[Project]:
    """The project that a thing is, once for each place; with no place, company or 项目 it is none."""
    inside = _place_in(thing.name, setting)
    company = _proponents("", thing.name)
    where = thing.where or ((inside,) if inside else ())
    if not (where or company or thing.name.endswith(("项目", "生产线"))):
        return
    span = clause.reading.span(thing.start, thing.start + len(thing.name))
    name = plain(setting.document.source.words(span))
    for place in where or ("",):
        yield Project(
            clause=clause.path,
            span=span,
            rule=thing.rule,
            name=name,
            location=_canonical(place, setting),
            stage="",
            category="",
            provincial_key=False,
            proponents=company,
        )


def _place(printed: str, setting: Setting) -> Place | None:
    return setting.places.find(printed, setting.place)


def _canonical(printed: str, setting: Setting) -> str:
    """A printed place's full name (应县 for `应 县`); what is no division (市直, 开发区) as printed."""
    place = _place(printed, setting) if printed else None
    return place.name if place else printed


def _place_in(name: str, setting: Setting) -> str:
    """The county of the issuer's area that a project's name begins with: 平鲁区 for 平鲁…公司生产线."""
    places = setting.places
    for length in range(5, 1, -1):
        place = _place(name[:length], setting) if setting.place else None
        if place and place.level is Level.COUNTY and setting.place in places.ancestors(place):
            return place.name
    return ""


def _pattern(setting: Setting, rule: str) -> Pattern:
    return next(p for p in setting.lexicon.projects if p.id == rule)
