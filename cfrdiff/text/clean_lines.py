"""Lines without markup, evened out, with what is broken or misread inside them made whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from cfrdiff.sources.lines import Line
from cfrdiff.sources.origins import Origins
from cfrdiff.text.mending import Mend, mended_heading, mends, moved
from cfrdiff.text.misread_headings import MendedHeading
from cfrdiff.text.running import Join
from cfrdiff.text.typography import even
from cfrdiff.text.vocabulary import Vocabulary

# What of a line may be a section sign that its end parts from the number.
_SIGN_ENDS = ("Sec.", "Secs.")


class CleanLine(msgspec.Struct, frozen=True, gc=False):
    """A line without markup, evened out and stripped. `hangs`: it ends in a hyphen and a space.

    `origin` is the offset each character comes from. `mended` are repairs inside it; they count
    from its beginning.
    """

    line: Line
    text: str
    origin: Origins
    hangs: bool
    mended: tuple[Join, ...] = ()


def clean(line: Line) -> CleanLine:
    """A line of a source, evened out."""
    text, origin = _evened(line)
    body = text.strip()
    if len(body) < len(text):
        lead = len(text) - len(text.lstrip())
        origin = origin.part(lead, lead + len(body))
    hangs = text.endswith("- ") or line.text.endswith("- ")
    return CleanLine(line, body, origin, hangs)


def _evened(line: Line) -> tuple[str, Origins]:
    """A line's text without its markup, and the offset each character comes from."""
    if not line.cuts:
        text, places = even(line.text, line.start if line.origin is None else 0)
        if line.origin is None:
            return text, places
        # Most lines are even as they are, and their characters come from where they came from.
        return text, line.origin if text is line.text else line.origin.through(places)
    parts: list[str] = []
    origin = Origins()
    at = 0
    for cut in (*line.cuts, None):
        end = cut.start if cut else len(line.text)
        if end > at:
            part, places = even(line.text[at:end], at)
            parts.append(part)
            origin.extend(places)
        at = cut.end if cut else end
    own = Origins(line.start, len(line.text)) if line.origin is None else line.origin
    return "".join(parts), own.through(origin)


class Misread(msgspec.Struct, frozen=True):
    """What a file that may be misread shows of its sections: the numbers known, and the headings
    that are mended, by the numbers of their lines.
    """

    numbers: frozenset[str]
    headings: Mapping[int, MendedHeading]


def mended(
    lines: Sequence[CleanLine], vocabulary: Vocabulary, misread: Misread | None
) -> list[CleanLine]:
    """The lines with what is broken or misread inside them made whole.

    `misread` is None where no character is misread.
    """
    numbers = misread.numbers if misread else None
    headings = misread.headings if misread else {}
    texts = ["", *(line.text for line in lines), ""]
    found: list[CleanLine] = []
    for i, (line, before, after) in enumerate(zip(lines, texts, texts[2:], strict=False)):
        if numbers is None and "- " not in line.text and not line.text.endswith(_SIGN_ENDS):
            found.append(line)
            continue
        if line.line.role == "heading":
            before = ""  # what is set as a heading goes on with no line
        places = mends(line.text, before, after, vocabulary, numbers)
        if i in headings:
            heading = mended_heading(line.text, headings[i])
            places = [heading, *(one for one in places if one.start >= heading.end)]
        found.append(_with_mends(line, places) if places else line)
    return found


def _with_mends(line: CleanLine, places: Sequence[Mend]) -> CleanLine:
    parts: list[str] = []
    origin = Origins()
    at = 0
    for mend in places:
        parts += [line.text[at : mend.start], mend.new]
        origin.extend(line.origin.part(at, mend.start))
        origin.repeat(line.origin[mend.start], len(mend.new))
        at = mend.end
    parts.append(line.text[at:])
    origin.extend(line.origin.part(at, len(line.origin)))
    return msgspec.structs.replace(line, text="".join(parts), origin=origin, mended=moved(places))
