"""Amendments for hypothesis, made by the same operations as the benchmark's."""

from hypothesis import strategies as st
from trees import Node, sections

from accuracy.changes.amendments import Amendment, amend
from accuracy.changes.sorts import OPERATIONS
from cfrdiff.model import Edition, Paragraph, Section, Source

# New text for generated sections, none of it in their words.
_NEW = (
    "Any vehicle parked in a loading area without a permit displayed on its windscreen may be towed.",
    "Milk from herds kept above the snow line is graded separately and bears a blue stamp.",
    "The lighthouse keeper trims the lamp at dusk, at midnight and again before dawn.",
    "Applicants over sixty years of age need no fishing licence on inland lakes.",
    "Each hive is numbered, weighed in autumn and closed until the first warm day.",
    "A tunnel longer than one mile has a refuge every hundred yards on both walls.",
    "the colour of the sail;",
    "the weight of each bell;",
)


@st.composite
def amendments(draw: st.DrawFn, most: int = 5) -> Amendment:
    """An amendment of one to three generated sections, of so many operations at most."""
    trees = draw(st.lists(sections(most=5), min_size=1, max_size=3))
    edition = Edition(
        title=7,
        part="9",
        as_of=None,
        source=Source("generated", "", "text"),
        sections=tuple(
            Section(f"9.{n}", "Records.", "complete", None, tuple(_paragraph(x, ()) for x in top))
            for n, top in enumerate(trees, start=1)
        ),
    )
    rng = draw(st.randoms(use_true_random=False))
    sorts = draw(st.lists(st.sampled_from(sorted(OPERATIONS)), max_size=4))
    return amend("generated", edition, _NEW, rng, draw(st.integers(0, most)), sorts)


def _paragraph(node: Node, above: tuple[str, ...]) -> Paragraph:
    path = (*above, node.label)
    return Paragraph(
        designation="".join(f"({label})" for label in path),
        path=path,
        heading=node.heading,
        text=node.text,
        children=tuple(_paragraph(child, path) for child in node.children),
    )
