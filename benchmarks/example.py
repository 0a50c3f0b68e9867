"""Write build/example/graph.ttl, the built example that is kept in git; a test compares it byte for byte."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from kg.build import build

HOUSE = Path(__file__).parent.parent
GAZETTE = HOUSE / "examples" / "yunling-2021-02.txt"
BUILT = HOUSE / "build" / "example" / "graph.ttl"


def built() -> bytes:
    """The example's graph as Turtle."""
    with TemporaryDirectory() as out:
        build([GAZETTE], Path(out))
        return (Path(out) / "graph.ttl").read_bytes()


if __name__ == "__main__":
    BUILT.parent.mkdir(parents=True, exist_ok=True)
    BUILT.write_bytes(built())
