"""What several tests look at: two graphs, built once. Tests read them and leave them as they are."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import by_hand
import pytest

from kg.build import build, contribute
from kg.lexicon import Lexicon
from kg.model import Record
from kg.text import Source

EXAMPLE = Path(__file__).parent.parent / "examples" / "yunling-2021-02.txt"


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the example gazette's graph."""
    out = tmp_path_factory.mktemp("example") / "build"
    build([EXAMPLE], out)
    return out


@pytest.fixture(scope="session")
def one_of_each(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a graph with one fact of every kind: the record that is made by hand, and no rule."""

    def understand(source: Source, _: Lexicon) -> tuple[Record, ...]:
        return (replace(by_hand.RECORD, document=replace(by_hand.DOCUMENT, source=source)),)

    home = tmp_path_factory.mktemp("one-of-each")
    (home / "2020-03.txt").write_text(by_hand.TEXT, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(contribute, "understand", understand)
        build([home / "2020-03.txt"], home / "build")
    return home / "build"
