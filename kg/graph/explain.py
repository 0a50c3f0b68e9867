"""Show why the graph says something: the fact, the rule that found it, and the printed words with a mark
below."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from urllib.parse import unquote

from kg.errors import KgError
from kg.graph.query import select
from kg.graph.store import Graph
from kg.terms import PREFIXES
from kg.triples import iri

_AROUND = 40  # characters shown on either side of the marked words of a long line
_ABOUT = """SELECT DISTINCT ?fact {{ VALUES ?about {{ <{iri}> }}
  {{ ?about gz:evidence ?e BIND(?about AS ?fact) }} UNION {{ ?fact ?p ?about ; gz:evidence ?e }} }} ORDER BY
  ?fact"""
_WORDS = """SELECT DISTINCT ?fact ?words {{ ?fact gz:onClause <{clause}> ; gz:evidence ?e
  {{ ?fact ?p ?words }} UNION
  {{ ?fact ?p ?node . ?node skos:prefLabel|skos:notation|foaf:name|time:inXSDDate ?words }}
  FILTER(isLiteral(?words)) }}"""
_PROOFS = """SELECT ?rule ?file ?start ?end {{ <{fact}> gz:evidence ?proof .
  ?proof gz:rule ?rule ; oa:hasSource/gz:file ?file ; oa:hasSelector ?at . ?at oa:start ?start ; oa:end ?end
  }} ORDER BY ?file ?start"""
_SAID = """SELECT ?p ?called ?value {{ <{fact}> ?p ?o
  FILTER(?p NOT IN (rdf:type, gz:evidence, gz:rule, gz:quote))
  OPTIONAL {{ ?p rdfs:label|skos:scopeNote ?words FILTER(LANG(?words) = "zh") }}
  BIND(STR(COALESCE(?words, "")) AS ?called)
  OPTIONAL {{ ?o skos:prefLabel|foaf:name|time:inXSDDate|eli:number|rdfs:label ?name
    FILTER(LANG(?name) != "en") }}
  BIND(COALESCE(STR(?name), STR(?o)) AS ?value) }} ORDER BY ?p ?value"""


def explain(graph: Graph, given: Sequence[str]) -> list[str]:
    """The facts that `given` means, each told in a few lines.

    `given` is an IRI, whole or from after the base (`org/云岭市财政局` tells every fact about it); or a
    document and a clause, and cells of the row that is meant; or one row of an answer as CSV. Raises
    KgError when the graph holds no such thing."""
    cells = next(csv.reader(given)) if len(given) == 1 and "," in given[0] else list(given)
    facts = _facts_about(graph, cells[0]) if len(cells) == 1 else _facts_of_row(graph, cells)
    if not facts:
        raise KgError(
            "这里没有读出事实 no fact was read here",
            " ".join(given),
            "没读懂的看 kg audit shows what was not understood",
        )
    return [_told(graph, fact) for fact in facts]


def _facts_about(graph: Graph, name: str) -> list[str]:
    """The fact with this IRI, or the facts that point to what bears it."""
    base = graph.manifest.base
    for whole in dict.fromkeys((name, base + name, unquote(name), base + unquote(name))):
        facts = [fact for [fact] in select(graph.store, _ABOUT.format(iri=whole))] if _is_iri(whole) else []
        if facts:
            return facts
    raise KgError(
        "图谱里没有这个标识 the graph knows no such IRI",
        name,
        "或者给出文号和条款 or give a document and a clause",
    )


def _is_iri(words: str) -> bool:
    """Whether `words` can stand between angle brackets in a query and name a thing."""
    return ":" in words and not set(words) & set('<>"{}|^`\\ \n\r\t')


def _facts_of_row(graph: Graph, cells: Sequence[str]) -> list[str]:
    """The facts of a clause; of these, where more cells are given, those that hold the most of them."""
    clause = f"{_document(graph, cells[0])}/{iri.path(cells[1])}"
    held: dict[str, set[str]] = {}
    for fact, words in select(graph.store, _WORDS.format(clause=clause)):
        held.setdefault(fact, set()).add(words)
    wanted = {cell for cell in cells[2:] if cell}
    most = max((len(wanted & words) for words in held.values()), default=0)
    return sorted(fact for fact, words in held.items() if len(wanted & words) == most)


def _document(graph: Graph, name: str) -> str:
    """The IRI of the document of this number or title. Raises KgError, with the nearest, where there is none."""
    start = f"{graph.manifest.base}doc/"
    rows = select(
        graph.store, "SELECT ?d ?title { ?d a gz:Document OPTIONAL { ?d dct:title ?title } } ORDER BY ?d"
    )
    wanted = iri.document(graph.manifest.base, name)
    for document, title in rows:
        if wanted == document or name == title:
            return document
    known = [words for document, title in rows for words in (unquote(document.removeprefix(start)), title)]
    close = get_close_matches(name, known, n=3, cutoff=0.3)
    hint = f"您是不是要找 did you mean: {'、'.join(close)}" if close else ""
    raise KgError("图谱里没有这份公文 the graph holds no such document", name, hint)


def _told(graph: Graph, fact: str) -> str:
    """One fact: what it says, then each piece of evidence."""
    lines = [unquote(fact.removeprefix(graph.manifest.base))]
    for p, called, value in select(graph.store, _SAID.format(fact=fact)):
        lines.append(f"  {called.rstrip('。')} {_curie(p)}: {value}")
    for rule, file, start, end in select(graph.store, _PROOFS.format(fact=fact)):
        text = graph.printed(file)
        lines.append(f"  规则 rule: {rule}")
        lines.append(f"  {file}:{text.count(chr(10), 0, int(start)) + 1}")
        lines += [f"    {line}" for line in marked(text, int(start), int(end))]
    return "\n".join(lines) + "\n"


def _curie(term: str) -> str:
    for prefix, space in PREFIXES.items():
        if term.startswith(space):
            return f"{prefix}:{term.removeprefix(space)}"
    return term


def marked(text: str, start: int, end: int) -> Iterator[str]:
    """The printed lines that `text[start:end]` stands in, each with a mark below its part of those words.

    >>> print(*marked("各县：由市财政局负责。", 4, 8), sep="\\n")
    各县：由市财政局负责。
            ^^^^^^^^
    """
    from rich.cells import cell_len

    at = text.rfind("\n", 0, start) + 1
    for line in text[at : text.find("\n", end) if "\n" in text[end:] else len(text)].split("\n"):
        first, last = max(start - at, 0), min(end - at, len(line))
        if line[first:last].strip():
            before, words, after = line[:first], line[first:last], line[last:]
            before = _tail(before).expandtabs(1)
            yield f"{before}{words.expandtabs(1)}{_head(after)}".replace("\r", "")
            yield " " * cell_len(before) + "^" * cell_len(words.expandtabs(1).rstrip("\r"))
        at += len(line) + 1


def _tail(words: str) -> str:
    return words if len(words) <= _AROUND else "…" + words[-_AROUND:]


def _head(words: str) -> str:
    return words if len(words) <= _AROUND else words[:_AROUND] + "…"
