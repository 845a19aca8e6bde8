"""What an edit weighs: substantive, but where a row of the table of proofs shows less."""

from __future__ import annotations

import msgspec
import pytest
from test_changes import edition, paragraph

from cfrdiff.changes import diff_editions, joint_proofs, weighing
from cfrdiff.changes.edits import find_edits
from cfrdiff.changes.heading_proofs import HEADING_PROOFS
from cfrdiff.changes.joint_proofs import JOINT_PROOFS
from cfrdiff.changes.proofs import PROOFS
from cfrdiff.changes.significance import significance_of
from cfrdiff.model import Paragraph
from cfrdiff.rule_tables import otherwise

# By row: texts that it shows to mean the same, and texts just beyond its limits.
ROWS: dict[str, tuple[list[tuple[str, str]], list[tuple[str, str]]]] = {
    "same type": (
        [
            ('marked "fee" here', "marked “fee” here"),
            ("due--it is not", "due—it is not"),
            ("in 2012-2014 the", "in 2012–2014 the"),
            ("at -5 °C now", "at −5 °C now"),
            ("50\u00a0mg of it", "50 mg of it"),
            ("the ﬁnal report", "the final report"),
            ("distilled H2O at", "distilled H₂O at"),
            ("the Adminis\u00adtration of", "the Administration of"),
            ("of 5 µg a", "of 5 μg a"),
            ("see §12.3 now", "see § 12.3 now"),
        ],
        [
            ("at −5 °C now", "at 5 °C now"),
            ("x+y here", "x−y here"),
            ("x−y here", "xy here"),
            ("10² units", "102 units"),
            ("10⁶ cells", "106 cells"),
            ("5′ long", "5″ long"),
            ("of 50-100 units", "of 50,100 units"),
            ("call 555-1234 now", "call 5551234 now"),
            ("the owner’s books", "the owners’ books"),
            ("12 34 units", "1234 units"),
            ("at 5 – 3 units", "at 5 3 units"),
            ("at 20 –30 degrees", "at 20 −30 degrees"),
            ("of A - B here", "of A—B here"),
        ],
    ),
    "same quantity": (
        [
            ("for five years from", "for five (5) years from"),
            ("has 30 days from", "has thirty days from"),
            ("stores 10,000 gallons of", "stores 10000 gallons of"),
            ("at least 3½ inches", "at least 3 1/2 inches"),
            ("is $25 for", "is $25.00 for"),
            ("from 9 a.m. on", "from 9:00 a.m. on"),
            ("of 6 percent a", "of 6% a"),
            ("of 500 kWh in", "of 500 kilowatt-hours in"),
            ("of 120 sq. ft. for", "of 120 square feet for"),
            ("in 24 hr. from", "in 24 hours from"),
            ("at 50 °F. or below", "at 50 °F or below"),
            ("has at least 5 copies", "has not less than 5 copies"),
            ("of at most 5 persons", "of not more than 5 persons"),
            ("the second year of", "the 2d year of"),
            ("the second copy of", "the 2nd copy of"),
            ("of 500 cfm of", "of 500 cubic feet per minute of"),
            ("of 5 dBA at", "of 5 A-weighted decibels at"),
            ("at 2 p.m. EST on", "at 2 p.m. Eastern Standard Time on"),
            ("at 4 percent per annum until", "at 4 percent per year until"),
            ("a load in excess of 5 tons", "a load of more than 5 tons"),
            ("a fine not exceeding $5", "a fine of not more than $5"),
        ],
        [
            ("is 1.5 percent a", "is 15 percent a"),
            ("is 1.50 grams a", "is 1.5 grams a"),
            ("of 5 mg a", "of 5 Mg a"),
            ("is $25 for", "is 25 for"),
            ("is $25 for", "is €25 for"),
            ("at 9 a.m. on", "at 9 p.m. on"),
            ("at 2 p.m. EST on", "at 2 p.m. EDT on"),
            ("at 2 p.m. EST on", "at 2 p.m. eastern time on"),
            ("has 30 days from", "has 30 business days from"),
            ("is 5% of", "is 5 of"),
            ("has sixty (90) days", "has sixty (60) days"),
            ("at least 30 days", "at most 30 days"),
            ("of ±3 mm is", "of +3 mm is"),
            ("for 5 continuous years of", "for 5 cumulative years of"),
            ("of 30 additional days to", "of 30 days to"),
            ("a 500-keV beam", "a 500-MeV beam"),
            ("of 500 cfm of", "of 500 scfm of"),
            ("of 40 cfm of", "of 40 cubic feet of"),
            ("a load of about 5 tons", "a load in excess of 5 tons"),
            ("of 50-kVA each", "of 50-MVA each"),
            ("of 0.02 gr/dscf or", "of 0.02 gr/scf or"),
            ("with two-year-old heifers", "with two year-old heifers"),
            ("of 120 sq. ft. for", "of 120 cu. ft. for"),
            ("in each second of", "in each 2nd of"),
            ("every second while", "every 2nd while"),
            ("the second counted by", "the 2nd counted by"),
            ("of about 5 copies", "of nearly 5 copies"),
            ("more than 5 days before", "later than 5 days before"),
            ("has at least 5 copies", "has more than 5 copies"),
            ("for 5 full years of", "for 5 taxable years of"),
        ],
    ),
    "same citation": (
        [
            ("in § 205.8 of this chapter", "in section 205.8 of this chapter"),
            ("§§ 12.31(b)(1) through (3) of", "§§ 12.31(b)(1) through (b)(3) of"),
            ("in paragraph (b) of § 12.4 and", "in § 12.4(b) and"),
            ("in paragraph (b) of 26 CFR 1.61-2 and", "in 26 CFR 1.61-2(b) and"),
            ("with 40 C.F.R. part 60 at", "with 40 CFR part 60 at"),
            ("by part 10 of title 19 must", "by 19 CFR part 10 must"),
        ],
        [
            ("in § 10.12 of this", "in § 101.2 of this"),
            ("see §§ 12.2 through 12.5 for", "see §§ 12.2 and 12.5 for"),
            ("paragraph (a-1) of this", "paragraph (a)(1) of this"),
            ("under 19 U.S.C. 1508 within", "under 19 U.S.C. 1509 within"),
            ("in § 12.4-1 of", "in § 12.41 of"),
            ("by part 10 of title 19 must", "by 19 CFR part 11 must"),
            ("under 19 CFR part 10, subpart B now", "under 19 CFR part 10, subpart C now"),
            ("40 CFR parts 60 and 61 say", "40 CFR parts 60 or 61 say"),
            (
                "by part 10 of title 19, United States Code, must",
                "by 19 CFR part 10, United States Code, must",
            ),
            ("section 7 of the Clean Air Act says", "section 7 of the Clean Water Act says"),
            ("paragraph (b) of 5 U.S.C. 552 is", "paragraph (b) of this section is"),
            ("paragraph (b) of 17 CFR 240.1 is", "paragraph (b) of § 240.1 is"),
            ("in 5 U.S.C. 552 note is", "in 5 U.S.C. 552 is"),
            ("in 50 U.S.C. app. 2401 is", "in 50 U.S.C. 2401 is"),
        ],
    ),
    "sign for word": (
        [
            ("the owner & the", "the owner and the"),
            ("5 x 7 inches", "5 × 7 inches"),
            ("stand 6’ above", "stand 6 feet above"),
            ("cut 3½” wide", "cut 3½ inches wide"),
        ],
        [
            ("stand 6’ above", "stand 6 inches above"),
            ("at 38°54’ N", "at 38°54 feet N"),
            ("the ‘form 6’ shown", "the ‘form 6 feet shown"),
            ("the owner & the", "the owner or the"),
            ("5 + 7 inches", "5 × 7 inches"),
        ],
    ),
    "said twice": (
        [("keep the the books", "keep the books"), ("files in in order", "files in order")],
        [
            ("must not not file", "must not file"),
            ("a fee of 5 5 dollars", "a fee of 5 dollars"),
            ("the big books", "the books"),
            ("Ship two two pound cans", "Ship two pound cans"),
            ("a great great grandchild", "a great grandchild"),
        ],
    ),
    "spelling": (
        [
            ("shall fulfil the", "shall fulfill the"),
            ("was cancelled by", "was canceled by"),
            ("the colour of", "the color of"),
            ("the old litre of", "the old liter of"),
            ("of sulphur in", "of sulfur in"),
            ("it fulfils the", "it fulfills the"),
            ("four instalments of", "four installments of"),
            ("a seperate tank", "a separate tank"),
        ],
        [
            ("of sulfide in", "of sulfite in"),
            ("of hexane in", "of hexene in"),
            ("it was planed by", "it was planned by"),
            ("a moral duty", "a morale duty"),
            ("the restriping of", "the restripping of"),
            ("the refiling of", "the refilling of"),
            ("an unfilled form", "an unfiled form"),
            ("must apprise it", "must apprize it"),
        ],
    ),
    "capitals": (
        [
            ("of the Bonds filed", "of the bonds filed"),
            ("THE SERVICE ROOM HERE", "The Service Room Here"),
            ("it SHALL release", "it shall release"),
            ("The Laboratory tests", "The laboratory tests"),
            ("keep THE books", "keep the books"),
        ],
        [
            ("of 5 MW here", "of 5 mW here"),
            ("of CO in", "of Co in"),
            ("it MUST release", "it MAY release"),
            ("of US origin", "of us origin"),
            ("type MBtu here", "type mBtu here"),
            ("made in China here", "made in china here"),
            ("laid before the House on", "laid before the house on"),
            ("in May only", "in may only"),
            ("The term Board means it. The Board acts", "The term Board means it. The board acts"),
        ],
    ),
    "misprint": (
        [("it is recieved by", "it is received by"), ("it occured there", "it occurred there")],
        [
            ("the importer of", "the imported of"),
            ("by Johnson of", "by Johnston of"),
            ("the indorsee must", "the indorse must"),
            ("of butanol in", "of butanal in"),
            ("the employer of", "the employee of"),
        ],
    ),
    "compound": (
        [
            ("the record-keeping duties", "the recordkeeping duties"),
            ("a non-profit body", "a nonprofit body"),
            ("the official-in-charge of it", "the official in charge of it"),
            ("in co-operation with", "in cooperation with"),
            ("must re-examine it", "must reexamine it"),
            ("a pre-existing use", "a preexisting use"),
        ],
        [
            ("must re-sign it", "must resign it"),
            ("the co-op bought", "the coop bought"),
            ("may re-lease it", "may release it"),
            ("the un-ionized form", "the unionized form"),
            ("any one of", "anyone of"),
            ("two three-day permits", "two three day permits"),
            ("it was pre-sent by", "it was present by"),
            ("of an in-action in", "of an inaction in"),
            ("a fee-paying owner", "a fee paying owner"),
            ("of no-fault coverage", "of no fault coverage"),
            ("a small-business owner", "a small business-owner"),
            ("on some time there", "on sometime there"),
            ("the official-in charge of it", "the official in-charge of it"),
            ("a small-animal-owner", "a small animal owner"),
        ],
    ),
    "plain language": (
        [
            ("it shall keep", "it must keep"),
            ("filed pursuant to it", "filed under it"),
            ("it may utilize the", "it may use the"),
            ("inspect prior to entry", "inspect before entry"),
            ("open it in order to take", "open it to take"),
            ("it does not hold", "it doesn’t hold"),
            ("it can not hold", "it cannot hold"),
        ],
        [
            ("it shall keep", "it will keep"),
            ("it shall keep", "it may keep"),
            ("it must keep", "it may keep"),
            ("after the sale", "before the sale"),
            ("shall submit the", "shall send the"),
            ("No person shall file it", "No person must file it"),
            ("Neither party shall sell", "Neither party must sell"),
            ("Hardly any owner shall pay", "Hardly any owner must pay"),
            ("the goods, which are here", "the goods, that are here"),
            ("it does not hold", "it does hold"),
            ("it cannot hold", "it can hold"),
            ("it must not hold", "it doesn’t hold"),
            ("it is sold provided that notice is", "it is sold provided such notice is"),
            ("the port in which he is", "the port in that he is"),
        ],
    ),
    "no for not": (
        [("not later than June 1", "no later than June 1")],
        [("it is not due", "it is no due"), ("not later than June 1", "later than June 1")],
    ),
    "serial comma": (
        [
            (
                "It is tested for lead, mercury, and cadmium before",
                "It is tested for lead, mercury and cadmium before",
            ),
            (
                "It shows the lot, the grade, and the weight",
                "It shows the lot, the grade and the weight",
            ),
        ],
        [
            ("the owner, and the agent", "the owner and the agent"),
            ("To qualify, owners, and lessees who", "To qualify, owners and lessees who"),
            ("The agent, Smith, and the owner", "The agent, Smith and the owner"),
            ("for lead, mercury, cadmium", "for lead, mercury cadmium"),
        ],
    ),
    "comma behind a date": (
        [("the act of June 2, 2014 governs", "the act of June 2, 2014, governs")],
        [
            ("built before June 2, 2014 which", "built before June 2, 2014, which"),
            ("on June 2, 2014 or", "on June 2, 2014, or"),
            ("the act of 2014 governs", "the act of 2014, governs"),
            ("on June 2, 2014. It", "on June 2, 2014, It"),
        ],
    ),
    "mark at a quote": (
        [("called “fee”, and", "called “fee,” and")],
        [("called “fee”, and", "called “fee” and")],
    ),
    "end mark": (
        [("The manifest;", "The manifest."), ("It is so", "It is so.")],
        [("The manifest. It is", "The manifest; it is"), ("Is it so?", "Is it so."), ("—", ";")],
    ),
    "run together": (
        [("approved by the franchisor", "approved bythe franchisor")],
        [
            ("is not able to", "is notable to"),
            ("goods in formal dress", "goods informal dress"),
            ("is of no fault", "is ofno fault"),
            ("of the owner", "of theowner it"),
            ("at one port", "atone port"),
        ],
    ),
    "space behind a mark": (
        [("or go to:http://a.gov now", "or go to: http://a.gov now"), ("one;two", "one; two")],
        [
            ("at 4:30 or", "at 4: 30 or"),
            ("of 1,000 or", "of 1, 000 or"),
            ("cooperative", "co operative"),
        ],
    ),
    "same address": (
        [("go tohttp://a.gov /b now", "go to http://a.gov/b now")],
        [
            ("go to http://a.gov/b now", "go to http://a.gov/c now"),
            ("is not able http://a.gov/b", "is notable http://a.gov/b"),
            ("Web site", "Website it"),
        ],
    ),
    "quote at an address": (
        [("see “www.ftc.gov” and it", "see www.ftc.gov and it")],
        [
            ("see “Board” and it", "see Board and it"),
            ("see “www.ftc.gov” and it", "see www.fcc.gov and it"),
        ],
    ),
    "initials of the words before": (
        [
            ("in fiscal year (FY) 2012", "in fiscal year 2012"),
            ("a notice of proposed rulemaking (“NPR”) is", "a notice of proposed rulemaking is"),
        ],
        [
            ("carbon dioxide (CO) in", "carbon dioxide in"),
            ("in fiscal year (CY) 2012", "in fiscal year 2012"),
            ("in fiscal year (FY) 2012", "in fiscal year (CY) 2012"),
            ("a class (C) permit", "a class permit"),
        ],
    ),
    "name of an agency": (
        [
            ("sent to Customs here", "sent to CBP here"),
            ("the U.S. Customs Service acts", "the U.S. Customs and Border Protection acts"),
            ("the Veterans Administration pays", "the Department of Veterans Affairs pays"),
            (
                "sent to the Environmental Protection Agency (EPA) in each",
                "sent to the Environmental Protection Agency in each",
            ),
        ],
        [
            ("sent to CBP here", "sent to ICE here"),
            ("the FDA may inspect", "the EPA may inspect"),
            ("sent to the INS here", "sent to USCIS here"),
            ("hold PCB in", "hold DDT in"),
            ("of 5 VA here", "of 5 FAA here"),
            (
                "sent to the Environmental Protection Agency (FDA) in each",
                "sent to the Environmental Protection Agency in each",
            ),
            ("The Bureau pays", "The Consumer Financial Protection Bureau pays"),
            ("washed with DEA here", "washed with Drug Enforcement Administration here"),
        ],
    ),
}


