"""Who issues a document: one body or several, in printed order: `财政部 税务总局关于…`, or signers one above the other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.model import Printed
from kg.text import Source, Span, plain

ENDS_BODY = re.compile(
    r"(?:部|委|委员会|局|厅|署|院|办|办公室|办公厅|政府|集团|公司|银行|国务院|指挥部|小组|专班|会议|机制|海关|[分支]行"
    r"|总?队|军区|监狱|[纪监]委|中心|[\u4e00-\u9fff]司|市场|学校|大学|学院|医院|供销社|妇联|残联|科协|工商联|联合会|协会|学会|总工会"
    r"|[监证保]会|常务委员会|人民代表大会|团[省市县区]委)$"
)
_PIECE = re.compile(r"[^\s\u3000\u00a0、，]+")
_LETTER_SPACED = re.compile(r"(?:[\u4e00-\u9fff][^\S\n]+){1,6}[\u4e00-\u9fff](?![\u4e00-\u9fff])")
_PLACE = (
    r"[\u4e00-\u9fff]{1,6}?"
    "(?:省|自治区|市(?!场)|自治州|州|盟|县|旗|(?<!开发)(?<!高新)(?<!园)(?<!新)(?<!社)(?<!地)(?<!辖)区)"
)
# how a body's name begins: with the whole country's words, its place, or its level
_NATIONAL = re.compile("中国|中华|国家|国务院|全国|最高人民|人民银行")
_BEGINS = re.compile(
    rf"中共|{_NATIONAL.pattern}|共青团|{_PLACE}"
    r"(?:人民|人大|政协|纪委|委|总工会|妇联|残联|军区"
    r"|[\u4e00-\u9fff（）]{2,}(?:局|厅|委|委员会|办|办公室|院|海关|小组|指挥部|中心|[分支]行|联合会|协会|学会))"
    r"|[省市县区](?:委|政府|[\u4e00-\u9fff]{2,8}[局厅委办]$)"
    r"|[\u4e00-\u9fff]{2,6}(?:海关|银保监局|证监局|金融监管局|税务局)$"
)
# bodies of the whole country that open with none of these: 财政部, 海关总署, 税务总局办公厅
_MINISTRY = re.compile(
    r"(?!.*(?:工作|指挥|领导|[支干]部))[\u4e00-\u9fff]{1,10}(?:部|总局|总署|计生委|健康委|改革委|国资委|[监证]会)(?:办公厅|综合司)?$"
)
# a name that goes on with a branch's: 国家税务总局 | 云岭市税务局
_WITH_BRANCHES = re.compile(r"(?:税务总局|银行|监督管理委员会)$")
_BRANCH = re.compile(r"(?!国家|中国)[\u4e00-\u9fff]{2,9}(?:税务局|[分支]行|监管局)$")
_COMMITTEE = re.compile(r"中共[\u4e00-\u9fff]{2,8}委(?=[\u4e00-\u9fff]{2,8}人民政府$)")
# joint issuers in one run, each with the place before it: 云岭市财政局云岭市水利局
_RUN = re.compile(
    rf"(?:中共|共青团)?(?P<place>{_PLACE})[\u4e00-\u9fff]+?(?<!税务总局)(?=(?:中共|共青团)?(?P=place))"
)
# （…代章）: whose seal stands for the signer's
_SEAL = re.compile(r"（[^（）]*代章?）$")
_AND_OTHERS = re.compile(r"等[\d一二三四五六七八九十]{0,3}个?(?:部门|部委|单位)$")


def bodies(source: Source, spans: Iterable[Span]) -> tuple[Printed, ...]:
    """The bodies printed in `spans`, one after the other, set off by blanks, 、 or line ends; a name that a line's
    end breaks is one. Each once, without 代章 and `等五部门`; words before the first that end as no body's name
    does are none."""
    named = [one for piece in _joined(source, _pieces(source, spans)) for one in _runs(source, piece)]
    first = next((i for i, one in enumerate(named) if ENDS_BODY.search(one.value)), None)
    whole = named[:1] if first is None else named[first:]
    return tuple({one.value: one for one in reversed(whole)}.values())[::-1]


def all_issuers(titled: tuple[Printed, ...], signers: tuple[Printed, ...]) -> tuple[Printed, ...]:
    """The issuers that the title names; where it names one, after it those who sign beside it."""
    if len(titled) > 1 or titled[0].value not in {one.value for one in signers}:
        return titled
    return (*titled, *(one for one in signers if one.value != titled[0].value))


def _pieces(source: Source, spans: Iterable[Span]) -> Iterator[Span]:
    """What blanks and marks set off; a name printed with blanks between its characters (财 政 部) is one."""
    for span in spans:
        at = span.start
        while found := _PIECE.search(source.folded, at, span.end):
            spaced = _LETTER_SPACED.match(source.folded, found.start(), span.end)
            one = spaced if spaced and len(found.group()) == 1 else found
            yield Span(*one.span())
            at = one.end()


def _joined(source: Source, pieces: Iterable[Span]) -> Iterator[Span]:
    """The pieces that one name takes, together."""
    name: Span | None = None
    for piece in pieces:
        if name and not _is_next(source, name, piece):
            name = Span(name.start, piece.end)
        else:
            yield from (name,) if name else ()
            name = piece
    yield from (name,) if name else ()


def _is_next(source: Source, name: Span, piece: Span) -> bool:
    """Whether `piece` begins another body's name than `name`."""
    before, words = (plain(source.folded[slice(*span)]) for span in (name, piece))
    if _WITH_BRANCHES.search(before) and _BRANCH.match(words):
        return False
    if "、" in source.folded[name.end : piece.start]:
        return bool(ENDS_BODY.search(before) and ENDS_BODY.search(words))
    national = _MINISTRY.match(before) or _NATIONAL.match(before)
    return bool(_BEGINS.match(words) or (national and _MINISTRY.match(words)))


def _runs(source: Source, span: Span) -> Iterator[Printed]:
    """A name, or those that are printed in one run, each with the same place before it."""
    while found := _RUN.match(source.folded, *span):
        if not (ENDS_BODY.search(found.group()) or _COMMITTEE.match(source.folded, *span)):
            break
        yield _printed(source, Span(*found.span()))
        span = Span(found.end(), span.end)
    yield _printed(source, span)


def _printed(source: Source, span: Span) -> Printed:
    words = source.folded[slice(*span)]
    end = span.end
    for mark in (_SEAL, _AND_OTHERS):
        if found := mark.search(words):
            end = span.start + found.start()
    return Printed(plain(source.words(Span(span.start, end))), span)
