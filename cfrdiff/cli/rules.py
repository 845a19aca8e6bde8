"""``cfrdiff rules``: stubs, regenerate, check, ask and compare."""

from __future__ import annotations

import datetime
import difflib
from collections.abc import Mapping
from pathlib import Path

import click
import msgspec

from cfrdiff import api
from cfrdiff.cites import Cite
from cfrdiff.cli import arguments
from cfrdiff.cli.output import emit, show
from cfrdiff.errors import SourceError
from cfrdiff.formats.checks import github, sarif
from cfrdiff.rules.stub_tests import stub_tests
from cfrdiff.rules.stubs import stubs as stubs_of
from cfrdiff.sources.folder import locked, read_modules, write_modules
from cfrdiff.terminal.rules import (
    accepted_list,
    answer_list,
    check_list,
    comparison_list,
    work_list,
)
from cfrdiff.views.signs import visible


@click.group()
def rules() -> None:
    """Rule modules: make them from an edition, keep them current, ask them about a case."""


@rules.command()
@click.argument("edition")
@arguments.SECTIONS
@click.option("--tests", is_flag=True, help="A pytest module beside each, to be filled in.")
@click.option("-o", "--output", metavar="DIR", required=True, help="The folder to write to.")
def stubs(edition: str, sections: tuple[str, ...] | None, tests: bool, output: str) -> None:
    """Write a stub module for each section of EDITION."""
    arguments.say_days(edition)
    read = api.read(edition)
    made = stubs_of(read, sections or ())
    if tests:
        made |= stub_tests(read, sections or ())
    there = [name for name in made if (Path(output) / name).exists()]
    if there:
        raise SourceError(
            f"{output}/{there[0]}",
            "there is such a module already; nothing was written",
            "bring it up to date with `cfrdiff rules regenerate`, or choose another folder",
        )
    for name in write_modules(output, {str(name): code.encode() for name, code in made.items()}):
        emit(f"{visible(f'{output}/{name}')}\n".encode(), None)


@rules.command()
@click.argument("editions", metavar="EDITION...", nargs=-1, required=True)
@arguments.SECTIONS
@click.option(
    "--to",
    "form",
    type=click.Choice(["json", "openfisca", "catala"]),
    required=True,
    help="openfisca: a Python package; catala: a literate file a section.",
)
@click.option("-o", "--output", metavar="PATH", help="A file for JSON, else a folder.")
def export(
    editions: tuple[str, ...], sections: tuple[str, ...] | None, form: str, output: str | None
) -> None:
    """Write the skeleton of the rules of EDITION for those who keep rules elsewhere.

    Of several editions, the oldest first, the rules are those of the last; deadlines and amounts
    are given for each.
    """
    from cfrdiff.formats.skeletons import catala, openfisca
    from cfrdiff.rules.skeletons import skeleton

    if form != "json" and output is None:
        raise click.UsageError(f"--to {form} writes a folder: give -o")
    arguments.say_days(*editions)
    found = skeleton([api.read(one) for one in editions], sections or ())
    if form == "json":
        emit(msgspec.json.format(msgspec.json.encode(found), indent=2) + b"\n", output)
        return
    made = (openfisca if form == "openfisca" else catala)(found)
    _write_new(output or "", made)


def _write_new(folder: str, made: Mapping[str, str]) -> None:
    """Write files of which none is there yet, and name them."""
    there = [name for name in made if (Path(folder) / name).exists()]
    if there:
        raise SourceError(
            f"{folder}/{there[0]}",
            "there is such a file already; nothing was written",
            "choose another folder",
        )
    for name in write_modules(folder, {name: text.encode() for name, text in made.items()}):
        emit(f"{visible(f'{folder}/{name}')}\n".encode(), None)


@rules.command()
@click.argument("folder", metavar="DIR")
@click.argument("old")
@click.argument("new")
@click.option("--dry-run", is_flag=True, help="Show what would change as a diff; write nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print the work list as JSON.")
@click.option("--worklist", metavar="FILE", help="Write the work list to a file as JSON, too.")
@arguments.FORCE
def regenerate(
    folder: str, old: str, new: str, dry_run: bool, as_json: bool, worklist: str | None, force: bool
) -> None:
    """Bring the rule modules in DIR from edition OLD to NEW and print the work list.

    Bodies, comments, imports and helpers stay byte for byte. What someone must look at is marked
    in the decorators, until `accept` or another body answers it.
    """
    # Loaded here, as libcst takes long to load.
    from cfrdiff.rules.regeneration import regenerate as regenerate_modules

    arguments.say_days(old, new)
    before, after = api.read_both(old, new, force=force)
    changes = api.diff(before, after, force=True)
    with locked(folder):
        was = read_modules(folder)
        made = regenerate_modules(was, before, after, changes)
        if dry_run:
            for name, data in sorted(made.files.items()):
                emit(_unified(name, was.get(name, b""), data), None)
        else:
            write_modules(folder, made.files, was, made.first)
            if worklist is not None:
                emit(made.worklist.to_json() + b"\n", worklist)
    if as_json:
        emit(made.worklist.to_json() + b"\n", None)
    else:
        show(lambda colour: work_list(made.worklist), None)


