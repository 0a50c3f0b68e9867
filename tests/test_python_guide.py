"""docs/guide/python.md: every cell runs, one after the other, and prints what stands below it.

`python tests/test_python_guide.py` writes what the cells print into the guide; read the diff."""

from __future__ import annotations

import contextlib
import io
import os
import re
import tempfile
from pathlib import Path

import pytest

HOUSE = Path(__file__).parent.parent
GUIDE = HOUSE / "docs" / "guide" / "python.md"
CELL = re.compile(r"^```python\n(.*?)^```\n\n^```text\n(.*?)^```", re.MULTILINE | re.DOTALL)


def printed(code: str, names: dict[str, object]) -> str:
    """What a cell prints, each line without blanks at its end."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(compile(code, str(GUIDE), "exec"), names)
    return "".join(f"{line.rstrip()}\n" for line in out.getvalue().splitlines())


def test_every_cell_prints_what_stands_below_it(example: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = GUIDE.read_text(encoding="utf-8")
    cells = CELL.findall(text)
    assert len(cells) == text.count("```python"), "a cell without its ```text below"
    monkeypatch.chdir(example.parent)
    names: dict[str, object] = {}
    for code, said in cells:
        assert printed(code, names) == said, (
            f"python tests/{Path(__file__).name} writes the guide anew:\n{code}"
        )


def written(text: str) -> str:
    """The guide with what its cells print now."""
    names: dict[str, object] = {}
    return CELL.sub(lambda cell: f"```python\n{cell[1]}```\n\n```text\n{printed(cell[1], names)}```", text)


if __name__ == "__main__":
    from kg.build import build

    text = GUIDE.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as home:
        build([HOUSE / "examples" / "yunling-2021-02.txt"], Path(home) / "build")
        os.chdir(home)
        GUIDE.write_text(written(text), encoding="utf-8")
