"""What every question of queries/ answers over the example gazette.

    python tests/answers.py        writes tests/queries/<name>.csv anew; read the diff

tests/queries/parameters.yaml gives the parameters that a question is asked with.
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pyoxigraph as ox
import yaml

from kg.build import build
from kg.graph.names import terms
from kg.graph.query import Rows, ask
from kg.graph.questions import Question, questions
from kg.graph.render import Form, rendered
from kg.graph.store import open_graph

ANSWERS = Path(__file__).parent / "queries"
EXAMPLE = Path(__file__).parent.parent / "examples" / "yunling-2021-02.txt"
COMMAND = "python tests/answers.py"


def given() -> dict[str, dict[str, str]]:
    """Question -> its parameters, as strings."""
    text = (ANSWERS / "parameters.yaml").read_text(encoding="utf-8")
    return dict(yaml.load(text, Loader=yaml.BaseLoader))


def answer(store: ox.Store, asked: Question) -> bytes:
    """The answer as CSV."""
    pairs = [f"{name}={value}" for name, value in given().get(asked.name, {}).items()]
    rows = ask(store, asked.bound(terms(store, asked, pairs)), asked.name)
    assert isinstance(rows, Rows)
    return rendered(rows, Form.CSV).encode()


def main() -> None:
    """Write every answer."""
    with TemporaryDirectory() as out:
        build([EXAMPLE], Path(out))
        store = open_graph(Path(out)).store
        for name, asked in questions().items():
            (ANSWERS / f"{name}.csv").write_bytes(answer(store, asked))
        del store


if __name__ == "__main__":
    sys.exit(main())
