"""The patterns of cites in instructions: sections, paragraphs, and lists of them."""

from __future__ import annotations

import re

from cfrdiff.cites import SECTION_NUMBER
from cfrdiff.instructions.lists import LABELS, LIST

_SECTIONS = rf"(?:§§?|\b[Ss]ections?)\s*(?P<sections>{SECTION_NUMBER}"

A_SECTION_NUMBER = re.compile(SECTION_NUMBER)
# The section an instruction is for.
SECTION = re.compile(rf"(?:§|\b[Ss]ections?)\s*(?P<number>{SECTION_NUMBER})")
# Whole sections, in the words of a redesignation.
SECTIONS = re.compile(
    rf"{_SECTIONS}(?:(?:\s*,\s*(?:and\s+)?|\s+(?:and|through)\s+){SECTION_NUMBER})*)"
)
# A paragraph named with its section: § 12.3(a).
PARAGRAPH_OF_SECTION = re.compile(rf"§\s*{SECTION_NUMBER}\(")
# Where words are to be replaced: "in paragraphs (b) and (c),", "paragraph (b) is amended".
PLACE = re.compile(
    rf"(?:\b(?:in|under|of)\s+(?:newly\s+(?:re)?designated\s+)?(?P<what>(?:the\s+introductory\s+"
    rf"text\s+of\s+)?paragraphs?\s+{LIST}(?:\s+introductory\s+text)?|the\s+introductory\s+text))"
    rf"|\bparagraphs?\s+(?P<amended>{LIST})(?:\s+of\s+§\s*{SECTION_NUMBER})?\s+(?:is|are)\s+amended"
    rf"|§\s*{SECTION_NUMBER}(?P<labels>{LABELS})",
    re.IGNORECASE,
)
# What a clause names, one provision or list of them a match.
TARGETS = re.compile(
    rf"(?P<note>\bsource\s+note)"
    rf"|(?P<section_heading>\bsection\s+heading|\bheading\s+(?:of|for|to)\s+(?:§|[Ss]ection)\s*{SECTION_NUMBER})"
    rf"|(?P<of>(?:introductory\s+text|headings?)\s+(?:of|for|to)\s+paragraphs?)\s+(?P<of_list>{LIST})"
    rf"|(?P<intro>\bintroductory\s+text\b)"
    rf"|(?:\bparagraphs?\s+|,\s*(?:and\s+)?|\band\s+)(?P<list>{LIST})"
    rf"(?P<scope>\s*,?\s*(?:introductory\s+text|subject\s+heading|(?:paragraph\s+)?heading))?"
    rf"|{_SECTIONS}(?:(?:\s*,\s*(?:and\s+)?|\s+and\s+){SECTION_NUMBER})*)(?P<own>{LABELS})?",
    re.IGNORECASE,
)
# The sentence that an order is not for what one of the files does not hold.
UNHELD = re.compile(
    rf"^The (?P<file>newer|older) file does not hold (?:the whole of )?(?:(?P<what>.*) of )?"
    rf"§ (?P<number>{SECTION_NUMBER})\."
)
# The heading of a section's text as `regulatory_text` prints it.
HEADING = re.compile(rf"§ (?P<number>{SECTION_NUMBER})(?: (?P<subject>.*))?$")
# The labels before a paragraph, as `regulatory_text` prints them and as the Register does.
PRINTED_LABELS = re.compile(LABELS)
SPACED_LABELS = re.compile(r"(?:\([A-Za-z0-9]{1,8}\)\s*)+")
A_LABEL = re.compile(r"\(([A-Za-z0-9]{1,8})\)")
# Asterisks in the place of paragraphs that stay.
STARS = re.compile(r"(?:\*\s*){3,}")
