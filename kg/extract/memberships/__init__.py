"""Who sits in a leading group: rosters (`组 长：陆 川 副市长`) and sentences (`罗芸同志兼任办公室主任`)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.extract.memberships.roster import is_name, read_print, seats
from kg.lexicon.patterns import Pattern
from kg.model import Clause, Membership, Name
from kg.setting import Setting
from kg.terms import MemberRole
from kg.text import EMPTY, Reading, Span, read_paragraphs, read_span

_ROSTER = re.compile(r"组长：|挥长：|总指挥：|召集人：|主任(?:委员)?：|成员：|组员：|委员：")
_SENTENCE = re.compile(r"兼任|任(?:领导小组|指挥部|联席会议)?办公室副?主任|主任由")
_OFFICE = (MemberRole.OFFICE_DIRECTOR, MemberRole.OFFICE_DEPUTY_DIRECTOR)
# a committee has no 组长: its 主任 is its head, and called so
_IN_COMMITTEE = {
    MemberRole.OFFICE_DIRECTOR: (MemberRole.HEAD, MemberRole.CHAIR),
    MemberRole.OFFICE_DEPUTY_DIRECTOR: (MemberRole.DEPUTY_HEAD, MemberRole.DEPUTY_CHAIR),
}
# how a group's own name begins (云岭市…, 市…), unlike that of any such group (创建工作领导小组, 文明城市…)
_PLACED = re.compile(r"[省市县区州镇乡]|(?!.{1,4}城市).{2,4}(?:[省市县区州盟旗镇乡]|街道)|国务院|全国|国家")

# a team of a leading group, whose roster stands under its name: （一）现场演出组
_TEAM = re.compile(r"[\u4e00-\u9fff]{2,10}(?<!小)组")
# the parts of a team: 第一组：
_PART_OF_TEAM = re.compile(r"第[一二三四五六七八九十]{1,2}(?:小)?组：")
# a group that its own document names no further: 领导小组下设…
_UNNAMED = re.compile(r"(?<![\u4e00-\u9fff])领导小组(?=下设|办公室设|由|统一)|(?<=成立)领导小组")

# how much of a title's wording a group's founding name has at least
_ALIKE = 0.7


def extract(clause: Clause, setting: Setting) -> Iterator[Membership]:
    """The memberships that a clause states, each person once for each role; contact persons give none."""
    text = clause.reading.text
    roster, sentence = _ROSTER.search(text), _SENTENCE.search(text)
    group = _group(clause, setting) if roster or sentence else None
    if group is None:
        return
    seen: set[tuple[str, MemberRole]] = set()
    for fact in (
        *(_seated(clause, setting, group) if roster else ()),
        *(_named(clause, setting, group) if sentence else ()),
    ):
        if (fact.person, fact.role) not in seen:
            seen.add((fact.person, fact.role))
            yield fact


def _seated(clause: Clause, setting: Setting, group: Name) -> Iterator[Membership]:
    """The members of a roster; a second 组长： after the members begins a list of another, lesser group, but
    where a team's parts follow each other (第一组： … 第二组：)."""
    roles = _roles(setting, "label")
    printed = read_print(setting.document.source.folded, clause.spans)
    posts: dict[str, str] = {}
    before: MemberRole | None = None
    for seat in seats(printed, [(p.id, p.regex) for p in roles], setting.lexicon.surnames):
        role, called = _role(_pattern(roles, seat.rule), before, group)
        again = role is MemberRole.HEAD and before not in (None, MemberRole.HEAD)
        if again and not _PART_OF_TEAM.search(clause.reading.text):
            return
        if role is MemberRole.MEMBER and before in _OFFICE:
            continue
        before = role
        post = posts.get(seat.person, "") if seat.acting else seat.post
        posts.setdefault(seat.person, post)
        yield Membership(clause.path, seat.span, seat.rule, group, seat.person, called, post)


def _role(label: Pattern, before: MemberRole | None, group: Name) -> tuple[MemberRole, MemberRole]:
    """The role that a label gives, and what the group calls it (组长 and 召集人): 主任 is a committee's head, else
    the director of the group's office."""
    role = MemberRole(label.more["role"])
    called = MemberRole(label.more.get("called", role))
    in_committee = group.printed.endswith("委员会") and before not in (MemberRole.MEMBER, *_OFFICE)
    return _IN_COMMITTEE.get(role, (role, called)) if in_committee else (role, called)