def _unified(name: str, was: bytes, becomes: bytes) -> bytes:
    lines = difflib.unified_diff(
        was.decode().splitlines(keepends=True),
        becomes.decode().splitlines(keepends=True),
        f"a/{name}",
        f"b/{name}",
    )
    return "".join(lines).encode()


@rules.command()
@click.argument("folder", metavar="DIR")
@click.argument("edition")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github", "sarif"]),
    default="text",
    help="github: annotations of GitHub Actions; sarif: a log of SARIF 2.1.0.",
)
@click.pass_context
def check(context: click.Context, folder: str, edition: str, as_json: bool, form: str) -> None:
    """Say whether the rule modules in DIR are up to date with EDITION.

    Exits with 1 where a rule is stale, missing, orphaned, not implemented or due for review, with
    2 where DIR holds no rule. Nothing is written.
    """
    from cfrdiff.rules.checking import check as check_modules

    arguments.say_days(edition)
    report = check_modules(read_modules(folder), api.read(edition))
    if not report.statuses:  # a mistyped folder must not pass for one that is up to date
        raise SourceError(folder, "there is no rule to check", "give the folder of rule modules")
    if as_json or form == "json":
        emit(report.to_json() + b"\n", None)
    elif form == "text":
        show(lambda colour: check_list(report), None)
    else:
        emit((github if form == "github" else sarif)(report, folder), None)
    if report.faults:
        context.exit(1)


@rules.command()
@click.argument("cites", metavar="CITE...", nargs=-1, required=True)
@click.argument("folder", metavar="DIR")
@click.option("--by", metavar="NAME", help="Who has looked at it.")
@click.option("--note", metavar="TEXT", help="What was found.")
def accept(cites: tuple[str, ...], folder: str, by: str | None, note: str | None) -> None:
    """Take the rule of CITE, as `check` names it, for looked at: its body is to stay as it is.

    Who, when and what was found is kept in the rule's decorator.
    """
    from cfrdiff.rules.accepting import accept as accept_rules

    said = f"accepted {datetime.date.today()}" + (f" by {by}" if by else "")
    with locked(folder):
        was = read_modules(folder)
        made, found = accept_rules(was, cites, f"{said}: {note}" if note else said)
        write_modules(folder, made, was)
    show(lambda colour: accepted_list(found), None)


_RULES = click.option(
    "--rules",
    "folder",
    metavar="DIR",
    help="A folder of rule modules, whose Python is run; else those of the corpus.",
)


@rules.command()
@click.argument("cite", callback=arguments.cite, required=False)
@click.option("--facts", metavar="FACTS.toml", help="What is known of the case.")
@click.option("--edition", "id", metavar="EDITION", help="Its id in the corpus, file or date.")
@click.option("--date", metavar="DATE", help="Instead: a day on which its text is known to hold.")
@click.option("--assume-current", is_flag=True, help="Take the last text before DATE to hold then.")
@click.option("--template", is_flag=True, help="Print an empty facts file, every fact explained.")
@_RULES
@click.option("--json", "as_json", is_flag=True, help="Print the answers as JSON.")
def ask(
    cite: Cite | None,
    facts: str | None,
    id: str | None,
    date: str | None,
    assume_current: bool,
    template: bool,
    folder: str | None,
    as_json: bool,
) -> None:
    """Ask rules about a case: CITE is 163.12 or 163.12(b)(3)."""
    if template:
        section = cite.section if cite else None
        emit(api.facts_template(section, rules=folder).encode(), None)
        return
    if cite is None or facts is None:
        raise click.UsageError("give CITE and --facts, or --template")
    if (id is None) == (date is None):
        raise click.UsageError("give --edition or --date")
    day = _day(date) if date is not None else None
    if assume_current and day is None:
        raise click.UsageError("--assume-current is for --date")
    found = api.ask(
        str(cite), facts, edition=id, date=day, assume_current=assume_current, rules=folder
    )
    if as_json:
        emit(msgspec.json.encode(found) + b"\n", None)
    else:
        show(lambda colour: answer_list(found), None)


def _day(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise click.UsageError(f"{text!r} is no date; write it as 2012-04-01") from None


@rules.command()
@click.option("--facts", metavar="FACTS.toml", required=True, help="What is known of the case.")
@click.option("--from", "before", metavar="EDITION", required=True, help="The older edition.")
@click.option("--to", "after", metavar="EDITION", required=True, help="The newer edition.")
@click.option("--all", "everything", is_flag=True, help="Also what does not differ.")
@arguments.FORCE
@_RULES
@click.option("--json", "as_json", is_flag=True, help="Print the comparison as JSON.")
def compare(
    facts: str,
    before: str,
    after: str,
    everything: bool,
    folder: str | None,
    as_json: bool,
    force: bool,
) -> None:
    """Say which decisions on a case differ between two editions, and why."""
    comparison = api.compare_answers(facts, before, after, rules=folder, force=force)
    if as_json:
        emit(msgspec.json.encode(comparison) + b"\n", None)
    else:
        show(lambda colour: comparison_list(comparison, everything), None)
