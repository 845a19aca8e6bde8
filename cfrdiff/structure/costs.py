"""The costs and measures this room decides by, each with its reason.

Costs are natural-log odds by feel, not trained on any document; what matters is their order:
taking the expected label is free, leaving out one costs more, going back costs most.
"""

from __future__ import annotations

from typing import NamedTuple

# ---- sections ---------------------------------------------------------------------------------

# Characters before a line that show whether a sentence is finished there.
HEADING_LOOKS_BACK = 80
PARAGRAPH_LOOKS_BACK = 40
# Lines that the heading of a part or a subpart runs over.
MOST_HEADING_LINES = 5
# Lines from a section's heading to the next, where that bears out a heading in an appendix.
MOST_LINES_TO_NEXT = 400
# Characters of a subject group or caption in capitals; a notice in capitals is longer.
LONGEST_CAPTION = 100
# Words of text before the first heading from which on it reads as a rule's.
SENTENCE_WORDS = 9

# ---- labels: what stands around one -----------------------------------------------------------


class Costs(NamedTuple):
    """What it costs to take a label for a designation, and to leave it as text."""

    take: float
    leave: float


# The source says so, or nothing speaks against the first label of a printed paragraph: as good as
# sure, so that leaving it costs as much as going back in the sequence.
BEGINS_PARAGRAPH = Costs(0.0, 6.0)
# A printed paragraph begins although the sentence before is open: a stop was forgotten.
BEGINS_IN_SENTENCE = Costs(0.5, 4.0)
# The same, and what follows reads like the rest of a citation.
BEGINS_LIKE_CITATION = Costs(1.5, 1.0)
# An item's last comma stands before it, and the rest of a citation behind.
GOES_ON_IN_LIST = Costs(2.0, 0.7)
# A page has cut "paragraph (b)(2)" in two; a designation all the same if the sequence wants it.
CUT_CITATION = Costs(3.0, 0.3)

# Where the source does not show paragraphs, a line that begins with the rest of a citation looks
# the same: what is left there costs nothing in an open sentence, and half of it elsewhere unless a
# capital follows.
UNSHOWN_BEGINS = Costs(BEGINS_PARAGRAPH.take, BEGINS_PARAGRAPH.leave / 2)
UNSHOWN_IN_LIST = Costs(GOES_ON_IN_LIST.take, GOES_ON_IN_LIST.leave / 2)
UNSHOWN_IN_SENTENCE = Costs(BEGINS_IN_SENTENCE.take + 2.0, 0.0)
UNSHOWN_LIKE_CITATION = Costs(BEGINS_LIKE_CITATION.take + 2.0, 0.0)
UNSHOWN_CUT_CITATION = Costs(CUT_CITATION.take + 2.0, 0.0)
# An open sentence, but a capital follows and nothing before leads to a citation.
UNSHOWN_BEGINS_ANEW = Costs(1.0, 1.5)

# A line inside a paragraph begins with a label behind a finished sentence: print would have
# begun a paragraph there.
LINE_IN_PARAGRAPH = Costs(3.0, 0.0)
# The same where OCR may have lost the blank line.
LOST_BLANK_LINE = Costs(0.5, 2.0)

# Behind another label: "(3)(i)". Seldom a citation, which has a word before it.
BEHIND_LABEL = Costs(0.0, 3.0)
# A row of labels that opens a printed paragraph, "(c)(1)(A) A copy": the more there are, the less
# it is text.
IN_OPENING_ROW = 1.5
# The label before stands on a line of its own.
BEHIND_BARE_LABEL = BEGINS_PARAGRAPH

# Inside a line, behind a heading and a dash: "(b) Procedures—(1) General."
BEHIND_HEADING_AND_DASH = Costs(0.1, 4.0)
# The same where a typist has put a hyphen or an en dash, which words have as well.
BEHIND_SHORT_DASH = Costs(0.1, 3.0)
# Behind a heading that ends in a stop: "(b) Deadlines. (1) The".
BEHIND_HEADING = Costs(0.1, 3.0)
# A dash in a sentence may lead to a list in it.
BEHIND_DASH = Costs(0.1, 1.5)
# An italic heading without a stop.
BEHIND_ITALICS = Costs(0.3, 1.0)
# Behind a sentence the first of a lower level may stand, but lists in sentences are common.
BEHIND_SENTENCE = Costs(0.8, 0.3)
# A colon leads to a list in the sentence more often than to paragraphs.
BEHIND_COLON = Costs(1.5, 0.3)
# A heading by its few words alone: taken where the paragraphs that follow want it only.
BEHIND_FEW_WORDS = Costs(2.5, 0.0)

# Behind a term, "Lot. (1) When used": lists in sentences are common there, so it is taken where the
# paragraphs that follow go on with it; and the same right behind the verb of a definition.
BEHIND_TERM = Costs(1.0, 0.3)
BEHIND_MEANING = Costs(1.0, 0.0)

# A label with broken parentheses is something; what, the sequence says.
LEAVE_BROKEN = 4.0

