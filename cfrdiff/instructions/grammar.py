"""What instructions look like where they cite: the words around sections and paragraphs."""

from __future__ import annotations

import re

from cfrdiff.cites import LABEL, LABEL_LIKE, SECTION_NUMBER, SIGN

# Sections that are reserved together stand in an edition as one: § 10.101–10.102. One that bears
# the number of another is called by its turn: § 104.3#2.
_TURN = r"#[2-9]"
_NUMBER = rf"(?P<number>{SECTION_NUMBER}(?:–{SECTION_NUMBER})?(?:{_TURN})?)"
TURN = re.compile(_TURN)
# Where a list of cites begins; in a list that words have broken it goes on behind a comma.
_LIST = rf"(?=\b[Pp]aragraphs? {LABEL}|{SIGN} ?{SECTION_NUMBER})"
_GOES_ON = rf"(?:, ?(?:and )?|\band )(?={LABEL})"
_PART_OF = r"(?i:introductory text|headings?) (?:of|for|to) "
# What a clause names: the source note, the section's heading or introductory text, a part of
# paragraphs, or paragraphs and sections.
TARGETS = re.compile(
    r"(?P<note>(?i:\bsource note))"
    r"|(?P<section_heading>(?i:\bsection heading))"
    rf"|(?P<part_of>{_PART_OF}){_LIST}"
    r"|(?P<introduction>(?i:\bintroductory text\b))"
    rf"|(?P<list>{_LIST}|{_GOES_ON})"
)
# Behind a paragraph: which part of it is meant.
PART = re.compile(r" ?,? ?(?i:(?P<text>introductory text)|(?:subject |paragraph )?heading)")
OF_SECTION = re.compile(rf" of {SIGN} ?(?P<number>{SECTION_NUMBER}(?:{_TURN})?)")
# The sentence that an order is not for what one of the files does not hold.
UNHELD = re.compile(
    rf"^The (?P<file>newer|older) file does not hold (?P<in_part>the whole of )?"
    rf"(?:(?P<what>.*) of )?§ {_NUMBER}\."
)
# The heading of a section's text as `regulatory_text` prints it.
HEADING = re.compile(rf"§ {_NUMBER}(?: (?P<subject>.*))?$")
# The labels before a paragraph, as `regulatory_text` prints them: all that could be read as one.
PRINTED_LABELS = re.compile(rf"(?:{LABEL}|{LABEL_LIKE})+")
# The same, as the Register prints them.
SPACED_LABELS = re.compile(rf"(?:{LABEL}\s*)+")
# Asterisks in the place of paragraphs that stay.
STARS = re.compile(r"(?:\*\s*){3,}")
