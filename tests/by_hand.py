"""A record built by hand, with one fact of every kind: what the stages before triples() would hand over."""

from __future__ import annotations

from itertools import accumulate
from types import MappingProxyType

from kg.model import (
    Citation,
    Clause,
    Deadline,
    Document,
    Membership,
    Name,
    Organisation,
    Part,
    Place,
    Printed,
    Project,
    Record,
    Responsibility,
    Target,
)
from kg.pointers import Pointer
from kg.reforms import Change
from kg.terms import ChangeKind, DutyKind, Level, MemberRole, OrganisationKind, Relation, Role
from kg.text import EMPTY, Source, Span, fold

TEXT = """云政办发〔2020〕3号
云岭市人民政府办公室关于印发云岭市清河行动方案的通知
各县（市、区）人民政府，市直各有关单位：
按照《山南省水污染防治条例》制定本方案，经市政府第9次常务会议通过。
云岭市清河行动方案
一、清淤
2020年6月底前清淤80公里以上。市财政局负责筹措资金，负责拨付
资金。临江县新建清河大桥项目。
（牵头单位：市水务局；配合单位：市财政局）
二、组织
组长：李明 副市长
2020年起每月开展检查，落实山政发〔2019〕8号文件，河长制覆盖率达到100%。
附件：河道名单
"""


def spot(words: str, after: int = 0) -> Span:
    """Where `words` are first printed in TEXT."""
    start = TEXT.index(words, after)
    return Span(start, start + len(words))


def read(text: str, name: str = "云岭/2020-03.txt") -> Source:
    """A source as read() gives it."""
    starts = tuple(accumulate((len(line) for line in text.splitlines(keepends=True)), initial=0))
    return Source(name, text, "ab" * 32, "utf-8", starts, fold(text))


SOURCE = read(TEXT)
WATER = Organisation(
    "云岭市水务局", OrganisationKind.DEPARTMENT, Level.CITY, "云岭市", "云岭市人民政府", ("市水务局",)
)
MONEY = Organisation("云岭市财政局", OrganisationKind.DEPARTMENT, Level.CITY, "云岭市", "云岭市人民政府")
GROUP = Organisation("云岭市清河行动领导小组", OrganisationKind.GROUP, Level.CITY, "云岭市")
COUNTIES = Organisation(
    "各县（市、区）人民政府",
    OrganisationKind.COLLECTIVE,
    Level.COUNTY,
    "云岭市",
    "云岭市人民政府",
    members=("临江县人民政府",),
)
CITY = Place("990100", "云岭市", Level.CITY, "990000")
COUNTY = Place("990121", "临江县", Level.COUNTY, "990100")

WATER_NAME = Name("市水务局", spot("市水务局"))
MONEY_NAME = Name("市财政局", spot("市财政局"))
MONEY_AGAIN = Name("市财政局", spot("市财政局", spot("配合单位").start))
GROUP_NAME = Name("领导小组", spot("组长"))
COUNTIES_NAME = Name("各县（市、区）人民政府", spot("各县（市、区）人民政府"))


def printed(words: str, value: str | None = None) -> Printed:
    """A head field, with the span of its words."""
    return Printed(value or words, spot(words))


DOCUMENT = Document(
    source=SOURCE,
    span=Span(0, len(TEXT)),
    parts=(
        Part("通知", "", (spot("按照《山南省水污染防治条例》制定本方案"),)),
        Part("正文", "云岭市清河行动方案", (Span(spot("一、清淤").start, spot("附件：").start),)),
        Part("附件", "河道名单", (spot("河道名单"),)),
    ),
    number=printed("云政办发〔2020〕3号"),
    title=printed("云岭市人民政府办公室关于印发云岭市清河行动方案的通知"),
    issuers=(printed("云岭市人民政府办公室"),),
    genre=printed("通知"),
    date=Printed("2020-04-08", Span(0, 1)),
    recipients=(printed("各县（市、区）人民政府"), printed("市直各有关单位")),
    approved_by=printed("市政府第9次常务会议"),
    enclosed_title=printed("云岭市清河行动方案"),
)
CLAUSES = (
    Clause("通知", "part", 0, (spot("按照《山南省水污染防治条例》制定本方案"),), EMPTY),
    Clause("正文/一", "item", 1, (Span(spot("一、清淤").start, spot("二、组织").start),), EMPTY, "清淤"),
    Clause("正文/二", "item", 2, (Span(spot("二、组织").start, spot("附件：").start),), EMPTY, "组织"),
)