# From this cost of leaving it on, a label stands where designations do.
STANDS = 1.0
# From this one on, a printed paragraph begins with it.
BEGINS = BEGINS_PARAGRAPH.leave
# A rival reading closer than this is reported to the reader.
CLOSE = 1.0

# Characters before a label that are looked at; of a longer text between two labels the end, which
# is no heading; and characters of a heading of a few words.
LABEL_LOOKS_BACK = 80
LONGEST_BETWEEN = 400
LONGEST_FEW_WORDS = 60

# ---- the sequence of designations -------------------------------------------------------------

# One or more designations are left out, and each of them.
SKIP = 2.5
SKIP_EACH = 0.5
# The same designation again, and one that goes back.
REPEAT = 4.5
BACK = 6.0
# The one before on its level stands before the file begins.
AFTER_UNKNOWN = 0.3
# A list begins anew under text without a designation.
FRESH = 0.5
# The Document Drafting Handbook (chapter 1, "Designate paragraphs") wants two paragraphs on every
# level it divides; a colon before weighs a little more.
LONE = 0.8
# The first on its level is not (a) or (1), and how far it is from it: further than a few is no
# less likely than a few.
LATE_CHILD = 4.0
LATE_EACH = 0.3
LATE_MOST = 1.2
# A level is left out between a paragraph and the one it stands under.
LEVEL_JUMP = 2.5
# The same where print has both in one row, "(1)(A)": it shows itself that nothing stands between.
JUMP_IN_ROW = 1.2
# The italic levels do not stand where (A) is left out.
DEEP_JUMP = 2.0
# Below an ancestor, past a deeper level that was left: not the next of anything.
PAST_DEEPER = 1.5
# A lower paragraph where the sentence before goes on as a list, or has ended.
UNDER_LIST = 1.5
UNDER_STOP = 0.3
# What leads to something lower is followed by a paragraph that is not lower.
AFTER_INTRODUCTION = 0.9
# A list's item is followed by a paragraph above the list.
OUT_OF_LIST = 0.6
# A section whose beginning the file lacks: each level above the first label that is not known.
UNKNOWN_ABOVE = 0.2
# Levels five and six are rare; where print does not show italics they need a reason.
DEEP_UNSHOWN = 0.4
# The same of the italic (a) that older regulations have for (A), where it begins, and where the
# text before does not introduce it: a section whose heading is lost begins with (a) as well.
OLDER_UNSHOWN = 1.0
OLDER_NOT_INTRODUCED = 3.0
# Print has left out the italics of a whole list below (A): less than going back to (1) and (i)
# above, where the text before introduces the list.
UPRIGHT = 3.0
UPRIGHT_NOT_INTRODUCED = 3.0
# (A) and italic (a) are two ways to write one level: print does not change from one to the other.
OTHER_FOURTH = 6.0
# Print repeats the label of the paragraph this one stands under, "(c)(2)" below (c). A first
# "(c)(1)" behind the text of (c) is rarer; what follows a repeated label is hardly ever none.
RESTATED = 0.5
RESTATED_ABOVE_FIRST = 2.5
RESTATED_ALONE = 8.0
# Italics on an upright level, or upright on an italic one.
WRONG_TYPE = 5.0
# Taking a label for a misread one: less than leaving one out, more than any other way that needs
# no repair; and the same where the label as it stands is none.
MISREAD = 2.2
# The same where one figure is taken for another: more than a few left out, so that the label behind
# it has to want it too.
MISREAD_FIGURE = 5.5
GARBLED = 0.8

NEVER = float("inf")
# The margin of a label that has no other reading.
NO_RIVAL = 1_000.0

# ---- the search -------------------------------------------------------------------------------

# Ways kept at every label: so many, and none that costs so much more than the best.
BEAM_WIDTH = 12
BEAM_COST = 8.0
# A section of more candidates is solved window by window, so that memory stays flat; what
# decides a label stands within so many candidates after it.
WINDOW = 1_000
AHEAD = 100

# ---- paragraphs -------------------------------------------------------------------------------

# A title is short, and one with a relative clause shorter: "Persons who may file".
TITLE_WORDS = 18
RELATIVE_TITLE_WORDS = 12
TITLE_CHARACTERS = 160
# Words of a question that heads its answer, and of a title that begins with an article.
QUESTION_WORDS = 10
ARTICLE_WORDS = 8
# Headings of the layout begin their words in capitals, but for "of", "the", "from" and the like.
LONGEST_SMALL_WORD = 4
# Words of a text without a stop that is a heading because something lower follows.
UNSTOPPED_WORDS = 12
# Without italics a few words are a heading; of a longer paragraph no more than this is looked at.
HEADING_WORDS = 6
LOOKED_AT_FOR_HEADING = 400
INTRODUCTION_TAIL = 80
# Confidence in text without a designation whose place follows from what stands around it.
INFERRED_CONFIDENCE = 0.5
# Log odds from which on confidence is 1 for all purposes.
CERTAIN = 50.0

# Characters; the longest subjects of the CFR have about 300.
LONGEST_SUBJECT = 300
