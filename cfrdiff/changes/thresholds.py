"""The measures this room decides by, each with its reason. All are our own, set on labelled edits
of real editions.
"""

from __future__ import annotations

# ---- outcomes -----------------------------------------------------------------------------------

# Below this a paragraph's reading is worth a second look.
DOUBTFUL = 0.75
# A paragraph that kept so little of its words may have been replaced; one whose next best partner
# was so close behind may have gone there.
HARDLY_ALIKE = 0.3
CLOSE = 0.1
# A paragraph that moved is told by its words alone: before they are weighed it is as sure as this.
MOVED = 0.5

# ---- blocks -------------------------------------------------------------------------------------

# Two blocks with fewer of their words in common are two blocks; where each is the only one between
# the same neighbours fewer must agree, and of what has moved more.
BLOCKS_ALIKE = 0.5
LONE_BLOCKS_ALIKE = 0.3
BLOCKS_MOVED = 0.75
# A comment under the number it had may have been rewritten; what competes for it elsewhere must be
# so much more alike.
COMMENTS_ALIKE = 0.3
AT_HOME = 0.25
# Of fewer words two are alike by chance: a moved block must have as many, or be the very same.
MOVED_WORDS = 6
# What is added to likeness where pairs compete: for the same text, for the same head of a row, and
# (so that it decides between equals only) for standing as far from the beginning.
SAME_TEXT = 1.0
SAME_ROW_HEAD = 0.5
NEARER = 0.01
# So many pairs (products of their numbers) are all weighed; of more, for each block as many as
# share its rarest words.
MOST_BLOCK_PAIRS = 10_000
CANDIDATE_BLOCKS = 8
# Rows of tables are paired in order by a table of so many fields at most; no section prints more.
MOST_ROW_PAIRS = 250_000
# Columns: the same head tells more than that all cells are the same, and a place decides between
# equals.
SAME_COLUMN_HEAD = 2.0
SAME_COLUMN_CELLS = 1.0
COLUMN_IN_PLACE = 0.01
# Longer texts (characters of both) are compared by their sentences first: word by word the cost
# grows with the square of the text.
LONG_TEXT = 20_000

# ---- words that went from one paragraph to another ----------------------------------------------

# Regulations repeat phrases; as many words in a row as this are hardly written twice by chance.
RUN = 10
# Into another section more; as many of them must say something; and of fewer than these a phrase
# that stands in the older edition twice was written, not moved.
FAR_RUN = 13
TELLING = 7
NO_PHRASE = 25
# So many words find where a run may begin, at most in so many places.
SHINGLE = 5
MOST_PLACES = 20

# ---- references ---------------------------------------------------------------------------------

# How far around a reference its words tell what it means (characters).
AROUND = 120

# ---- names left behind --------------------------------------------------------------------------

# How far around a name its longer name, and the word before it, is looked for (characters).
NAME_REACH = 80
ROLE_REACH = 120
# Words behind a name that tell what part it plays.
ROLE_WORDS = 3
# How likely the same name was forgotten, by the words behind it that are the same as behind a
# replaced one: none, one, two, three. Measured on the renames of generated amendments of real
# parts (seeds 0 to 129, each place decided by its label or by reading it), and rounded down: of
# the places with 0.9 there 126 of 133 were left behind, with 0.95 56 of 56, with 0.15 2 of 16, with
# 0.05 8 of 361; 0.75 is our own, on five cases.
SAME_BEHIND = (0.0, 0.9, 0.95, 0.95)
ALONE = 0.9  # it stands alone, as where it was replaced
LONG_NAME = 0.75  # a name of several words is seldom another thing
UNKNOWN = 0.15
OTHER_PART = 0.3  # in a part where it was replaced nowhere
LONGEST_NAME = 12  # words
OTHER = 0.05  # part of a name of its own, or tells of another noun

# ---- where an edit begins and ends --------------------------------------------------------------

# No name, and no clause that an edit could join, reaches so many characters.
FAR = 300
# As many words in a row are no chance agreement within a sentence written anew.
KEPT = 10
# A file may lack some of the words it would have to the end, or have some more: one in so many.
CUT_SLACK = 5
# An addition of so many units at the end of a sentence is one with the sentences added behind it.
LONG_ADDITION = 16
# So many unchanged units between two edits may belong to one rewritten clause: beside a defined
# term or words that changed places, in quotes, if they say little, and otherwise.
BESIDE_TERM = 2
IN_QUOTES = 3
SAYING_LITTLE = 3
SAYING_MORE = 4
# The fewest words that say something on the shorter side of two such edits: where both replace
# words, where one only adds or removes, and for each unchanged word that says something.
REPLACED = 2
ADDED = 4
FOR_EACH_KEPT = 4
# What makes a stretch read like a phrase of its own: it ends as the sentence before it did, it
# begins with a word that opens phrases, it ends in the comma that stands before it. A last word
# that opens the next phrase counts against it. Right behind the edit before it, so that nothing
# is left between, outweighs all.
WHOLE_SENTENCE = 4
OPENS_PHRASE = 2
BETWEEN_COMMAS = 2
OPENS_NEXT = -1
NOTHING_BETWEEN = 5
# Words of a rewritten subject, on the shorter and the longer side, behind which a modal verb is an
# edit of its own.
SHORT_SUBJECT = 2
LONG_SUBJECT = 4

# ---- categories ---------------------------------------------------------------------------------

# Words: fewer are no sentence; a time limit of so many is whole, whatever else it says; words with
# capitals are names of offices that no table has only where there are no more words than these.
SENTENCE = 7
WHOLE_LIMIT = 5
UNKNOWN_NAMES = 15
# Money may give way to a pointer of so many words.
MONEY_POINTER = 8
# Letters: shorter words have no plural ("a", "as"), and a letter more makes another word of them.
SHORTEST_PLURAL = 3
SHORTEST_MISPRINT = 4
# Characters before an edit in which what a time limit runs from, or the word that begins a
# condition, is looked for; words that a clause of a condition has at least.
EVENT_REACH = 80
CONDITION_REACH = 30
CLAUSE_BEHIND_CONDITION = 4
# Words at most: of an edit in which one word makes a term of art, of a term, and of what says its
# modifier twice.
LONGEST_MARKED = 20
LONGEST_TERM = 4
LONGEST_DOUBLED = 12
# Words that may change beside a negation, and words of a noun that a pronoun stands for.
BESIDE_NEGATION = 2
NOUN_OF_PRONOUN = 4
# Letters of a text at least in which one letter may be misread.
SHORTEST_SLIP = 6

# ---- what proves that an edit means less --------------------------------------------------------

# Characters before and behind an edit in which the rest of its words and quantities is looked for.
PROOF_REACH = 120
# Words of a quantity beside its number: "percent per annum".
QUANTITY_WORDS = 3
# Edits that may be within one quantity: so many at most, and between two so many characters, which
# is a number in words with its unit.
JOINT_EDITS = 3
JOINT_REACH = 40
# Letters: a shorter word in capitals or not may be a unit or initials; of a misprint; a compound.
LONG_WORD = 4
# A word in capitals alone among others that are not may be initials if it has no more: SNAP.
LONGEST_INITIALS = 5
MISPRINTED = 5
# A shorter word that lacks a letter may be a name no list knows: captan, captain.
MISPRINTED_WITHOUT = 8
LONG_COMPOUND = 5
