"""Duties told in sentences: `由X会同Y制定…`, `X负责…`, `X为…主管部门`, `报X批准`, `X要…`, `Z单位应当…`.

A sentence is read piece by piece (between commas). A piece opens with a subject and its predicate, or goes on
with a further predicate of the subject before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.bodies import Item, Listed
from kg.bodies import parties as parties_at
from kg.model import Clause, Name, Responsibility
from kg.setting import Setting
from kg.terms import DutyKind, Role
from kg.text import Reading, Span

_SENTENCE = re.compile(r"[^。；\n]+")
_PIECE = re.compile(r"[^，：]+")
_LABEL = re.compile(
    r"^(?:第.{1,5}[章节条]|[一二三四五六七八九十]+(?:、|是)|（[一二三四五六七八九十\d]+）|\d{1,2}[.、]|[①-⑳])"
)
# brackets that are part of a name: 县（市、区）, （集团）, 部门（单位）
_ASIDE = re.compile(
    r"[（〔](?![市区县旗镇乡、州街道单位集团自治企业化部门级]{1,7}[）〕])(?:[^（）〔〕]|[（〔][^（）〔〕]*[）〕])*[）〕]"
)
_LEAD_IN = re.compile(
    r"(?:其中|同时|此外|另外|并且|而且|一方面|届时|原则上|必要时|可?同时|并|但|[一二三四五六七八九]是|除[^，]{2,20}外|在[^，]{2,14}(?:中|内|上|下|前|后|期间|期|基础上)|汛期前|今年|今后|年底前|平时|明确(?=市|县|省|区)|确定(?=市|县|省|区))"
)
_WHOSE = re.compile(r"[^\s，。；：、由]{2,12}的(?=县|乡|镇)")
_MODAL = re.compile(
    r"(?P<words>(?:也|都|均|还|则|并|又|再|要|应当|应该|应(?!急|用|对|县|届|税|收)|须|需要|需|必须|可以|可|将|能够|依法|积极|认真|切实|原则上|共同|一并|继续|全力|及时|主动|具体|同时|进一步)*)"
)
_MUST = re.compile(r"要|应|须|需|可|将|能够")
_NEGATIVE = re.compile(r"不再|不得|不能|不应|不准|严禁|禁止|不")
# adverbials that stand between a subject and its predicate
_ADVERBIAL = re.compile(
    r"(?:按照?|根据|依据?|依照|结合|在|对|就|通过|以|从|统一|全面|每|定期|作为|综合|充分|原则上|实行|于|自|与|围绕|同|会同|严格|立足)"
)
_WITHIN = re.compile(r"(?P<lead>牵头)|(?P<responsible>负(?:总责|责(?!人|任|同志))|承担|分担|担负)")
_SUPERVISING = re.compile(
    r"(?:对|加强对?)[^，]{2,40}?(?:进行|开展|实施|的|实行|予以)[^，]{0,10}?(?:督促|督查|督导|监督|检查|考核|指导(?!意见|目录))(?:管理|检查|指导|和|、|跟踪|评估|考核)*(?:$|[，。；])"
    r"|[将把][^，]{2,40}?纳入[^，]{0,30}考核"
)
_DESIGNATION = re.compile(
    r"(?:作?为|是)(?P<what>[^，。；]{0,40}?)(?:的)?(?:第一)?"
    r"(?P<title>行业管理部门|行政?主管(?:部门|单位)|主管部门|主管单位|总?牵头(?:单位|部门)|(?:第一)?责任(?:主体|人|单位|部门)|实施主体|工作主体)"
)
_PARTY_MUST = re.compile(
    r"[^，]{0,24}?(?:应当|(?<![相适对反响供])应(?!急|用)|要|不得|必须|均必须|须|需|严禁|可以|强制)"
)
_OFFICE_AFTER = re.compile(r"部门|政府|机构|局|委")
_UNSURE = re.compile(r"[如若因对向]")
_VERB = re.compile(
    r"按|根据|依据|依照|结合|立足|围绕|坚持|对|在|将|把|以|就|为(?=[^，]{2,16}(?:提供|配备|购买|办理|发放|创造))|从|通过|与|向|由|每|自|"
    r"要|应(?!急|用|县|届)|须|需|必须|可|不得|负责|牵头|承担|会同|会商|配合|协助|参与|组织|实施|推进|推动|落实|建立|健全|完善|制定|制订|编制|拟订|起草|"
    r"出台|开展|加强|加大|加快|强化|做好|抓好|抓紧|抓住|确保|保证|保障|提供|安排|指导|督促|监督|检查|考核|统筹|协调|研究|提出|明确|依法|"
    r"充分|积极|认真|切实|严格|及时|定期|适时|进一步|全面|深入|持续|主动|共同|分别|新建|建设|改造|引进|发展|打造|支持|利用|发挥|"
    r"办理|受理|审核|审批|审查|批准|备案|登记|公布|公开|发布|报送|上报|报告|汇总|通报|召开|召集|成立|设立|设置|设|配备|购买|"
    r"停止|强制|强力|签订|签定|调整|征收|缴纳|拨付|下达|分解|细化|压实|履行|行使|执行|遵守|接受|服从|使用|采取|采用|运用|"
    r"高度|牢固|广泛|大力|着力|努力|严厉|严肃|清理|整合|规范|优化|提升|提高|扩大|拓展|创新|探索|鼓励|引导|培育|培训|宣传|"
    r"收集|整理|梳理|排查|整改|查处|打击|处罚|处置|处理|解决|受委托|委托|划分|确定|选定|选派|遴选|推荐|申报|"
    r"原则上|直接|统一|集中|逐步|逐年|不|均|都|也|还|则|并|负|上报|筹措|筹集|回应|进行|实行|相应|带头|参照|比照|至少|具体|主要|侧重|抽调|落细|支付|分担"
)
_BY_VERB = re.compile(r"(?!的|此|其|于|来|衷|表及|点到面|上而下)")
# a verb that only describes a noun: 建设的平台
_ATTRIBUTE = re.compile(r"(?!按|根|依|对|在|将|把|以|就|结合|围绕|与|向)[^，]{2,5}的")
# a piece whose 由 stands inside an attribute: 除按规定由…承担的事项外, 对应由政府提供的…
_ATTRIBUTIVE = re.compile(r"(?:除|将|把|对)[^，]{0,20}由[^，]{2,30}的")
_APPROVAL = re.compile(r"(?P<before>报经|报请|上报|报送|呈报|提请|报(?!批|告|纸|名)|送|经(?!济|费|营|信))")
_MAY_GO_ON = re.compile(
    "负责|负总责|牵头|归口|总协调|会同|会商|配合|协助|协同|参与|指导|督促|督导|督查|监督|检查|承担|分担|担负|负担|考核|备案|核准|审|以及|并|同时"
)
_MAY_APPROVE = re.compile("批准|审批|审定|审核|核准|初审|备案|审验|审查|裁定|认定|同意|核定|审议|接受")
_APPROVE = re.compile(
    r"(?P<how>[^，。；的]{0,10}?)(?P<what>批准|审批|审定|审核|核准|初审|备案|审验|审查|裁定|认定|同意|核定|审议)(?!制|权)"
)
_APPROVES = re.compile(
    r"(?:进行|予以|实行|开展|负责)?[^，]{0,4}?(?:批准|裁定|审核|审定|审验|初审|核准|备案|审批)(?:登记)?(?:$|(?=[，。；后]))"
)
_FILES = re.compile(r"对[^，]{2,30}(?:进行|予以|实行)(?:备案|核准|审批|审核|审验|初审)(?:登记|管理)?$")
_HOST = re.compile(
    r"(?P<office>[^，。；]{0,24}?(?:办公室|指挥部|秘书处|工作专班|中心))?(?:均|暂)?设(?:立|置)?(?:在|于)(?=[省市县区本\u4e00-\u9fff])"
)
_SUPERVISED = re.compile(
    r"接受(?P<who>[^，、的]{1,14}(?:部门|单位|机构|政府|局|委|办|厅))的?(?:监督|检查|指导|考核|督查)"
)
_FORBIDDEN = re.compile(r"(?:严禁|禁止|不准|不得允许)")
_ENCOURAGED = re.compile(r"(?:鼓励并支持|鼓励和支持|鼓励、支持|鼓励支持|鼓励|支持)")
_PRIVATE_NAME = re.compile(
    r"(?:项目|施工|建设单位|工地|电厂|企业(?!主管)|经营|车辆|产.{0,3}单位|用.{0,2}单位|.运单位|个人|业主|用户|矿山|矿|服务业|专业机构|社会力量|市场主体|双方|商户|居民|村民|公民)"
)
_ALSO = re.compile(r"(?:并|以及|同时)(?=组织|制定|制订|建立|开展|推进|提出|编制|发布|落实|做好)")
_FOUNDED = re.compile(
    r"成立(?:由[^，。]{0,60}的)?(?P<group>[^，。由]{2,40}?(?:领导小组|指挥部|协调小组|专班))$"
)
_REST = re.compile(r"(?:印发|请(?:认真|遵照|结合|各))")


@dataclass(slots=True)
class _Subject:
    """Whose predicates are being read; `governed` is set once 负责 or 承担 opened the sentence's duties."""

    listed: Listed | None = None
    governed: bool = False
    supervises: bool = False

    @property
    def start(self) -> int:
        """Where the subject stands."""
        return self.listed.items[0].start if self.listed else -1


