"""Section numbers of every title: found whole, parsed, sorted; and what is none."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cfrdiff.cites import (
    SECTION_NUMBER,
    CiteError,
    canonical,
    is_section_number,
    parse_section_number,
    part_of,
    section_key,
)

NUMBERS = """
163.12 24.3a 24.3aa 60.40Da 206.44a 1203a.100 708a.101 205.192A 230.144A 249.220f 404.1520a 60-1.4 60-250.44
301-10.100 302-7.4 102-117.25 128-1.5004 50-201.1 51-1.1 1.61-1 1.0-1 1.40-1A 1.41-4A 1.45D-1 1.59A-1
1.263(a)-3 1.263(a)-3T 1.401(a)(4)-1 1.401(a)(31)-1 31.3121(a)(1)-1 31.3306(c)(10)-1 1.338(h)(10)-1T
301.6103(p)(2)(B)-1 275.202(a)(11)(G)-1 1.1031(d)-1T 1.1400Z2(a)-1 1.1502-77A 54.4980B-1 1.280F-1T
5c.168(f)(8)-1 5c.0 16A.126-1 35a.3406-2 2.1-1T 4.2-1 56.01-1 56.50-105 162.050-1 240.0-1 240.10b-5
240.10b5-1 240.15c3-1a 240.3a12-8 240.15Ca1-1 240.17Ad-7 240.17ac2-1 240.15Fb1-1 240.10C-1 240.21F-1
240.11a1-1(T) 270.6e-3(T) 275.206(3)-3T 275.206(4)-1 270.12d1-1 270.2a51-1 210.1-01 210.12-12A
210.6A-01 960.3-1-4-1 970.3102-05-30-70 252.225-7001 52.212-5 9904.401-10 1852.215-84 53.303-DD-254
53.303-WH-347 165.T09-0123 165.T13-207 100.T07-0110 100.35-T05-012 3101.1-2 3000.0-5 319.56-2d
200.735-104a 101-26.100-1 1250.103-1
""".split()


@pytest.mark.parametrize("number", NUMBERS)
def test_each_is_one_number_and_nothing_less(number: str) -> None:
    assert is_section_number(number)
    assert parse_section_number(f"§ {number}") == number
    dashed = number.replace("-", "–")
    assert parse_section_number(dashed) == canonical(dashed) == number
    for text in (f"see § {number}, which", f"§ {number}.", f"§ {number}(b)(2) of", f"({number})"):
        match = re.search(SECTION_NUMBER, text)
        assert match is not None
        assert match.group() == number, text


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("§§ 163.14–163.15", ["163.14", "163.15"]),
        ("§§ 60-1.4-60-1.6", ["60-1.4", "60-1.6"]),
        ("§§ 1.401-4-1.401-5", ["1.401-4", "1.401-5"]),
        ("§ 1.404(a)-4-1.404(a)-7", ["1.404(a)-4", "1.404(a)-7"]),
        ("§ 163.12of this part", ["163.12"]),
        ("§ 240.10b-5promulgated", ["240.10b-5"]),
        ("§ 163.12The", ["163.12"]),
        ("§ 163.12(a)-(c)", ["163.12"]),
        ("§ 163.12(b)–(c)", ["163.12"]),
        ("§ 163.12-The", ["163.12"]),
        ("§§ 61.42(d)-61.45", ["61.42", "61.45"]),
    ],
)
def test_where_a_number_ends(text: str, found: list[str]) -> None:
    assert re.findall(SECTION_NUMBER, text) == found


@pytest.mark.parametrize(
    "text",
    ["", "163", "163.", ".12", "163.12(b)", "163.12 ", "a.12", "163.x", "12345.1", "§", "163..1"],
)
def test_what_is_no_number(text: str) -> None:
    assert not is_section_number(text)
    if text.strip() != "163.12":
        with pytest.raises(CiteError, match="not a section number"):
            parse_section_number(text)


def test_the_order_of_print() -> None:
    numbers = [
        "1.401-1", "1.401(a)-50", "1.401(a)(2)-1", "1.401(a)(10)-1", "1.401(k)-2", "1.402(g)(3)-1",
        "1.402A-1", "2.1", "10.9", "10.10", "10.10-1", "10.10a", "10.11", "60-1.4", "60-2.1", "163.1",
    ]  # fmt: skip
    assert sorted(dict.fromkeys(numbers[::-1]), key=section_key) == numbers
    assert part_of("60-1.4") == "60-1"


@given(st.integers(1, 20), st.text("0123456789.-()aT", max_size=60))
def test_no_text_is_too_long_or_too_odd(times: int, text: str) -> None:
    for match in re.finditer(SECTION_NUMBER, text * times):
        assert is_section_number(match.group())
        section_key(match.group())
    section_key("1." + "9" * 6000)
