"""The Python names of the ontology's terms: kg/terms.py is written from the Turtle in ontology/.

One class for each prefix (`ELI.cites` is `<http://data.europa.eu/eli/ontology#cites>`), one StrEnum for each
concept scheme (`Role.LEAD` is "lead"). Turtle is the source; tests fail when the two differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Final, NamedTuple

import pyoxigraph as ox

from kg.errors import KgError
from kg.resources import folder

_OWN: Final = "https://w3id.org/gongbao/ontology#"
_RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
_DEFINITION: Final = f"{_SKOS}definition"
_NOTATION: Final = f"{_SKOS}notation"
_IN_SCHEME: Final = f"{_SKOS}inScheme"
_SCOPE_NOTE: Final = f"{_SKOS}scopeNote"
_CONSTANT: Final = f"{_OWN}constant"
_SHORTCUT: Final = f"{_OWN}shortcut"

_HEAD: Final = '''\
"""Terms of the ontology. Made by `kg terms` from ontology/; do not edit by hand.

Each attribute is an N-Triples term under its own spelling, e.g. `ELI.cites`; each StrEnum a concept scheme.
"""

# ruff: noqa: N815 (terms keep their own spelling)
from enum import StrEnum
from types import MappingProxyType
from typing import Final
'''
_TERM: Final = '''
    @property
    def term(self) -> str:
        """The concept as an N-Triples term."""
        return f"<{stem}{{self}}>"
'''


class Statement(NamedTuple):
    """One triple of the ontology. `language` is empty unless the value is words in a language."""

    subject: str
    predicate: str
    value: str
    language: str


@dataclass(frozen=True, slots=True)
class Statements:
    """What the Turtle files say, in printed order, and the prefixes they use."""

    triples: tuple[Statement, ...]
    prefixes: dict[str, str]

    def subjects(self, predicate: str, value: str | None = None) -> tuple[str, ...]:
        """The IRIs that have `predicate` (with the value `value`), in printed order, each once."""
        found = (t.subject for t in self.triples if t.predicate == predicate and value in (None, t.value))
        return tuple(dict.fromkeys(found))

    def value(self, subject: str, predicate: str, language: str = "") -> str:
        """The one value of `predicate`; raises KgError when there is none."""
        for t in self.triples:
            if (t.subject, t.predicate, t.language) == (subject, predicate, language):
                return t.value
        raise KgError(f"本体缺少陈述 no {predicate} for {subject}", "ontology/", "请补上 add it")


def write_terms(path: Path | None = None) -> Path:
    """Write kg/terms.py (or `path`) from the ontology, and say where it lies."""
    target = path or _written()
    target.write_text(terms_text(), encoding="utf-8")
    return target


def stale_terms() -> bool:
    """Whether kg/terms.py is not what the ontology would give now."""
    return _written().read_text(encoding="utf-8") != terms_text()


def terms_text() -> str:
    """The text of kg/terms.py, from the ontology of this installation."""
    said = read_ontology()
    schemes = said.subjects(f"{_RDF}type", f"{_SKOS}ConceptScheme")
    sections = [_HEAD, _prefixes(said), *_namespaces(said), *(_enumeration(said, s) for s in schemes)]
    return "\n".join([*sections, _shortcuts(said)])


def read_ontology() -> Statements:
    """The ontology and its vocabularies; raises KgError where the Turtle is broken."""
    ontology = folder("ontology")
    files = [ontology / "gongbao.ttl", *sorted((ontology / "vocabularies").glob("*.ttl"))]
    triples: list[Statement] = []
    prefixes: dict[str, str] = {}
    for file in files:
        parser = ox.parse(path=file, format=ox.RdfFormat.TURTLE)
        try:
            triples.extend(map(_statement, parser))
        except SyntaxError as error:
            where = f"ontology/{file.name}"
            raise KgError(f"Turtle 有误 broken Turtle: {error}", where, "请改正 correct it") from error
        prefixes |= parser.prefixes
    return Statements(tuple(triples), dict(sorted(prefixes.items())))


def _statement(quad: ox.Quad) -> Statement:
    subject, value = quad.subject, quad.object
    if not isinstance(subject, ox.NamedNode) or not isinstance(value, ox.NamedNode | ox.Literal):
        raise KgError(f"本体中不用空白节点 no blank nodes, please: {quad}", "ontology/", "请命名 name it")
    return Statement(
        subject.value,
        quad.predicate.value,
        value.value,
        (value.language or "") if isinstance(value, ox.Literal) else "",
    )


def _written() -> Path:
    return Path(__file__).with_name("terms.py")


def _prefixes(said: Statements) -> str:
    rows = [f'        "{prefix}": "{iri}",' for prefix, iri in said.prefixes.items()]
    return "\n".join(["PREFIXES: Final = MappingProxyType(", "    {", *rows, "    }", ")", ""])


def declared(said: Statements) -> tuple[str, ...]:
    """Every class and property that a graph may use: own terms, then reused ones, in printed order."""
    schemes = said.subjects(f"{_RDF}type", f"{_SKOS}ConceptScheme")
    concepts = said.subjects(_IN_SCHEME)
    own = [iri for iri in said.subjects(_DEFINITION) if iri not in {_OWN, *schemes, *concepts}]
    return (*own, *said.subjects(_SCOPE_NOTE))


def _namespaces(said: Statements) -> Iterator[str]:
    by_prefix = sorted((_split(said, iri) for iri in declared(said)), key=lambda term: term[0])
    for prefix, terms in groupby(by_prefix, key=lambda term: term[0]):
        yield _namespace(said, prefix, [name for _, name in terms])


def _split(said: Statements, iri: str) -> tuple[str, str]:
    """An IRI as prefix and name: `eli`, `cites`."""
    prefix, stem = next((p, s) for p, s in said.prefixes.items() if iri.startswith(s))
    return prefix, iri.removeprefix(stem)


def _namespace(said: Statements, prefix: str, names: Sequence[str]) -> str:
    stem = said.prefixes[prefix]
    rows = [f'    {name}: Final = "<{stem}{name}>"' for name in names]
    return "\n".join(["", f"class {prefix.upper()}:", f'    """Terms of {stem}"""', "", *rows, ""])


def _enumeration(said: Statements, scheme: str) -> str:
    concepts = said.subjects(_IN_SCHEME, scheme)
    members = [(said.value(c, _CONSTANT), said.value(c, _NOTATION)) for c in concepts]
    lines = [
        *("", f"class {scheme.removeprefix(_OWN)}(StrEnum):"),
        *(f'    """{said.value(scheme, _DEFINITION, "en")}"""', ""),
        *(f'    {name} = "{value}"' for name, value in members),
    ]
    return "\n".join(lines) + "\n" + _TERM.format(stem=_stem(concepts, members))


def _stem(concepts: Iterable[str], members: Iterable[tuple[str, str]]) -> str:
    """What the IRIs of a scheme's concepts have before their notation: `…#role-` of `…#role-lead`."""
    (stem,) = {iri.removesuffix(notation) for iri, (_, notation) in zip(concepts, members, strict=True)}
    return stem


def _shortcuts(said: Statements) -> str:
    rows = [
        f"        Role.{said.value(role, _CONSTANT)}: GZ.{said.value(role, _SHORTCUT).removeprefix(_OWN)},"
        for role in said.subjects(_SHORTCUT)
    ]
    return "\n".join(["", "SHORTCUTS: Final = MappingProxyType(", "    {", *rows, "    }", ")", ""])
