"""What a report on a watchlist says: of each line what became of it, of each change its words."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from cfrdiff.changes.model import ChangeSet
from cfrdiff.views import entries, listed, wording
from cfrdiff.views.listed import Listed
from cfrdiff.watching import News, Upcoming


def standing(news: News) -> str:
    """What became of a line, in a few words."""
    if news.standing == "failed":
        return "could not be looked at"
    if news.standing == "begun":
        return f"tracked from the edition of {news.after} on"
    fresh = sum(one.is_new for one in news.to_come)
    said = [] if news.changes is None else entries.tallies(news.changes)
    if fresh:
        said.append(f"{wording.counted(fresh, 'new rule')} to come")
    changed = "; ".join(said) if news.standing == "news" else "nothing new"
    return f"{editions(news)}: {changed}"


def editions(news: News) -> str:
    """``2012-04-01 → 2019-04-01``, and which editions lie between."""
    if news.before == news.after:
        return f"edition of {news.after}"
    between = f" (past {', '.join(news.between)})" if news.between else ""
    return f"{news.before} → {news.after}{between}"


def rule_said(one: Upcoming) -> str:
    """A rule to come, in one line."""
    rule = one.rule
    named = {True: "names what is tracked", False: "names other sections of the part", None: ""}
    facts = (
        rule.citation or f"FR Doc. {rule.number}",
        rule.action or rule.type,
        f"published {rule.published}",
        f"effective {rule.effective}" if rule.effective else "",
        f"corrects {rule.corrects}" if rule.corrects else "",
        named[one.names],
    )
    return f"{rule.title} ({', '.join(filter(None, facts))})"


def told(changes: ChangeSet) -> Iterator[Listed]:
    """The changes of a change set that have an entry of their own: sections, paragraphs, blocks."""
    return chain(listed.sections(changes), listed.paragraphs(changes), listed.blocks(changes))
