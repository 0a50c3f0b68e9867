"""How assignments are worded: the words round a subject and its predicate, each with a printed e.g."""

from __future__ import annotations

import re

from kg.lexicon.name_shapes import any_of

SENTENCE = re.compile(r"[^。；？\n]+")
PIECE = re.compile(r"[^，：]+")
LABEL = re.compile(
    r"^(?:第.{1,5}[章节条]|[一二三四五六七八九十]+(?:、|是)|（[一二三四五六七八九十\d]+）|\d{1,2}(?:\.\d{1,2})+[.、]?\s*|\d{1,2}[.．、]|[①-⑳])"
)
"""A clause's label at the head of its words: 一、, （二）, 3., 第五条."""

ASIDE = re.compile(
    r"[（〔](?![市区县旗镇乡、州街道单位自治企业化部门级居管委会]{1,9}[）〕]|管委会[）〕]|(?:[\u4e00-\u9fff]{1,3}区、?)+[）〕])"
    r"(?:[^（）〔〕]|[（〔][^（）〔〕]*[）〕])*[）〕]"
)
"""A bracket that is no part of a name, as those of 县（市、区） and 部门（单位） are."""

LEAD_IN = re.compile(
    any_of(
        "其中 同时 可同时 此外 另外 并且 而且 一方面 届时 原则上 必要时 并 但 汛期前 今年 今后 年底前 平时 近期"
    )
    + r"|[一二三四五六七八九]是|(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日|底)[之以]?前"
    r"|其(?:所属|下属)的|除[^，]{2,20}外|在[^，]{2,14}(?:中|内|上|下|前|后|期间|期|基础上)"
    r"|(?:明确|确定)(?=[市县省区])"
)
"""Words before a subject: 其中, 在汛期, 必要时."""

WHOSE = re.compile(r"[^\s，。；：、由]{2,12}的(?=县|乡|镇)")
"""What narrows counties or towns: 地质灾害易发区的县、乡（镇）政府."""

_SHOULD = r"应(?!急|用|县|届|税|收|对(?![^，。；]{2,40}(?:进行|予以|开展|实施|给予)))"
MODAL = re.compile(
    r"(?P<words>(?:"
    + any_of(
        "也 都 均 还 则 并 又 再 要 应当 应该 须 需要 需 必须 可以 可 能够 依法 积极 认真 切实 原则上 共同 一并 继续"
        " 全力 及时 主动 具体 同时 进一步 适时 定期 每年 每季度 每半年 每月"
    )
    + rf"|将(?![^，]{{2,40}}?纳入)|{_SHOULD})*)"
)
"""Modals and adverbs between a subject and its verb: 要切实, 应当依法."""

MUST = re.compile(r"要|应|须|需|可|将|能够")
NEGATIVE = re.compile(r"不再|不得|不能|不应|不准|严禁|禁止|不")

ADVERBIAL = re.compile(
    any_of(
        "按 根据 依据 依 结合 在 对 就 通过 以 从 统一 全面 每 定期 作为 综合 充分 原则上 实行 于 自 与 围绕 同 严格 立足"
    )
)
"""What may stand between a subject and its role word: 按照职责分工负责, 在各自范围内承担."""

WITHIN = re.compile(
    r"(?P<lead>牵头(?!部门|单位|人))|(?P<responsible>(?<!高度)(?<!认真)负(?:总责|责(?!人|任|同志|制(?!定|订|作)|地(?!方|区)))|承担(?!单位|人|方|机构|者)|分担|担负|(?<=[同例别自政])负担(?!部分))"
    r"|(?P<support>(?<=全程|积极|共同|主动|职责|分工|要求)(?:协助|配合)(?!的))"
)
"""A role word after an adverbial."""

EVENLY = re.compile(r"(?:统筹|组织|全程|全权|协同|联合|各自?|共同|（[^）]*）)*")
"""What may stand before a role word at a distance: 由X统筹负责, 由X、Y各承担一半."""

