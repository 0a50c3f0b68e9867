"""What things are called: readable IRIs, computed from names, so that one body met in two files is one node.

    org/朔州市财政局   doc/朔政办发〔2020〕11号   doc/朔政办发〔2020〕11号/正文/四/1   place/140602

Every function gives the whole IRI under `base` (which ends in `/`). Only what an IRI may not hold is
percent-encoded (RFC 3987), and the marks `/ % # ?` inside a name, which would change where the name ends.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote

from kg.model import Organisation, Place
from kg.terms import OrganisationKind
from kg.text import fold

BASE: Final = "https://w3id.org/gongbao/id/"

# the ucschar ranges of RFC 3987 beside the ASCII a path segment may hold; `/` is for paths alone
_WORDS = "A-Za-z0-9._~!$&'()*+,;=:@\\-" + "".join(
    f"{chr(a)}-{chr(b)}"
    for a, b in [
        (0xA0, 0xD7FF),
        (0xF900, 0xFDCF),
        (0xFDF0, 0xFFEF),
        *((plane << 16, (plane << 16) + 0xFFFD) for plane in range(1, 14)),
        (0xE1000, 0xEFFFD),
    ]
)
_FORBIDDEN_IN_PART = re.compile(f"[^{_WORDS}]")
_FORBIDDEN_IN_PATH = re.compile(f"[^{_WORDS}/]")


def part(name: str) -> str:
    """One segment of an IRI's path; `_` for an empty name.

    >>> part("粮食/蔬菜 50%")
    '粮食%2F蔬菜%2050%25'
    """
    if name.strip("."):
        return _FORBIDDEN_IN_PART.sub(_encode, name)
    return name.replace(".", "%2E") or "_"  # `.` and `..` would be taken for steps in the path


def path(labels: str) -> str:
    """Several segments, as a clause's path or a file's name has them.

    >>> path("正文/四/（一）")
    '正文/四/（一）'
    """
    if "./" in labels or "//" in labels or labels[-1:] in "./":
        return "/".join(map(part, labels.split("/")))
    return _FORBIDDEN_IN_PATH.sub(_encode, labels)


def _encode(match: re.Match[str]) -> str:
    return quote(match.group(), safe="")


def document(base: str, key: str) -> str:
    """An official document, by its number (or what `Document.key` gives in its place), brackets folded."""
    return f"{base}doc/{part(fold(key))}"


def source(base: str, name: str) -> str:
    """A file as it was read, by its name."""
    return f"{base}source/{path(name)}"


def organisation(base: str, body: Organisation) -> str:
    """A body, by its canonical name. A collective or generic name (各县（市、区）人民政府) does not say whose
    it is, so its place comes before it: two cities' counties never meet."""
    shared = body.kind in (OrganisationKind.COLLECTIVE, OrganisationKind.GENERIC)
    if shared and body.place and body.place not in body.name:
        return f"{base}org/{part(body.place)}/{part(body.name)}"
    return f"{base}org/{part(body.name)}"


def place(base: str, division: Place) -> str:
    """An administrative division, by its GB/T 2260 code; a functional area, which has none, by its name."""
    return f"{base}place/{part(division.code or division.name)}"


def day(base: str, iso: str) -> str:
    """A day, e.g. `date/2020-12-31`."""
    return f"{base}date/{part(iso)}"


def change(base: str, date: str, body: str) -> str:
    """A change of bodies, by its day and what came of it: `change/2024-12-31/云岭市农业农村局`."""
    return f"{base}change/{part(date)}/{part(body)}"


def derived(base: str) -> str:
    """The named graph that holds what follows from the documents' own graphs."""
    return f"{base}graph/derived"


def resolved(base: str) -> str:
    """The named graph that says which documents and instruments the citations mean."""
    return f"{base}graph/resolved"


def run(base: str) -> str:
    """The named graph that tells of the build itself."""
    return f"{base}graph/run"
