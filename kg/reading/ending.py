"""The unlabelled paragraphs below a part's last label: whether they speak of the whole part, or of its last clause."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.reading.closing import ROLE_LABEL
from kg.reading.headings import is_bare
from kg.reading.lines import Line
from kg.reading.node import Node

_ITSELF = r"本(?:通知|意见|实施意见|指导意见|方案|实施方案|办法|措施|规定|细则|决定|通告|公告|通报|规划|计划|政策|工作要点)"
# words of the whole document: what it says of itself, whom it asks to carry it out, to report and to ask
_WHOLE = re.compile(
    rf"^(?:以上|上述)[^，。：]{{0,8}}(?:措施|政策|意见|规定)(?:自|由|有效|执行|适用)|^特此(?:通知|通告|公告|通报|函告|函复|批复)|{_ITSELF}"
    r"|(?:重要|有关|重大)?(?:情况|问题|意见)(?:和(?:问题|建议|意见))?，?请?(?:及时|径)(?:向|与|报|反馈)"
    r"|(?:各项)(?:工作|任务|政策|措施|政策措施|工作任务|要求|部署)[^，。]{0,6}(?:落实到位|落到实处|落地见效|抓实)|(?:落实|落细)各项政策措施"
    r"|^请各[^，。]{2,24}(?:高度重视|加强|认真|结合)"
    r"|请(?:各地|各单位|各部门|遵照|认真)[^。]{0,30}(?:贯彻|遵照)执行|贯彻执行(?:情况|中)"
)
# the addressees of a whole document as those who are to act: 各地, 各级财政部门, 各县（市、区）人民政府
_ADDRESSEES = re.compile(
    r"^(?:请|望|希望)?(?:各|全省|全市|全县|你)"
    r"|^[^，。]{2,40}(?:是|事关|关系|意义|任务|时间|政策性)[^。]{1,40}，各[^，。]{2,24}要"
)
_OF_ITEMS = re.compile(
    r"^(?:以上|上述|前款|前述|其中|注|备注|说明|此外|另)(?![^，。：]{0,8}(?:措施|政策|意见|规定))"
)
# clauses that say how a document is carried out, or hold what is left to say: their own text speaks so too
_LEFT = re.compile(
    r"方式|程序|兑现|执行|组织实施|其他|其它|附则|有关事项|相关事项|说明|实施时间|施行|解释|有效期|联系"
)
_FEWEST = 3  # clauses
_MEASURE = 40  # characters: a measure's text is no shorter
_PERSON = re.compile(
    r"[\u4e00-\u9fff]{1,4}(?:[ \u3000]{1,4}[\u4e00-\u9fff]{1,2})?[ \u3000]*\u3000[ \u3000]*\S"
)
_PROSE = re.compile(r"。|联系|电话")


def ends_part(lines: Sequence[Line], stack: Sequence[Node]) -> bool:
    """Whether the paragraph on the first of `lines`, below the last label, is the part's own closing text; `stack`
    are the open clauses, the part first. An article's second paragraph is the article's."""
    words, last = lines[0].words, stack[-1]
    if len(stack) < 2 or any(node.kind in ("article", "chapter") for node in stack) or lines[0].cells:
        return False
    if ROLE_LABEL.match(words) or _OF_ITEMS.match(words) or not words.endswith(("。", "：")) or _awaits(last):
        return False
    if len(stack) == 2 and _LEFT.search(last.first[:20]):
        return False
    return bool(_WHOLE.search(words)) or (
        len(stack) == 2 and bool(_ADDRESSEES.match(words)) and _is_surplus(last)
    )


def ends_section(line: Line, closed: Node, stack: Sequence[Node]) -> bool:
    """Whether a paragraph below the last label that closes a section's measures is the part's: `closed` is the last
    of these, `stack` are the clauses open above it. What sums up a list (上述材料…) is the section's."""
    measured = closed.lines[-1].words.endswith("。") and len(closed.lines[-1].words) >= _MEASURE
    whole = bool(_PROSE.search(line.words)) and not _OF_ITEMS.match(line.words)
    return len(stack) == 2 and measured and whole and not ROLE_LABEL.match(line.words)


def _awaits(node: Node) -> bool:
    """Whether a clause has no text yet but its heading."""
    return not node.children and len(node.paragraphs) == 1 and is_bare(node) and not _ends(node)


def _ends(node: Node) -> bool:
    return node.lines[-1].words.endswith("。")


def _is_surplus(node: Node) -> bool:
    """Whether a clause, the last of three or more, has all the paragraphs that each clause beside it has: a heading
    and a text, on one line or on two."""
    counts = {len(one.paragraphs) for one in node.siblings}
    even = len(counts) == 1 or (counts == {1, 2} and len(node.paragraphs) == max(counts))
    return len(node.siblings) >= _FEWEST and even and not any(one.children for one in node.siblings)


def ends_list(line: Line, before: Sequence[Line]) -> bool:
    """Whether a sentence stands below a list of persons and posts, each on its line."""
    listed = before[-_FEWEST:]
    return (
        line.words.endswith("。")
        and not _PERSON.match(line.folded)
        and len(listed) == _FEWEST
        and all(_PERSON.match(one.folded) for one in listed)
    )
