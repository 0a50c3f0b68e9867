"""Which gazettes a build is given: files as named, folders with every .txt below them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kg.build.rulings import Rulings
from kg.corrections.lines import Correction
from kg.errors import KgError


@dataclass(frozen=True, slots=True)
class Gazette:
    """One file to be read. `name` is what the graph calls it: its own name, or its path below the folder
    given (`2020/02.txt`), so that it does not depend on where the folder lies. `digest`: SHA-256 of its
    bytes (hex). `corrections` are those that may touch it, in one order."""

    name: str
    path: Path
    digest: str
    corrections: tuple[Correction, ...] = ()


def gather(given: Iterable[Path], more: Iterable[Path] = ()) -> tuple[Gazette, ...]:
    """The gazettes of `given` files and folders, by name, with the corrections beside them and those of the
    files `more`; a file given twice counts once.

    Raises KgError where a path is missing or unreadable, a folder holds no .txt, or two files share a name;
    an ExceptionGroup of them where lines of corrections are wrong.
    """
    named: dict[str, Path] = {}
    for top in given:
        for name, path in _below(top):
            if not path.samefile(named.setdefault(name, path)):
                raise KgError(
                    f"两个文件同名，分不清 two files share the name {name}",
                    f"{named[name]}, {path}",
                    "请给出包含它们的上级文件夹 give the folder that holds them both",
                )
    rulings = Rulings(more)
    return tuple(_gazette(name, named[name], rulings) for name in sorted(named))


def _gazette(name: str, path: Path, rulings: Rulings) -> Gazette:
    return Gazette(name, path, _digest(path), rulings.of(name, path))


def _below(top: Path) -> list[tuple[str, Path]]:
    """The files of one given path, each with its name in the graph; hidden ones are left out."""
    if top.is_file():
        return [(top.name, top)]
    if not top.is_dir():
        raise KgError("没有这个文件或文件夹 no such file or folder", str(top), "请检查路径 check the path")
    inside = [path for path in top.rglob("*.txt") if path.is_file()]
    found = [(path.relative_to(top).as_posix(), path) for path in inside]
    shown = [(name, path) for name, path in found if not name.startswith(".") and "/." not in name]
    if not shown:
        raise KgError(
            "文件夹里没有公报 no gazettes in this folder",
            str(top),
            "文件夹里只读 .txt；网页和 PDF 请逐个给出 of a folder only .txt is read; name web pages and PDFs",
        )
    return shown


def _digest(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise KgError(f"读不了文件 cannot read the file ({error.strerror})", str(path)) from error
