"""`kg query`, `kg explain`, `kg audit`: ask a graph, and ask it for its reasons."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import FORMAT, GRAPH

if TYPE_CHECKING:
    from kg.graph.query import Rows


def _names(_context: click.Context, _argument: click.Parameter, begun: str) -> list[str]:
    """The questions whose names begin so, for the shell's completion."""
    from kg.resources import folder

    return sorted(path.stem for path in folder("queries").glob("*.rq") if path.stem.startswith(begun))


@click.command(short_help="问图谱 ask the graph")
@click.argument("asked", metavar="[NAME|SPARQL|FILE.rq]", required=False, shell_complete=_names)
@click.option(
    "-p", "--param", "pairs", multiple=True, metavar="名=值", help="问题的参数 a parameter of the question"
)
@click.option("-l", "--list", "listed", is_flag=True, help="列出全部问题 list the questions")
@click.option("--endpoint", metavar="URL", help="改问这个 SPARQL 服务器 ask this SPARQL server instead")
@FORMAT
@GRAPH
def query(
    asked: str | None, pairs: tuple[str, ...], listed: bool, endpoint: str | None, form: str, folder: Path
) -> None:
    """问图谱：一个现成的问题，一句 SPARQL，或者一个 .rq 文件。

    Ask the graph: a question by name, a line of SPARQL, or a file of it.

    \b
    单位的参数可以写任何一种叫法：水利局、市水利局、云岭市水利局。
    A body may be given by any of its names. Prefixes need no declaration.

    \b
    例 examples:
      kg query --list
      kg query duties-of --param body=市水利局
      kg query deadlines-until --param day=2021-06-30 --format csv
      kg query 'SELECT ?title { ?document a gz:Document ; dct:title ?title }'
      kg query duties-of -p body=市水利局 --endpoint http://127.0.0.1:8000/sparql
    """
    if listed or not asked:
        _list(form)
        return
    from kg.graph.endpoint import Endpoint
    from kg.graph.names import terms
    from kg.graph.query import Facts, ask
    from kg.graph.questions import asked_in
    from kg.graph.store import open_graph

    wanted = asked_in(asked)
    store = Endpoint(endpoint) if endpoint else open_graph(folder).store
    answer = ask(store, wanted.bound(terms(store, wanted, pairs)), wanted.name)
    if isinstance(answer, bool):
        click.echo(
            "是 yes" if answer and form == "table" else "否 no" if form == "table" else str(answer).lower()
        )
    elif isinstance(answer, Facts):
        click.echo(answer.turtle, nl=False)
    else:
        show(answer, form)


def _list(form: str) -> None:
    """The questions with their parameters."""
    import pyoxigraph as ox

    from kg.graph.query import Rows
    from kg.graph.questions import questions

    rows = []
    for one in questions().values():
        given = "；".join(f"{p.name}{'!' if p.needed else ''} {p.zh} {p.en}" for p in one.parameters)
        rows.append(tuple(map(ox.Literal, (one.name, one.zh, one.en, given))))
    show(Rows(("name", "问题", "question", "param"), tuple(rows)), form)


def show(rows: Rows, form: str) -> None:
    """Print rows in the form asked for; a table with their number, on stderr."""
    from kg.graph.render import Form, rendered

    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    click.echo(rendered(rows, Form(form), width), nl=False)
    if form == "table":
        click.echo(f"{len(rows.rows)} 行 rows", err=True)


@click.command(short_help="说明依据 show why: the rule, the line, the words")
@click.argument("given", metavar="IRI | DOC CLAUSE [CELL]...", nargs=-1, required=True)
@GRAPH
def explain(given: tuple[str, ...], folder: Path) -> None:
    """说明依据：事实、规则、文件和行号，原文下面有标记。

    Show why: the fact, the rule, file and line, and the printed words with a mark below.

    \b
    可以给 IRI（全写，或从 org/ doc/ 写起；单位的 IRI 列出它的全部事实），
    可以给文号和条款（再加单位、角色等，就只留最符合的），也可以给 CSV 结果的一行。
    Give an IRI, whole or from org/ or doc/ on (a body's tells all facts about it); or a
    document and a clause, and cells to narrow it down; or one line of a CSV answer.

    \b
    例 examples:
      kg explain 岭政发〔2021〕6号 正文/二/（一）/1
      kg explain '岭政发〔2021〕6号,正文/二/（一）/1,云岭市水利局,support'
      kg explain org/云岭市水利局
    """
    from kg.graph.explain import explain as told
    from kg.graph.store import open_graph

    click.echo("\n".join(told(open_graph(folder), given)), nl=False)


@click.command(short_help="没读懂的 what gave no fact")
@click.option("--propose", is_flag=True, help="写成更正候选 write candidates for corrections")
@FORMAT
@GRAPH
def audit(propose: bool, form: str, folder: Path) -> None:
    """没读懂的：看着像分工、却没有读出事实的文字，附文件、行号和原因；先列没有用上的更正。

    The silence report: words that look like an assignment and gave no fact, with file,
    line and reason; corrections that were not applied come first.

    \b
    --propose 把没读懂的和可疑的写成更正文件的候选行（行首有 #，去掉即生效）。
    --propose writes these and doubtful facts as lines for corrections.tsv, each behind
    a # that a person takes away.

    \b
    例 examples:
      kg audit --format md
      kg audit --propose >> 公报/corrections.tsv
    """
    from kg.graph.audit import silence_rows
    from kg.graph.store import open_graph

    if propose:
        from kg.graph.propose import candidates
        from kg.lexicon import load_lexicon

        click.echo("\n".join(candidates(open_graph(folder), load_lexicon())))
        return
    show(silence_rows(open_graph(folder)), form)
