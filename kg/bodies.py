"""Recognise bodies in official prose: where a name begins and ends, and lists of names.

Works on the text of a reading. A list is what stands before a predicate: `市财政局、市委编办等有关部门`,
`市发改、财政、住建等部门`, `市县两级`, `各县（市、区）政府和市直相关部门`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from kg.offices import Offices

# words that open a predicate, never a name
_NOT_FIRST = (
    r"(?!报|经|向|对|协助|配合|督促|会同|会商|支持|鼓励|负责|牵头(?!部门|单位)|有经|并(?!购)|可|能|应(?!急|用|县|对)|批|于|如|若|因|以及|更|推进|推动|加强|加大|加快|加速|深化|优化|突出|聚焦|围绕|创新|健全|建立|开展|组织(?!部)|指导|监督(?!管)|"
    r"协调|提高|做好|落实|完善|强化|引导|帮助|促进|确保|依托|利用|通过|明确|规范|发挥|充分|积极|认真|切实|严格|及时|进一步|全面|未(?!取得)|将|把|与|其中|"
    r"使用(?!.{0,20}项目)|保障|保护|解决|提供|联合(?!会)|打造|培育|发展(?!和)|实施|实行|实现|坚持|按|做|抓|持续|严禁|禁止|不|在|以|为|由|除)"
)
# characters that official names hardly hold and predicates do
_N = r"[^\s，。；：、（）〔〕《》的由按照要将把是在等给被从并且为须根结]"
_COUNTIES = (
    r"县[（〔]市、?区[）〕]|县[（〔]市[）〕]、?区|市、县[（〔]区[）〕]|区县[（〔]自治县[）〕]|旗县[（〔]市、区[）〕]"
    r"|区[（〔]市[）〕]县|市[（〔]州[）〕]|镇[（〔]街道?[）〕]|乡[（〔]镇(?:、街道)?[）〕]|乡镇[（〔]街道[）〕]"
)
_PLAIN_COUNTIES = (
    r"县市区|县区市|市县区|县区|区县|市县|州、?市|市州|设区的?市|地级以上市|乡镇街道|乡镇|镇街|镇、街道?|街道|苏木镇|县|区|市|镇|盟市|地区|地"
)
_GOVERNMENT = r"(?:级)?(?:人民政府|政府|行政公署|办事处)?"
_WHICH = r"(?:各级|各|相关|有关|受委托|所辖|涉事|其他|其余|全市|全省|上述|所有|相应|项目)"
_SUFFIX = (
    r"(?:局(?!面|部|域|长|际)|委员会|委(?!员|托|派|会(?!同|商)|宣|书记)|厅(?!长)|办公室|办公厅|办(?!公|事|法|理|学|好|案|结|证|税|件|学)"
    r"|支队|总队|大队|中心(?!城|任|工作)|军分区|法院|检察院|供销社|总工会|妇联|残联|科协|工商联|银行|海关"
    r"|(?<=[局院校团])集团|集团(?:有限)?公司|有限(?:责任)?公司|公司|集团|医院|大学|学院|分局|管委会|部门|社保局)"
)
_UNIT = (
    r"(?:主管部门|管理部门|监管部门|监督管理部门|职能部门|部门|直属机构|机构|成员单位|单位|机关|企业|媒体|组织|人民团体|团体|镇街|乡镇|街道"
    r"|地区|责任人)"
)
_GROUP = r"(?:领导小组|协调小组|工作小组|指挥部|联席会议|工作专班|专班|委员会)"
_PRIVATE = (
    r"(?:单位|企业|电厂|工地|工程项目(?!单位|建设单位|业主|部门|主管)|项目(?!单位|建设单位|业主|部门|法人|所在|公司|建设$|主管|责任)|车辆|个人|经营者|经营主体|市场主体|业主|用户|居民|专业机构|机构|服务业|商户|场所|公司|从业人员|生产者|驾驶人|"
    r"申请人|当事人|公民|法人|农户|农民|学校|医院|银行|合作社|双方)"
)


@dataclass(frozen=True, slots=True)
class Item:
    """One name of a list: its place in the text, what it says (`printed`), and the shared head and tail of a
    list of fields (`市`, `部门`)."""

    start: int
    end: int
    printed: str
    head: str = ""
    tail: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """A list of bodies and where it ends; `private` where its names are regulated parties' rather than offices',
    `founded` where the text founds the group that it names."""

    items: tuple[Item, ...]
    end: int
    private: bool = False
    founded: bool = False


@dataclass(frozen=True)
class Bodies:
    """The recogniser for documents of one place; `place_names` are its own and its children's names."""

    offices: Offices
    place_names: tuple[str, ...]

    @cached_property
    def _places(self) -> str:
        return _either(self.place_names)

    @cached_property
    def _sectors(self) -> str:
        return _either(self.offices.by_sector)

    @cached_property
    def _openings(self) -> frozenset[str]:
        """The characters with which a body's name opens, where no later word is needed to tell it."""
        names = (*self.place_names, *self.offices.by_sector, *self.offices.by_name)
        return frozenset(name[0] for name in names if name) | frozenset("各市省县区旗州乡镇街地国上下本同当属所基有相受涉其余全述应项中行直")

    @cached_property
    def sector_list(self) -> re.Pattern[str]:
        """`市发改、财政、生态环境等相关部门`, `税务部门`, `市、县自然资源主管部门`."""
        one = f"(?:{self._sectors})"
        return re.compile(
            rf"(?P<head>(?:{self._places}|市、县|市级|省级|县级|(?:各|相关|有关|涉事)?县|市|省|区|州|相关|有关|各级)?)"
            rf"(?P<list>{one}(?:(?:、|和|以及|及|或)(?:市|省|县|区)?{one})*)"
            rf"(?P<tail>等?(?:有关|相关|各)?(?:行政)?(?:职能|主管|管理|监管)?(?:部门|(?<=等)单位|(?<=相关)单位|(?<=有关)单位)(?!负责同志))"
        )

    @cached_property
    def _one_sector(self) -> re.Pattern[str]:
        return re.compile(rf"(?:市|省|县|区)?(?:{self._sectors})")

    @cached_property
    def item(self) -> re.Pattern[str]:
        """One official body at a position of the text."""
        shorts = _either(s for s in self.offices.by_name if s[-1] in "局委办厅" and len(s) > 2)
        strict = r"[^\s，。；：、（）〔〕《》的由按照要将把是在等给被从并且为须根结会对加做与和]"
        return re.compile(
            "|".join(
                (
                    # groups: 市政务公开领导小组, 领导小组办公室, 领导小组各成员单位
                    rf"(?P<group>{_NOT_FIRST}{_N}{{0,30}}?{_GROUP}(?:办公室|各?成员单位)?)",
                    # levels
                    r"(?P<levels>市县两级(?:人民政府|政府)?|县、?乡两级(?:人民政府|政府)?|市、县[（〔]?市?、?区?[）〕]?两级(?:人民政府|政府)?)",
                    # party bodies
                    r"(?P<party>(?:省|市|县|区)委(?:编办|编委办|组织部|宣传部|统战部|政法委|网信办|农办|办公室|办|深改办|机构编制委员会办公室)?(?![员托派]))",
                    # governments and their offices
                    r"(?P<gov>(?:[省市县]以下)?各级(?:人民政府|政府)|(?:国务院|省|市|县|区|镇|乡|本级|同级|上级|上一级|下级|地方|当地|属地|所在地|基层)(?:人民政府|政府)(?:(?:行政)?主管部门|部门)?"
                    r"(?:办公室|办公厅|外事办公室|外事办|督查室|办(?!公|理))?(?:主要负责人|负责人)?)",
                    # everybody at once
                    r"(?P<all>各级各部门|各地各部门|各地区各部门|各部门各单位|各级各单位|各地各单位|各地各有关部门|各级各有关部门|各级各相关部门)",
                    # counties and towns together
                    rf"(?P<counties>{_WHICH}*(?:{_COUNTIES}){_GOVERNMENT}(?:办公室)?(?:{strict}{{0,14}}?(?:部门|管委会))?"
                    r"|(?:县|区)(?=、乡|、镇|、街)"
                    rf"|{_WHICH}+(?:{_PLAIN_COUNTIES}){_GOVERNMENT}(?:办公室)?(?!{_UNIT}|和|级|域|工|科|项|块|方)"
                    rf"|(?:{_PLAIN_COUNTIES})(?:级)?(?:人民政府|政府)(?:办公室)?)",
                    # named places' governments
                    rf"(?P<place>(?:{self._places})(?:人民政府|政府|管委会|管理委员会)(?:办公室)?"
                    rf"|{strict}{{2,8}}?(?:经济开发区|开发区|高新区|新区|示范区|园区)(?:管委会|管理委员会)?)",
                    # levels alone
                    r"(?P<level>市本级|市级|县级|省级|乡级|镇级)(?!(?:财政|生|以|重|项|部门|业|主|资|政|网|集|首|基|文|公|非|党|机|预|的|统|平))",
                    # offices by level: 市住房和城乡建设局, 市公安局交警支队, 省发改委
                    rf"(?P<office>(?:省|市|县|区|州|旗|{self._places}){_N}{{1,16}}?{_SUFFIX}(?:{strict}{{2,6}}?(?:支队|大队|分局))?)",
                    # collectives
                    rf"(?P<several>(?:市直|省直|县直|区直|市属|市级|省级|县级|市政府|省政府|中央|各级|各地|各|有关|相关|其他|其余|本|受理|所有|行业|项目)"
                    rf"(?:各|有关|相关){{0,2}}(?:(?!如|若|因|委托|直接|负责){_N}){{0,10}}?{_UNIT}(?:[（〔]单位[）〕])?(?:主要负责人|负责人)?"
                    r"|市?直属机构|各级各部门|各地各部门|各地区各部门|各部门各单位|各地各单位|各级)",
                    # offices without a level: 城管局
                    rf"(?P<short>(?:{shorts}))",
                    # a bare place as its government
                    rf"(?P<bare>(?:{self._places}))",
                    # generic departments and designated bodies
                    rf"(?P<generic>{_NOT_FIRST}(?:{_N}{{2,12}}(?:相应|所在地|对口)的)?{_N}{{2,14}}?(?:主管部门|管理部门|监管部门|审批部门|责任部门|部门|发文机关|起草单位|承办单位|主办单位|受理单位|工作机构|管理机构|行政机关)(?:主要负责人|负责人)?)",
                )
            )
        )

    @cached_property
    def private(self) -> re.Pattern[str]:
        """A regulated party: 产灰单位, 新建电厂, 渣土运输车辆, 个人."""
        what = rf"(?:新建、改建、扩建|{_N}|的(?=企业|单位|机构|专业机构|个人|车辆|新建、)|建(?=和))"
        return re.compile(rf"{_NOT_FIRST}(?:各类|各|所有|相关|有关)?{what}{{0,18}}?{_PRIVATE}")

    def listed(self, text: str, start: int, end: int) -> Listed | None:
        """The list of official bodies that begins at `start`; None when no body stands there."""
        if text[start : start + 1] not in self._openings and not _LATER.search(text, start, end):
            return None
        items: list[Item] = []
        at = start
        while at < end:
            found = self._sector_items(text, at, end) or self._item(text, at, end) or _stranger(text, at, end, items)
            if not found:
                break
            items += found[0]
            at = found[1]
            joint = _JOINT.match(text, at, end)
            if not joint:
                break
            at = joint.end()
        if not items:
            return None
        stop = items[-1].end if at == end or text[at - 1 : at] in "、和及与或" else at
        tail = _AND_SO_ON.match(text, stop, end)
        return Listed(tuple(items), tail.end() if tail else stop)

    def _sector_items(self, text: str, at: int, end: int) -> tuple[list[Item], int] | None:
        found = self.sector_list.match(text, at, end)
        if not found:
            return None
        head, tail = found.group("head"), found.group("tail")
        heads = head.split("、") if "、" in head else [head]
        items = []
        for one in self._one_sector.finditer(text, *found.span("list")):
            for level in heads:
                own = one.group()
                level = own[0] if own[0] in "市省县区" and own not in self.offices.by_sector else level
                items.append(Item(one.start(), one.end(), own, level, tail.lstrip("等")))
        if len(items) == 1 or len(heads) > 1:  # 税务部门: the tail is part of the name
            items = [Item(found.start(), found.end(), i.printed, i.head, i.tail) for i in items]
        return items, found.end()

    def _item(self, text: str, at: int, end: int) -> tuple[list[Item], int] | None:
        found = self.item.match(text, at, end)
        if not found or not found.group():
            return None
        words = found.group()
        if found.lastgroup == "levels":
            names = ("市级", "县级") if words.startswith("市") else ("县级", "乡级")
            return [Item(found.start(), found.end(), name) for name in names], found.end()
        return [Item(found.start(), found.end(), words)], found.end()

    def parties(self, text: str, start: int, end: int) -> Listed | None:
        """The list of regulated parties that begins at `start`: `产排灰、贮运、用灰单位`, `新建和扩建燃煤电厂`."""
        found = self.private.match(text, start, end)
        elided = _ELIDED.match(text, start, end)
        if elided:
            return Listed(_elided_items(elided), elided.end(), private=True)
        if not found:
            return None
        items = [Item(found.start(), found.end(), found.group())]
        while (joint := _JOINT.match(text, items[-1].end, end)) and (
            more := self.private.match(text, joint.end(), end)
        ):
            items.append(Item(more.start(), more.end(), more.group()))
        return Listed(tuple(items), items[-1].end, private=True)


