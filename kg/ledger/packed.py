"""A workbook as bytes, the same for the same workbook: no clock in it."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

if TYPE_CHECKING:
    from openpyxl import Workbook

_CLOCK: Final = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_DAY: Final = rb"\g<1>1980-01-01T00:00:00Z"  # the first day that a zip archive can name


def packed(book: Workbook) -> bytes:
    """The workbook as an .xlsx file that does not say when it was written."""
    written, out = BytesIO(), BytesIO()
    book.save(written)
    with ZipFile(written) as before, ZipFile(out, "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            data = before.read(name)
            if name == "docProps/core.xml":
                data = _CLOCK.sub(_DAY, data)
            after.writestr(ZipInfo(name), data, ZIP_DEFLATED)
    return out.getvalue()
