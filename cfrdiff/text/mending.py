"""Places inside a line that are mended, each on evidence: broken words, misread characters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from cfrdiff.text.enumerations import misread_members
from cfrdiff.text.joints import broken_tail, joint
from cfrdiff.text.misread_headings import MendedHeading
from cfrdiff.text.openings import opens_with_number
from cfrdiff.text.running import Join
from cfrdiff.text.signs import misread_signs
from cfrdiff.text.vocabulary import Vocabulary

# "over- payments": text that was set anew keeps the hyphen of a line end that is gone.
_GAPPED = re.compile(r"(?<=[^\W\d_])- (?=[a-z])")
_WORD = re.compile(r"[\w'’-]++")

# "under Sec." before "5.2(b)"; alone on its line "Sec." heads a contents list.
_SIGN_AT_END = re.compile(r"\S\s(?P<sign>Sec(?P<plural>s?)\.)$")


class Mend(msgspec.Struct, frozen=True):
    """``text[start:end]`` should be `new`; `join` tells of the whole word, its place in `text`.

    What is one print in other type, as "Sec." for the section sign, is no repair: it has no join.
    """

    start: int
    end: int
    new: str
    join: Join | None


def mends(
    text: str,
    before: str,
    after: str,
    vocabulary: Vocabulary,
    numbers: frozenset[str] | None,
) -> list[Mend]:
    """What is to be mended in a line, in order; `before` and `after` are the lines beside it.

    `numbers` are the section numbers known, None where no character is misread.
    """
    found = [*_gaps(text, vocabulary), *_cut_signs(text, after)]
    if numbers is not None:
        found += [
            Mend(
                sign.start,
                sign.end,
                sign.signs + " ",
                Join(
                    "ocr",
                    text[sign.start : sign.end] + sign.number,
                    f"{sign.signs} {sign.number}",
                    sign.start,
                    "section-numbers",
                ),
            )
            for sign in misread_signs(text, before, numbers)
        ]
        found += [
            Mend(
                one.start,
                one.end,
                one.new,
                Join("ocr", text[one.start : one.end], one.new, one.start, "sequence"),
            )
            for one in misread_members(text, before, after)
        ]
    return sorted(found, key=lambda mend: mend.start)


def mended_heading(text: str, heading: MendedHeading) -> Mend:
    """The sign and the number of a section's heading as print must have them."""
    printed = f"§ {heading.number}"
    return Mend(
        0, heading.end, printed, Join("ocr", text[: heading.end], printed, 0, "section-numbers")
    )


def _cut_signs(text: str, after: str) -> Iterator[Mend]:
    """The section sign as typists write it, where a line end parts it from the number."""
    match = _SIGN_AT_END.search(text) if text.endswith(".") else None
    if match is not None and opens_with_number(after):
        sign = "§§" if match["plural"] else "§"
        yield Mend(match.start("sign"), match.end(), sign, None)


def _gaps(text: str, vocabulary: Vocabulary) -> list[Mend]:
    """Words broken by a hyphen and a space, where evidence decides that they are one.

    A hyphen that hangs ("over- and underpayments") and one that nothing decides stay.
    """
    found: list[Mend] = []
    for match in _GAPPED.finditer(text):
        tail = broken_tail(text, match.start() + 1)
        word = _WORD.match(text, match.end())
        decided = joint(tail, word[0], vocabulary) if tail and word else None
        if tail is None or word is None or decided is None or decided.between == "- ":
            continue
        if decided.basis == "undecided":
            continue
        join = Join(
            "hyphen",
            f"{tail}- {word[0]}",
            f"{tail}{decided.between}{word[0]}",
            match.start() - len(tail),
            decided.basis,
        )
        found.append(Mend(match.start(), match.end(), decided.between, join))
    return found


def moved(mended: Sequence[Mend]) -> tuple[Join, ...]:
    """The joins with their places in the mended text."""
    joins: list[Join] = []
    grown = 0
    for mend in mended:
        if mend.join is not None:
            joins.append(msgspec.structs.replace(mend.join, at=mend.join.at + grown))
        grown += len(mend.new) - (mend.end - mend.start)
    return tuple(joins)
