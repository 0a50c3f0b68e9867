"""What a portal or a printing house sets round a document: its block of entries, its buttons, the colophon (版记)."""

from __future__ import annotations

import re

_KEYS = (
    "索引号|信息索引|主题分类|信息分类|分类|发文机关|发文机构|发布机构|公开类别|公开属性|成文日期|发文日期|实施日期|生效日期|废止日期"
    "|标题|名称|发文字号|文号|发布日期|公开日期|公开方式|主题词|有效性|信息来源|文章来源|信息名称|体裁分类|服务对象|时效|时效性"
    "|是否有效|内容概述|关键词|附加码|发布时间|浏览次数|公开形式|公开时限"
)
# e.g. 索引号：, 发文字号：云政发〔2021〕3号, 〔主题分类〕综合政务: each with its value on the line or the next
_METADATA = re.compile(rf"^(?:〔(?P<boxed>{_KEYS})〕|(?P<key>{_KEYS})：)(?P<value>.{{0,80}})$")
_NUMBER_KEYS = ("发文字号", "文号")
# e.g. 扫一扫在手机打开当前页, 责任编辑：…: nothing of the document follows
_BUTTONS = re.compile(
    r"^(?:扫一扫|【?打印|〔打印|关闭窗口|〔?相关(?:解读|稿件|附件|新闻|链接)|附件下载|文档附件|责任编辑：|上一篇|下一篇|政策解读：|-->|'，'HTML"
    r"|版权所有|网站标识码|网站地图|〔?返回顶部|.{0,30}(?:ICP备|公网安备)\d{6})"
)
_SMALL = re.compile(
    r"^(?:(?:抄送|抄报|主题词|公开属性|分送)：.*|分享(?:到)?：?|分享到：?.{1,30}|〔?(?:字体|字号)(?:大小)?[：: ].{0,12}"
    r"|<[!！]--.*-->|--+>?|来源：.{0,30}|'，.{0,60}|（(?:本文|此件)有删减）|（附件[^）]{0,10}网站?）)$"
)
# e.g. 时间：2021-05-08 来源：云岭日报 字体：大中小 浏览：120次
_BAR = re.compile(
    r"^(?=.*(?:时间|日期|来源|作者)：)(?=.*(?:浏览|阅读|点击|访问|字体|字号)(?:次数|量|数|大小|显示)?：)[^。；]+$"
)
_FIRST = frozenset(
    "扫【〔打关相附文责上下政-'抄主公分字<来（版网返"
)  # how such lines begin: most lines need no second look
# e.g. 云岭市人民政府办公室2021年3月2日印发
PRINTED_ON = re.compile(r"^(?:[\u4e00-\u9fff]{2,40})?[12]\d{3}年\d{1,2}月\d{1,2}日印发$")
_SPACED_KEYS = (
    _KEYS.replace("|名称", r"|名\s*称").replace("|文号", r"|文\s*号").replace("|时效|", r"|时\s*效|")
)
# such words in a text whose line breaks are lost, with the blank or full stop before them
BEGINS = re.compile(
    rf"[\s。](?:扫一扫|【?相关解读|〔相关解读|政策解读：|责任编辑：|(?:相关)?附件下载|文档附件：|分享：|抄送：|〔\s?打印"
    rf"|〔(?:{_KEYS})〕|(?:{_SPACED_KEYS})：)"
)


def entry(words: str) -> re.Match[str] | None:
    """The entry of a portal's block that a line is, its `value` on the line or empty; None where it is none."""
    return _METADATA.match(words) if "：" in words[:8] or words[:1] == "〔" else None


def awaits(words: str) -> bool:
    """Whether a line is an entry whose value stands on the next line: 发文字号："""
    found = entry(words)
    return found is not None and not found.group("value")


def is_buttons(words: str) -> bool:
    """Whether a line is a portal's, with nothing of the document below it."""
    return (words[:1] in _FIRST or words.endswith("号")) and bool(_BUTTONS.match(words))


def is_small(words: str) -> bool:
    """Whether a line is a portal's or a printing house's, with the document going on below it."""
    small = words[:1] in _FIRST and _SMALL.match(words)
    bar = words.count("：") > 1 and len(words) < 150 and _BAR.match(words)
    return bool(small or bar or (words.endswith("印发") and PRINTED_ON.match(words)))


def number_of(words: str) -> tuple[int, int] | None:
    """Where a portal's entry gives the document's number, as offsets in it (0, 0 where it gives it on the next
    line); None where it does not."""
    found = entry(words)
    if not found or (found.group("boxed") or found.group("key")) not in _NUMBER_KEYS:
        return None
    return found.span("value") if found.group("value") else (0, 0)


def entry_end(words: tuple[str, ...]) -> int:
    """How many lines an entry of a portal's block takes, `words` being its line's and the next one's: its value
    stands on its line, or on the next."""
    found = entry(words[0])
    after = words[1] if len(words) > 1 else "："
    alone = not found or found.group("value") or entry(after) or len(after) > 80
    return 1 if alone else 2
