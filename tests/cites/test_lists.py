"""Lists and ranges of cites: read, printed and read back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cfrdiff.cites import (
    Cite,
    CiteError,
    Item,
    Range,
    complete,
    label_for,
    match_list,
    parse_cites,
    print_cites,
)


def shown(items: tuple[Item, ...]) -> list[str]:
    return [str(i) if isinstance(i, Cite) else f"{i.first}…{i.last}" for i in items]


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("§ 163.12", "163.12"),
        ("§§ 323.1, 323.3, 323.4, and 323.5", "323.1|323.3|323.4|323.5"),
        ("§§ 12.4 through 12.6", "12.4…12.6"),
        ("1005.33 through .38", "1005.33…1005.38"),
        ("§§ 905.5–905.9", "905.5…905.9"),
        ("§§ 1.125—1.129", "1.125…1.129"),
        ("§§ 1.401-4-1.401-5", "1.401-4…1.401-5"),
        ("§ 905.10(a)–(c)", "905.10(a)…905.10(c)"),
        ("(a)(2)(ii)(B)(3) through (5)", "(a)(2)(ii)(B)(3)…(a)(2)(ii)(B)(5)"),
        ("(a)(2)(ii)(B)(3) through (C)", "(a)(2)(ii)(B)(3)…(a)(2)(ii)(C)"),
        (
            "(b)(1) introductory text, (b)(2) introductory text, and (b)(3)",
            "(b)(1) introductory text|(b)(2) introductory text|(b)(3)",
        ),
        ("paragraphs (b) introductory text and (f)", "(b) introductory text|(f)"),
        ("(A) introductory text through (E)", "(A) introductory text…(E)"),
        ("111.13 (b), (c), and (d)", "111.13(b)|111.13(c)|111.13(d)"),
        ("§ 971.3(a) (4) and (5)", "971.3(a)(4)|971.3(a)(5)"),
        ("§ 69.4(b) (1) and (3)-(7)", "69.4(b)(1)|69.4(b)(3)…69.4(b)(7)"),
        ("paragraphs (a)(1)(i), (iii) and (b)", "(a)(1)(i)|(a)(1)(iii)|(b)"),
        ("paragraphs (d)(2) through (6) and (f)", "(d)(2)…(d)(6)|(f)"),
        ("paragraphs (b)(2), (b)(3)(i) and (ii), and (b)(4)", "(b)(2)|(b)(3)(i)|(b)(3)(ii)|(b)(4)"),
        ("§ 61.42(d)(1), (d)(2), and (d)(3)", "61.42(d)(1)|61.42(d)(2)|61.42(d)(3)"),
        ("§§ 1005.6(b)(3) and 1005.11(b)(1)(i)", "1005.6(b)(3)|1005.11(b)(1)(i)"),
        ("§ 1005.18(b)(2)(i) through (vii) and (b)(5)", "1005.18(b)(2)(i)…1005.18(b)(2)(vii)|1005.18(b)(5)"),
        ("paragraph (h)(1)(iii) or (i)(2)", "(h)(1)(iii)|(i)(2)"),
        ("paragraphs (a)(1)(i) and (l)", "(a)(1)(i)|(l)"),
        ("paragraphs (a) and (b)(1) of § 163.12", "163.12(a)|163.12(b)(1)"),
        ("Sections 982.622 to 982.624", "982.622…982.624"),
        ("§ 1.401(a)(4)-13(a) or (b)", "1.401(a)(4)-13(a)|1.401(a)(4)-13(b)"),
        ("§§ 1.401(a)-20 and 417(e)-1", "1.401(a)-20|1.417(e)-1"),
        ("1005.33 through .38 and 12(a)(1)(i) through (vi)",
         "1005.33…1005.38|1005.12(a)(1)(i)…1005.12(a)(1)(vi)"),
        ("§§ 778.113 (the statutory method), 778.114", "778.113|778.114"),
        ("§§ 905.5–905.9, § 905.10(a)–(c), and paragraphs (a) through (c)",
         "905.5…905.9|905.10(a)…905.10(c)|(a)…(c)"),
        ("§ 270.6e-3(T)(b)(1)", "270.6e-3(T)(b)(1)"),
        ("paragraphs (a-1) and (b)(1a)", "(a-1)|(b)(1a)"),
        ("section 1230.104(d)(2)(iii), (d)(3)(i)(C), or (d)(7) or (8)",
         "1230.104(d)(2)(iii)|1230.104(d)(3)(i)(C)|1230.104(d)(7)|1230.104(d)(8)"),
    ],
)  # fmt: skip
def test_lists_as_print_has_them(text: str, items: str) -> None:
    found = parse_cites(text)
    assert shown(found) == items.split("|")
    assert parse_cites(print_cites(found)) == found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "the rule",
        "§",
        "§ 163.12 and",
        "§ 163.12, the rule",
        "163",
        "(a) through (b) through (c)",
        "(b) and",
    ],
)
def test_what_is_no_list(text: str) -> None:
    with pytest.raises(CiteError):
        parse_cites(text)


@pytest.mark.parametrize("text", ["§§ 163.1 and 163.2", "(a) through (c)", "(a) and (b)", "none"])
def test_one_cite_where_one_must_stand(text: str) -> None:
    with pytest.raises(CiteError):
        Cite.parse(text)
    assert str(Cite.parse("§ 163.12(b)(2)")) == "163.12(b)(2)"
    assert Cite.parse("paragraph (b)") == Cite(None, ("b",))


@pytest.mark.parametrize(
    ("text", "members"),
    [
        ("§ 163.6, 12.5 percent of", ["163.6"]),
        ("§ 163.6, 12 CFR 3.4", ["163.6"]),
        ("§ 163.2(a) (1) the importer and (2) the agent", ["163.2(a)"]),
        ("§ 163.6(b) and the rule", ["163.6(b)"]),
    ],
)
def test_where_a_list_ends(text: str, members: list[str]) -> None:
    assert [str(m.cite) for m in match_list(text)] == members


@pytest.mark.parametrize(
    ("text", "members"),
    [
        ("sections 401(a), 401(k), 402 and 417", ["401(a)", "401(k)", "402", "417"]),
        ("section 6(b)(2)(A)-(C) of the Act", ["6(b)(2)(A)", "6(b)(2)(C)"]),
        (
            "section 1902(a)(10)(A)(i)(IV) and (V)",
            ["1902(a)(10)(A)(i)(IV)", "1902(a)(10)(A)(i)(V)"],
        ),
        ("section 408(a) (1), (2), and (6).", ["408(a)(1)", "408(a)(2)", "408(a)(6)"]),
        ("§ 78dd-1(a)", ["78dd-1(a)"]),
        ("9601–9675", ["9601", "9675"]),
        ("sections 402(a)(2) and (e) and 403(a)(2)", ["402(a)(2)", "402(e)", "403(a)(2)"]),
    ],
)
def test_sections_of_statutes(text: str, members: list[str]) -> None:
    assert [str(m.cite) for m in match_list(text, 0, "statute")] == members


def test_an_enumeration_in_a_sentence_is_no_list() -> None:
    members = match_list("§ 163.2(a) (1) the importer and (2) the agent", 0)
    assert [str(m.cite) for m in members] == ["163.2(a)"]


def test_places_and_joints() -> None:
    text = "under §§ 12.4 through 12.6, or 12.9(a)"
    members = match_list(text, text.index("§"))
    assert [(text[m.start : m.end], m.joint) for m in members] == [
        ("§§ 12.4", ""),
        ("12.6", "through"),
        ("12.9(a)", "or"),
    ]


@pytest.mark.parametrize(
    ("printed", "between"),
    [
        ("(a) through (d)", ["b", "c"]),
        ("(y) through (bb)", ["z", "aa"]),
        ("(a)(1)(i) through (iv)", ["ii", "iii"]),
        ("(a)(1) through (4)", ["2", "3"]),
        ("(a)(1)(i)(A) through (C)", ["B"]),
        ("(a) through (b)", []),
    ],
)
def test_what_stands_between(printed: str, between: list[str]) -> None:
    (item,) = parse_cites(printed)
    assert isinstance(item, Range)
    paths = item.between()
    assert paths is not None
    assert [path[-1] for path in paths] == between
    assert {path[:-1] for path in paths} <= {item.first.path[:-1]}


@pytest.mark.parametrize(
    "text", ["(d) through (a)", "(1) through (9999)", "§§ 1.2 through 1.4", "(a)(1) through (c)"]
)
def test_ranges_that_cannot_be_written_out(text: str) -> None:
    (item,) = parse_cites(text)
    assert isinstance(item, Range)
    assert item.between() is None


# Every list that can be generated is read back as it was


def labels_on(level: int) -> st.SearchStrategy[str]:
    return st.integers(1, 40).map(lambda ordinal: label_for(level, ordinal))


PATHS = st.integers(1, 6).flatmap(lambda depth: st.tuples(*map(labels_on, range(depth))))
NUMBERS = st.sampled_from(
    "163.12 163.13 60-1.4 24.3aa 240.17Ad-7 1.401(a)(4)-1 270.6e-3(T) 165.T09-0123 960.3-1-4-1 53.303-DD-254".split()
)
SCOPES = st.sampled_from(("whole", "whole", "introductory text", "heading"))
CITES = st.one_of(
    st.builds(Cite, st.none(), PATHS, SCOPES),
    st.builds(Cite, NUMBERS, PATHS | st.just(()), SCOPES),
)
ITEMS = st.one_of(CITES, st.builds(Range, CITES, CITES))


@given(st.lists(ITEMS, min_size=1, max_size=6))
def test_print_and_parse_are_each_others_inverse(items: list[Item]) -> None:
    printed = print_cites(items)
    assert parse_cites(printed) == tuple(items), printed


@pytest.mark.parametrize(
    "printed",
    [
        "paragraph (b)",
        "paragraphs (a)(1) and (2)",
        "paragraphs (a) through (c)",
        "paragraph (a)(1)(i) and paragraph (v)",
        "paragraphs (a)(1)(i), (ii), and paragraph (v)",
        "§ 163.12",
        "§§ 163.2(b) through (d) and 163.5",
    ],
)
def test_the_noun_is_in_the_number_of_what_it_is_said_of(printed: str) -> None:
    assert print_cites(parse_cites(printed)) == printed


@given(PATHS, PATHS)
def test_a_full_path_that_goes_on_is_never_made_longer_than_both(
    one: tuple[str, ...], other: tuple[str, ...]
) -> None:
    found = complete(one, other)
    assert found[len(found) - len(other) :] == other
    assert len(found) <= len(one) + len(other)
