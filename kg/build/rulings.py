"""The files of corrections that lie beside the gazettes, and what came of each line in a build."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from kg.corrections.corrected import Corrected
from kg.corrections.lines import Correction, parse, without_contradictions
from kg.corrections.subjects import Subjects
from kg.errors import KgError
from kg.graph.audit import Silence
from kg.reading.read import source

FILE = "corrections.tsv"
_NOWHERE = "给出的公报里没有它说的公文或者名称 no gazette given holds its document or name"


class Rulings:
    """The corrections for each gazette; each file is read once. `more` are files that are for all."""

    def __init__(self, more: Iterable[Path] = ()) -> None:
        self.more = [(path.name, path) for path in more]
        self.files: dict[Path, tuple[Correction, ...]] = {}
        self.together: dict[tuple[Path, ...], tuple[Correction, ...]] = {}

    def of(self, name: str, path: Path) -> tuple[Correction, ...]:
        """The corrections for the gazette called `name`: of `<its stem>.corrections.tsv` beside it, of
        corrections.tsv in its folder and those above, up to the folder given, and of `more`.

        Raises KgError where a file cannot be read, an ExceptionGroup where lines are wrong."""
        found = [*self.more, *_beside(name, path)]
        files = tuple(file for _, file in found)
        if files not in self.together:
            lines = [one for called, file in found for one in self._read(called, file)]
            self.together[files] = without_contradictions(lines)
        return self.together[files]

    def _read(self, name: str, path: Path) -> tuple[Correction, ...]:
        if path not in self.files:
            self.files[path] = parse(_text(path, name), name)
        return self.files[path]


def _beside(name: str, path: Path) -> Iterator[tuple[str, Path]]:
    """The files of corrections that are for a gazette, each with its name below the folder given."""
    own = path.with_name(f"{path.stem}.{FILE}")
    folders = name.split("/")[:-1]
    found = [("/".join([*folders, own.name]), own)]
    for up in range(len(folders) + 1):
        kept = folders[: len(folders) - up]
        found.append(("/".join([*kept, FILE]), path.parents[up] / FILE))
    yield from ((called, file) for called, file in found if file.is_file())


def _text(path: Path, name: str) -> str:
    """What a file of corrections says, in any encoding that gazettes come in; an empty one says nothing."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise KgError(f"读不了更正文件 cannot read the corrections ({error.strerror})", str(path)) from error
    return source(data, name).text.removeprefix("\ufeff") if data.strip() else ""


@dataclass(frozen=True, slots=True)
class Trace:
    """What corrections can be about in one gazette, and what came of those that touched it: `done` holds the
    lines that were carried out somewhere in it, `missed` why others were not."""

    subjects: tuple[Subjects, ...]
    done: tuple[str, ...]
    missed: Mapping[str, str]

    def as_json(self) -> bytes:
        """The trace as it lies on disk."""
        return json.dumps(asdict(self), ensure_ascii=False).encode()


def trace_of(documents: Sequence[Corrected]) -> Trace:
    """The trace of a gazette's documents."""
    done = {one.correction.line for document in documents for one in document.made}
    why = {one.line: why for document in documents for one, why in document.missed.items()}
    left = {line: why[line] for line in sorted(why.keys() - done)}
    return Trace(tuple(document.subjects for document in documents), tuple(sorted(done)), left)


def read_trace(data: bytes) -> Trace:
    """The trace that was written so."""
    said = json.loads(data)
    subjects = (
        Subjects(tuple(each["document"]), tuple(each["issuers"]), tuple(each["bodies"]))
        for each in said["subjects"]
    )
    return Trace(tuple(subjects), tuple(said["done"]), said["missed"])


def unheard(corrections: Iterable[Correction], traces: Sequence[Trace]) -> tuple[Silence, ...]:
    """The corrections that nothing came of, by file and line, each with the reason."""
    done = {line for trace in traces for line in trace.done}
    why = {line: reason for trace in reversed(traces) for line, reason in trace.missed.items()}
    left = {one.line: one for one in corrections if one.line not in done}
    places = sorted(left.values(), key=lambda one: (_place(one), one.line))
    return tuple(_silence(one, why.get(one.line, _NOWHERE)) for one in places)


def _place(one: Correction) -> tuple[str, int]:
    file, _, number = one.where.rpartition(":")
    return file, int(number)


def _silence(one: Correction, why: str) -> Silence:
    said = " ".join(filter(None, (one.action, one.kind, one.about, one.to)))
    return Silence(
        *_place(one), one.document, one.clause, said, f"更正没有用上 correction not applied: {why}"
    )
