"""What looks like an assignment and gave no fact: noted, so that nothing seen is silently dropped."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from kg.model import Clause, Fact, Note, Responsibility
from kg.text import Span

# a role word in a sentence; those that are nouns or slogans are passed over by name
_ROLE = re.compile(
    r"负(?:总)?责(?!人|任|同志|制)|牵头(?!单位|部门|人)|会同|会商(?!机制|研判)|(?<!搭)配合(?!度)|承担(?!的|着|能力)|(?:责任|牵头|配合|落实|验收)(?:单位|部门)：|设在"
)
_IGNORED = re.compile(
    r"谁[^，。；”]{1,8}、?谁[^，。；”]{1,8}|(?:分级|属地|分工|分头|归口|全面|终身|集体|部门|逐级|分片|具体|首问)负责|各负其责|认真负责"
    r"|互相配合|相互配合|密切配合|紧密配合|协同配合|通力配合|主动配合|积极配合|协调配合|分工配合|应承担的?|承担.{0,6}(?:法律|刑事|民事|赔偿|违约)责任|负责同志|主要负责|专人负责|企业牵头|牵头(?:建设|组建|成立|编制)的|企业[^，。]{0,6}承担|负责(?:管理|建设|实施|运营)的|(?<=和)会商(?=$|[，。；])|承担[^，。]{2,10}的(?=[\u4e00-\u9fff])|承担[^，。]{2,40}的(?:单位|企业|项目|机构|人员)|负责制"
)
_REPORTED = "像新闻或问答，未记职责 reads like news or questions and answers"
_SENTENCE = re.compile(r"[^。；\n]+")
# what is told as done already: 已会同…, 会同…研究提出了办理意见
_DONE = re.compile(
    r"已(?:会同|配合|牵头)|(?:会同|配合|牵头|负责)[^。；]{0,60}?(?:研究|提出|进行|开展|设立|建立|制定|完成)了"
)
_DEFINES = re.compile(r"本[^。；]{2,12}所(?:称|指)")  # what a word means
_SLOGAN = re.compile(r"“[^”]{2,40}”")


def notes_of(clauses: Iterable[Clause], facts: Sequence[Fact], *, reports: bool = False) -> tuple[Note, ...]:
    """A note for each sentence that holds a role word and in which no responsibility was found; `reports` where
    the text is news, whose sentences assign nothing."""
    found = _by_clause(facts)
    return tuple(
        note for clause in clauses for note in _clause_notes(clause, found.get(clause.path, ()), reports)
    )


def _by_clause(facts: Iterable[Fact]) -> dict[str, list[Span]]:
    """The spans of the responsibilities and their bodies' names, by clause."""
    out: dict[str, list[Span]] = {}
    for fact in facts:
        if isinstance(fact, Responsibility):
            out.setdefault(fact.clause, []).extend((fact.span, fact.body.span))
    return out


def _clause_notes(clause: Clause, spans: Sequence[Span], reports: bool) -> Iterator[Note]:
    text = clause.reading.text
    if not _ROLE.search(text):
        return
    ordered = sorted(spans)
    for sentence in _SENTENCE.finditer(text):
        reason = _reason(sentence.group())
        if reason and sentence.group().strip():
            span = clause.reading.span(*sentence.span())
            if not _touched(span, ordered):
                yield Note(clause.path, span, _REPORTED if reports else reason)


def _reason(sentence: str) -> str:
    """Why a sentence looks like an assignment; empty when it does not."""
    if _DONE.search(sentence) or _DEFINES.search(sentence):
        return ""
    bare = _IGNORED.sub("", _SLOGAN.sub("", sentence))
    found = _ROLE.search(bare)
    return f"“{found.group().rstrip('：')}”未归到单位 role word with no body found" if found else ""


def _touched(span: Span, ordered: Sequence[Span]) -> bool:
    """Whether one of the spans (sorted) lies in or over `span`."""
    upto = bisect_right(ordered, (span.end, -1))
    return any(
        other.end > span.start
        for other in ordered[max(0, bisect_left(ordered, (span.start - 400, 0))) : upto]
    )
