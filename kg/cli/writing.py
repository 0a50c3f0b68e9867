"""Write a file whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

from kg.errors import KgError


def replace(path: Path, data: bytes) -> None:
    """Put `data` in the place of the file `path`: whoever looks sees the old file or the new one, never half of one.

    Raises KgError, and leaves what was there, when it cannot be written."""
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with aside.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            aside.replace(path)
        finally:
            aside.unlink(missing_ok=True)
    except OSError as error:
        raise KgError(f"写不了 cannot write ({error.strerror})", str(path)) from error
