"""Generated sections: paragraph trees and the ways print sets them."""

from __future__ import annotations

from dataclasses import dataclass, field

from hypothesis import strategies as st

from cfrdiff.structure.paths import label_for

WORDS = (
    "customs records importer entry penalty notice duty audit officer period office review account"
    " vessel manifest petition claim bond broker refund payment statement certificate inspection"
).split()
TITLES = ("General", "Who may apply", "Records required", "Time limits", "Contents of notice")


@dataclass
class Node:
    """A paragraph: `style` says how its first child is set: apart, or run in."""

    label: str
    level: int
    heading: str | None
    text: str
    style: str = "apart"
    children: list[Node] = field(default_factory=list)

    def walk(self, path: tuple[str, ...] = ()) -> list[tuple[tuple[str, ...], Node]]:
        own = (*path, self.label)
        return [(own, self), *(pair for child in self.children for pair in child.walk(own))]


@st.composite
def sentences(draw: st.DrawFn, end: str = ".") -> str:
    """One to three sentences, the last with the given end."""
    count = draw(st.integers(1, 3))
    made = []
    for _ in range(count):
        words = draw(st.lists(st.sampled_from(WORDS), min_size=3, max_size=14))
        made.append(f"The {' '.join(words)} shall be kept")
    return ". ".join(made) + end


@st.composite
def nodes(draw: st.DrawFn, level: int = 0, ordinal: int = 1, last: bool = True) -> Node:
    """A paragraph on a level; print's levels below it, at most four in all."""
    wide = draw(st.integers(0, 9))
    count = 0 if level >= 3 or wide < 5 else draw(st.integers(1, 4))
    children = [
        draw(nodes(level=level + 1, ordinal=n, last=n == count)) for n in range(1, count + 1)
    ]
    heading = draw(st.one_of(st.none(), st.sampled_from(TITLES)))
    label = label_for(level, ordinal)
    if not children:
        end = "." if last else draw(st.sampled_from((".", ";", "; and")))
        text = draw(sentences(end=end))
        return Node(label, level, heading and f"{heading}.", text)
    style = draw(st.sampled_from(("apart", "dash", "stop", "bare")))
    if style == "dash":
        return Node(label, level, f"{heading or 'Rules'}—", "", style, children)
    if style == "stop":
        return Node(label, level, f"{heading or 'Rules'}.", "", style, children)
    if style == "bare":
        return Node(label, level, None, "", style, children)
    return Node(label, level, heading and f"{heading}.", draw(sentences(end=":")), style, children)


@st.composite
def sections(draw: st.DrawFn, most: int = 12) -> list[Node]:
    """The top paragraphs of a section."""
    count = draw(st.integers(1, most))
    return [draw(nodes(level=0, ordinal=n, last=n == count)) for n in range(1, count + 1)]


def printed(top: list[Node]) -> list[str]:
    """The printed paragraphs, run-in designations on one line."""
    lines: list[str] = []
    for node in top:
        _print(node, "", lines)
    return lines


def _print(node: Node, lead: str, lines: list[str]) -> None:
    body = " ".join(filter(None, (node.heading, node.text)))
    line = f"{lead}({node.label})" + (f" {body}" if body else "")
    rest = list(node.children)
    if node.style in ("dash", "bare") and rest:
        _print(rest.pop(0), line, lines)
    elif node.style == "stop" and rest:
        _print(rest.pop(0), f"{line} ", lines)
    else:
        lines.append(line)
    for child in rest:
        _print(child, "", lines)


def text_of(number: str, heading: str, lines: list[str], gap: str = "\n\n") -> bytes:
    """A text file with one section."""
    return gap.join([f"§ {number} {heading}", *lines]).encode()
