"""Leading groups (领导小组), their offices and their member units together, by the groups' full names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property

from kg.model import Clause, Document, Organisation
from kg.resolve.home import Home
from kg.terms import Level, OrganisationKind

_GROUP = re.compile(
    r"^(?P<name>.*?(?:领导小组|协调小组|指挥部|联席会议|专班))(?P<office>办公室)?(?P<units>各?成员单位)?$"
)
# e.g. 成立云岭市…领导小组, 成立由…组成的“…”工程领导小组
_FOUNDED = re.compile(
    r"(?:成立|设立|组建|建立)(?:由[^。]{0,80}?的)?"
    r"(?P<name>[“”\w（）·]{3,40}?(?:领导小组|协调小组|指挥部|联席会议))"
)
_WHICH = re.compile("^(?:有关|相关)(?=[省市县]级)")
_OF_PARTY = re.compile("[省市县区]委(?!员)")  # 市委人才工作领导小组办公室
_TITLE = re.compile(r"(?:领导小组|指挥部|联席会议)$")
# what tells no one group: that of the issuer's place
_BARE = re.compile("(?:工作)?(?:领导小组|协调小组|指挥部|联席会议)")
_COMMON = re.compile(r"市|省|县|工作|领导小组|协调小组|指挥部|联席会议|[“”]")


class Groups:
    """The groups that names mean in one document."""

    def __init__(self, home: Home, document: Document, clauses: Iterable[Clause]) -> None:
        self.home = home
        self.document = document
        self.clauses = clauses

    def meant(self, words: str) -> Organisation | None:
        """A group, its office, or its member units; None when `words` mean none of these."""
        words = _WHICH.sub("", words)
        found = _GROUP.match(words)
        if not found or words.startswith(("各", "有关")):
            return None
        group = self._full(found.group("name"))
        home = self.home.above(words)
        if found.group("units"):
            name, kind, parent = f"{group}成员单位", OrganisationKind.COLLECTIVE, group
        elif found.group("office"):
            name, kind, parent = f"{group}办公室", OrganisationKind.OFFICE, group
        else:
            name, kind, parent = group, OrganisationKind.GROUP, home.government_name
        if _OF_PARTY.match(words):
            name, kind, parent = f"中共{name}", OrganisationKind.PARTY, ""
        level = Level.NONE if group == "工作专班" else home.level  # set up at several levels
        return Organisation(name, kind, level, home.name, parent)

    @cached_property
    def _named(self) -> tuple[str, ...]:
        """The groups that the document founds or lists, by full name."""
        texts = (clause.reading.text for clause in self.clauses if "立" in clause.reading.text)
        founded = [found.group("name") for text in texts for found in _FOUNDED.finditer(text)]
        listed = [part.title for part in self.document.parts if _TITLE.search(part.title)]
        return tuple(dict.fromkeys(self.home.own(name) for name in (*founded, *listed)))

    def _full(self, printed: str) -> str:
        """The full name of a group printed short: the first of the document whose name holds its words."""
        if printed.startswith(("市级", "县级", "省级", "工作专班")):
            return printed
        core = set(_COMMON.sub("", printed))
        own = f"{self.home.name}{printed}" if _BARE.fullmatch(printed) else self.home.own(printed)
        return next((name for name in self._named if core <= set(name)), own)
