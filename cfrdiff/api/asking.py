"""What the rules of an edition decide on a case."""

from __future__ import annotations

import datetime
import os
from collections.abc import Sequence

from cfrdiff.api.diffing import diff
from cfrdiff.api.reading import read
from cfrdiff.cites import Cite
from cfrdiff.errors import NotFoundError
from cfrdiff.opening import Readable, is_file
from cfrdiff.rules.answers import Answers, Comparison
from cfrdiff.rules.asking import ask as ask_rules
from cfrdiff.rules.cases import Case, asked_facts, read_case, template
from cfrdiff.rules.comparing import compare as compare_decisions
from cfrdiff.rules.dated_texts import texts_around
from cfrdiff.rules.editions import RuleEdition, editions_of, named
from cfrdiff.rules.holding import Holding
from cfrdiff.rules.labels import label
from cfrdiff.rules.loading import RuleFolder
from cfrdiff.rules.paragraphs import numbered
from cfrdiff.sources import corpus
from cfrdiff.sources.files import read_bytes
from cfrdiff.sources.folder import read_modules


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
    the answers say so. `rules` is a folder of rule modules, whose Python is run; else those that
    come with the corpus.

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
            asked, said = holding.assumed(editions, about)
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
