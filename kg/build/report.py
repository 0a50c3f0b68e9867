"""What a build found, for report.md and report.json and for the end of `kg build`: counts per document and
kind of fact, and what was seen and not understood."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Final

from kg.graph.audit import Silence, silences
from kg.graph.query import select
from kg.graph.store import Graph

KINDS: Final = MappingProxyType(
    {
        "clauses": ("条款", "eli:LegalResourceSubdivision"),
        "responsibilities": ("职责", "gz:Responsibility"),
        "citations": ("引用", "gz:Citation"),
        "deadlines": ("时限", "gz:Deadline"),
        "projects": ("项目", "schema:Project"),
        "memberships": ("成员", "org:Membership"),
        "targets": ("指标", "gz:Target"),
        "pointers": ("指引", "gz:Pointer"),
    }
)
"""What is counted: its column, its Chinese name and its class."""

_COUNT = """SELECT ?document (COUNT(DISTINCT ?thing) AS ?n) WHERE {{
  ?thing a {cls} ; gz:onClause?/gz:inDocument ?document }} GROUP BY ?document"""
_DOCUMENTS = """SELECT ?document (SAMPLE(?d) AS ?doc) (SAMPLE(?t) AS ?title) (MIN(?f) AS ?file) WHERE {
  ?document a gz:Document ; gz:line ?line
  OPTIONAL { ?document eli:id_local ?d } OPTIONAL { ?document dct:title ?t }
  OPTIONAL { ?document prov:wasDerivedFrom/gz:file ?f } } GROUP BY ?document
  ORDER BY ?file (MIN(?line)) ?document"""
_MOST = 20  # documents in the table on the terminal; the report has them all
_NAME = 24  # characters of a document's name there
_BODIES = "SELECT (COUNT(DISTINCT ?body) AS ?n) WHERE { ?body a org:Organization }"


@dataclass(frozen=True, slots=True)
class Tally:
    """What one document holds: `counts` by the kinds of KINDS; `silent` words that gave no fact."""

    doc: str
    title: str
    file: str
    counts: dict[str, int]
    silent: int


@dataclass(frozen=True, slots=True)
class Report:
    """What the graph holds: a tally for each document, the number of bodies, every silence, and the
    corrections that nothing came of."""

    documents: tuple[Tally, ...]
    bodies: int
    silences: tuple[Silence, ...]
    unheard: tuple[Silence, ...] = ()


def report(graph: Graph) -> Report:
    """The report of a built graph."""
    quiet = silences(graph)
    silent = Counter(silence.doc for silence in quiet)
    counts = {kind: _counts(graph, cls) for kind, (_, cls) in KINDS.items()}
    tallies = []
    for iri, doc, title, file in select(graph.store, _DOCUMENTS):
        number = doc or iri.removeprefix(f"{graph.manifest.base}doc/")
        held = {kind: counts[kind].get(iri, 0) for kind in KINDS}
        tallies.append(Tally(number, title, file, held, silent[number]))
    [[bodies]] = select(graph.store, _BODIES)
    return Report(tuple(tallies), int(bodies), quiet, graph.manifest.unheard)


def _counts(graph: Graph, cls: str) -> dict[str, int]:
    return {document: int(n) for document, n in select(graph.store, _COUNT.format(cls=cls))}


def table(made: Report) -> str:
    """The counts as a table for a terminal: the first documents, and the sum of all."""
    import pyoxigraph as ox

    from kg.graph.query import Rows
    from kg.graph.render import Form, rendered

    columns = ("公文\ndocument", *(f"{zh}\n{kind}" for kind, (zh, _) in KINDS.items()), "没读懂\nsilent")
    rows = [(_cut(t.doc), *t.counts.values(), t.silent) for t in made.documents]
    total = [sum(counts) for counts in zip(*(row[1:] for row in rows), strict=True)]
    more = [(f"… {len(rows) - _MOST} 份 more",)] if len(rows) > _MOST else []
    cells = [*rows[:_MOST], *more, (f"共 {len(rows)} 份 in all", *total)]
    padded = (tuple(map(ox.Literal, (*row, *[""] * (len(columns) - len(row))))) for row in cells)
    return rendered(Rows(columns, tuple(padded)), Form.TABLE)


def _cut(words: str) -> str:
    """The name of a document that has no number is its title, which can be long."""
    return words if len(words) <= _NAME else words[: _NAME - 1] + "…"


def report_files(graph: Graph, started: datetime) -> dict[str, bytes]:
    """report.json and report.md; they alone hold the time the build took, in seconds."""
    seconds = round((datetime.now(UTC) - started).total_seconds(), 3)
    made = report(graph)
    files = [entry.name for entry in graph.manifest.sources]
    fields = {"program": graph.manifest.program, "files": files, "seconds": seconds, **asdict(made)}
    data = json.dumps(fields, ensure_ascii=False, indent=1) + "\n"
    return {"report.json": data.encode(), "report.md": _markdown(made, files, seconds).encode()}


def _markdown(made: Report, files: Sequence[str], seconds: float) -> str:
    heads = ["公文 document", *(f"{zh} {kind}" for kind, (zh, _) in KINDS.items()), "没读懂 silent"]
    lines = [
        "# 生成报告 Build report",
        "",
        f"- 文件 files ({len(files)}): {'、'.join(map(_escaped, files))}",
        f"- 公文 documents: {len(made.documents)}",
        f"- 机构 bodies: {made.bodies}",
        f"- 用时 seconds: {seconds}",
        "",
        *map(_row, (heads, ["---"] * len(heads))),
        *(_row([f"{t.doc} {t.title}", *map(str, t.counts.values()), str(t.silent)]) for t in made.documents),
        "",
        *_unheard(made),
        "## 没读懂的文字 Words that gave no fact",
        "",
        *(_silence(silence) for silence in made.silences),
        *([] if made.silences else ["没有 none"]),
    ]
    return "\n".join(lines) + "\n"


def _unheard(made: Report) -> list[str]:
    """The section on corrections that nothing came of; nothing where there are none."""
    if not made.unheard:
        return []
    head = "## 没有用上的更正 Corrections that were not applied"
    return [head, "", *map(_silence, made.unheard), ""]


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(map(_escaped, cells)) + " |"


def _silence(silence: Silence) -> str:
    place = f"{silence.file}:{silence.line} {silence.doc} {silence.clause}"
    return f"- {_escaped(place)}：{_escaped(silence.reason)}：{_escaped(silence.words)}"


def _escaped(words: str) -> str:
    return words.replace("|", "\\|").replace("<", "&lt;").replace("\n", " ")