NOT_ITS_OWN = re.compile(
    r"可(?!持续|再生)|(?<![重主需必])要(?!求|素|点)|须|能够|[“‘][^”’]*$|^[^\"]*\"[^\"]*$|人员$|企业$|机构$|[者户]$"
)
"""What stands between an adverbial and a role word that is not the subject's: 可利用平台查询人员承担…."""

SUPERVISING = re.compile(
    r"(?:逐级)?(?:对|加强对?)[^，]{2,40}?(?:进行|开展|实施|的|实行|予以)[^，]{0,10}?"
    r"(?:督促|督查|督导|督办|监督|检查|考核|指导(?!意见|目录))"
    r"(?:管理|检查|指导|协调|服务|和|与|、|跟踪|评估|考核|整改|落实|或通报批评)*(?:$|[，。；])"
    r"|(?:履行|落实|承担)对[^，]{2,60}?(?:监督|监管|检查|指导)(?:检查|管理)?(?:责任|职责)"
    r"|加强(?:指导|督促|督导)(?:和|与|、)(?:指导|督促|督导|检查)"
    r"|[将把][^，]{2,40}?纳入[^，]{0,30}考核|加强[^，]{0,8}?(?:监督检查|督促检查|督查|监督|指导|督促(?:落实|指导|检查)?|督导)(?:$|[，。；])"
)
"""Others' work put under supervision: 对各县进行督促检查, 将…纳入目标责任考核."""

DESCRIBES = re.compile("[^，。；、的]{1,6}的(?:《|请示|报告|意见|[^，。；、]{0,6}(?:函|证明|协议|公文)$)")
"""What is told of a thing by the way: 会同水利部上报的《…请示》, 会同财政部门出具的推荐函."""

NOUNED = re.compile(
    "(?:推荐|审核|审查|初审|申报|备案)(?:函|意见|表|单位|材料)|(?!要|应|须|可)[^，。；把将]{2,24}(?:情况|工作|成效)纳入"
    r"|[^，。；]{0,24}?(?:出具|签署|开具|签订)的[^，。；的]{0,10}(?:函|协议|意见|证明|公文)$"
    r"|[^，。；]{2,30}的[^，。；的]{0,4}函(?:[一二两三四五]式)?[一二两三四五\d]+份"
)
"""A doing that only names a thing: 各部门推进项目情况纳入考核, 市财政局出具的推荐函, 申报项目的公函一份."""

DESIGNATION = re.compile(
    r"(?:作?为|是)(?P<what>[^，。；]{0,40}?)(?:的)?(?:第一)?"
    r"(?P<title>行业管理部门|行政?主管(?:部门|单位)|主管部门|主管单位|总?牵头(?:单位|部门)"
    r"|(?:第一)?责任(?:主体|人|单位|部门)|实施主体|工作主体)"
)
"""A body designated for a task: 为全市…工作的主管部门, 是第一责任人."""

IS_ONE = re.compile("(?:是|为)[^，。；：、]{2,40}(?:部门|单位|机构)(?<!之一)$")
"""What a body is called, with no role in it; its duties come after: 是项目的协调联系部门，负责…."""

BEARS = re.compile("是[^，。；：、]{2,40}(?:责任主体|责任人)$")
"""A party called the one that answers for a thing: 申报单位是…的责任主体."""

RECEIVES = re.compile("在?(?:收到|接到|受理)[^，。；：]{2,40}[之以]?后$")
"""What sets off a body's duties: 收到申报材料后，组织…."""

