"""What several commands ask for in the same words."""

from __future__ import annotations

from pathlib import Path

import click

GRAPH = click.option(
    "-g",
    "--graph",
    "folder",
    type=click.Path(path_type=Path),
    default=Path("build"),
    show_default=True,
    help="图谱所在文件夹 the folder of the graph",
)
FORMAT = click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(["table", "csv", "tsv", "json", "md"]),
    default="table",
    show_default=True,
    help="输出格式 how the answer is written",
)
