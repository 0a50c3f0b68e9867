"""`kg build`, `kg terms`: make a graph, and the program's names for its terms."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.errors import KgError

if TYPE_CHECKING:
    from kg.build import Built
    from kg.graph.store import Graph

_READING = "读公报 reading"


@click.command(short_help="读公报，生成图谱 read gazettes, build the graph")
@click.argument("sources", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "-o", "--out", type=click.Path(path_type=Path), default=Path("build"), show_default=True,
    help="输出文件夹 the folder to build in",
)  # fmt: skip
@click.option(
    "--base",
    default=None,
    help="图谱标识的开头 what the graph's IRIs start with  [https://w3id.org/gongbao/id/]",
)
@click.option(
    "--corrections", "more", multiple=True, metavar="FILE", type=click.Path(path_type=Path),
    help="更正文件，对全部公报有效 a file of corrections, for every gazette",
)  # fmt: skip
@click.option("--keep-going", is_flag=True, help="读不了的文件跳过 leave out files that cannot be read")
def build(
    sources: tuple[Path, ...], out: Path, base: str | None, more: tuple[Path, ...], keep_going: bool
) -> None:
    """读公报，生成图谱。 Read gazettes and build the graph.

    \b
    SOURCES 是公报（.txt、保存的网页、带文字层的 PDF），或者装着 .txt 的文件夹；不给就读自带的示例公报。
    SOURCES are gazettes (.txt, saved web pages, PDFs with a text layer) or folders of
    .txt; without any, the bundled example.

    \b
    图谱只含这次给出的公报：没变的不再读，变了的换掉，不再给出的去掉。
    The graph holds what the given gazettes say and nothing else: an unchanged one is
    not read again, a changed one replaces its own part, one no longer given goes.
    有一个文件读不了，就什么也不写（--keep-going 除外）；中途被打断，旧图谱完好。
    If one file cannot be read nothing is written (but see --keep-going); killed
    half-way, the old graph is still whole.

    \b
    公报旁边的 corrections.tsv（或 公报名.corrections.tsv）是人的更正，每次都重放。
    corrections.tsv beside the gazettes (or NAME.corrections.tsv beside one) holds what
    people corrected; it is replayed on every build.

    \b
    写出 writes: graph.ttl graph.nq graph.html report.md report.json store-…/
    例 example:
      kg build 公报/ -o build
    """
    from kg.build import Wish
    from kg.build import build as make
    from kg.resources import folder
    from kg.triples.iri import BASE

    with _progress() as tell:
        wish = Wish(_base(base or BASE), keep_going, more, tell)
        built = make(sources or [folder("examples")], out, wish)
    for error in built.errors:
        click.echo(f"kg: 已跳过 left out: {error}", err=True)
    for line in built.unheard:
        said = f"{line.file}:{line.line}: {line.reason}: {line.words}"
        click.echo(f"kg: {' '.join(said.split())}", err=True)
    _tell(built, out)


def _base(given: str) -> str:
    """The base with its closing mark. Raises KgError where it is no IRI."""
    import pyoxigraph as ox

    base = given if given.endswith(("/", "#")) else f"{given}/"
    try:
        ox.NamedNode(base)
    except ValueError as error:
        raise KgError(f"不是 IRI not an IRI ({error})", f"--base {given}") from error
    return base


@contextmanager
def _progress() -> Iterator[Callable[[int, int], None]]:
    """A bar on stderr while gazettes are read, where there is a terminal; else nothing."""
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(_READING, total=None)
        yield lambda done, of: bar.update(
            task, completed=done, total=of, description=_READING if done < of else "写图谱 writing"
        )


def _tell(built: Built, out: Path) -> None:
    """Say what was found, what changed, and what to ask next."""
    from kg.build.report import report, table
    from kg.build.suggest import next_questions
    from kg.graph.store import open_graph

    if not built.new:
        click.echo(f"没有新内容 nothing new: {len(built.kept)} 个文件未变 files unchanged  ->  {out}")
        return
    graph = open_graph(out)
    made = report(graph)
    click.echo(table(made), nl=False)
    changes = {"读了 read": built.read, "未变 kept": built.kept, "去掉 removed": built.gone}
    told = "，".join(f"{words} {len(names)}" for words, names in changes.items() if names)
    click.echo(f"文件 files: {told}  ->  {out}")
    if applied := _corrections(graph):
        click.echo(
            f"更正 corrections: 用上 {applied} 条 applied，没用上 {len(made.unheard)} 条 not (kg audit)"
        )
    if made.silences:
        click.echo(f"没读懂 not understood: {len(made.silences)} 处 places (kg audit)")
    click.echo("接着可以问 ask next:")
    for words, command in next_questions(graph):
        click.echo(f"  {words}\n    {command}{'' if out == Path('build') else f' -g {out}'}")


def _corrections(graph: Graph) -> int:
    """How many lines of corrections made something of the graph."""
    from kg.graph.query import select

    return len(select(graph.store, "SELECT DISTINCT ?line { ?line a gz:Correction }"))


@click.command(short_help="由 ontology/ 生成 kg/terms.py 或本体网页 write it, or the page, from ontology/")
@click.option(
    "--page", type=click.Path(path_type=Path, dir_okay=False),
    help="写本体网页到这个文件 write the ontology's page to this file instead",
)  # fmt: skip
def terms(page: Path | None) -> None:
    """由 ontology/ 重新生成 kg/terms.py 和 JSON-LD 的 context，或者本体网页。

    Write kg/terms.py and the JSON-LD context, or the ontology's page, from ontology/.

    \b
    例 examples:
      kg terms
      kg terms --page docs/ontology.html
    """
    if page is None:
        from kg.graph.export.context import write_context
        from kg.terms_from_turtle import write_terms

        click.echo(write_terms())
        click.echo(write_context())
    else:
        _write_page(page)


def _write_page(page: Path) -> None:
    """Write the ontology's page. Raises KgError where the file cannot be written."""
    from kg.views.ontology import ontology_html

    try:
        page.write_text(ontology_html(), encoding="utf-8")
    except OSError as error:
        raise KgError(f"写不了网页 cannot write the page ({error.strerror})", str(page)) from error
    click.echo(page)
