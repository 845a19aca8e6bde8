"""Which text of a paragraph is known to hold on a day, and which edition's rules were written
from it.

A text is known to hold on its edition's own day, and between two editions that follow one another
where both have it alike. Nothing else is known: not after the newest, not before the oldest, and
not of an edition without a date.
"""

from __future__ import annotations

import dataclasses
import datetime
import textwrap
from collections.abc import Iterable, Mapping, Sequence

from cfrdiff.cites import Cite, CiteError
from cfrdiff.errors import NotFoundError
from cfrdiff.rules.asking import Decided
from cfrdiff.rules.editions import RuleEdition
from cfrdiff.rules.rule_cites import RuleCite

Digests = Mapping[str, str]  # of the paragraphs' texts, by their cites

# As much of a text as an error's one line bears.
_SHOWN = 300


@dataclasses.dataclass(frozen=True)
class Dated:
    """The paragraphs that a text of a day has: of an edition, or of the rules written from it.

    `texts` has their words, as far as the text is there.
    """

    day: datetime.date
    digests: Digests
    texts: Mapping[str, str] = dataclasses.field(default_factory=dict)


def of_rules(edition: RuleEdition) -> Dated | None:
    """What the rules of an edition show of its text; None where it has no date.

    A rule that an older text stands in for shows nothing.
    """
    if edition.day is None:
        return None
    rules = (rule.rule for module in edition.modules for rule in module.rules)
    own = {rule.cite: rule.digest for rule in rules if rule.edition == edition.label}
    return Dated(edition.day, own)


def around(days: Iterable[datetime.date], day: datetime.date) -> list[datetime.date]:
    """The day of the last text on or before a day and that of the first on or after it, as far as
    there are any.
    """
    known = sorted(days)
    before = [one for one in known if one <= day][-1:]
    after = [one for one in known if one >= day][:1]
    return list(dict.fromkeys([*before, *after]))


class Holding:
    """The paragraphs whose text is known to hold on a day, from the texts of the days around it."""

    def __init__(self, day: datetime.date, texts: Sequence[Dated]) -> None:
        self.day, self._texts = day, texts
        days = {one.day for one in texts}
        self._is_between = day in days or len(days) > 1

    def digest(self, cite: str) -> str | None:
        """The digest of the text of a paragraph on that day; None where it is not known."""
        if not self._is_between:
            return None
        of_days: dict[datetime.date, set[str]] = {one.day: set() for one in self._texts}
        for one in self._texts:
            if cite in one.digests:
                of_days[one.day].add(one.digests[cite])
        found = set().union(*of_days.values())
        return found.pop() if len(found) == 1 and all(of_days.values()) else None

    def edition(self, editions: Sequence[RuleEdition], cite: Cite) -> RuleEdition:
        """The newest edition whose rules of a section, or of a paragraph and those below it, were
        written from the text of that day. Raises NotFoundError where there is none.
        """
        dated = [one for one in editions if one.day is not None and one.day <= self.day]
        for one in reversed(dated):
            found = _under(one, cite)
            if found and self._is_whole(found, cite) and self._all_hold(one, found):
                return one
        raise NotFoundError(self._unknown(dated[-1] if dated else None, cite))

    def _all_hold(self, edition: RuleEdition, cites: Iterable[RuleCite]) -> bool:
        return all(self._holds(edition, str(one)) for one in cites)

    def _is_whole(
        self, rules: Iterable[RuleCite], cite: Cite, until: datetime.date | None = None
    ) -> bool:
        """Whether no text of the days around has a paragraph there that the rules have not."""
        own = {str(one) for one in rules}
        texts = [one for one in self._texts if until is None or one.day <= until]
        there = {other for text in texts for other in text.digests}
        return all(one in own for one in there if _is_below(one, cite))

    def _holds(self, edition: RuleEdition, cite: str) -> bool:
        own = of_rules(edition)
        written = own.digests.get(cite) if own else None
        return written is not None and written == self.digest(cite)

    def assumed(self, editions: Sequence[RuleEdition], cite: Cite) -> tuple[RuleEdition, str]:
        """The newest edition whose rules were written from the last known text, which is assumed to
        hold on that day; and that this is assumed. Raises NotFoundError where none was.
        """
        last = [one for one in self._texts if one.day <= self.day]
        for edition in reversed([one for one in editions if one.day is not None]):
            own, found = of_rules(edition), _under(edition, cite)
            if own and found and self._is_whole(found, cite, self.day) and _agree(own, last, found):
                said = f"that the text of {last[-1].day} still holds on {self.day}"
                return edition, f"assumed, not known: {said}"
        problem = f"no rules of § {cite} were written from its last known text before {self.day}"
        raise NotFoundError(f"{problem}; bring them up to date, or name an edition")

    def check(self, decided: Iterable[Decided], edition: RuleEdition) -> None:
        """Raises NotFoundError where a decision rests on a paragraph whose text is not known."""
        for reason in (reason for one in decided for reason in one.decision.reasons):
            cite = reason.cite.removeprefix("§ ")
            if reason.edition != edition.label or self.digest(cite) is None:
                problem = (
                    f"the answer rests on {reason.cite}, whose text on {self.day} is not known"
                )
                raise NotFoundError(f"{problem}; name an edition, or give --assume-current")

    def _unknown(self, newest: RuleEdition | None, cite: Cite) -> str:
        said = f"the text of § {cite} on {self.day} is not known"
        last = [one for one in self._texts if one.day <= self.day]
        words = [one.texts[str(cite)] for one in last if str(cite) in one.texts]
        shown = textwrap.shorten(words[-1], _SHOWN, placeholder=" …") if words else ""
        if last:
            said += f": the last known is that of {last[-1].day}"
            said += f", “{shown}”" if shown else ""
        if newest is None:
            return f"{said}; no edition with rules has a date on or before it: name an edition"
        return f"{said}; name an edition, or give --assume-current"


def _under(edition: RuleEdition, cite: Cite) -> list[RuleCite]:
    cites = (rule.cite for module in edition.modules for rule in module.rules)
    return [one for one in cites if one.is_under(cite)]


def _agree(own: Dated, texts: Sequence[Dated], cites: Iterable[RuleCite]) -> bool:
    """Whether each paragraph's text is there, and is everywhere that of the rules."""
    named = [str(cite) for cite in cites]
    held = [{one.digests[cite] for one in texts if cite in one.digests} for cite in named]
    return all(held[i] == {own.digests.get(cite)} for i, cite in enumerate(named))


def _is_below(written: str, cite: Cite) -> bool:
    try:
        return RuleCite.parse(written).is_under(cite)
    except CiteError:
        return False
