"""What several tests look at: the example gazette, built once."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.build import build

EXAMPLE = Path(__file__).parent.parent / "examples" / "yunling-2021-02.txt"


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the example's graph; tests read it and leave it as it is."""
    out = tmp_path_factory.mktemp("example") / "build"
    build([EXAMPLE], out)
    return out
