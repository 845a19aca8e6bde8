"""Paragraphs through several editions."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner
from examples import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from test_structure import edition_of

from cfrdiff import read
from cfrdiff.cli import main
from cfrdiff.errors import NotFoundError
from cfrdiff.formats.lettering import width, wrapped
from cfrdiff.formats.svg import history_svg
from cfrdiff.history import History, Point, by_section, follow
from cfrdiff.views.history_names import row_names

FIRST = """§ 12.3 Records.

(a) The importer shall keep the records of every entry made at the port.

(b) The broker shall send the statement to the port director within 30 days.

[63 FR 1, Jan. 1, 1998]
"""
SECOND = FIRST.replace("(b) The broker", "(c) The broker").replace(
    "\n(c)", "\n(b) A surety may be asked for a bond by the officer.\n\n(c)"
)
THIRD = SECOND.replace("30 days", "60 days")
FOURTH = THIRD.replace(
    "(a) The importer shall keep the records of every entry made at the port.\n\n", ""
)
# A file that holds nothing but the middle of the section.
TORN = "§ 12.4 Books.\n\n(a) The books are open to inspection by any officer of the customs.\n"


def _told(designation: str | None, *texts: str) -> list[list[tuple[int, str, str]]]:
    history = follow([edition_of(text) for text in texts], "12.3", designation)
    return [
        [
            (step.edition, step.event, step.state.designation if step.state else "")
            for step in track.steps
        ]
        for track in history.tracks
    ]


def test_a_paragraph_is_followed_through_its_redesignation() -> None:
    assert _told("(c)", FIRST, SECOND, THIRD, FOURTH) == [
        [
            (0, "first-seen", "(b)"),
            (1, "redesignated", "(c)"),
            (2, "revised", "(c)"),
            (3, "unchanged", "(c)"),
        ]
    ]


def test_what_came_and_what_went() -> None:
    told = _told(None, FIRST, SECOND, THIRD, FOURTH)
    assert [(1, "added", "(b)"), (2, "unchanged", "(b)"), (3, "unchanged", "(b)")] in told
    assert told[0][-1] == (3, "removed", "")
    assert told[0][0] == (0, "first-seen", "(a)")


def test_a_file_that_does_not_reach_a_paragraph_ends_no_track() -> None:
    other = TORN.replace("12.4", "14.4").replace("§ 14.4", "§ 14.4")
    assert _told("(a)", FIRST, other, SECOND) == [
        [(0, "first-seen", "(a)"), (1, "not-covered", ""), (2, "unchanged", "(a)")]
    ]


def test_a_section_no_edition_has() -> None:
    with pytest.raises(NotFoundError, match=r"§ 12.9\(a\) is in none of"):
        follow([edition_of(FIRST), edition_of(SECOND)], "12.9", "(a)")


def test_the_command(tmp_path: Path) -> None:
    files = []
    for k, text in enumerate((FIRST, SECOND, THIRD), start=1):
        file = tmp_path / f"{k}.txt"
        file.write_text(text, encoding="utf-8")
        files.append(str(file))
    runner = CliRunner()
    args = ["history", *files, "--section", "12.3", "--paragraph", "(c)"]
    shown = runner.invoke(main, args)
    assert shown.exit_code == 0
    assert "[2] redesignated: § 12.3(b) → § 12.3(c)" in shown.stdout
    assert "within [-30 days-]{+60 days+}" in shown.stdout
    every = runner.invoke(main, args[:-2])
    assert "added" in every.stdout
    assert "· none" not in every.stdout
    found = json.loads(runner.invoke(main, [*args, "--json"]).stdout)
    assert [step["event"] for step in found["tracks"][0]["steps"]] == [
        "first-seen", "redesignated", "revised",
    ]  # fmt: skip
    for wrong in (["history", files[0], "--section", "12.3"], [*args[:-1], "c2"]):
        result = runner.invoke(main, wrong)
        assert result.exit_code == 2
        assert len(result.stderr.splitlines()) == 1


def test_all_sections_at_once_are_each_followed() -> None:
    editions = [edition_of(text) for text in (FIRST, SECOND, THIRD)]
    assert by_section(editions) == {"12.3": follow(editions, "12.3")}


# Splits, mergers, moves and the order of the rows

WHOLE = """§ 12.2 Books.

