"""Rules of the Federal Register carried out: sentence by sentence, with the text printed behind.

Each case is a rule, the edition before it, and what the edition reads after it, or why not.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from amendatory_notation import notation
from click.testing import CliRunner

import cfrdiff
from cfrdiff.api import Amended
from cfrdiff.cli import main
from cfrdiff.errors import SourceError
from cfrdiff.instructions.context import Context
from cfrdiff.instructions.model import DivisionText, SectionText
from cfrdiff.instructions.wording import read_orders

BEFORE = """<CFRGRANULE><FDSYS><CFRTITLE>19</CFRTITLE></FDSYS><PART>
<HD SOURCE="HED">PART 12—RECORDS</HD>
<AUTH><HD SOURCE="HED">Authority:</HD><P>19 U.S.C. 66.</P></AUTH>
<SECTION><SECTNO>§ 12.1</SECTNO><SUBJECT>Definitions.</SUBJECT>
<P>(a) <E T="03">Terms.</E> As used in this part:</P>
<P><E T="03">Broker</E> means a person. It excludes a bank.</P>
<P><E T="03">Dealer</E> means:</P><P>(1) A firm that sells; or</P><P>(2) A firm that buys.</P>
<P><E T="03">Person</E> means a human.</P></SECTION>
<SECTION><SECTNO>§ 12.3</SECTNO><SUBJECT>Records.</SUBJECT>
<P>(a) The broker must keep records. He must sign. He may appeal.</P>
<P>(b) The broker must keep:</P><P>(1) Entries; and</P><P>(2) Invoices.</P>
<P>(c) <E T="03">Fee.</E> The fee is $5.</P></SECTION>
<SECTION><SECTNO>§ 12.4</SECTNO><SUBJECT>Fees.</SUBJECT><P>(a) The fee is $6.</P></SECTION>
<SECTION><SECTNO>§ 12.6</SECTNO><SUBJECT>More terms.</SUBJECT>
<P><E T="03">Clerk</E> means:</P><P>(1) A clerk; or</P><P>(2) A scribe.</P>
<P><E T="03">Zone</E> means:</P><P>(i) A zone; or</P><P>(ii) A strip.</P></SECTION>
<SECTION><SECTNO>§ 12.7</SECTNO><SUBJECT>Rates.</SUBJECT><P>(a) The rate is this:</P>
<GPOTABLE COLS="2"><BOXHD><CHED H="1">Good</CHED><CHED H="1">Rate</CHED></BOXHD>
<ROW><ENT I="01">Tea</ENT><ENT>9</ENT></ROW></GPOTABLE><P>(b) It is paid.</P></SECTION>
<SECTION><SECTNO>§ 12.8</SECTNO><SUBJECT>Times.</SUBJECT>
<P>(a) Pay $30,000 in 30 days or 30.5 hours.</P><P>(b) The big, old ship.</P>
<P>It is of oak.</P><P>(c) Goods enter the U.S. Goods leave. All is well.</P></SECTION>
<SECTION><SECTNO>§ 12.9</SECTNO><SUBJECT>[Reserved]</SUBJECT></SECTION>
</PART></CFRGRANULE>"""


def amended(tmp_path: Path, body: str, attributes: str = 'TITLE="19" PART="12"') -> Amended:
    """The edition as a rule amends it whose REGTEXT holds `body`."""
    edition, rule = tmp_path / "before.xml", tmp_path / "rule.xml"
    edition.write_text(BEFORE, encoding="utf-8")
    dates = (
        "<EFFDATE><HD>DATES:</HD><P>This rule is effective May 1, 2030.</P></EFFDATE>"
        if "DATES" not in body
        else ""
    )
    text = f"<RULE>{dates}<REGTEXT {attributes}>{body}</REGTEXT></RULE>"
    rule.write_text(text, encoding="utf-8")
    return cfrdiff.amend(cfrdiff.read(edition), rule)


def words(made: Amended, number: str) -> list[str]:
    """A section's paragraphs as they are printed."""
    section = made.edition.section(number)
    assert section is not None
    return [
        " ".join(filter(None, (one.designation, one.heading, one.text))) for one in section.walk()
    ]


