"""The graph on the web: the SPARQL 1.1 Protocol at /sparql, read-only, within limits that hold.

from kg.serve.app import app
app(Path("build"))   the Starlette application; its `state.pool` answers the queries of other pages
"""
