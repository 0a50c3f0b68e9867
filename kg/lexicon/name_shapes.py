"""What official names are made of, as regular expressions: bodies by level, governments, groups, parties.

Word lists are written as words parted by blanks; `any_of` makes the alternation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from kg.lexicon.offices import Offices


def any_of(words: str | Iterable[str]) -> str:
    """A regex for any of `words`, the longest first, grouped by first character: a miss is told at once.

    >>> any_of("财政 教育 财")
    '(?:教育|财(?:政|))'
    """
    groups: dict[str, list[str]] = {}
    several = words.split() if isinstance(words, str) else set(words)
    for word in sorted(several, key=lambda word: (-len(word), word)):
        groups.setdefault(word[0], []).append(word[1:])
    found = "|".join(_grouped(first, rest) for first, rest in sorted(groups.items()))
    return f"(?:{found})" if found else r"(?!)"


def _grouped(first: str, rest: Sequence[str]) -> str:
    """A first character and what may follow it."""
    tail = "|".join(map(re.escape, rest))
    return re.escape(first) + (f"(?:{tail})" if len(rest) > 1 else tail)


# words that open a predicate, and so no name
_PREDICATE = any_of(
    """
    移送 前往 精准 全力 主动 密切 立即 取消 确定 阻碍 妨碍 统筹保障 优先 争取 创设 开发创设
    逐 了解 联系 请 包括 搬迁 大力 重点推进 推动
    现就 现将 重点支持 重点保障 满足 允许 方便 便利 吸引 激励 要求 责成 委托 组建
    报 向 对 协助 配合 督促 会同 会商 支持 鼓励 负责 有经 可 能 批 于 如 若 因 以及 更 推进 推动 加强 加大 加快 加速
    深化 优化 突出 聚焦 围绕 创新 健全 建立 开展 指导 协调 提高 做好 落实 完善 强化 引导 帮助 促进 确保 依托 利用 通过
    明确 规范 发挥 充分 积极 认真 切实 严格 及时 进一步 全面 将 把 与 其中 保障 保护 解决 提供 打造 培育 实施 实行
    实现 坚持 按 做 抓 持续 严禁 禁止 不 以 为 由 除
    """
)
NOT_FIRST = (
    rf"(?!{_PREDICATE}|在(?!建)|经(?!营|济|信|贸)|牵头(?!部门|单位)|并(?!购)|应(?!急|用|县|对)|组织(?!部)|监督(?!管)|未(?!取得)"
    r"|使用(?!.{0,20}项目)|参与(?!单位|部门|方)|联合(?!会)|发展(?!和))"
)
# what no official name begins with, though a regulated party's may (申请补助的企业)
_OFFICIAL_FIRST = (
    rf"{NOT_FIRST}(?!\d{{1,2}}(?:月|日|[.、])|第[一二三四五六七八九十]{{1,3}}条|申请|当(?!地|事|年)|使(?!用)"
    r"|(?:设立|承担|指定|推荐|受理|参加)(?!的?(?:主管|单位|机构|部门))|领导(?!小组|干部|机构|班子|机关|协调)"
    r"|确定|形成|发现|取消|推行|接受|拒绝|后续|日前|该|序号)"
)
# characters of names: not those of predicates; the strict ones for a name's extension
_LETTER = r"(?:在(?=建)|[^\s，。；：、（）〔〕《》的由按照要将把是在等给被从并且为须根结到])"
_STRICT = r"[^\s，。；：、（）〔〕《》的由按照要将把是在等给被从并且为须根结到会对加做与和或]"

# e.g. 县（市、区）, 区县（自治县）, 乡（镇）
_COUNTIES = (
    r"(?:县[（〔]市、?区[）〕]|县[（〔][区市]、管委会[）〕]|县[（〔]市[）〕]、?区|市、县[（〔]区[）〕]|区县[（〔]自治县[）〕]"
    r"|旗县[（〔]市、区[）〕]|区[（〔]市[）〕]县|市[（〔]州[）〕]|镇[（〔]街道?[）〕]"
    r"|乡[（〔]镇(?:、街道)?[）〕]|乡镇[（〔]街道[）〕])"
)
_PLAIN_COUNTIES = any_of(
    "县市区 县区市 市县区 县区 区县 市县 州、市 州市 市州 设区的市 设区市 地级以上市 乡镇街道 乡镇 镇街 镇、街道 镇、街"
    " 街道 苏木镇 县 区 市 镇 盟市 地市 地区 地"
)
_GOVERNMENT = r"(?:级)?(?:人民政府|政府|行政公署|办事处)?"
_WHICH = any_of(
    "各级 各 相关 有关 企业所在地 单位所在地 注册地 注册所在地 纳税所在地 所属 项目所在地 项目所在 所在地 所在辖区 所在 辖区"
    " 受委托 所辖 涉事 其他 其余 全市 全省 上述 所有 相应 项目"
)
_HEAD_OF = r"(?:主要负责人|负责人)?"

# what ends an office's name, and what may not follow it (局面, 委员, 办理)
_OFFICE_END = (
    r"(?:(?<![布格结当])局(?!面|部|域|长|际)|委员会|委(?!员|托|派|会(?!同|商)|宣|书记)|厅(?!长)|办公室|办公厅"
    r"|办(?!公|事|法|理|学|好|案|结|证|税|件|者|方|单)|中心(?!城|任|工作)|(?<=[局院校团])集团|集团(?=、|，|和|及|配合|负责|要|应|牵头|会同)|集团(?:有限)?公司"
    r"|有限(?:责任)?公司|"
    + any_of(
        "支队 总队 大队 军分区 法院 检察院 供销社 总工会 妇联 残联 科协 工商联 银行 海关 公司 集团 医院 大学 学院"
        " 分局 管委会 部门办公室 部门"
    )
    + "|(?:监管|管理)机构)"
)
_UNIT_END = any_of(
    "主管部门 管理部门 监管部门 监督管理部门 职能部门 部门 直属机构 机构 成员单位 单位 机关 企业 媒体 组织 人民团体"
    " 团体 镇街 乡镇 街道 地区 责任人 学校 医院 高校 有关方面 相关方面"
)
_GENERIC_END = any_of(
    "执法机关 公安机关 税务机关 监察机关 司法机关 登记机关 审批机关 主管机关 许可机关"
    " 主管部门 管理部门 监管部门 审批部门 责任部门 部门 发文机关 起草单位 承办单位 主办单位 受理单位 工作机构 管理机构"
    " 行政机关"
)
_GROUP_END = any_of("领导小组 协调小组 工作小组 指挥部 联席会议 工作专班 专班 委员会")
_ZONES = r"(?:[（〔](?:[\u4e00-\u9fff]{1,3}区、?)+[）〕])"  # 开发区（投资区、高新区）
_ZONE_END = any_of("经济开发区 开发区 高新区 新区 示范区 园区 综合实验区 投资区")
# a word that may end a name whose beginning tells nothing
LATER = re.compile(
    any_of(
        "部门 领导小组 协调小组 工作小组 指挥部 联席会议 专班 委员会 机关 机构 单位 开发区 高新区 新区 示范区 园区"
        " 实验区 投资区 管委会"
    )
)
_NOT_OF_LEVEL = any_of("财政 生 以 重 项 部门 业 主 资 政 网 集 首 基 文 公 非 党 机 预 的 统 平 以上 以下")

# regulated parties
_PROJECT = r"(?:工程)?项目(?!单位|建设单位|业主|部门|法人|负责人|经理|所在|公司|建设$|主管|责任)"
_PARTY_END = (
    rf"(?:{_PROJECT}|"
    + any_of(
        "单位 企业 电厂 工地 摊点 商场 超市"
        " 宾馆 经营户 车辆 个人 经营者 经营主体 市场主体 业主 用户 居民 专业机构 机构 服务业 商户 场所 公司"
        " 从业人员 生产者 驾驶人 申请人 当事人 公民 法人 农户 农民 学校 医院 银行 合作社 双方"
    )
    + r"|[\u4e00-\u9fff]{2,6}(?:者|户)(?=应|不得|须|必须|要|每|一律)"
    r"|[^\s，。；：、（）和及或的]{1,5}人(?=应当|不得|必须|需|须|可以|可(?=向|凭|自|申|按)))(?!辅导|代表|负责人|银行|所在地|家|登记|求助|体系)"
)

_GROUPS = (
    rf"(?P<group>{_OFFICIAL_FIRST}(?:(?!成立|设立|组建|负责|会同|牵头){_LETTER}){{0,30}}?{_GROUP_END}"
    r"(?:办公室|各?成员单位)?)"
)
_LEVELS = (
    r"(?P<levels>市县两级(?:人民政府|政府)?|县、?乡两级(?:人民政府|政府)?"
    r"|市、县[（〔]?市?、?区?[）〕]?两级(?:人民政府|政府)?)"
)
_PARTY_BODIES = (
    r"(?P<party>[省市县区]委(?:"
    + any_of("编办 编委办 组织部 宣传部 统战部 政法委 网信办 农办 办公室 办 深改办 机构编制委员会办公室")
    + r")?(?![员托派])|[省市县区](?:"
    + any_of("残联 妇联 总工会 供销社 法院 检察院 文联 科协 工商联 红十字会 纪委监委 纪委 人大 政协")
    + r")|团[省市县区]委)"
)
_GOVERNMENTS = (
    r"(?P<gov>各省级(?:人民)?政府|国务院(?=批准|审批|核准|同意|审定|备案)|(?:[省市县]以下|中央和地方|地方)?各级(?:人民政府|政府)(?:办公厅|办公室)?|[省市县]级以上(?:地方)?(?:各级)?(?:人民)?政府(?:[\u4e00-\u9fff]{0,8}?(?:主管|管理)?部门)?|(?:"
    + any_of("国务院 省 市 县 区 镇 乡 本级 同级 上级 上一级 下级 地方 当地 受益地 属地 所在地 基层 城市")
    + r")(?:人民政府|政府)(?:(?:行政)?主管部门|部门|(?:(?!所属|有关|相关|各|及)"
    + _STRICT
    + r"){2,10}?(?:主管|管理)部门)?"
    rf"(?:办公室|办公厅|外事办公室|外事办|督查室|办(?!公|理))?(?!各部门|有关部门|相关部门|组成部门|直属机构|法制机构|所属){_HEAD_OF})"
)
_EVERYBODY = (
    "(?P<all>"
    + any_of(
        "各级各部门 各地各部门 各地区各部门 各部门各单位 各级各单位 各地各单位 各地各有关部门 各级各有关部门"
        " 各级各相关部门"
    )
    + ")"
)
# levels of which each has its word: 各市、州、县人民政府
EACH_LEVEL = (
    r"(?:各盟行政公署、市|各盟行署、市|(?:各|相关|有关|项目所在地?)(?:设区市|[市州县盟地])(?:、(?:自治州|地区|[州盟县区旗市]))+"
    r"(?:[（〔][市县区州旗]、?[市县区州旗]?[）〕])?)"
)
_BANK = any_of(
    "人行 人民银行 中国人民银行 国开行 国家开发银行 农发行 农业发展银行 中国农业发展银行 进出口银行 中国进出口银行"
)
_COUNTY_GOVERNMENTS = (
    rf"(?P<counties>{EACH_LEVEL}(?:(?:人民政府|政府)|{_STRICT}{{2,8}}?部门)"
    rf"|[\u4e00-\u9fff]{{0,4}}所在[地县市区](?!人民政府|政府){_STRICT}{{2,10}}?(?:部门|机构)"
    rf"|{_WHICH}+{_PLAIN_COUNTIES}(?!人民政府|政府|级|和)(?:(?!及|开展|组织|联合|建立|加强|推进){_STRICT}){{2,8}}?部门|{_WHICH}*{_COUNTIES}{_GOVERNMENT}(?:办公室)?(?:(?:(?!应(?!急)|要){_STRICT}|或(?=[^\s，。；：、和及]{{2,8}}部门)){{0,14}}?(?:部门|管委会|管理机构))?"
    r"|(?:县|区)(?=、乡|、镇|、街)"
    rf"|{_WHICH}+{_PLAIN_COUNTIES}{_GOVERNMENT}(?:办公室|[（〔]管委会[）〕])?(?!{_UNIT_END}|和|级|域|工|科|项|块|方|{_BANK})"
    rf"|{_PLAIN_COUNTIES}(?:级)?(?:人民政府|政府|办事处)(?:办公室)?)"
)
_LEVEL = rf"(?P<level>市本级|市级|县级|省级|乡级|镇级)(?!{_NOT_OF_LEVEL})"
_COLLECTIVES = (
    "(?P<several>(?:"
    + any_of(
        "市直 省直 县直 区直 市属 市级 省级 县级 市政府 省政府 中央 各级 各地 各 有关 相关 其他 其余 本 受理 所有 行业"
        " 项目"
    )
    + rf")(?:各|有关|相关){{0,2}}(?:(?!如|若|因|委托|直接|负责|统筹|牵头){_LETTER}){{0,10}}?{_UNIT_END}(?:(?<=部门)办公室)?"
    rf"(?:[（〔]单位[）〕])?{_HEAD_OF}|市?直属机构|各级"
    rf"|{_LETTER}{{0,6}}村[（〔]居[）〕](?:组织|民委员会|委会)|各?村[（〔](?:居|社区)[）〕])"
)
_BY_PART = any_of(
    "执法机关 公安机关 税务机关 监察机关 司法机关"
    " 发文机关 起草单位 起草部门 承办单位 承办部门 主办单位 主管单位 受理单位 牵头部门 牵头单位 责任部门 责任单位"
)
_GENERIC = (
    rf"(?P<generic>{_BY_PART}{_HEAD_OF}|{_OFFICIAL_FIRST}(?:{_LETTER}{{2,12}}(?:相应|所在地|对口)的)?"
    rf"{_LETTER}{{2,14}}?{_GENERIC_END}{_HEAD_OF})"
)


# 人行云岭中心支行, 国开行云岭省分行, 当地进出口银行分行
_BRANCH = rf"(?:所在地|当地)?{_BANK}{_STRICT}{{0,8}}?(?:中心支行|支行|分行|营业管理部|营管部)"
# what a place's name is only the beginning of: 云岭市药品集中采购所承担…
_OF_LONGER = rf"(?:(?!负责|牵头|[要应须]){_STRICT}){{2,14}}?(?:[所局站厅处院]|中心|公司|集团)(?=承担|负责|牵头|会同|要|应当)"
# an office inside a ministry: 教育部|教材局
_OF_MINISTRY = r"(?:(?<=部)(?:(?!门)[\u4e00-\u9fff]){2,6}?[司局](?=负责|承担|牵头|会同|指导))?"


def body_regex(places: Iterable[str], offices: Offices) -> re.Pattern[str]:
    """One official body at a position of the text, e.g. 市公安局交警支队, 各县（市、区）政府, 相关部门.

    `places` are the names of the issuing place and of those in it. The group that matched tells the shape.
    """
    names = tuple(places)
    place, stems = any_of(names), any_of(name[:-1] for name in names if len(name) > 2)
    shorts = any_of(
        name
        for name in offices.by_name
        if len(name) > 2
        and (name[-1] in "局委办厅部署会" or (name[-1] == "院" and name in offices.by_local_name))
    )
    own = any_of(name for name in offices.by_name if name[-1] in "局委办厅" and len(name) > 2)
    shapes = (
        _GROUPS,
        _LEVELS,
        _PARTY_BODIES,
        _GOVERNMENTS,
        _EVERYBODY,
        _offices_of_each(own),
        _COUNTY_GOVERNMENTS,
        *_placed_shapes(place, stems, f"{own}(?![面部域长际员托派公])"),
        _company_shape(place, stems),
        f"(?P<branch>{_BRANCH}|我[厅局委办部](?![们员理事]))",
        _COLLECTIVES,
        rf"(?P<short>(?:国家)?{shorts}{_OF_MINISTRY})",
        rf"(?P<bare>{place}(?!以[外内]|[内外境]|{_OF_LONGER}))",
        _GENERIC,
    )
    return re.compile("|".join(shapes))


def _offices_of_each(shorts: str) -> str:
    """The same office of several places: 各设区市科技局, 当地财政局."""
    which = rf"{_WHICH}{{0,2}}(?:{_COUNTIES}|设区的?市|地级以上市|市州|县区|区县|县市区|市县)|各[市县区]"
    return (
        rf"(?P<each>(?:{which}|县级|当地|同级|属地|所在地|各级|各地)级?"
        rf"{shorts}(?![面部域长际员托派公]))"
    )


def _placed_shapes(place: str, stems: str, shorts: str) -> tuple[str, ...]:
    """Governments, zones and their offices by name (鹤坪区政府, 高新区管委会), levels (市级), offices by level (市财政局)."""
    return (
        rf"(?P<place>{place}(?:人民政府|政府|管委会|管理委员会)(?:办公室)?"
        rf"|{_OFFICIAL_FIRST}(?:(?!局|经[^济开营信贸]|负责|会同|牵头){_STRICT}){{2,8}}?"
        rf"(?:{_ZONE_END}(?:管委会|管理委员会|{shorts}|(?!提升|改造|建设|升级|集中|行动|工程|发展|项目|产业|[（〔]))"
        r"|管委会(?=审核|审批|初审|批准|备案|负责|会同|要|应|同意))"
        rf"|{_ZONE_END}{_ZONES}?(?:管委会|管理委员会|{shorts}|(?=负责|要|应当|会同|承担|根据|结合)))",
        rf"(?P<office>(?:[省市县区州旗]|乡镇级|{place}|{stems}(?=生态环境局|税务局|海关|银监|证监|保监|银保监|海事|通信管理局|能源监管)){_LETTER}{{1,16}}?{_OFFICE_END}"
        rf"(?:{_STRICT}{{2,6}}?(?:支队|大队|分局))?)",
        _LEVEL,
    )


def _company_shape(place: str, stems: str) -> str:
    """A company called by its place, where a predicate follows: 国网云岭供电公司要…, 云岭供水集团负责…."""
    return (
        rf"(?P<company>(?:国网|中国|国家|{place}|{stems}|[省市](?=[\u4e00-\u9fff]{{2,6}}集团)){_STRICT}{{1,20}}?"
        r"(?:有限(?:责任)?公司|公司|集团|银行|[分支]行)(?=要|应|须|负责|牵头|会同|配合|承担|不得|积极))"
    )


PARTY = re.compile(
    rf"{NOT_FIRST}(?:各类|各|所有|相关|有关|任何)?(?:从事)?"
    rf"(?:新建、改建、扩建|{_LETTER}|的(?=企业|单位|机构|专业机构|个人|车辆|新建、)|建(?=和)){{0,18}}?{_PARTY_END}"
)
"""A regulated party: 产灰单位, 新建电厂, 渣土运输车辆, 未取得许可证的企业."""

ELIDED_PARTIES = re.compile(
    rf"{NOT_FIRST}(?P<list>[^\s，。；：、（）的]{{1,6}}(?:、[^\s，。；：、（）的和等]{{1,6}})+)(?P<tail>等?单位|双方)"
    r"|(?P<pair>新建|在建)(?:和|、|或)(?P<pair2>改?扩建)"
    r"(?P<what>[^\s，。；：、（）的]{0,6}?(?:电厂|项目|企业|单位))"
    r"|(?P<head>新建|在建|改建|扩建)(?P<first>[^\s，。；：、（）的]{2,6})、(?P<second>[^\s，。；：、（）的]{2,6}?)(?=应|不得|须|必须|要)"
)
"""Parties that share a word: 产灰、贮运、用灰单位; 新建和扩建燃煤电厂; 新建医院、商场."""
