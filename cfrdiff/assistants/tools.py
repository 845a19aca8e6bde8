"""The tools: each asks the library, and says "not in the library" where that is so."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Annotated, Literal, ParamSpec

from pydantic import Field

from cfrdiff import api
from cfrdiff.assistants import pieces
from cfrdiff.assistants.answers import Answer, Item, capped, not_found
from cfrdiff.cites import CiteError
from cfrdiff.cores import spread_over
from cfrdiff.errors import CfrdiffError, NotFoundError
from cfrdiff.library import Library, shelf
from cfrdiff.library.fetching import rules_folder
from cfrdiff.library.names import parse_cite, parse_name
from cfrdiff.views import entries
from cfrdiff.watching import rules_at_hand

P = ParamSpec("P")

Cite = Annotated[
    str, Field(description="What is meant: 19 CFR 163, 19 CFR 163.12, 19 CFR 163.12(c)(2)")
]
Day = Annotated[
    str, Field(description="A day (2019-04-01), a year of the annual edition (2019), or latest")
]
Start = Annotated[int, Field(ge=0, description="Begin with this item: what an answer left out")]
Title = Annotated[int | None, Field(ge=1, le=50, description="Only this title of the CFR")]

_HITS = 50  # the most that a search is asked for
_LONGEST = 1_000  # characters that a search is given
_ALL = "all titles"


def alone(tool: Callable[P, Answer]) -> Callable[P, Answer]:
    """A tool that works in this process alone: the protocol has its streams."""

    @wraps(tool)
    def run(*args: P.args, **kwargs: P.kwargs) -> Answer:
        with spread_over(1):
            return tool(*args, **kwargs)

    return run


def _answer(
    cite: str, edition: str, ask: Callable[[], tuple[str, Iterable[Item]]], start: int, how: str
) -> Answer:
    """What `ask` gives (what is said, and the items), or that the library does not have it."""
    try:
        said, items = ask()
        found = list(items)
    except (NotFoundError, CiteError) as error:
        return not_found(cite, edition, str(error))
    if not found:
        return Answer(cite, edition, found=True, said=said)
    if start >= len(found):
        return Answer(cite, edition, found=True, said=f"{said}; there are {len(found)} items")
    return capped(Answer(cite, edition, found=True, said=said, more=how), found, start)


def editions(
    cite: Annotated[str, Field(description="A part: 19 CFR 163; empty for all")] = "",
    start: Start = 0,
) -> Answer:
    """Which editions of a part the library has, or of what it has any."""

    def ask() -> tuple[str, Iterable[Item]]:
        held = shelf.kept(shelf.default_store())
        if cite:
            title, part, _ = parse_cite(cite)
            held = shelf.all_of(title, part, held)
        if not held:
            raise NotFoundError(f"no edition of {cite or 'anything'}")
        items = [
            Item(
                f"{one.entry.title or '?'} CFR {', '.join(one.entry.parts) or '?'}",
                one.entry.as_of or "no date",
                f"{one.entry.name}, {one.entry.format}",
            )
            for one in held
        ]
        return f"{len(items)} editions", items

    return _answer(cite or _ALL, "all", ask, start, "name a part")


def read(cite: Cite, edition: Day = "latest", start: Start = 0) -> Answer:
    """The text of a part, a section or a paragraph in one edition, paragraph by paragraph."""

    def ask() -> tuple[str, Iterable[Item]]:
        found = api.read(_named(cite, edition))
        doubt = "" if found.source.exact else "; read by OCR, any character may be misread"
        return f"the text as of {found.as_of}{doubt}", pieces.texts(found)

    return _answer(cite, edition, ask, start, "name a section or a paragraph of it")


def contents(cite: Cite, edition: Day = "latest", start: Start = 0) -> Answer:
    """The sections of a part in one edition, with their headings and how long each is."""

    def ask() -> tuple[str, Iterable[Item]]:
        found = api.read(_named(cite, edition))
        return f"{len(found.sections)} sections as of {found.as_of}", pieces.headings(found)

    return _answer(cite, edition, ask, start, "name a section")


def rules(
    cite: Cite,
    since: Annotated[str, Field(description="Only rules published from this day on")] = "",
    start: Start = 0,
) -> Answer:
    """The rules of the Federal Register on a part that were fetched, the newest first: what each
    is cited by, from which day it is effective, and where it is read.
    """

    def ask() -> tuple[str, Iterable[Item]]:
        title, part, _ = parse_cite(cite)
        own = f"{title} CFR {part}"
        held = [one.rule for one in rules_at_hand(rules_folder()) if own in one.rule.references]
        if not held:
            fetch = f'`cfrdiff fetch --rules "{own}" --since 2017-01-01` brings some'
            raise NotFoundError(f"rules on {own} are not in the library; {fetch}")
        newest = [one for one in reversed(held) if one.published >= since]
        return f"{len(newest)} rules on {own}", [pieces.rule(one, own) for one in newest]

    return _answer(cite, "Federal Register", ask, start, "say since which day")


def compare(cite: Cite, before: Day, after: Day = "latest", start: Start = 0) -> Answer:
    """What changed between two editions: each change with its place, how much it weighs, and the
    words that were [-struck-] and {+inserted+}.
    """

    def ask() -> tuple[str, Iterable[Item]]:
        found = api.diff(_named(cite, before), _named(cite, after))
        dates = f"{found.before.as_of} → {found.after.as_of}"
        items = list(pieces.changes(found))
        said = "; ".join(entries.tallies(found)) if items else "nothing changed"
        return f"{dates}: {said}", items

    return _answer(cite, f"{before} → {after}", ask, start, "name a section or a paragraph of it")


def history(cite: Cite, start: Start = 0) -> Answer:
    """How each paragraph went through all editions that the library has: when it was added,
    revised, moved, split, merged or removed.
    """

    def ask() -> tuple[str, Iterable[Item]]:
        found = api.history_of(cite)
        days = [edition.as_of or "no date" for edition in found[0].editions] if found else []
        return f"{len(days)} editions: {', '.join(days)}", pieces.history(found)

    return _answer(cite, "all", ask, start, "name a paragraph of it")


def search(
    words: Annotated[
        str,
        Field(
            description='Words, "a phrase", and, or, not, export!, record /5 keep; in one paragraph'
        ),
    ],
    as_of: Annotated[str, Field(description="A day; else the newest editions")] = "",
    title: Title = None,
    start: Start = 0,
) -> Answer:
    """The paragraphs of the library that hold words, the best first."""

    def ask() -> tuple[str, Iterable[Item]]:
        if len(words) > _LONGEST:
            raise CfrdiffError(f"more than {_LONGEST:,} characters to search for; give fewer words")
        library, day = _filled(), parse_name(f"1 CFR 1@{as_of}").date if as_of else None
        found = library.search(words, as_of=day, title=title, limit=_HITS)
        items = list(pieces.rows(found, {"heading": "{}", "text": "{}"}, library.entries()))
        most = f", the first {_HITS}" if len(items) >= _HITS else ""
        said = f"{len(items)} paragraphs{most}: {pieces.by_part(found)}"
        return said if items else _none("paragraph"), items

    return _answer(words, as_of or "the newest", ask, start, "give more words")


def citations(
    cite: Cite,
    direction: Annotated[
        Literal["to", "from"], Field(description="Who refers to it, or what it refers to")
    ] = "to",
    start: Start = 0,
) -> Answer:
    """Who in the CFR refers to a part, section or paragraph, or what it refers to itself; each
    with whether the target is there.
    """

    def ask() -> tuple[str, Iterable[Item]]:
        library = _filled()
        if direction == "from":
            shelf.find(f"{cite}@latest", shelf.kept(shelf.default_store()))
        found = library.cites(cite, direction)
        shown = {"words": "“{}”", "to_title": "→ {} CFR", "to_section": "{}"}
        put = {**shown, "to_designation": "{}", "how": "({})", "leads": "leads there: {}"}
        items = list(pieces.rows(found, put, library.entries()))
        return f"{len(items)} references" if items else _none("reference"), items

    return _answer(cite, "the newest", ask, start, "name a paragraph of it")


def left_behind(title: Title = None, start: Start = 0) -> Answer:
    """Names (agencies, offices, addresses) that an amendment replaced somewhere and that still
    stand elsewhere, the likeliest oversights first.
    """

    def ask() -> tuple[str, Iterable[Item]]:
        library = _filled()
        found = library.left_behind(title)
        put = {
            "before_name": "“{}”",
            "after_name": "was replaced by “{}”",
            "replaced_in": "in {};",
            "words": "it still stands here: {}",
            "likelihood": "(likelihood of an oversight: {:.2f})",
        }
        items = list(pieces.rows(found, put, library.entries()))
        nothing = f"{_none('name left behind')}; only editions that `cfrdiff library compare` has"
        return f"{len(items)} places" if items else f"{nothing} compared are looked at", items

    return _answer(f"title {title}" if title else _ALL, "the newest", ask, start, "name a title")


def _named(cite: str, edition: str) -> str:
    """The name of an edition. Raises NotFoundError for anything else: no tool opens a file."""
    return str(parse_name(f"{cite}@{edition}"))


def _filled() -> Library:
    """The library. Raises NotFoundError where it has nothing."""
    library = Library.open()
    if not library.entries():
        raise NotFoundError(
            "anything: it has no editions yet; `cfrdiff library add` and `cfrdiff fetch` bring some"
        )
    return library


def _none(what: str) -> str:
    return f"no {what} in the editions that the library has"


TOOLS: tuple[Callable[..., Answer], ...] = tuple(
    alone(one)
    for one in (editions, contents, read, compare, history, rules, search, citations, left_behind)
)
