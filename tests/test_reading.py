"""From bytes to clauses: the cases of tests/cases/documents.yaml, encodings, and what cannot be read."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import gazettes
import pytest
from by_hand import read as printed_source
from case_files import Case, check_none_is_lost, compare, every, lexicon

from kg.errors import KgError
from kg.model import Clause, Document, Printed
from kg.reading.parse import parse
from kg.reading.read import read, source
from kg.reading.split import split
from kg.resolve.issuers import known_apart
from kg.text import plain
from kg.understand import understand

# --- the cases


def value(printed: Printed | None) -> str:
    return printed.value if printed else ""


HEADS: Mapping[str, Callable[[Document], Any]] = {
    "文号": lambda d: value(d.number),
    "标题": lambda d: value(d.title),
    "发文机关": lambda d: value(d.issuer),
    "文种": lambda d: value(d.genre),
    "日期": lambda d: value(d.date),
    "联合发文": lambda d: [i.value for i in known_apart(d, lexicon()).issuers],
    "主送": lambda d: [r.value for r in d.recipients],
    "审议": lambda d: value(d.approved_by),
    "附文": lambda d: value(d.enclosed_title),
    "公开": lambda d: "是" if d.public else "否",
    "部分": lambda d: [named(p.label, p.title if p.label.startswith("附件") else "") for p in d.parts],
    "条款": lambda d: [named(c.path, c.heading) for c in parse(d).clauses if c.kind != "part"],
}


def named(label: str, title: str) -> str:
    return f"{label} {title}".rstrip()


def part_words(document: Document, part: str) -> str:
    """The words of a part's own, its labelled clauses left out."""
    clause: Clause = next(c for c in parse(document).clauses if c.path == part)
    return plain("".join(document.source.words(span) for span in clause.spans))


def told(document: Document, says: Mapping[str, Any]) -> list[str]:
    """What a document says, under the keys that a case wants."""
    found = {key: HEADS[key](document) if key in HEADS else part_words(document, key) for key in says}
    return facts(found)


def facts(says: Mapping[str, Any]) -> list[str]:
    """A document's facts one by one; a list's members keep their order by number."""
    out = []
    for key, one in says.items():
        members = one if isinstance(one, list) else [one]
        out += [f"{key} {i}：{member}" for i, member in enumerate(members, 1)]
        out += [f"{key} 共{len(members)}"] if isinstance(one, list) else []
    return out


@every("documents")
def test_documents(case: Case) -> None:
    documents = split(printed_source(case.says["text"].replace("|", "\t")))
    wanted = case.says["expect"]
    assert len(documents) == len(wanted), f"{case}: {len(documents)} documents, {len(wanted)} expected"
    for document, says in zip(documents, wanted, strict=True):
        compare(case, facts(says), told(document, says))


def test_no_case_is_lost() -> None:
    check_none_is_lost("documents", 34)


# --- encodings

TEXT = gazettes.notice(3)
ENCODED: Mapping[str, tuple[bytes, str]] = {
    "UTF-8": (TEXT.encode(), "utf-8"),
    "UTF-8 with a mark": (TEXT.encode("utf-8-sig"), "utf-8-sig"),
    "GB18030": (TEXT.encode("gb18030"), "gb18030"),
    "UTF-16 LE with a mark": (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16"),
    "UTF-16 BE with a mark": (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16"),
    "UTF-16 LE without a mark": (TEXT.encode("utf-16-le"), "utf-16-le"),
    "UTF-16 BE without a mark": (TEXT.encode("utf-16-be"), "utf-16-be"),
}


@pytest.mark.parametrize("name", ENCODED)
def test_a_text_is_read_in_any_encoding_that_gazettes_come_in(name: str, tmp_path: Path) -> None:
    data, encoding = ENCODED[name]
    (tmp_path / "三月.txt").write_bytes(data)
    found = read(tmp_path / "三月.txt")
    assert (found.name, found.text, found.encoding) == ("三月.txt", TEXT, encoding)


@pytest.mark.parametrize("name", ENCODED)
def test_a_last_character_cut_in_half_is_left_out(name: str) -> None:
    data, _ = ENCODED[name]
    whole = data[: data.rindex(TEXT[100].encode(ENCODED[name][1].replace("-sig", ""))[-2:])]
    for cut in range(1, 4):
        found = source(whole[:-cut], "cut.txt").text
        assert TEXT.startswith(found), f"{cut} bytes short: {found[-5:]!r} is not printed there"
        assert len(found) > 90


def test_line_ends_of_other_systems_keep_their_lines() -> None:
    unix, other = source(TEXT.encode(), "a"), source(TEXT.replace("\n", "\r\n").encode(), "a")
    paths = [[clause.path for d in split(s) for clause in parse(d).clauses] for s in (unix, other)]
    assert paths[0] == paths[1] == ["通知", "通知/一", "通知/二"]
    at = unix.text.index("二、"), other.text.index("二、")
    assert unix.line(at[0]) == other.line(at[1]) == TEXT[: at[0]].count("\n") + 1


UNREADABLE: Mapping[str, tuple[bytes, str]] = {
    "empty": (b"", "empty"),
    "blank": (b" \r\n\t \n", "empty"),
    "wide blanks": ("\u3000\n\u3000".encode(), "empty"),
    "a mark alone": (codecs.BOM_UTF16_LE, "empty"),
    "a picture": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01" + bytes(range(256)), "not a text"),
    "a zip": (b"PK\x03\x04\x14\x00\x06\x00\x08\x00" + bytes(range(255, 0, -1)), "not a text"),
    "NUL bytes in it": (TEXT.encode().replace("，".encode(), b"\x00"), "not a text"),
    "UTF-32": (TEXT.encode("utf-32"), "not a text"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_is_no_text_is_refused_by_name(name: str, tmp_path: Path) -> None:
    data, why = UNREADABLE[name]
    (tmp_path / "坏.txt").write_bytes(data)
    with pytest.raises(KgError, match=why) as refused:
        read(tmp_path / "坏.txt", "公报/坏.txt")
    assert "公报/坏.txt" in str(refused.value)


def test_a_missing_file_is_told_with_its_path(tmp_path: Path) -> None:
    with pytest.raises(KgError, match=r"没有\.txt"):
        read(tmp_path / "没有.txt")


ENDLESS = {
    "duties": "市财政局负责资金；" * 20_000,
    "commas": "各县（市、区）人民政府，" * 30_000,
    "brackets that do not close": "（责任单位：" * 50_000,
    "labels": "一、（一）1." * 100_000,
    "one unit": "（责任单位：" + "市" * 500_000 + "）",
    "no stop": "建设" * 500_000,
    "cells": "1\t市水利局\t" * 50_000,
}


@pytest.mark.slow
@pytest.mark.parametrize("name", ENDLESS)
def test_one_endless_line_is_read(name: str) -> None:
    (record,) = understand(printed_source(ENDLESS[name]), lexicon())
    assert record.clauses