def _weight(before: str, after: str) -> str:
    return significance_of(find_edits(before, after, exact=True))[0]


def test_every_row_is_here() -> None:
    assert sorted(ROWS) == sorted(proof.name for proof in PROOFS)


@pytest.mark.parametrize(
    ("row", "before", "after"),
    [(row, *pair) for row, (proven, _) in ROWS.items() for pair in proven],
)
def test_a_row_shows_that_an_edit_means_less(row: str, before: str, after: str) -> None:
    for one, other in ((before, after), (after, before)):
        edits = find_edits(one, other, exact=True)
        assert {edit.rule for edit in edits} == {row}, edits
        assert significance_of(edits)[0] != "substantive"


@pytest.mark.parametrize(
    ("row", "before", "after"),
    [(row, *pair) for row, (_, beyond) in ROWS.items() for pair in beyond],
)
def test_beyond_a_row_an_edit_is_substantive(row: str, before: str, after: str) -> None:
    assert _weight(before, after) == "substantive"
    assert _weight(after, before) == "substantive"


@pytest.mark.parametrize("row", ROWS)
def test_each_row_is_needed_and_bounded(row: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the row something it proves is substantive; without its limits, something is not."""
    proven, beyond = ROWS[row]
    others = tuple(proof for proof in PROOFS if proof.name != row)
    monkeypatch.setattr(weighing, "PROOFS", others)
    assert any(_weight(*pair) == "substantive" for pair in proven)
    (own,) = (proof for proof in PROOFS if proof.name == row)
    monkeypatch.setattr(weighing, "PROOFS", (own._replace(applies=otherwise), *others))
    assert any(_weight(*pair) != "substantive" for pair in beyond)


# By row: texts whose edits say the same together, and such just beyond.
TOGETHER: dict[str, tuple[list[tuple[str, str]], list[tuple[str, str]]]] = {
    "same quantity together": (
        [
            ("from 8 a.m. to 5 p.m. on", "from 8:00 a.m. to 5:00 p.m. on"),
            ("must be at least 5 feet high", "must be 5 feet or more high"),
            ("must be not more than 5 feet high", "must be 5 feet or less high"),
            ("up for at least 30 days after it", "up for 30 days or more after it"),
            ("be not less than five (5) feet high", "be 5 feet or more high"),
        ],
        [
            ("from 8 a.m. to 5 p.m. on", "from 8:00 a.m. to 5:30 p.m. on"),
            ("from $50 to $100 for", "from $50.00 to $1,000 for"),
            ("must be at least 5 feet high", "must be 6 feet or more high"),
            ("must be at least 5 feet high", "must be 5 feet or less high"),
            ("must be more than 5 feet high", "must be 5 feet or more high"),
            ("must be less than 5 feet high", "must be 5 feet or less high"),
            ("up for at least 30 days after it", "up for 30 days or more before it"),
            ("for at least 5 feet or 6 feet", "for 5 feet or 6 feet or more"),
        ],
    ),
}


@pytest.mark.parametrize("row", TOGETHER)
def test_each_row_of_neighbouring_edits_is_needed_and_bounded(
    row: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert sorted(TOGETHER) == sorted(proof.name for proof in JOINT_PROOFS)
    proven, beyond = TOGETHER[row]
    for one, other in proven:
        for pair in ((one, other), (other, one)):
            edits = find_edits(*pair, exact=True)
            assert len(edits) > 1
            assert row in {edit.rule for edit in edits}
            assert _weight(*pair) == "editorial"
    assert {_weight(*pair) for pair in beyond} == {"substantive"}
    assert {_weight(*reversed(pair)) for pair in beyond} == {"substantive"}
    (own,) = (proof for proof in JOINT_PROOFS if proof.name == row)
    others = tuple(proof for proof in JOINT_PROOFS if proof.name != row)
    monkeypatch.setattr(joint_proofs, "JOINT_PROOFS", others)
    assert {_weight(*pair) for pair in proven} == {"substantive"}
    monkeypatch.setattr(joint_proofs, "JOINT_PROOFS", (own._replace(applies=otherwise), *others))
    assert "editorial" in {_weight(*pair) for pair in beyond}


WEIGHTS = {
    "ocr": ("keep the prograrns of it", "keep the programs of it", False, "typographical"),
    "typography": ("due--it is not", "due—it is not", True, "typographical"),
    "punctuation": ("It is so", "It is so.", True, "typographical"),
    "spelling": ("the colour of", "the color of", True, "editorial"),
    "plain-language": ("it shall keep", "it must keep", True, "editorial"),
    "agency": ("sent to Customs here", "sent to CBP here", True, "nomenclature"),
}


@pytest.mark.parametrize("category", WEIGHTS)
def test_what_a_category_weighs(category: str) -> None:
    before, after, exact, weight = WEIGHTS[category]
    assert significance_of(find_edits(before, after, exact))[0] == weight


LISTS = {
    "the list got another last member": (
        ["A;", "B; and", "C."],
        ["A;", "B;", "C; and", "D."],
        True,
    ),
    "the list lost its last member": (["A;", "B;", "C; or", "D."], ["A;", "B; or", "C."], True),
    "the list is joined otherwise": (["A;", "B; and", "C."], ["A;", "B; or", "C."], False),
    "nothing came": (["A;", "B;", "C."], ["A;", "B; or", "C."], False),
    "another connective": (["A;", "B; and", "C."], ["A;", "B;", "C; or", "D."], False),
}


@pytest.mark.parametrize("name", LISTS)
def test_a_connective_moves_with_the_end_of_its_list(name: str) -> None:
    before, after, moved = LISTS[name]
    words = {"A": "The manifest", "B": "The bill of lading", "C": "The packing list", "D": "A log"}

    def listed(items: list[str]) -> list[Paragraph]:
        lead = paragraph("(a)", "The master of the vessel must keep on board each of these:")
        return [
            lead,
            *(paragraph(f"(a)({n})", words[item[0]] + item[1:]) for n, item in enumerate(items, 1)),
        ]

    old = edition("a", ("12.3", "complete", listed(before)))
    new = edition("b", ("12.3", "complete", listed(after)))
    edits = [edit for change in diff_editions(old, new).changes for edit in change.edits]
    joined = [edit for edit in edits if "and" in edit.before + edit.after or "or" in edit.after]
    assert joined
    assert {edit.rule == "list connective" for edit in joined} == {moved}
    assert {edit.significance for edit in joined} == {"editorial" if moved else "substantive"}


DOUBTS = [
    # a word that is none, or a mark: OCR may have done it, and it means nothing
    ("keep the prograrns of it", "keep the programs of it", "typographical", True),
    ("consult. as may be", "consult, as may be", "typographical", True),
    ("the fees § 163.6", "the fees §163.6", "typographical", False),
    # a figure, sign, operator, negation or modal verb
    ("within 1O days of it", "within 10 days of it", "substantive", True),
    ("is 1.5 percent of it", "is 15 percent of it", "substantive", True),
    ("at −5 degrees there", "at 5 degrees there", "substantive", True),
    ("it shall n0t pay", "it shall not pay", "substantive", False),
    ("a fee of $100 is", "a fee of S100 is", "substantive", False),
    # words on both sides
    ("by the employer to", "by the employee to", "substantive", False),
]


@pytest.mark.parametrize(("before", "after", "weight", "misread"), DOUBTS)
def test_what_ocr_may_have_done_is_a_doubt(
    before: str, after: str, weight: str, misread: bool
) -> None:
    edits = find_edits(before, after, exact=False)
    assert significance_of(edits)[0] == weight
    assert any(edit.misread for edit in edits) == misread


# By row of the proofs of headings: headings that it shows to say the same, and others just beyond.
OF_HEADINGS: dict[str, tuple[list[tuple[str, str]], list[tuple[str, str]]]] = {
    "customary heading": (
        [("Scope.", "Scope and purpose."), ("Scope.", "What is the scope of this part?")],
        [
            ("Scope.", "Scope and exceptions."),
            ("Scope.", "Definitions."),
            ("Sales.", "Sales scope."),
        ],
    ),
    "one subject": (
        [
            ("Basis of fees.", "Bases of fees."),
            ("Filing a claim.", "Filing claims."),
            ("Duties of owner.", "Duties of the owner."),
        ],
        [("Damage.", "Damages."), ("Filing by owner.", "Filing of owner."), ("Oil.", "Oils.")],
    ),
}


@pytest.mark.parametrize("row", OF_HEADINGS)
def test_each_row_of_headings_is_needed_and_bounded(
    row: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def weights(pairs: list[tuple[str, str]]) -> set[str]:
        edits = [find_edits(*pair, exact=True, field="heading") for pair in pairs]
        return {significance_of(one)[0] for one in edits}

    assert sorted(OF_HEADINGS) == sorted(proof.name for proof in HEADING_PROOFS)
    proven, beyond = OF_HEADINGS[row]
    assert (weights(proven), weights(beyond)) == ({"editorial"}, {"substantive"})
    others = tuple(proof for proof in HEADING_PROOFS if proof.name != row)
    monkeypatch.setattr(weighing, "HEADING_PROOFS", others)
    assert "substantive" in weights(proven)
    (own,) = (proof for proof in HEADING_PROOFS if proof.name == row)
    monkeypatch.setattr(weighing, "HEADING_PROOFS", (own._replace(applies=otherwise), *others))
    assert "editorial" in weights(beyond)


HEADINGS = [
    ("Records of five years.", "Records of six years.", "substantive"),
    ("Goods not admitted.", "Goods admitted.", "substantive"),
    ("Limit of 5 mg.", "Limit of 5 Mg.", "substantive"),
    ("Type II seals.", "Type III seals.", "substantive"),
    ("Claims approved.", "Claims disapproved.", "substantive"),
    ("Prohibited acts.", "Permitted acts.", "substantive"),
    ("Vessels over 100 tons.", "Vessels under 100 tons.", "substantive"),
    ("Closed areas.", "Open areas.", "substantive"),
    ("Approved devices.", "Disapproved devices.", "substantive"),
    ("Approved devices.", "Unapproved devices.", "substantive"),
    ("All owners.", "Some owners.", "substantive"),
    ("Notice to the EPA.", "Notice to the FDA.", "substantive"),
    ("Limits in feet.", "Limits in meters.", "substantive"),
    ("Duties of the owner.", "Duties of the lessee.", "substantive"),
    ("Scope.", "Definitions.", "substantive"),
    ("Records.", "Records not required.", "substantive"),
    ("Sale by minors.", "Sale to minors.", "substantive"),
    ("Damage.", "Damages.", "substantive"),
    ("Filing before sale.", "Filing after sale.", "substantive"),
    ("Good delivered.", "Goods delivered.", "substantive"),
    ("Foreign vessels.", "Vessels.", "substantive"),
    ("Owner and operator.", "Owner or operator.", "substantive"),
    ("Binding.", "Ordering.", "substantive"),
    ("Part-time pay.", "Full-time pay.", "substantive"),
    ("Scope and exceptions.", "Scope.", "substantive"),
    ("General license.", "License.", "substantive"),
    ("Class A waste.", "Class B waste.", "substantive"),
    ("Class A waste.", "Class waste.", "substantive"),
    ("Goods of § 12.3(a).", "Goods of § 12.3(A).", "substantive"),
    ("Goods of group (a).", "Goods of group.", "substantive"),
    ("A claim.", "Claim.", "editorial"),
    ("Liability of agent to owner.", "Liability of owner to agent.", "substantive"),
    ("Importation.", "Exportation.", "substantive"),
    ("Employer duties.", "Employee duties.", "substantive"),
    ("Scope.", "Scope and purpose.", "editorial"),
    ("Scope of part.", "Scope.", "editorial"),
    ("Purpose and scope.", "What is the scope of this part?", "editorial"),
    ("General.", "General provisions.", "editorial"),
    ("Notice.", "Notices.", "editorial"),
    ("Filing a claim.", "Filing claims.", "editorial"),
    ("Records.", "Records", "editorial"),
    ("Duties of Owner.", "Duties of the owner.", "editorial"),
    ("THE FAIR CREDIT REPORTING ACT", "FAIR CREDIT REPORTING ACT", "editorial"),
    ("Labelling.", "Labeling.", "editorial"),
    ("Record-keeping.", "Recordkeeping.", "editorial"),
    ("Penalty.", "Penalties.", "editorial"),
    ("Definitions.", "Definitions and abbreviations.", "editorial"),
]


@pytest.mark.parametrize(("before", "after", "weight"), HEADINGS)
def test_a_heading_weighs_as_text_does_but_where_a_row_proves_less(
    before: str, after: str, weight: str
) -> None:
    for one, other in ((before, after), (after, before)):
        edits = find_edits(one, other, exact=True, field="heading")
        assert significance_of(edits)[0] == weight


LONE_HEADINGS = [
    ("Records.", "The owner keeps records of each sale.", "editorial"),
    ("Sale of records.", "The owner keeps records of each sale.", "editorial"),
    ("Exceptions.", "The owner keeps records of each sale.", "substantive"),
    ("No records.", "The owner keeps no records of a sale.", "substantive"),
    ("Records of five sales.", "The owner keeps records of five sales.", "substantive"),
    ("If records.", "If records are kept, they are shown.", "substantive"),
]


@pytest.mark.parametrize(("heading", "text", "weight"), LONE_HEADINGS)
def test_a_heading_that_comes_alone_says_no_more_than_its_text(
    heading: str, text: str, weight: str
) -> None:
    bare = paragraph("(a)", text)
    headed = msgspec.structs.replace(bare, heading=heading)
    old = edition("a", ("12.3", "complete", [bare]))
    new = edition("b", ("12.3", "complete", [headed]))
    for one, other in ((old, new), (new, old)):
        assert diff_editions(one, other).changes[0].significance == weight
