"""Sentences before and after real amendments, with the edits a reader marks in them.

The rules are those of accuracy/labels/RULES.md; all texts are works of the United States
government (17 U.S.C. 105), quoted in part.
"""

Row = tuple[str, str, list[tuple[str, str, str]]]


def one(frame: str, before: str, after: str, category: str) -> Row:
    """A row with one edit: `frame` is the sentence, ``{}`` where the edit stands."""
    return frame.format(before), frame.format(after), [(before, after, category)]


def added(frame: str, words: str, category: str) -> Row:
    """A row in which words came in; the space that came with them is left out of account."""
    return " ".join(frame.format("").split()), frame.format(words), [("", words, category)]


SENTENCES: dict[str, Row] = {
    # agencies and offices
    "49 CFR 107.1": one(
        "approved by the {} under this part.",
        "Research and Special Programs Administration",
        "Pipeline and Hazardous Materials Safety Administration",
        "agency",
    ),
    "49 CFR 107.1, short": one("submitted to {} in writing.", "RSPA", "PHMSA", "agency"),
    "42 CFR 405.201": one("A decision of {} on coverage is final.", "HCFA", "CMS", "agency"),
    "42 CFR 400.200": one(
        "paid by the {} to a provider.",
        "Health Care Financing Administration",
        "Centers for Medicare & Medicaid Services",
        "agency",
    ),
    "12 CFR 160.1": one(
        "an order issued by the {} after notice.",
        "Office of Thrift Supervision",
        "Office of the Comptroller of the Currency",
        "agency",
    ),
    "36 CFR 1220.2": one(
        "records transferred to the {} for storage.",
        "National Archives and Records Service",
        "National Archives and Records Administration",
        "agency",
    ),
    "38 CFR 3.1": one(
        "benefits paid by the {} to a veteran.",
        "Veterans Administration",
        "Department of Veterans Affairs",
        "agency",
    ),
    "47 CFR 0.91": one(
        "Applications are acted on by the {} under delegated authority.",
        "Common Carrier Bureau",
        "Wireline Competition Bureau",
        "office",
    ),
    "14 CFR 121.97": one(
        "approved by the {} charged with oversight.",
        "Flight Standards District Office",
        "Certificate Management Office",
        "office",
    ),
    "26 CFR 301.6402-2": one(
        "filed with the {} for the place of business.",
        "district director",
        "service center",
        "office",
    ),
    "19 CFR 24.5": one(
        "a form approved by the {} before entry.",
        "port director",
        "regional commissioner",
        "office",
    ),
    "50 CFR 17.22": one(
        "An application goes to the {} of the Service.",
        "Assistant Director",
        "Regional Director",
        "office",
    ),
    # addresses
    "17 CFR 200.11": one(
        "is at {}, on business days.",
        "450 Fifth Street NW., Washington, DC 20549",
        "100 F Street NE., Washington, DC 20549",
        "address",
    ),
    "21 CFR 10.30": one(
        "sent to the Dockets Staff, {}.",
        "5600 Fishers Lane, Rockville, MD 20857",
        "5630 Fishers Lane, Rm. 1061, Rockville, MD 20852",
        "address",
    ),
    "30 CFR 50.10": one(
        "by telephone at {} at any time.", "1-800-746-1553", "1-800-746-1554", "address"
    ),
    "40 CFR 63.13": one(
        "posted at {} each year.",
        "http://www.epa.gov/ttn",
        "https://www.epa.gov/technical-air-pollution-resources",
        "address",
    ),
    "5 CFR 1201.4": one(
        "may be sent to {} by the parties.", "mspb@mspb.gov", "e-appeal@mspb.gov", "address"
    ),
    # citations and references
    "49 CFR 171.1": one(
        "issued under {} and delegated.", "49 U.S.C. App. 1801", "49 U.S.C. 5101", "citation"
    ),
    "29 CFR 5.5": one(
        "wages determined under {} for the work.", "40 U.S.C. 276a", "40 U.S.C. 3142", "citation"
    ),
    "43 CFR 4.1": one(
        "a regulatory action under {} and its successors.",
        "Executive Order 12291",
        "Executive Order 12866",
        "citation",
    ),
    "20 CFR 10.1": one("as enacted by {}.", "Pub. L. 103-112", "Pub. L. 106-554", "citation"),
    "1 CFR 11.2": one("as published at {}.", "57 FR 60725", "63 FR 12456", "citation"),
    "40 CFR 60.41": one(
        "units subject to §§ 60.40 through {} are listed.", "60.46", "60.47", "cross-reference"
    ),
    "40 CFR 70.3": one(
        "sources described in {} of this section are exempt.",
        "paragraph (a)(1) or (2)",
        "paragraph (a)(1), (2), or (3)",
        "cross-reference",
    ),
    "30 CFR 250.102": one(
        "as required by {} of this part.", "subpart B", "subpart C", "cross-reference"
    ),
    "30 CFR 1202.51": one(
        "as defined in {} of this chapter.", "part 206", "part 1206", "cross-reference"
    ),
    "26 CFR 1.1441-1": one(
        "as described in {} for the year.",
        "§ 1.1441-1(b)(2)",
        "§ 1.1441-1(e)(3)",
        "cross-reference",
    ),
    "12 CFR 1026.2": one(
        "a disclosure under {} is enough.", "§ 226.5(a)", "12 CFR 1026.5(a)", "cross-reference"
    ),
    # time
    "17 CFR 240.15c6-1": one(
        "payment no later than the {} after the date of the contract.",
        "third business day",
        "second business day",
        "deadline",
    ),
    "5 CFR 1204.12": one(
        "will decide on a request within {} of its receipt.",
        "10 working days",
        "20 working days",
        "deadline",
    ),
    "29 CFR 1904.39(a)(2)": one(
        "Within {} after the hospitalization, you must report it.",
        "eight (8) hours",
        "twenty-four (24) hours",
        "deadline",
    ),
    "10 CFR 50.71": one(
        "updates at intervals of no more than {}.", "12 months", "24 months", "deadline"
    ),
    "21 CFR 1301.13": one(
        "The registration is valid for {} from issue.", "one year", "three years", "deadline"
    ),
    "27 CFR 1.26": one("records kept for a {} period.", "2-year", "3-year", "deadline"),
    "12 CFR 1026.1": one(
        "applications received on or after {}.", "January 1, 2014", "January 10, 2014", "date"
    ),
    "40 CFR 52.21": one(
        "constructed after {}, are covered.", "June 1, 1996", "December 31, 2005", "date"
    ),
    # figures
    "29 CFR 541.600": one("a rate of not less than {} per week.", "$455", "$684", "amount"),
    "14 CFR 413.9": one("a fee of {} for each.", "$1.5 million", "$2 million", "amount"),
    "29 CFR 1904.41": one("an establishment with {} or more employees.", "20", "250", "amount"),
    "40 CFR 82.3": one("by at least {} of the baseline.", "25 percent", "30 percent", "amount"),
    "37 CFR 1.97": one("signed by {} witnesses.", "two", "three", "amount"),
    "17 CFR 259.101": one("file {} of the statement.", "four copies", "one copy", "amount"),
    # force
    "33 CFR 151.10": one("The master {} report it.", "should", "must", "modal"),
    "7 CFR 15.3": one("The Secretary {} grant it.", "shall", "may", "modal"),
    "43 CFR 3101.1": one("The lease {} be issued.", "may", "will", "modal"),
    "36 CFR 7.96": one("the permit {} be shown.", "shall", "must", "plain-language"),
    "30 CFR 250.168": one("filed {} the first day.", "prior to", "before", "plain-language"),
    "10 CFR 2.1": one("held {} this subpart A rule.", "pursuant to", "under", "plain-language"),
    "10 CFR 2.2": one(
        "{} the hearing is closed, the board says so.", "In the event that", "If", "plain-language"
    ),
    "29 CFR 825.100": one("the leave that {} takes.", "he", "the employee", "plain-language"),
    "43 CFR 2.4": one("filed {} later than 30 days after it.", "not", "no", "plain-language"),
    "45 CFR 46.116": added("The record may {} be opened.", "not", "negation"),
    "18 CFR 2.78": one("it is {} to sell it.", "lawful", "unlawful", "negation"),
    # conditions
    "40 CFR 63.6": added(
        "The owner must test the unit each year{}.",
        ", unless the Administrator approves otherwise",
        "condition",
    ),
    "14 CFR 91.155": one(
        "{} person may operate an aircraft.",
        "No",
        "Except as provided in paragraph (b) of this section, no",
        "condition",
    ),
    "49 CFR 40.25": one("It applies {} the driver consents.", "if", "unless", "condition"),
    "32 CFR 651.4": added("Mitigation is planned {}.", "to the extent practicable", "condition"),
    # definitions
    "28 CFR 41.31": one(
        "{} means any person who has an impairment.",
        "Handicapped person",
        "Individual with handicaps",
        "definition",
    ),
    "31 CFR 1010.100": one(
        "Money order {} an instrument sold for payment.", "means", "includes", "definition"
    ),
    "48 CFR 2.101": one(
        "contracts for {} that are sold.",
        "commercial items",
        "commercial products and commercial services",
        "definition",
    ),
    # print
    "40 CFR 1.1": one("(c) The name of the owner{}", ";", ".", "punctuation"),
    "28 CFR 0.1": one("a final {} of the court.", "judgement", "judgment", "spelling"),
    "47 CFR 1.1": one("filed {} by the licensee.", "on-line", "online", "spelling"),
    "25 CFR 1.1": one("the {} law applies.", "federal", "Federal", "spelling"),
    "9 CFR 3.1": (
        "(c) Each dealer keeps the records.",
        "(d) Each dealer keeps the records.",
        [("(c)", "(d)", "designation")],
    ),
    "19 CFR 1.1": one("The goods {} at the port.", "arive", "arrive", "spelling"),
    "40 CFR 63.100": one("a unit that makes {}.", "hexane", "hexene", "wording"),
    # wording
    "50 CFR 20.20": added(
        "each hunter who takes migratory game birds {} keeps it.", "or their parts", "wording"
    ),
    "7 CFR 319.56": one("(3) The fruit was inspected; {}", "and", "or", "wording"),
    "16 CFR 310.4": added(
        "The seller states the cost.{}",
        " The seller also states how often the buyer is charged.",
        "wording",
    ),
    "9 CFR 94.8": one(
        "swine {} in the region.", "bred and raised", "born, kept, or slaughtered", "wording"
    ),
    "46 CFR 10.209": one("a {} certificate of the mariner.", "valid", "current", "wording"),
}
