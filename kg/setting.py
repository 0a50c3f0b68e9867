"""What an extractor may look at beside the clause in hand: the document round it and the lexicon."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.lexicon import Lexicon
from kg.lexicon.bodies import Bodies
from kg.lexicon.places import Places
from kg.lexicon.shared_words import OURS
from kg.lexicon.units import unit_name, units
from kg.model import Clause, Document, Name, Place
from kg.reading.issuing import issuing_place

# e.g. 列首位的为牵头单位，下同; 排在第一位的为牵头单位
FIRST_LEADS = re.compile(
    r"(?:列|排名?)(?:在)?(?:首位|第一位?)的?(?:者|单位|部门)?[为爲是]?(?:总?牵头|牽頭)"
    r"|牵头单位[列排]?(?:在)?第一位"
)
# e.g. 关于成立云岭市修路工作领导小组的通知
_FOUNDED = re.compile(
    r"(?:成立|建立|设立|调整|组建)[^，。]*?(?P<group>领导小组|协调小组|指挥部|联席会议|委员会|专班)"
)
# how news, interviews, and questions and answers open
_REPORT = re.compile("记者|日电|日讯|近日|日前|连日来|问答|解答|？|答：|发布会|访谈|获悉|召开|指引")
_OPENING = 400  # characters


# e.g. 以下均需地方各级人民政府落实，不再列出; 以下各项任务均涉及各县（市、区），不再单独列出
_STANDING = re.compile(
    r"以下(?:各项|所有)?(?:工作|任务|措施|事项)*均(?:需|由|涉及)(?P<who>(?:[^，。；（）]|（[^（）]{1,8}）){2,40}?)"
    r"(?:负责|落实|参与|配合)*，(?:均)?不再(?:单独|逐一|一一)?(?:列出|列明|[做作]分工)"
)


@dataclass(frozen=True, slots=True)
class Standing:
    """Bodies that a note in the clause numbered `order` adds to every list printed after it in its part."""

    order: int
    part: str
    names: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class Setting:
    """The surroundings of a clause. `place` is the issuer's place (朔州市), None when it is not known, and
    `places` are the gazetteer's and those that the document names itself;
    `clauses` are all of the document's, in printed order; `by_path` finds one by its path, `labelled` those of a
    part that bear a label (第七条);
    `leads_from` is the order of the clause from which a printed note makes the first unit lead;
    `standing` are the bodies that a note adds to all later lists;
    `reports` where the text only tells what offices do (news, questions and answers), and assigns nothing."""

    document: Document
    clauses: tuple[Clause, ...]
    by_path: Mapping[str, Clause]
    place: Place | None
    lexicon: Lexicon
    places: Places
    labelled: Mapping[tuple[str, str], tuple[str, ...]]
    leads_from: int | None = None
    reports: bool = False
    standing: tuple[Standing, ...] = ()

    @property
    def bodies(self) -> Bodies:
        """The recogniser of bodies' names in this document's sentences."""
        names = (self.place, *self.places.children(self.place)) if self.place else self.places.provinces
        return self.lexicon.bodies(tuple(place.name for place in names))

    @property
    def founded(self) -> str:
        """What the group that the document is about is called for short (领导小组); empty where there is none."""
        title = self.document.title.value if self.document.title else ""
        found = _FOUNDED.search(title)
        return found.group("group") if found else ""

    def ours(self, words: str) -> str:
        """The one issuer of this document, where 我局, 我厅 means it; other words as they are."""
        issuers = self.document.issuers if words in OURS else ()
        meant = len(issuers) == 1 and re.search(OURS[words], issuers[0].value)
        return issuers[0].value if meant else words

    def first_leads(self, clause: Clause) -> bool:
        """Whether the first unit of a list in `clause` leads, by a note printed there or before."""
        return self.leads_from is not None and clause.order >= self.leads_from


def setting_of(document: Document, clauses: tuple[Clause, ...], lexicon: Lexicon) -> Setting:
    """The setting of a document's clauses."""
    place, places = issuing_place(document, lexicon.places)
    return Setting(
        document=document,
        clauses=clauses,
        by_path={clause.path: clause for clause in clauses},
        place=place,
        lexicon=lexicon,
        places=places,
        labelled=_labelled(clauses),
        leads_from=_leads_from(clauses),
        reports=_reports(document, clauses),
        standing=tuple(_standing(clauses)),
    )


def _labelled(clauses: Iterable[Clause]) -> Mapping[tuple[str, str], tuple[str, ...]]:
    """The paths of chapters and articles by their part and label."""
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for clause in clauses:
        if clause.kind in ("chapter", "article"):
            key = (clause.part, clause.path.rpartition("/")[2].partition("·")[0])
            found[key] = (*found.get(key, ()), clause.path)
    return found


def _reports(document: Document, clauses: tuple[Clause, ...]) -> bool:
    """Whether a text is news or questions and answers: it has no head of an official document, and either reads
    like a report or has no clauses."""
    headed = document.number or document.genre or document.recipients
    if headed or any(clause.kind == "article" for clause in clauses):
        return False
    start = document.span.start
    return len(clauses) < 2 or bool(_REPORT.search(document.source.folded, start, start + _OPENING))


def _standing(clauses: Iterable[Clause]) -> Iterator[Standing]:
    """The bodies of notes such as 以下均需地方各级人民政府落实，不再列出."""
    for clause in clauses:
        text = clause.reading.text
        found = _STANDING.search(text) if "不再" in text else None
        if found:
            names = (unit_name(item, clause.reading) for item in units(text, *found.span("who")))
            yield Standing(clause.order, clause.part, tuple(names))


def _leads_from(clauses: Iterable[Clause]) -> int | None:
    """The order of the first clause with a note such as 列首位的为牵头单位，下同."""
    return next((c.order for c in clauses if FIRST_LEADS.search(c.reading.text)), None)
