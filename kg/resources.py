"""Where the data that ships with the program lies: ontology/, queries/ and examples/."""

from __future__ import annotations

from pathlib import Path

_INSTALLED = Path(__file__).parent / "_data"
_CHECKOUT = Path(__file__).parent.parent


def folder(name: str) -> Path:
    """The folder `name` (`ontology`, `queries`, `examples`), in a wheel or in a checkout.

    >>> folder("ontology").is_dir()
    True
    """
    installed = _INSTALLED / name
    return installed if installed.is_dir() else _CHECKOUT / name
