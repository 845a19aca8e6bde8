"""The list a paragraph leads in: what of it changed, and the statement that decides its items."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from cfrdiff.rules.bodies import statement_digest
from cfrdiff.rules.modules import Line, RuleSite
from cfrdiff.rules.paragraphs import Numbered
from cfrdiff.rules.reviews import literal

UNSAID = "# The text does not say how its items are joined."


# What to say of the word between the items, by whether the newer and the older text have none.
_JOINED = {
    (False, False): "its list's items are joined by “{joined}”, not by “{was}”",
    (False, True): "its list's items are joined by “{joined}”; the older text did not say",
    (True, False): "the text does not say how its list's items are joined; it was “{was}”",
}


class ListChange(msgspec.Struct, frozen=True):
    """What became of a list: `why` in words, empty where only the names of its items changed."""

    why: tuple[str, ...]


def list_change(old: Numbered, new: Numbered, became: Mapping[str, str]) -> ListChange | None:
    """How the list of a paragraph differs from before; None where it does not.

    `became` has the cite in the newer edition of each paragraph of the older that goes on.
    """
    went_on = {became[cite]: cite for cite in old.items if cite in became}
    added = [cite for cite in new.items if cite not in went_on]
    removed = [cite for cite in old.items if became.get(cite) not in new.items]
    why = [*_told("added to its list:", added), *_told("removed from its list:", removed)]
    joined, was = new.provision.joined, old.provision.joined
    if joined != was and len(old.items) > 1 and len(new.items) > 1:
        why.append(_JOINED[joined is None, was is None].format(joined=joined, was=was))
    kept = [cite for cite in old.items if cite not in removed]
    if [went_on[cite] for cite in new.items if cite in went_on] != kept:
        why.append("its list's items stand in another order")
    is_same = not why and (old.inner, joined) == (new.inner, was)
    return None if is_same else ListChange(tuple(why))


def _told(what: str, cites: Iterable[str]) -> Iterator[str]:
    listed = ", ".join(f"§ {cite}" for cite in cites)
    if listed:
        yield f"{what} {listed}"


def listed_code(row: Numbered, parameter: str) -> list[str]:
    """The statement of a stub that decides the items of its list, at the margin; none without."""
    if not row.inner:
        return []
    if len(row.inner) == 1:
        return [f"listed = {row.inner[0]}({parameter})"]
    joint = {"and": "rules.all_of(", "or": "rules.any_of(", None: "("}[row.provision.joined]
    return [
        *([UNSAID] if row.provision.joined is None else []),
        f"listed = {joint}",
        *(f"    {name}({parameter})," for name in row.inner),
        ")",
    ]


def stub_code(row: Numbered, parameter: str) -> list[str]:
    """The body of a stub, at the margin: what its items decide, and that it is one."""
    listed = listed_code(row, parameter)
    more = ", listed" if listed else ""
    return [*listed, f"raise NotImplementedError({literal(f'§ {row.cite}')}{more})"]


def generated_list(site: RuleSite, row: Numbered) -> Line | None:
    """The statement of a body that decides the list and is still as it was generated."""
    code = listed_code(row, site.parameter or "facts")
    if not code:
        return None
    wanted = statement_digest("\n".join(code))
    return next((line for line in site.lines if line.digest == wanted), None)


def indented(code: Iterable[str], indent: str) -> str:
    """Lines of code as they stand in a body, the first one's indent left out."""
    return textwrap.indent("\n".join(code), indent).removeprefix(indent)


def statements(code: list[str]) -> list[str]:
    """Code at the margin, part by part: a statement begins where no indent and no bracket does."""
    found: list[str] = []
    for line in code:
        if line.startswith((" ", ")")):
            found[-1] += f"\n{line}"
        elif not line.startswith("#"):
            found.append(line)
    return found
