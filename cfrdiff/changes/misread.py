"""Whether OCR made of one text the other: letters and brackets taken for those they look like."""

from __future__ import annotations

import re
from functools import cached_property
from itertools import pairwise

from cfrdiff.changes.garbled import is_garbled
from cfrdiff.changes.thresholds import SHORTEST_SLIP
from cfrdiff.cites import LABEL_LIKE, Designation, Path, path_of, roman_value
from cfrdiff.rule_tables import Rule, first_rule, otherwise
from cfrdiff.text.words import in_word_list

_SIGNS = re.compile(r"[\W_]+")
# Shapes OCR takes for one another, both ways: Smith (2007), "An Overview of the Tesseract OCR
# Engine", and the confusions of GPO scans.
_CONFUSED = (
    ("rn", "m"), ("l", "1"), ("I", "1"), ("l", "I"), ("O", "0"), ("o", "0"), ("S", "5"),
    ("S", "§"), ("$", "§"), ("cl", "d"), ("vv", "w"), ("ii", "n"), ("B", "8"), ("e", "c"),
    ("{", "("), ("}", ")"), ("t", "f"), ("h", "b"), ("u", "n"), ("i", "l"), ("i", "j"),
)  # fmt: skip
# Capitals that are their small letters, larger.
_SAME_SHAPE = str.maketrans("COPSUVWXZ", "copsuvwxz")
_LABEL = re.compile(LABEL_LIKE)
_CHAIN = re.compile(rf"(?:{LABEL_LIKE})+")
_FIGURE_OR_BRACKET = re.compile(r"[\d()]")


def is_misread(before: str, after: str) -> bool:
    """Whether two texts, one of them of OCR, are one print read in two ways."""
    return (
        _shapes(before) == _shapes(after)
        or _is_confused(before, after)
        or is_garbled(before, after)
    )


def is_forced(before: str, after: str) -> bool:
    """Whether two texts are one print because of a label or bracket that can only be what the
    other text has.
    """
    if before == after:
        return False
    two = _Readings(before, after)
    return is_garbled(before, after) or _upright_below(before, after) or _has_impossible_label(two)


def _shapes(text: str) -> str:
    """The letters of a text, where OCR cannot tell a capital by its shape alone."""
    return _SIGNS.sub("", text).translate(_SAME_SHAPE)


class _Readings:
    """Two texts that may be one print, each fact about them worked out once."""

    def __init__(self, before: str, after: str) -> None:
        self.before = before
        self.after = after

    @cached_property
    def labels_differ(self) -> bool:
        one, other = (_LABEL.findall(text) for text in (self.before, self.after))
        return bool(one and other and one != other)

    @cached_property
    def wordings(self) -> tuple[bool, bool]:
        """Whether either text is all words that the word list has."""
        return _is_wording(self.before), _is_wording(self.after)

    @cached_property
    def even(self) -> tuple[str, str]:
        """Both texts with shapes that OCR confuses made one."""
        left, right = self.before.replace(" ", ""), self.after.replace(" ", "")
        for one, other in _CONFUSED:
            left, right = left.replace(one, other), right.replace(one, other)
        return left, right


def _is_slip(readings: _Readings) -> bool:
    """Whether one letter more, less or other makes a word of no word."""
    from rapidfuzz.distance import OSA  # loaded where texts are compared

    left, right = readings.even
    if _FIGURE_OR_BRACKET.search(readings.before + readings.after):
        return False  # nothing shows that of a name
    one_is_word = readings.wordings[0] != readings.wordings[1]
    return (
        one_is_word
        and len(left) >= SHORTEST_SLIP
        and left[:1] == right[:1]
        and OSA.distance(left, right) <= 1
    )


def _has_impossible_label(two: _Readings) -> bool:
    """Whether one text has labels that no paragraph has, digits below digits."""
    return (
        two.labels_differ
        and _figures(two.before) == _figures(two.after)
        and _cited(two.before) == _cited(two.after)
        and not _upright_below(two.before, two.after)
        and _has_digits_below(two.before) != _has_digits_below(two.after)
    )


# The verdict says whether OCR read one print in two ways. Never where both are words, labels or
# figures of their own: "employer" and "employee" are an OCR slip apart, and a change of the law.
_RULES: tuple[Rule[_Readings, bool], ...] = (
    Rule("other figures", lambda two: _figures(two.before) != _figures(two.after), False),
    Rule("other designations", lambda two: _cited(two.before) != _cited(two.after), False),
    Rule(
        "other labels, digits below digits in one of them",
        _has_impossible_label,
        True,
        'no level of digits stands below another: "(1)(3)" can only be "(l)(3)"',
    ),
    Rule(
        "other labels",
        lambda two: two.labels_differ and not _upright_below(two.before, two.after),
        False,
    ),
    Rule("words on both sides", lambda two: all(two.wordings), False),
    Rule("shapes taken for others", lambda two: two.even[0] == two.even[1], True),
    Rule("a word and no word", _is_slip, True),
    Rule("anything else", otherwise, False),
)


def _is_confused(before: str, after: str) -> bool:
    """Whether one text is the other with a few shapes taken for others by OCR."""
    rule = first_rule(_RULES, _Readings(before, after))
    assert rule is not None, "the last rule applies always"
    return rule.verdict


def _upright_below(before: str, after: str) -> bool:
    """Whether two texts differ in nothing but uprights below a letter, where only a digit can
    stand: (b)(l) is (b)(1); a lone (l) may be the twelfth letter.
    """
    return _with_digits_below(before) == _with_digits_below(after)


def _with_digits_below(text: str) -> str:
    """The text with the figure one for each upright that stands below a small letter."""
    return _CHAIN.sub(lambda chain: str(Designation(_upright_digits(path_of(chain[0])))), text)


def _upright_digits(path: Path) -> Path:
    below = ("", *path)
    return tuple(
        "1" if label in ("l", "I") and len(above) == 1 and above.islower() else label
        for above, label in zip(below, path, strict=False)
    )


def _has_digits_below(text: str) -> bool:
    """Whether a label of digits stands below another somewhere."""
    paths = [path_of(chain) for chain in _CHAIN.findall(text)]
    return any(a.isdigit() and b.isdigit() for path in paths for a, b in pairwise(path))


def _cited(text: str) -> list[str]:
    """The designations in a text, with no difference between the shapes of (l) and (1)."""
    labels = path_of("".join(_LABEL.findall(text)))
    short = (
        label for label in labels if len(label) < 3 or label.isdigit() or roman_value(label.lower())
    )
    return [label.replace("l", "1").replace("I", "1") for label in short]


def _figures(text: str) -> str:
    """The digits of a text, where letters stand among digits taken for those they look like."""
    mixed = re.sub(r"\b(?=\w*\d)[\dlIO]+\b|(?<=\()[lI](?=\))", _as_digits, text)
    return re.sub(r"\D", "", mixed)


def _as_digits(match: re.Match[str]) -> str:
    return match.group().translate(str.maketrans("lIO", "110"))


def _is_wording(text: str) -> bool:
    """Whether all of a text is words that the word list has."""
    words = re.findall(r"[^\W\d_]+", text)
    return bool(words) and all(len(w) > 1 and in_word_list(w) for w in words)
