"""Put a finished build in its place, so that whoever looks sees the old graph or the new one, never half of
one.

What each gazette gives is written to sources/ under names that no other content has, and everything else
below `.staging/`; all of it is forced to disk. Then the files are moved to their names,
and the manifest last: until that one rename the old manifest still names the old store, which nothing has
touched."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

from kg.errors import KgError
from kg.graph.store import MANIFEST, SOURCES, Manifest

STAGING = ".staging"
_LOCK = ".lock"
_STORE = re.compile(r"store-[0-9a-f]{16}")
_KEPT = re.compile(r"[0-9a-f]{16}\.(?:nq|printed|silences|corrections)")


@contextmanager
def sole_writer(out: Path) -> Iterator[None]:
    """Hold the folder `out`, made if need be, against other builds. Raises KgError where it is held or
    unwritable.

    The lock is SQLite's: it works on every system and dies with the process.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
        lock = sqlite3.connect(out / _LOCK, timeout=0)
        lock.execute("BEGIN EXCLUSIVE")
    except (OSError, sqlite3.Error) as error:
        raise _cannot_write(out, error) from error
    with closing(lock):
        yield


def _cannot_write(out: Path, error: Exception) -> KgError:
    if "locked" in str(error):
        what, hint = "另一个 kg build 正在写 another kg build is writing", "等它做完 wait until it is done"
    else:
        reason = getattr(error, "strerror", None) or error
        what, hint = (
            f"写不了输出文件夹 cannot write the folder ({reason})",
            "用 -o 换一个 choose another with -o",
        )
    return KgError(what, str(out), hint)


@contextmanager
def staging(out: Path) -> Iterator[Path]:
    """An empty folder beside the results to write into, gone afterwards; what a killed build left goes
    first."""
    folder = out / STAGING
    shutil.rmtree(folder, ignore_errors=True)
    try:
        folder.mkdir()
        yield folder
    except OSError as error:
        raise _cannot_write(out, error) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def write(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write `files` (name in `folder` -> bytes) and force them to disk."""
    for name, data in files.items():
        with (folder / name).open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    _sync(folder)


def publish(staged: Path, out: Path, manifest: Manifest) -> None:
    """Move what is staged into `out`, the manifest last, then drop what the manifest does not name."""
    write(staged, {MANIFEST: manifest.as_json()})
    (staged / manifest.store).rename(out / manifest.store)
    for path in sorted(path for path in staged.iterdir() if path.is_file() and path.name != MANIFEST):
        path.replace(out / path.name)
    _sync(out)
    (staged / MANIFEST).replace(out / MANIFEST)
    _sync(out)
    _sweep(out, manifest)


def _sync(folder: Path) -> None:
    """Force a folder's renames to disk, where the system lets folders be opened."""
    if hasattr(os, "O_DIRECTORY"):
        handle = os.open(folder, os.O_DIRECTORY)
        os.fsync(handle)
        os.close(handle)


def _sweep(out: Path, manifest: Manifest) -> None:
    """Remove the stores and source files of other builds; what a build did not write is left alone."""
    for store in out.glob("store-*"):
        if _STORE.fullmatch(store.name) and store.name != manifest.store:
            shutil.rmtree(store, ignore_errors=True)
    keys = {entry.key for entry in manifest.sources}
    for path in (out / SOURCES).iterdir():
        if _KEPT.fullmatch(path.name) and path.stem not in keys:
            path.unlink()