VERB = re.compile(
    r"为(?=[^，]{2,16}(?:提供|配备|购买|办理|发放|创造))|应(?!急|用|县|届)|"
    + any_of(
        """
        按 根据 依据 依照 结合 立足 围绕 坚持 对 在 将 把 以 就 从 通过 与 向 由 每 自 要 须 需 必须 可 不 均 都 也 还 则 并 负
        负责 牵头 承担 会同 会商 配合 协助 参与 组织 实施 推进 推动 落实 建立 健全 完善 制定 制订 编制 拟订 起草 出台 开展
        加强 加大 加快 强化 做好 抓好 抓紧 抓住 确保 保证 保障 提供 安排 指导 督促 监督 检查 考核 维护 统筹 协调 研究 提出 明确
        依法 充分 积极 认真 切实 严格 及时 定期 适时 进一步 全面 深入 持续 主动 共同 分别 新建 建设 改造 引进 发展 打造 支持
        利用 发挥 办理 受理 审核 审批 审查 批准 备案 登记 公布 公开 发布 报送 上报 报告 汇总 通报 召开 召集 成立 设立 设置 设
        配备 购买 停止 强制 强力 签订 签定 调整 征收 缴纳 拨付 下达 分解 细化 压实 履行 行使 执行 遵守 接受 服从 使用 采取
        采用 运用 高度 牢固 广泛 大力 着力 努力 严厉 严肃 清理 暂停 整合 规范 优化 提升 提高 扩大 拓展 创新 探索 鼓励 引导 培育
        培训 宣传 收集 整理 梳理 排查 整改 查处 打击 处罚 处置 处理 解决 受委托 委托 划分 确定 选定 选派 遴选 推荐 申报
        依托 保护 联合
        原则上 直接 统一 集中 逐步 逐年 筹措 筹集 回应 进行 实行 相应 带头 参照 比照 至少 具体 主要 侧重 抽调 落细 支付 分担
        """
    )
)
"""What opens a plain doer's predicate."""

ATTRIBUTE = re.compile(r"(?!按|根|依|对|在|将|把|以|就|结合|围绕|与|向)[^，]{2,5}的")
"""A verb that only describes a noun: 建设的平台."""

ATTRIBUTIVE = re.compile(r"(?:除|将|把|对)[^，]{0,20}由[^，]{2,30}的")
"""A 由 inside an attribute: 除按规定由…承担的事项外, 对应由政府提供的…."""

PERSON = re.compile(
    r"主要领导(?!要|应|必须|须)|(?:常务)?副?(?:局长|主任|书记|厅长|部长|县长|市长|区长|镇长|处长|科长|秘书长|主席|组长|领导|同志|干部|人员|负责人(?=及|和|、|应|要|必须))"
)
"""A body's people, who are not the body: 市水利局局长兼任."""

POST = re.compile(
    r"(?:(?:有关|相关|分管|主要)*(?:负责同志|负责人|领导|同志))?(?:共同|分别|各自)?(?:担任|兼任|出任|任(?!务)|为)[^，。；]{0,6}"
    r"(?:副?(?:组长|召集人|主任|指挥长?)|成员)"
)
"""A post that a body's people hold: 主要负责人任副组长, which is no duty of its own."""

HOLDERS = re.compile("(?:组长|指挥|指挥长|成员|召集人|主任|组员)：$")
"""Before those who hold a post: 总指挥：国家发展改革委主要负责人."""

PAST = re.compile(
    r"(?:(?:会同|会商|联合)[^，。；]{2,24}?)?已(?!建)|正在"
    r"|[^，]{0,24}?(?:研究|进行|提出|完成|开展|建立|制定|编制|修订|完善|印发|上报|报送|发布|给予|取得)了"
)
"""A past fact, and no duty: 已会同…, 研究提出了…."""

NO_DUTY = re.compile(
    r"[^，]{0,24}?(?:组成|构成|担任|兼任|出任)(?:$|[，。；])|组成|构成|任(?!务)|担任|兼任|出任"
)
"""What makes up a group or fills a post: 由…9个部门组成."""

FOUNDING = re.compile("建立|成立|组建|形成|健全|设立|实行|新增|增设")
LED = re.compile(
    r"牵头(?:负责)?(?:、(?P<others>[^，。；]{2,40}?)(?:参与|参加|配合|协同))?的(?=[^，。；]{2,40}(?:机制|小组|工作组|专班|制度|会议|体系))"
)
"""A body that leads what is founded: 建立由市农业局牵头、财政局参与的协调机制."""

DEFINING = re.compile(r"(?:所称|所指)[^。；]{0,24}是指|^[^。；]{0,6}本[^。；]{2,12}所(?:称|指)的?")
"""A sentence that says what a word means: 本办法所称…, 是指…."""

THING = re.compile(
    r"的[\u4e00-\u9fff]{0,6}?(?:事项|公文|信息|资料|项目|文件|材料|问题|事务|请示|议案|报告|数据|工程|协议|合同)$"
)
"""A thing that a body's doing only describes: 各部门提请审议的事项, 必须…."""

