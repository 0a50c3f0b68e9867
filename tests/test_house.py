"""The rules of the house: what must hold of every file in git, whatever it says."""

from __future__ import annotations

import ast
import gzip
import json
import re
import subprocess
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

HOUSE = Path(__file__).parent.parent
SHARED = HOUSE.parent / "shared"
MODULES = sorted(HOUSE.glob("kg/**/*.py"))
GENERATED = {"kg/terms.py"}


@cache
def tracked() -> tuple[str, ...]:
    """The paths of the files in git; none where this is no checkout (a source archive)."""
    git = subprocess.run(["git", "ls-files", "-z"], cwd=HOUSE, capture_output=True, text=True, check=False)
    return tuple(path for path in git.stdout.split("\0") if path and (HOUSE / path).is_file())


@cache
def words(path: str) -> str:
    """The text of a file in git; empty for a picture or other binary."""
    try:
        return (HOUSE / path).read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


# --- one word, three files

# read, resolved, noted or corrected, not extracted: their cases have no module in kg/extract/
OTHER_CASES = {"corrections", "changes", "documents", "instruments", "names", "places"}


def stems(pattern: str) -> set[str]:
    return {path.stem for path in HOUSE.glob(pattern) if not path.stem.startswith("_")}


def test_every_kind_of_fact_has_its_module_its_phrases_and_its_cases() -> None:
    modules = stems("kg/extract/*.py") | {path.parent.name for path in HOUSE.glob("kg/extract/*/__init__.py")}
    assert modules, "kg/extract/ is empty"
    missing = [
        *(f"ontology/patterns/{kind}.yaml" for kind in sorted(modules - stems("ontology/patterns/*.yaml"))),
        *(f"tests/cases/{kind}.yaml" for kind in sorted(modules - stems("tests/cases/*.yaml"))),
        *(f"kg/extract/{kind}.py" for kind in sorted(stems("ontology/patterns/*.yaml") - modules)),
        *(f"kg/extract/{kind}.py" for kind in sorted(stems("tests/cases/*.yaml") - modules - OTHER_CASES)),
    ]
    assert not missing, "one word, three files; missing: " + ", ".join(missing)


