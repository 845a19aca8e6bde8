"""Paragraphs as rule modules know them: cite, digest of the normalised text, names."""

from __future__ import annotations

import hashlib
import itertools
import re
from collections import Counter
from collections.abc import Iterator

import msgspec

from cfrdiff.cites import Path, path_of
from cfrdiff.model import Edition, Paragraph
from cfrdiff.provisions import Provision, provisions
from cfrdiff.selecting import Picked, select, touched

_EVEN = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "—": "-", "–": "-", "‑": "-"})
_NO_NAME = re.compile(r"\W")
_SENTENCE_END = re.compile(r"[.?!][”’)]*$")


class Numbered(msgspec.Struct, frozen=True):
    """One paragraph with text, what it says, and how rule modules refer to it.

    `cite` is ``163.12(b)(2)``, with ``[2]`` behind it for the second paragraph of that
    designation; `name` that of its function; `items` are the cites of the list items below and
    `inner` the names of their functions; `index` its place among all paragraphs of the
    edition in the order of print.
    """

    index: int
    section: str
    cite: str
    name: str
    heading: str | None
    text: str
    digest: str
    provision: Provision
    items: tuple[str, ...] = ()
    inner: tuple[str, ...] = ()


def normalised(text: str) -> str:
    """Text without what readings of one print differ in.

    Quotation marks, dashes and white space count as one form each; a hyphen inside a word,
    which a line end may have made, counts as nothing. Everything else stays.
    """
    words = " ".join(text.translate(_EVEN).split())
    return re.sub(r"(?<=[a-z])-(?=[a-z])", "", words)


def digest(heading: str | None, text: str) -> str:
    """The first 16 digits of the SHA-256 of the normalised heading and text."""
    words = normalised(f"{heading or ''}\n{text}")
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def module_name(section: str) -> str:
    """``section_163_12`` for § 163.12; no two sections have the same.

    A hyphen in the part is two lines, so that 60-1.4 is not 60.1-4.
    """
    part, _, rest = section.partition(".")
    return f"section_{re.sub(_NO_NAME, '_', part.replace('-', '__'))}_" + re.sub(
        _NO_NAME, "_", rest
    )


def function_name(labels: Path, nth: int = 1) -> str:
    """``paragraph_b_2`` for (b)(2), ``introduction`` for text without a designation.

    `nth` is which paragraph of that designation it is, where there are several.
    """
    words = [re.sub(r"\W+", "", label) for label in labels]
    name = "_".join(["paragraph", *words]).lower() if words else "introduction"
    return name if nth == 1 else f"{name}_{nth}"


def numbered(edition: Edition, section: Picked | None = None) -> list[Numbered]:
    """The paragraphs with text of an edition's numbered sections, or those that are picked, in the
    order of print.

    Raises CiteError for what picks nothing and NotFoundError for what the edition has not.
    """
    picked = None if section is None else select(section, edition)
    numbers = None if picked is None else touched(picked, edition)
    # A paragraph's name depends on those above it, so that whole sections are read.
    said = iter(provisions(edition, section=None if numbers is None else [*numbers]).provisions)
    later = edition.not_in_force
    seen: Counter[str] = Counter()
    names: dict[str | None, set[str]] = {}  # taken in the module of each section number
    rows: list[Numbered] = []
    index = 0
    for one in edition.sections:
        paragraphs = list(one.walk())
        if one.number not in later and (numbers is None or one.number in numbers):
            # The paragraphs stand first: zip then leaves the next section's provisions alone.
            held = list(zip(itertools.count(index), paragraphs, said, strict=False))
            rows += _rows(one.number, held, seen, names.setdefault(one.number, set()))
        index += len(paragraphs)
    return [one for one in rows if picked is None or picked.takes(one.section, one.provision.path)]


def _rows(
    section: str | None,
    held: list[tuple[int, Paragraph, Provision]],
    seen: Counter[str],
    taken: set[str],
) -> Iterator[Numbered]:
    cites: dict[int, tuple[str, str]] = {}
    for _, paragraph, _ in held:
        base = f"{section or '?'}{paragraph.designation}"
        seen[base] += 1 if paragraph.text else 0
        nth = max(seen[base], 1)
        name = function_name(path_of(paragraph.designation), nth)
        while name in taken:  # (A) beside (a), (a)[2] beside (a)(2)
            name += "_"
        taken |= {name} if paragraph.text else set()
        cites[id(paragraph)] = base if nth == 1 else f"{base}[{nth}]", name
    for index, paragraph, provision in held:
        if section is not None and paragraph.text:
            cite, name = cites[id(paragraph)]
            items = [cites[id(child)] for child in _items(paragraph, provision)]
            yield Numbered(
                index,
                section,
                cite,
                name,
                paragraph.heading,
                paragraph.text,
                digest(paragraph.heading, paragraph.text),
                provision,
                tuple(cite for cite, _ in items),
                tuple(name for _, name in items),
            )


def _items(paragraph: Paragraph, provision: Provision) -> list[Paragraph]:
    """The items of the list a paragraph leads in, none where its own sentence is whole."""
    if provision.joined is None and _SENTENCE_END.search(paragraph.text):
        return []
    return [child for child in paragraph.children if child.text and child.designation]