STATUS = re.compile(r"由[^。；]{2,200}(?:组成|构成)(?=$|[，。；])|不(?:刻|正式行文|另|超过)")
"""What a group is, or how many a place may name: 由…组成, 不刻制印章, 云岭市不超过5家."""

QUALIFIES = re.compile(
    r"(?:应当?|须|必须|需)(?:同时|至少)?(?:具备|具有|拥有|属于?|为(?!了)|是|符合|满足|熟悉)"
)
"""What one must be to be chosen, and no duty: 牵头单位应具备研究能力."""

SHORT_ATTRIBUTE = re.compile(r"(?!向|对|按|根据|依|结合)[^，]{1,8}的")

GOES_ON = re.compile(
    any_of(
        "负责 负总责 牵头 归口 总协调 会同 会商 配合 协助 协同 参与 指导 督促 督导 督查 监督 检查 承担 分担 担负 负担 考核"
        " 备案 核准 审 以及 并 同时"
    )
)
"""What a sentence needs for a further predicate of a subject."""

ANNOUNCED = re.compile("(?:的?(?:主要|工作|具体)?(?:职责|任务)(?:分工)?[是为]?)?$")
"""What may stand between a body and the colon before its duties: 市财政局主要职责：."""

ITS_DUTIES = re.compile(r"(?:主要|工作|组织)*(?:职责|职能|任务)(?:任务)?(?!分工|的|和|、)[：。\n]*")
"""The heading over what the group that a notice founds has to do: 二、主要职责."""

JOINING = re.compile("(?:密切|相互|互相|通力)配合$")
"""What the others do where one leads: 由市发改委牵头，市财政局等部门密切配合."""

ALSO = re.compile(r"(?:并|以及|同时)(?=组织|制定|制订|建立|开展|推进|提出|编制|发布|落实|做好)")
"""A plain duty beside one of supervision: 以及组织推广."""

FOUNDED = re.compile(
    r"(?:成立|设立|组建|下设)(?:由[^，。]{0,60}的)?(?P<group>(?!专人)[^，。由]{2,40}?(?:领导小组|工作小组|指挥部|协调小组|联席会议|专班|办公室))$"
)
"""A group that a piece founds: 成立…领导小组."""

FOUNDED_WITH = re.compile(
    any_of("参与 参加 配合 协同")
    + "的(?P<what>(?P<group>[^，。；]{2,40}(?:联席会议|小组|专班|指挥部))(?:制度)?|[^，。；]{2,40}机制)$"
)
"""What is founded with those who take part in it, and does itself what comes after: 财政局参与的联席会议制度，负责…."""

PREAMBLE = re.compile(
    r"经[^，。；]{2,40}(?:同意|批准|通过|审定|审议|研究|确定)[^，。；]{0,8}，(?:现[将就予印发提]|决定|成立|建立|同意|特)"
    r"|经[^，。；]{2,16}第[^，。；]{1,6}次[^，。；]{0,8}会议"
)
"""What was approved before, told by the way: 经市政府同意，现印发给你们."""

REST = re.compile(r"^(?!各[^，。《]{1,12}印发的)[^。]*印发(?!之日)|请(?:认真|遵照|结合|各)")
"""The closing formula of a notice that only promulgates."""

INVITING = re.compile(r"通知(?!书|如下|单)|邀请|需要?(?=[^，]{2,40}配合的)")
INVITED = re.compile(r"[^，。；]{0,4}?(?:参加|参与|到场|(?:协调|协助)?配合的?)$")
"""通知X、Y等部门参加; 需要X配合的."""

HOST = re.compile(
    r"(?P<office>[^，。；]{0,24}?(?:办公室|指挥部|秘书处|工作专班|中心))?(?:均|暂)?设(?:立|置)?[在于](?=[\u4e00-\u9fff])"
)
"""办公室设在X."""

HOST_WORDS = ("设在", "设于", "设立在", "设置在", "设立于")

