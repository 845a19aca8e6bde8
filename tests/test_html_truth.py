"""The HTML report against its change set: read from the page, every line of both editions stands
in order, and every fact is told.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

import lxml.html
import msgspec
import pytest
from gold_versions import versions
from lxml.html import HtmlElement
from test_structure import edition_of

import cfrdiff
from cfrdiff.changes import ChangeSet, diff_editions
from cfrdiff.changes.model import joined
from cfrdiff.changes.significance import significance_of
from cfrdiff.formats.html import html_report
from cfrdiff.model import Block, Edition
from cfrdiff.views import asides, entries, wording
from cfrdiff.views.printed import PrintedLine, sides
from cfrdiff.views.report import Report
from cfrdiff.views.signs import visible

OLDER_ID, NEWER_ID = "19-cfr-163-customs-service", "19-cfr-163-2012"

OLD = """PART 12—BOOKS AND RECORDS

Authority: 19 U.S.C. 66, 1484.

§ 12.1 Scope.

This part sets forth the recordkeeping requirements that apply to importers of merchandise.

It also applies to brokers who act for an importer of merchandise in any port.

(a) General. The importer shall keep the records of every entry made at the port for 30 days after release.

(1) Entry papers and the invoices that came with the merchandise;

(2) Bonds given by a surety for the entry.

(b) Statement. The broker shall send the statement to the port director within 30 days of the last day of the month.

(c) Penalties. A broker who fails to send the statement is liable for a penalty of $500 for each entry that it covers.

(1) The penalty is owed by the broker alone and not by the importer of the merchandise.

[63 FR 1, Jan. 1, 1998]

§ 12.2 Inspection of books.

(a) The books are open to inspection by any officer of the Customs Service during business hours.

(b) An officer of the Customs Service may copy books or take them away against a receipt signed by him. The owner of the books may ask for their return after 60 days, and the officer shall then return them.

(c) Copies must be legible. See § 12.1(c) for penalties and § 12.3(a) for hearings before the hearing officer.

[63 FR 1, Jan. 1, 1998]

§ 12.3 Hearings.

(a) Any person may ask for a hearing before the Director, Office of Rulings, within 15 days after the notice was mailed.

(b) The hearing is public unless the Director, Office of Rulings orders otherwise for cause shown in writing.

(c) The transcript of the hearing may be had at cost from the reporter who took it down.

[63 FR 1, Jan. 1, 1998]

§ 12.4 Abandonment of merchandise in a foreign trade zone.

(a) Merchandise not claimed in a year may be sold at public auction to the highest bidder.

(b) The proceeds of the sale go to the Treasury of the United States after costs are paid.

[63 FR 1, Jan. 1, 1998]

§ 12.8 Books of account.

(a) Each book of account bears the name of its owner on its first page, written in ink.

(b) Each entry in it is made on the day on which the merchandise was received or sent.

(c) Whoever keeps the book signs each of its pages when the page has been filled with entries.

[63 FR 1, Jan. 1, 1998]
"""
NEW = """PART 12—BOOKS AND RECORDS

Authority: 19 U.S.C. 66, 1484, 1508.

§ 12.1 Scope.

This part sets forth the recordkeeping requirements that apply to importers of merchandise.

It also applies to brokers who act for an importer of merchandise in any port.

(a) General. The importer shall keep the records of every entry made at the port for 5 years after release.

(1) Entry papers and the invoices that came with the merchandise;

(2) Bonds given by a surety for the entry.

(b) Statement. The broker shall send the statement to the port director within 30 days of the last day of the month.

[63 FR 1, Jan. 1, 1998]

§ 12.2 Inspection and copying of books and papers.

(a) The books are open to inspection by any officer of the U.S. Customs and Border Protection during business hours.

(b) An officer of the Customs Service may copy books or take them away against a receipt signed by him.

(c) The owner of the books may ask for their return after 60 days, and the officer shall then return them.

(d) Copies must be legible. See § 12.1(c) for penalties and § 12.3(a) for hearings before the hearing officer.

[63 FR 1, Jan. 1, 1998]

§ 12.5 Hearings.

(a) Any person may ask for a hearing before the Director, Office of Rulings, within 15 days after the notice was mailed.

(b) The hearing is public unless the Director, Office of Rulings orders otherwise for cause shown in writing.

