"""Running heads, page numbers and print-shop lines: lines that are the page's, not the text's.

A line is furniture by what it says (the forms below are GPO's, each with its source) together
with where it stands: apart from the text around it, at the head or foot of a page, or again and
again. A section number alone is a running head unless the section begins there.
"""

from __future__ import annotations

import re
import statistics
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Literal

from cfrdiff.section_numbers import SECTION_NUMBER
from cfrdiff.sources.lines import Line

Kind = Literal["running-head", "page-number", "print-shop", "margin-text", "markup"]

# Marks of GPO's composition system in the foot line of every PDF since about 2000, e.g.
# "VerDate Mar<15>2010 12:36 May 01, 2012 Jkt 226063 PO 00000 Frm 00911 Fmt 8010 Sfmt 8010".
_PRINT_SHOP = re.compile(
    r"\bVerDate\b|\bJkt \d{4,}|\bPO 0{3,}\d|\bFrm \d{3,}|\bS?[Ff]mt \d{3,}"
    r"|\b[A-Z]:\S*\\\S+|\bon (?:DSK|PROD|LAP|VIC|GSDD)\w*(?:PROD)? (?:with|PROD)"
)
_USER = re.compile(r"(?:DSK|PROD|LAP|VIC|GSDD)\w+")
_PAGE_NUMBER = re.compile(
    r"\[\[?Page \d+(?:-\d+)?\]\]?"
    r"|[\[(]?(?:[Pp]age |p\. ?)?\d{1,4}[\])]?|[-–—] ?\d{1,4} ?[-–—]|\{\d+\}-+"
)
# GPO's running heads: "§ 163.12", "§§ 1.1–1.9", "Pt. 163", "Pt. 50, App. A", "Ch. I".
_HEAD_UNIT = (
    rf"(?:§§? ?{SECTION_NUMBER}(?:\s*(?:[-–—]|to|through)\s*§* ?{SECTION_NUMBER})?|"
    r"(?:Pts?|Ch|Subch|Subpt)\. [0-9A-Z]+(?:[-–]\d+)?"
    r"(?:, (?:App|Subpt|Supp|Nt|Table)\. ?[A-Z0-9]*)*)"
)
# "19 CFR Ch. I (4–1–12 Edition)"
EDITION_HEAD = re.compile(
    r"(?P<title>\d{1,2}) CFR (?:Ch\. |Subtitle |Subt\. )?(?P<chapter>[IVXLCl1|]+|[A-Z])?,? ?"
    r"(?:\((?P<month>\d{1,2})[-–—](?P<day>\d{1,2})[-–—](?P<year>\d{2}) (?:Edition|ed\.)\))"
)
_NUMBER_ALONE = re.compile(rf"§§? ?({SECTION_NUMBER})")
_NUMBER_HEADED = re.compile(
    rf"(?:§§?|Sec\.) *({SECTION_NUMBER})(?: ?[-–—] ?{SECTION_NUMBER})?\.? +[“\"A-Z\[]"
)
_WITH_UNIT = re.compile(rf"(?:{_HEAD_UNIT}\s+(?P<right>\D.*)|(?P<left>.*?)\s+{_HEAD_UNIT})")
# Headings of divisions, which running heads abbreviate ("Pt. 163").
_DIVISION = re.compile(r"(?:PART|S(?:ubpart|UBPART)|(?:SUB)?CHAPTER) [0-9A-Z.]+ ?[—–]")
_SMALL = frozenset(("and", "of", "the", "for", "to", "on", "in", "or", "a", "with", "by", "&"))
_MAX_HEAD = 110


