"""A report on a watchlist, as HTML or Markdown, by the suffix of the file it is written to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from urllib.parse import urlsplit

from markupsafe import Markup

from cfrdiff.formats.html.templating import asset, template_environment
from cfrdiff.formats.markdown import escaped, marked, quoted
from cfrdiff.views import watched
from cfrdiff.watching import News, Report, Upcoming

_COUNTED = {
    "news": "with news",
    "same": "without",
    "begun": "tracked from now on",
    "failed": "that could not be looked at",
}


def counts(report: Report) -> str:
    """``1 with news, 3 without``."""
    found: Counter[str] = Counter(one.standing for one in report.news)
    return ", ".join(f"{found[kind]} {said}" for kind, said in _COUNTED.items() if found[kind])


def html(report: Report) -> bytes:
    """One page: nothing else is needed to read it, and nothing is fetched."""
    environment = template_environment()
    environment.filters |= {
        "standing": watched.standing,
        "told": watched.told,
        "rule_said": watched.rule_said,
        "link": _link,
    }
    style = Markup(asset("watch.css"))
    page = environment.get_template("watch.html")
    return page.render(report=report, counts=counts(report), style=style).encode()


def markdown(report: Report) -> bytes:
    """For an issue or an e-mail."""
    return ("\n".join(_lines(report)).rstrip("\n") + "\n").encode()


REPORTS: Mapping[str, Callable[[Report], bytes]] = {".html": html, ".md": markdown}


def _lines(report: Report) -> Iterator[str]:
    yield from ("# What is new of what we track", "")
    yield f"{escaped(report.watchlist.path)}: {len(report.news)} tracked, {counts(report)}."
    for owner, lines in report.by_owner():
        yield from ("", f"## {escaped(owner or 'Without an owner')}")
        for news in lines:
            yield from _news(news)


def _news(news: News) -> Iterator[str]:
    yield from ("", f"### {escaped(news.watch.cite)}", "", f"{escaped(watched.standing(news))}.")
    if news.watch.note:
        yield from ("", f"Tracked for: {escaped(news.watch.note)}")
    if news.problem:
        yield from ("", f"⚠ {escaped(news.problem)}")
    for one in watched.told(news.changes) if news.changes else ():
        said = f" {one.became}, {one.significance}" if one.became else ""
        yield from ("", f"**{escaped(one.place)}**{said}")
        if one.pieces:
            yield from ("", quoted(marked(one.pieces)))
        yield from (f"- ⚠ {escaped(review)}" for review in one.review)
    if news.to_come:
        yield from ("", "Rules to come:", "")
    yield from (_rule(one) for one in news.to_come)


def _rule(one: Upcoming) -> str:
    said, link = escaped(watched.rule_said(one)), _link(one)
    linked = f"[{said}](<{link}>)" if link else said
    return f"- {'**new** ' if one.is_new else ''}{linked}"


def _link(one: Upcoming) -> str | None:
    """Where a rule is read; what is no address of the web is not made a link."""
    page = one.rule.page or ""
    is_safe = urlsplit(page).scheme in ("http", "https") and not set(page) & set("<>\"' \n")
    return page if is_safe else None
