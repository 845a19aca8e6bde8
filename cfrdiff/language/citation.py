"""What a citation is, as data."""

from __future__ import annotations

from typing import Literal

import msgspec

from cfrdiff.cites import Member

Cited = Literal["citation", "cross-reference"]
Form = Literal[
    "code",
    "law",
    "statutes at large",
    "register",
    "order",
    "cfr",
    "cfr part",
    "cfr chapter",
    "section",
    "paragraph",
    "statute",
    "part",
    "division",
    "here",
    "elsewhere",
]


class Citation(msgspec.Struct, frozen=True, gc=False):
    """``text[start:end]`` cites a provision of the CFR (`cross-reference`) or something else.

    `members` are the sections and paragraphs of a list, with their places in the text; a
    paragraph's section is that of "of § 163.12" behind the list, None for the section at hand.
    `homes` are the sections that stand behind the list, `labels` the paragraphs as they stand
    before them. A paragraph of something else ("of the order", form `elsewhere`) has labels and
    no members. `title` is the title of the CFR or the U.S. Code where it is printed, `law` the
    words that say which law it is, or that a note is meant: "the Clean Air Act", "note". `numbers`
    are the parts of "parts 270, 264, and 265", `through` whether they are a range.
    """

    kind: Cited
    form: Form
    start: int
    end: int
    title: int | None = None
    members: tuple[Member, ...] = ()
    homes: tuple[Member, ...] = ()
    labels: tuple[Member, ...] = ()
    law: str | None = None
    numbers: tuple[str, ...] = ()
    through: bool = False