def find_furniture(lines: Sequence[Line], texts: Sequence[str]) -> list[Kind | None]:
    """For each line what furniture it is, or None where it is text.

    `texts` are the lines evened out and without markup. A line that is empty without its
    markup is markup.
    """
    stripped = [text.strip() for text in texts]
    kinds: list[Kind | None] = [None] * len(lines)
    for i, (line, text) in enumerate(zip(lines, stripped, strict=True)):
        if not text:
            kinds[i] = "markup"
        elif line.kind == "running-head":
            kinds[i] = "running-head"
        elif line.role == "margin":
            kinds[i] = "margin-text"
        elif _PRINT_SHOP.search(text):
            kinds[i] = "print-shop"
    for i in _upright_margin(stripped):
        kinds[i] = "print-shop"
    edges = _page_edges(lines, kinds)
    repeated = _repeated(lines, stripped, kinds, edges)
    headed = _headed_numbers(stripped)
    for _ in range(2):  # what stands beside furniture is known only once that is
        for i, text in enumerate(stripped):
            if kinds[i] is None and lines[i].kind is None and len(text) <= _MAX_HEAD:
                kinds[i] = _head_kind(i, lines, stripped, kinds, edges, repeated, headed)
    return kinds


def _upright_margin(texts: Sequence[str]) -> list[int]:
    """Lines of the user line in the margin where a dump has set it word under word."""
    found: list[int] = []
    for i in range(2, len(texts) - 2):
        if texts[i - 1] == "on" and texts[i + 1] == "with" and _USER.fullmatch(texts[i]):
            found += range(i - 2, i + 3)
    return found


def _page_edges(lines: Sequence[Line], kinds: Sequence[Kind | None]) -> list[bool]:
    """Whether a line may be at the head or foot of a page.

    From a PDF the box tells: above or below all body type of its page, or parted from the
    mass of the page by white space. Elsewhere it stands between white space or beside other
    furniture.
    """
    bands = _body_bands(lines)
    apart = _apart_on_page(lines)
    edges: list[bool] = []
    for i, line in enumerate(lines):
        if line.box is not None and line.page is not None:
            top, bottom = bands[line.page]
            outside = line.box[3] <= top + 1 or line.box[1] >= bottom - 1
            edges.append(outside or i in apart)
            continue
        after = i + 1 == len(lines) or lines[i + 1].gap or kinds[i + 1] is not None
        before = line.gap or i == 0 or kinds[i - 1] is not None
        edges.append((before and after) or line.role == "heading" or _begins_page(i, lines))
    return edges


def _apart_on_page(lines: Sequence[Line]) -> set[int]:
    """Lines at the head and foot of their page that white space parts from its mass.

    The page's lines, all columns together, are cut where no line stands for more than half a
    line's height; the cuts nearest to head and foot are apart as long as they are no higher
    than two lines.
    """
    pages: dict[int, list[int]] = defaultdict(list)
    for i, line in enumerate(lines):
        if line.box is not None and line.page is not None and line.role != "margin":
            pages[line.page].append(i)
    apart: set[int] = set()
    for members in pages.values():
        boxes = {i: box for i in members if (box := lines[i].box)}
        height = statistics.median(box[3] - box[1] for box in boxes.values())
        groups: list[list[int]] = []
        bottom = float("-inf")
        for i in sorted(members, key=lambda i: boxes[i][1]):
            if boxes[i][1] - bottom > 0.5 * height:
                groups.append([])
            groups[-1].append(i)
            bottom = max(bottom, boxes[i][3])
        for order in (groups[:1], groups[:0:-1]):
            for group in order:
                top = min(boxes[i][1] for i in group)
                if max(boxes[i][3] for i in group) - top > 2.5 * height:
                    break
                apart.update(group)
    return apart


def _body_bands(lines: Sequence[Line]) -> dict[int, tuple[float, float]]:
    """Top and bottom of the body type on each page: the style most lines are set in."""
    styles = Counter(line.style for line in lines if line.role != "margin")
    body = {style for style, n in styles.items() if n * 5 >= sum(styles.values())}
    bands: dict[int, tuple[float, float]] = {}
    for line in lines:
        if line.box is None or line.page is None or line.role == "margin":
            continue
        top, bottom = bands.get(line.page, (float("inf"), 0.0))
        if line.style in body:
            bands[line.page] = (min(top, line.box[1]), max(bottom, line.box[3]))
        else:
            bands.setdefault(line.page, (top, bottom))
    return bands


