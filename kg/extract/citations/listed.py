"""Documents in the lists of what is abolished, amended or declared invalid: a table's rows under 文件名称 and 文号, or
items that print a title and a number and nothing else. No 《》 sets them off; what becomes of them a heading says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Citation, Clause
from kg.setting import Setting
from kg.terms import Relation
from kg.text import Reading, Span, plain

# e.g. 文件名称, 规范性文件标题, 废止文件名称
_NAMES = re.compile(r"(?:文件|法规|规章|政策)(?:的?(?:名称|标题|题目)|名)?$|^(?:名称|标题|题目)$")
_NUMBERS = re.compile("文号|发文字号|文件编号|发布令号|令号")
# e.g. 清理结果: 废止
_RESULT = re.compile(r"(?:处理|清理|审查)(?:意见|结果|结论|决定|情况)|^结果$")
_KIND = (
    "通知|通告|公告|意见|决定|通报|批复|命令|纪要|函|办法|方案|规定|条例|细则|规则|规划|制度|预案|规程|措施|要点|标准"
    "|计划|令|章程|目录"
)
_LONGEST = 160  # characters of an item
_LABEL = r"(?:\d{1,3}[.、]|（[一二三四五六七八九十\d]{1,3}）|[一二三四五六七八九十]{1,3}、)?"
_TITLE = re.compile(
    rf"{_LABEL}(?P<title>《?(?:[^。；：（）]|（[^（）号]{{1,20}}）){{4,100}}?(?:{_KIND})(?:（(?:试行|暂行|修订|修正)[^（）]{{0,6}}）)?(?:的(?:{_KIND}))?》?)"
    r"(?:（(?P<note>[^（）]*\d[^（）]*号[^（）]*(?:（[^（）]*）[^（）]*)?)）)?[。；]?"
)
_FATES = {
    "abolishes": re.compile("废止|失效|停止执行"),
    "amends": re.compile(
        "(?:修改|修订|修正)的?[^。；]{0,12}(?:文件|规章|法规|目录|清单)|(?:予以|决定)(?:修改|修订)|^(?:修改|修订)$"
    ),
    "kept": re.compile("保留|继续(?:有效|执行|实施)|现行有效|拟废止|建议废止|征求意见"),
}
_ABOLISHING = re.compile("废止|失效|停止执行|清理")
# the notice's own words: 决定废止下列文件, 附件所列文件予以废止
_OF_A_LIST = re.compile(
    r"(?:废止|失效|停止执行)[^。；]{0,40}(?:目录|清单|附件|如下|下列|以下|[\d一二三四五六七八九十百]+件)"
    r"|(?:下列|以下|所列|附件)[^。；]{0,60}(?:废止|失效|停止执行)"
)


def listed(clause: Clause, setting: Setting) -> Citation | None:
    """The document that a row or item of such a list names; None where it names none, or stays in force."""
    found = _in_row(clause, setting) if clause.cells else _in_item(clause, setting)
    if not found:
        return None
    fate = next((fate for words in _over(clause, setting) if (fate := _fate(words))), "")
    if fate not in tuple(Relation):
        return None
    title, number, span = found
    return Citation(
        clause.path,
        span,
        "listed",
        title.strip("《》") if _is_quoted(title) else title,
        number,
        Relation(fate),
    )


def _is_quoted(title: str) -> bool:
    """Whether 《》 stand round a whole title, and not round what it promulgates."""
    return title.startswith("《") and title.endswith("》") and title.count("《") == 1


def _in_row(clause: Clause, setting: Setting) -> tuple[str, str, Span] | None:
    """The title and number that a row's cells print, and where."""
    named = next((cell for cell in clause.cells if _NAMES.search(cell.column) and not cell.carried), None)
    found = _TITLE.fullmatch(named.text) if named else None
    if not named or not found:
        return None
    title, number, span = _told(found, named.reading, setting)
    beside = next((cell for cell in clause.cells if _NUMBERS.search(cell.column) and cell.text), None)
    if number or not beside or "号" not in beside.text:
        return title, number, span
    at = beside.reading.span(0, len(beside.text))
    words = plain(setting.document.source.words(at)).strip("（）()")
    return title, words, Span(min(span.start, at.start), max(span.end, at.end))


def _in_item(clause: Clause, setting: Setting) -> tuple[str, str, Span] | None:
    """The title and number that an item prints, and where."""
    if clause.kind != "item":
        return None
    text = clause.reading.text.rstrip()
    found = _TITLE.fullmatch(text) if len(text) < _LONGEST and ("关于" in text or "号" in text) else None
    return _told(found, clause.reading, setting) if found and ("关于" in found[0] or found["note"]) else None


def _told(found: re.Match[str], reading: Reading, setting: Setting) -> tuple[str, str, Span]:
    source = setting.document.source
    at = reading.span(*found.span("title"))
    numbers = setting.lexicon.citations["number"]
    within = found.span("note")
    number = next(numbers.find(found.string, *within), None) if found["note"] else None
    printed = plain(source.words(reading.span(*number.found.span()))) if number else ""
    end = reading.span(within[0], within[1] + 1).end if number else at.end
    return plain(source.words(at)), printed, Span(at.start, end)


def _over(clause: Clause, setting: Setting) -> Iterator[str]:
    """What may say what becomes of a listed document, the nearest first."""
    yield from (cell.text for cell in clause.cells if _RESULT.search(cell.column))
    path = clause.parent
    while "/" in path:
        above = setting.by_path.get(path)
        yield (above.heading or above.reading.text[-120:]) if above else ""
        path = path.rpartition("/")[0]
    if clause.table:
        yield clause.table.title + clause.table.caption + "".join(clause.table.columns)
    document = setting.document
    yield next((part.title for part in document.parts if part.label == clause.part), "")
    yield document.title.value if document.title and _ABOLISHING.search(document.title.value) else ""
    for one in setting.clauses:
        beside = one.part.startswith("附件") and one.part != clause.part
        text = one.reading.text
        if not beside and not one.cells and (said := _OF_A_LIST.search(text)):
            yield text[text.rfind("。", 0, said.start()) + 1 :].partition("。")[0]


def _fate(words: str) -> str:
    """What words say becomes of documents; empty where they say nothing, or several things."""
    if not words:
        return ""
    fates = [fate for fate, said in _FATES.items() if said.search(words)]
    return "kept" if "kept" in fates and "拟" in words else fates[0] if len(fates) == 1 else ""
