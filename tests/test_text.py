"""Typography, words broken at line ends, furniture: lines beside the text they must make."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cfrdiff import sources
from cfrdiff.text import RunningText, run_on
from cfrdiff.text.joints import address_joint, broken_tail, joint
from cfrdiff.text.typography import even
from cfrdiff.text.vocabulary import Vocabulary


def running(written: str, format: str = "text") -> RunningText:
    return run_on(sources.load("x", format, written.encode()))


EVEN = [
    ("‘‘variance’’ means", "“variance” means"),
    ("``variance'' means", "“variance” means"),
    ('the "variance" means', "the “variance” means"),
    ("('variance') the owner's", "(‘variance’) the owner’s"),
    ("procedures--(1)", "procedures—(1)"),
    ("under §163.6 and §§163.1", "under § 163.6 and §§ 163.1"),
    ("under §\u00a0163.6", "under § 163.6"),
    ("a  doubled\tspace", "a doubled space"),
    ("oﬃce ﬁles", "office files"),
    ("zero\u200bwidth and soft\u00adhyphen", "zerowidth and softhyphen"),
    ("on\u2011site", "on-site"),
    ("T.D. 98–56", "T.D. 98–56"),
    ("at https://x.gov/a--b/c--d.html now", "at https://x.gov/a--b/c--d.html now"),
    ("at www.x.gov/?a--b and http://xn--80a.gov", "at www.x.gov/?a--b and http://xn--80a.gov"),
    ("www.sec.gov--the site", "www.sec.gov—the site"),
    ("http://x.gov/a -- b", "http://x.gov/a—b"),
]


@pytest.mark.parametrize(("written", "expected"), EVEN)
def test_even(written: str, expected: str) -> None:
    assert even(written, 0)[0] == expected


@given(st.text())
def test_every_character_knows_its_origin(written: str) -> None:
    made, origin = even(written, 7)
    assert len(made) == len(origin)
    assert all(7 <= at < 7 + len(written) for at in origin)
    assert list(origin) == sorted(origin)


JOINTS = [
    ("Rec", "ordkeeping", "", "Recordkeeping is kept", "document"),
    ("over", "declarations made", "-", "any over-declarations are", "document"),
    ("record", "keepers are", "", "a recordkeeper is", "document"),
    ("non", "campaign travel", "-", "the non-campaign-related stops", "document"),
    ("theft", "connected crime", "-", "", "compound"),
    ("par", "ticipation in", "", "", "word-list"),
    ("re", "quested by", "", "", "word-list"),
    ("ordk", "eeping of", "", "", "fragment"),
    ("non", "commercial use", "", "", "undecided"),
    ("pre", "and post-election", "- ", "", "form"),
    ("30", "day period", "-", "", "form"),
    ("non", "Federal funds", "-", "", "form"),
    ("HTSUS", "based claim", "-", "", "form"),
    ("e", "mail address", "-", "", "form"),
    ("VI", "II of the list", "", "", "form"),
    ("time", "to-time basis", "-", "from time-to-time basis it", "document"),
    ("day-to", "day work", "-", "", "compound"),
    ("get-out", "the-vote drives", "-", "", "compound"),
    ("twelve", "month period", "-", "", "compound"),
    ("three", "fold increase", "", "", "word-list"),
    ("rule", "making record", "", "", "compound"),
    ("bulk", "heading of it", "", "", "word-list"),
    ("case", "in-chief", "", "", "undecided"),
    ("in", "house counsel", "-", "", "compound"),
    ("in", "come of it", "", "", "word-list"),
    ("non", "party witness", "-", "non-waiver, non-major and non-cash sums", "document"),
    ("non", "party witness", "", "nonwaiver, nonmajor and noncash sums", "document"),
    ("post", "hearing brief", "-", "pre-trial, non-major and semi-public sums", "compound"),
    ("multi", "unit house", "", "", "undecided"),
    ("re", "quested by", "", "re-elected, re-issued and re-opened", "word-list"),
    ("fund", "raising by", "-", "a fund-raising; their fundraising; a fund-raising", "undecided"),
    ("re", "sign the form", "", "", "undecided"),
    ("un", "ionized ammonia", "", "", "undecided"),
    ("re", "signed the form", "-", "he re-signed it; they re-signed it", "undecided"),
    ("re", "cover the drum", "", "to recover it", "undecided"),
    ("re", "cover the drum", "", "recover " * 5, "document"),
]


ADDRESSES = [
    ("ibr", "locations.html now", "-", "", "form"),
    ("federal-regis", "ter/cfr/", "", "", "word-list"),
    ("www.con", "sumerfinance.gov.", "", "", "word-list"),
    ("www.consumer", "finance.gov.", "", "at www.consumerfinance.gov now", "document"),
    ("www.gov", "info.gov", "-", "", "undecided"),
]


@pytest.mark.parametrize(("left", "right", "between", "seen", "basis"), ADDRESSES)
def test_address_joint(left: str, right: str, between: str, seen: str, basis: str) -> None:
    vocabulary = Vocabulary()
    vocabulary.add(f"The {seen}")
    tail = broken_tail(f"see http://{left}-")
    assert tail is not None
    decided = address_joint(tail, right, vocabulary)
    assert decided is not None
    assert (decided.between, decided.basis) == (between, basis)


@pytest.mark.parametrize(("left", "right", "between", "seen", "basis"), JOINTS)
def test_joint(left: str, right: str, between: str, seen: str, basis: str) -> None:
    vocabulary = Vocabulary()
    vocabulary.add(f"The {seen}")
    decided = joint(left, right, vocabulary)
    assert decided is not None
    assert (decided.between, decided.basis) == (between, basis)


RUNNING = [
    ("text", "the formal com-\npliance report", "the formal compliance report"),
    ("text", "of over- payments made", "of overpayments made"),
    ("text", "a recordkeeper's record- keepers kept", "a recordkeeper’s recordkeepers kept"),
    (
        "text",
        "the decla- ration, the theft- connected crime",
        "the declaration, the theft-connected crime",
    ),
    ("text", "a top- or full- or two- year one", "a top- or full- or two-year one"),
    ("text", "over- and under- payments", "over- and underpayments"),
    ("text", "and/ \nor both", "and/or both"),
    ("text", "The provi\u00ad\nsions of it", "The provisions of it"),
    (
        "text",
        "at http://www.archives.gov/ibr-\nlocations.html now",
        "at http://www.archives.gov/ibr-locations.html now",
    ),
    (
        "text",
        "at http://www.archives.gov/federal-\nregister/cfr/ibr-\nlocations.html now",
        "at http://www.archives.gov/federal-register/cfr/ibr-locations.html now",
    ),
    (
        "text",
        "non-public and non-federal\nand a non-\nprofit one",
        "non-public and non-federal and a non-profit one",
    ),
    ("text", "an HTSUS-\nbased claim", "an HTSUS-based claim"),
    ("text", "a fee -- if any -- is", "a fee—if any—is"),
    ("text", "under Sec.  163.6 and Secs. 1.2", "under § 163.6 and §§ 1.2"),
    ("text", "(703–\n921–6155)", "(703–921–6155)"),
    ("text", "procedures—\n(1) Who", "procedures—(1) Who"),
    ("text", "26 CFR 31.3402(a)-\n(1) it", "26 CFR 31.3402(a)-(1) it"),
    (
        "text",
        "the pre- \nand post-election \nreport \nis \nkept ",
        "the pre- and post-election report is kept",
    ),
    (
        "ocr-markdown",
        "- to the Director, Regu-\n\n- latory Audit.",
        "to the Director, Regulatory Audit.",
    ),
    (
        "ocr-markdown",
        "- the regula-\n\n## § 163.13\n\ntory audit.\n\n## § 163.13 Denial of it.",
        "the regulatory audit.\n§ 163.13 Denial of it.",
    ),
    (
        "ocr-markdown",
        "**§ 1.2 Records.**\n\n*General.* It is \\(so\\).",
        "§ 1.2 Records.\nGeneral. It is (so).",
    ),
]


@pytest.mark.parametrize(("format", "written", "expected"), RUNNING)
def test_running_text(format: str, written: str, expected: str) -> None:
    assert running(written, format).text == expected


FURNITURE = [
    ("§ 163.13", "running-head"),
    ("§ 163.12 19 CFR Ch. I (4–1–12 Edition)", "running-head"),
    ("19 CFR Ch. I (4-1-12 Edition)", "running-head"),
    ("U.S. Customs and Border Protection, DHS; Treasury § 163.13", "running-head"),
    ("Surface Mining Reclamation and Enforcement, Interior § 716.2", "running-head"),
    ("Pt. 163", "running-head"),
    ("§§ 163.1–163.5", "running-head"),
    ("911", "page-number"),
    ("[Page 911]", "page-number"),
    ("VerDate Mar<15>2010 12:36 May 01, 2012 Jkt 226063 PO 00000 Frm 00911", "print-shop"),
]


HEADS = ["Environmental Protection Agency", "Federal Election Commission", "Coast Guard, DHS"]


@pytest.mark.parametrize("agency", HEADS)
def test_the_two_halves_of_a_running_head(agency: str) -> None:
    found = running(
        f"§ 163.13 Records.\n\n(a) It is kept and mak-\n\n{agency}\n\n§ 163.13\n\ning of it is so."
    )
    assert [one.text for one in found.furniture] == [agency, "§ 163.13"]
    assert found.text.endswith("kept and making of it is so.")


SIGNS = [
    # A number that stands with its sign elsewhere, or in the other edition.
    ("It is under S163.2(b), § 163.2 says.", "It is under § 163.2(b), § 163.2 says.", ["S163.2"]),
    ("§ 163.2 and § 163.4. See SS 163.5 and 163.6.", "§ 163.2 and § 163.4. See §§ 163.5 and 163.6.", ["SS 163.5"]),
    ("It is § 163.2. See $163.2.", "It is § 163.2. See § 163.2.", ["$163.2"]),
    ("It is $163.2(b) of § 163.2.", "It is § 163.2(b) of § 163.2.", ["$163.2"]),
    ("It is kept under S 163.9 of it.", "It is kept under § 163.9 of it.", ["S 163.9"]),
    # Headings in order prove each other.
    ("S 1.2 Kept.\n\n$ 1.3 Lost.\n\nS 1.5 Found.", "§ 1.2 Kept.\n§ 1.3 Lost.\n§ 1.5 Found.", ["S 1.2", "$ 1.3", "S 1.5"]),
    # Amounts, and numbers that nothing shows to be a section's.
    ("A fee of $163.20 under § 163.20.", "A fee of $163.20 under § 163.20.", []),
    ("A fee of $10.5 million under § 10.5.", "A fee of $10.5 million under § 10.5.", []),
    ("It is kept under S 17.2 of it.", "It is kept under S 17.2 of it.", []),
    ("The SS 17.2 and form S 18.1 are § 17.3.", "The SS 17.2 and form S 18.1 are § 17.3.", []),
]  # fmt: skip


@pytest.mark.parametrize(("written", "expected", "mended"), SIGNS)
def test_misread_section_signs(written: str, expected: str, mended: list[str]) -> None:
    lines = sources.load("x", "ocr-text", written.encode())
    beside = sources.load("y", "text", b"It is under \xc2\xa7 163.9 of it.")
    found = run_on(lines, [beside])
    assert found.text == expected
    assert [join.before for join in found.joins] == mended
    assert all(found.text[join.at :].startswith(join.after) for join in found.joins)


def test_typed_text_has_its_signs_as_they_are() -> None:
    assert running("It is under S163.2(b), § 163.2 says.").joins == ()


MEMBERS = [
    ("Under paragraphs (h) and (1) it is.", "Under paragraphs (h) and (i) it is.", ["(1)"]),
    ("Under 4(k)(4)(H) or\n(1) of it.", "Under 4(k)(4)(H) or (I) of it.", ["(1)"]),
    ("Under (j), (k), and (1)(3) it is.", "Under (j), (k), and (l)(3) it is.", ["(1)"]),
    ("In Categories I, I,\nIll, and IV it is.", "In Categories I, II, Ill, and IV it is.", ["I"]),
    ("In VI, VI, and VIII it is.", "In VI, VII, and VIII it is.", ["VI"]),
    # Nothing tells these, or they are right as they stand.
    ("In I, I, and IV it is.", "In I, I, and IV it is.", []),
    ("In I, II, and III it is.", "In I, II, and III it is.", []),
    ("Under (a) and (1) it is.", "Under (a) and (1) it is.", []),
    ("Under (h)(1) and (h) and (i) it is.", "Under (h)(1) and (h) and (i) it is.", []),
]


@pytest.mark.parametrize(("written", "expected", "mended"), MEMBERS)
def test_misread_labels_in_enumerations(written: str, expected: str, mended: list[str]) -> None:
    found = run_on(sources.load("x", "ocr-text", written.encode()))
    assert found.text == expected
    assert [join.before for join in found.joins] == mended
    assert all(found.text[join.at :].startswith(join.after) for join in found.joins)


HALF_HEADS = [
    ("(a) It is kept and mak-", "ing of it is so."),
    ("(a) It is kept as told in (b) and (c).", "(b) It is lost."),
    ("(a) It is kept:", "(1) It is lost."),
]


@pytest.mark.parametrize(("before", "after"), HALF_HEADS)
def test_half_of_a_running_head_that_ocr_has_parted(before: str, after: str) -> None:
    foot = "100\n\nVerDate Mar<15>2010 12:36 May 01, 2012 Jkt 226063 PO 00000 Frm 00911"
    agency = "Federal Election Commission"
    found = running(f"§ 163.13 Records.\n\n{before}\n\n{foot}\n\n{agency}\n\n{after}")
    assert agency in [one.text for one in found.furniture]
    assert agency not in found.text


def test_a_running_head_close_to_a_broken_word() -> None:
    foot = "100\n\nVerDate Mar<15>2010 12:36 May 01, 2012 Jkt 226063 PO 00000 Frm 00911"
    body = f"(a) It is kept and mak-\n\n{foot}\n\nFederal Election Commission\ning of it is so."
    found = running(f"§ 163.13 Records.\n\n{body}")
    assert found.text.endswith("kept and making of it is so.")


def test_a_part_heading_at_the_head_of_a_page_is_no_running_head() -> None:
    heading = "PART 447—IMPORTATION OF ARMS, AMMUNITION AND IMPLEMENTS OF WAR"
    before = "100\n\nVerDate Mar<15>2010 12:36 May 01, 2012 Jkt 226063 PO 00000 Frm 00911"
    found = running(f"{before}\n\n{heading}\n\n§ 447.1 Records.\n\n(a) It is kept.")
    assert heading in found.text


NO_HEADS = [
    ("(a) It is kept.", "§ 163.14 Denial of it."),
    ("(a) It is kept.", "It is lost."),
    ("§ 163.13", "(a) It is kept."),
]


@pytest.mark.parametrize(("before", "after"), NO_HEADS)
def test_a_heading_at_the_head_of_a_page_is_no_half_of_one(before: str, after: str) -> None:
    foot = "100\n\nVerDate Mar<15>2010 12:36 May 01, 2012 Jkt 226063 PO 00000 Frm 00911"
    heading = "Loss of Records"
    found = running(f"§ 163.12 Kept.\n\n{before}\n\n{foot}\n\n{heading}\n\n{after}")
    assert heading in found.text


@pytest.mark.parametrize(("line", "kind"), FURNITURE)
def test_furniture_inside_a_section(line: str, kind: str) -> None:
    found = running(f"§ 163.13 Records.\n\n(a) It is kept by the\n\n{line}\n\noffice of entry.")
    assert [(one.kind, one.text) for one in found.furniture] == [(kind, line)]
    assert found.text.endswith("kept by the\noffice of entry.")


BODY = [
    "(a) It is kept under\n§ 163.6(b), and so on.",
    "(a) It is kept in accordance with\n§ 163.6.",
    "(a) It is kept for\n\n30\n\ndays.".replace("\n\n", "\n"),
    "(a) A date such as\n2012\nis kept.",
]


@pytest.mark.parametrize("body", BODY)
def test_what_only_looks_like_furniture(body: str) -> None:
    found = running(f"§ 163.5 Records.\n\n{body}\n\n(b) It is lost.")
    assert found.furniture == ()


def test_a_section_number_alone_begins_the_section_where_it_is_nowhere_else() -> None:
    found = running("§ 163.5\n\nRecords of entry.\n\n(a) It is kept.")
    assert found.furniture == ()