(a) The books are open to inspection by any officer of the customs during business hours.

(b) An officer may copy the books or take them away against a receipt that he has signed. \
The owner of the books may ask for their return after sixty days in writing.

(c) Copies must be legible and complete and bear the number of the entry they belong to.

[63 FR 1, Jan. 1, 1998]
"""
SPLIT = WHOLE.replace("\n(c) Copies", "\n(d) Copies").replace(" The owner", "\n\n(c) The owner")
SHORT = (
    SPLIT.replace(SPLIT[SPLIT.index("(a) ") : SPLIT.index("(b) ")], "")
    .replace("(b) An", "(a) An")
    .replace("(c) The", "(b) The")
    .replace("(d) Copies", "(c) Copies")
)
MOVED = """§ 12.1 Scope.

(a) Every importer shall keep the records of the entries that were made at the port.

{}[63 FR 1, Jan. 1, 1998]

§ 12.6 Penalties.

{}(b) No penalty is assessed where the failure is due to an act of God or of the enemy.

[63 FR 1, Jan. 1, 1998]
"""
PENALTY = (
    "({}) A broker who fails to send the statement is liable for a penalty of five dollars.\n\n"
)
BEFORE_MOVE, AFTER_MOVE = (
    MOVED.format(PENALTY.format("b"), ""),
    MOVED.format("", PENALTY.format("a")),
)


def _history(section: str, *texts: str) -> History:
    return follow([edition_of(text) for text in texts], section)


def _points(points: Sequence[Point]) -> list[tuple[int, str]]:
    return [(point.edition, point.designation) for point in points]


def test_a_split_and_a_merger_say_out_of_what_and_into_what() -> None:
    tracks = _history("12.2", WHOLE, SPLIT, WHOLE).tracks
    steps = {
        track.steps[0].state.designation: track.steps
        for track in tracks[:2]
        if track.steps[0].state
    }
    whole = steps["(b)"]
    piece = next(track.steps for track in tracks if track.steps[0].event == "split")
    for step in (whole[1], piece[0]):
        assert (step.event, _points(step.out_of), _points(step.into)) == (
            "split", [(0, "(b)")], [(1, "(b)"), (1, "(c)")],
        )  # fmt: skip
    for step in (whole[2], piece[1]):
        assert (step.event, _points(step.out_of), _points(step.into)) == (
            "merged", [(1, "(b)"), (1, "(c)")], [(2, "(b)")],
        )  # fmt: skip
    assert piece[1].state is None
    assert [p.index for p in piece[1].into] == [whole[2].state.index if whole[2].state else None]


def test_rows_stand_where_the_newest_edition_has_them_or_an_older_one_had_them() -> None:
    history = _history("12.2", WHOLE, SPLIT, SHORT)
    assert row_names(history, "12.2") == ["(a)", "(b) → (a)", "(c) → (b)", "(c)"]
    assert [track.steps[-1].event for track in history.tracks][:2] == ["removed", "redesignated"]


def test_what_went_together_stays_together() -> None:
    older = WHOLE.replace(
        "(c) Copies",
        "(c) Seals are of wax:\n\n(1) Red for the port director;\n\n(2) Green for brokers.\n\n(d) Copies",
    )
    newer = WHOLE.replace("(c) Copies", "(c) Nobody enters a vault at night.\n\n(d) Copies")
    names = row_names(_history("12.2", older, WHOLE, newer), "12.2")
    assert names == ["(a)", "(b)", "(c) in [1]", "(c)(1)", "(c)(2)", "(c) in [3]", "(d)"]


def test_the_json_holds_it(tmp_path: Path) -> None:
    files = []
    for k, text in enumerate((WHOLE, SPLIT)):
        (tmp_path / f"{k}.txt").write_text(text, encoding="utf-8")
        files.append(str(tmp_path / f"{k}.txt"))
    args = ["history", *files, "--section", "12.2"]
    found = json.loads(CliRunner().invoke(main, [*args, "--json"]).stdout)
    assert found["section"] == "12.2"
    assert [s["heading"] for e in found["editions"] for s in e["sections"]] == ["Books."] * 2
    split = [s for t in found["tracks"] for s in t["steps"] if s["event"] == "split"]
    assert split[1]["out_of"][0]["designation"] == "(b)"
    shown = CliRunner().invoke(main, args).stdout
    assert "[2] split into § 12.2(b), § 12.2(c)" in shown
    assert "[2] split from § 12.2(b) as § 12.2(c)" in shown
    merged = CliRunner().invoke(main, ["history", *reversed(files), "--section", "12.2"]).stdout
    assert "[2] merged into § 12.2(b)" in merged
    assert "[2] merged from § 12.2(b), § 12.2(c)" in merged


@pytest.mark.parametrize(
    ("texts", "outside"),
    [
        # A file of another part tells nothing of this one, before or after.
        ((TORN.replace("12.4", "14.4"), FIRST), [(0, "not-covered")]),
        ((FIRST, SECOND.replace("(b) A surety", "(b) Gone"), FIRST), []),
        # A file of one section, which is a later one, tells nothing either; one that ends with an
        # earlier one may or may not be the whole of what there was.
        ((TORN, FIRST), [(0, "not-covered")]),
        ((TORN.replace("12.4", "12.1") + TORN.replace("12.4", "12.2"), FIRST), [(0, "undecided")]),
    ],
)
def test_a_file_that_does_not_reach_the_beginning(
    texts: tuple[str, ...], outside: list[tuple[int, str]]
) -> None:
    track = _history("12.3", *texts).tracks[0]
    assert [(one.edition, one.reach) for one in track.outside] == outside


def test_a_file_that_does_not_reach_the_end() -> None:
    other = TORN.replace("12.4", "14.4")
    gone = next(
        track
        for track in _history("12.3", FIRST, FOURTH, other, FOURTH).tracks
        if track.steps[-1].event == "removed"
    )
    assert [(one.edition, one.reach) for one in gone.outside] == [(2, "not-covered")]


# The picture

SVG = "{http://www.w3.org/2000/svg}"


class _Picture:
    """What is drawn, found by where it stands."""

    def __init__(self, history: History) -> None:
        self.root = ElementTree.fromstring(history_svg(history))
        self.boxes = [self._box(g) for g in self._groups("box")]
        self.rows = sorted({middle for *_, middle in self.boxes})
        self.columns = sorted({left for _, left, _ in self.boxes})
        names = [(self._lines(g), g.find(f"{SVG}text")) for g in self._groups("name")]
        self.names = [words[0] for words, _ in names]
        self.words = [text.text or "" for text in self.root.iter(f"{SVG}text")]

    def _groups(self, kind: str) -> list[ElementTree.Element]:
        found = self.root.iter(f"{SVG}g")
        return [g for g in found if (g.get("class") or "").split()[:1] == [kind]]

    def _lines(self, group: ElementTree.Element) -> list[str]:
        return [text.text or "" for text in group.iter(f"{SVG}text")]

    def _box(self, group: ElementTree.Element) -> tuple[tuple[str, list[str]], int, int]:
        rect = group.find(f"{SVG}rect")
        assert rect is not None
        x, y, tall = (int(rect.get(name, "")) for name in ("x", "y", "height"))
        kind = (group.get("class") or "").split()[1]
        return (kind, self._lines(group)), x, y + tall // 2

    def told(self) -> list[tuple[int, int, str, str]]:
        """Row, column, class and words of each box."""
        return sorted(
            (self.rows.index(middle), self.columns.index(left), kind, " | ".join(words))
            for (kind, words), left, middle in self.boxes
        )

    def joints(self) -> list[tuple[int, int, int]]:
        """The rows from which and to which each joint goes, and the column it leads to."""
        found = []
        for path in self.root.iter(f"{SVG}path"):
            x, y, end, left = map(int, re.findall(r"-?\d+", path.get("d", "")))
            assert x < left
            found.append((self.rows.index(y), self.rows.index(end), self.columns.index(left)))
        return found


def _drawn(section: str, *texts: str) -> _Picture:
    return _Picture(_history(section, *texts))


def test_the_picture_has_a_row_a_paragraph_and_a_column_an_edition() -> None:
    drawn = _drawn("12.3", FIRST, SECOND, THIRD, FOURTH)
    assert drawn.told() == [
        (0, 0, "first-seen", "(a)"), (0, 1, "unchanged", "(a)"),
        (0, 2, "unchanged", "(a)"), (0, 3, "removed", "× removed"),
        (1, 1, "added", "+ (b)"), (1, 2, "unchanged", "(b)"), (1, 3, "unchanged", "(b)"),
        (2, 0, "first-seen", "(b)"), (2, 1, "redesignated", "→ (c)"),
        (2, 2, "revised", "≠ (c) | substantive"), (2, 3, "unchanged", "(c)"),
    ]  # fmt: skip
    assert drawn.names == ["(a)", "(b)", "(b) → (c)"]
    assert "History of § 12.3 Records." in drawn.words
    assert "No box: the edition has no such paragraph." in drawn.words


def test_the_picture_joins_what_was_split_and_merged() -> None:
    drawn = _drawn("12.2", WHOLE, SPLIT, WHOLE)
    told = drawn.told()
    whole = drawn.names.index("(b)")
    (piece,) = [k for k, name in enumerate(drawn.names) if name == "(c) in [2]"]
    assert (whole, 1, "split", "⋔ (b) | into (b), (c)") in told
    assert (piece, 1, "split", "⋔ (c) | from (b)") in told
    assert (whole, 2, "merged", "⋎ (b) | from (b), (c)") in told
    assert (piece, 2, "merged", "⋎ merged | into (b)") in told
    assert drawn.joints() == [(whole, piece, 1), (piece, whole, 2)] or drawn.joints() == [
        (piece, whole, 2), (whole, piece, 1),
    ]  # fmt: skip


def test_each_split_has_a_lane_of_its_own() -> None:
    fee = "The fee for an entry is ten dollars and is due at the port where it was made."
    interest = "Interest runs on what is not paid from the first day of the month after."
    older = WHOLE.replace("[63", f"(d) {fee} {interest}\n\n[63")
    newer = SPLIT.replace("[63", f"(e) {fee}\n\n(f) {interest}\n\n[63")
    drawn = _drawn("12.2", older, newer)
    assert len(drawn.joints()) == 2
    starts = [circle.get("cx") for circle in drawn.root.iter(f"{SVG}circle")]
    assert len(set(starts)) == 2


def test_what_moved_to_another_section_is_called_by_it() -> None:
    left, came = (_drawn(section, BEFORE_MOVE, AFTER_MOVE) for section in ("12.1", "12.6"))
    assert left.names == ["(a)", "(b) → § 12.6(a)"]
    assert (1, 1, "redesignated", "→ § 12.6(a)") in left.told()
    assert came.names == ["§ 12.1(b) → (a)", "(b)"]
    assert (0, 0, "first-seen", "§ 12.1(b)") in came.told()


def test_a_renumbered_section_is_called_by_its_number() -> None:
    renumbered = THIRD.replace("§ 12.3", "§ 12.5")
    drawn = _drawn("12.3", THIRD, renumbered)
    assert [words for *_, column, _, words in [(0, *box[1:]) for box in drawn.told()] if column] == [
        "→ § 12.5(a)", "→ § 12.5(b)", "→ § 12.5(c)",
    ]  # fmt: skip


def test_the_picture_tells_where_a_file_does_not_reach() -> None:
    other = TORN.replace("12.4", "14.4")
    drawn = _drawn("12.3", other, FIRST, other, SECOND)
    gaps = [box[:2] for box in drawn.told() if box[2] == "not-covered"]
    assert gaps == [(0, 0), (0, 2), (1, 0), (1, 2), (2, 0), (2, 2)]
    # (b) of SECOND is told as first seen, for the file before it tells nothing; in FIRST it is not.
    assert (1, 3, "first-seen", "(b) | first seen") in drawn.told()
    assert drawn.words.count("? not in this file") == len(gaps)


DEEP = """§ 12.1 Scope.

