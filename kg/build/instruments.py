"""Which cited instruments are documents of the graph, or the same instrument cited in other words.

A document's own graph calls what it cites by number or title, and knows no other document. Here, where all are
together, `doc/云岭市农村供水价格管理办法` is found to be `doc/岭政发〔2022〕1号`, which sends it out. What is said here
goes into a graph of its own; it depends on what the documents state and on nothing else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.build.called import Paper, Papers, papers
from kg.terms import GZ, PROV, RDF, Relation, Resolution
from kg.triples import iri
from kg.triples.ground import Triple

_SHORTEST = 6  # characters of a title that two instruments hardly share; laws (水法) are shorter


@dataclass(frozen=True, slots=True)
class Link:
    """A cited instrument, the one that it is taken for, and why. Both are N-Triples terms."""

    cited: str
    meant: str
    why: Resolution


def resolved(quads: Iterable[bytes], base: str) -> list[bytes]:
    """The N-Quads lines, sorted, of the graph of resolved citations that N-Quads lines give."""
    known = papers(quads)
    links = list(_documents(known))
    links += _one_another(known, {link.cited for link in links})
    here = f"<{iri.resolved(base)}>"
    return sorted({f"{' '.join(triple)} {here} .\n".encode() for triple in _said(links, known, here)})


def _said(links: Iterable[Link], known: Papers, here: str) -> Iterator[Triple]:
    """The links, and what documents they follow from."""
    for link in links:
        yield link.cited, GZ.resolvedTo, link.meant
        yield link.cited, GZ.resolvedBy, link.why.term
        yield here, RDF.type, GZ.Derived
        if link.meant in known.documents:
            yield here, PROV.wasDerivedFrom, link.meant
        for citing, _ in known.cited[link.cited].by:
            yield here, PROV.wasDerivedFrom, citing


def _documents(known: Papers) -> Iterator[Link]:
    """The cited instruments that are documents of the graph: the first way in which just one is found."""
    shelves = _shelves(known)
    for cited in known.cited.values():
        if cited.iri in known.documents:
            continue
        for why, shelf in shelves.items():
            keys = cited.numbers if why is Resolution.NUMBER else cited.titles
            held = {document for key in keys for document in shelf.get(key, ())}
            found = [one for one in sorted(held) if _fits(cited, known.documents[one], known, why)]
            if found:
                if len(found) == 1:
                    yield Link(cited.iri, found[0], why)
                break


def _shelves(known: Papers) -> dict[Resolution, dict[str, set[str]]]:
    """The documents by number, by title, by the titles of what they send out, by their title from 关于 on."""
    shelves: dict[Resolution, dict[str, set[str]]] = {why: defaultdict(set) for why in Resolution}
    for one in known.documents.values():
        for number in one.numbers:
            shelves[Resolution.NUMBER][number].add(one.iri)
        for title in one.titles:
            shelves[Resolution.TITLE][title].add(one.iri)
            shelves[Resolution.ISSUER][title[max(title.find("关于"), 0) :]].add(one.iri)
        for title in one.enclosed:
            shelves[Resolution.ENCLOSED][title].add(one.iri)
    return shelves


def _fits(cited: Paper, document: Paper, known: Papers, why: Resolution) -> bool:
    """Whether a document can be what is cited: never by another number; by title only where it is not later
    than those who cite it, and was issued where they are or above, or names an issuer of it in full."""
    if why is Resolution.NUMBER:
        return True
    if cited.numbers and document.numbers:
        return False
    named = any(title.startswith(tuple(document.issuers)) for title in cited.titles)
    citing = [(known.documents[one], relation) for one, relation in cited.by if one in known.documents]
    return all(
        one.iri != document.iri
        and (named or document.national or document.place in known.above(one.place))
        and (
            relation == Relation.REQUIRES.term
            or not document.date
            or not one.date
            or document.date <= one.date
        )
        for one, relation in citing
    )


def _one_another(known: Papers, done: set[str]) -> list[Link]:
    """Instruments that no document of the graph is, cited in several ways: by one number differently written,
    or by one title with its number and without."""
    left = {
        name: one for name, one in known.cited.items() if name not in known.documents and name not in done
    }
    by_number = _groups((number, one) for one in left.values() for number in one.numbers)
    links = _toward_first(by_number, Resolution.NUMBER)
    rest = {name: one for name, one in left.items() if name not in links}
    by_title = _groups((title, one) for one in rest.values() for title in one.titles if _telling(title))
    alone = {
        title: ones for title, ones in by_title.items() if len({n for one in ones for n in one.numbers}) < 2
    }
    links |= _toward_first(alone, Resolution.TITLE)
    return [Link(link.cited, _end(link, links), link.why) for link in links.values()]


def _telling(title: str) -> bool:
    """Whether a title says by itself which instrument it is: not 关于…的通知, that any issuer may have."""
    return not title.startswith(("关于", "印发", "转发")) and (
        len(title) >= _SHORTEST or title.endswith("法")
    )


def _groups(pairs: Iterable[tuple[str, Paper]]) -> dict[str, list[Paper]]:
    """The instruments that share a key; the numbered ones first, then the longer name."""
    groups: dict[str, list[Paper]] = defaultdict(list)
    for key, one in pairs:
        groups[key].append(one)
    return {
        key: sorted(ones, key=lambda one: (not one.numbers, -len(one.iri), one.iri))
        for key, ones in sorted(groups.items())
        if len(ones) > 1
    }


def _toward_first(groups: Mapping[str, list[Paper]], why: Resolution) -> dict[str, Link]:
    """Each instrument of a group toward the group's first; one of several groups counts in the first alone."""
    links: dict[str, Link] = {}
    for first, *others in groups.values():
        for other in others:
            if first.iri not in links and other.iri not in links:
                links[other.iri] = Link(other.iri, first.iri, why)
    return links


def _end(link: Link, links: Mapping[str, Link]) -> str:
    """Where links lead in the end."""
    meant = link.meant
    while meant in links:
        meant = links[meant].meant
    return meant
