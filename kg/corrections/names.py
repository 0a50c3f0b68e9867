"""What people say of bodies' names, carried out in one document: a printed name is another name of a body
(别名), one body is another (同一), a name is not the body it was taken for (不同)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from kg.corrections.kinds import Action
from kg.corrections.lines import Correction
from kg.lexicon import Lexicon
from kg.model import Fact, Name, Organisation, Project, Record
from kg.resolve import Resolver
from kg.setting import Setting, setting_of
from kg.text import Span, fold


@dataclass(frozen=True, slots=True)
class Made:
    """A correction that was carried out: on a `fact` as it now stands, or on the `body` of that name; neither
    where a fact was left out."""

    correction: Correction
    fact: Fact | None = None
    body: str = ""


@dataclass(frozen=True)
class Spoken:
    """What names mean in one document after what people said of them. `read` (what names were read as) and
    `made` (what was carried out, and on which body) fill as names are asked for."""

    setting: Setting
    resolver: Resolver
    known: dict[str, Organisation]
    alias: dict[str, Correction]
    same: dict[str, Correction]
    different: tuple[Correction, ...]
    read: dict[Name, str] = field(default_factory=dict)
    made: dict[Correction, str] = field(default_factory=dict)

    def organisation(self, name: Name) -> Organisation:
        """The body that a name means which no fact has named so far."""
        return self.meant(name, self.resolver.organisation(name))

    def meant(self, name: Name, read: Organisation) -> Organisation:
        """The body that a printed name means, where `read` is what it was read as."""
        self.read[name] = read.name
        if said := self.alias.get(name.printed) or self.alias.get(name.whole):
            return self.merged(self._noted(said, self._called(said.target)))
        return self.merged(self._apart(name, read))

    def _apart(self, name: Name, read: Organisation) -> Organisation:
        """`read`, or a body under the printed name where a line says that it is not `read`."""
        for said in self.different:
            if said.name not in (name.printed, name.whole, fold(read.name)):
                continue
            own = self.resolver.home.own(name.whole)
            if said.target != fold(read.name):
                return self._noted(said, read)
            if own != read.name:
                return self._noted(said, replace(read, name=own, aliases=(), members=()))
        return read

    def merged(self, body: Organisation) -> Organisation:
        """The body that `body` is the same as, in the end; it keeps the names of those that became it."""
        names, seen = [body.name], {body.name}
        while (said := self.same.get(fold(names[-1]))) and said.target not in seen:
            names.append(said.target)
            seen.add(said.target)
            self.made[said] = said.target
        if len(names) == 1:
            return self._inside(body)
        into = self._called(names[-1])
        return self._inside(replace(into, aliases=(*into.aliases, *names[:-1])))

    def _inside(self, body: Organisation) -> Organisation:
        """A body whose parent and members are called as people say."""
        parent = self.called(body.parent)
        members = tuple(dict.fromkeys(map(self.called, body.members)))
        return replace(body, parent="" if parent == body.name else parent, members=members)

    def called(self, name: str) -> str:
        """What a body of this canonical name is called in the end."""
        seen = {name}
        while (said := self.same.get(fold(name))) and said.target not in seen:
            self.made[said] = name = said.target
            seen.add(name)
        return name

    def _noted(self, said: Correction, body: Organisation) -> Organisation:
        self.made[said] = body.name
        return body

    def _called(self, name: str) -> Organisation:
        """The body of a full name: as the document knows it, else as its name tells."""
        if name not in self.known:
            self.known[name] = replace(self.resolver.organisation(Name(name, Span(0, 1))), name=name)
        return self.known[name]


def spoken(record: Record, corrections: Iterable[Correction], lexicon: Lexicon) -> Spoken:
    """What `corrections` say of the names in a document; a line that names the document counts before one for
    its place, and this before one for all."""
    by_reach = sorted(corrections, key=lambda one: (bool(one.document), len(one.document), one.line))
    said = {action: [one for one in by_reach if one.action is action] for action in Action}
    setting = setting_of(record.document, record.clauses, lexicon)
    return Spoken(
        setting=setting,
        resolver=Resolver(setting),
        known={body.name: body for body in record.names.values()},
        alias={one.name: one for one in said[Action.ALIAS]},
        same={one.name: one for one in said[Action.SAME]},
        different=tuple(said[Action.DIFFERENT]),
    )


def renamed(record: Record, names: Spoken) -> Record:
    """The record with its bodies as people say they are: those of facts, the issuers, the projects' companies."""
    bodies = {name: names.meant(name, body) for name, body in record.names.items()}
    facts = tuple(_proposed(fact, names) if isinstance(fact, Project) else fact for fact in record.facts)
    document = record.document
    issuers = tuple(replace(one, value=names.called(one.value)) for one in document.issuers)
    document = replace(document, issuers=issuers)
    return replace(record, document=document, names=bodies, facts=facts)


def _proposed(project: Project, names: Spoken) -> Project:
    return replace(project, proponents=tuple(dict.fromkeys(map(names.called, project.proponents))))
