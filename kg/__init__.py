"""gongbao-kg: from a printed Chinese government gazette to an RDF graph that answers.

>>> import kg
>>> kg.__version__
'0.1.0'
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rdflib import Dataset

__version__ = "0.1.0"


def load(path: str | Path = "build") -> Dataset:
    """The graph built in the folder `path`, as an rdflib Dataset for notebooks: one named graph a document,
    and their union where no graph is named. It is a copy in memory: what is done to it leaves the folder alone.

    >>> list(load("build").query("SELECT ?title { ?d a gz:Document ; dct:title ?title }"))  # doctest: +SKIP

    Raises KgError when there is no usable graph.
    """
    from rdflib import Dataset

    from kg.graph.store import open_graph
    from kg.terms import PREFIXES

    dataset = Dataset(default_union=True)
    dataset.parse(data=b"".join(open_graph(Path(path)).quads()), format="nquads")
    for prefix, space in PREFIXES.items():  # last: parsing puts rdflib's own names back
        dataset.bind(prefix, space, replace=True)
    return dataset
