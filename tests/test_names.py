"""What printed names mean: the cases of tests/cases/names.yaml."""

from __future__ import annotations

from dataclasses import replace

from by_hand import read
from case_files import Case, check_none_is_lost, compare, every, labels, lexicon

from kg.model import Name, Printed
from kg.reading.parse import parse
from kg.reading.split import split
from kg.resolve import Resolver
from kg.resolve.levels import levelled
from kg.setting import Setting, setting_of
from kg.text import Span

FRAME = """{issuer}关于做好有关工作的意见

岭政发〔{year}〕9号

各有关单位：

{text}
"""


def setting(case: Case) -> Setting:
    """The document that a case's name stands in."""
    text = case.says.get("text", "早作安排。")
    issuer, year = case.says.get("issuer", "云岭市人民政府"), case.says.get("year", 2021)
    (document,) = split(read(FRAME.format(issuer=issuer, text=text, year=year)))
    if "date" in case.says:
        document = replace(document, date=Printed(str(case.says["date"]), Span(0, 1)))
    return setting_of(document, parse(document).clauses, lexicon())


@every("names")
def test_names(case: Case) -> None:
    says = case.says
    where = setting(case)
    name = Name(says["printed"], Span(0, 1), says.get("head", ""), says.get("tail", ""))
    org = Resolver(where).organisation(in_text(name, where) if says.get("here") else name)
    kind, level = labels("organisation-kinds")[org.kind], labels("levels")[org.level]
    compare(case, [f"{says['org']}（{says['kind']}，{says['level']}）"], [f"{org.name}（{kind}，{level}）"])
    if "members" in says:
        compare(case, says["members"].split("、"), org.members)


def in_text(name: Name, where: Setting) -> Name:
    """A name as it stands in the text for the last time, under the level that is given it there."""
    start = where.document.source.folded.rindex(name.whole)
    clause = next(one for one in where.clauses for span in one.spans if span.start <= start < span.end)
    return levelled(replace(name, span=Span(start, start + len(name.whole))), clause.path, where)


def test_no_case_is_lost() -> None:
    check_none_is_lost("names", 189)
