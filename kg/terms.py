"""Terms of the ontology. Made by `kg terms` from ontology/; do not edit by hand.

Each attribute is an N-Triples term under its own spelling, e.g. `ELI.cites`; each StrEnum a concept scheme.
"""

# ruff: noqa: N815 (terms keep their own spelling)
from enum import StrEnum
from types import MappingProxyType
from typing import Final

PREFIXES: Final = MappingProxyType(
    {
        "cv": "http://data.europa.eu/m8g/",
        "dct": "http://purl.org/dc/terms/",
        "eli": "http://data.europa.eu/eli/ontology#",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "gz": "https://w3id.org/gongbao/ontology#",
        "oa": "http://www.w3.org/ns/oa#",
        "org": "http://www.w3.org/ns/org#",
        "owl": "http://www.w3.org/2002/07/owl#",
        "prov": "http://www.w3.org/ns/prov#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "schema": "https://schema.org/",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "time": "http://www.w3.org/2006/time#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    }
)


class CV:
    """Terms of http://data.europa.eu/m8g/"""

    PublicOrganisation: Final = "<http://data.europa.eu/m8g/PublicOrganisation>"
    Participation: Final = "<http://data.europa.eu/m8g/Participation>"
    hasParticipant: Final = "<http://data.europa.eu/m8g/hasParticipant>"
    role: Final = "<http://data.europa.eu/m8g/role>"
    AdminUnit: Final = "<http://data.europa.eu/m8g/AdminUnit>"
    code: Final = "<http://data.europa.eu/m8g/code>"


class DCT:
    """Terms of http://purl.org/dc/terms/"""

    title: Final = "<http://purl.org/dc/terms/title>"
    date: Final = "<http://purl.org/dc/terms/date>"
    source: Final = "<http://purl.org/dc/terms/source>"
    spatial: Final = "<http://purl.org/dc/terms/spatial>"


class ELI:
    """Terms of http://data.europa.eu/eli/ontology#"""

    LegalResource: Final = "<http://data.europa.eu/eli/ontology#LegalResource>"
    LegalResourceSubdivision: Final = "<http://data.europa.eu/eli/ontology#LegalResourceSubdivision>"
    id_local: Final = "<http://data.europa.eu/eli/ontology#id_local>"
    type_document: Final = "<http://data.europa.eu/eli/ontology#type_document>"
    type_subdivision: Final = "<http://data.europa.eu/eli/ontology#type_subdivision>"
    passed_by: Final = "<http://data.europa.eu/eli/ontology#passed_by>"
    jurisdiction: Final = "<http://data.europa.eu/eli/ontology#jurisdiction>"
    date_document: Final = "<http://data.europa.eu/eli/ontology#date_document>"
    has_part: Final = "<http://data.europa.eu/eli/ontology#has_part>"
    is_part_of: Final = "<http://data.europa.eu/eli/ontology#is_part_of>"
    has_annex: Final = "<http://data.europa.eu/eli/ontology#has_annex>"
    number: Final = "<http://data.europa.eu/eli/ontology#number>"
    repeals: Final = "<http://data.europa.eu/eli/ontology#repeals>"
    amends: Final = "<http://data.europa.eu/eli/ontology#amends>"
    based_on: Final = "<http://data.europa.eu/eli/ontology#based_on>"
    implements: Final = "<http://data.europa.eu/eli/ontology#implements>"
    refers_to: Final = "<http://data.europa.eu/eli/ontology#refers_to>"
    cites: Final = "<http://data.europa.eu/eli/ontology#cites>"


class FOAF:
    """Terms of http://xmlns.com/foaf/0.1/"""

    Person: Final = "<http://xmlns.com/foaf/0.1/Person>"
    name: Final = "<http://xmlns.com/foaf/0.1/name>"


class GZ:
    """Terms of https://w3id.org/gongbao/ontology#"""

    Source: Final = "<https://w3id.org/gongbao/ontology#Source>"
    Document: Final = "<https://w3id.org/gongbao/ontology#Document>"
    Recipient: Final = "<https://w3id.org/gongbao/ontology#Recipient>"
    Issuing: Final = "<https://w3id.org/gongbao/ontology#Issuing>"
    Responsibility: Final = "<https://w3id.org/gongbao/ontology#Responsibility>"
    Citation: Final = "<https://w3id.org/gongbao/ontology#Citation>"
    Deadline: Final = "<https://w3id.org/gongbao/ontology#Deadline>"
    Target: Final = "<https://w3id.org/gongbao/ontology#Target>"
    Pointer: Final = "<https://w3id.org/gongbao/ontology#Pointer>"
    Derived: Final = "<https://w3id.org/gongbao/ontology#Derived>"
    file: Final = "<https://w3id.org/gongbao/ontology#file>"
    sha256: Final = "<https://w3id.org/gongbao/ontology#sha256>"
    genre: Final = "<https://w3id.org/gongbao/ontology#genre>"
    issuing: Final = "<https://w3id.org/gongbao/ontology#issuing>"
    recipient: Final = "<https://w3id.org/gongbao/ontology#recipient>"
    approvedBy: Final = "<https://w3id.org/gongbao/ontology#approvedBy>"
    enclosedTitle: Final = "<https://w3id.org/gongbao/ontology#enclosedTitle>"
    promulgates: Final = "<https://w3id.org/gongbao/ontology#promulgates>"
    public: Final = "<https://w3id.org/gongbao/ontology#public>"
    inDocument: Final = "<https://w3id.org/gongbao/ontology#inDocument>"
    order: Final = "<https://w3id.org/gongbao/ontology#order>"
    heading: Final = "<https://w3id.org/gongbao/ontology#heading>"
    text: Final = "<https://w3id.org/gongbao/ontology#text>"
    onClause: Final = "<https://w3id.org/gongbao/ontology#onClause>"
    rule: Final = "<https://w3id.org/gongbao/ontology#rule>"
    evidence: Final = "<https://w3id.org/gongbao/ontology#evidence>"
    quote: Final = "<https://w3id.org/gongbao/ontology#quote>"
    line: Final = "<https://w3id.org/gongbao/ontology#line>"
    dutyKind: Final = "<https://w3id.org/gongbao/ontology#dutyKind>"
    duty: Final = "<https://w3id.org/gongbao/ontology#duty>"
    cited: Final = "<https://w3id.org/gongbao/ontology#cited>"
    citedTitle: Final = "<https://w3id.org/gongbao/ontology#citedTitle>"
    citedNumber: Final = "<https://w3id.org/gongbao/ontology#citedNumber>"
    relation: Final = "<https://w3id.org/gongbao/ontology#relation>"
    resolvedTo: Final = "<https://w3id.org/gongbao/ontology#resolvedTo>"
    resolvedBy: Final = "<https://w3id.org/gongbao/ontology#resolvedBy>"
    pointsTo: Final = "<https://w3id.org/gongbao/ontology#pointsTo>"
    surface: Final = "<https://w3id.org/gongbao/ontology#surface>"
    stage: Final = "<https://w3id.org/gongbao/ontology#stage>"
    category: Final = "<https://w3id.org/gongbao/ontology#category>"
    provincialKey: Final = "<https://w3id.org/gongbao/ontology#provincialKey>"
    proponent: Final = "<https://w3id.org/gongbao/ontology#proponent>"
    post: Final = "<https://w3id.org/gongbao/ontology#post>"
    indicator: Final = "<https://w3id.org/gongbao/ontology#indicator>"
    comparator: Final = "<https://w3id.org/gongbao/ontology#comparator>"
    due: Final = "<https://w3id.org/gongbao/ontology#due>"
    Correction: Final = "<https://w3id.org/gongbao/ontology#Correction>"
    correction: Final = "<https://w3id.org/gongbao/ontology#correction>"
    action: Final = "<https://w3id.org/gongbao/ontology#action>"
    corrects: Final = "<https://w3id.org/gongbao/ontology#corrects>"
    correctedTo: Final = "<https://w3id.org/gongbao/ontology#correctedTo>"
    reason: Final = "<https://w3id.org/gongbao/ontology#reason>"
    correctedBy: Final = "<https://w3id.org/gongbao/ontology#correctedBy>"
    changeKind: Final = "<https://w3id.org/gongbao/ontology#changeKind>"
    customary: Final = "<https://w3id.org/gongbao/ontology#customary>"
    level: Final = "<https://w3id.org/gongbao/ontology#level>"
    leads: Final = "<https://w3id.org/gongbao/ontology#leads>"
    answersFor: Final = "<https://w3id.org/gongbao/ontology#answersFor>"
    supports: Final = "<https://w3id.org/gongbao/ontology#supports>"
    supervises: Final = "<https://w3id.org/gongbao/ontology#supervises>"
    competentFor: Final = "<https://w3id.org/gongbao/ontology#competentFor>"
    accepts: Final = "<https://w3id.org/gongbao/ontology#accepts>"
    hosts: Final = "<https://w3id.org/gongbao/ontology#hosts>"
    approves: Final = "<https://w3id.org/gongbao/ontology#approves>"
    constant: Final = "<https://w3id.org/gongbao/ontology#constant>"
    shortcut: Final = "<https://w3id.org/gongbao/ontology#shortcut>"


class OA:
    """Terms of http://www.w3.org/ns/oa#"""

    SpecificResource: Final = "<http://www.w3.org/ns/oa#SpecificResource>"
    hasSource: Final = "<http://www.w3.org/ns/oa#hasSource>"
    hasSelector: Final = "<http://www.w3.org/ns/oa#hasSelector>"
    TextPositionSelector: Final = "<http://www.w3.org/ns/oa#TextPositionSelector>"
    start: Final = "<http://www.w3.org/ns/oa#start>"
    end: Final = "<http://www.w3.org/ns/oa#end>"
    TextQuoteSelector: Final = "<http://www.w3.org/ns/oa#TextQuoteSelector>"
    exact: Final = "<http://www.w3.org/ns/oa#exact>"
    prefix: Final = "<http://www.w3.org/ns/oa#prefix>"
    suffix: Final = "<http://www.w3.org/ns/oa#suffix>"


class ORG:
    """Terms of http://www.w3.org/ns/org#"""

    Organization: Final = "<http://www.w3.org/ns/org#Organization>"
    FormalOrganization: Final = "<http://www.w3.org/ns/org#FormalOrganization>"
    OrganizationalCollaboration: Final = "<http://www.w3.org/ns/org#OrganizationalCollaboration>"
    classification: Final = "<http://www.w3.org/ns/org#classification>"
    subOrganizationOf: Final = "<http://www.w3.org/ns/org#subOrganizationOf>"
    ChangeEvent: Final = "<http://www.w3.org/ns/org#ChangeEvent>"
    originalOrganization: Final = "<http://www.w3.org/ns/org#originalOrganization>"
    resultingOrganization: Final = "<http://www.w3.org/ns/org#resultingOrganization>"
    hasMember: Final = "<http://www.w3.org/ns/org#hasMember>"
    Membership: Final = "<http://www.w3.org/ns/org#Membership>"
    member: Final = "<http://www.w3.org/ns/org#member>"
    organization: Final = "<http://www.w3.org/ns/org#organization>"
    role: Final = "<http://www.w3.org/ns/org#role>"


class PROV:
    """Terms of http://www.w3.org/ns/prov#"""

    Entity: Final = "<http://www.w3.org/ns/prov#Entity>"
    wasDerivedFrom: Final = "<http://www.w3.org/ns/prov#wasDerivedFrom>"


class RDF:
    """Terms of http://www.w3.org/1999/02/22-rdf-syntax-ns#"""

    type: Final = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"


class RDFS:
    """Terms of http://www.w3.org/2000/01/rdf-schema#"""

    label: Final = "<http://www.w3.org/2000/01/rdf-schema#label>"


class SCHEMA:
    """Terms of https://schema.org/"""

    Place: Final = "<https://schema.org/Place>"
    containedInPlace: Final = "<https://schema.org/containedInPlace>"
    Project: Final = "<https://schema.org/Project>"
    name: Final = "<https://schema.org/name>"
    location: Final = "<https://schema.org/location>"
    QuantitativeValue: Final = "<https://schema.org/QuantitativeValue>"
    value: Final = "<https://schema.org/value>"
    minValue: Final = "<https://schema.org/minValue>"
    maxValue: Final = "<https://schema.org/maxValue>"
    unitText: Final = "<https://schema.org/unitText>"
    Schedule: Final = "<https://schema.org/Schedule>"
    repeatFrequency: Final = "<https://schema.org/repeatFrequency>"


class SKOS:
    """Terms of http://www.w3.org/2004/02/skos/core#"""

    prefLabel: Final = "<http://www.w3.org/2004/02/skos/core#prefLabel>"
    broader: Final = "<http://www.w3.org/2004/02/skos/core#broader>"
    altLabel: Final = "<http://www.w3.org/2004/02/skos/core#altLabel>"


class TIME:
    """Terms of http://www.w3.org/2006/time#"""

    Interval: Final = "<http://www.w3.org/2006/time#Interval>"
    Instant: Final = "<http://www.w3.org/2006/time#Instant>"
    hasBeginning: Final = "<http://www.w3.org/2006/time#hasBeginning>"
    hasEnd: Final = "<http://www.w3.org/2006/time#hasEnd>"
    inXSDDate: Final = "<http://www.w3.org/2006/time#inXSDDate>"


class ChangeKind(StrEnum):
    """What a reform did to a body."""

    RENAMED = "renamed"
    MERGED = "merged"
    SPLIT = "split"

    @property
    def term(self) -> str:
        """The concept as an N-Triples term."""
        return f"<https://w3id.org/gongbao/ontology#change-kind-{self}>"


class ClauseKind(StrEnum):
    """Whether a clause is a part, chapter, article, item or table row."""

    PART = "part"
    CHAPTER = "chapter"
    ARTICLE = "article"
    ITEM = "item"
    ROW = "row"

    @property
    def term(self) -> str:
        """The concept as an N-Triples term."""
        return f"<https://w3id.org/gongbao/ontology#clause-kind-{self}>"


class DutyKind(StrEnum):
    """How the text lays a duty on a body."""

    EXPLICIT = "explicit"
    AGENT = "agent"
    NORM = "norm"

    @property
    def term(self) -> str:
        """The concept as an N-Triples term."""
        return f"<https://w3id.org/gongbao/ontology#duty-kind-{self}>"


class Genre(StrEnum):
    """The fifteen genres of the 2012 regulations on official documents (党政机关公文处理工作条例)."""

    RESOLUTION = "决议"
    DECISION = "决定"
    ORDER = "命令"
    COMMUNIQUE = "公报"
    ANNOUNCEMENT = "公告"
    PUBLIC_NOTICE = "通告"
    OPINION = "意见"
    NOTICE = "通知"
    CIRCULAR = "通报"
    REPORT = "报告"
    REQUEST = "请示"
    REPLY = "批复"
    BILL = "议案"
    LETTER = "函"
    MINUTES = "纪要"

    @property
    def term(self) -> str:
        """The concept as an N-Triples term."""
        return f"<https://w3id.org/gongbao/ontology#genre-{self}>"


class Level(StrEnum):
    """The level of government an organisation or place stands at."""

    NATIONAL = "national"
    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    TOWN = "town"
    NONE = "none"

    @property
    def term(self) -> str:
        """The concept as an N-Triples term."""
        return f"<https://w3id.org/gongbao/ontology#level-{self}>"


class MemberRole(StrEnum):
    """A person's place in a leading group."""

    HEAD = "组长"
    EXECUTIVE_DEPUTY_HEAD = "常务副组长"
    DEPUTY_HEAD = "副组长"
    MEMBER = "成员"
    OFFICE_DIRECTOR = "办公室主任"
    OFFICE_DEPUTY_DIRECTOR = "办公室副主任"
    FIRST_HEAD = "第一组长"
    CONVENOR = "召集人"
    GENERAL_CONVENOR = "总召集人"
    COMMANDER_IN_CHIEF = "总指挥"
    COMMANDER = "指挥长"
    CHAIR = "主任"
    CHAIR_MEMBER = "主任委员"
    EXECUTIVE_DEPUTY_CONVENOR = "常务副召集人"
    EXECUTIVE_DEPUTY_COMMANDER_IN_CHIEF = "常务副总指挥"
    EXECUTIVE_DEPUTY_COMMANDER = "常务副指挥长"
    DEPUTY_CONVENOR = "副召集人"
    DEPUTY_COMMANDER_IN_CHIEF = "副总指挥"
    DEPUTY_COMMANDER = "副指挥长"
    DEPUTY_CHAIR = "副主任"
    DEPUTY_CHAIR_MEMBER = "副主任委员"

    @property
    def term(self) -> str:
        """The concept as an N-Triples term."""
        return f"<https://w3id.org/gongbao/ontology#member-role-{self}>"


class OrganisationKind(StrEnum):
    """What sort of body an organisation is."""

    GOVERNMENT = "government"
    DEPARTMENT = "department"
    OFFICE = "office"
    GROUP = "group"
    INSTITUTION = "institution"
    ENTERPRISE = "enterprise"
    PARTY = "party"
    COLLECTIVE = "collective"
    GENERIC = "generic"
    OTHER = "other"

    @property
    def term(self) -> str:
        """The concept as an N-Triples term."""
        return f"<https://w3id.org/gongbao/ontology#organisation-kind-{self}>"


class Relation(StrEnum):
    """What a citing clause does with the cited instrument."""

    ABOLISHES = "abolishes"
    AMENDS = "amends"
    BASIS = "basis"
    IMPLEMENTS = "implements"
    REQUIRES = "requires"
    MENTIONS = "mentions"

    @property
    def term(self) -> str:
        """The concept as an N-Triples term."""
        return f"<https://w3id.org/gongbao/ontology#relation-{self}>"


class Resolution(StrEnum):
    """Why a cited instrument is taken for another one of the graph."""

    NUMBER = "number"
    TITLE = "title"
    ENCLOSED = "enclosed"
    ISSUER = "issuer"

    @property
    def term(self) -> str:
        """The concept as an N-Triples term."""
        return f"<https://w3id.org/gongbao/ontology#resolution-{self}>"


class Role(StrEnum):
    """What a body is to a duty (牵头, 责任, 配合 …)."""

    LEAD = "lead"
    RESPONSIBLE = "responsible"
    SUPPORT = "support"
    SUPERVISE = "supervise"
    COMPETENT = "competent"
    ACCEPT = "accept"
    HOST = "host"
    APPROVE = "approve"

    @property
    def term(self) -> str:
        """The concept as an N-Triples term."""
        return f"<https://w3id.org/gongbao/ontology#role-{self}>"


SHORTCUTS: Final = MappingProxyType(
    {
        Role.LEAD: GZ.leads,
        Role.RESPONSIBLE: GZ.answersFor,
        Role.SUPPORT: GZ.supports,
        Role.SUPERVISE: GZ.supervises,
        Role.COMPETENT: GZ.competentFor,
        Role.ACCEPT: GZ.accepts,
        Role.HOST: GZ.hosts,
        Role.APPROVE: GZ.approves,
    }
)
