"""The responsibility ledger (责任台账) that a supervision office keeps: who does what by when, on whose word.

tasks(graph, wanted) -> Task...      a clause or table row that assigns work, with its bodies and limits
workbook(tasks, by)  -> openpyxl     the ledger, a sheet for each body and an index, ready to print
packed(workbook)     -> bytes        the same workbook, the same bytes
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.graph.store import Graph
    from kg.ledger.layout import By
    from kg.ledger.rows import Wanted


def ledger_of(graph: Graph, wanted: Wanted, by: By) -> bytes:
    """The ledger of what is `wanted` as an .xlsx file, its first sheet grouped as `by` says.

    The same graph gives the same bytes. Raises KgError where nothing that is wanted assigns work."""
    from kg.ledger.packed import packed
    from kg.ledger.rows import tasks
    from kg.ledger.sheet import workbook

    return packed(workbook(tasks(graph, wanted), by))
