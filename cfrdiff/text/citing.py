"""What around a label or a section number shows that it is cited, not printed as a designation."""

from __future__ import annotations

from cfrdiff import late
from cfrdiff.cites import LABEL_LIKE

# What stands before a citation that a line end has cut: "paragraph", "§ 163.2", "1592", "(a)".
_CITES = late.compile(
    r"(?:\b(?:[Pp]aragraphs?|[Ss]ubparagraphs?|[Ss]ections?|[Ss]ubsections?|[Cc]lauses?|[Pp]arts?"
    r"|items?)|§§?|[\d)])\s*$"
)
_NUMBER_ENDS = "0123456789)"
# Less surely, a word that may join or lead to one.
_LEADS_ON = late.compile(r"\b(?:and|or|through|to|under|in|of|by|with|[Ss]ee|also)\s*$")
# What stands behind one: "(d)(1) of this section", "(a), (b)", "(2)."
_CITED = late.compile(
    rf"\s*(?:{LABEL_LIKE}\s*)*(?:of (?:this|the|such|that|section|paragraph|part)\b|[,;)]"
    r"|\.(?:\s|$)|(?:and|or|through|to) (?:paragraphs? |§ ?\S+ ?)?\()"
)
# What stands before a section number that is cited: "under", "paragraph (a) of", "§ 1.2,".
_LEADS_TO_SECTION = late.compile(
    r"(?:,|\b(?:and|or|nor|through|to|under|in|of|by|with|from|for|see|See|see also|per|than|as"
    r"|that|which|the|this|at|on|section|sections|paragraph|part|subpart|CFR))$|§§?$"
)
# The same where the section sign may be misread, so that only the surest words count.
_CITES_SECTION = late.compile(
    r"(?:\b[Uu]nder|\b[Ss]ee|\bpursuant to|\baccordance with|§ ?\S+ (?:and|or|through|to)) ?$"
)
# The longest number, with the words around it, has fewer characters.
_REACH = 80


def cites_label(before: str) -> bool:
    """Whether a label behind this text would be cited: "under paragraph", "section 1592"."""
    return bool(_CITES.search(before))


def ends_in_number(before: str) -> bool:
    """Whether a number or a label stands last in a text that `cites_label`."""
    match = _CITES.search(before)
    return match is not None and match[0][0] in _NUMBER_ENDS


def leads_on(before: str) -> bool:
    """Whether the last word of a text may join or lead to a citation: "and", "under"."""
    return bool(_LEADS_ON.search(before))


def is_cited(text: str, end: int) -> bool:
    """Whether what stands behind a label, which ends at `end`, shows that it is cited."""
    return bool(_CITED.match(text, end))


def leads_to_section(before: str) -> bool:
    """Whether a section number behind this text would be cited."""
    return bool(_LEADS_TO_SECTION.search(before))


def cites_section(text: str, end: int) -> bool:
    """Whether the text before `end` surely leads to the citation of a section."""
    return bool(_CITES_SECTION.search(text, max(0, end - _REACH), end))
