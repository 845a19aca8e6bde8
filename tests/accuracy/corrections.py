"""Errors of the gold data, each with the evidence that it is one, and the data set right.

Only the reference is corrected here, never the reader: the printed lines decide. Labels that are
out of order in the printed lines themselves, as two paragraphs (b)(1), stay as they are printed. No
path is right for them, and so a reader is right there if it says that something is odd.
"""

import re

Path = tuple[str, ...]

# A path, and all paths under it, of one section, and what the printed lines show it to be.
_PATHS: dict[str, tuple[tuple[Path, Path], ...]] = {
    "1016.3": (
        # "(2) Nonaffiliated third party includes" follows "(1) Nonaffiliated third party means".
        (("o", "1", "2"), ("o", "2")),
        # "(2) Examples" comes before; paragraphs (q)(2)(i) and (ii) divide it.
        (("q", "ii"), ("q", "2", "ii")),
        # "(2) You does not include:" comes before.
        *((("s", label), ("s", "2", label)) for label in ("i", "ii", "iii", "iv", "v", "vi")),
    ),
}
# Labels of 12 CFR 1002.5(a)(4) as the eRegulations tree has them, "(4.)" and "(ii.)"; no CFR
# prints a full stop inside a designation.
_LABEL_STOP = re.compile(r"^\(([a-z0-9]+)\.\)")

# Labels out of order in print: what they should be is in brackets.
_MISPRINTS: dict[str, tuple[Path, ...]] = {
    "1016.3": (("e", "3", "iii"),),  # twice [(ii)]
    "1016.4": (("c", "3", "v", "D"), ("c", "3", "v", "B")),  # in this order [(A), (B)]
    "1016.6": (("c", "4", "ii", "i"),),  # behind (c)(4)(ii)(A) [(B)]
    "1016.7": (("a", "2", "iii", "N"),),  # behind (a)(2)(iii)(A) [(B)]
    "1016.11": (("b", "1"),),  # twice, with paragraphs under both [(b)(2)]
}


def is_misprint(section: str, path: Path) -> bool:
    """Whether a label of this path is out of order in print."""
    return any(path[: len(odd)] == odd for odd in _MISPRINTS.get(section, ()))


def right_path(section: str, path: Path) -> Path:
    """The path a paragraph of the gold data really has."""
    path = tuple(label.rstrip(".") for label in path)
    for wrong, right in _PATHS.get(section, ()):
        if path[: len(wrong)] == wrong:
            return (*right, *path[len(wrong) :])
    return path


def right_text(text: str) -> str:
    """A text without the spaces that the eRegulations tree has before some dashes."""
    return text.replace(" —", "—")


def right_heading(heading: str | None, text: str) -> str | None:
    """The heading, or None for a defined term, as in "Deed shall mean a warranty deed"."""
    if heading is None or heading.endswith((".", "—", ":", "?")):
        return heading
    rest = text[len(heading) :]
    return None if rest[:1] == " " and rest[1:2].islower() else heading


def right_line(line: str) -> str:
    """A printed paragraph, its dashes closed up and no full stop in its designation."""
    return _LABEL_STOP.sub(r"(\1)", right_text(line))