# --- how the code is written


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def place(path: Path, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> str:
    return f"{path.relative_to(HOUSE)}:{node.lineno} {node.name}"


def body_length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function without its docstring."""
    said = ast.get_docstring(node, clean=False)
    return (node.end_lineno or node.lineno) - node.lineno + 1 - (said.count("\n") + 1 if said else 0)


def parameters(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    args = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
    return len([arg for arg in args if arg.arg not in ("self", "cls")])


def is_command(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether the function is a command of the CLI: click gives each option as a parameter."""
    return any("command" in ast.unparse(decorator) for decorator in node.decorator_list)


def test_modules_stay_short() -> None:
    long = {str(p.relative_to(HOUSE)): p.read_text(encoding="utf-8").count("\n") for p in MODULES}
    long = {path: n for path, n in long.items() if n > 300 and path not in GENERATED}
    assert not long, f"longer than 300 lines, to be cut by what they are about: {long}"


def test_functions_stay_short() -> None:
    lengths = [(body_length(f), place(p, f)) for p in MODULES for f in functions(p)]
    long = [f"{where}: {n} lines" for n, where in lengths if n > 30]
    assert not long, "longer than 30 lines:\n" + "\n".join(long)


def test_functions_take_few_parameters() -> None:
    wide = [
        f"{place(p, f)}: {parameters(f)} parameters"
        for p in MODULES
        for f in functions(p)
        if parameters(f) > 4 and not is_command(f)
    ]
    assert not wide, "more than 4 parameters:\n" + "\n".join(wide)


def undocumented(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    if not ast.get_docstring(tree):
        yield f"{path.relative_to(HOUSE)}:1"
    open_bodies = [tree.body, *(node.body for node in tree.body if isinstance(node, ast.ClassDef))]
    for node in (node for body in open_bodies for node in body):
        named = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        if named and not node.name.startswith("_") and not ast.get_docstring(node):
            yield place(path, node)


def test_what_is_public_says_what_comes_out() -> None:
    missing = [where for path in MODULES for where in undocumented(path)]
    assert not missing, "no docstring:\n" + "\n".join(missing)


VAGUE = re.compile(r"(^|_)(utils?|helpers?|common|misc|manager)(_|$)|^(process|handle)_")


def test_names_say_what_they_name() -> None:
    vague = [str(p.relative_to(HOUSE)) for p in MODULES if VAGUE.search(p.stem)]
    vague += [place(p, f) for p in MODULES for f in functions(p) if VAGUE.search(f.name)]
    assert not vague, "a name of the domain is wanted:\n" + "\n".join(vague)


# --- what must not be in git

MACHINE = re.compile(r"(?<![\w.])/(?:work|root|farm|tmp|home|Users)/")
REGISTRY = re.compile(r"pypi\.org|pythonhosted\.org|registry\.npmjs|conda\.anaconda|index-url", re.I)


def test_no_file_names_a_machine_or_a_package_registry() -> None:
    found = [
        f"{path}:{number}: {line.strip()[:80]}"
        for path in tracked()
        if path != "tests/test_house.py" and not path.endswith(".min.js")
        for number, line in enumerate(words(path).splitlines(), 1)
        if MACHINE.search(line) or REGISTRY.search(line)
    ]
    assert not found, "\n".join(found)


def test_no_lock_file_is_kept() -> None:
    locks = {"package-lock.json", "uv.lock", "poetry.lock", "Pipfile.lock"}
    assert not [path for path in tracked() if Path(path).name in locks]


def test_constraints_pin_every_dependency_by_name_and_version_alone() -> None:
    lines = words("constraints.txt").splitlines()
    odd = [line for line in lines if not re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.!+]+", line)]
    assert not odd, f"not name==version: {odd}; `make constraints` writes the file"
    project = tomllib.loads(words("pyproject.toml"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["test"]]
    names = {re.split(r"[^A-Za-z0-9._-]", line, maxsplit=1)[0].lower() for line in wanted}
    pinned = {line.partition("==")[0].lower() for line in lines}
    missing = names - pinned - {project["name"]}  # which the tests want for its own extras
    assert not missing, f"not pinned: {sorted(missing)}; `make constraints` writes the file"


SENTENCE = 20
TITLES = re.compile(r"《[^《》]*》")


def runs(text: str) -> Iterator[str]:
    """The stretches of 20 Chinese characters and more, without titles in 《》: laws keep their names."""
    return (run for run in re.findall(r"[\u4e00-\u9fff]+", TITLES.sub("，", text)) if len(run) >= SENTENCE)


def windows(text: str) -> Iterator[str]:
    return (run[i : i + SENTENCE] for run in runs(text) for i in range(len(run) - SENTENCE + 1))


def real_texts() -> Iterator[str]:
    for path in [*SHARED.glob("gazettes/*.txt"), *SHARED.glob("corpus/documents/*.txt")]:
        yield path.read_text(encoding="utf-8", errors="replace")
    with gzip.open(SHARED / "corpus/corpus.jsonl.gz", "rt", encoding="utf-8") as lines:
        yield from (json.loads(line)["text"] for line in lines)


# the names of bodies, documents and projects are facts: they may be long, and stand where facts stand
FACTS = ("tests/snapshots/", "tests/audit/", "ontology/gazetteers/")


@pytest.mark.slow
def test_no_sentence_of_a_real_gazette_is_in_git() -> None:
    if not SHARED.is_dir():
        pytest.skip("no ../shared beside this checkout: nothing to compare with")
    ours = {w: path for path in tracked() if not path.startswith(FACTS) for w in windows(words(path))}
    assert ours, "no Chinese text in git"
    copied = {f"{ours[w]}: {w}" for text in real_texts() for w in windows(text) if w in ours}
    assert not copied, "words of a real gazette; write an example of your own:\n" + "\n".join(sorted(copied))
