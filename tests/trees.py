"""Generated sections: paragraph trees and the ways print sets them."""

from __future__ import annotations

from dataclasses import dataclass, field

from hypothesis import strategies as st

from cfrdiff.cites import label_for

WORDS = (
    "customs records importer entry penalty notice duty audit officer period office review account"
    " vessel manifest petition claim bond broker refund payment statement certificate inspection"
).split()
TITLES = ("General", "Who may apply", "Records required", "Time limits", "Contents of notice")


@dataclass
class Node:
    """A paragraph: `style` says how its first child is set: apart, or run in.

    A reserved range ends `through` another label.
    """

    label: str
    level: int
    heading: str | None
    text: str
    style: str = "apart"
    children: list[Node] = field(default_factory=list)
    through: str | None = None

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
def nodes(
    draw: st.DrawFn, level: int = 0, ordinal: int = 1, last: bool = True, levels: int = 4
) -> Node:
    """A paragraph on a level; print's levels below it, at most `levels` in all."""
    wide = draw(st.integers(0, 9))
    count = 0 if level >= levels - 1 or wide < 5 else draw(st.integers(1, 4))
    children = [
        draw(nodes(level=level + 1, ordinal=n, last=n == count, levels=levels))
        for n in range(1, count + 1)
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
def sections(draw: st.DrawFn, most: int = 12, levels: int = 4) -> list[Node]:
    """The top paragraphs of a section."""
    count = draw(st.integers(1, most))
    return [
        draw(nodes(level=0, ordinal=n, last=n == count, levels=levels)) for n in range(1, count + 1)
    ]


@st.composite
def sections_with_holes(draw: st.DrawFn) -> list[Node]:
    """A section some of whose top paragraphs are reserved, one or a range, or left out."""
    top: list[Node] = []
    ordinal = 1
    for _ in range(draw(st.integers(2, 8))):
        hole = draw(st.sampled_from(("none", "none", "reserved", "range", "left-out")))
        if hole == "reserved" or hole == "range":
            reach = 2 if hole == "range" else 0
            through = label_for(0, ordinal + reach) if reach else None
            top.append(Node(label_for(0, ordinal), 0, None, "[Reserved]", through=through))
            ordinal += reach + 1
        elif hole == "left-out" and top:
            ordinal += 1
        top.append(draw(nodes(level=0, ordinal=ordinal)))
        ordinal += 1
    return top


def printed(top: list[Node]) -> list[str]:
    """The printed paragraphs, run-in designations on one line."""
    lines: list[str] = []
    for node in top:
        _print(node, "", lines)
    return lines


def _print(node: Node, lead: str, lines: list[str]) -> None:
    body = " ".join(filter(None, (node.heading, node.text)))
    label = f"({node.label})" + (f"–({node.through})" if node.through else "")
    line = f"{lead}{label}" + (f" {body}" if body else "")
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


def xml_of(number: str, heading: str, top: list[Node]) -> bytes:
    """GPO's XML of one section, with italics where print has them: headings, and labels from
    the fifth level on.
    """
    paragraphs: list[str] = []
    for node in top:
        _mark_up(node, "", paragraphs)
    body = "".join(f"<P>{one}</P>" for one in paragraphs)
    section = f"<SECTNO>§ {number}</SECTNO><SUBJECT>{heading}</SUBJECT>{body}"
    return f"<?xml version='1.0'?><CFRDOC><SECTION>{section}</SECTION></CFRDOC>".encode()


def _mark_up(node: Node, lead: str, paragraphs: list[str]) -> None:
    label = f"<E T='03'>{node.label}</E>" if node.level > 3 else node.label
    heading = f"<E T='03'>{node.heading}</E>" if node.heading else None
    body = " ".join(filter(None, (heading, node.text)))
    line = f"{lead}({label})" + (f" {body}" if body else "")
    rest = list(node.children)
    if node.style in ("dash", "bare") and rest:
        _mark_up(rest.pop(0), line, paragraphs)
    elif node.style == "stop" and rest:
        _mark_up(rest.pop(0), f"{line} ", paragraphs)
    else:
        paragraphs.append(line)
    for child in rest:
        _mark_up(child, "", paragraphs)
