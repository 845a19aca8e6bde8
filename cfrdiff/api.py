"""What the command line and Python call: from files to editions, change sets and what follows."""

from __future__ import annotations

import datetime
import os
from collections.abc import Sequence

import msgspec

from cfrdiff import structure, text
from cfrdiff.changes import ChangeSet, diff_editions, only_sections, sides
from cfrdiff.cites import Cite
from cfrdiff.comparable import check_comparable
from cfrdiff.errors import NotFoundError, SourceError
from cfrdiff.history import History, follow, follow_picked
from cfrdiff.instructions import Amendments, Failure, Instruction, apply, compose, read_document
from cfrdiff.instructions.federal_register import is_rule, read_rule
from cfrdiff.instructions.held import Held
from cfrdiff.model import Edition, Finding
from cfrdiff.opening import Opened, Readable, build_edition, is_file, open_file
from cfrdiff.rules.answers import Answers, Comparison
from cfrdiff.rules.asking import ask as ask_rules
from cfrdiff.rules.cases import Case, asked_facts, read_case, template
from cfrdiff.rules.comparing import compare as compare_decisions
from cfrdiff.rules.dated_texts import texts_around
from cfrdiff.rules.editions import RuleEdition, editions_of, named
from cfrdiff.rules.holding import Holding, assumed
from cfrdiff.rules.labels import label
from cfrdiff.rules.loading import RuleFolder
from cfrdiff.rules.paragraphs import numbered
from cfrdiff.selecting import Picked, only, select, touched
from cfrdiff.sources import SourceText, corpus
from cfrdiff.sources.decoding import decode
from cfrdiff.sources.files import read_bytes
from cfrdiff.sources.folder import read_modules
from cfrdiff.structure import Explanation


def read(
    source: Readable,
    *,
    format: str | None = None,
    beside: Sequence[Readable] = (),
    title: int | None = None,
    as_of: str | None = None,
    section: Picked | None = None,
) -> Edition:
    """Read one edition from a file, or from the corpus by its id.

    `format` overrides what the content looks like. Files `beside` it lend their words as
    evidence where a word is broken at a line end; nothing else of them is used. `title` and
    `as_of` (an ISO date) are taken from running heads or the corpus where not given; a date that
    they state is not overridden. `section` limits the edition to sections or paragraphs of it:
    ``"163.12"``, ``"19 CFR 163.12(b)(2)"``, ``"163.11-163.13"``, the part ``"163"``, or several.

    Raises SourceError for a file that cannot be read or holds no section, or that states another
    date, and for `section` CiteError and NotFoundError.
    """
    words = [open_file(other).lines for other in beside]
    edition = build_edition(open_file(source, format), words, title, as_of)
    return edition if section is None else only(edition, select(section, edition))


def explain(
    source: Readable, *, format: str | None = None, section: Picked | None = None
) -> list[Explanation]:
    """What each label that could be a designation was taken for, and the runner-up; `section`
    limits them to those of the sections that it touches.

    Raises what `read` raises.
    """
    opened = open_file(source, format)
    found = structure.explain(text.run_on(opened.lines))
    if section is None:
        return found
    picked = select(section, build_edition(opened))
    return [one for one in found if picked.touches(one.section)]


def source_lines(source: Readable, *, format: str | None = None) -> tuple[SourceText, bytes]:
    """A file's lines as its source gives them, and its bytes. Raises SourceError."""
    opened = open_file(source, format)
    return opened.lines, opened.data


def read_both(
    before: Readable | Edition,
    after: Readable | Edition,
    *,
    before_format: str | None = None,
    after_format: str | None = None,
    force: bool = False,
) -> tuple[Edition, Edition]:
    """Two editions: files, corpus ids, or editions already read.

    Two files are read beside each other, so that each decides the other's broken words. The
    formats override what the files' content looks like. Raises SourceError as `read` does, and
    MismatchError for editions of different titles, without a part in common, or given newest
    first, unless `force` is true.
    """
    # Each file is opened once: a pipe can be read no second time.
    old = before if isinstance(before, Edition) else open_file(before, before_format)
    new = after if isinstance(after, Edition) else open_file(after, after_format)
    editions = _read_beside(old, new), _read_beside(new, old)
    if not force:
        check_comparable(*editions)
    return editions


