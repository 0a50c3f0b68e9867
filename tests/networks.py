"""Networks of an invented city, for the tests of the page.

In the small one 财政局 and 教育局 share two clauses, one of them with 水利局, which only supports.
"""

from __future__ import annotations

from itertools import combinations

from kg.terms import Role
from kg.views.network import Duty, Edge, Kind, Network, Node, Share, Tie, join

BASE = "https://example.org/id/"
HOSTILE = "</script><img src=x onerror=alert(1)>"

PLAN = Node(
    f"{BASE}doc/3", Kind.DOCUMENT, "云岭市人民政府办公室关于印发节水方案的通知", "云政办发〔2020〕3号"
)
NOTICE = Node(f"{BASE}doc/9", Kind.DOCUMENT, "云岭市人民政府关于做好就业工作的通知", "云政发〔2020〕9号")
FINANCE = Node(f"{BASE}org/财政", Kind.BODY, "云岭市财政局", "市财政局")
SCHOOLS = Node(f"{BASE}org/教育", Kind.BODY, "云岭市教育局", "市教育局")
WATER = Node(f"{BASE}org/水利", Kind.BODY, "云岭市水利局", "市水利局")
DISTRICT = Node(f"{BASE}org/桐溪", Kind.BODY, "云岭市桐溪区人民政府", "桐溪区人民政府")
COUNTY = Node(f"{BASE}place/桐溪区", Kind.COUNTY, "桐溪区", "桐溪区")
PIPES = Node(f"{BASE}doc/3/项目/1", Kind.PROJECT, "桐溪区供水管网改造工程", "桐溪区供水管网改造工程")

SHARES = (
    Share(
        PLAN.id,
        "正文/一/1",
        "1.改造老旧管网。",
        (
            Duty(FINANCE.id, Role.LEAD, "由市财政局牵头"),
            Duty(SCHOOLS.id, Role.RESPONSIBLE, "责任单位：市教育局"),
            Duty(WATER.id, Role.SUPPORT, "配合单位：市水利局"),
        ),
    ),
    Share(
        NOTICE.id,
        "通知/二",
        "二、落实补贴。",
        (
            Duty(FINANCE.id, Role.RESPONSIBLE, "市财政局、市教育局负责落实"),
            Duty(SCHOOLS.id, Role.RESPONSIBLE, "市财政局、市教育局负责落实"),
        ),
    ),
    Share(
        NOTICE.id, "通知/三", "三、加强宣传。", (Duty(DISTRICT.id, Role.RESPONSIBLE, "桐溪区政府要加强宣传"),)
    ),
)


def network_of(nodes: tuple[Node, ...], shares: tuple[Share, ...]) -> Network:
    """The network of `nodes` in which `shares` tie bodies to each other and to their documents."""
    edges = []
    bodies = sorted({duty.body for share in shares for duty in share.duties})
    for a, b in combinations(bodies, 2):
        both = tuple(share for share in shares if share.roles(a) and share.roles(b))
        edges += [Edge(a, b, Tie.SHARES, both)] if both else []
    for document in sorted({share.document for share in shares}):
        for body in bodies:
            own = tuple(share for share in shares if share.document == document and share.roles(body))
            edges += [Edge(document, body, Tie.ASSIGNS, own)] if own else []
    return join(nodes, edges)


def small() -> Network:
    """The network described above, with a district's government and a project in that district."""
    plain = network_of((PLAN, NOTICE, FINANCE, SCHOOLS, WATER, DISTRICT), SHARES)
    named = (Share(PLAN.id, "正文/一/1", "1.改造老旧管网。"),)
    more = (
        Edge(DISTRICT.id, COUNTY.id, Tie.BELONGS),
        Edge(PLAN.id, PIPES.id, Tie.NAMES, named),
        Edge(PIPES.id, COUNTY.id, Tie.LIES, named),
    )
    return join((*plain.nodes, COUNTY, PIPES), (*plain.edges, *more))


def hostile() -> Network:
    """A network whose every word tries to become markup."""
    nodes = tuple(
        Node(f"{BASE}{kind}/{i}", kind, f"{i}{HOSTILE}", f"{i}{HOSTILE}") for kind in Kind for i in (1, 2)
    )
    bodies = [node for node in nodes if node.kind is Kind.BODY]
    document = next(node for node in nodes if node.kind is Kind.DOCUMENT)
    duties = tuple(Duty(body.id, Role.LEAD, HOSTILE) for body in bodies)
    share = Share(document.id, HOSTILE, HOSTILE, duties)
    return network_of(nodes, (share,))


def crowd(bodies: int) -> Network:
    """Many bodies with long names, each sharing a clause with the next few."""
    nodes = [
        Node(
            f"{BASE}org/{i}",
            Kind.BODY,
            f"云岭市第{i}号水利工程建设管理中心",
            f"市第{i}号水利工程建设管理中心",
        )
        for i in range(bodies)
    ]
    groups = [[nodes[(i + step) % bodies] for step in (0, 1, i % 7 + 2)] for i in range(bodies)]
    shares = tuple(
        Share(
            PLAN.id, f"正文/{i}", "", tuple(Duty(node.id, Role.RESPONSIBLE, "由各中心负责") for node in group)
        )
        for i, group in enumerate(groups)
    )
    return network_of((PLAN, *nodes), shares)