def _repeated(
    lines: Sequence[Line],
    texts: Sequence[str],
    kinds: Sequence[Kind | None],
    edges: Sequence[bool],
) -> set[int]:
    """Lines at page edges that recur, numbers aside, as heads do and headings do not."""
    places: dict[str, list[int]] = defaultdict(list)
    for i, text in enumerate(texts):
        # A section heading may recur, numbers aside ("§ 100.51 Scope."), a sentence word for word
        # ("For this part, the following definitions apply:"): they are no running heads.
        begins = text.startswith(("(", "[")) or _NUMBER_HEADED.match(text)
        goes_on = text.endswith((":", ";", ",")) or (text.endswith(".") and not _is_name(text[:-1]))
        said = begins or goes_on
        if edges[i] and kinds[i] is None and len(text) <= _MAX_HEAD and not said:
            places[re.sub(r"\d+", "0", text)].append(i)
    found: set[int] = set()
    for members in places.values():
        level = [box[1] for i in members if (box := lines[i].box)]
        if len(level) == len(members) and len(members) > 1:
            middle = statistics.median(level)
            if sum(abs(y - middle) < 3 for y in level) * 2 > len(members):
                found.update(members)
        elif len(members) > 2 and not level:
            found.update(members)
    return found


def _headed_numbers(texts: Sequence[str]) -> set[str]:
    """Numbers of sections whose heading stands somewhere with its subject."""
    return {match[1] for text in texts if (match := _NUMBER_HEADED.match(text))}


def _head_kind(
    i: int,
    lines: Sequence[Line],
    texts: Sequence[str],
    kinds: Sequence[Kind | None],
    edges: Sequence[bool],
    repeated: set[int],
    headed: set[str],
) -> Kind | None:
    text = texts[i]
    at_edge = edges[i] or _beside_furniture(i, kinds) or _ends_page(i, lines)
    if _PAGE_NUMBER.fullmatch(text) and at_edge:
        return "page-number"
    if EDITION_HEAD.search(text) and _is_bare(EDITION_HEAD.sub(" ", text)):
        return "running-head"
    alone = _NUMBER_ALONE.fullmatch(text)
    if alone:
        return None if _begins_section(i, alone[1], texts, kinds, headed) else "running-head"
    if (edges[i] or lines[i].opens is None) and _is_bare(text):
        return "running-head"
    if i in repeated:
        return "page-number" if text.isdigit() else "running-head"
    unit = _WITH_UNIT.fullmatch(text)
    if unit and (edges[i] or lines[i].opens is None):
        rest = (unit["right"] or unit["left"] or "").strip()
        closed = rest.endswith((".", "—")) or lines[i].box is None
        is_heading = _NUMBER_HEADED.match(text) and (closed or _goes_on(i, lines))
        if rest and not is_heading and _is_name(rest):
            return "running-head"
    # The agency's half of a head: "Surface Mining Reclamation and Enforcement, Interior".
    goes_on = _goes_on(i, lines) or (i > 0 and _goes_on(i - 1, lines))
    paired = any(_is_bare(texts[j]) for j in (i - 1, i + 1) if _is_head(j, kinds))
    named = bool(re.search(r", \w", text)) or (paired and " " in text)
    if edges[i] and _is_name(text) and named and not goes_on and not _DIVISION.match(text):
        boxed = lines[i].box is not None
        beside = _beside_furniture(i, kinds) or _begins_page(i, lines)
        if _apart_in_style(i, lines) if boxed else beside:
            return "running-head"
    if " " in text and _is_name(text) and _cuts_text(i, lines, texts, kinds, edges[i]):
        return "running-head"
    return None