(a) The importer shall keep these:

(1) Entry papers, and

(2) Bonds given by a surety:

(i) Bonds of one entry:

(A) With the power of attorney:

(1) Sealed by the surety:

(i) Under the hand of its president or another officer of the company;

(ii) Or under the hand of an agent who holds a power of attorney.

[63 FR 1, Jan. 1, 1998]
"""


def test_no_label_is_cut() -> None:
    drawn = _drawn("12.1", DEEP, DEEP.replace("its president", "the president"))
    labels = ["".join(words[: len(words)]) for (_, words), *_ in drawn.boxes]
    assert any(label.startswith("≠ (a)(2)(i)(A)(1)(i)") for label in labels)
    assert labels.count("(a)(2)(i)(A)(1)(ii)") == 2
    assert not any("…" in label for label in labels)


def _long(paragraphs: int, changed: int | None = None) -> str:
    body = "".join(
        f"({label}) The importer keeps the {word} record of the {word} entry"
        f"{' with care' if k == changed else ''}.\n\n"
        for k, (label, word) in enumerate(_LABELS[:paragraphs])
    )
    return f"§ 12.3 Records.\n\n{body}[63 FR 1, Jan. 1, 1998]\n"


_LABELS = [(letter, f"{letter}{letter}q{letter}") for letter in "abcdefghijklmnopqrstuvwxyz"]


def test_long_runs_of_the_unchanged_share_a_row_that_names_them_all() -> None:
    drawn = _drawn("12.3", _long(26), _long(26, changed=12))
    assert drawn.names == ["(a) to (l)", "(m)", "(n) to (z)"]
    assert drawn.told() == [
        (0, 0, "first-seen", "(m)"), (0, 1, "revised", "≠ (m) | substantive"),
    ]  # fmt: skip
    words = " ".join(drawn.words)
    assert "12 paragraphs, unchanged in all editions: (a), (b), (c)" in words
    for label, _ in _LABELS:
        assert f"({label})" in words
    short = _drawn("12.3", _long(12), _long(12, changed=3))
    assert len(short.names) == 12


def test_many_editions_in_which_nothing_changed_share_a_column() -> None:
    texts = [_long(5)] * 4 + [_long(5, changed=1)] * 5
    drawn = _drawn("12.3", *texts)
    assert [word for word in drawn.words if re.fullmatch(r"\[\d+\](–\[\d+\])?", word)] == [
        "[1]", "[2]–[4]", "[5]", "[6]–[9]",
    ]  # fmt: skip
    assert [box[:3] for box in drawn.told() if box[0] == 1] == [
        (1, 0, "first-seen"), (1, 1, "unchanged"), (1, 2, "revised"), (1, 3, "unchanged"),
    ]  # fmt: skip
    few = _drawn("12.3", *texts[2:6])
    assert len(few.columns) == 4


def test_the_whole_picture_is_told_as_text() -> None:
    root = _drawn("12.2", WHOLE, SPLIT, SHORT).root
    assert root.get("role") == "img"
    title, desc = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert desc is not None
    assert (root.get("aria-labelledby"), root.get("aria-describedby")) == (
        title.get("id"), desc.get("id"),
    )  # fmt: skip
    assert title.text == "History of § 12.2 Books.: 4 paragraphs through 3 editions"
    lines = (desc.text or "").splitlines()
    assert lines[1].startswith("(a): first seen as (a) in [1]; unchanged as (a) in [2]; removed in")
    assert lines[3] == (
        "(c) → (b): split from (b) as (c) in [2], editorial; redesignated as (b) in [3], editorial."
    )


NAMES = st.lists(st.sampled_from([WHOLE, SPLIT, SHORT, TORN, DEEP]), min_size=2, max_size=5)


@settings(deadline=None, max_examples=examples(25))
@given(NAMES)
def test_names_differ_and_nothing_stands_outside(texts: list[str]) -> None:
    for section, history in by_section([edition_of(text) for text in texts]).items():
        assert history.section == section
        drawn = _Picture(history)
        assert len(set(drawn.names)) == len(drawn.names) == len(history.tracks)
        wide, tall = (int(drawn.root.get(name, "")) for name in ("width", "height"))
        assert drawn.root.get("viewBox") == f"0 0 {wide} {tall}"
        for rect in drawn.root.iter(f"{SVG}rect"):
            x, y, w, h = (int(rect.get(name, "")) for name in ("x", "y", "width", "height"))
            assert 0 <= x < x + w <= wide
            assert 0 <= y < y + h <= tall
        for text in drawn.root.iter(f"{SVG}text"):
            assert 0 <= int(text.get("x", "")) <= wide
            assert 0 <= int(text.get("y", "")) <= tall
        boxes = sum(step.event != "not-covered" for t in history.tracks for step in t.steps)
        assert boxes == sum(
            kind not in ("not-covered", "undecided") for (kind, _), *_ in drawn.boxes
        )


@given(st.text(alphabet="(a)i.§ -/mW界", max_size=60), st.integers(20, 200))
def test_wrapped_words_fit_and_none_is_lost(words: str, room: int) -> None:
    lines = wrapped(words, room, 13)
    assert all(width(line, 13) <= room for line in lines)
    assert "".join("".join(lines).split()) == "".join(words.split())


@pytest.mark.skipif(shutil.which("chromium") is None, reason="Debian's chromium is not installed")
def test_the_words_fit_into_their_boxes_in_a_browser(tmp_path: Path) -> None:
    from playwright.sync_api import sync_playwright

    pictures = {
        "deep": _history("12.1", DEEP, DEEP.replace("its president", "the president")),
        "split": _history("12.2", WHOLE, SPLIT, SHORT),
        "moved": _history("12.1", BEFORE_MOVE, AFTER_MOVE),
    }
    with sync_playwright() as tool:
        browser = tool.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page()
        for name, history in pictures.items():
            file = tmp_path / f"{name}.svg"
            file.write_bytes(history_svg(history))
            page.goto(file.as_uri())
            outside = page.evaluate(
                """() => {
                  const out = [], frame = document.documentElement.viewBox.baseVal;
                  const fits = (a, b) => a.x >= b.x && a.x + a.width <= b.x + b.width;
                  for (const text of document.querySelectorAll('text')) {
                    const box = text.parentElement.querySelector('rect');
                    if (!fits(text.getBBox(), box && text.parentElement.matches('.box')
                        ? box.getBBox() : frame)) out.push(text.textContent);
                  }
                  return out;
                }"""
            )
            assert outside == []
        browser.close()


def test_hostile_text_in_the_picture_is_text() -> None:
    text = FIRST.replace("(a) The", "(a) <script>alert(1)</script> & x. The")
    picture = history_svg(follow([edition_of(text), edition_of(SECOND)], "12.3"))
    assert not list(ElementTree.fromstring(picture).iter(f"{SVG}script"))


def test_the_command_draws_where_the_file_is_a_picture(tmp_path: Path) -> None:
    for k, text in enumerate((FIRST, SECOND)):
        (tmp_path / f"{k}.txt").write_text(text, encoding="utf-8")
    files = [str(tmp_path / f"{k}.txt") for k in range(2)]
    out = tmp_path / "history.SVG"
    args = ["history", *files, "--section", "12.3", "-o", str(out)]
    assert CliRunner().invoke(main, args).exit_code == 0
    assert out.read_bytes() == history_svg(follow([read(file) for file in files], "12.3"))


def test_a_picture_of_another_kind_is_refused(tmp_path: Path) -> None:
    old, new = tmp_path / "a.txt", tmp_path / "b.txt"
    old.write_text(FIRST, "utf-8")
    new.write_text(FIRST, "utf-8")
    out = tmp_path / "history.png"
    done = CliRunner().invoke(
        main, ["history", str(old), str(new), "--section", "12.3", "-o", str(out)]
    )
    assert (done.exit_code, done.output.count("\n")) == (2, 1)
    assert (
        "history.png: the suffix says no format; name a file that ends in .svg, .json"
        in done.output
    )
    assert not out.exists()