SUPERVISED = re.compile(
    r"接受(?P<who>[^，、的]{1,14}(?:部门|单位|机构|政府|局|委|办|厅))的?(?:监督|检查|指导|考核|督查)"
)
"""接受X的监督."""

FORBIDDEN = re.compile("严禁|禁止|不准|不得允许")
ENCOURAGED = re.compile("鼓励并支持|鼓励和支持|鼓励、支持|鼓励支持|鼓励|支持")
PARTY_MUST = re.compile(
    r"[^，]{0,24}?(?:应当|(?<![相适对反响供])应(?!急|用)|要|不得|必须|须|需|严禁|可以|强制|一律|每(?=日|天|周|月|季))"
)
"""What a regulated party must: 灰渣系统应当…, 须安装…."""

QUALIFIES = re.compile(r"应(?:当)?(?:掌握|具备|具有|符合|满足)")
"""A condition of being eligible, no duty: 申请人应具备…."""

OFFICE_WORD = re.compile("部门|政府|机构|局|委")
UNSURE = re.compile("[如若因对向]|予以|给予|^凡|双方|(?:牵头|责任|配合)单位$")
_OFFICIAL_UNIT = any_of(
    "主管 成员 责任 牵头 配合 起草 发文 主办 承办 受理 参与 驻 本 各 有关 相关 市 省 县 区 全 一 示范 其他 上级"
)
_PARTY_WORDS = """
    项目 施工 建设单位 工地 电厂 经营 车辆 个人 业主 用户 矿山 矿 服务业 专业机构 社会力量 市场主体 双方 商户 居民 村民
    公民 摊点 商场 超市 医院 经营户 任何单位
    """
PARTY_HINT = re.compile(any_of(f"{_PARTY_WORDS} 单位 企业 机构 者 户 人应当 人不得 人必须 人需 人须 人可"))
"""What a sentence needs to name a regulated party at all."""

PARTY_NAME = re.compile(
    rf"{any_of(_PARTY_WORDS)}|企业(?!主管)|[\u4e00-\u9fff]{{2,6}}者$|户$|[\u4e00-\u9fff]{{1,5}}(?<!负责)(?<!责任)(?<!领导)人$"
    rf"|(?:^|[^\u4e00-\u9fff])(?!{_OFFICIAL_UNIT})[\u4e00-\u9fff]{{2,8}}(?<!成员)(?<!起草)(?<!责任)单位$"
    r"|(?<!管理)(?<!工作)(?<!直属)(?<!派出)(?<!监管)(?<!行政)(?<!监督)(?<!^各)机构$"
)
"""What tells a regulated party from an office: 项目, 企业, 用灰单位, 市场开办者."""

WEAK_PARTY = re.compile(r"(?:项目|者|户|机构)$")
"""A party whose norm needs a modal: 养老服务机构应当…, but no 农户参与."""

STRONG_PARTY = re.compile(r"(?:单位|工地|车辆|电厂|摊点|商场|超市|法人)$")
"""A party whose norm may be told without a modal: 相关工地停止施工."""

BROAD_PARTY = re.compile(r"(?:企业|项目|公司)$")
"""A party that sentences speak of in passing: its modal must follow at once."""

PUBLIC = re.compile(r"各[^项]{0,12}(?:机构|学校|医院|高校)$")
"""Public bodies of a kind together: 各银行业金融机构, 各学校."""

CLOSES = re.compile(r"(?:分别|共同|按(?:照)?(?:各自)?职责(?:分工)?)?(?:负责|牵头|配合)(?:落实)?$")
"""A piece that says no more than who does it: 各县政府按职责分工负责."""

ASKED = re.compile("请(?=各|有关|相关|[省市]|人力|工业|发展|财政|交通|教育|农业|住房)")
"""Before those who are asked to do a thing: 请各市水利局会同…."""

RELATIVE = re.compile("本级|同级|上级|下级|所在地|涉事|当地|各(?:设区|[县区市地])|县级")
"""A body named by its level alone, so that its partners are too: 本级政府办公室会同宣传部门."""

OFFICIAL_END = re.compile(r"(?:部门|政府|管委会[）〕]?|局|委|办|小组|级|机关|直单位|关单位|员单位)$")