@dataclass(frozen=True, slots=True)
class _Duty:
    """A role found for some names: where its words stand (`start`–`end`), and where the duty's do."""

    items: tuple[Item, ...]
    role: Role
    kind: DutyKind
    rule: str
    start: int
    end: int
    duty: tuple[int, int] | None = None


def sentence_facts(clause: Clause, reading: Reading, setting: Setting) -> Iterator[Responsibility]:
    """The responsibilities that the sentences of `reading` state, in printed order."""
    bare = reading.without(_asides(reading.text))
    reader = _Reader(bare.text, setting, clause)
    for duty in reader.duties():
        span = bare.span(duty.start, duty.end)
        words = bare.span(*duty.duty) if duty.duty and duty.duty[1] > duty.duty[0] else None
        for item in duty.items:
            name = Name(item.printed, bare.span(item.start, item.end), item.head, item.tail)
            yield Responsibility(clause.path, span, duty.rule, name, duty.role, duty.kind, words)


def _asides(text: str) -> tuple[Span, ...]:
    """The brackets that are no part of a name."""
    return tuple(Span(*found.span()) for found in _ASIDE.finditer(text))


class _Reader:
    """Reads the sentences of one clause from left to right."""

    def __init__(self, text: str, setting: Setting, clause: Clause) -> None:
        self.text, self.clause = text, clause
        self.bodies = setting.bodies
        self.predicates = setting.lexicon.predicates
        self.subject = _Subject()
        self.sentence = 0
        self.topic: Listed | None = (
            None  # a body or party that opened the sentence, its predicate still to come
        )
        label = _LABEL.match(text)
        self.start = label.end() if label and not clause.cells else 0
        self.may_approve = self.may_forbid = self.may_go_on = self.names_party = False
        self.may_found = "成立" in text
        self.may_host = any(words in text for words in ("设在", "设于", "设立在", "设置在", "设立于"))

    def duties(self) -> Iterator[_Duty]:
        """Every duty of the clause, in printed order."""
        for sentence in _SENTENCE.finditer(self.text, self.start):
            self.subject.governed = False
            self.sentence = sentence.start()
            self._look_over(sentence.group())
            self.topic = None
            if sentence.start() and self.text[sentence.start() - 1] == "\n":
                self.subject = _Subject()
            if self.clause.kind == "part" and _REST.search(sentence.group()):
                continue
            for piece in _PIECE.finditer(self.text, *sentence.span()):
                yield from self._piece(piece.start(), piece.end(), sentence.end())

    def _look_over(self, sentence: str) -> None:
        """What a sentence may hold at all, told by its words, so that its pieces are not asked in vain."""
        self.may_approve = bool(_MAY_APPROVE.search(sentence))
        self.may_forbid = self.clause.kind == "article" or bool(_FORBIDDEN.search(sentence))
        self.may_go_on = bool(_MAY_GO_ON.search(sentence))
        self.names_party = bool(_PRIVATE_NAME.search(sentence))

    def _piece(self, start: int, end: int, stop: int) -> Iterator[_Duty]:
        """The duties of the words between two commas; `stop` is the sentence's end."""
        at = self._after_lead_in(start, end)
        if self.may_host:
            yield from self._hosted(at, end)
        found = self._by(at, end, stop) if self.text.find("由", at, end) >= 0 else None
        if not found:
            found = self._subject_first(at, end, stop) or self._further(at, end, stop)
        yield from found
        if self.may_found:
            self._founded(at, end)
        if self.may_approve:
            yield from self._approvals(at, end)
        if self.may_forbid:
            yield from self._parties_told(at, end, stop)

    def _after_lead_in(self, start: int, end: int) -> int:
        """Past words that only lead in: 其中, 在汛期, 必要时."""
        while (found := _LEAD_IN.match(self.text, start, end)) and found.end() < end:
            start = found.end()
        whose = _WHOSE.match(self.text, start, end)
        return whose.end() if whose else start

    # --- a subject and its predicate

    def _subject_first(self, at: int, end: int, stop: int) -> list[_Duty]:
        """The duties of a piece that opens with a body and its predicate; it becomes the subject."""
        listed = self.bodies.listed(self.text, at, end)
        if listed and not self._is_private(listed):
            duties = self._predicate(listed, listed.end, end, stop)
            if duties is not None:
                return duties
            if self.text[listed.end : listed.end + 1] not in ("的", "之"):
                self.topic = listed
            return []
        return self._party_first(at, end, stop)

    def _is_private(self, listed: Listed) -> bool:
        """Whether a list names regulated parties rather than offices."""
        last = listed.items[-1].printed
        return bool(_PRIVATE_NAME.search(last)) and not re.search(r"(?:部门|政府|局|委|办|小组|级)$", last)

    def _predicate(self, listed: Listed, at: int, end: int, stop: int) -> list[_Duty] | None:
        """The duties in a subject's predicate; None when the words after it are no predicate."""
        if at == end and self.text[end : end + 1] == "：":
            self.subject = _Subject(listed)
            return []
        designated = self._designated(listed, at, end)
        if designated:
            self.subject = _Subject(listed)
            self.topic = listed
            return [designated]
        modal = _MODAL.match(self.text, at, end)
        begin = modal.end() if modal else at
        if _NEGATIVE.match(self.text, begin, end):
            self.subject = _Subject(listed)
            return [self._plain(listed, at, end, stop, "doer.negative")]
        explicit = self._explicit(listed, begin, end, stop)
        if explicit:
            return explicit
        told = modal is not None and bool(_MUST.search(modal.group("words")))
        if not told and (not _VERB.match(self.text, begin, end) or _ATTRIBUTE.match(self.text, begin, end)):
            return None
        self.subject = _Subject(listed)
        if _SUPERVISING.search(self.text, begin, min(stop, end + 1)):
            self.subject.supervises = True
            return [
                _Duty(
                    listed.items,
                    Role.SUPERVISE,
                    DutyKind.EXPLICIT,
                    "predicate.supervising",
                    at,
                    end,
                    (begin, end),
                )
            ]
        return [self._plain(listed, at, end, stop, "doer.modal" if told else "doer.plain")]

    def _plain(self, listed: Listed, at: int, end: int, stop: int, rule: str) -> _Duty:
        """A plain doer's duty: from its predicate to the sentence's end."""
        first = listed.items[0].start
        return _Duty(listed.items, Role.RESPONSIBLE, DutyKind.AGENT, rule, first, end, (at, stop))

    def _designated(self, listed: Listed, at: int, end: int) -> _Duty | None:
        """`X为…主管部门`, `X是…的责任主体`, `X作为…的牵头部门`."""
        found = _DESIGNATION.match(self.text, at, end)
        if not found:
            return None
        title = found.group("title")
        role = (
            Role.LEAD
            if "牵头" in title
            else Role.RESPONSIBLE
            if "责任" in title or "主体" in title
            else Role.COMPETENT
        )
        first = listed.items[0].start
        return _Duty(
            listed.items, role, DutyKind.EXPLICIT, "designation", first, found.end(), found.span("what")
        )

    def _explicit(self, listed: Listed, begin: int, end: int, stop: int) -> list[_Duty]:
        """The duties of a predicate that opens with a role word, or holds one after an adverbial."""
        for pattern in self.predicates:
            found = pattern.regex.match(self.text, begin, end)
            if found and self.text[found.end() : found.end() + 1] != "的":
                return self._told(listed, pattern.id, Role(pattern.more["role"]), found.end(), end, stop)
        if _ADVERBIAL.match(self.text, begin, end):
            within = _WITHIN.search(self.text, begin, end)
            if within and self.text[within.start() - 1] not in "由的所":
                role = Role(within.lastgroup or "responsible")
                return self._told(
                    listed, f"predicate.{within.lastgroup}.within", role, within.end(), end, stop
                )
        return []

    def _told(self, listed: Listed, rule: str, role: Role, at: int, end: int, stop: int) -> list[_Duty]:
        """The duty told by a role word that ends at `at`; 会同 brings in its partners."""
        self.subject = _Subject(listed, governed=role is Role.RESPONSIBLE)
        first = min(listed.items[0].start, at)
        out = [_Duty(listed.items, role, DutyKind.EXPLICIT, rule, first, end, (at, stop))]
        if rule == "predicate.with":
            out += self._partners(at, end, stop)
        return out

    def _partners(self, at: int, end: int, stop: int) -> list[_Duty]:
        """The bodies after 会同."""
        partners = self.bodies.listed(self.text, at, end)
        if not partners:
            return []
        return [
            _Duty(
                partners.items,
                Role.SUPPORT,
                DutyKind.EXPLICIT,
                "predicate.partner",
                at,
                end,
                (partners.end, stop),
            )
        ]

    # --- further predicates of the subject before

    def _further(self, at: int, end: int, stop: int) -> list[_Duty]:
        """The duties of a piece that goes on with a role word, laid on the subject before it."""
        modal = _MODAL.match(self.text, at, end)
        begin = modal.end() if modal else at
        if self.topic and modal and _MUST.search(modal.group("words")):
            return self._topical(self.topic, at, end, stop)
        founded = self.topic if self.topic and self.topic.founded else None
        listed = founded or self.subject.listed
        if not listed or not self.may_go_on:
            return []
        for pattern in self.predicates:
            found = pattern.regex.match(self.text, begin, end)
            if found and found.end() < end:
                self.subject = _Subject(listed) if founded else self.subject
                return self._more(listed, pattern.id, Role(pattern.more["role"]), found.end(), end, stop)
        if _FILES.match(self.text, begin, end):
            return [
                _Duty(
                    listed.items, Role.APPROVE, DutyKind.EXPLICIT, "approve.files", begin, end, (begin, end)
                )
            ]
        if self._supervises_further(begin, end, stop):
            return [
                _Duty(
                    listed.items,
                    Role.SUPERVISE,
                    DutyKind.EXPLICIT,
                    "predicate.supervising.further",
                    at,
                    end,
                    (begin, end),
                )
            ]
        if self.subject.supervises and (also := _ALSO.match(self.text, at, end)):
            return [
                _Duty(
                    listed.items, Role.RESPONSIBLE, DutyKind.AGENT, "doer.further", at, end, (also.end(), end)
                )
            ]
        return []

    def _supervises_further(self, begin: int, end: int, stop: int) -> bool:
        """Whether a piece puts others' work under supervision: in the subject's own sentence, or as 将…纳入…考核."""
        found = _SUPERVISING.match(self.text, begin, min(stop, end + 1))
        own = self.subject.start >= self.sentence and not self.subject.governed
        return found is not None and (own or found.group()[0] in "将把")

    def _topical(self, topic: Listed, at: int, end: int, stop: int) -> list[_Duty]:
        """The duty of a body or party whose predicate comes after a comma: `各机构职责明确，能够…`."""
        self.topic = None
        if topic.private:
            return [_Duty(topic.items, Role.RESPONSIBLE, DutyKind.NORM, "party.topic", at, end, (at, stop))]
        return self._predicate(topic, at, end, stop) or []

    def _more(self, listed: Listed, rule: str, role: Role, at: int, end: int, stop: int) -> list[_Duty]:
        """One more role of the subject; what 负责 governs already is part of that duty."""
        if self.subject.governed and role in (Role.SUPPORT, Role.SUPERVISE):
            return []
        self.subject.governed = self.subject.governed or role is Role.RESPONSIBLE
        out = [_Duty(listed.items, role, DutyKind.EXPLICIT, f"{rule}.further", at - 2, end, (at, stop))]
        if rule == "predicate.with":
            out += self._partners(at, end, stop)
        return out

    # --- 由X…

    def _by(self, at: int, end: int, stop: int) -> list[_Duty]:
        """The duties of `由X…` in a piece: by its role word, as an approval, or as a plain doer's."""
        out: list[_Duty] = []
        if _ATTRIBUTIVE.match(self.text, at, end):
            return []
        for by in re.finditer("(?<!交)由", self.text[at:end]):
            begin = at + by.end()
            listed = self.bodies.listed(self.text, begin, end)
            if listed and not self._is_private(listed):
                out += self._by_body(listed, at, begin - 1, end, stop)
            elif parties := parties_at(self.text, begin, end):
                out += self._by_party(parties, end, stop)
        return out

    def _by_body(self, listed: Listed, at: int, by: int, end: int, stop: int) -> list[_Duty]:
        scope = (at, by) if by - at > 1 else None
        begin = listed.end
        if begin >= end or self.text[begin] in "的":
            return []
        if self.text[by - 1 : by] in "不":
            return [_Duty(listed.items, Role.RESPONSIBLE, DutyKind.AGENT, "by.negative", by, end, (at, end))]
        if _APPROVES.match(self.text, begin, end):
            return [_Duty(listed.items, Role.APPROVE, DutyKind.EXPLICIT, "by.approve", by, end, scope)]
        modal = _MODAL.match(self.text, begin, end)
        explicit = self._explicit(listed, modal.end() if modal else begin, end, stop)
        if explicit:
            return explicit
        distance = _WITHIN.search(self.text, begin, end)
        if distance and not re.search("的", self.text[distance.end() : distance.end() + 1]):
            role = Role(distance.lastgroup or "responsible")
            return self._told(listed, f"by.{distance.lastgroup}", role, distance.end(), end, stop)
        if re.match(r"[^，]{1,8}的", self.text[begin:end]) or not _VERB.match(self.text, begin, end):
            return []
        self.subject = _Subject(listed)
        return [_Duty(listed.items, Role.RESPONSIBLE, DutyKind.AGENT, "by.doer", by, end, (begin, stop))]

    def _by_party(self, parties: Listed, end: int, stop: int) -> list[_Duty]:
        at = parties.end
        if at >= end or self.text[at] == "的" or not re.match(r"[\u4e00-\u9fff]{2}", self.text[at:end]):
            return []
        if not self._regulated(parties) or _UNSURE.search(parties.items[0].printed):
            return []
        return [
            _Duty(
                parties.items,
                Role.RESPONSIBLE,
                DutyKind.NORM,
                "by.party",
                parties.items[0].start,
                end,
                (at, stop),
            )
        ]

    # --- regulated parties

    def _party_first(self, at: int, end: int, stop: int) -> list[_Duty]:
        """The norm of a piece that opens with a regulated party: `产灰单位应当…`, `新建电厂不得…`."""
        parties = parties_at(self.text, at, end) if self.names_party else None
        if not parties or not self._regulated(parties) or _UNSURE.search(parties.items[0].printed):
            return []
        if parties.end < end and self.text[parties.end] in "的之间":
            return []
        if parties.end == end:
            self.topic = parties
            return []
        must = _PARTY_MUST.match(self.text, parties.end, end)
        if must and _OFFICE_AFTER.search(must.group()):
            return []
        company = parties.items[-1].printed.endswith("企业")
        if must or _VERB.match(self.text, parties.end, end):
            kind = DutyKind.AGENT if company and not must else DutyKind.NORM
            self.subject = _Subject()
            return [_Duty(parties.items, Role.RESPONSIBLE, kind, "party", at, end, (parties.end, stop))]
        return []

    def _regulated(self, parties: Listed) -> bool:
        """Whether a list names regulated parties: by the last one's words, or by being an elided list of them."""
        return len(parties.items) > 1 or bool(_PRIVATE_NAME.search(parties.items[-1].printed))

    def _parties_told(self, at: int, end: int, stop: int) -> list[_Duty]:
        """`严禁个人…承运`, and in a regulation's articles `鼓励产灰单位…`."""
        found = _FORBIDDEN.search(self.text, at, end)
        if not found and self.clause.kind == "article":
            found = _ENCOURAGED.search(self.text, at, end)
        parties = parties_at(self.text, found.end(), end) if found else None
        if not found or not parties or parties.end >= end or not self._regulated(parties):
            return []
        if self.text[parties.end] in "的":
            return []
        return [
            _Duty(
                parties.items,
                Role.RESPONSIBLE,
                DutyKind.NORM,
                "party.told",
                found.start(),
                end,
                (parties.end, stop),
            )
        ]

    def _founded(self, at: int, end: int) -> None:
        """A group that the piece founds may be the subject of what follows: `成立…领导小组，负责…`."""
        found = _FOUNDED.search(self.text, at, end)
        if found:
            span = found.span("group")
            self.topic = Listed((Item(*span, found.group("group")),), end, founded=True)

    # --- approvals, hosts, supervisors

    def _approvals(self, at: int, end: int) -> list[_Duty]:
        """`报X批准`, `经X审核`, `有经X批准的…规划`, `接受X的监督`."""
        out: list[_Duty] = []
        for before in _APPROVAL.finditer(self.text, at, end):
            listed = self.bodies.listed(self.text, before.end(), end)
            found = listed and _APPROVE.match(self.text, listed.end, end)
            if listed and found:
                scope = (at, before.start()) if before.start() > at else None
                out.append(
                    _Duty(
                        listed.items,
                        Role.APPROVE,
                        DutyKind.EXPLICIT,
                        "approve",
                        before.start(),
                        found.end(),
                        scope,
                    )
                )
        watched = _SUPERVISED.search(self.text, at, end)
        if watched:
            items = (Item(*watched.span("who"), watched.group("who")),)
            out.append(
                _Duty(items, Role.SUPERVISE, DutyKind.EXPLICIT, "supervise.accepted", watched.start(), end)
            )
        return out

    def _hosted(self, at: int, end: int) -> list[_Duty]:
        """`办公室设在X`: X hosts it, and the office is the subject of what follows."""
        found = _HOST.search(self.text, at, end)
        listed = self.bodies.listed(self.text, found.end(), end) if found else None
        if not found or not listed:
            return []
        office = found.span("office")
        if office[0] >= 0:
            words = self.text[slice(*office)]
            self.subject = _Subject(Listed((Item(*office, words),), office[1]))
        scope = office if office[0] >= 0 else None
        return [_Duty(listed.items, Role.HOST, DutyKind.EXPLICIT, "host", at, listed.end, scope)]
