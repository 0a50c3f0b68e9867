"""What the endpoint says about itself: SPARQL 1.1 Service Description, as a query that a worker answers."""

from __future__ import annotations

from kg.serve.asked import Asked
from kg.serve.media import FACTS, TABLES, chosen

_DESCRIPTION = """
PREFIX sd: <http://www.w3.org/ns/sparql-service-description#>
CONSTRUCT {{
  <{0}#service> a sd:Service ;
    sd:endpoint <{0}> ;
    sd:supportedLanguage sd:SPARQL11Query ;
    sd:resultFormat {1} ;
    sd:defaultDataset <{0}#dataset> .
  <{0}#dataset> a sd:Dataset ; sd:defaultGraph <{0}#default> .
  <{0}#default> a sd:Graph .
  <{0}#dataset> sd:namedGraph ?part .
  ?part a sd:NamedGraph ; sd:name ?name .
}}
WHERE {{
  OPTIONAL {{
    {{ SELECT ?name {{ GRAPH ?name {{}} }} LIMIT {2} }}
    BIND(IRI(CONCAT("{0}#", ENCODE_FOR_URI(STR(?name)))) AS ?part)
  }}
}}
"""
_OWN = 20  # triples at most that are not about a named graph


def description(endpoint: str, accept: str, rows: int) -> Asked:
    """The query whose answer, of at most `rows` triples, describes the service at the IRI `endpoint`, its
    graphs by name as far as they go in."""
    formats = sorted({*(each.iri for each in TABLES.values()), *(each.iri for each in FACTS.values())})
    asked = _DESCRIPTION.format(
        endpoint, " , ".join(f"<{iri}>" for iri in formats), max(0, (rows - _OWN) // 3)
    )
    return Asked(asked, table=None, facts=chosen(accept, FACTS))
