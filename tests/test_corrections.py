"""Documents of the Federal Register that correct, delay or withdraw earlier ones."""

from __future__ import annotations

import datetime
import html
from pathlib import Path

import pytest

from cfrdiff import api
from cfrdiff.api import Amended
from cfrdiff.errors import SourceError
from cfrdiff.instructions.asides import without_asides

EDITION = """<CFRGRANULE><FDSYS><CFRTITLE>19</CFRTITLE></FDSYS><PART>
<HD SOURCE="HED">PART 12—RECORDS</HD>
<SECTION><SECTNO>§ 12.3</SECTNO><SUBJECT>Records.</SUBJECT>
<P>(a) The broker must keep records.</P><P>(b) The broker must sign.</P>
<P>(c) The broker may appeal.</P></SECTION></PART></CFRGRANULE>"""


def rule(
    number: str, items: str, *, filed: str = "3-1-30", action: str = "Final rule.", dates: str = ""
) -> str:
    """A rule on pages 101 and 102 of volume 95."""
    return (
        f"<RULE><PREAMB><CFR>19 CFR Part 12</CFR><ACT><HD>ACTION:</HD><P>{action}</P></ACT>"
        f"<EFFDATE><HD>DATES:</HD><P>{dates or 'This rule is effective May 1, 2030.'}</P></EFFDATE>"
        f'</PREAMB><SUPLINF><P>Text.</P><PRTPAGE P="102"/>{items}</SUPLINF>'
        f"<FRDOC>[FR Doc. {number} Filed {filed}; 8:45 am]</FRDOC></RULE>"
    )


def regtext(*sentences: str) -> str:
    """Sentences, and text where one begins with a tag."""
    held = "".join(
        one if one.startswith("<") else f"<AMDPAR>{html.escape(one)}</AMDPAR>" for one in sentences
    )
    return f'<REGTEXT TITLE="19" PART="12">{held}</REGTEXT>'


FIRST = rule(
    "2030-00007",
    regtext(
        "2. Amend § 12.3 by:",
        "a. In paragraph (a), removing “broker” and adding in its place “agent”; and",
        "b. Removing paragraph (b).",
    ),
)
OPENS = (
    "<P>In FR Doc. 2030-00007 appearing on page 101 in the Federal Register of Friday, March 1,"
    " 2030, the following corrections are made:</P>"
)


def later(items: str, **how: str) -> str:
    how = {"filed": "3-20-30", "action": "Final rule; correction.", **how}
    return rule("2030-00010", items, **how)


def amended(tmp_path: Path, *documents: str, as_of: datetime.date | None = None) -> Amended:
    edition = tmp_path / "edition.xml"
    edition.write_text(EDITION, encoding="utf-8")
    files = []
    for k, document in enumerate(documents):
        files.append(tmp_path / f"{k}.xml")
        files[-1].write_text(document, encoding="utf-8")
    return api.amend(api.read(edition), *files, as_of=as_of)


def words(made: Amended) -> list[str]:
    section = made.edition.section("12.3")
    assert section is not None
    return [f"{one.designation} {one.text}" for one in section.walk()]


OLD = [
    "(a) The broker must keep records.",
    "(b) The broker must sign.",
    "(c) The broker may appeal.",
]
DONE = ["(a) The agent must keep records.", "(c) The broker may appeal."]


@pytest.mark.parametrize(
    ("items", "text"),
    [
        # an instruction is corrected, whole or in its words, or taken back
        (
            regtext(
                "1. On page 102, in the third column, amendatory instruction 2.b. is corrected to"
                " read “Removing paragraph (c).”"
            ),
            ["(a) The agent must keep records.", OLD[1]],
        ),
        (
            regtext(
                "1. On page 102, in the third column, in amendatory instruction 2.b, “paragraph"
                " (b)” is corrected to read “paragraph (c)”."
            ),
            ["(a) The agent must keep records.", OLD[1]],
        ),
        # the text is
        (
            regtext(
                "1. On page 102, in the second column, in § 12.3, in paragraph (a), in the fourth"
                " line, “agent” is corrected to read “agents”."
            ),
            ["(a) The agents must keep records.", OLD[2]],
        ),
        (
            regtext(
                "1. On page 102, third column, § 12.3(c) is corrected to read as follows:",
                "<SECTION><SECTNO>§ 12.3</SECTNO><SUBJECT>Records.</SUBJECT><STARS/>"
                "<P>(c) No broker may appeal.</P></SECTION>",
            ),
            [DONE[0], "(c) No broker may appeal."],
        ),
        # as the Office of the Federal Register sets it, outside any REGTEXT
        (
            "<P>In rule document 2030-00007 beginning on page 101 in the issue of Friday, March 1,"
            " 2030, make the following correction:</P><SECTION><SECTNO>§ 12.3</SECTNO>"
            "<SUBJECT>[Corrected]</SUBJECT><P>On page 102, in the first column, in § 12.3(c), in"
            " the second line, “may” should read “must”.</P></SECTION>",
            [DONE[0], "(c) The broker must appeal."],
        ),
    ],
)
def test_corrections_are_carried_out(items: str, text: list[str], tmp_path: Path) -> None:
    opens = "" if "make the following" in items else OPENS
    made = amended(tmp_path, later(opens + items), FIRST)
    assert (words(made), made.failures) == (text, ())


