"""Cross-references in amended text, made to follow what they point at, or forgotten."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from accuracy.changes.drafts import Draft

Place = tuple[str, tuple[str, ...]]

_PATH = r"(?:\([A-Za-z0-9]{1,4}\))+"
_OWN = re.compile(rf"(?<=paragraph )({_PATH})(?= of this section)")
_OTHER = re.compile(rf"§ ?(\d+\.\d+)({_PATH})?(?![\w(])")
_LABEL = re.compile(r"\(([A-Za-z0-9]+)\)")


@dataclass(frozen=True)
class Stale:
    """A reference that should have followed its target and did not."""

    paragraph: Draft
    printed: str


def adjust(
    paragraph: Draft, section: str, moved: Mapping[Place, Place], rng: Random, forget: float
) -> list[Stale]:
    """Rewrite the references of one paragraph whose targets moved.

    `section` is the number the paragraph's section had; `moved` maps places to new places. Each
    reference is forgotten with the probability `forget`; those forgotten are returned.
    """
    stale: list[Stale] = []

    def follow(printed: str, place: Place, own: bool) -> str:
        target = moved.get(place)
        if target is None or (own and target[0] != moved.get((section, ()), (section, ()))[0]):
            return printed
        path = "".join(f"({label})" for label in target[1])
        new = path if own else f"§ {target[0]}{path}"
        if rng.random() < forget:
            stale.append(Stale(paragraph, printed))
            return printed
        return new

    def own(match: re.Match[str]) -> str:
        return follow(match[0], (section, tuple(_LABEL.findall(match[1]))), True)

    def other(match: re.Match[str]) -> str:
        path = tuple(_LABEL.findall(match[2] or ""))
        return follow(match[0], (match[1], path), False)

    text = _OTHER.sub(other, _OWN.sub(own, paragraph.text))
    if text != paragraph.text:
        paragraph.text = text
        paragraph.by.append("reference")
    return stale
