"""The text layer of a PDF: a printed line a line, a ruled table's row a line with tabs.

The text so defined is what is read: spans are offsets in it, and it is kept with the graph.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.errors import KgError

if TYPE_CHECKING:
    from pdfplumber.page import Page
    from pdfplumber.table import Table

_MAGIC = b"%PDF-"
_UNMAPPED = re.compile(r"\(cid:\d+\)")  # glyphs of which the file does not say what characters they are
_BLANKS = re.compile(r"\s+")
_RULES = 4  # lines drawn on a page, from which on a table may be among them


def is_pdf(data: bytes) -> bool:
    """Whether `data` is a PDF."""
    return _MAGIC in data[:1024]


def text_layer(data: bytes, name: str) -> str:
    """The text of a PDF, its pages one after another. Raises KgError where it cannot be opened or has no text
    layer (a scan)."""
    text = _UNMAPPED.sub("", "".join(f"{line}\n" for line in _lines(data, name)))
    if not text.strip():
        raise KgError(
            "PDF 是扫描件，没有文字层 the PDF is a scan without a text layer",
            name,
            "请先做文字识别 run text recognition (OCR) over it first",
        )
    return text


def _lines(data: bytes, name: str) -> Iterator[str]:
    """The printed lines of all pages."""
    import pdfplumber  # a tenth of a second, spared where no PDF is read
    from pdfplumber.utils.exceptions import PdfminerException

    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            for page in pdf.pages:
                yield from _page_lines(page)
                page.close()
    except (PdfminerException, ValueError, TypeError, KeyError) as error:
        raise KgError(
            "打不开 PDF（已加密或已损坏） cannot open the PDF: locked or damaged",
            name,
            "请另存一份 save it anew",
        ) from error


def _page_lines(page: Page) -> list[str]:
    """The lines of a page from top to bottom, a table's rows among them."""
    ruled = len(page.lines) + len(page.rects) + len(page.curves) >= _RULES
    tables = [table for table in page.find_tables() if _is_table(table)] if ruled else []
    outside = page.filter(lambda one: not any(_inside(one, table.bbox) for table in tables))
    lines = [(line["top"], line["text"]) for line in outside.extract_text_lines(return_chars=False)]
    lines += [(table.rows[i].bbox[1], line) for table in tables for i, line in enumerate(_rows(table))]
    return [line for _, line in sorted(lines, key=lambda line: line[0])]


def _is_table(table: Table) -> bool:
    """Whether what rules enclose has two rows and two columns; a box round a paragraph has not."""
    return len(table.rows) > 1 and max(len(row.cells) for row in table.rows) > 1


def _rows(table: Table) -> list[str]:
    """A table's rows, a line each; a cell's own line ends are blanks."""
    return ["\t".join(_BLANKS.sub(" ", cell or "").strip() for cell in row) for row in table.extract()]


def _inside(one: dict[str, float], box: tuple[float, float, float, float]) -> bool:
    """Whether the middle of what is printed lies in a box."""
    x, y = (one["x0"] + one["x1"]) / 2, (one["top"] + one["bottom"]) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]