SECTION = "<SECTION><SECTNO>§ 12.{}</SECTNO><SUBJECT>{}</SUBJECT>{}</SECTION>"
CASES: dict[str, tuple[str, str, list[str]]] = {
    "a sentence revised": (
        "<AMDPAR>2. In § 12.3, the second sentence of paragraph (a) is revised to read as follows:"
        "</AMDPAR>" + SECTION.format(3, "Records.", "<P>(a) * * * She must sign. * * *</P>"),
        "12.3",
        ["(a) The broker must keep records. She must sign. He may appeal."],
    ),
    "a sentence added at the end": (
        "<AMDPAR>2. Amend § 12.3 by adding a sentence at the end of paragraph (a) to read as"
        " follows:</AMDPAR>" + SECTION.format(3, "Records.", "<P>(a) * * * None may lie.</P>"),
        "12.3",
        ["(a) The broker must keep records. He must sign. He may appeal. None may lie."],
    ),
    "the last sentence removed": (
        "<AMDPAR>2. Amend § 12.3(a) by removing the last sentence.</AMDPAR>",
        "12.3",
        ["(a) The broker must keep records. He must sign."],
    ),
    "words at the end, by their mark": (
        "<AMDPAR>2. Amend § 12.3 by removing the period at the end of paragraph (b)(2) and adding"
        " “; and” in its place.</AMDPAR>",
        "12.3",
        ["(b)(2) Invoices; and"],
    ),
    "a word at the end": (
        "<AMDPAR>2. Amend § 12.3 by removing “and” from the end of paragraph (b)(1).</AMDPAR>",
        "12.3",
        ["(b)(1) Entries;"],
    ),
    "close marks stand close": (
        "<AMDPAR>2. Amend § 12.3(a) by adding “, in ink” after “sign”.</AMDPAR>",
        "12.3",
        ["(a) The broker must keep records. He must sign, in ink. He may appeal."],
    ),
    "pages that break between words": (
        "<AMDPAR>2. Amend § 12.3 by revising paragraph (c) to read as follows:</AMDPAR>"
        + SECTION.format(
            3,
            "Records.",
            '<STARS/><P>(c) <E T="03">Fee.</E> The fee must be<PRTPAGE P="7"/>paid at'
            " 8<FR>1/2</FR> percent.</P>",
        ),
        "12.3",
        ["(c) Fee. The fee must be paid at 8½ percent."],
    ),
    "a definition with its paragraphs": (
        "<AMDPAR>2. Amend § 12.1(a) by revising the definitions of “Dealer” and “Person” to read"
        " as follows:</AMDPAR>"
        + SECTION.format(
            1,
            "Definitions.",
            '<P>(a) * * *</P><P><E T="03">Dealer</E> means:</P><P>(1) A shop; or</P>'
            '<P>(2) A stall.</P><STARS/><P><E T="03">Person</E> means anyone.</P>',
        ),
        "12.1",
        ["(a)(1) A shop; or", "(a)(2) A stall.", "Person means anyone."],
    ),
    "a definition in alphabetical order": (
        "<AMDPAR>2. Amend § 12.1 by adding, in alphabetical order, the definition of “Carrier” to"
        " read as follows:</AMDPAR>"
        + SECTION.format(
            1, "Definitions.", '<STARS/><P><E T="03">Carrier</E> means a ship.</P><STARS/>'
        ),
        "12.1",
        ["Carrier means a ship.", "Dealer means:"],
    ),
    "a reserved section comes to life": (
        "<AMDPAR>2. Section 12.9 is added to read as follows:</AMDPAR>"
        + SECTION.format(9, "Appeals.", "<P>(a) Any broker may appeal.</P>"),
        "12.9",
        ["(a) Any broker may appeal."],
    ),
    "a subpart with its sections": (
        '<AMDPAR>2. Add subpart B to read as follows:</AMDPAR><SUBPART><HD SOURCE="HED">Subpart'
        " B—Appeals</HD>"
        + SECTION.format(20, "Scope.", "<P>(a) This subpart is about appeals.</P>")
        + SECTION.format(21, "Time.", "<P>(a) Ten days.</P>")
        + "</SUBPART>",
        "12.20",
        ["(a) This subpart is about appeals."],
    ),
    "labels placed by what is amended": (
        "<AMDPAR>2. Amend § 12.3 by revising paragraphs (b)(2) and (c) to read as follows:</AMDPAR>"
        + SECTION.format(
            3,
            "Records.",
            '<STARS/><P>(b) * * *</P><P>(2) Books.</P><P>(c) <E T="03">Fee.</E> None.</P>',
        ),
        "12.3",
        ["(b)(2) Books.", "(c) Fee. None."],
    ),
    "text that stands in no section": (
        "<AMDPAR>2. Amend § 12.3 by revising paragraph (c) to read as follows:</AMDPAR><STARS/>"
        '<P>(c) <E T="03">Fee.</E> None.</P>',
        "12.3",
        ["(c) Fee. None."],
    ),
    "pairs of words": (
        "<AMDPAR>2. Amend § 12.3(a) by removing “records” and “sign” and adding in their place"
        " “books” and “swear”, respectively.</AMDPAR>",
        "12.3",
        ["(a) The broker must keep books. He must swear. He may appeal."],
    ),
    "asterisks keep what they stand for": (
        "<AMDPAR>2. Amend § 12.3 by revising paragraph (b) to read as follows:</AMDPAR>"
        + SECTION.format(
            3, "Records.", "<STARS/><P>(b) All must keep:</P><STARS/><P>(2) Bills.</P><STARS/>"
        ),
        "12.3",
        ["(b) All must keep:", "(b)(1) Entries; and", "(b)(2) Bills."],
    ),
    "a number is no piece of a longer one": (
        "<AMDPAR>2. In § 12.8, remove “30” wherever it appears and add in its place “45”.</AMDPAR>",
        "12.8",
        ["(a) Pay $30,000 in 45 days or 30.5 hours."],
    ),
    "a section's heading too": (
        "<AMDPAR>2. In the section heading of § 12.4, and in paragraph (a), remove “$6” and add"
        " “$7” in its place.</AMDPAR>",
        "12.4",
        ["(a) The fee is $7."],
    ),
    "words taken out leave one blank": (
        "<AMDPAR>2. In § 12.8(b), remove “, old”.</AMDPAR>",
        "12.8",
        ["(b) The big ship."],
    ),
    "paragraphs of definitions at a section's top": (
        "<AMDPAR>2. Amend § 12.6 by revising the definitions of “Clerk” and “Zone” to read as"
        " follows:</AMDPAR>"
        + SECTION.format(
            6,
            "More terms.",
            '<P><E T="03">Clerk</E> means:</P><P>(1) A poet; or</P><P>(2) A bard.</P><STARS/>'
            '<P><E T="03">Zone</E> means:</P><P>(i) A belt; or</P><P>(ii) A line.</P>',
        ),
        "12.6",
        ["(1) A poet; or", "(2) A bard.", "(i) A belt; or", "(ii) A line."],
    ),
    "a definition with paragraphs that comes in": (
        "<AMDPAR>2. Amend § 12.6 by adding the definition of “Dealer” to read as follows:</AMDPAR>"
        + SECTION.format(
            6,
            "More terms.",
            '<STARS/><P><E T="03">Dealer</E> means:</P><P>(1) A shop; or</P><P>(2) A firm.</P>',
        ),
        "12.6",
        ["Dealer means:", "(1) A shop; or", "(2) A firm."],
    ),
    "paragraph by paragraph": (
        "<AMDPAR>2. In § 12.3:</AMDPAR><AMDPAR>a. In paragraph (b):</AMDPAR><AMDPAR>i. Remove"
        " “keep” and add in its place “hold”; and</AMDPAR><AMDPAR>ii. Remove “broker” and add in"
        " its place “dealer”.</AMDPAR><AMDPAR>b. Remove paragraph (c).</AMDPAR>",
        "12.3",
        ["(b) The dealer must hold:"],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_what_a_rule_makes_of_a_section(name: str, tmp_path: Path) -> None:
    body, number, expected = CASES[name]
    made = amended(tmp_path, body)
    assert made.failures == ()
    held = words(made, number)
    assert [one for one in held if one in expected] == expected


REFUSED = {
    "items of an instruction that is for something else": (
        "<AMDPAR>2. In Supplement I to Part 12—Official Interpretations:</AMDPAR><AMDPAR>A. Under"
        " Section 12.3:</AMDPAR><AMDPAR>i. The heading for Section 12.3 is revised.</AMDPAR>"
        "<AMDPAR>B. Newly designated Section 12.4 is removed.</AMDPAR>",
        "the edition has no Supplement I to Part 12",
    ),
    "items below one that is not understood": (
        "<AMDPAR>2. In § 12.3:</AMDPAR><AMDPAR>a. In Category VII:</AMDPAR><AMDPAR>i. Remove"
        " paragraph (c).</AMDPAR>",
        "not understood",
    ),
    "an entry of a table": (
        "<AMDPAR>2. Amend § 12.3 by removing paragraph (c) and the entry for “Fee”.</AMDPAR>",
        "not understood",
    ),
    "words that stand there twice": (
        "<AMDPAR>2. Amend § 12.3(a) by removing “He” and adding “She”.</AMDPAR>",
        "2 times",
    ),
    "a sentence that is not there": (
        "<AMDPAR>2. Amend § 12.3(a) by removing the fifth sentence.</AMDPAR>",
        "3 sentences",
    ),
    "a term that is defined already": (
        "<AMDPAR>2. Amend § 12.1 by adding the definition of “Person” to read as follows:</AMDPAR>"
        + SECTION.format(1, "Definitions.", '<P><E T="03">Person</E> means anyone.</P>'),
        "already",
    ),
    "a section that is there already": (
        '<AMDPAR>2. Add subpart B to read as follows:</AMDPAR><SUBPART><HD SOURCE="HED">Subpart'
        " B—Fees</HD>"
        + SECTION.format(2, "Scope.", "<P>(a) Fees.</P>")
        + SECTION.format(4, "Fees.", "<P>(a) None.</P>")
        + "</SUBPART>",
        "has § 12.4 already",
    ),
    "introductory text goes, and what is below is not said to": (
        "<AMDPAR>2. Amend § 12.3 by removing paragraph (b) introductory text.</AMDPAR>",
        "what becomes of what stands below",
    ),
    "a second paragraph without a designation": (
        "<AMDPAR>2. Amend § 12.8 by removing paragraph (b).</AMDPAR>",
        "text without a designation stands behind (b)",
    ),
    "a table in what is removed": (
        "<AMDPAR>2. Amend § 12.7 by removing paragraph (a).</AMDPAR>",
        "a table stands in (a)",
    ),
    "a number that another section has": (
        "<AMDPAR>2. Redesignate § 12.3 as § 12.4.</AMDPAR>",
        "has § 12.4 already",
    ),
    "sections of a range that are not printed": (
        "<AMDPAR>2. Add §§ 12.30 through 12.32 to read as follows:</AMDPAR>"
        + SECTION.format(30, "One.", "<P>(a) One.</P>")
        + SECTION.format(32, "Two.", "<P>(a) Two.</P>"),
        "no text of § 12.31 is printed",
    ),
    "a sentence whose end is not certain": (
        "<AMDPAR>2. Amend § 12.8 by removing the second sentence of paragraph (c).</AMDPAR>",
        "where its sentences end is not certain",
    ),
    "a stop inside the last quotation": (
        "<AMDPAR>2. Amend § 12.4(a) by removing “$6” and adding in its place “$7.”</AMDPAR>",
        "is not certain",
    ),
    "a paragraph of a definition": (
        "<AMDPAR>2. Amend § 12.1 by removing paragraph (2) of the definition of “Dealer”.</AMDPAR>",
        "not understood",
    ),
    "a paragraph below one that is not there": (
        "<AMDPAR>2. Amend § 12.4 by adding paragraph (c)(1) to read as follows:</AMDPAR>"
        + SECTION.format(4, "Fees.", "<STARS/><P>(c) * * *</P><P>(1) None.</P>"),
        "there is no (c)",
    ),
    "a section whose number belongs into another subpart": (
        "<AMDPAR>2. Add § 12.2 to subpart C to read as follows:</AMDPAR>"
        + SECTION.format(2, "Two.", "<P>(a) Two.</P>"),
        "does not belong into subpart C of part 12 by its number",
    ),
    "what holds for a time": (
        "<AMDPAR>2. Effective May 1, 2030, until May 1, 2031, remove § 12.4.</AMDPAR>",
        "not understood",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused_changes_nothing(name: str, tmp_path: Path) -> None:
    body, why = REFUSED[name]
    made = amended(tmp_path, body)
    assert made.failures
    assert why in made.failures[0].reason
    before = cfrdiff.read(tmp_path / "before.xml")
    assert (made.edition.sections, made.edition.blocks) == (before.sections, before.blocks)


@pytest.mark.parametrize(
    ("sentence", "row"),
    [
        ("In § 12.7, remove “9” wherever it appears and add “8” in its place.", "Tea | 8"),
        ("In § 12.7(a), remove “Tea” and add “Tin” in its place.", "Tin | 9"),
    ],
)
def test_words_are_replaced_in_tables_too(sentence: str, row: str, tmp_path: Path) -> None:
    made = amended(tmp_path, f"<AMDPAR>2. {sentence}</AMDPAR>")
    assert not made.failures
    assert [one.text for one in made.edition.blocks if one.kind == "table"][-1] == row


def test_what_of_an_instruction_was_carried_out_is_said(tmp_path: Path) -> None:
    body = "<AMDPAR>2. Amend § 12.3 by removing paragraphs (b)(2) and (d).</AMDPAR>"
    made = amended(tmp_path, body)
    assert [(one.reason, one.done) for one in made.failures] == [
        ("§ 12.3 has no (d)", ("§ 12.3(b)(2) removed",))
    ]


class _AllPrinted(Context, frozen=True):
    """The context of a sentence with which every text is printed."""

    def text(self, section: str) -> SectionText:
        return SectionText(section, None, ())

    def division(self, name: str) -> DivisionText:
        return DivisionText(name, name, (SectionText("1.1", None, ()),))


_TABLE = Path(__file__).parent / "data" / "amendatory_sentences.tsv"
SENTENCES = [
    tuple(line.split("\t"))
    for line in _TABLE.read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize(("section", "sentence", "expected"), SENTENCES)
def test_what_a_real_sentence_orders(section: str, sentence: str, expected: str) -> None:
    context = _AllPrinted(None if section == "-" else section, (), authority="as printed")
    assert (notation(read_orders(sentence, context)) or "-") == expected


def test_a_rule_on_another_title_or_part_is_refused(tmp_path: Path) -> None:
    body = "<AMDPAR>2. Amend § 12.4 by removing paragraph (a).</AMDPAR>"
    for attributes, why in (
        ('TITLE="40" PART="12"', "40 CFR part 12, and this is an edition of title 19"),
        ('TITLE="19" PART="999"', "19 CFR part 999, which this edition does not hold"),
    ):
        with pytest.raises(SourceError, match=why):
            amended(tmp_path, body, attributes)


def test_an_instruction_on_another_part_is_passed_over(tmp_path: Path) -> None:
    other = '</REGTEXT><REGTEXT TITLE="19" PART="13"><AMDPAR>3. Remove § 12.4.</AMDPAR>'
    made = amended(tmp_path, f"<AMDPAR>2. Remove § 12.3.</AMDPAR>{other}")
    assert [failure.place for failure in made.failures] == ["3"]
    assert made.edition.section("12.4") is not None
    assert made.edition.section("12.3") is None


def test_text_that_is_printed_and_not_ordered_is_reported(tmp_path: Path) -> None:
    made = amended(
        tmp_path,
        "<AMDPAR>2. Amend § 12.3 by revising paragraph (c) to read as follows:</AMDPAR>"
        + SECTION.format(
            3, "Records.", '<P>(b) * * *</P><P>(2) Bills.</P><P>(c) <E T="03">Fee.</E> None.</P>'
        ),
    )
    (failure,) = made.failures
    assert "§ 12.3(b)(2) is printed with it" in failure.reason
    assert "(b)(2) Invoices." in words(made, "12.3")


def test_days_from_which_a_rule_is_effective(tmp_path: Path) -> None:
    body = (
        "<AMDPAR>2. Remove § 12.3.</AMDPAR>"
        "<AMDPAR>3. Effective January 1, 2099, remove § 12.4.</AMDPAR>"
    )
    made = amended(tmp_path, body)
    assert [str(one.effective) for one in made.instructions] == ["2030-05-01", "2099-01-01"]


def test_a_subparts_heading_stands_before_its_first_section(tmp_path: Path) -> None:
    made = amended(
        tmp_path,
        "<AMDPAR>2. Designate §§ 12.3 through 12.9 as subpart A under the heading set forth below."
        '</AMDPAR><SUBPART><HD SOURCE="HED">Subpart A—General</HD></SUBPART>',
    )
    assert made.failures == ()
    heading = next(one for one in made.edition.blocks if one.kind == "subpart-heading")
    assert (heading.text, heading.after) == ("Subpart A—General", "12.1")


def test_a_section_comes_behind_its_subparts_heading(tmp_path: Path) -> None:
    made = amended(
        tmp_path,
        '<AMDPAR>2. Designate § 12.9 as subpart C.</AMDPAR><SUBPART><HD SOURCE="HED">Subpart C—'
        'Appeals</HD></SUBPART></REGTEXT><REGTEXT TITLE="19" PART="12"><AMDPAR>3. Add § 12.8a to'
        " subpart C to read as follows:</AMDPAR>"
        + SECTION.format("8a", "More.", "<P>(a) More.</P>"),
    )
    assert made.failures == ()
    heading = next(one for one in made.edition.blocks if one.kind == "subpart-heading")
    numbers = [section.number for section in made.edition.sections]
    assert heading.after == "12.8"
    assert numbers[numbers.index("12.8") + 1] == "12.8a"


def test_what_is_carried_out_in_part_says_so(tmp_path: Path) -> None:
    made = amended(tmp_path, "<AMDPAR>2. Amend § 12.4 by removing paragraphs (a) and (z).</AMDPAR>")
    (failure,) = made.failures
    assert failure.in_part
    made = amended(tmp_path, "<AMDPAR>2. Amend § 12.4 by removing paragraph (z).</AMDPAR>")
    (failure,) = made.failures
    assert not failure.in_part


def test_an_authority_is_revised(tmp_path: Path) -> None:
    made = amended(
        tmp_path,
        "<AMDPAR>1. The authority citation for 19 CFR part 12 is revised to read as follows:"
        '</AMDPAR><AUTH><HD SOURCE="HED">Authority:</HD><P>19 U.S.C. 1508.</P></AUTH>',
    )
    assert made.failures == ()
    authorities = [one.text for one in made.edition.blocks if one.kind == "authority"]
    assert authorities == ["Authority:", "19 U.S.C. 1508."]


def _rule(body: str, filed: str, part: str = "12", tag: str = "RULE", action: str = "") -> str:
    return (
        f'<{tag}><PREAMB><ACT><P>{action or "Final rule."}</P></ACT></PREAMB><REGTEXT TITLE="19"'
        f' PART="{part}">{body}</REGTEXT><FRDOC>[FR Doc. {filed}; 8:45 am]</FRDOC></{tag}>'
    )


_FEE = "<AMDPAR>1. In § 12.4(a), remove “{}” and add “{}” in its place.</AMDPAR>"


def _before(tmp_path: Path) -> Path:
    file = tmp_path / "before.xml"
    file.write_text(BEFORE, encoding="utf-8")
    return file


@pytest.mark.parametrize("is_one_file", [True, False])
def test_several_rules_in_the_order_they_were_filed(is_one_file: bool, tmp_path: Path) -> None:
    later = _rule(_FEE.format("$7", "$8"), "2013-20 Filed 2-1-13")
    sooner = _rule(_FEE.format("$6", "$7"), "2013-10 Filed 12-31-12")
    other = _rule("<AMDPAR>1. Remove § 99.1.</AMDPAR>", "2013-30 Filed 2-2-13", part="99")
    proposed = _rule(_FEE.format("$8", "$9"), "2013-40 Filed 2-3-13", tag="PRORULE")
    issue = f"<FEDREG><RULES>{later}{sooner}{other}</RULES>{proposed}</FEDREG>"
    files: list[Path] = []
    for k, text in enumerate([issue] if is_one_file else [later, sooner, other]):
        files.append(tmp_path / f"{k}.xml")
        files[-1].write_text(text, encoding="utf-8")
    made = cfrdiff.amend(cfrdiff.read(_before(tmp_path)), *files)
    assert [one.rule for one in made.instructions] == ["2013-10", "2013-20"]
    assert made.failures == ()
    assert words(made, "12.4") == ["(a) The fee is $8."]
    assert made.passed_over == 1


@pytest.mark.parametrize(
    ("tag", "action"), [("PRORULE", ""), ("RULE", "Notice of proposed rulemaking.")]
)
def test_a_proposed_rule_amends_nothing(tag: str, action: str, tmp_path: Path) -> None:
    file = tmp_path / "rule.xml"
    body = "<AMDPAR>1. Remove § 12.4.</AMDPAR>"
    file.write_text(_rule(body, "2013-1 Filed 1-2-13", tag=tag, action=action), encoding="utf-8")
    with pytest.raises(SourceError, match="it is a proposed rule, which amends nothing yet"):
        cfrdiff.amend(cfrdiff.read(_before(tmp_path)), file)


@pytest.mark.parametrize(
    "action",
    ["Final rule; withdrawal of proposed rule.", "Interim final rule; proposed extension.",
     "Final rule; correction."],
)  # fmt: skip
def test_a_final_rule_that_names_a_proposal_is_carried_out(action: str, tmp_path: Path) -> None:
    file = tmp_path / "rule.xml"
    body = _FEE.format("$6", "$7")
    file.write_text(_rule(body, "2013-1 Filed 1-2-13", action=action), encoding="utf-8")
    made = cfrdiff.amend(cfrdiff.read(_before(tmp_path)), file)
    assert words(made, "12.4") == ["(a) The fee is $7."]


def test_what_is_passed_over_is_said_beside_a_report(tmp_path: Path) -> None:
    rule, other = tmp_path / "rule.xml", tmp_path / "other.xml"
    rule.write_text(_rule(_FEE.format("$6", "$7"), "2013-1 Filed 1-2-13"), encoding="utf-8")
    body = "<AMDPAR>1. Remove § 99.1.</AMDPAR>"
    other.write_text(_rule(body, "2013-2 Filed 1-3-13", part="99"), encoding="utf-8")
    for option in (["--json"], ["--changes"], ["-o", str(tmp_path / "redline.md")]):
        args = ["amend", str(_before(tmp_path)), str(rule), str(other), *option]
        result = CliRunner().invoke(main, args)
        assert "instructions passed over, for other titles or parts: 1" in result.stderr


@pytest.mark.parametrize(
    ("suffix", "said"), [(".html", b"$7"), (".md", b"$7"), (".docx", b"word/document.xml")]
)
def test_what_is_about_to_change_as_a_report(suffix: str, said: bytes, tmp_path: Path) -> None:
    rule, output = tmp_path / "rule.xml", tmp_path / f"redline{suffix}"
    rule.write_text(_rule(_FEE.format("$6", "$7"), "2013-1 Filed 1-2-13"), encoding="utf-8")
    args = ["amend", str(_before(tmp_path)), str(rule), "-o", str(output)]
    result = CliRunner().invoke(main, args)
    assert result.exit_code == 0, result.output
    assert said in output.read_bytes()