# What a line ends in where nothing is left open: a stop, a list's item, the lead to a list.
_CLOSED = re.compile(r"[.;:!?—\]][”’)\]]*(?: (?:and|or),?)?$")
_LATER_LABEL = re.compile(r"\((?!a\))\w{1,5}\)")


def _cuts_text(
    i: int,
    lines: Sequence[Line],
    texts: Sequence[str],
    kinds: Sequence[Kind | None],
    at_edge: bool,
) -> bool:
    """Whether a name at the head of a page stands where no heading can.

    OCR may part an agency from the number beside it. Behind the foot of the page before, a name
    in the middle of a sentence, or before a paragraph other than (a), is the
    page's head.
    """
    behind = i > 0 and kinds[i - 1] in ("print-shop", "page-number", "margin-text")
    if not lines[i].gap or not (behind or _begins_page(i, lines)):
        return False
    before = next((texts[j] for j in range(i - 1, -1, -1) if kinds[j] is None), "")
    after = next((texts[j] for j in range(i + 1, len(texts)) if kinds[j] is None), "")
    if not before or not after or _NUMBER_HEADED.match(after):
        return False
    if not at_edge:
        return before.endswith("-") and after[:1].islower()
    if _CLOSED.search(before):
        return bool(_LATER_LABEL.match(after))
    return after[:1].islower() or not _NUMBER_HEADED.match(before)


def _begins_page(i: int, lines: Sequence[Line]) -> bool:
    return i > 0 and lines[i].page != lines[i - 1].page


def _ends_page(i: int, lines: Sequence[Line]) -> bool:
    if lines[i].page is None:
        return False
    return i + 1 == len(lines) or lines[i].page != lines[i + 1].page


def _beside_furniture(i: int, kinds: Sequence[Kind | None]) -> bool:
    around = [kinds[j] for j in (i - 1, i + 1) if 0 <= j < len(kinds)]
    return any(kind is not None and kind != "markup" for kind in around)


def _is_head(i: int, kinds: Sequence[Kind | None]) -> bool:
    return 0 <= i < len(kinds) and kinds[i] == "running-head"


def _goes_on(i: int, lines: Sequence[Line]) -> bool:
    """Whether a heading runs over into the next line."""
    if i + 1 == len(lines) or lines[i].role != "heading":
        return False
    after = lines[i + 1]
    return after.role == "heading" and not after.gap and after.column == lines[i].column


def _is_bare(text: str) -> bool:
    """Whether nothing is left of the text once heads' own units are taken away."""
    return not text.endswith((";", ",", ".")) and not re.sub(_HEAD_UNIT, " ", text).strip(" ;,")


def _is_name(text: str) -> bool:
    """Whether this could be an agency in a running head: capitalised words, no sentence."""
    words = re.findall(r"[A-Za-z&.']+", text)
    if not words or text.endswith((".", ";", ":")) or not text[0].isupper():
        return False
    return all(word[0].isupper() or word.lower() in _SMALL for word in words)


def _apart_in_style(i: int, lines: Sequence[Line]) -> bool:
    styles = Counter(line.style for line in lines if line.role != "margin")
    return styles[lines[i].style] * 5 < sum(styles.values())


def _begins_section(
    i: int, number: str, texts: Sequence[str], kinds: Sequence[Kind | None], headed: set[str]
) -> bool:
    """Whether a section number alone on its line opens the section.

    It does not where the number stands with its subject elsewhere, and only does where what
    follows could be a subject or a first paragraph.
    """
    if number in headed:
        return False
    following = next(
        (text for text, kind in zip(texts[i + 1 :], kinds[i + 1 :], strict=True) if kind is None),
        "",
    )
    if re.match(r"\((?:a|1)\)", following):
        return True
    return bool(re.match(r"[“\"]?[A-Z\[]", following))