# a word that may end a name whose beginning tells nothing
_LATER = re.compile("部门|领导小组|协调小组|工作小组|指挥部|联席会议|专班|委员会|机关|机构|单位|开发区|高新区|新区|示范区|园区")


def _either(words: Iterable[str]) -> str:
    """A regex for any of `words`, the longest first, grouped by first character so that a miss is told at once.

    >>> _either(["财政", "教育", "财"])
    '(?:财(?:政|)|教育)'
    """
    groups: dict[str, list[str]] = {}
    for word in sorted(set(words), key=lambda word: (-len(word), word)):
        groups.setdefault(word[0], []).append(word[1:])
    found = "|".join(_group(first, rest) for first, rest in sorted(groups.items()))
    return f"(?:{found})" if found else r"(?!)"


def _group(first: str, rest: Sequence[str]) -> str:
    """A first character and what may follow it."""
    tail = "|".join(map(re.escape, rest))
    return re.escape(first) + (f"(?:{tail})" if len(rest) > 1 else tail)


# an unknown name at the end of a list, just before its predicate: …部门、市某某平台要及时…
_STRANGER = re.compile(r"[省市县区][^\s，。；：、（）的]{2,14}?(?=要|应当|必须|须|不得|负责|会同|牵头)")


def _stranger(text: str, at: int, end: int, before: Sequence[Item]) -> tuple[list[Item], int] | None:
    """A name of a kind not known here, as the last of a list of known ones."""
    found = _STRANGER.match(text, at, end) if before else None
    return ([Item(found.start(), found.end(), found.group())], found.end()) if found else None


