"""The examples that docstrings print are what comes out, on the graph of the example where they open one."""

from __future__ import annotations

import doctest
import importlib
import pkgutil
from pathlib import Path

import pytest

import kg

MODULES = ["kg", *(found.name for found in pkgutil.walk_packages(kg.__path__, "kg."))]
EXAMPLES = [
    (name, test)
    for name in MODULES
    for test in doctest.DocTestFinder(exclude_empty=True).find(importlib.import_module(name))
    if test.examples
]


@pytest.mark.parametrize("test", [pytest.param(test, id=test.name) for _, test in EXAMPLES])
def test_what_a_docstring_prints_comes_out(
    test: doctest.DocTest, example: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(example.parent)  # where `build` is the example's graph
    test.globs |= {"kg": kg}
    said: list[str] = []
    doctest.DocTestRunner(verbose=False).run(test, out=said.append, clear_globs=False)
    if said:
        pytest.fail("".join(said), pytrace=False)


def test_the_api_is_shown_by_examples() -> None:
    shown = {test.name.removeprefix("kg.api.") for name, test in EXAMPLES if name.startswith("kg.api.")}
    wanted = {
        "OpenGraph.query",
        "OpenGraph.document",
        "OpenGraph.networkx",
        "OpenGraph.rdflib",
        "Answer.frame",
    }
    missing = {one for one in wanted if not any(name.endswith(one) for name in shown)}
    assert not missing, f"no example in the docstrings of {sorted(missing)}"
