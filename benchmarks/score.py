"""Compare what is found in a real gazette with the facts that a careful reader took from it.

    python benchmarks/score.py ../shared [--errors 5]

Builds the gazette in a folder of its own, asks the nine scoring questions, and hands the answers to
the score.py that lies beside the facts, with the floors of floors.txt and any further arguments. Ends with
its exit code: 1 when a table is below its floor.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

GAZETTE = "gazettes/shuozhou-2020-02.txt"
FLOORS = Path(__file__).with_name("floors.txt")
KG = Path(sys.executable).with_name("kg")


def found(gazette: Path, folder: Path) -> None:
    """Build `gazette` in `folder` and write the answers to the nine scoring questions there."""
    for command in (["build", gazette.resolve()], ["export", "csv", "--out", "."]):
        done = subprocess.run(
            [KG, *command], cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False
        )
        if done.returncode:
            sys.exit(done.stderr)


def main(shared: Path, *more: str) -> int:
    """The exit code of score.py, or 2 where there is nothing to compare with."""
    if not (shared / GAZETTE).is_file():
        print(
            f"{shared / GAZETTE} is missing: the real gazette and its facts are kept apart from this project,"
        )
        print("and a score can be taken only where they are. `make score SHARED=path` names another place.")
        return 2
    gold = shared / "gold"
    with TemporaryDirectory() as name:
        found(shared / GAZETTE, Path(name))
        compare = [sys.executable, gold / "score.py", "--gold", gold, "--found", name]
        return subprocess.run([*compare, *more, "--min", *FLOORS.read_text().split()], check=False).returncode


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), *sys.argv[2:]))