_JOINT = re.compile(r"、|以及|和|及|与|或")
_AND_SO_ON = re.compile(r"(?:及|和)(?:其|所属|各|有关|相关)*(?:工作)?部门|等(?:有关|相关|各|其他)?(?:部门|单位|机构|企业)?")
# e.g. 产排灰、贮运、用灰单位; 交通、路桥、城投、建筑等单位; 新建和扩建燃煤电厂
_ELIDED = re.compile(
    rf"{_NOT_FIRST}(?P<list>[^\s，。；：、（）的]{{1,6}}(?:、[^\s，。；：、（）的和等]{{1,6}})+)(?P<tail>等?单位|双方)"
    r"|(?P<pair>新建|在建)(?:和|、|或)(?P<pair2>改?扩建)(?P<what>[^\s，。；：、（）的]{0,6}?(?:电厂|项目|企业|单位))"
)


def _elided_items(found: re.Match[str]) -> tuple[Item, ...]:
    """Each party of a list whose last word belongs to all."""
    if found.group("pair"):
        what = found.group("what")
        return tuple(
            Item(found.start(), found.end(), found.group(first) + what) for first in ("pair", "pair2")
        )
    tail = found.group("tail").lstrip("等").replace("双方", "单位")
    items = []
    at = found.start("list")
    for word in found.group("list").split("、"):
        own = word.removesuffix(tail)
        if len(own) > 1:
            items.append(Item(at, at + len(word), own + tail))
        at += len(word) + 1
    return tuple(items)


