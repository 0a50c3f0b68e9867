"""`kg check`: whether a graph is as it must be, and what in it a supervision office would ask about."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.asking import show
from kg.cli.options import GRAPH
from kg.errors import PROBLEMS

if TYPE_CHECKING:
    from kg.graph.check import Violation

_LONGEST = 40  # characters of the printed words on a line; other formats have them whole
_SEVERITIES = {"violation": "错误 errors", "warning": "提醒 warnings", "info": "提示 notes"}
_COLUMNS = ("severity", "file", "line", "words", "zh", "en", "value", "focus", "shape")


@click.command(short_help="检查图谱 check the graph")
@click.option(
    "-f", "--format", "form", type=click.Choice(["lines", "table", "csv", "tsv", "json", "md"]),
    default="lines", show_default=True, help="输出格式 how the answer is written",
)  # fmt: skip
@click.option("--strict", is_flag=True, help="提醒也算不合格 warnings fail, too")
@GRAPH
def check(form: str, strict: bool, folder: Path) -> int:
    """检查图谱，连同推导出的部分：错误是不合规范；提醒和提示是督查要问的。

    \b
    Check the graph, and what is derived in it, against its SHACL shapes. An error is a
    fault of the graph; warnings and notes are what a supervision office would ask about:
    a table row with no lead; one body both 牵头 and 配合 in one clause; a deadline that
    had passed at issue; two values for one indicator; a 领导小组 with no 组长; a duty on a
    body that the document is not addressed to.

    \b
    每个问题一行：公报文件:行号、轻重、文字、说明；有错误时退出码为 1，只有提醒和提示时为 0。
    One line each: file:line, how bad, the printed words, what is wrong. Exit code 1 where
    there are errors; warnings and notes do not count (but see --strict for warnings).

    \b
    例 examples:
      kg check -g build
      kg check --format csv > 检查.csv
      kg check --strict
    """
    from rich.console import Console

    from kg.graph.check import check as violations
    from kg.graph.store import open_graph

    with Console(stderr=True).status("检查图谱 checking"):
        found = violations(open_graph(folder).store)
    _tell(found, form)
    failing = {"violation", "warning"} if strict else {"violation"}
    return PROBLEMS if any(one.severity in failing for one in found) else 0


def _tell(found: Sequence[Violation], form: str) -> None:
    """Print what was found, and on stderr how much of each sort."""
    if form == "lines":
        for one in found:
            click.echo(_line(one))
    else:
        _rows(found, form)
    counts = {words: sum(one.severity == sort for one in found) for sort, words in _SEVERITIES.items()}
    told = "，".join(f"{words}: {number}" for words, number in counts.items())
    click.echo(told if found else "没有问题 no problems", err=True)


def _line(one: Violation) -> str:
    place = f"{one.file}:{one.line}" if one.file else one.focus
    words = one.words if len(one.words) <= _LONGEST else f"{one.words[:_LONGEST]}…"
    value = f"（{one.value.rpartition('/id/')[2]}）" if one.value else ""
    sort = _SEVERITIES[one.severity].split()[0]
    return " ".join(f"{place}: [{sort} {one.severity}] {words}: {one.zh}{value} {one.en}".split())


def _rows(found: Sequence[Violation], form: str) -> None:
    import pyoxigraph as ox

    from kg.graph.query import Rows

    rows = (tuple(ox.Literal(getattr(one, column)) for column in _COLUMNS) for one in found)
    show(Rows(_COLUMNS, tuple(rows)), form)
