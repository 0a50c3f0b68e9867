"""Read a file into a Source: the text exactly as printed, whatever Chinese encoding it came in.

Of a web page and of a PDF it is the text that they show (`kg.reading.markup`, `kg.reading.pdf`)."""

from __future__ import annotations

import codecs
import hashlib
import re
from pathlib import Path

from kg.errors import KgError
from kg.reading.markup import is_markup, shown
from kg.reading.pdf import is_pdf, text_layer
from kg.text import Source, fold

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
# in every Chinese text, and hardly in other bytes taken for UTF-16
_EVERYWHERE = re.compile(r"[\n，。、：]")
# e.g. <meta charset="big5">, contentType="text/html;charset=GB2312": what a page says of itself
_DECLARED = re.compile(rb"<[^>]{0,200}(?:charset|encoding)\s*=\s*[\"']?\s*(big5|gb\w{1,8}|hz)", re.IGNORECASE)
_HEAD = 4096  # bytes in which it says so


def read(path: Path, name: str | None = None) -> Source:
    """The source printed in `path`; `name` is what it is called in the graph (default: the file's name).

    UTF-8 (with or without a mark), UTF-16 and GB18030 are read, web pages also in the Chinese encoding that they
    declare; a last character cut in half is left out. The text of a web page or a PDF is what it shows.
    Raises KgError when the file is missing, empty, or holds no text.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise KgError(f"读不了文件 cannot read the file ({error.strerror})", str(path)) from error
    return source(data, name or path.name)


def source(data: bytes, name: str) -> Source:
    """The source that `data` holds. Raises KgError when it holds no text."""
    text, encoding = (text_layer(data, name), "pdf") if is_pdf(data) else _decode(data, name)
    text = shown(text) if encoding != "pdf" and is_markup(text) else text
    if not text.strip():
        raise KgError("文件是空的 the file is empty", name, "请换一个公报文本 give a gazette's text")
    return Source(name, text, hashlib.sha256(data).hexdigest(), encoding, _line_starts(text), fold(text))


def _decode(data: bytes, name: str) -> tuple[str, str]:
    """The text of `data` and the encoding it was in."""
    for text, encoding in _readings(data):
        if not _CONTROL.search(text):
            return text, encoding
    raise KgError(
        "不是文本文件 not a text file (UTF-8, UTF-16 and GB18030 are read)",
        name,
        "请先转成纯文本、网页或 PDF turn it into plain text, a web page or a PDF first",
    )


def _readings(data: bytes) -> list[tuple[str, str]]:
    """The ways `data` can be read, likeliest first."""
    marked = [encoding for mark, encoding in _BOMS if data.startswith(mark)]
    plain = ["utf-16-le", "utf-16-be"] if b"\x00" in data else ["utf-8", *_declared(data), "gb18030"]
    out = []
    for encoding in marked or plain:
        text = _incremental(data, encoding)
        if text is not None and (marked or encoding[:6] != "utf-16" or _is_prose(text)):
            out.append((text, encoding))
    return out


def _declared(data: bytes) -> list[str]:
    """The encoding that a page declares, if it is another Chinese one than GB18030, which holds GB2312 and GBK."""
    found = _DECLARED.search(data[:_HEAD])
    said = found.group(1).decode().lower() if found else ""
    return ["big5hkscs"] if said == "big5" else ["hz"] if said == "hz" else []


def _is_prose(text: str) -> bool:
    """Whether more than one character in fifty is a line end or a mark of punctuation."""
    return len(_EVERYWHERE.findall(text)) * 50 > len(text)


def _incremental(data: bytes, encoding: str) -> str | None:
    """`data` decoded, a character cut off at the very end left out; None where it is not in `encoding`."""
    try:
        return codecs.getincrementaldecoder(encoding)().decode(data, final=False)
    except UnicodeDecodeError:
        return None


def _line_starts(text: str) -> tuple[int, ...]:
    """Where each printed line begins (0-based offsets; lines end in a line feed)."""
    return (0, *(i.end() for i in re.finditer("\n", text)))
