"""What ends the subject whose predicates are read: another one speaks in the words after it."""

from __future__ import annotations

import re

from kg.extract.responsibilities.duty import Piece
from kg.extract.responsibilities.wording import VERB

THEIR_PEOPLE = re.compile("(?![及和])[^，]{0,8}(?:干部|党员|人员|领导|职工|师生|群众|同志|队伍)$")
"""A body's people as what is spoken of: 各级党员干部，要…."""

_OF_A_THING = re.compile(
    r"[^，。；、按照将把对向在由]{2,12}(?:资金|经费|补助|贷款|政策)(?:在(?!于)|向|应(?!急|用)|要|按|将|可)"
)
"""A piece whose subject is a thing: 中央财政资金在同等条件下…."""

_OWN_BEARER = re.compile("(?:是|为(?!了)|作为|负责|承担)(?!的)")
"""What a regulated party does as the subject of its own predicate."""

_HANDS_OVER = re.compile(
    r"(?:指定|明确|安排|确定|选派|配备)[^，。；]{0,16}?(?:联系人|联络员|专人|人员|负责人|科室|处室)$"
)
"""A doer is named, who does what comes after: 指定一名联系人，负责…."""

_URGES = re.compile(
    r"(?:督促|要求|引导)[^，。；]{0,12}?(?:基地|企业|园区|平台|单位|学校|医院|机构|主体|商户|业主)"
)
"""Others are urged, who do what comes after: 督促园区完善设施，承担…."""


_SIGNS = re.compile(r"[本我](?:单位|公司|企业|机构)(?:将|愿|自愿|依法)*(?:承担|对[^，。；]{2,30}负责)")
"""What who signs a blank form declares: 本单位对上述声明的真实性负责."""


def thing_speaks(piece: Piece) -> bool:
    """Whether a thing is the subject of a piece."""
    return bool(_OF_A_THING.match(*piece[:3])) and not VERB.match(*piece[:3])


def party_speaks(piece: Piece) -> bool:
    """Whether a regulated party's own predicate begins here: 建设单位是…的责任主体."""
    return bool(_OWN_BEARER.match(*piece[:3]))


def hands_over(piece: Piece) -> bool:
    """Whether a piece names those who do what comes after it."""
    return bool(_HANDS_OVER.search(*piece[:3]))


def urges(piece: Piece) -> bool:
    """Whether a piece urges parties to do what may go on after it."""
    return bool(_URGES.search(*piece[:3]))


def signs(piece: Piece) -> bool:
    """Whether the signer of a form declares what he answers for; the form's words name no body."""
    return bool(_SIGNS.match(*piece[:3]))
