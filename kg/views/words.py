"""What the page calls the roles and the kinds of nodes, in Chinese and English."""

from __future__ import annotations

from typing import Final, NamedTuple

from kg.resources import folder
from kg.terms import SKOS, Role
from kg.views.network import Kind


class Label(NamedTuple):
    """One word in the two languages of the page."""

    zh: str
    en: str


KINDS: Final = (
    (Kind.BODY, Label("机构", "bodies")),
    (Kind.DOCUMENT, Label("文件", "documents")),
    (Kind.COUNTY, Label("县区", "counties")),
    (Kind.PROJECT, Label("项目", "projects")),
)


def role_labels() -> dict[Role, Label]:
    """Every role's words, as ontology/vocabularies/roles.ttl has them, in its order; e.g. 牵头, lead."""
    import pyoxigraph as ox

    path = folder("ontology") / "vocabularies" / "roles.ttl"
    words: dict[tuple[str, str], str] = {}
    for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
        if str(quad.predicate) == SKOS.prefLabel and isinstance(quad.object, ox.Literal):
            words[str(quad.subject), quad.object.language or ""] = quad.object.value
    return {role: Label(words[role.term, "zh"], words[role.term, "en"]) for role in Role}
