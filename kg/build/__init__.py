"""From gazettes to a graph on disk. The graph is what the given gazettes say, and nothing else: what an
earlier build holds of a gazette that is no longer given goes, and what it holds of an unchanged one is used
again, unparsed. What people corrected is replayed: a gazette is read again when the lines that touch it change,
and no other is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from kg.build.assembly import Assembly, assemble
from kg.build.contribute import Contribution, contributions
from kg.build.gather import Gazette, gather
from kg.build.publish import publish, sole_writer, staging
from kg.build.rulings import Trace, read_trace, unheard
from kg.corrections.lines import Correction
from kg.corrections.subjects import Subjects, touching
from kg.errors import KgError
from kg.graph.audit import Silence
from kg.graph.store import SOURCES, Manifest, SourceEntry, open_graph, read_manifest, sha256
from kg.resources import folder
from kg.triples.iri import BASE


@dataclass(frozen=True, slots=True)
class Wish:
    """How to build. `tell` hears (gazettes read, gazettes to be read); `keep_going` leaves unreadable ones
    out instead of refusing the whole; `corrections` are files of them, for all gazettes, beside those found."""

    base: str = BASE
    keep_going: bool = False
    corrections: tuple[Path, ...] = ()
    tell: Callable[[int, int], None] = lambda done, of: None


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did. Names of gazettes: `read` were parsed, `kept` taken from the last build, `gone` are
    no longer given; `errors` tells of those left out; `new` is False when the graph stayed as it was;
    `unheard` are corrections that nothing came of."""

    new: bool
    read: tuple[str, ...]
    kept: tuple[str, ...]
    gone: tuple[str, ...]
    errors: tuple[KgError, ...] = ()
    unheard: tuple[Silence, ...] = ()


def build(given: Iterable[Path], out: Path, wish: Wish | None = None) -> Built:
    """Build the graph of the `given` files and folders in the folder `out`.

    Raises KgError when a path is wrong or `out` unwritable, and an ExceptionGroup of KgErrors when gazettes
    or lines of corrections cannot be read; the graph already in `out` is then left as it was."""
    wish = wish or Wish()
    gazettes = gather(given, wish.corrections)
    with sole_writer(out):
        return _build(gazettes, out, wish)


def _build(gazettes: Sequence[Gazette], out: Path, wish: Wish) -> Built:
    started, rules, old = datetime.now(UTC), fingerprint(), _last(out)
    by_name = {gazette.name: gazette for gazette in gazettes}
    kept = _kept(by_name, out, old.sources if old else (), (rules, wish.base))
    fresh, errors = _read([gazette for gazette in gazettes if gazette.name not in kept], wish)
    if errors and not (wish.keep_going and (kept or fresh)):
        raise ExceptionGroup("公报读不了 gazettes cannot be read", errors)
    new = {_entry(one, by_name[one.name], (rules, wish.base)): one for one in fresh}
    entries = tuple(sorted((*(entry for entry, _ in kept.values()), *new), key=lambda entry: entry.name))
    gone = tuple(entry.name for entry in (old.sources if old else ()) if entry.name not in by_name)
    lost = unheard(_all(gazettes), [*(trace for _, trace in kept.values()), *(one.trace for one in fresh)])
    stays = old is not None and (old.sources, old.unheard) == (entries, lost) and _whole(out, old)
    if fresh or not stays:
        with staging(out) as staged:
            assembly = Assembly(staged, out, wish.base, rules, started, lost)
            publish(staged, out, assemble(assembly, entries, new))
    read = tuple(one.name for one in fresh)
    return Built(bool(fresh) or not stays, read, tuple(kept), gone, tuple(errors), lost)


def _all(gazettes: Iterable[Gazette]) -> Iterator[Correction]:
    """The corrections for any of the gazettes; those of a folder come with each gazette in it."""
    for together in {gazette.corrections for gazette in gazettes}:
        yield from together


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


def _key(gazette: Gazette, subjects: Sequence[Subjects], made_with: tuple[str, str]) -> str:
    """What a gazette's contribution is known by: its bytes, the rules, the base, the corrections that touch it."""
    touched = (one.line for one in touching(gazette.corrections, subjects))
    return sha256("\0".join((gazette.name, gazette.digest, *made_with, *touched)).encode())[:16]


def _entry(one: Contribution, gazette: Gazette, made_with: tuple[str, str]) -> SourceEntry:
    key = _key(gazette, one.trace.subjects, made_with)
    return SourceEntry(one.name, one.digest, key, sha256(one.quads))


def _last(out: Path) -> Manifest | None:
    """The manifest of the last build; None where there is none that this version can use."""
    try:
        return read_manifest(out)
    except KgError:
        return None


def _kept(
    gazettes: Mapping[str, Gazette], out: Path, entries: Iterable[SourceEntry], made_with: tuple[str, str]
) -> dict[str, tuple[SourceEntry, Trace]]:
    """What the last build holds of gazettes and this one would find in them, with what came of corrections."""
    kept: dict[str, tuple[SourceEntry, Trace]] = {}
    for entry in entries:
        gazette, trace = gazettes.get(entry.name), _trace(out, entry)
        if gazette and trace and _key(gazette, trace.subjects, made_with) == entry.key:
            kept[entry.name] = entry, trace
    return kept


def _trace(out: Path, entry: SourceEntry) -> Trace | None:
    """What came of corrections in a gazette; None where what the last build holds of it is not whole."""
    quads, traced, *others = (
        out / SOURCES / f"{entry.key}.{kind}" for kind in ("nq", "corrections", "printed", "silences")
    )
    if not all(path.is_file() for path in others) or _digest(quads) != entry.quads:
        return None
    try:
        return read_trace(traced.read_bytes())
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _whole(out: Path, manifest: Manifest) -> bool:
    """Whether everything that the manifest names is there, unaltered, and the store can be opened."""
    try:
        open_graph(out)
    except KgError:
        return False
    return all(_digest(out / name) == digest for name, digest in manifest.outputs.items())


def _digest(path: Path) -> str:
    return sha256(path.read_bytes()) if path.is_file() else ""
