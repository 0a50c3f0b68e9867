"""A built graph from Python: questions and their rows, documents and their clauses, networks, rdflib.

`kg.open` is where one begins; docs/guide/python.md goes through it at leisure.
"""

from kg.api.answers import Answer, Row, Value
from kg.api.documents import Clause, Document
from kg.api.evidence import Evidence
from kg.api.facts import Deadline, Responsibility, Target
from kg.api.graph import OpenGraph, View

__all__ = [
    "Answer",
    "Clause",
    "Deadline",
    "Document",
    "Evidence",
    "OpenGraph",
    "Responsibility",
    "Row",
    "Target",
    "Value",
    "View",
]
