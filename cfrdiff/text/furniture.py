"""Running heads, page numbers and print-shop lines: lines that are the page's, not the text's.

A line is furniture by what it says (GPO's forms) together with where it stands: apart from the
text around it, at the head or foot of a page, or again and again. A section number alone is a
running head unless the section begins there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cfrdiff.rule_tables import Rule, first_rule
from cfrdiff.sources.lines import Line
from cfrdiff.text.head_forms import is_print_shop, is_user
from cfrdiff.text.page_edges import outermost, page_edges, repeated
from cfrdiff.text.running_heads import Kind, Sheets, head_kind
from cfrdiff.text.thresholds import LONGEST_HEAD

# What a line is by itself, wherever it stands; the facts are the line and its text evened out.
_BY_ITSELF: tuple[Rule[tuple[Line, str], Kind], ...] = (
    Rule("nothing but markup", lambda line: not line[1], "markup"),
    Rule("the source says so", lambda line: line[0].kind == "running-head", "running-head"),
    Rule(
        "heads of a table, printed again on its next page",
        lambda line: line[0].kind == "repeated-head",
        "repeated-head",
        "they stand in the table once; another edition breaks its pages elsewhere",
    ),
    Rule("the web page's own", lambda line: line[0].kind == "page-matter", "page-matter"),
    Rule("in the margin", lambda line: line[0].role == "margin", "margin-text"),
    Rule("the composition system's", lambda line: is_print_shop(line[1]), "print-shop"),
)


# A page has no more lines of heads, one below the other, than so many.
_MOST_HEAD_LINES = 4


def find_furniture(lines: Sequence[Line], texts: Sequence[str]) -> list[Kind | None]:
    """For each line what furniture it is, or None where it is text.

    `texts` are the lines evened out and without markup. A line that is empty without its
    markup is markup.
    """
    stripped = [text.strip() for text in texts]
    kinds = [_by_itself(line, text) for line, text in zip(lines, stripped, strict=True)]
    for i in _upright_margin(stripped):
        kinds[i] = "print-shop"
    if all(line.kind is not None for line in lines):
        return kinds  # the source says of each line what it is, as XML does
    edges = page_edges(lines, kinds)
    may_recur = (i for i, kind in enumerate(kinds) if edges[i] and kind is None)
    sheets = Sheets(lines, stripped, kinds, edges, repeated(lines, stripped, may_recur))
    for _ in range(2):  # what stands beside furniture is known only once that is
        for i in _undecided(sheets):
            kinds[i] = head_kind(sheets, i)
    return kinds


def _by_itself(line: Line, text: str) -> Kind | None:
    rule = first_rule(_BY_ITSELF, (line, text))
    return rule.verdict if rule else None


def _undecided(sheets: Sheets) -> Iterator[int]:
    """The lines that could be heads: neither furniture yet nor text by the source's own word, nor
    within the text of a page of which the source knows the places of lines.
    """
    outer = outermost(sheets.lines, _MOST_HEAD_LINES)
    for i, (line, text) in enumerate(zip(sheets.lines, sheets.texts, strict=True)):
        # What is read from a picture stands where it was seen, and that is not sure.
        is_inside = line.at_edge is False and line.italics is not None and i not in outer
        may_be = sheets.kinds[i] is None and line.kind is None and not is_inside
        if may_be and len(text) <= LONGEST_HEAD:
            yield i


def _upright_margin(texts: Sequence[str]) -> list[int]:
    """Lines of the user line in the margin where a dump has set it word under word."""
    found: list[int] = []
    for i in range(2, len(texts) - 2):
        if texts[i - 1] == "on" and texts[i + 1] == "with" and is_user(texts[i]):
            found += range(i - 2, i + 3)
    return found
