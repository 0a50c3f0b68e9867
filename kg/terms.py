"""Terms of the ontology. Made by `kg terms` from ontology/; do not edit by hand."""

from enum import StrEnum


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


class DutyKind(StrEnum):
    """How the text lays a duty on a body."""

    EXPLICIT = "explicit"
    AGENT = "agent"
    NORM = "norm"


class Relation(StrEnum):
    """What a citing clause does with the cited instrument."""

    BASIS = "basis"
    IMPLEMENTS = "implements"
    REQUIRES = "requires"
    MENTIONS = "mentions"


class MemberRole(StrEnum):
    """A person's place in a leading group."""

    HEAD = "组长"
    DEPUTY_HEAD = "副组长"
    MEMBER = "成员"
    OFFICE_DIRECTOR = "办公室主任"
    OFFICE_DEPUTY_DIRECTOR = "办公室副主任"


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


class Level(StrEnum):
    """The level of government an organisation or place stands at."""

    NATIONAL = "national"
    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    TOWN = "town"
    NONE = "none"
