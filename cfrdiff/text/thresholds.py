"""The measures this room decides by, each with its reason."""

from __future__ import annotations

# ---- lines of a page --------------------------------------------------------------------------

# Characters of a running head: the longest agency's name with its department, and a number.
LONGEST_HEAD = 110
# A style is one of the body's where it sets at least one line in so many.
BODY_STYLE_ONE_IN = 5
# Points within which lines of several pages stand on one level.
LEVEL = 3
# Without boxes a line recurs where it stands so often; with them, twice on one level.
RECURS = 3

# ---- misread section signs --------------------------------------------------------------------

# Numbers in order behind a misread sign: so many of one part are not chance.
SHORTEST_RUN = 3
# Numbers of a part that show any number of it behind an S to be a section's.
PART_IS_KNOWN = 2

# ---- headings in pieces -----------------------------------------------------------------------

# Words of one printed line of a heading, in a column of GPO's.
LONGEST_PIECE = 12

# ---- broken words -----------------------------------------------------------------------------

# Counts of the word list: from this one on a word is a usual one.
USUAL = 1_000
# No word has less than the least, which stands for words that were added to the list by hand.
LEAST = 50
# Below this a word of two letters is an abbreviation or a name in film titles.
COMMON = 100_000
# The document decides between two ways to write a word where one is so many times the other.
CLEAR_MAJORITY = 3
# Of two words that differ in their hyphen a document means the one that it has so often alone.
OFTEN = 5
# Pieces of this length and more are looked for in words akin to theirs.
SHORTEST_KIN = 4
# Capitals of this length and less on both sides are a designator ("T.D. XX-YY"), not a word.
SHORT_CAPITALS = 4
# Letters of each part of a name made of two usual words ("consumer" + "finance").
SHORTEST_PART = 3
# Letters of a stem that an ending may have been put to, at least one more than this.
SHORT_STEM = 4
# Letters that a word without its prefix has at least one more than.
SHORT_REST = 3
# Pieces of the running text (lines and what is put between them) in which an Internet address may
# have begun before it breaks.
ADDRESS_PIECES = 8
# Pointwise mutual information, as a power of ten, below which two words meet oftener by chance.
CHANCE = -1

# ---- a hyphen behind a prefix: logarithms of odds that it stands -------------------------------

# The style manual prints prefixes solid, as a rule.
SOLID_PREFIX = -2.0
# Of those that regulations print both ways the rule says nothing.
PREFIX_OFTEN_APART = 0.0
# What the word list says of the word in one: usual ones are decided before; a word that was
# counted speaks against a hyphen, one added by hand less, one it lacks for it.
LISTED = -1.0
ADDED_BY_HAND = -0.4
UNLISTED = 0.5
# How the document writes other prefixes weighs half of how it writes this one.
OTHER_PREFIXES = 0.5
# A habit of no words at all is even odds: so much is added to each count.
SMOOTHING = 0.5
# Closer to even odds than this, nothing is decided.
UNDECIDED = 0.7

# ---- doubts of OCR ----------------------------------------------------------------------------

# A word of the word list is no longer in doubt from here: an engine is not sure of the wrong one.
SURE_OF_KNOWN_WORD = 0.5
