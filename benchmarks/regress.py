"""What a change of rules gains and loses: the facts of two revisions compared, a line each with its words.

    python benchmarks/regress.py ../shared HEAD~3

Builds the real documents (the example where there are none) with the code of the revision and with that of the working
tree, and asks both graphs the same questions through `kg query`, so that it does not matter how the code inside has
moved. It is a report: it ends with 0 whatever it finds, and with 1 only when it could not run.
"""

from __future__ import annotations

import subprocess
import sys
import tarfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory

from facts import HOUSE, Found, corpus, facts

LONGEST = 40  # characters shown of a value or of the quoted words


@dataclass(frozen=True, slots=True)
class Difference:
    """A fact that one side alone has, or that says something else; `fact` is as it is now, else as it was."""

    fact: Found
    mark: str  # + gained, - lost, ~ changed
    was: Found | None = None


def compare(old: Sequence[Found], new: Sequence[Found]) -> list[Difference]:
    """What differs, by kind, rule and place. Of two facts at one place that agree in part, one is the other, changed."""
    came = defaultdict(list)
    for fact in _beyond(new, old):
        came[_place(fact)].append(fact)
    out = []
    for fact in _beyond(old, new):
        near = came[_place(fact)]
        other = max(near, key=lambda f: _alike(fact, f), default=None)
        if other and _alike(fact, other):
            near.remove(other)
            out.append(Difference(other, "~", fact))
        else:
            out.append(Difference(fact, "-"))
    out += (Difference(fact, "+") for near in came.values() for fact in near)
    return sorted(out, key=lambda d: (*_group(d), d.fact.file, d.fact.start, _identity(d.fact)))


def _beyond(facts: Iterable[Found], others: Iterable[Found]) -> Iterator[Found]:
    """The facts that are not among the others; of equal ones, those that are too many."""
    held = Counter(map(_identity, others))
    for fact in facts:
        if held[_identity(fact)]:
            held[_identity(fact)] -= 1
        else:
            yield fact


def _identity(fact: Found) -> tuple[object, ...]:
    return fact.kind, fact.file or fact.doc, fact.clause, tuple(sorted(fact.said.items()))


def _place(fact: Found) -> tuple[object, ...]:
    return (fact.kind, fact.file, fact.start) if fact.file else (fact.kind, fact.doc, fact.clause)


def _alike(one: Found, other: Found) -> int:
    """How many values two facts share."""
    return len(one.said.items() & other.said.items())


def _group(difference: Difference) -> tuple[str, str]:
    return difference.fact.kind, difference.fact.rule


def lines(differences: Iterable[Difference]) -> Iterator[str]:
    """Each difference in a line, under its kind and rule."""
    for (kind, rule), group in groupby(differences, key=_group):
        yield f"\n{kind} {rule}".rstrip()
        yield from map(told, group)


def told(difference: Difference) -> str:
    """One line, e.g. `~ a.txt:12 岭政发〔2021〕6号 正文/一 hasParticipant=云岭市水利局 role=lead → support 「市水利局」`."""
    fact, was = difference.fact, difference.was or difference.fact
    now, then = ({"clause": f.clause, **f.said} for f in (fact, was))
    keys = sorted({**now, **then}, key=lambda key: (key != "clause", key == "duty"))
    values = [_value(key, then.get(key, ""), now.get(key, "")) for key in keys]
    where = f"{fact.file}:{fact.line}" if fact.file else ""
    words = f"「{_short(''.join(fact.words.split()))}」" if fact.words else ""
    return " ".join(filter(None, (difference.mark, where, _short(fact.doc), *values, words)))


def _value(key: str, then: str, now: str) -> str:
    named = "" if key == "clause" else f"{key}="
    return named + (_short(now) if then == now else f"{_short(then) or '∅'} → {_short(now) or '∅'}")


def _short(words: str) -> str:
    return words if len(words) <= LONGEST else words[: LONGEST - 1] + "…"


def summary(old: Iterable[Found], new: Iterable[Found], differences: Iterable[Difference]) -> Iterator[str]:
    """A table: for each kind how many there were and are, gained, lost and changed."""
    before, after = Counter(f.kind for f in old), Counter(f.kind for f in new)
    marks = Counter((d.fact.kind, d.mark) for d in differences)
    yield f"{'kind':<16}{'before':>8}{'after':>8}{'gained':>8}{'lost':>8}{'changed':>8}"
    for kind in sorted({*before, *after}):
        counts = (before[kind], after[kind], *(marks[kind, mark] for mark in "+-~"))
        yield f"{kind:<16}" + "".join(f"{count:>8}" for count in counts)


def checkout(house: Path, revision: str, folder: Path) -> Path:
    """The files of a revision, in `folder`. Ends with git's message when there is no such revision."""
    git = ["git", "-C", str(house), "archive", "--format=tar", revision]
    done = subprocess.run(git, capture_output=True, check=False)
    if done.returncode:
        sys.exit(f"BASE={revision}: {done.stderr.decode().strip()}")
    with tarfile.open(fileobj=BytesIO(done.stdout)) as files:
        files.extractall(folder, filter="data")
    return folder


def report(house: Path, sources: Sequence[Path], base: str) -> Iterator[str]:
    """The whole report: what the working tree of `house` finds in `sources` and its revision `base` does not, and
    the other way round."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        old = facts(checkout(house, base, folder / "base"), sources, folder / "old")
        new = facts(house, sources, folder / "new")
    differences = compare(old, new)
    yield from lines(differences)
    yield ""
    yield from summary(old, new, differences)


def main(shared: Path, base: str) -> None:
    """Print the report."""
    sources = corpus(shared)
    print(f"{base} → working tree: " + ", ".join(path.name for path in sources))
    for line in report(HOUSE, sources, base):
        print(line)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
