"""One sentence of the Federal Register, read form by form.

What the forms of `sentence_forms` find becomes orders here; a place that is named holds until
another is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

import msgspec

from cfrdiff.cites import canonical, section_key
from cfrdiff.instructions.context import Context
from cfrdiff.instructions.model import (
    AUTHORITY,
    Add,
    AddDivision,
    AddSentences,
    BlockPlace,
    Designate,
    End,
    Note,
    Order,
    PrintedBlock,
    Redesignate,
    Remove,
    Revise,
    ReviseBlocks,
    SectionText,
    Substitute,
    Target,
)
from cfrdiff.instructions.provision_phrases import Phrases
from cfrdiff.instructions.replaced_words import check_stops, paired, set_beside
from cfrdiff.instructions.sentence_forms import END, FORMS, JOINT, Form
from cfrdiff.instructions.targets import SOURCE_NOTE, UnreadError, read_targets


class Reading:
    """One sentence, form by form; `places` are the provisions that it is for so far."""

    def __init__(self, phrases: Phrases, context: Context) -> None:
        self._phrases = phrases
        self._context = context
        self._places = context.places
        self._section = context.section
        self._within: str | None = None

    def orders(self) -> list[Order]:
        found: list[Order] = []
        read = False
        for form, match in self._forms():
            if form is None:
                raise self._unread(match.string[match.end() :], bool(found) or read)
            read = True
            found += _READERS[form.kind](self, match)
        return found

    def opening(self) -> tuple[str | None, tuple[Target, ...]]:
        for form, match in self._forms():
            if form is None or form.kind not in ("place", "division"):
                break
            _READERS[form.kind](self, match)
        return self._section, self._places

    def _forms(self) -> Iterator[tuple[Form | None, re.Match[str]]]:
        """The forms of the sentence in order; None for what no form fits."""
        words, at = self._phrases.words, 0
        while True:
            joint = JOINT.match(words, at)
            assert joint is not None, "a joint may be empty"
            if END.match(words, at):
                return
            for form in FORMS:
                match = form.pattern.match(words, joint.end())
                if match is not None and _ends_a_phrase(words, match.end()):
                    break
            else:
                yield None, joint
                return
            yield form, match
            at = match.end()

    def _unread(self, rest: str, begun: bool) -> UnreadError:
        said = self._phrases.printed(rest).strip(" ,;:")
        shown = said if len(said) <= 80 else f"{said[:77]}…"
        which = "the rest of it, " if begun else ""
        return UnreadError(f"{which}“{shown}” is not understood; nothing of it was carried out")

    # Places

    def place(self, match: re.Match[str]) -> list[Order]:
        """Hold what is amended, until something else is."""
        named = self._phrases.provisions(match["p"])
        if SOURCE_NOTE in named:
            raise UnreadError("the source note is only revised or removed")
        self._places = tuple(self._resolved(one, opening=True) for one in named)
        sections = {one.section for one in self._places}
        if len(sections) == 1 and not any(one.through for one in self._places):
            self._section = sections.pop()
        else:
            self._section = None
        return []

    def division(self, match: re.Match[str]) -> list[Order]:
        self._within = match["within"]
        return []

    def _resolved(self, target: Target, *, opening: bool = False) -> Target:
        """A target with its section; the heading, or a sentence, of the place at hand."""
        if target.section:
            return target
        section = self._home()
        home = self._places[0] if len(self._places) == 1 else None
        is_part = target.scope != "whole" or bool(target.sentences) or target.term is not None
        if home is not None and home.path and not target.path and is_part:
            return msgspec.structs.replace(target, section=home.section, path=home.path)
        return msgspec.structs.replace(target, section=section)

    def _home(self) -> str:
        if self._section is None:
            sections = {one.section for one in self._places}
            if len(sections) > 1 or any(one.through for one in self._places):
                raise UnreadError("it is for several sections at once")
            raise UnreadError("it names no section")
        return self._section

    def _targets(self, mark: str) -> list[Target]:
        return [self._resolved(one) for one in self._phrases.provisions(mark)]

    # Whole provisions

    def revise(self, match: re.Match[str]) -> list[Order]:
        if self._phrases.provisions(match["p"]) == (SOURCE_NOTE,):
            section = self._home()
            return [Note(section, self._context.text(section).note)]
        return [
            Revise(one, self._context.text(one.section))
            for target in self._targets(match["p"])
            for one in self._written_out(target)
        ]

    def add(self, match: re.Match[str]) -> list[Order]:
        found: list[Order] = []
        for target in self._targets(match["p"]):
            within = match["within"] or (self._within if target.is_section else None)
            for one in self._written_out(target):
                found.append(Add(one, self._context.text(one.section), within))
        return found

    def add_reserved(self, match: re.Match[str]) -> list[Order]:
        return [
            Add(one, SectionText(one.section, None, ()), reserved=True)
            for one in self._targets(match["p"])
        ]

    def remove(self, match: re.Match[str]) -> list[Order]:
        if self._phrases.provisions(match["p"]) == (SOURCE_NOTE,):
            return [Note(self._home(), None)]
        return [Remove(one) for one in self._targets(match["p"])]

    def reserve(self, match: re.Match[str]) -> list[Order]:
        return [Remove(one, True) for one in self._targets(match["p"])]

    def _written_out(self, target: Target) -> list[Target]:
        """A range of sections as those of which text is printed."""
        if target.through is None:
            return [target]
        low, high = section_key(target.section), section_key(target.through)
        numbers = [one.number for one in self._context.texts]
        inside = [number for number in numbers if low <= section_key(canonical(number)) <= high]
        ends = {canonical(number) for number in inside}
        if not {target.section, target.through} <= ends:
            raise UnreadError("a range of sections is not written out")
        lacking = next((number for number in _counted(target) if number not in ends), None)
        if lacking is not None:
            raise UnreadError(f"no text of § {lacking} is printed with it")
        return [Target(canonical(number)) for number in inside]

    def republish(self, match: re.Match[str]) -> list[Order]:
        """Text that is printed again as it is: nothing is amended."""
        self._targets(match["p"])
        return []

    def redesignate_and_revise(self, match: re.Match[str]) -> list[Order]:
        revised = [Revise(one, self._context.text(one.section)) for one in self._goals(match)]
        return [*self.redesignate(match), *revised]

    def redesignate(self, match: re.Match[str]) -> list[Order]:
        sources = self._targets(match["p"])
        goals = self._goals(match)
        if len(sources) != len(goals):
            raise UnreadError(f"{len(sources)} provisions cannot be redesignated as {len(goals)}")
        moves = tuple(zip(sources, goals, strict=True))
        if any(bool(old.through) != bool(new.through) for old, new in moves):
            raise UnreadError("a range of sections is redesignated as what is none")
        if any(bool(old.path) != bool(new.path) for old, new in moves):
            raise UnreadError("a section cannot be redesignated as a paragraph of one")
        if any(one.scope != "whole" or one.sentences for move in moves for one in move):
            raise UnreadError("only whole provisions are redesignated")
        return [Redesignate(moves)]

    def _goals(self, match: re.Match[str]) -> list[Target]:
        """As what provisions are redesignated; the noun may be left out there."""
        if match["to"]:
            return self._targets(match["to"])
        return read_targets(f"paragraphs {match['bare']}", self._home())

    def add_sentences(self, match: re.Match[str]) -> list[Order]:
        said = (match["end"] or match["side"]).lower()
        side: End = "end" if said in ("end", "after", "following") else "beginning"
        found: list[Order] = []
        for target in self._targets(match["p"]):
            if bool(target.sentences) != bool(match["side"]) or len(target.sentences) > 1:
                raise UnreadError("where the sentence is to stand is not understood")
            found.append(AddSentences(target, side, self._context.text(target.section)))
        return found

    # Subparts and authorities

    def add_division(self, match: re.Match[str]) -> list[Order]:
        to = self._context.division(_division_name(match))
        said = match.groupdict().get("p")
        consists = (
            [one for t in self._targets(said) for one in self._written_out(t)] if said else []
        )
        if consists and [one.section for one in consists] != [s.number for s in to.sections]:
            raise UnreadError(f"other sections of {to.name} are printed than it consists of")
        # With a heading alone, another sentence says which sections it is set over.
        return [AddDivision(to)] if to.sections else []

    def designate(self, match: re.Match[str]) -> list[Order]:
        targets = self._targets(match["p"])
        if not all(one.is_section or one.through for one in targets):
            raise UnreadError("only whole sections make a subpart")
        return [Designate(tuple(targets), self._context.division(_division_name(match)))]

    def authority(self, match: re.Match[str]) -> list[Order]:
        printed = self._context.authority
        if printed is None:
            raise UnreadError("no authority citation is printed with it")
        place = BlockPlace(f"part {match['part']}", AUTHORITY)
        return [ReviseBlocks(place, (PrintedBlock("authority", printed),))]

    # Words

    def replace(self, match: re.Match[str]) -> list[Order]:
        groups = match.groupdict()
        old, new = self._phrases.quoted(match["old"]), self._phrases.quoted(match["new"])
        pairs = paired(old, new, bool(groups.get("respectively")))
        return self._substitutes(match, pairs)

    def remove_words(self, match: re.Match[str]) -> list[Order]:
        return self._substitutes(match, [(one, "") for one in self._phrases.quoted(match["old"])])

    def remove_beside(self, match: re.Match[str]) -> list[Order]:
        old, anchor = (self._phrases.quoted(match[name]) for name in ("old", "anchor"))
        if len(old) != 1 or len(anchor) != 1:
            raise UnreadError("which words go together is not understood")
        return self._substitutes(match, [(set_beside(old[0], match["side"], anchor[0]), anchor[0])])

    def put_in(self, match: re.Match[str]) -> list[Order]:
        new, anchor = (self._phrases.quoted(match[name]) for name in ("new", "anchor"))
        if len(new) != 1 or len(anchor) != 1:
            raise UnreadError("which words go together is not understood")
        return self._substitutes(match, [(anchor[0], set_beside(new[0], match["side"], anchor[0]))])

    def put_at(self, match: re.Match[str]) -> list[Order]:
        new = self._phrases.quoted(match["new"])
        if len(new) != 1:
            raise UnreadError("which words go together is not understood")
        side: End = "end" if match["end"].lower() == "end" else "beginning"
        return [Substitute(tuple(self._targets(match["p"])), "", new[0], at=side)]

    def _substitutes(self, match: re.Match[str], pairs: Sequence[tuple[str, str]]) -> list[Order]:
        check_stops(match, pairs)
        groups = match.groupdict()
        targets, side = self._words_places(groups)
        everywhere = bool(groups.get("every"))
        slip = match.group().lower().startswith("correct")
        return [Substitute(targets, old, new, everywhere, slip, side) for old, new in pairs]

    def _words_places(self, groups: dict[str, str | None]) -> tuple[tuple[Target, ...], End | None]:
        """Where words stand: as the form says, else what the sentence is for."""
        marks = [groups[name] for name in _PLACES if groups.get(name)]
        said = groups.get("place_side") or groups.get("there_side")
        side: End | None = None
        if said:
            side = "end" if said.lower() == "end" else "beginning"
        if len(marks) > 1:
            raise UnreadError("where the words stand is said twice")
        if marks:
            return tuple(self._targets(marks[0] or "")), side
        if self._places:
            return self._places, side
        return (Target(self._home()),), side


# The groups of a form that name where words stand.
_PLACES = ("first", "place", "there", "inside")


def _counted(target: Target) -> Iterator[str]:
    """The plain numbers from one section through another, however many they are."""
    part, _, first = target.section.rpartition(".")
    _, _, last = (target.through or "").rpartition(".")
    if first.isdecimal() and last.isdecimal():
        yield from (f"{part}.{number}" for number in range(int(first), int(last) + 1))


def _division_name(match: re.Match[str]) -> str:
    noun, letter = match["division"].split()
    return f"{noun.lower()} {letter.upper()}"


def _ends_a_phrase(words: str, at: int) -> bool:
    """Whether a form that ends there cuts no word."""
    return not (words[at - 1 : at].isalnum() and words[at : at + 1].isalnum())


_READERS: dict[str, Callable[[Reading, re.Match[str]], list[Order]]] = {
    "place": Reading.place,
    "division": Reading.division,
    "revise": Reading.revise,
    "add": Reading.add,
    "add reserved": Reading.add_reserved,
    "remove": Reading.remove,
    "reserve": Reading.reserve,
    "redesignate": Reading.redesignate,
    "redesignate and revise": Reading.redesignate_and_revise,
    "republish": Reading.republish,
    "add division": Reading.add_division,
    "designate": Reading.designate,
    "authority": Reading.authority,
    "add sentences": Reading.add_sentences,
    "words replaced": Reading.replace,
    "words removed": Reading.remove_words,
    "words removed beside": Reading.remove_beside,
    "words put in": Reading.put_in,
    "words put at": Reading.put_at,
}
