"""The nouns of the domain: frozen values that pass between the stages.

    read -> Source; split -> Document; parse -> Clause; extract -> Fact; resolve -> Organisation; triples -> Triple

Every fact says where it stands (`span`, offsets in `source.text`, 0-based, end exclusive), in which clause
(`clause`, the clause's path) and which rule found it (`rule`). `source.text[span.start:span.end]` are its words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from kg.pointers import Pointer
from kg.reading.lines import Line
from kg.reforms import Change
from kg.terms import DutyKind, Level, MemberRole, OrganisationKind, Relation, Role
from kg.text import Reading, Source, Span, digest


@dataclass(frozen=True, slots=True)
class Printed:
    """A value read from the text and the span it was read from, e.g. `2020-06-05` from `2020年6月5日`."""

    value: str
    span: Span


@dataclass(frozen=True, slots=True)
class Furniture:
    """Printed matter that states nothing: masthead, contents, page number, repeated table header, signature …"""

    kind: str
    span: Span


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a document with a text of its own: 通知, 正文, 附件1. `lines` leave out head and furniture."""

    label: str
    title: str
    lines: tuple[Line, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Document:
    """One official document. Every head field is `None` (or empty) when it is not printed."""

    source: Source
    span: Span
    parts: tuple[Part, ...]
    number: Printed | None = None
    title: Printed | None = None
    issuers: tuple[Printed, ...] = ()
    genre: Printed | None = None
    date: Printed | None = None
    recipients: tuple[Printed, ...] = ()
    approved_by: Printed | None = None
    enclosed_title: Printed | None = None
    public: Printed | None = None
    furniture: tuple[Furniture, ...] = ()
    notes: tuple[Note, ...] = ()

    @property
    def issuer(self) -> Printed | None:
        """The issuer, the first of joint ones: by it one knows what 市 means."""
        return self.issuers[0] if self.issuers else None

    @property
    def key(self) -> str:
        """What the document is called in IRIs: its number (文号), else issuer, title and date joined with `·`; in
        the place of a missing title a digest of its words, since an office issues several papers a day."""
        if self.number:
            return self.number.value
        title = self.title.value if self.title else digest(self.source.words(self.span))
        told = (self.issuer, title, self.date)
        return "·".join(f.value if isinstance(f, Printed) else f for f in told if f)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table row. `column` is its header's words (stacked headers joined with `/`);
    `carried` says that a merged cell above stands for this row too."""

    column: str
    reading: Reading
    carried: bool = False

    @property
    def text(self) -> str:
        """The cell's words, folded and without gaps."""
        return self.reading.text


@dataclass(frozen=True, slots=True)
class Table:
    """What a table's rows share: its title, its caption (`单位：个`) and its column headers."""

    title: str
    caption: str
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Clause:
    """A labelled clause, a table row, or a part's own words. `path` is `正文/四/1`; `kind` is `part`, `chapter`, `article`,
    `item` or `row`; `spans` are its own characters (not its children's), `reading` what they say."""

    path: str
    kind: str
    order: int
    spans: tuple[Span, ...]
    reading: Reading
    heading: str = ""
    heading_span: Span | None = None
    cells: tuple[Cell, ...] = ()
    table: Table | None = None

    @property
    def part(self) -> str:
        """The part the clause stands in, e.g. `附件2` of `附件2/5`."""
        return self.path.partition("/")[0]

    @property
    def parent(self) -> str:
        """The path one level up; empty for a part."""
        return self.path.rpartition("/")[0]


@dataclass(frozen=True, slots=True)
class Name:
    """A body's name as the text prints it. `printed` is folded and without gaps (`市发改`); where a list shares
    one tail (`市发改、财政等部门`) `head` is what stands before (`市`) and `tail` what stands after (`部门`)."""

    printed: str
    span: Span
    head: str = ""
    tail: str = ""

    @property
    def whole(self) -> str:
        """The name with what it shares with its list: 市财政部门 for 财政 of `市发改、财政等部门`."""
        return f"{self.head}{self.printed}{self.tail}"


@dataclass(frozen=True, slots=True)
class Responsibility:
    """A duty that the text lays on a body. `duty` spans the words of the duty; None: the whole clause is."""

    clause: str
    span: Span
    rule: str
    body: Name
    role: Role
    kind: DutyKind
    duty: Span | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """A law, policy or standard that a clause cites; `number` as printed, empty when there is none."""

    clause: str
    span: Span
    rule: str
    title: str
    number: str
    relation: Relation


@dataclass(frozen=True, slots=True)
class Deadline:
    """A limit or period in which something is to happen: ISO dates, or an ISO 8601 duration for a recurrence."""

    clause: str
    span: Span
    rule: str
    start: str
    end: str
    recurrence: str


@dataclass(frozen=True, slots=True)
class Project:
    """A named project. `clause` is the path of the row or clause that names it."""

    clause: str
    span: Span
    rule: str
    name: str
    location: str
    stage: str
    category: str
    provincial_key: bool
    proponents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Membership:
    """A person's place in a leading group; `post` as printed."""

    clause: str
    span: Span
    rule: str
    group: Name
    person: str
    role: MemberRole
    post: str


@dataclass(frozen=True, slots=True)
class Target:
    """A quantified goal. `comparator` is `=`, `>=`, `<=` or `~`; `value` as printed, but in half width; `unit` as
    printed; `date` ISO or empty; `places` the places it is set for, empty for the issuer's whole area."""

    clause: str
    span: Span
    rule: str
    indicator: str
    comparator: str
    value: str
    unit: str
    date: str
    places: tuple[str, ...] = ()


Fact: TypeAlias = Responsibility | Citation | Deadline | Project | Membership | Target | Pointer


@dataclass(frozen=True, slots=True)
class Note:
    """Something seen and not understood, for the silence report. `clause` is empty when it stands in none."""

    clause: str
    span: Span
    reason: str


@dataclass(frozen=True, slots=True)
class Place:
    """An administrative division. `code` is its GB/T 2260 code (six digits), empty for a functional area."""

    code: str
    name: str
    level: Level
    parent: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Organisation:
    """A body under its canonical name: the full official name with its place."""

    name: str
    kind: OrganisationKind
    level: Level
    place: str = ""
    parent: str = ""
    aliases: tuple[str, ...] = ()
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """Everything taken from one document: the document, its clauses and facts, and the tables beside them.
    `jurisdiction` is the place that its issuer governs, None for the State Council's."""

    document: Document
    clauses: tuple[Clause, ...]
    facts: tuple[Fact, ...]
    names: Mapping[Name, Organisation]
    places: Mapping[str, Place]
    notes: tuple[Note, ...] = ()
    changes: tuple[Change, ...] = ()
    jurisdiction: Place | None = None

    def __iter__(self) -> Iterator[Fact]:
        return iter(self.facts)
