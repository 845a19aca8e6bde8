"""One sentence of the Federal Register on an appendix or a supplement → orders.

What the forms of `comment_forms` find becomes orders here. What is named under another heading
stands under it until another is named: "Under comment 31(b), paragraph 1 is revised."
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

import msgspec

from cfrdiff.cites import canonical
from cfrdiff.cites.comments import entry_paths
from cfrdiff.instructions.appendix_orders import (
    AddEntry,
    AppendixText,
    EntryOrder,
    EntryTarget,
    RedesignateEntries,
    RemoveEntry,
    ReplaceInEntries,
    ReviseEntry,
)
from cfrdiff.instructions.comment_forms import FORMS, OPENS, Form
from cfrdiff.instructions.quotations import BEGINS, Sentence
from cfrdiff.instructions.sentence_forms import END, JOINT
from cfrdiff.instructions.targets import UnreadError

_SECTION = re.compile(r"[0-9][^ ,]*")
# What stands around a title: "Section 2.1—Title,".
_AROUND = " .,;:—–-"


def opens_appendix(words: str) -> bool:
    """Whether a sentence says at its beginning that it is on an appendix or a supplement."""
    return OPENS.match(words) is not None


class CommentReading:
    """One sentence, form by form; `place` is what it is for so far, `texts` are printed with it."""

    def __init__(
        self,
        sentence: Sentence,
        part: str | None,
        place: EntryTarget | None,
        texts: Sequence[AppendixText],
    ) -> None:
        self._sentence = sentence
        self._part = part
        self._texts = texts
        self.place = place
        self._named: list[EntryTarget] = []
        self._verb: str | None = None
        self._orders: list[EntryOrder] = []
        self._joint = ""
        self._inside: list[EntryTarget] = []  # paragraphs whose words are replaced

    def orders(self) -> list[EntryOrder]:
        """Its orders; where it only says where, none. Raises UnreadError where any word of it is
        not understood.
        """
        for joint, form, match in self._forms():
            self._joint = joint
            _READERS[form.kind](self, match)
        self._close()
        if self._named:
            raise UnreadError("what is to become of what it names is not said")
        return self._orders

    def _forms(self) -> Iterator[tuple[str, Form, re.Match[str]]]:
        """What joins each form to the one before, the form, and its words."""
        words, at = self._sentence.words, 0
        while True:
            joint = JOINT.match(words, at)
            assert joint is not None, "a joint may be empty"
            if END.match(words, at):
                return
            found = (form.pattern.match(words, joint.end()) for form in FORMS)
            form, match = next(
                ((form, one) for form, one in zip(FORMS, found, strict=True) if one), (None, None)
            )
            if form is None or match is None:
                raise self._unread(words[joint.end() :])
            yield joint[0], form, match
            at = match.end()

    def _unread(self, rest: str) -> UnreadError:
        said = rest.strip(" ,;:")
        shown = said if len(said) <= 80 else f"{said[:77]}…"
        which = "the rest of it, " if rest != self._sentence.words else ""
        return UnreadError(f"{which}“{shown}” is not understood; nothing of it was carried out")

    # Places

    def appendix(self, match: re.Match[str]) -> None:
        self._move(match)
        self.place = self._whole_of(match)

    def under(self, match: re.Match[str]) -> None:
        self._move(match)
        self.place = self._referred(match)

    def _move(self, match: re.Match[str]) -> None:
        """Be at another place: what was named before stands there, or is ordered."""
        self._close()
        if self._named and not (self._named == [self.place] and "and" not in self._joint):
            raise self._unread(match.string[match.start() :])
        self._named = []
        self._inside = []

    def subpart(self, match: re.Match[str]) -> None:
        """Comments are named by their section; the subpart that it is in says no more."""

    # What is named

    def whole(self, match: re.Match[str]) -> None:
        self.place = self._whole_of(match)
        self._named.append(self.place)

    def reference(self, match: re.Match[str]) -> None:
        self.place = self._referred(match)
        # "The heading Section 2.1—Terms is revised": what stands under it is not.
        is_alone = match["alone"] is not None
        self._named.append(_heading_of(self.place) if is_alone else self.place)

    def sections(self, match: re.Match[str]) -> None:
        numbers = _SECTION.findall(match["sections"])
        self._named += [self._at((canonical(number),)) for number in numbers]

    def heading_of(self, match: re.Match[str]) -> None:
        self.place = self._referred(match)
        self.heading(match)

    def heading(self, match: re.Match[str]) -> None:
        if self.place is None or not self.place.path:
            raise UnreadError("which heading is meant is not said")
        self._named.append(_heading_of(self.place))

    def text(self, match: re.Match[str]) -> None:
        self._named += self._listed(match["listed"], "text")

    def paragraphs(self, match: re.Match[str]) -> None:
        named = self._listed(match["listed"])
        if self._named and self.place and self._named[-1] in (self.place, _heading_of(self.place)):
            if "and" in self._joint:
                # "Paragraph 35(a)(1) and paragraphs 1 and 2 are added": the heading, and these.
                self._named[-1] = _heading_of(self.place)
            else:
                self._named = []  # "32(a) Coverage, Paragraph 32(a)(1), paragraph 1": where it is
        self._named += named

    def more(self, match: re.Match[str]) -> None:
        if not self._named:
            raise self._unread(match.string[match.start() :])
        self._named += self._listed(match["listed"])

    def within(self, match: re.Match[str]) -> None:
        """Paragraphs that words stand in."""
        self._close()
        self._inside = self._listed(match["listed"])

    # What is ordered

    def words(self, match: re.Match[str]) -> None:
        self._close()
        said = match.groupdict()
        where = self._inside or self._named or ([self.place] if self.place else [])
        if not where:
            raise UnreadError("where the words stand is not said")
        self._named = []
        old, new = (self._sentence.quoted_in(said.get(name) or "") for name in ("old", "new"))
        every = bool(said.get("every1") or said.get("every2"))
        after = new[0] if new else ""
        self._orders.append(ReplaceInEntries(tuple(where), old[0], after, every))

    def passive(self, match: re.Match[str]) -> None:
        if not self._named or self._verb:
            raise self._unread(match.string[match.start() :])
        self._order(match["verb"].lower())

    def active(self, match: re.Match[str]) -> None:
        self._close()
        if self._named:
            raise self._unread(match.string[match.start() :])
        self._verb = " ".join(match["verb"].lower().split())

    def redesignated(self, match: re.Match[str]) -> None:
        self._close()
        olds, news = self._listed(match["listed"]), self._listed(match["goal"])
        if len(olds) != len(news):
            raise UnreadError("how many are redesignated is not as many as their new labels")
        self._orders.append(RedesignateEntries(tuple(zip(olds, news, strict=True))))
        if match["revised"]:
            self._orders += [ReviseEntry(one, self._printed(one.appendix)) for one in news]

    def _close(self) -> None:
        """Order what an imperative names, once all of it is named."""
        if self._verb is None:
            return
        verb, self._verb = self._verb, None
        if not self._named:
            raise UnreadError("what is to be amended is not said")
        self._order(verb)

    def _order(self, verb: str) -> None:
        named, self._named = self._named, []
        if verb.startswith("republish"):
            return
        if verb.startswith(("remov", "delet", "reserv")):
            # What stands under a heading goes before it does.
            for one in reversed(named):
                self._orders.append(RemoveEntry(one, reserve="reserv" in verb))
            return
        make = AddEntry if verb.startswith("add") else ReviseEntry
        self._orders += [make(one, self._printed(one.appendix)) for one in named]

    def _printed(self, appendix: str) -> AppendixText:
        for one in self._texts:
            if one.name.casefold() == appendix.casefold():
                return one
        raise UnreadError(f"no text of {appendix} is printed with it")

    # Names

    def _whole_of(self, match: re.Match[str]) -> EntryTarget:
        name = " ".join(match["appendix"].split())
        if not match["of"]:
            raise UnreadError("which part's appendix is meant is not said")
        kind, _, rest = name.partition(" ")
        named = f"{kind.capitalize()} {rest}".replace(" part ", " Part ").replace(" of ", " to ", 1)
        if "subpart" in named.lower() and " part " not in named.lower() and self._part:
            named = f"{named} of Part {self._part}"
        return EntryTarget(named)

    def _referred(self, match: re.Match[str]) -> EntryTarget:
        said = match.groupdict()
        if said["quoted"]:
            return self._at((self._sentence.quoted_in(said["quoted"])[0].rstrip(".,"),))
        if said["heading"]:
            return self._at((" ".join(said["heading"].split()),))
        # Of a title that is quoted in part nothing is held against the edition's.
        title = "" if BEGINS in said["title"] else said["title"].strip(_AROUND)
        return self._at((canonical(said["section"] or said["key"]),), title=title)

    def _listed(self, listed: str, scope: str = "whole") -> list[EntryTarget]:
        above = self.place.path if self.place else ()
        paths = entry_paths(listed, above)
        if not paths:
            raise UnreadError(f"“{listed}” is no list of paragraphs")
        title = self.place.title if self.place else ""
        return [self._at(path, scope, title if path[:1] == above[:1] else "") for path in paths]

    def _at(self, path: tuple[str, ...], scope: str = "whole", title: str = "") -> EntryTarget:
        if self.place is None:
            raise UnreadError("of which appendix is not said")
        return EntryTarget(self.place.appendix, path, scope, title)


def _heading_of(place: EntryTarget) -> EntryTarget:
    return msgspec.structs.replace(place, scope="heading")


_READERS: dict[str, Callable[[CommentReading, re.Match[str]], None]] = {
    "appendix": CommentReading.appendix,
    "place": CommentReading.under,
    "subpart": CommentReading.subpart,
    "heading of": CommentReading.heading_of,
    "heading": CommentReading.heading,
    "text": CommentReading.text,
    "redesignated": CommentReading.redesignated,
    "passive": CommentReading.passive,
    "active": CommentReading.active,
    "whole": CommentReading.whole,
    "reference": CommentReading.reference,
    "paragraphs": CommentReading.paragraphs,
    "sections": CommentReading.sections,
    "within": CommentReading.within,
    "words": CommentReading.words,
    "more": CommentReading.more,
}