def _named(clause: Clause, setting: Setting, group: Name) -> Iterator[Membership]:
    """The office's directors that a sentence names; their post only where the sentence prints it."""
    reading = clause.reading
    for pattern in (*_roles(setting, "held"), *_roles(setting, "by")):
        for found in pattern.regex.finditer(reading.text):
            role = MemberRole(pattern.more["role"])
            for person in found["names"].split("、"):
                if is_name(person, setting.lexicon.surnames):
                    span = reading.span(found.start("post"), found.end())
                    yield Membership(clause.path, span, pattern.id, group, person, role, found["post"])


def _roles(setting: Setting, kind: str) -> list[Pattern]:
    return [p for p in setting.lexicon.memberships if "role" in p.more and p.id.endswith(f"-{kind}")]


def _pattern(patterns: Sequence[Pattern], rule: str) -> Pattern:
    return next(p for p in patterns if p.id == rule)


def _group(clause: Clause, setting: Setting) -> Name | None:
    """The group a clause tells of: the one founded in it, else the team that its heading names, else the one
    that its part's title names (under the name that it was founded by), else the last one founded before, else
    the document's own subject, else the one that the clause calls 领导小组 and no more."""
    if own := next(_founded(clause.reading, setting), None) or _headed(clause):
        return own
    before = [c for c in setting.clauses if c.order < clause.order]
    founded = [name for c in before for name in _founded(c.reading, setting)]
    titled = _titled(_title(clause, setting), setting)
    if titled:
        alike = [name for name in founded if _likeness(name, titled) > _ALIKE]
        return max(alike, key=lambda name: _likeness(name, titled), default=titled)
    subject = setting.document.title
    about = read_span(setting.document.source.folded, subject.span) if subject else EMPTY
    return founded[-1] if founded else next(_founded(about, setting), None) or _unnamed(clause, setting)


def _headed(clause: Clause) -> Name | None:
    """The team that a clause's heading names: 安全保卫组."""
    at = clause.reading.text.find(clause.heading) if _TEAM.fullmatch(clause.heading) else -1
    return Name(clause.heading, clause.reading.span(at, at + len(clause.heading))) if at >= 0 else None


def _unnamed(clause: Clause, setting: Setting) -> Name | None:
    """The group that a clause calls 领导小组 and no more; its gaps kept, since one may stand before."""
    printed = read_print(setting.document.source.folded, clause.spans)
    found = _UNNAMED.search(printed.text)
    return Name(found[0], printed.span(*found.span())) if found else None


def _likeness(name: Name, titled: Name) -> float:
    """The share of a title's characters that a name has: titles seldom repeat the founding name exactly."""
    return len(set(name.printed) & set(titled.printed)) / len(set(titled.printed))


def _founded(reading: Reading, setting: Setting) -> Iterator[Name]:
    """The groups that a text founds, named with their place (成立云岭市…领导小组)."""
    if "立" not in reading.text and "调整" not in reading.text and "组建" not in reading.text:
        return
    pattern = _pattern(setting.lexicon.memberships, "group-founded")
    for found in pattern.regex.finditer(reading.text):
        if _PLACED.match(found["group"]):
            yield Name(found["group"], reading.span(*found.span("group")))


def _titled(reading: Reading, setting: Setting) -> Name | None:
    """The group that a roster's title names: 云岭市…领导小组成员名单."""
    pattern = _pattern(setting.lexicon.memberships, "group-titled")
    found = pattern.regex.search(reading.text) if len(reading.text) < 80 else None
    return Name(found["group"], reading.span(*found.span("group"))) if found else None


def _title(clause: Clause, setting: Setting) -> Reading:
    """The printed title of the part that a clause stands in: the title lines just above its first words."""
    document = setting.document
    part = setting.by_path.get(clause.part, clause)
    start = part.spans[0].start if part.spans else clause.spans[0].start
    titles: list[Span] = []
    for line in reversed(document.furniture):
        if line.kind == "title" and line.span.end == (titles[0].start if titles else start):
            titles.insert(0, line.span)
    return read_paragraphs(document.source.folded, [titles])