_COORDINATED = re.compile(r"、|，|；")
_BODY_END = re.compile(r"(?:局|委|办|厅|政府|会|部门|单位|队|院|中心|小组|公司|集团|区|社|企业|室|[）〕])$")
_GLUED = re.compile(r"(?:(?<=政府)|(?<=委会)|(?<=员会))(?=[\u4e00-\u9fff]{2,}(?:政府|管委会|局|委|办)$)(?!办|外事|督查|部门|各|和)")
_TRAILING = re.compile(r"等(?:市|省|县)?(?:直)?(?:有关|相关|各|\w)?(?:部门|单位|机构|企业)?$")


def units(text: str, start: int, end: int) -> tuple[Item, ...]:
    """The units of a 责任单位 list, whatever they are: parted by 、，； outside brackets, and by 和 between bodies.

    An ending 等有关部门 is no unit.
    """
    items: list[Item] = []
    at = start
    for piece in _masked(text[start:end]).split("、"):
        items += _joined_units(text, at, at + len(piece))
        at += len(piece) + 1
    return tuple(items)


def _masked(words: str) -> str:
    """The words with separators outside brackets as 、 and those inside as ·."""
    out, depth = [], 0
    for char in words:
        depth += (char in "（〔") - (char in "）〕")
        out.append(("·" if depth > 0 else "、") if char in "、，；\n" else char)
    return "".join(out)


def _joined_units(text: str, start: int, end: int) -> list[Item]:
    """The units of a piece: cut at 和 where the words before it end like a body, and where two are glued."""
    words = text[start:end]
    trimmed = _TRAILING.sub("", words).rstrip("。. ")
    cuts = [0]
    for joint in re.finditer(r"以及|和|及|与", trimmed):
        if _BODY_END.search(trimmed, 0, joint.start()) and trimmed[joint.end() :]:
            cuts += [joint.start(), joint.end()]
    for glue in _GLUED.finditer(trimmed):
        cuts += [glue.start(), glue.start()]
    cuts = sorted(cuts) if len(cuts) > 1 else cuts
    cuts.append(len(trimmed))
    pairs = zip(cuts[::2], cuts[1::2], strict=True)
    return [Item(start + a, start + b, trimmed[a:b]) for a, b in pairs if b - a > 1]
