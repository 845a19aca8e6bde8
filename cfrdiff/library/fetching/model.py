"""What fetching gives: documents that arrived, and gaps, each with its reason."""

from __future__ import annotations

import re

import msgspec

_NOT_IN_NAMES = re.compile(r"[^\w.-]")


class Fetched(msgspec.Struct, frozen=True):
    """An edition, or a volume of one, as a service gave it.

    `name` is a file's name that says what it is, `as_of` the ISO date of the text, `origin` the
    address, `fetched` the moment in UTC. `is_new` is False of what had been fetched before. `note`
    says why it is not of the day that was asked for. `held_until` is the last day on which the text
    was in force, as far as the service knows.
    """

    name: str
    title: int
    part: str | None
    as_of: str | None
    origin: str
    fetched: str
    data: bytes
    is_new: bool
    note: str | None = None
    held_until: str | None = None


class Rule(msgspec.Struct, frozen=True):
    """A document of the Federal Register, as its API describes it. Dates are ISO.

    `type` is "Rule" or "Proposed Rule"; `parts` are those of the title that it amends, as far as
    the Federal Register says. `xml` is the address of its text, None where there is none.
    """

    number: str
    title: str
    type: str
    published: str
    effective: str | None = None
    citation: str | None = None
    action: str | None = None
    dates: str | None = None
    corrects: str | None = None
    references: tuple[str, ...] = ()
    page: str | None = None
    xml: str | None = None

    @property
    def key(self) -> str:
        """What names it for good: before 2016 numbers were given out more than once. It is the
        name of a file, whatever a service may say.
        """
        return _NOT_IN_NAMES.sub("_", f"FR-{self.published}-{self.number}")


class FetchedRule(msgspec.Struct, frozen=True):
    """A rule and its XML; None where there is none."""

    rule: Rule
    data: bytes | None
    is_new: bool


class Gap(msgspec.Struct, frozen=True):
    """What was asked for and is not to be had, and why."""

    what: str
    why: str
