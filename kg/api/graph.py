"""An opened graph, to be asked from Python."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from kg.api.answers import Answer, answer
from kg.api.documents import Document, documents
from kg.errors import KgError
from kg.graph.names import meant, terms
from kg.graph.query import Rows, ask
from kg.graph.questions import asked_in
from kg.graph.store import Graph
from kg.terms import PREFIXES
from kg.views.network import Kind, Tie, join, networkx_graph

if TYPE_CHECKING:
    import networkx as nx
    from rdflib import Dataset

View: TypeAlias = Literal["all", "co-responsibility", "assignments"]
"""A network: the whole of the page's (bodies, documents, counties, projects); bodies tied by the clauses that lay
duties on both; documents and the bodies they assign duties."""

_TIES: Final = MappingProxyType(
    {
        "co-responsibility": (frozenset({Kind.BODY}), Tie.SHARES),
        "assignments": (frozenset({Kind.BODY, Kind.DOCUMENT}), Tie.ASSIGNS),
    }
)


@dataclass(frozen=True)
class OpenGraph:
    """A built graph, read-only. `kg.open` gives it.

    >>> g = kg.open("build")
    >>> [document.number for document in g.documents][:2]
    ['岭政办发〔2021〕11号', '岭政办发〔2021〕14号']
    """

    graph: Graph

    def query(self, asked: str, **parameters: str | int | date) -> Answer:
        """The answer to a named question with its parameters, to SPARQL (a SELECT; prefixes are known), or to a
        file of it (`.rq`).

        >>> g = kg.open("build")
        >>> [row.clause for row in g.query("deadlines-until", day="2021-06-20")][:2]
        ['正文/三/（一）', '通知/一是']
        >>> g.query("SELECT (COUNT(*) AS ?n) { ?duty a gz:Responsibility }")[0].n
        128

        Raises KgError, with what was perhaps meant, when question, parameter or name is not known, and with line
        and column when the SPARQL is broken.
        """
        wanted = asked_in(asked)
        given = terms(self.graph.store, wanted, [f"{name}={said}" for name, said in parameters.items()])
        rows = ask(self.graph.store, wanted.bound(given), wanted.name)
        if not isinstance(rows, Rows):
            raise KgError(
                "只收 SELECT only a SELECT gives rows", wanted.name, "其余用 for others: g.rdflib().query(…)"
            )
        return answer(rows)

    @property
    def documents(self) -> tuple[Document, ...]:
        """Every document, by number."""
        return documents(self.graph.store)

    def document(self, name: str) -> Document:
        """The document of this number or title.

        >>> kg.open("build").document("云岭市居家养老服务试点工作方案").number
        '岭政办发〔2021〕14号'

        Raises KgError, with the nearest, where there is none, and where there are several.
        """
        iris = {term.value for term in meant(self.graph.store, "document", name)}
        found = [document for document in self.documents if document.iri in iris]
        if len(found) > 1:
            given = "、".join(document.number or document.iri for document in found)
            raise KgError("不止一份公文 more than one document", name, f"请给文号 give the number: {given}")
        return found[0]

    def networkx(self, view: View = "all") -> nx.Graph[str]:
        """The network as an undirected graph: nodes carry label, name and kind, edges weight (clauses), roles,
        documents and clauses. A body that shares no clause stands alone.

        >>> network = kg.open("build").networkx(view="co-responsibility")
        >>> a, b, most = max(network.edges(data=True), key=lambda edge: edge[2]["weight"])
        >>> sorted(network.nodes[body]["label"] for body in (a, b)), most["weight"]
        (['各县（市、区）人民政府', '市水利局'], 3)

        Raises KgError for a view that there is not.
        """
        from kg.views.ask import network_of

        if view != "all" and view not in _TIES:
            views = "、".join(["all", *_TIES])
            raise KgError("没有这种网络 no such view", view, f"有的是 there are: {views}")
        network = network_of(self.graph.store)
        if view == "all":
            return networkx_graph(network)
        kinds, tie = _TIES[view]
        drawn = networkx_graph(join(network.nodes, (edge for edge in network.edges if edge.tie is tie)))
        drawn.remove_nodes_from([node.id for node in network.nodes if node.kind not in kinds])
        return drawn

    def rdflib(self) -> Dataset:
        """The graph as an rdflib Dataset: one named graph a document, and their union where no graph is named. It is
        a copy in memory: what is done to it leaves the folder alone.

        >>> dataset = kg.open("build").rdflib()
        >>> [[n]] = dataset.query("SELECT (COUNT(*) AS ?n) { ?d a gz:Document }")
        >>> int(n)
        6
        """
        from rdflib import Dataset

        dataset = Dataset(default_union=True)
        dataset.parse(data=b"".join(self.graph.quads()), format="nquads")
        for prefix, space in PREFIXES.items():  # last: parsing puts rdflib's own names back
            dataset.bind(prefix, space, replace=True)
        return dataset
