"""gongbao-kg: from a printed Chinese government gazette to an RDF graph that answers.

>>> import kg
>>> kg.__version__
'0.1.0'
>>> kg.open("build").document("岭政发〔2021〕6号").title
'云岭市人民政府关于印发云岭市农村供水提质三年行动方案的通知'
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from rdflib import Dataset

    from kg.api import OpenGraph

__version__ = "0.1.0"


def open(path: str | Path = "build") -> OpenGraph:
    """The graph built in the folder `path`, read-only: to be asked, walked through clause by clause, and handed to
    pandas, networkx or rdflib.

    >>> g = kg.open("build")
    >>> [row.duty for row in g.query("duties-of", body="市水利局")][:2]
    ['划定水源保护区', '建设骨干水厂']

    Raises KgError when there is no usable graph.
    """
    from pathlib import Path

    from kg.api import OpenGraph
    from kg.graph.store import open_graph

    return OpenGraph(open_graph(Path(path)))


def load(path: str | Path = "build") -> Dataset:
    """The graph built in the folder `path`, as an rdflib Dataset: `kg.open(path).rdflib()`, for those who want no more.

    >>> len(list(kg.load("build").graphs())) > 1
    True

    Raises KgError when there is no usable graph.
    """
    return open(path).rdflib()