(c) The transcript of the hearing may be had at cost from the reporter who took it down.

[63 FR 1, Jan. 1, 1998]

§ 12.6 Penalties.

(a) A broker who fails to send the statement is liable for a penalty of $500 for each entry that it covers.

(1) The penalty is owed by the broker alone and not by the importer of the merchandise.

(b) No penalty is assessed where the failure is due to an act of God or the public enemy.

[64 FR 99, Feb. 2, 1999]

§ 12.8 Books of account.

(a) Each book of account bears the name of its owner on its first page, written in ink. Each entry in it is made on the day on which the merchandise was received or sent.

(b) Whoever keeps the book signs each of its pages when the page has been filled with entries.

[63 FR 1, Jan. 1, 1998]
"""
TABLE = ("Service | Fee", "Entry | $50", "Bond | $25")


def _small() -> tuple[Edition, Edition]:
    return edition_of(OLD), edition_of(NEW)


def _backwards() -> tuple[Edition, Edition]:
    return edition_of(NEW), edition_of(OLD)


def _swapped() -> tuple[Edition, Edition]:
    """§ 12.2 after §§ 12.3 and 12.4."""
    before = edition_of(OLD)
    first, second, third, fourth, *rest = before.sections
    sections = (first, third, fourth, second, *rest)
    return before, msgspec.structs.replace(before, sections=sections)


def _transferred() -> tuple[Edition, Edition]:
    """A sentence of § 12.8(b) goes to the end of § 12.3(b)."""
    sentence = " Whoever writes such a thing down for another person has to say for whom it was."
    before = OLD.replace("received or sent.", "received or sent." + sentence)
    return edition_of(before), edition_of(OLD.replace("in writing.", "in writing." + sentence))


def _tables() -> tuple[Edition, Edition]:
    def made(rows: tuple[str, ...]) -> Edition:
        edition = edition_of(OLD)
        rows_of = tuple(Block("table", row, "12.2") for row in rows)
        return msgspec.structs.replace(edition, blocks=(*edition.blocks, *rows_of))

    return made(TABLE), made((TABLE[0], "Entry | $500", TABLE[2]))


def _corpus() -> tuple[Edition, Edition]:
    return cfrdiff.api.read_both(OLDER_ID, NEWER_ID)


def _gold_splits() -> tuple[Edition, Edition]:
    return versions("1010", "2016-06-10")


def _gold_many() -> tuple[Edition, Edition]:
    return versions("1002", "2018-01-01")


PAIRS = (
    *(_small, _backwards, _swapped, _transferred, _tables, _corpus),
    *(pytest.param(pair, marks=pytest.mark.gold) for pair in (_gold_splits, _gold_many)),
)


class _Report(msgspec.Struct):
    changes: ChangeSet
    page: Any


_MADE: dict[Any, _Report] = {}


@pytest.fixture(params=PAIRS, ids=lambda pair: pair.__name__.strip("_"))
def report(request: pytest.FixtureRequest) -> _Report:
    return _report(request.param)


def _report(pair: Any) -> _Report:
    if pair not in _MADE:
        before, after = pair()
        changes = diff_editions(before, after)
        page = lxml.html.fromstring(html_report(Report(changes, before, after)).decode())
        _MADE[pair] = _Report(changes, page)
    return _MADE[pair]


# Both editions, in order


def _bare(text: str) -> str:
    return "".join(visible(text).split())


def _read(node: HtmlElement, without: str) -> str:
    """The words of a line without those of one mark, and without what only one file reaches."""
    other = {"ins": "newer", "del": "older"}[without]
    found: list[str] = []

    def walk(one: HtmlElement) -> None:
        gone = one.tag == without or "none" in one.classes
        if not gone and not ("only" in one.classes and other in one.get("title")):
            found.append(one.text or "")
            for child in one:
                walk(child)
                found.append(child.tail or "")

    walk(node)
    return _bare("".join(found))


def _articles(page: HtmlElement) -> list[HtmlElement]:
    found: list[HtmlElement] = page.cssselect("article")
    return found


def _words(line: PrintedLine) -> str:
    if line.state is not None:
        return _bare((line.heading or "") + line.text)
    return _bare(line.label + line.heading + line.text)


def test_without_struck_words_it_is_the_newer_edition(report: _Report) -> None:
    _, news = sides(report.changes)
    read = [
        _read(article.cssselect(".inline")[0], "del")
        for article in _articles(report.page)
        if not article.get("id").startswith("old-")
    ]
    assert read == [_words(line) for line in news]


def test_without_inserted_words_it_is_the_older_edition(report: _Report) -> None:
    """What stands elsewhere now is told by a stub at its old place."""
    olds, _ = sides(report.changes)
    of_line = {s.index: change.id for change in report.changes.changes for s in change.before}
    wanted = [of_line[line.key[1]] if line.state else _words(line) for line in olds]
    texts: dict[str, str] = defaultdict(str)
    paragraphs = {change.id: bool(change.before) for change in report.changes.changes}
    by_part: dict[str, list[str]] = {}
    targets: set[str] = set()
    for part in report.page.cssselect("section.part"):
        order = by_part.setdefault(part.get("id"), [])
        for node in part.cssselect("article, p.stub"):
            ids = node.get("data-change").split()
            if "gone" in node.classes:
                target = node.cssselect("a")[0].get("href")[1:]
                targets.add(target)
                order.append("#" + target)
            elif "stub" in node.classes:
                assert ids
                order += ids
            else:
                text = _read(node.cssselect(".inline")[0], "ins")
                of_paragraph = [one for one in ids if one in paragraphs]
                for one in of_paragraph:
                    texts[one] += text
                if "moved" not in node.classes:
                    order += [one for one in of_paragraph if paragraphs[one]]
                    order += [text] if text and not of_paragraph else []

    def flat(names: list[str]) -> Iterator[str]:
        for name in names:
            yield from flat(by_part[name[1:]]) if name.startswith("#") else [name]

    read = [one for part, names in by_part.items() if part not in targets for one in flat(names)]
    assert read == wanted
    for change in report.changes.changes:
        if change.before:
            assert texts[change.id] == _bare(
                (change.before[0].heading or "") + joined(change.before)
            )


def test_both_columns_hold_both_editions(report: _Report) -> None:
    for article in _articles(report.page):
        columns = article.cssselect(".column p")
        inline = article.cssselect(".inline")[0]
        if article.get("data-kind") != "unchanged" and "heading" not in article.classes:
            assert len(columns) == 2
        for column, without in zip(columns, ("ins", "del"), strict=False):
            assert _read(column, without) == _read(inline, without)


# What is told


def _told(page: HtmlElement) -> list[HtmlElement]:
    found: list[HtmlElement] = page.cssselect("article.told")
    return found


def _text(nodes: list[HtmlElement]) -> str:
    return " ".join(" ".join(node.text_content().split()) for node in nodes)


def test_every_change_of_the_set_is_an_entry(report: _Report) -> None:
    page, changes = report.page, report.changes
    shown: dict[str, list[HtmlElement]] = defaultdict(list)
    for article in _articles(page):
        for one in article.get("data-change").split():
            shown[one].append(article)
    for change in changes.changes:
        found = shown[change.id]
        assert len(found) == max(len(change.after), 1)
        for article in found:
            assert article.get("data-kind") == change.kind
            assert ("told" in article.classes) == entries.is_told(change)
            categories = dict.fromkeys(edit.category for edit in change.edits)
            assert article.get("data-category").split() == list(categories)
            if entries.is_told(change):
                assert article.get("data-weight") == change.significance
                assert article.cssselect(".weight")[0].text == change.significance
            low = change.confidence < 0.995
            assert ("Confidence" in _text(article.cssselect(".evidence"))) == low
        flags = [li.text_content() for li in found[0].cssselect(".review li")]
        assert flags == [wording.review(code) for code in change.review]
        repairs = [r for s in (*change.before, *change.after[:1]) for r in s.repairs]
        assert len(found[0].cssselect(".evidence ul:not(.edits) li")) >= len(repairs)
    for name in [*(one.id for one in changes.blocks), *(one.id for one in changes.sections)]:
        assert ["told" in article.classes for article in shown[name]] == [True]


def test_where_each_paragraph_stands_in_its_file() -> None:
    page = _report(_corpus).page
    for article in _articles(page):
        if article.cssselect("h3 .none"):  # no file has this heading
            continue
        told = _text(article.cssselect(".evidence > p"))
        assert "line" in told
        assert "not known" not in told
    assert "read by OCR" in _text(page.cssselect("header.top"))


def test_what_moved_along_is_counted(report: _Report) -> None:
    page, changes = report.page, report.changes
    along = Counter(c.follows for c in changes.changes if c.kind == "redesignated" and c.follows)
    lead = _text(page.cssselect(".lead"))
    assert (f"{along.total()} paragraph" in lead and "moved along" in lead) == bool(along)
    told = _text(page.cssselect("article header .categories"))
    for name, count in along.items():
        if name in {change.id for change in changes.changes}:
            assert f"{count} paragraph{'' if count == 1 else 's'} moved along" in told


def test_what_became_of_it_stands_at_each_line(report: _Report) -> None:
    for article in _articles(report.page):
        badge = _text(article.cssselect(".badge"))
        kind = article.get("data-kind")
        ins_or_del = article.cssselect(".inline ins, .inline del")
        if kind == "unchanged":
            said = "perhaps misread" if "told" in article.classes else "differs in type only"
            assert not ins_or_del or badge == f"· {said}"
        elif "block" not in article.classes and kind != "not-covered":
            assert badge.endswith(wording.kind(kind))
        else:
            assert badge


def test_repairs_are_told() -> None:
    report = _report(_corpus)
    repaired = [r for c in report.changes.changes for s in (*c.before, *c.after) for r in s.repairs]
    told = report.page.cssselect(".evidence ul:not(.edits) li")
    assert len(told) == len(repaired) > 20
    for repair in repaired:
        assert any(_bare(repair.after) in _bare(li.text_content()) for li in told)


def test_all_counts_agree(report: _Report) -> None:
    page = report.page
    told = _told(page)
    lead = _text(page.cssselect(".lead"))
    if told:
        assert lead.startswith(f"{len(told)} change{'' if len(told) == 1 else 's'}:")
    names = {
        "substantive": "in substance", "nomenclature": "only in a name",
        "editorial": "only editorial", "typographical": "only in type",
    }  # fmt: skip
    weights = Counter(article.get("data-weight") for article in told)
    for weight, words in names.items():
        assert (f"{weights[weight]} {words}" in lead) == bool(weights[weight])
    assert sum(weights.values()) == sum(weights[name] for name in names)
    blocks = sum("block" in article.classes for article in told)
    assert (f" {blocks} of them" in lead) == bool(blocks)
    covered = sum(change.kind != "not-covered" for change in report.changes.changes)
    assert f" {covered} paragraphs were compared" in lead
    doubted = [c for c in report.changes.changes if "perhaps-misread" in c.review]
    plural = "" if len(doubted) == 1 else "s"
    said = f"{len(doubted)} paragraph{plural} perhaps misread by OCR" if doubted else ""
    assert said in lead
    assert bool(said) == ("misread" in lead)
    slight = sum(
        c.kind == "unchanged" and bool(c.edits) and c not in doubted for c in report.changes.changes
    )
    assert (f"{slight} paragraph" in lead and "differ" in lead) == bool(slight)
    for part in page.cssselect("section.part"):
        branch = page.cssselect(f'nav li[data-section="{part.get("id")}"]')[0]
        count = [int(node.text) for node in branch.cssselect(".count")]
        assert count == ([len(_told(part))] if _told(part) else [])
    for box in page.cssselect("[data-facet] label"):
        facet = next(box.iterancestors("fieldset")).get("data-facet")
        value = box.cssselect("input")[0].get("value")
        listed = page.cssselect("article.entry")
        found = [a for a in listed if value in (a.get(f"data-{facet}") or "").split()]
        assert box.cssselect(".count")[0].text == str(len(found))


def test_each_told_change_is_listed_in_its_card(report: _Report) -> None:
    page, changes = report.page, report.changes
    cards = {
        name: [a.get("href")[1:] for a in page.cssselect(f"#{name} .items li > a.cite")]
        for name in ("substantive", "lighter")
    }
    whole = {one.before if one.kind == "removed" else one.after for one in changes.sections}
    within = {
        article.get("id")
        for part in page.cssselect("section.part")
        for article in _told(part)
        if part.cssselect(".heading .badge.added, .heading .badge.removed")
        and article.get("data-kind") == part.cssselect(".heading")[0].get("data-kind")
    }
    pieces: set[str] = set()
    for article in _told(page):
        place = article.get("id")
        ids = set(article.get("data-change").split())
        renumbered = {one.id for one in changes.sections if one.kind == "redesignated"}
        if place in within or ids & pieces or ids & renumbered:
            continue
        pieces |= ids
        card = "substantive" if article.get("data-weight") == "substantive" else "lighter"
        assert place in cards[card]
        assert place not in cards["lighter" if card == "substantive" else "substantive"]
    for one in changes.sections:
        number = one.after or one.before
        assert number in whole
        listed = cards["substantive"] + cards["lighter"]
        assert number in listed or f"old-{number}" in listed
        if one.kind == "redesignated":
            assert number in cards["lighter"]


def test_what_a_summary_line_says() -> None:
    page = _report(_small).page
    lines = {
        li.cssselect("a")[0].text_content(): _text([li])
        for li in page.cssselect("#substantive .items li, #lighter .items li")
    }
    assert "section added: 1 paragraph" in lines["§ 12.6"]
    assert "section removed: 2 paragraphs" in lines["§ 12.4"]
    assert "section renumbered: 3 paragraphs with it, else unchanged" in lines["§ 12.3 → § 12.5"]
    assert "… at the port for 30 days5 years after release." in lines["§ 12.1(a)"]
    assert "redesignated and revised" in lines["§ 12.1(c) → § 12.6(a)"]
    assert "split" in lines["§ 12.2(b) → § 12.2(b), § 12.2(c)"]
    assert "merged" in lines["§ 12.8(a), § 12.8(b) → § 12.8(a)"]
    assert "revised: heading" in lines["Section heading of § 12.2"]
    removed = page.cssselect('#substantive a[href="#12.4"]')[0].getparent()
    assert _text(removed.cssselect("del")) == "Abandonment of merchandise in a foreign trade zone."
    table = _report(_tables).page
    assert "Table, row “Entry”, column 2, after § 12.2 revised: amount" in _text(
        table.cssselect("#substantive li")
    )
    assert "1 change" in _text(table.cssselect(".lead"))


def test_the_tree_is_that_of_the_paragraphs(report: _Report) -> None:
    """Each under the one whose path it extends, with a sign where something became of it."""
    page = report.page
    links = {
        a.get("href")[1:]: a
        for a in page.cssselect("nav .sections a")
        if "to-section" not in a.classes
    }
    for article in _articles(page):
        place = article.get("id")
        is_line = "block" in article.classes or "heading" in article.classes
        if is_line and "told" not in article.classes:
            assert place not in links
            continue
        sign = links[place].cssselect(".sign")[0].text
        assert (sign == "·") == (article.get("data-kind") == "unchanged")
        parent = place.rpartition("-")[0]
        if parent in links and not is_line:
            above = page.get_element_by_id(parent)
            same = next(above.iterancestors("section")) is next(article.iterancestors("section"))
            if same and "moved" not in article.classes and not place.endswith("-text"):
                assert links[parent].getparent() in links[place].iterancestors("li")


def test_sections_are_marked_in_the_navigation() -> None:
    page = _report(_small).page
    for number, sign in (("12.6", "+"), ("12.4", "−"), ("12.5", "→")):
        branch = page.cssselect(f'nav li[data-section="{number}"] summary')[0]
        assert branch.cssselect(".sign")[0].text == sign
    assert _text(page.cssselect('[id="12.4"] h3 del')).startswith("§ 12.4")
    assert _text(page.cssselect('[id="12.6"] h3 ins')).startswith("§ 12.6")
    headings = [_text([h]) for h in page.cssselect('[id="12.5"] article:not(.block) h4')]
    assert headings == ["(a)", "(b)", "(c)"]


def test_names_and_their_residual_places(report: _Report) -> None:
    page, changes = report.page, report.changes
    rows = page.cssselect("#names tbody tr")
    names = list(dict.fromkeys(one.before for one in changes.substitutions))
    assert [_text(row.cssselect("th")) for row in rows] == names
    for row, name in zip(rows, names, strict=True):
        same = [one for one in changes.substitutions if one.before == name]
        told = _text(row.cssselect("td:nth-child(3)"))
        for one in same:
            assert _bare(one.after) in _bare(told)
            for place in one.where:
                assert entries.cites([place]) in told
        residual = {entries.cites([place]) for one in same for place in one.residual}
        cell = row.cssselect(".residual")[0]
        assert {a.text_content() for a in cell.cssselect(".cite")} == residual
        assert ("no paragraph" in _text([cell])) == (not residual)
        likely = {entries.cites([p]) for one in same for p in asides.left_behind(one)[0]}
        found = cell.cssselect(".forgotten:has(.likely) .cite")
        assert {a.text_content() for a in found} == likely
        if residual:
            assert name in _text(page.cssselect("#forgotten li b")) or len(names) > 8


def test_what_did_not_follow_and_what_changed_places(report: _Report) -> None:
    page, changes = report.page, report.changes
    stale = page.cssselect("#references .stale li")
    assert len(stale) == len(changes.stale_references)
    for li, one in zip(stale, changes.stale_references, strict=True):
        told = _text([li])
        assert told.startswith(entries.cites([(one.section, one.designation)]))
        assert f"“{one.text}”" in told
        now = entries.cites([one.target_after]) if one.target_after else "is gone"
        assert now in told
    moved = page.cssselect("#references .transfers li")
    assert len(moved) == len(changes.transfers)
    for li, transfer in zip(moved, changes.transfers, strict=True):
        assert transfer.text in li.text_content()


def test_a_transfer_is_among_the_pairs() -> None:
    assert len(_report(_transferred).changes.transfers) == 1


def test_doubts_and_findings(report: _Report) -> None:
    page, changes = report.page, report.changes
    lists = page.cssselect("#doubts h3")
    told = _text(page.cssselect("#doubts li"))
    for change in changes.changes:
        for code in change.review:
            assert wording.review(code) in told
    doubts = [change for change in changes.changes if change.review]
    findings = [*changes.before.findings, *changes.after.findings]
    assert len(page.cssselect("#doubts li")) == len(doubts) + len(findings)
    for finding in findings:
        assert _bare(finding.message) in _bare(told)
    warnings = sum(finding.severity == "warning" for finding in findings)
    assert len(page.cssselect("#doubts .warning")) == warnings
    sides_told = [bool(doubts), bool(changes.before.findings), bool(changes.after.findings)]
    assert len(lists) == sum(sides_told)


def test_what_was_not_compared(report: _Report) -> None:
    card = report.page.cssselect("#uncovered p")
    wanted = list(entries.uncovered(report.changes))
    assert len(card) == len(wanted)
    for told, (side, _, states) in zip(card, wanted, strict=True):
        assert f"The {side} file does not reach {len(states)} paragraph" in _text([told])
        for line in entries.ranges(states):
            assert line in _text([told])


def test_equal_editions_are_said_to_be_the_same() -> None:
    before = edition_of(OLD)
    page = lxml.html.fromstring(
        html_report(Report(diff_editions(before, before), before, before)).decode()
    )
    assert _text(page.cssselect(".lead")).startswith("The editions are the same.")
    assert page.cssselect(".card") == []
    assert _text(page.cssselect("h1")).startswith("CFR part 12")


def test_a_split_says_where_it_came_from_and_a_merger_where_each_began() -> None:
    page = _report(_small).page
    first, second = (page.get_element_by_id(f"12.2-{label}") for label in "bc")
    assert "goes on in (c)" in _text(first.cssselect("header"))
    assert "split from (b)" in _text(second.cssselect("header"))
    assert len(page.cssselect('nav a[href="#12.2-c"]')) == 1
    merged = page.get_element_by_id("12.8-a")
    seams = merged.cssselect(".inline .seam")
    assert [seam.get("data-label") for seam in seams] == ["§ 12.8(b) began here"]
    stubs = [_text([stub]) for stub in page.cssselect("p.stub")]
    assert "↪ (c) moved to § 12.6(a), with 1 paragraph under it" in stubs
    assert "↪ (b) is now part of (a)" in stubs


def test_the_heaviest_edits_are_the_samples() -> None:
    """A sample is of the weight of its change."""
    report = _report(_corpus)
    for change in report.changes.changes:
        links = report.page.cssselect(f'#substantive a[href="#{change.id}"]')
        for link in links:
            told = link.getparent().cssselect("del, ins")
            heavy = [e for e in change.edits if significance_of([e])[0] == "substantive"]
            words = " ".join(edit.before + " " + edit.after for edit in heavy)
            assert all(node.text_content().rstrip("… ") in words for node in told)