def _read_beside(one: Edition | Opened, other: Edition | Opened) -> Edition:
    if isinstance(one, Edition):
        return one
    return build_edition(one, [other.lines] if isinstance(other, Opened) else [])


def diff(
    before: Readable | Edition,
    after: Readable | Edition,
    *,
    section: Picked | None = None,
    before_format: str | None = None,
    after_format: str | None = None,
    force: bool = False,
) -> ChangeSet:
    """What changed between two editions, given as `read_both` takes them.

    `section` limits the change set as it does what `read` gives; of paragraphs it is a view, which
    cannot be applied. Raises SourceError and MismatchError as `read_both` does, CiteError for what
    names no section and NotFoundError where neither edition has it.
    """
    old, new = read_both(
        before, after, before_format=before_format, after_format=after_format, force=force
    )
    return diff_editions(old, new, section)


def instructions(
    before: Readable | Edition,
    after: Readable | Edition,
    *,
    section: Picked | None = None,
    before_format: str | None = None,
    after_format: str | None = None,
    force: bool = False,
) -> Amendments:
    """The amendatory instructions that make the newer edition of the older, given as
    `read_both` takes them; `section` limits both as for `diff`.

    What cannot be worded stands in the list as such, and in `Amendments.unworded`. Raises what
    `diff` raises.
    """
    old, new = read_both(
        before, after, before_format=before_format, after_format=after_format, force=force
    )
    if section is None:
        return compose(diff_editions(old, new), old, new)
    selection = select(section, old, new)
    changes = diff_editions(old, new, selection)
    numbers = touched(selection, old, new)
    one, other = only_sections(old, numbers), only_sections(new, numbers)
    if not changes.view:
        return compose(changes, one, other)
    # Of paragraphs alone: what they become, in sections that have no others.
    one, other = sides(changes, one, other)
    return msgspec.structs.replace(compose(diff_editions(one, other), one, other), changes=changes)


def amend(
    edition: Readable | Edition, rule: Readable, *, as_of: datetime.date | None = None
) -> Amended:
    """An edition as a rule amends it: XML of the Federal Register, or instructions in the
    form that `instructions` writes. With `as_of`, only what is effective by that
    day.

    What cannot be carried out is reported, with the reason, in the result. Raises SourceError
    for a file that cannot be read, holds no instruction, or none for this edition's title and
    parts.
    """
    base = edition if isinstance(edition, Edition) else read(edition)
    name = os.fspath(rule)
    data = read_bytes(name)
    shown = name.encode(errors="backslashreplace").decode()
    if is_rule(data):
        orders = read_rule(data, shown)
    else:
        orders = read_document(decode(data, shown).text.replace("\r\n", "\n"))
    if not orders:
        raise SourceError(
            shown,
            "no amendatory instruction in it",
            "give a rule in the XML of the Federal Register, or what `diff --instructions` wrote",
        )
    held = Held.of(base)
    reasons = [held.passed_over(one) for one in orders]
    if all(reasons):
        raise SourceError(
            shown, reasons[0] or "", "give a rule on this edition's title and part, or its edition"
        )
    made, failures = apply(orders, base, as_held=False, as_of=as_of)
    note = Finding(
        "amended",
        "note",
        f"amended by {shown}: {len(orders)} instructions, of which {len(failures)} were not or"
        " not wholly carried out",
    )
    made = msgspec.structs.replace(made, as_of=None, findings=(*made.findings, note))
    return Amended(made, tuple(orders), failures)


class Amended(msgspec.Struct, frozen=True):
    """An edition as amended; the instructions, and those that could not be carried out."""

    edition: Edition
    instructions: tuple[Instruction, ...]
    failures: tuple[Failure, ...]


def histories(files: Sequence[Readable], section: Picked, *, force: bool = False) -> list[History]:
    """The history of each section that is picked, or of each of its paragraphs that are, as
    `history` gives it. Raises what that does, and CiteError for what picks nothing.
    """
    editions = _row(files, force)
    return follow_picked(editions, select(section, *editions))


