"""The build itself as facts: when it ran, with which program, on which files.

They hold the time, so they stand in a graph of their own in the store and never in graph.nq or graph.ttl,
whose bytes are the same over runs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import pyoxigraph as ox

from kg import __version__
from kg.graph.store import SourceEntry
from kg.triples import iri

_RDF_TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_DATE_TIME = ox.NamedNode("http://www.w3.org/2001/XMLSchema#dateTime")
_PROV = "http://www.w3.org/ns/prov#"
_LABEL = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
_VERSION = ox.NamedNode("https://schema.org/softwareVersion")


@dataclass(frozen=True, slots=True)
class Run:
    """One run of `kg build`, in UTC."""

    started: datetime
    ended: datetime
    sources: tuple[SourceEntry, ...]


def run_quads(run: Run, base: str) -> Iterator[ox.Quad]:
    """The run as a prov:Activity that used the gazettes and generated the dataset, which
    kg/build/describe.py describes."""
    graph, program, dataset = (
        ox.NamedNode(one) for one in (iri.run(base), f"{base}program", f"{base}dataset")
    )
    activity = ox.NamedNode(f"{base}run/{run.started:%Y%m%dT%H%M%S.%fZ}")
    facts: list[tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode | ox.Literal]] = [
        (activity, _RDF_TYPE, ox.NamedNode(f"{_PROV}Activity")),
        (activity, ox.NamedNode(f"{_PROV}startedAtTime"), _time(run.started)),
        (activity, ox.NamedNode(f"{_PROV}endedAtTime"), _time(run.ended)),
        (activity, ox.NamedNode(f"{_PROV}wasAssociatedWith"), program),
        (program, _RDF_TYPE, ox.NamedNode(f"{_PROV}SoftwareAgent")),
        (program, _LABEL, ox.Literal("gongbao-kg")),
        (program, _VERSION, ox.Literal(__version__)),
        (dataset, ox.NamedNode(f"{_PROV}wasGeneratedBy"), activity),
    ]
    used = ox.NamedNode(f"{_PROV}used")
    facts += [(activity, used, ox.NamedNode(iri.source(base, entry.name))) for entry in run.sources]
    return (ox.Quad(*fact, graph) for fact in facts)


def _time(moment: datetime) -> ox.Literal:
    return ox.Literal(f"{moment:%Y-%m-%dT%H:%M:%S.%fZ}", datatype=_DATE_TIME)
