"""What the pairing of paragraphs measures by: likeness, words and candidates, with the reasons.

Likeness is that of words (twice the common words over all words, 0 to 1). Two unrelated
paragraphs of regulations share about a quarter of their words, mostly small ones, so what has
moved must share well over half; what kept its place may have been rewritten. All figures are our
own, set on pairs of real editions.
"""

from __future__ import annotations

# How alike two paragraphs must be: anywhere at first sight, anywhere in the end, between the same
# neighbours (for long and for short ones), and under the same designation.
ALIKE = 0.75
MOVED = 0.6
BETWEEN = 0.45
BRIEF_BETWEEN = 0.7
STAYED = 0.3
# What a place without a rule says.
RESERVED_TEXT = "[Reserved]"
# More than any likeness can be.
NEVER = 2.0

# A paragraph of fewer words is brief; one that has moved needs so much more likeness for each word
# that it lacks.
BRIEF = 12
PER_MISSING_WORD = 0.03
# Fewer words in common may be chance; across sections more must agree, and more still where they
# are only alike.
DISTINCTIVE = 6
ELSEWHERE = 8
ALIKE_ELSEWHERE = 12

# What is added to likeness when pairs compete: for the same designation in the same place; for a
# heading or defined term that both bear; and for the very same words, which outweigh a
# designation with most of them ("The date of the meeting;").
PLACED = 0.25
NAMED = 0.2
SAME_WORDS = 0.4
# So that an offer at the threshold still gains something.
LEAST_GAIN = 0.01

# What else counts when the paragraphs of a section compete: that what they stand under, under them
# and beside them is one. Parallel rules ("of a covered fund", "of a trading desk") are often told
# apart by these alone.
KIN = 0.25
OFFSPRING = 0.2
NEIGHBOUR = 0.05
# So often the best pairing of a section is looked for again with what it tells.
ROUNDS = 4

# Across sections: a place that may have been rewritten holds against one elsewhere that is not so
# much more alike; two of the words alone are alike of different subjects below this, and in
# another part so many words of a pair of sections must agree.
HOME_HOLDS = 0.3
NEARLY_SAME = 0.9
COMPANION = 30
# Two sections without another counterpart are one where this share of the shorter moved.
MOVED_SHARE = 0.5

# From this many words on, standing inside another paragraph is no chance; it then counts for this
# share of the same likeness between equals.
LONG = 20
GROWN = 0.8

# Candidates weighed for one paragraph, and siblings weighed against each other (products of their
# numbers): a list without any fixed point is left to the other rounds.
CANDIDATES = 8
MOST_SIBLING_PAIRS = 10_000
MOST_SECTION_PAIRS = 2_500

# A pair holds against a split or merger of the same paragraphs from this likeness on, or where it
# kept its place and this share of the shorter wording, not too short a one, stands in the longer.
FIRM = 0.5
FIRM_INSIDE = 0.75
FIRM_WORDS = 8

# Splits. Fewer words in a row agree by chance; so much of a piece must come from the whole, and of
# the whole be in its pieces. A piece of fewer words must come from it wholly, and stand beside
# another. Of a piece in another section nearly all must, and be no chance.
RUN = 3
SHARE = 0.6
LEAST_PIECE = 5
SHARE_ELSEWHERE = 0.9
# So much of a piece must come from what the others left of the whole, where it has most of that.
SHARE_OF_REST = 0.3
PIECE_ELSEWHERE = 12
CANDIDATE_WHOLES = 4

# Rare words. A word or pair of words that more paragraphs have tells little, and looking them all
# up would make the cost grow with the square of the text; so many of its rarest stand for one.
COMMON = 40
FEATURES = 24

# What is added to likeness in the same section where it is asked in which a paragraph stands now.
HOME = 0.1

# Sections, in words: what the same number counts, and a heading that no other section has.
SAME_NUMBER = 10.0
SAME_HEADING = 20.0
