"""From gazettes to a graph on disk. The graph is what the given gazettes say, and nothing else: what an
earlier build holds of a gazette that is no longer given goes, and what it holds of an unchanged one is used
again, unparsed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from kg.build.assembly import Assembly, assemble
from kg.build.contribute import Contribution, contributions
from kg.errors import KgError
from kg.build.gather import Gazette, gather
from kg.triples.iri import BASE
from kg.build.publish import publish, sole_writer, staging
from kg.resources import folder
from kg.graph.store import SOURCES, Manifest, SourceEntry, open_graph, read_manifest, sha256


@dataclass(frozen=True, slots=True)
class Wish:
    """How to build. `tell` hears (gazettes read, gazettes to be read); `keep_going` leaves unreadable ones
    out instead of refusing the whole."""

    base: str = BASE
    keep_going: bool = False
    tell: Callable[[int, int], None] = lambda done, of: None


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did. Names of gazettes: `read` were parsed, `kept` taken from the last build, `gone` are
    no longer given; `errors` tells of those left out; `new` is False when the graph stayed as it was."""

    new: bool
    read: tuple[str, ...]
    kept: tuple[str, ...]
    gone: tuple[str, ...]
    errors: tuple[KgError, ...] = ()


def build(given: Iterable[Path], out: Path, wish: Wish | None = None) -> Built:
    """Build the graph of the `given` files and folders in the folder `out`.

    Raises KgError when a path is wrong or `out` unwritable, and an ExceptionGroup of KgErrors when gazettes
    cannot be read; the graph already in `out` is then left as it was."""
    gazettes = gather(given)
    with sole_writer(out):
        return _build(gazettes, out, wish or Wish())


def _build(gazettes: Sequence[Gazette], out: Path, wish: Wish) -> Built:
    started, rules, old = datetime.now(UTC), fingerprint(), _last(out)
    keys = {gazette.name: _key(gazette.name, gazette.digest, rules, wish.base) for gazette in gazettes}
    kept = {entry.name: entry for entry in (old.sources if old else ()) if _usable(out, entry, keys)}
    fresh, errors = _read([gazette for gazette in gazettes if gazette.name not in kept], wish)
    if errors and not (wish.keep_going and (kept or fresh)):
        raise ExceptionGroup("公报读不了 gazettes cannot be read", errors)
    new = {_entry(one, _key(one.name, one.digest, rules, wish.base)): one for one in fresh}
    entries = tuple(sorted((*kept.values(), *new), key=lambda entry: entry.name))
    gone = tuple(entry.name for entry in (old.sources if old else ()) if entry.name not in keys)
    stays = old is not None and not fresh and old.sources == entries and _whole(out, old)
    if not stays:
        with staging(out) as staged:
            assembly = Assembly(staged, out, wish.base, rules, started)
            publish(staged, out, assemble(assembly, entries, new))
    return Built(not stays, tuple(one.name for one in fresh), tuple(kept), gone, tuple(errors))


def _read(gazettes: Sequence[Gazette], wish: Wish) -> tuple[list[Contribution], list[KgError]]:
    """What the gazettes give, and the errors of those that cannot be read."""
    fresh: list[Contribution] = []
    errors: list[KgError] = []
    for done, one in enumerate(contributions(gazettes, wish.base), start=1):
        if isinstance(one, KgError):
            errors.append(one)
        else:
            fresh.append(one)
        wish.tell(done, len(gazettes))
    return fresh, errors


def fingerprint() -> str:
    """What stands for the program and its knowledge: other rules read a gazette anew (SHA-256, hex)."""
    here, ontology = Path(__file__).parent.parent, folder("ontology")
    files = [*here.rglob("*.py"), *(path for path in ontology.rglob("*") if path.is_file())]
    named = {
        str(path.relative_to(ontology if path.is_relative_to(ontology) else here)): path for path in files
    }
    return sha256("".join(f"{name}\0{sha256(named[name].read_bytes())}\n" for name in sorted(named)).encode())


def _key(*parts: str) -> str:
    return sha256("\0".join(parts).encode())[:16]


def _entry(one: Contribution, key: str) -> SourceEntry:
    return SourceEntry(one.name, one.digest, key, sha256(one.quads))


def _last(out: Path) -> Manifest | None:
    """The manifest of the last build; None where there is none that this version can use."""
    try:
        return read_manifest(out)
    except KgError:
        return None


def _usable(out: Path, entry: SourceEntry, keys: dict[str, str]) -> bool:
    """Whether what the last build holds of a gazette is what this one would find in it."""
    quads, *others = (out / SOURCES / f"{entry.key}.{kind}" for kind in ("nq", "printed", "silences"))
    there = all(path.is_file() for path in others)
    return keys.get(entry.name) == entry.key and there and _digest(quads) == entry.quads


def _whole(out: Path, manifest: Manifest) -> bool:
    """Whether everything that the manifest names is there, unaltered, and the store can be opened."""
    try:
        open_graph(out)
    except KgError:
        return False
    return all(_digest(out / name) == digest for name, digest in manifest.outputs.items())


def _digest(path: Path) -> str:
    return sha256(path.read_bytes()) if path.is_file() else ""
