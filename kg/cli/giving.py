"""`kg export`, `kg view`, `kg completion`: hand the graph on."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.cli.options import GRAPH
from kg.cli.writing import replace
from kg.errors import KgError
from kg.graph.export import Format

_OUT = click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path),
    help="写到哪个文件 the file to write  [标准输出 standard output]",
)


@click.command(short_help="导出 write the graph in another format")
@click.argument("form", metavar="FORMAT", type=click.Choice([str(form) for form in Format]))
@click.option("--lean", is_flag=True, help="只要事实，不要出处 the facts alone, without what proves them")
@_OUT
@GRAPH
def export(form: str, lean: bool, out: Path | None, folder: Path) -> None:
    """导出图谱。 Write the graph in another format.

    \b
    turtle ntriples rdfxml  各公文的图合为一个 the documents' graphs as one
    nquads trig jsonld      每份公文一个命名图 one named graph a document
    graphml gexf            关系网络 the network (Gephi, Cytoscape)
    pajek dl                同上，只有名称和权重 the same, names and weights (Pajek, UCINET)
    cypher                  nodes.csv relationships.csv（neo4j-admin database import）
    csv parquet             九张表，放进 -o 给的文件夹 nine tables, in the folder -o
    xlsx                    九张表，一个工作簿 nine tables, one workbook

    \b
    RDF 和 cypher 默认带出处（原文、位置、规则、源文件、更正）；--lean 只留事实。
    RDF and cypher come with evidence and provenance (words, positions, rules, files,
    corrections); with --lean the facts alone.

    \b
    例 examples:
      kg export graphml -o 网络.graphml
      kg export jsonld --lean -o 图谱.jsonld
      kg export xlsx -o 表.xlsx
      kg export csv -o 表/
    """
    from kg.graph.export import exported
    from kg.graph.store import open_graph

    wanted = Format(form)
    if out is None and (wanted.many or wanted is Format.XLSX):
        raise _homeless(wanted)
    files = exported(open_graph(folder), wanted, lean=lean)
    _write({out / name if out else None: data for name, data in files.items()})


def _homeless(wanted: Format) -> KgError:
    """What is no text, or several files, cannot go to standard output."""
    what = "要放进文件夹 this format needs a folder" if wanted.many else "要写进文件 this format needs a file"
    where = f"kg export {wanted}"
    return KgError(what, where, f"{where} -o {'表/' if wanted.many else '表.xlsx'}")


def _write(files: dict[Path | None, bytes]) -> None:
    """Write the files, and say so; what has no path goes to standard output. Raises KgError on failure."""
    for path, data in files.items():
        if path is None:
            sys.stdout.buffer.write(data)
            continue
        replace(path, data)
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
