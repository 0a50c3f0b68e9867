"""`kg ledger`: the responsibility ledger as a workbook."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import GRAPH

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.ledger.rows import Wanted


@click.command(short_help="责任台账 the responsibility ledger, as a workbook")
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("台账.xlsx"),
    show_default=True,
    help="写到哪个文件 the file to write",
)
@click.option(
    "--by",
    type=click.Choice(["document", "body"]),
    default="document",
    show_default=True,
    help="总表按公文还是按单位分组 what the first sheet is grouped by",
)
@click.option(
    "--document", "documents", multiple=True, metavar="文号", help="只要这份公文 this document only"
)
@click.option("--body", "bodies", multiple=True, metavar="单位", help="只要这个单位 this body only")
@click.option(
    "--role", "roles", multiple=True, metavar="角色", help="只要这种角色 this role only: 牵头, lead …"
)
@GRAPH
def ledger(
    out: Path,
    by: str,
    documents: tuple[str, ...],
    bodies: tuple[str, ...],
    roles: tuple[str, ...],
    folder: Path,
) -> None:
    """责任台账：一条分工一行，任务、牵头、责任/配合、时限、量化目标、依据、原文；
    目录、总表之外，每个单位一张表，可直接打印。

    The responsibility ledger: a row for each clause or table row that assigns work, with
    lead, others, deadline, target, basis and text; an index, the whole, and a sheet for
    each body, ready to print.

    \b
    --document、--body、--role 可以各给几次；单位写哪种叫法都行。
    Each of these may be given several times; a body by any of its names. Duties of
    private parties (停车场经营者应当…) are left out.

    \b
    例 examples:
      kg ledger -o 台账.xlsx
      kg ledger -o 水利局.xlsx --body 市水利局 --role 牵头
      kg ledger -o 按单位.xlsx --by body --document 岭政发〔2021〕6号
    """
    from kg.cli.writing import replace
    from kg.graph.store import open_graph
    from kg.ledger import ledger_of
    from kg.ledger.layout import By

    graph = open_graph(folder)
    replace(out, ledger_of(graph, _wanted(graph.store, documents, bodies, roles), By(by)))
    click.echo(f"{out}", err=True)


def _wanted(
    store: ox.Store, documents: tuple[str, ...], bodies: tuple[str, ...], roles: tuple[str, ...]
) -> Wanted:
    """What the words of the options mean. Raises KgError where a name is not known."""
    from kg.ledger.rows import Wanted
    from kg.terms import Role

    held = _meant(store, "role", roles)
    return Wanted(
        documents=_meant(store, "document", documents),
        bodies=_meant(store, "body", bodies),
        roles=frozenset(role for role in Role if role.term.strip("<>") in held),
    )


def _meant(store: ox.Store, kind: str, names: tuple[str, ...]) -> frozenset[str]:
    from kg.graph.names import meant

    return frozenset(term.value for name in names for term in meant(store, kind, name))
