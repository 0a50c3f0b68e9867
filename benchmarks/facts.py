"""The facts of a build as plain values, asked through the command line, so that any revision can be asked."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
import tomllib
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HOUSE = Path(__file__).parent.parent
EXAMPLE = HOUSE / "examples" / "yunling-2021-02.txt"

_WHERE = """SELECT ?fact ?kind ?file ?start ?doc ?title ?clause ?rule ?words {
  VALUES ?class { gz:Responsibility gz:Citation gz:Deadline gz:Target org:Membership schema:Project gz:Pointer }
  ?fact a ?class ; gz:onClause ?node ; gz:quote ?words ; gz:evidence ?proof .
  ?proof gz:rule ?rule ; oa:hasSource/gz:file ?file ; oa:hasSelector/oa:start ?start .
  ?node eli:number ?clause ; gz:inDocument ?document .
  OPTIONAL { ?document eli:id_local ?doc }
  OPTIONAL { ?document dct:title ?title }
  BIND(REPLACE(STR(?class), "^.*[#/]", "") AS ?kind)
} ORDER BY ?fact ?start ?rule"""
_SAID = """SELECT DISTINCT ?fact ?property ?value {
  ?fact gz:quote ?words ; ?p ?o .
  FILTER(?p NOT IN (rdf:type, gz:evidence, gz:rule, gz:quote, gz:onClause, gz:order))
  OPTIONAL { ?o skos:prefLabel|foaf:name|time:inXSDDate|rdfs:label ?name FILTER(LANG(?name) != "en") }
  BIND(REPLACE(STR(?p), "^.*[#/]", "") AS ?property)
  BIND("^.*#((duty-kind|member-role|role|relation)-)?" AS ?term)
  BIND(IF(CONTAINS(STR(?o), "/ontology#"), REPLACE(STR(?o), ?term, ""), STR(COALESCE(?name, ?o))) AS ?value)
} ORDER BY ?fact ?property ?value"""


@dataclass(frozen=True, slots=True)
class Found:
    """One fact: its kind (`Responsibility`), where it is printed (`start` counts characters of the file), the
    rule and the words that carry it, and what it says, e.g. `{"hasParticipant": "云岭市水利局", "role": "lead"}`.
    """

    kind: str
    file: str
    line: int
    start: int
    doc: str
    clause: str
    rule: str
    words: str
    said: Mapping[str, str]


def kg(checkout: Path, *arguments: object) -> str:
    """What the `kg` of a checkout prints. Ends with its message where it fails."""
    project = tomllib.loads((checkout / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    module, _, name = project["scripts"]["kg"].partition(":")
    program = f"from {module} import {name}; {name}()"
    done = subprocess.run(
        [sys.executable, "-c", program, *map(str, arguments)],
        cwd=checkout,
        env={**os.environ, "PYTHONPATH": str(checkout), "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        sys.exit(f"{checkout}: kg {arguments[0]}:\n{done.stderr}")
    return done.stdout


def facts(checkout: Path, sources: Sequence[Path], graph: Path) -> list[Found]:
    """What the code of `checkout` finds in `sources`: facts in the order of their IRIs, then documents, clauses and
    bodies, which have no words of their own. Builds `graph`."""
    kg(checkout, "build", *sources, "--out", graph)
    said: dict[str, dict[str, str]] = defaultdict(dict)
    for row in _ask(checkout, graph, _SAID):
        held = said[row["fact"]]
        held[row["property"]] = "|".join(filter(None, (held.get(row["property"]), row["value"])))
    rows = {row["fact"]: row for row in reversed(list(_ask(checkout, graph, _WHERE)))}
    starts = _line_starts(sources)
    found = [_found(row, said[fact], starts) for fact, row in sorted(rows.items())]
    return [*found, *_tables(checkout, graph)]


def _ask(checkout: Path, graph: Path, question: str) -> Iterator[dict[str, str]]:
    answer = kg(checkout, "query", question, "--graph", graph, "--format", "csv")
    return iter(csv.DictReader(answer.splitlines(keepends=True)))


def _found(row: Mapping[str, str], said: Mapping[str, str], starts: Mapping[str, Sequence[int]]) -> Found:
    start = int(row["start"])
    line = bisect_right(starts[row["file"]], start)
    doc = row["doc"] or row["title"] or row["file"]
    return Found(row["kind"], row["file"], line, start, doc, row["clause"], row["rule"], row["words"], said)


def _tables(checkout: Path, graph: Path) -> Iterator[Found]:
    for table in ("documents", "clauses", "orgs"):
        for row in _ask(checkout, graph, table):
            doc = row.get("doc") or row.get("title") or ""
            said = {column: cell for column, cell in row.items() if cell and column not in ("doc", "path")}
            yield Found(table, "", 0, 0, doc, row.get("path") or row.get("org") or "", "", "", said)


def _line_starts(sources: Sequence[Path]) -> dict[str, list[int]]:
    """For each gazette, the offsets at which its lines start."""
    out = {}
    for path in (p for s in sources for p in (sorted(s.rglob("*.txt")) if s.is_dir() else [s])):
        text = _text(path)
        out[path.name] = [0, *(i + 1 for i, c in enumerate(text) if c == "\n")]
    return out


@cache
def _text(path: Path) -> str:
    data = path.read_bytes()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030")


def corpus(shared: Path) -> list[Path]:
    """The real documents beside this checkout; the example where there are none."""
    real = [shared / "corpus" / "documents", shared / "gazettes" / "shuozhou-2020-02.txt"]
    return [path.resolve() for path in real if path.exists()] or [EXAMPLE]
