"""One typography for texts that were set in two: quotes, dashes of one function, spaces."""

from __future__ import annotations

import re
import unicodedata

_LOOK_ALIKE = str.maketrans(
    dict.fromkeys("‘’‚‛`´", "'")
    | dict.fromkeys("“”„‟", '"')
    | {"µ": "μ", "º": "°", "\u00ad": None, "\u200b": None, "\u2060": None, "\ufeff": None}
    | {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "…": "..."}
)
_SUBSCRIPTS = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
# An index below a letter is the figure behind it, H₂O and H2O. A raised one is not.
_INDEX = re.compile(r"(?<=[A-Za-z)])[₀-₉]+")
_SPACES = re.compile(r"\s+")
# The space behind a section sign, and between a figure and a degree or percent sign.
_SMALL_SPACE = re.compile(r"(?<=§) (?=[\d§])|(?<=\d) (?=[%°])")
# Between two single letters it may be a minus: "A - B".
_BETWEEN_CLAUSES = re.compile(
    r"(?<=[^\W\d_])(?!(?<=\b\w) ?[-–—]+ ?\w\b) ?"
    r"(?:--+|—|–(?= )|(?<= )[-–](?= )) ?(?=[^\W\d_“\"'])"
)
_BETWEEN_WORDS = re.compile(r"(?<=\w)[-–‐‑](?=\w)")
# Behind a figure and a space it may be a range.
_MINUS = re.compile(r"(?<![\w)])(?<!\d )[-–−](?=[\d.])")


def even(text: str) -> str:
    """A text in one typography: quotes, dashes of one function, the kind and number of spaces,
    ligatures, soft hyphens. Nothing that is seen and means something goes.

    A dash is a mark between clauses, a hyphen or the sign of a range between words and figures,
    or a minus before a figure; within each of the three, print has it in several lengths (GPO
    Style Manual, 6.1, 8.60 and 8.78).
    """
    text = unicodedata.normalize("NFC", text).translate(_LOOK_ALIKE).replace("''", '"')
    text = _INDEX.sub(lambda index: index[0].translate(_SUBSCRIPTS), text)
    text = _SMALL_SPACE.sub("", _SPACES.sub(" ", text))
    text = _BETWEEN_CLAUSES.sub("—", text)
    text = _BETWEEN_WORDS.sub("-", text)
    return _MINUS.sub("−", text)
