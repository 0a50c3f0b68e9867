"""The wheel works where there is no checkout: installed into a new venv, run from an empty folder."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

HOUSE = Path(__file__).parent.parent
GAZETTE = "yunling-2021-02.txt"

UNREACHABLE = re.compile(r"NewConnectionError|NameResolutionError|ConnectTimeoutError")

pytestmark = pytest.mark.slow


def outcome(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """How a command ends, run without this checkout on the path and as if no pytest ran beside it."""
    return subprocess.run(
        [str(word) for word in command],
        cwd=cwd,
        env={k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "PYTEST"))}
        | {"PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def run(*command: str | Path, cwd: Path) -> str:
    """What a command prints; the test fails with its errors when it fails."""
    done = outcome(*command, cwd=cwd)
    assert done.returncode == 0, (
        f"{' '.join(map(str, command))}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}"
    )
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    dist = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", dist, HOUSE, cwd=dist)
    return next(dist.glob("*.whl"))


@pytest.fixture(scope="module")
def kg(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `kg` of a new venv that holds the wheel and the pinned versions of what it needs."""
    home = tmp_path_factory.mktemp("venv")
    venv.create(home, with_pip=True)
    programs = home / ("Scripts" if os.name == "nt" else "bin")
    install = [programs / "python", "-m", "pip", "install", "--quiet", "--retries", "1"]
    done = outcome(*install, "-c", HOUSE / "constraints.txt", wheel, cwd=home)
    if UNREACHABLE.search(done.stderr):
        pytest.skip("no network: what the wheel needs cannot be installed into a new venv")
    assert done.returncode == 0, done.stderr[-2000:]
    return programs / "kg"


def test_the_wheel_holds_what_the_program_knows(wheel: Path) -> None:
    held = set(zipfile.ZipFile(wheel).namelist())
    files = (
        p for name in ("ontology", "queries", "examples") for p in HOUSE.glob(f"{name}/**/*") if p.is_file()
    )
    missing = {
        f"kg/_data/{p.relative_to(HOUSE).as_posix()}" for p in files if "__pycache__" not in p.parts
    } - held
    assert not missing, f"not in the wheel: {sorted(missing)}"


def test_building_a_wheel_leaves_build_alone(wheel: Path) -> None:
    assert not (HOUSE / "build" / "lib").exists()
    assert not (HOUSE / "build" / "bdist").exists()


def test_a_gazette_is_built_and_asked_from_an_empty_folder(kg: Path, tmp_path: Path) -> None:
    (tmp_path / GAZETTE).write_bytes((HOUSE / "examples" / GAZETTE).read_bytes())
    run(kg, "build", GAZETTE, cwd=tmp_path)
    documents = run(kg, "query", "documents", "--format", "csv", cwd=tmp_path)
    assert "岭政办发〔2021〕21号" in documents
    assert "duties" in run(kg, "query", "--list", cwd=tmp_path)


def test_what_is_built_does_not_depend_on_the_installation(kg: Path, tmp_path: Path) -> None:
    (tmp_path / GAZETTE).write_bytes((HOUSE / "examples" / GAZETTE).read_bytes())
    run(kg, "build", GAZETTE, cwd=tmp_path)
    built = (tmp_path / "build" / "graph.ttl").read_bytes()
    assert built == (HOUSE / "build" / "example" / "graph.ttl").read_bytes()
