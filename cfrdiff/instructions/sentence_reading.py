"""One sentence of the Federal Register, read form by form.

What the forms of `sentence_forms` find becomes orders here; a place that is named holds until
another is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

import msgspec

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
    ReplaceInBlocks,
    Revise,
    ReviseBlocks,
    SectionText,
    Substitute,
    Target,
)
from cfrdiff.instructions.provision_phrases import Phrases
from cfrdiff.instructions.replaced_words import check_stops, paired, set_beside
from cfrdiff.instructions.sentence_forms import END, FORMS, JOINT, Form
from cfrdiff.instructions.sentence_parts import (
    division_name,
    ends_a_phrase,
    part_named,
    written_out,
)
from cfrdiff.instructions.targets import SOURCE_NOTE, UnreadError, read_targets


class Reading:
    """One sentence, form by form; `places` are the provisions that it is for so far."""

    def __init__(self, phrases: Phrases, context: Context) -> None:
        self._phrases = phrases
        self._context = context
        self._places = context.places
        self._section = context.section
        self._within: str | None = None
        self._table: BlockPlace | None = None

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
            if form is None or form.kind not in ("place", "division", "table"):
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
                if match is not None and ends_a_phrase(words, match.end()):
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
        self._table = None
        self._places = tuple(self._resolved(one, opening=True) for one in named)
        sections = {one.section for one in self._places}
        if len(sections) == 1 and not any(one.through for one in self._places):
            self._section = sections.pop()
        else:
            self._section = None
        return []

    def table(self, match: re.Match[str]) -> list[Order]:
        """Hold a table whose words are replaced: of a section, or of a paragraph of it."""
        self.place(match)
        said = match["table"].lower()
        unit = said if " " in said else "the table"
        self._table = BlockPlace(f"§ {self._home()}", unit)
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

    def _said_or_at_hand(self, match: re.Match[str]) -> list[Target]:
        """The paragraphs that a form names, else the one that the sentence is for."""
        if match.groupdict().get("p"):
            return self._targets(match["p"])
        if len(self._places) != 1 or not self._places[0].path:
            raise UnreadError("which paragraph is meant is not said")
        return list(self._places)

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
        return written_out(target, [one.number for one in self._context.texts])

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
        beside = match.groupdict().get("side")
        for target in self._said_or_at_hand(match):
            if bool(target.sentences) != bool(beside) or len(target.sentences) > 1:
                raise UnreadError("where the sentence is to stand is not understood")
            found.append(AddSentences(target, side, self._context.text(target.section)))
        return found

    # Subparts and authorities

    def add_division(self, match: re.Match[str]) -> list[Order]:
        to = self._context.division(division_name(match))
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
        return [Designate(tuple(targets), self._context.division(division_name(match)))]

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
        old, anchor = self._single(match, "old", "anchor")
        return self._substitutes(match, [(set_beside(old, match["side"], anchor), anchor)])

    def put_in(self, match: re.Match[str]) -> list[Order]:
        new, anchor = self._single(match, "new", "anchor")
        return self._substitutes(match, [(anchor, set_beside(new, match["side"], anchor))])

    def put_at(self, match: re.Match[str]) -> list[Order]:
        (new,) = self._single(match, "new")
        side: End = "end" if match["end"].lower() == "end" else "beginning"
        return [Substitute(tuple(self._said_or_at_hand(match)), "", new, at=side)]

    def _single(self, match: re.Match[str], *names: str) -> list[str]:
        """The words of groups that must each have one quotation."""
        quoted = [self._phrases.quoted(match[name]) for name in names]
        if any(len(one) != 1 for one in quoted):
            raise UnreadError("which words go together is not understood")
        return [one[0] for one in quoted]

    def _substitutes(self, match: re.Match[str], pairs: Sequence[tuple[str, str]]) -> list[Order]:
        check_stops(match, pairs)
        groups = match.groupdict()
        targets, side = self._words_places(groups)
        everywhere = bool(groups.get("every"))
        slip = match.group().lower().startswith("correct")
        if self._table is not None:
            table = self._table
            if side is not None or any(groups.get(name) for name in _PLACES):
                raise UnreadError("where the words stand is said twice")
            return [ReplaceInBlocks(table, old, new, everywhere, slip) for old, new in pairs]
        tables = any(groups.get(f"{name}_table") for name in ("place", "there"))
        return [Substitute(targets, old, new, everywhere, slip, side, tables) for old, new in pairs]

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
        part = part_named(self._within)
        if part is not None and self._section is None and groups.get("every"):
            return (Target("", part=part),), side
        return (Target(self._home()),), side


# The groups of a form that name where words stand.
_PLACES = ("first", "place", "there", "inside")


_READERS: dict[str, Callable[[Reading, re.Match[str]], list[Order]]] = {
    "place": Reading.place,
    "table": Reading.table,
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