_LAYING = "市财政局负责筹措资金"
FACTS = (
    Responsibility("正文/一", spot("市水务局"), "bracket", WATER_NAME, Role.LEAD, DutyKind.EXPLICIT),
    Responsibility(
        "正文/一",
        spot("负责拨付\n资金"),
        "subject",
        MONEY_NAME,
        Role.RESPONSIBLE,
        DutyKind.AGENT,
        spot("拨付\n资金"),
    ),
    Responsibility(
        "正文/一", spot(_LAYING), "trigger", MONEY_NAME, Role.RESPONSIBLE, DutyKind.EXPLICIT, spot("筹措资金")
    ),
    Responsibility("正文/一", MONEY_AGAIN.span, "bracket", MONEY_AGAIN, Role.SUPPORT, DutyKind.EXPLICIT),
    Responsibility("通知", COUNTIES_NAME.span, "subject", COUNTIES_NAME, Role.RESPONSIBLE, DutyKind.AGENT),
    Citation(
        "通知", spot("按照《山南省水污染防治条例》"), "basis", "山南省水污染防治条例", "", Relation.BASIS
    ),
    Citation(
        "正文/二",
        spot("山政发〔2019〕8号文件"),
        "number",
        "水污染防治计划",
        "山政发〔2019〕8号",
        Relation.IMPLEMENTS,
    ),
    Deadline("正文/一", spot("2020年6月底前"), "until-month", "", "2020-06-30", ""),
    Deadline("正文/二", spot("2020年起每月"), "monthly", "2020-01-01", "", "P1M"),
    Project(
        "正文/一",
        spot("清河大桥项目"),
        "named",
        "清河大桥项目",
        "临江县",
        "新建",
        "基础设施",
        False,
        ("云岭路桥有限公司",),
    ),
    Pointer("正文/二", spot("附件"), "annex", ("正文/一",)),
    Membership("正文/二", spot("组长：李明 副市长"), "member", GROUP_NAME, "李明", MemberRole.HEAD, "副市长"),
    Target(
        "正文/一",
        spot("清淤80公里以上"),
        "at-least",
        "清淤",
        ">=",
        "80",
        "公里",
        "2020-06-30",
        ("临江县", "市区"),
    ),
    Target("正文/二", spot("河长制覆盖率达到100%"), "reach", "河长制覆盖率", "=", "100", "%", ""),
)
CHANGES = (
    Change("云岭市水务局", "云岭市水利局", ChangeKind.RENAMED, "2021-03-01", True, "云岭市机构改革方案"),
    Change("云岭市水利局", "云岭市河湖局", ChangeKind.SPLIT, "2024-12-31", False, "云岭市机构改革方案"),
    Change("云岭市水利局", "云岭市供水局", ChangeKind.SPLIT, "2024-12-31", False, "云岭市机构改革方案"),
    Change("云岭市财政局", "云岭市金融局", ChangeKind.MERGED, "2024-12-31", True, "云岭市机构改革方案"),
)
RECORD = Record(
    document=DOCUMENT,
    clauses=CLAUSES,
    facts=FACTS,
    names=MappingProxyType(
        {
            WATER_NAME: WATER,
            MONEY_NAME: MONEY,
            MONEY_AGAIN: MONEY,
            GROUP_NAME: GROUP,
            COUNTIES_NAME: COUNTIES,
        }
    ),
    places=MappingProxyType({"云岭市": CITY, "临江县": COUNTY}),
    changes=CHANGES,
    jurisdiction=CITY,
)
