"""Resolve printed names to organisations under their canonical names: a table beside the facts.

`市` alone is the issuing city, so two cities' 市财政局 never meet. What a name means is computed from the
name, the document it stands in and the gazetteers alone: no state is kept across documents.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from kg.lexicon.shared_words import NAME_ASIDE, SECOND_ENDING
from kg.model import Fact, Membership, Name, Organisation, Place, Responsibility
from kg.reading.issuing import forwards_national, is_national
from kg.resolve.departments import Departments
from kg.resolve.full_names import full_name
from kg.resolve.governments import Governments
from kg.resolve.groups import Groups
from kg.resolve.home import Home
from kg.resolve.levels import levelled
from kg.resolve.short_names import beginnings, short_names
from kg.setting import Setting
from kg.terms import Level, OrganisationKind

_PROVINCE = re.compile("[\u4e00-\u9fff]{2,3}省|[\u4e00-\u9fff]{2,5}自治区")
_LEVELS = ("省", "市", "县", "区")  # of lists: 省交通运输厅、渡口建设总指挥部
_BRACKETS = str.maketrans("〔〕", "（）")
_TOWNS = re.compile(r"各?(?:乡|镇|街道)[^、]*、(?:各?(?:乡|镇|街道)[^、]*)$")  # 镇人民政府、街道办事处
_SECOND_NAME = re.compile(r"（[^（）、]{2,10}[办局委]）$")  # 市委组织部（人才办）
_OFFICE_ENDINGS = ("局", "厅", "委", "办", "部门", "单位", "公司", "集团", "机构", "办公室")
_LEVELLED = re.compile(r"^(?P<level>自治区|[省市县区旗州镇乡])(?P<rest>.+)$")
_WHICH = re.compile(r"^(?:各类|各级|各有关|各相关|各|所有|任何|相关|有关|上述)+(?=.{2})")
_COLLECTIVE = re.compile(
    r"^(?:[省市县]以下|直属机构|各|有关|相关|市直|省直|县直|其他|其余|市有关|省有关|全市|中央|所有|市级|[省市县区]属)"
    r"|(?:各|有关|相关).*(?:部门|单位)$|[部各]单位$"
)
# 各有关部门, 相关行政监管部门
_NARROWED = re.compile(
    r"^(?:各有关|各相关|有关|相关|各|相应)(?P<core>[^级县市区乡镇地街].*(?:部门|单位|机构))$"
)
_AUTHORITY = re.compile(r"(?:执法|监察|司法|审批|登记|税务)机关$")
_SUPERVISION = re.compile("监管局$")  # 公共资源交易监管局, in full 监督管理局
_OF_PARTY = re.compile("委(?!员|会).{3,}(?:办公室|部|办)$")  # 市委人才工作领导小组办公室
_SPELLED_OUT = re.compile("营管部$")
_BRANCH = re.compile("(?<=[^集])中支$")  # 人行云岭中支
_WHERE = re.compile("^(?:所在辖区|所在地?|辖区)")
_ENTITLED = re.compile("^有权(?=.+(?:机关|机构|部门)$)")  # 有权税务机关
_VILLAGE = re.compile(r"^.+(?=村（居）(?:组织|民委员会|委会)$)")
_RUNNING = re.compile("(?:管理|运营|运行|建设|服务|主管|依托)(?:机构|单位|部门|办公室|中心)")
_GENERIC = re.compile(r"(?:部门|单位|机构|企业|项目|工地|电厂|个人|车辆|机关)$")
_KINDS = (
    (re.compile(r"(?:领导小组|协调小组|指挥部|联席会议|专班)$"), OrganisationKind.GROUP),
    (re.compile(r"(?:人民政府|政府|管理委员会|管委会)$"), OrganisationKind.GOVERNMENT),
    (re.compile(r"(?:办公室|办公厅|办|研究室)$"), OrganisationKind.OFFICE),
    (re.compile(r"(?:局|厅|委员会|委|总队|支队|大队|部)$"), OrganisationKind.DEPARTMENT),
    (re.compile(r"(?:公司|集团|银行|[分支]行|厂|合作社)$"), OrganisationKind.ENTERPRISE),
    (
        re.compile(r"(?:中心|医院|学校|大学|学院|院|所|站|社|联合会|协会|馆)$"),
        OrganisationKind.INSTITUTION,
    ),
)


def resolve(facts: Iterable[Fact], setting: Setting) -> Mapping[Name, Organisation]:
    """The organisation that each name in `facts` means, by the name as printed."""
    resolver = Resolver(setting)
    enclosed = Resolver(setting, forwarded=True) if forwards_national(setting.document) else resolver
    printed: Counter[Name] = Counter()
    meant: dict[Name, Organisation] = {}
    for fact in facts:
        if name := _name(fact):
            own = fact.clause.startswith("通知")
            placed = levelled(name, fact.clause, setting)
            meant[name] = (resolver if own else enclosed).organisation(placed)
            printed[name] += 1
    usual = _usual_names((org.name for name, org in meant.items() for _ in range(printed[name])))
    return {name: _called(org, usual.get(org.name, org.name)) for name, org in meant.items()}


def _called(org: Organisation, name: str) -> Organisation:
    """The same body under another name."""
    return org if name == org.name else replace(org, name=name)


def _usual_names(names: Iterable[str]) -> Mapping[str, str]:
    """For each collective that differs only by what narrows it (有关行政监管部门, 各相关行政监管部门), the name that
    the document prints most; the longer one of two."""
    groups: dict[str, Counter[str]] = {}
    for name in names:
        if found := _NARROWED.match(name):
            core = found.group("core").replace("监督管理", "监管")
            groups.setdefault(core, Counter())[name] += 1
    most = {
        core: max(group, key=lambda name: (group[name], len(name), name)) for core, group in groups.items()
    }
    return {name: most[core] for core, group in groups.items() for name in group}


def _name(fact: Fact) -> Name | None:
    """The body that a fact names."""
    match fact:
        case Responsibility(body=name) | Membership(group=name):
            return name
        case _:
            return None


class Resolver:
    """What names mean in one document; `forwarded`: in what it forwards from an office of the whole country."""

    def __init__(self, setting: Setting, forwarded: bool = False) -> None:
        document, lexicon = setting.document, setting.lexicon
        issuer = document.issuer.value if document.issuer else ""
        place = None if forwarded else setting.place
        national = forwarded or (not place and is_national(issuer))
        self.ours = setting.ours
        self.home = Home(place, setting.places, national=national)
        self.governments = Governments(self.home, document)
        self.groups = Groups(self.home, document, setting.clauses)
        self.departments = Departments(self.governments, lexicon, document, setting.clauses)
        self.shorts = short_names(setting.clauses)
        self.beginnings = beginnings(setting.clauses)
        self.preferred = lexicon.known_bodies
        self.abbreviations = lexicon.abbreviations
        self.known: dict[tuple[str, str, str], Organisation] = {}

    def organisation(self, name: Name) -> Organisation:
        """The organisation that a printed name means here, under its preferred name."""
        key = (name.printed, name.head, name.tail)
        if key not in self.known:
            meant = self._meant(name)
            self.known[key] = _called(meant, self.preferred.get(meant.name, meant.name))
        return self.known[key]

    def _meant(self, name: Name) -> Organisation:
        words = self.ours(name.printed).translate(_BRACKETS).removesuffix("主要负责人").removesuffix("负责人")
        words = _ENTITLED.sub("", _SECOND_NAME.sub("", words))
        long = self.shorts.get(_WHERE.sub("", words), words)
        if "、" in long and long != words:  # 镇人民政府、街道办事处, which the document names together
            return self.home.collective(long, Level.TOWN if _TOWNS.match(long) else Level.NONE)
        return self._without_bracket(long, name) or self._one(long, name)

    def _without_bracket(self, words: str, name: Name) -> Organisation | None:
        """The body of a name with a bracket in it (各县（市）区发改（科技）局): its name without one, and the bracket
        before its last words."""
        found = NAME_ASIDE.search(words + name.tail) if "（" in words else None
        after = (words + name.tail)[found.end() :] if found else ""
        if not found or not (after.endswith(_OFFICE_ENDINGS) or SECOND_ENDING.fullmatch(found.group())):
            return None
        bare = words[: found.start()] + words[found.end() :]
        body = self._one(bare, name)
        if not body.name.endswith(after):
            return body
        return replace(body, name=body.name.removesuffix(after) + found.group() + after)

    def _one(self, words: str, name: Name) -> Organisation:
        """The organisation of a name without brackets of its own."""
        return (
            self.departments.by_field(words, name.head, name.tail)
            or self.governments.meant(words + name.tail if name.tail.endswith("政府") else words)
            or self.groups.meant(name.head + words if name.head in _LEVELS else words)
            or self.departments.designated(words)
            or self.departments.named(words, name.head)
            or self._unknown(words, name.head if not name.tail else "")
        )

    def _unknown(self, words: str, head: str) -> Organisation:
        """A name that no gazetteer knows: as printed, 市 read as the issuing city, typed by its ending; `head`
        is the level of the list it stands in, where it prints none of its own."""
        words = words if not head or self._tells_place(words) else head + words
        if body := self._running(words):
            return body
        words = next(
            (self._spelled(words, short) for short in self.abbreviations if words.startswith(short)), words
        )
        if _COLLECTIVE.search(words) and not _AUTHORITY.search(words):
            return self.home.collective(words, Level.NONE)
        words = _SPELLED_OUT.sub("营业管理部", _VILLAGE.sub("", words))
        words = _BRANCH.sub("中心支行", words)
        kind, place, rest = _kind(words), *self._placed(words)
        if not place or kind is OrganisationKind.GENERIC:
            name = _WHICH.sub("", words) if kind is OrganisationKind.GENERIC else words
            return Organisation(name, kind, Level.NONE)
        full = self.home.full(place)
        if _OF_PARTY.match(rest):
            return Organisation(f"中共{full}{rest}", OrganisationKind.PARTY, place.level, place.name)
        parent = f"{full}人民政府" if kind is OrganisationKind.DEPARTMENT else ""
        return Organisation(full + rest, kind, place.level, place.name, parent)

    def _running(self, words: str) -> Organisation | None:
        """The body that runs what the document gives a short name: 市渡口平台管理机构."""
        short = next((one for one in self.beginnings if words.startswith(one)), "")
        rest = words.removeprefix(short)
        if not short or not _RUNNING.fullmatch(rest):
            return None
        place, long = self._placed(self.beginnings[short])
        name = f"{self.home.full(place)}{long}{rest}" if place else f"{self.beginnings[short]}{rest}"
        return Organisation(
            name, _kind(name), place.level if place else Level.NONE, place.name if place else ""
        )

    def _tells_place(self, words: str) -> bool:
        """Whether a name opens with a place's."""
        if self.home.name and words.startswith(self.home.name[:-1]):
            return True
        return any(self.home.places.find(words[:length], self.home.place) for length in (2, 3))

    def _placed(self, words: str) -> tuple[Place | None, str]:
        """The place whose body an unknown name is, and the name after it: 石景山区投促中心, 区投促中心."""
        own = self._of_full_name(words)
        found = _LEVELLED.match(words)
        level = own.name if own else found.group("level") if found else ""
        place, rest = own or self.home.at(level), words.removeprefix(level)
        if not level or not place:
            return None, words
        rest = words if rest.startswith("级") else _SUPERVISION.sub("监督管理局", rest)  # 县级路长办公室
        return place, full_name(rest, (level, place.name), self.governments.text)

    def _of_full_name(self, words: str) -> Place | None:
        """The home, or a province, that a name opens with in full: 福建省|技工教育中心."""
        if self.home.name and words.startswith(self.home.name):
            return self.home.place
        found = _PROVINCE.match(words)
        place = self.home.places.find(found.group()) if found else None
        return place if found and place and place.name == found.group() else None

    def _spelled(self, words: str, short: str) -> str:
        """A name with its printed beginning spelled out: 中国农业发展银行…分行 for 农发行…分行."""
        return self.abbreviations[short] + words.removeprefix(short)


def _kind(words: str) -> OrganisationKind:
    """What sort of body a name's ending tells: 局 a department, 公司 an enterprise; else a generic party."""
    if _GENERIC.search(words):
        return OrganisationKind.GENERIC
    return next((kind for ending, kind in _KINDS if ending.search(words)), OrganisationKind.GENERIC)
