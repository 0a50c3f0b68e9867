"""Web pages and PDFs: the text that is read of them is the one they show, and spans are offsets in it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from itertools import pairwise

import gazettes
import pytest
from case_files import lexicon

from kg.errors import KgError
from kg.model import Responsibility
from kg.reading.markup import shown
from kg.reading.parse import parse
from kg.reading.read import source
from kg.reading.split import split
from kg.understand import understand

# --- web pages

PAGE = """<html><head><title>云岭市人民政府</title><meta charset="{charset}">
<style>p {{ margin: 0 }}</style></head><body>
<table><tr><td>索引号：</td><td>Y01-2021</td></tr><tr><td>发文字号：</td><td>岭政办发〔2021〕51号</td></tr></table>
<script>document.write("<p>打印</p>")</script>
<!-- 云岭市水利局负责 -->
<p align=center><b>云岭市人民政府办公室关于做好渡口<br/>巡查工作的通知</b></p>
<p>各县（市、区）人民政府，市直各单位：</p>
<p>为做好巡查，
   现通知如下。</p>
<p>一、摸清底数。（责任单位：市交通局）<p>二、开展&ldquo;回头看&rdquo;。&#8203;由市水利局牵头。
<table border=1>
<tr><th rowspan=2>序号</th><th rowspan=2>任务</th><th colspan=2>责任分工</th></tr>
<tr><th>牵头单位</th><th>配合单位</th></tr>
<tr><td>1</td><td><p>修整</p><p>码头</p></td><td rowspan="2">市交通局</td><td>市水利局</td></tr>
<tr><td>2</td><td>换新缆绳</td><td>市财政局</td></tr>
</table>
<p>云岭市人民政府办公室<p>2021年5月6日</body></html>"""


def test_a_page_is_read_as_it_is_shown() -> None:
    assert shown(PAGE.format(charset="utf-8")).splitlines() == [
        "索引号：",
        "Y01-2021",
        "发文字号：",
        "岭政办发〔2021〕51号",
        "云岭市人民政府办公室关于做好渡口",
        "巡查工作的通知",
        "各县（市、区）人民政府，市直各单位：",
        "为做好巡查， 现通知如下。",
        "一、摸清底数。（责任单位：市交通局）",
        "二、开展“回头看”。\u200b由市水利局牵头。",
        "序号\t任务\t责任分工\t",
        "\t\t牵头单位\t配合单位",
        "1\t修整 码头\t市交通局\t市水利局",
        "2\t换新缆绳\t市交通局\t市财政局",
        "云岭市人民政府办公室",
        "2021年5月6日",
    ]


# what a page says, and the lines it shows
SHOWN: Mapping[str, tuple[str, list[str]]] = {
    "a server's page": ('<%@ page contentType="text/html" %><p>一、总则</p>', ["一、总则"]),
    "a table that lays out the page": (
        "<table><tr><td></td><td>一、总则<br>二、附则</td></tr></table>",
        ["一、总则", "二、附则"],
    ),
    "a table in a table": (
        "<table><tr><td>导航<td><table><tr><td>甲<td>乙<tr><td>丙<td>丁</table></table>后",
        ["导航", "甲\t乙", "丙\t丁", "后"],
    ),
    "a first cell that reaches down stays empty below, as print leaves it": (
        "<table><tr><td rowspan=2>农业</td><td>甲</td></tr><tr><td>乙</td></tr></table>",
        ["农业\t甲", "\t乙"],
    ),
    "a last cell that reaches down stands beside each row": (
        "<table><tr><td>甲</td><td rowspan=2>市财政局</td></tr><tr><td>乙</td></tr></table>",
        ["甲\t市财政局", "乙\t市财政局"],
    ),
    "rows that are never closed": ("<table><tr><td>甲<td>乙<tr><td>丙<td>丁<p>戊", ["甲\t乙", "丙\t丁 戊"]),
    "a form's choices that are never closed": ("<select><option>甲<p>一、总则</p>", ["一、总则"]),
    "nothing": ("<p></p><br>", []),
}  # fmt: skip


@pytest.mark.parametrize("name", SHOWN)
def test_what_a_page_shows(name: str) -> None:
    page, lines = SHOWN[name]
    assert shown(page).splitlines() == lines


@pytest.mark.parametrize("charset", ["utf-8", "gb2312", "big5"])
def test_a_page_in_the_encoding_that_it_declares(charset: str) -> None:
    words = "各單位：一、由市財政局負責。" if charset == "big5" else "各单位：一、由市财政局负责。"
    page = f"<meta charset={charset}><p>{words}</p><p></p><p></p>"
    found = source(page.encode(charset), "页.html")
    assert found.text == f"{words}\n"


def test_words_of_a_page_s_facts_stand_in_its_text_and_its_digest_is_the_file_s() -> None:
    data = PAGE.format(charset="gbk").encode("gb18030")
    page = source(data, "页.html")
    (record,) = understand(page, lexicon())
    assert record.document.number is not None and record.document.number.value == "岭政办发〔2021〕51号"
    duties = [fact for fact in record.facts if isinstance(fact, Responsibility)]
    said = {(fact.clause, record.names[fact.body].name, page.words(fact.span)) for fact in duties}
    assert ("通知/二/1", "云岭市交通运输局", "市交通局") in said, said
    assert ("通知/二/2", "云岭市交通运输局", "市交通局") in said, said
    assert ("通知/二/2", "云岭市财政局", "市财政局") in said, said
    assert page.digest == hashlib.sha256(data).hexdigest()


PORTAL = """<div><a>网站首页</a> | <a>设为首页</a></div>
<ul><li>首页</li><li>政务公开</li></ul><div>当前位置：<a>首页</a> &gt; <a>政府文件</a></div>
<table><tr><td>索 引 号：</td><td>Y01-2021-0012</td><td>主题分类：</td><td>水利</td></tr>
<tr><td>标　　题：</td><td colspan=3>云岭市人民政府办公室关于做好清淤工作的通知</td></tr>
<tr><td>发文字号：</td><td>岭政办发〔2021〕61号</td><td>发布日期：</td><td>2021-05-08</td></tr></table>
<h1>云岭市人民政府办公室关于做好清淤工作的通知</h1>
<div>{bar}</div>
<p>岭政办发〔2021〕61号</p><p>各县（市、区）人民政府，市直各单位：</p><p>　　请做好清淤。</p>
<p>云岭市人民政府办公室</p><p>2021年5月6日</p><p>（此件公开发布）</p>
<div>分享到： <a>微信</a> <a>微博</a></div>
<div><p>主办：云岭市人民政府 承办：云岭市人民政府办公室</p><p>网站标识码：9901000001 岭ICP备05000000号</p></div>"""
BARS = {
    "an entry first": "发布日期：2021-05-08 09:30 信息来源：云岭市人民政府 浏览次数：<span>120</span>次",
    "no entry": "时间：2021-05-08 来源：云岭日报 字体：大 中 小 阅读：<span>120</span>",
}


@pytest.mark.parametrize("bar", BARS)
def test_a_portal_s_page_round_a_document_is_none_of_it(bar: str) -> None:
    (document,) = split(source(PORTAL.format(bar=BARS[bar]).encode(), "页.html"))
    assert document.title is not None and document.number is not None
    assert document.title.value == "云岭市人民政府办公室关于做好清淤工作的通知"
    assert document.number.value == "岭政办发〔2021〕61号"
    assert [one.value for one in document.recipients] == ["各县（市、区）人民政府", "市直各单位"]
    assert [(part.label, "".join(line.words for line in part.lines)) for part in document.parts] == [
        ("通知", "请做好清淤。")
    ]


def test_a_text_that_quotes_a_tag_is_no_page() -> None:
    text = gazettes.notice(3) + "网页标题写在<title>和</title>之间。\n"
    assert source(text.encode(), "a.txt").text == text


# --- PDFs


def pdf(pages: Sequence[str]) -> bytes:
    """A PDF of pages given as drawing operators, with one Chinese font, which readers know by its name."""
    kids = " ".join(f"{5 + 2 * i} 0 R" for i in range(len(pages)))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>",
        "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>",
        "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)"
        "/Supplement 2>>/DW 1000/FontDescriptor<</Type/FontDescriptor/FontName/STSong-Light/Flags 4"
        "/FontBBox[0 -120 1000 880]/Ascent 880/Descent -120/CapHeight 880/StemV 90/ItalicAngle 0>>>>",
    ]
    for i, drawn in enumerate(pages):
        objects += [
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F1 3 0 R>>>>/Contents {6 + 2 * i} 0 R>>",
            f"<</Length {len(drawn)}>>stream\n{drawn}\nendstream",
        ]
    body, offsets = "%PDF-1.4\n", []
    for i, one in enumerate(objects, 1):
        offsets.append(len(body))
        body += f"{i} 0 obj\n{one}\nendobj\n"
    table = "".join(f"{at:010} 00000 n \n" for at in offsets)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer<</Root 1 0 R/Size {size}>>\nstartxref\n{len(body)}\n%%EOF"
    return (body + end).encode("ascii")


def printed(lines: Sequence[tuple[int, int, str]]) -> str:
    """Operators that print words at points of a page."""
    return "\n".join(
        f"BT /F1 12 Tf {x} {y} Td <{words.encode('utf-16-be').hex()}> Tj ET" for x, y, words in lines
    )


def boxes(columns: Sequence[int], rows: Sequence[int]) -> str:
    """Operators that rule a table: a box for each cell between the given edges."""
    return "\n".join(
        f"{left} {low} {right - left} {high - low} re S"
        for left, right in pairwise(columns)
        for high, low in pairwise(rows)
    )


FIRST = printed([(60, 700, "一、摸清底数，由市财"), (280, 60, "— 1 —")])
SECOND = printed(
    [
        (60, 740, "政局负责。"),
        (65, 685, "任务"), (165, 685, "责任单位"), (65, 655, "修码头"), (165, 655, "市交通"), (165, 640, "运输局"),
        (60, 560, "二、按月报送。"),
    ]
) + "\n" + boxes((60, 160, 260), (700, 675, 630))  # fmt: skip


def test_a_pdf_is_read_page_by_page_its_tables_as_rows() -> None:
    found = source(pdf([FIRST, SECOND]), "公报.pdf")
    assert found.encoding == "pdf"
    assert found.text.splitlines() == [
        "一、摸清底数，由市财", "— 1 —", "政局负责。", "任务\t责任单位", "修码头\t市交通 运输局", "二、按月报送。",
    ]  # fmt: skip
    clauses = [clause for document in split(found) for clause in parse(document).clauses]
    assert any("由市财政局负责" in clause.reading.text for clause in clauses)
    assert found.digest == hashlib.sha256(pdf([FIRST, SECOND])).hexdigest()


def test_a_box_round_a_paragraph_is_no_table() -> None:
    drawn = printed([(60, 700, "一、总则"), (60, 680, "二、附则")]) + "\n" + boxes((50, 300), (720, 670))
    assert (
        source(pdf([drawn + "\n" + boxes((50, 300), (600, 500, 400, 300))]), "a.pdf").text
        == "一、总则\n二、附则\n"
    )


UNREADABLE: Mapping[str, tuple[bytes, str]] = {
    "a scan": (pdf(["100 100 200 200 re S"]), "without a text layer"),
    "cut off": (pdf([FIRST])[:300], "cannot open the PDF|without a text layer"),
    "a header alone": (b"%PDF-1.7\n" + bytes(range(256)), "cannot open the PDF|without a text layer"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_a_pdf_without_text_is_refused_by_name(name: str) -> None:
    data, why = UNREADABLE[name]
    with pytest.raises(KgError, match=why) as refused:
        source(data, "公报/扫描.pdf")
    assert "公报/扫描.pdf" in str(refused.value)
