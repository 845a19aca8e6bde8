"""Small texts as the services give them: a part of the eCFR, a volume of govinfo, a rule."""

from __future__ import annotations

from public_services import PublicServices

RETAIN = "Records must be retained for {years} years after the date of entry."


def ecfr_part(title: int, part: str, day: str, sentence: str) -> bytes:
    meta = f'{{"path":"/on/{day}/title-{title}/part-{part}","citation":"{title} CFR Part {part}"}}'
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<DIV5 N="{part}" TYPE="PART" hierarchy_metadata='{meta}'>
<HEAD>PART {part}—RECORDKEEPING</HEAD>
<AUTH><HED>Authority:</HED><PSPACE>19 U.S.C. 66.</PSPACE></AUTH>
<DIV8 N="{part}.1" TYPE="SECTION">
<HEAD>§ {part}.1   Period of retention.</HEAD>
<P>(a) <I>In general.</I> {sentence}</P>
<P>(b) <I>Form.</I> Records may be kept in any form that Customs can read.</P>
</DIV8>
</DIV5>
""".encode()


def ecfr_title(title: int, *parts: bytes) -> bytes:
    inner = b"".join(part.split(b"?>", 1)[1] for part in parts)
    head = f'<?xml version="1.0"?>\n<ECFR><DIV1 N="{title}" TYPE="TITLE"><HEAD>Title {title}</HEAD>'
    return head.encode() + inner + b"</DIV1></ECFR>\n"


def volume(title: int, parts: str, revised: str, held: dict[str, str], filler: int = 0) -> bytes:
    """A volume of an annual edition; `held` has a sentence for each part."""
    bodies = "".join(
        f"""<PART><EAR>Pt. {part}</EAR><HD SOURCE="HED">PART {part}—RECORDKEEPING</HD>
<SECTION><SECTNO>§ {part}.1</SECTNO><SUBJECT>Period of retention.</SUBJECT>
<P>(a) <E T="03">In general.</E> {sentence}</P>
<P>(b) <E T="03">Form.</E> Records may be kept in any form that Customs can read.</P>
</SECTION></PART>
"""
        for part, sentence in held.items()
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<CFRDOC><FMTR><TITLEPG><TITLENUM>Title {title}</TITLENUM><SUBJECT>Customs Duties</SUBJECT>
<PARTS>{parts}</PARTS><REVISED>Revised as of {revised}</REVISED></TITLEPG></FMTR>
<TITLE>{bodies}</TITLE><!--{"x" * filler}--></CFRDOC>
""".encode()


def rule(number: str, published: str, effective: str | None, **more: object) -> dict[str, object]:
    day = published.replace("-", "/")
    return {
        "document_number": number,
        "title": "Recordkeeping; Period of Retention",
        "type": "Rule",
        "citation": "76 FR 65961",
        "publication_date": published,
        "effective_on": effective,
        "dates": f"Effective {effective}.",
        "action": "Final rule.",
        "correction_of": None,
        "cfr_references": [{"title": 19, "part": 163, "chapter": None}],
        "full_text_xml_url": f"https://www.federalregister.gov/documents/full_text/xml/{day}/{number}.xml",
        "html_url": f"https://www.federalregister.gov/documents/{day}/{number}/recordkeeping",
        **more,
    }


def rule_text(number: str) -> bytes:
    return f"<RULE><PREAMB><CFR>19 CFR Part 163</CFR></PREAMB><FRDOC>[FR Doc. {number}]</FRDOC></RULE>".encode()


def customs() -> PublicServices:
    """Title 19 of the three services: part 163 amended in 2019 and 2021, part 4 never since 2015."""
    made = PublicServices()
    made.add_title(19, "2024-05-03", "2024-05-10")
    made.add_title(35, "", "", reserved=True)
    for part, day in [("163", "2015-12-18"), ("163", "2019-06-21"), ("163", "2021-03-02")]:
        made.add_version(19, part, f"{part}.1", day)
    made.add_version(19, "4", "4.1", "2015-12-18")
    for day in ("2017-02-01", "2019-09-09", "2024-05-03"):
        made.add_version(19, "10", "10.1", day)
    made.add_version(19, "201", "201.1", "2015-12-18")
    made.add_version(19, "201", "201.1", "2020-08-03", removed=True)
    for part, day, years in [
        ("163", "2015-12-18", "five"),
        ("163", "2019-06-21", "six"),
        ("163", "2021-03-02", "seven"),
        ("4", "2015-12-18", "two"),
        ("201", "2015-12-18", "one"),
    ]:
        made.texts[19, part, day] = ecfr_part(19, part, day, RETAIN.format(years=years))
    made.texts[19, "", "2017-02-01"] = ecfr_title(19, made.texts[19, "163", "2019-06-21"])
    for year in (2012, 2013, 2015, 2016):
        printed = f"April 1, {min(year, 2015)}"
        made.volumes[year, 19] = {
            1: volume(19, "Parts 0 to 140", printed, {"4": RETAIN.format(years="two")}),
            2: volume(
                19, "Parts 141 to 199", printed, {"163": RETAIN.format(years="five")}, 100_000
            ),
            3: volume(19, "Part 200 to End", printed, {"201": RETAIN.format(years="one")}),
        }
    made.rules = [
        rule("2011-27565", "2011-10-25", "2011-11-25"),
        rule("2019-12345", "2019-05-22", "2019-06-21"),
        rule("2024-00001", "2024-05-01", "2024-12-01", type="Proposed Rule"),
        rule("99-1", "1999-01-04", None, full_text_xml_url=None),
        rule("2019-777", "2019-05-22", None, cfr_references=[{"title": 21, "part": 163}]),
    ]
    for one in made.rules:
        path = str(one["full_text_xml_url"] or "").removeprefix("https://www.federalregister.gov")
        if path:
            made.rule_texts[path] = rule_text(str(one["document_number"]))
    return made
