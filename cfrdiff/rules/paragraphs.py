"""Paragraphs as rule modules know them: cite, digest of the normalised text, names."""

from __future__ import annotations

import hashlib
import re
from pathlib import PurePath

import msgspec

from cfrdiff.model import Edition
from cfrdiff.provisions import Provision, provisions

_EVEN = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "—": "-", "–": "-", "‑": "-"})


class Numbered(msgspec.Struct, frozen=True):
    """One paragraph with text, what it says, and how rule modules refer to it.

    `cite` is ``163.12(b)(2)``, with ``[2]`` behind it for the second paragraph of that
    designation; `name` that of its function; `inner` are the names of the list items below;
    `index` its place among all paragraphs of the edition in the order of print.
    """

    index: int
    section: str
    cite: str
    name: str
    heading: str | None
    text: str
    digest: str
    provision: Provision
    inner: tuple[str, ...] = ()


def label(edition: Edition) -> str:
    """What rule modules call an edition: its date, or the name of its file without ending."""
    return edition.as_of or PurePath(edition.source.path).stem


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
    """``section_163_12`` for § 163.12."""
    return "section_" + re.sub(r"\W", "_", section)


def function_name(cite: str) -> str:
    """``paragraph_b_2`` for 163.12(b)(2), ``introduction`` for text without a designation."""
    labels = [re.sub(r"\W+", "_", label) for label in re.findall(r"\(([^)]+)\)", cite)]
    name = "_".join(["paragraph", *labels]).lower() if labels else "introduction"
    nth = re.search(r"\[(\d+)\]$", cite)
    return f"{name}_{nth[1]}" if nth else name


def numbered(edition: Edition, section: str | None = None) -> list[Numbered]:
    """The paragraphs with text of an edition's numbered sections, in the order of print.

    Raises NotFoundError where the edition has no such section.
    """
    said = iter(provisions(edition, section=section).provisions)
    found: list[Numbered] = []
    seen: dict[str, int] = {}
    index = -1
    for one in edition.sections:
        if section not in (None, one.number):
            index += len(list(one.walk()))
            continue
        names: dict[int, str] = {}
        rows = []
        for paragraph in one.walk():
            provision = next(said)
            index += 1
            base = f"{one.number or '?'}{paragraph.designation}"
            seen[base] = seen.get(base, 0) + (1 if paragraph.text else 0)
            cite = base if seen[base] < 2 else f"{base}[{seen[base]}]"
            names[id(paragraph)] = function_name(cite)
            rows.append((index, paragraph, provision, cite))
        for place, paragraph, provision, cite in rows:
            if one.number is None or not paragraph.text:
                continue
            below = [child for child in paragraph.children if child.text and child.designation]
            is_list = provision.joined is not None or not re.search(r"[.?!][”’)]*$", paragraph.text)
            found.append(
                Numbered(
                    place,
                    one.number,
                    cite,
                    names[id(paragraph)],
                    paragraph.heading,
                    paragraph.text,
                    digest(paragraph.heading, paragraph.text),
                    provision,
                    tuple(names[id(child)] for child in below) if is_list else (),
                )
            )
    return found
