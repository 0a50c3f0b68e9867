"""The network as one HTML page that needs nothing else: data, drawing program, style and words all inside.

pyvis lays down the picture and brings the vis-network program that draws it; the page round them is ours
(page.html, page.css, page.js), because pyvis's own loads Bootstrap from a server.
"""

from __future__ import annotations

import base64
import hashlib
import json
from importlib.resources import files

from kg.terms import Role
from kg.views.network import Edge, Kind, Network, Node, Tie, strongest
from kg.views.picture import picture
from kg.views.words import KINDS, Label, role_labels

_MOST = 200  # nodes of one kind on a page: more cannot be told apart, nor laid out in good time
_ROWS = 500  # rows of the table under the picture


def html(network: Network, title: str) -> str:
    """The page, to be written as UTF-8; the same text for the same network and title.

    Nothing in it is fetched from anywhere, and no name, title or quoted word can become markup or program.
    """
    from jinja2 import Environment, StrictUndefined

    shown = strongest(network, _MOST)
    pairs, roles = _pairs(shown), _roles(shown)
    words = {"roles": {role: label.zh for role, label in roles.items()}, "kinds": {k: v.zh for k, v in KINDS}}
    program, own, style = _vis(), _asset("page.js"), _asset("page.css")
    page = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return page.from_string(_asset("page.html")).render(
        title=title,
        policy=_policy((program, own), style),
        style=style,
        programs=(program, own),
        data=_inert(picture(shown) | words),
        counts=[(kind, label, len(shown.of(kind)), len(network.of(kind))) for kind, label in KINDS],
        roles=roles,
        documents=[(number, node) for number, node in enumerate(shown.nodes) if node.kind is Kind.DOCUMENT],
        bodies=shown.of(Kind.BODY),
        pairs=pairs[:_ROWS],
        left_off=len(pairs[_ROWS:]),
    )


def _asset(name: str) -> str:
    return files("kg.views").joinpath(name).read_text(encoding="utf-8")


def _vis() -> str:
    """The vis-network program that pyvis ships, without the pointer to its source map, which is not there."""
    path = files("pyvis") / "templates" / "lib" / "vis-9.1.2" / "vis-network.min.js"
    return path.read_text(encoding="utf-8").partition("//# sourceMappingURL=")[0]


def _policy(scripts: tuple[str, ...], style: str) -> str:
    """A Content-Security-Policy: these very scripts and this style run, nothing is loaded or sent."""
    programs = " ".join(_hash(script) for script in scripts)
    return (
        f"default-src 'none'; script-src {programs}; style-src {_hash(style)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def _inert(data: object) -> str:
    """JSON that may stand inside a script element: `</script>` or `<!--` in a label cannot end it."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    for mark in "<>&\u2028\u2029":
        text = text.replace(mark, f"\\u{ord(mark):04x}")
    return text


def _roles(network: Network) -> dict[Role, Label]:
    """The roles that occur, with their words, in the ontology's order."""
    met = {role for edge in network.edges for role in edge.roles}
    return {role: label for role, label in role_labels().items() if role in met}


def _pairs(network: Network) -> list[tuple[int, Edge, Node, Node]]:
    """The pairs of bodies that share clauses, those that share most first, each with its edge's number."""
    found = [
        (number, edge, network.by_id[edge.a], network.by_id[edge.b])
        for number, edge in enumerate(network.edges)
        if edge.tie is Tie.SHARES
    ]
    return sorted(found, key=lambda pair: (-pair[1].weight, pair[2].name, pair[3].name))