def history(
    files: Sequence[Readable], section: str, designation: str | None = None, *, force: bool = False
) -> History:
    """How a section's paragraphs, or one of them with what stands below it, went through
    editions in the order given. Raises SourceError, MismatchError for editions that are not
    versions of one text in the order of their dates, unless `force` is true, and NotFoundError
    where none has it.
    """
    return follow(_row(files, force), section, designation)


def _row(files: Sequence[Readable], force: bool) -> list[Edition]:
    editions = [read(file) for file in files]
    if not force:
        check_comparable(*editions)
    return editions


def ask(
    cite: str,
    facts: Readable,
    *,
    edition: str | None = None,
    date: datetime.date | None = None,
    assume_current: bool = False,
    rules: Readable | None = None,
) -> Answers:
    """What the rules of an edition decide on a case: those of a section or a paragraph of it
    (``"163.12(b)(3)"``) and of what stands below.

    `facts` is a TOML file as `facts_template` gives it. The edition is named by its id in the
    corpus, its file or what the rules call it, or is the one whose text of what is asked is known
    to hold on a `date`: its own, or one between two editions of the corpus that follow one another
    and have it alike. `assume_current` takes the newest text on or before that day for such, and
    the answers say so. `rules` is a folder of rule modules, whose Python is run; else the project's
    own of part 163.

    Raises SourceError for a bad file and a rule that gives no decision, NotFoundError where there
    is no such rule or edition, CiteError for what is not a cite.
    """
    editions = _rule_editions(rules)
    case, about = _case(facts, editions), Cite.parse(cite)
    said = holding = None
    if date is None:
        asked = _rules_for(editions, edition or "")
    else:
        holding = Holding(date, texts_around(editions, about, date))
        try:
            asked = holding.edition(editions, about)
        except NotFoundError:
            if not assume_current:
                raise
            asked, said = assumed(editions, date, about)
    decided = ask_rules(asked, about, case)
    if holding is not None and not assume_current:
        holding.check(decided, asked)
    return Answers(edition=asked.id, answers=tuple(one.asked for one in decided), assumed=said)


def compare_answers(
    facts: Readable,
    before: str,
    after: str,
    *,
    rules: Readable | None = None,
    force: bool = False,
) -> Comparison:
    """Which decisions on a case differ between two editions, and through which changes.

    What is given is as for `ask`, and so is what is raised; `force` is as for `diff`.
    """
    editions = _rule_editions(rules)
    old, new = _rules_for(editions, before), _rules_for(editions, after)
    case = _case(facts, editions)
    changes = diff(_text_of(old, before), _text_of(new, after), force=force)
    found = compare_decisions(old, new, case, changes)
    return Comparison(before=old.id, after=new.id, questions=tuple(found))


def facts_template(section: str | None = None, *, rules: Readable | None = None) -> str:
    """An empty file of facts, every fact explained; of one section or of all that have rules."""
    return template(asked_facts(_rule_editions(rules)), section)


def _rule_editions(folder: Readable | None) -> list[RuleEdition]:
    name = os.fspath(corpus.bundled_folder() / "rules" if folder is None else folder)
    modules = RuleFolder(name, read_modules(name)).modules
    return editions_of(modules, [held.entry for held in corpus.entries()])


def _rules_for(editions: Sequence[RuleEdition], name: str) -> RuleEdition:
    """The rules of an edition that is named as users name one."""
    if is_file(name) and name not in [one.label for one in editions]:
        edition = read(name)
        found = [one for one in editions if one.is_of(label(edition), edition.part)]
        texts = {(row.cite, row.digest) for row in numbered(edition)} if len(found) > 1 else set()
        # Of versions that share a date the one whose rules were written from this text.
        name = max(found, key=lambda one: one.written_from(texts)).label if found else name
    return named(editions, name, [held.entry for held in corpus.entries()])


def _text_of(edition: RuleEdition, name: str) -> str:
    """What to read for an edition's text: what was named, unless that is only its label."""
    if is_file(name) or corpus.find(name):
        return name
    if edition.entry is None:
        problem = f"the text of the edition {name!r} is not in the corpus"
        raise NotFoundError(f"{problem}; name the edition by its file")
    return edition.entry.id


def _case(facts: Readable, editions: Sequence[RuleEdition]) -> Case:
    path = os.fspath(facts)
    return read_case(path, read_bytes(path), asked_facts(editions))