def test_an_instruction_is_taken_back(tmp_path: Path) -> None:
    sentence = "On page 102, in the first column, amendatory instruction 2.a is withdrawn."
    made = amended(tmp_path, FIRST, later(OPENS + regtext(sentence)))
    assert words(made) == [OLD[0], OLD[2]]
    assert [one.reason for one in made.failures] == ["it was withdrawn by FR Doc. 2030-00010"]


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        (
            "On page 102, amendatory instruction 9 is corrected to read “Removing paragraph (c).”",
            "it corrects instruction 9 of FR Doc. 2030-00007, which is not among the rules given",
        ),
        (
            "On page 102, in amendatory instruction 2.b, “section” should read “paragraph (c)”.",
            "“section” is not in instruction 2.b of FR Doc. 2030-00007, or more than once",
        ),
        (
            "On page 102, amendatory instruction 2.b is corrected to read as follows:",
            "how instruction 2.b of FR Doc. 2030-00007 is to read is not printed with it",
        ),
        (
            "On page 102, in § 12.3(c), “shall” is corrected to read “must”.",
            "“shall” is not in § 12.3(c)",
        ),
    ],
)
def test_what_cannot_be_corrected_is_said(sentence: str, reason: str, tmp_path: Path) -> None:
    made = amended(tmp_path, FIRST, later(OPENS + regtext(sentence)))
    assert words(made) == DONE
    assert [one.reason for one in made.failures] == [reason]


@pytest.mark.parametrize(
    ("action", "dates", "as_of", "text", "remark"),
    [
        (
            "Final rule; withdrawal.",
            "The final rule published on March 3, 2030, at 95 FR 101, is withdrawn.",
            None,
            OLD,
            "95 FR 101 is withdrawn by FR Doc. 2030-00010",
        ),
        (
            "Final rule; delay of effective date.",
            "The effective date of the rule amending 19 CFR part 12 published at 95 FR 101, March"
            " 3, 2030, is delayed from May 1, 2030, until August 1, 2030.",
            "2030-07-01",
            OLD,
            "95 FR 101, Mar. 3, 2030 is delayed until 2030-08-01 by FR Doc. 2030-00010",
        ),
        (
            "Final rule; delay of effective date.",
            "The effective date of the rule published at 95 FR 101 is delayed until August 1, 2030.",
            "2030-08-01",
            DONE,
            "95 FR 101 is delayed until 2030-08-01 by FR Doc. 2030-00010",
        ),
        (
            "Final rule; stay.",
            "The rule published at 95 FR 101 is stayed indefinitely.",
            None,
            OLD,
            "95 FR 101 is delayed by FR Doc. 2030-00010",
        ),
        # of a part of it: said, and not guessed
        (
            "Final rule; partial withdrawal.",
            "The amendment to § 12.3(a) published at 95 FR 102 is withdrawn.",
            None,
            DONE,
            "FR Doc. 2030-00010 says, and what is meant by it is not understood: The amendment to"
            " § 12.3(a) published at 95 FR 102 is withdrawn.",
        ),
        (
            "Final rule; withdrawal.",
            "The final rule published at 94 FR 7 is withdrawn.",
            None,
            DONE,
            "FR Doc. 2030-00010 says that 94 FR 7 is withdrawn, which is not among the rules given",
        ),
    ],
)
def test_what_is_withdrawn_or_delayed(
    action: str, dates: str, as_of: str | None, text: list[str], remark: str, tmp_path: Path
) -> None:
    day = datetime.date.fromisoformat(as_of) if as_of else None
    made = amended(tmp_path, FIRST, later("", action=action, dates=dates), as_of=day)
    assert words(made) == text
    assert made.remarks == (remark,)


def test_a_proposed_rule_in_an_issue_is_named(tmp_path: Path) -> None:
    proposed = FIRST.replace("Final rule.", "Proposed rule.").replace("00007", "00008")
    issue = (
        "<FEDREG><VOL>95</VOL><NO>41</NO><DATE>Friday, March 1, 2030</DATE><RULES>"
        f"{FIRST}</RULES><PRORULES>{proposed.replace('RULE>', 'PRORULE>')}</PRORULES></FEDREG>"
    )
    made = amended(tmp_path, issue)
    assert (words(made), made.failures) == (DONE, ())
    assert made.remarks == ("FR Doc. 2030-00008 is a proposed rule, which amends nothing yet",)
    assert made.instructions[0].document == "95 FR 102, Mar. 1, 2030"


def test_a_notice_alone_amends_nothing(tmp_path: Path) -> None:
    dates = "The final rule published at 94 FR 7 is withdrawn."
    with pytest.raises(SourceError, match="94 FR 7 is withdrawn, which is not among the rules"):
        amended(tmp_path, later("", action="Final rule; withdrawal.", dates=dates))


@pytest.mark.parametrize(
    ("sentence", "rest"),
    [
        (
            "On page 11904, in § 802.51, in the third column, in the second line “(b)(3)” is"
            " corrected to read “(b)(2)”.",
            "In § 802.51, “(b)(3)” is corrected to read “(b)(2)”.",
        ),
        (
            "On page 5, column 2, lines 3-5, in § 12.3(a), “A” should read “B”.",
            "In § 12.3(a), “A” should read “B”.",
        ),
        (
            "On page 5, in the first column, in the twenty-third and twenty-fourth lines, in"
            " § 12.3(a), “A” should read “B”.",
            "In § 12.3(a), “A” should read “B”.",
        ),
        ("In § 12.3, in the second line, “A” should read “B”.",
         "In § 12.3, in the second line, “A” should read “B”."),
    ],
)  # fmt: skip
def test_where_in_the_register_a_sentence_stands(sentence: str, rest: str) -> None:
    assert without_asides(sentence).words == rest
