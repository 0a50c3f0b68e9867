"""Who must do what: responsibilities from brackets, label lines, table columns and sentences."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.responsibilities.columns import column_facts
from kg.extract.responsibilities.lists import bracket_facts, label_line_facts, standing_facts
from kg.extract.responsibilities.sentences import sentence_facts
from kg.model import Clause, Responsibility
from kg.setting import Setting

# who fills in and signs a form (承诺函): whoever it is, the print does not say
_SIGNERS = frozenset(("本单位", "我单位", "本公司", "我公司", "本企业", "我企业", "本人"))


def extract(clause: Clause, setting: Setting) -> Iterator[Responsibility]:
    """The responsibilities that a clause lays on bodies, in printed order within each way of saying so.

    e.g. `（责任单位：市财政局、市人社局）`, a 牵头单位 column, `由市发改委会同市商务局制定…`, `税务部门负责…`.
    """
    if clause.cells:
        yield from column_facts(clause, setting)
        return
    listed = [*label_line_facts(clause, setting), *bracket_facts(clause, setting)]
    yield from listed
    yield from standing_facts(clause, listed, setting)
    if not setting.reports:
        told = sentence_facts(clause, clause.reading, setting)
        yield from (fact for fact in told if fact.body.printed not in _SIGNERS)
