"""What kind of statement an operator makes, from its subject and what follows it."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, cast

from cfrdiff.provisions.language import Operator, Parsed, word_set
from cfrdiff.provisions.model import Kind
from cfrdiff.provisions.subjects import acts, is_authority, is_document

BORNE = frozenset({"duty", "prohibition", "permission", "discretion"})
_TOLD = ("duty", "permission", "prohibition", "future", "future_not")
# "no later than" is a measure, and so is "no more".
_MEASURES = tuple(
    (word,)
    for word in (
        "later",
        "more",
        "less",
        "earlier",
        "fewer",
        "greater",
        "longer",
        "sooner",
        "event",
    )
)
# "Is entitled to no fee" denies, "need pay no fee" frees: neither forbids.
_GRANTS = frozenset({"is", "are", "need"})
_LONGEST_NEVER = 3  # words of the table's phrases
_LONGEST_VERB = 4  # words looked at behind the operator


class _Case:
    """An operator with its subject; `passive` is its participle in the passive voice."""

    def __init__(
        self,
        parsed: Parsed,
        operator: Operator,
        subject: tuple[int, int],
        passive: str | None,
        clause: int,
    ) -> None:
        self._parsed, self._operator, self._subject = parsed, operator, subject
        self._opening = parsed.lower[clause : operator.first]
        self.passive = passive
        self.label = operator.label
        self.word = parsed.lower[operator.first]

    @property
    def is_may(self) -> bool:
        return self.label == "permission" and self.word in ("may", "can")

    @property
    def is_future(self) -> bool:
        return self.label in ("future", "future_not")

    @property
    def of_person(self) -> bool:
        return acts(self._parsed, *self._subject, self._operator.last)

    @property
    def of_authority(self) -> bool:
        """Whether an authority itself acts."""
        return self.passive is None and is_authority(self._parsed, *self._subject)

    @property
    def of_nothing(self) -> bool:
        """Whether it says of nothing that it does something: "Nothing in this part shall …"."""
        return self._opening[:1] == ("nothing",)

    @property
    def of_no_one(self) -> bool:
        """Whether no one and nothing is to do it: "No person shall", "None of these may"."""
        word = "".join(self._opening[:1])
        return word in ("no", "neither", "none", "nobody") or forbids(self._opening)

    @property
    def has_no_object(self) -> bool:
        """Whether it is to be done to nothing: "shall have no contact", "shall be no charge"."""
        behind = self._parsed.lower[self._operator.last : self._operator.last + 3]
        return behind[1:2] == ("no",) and behind[2:] not in _MEASURES

    @property
    def saves(self) -> bool:
        """Whether it says what something does not do to others: "shall not limit"."""
        return self._is_followed_by("savings")

    @property
    def lists_definitions(self) -> bool:
        return bool({"definition", "definitions"} & set(self._opening))

    @property
    def of_document(self) -> bool:
        return is_document(self._parsed, *self._subject)

    @property
    def is_official(self) -> bool:
        """Whether something is done that only an authority can do."""
        return self.passive in word_set("official_acts", "participles")

    @property
    def says_consequence(self) -> bool:
        """Whether what follows is what comes of something: "may result in", "will take effect"."""
        return self._is_followed_by("consequences")

    def _is_followed_by(self, table: str) -> bool:
        operator = self._operator
        rest = " ".join(self._parsed.lower[operator.last : operator.last + _LONGEST_VERB]) + " "
        return any(rest.startswith(verb + " ") for verb in word_set(table, "verbs"))


class _Rule(NamedTuple):
    name: str
    holds: Callable[[_Case], bool]
    kind: Kind


# In order; where none holds, the operator's own label is the kind.
_RULES = (
    _Rule(
        "“nothing shall” leaves things as they are",
        lambda one: one.of_nothing and one.label != "application",
        "declaration",
    ),
    _Rule(
        "so does a thing that shall not limit, prevent or be construed",
        lambda one: one.label == "prohibition" and one.saves and not one.of_person,
        "declaration",
    ),
    _Rule(
        "the definitions that apply are in the list",
        lambda one: one.label == "application" and one.lists_definitions,
        "definition",
    ),
    _Rule(
        "what no one may do, or what nothing may be done to, is forbidden",
        lambda one: (
            one.label in _TOLD
            and not (one.is_future and one.says_consequence)
            and (one.of_no_one or (one.has_no_object and one.word not in _GRANTS))
        ),
        "prohibition",
    ),
    _Rule(
        "who must apply a provision has a duty",
        lambda one: one.label == "application" and one.word in ("shall", "must") and one.of_person,
        "duty",
    ),
    _Rule("“applies” says when", lambda one: one.label == "application", "condition"),
    _Rule(
        "a thing that may result says what follows",
        lambda one: one.is_may and not one.of_person and one.says_consequence,
        "declaration",
    ),
    _Rule(
        "an authority that may has a choice",
        lambda one: one.is_may and one.of_authority,
        "discretion",
    ),
    _Rule(
        "so has one that is not named, where only an authority can do it",
        lambda one: one.is_may and one.is_official,
        "discretion",
    ),
    _Rule(
        "what will result, of a thing, says what follows",
        lambda one: one.is_future and one.says_consequence and not one.of_person,
        "declaration",
    ),
    _Rule(
        "so it does of a person, in the active voice, that is not an authority",
        lambda one: (
            one.is_future and one.says_consequence and one.passive is None and not one.of_authority
        ),
        "declaration",
    ),
    _Rule(
        "what a thing will do, it has no duty to do",
        lambda one: one.is_future and not (one.passive or one.of_person or one.of_document),
        "declaration",
    ),
    _Rule("“will not” forbids", lambda one: one.label == "future_not", "prohibition"),
    _Rule("“will” binds", lambda one: one.label == "future", "duty"),
)


def forbids(opening: tuple[str, ...]) -> bool:
    """Whether a clause begins with words as "in no event", behind which its subject stands."""
    phrases = word_set("clauses", "never")
    return any(" ".join(opening[:n]) in phrases for n in range(1, _LONGEST_NEVER + 1))


def kind_of(
    parsed: Parsed,
    operator: Operator,
    subject: tuple[int, int],
    passive: str | None,
    clause: int,
) -> Kind:
    """The kind of the statement with that operator.

    `subject` are the tokens of its subject, `passive` the participle where the voice is passive;
    the clause begins at token `clause`.
    """
    case = _Case(parsed, operator, subject, passive, clause)
    found = next((rule.kind for rule in _RULES if rule.holds(case)), None)
    return found or cast(Kind, operator.label)
