"""Responsibilities of real documents, drawn at random and judged by eye one by one.

    python benchmarks/sample.py ../shared tests/audit/2026-11.tsv

A list that is not there yet is drawn, to be filled in: verdict right, wrong or unsure; note why. Its name is the seed,
and it holds no sentence of the texts: file, line and start say where to read. Of a list that is there, the share
of right ones with its interval is printed, then what today's rules no longer find of the right ones and
still find of the wrong ones.
"""

from __future__ import annotations

import csv
import hashlib
import math
import sys
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from facts import HOUSE, Found, facts

DRAWN = {"explicit": 140, "agent": 40, "norm": 20}
COLUMNS = ("file", "line", "start", "doc", "clause", "org", "role", "kind", "rule", "verdict", "note")

Row = dict[str, str]


def row(fact: Found) -> Row:
    """A fact as a line of the list, not judged yet."""
    org, role, kind = (fact.said.get(key, "") for key in ("hasParticipant", "role", "dutyKind"))
    where = {"file": fact.file, "line": str(fact.line), "start": str(fact.start)}
    what = {"org": org, "role": role.removeprefix("role-"), "kind": kind.removeprefix("duty-kind-")}
    return {
        **where,
        "doc": fact.doc,
        "clause": fact.clause,
        **what,
        "rule": fact.rule,
        "verdict": "",
        "note": "",
    }


def drawn(rows: Iterable[Row], seed: str) -> list[Row]:
    """The sample: of each kind the rows with the smallest hashes, in the order of the texts. A hash depends on the
    seed and on what the fact says, so a fact stays drawn when others come and go."""

    def chance(fact: Row) -> str:
        said = (fact[column] for column in ("file", "doc", "clause", "org", "role", "kind"))
        return hashlib.sha256("\t".join((seed, *said)).encode()).hexdigest()

    shuffled = sorted(rows, key=chance)
    sample = [r for kind, n in DRAWN.items() for r in [r for r in shuffled if r["kind"] == kind][:n]]
    return sorted(sample, key=lambda r: (list(DRAWN).index(r["kind"]), r["file"], int(r["start"]), r["org"]))


def read(path: Path) -> list[Row]:
    """The lines of a list."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))


def write(path: Path, rows: Iterable[Row]) -> None:
    """Write a list."""
    with path.open("w", encoding="utf-8", newline="") as out:
        table = csv.DictWriter(out, COLUMNS, delimiter="\t", lineterminator="\n")
        table.writeheader()
        table.writerows(rows)


def wilson(right: int, n: int) -> tuple[float, float]:
    """The 95% interval of a share.

    >>> wilson(137, 140)
    (0.939, 0.993)
    """
    z = 1.96
    middle = right / n + z * z / (2 * n)
    spread = z * math.sqrt(right * (n - right) / n**3 + z * z / (4 * n * n))
    return round((middle - spread) / (1 + z * z / n), 3), round((middle + spread) / (1 + z * z / n), 3)


def figures(rows: Iterable[Row]) -> Iterator[str]:
    """For each kind the share of right ones among those judged; unsure ones count as wrong."""
    judged = [r for r in rows if r["verdict"]]
    for kind in DRAWN:
        verdicts = [r["verdict"] for r in judged if r["kind"] == kind]
        if verdicts:
            right = verdicts.count("right")
            low, high = wilson(right, len(verdicts))
            yield f"{kind:<10}{right:>4} of {len(verdicts):<4}{right / len(verdicts):.3f}  ({low:.3f}–{high:.3f})"


def today(judged: Iterable[Row], found: Collection[Row]) -> Iterator[str]:
    """The right ones that are found no more, and the wrong ones that still are."""
    held = {_identity(r) for r in found}
    for r in judged:
        if (r["verdict"] == "right") != (_identity(r) in held) and r["verdict"] != "unsure":
            what = "no more found" if r["verdict"] == "right" else "still found"
            said = (r["clause"], r["org"], r["role"], r["kind"], r["note"])
            yield " ".join((f"{what:<14}", f"{r['file']}:{r['line']}", *said))


def _identity(r: Row) -> tuple[str, ...]:
    return tuple(r[column] for column in ("file", "clause", "org", "role", "kind"))


def main(shared: Path, path: Path) -> None:
    """Draw the list, or tell what became of it."""
    documents = shared / "corpus" / "documents"
    if not documents.is_dir():
        sys.exit(
            f"{documents} is missing: real documents are judged. `make sample SHARED=path` names a place."
        )
    with TemporaryDirectory() as out:
        found = facts(HOUSE, [documents.resolve()], Path(out))
    rows = [row(fact) for fact in found if fact.kind == "Responsibility"]
    if path.exists():
        judged = read(path)
        print(*figures(judged), *today(judged, rows), sep="\n")
    else:
        write(path, drawn(rows, path.stem))
        print(f"{path}: {sum(DRAWN.values())} to be judged")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
