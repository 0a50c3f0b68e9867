"""`kg export`, `kg view`, `kg completion`: hand the graph on."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.cli.options import GRAPH
from kg.errors import KgError

_FORMATS = ("turtle", "nquads", "trig", "jsonld", "rdfxml", "graphml", "gexf", "csv")
_OUT = click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path),
    help="写到哪个文件 the file to write  [标准输出 standard output]",
)


@click.command(short_help="导出 write the graph in another format")
@click.argument("form", metavar="FORMAT", type=click.Choice(_FORMATS))
@_OUT
@GRAPH
def export(form: str, out: Path | None, folder: Path) -> None:
    """导出图谱。 Write the graph in another format.

    \b
    turtle rdfxml         各公文的图合为一个 the documents' graphs as one
    nquads trig jsonld    每份公文一个命名图 one named graph a document
    graphml gexf          关系网络 the network (Gephi, Cytoscape)
    csv                   九张表，放进 -o 给的文件夹 nine tables, in the folder -o

    \b
    例 examples:
      kg export graphml -o 网络.graphml
      kg export csv -o 表/
    """
    from kg.graph.export import Format, exported
    from kg.graph.store import open_graph

    if form == "csv" and out is None:
        raise KgError("九张表要放进文件夹 nine tables need a folder", "kg export csv", "kg export csv -o 表/")
    files = exported(open_graph(folder), Format(form))
    _write({out / name if out else None: data for name, data in files.items()})


def _write(files: dict[Path | None, bytes]) -> None:
    """Write the files, and say so; what has no path goes to standard output. Raises KgError on failure."""
    for path, data in files.items():
        if path is None:
            sys.stdout.buffer.write(data)
            continue
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        except OSError as error:
            raise KgError(f"写不了 cannot write ({error.strerror})", str(path)) from error
        click.echo(f"{path}  {len(data)} 字节 bytes", err=True)


@click.command(short_help="网络图网页 the network page alone")
@_OUT
@click.option("--title", default="政府公报职责网络", show_default=True, help="网页标题 the page's title")
@GRAPH
def view(out: Path | None, title: str, folder: Path) -> None:
    """单写一个网络图网页，断网也能打开。 Write the network page alone; it opens without a network.

    \b
    例 example:
      kg view -o 网络.html
    """
    from kg.graph.store import open_graph
    from kg.views import html_of_store

    _write({out: html_of_store(open_graph(folder).store, title).encode()})


@click.command(short_help="命令补全 shell completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """打印命令补全脚本。 Print the shell's completion script.

    \b
    例 example:
      kg completion bash >> ~/.bashrc
    """
    from click.shell_completion import get_completion_class

    known = get_completion_class(shell)
    assert known is not None  # the choices are click's own shells
    click.echo(known(context.find_root().command, {}, "kg", "_KG_COMPLETE").source())
