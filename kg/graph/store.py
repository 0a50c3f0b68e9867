"""A built graph on disk: its manifest, which says what is current, and the embedded store it names."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.errors import NO_GRAPH, KgError
from kg.graph.audit import Silence
from kg.graph.prints import one_print_each
from kg.graph.turtle import parsed, serialized, stated_lines
from kg.triples.iri import resolved

FORMAT = 1
MANIFEST = "manifest.json"
SOURCES = "sources"
_REBUILD = "请运行 kg build 重新生成（原公报文件不受影响）run kg build again"


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """What one gazette gave the graph. `key` names its files in sources/ (`<key>.nq`; `.printed`, its
    text; `.silences`, what was not understood; `.corrections`, what came of these); `digest` is the SHA-256
    of the gazette's bytes, `quads` that of the .nq file."""

    name: str
    digest: str
    key: str
    quads: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """The whole build: the graph is what the manifest says and nothing else. `fingerprint` stands for the
    rules that read the gazettes; `store` is the store's folder; `outputs` gives each written file's
    SHA-256; `unheard` are the corrections that nothing came of."""

    format: int
    program: str
    fingerprint: str
    base: str
    store: str
    sources: tuple[SourceEntry, ...]
    outputs: Mapping[str, str]
    unheard: tuple[Silence, ...] = ()

    def as_json(self) -> bytes:
        """The manifest as it lies on disk."""
        return (json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n").encode()


@dataclass(frozen=True, slots=True)
class Graph:
    """A graph opened to be read. The store's default graph holds every document's and derived triple once;
    its named graphs say which document states it."""

    folder: Path
    manifest: Manifest
    store: ox.Store

    def printed(self, name: str) -> str:
        """The text of the gazette called `name`, as printed. Raises KgError when it is missing."""
        entry = next((entry for entry in self.manifest.sources if entry.name == name), None)
        if entry is None:
            raise _damaged(self.folder, f"缺原文 the text of {name} is missing")
        return self.beside(entry, "printed").decode()

    def quads(self) -> list[bytes]:
        """The graph's N-Quads lines, sorted, each once: what every document states, and what is derived
        from one or from all of them."""
        graph = ox.NamedNode(resolved(self.manifest.base))
        joint = serialized(self.store.quads_for_pattern(None, None, None, graph), ox.RdfFormat.N_QUADS)
        held = quads_of(self.folder, self.manifest.sources, self.manifest.base)
        return sorted([*held, *joint.splitlines(keepends=True)])

    def stated(self) -> Iterator[ox.Triple]:
        """What the documents state, as one graph, without what is derived."""
        return parsed(stated_lines(self.quads(), self.manifest.base))

    def beside(self, entry: SourceEntry, kind: str) -> bytes:
        """What the build keeps of a gazette: its `nq`, `printed`, `silences` or `corrections`. Raises KgError when it is
        missing."""
        return _beside(self.folder, entry, kind)


def quads_of(folder: Path, entries: Iterable[SourceEntry], base: str) -> list[bytes]:
    """The N-Quads lines of the gazettes `entries`, sorted, each once; of a document that several of them print, of
    one print."""
    held = [_beside(folder, entry, "nq") for entry in entries]
    return sorted({line for lines in one_print_each(held, base) for line in lines})


def _beside(folder: Path, entry: SourceEntry, kind: str) -> bytes:
    try:
        return (folder / SOURCES / f"{entry.key}.{kind}").read_bytes()
    except OSError as error:
        raise _damaged(folder, f"缺 {SOURCES}/{entry.key}.{kind} is missing") from error


def sha256(data: bytes) -> str:
    """The SHA-256 of `data`, in hex."""
    return hashlib.sha256(data).hexdigest()


def read_manifest(folder: Path) -> Manifest | None:
    """The manifest of `folder`; None where nothing was built yet. Raises KgError when it is of another format
    or damaged."""
    try:
        fields = json.loads((folder / MANIFEST).read_bytes())
        if fields["format"] != FORMAT:
            raise _outdated(folder, fields["format"])
        return _manifest(fields)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise _damaged(folder, f"{MANIFEST} 读不懂 cannot be read") from error


def _manifest(fields: dict[str, Any]) -> Manifest:
    sources = tuple(SourceEntry(**entry) for entry in fields.pop("sources"))
    unheard = tuple(Silence(**line) for line in fields.pop("unheard", ()))
    return Manifest(**fields, sources=sources, unheard=unheard)


def open_graph(folder: Path) -> Graph:
    """The graph built in `folder`, read-only.

    Raises KgError (exit code 3) when there is none, when another version wrote it, or when it is damaged.
    """
    manifest = read_manifest(folder)
    if manifest is None:
        raise KgError(
            "这里还没有图谱 no graph here yet", str(folder), "先运行 kg build run kg build first", NO_GRAPH
        )
    path = folder / manifest.store
    if not (path / "CURRENT").is_file():  # RocksDB would make an empty store of a missing one
        raise _damaged(folder, f"缺数据库 {manifest.store} the store is missing")
    try:
        return Graph(folder, manifest, ox.Store.read_only(str(path)))
    except (OSError, RuntimeError) as error:
        raise _damaged(folder, f"数据库打不开 the store cannot be opened ({error})") from error


def _outdated(folder: Path, found: object) -> KgError:
    what = f"图谱由另一版本的程序生成 the graph was built by another version (format {found}, not {FORMAT})"
    return KgError(what, str(folder), _REBUILD, NO_GRAPH)


def _damaged(folder: Path, what: str) -> KgError:
    return KgError(f"图谱已损坏，{what}; the graph is damaged", str(folder), _REBUILD, NO_GRAPH)
