"""The graph as a picture to walk about in: one HTML file that needs no network."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyoxigraph as ox


def html_of_store(store: ox.Store, title: str = "政府公报职责网络") -> str:
    """The page of a built graph (its default graph holding everything), to be written as UTF-8.

    The same text for the same graph: e.g. `path.write_text(html_of_store(graph.store), encoding="utf-8")`.
    """
    from kg.views.ask import network_of
    from kg.views.page import html

    return html(network_of(store), title)
