"""What assistants are answered, asked through the SDK's own client."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from fetched_texts import RETAIN, ecfr_part
from library.texts import editions as small_editions
from mcp import Client, StdioServerParameters

from cfrdiff.assistants import Item, made_server
from cfrdiff.assistants.answers import MOST, Answer, capped
from cfrdiff.library import Incoming, Library, Origin

TOOLS = {
    "editions", "contents", "read", "compare", "history", "rules", "search", "citations",
    "left_behind",
}  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A library of two parts in two editions that are compared, and a long one."""
    folder = tmp_path_factory.mktemp("assistants")
    made = Library.open(folder / "library")
    made.take_all(small_editions())
    made.compare("2018-04-01", "2019-04-01")
    origin = Origin(place="https://www.ecfr.gov/", at="2024-01-01T00:00:00Z")
    many = "".join(
        f'<DIV8 N="163.{n}" TYPE="SECTION"><HEAD>§ 163.{n}   Long.</HEAD><P>{"“Records” are kept. " * 120}</P></DIV8>'
        for n in range(2, 40)
    )
    long = f'<DIV8 N="163.99" TYPE="SECTION"><HEAD>§ 163.99   Endless.</HEAD><P>{"word " * 4_000}</P></DIV8>'
    data = ecfr_part(21, "163", "2019-06-21", RETAIN.format(years="five"))
    data = data.replace(b"</DIV5>", f"{many}{long}</DIV5>".encode())
    made.take(Incoming(name="long.xml", origin=origin, data=data, title=21, as_of="2019-06-21"))
    before = {name: os.environ.get(name) for name in ("CFRDIFF_LIBRARY", "CFRDIFF_CORPUS")}
    os.environ |= {"CFRDIFF_LIBRARY": made.address, "CFRDIFF_CORPUS": str(folder / "none")}
    yield made
    for name, value in before.items():
        os.environ.pop(name)
        if value is not None:
            os.environ[name] = value


@cache
def server() -> Any:
    """One for all tests: making one takes longer than most answers."""
    return made_server()


def ask(tool: str, **asked: Any) -> dict[str, Any]:
    """The answer to one call, by the SDK's client; it is the same as text and as data."""

    async def call() -> Any:
        async with Client(server()) as client:
            return await client.call_tool(tool, asked)

    result = asyncio.run(call())
    assert not result.is_error, result.content
    text = result.content[0].text
    assert len(text) <= MOST
    answer: dict[str, Any] = json.loads(text)
    assert answer == result.structured_content
    assert answer["cite"]
    assert answer["edition"]
    assert all(item["cite"] and item["edition"] for item in answer["items"])
    return answer


def refused(tool: str, **asked: Any) -> str:
    async def call() -> Any:
        async with Client(server()) as client:
            return await client.call_tool(tool, asked)

    result = asyncio.run(call())
    assert result.is_error
    text: str = result.content[0].text
    return text


def test_the_tools_say_what_they_are_and_that_they_only_read() -> None:
    async def listed() -> Any:
        async with Client(server()) as client:
            return (await client.list_tools()).tools

    tools = asyncio.run(listed())
    assert {tool.name for tool in tools} == TOOLS
    for tool in tools:
        assert tool.annotations is not None
        assert tool.annotations.read_only_hint
        assert tool.description
        assert tool.output_schema is not None
        assert all("description" in one for one in tool.input_schema["properties"].values())


def test_read_gives_the_text_with_cite_and_edition() -> None:
    answer = ask("read", cite="19 CFR 100.1(b)", edition="2018-04-01")
    assert (answer["found"], answer["said"]) == (True, "the text as of 2018-04-01")
    assert answer["items"][-1] == {
        "cite": "19 CFR 100.1(b)",
        "edition": "19 CFR 100, 2018-04-01, 100.txt",
        "text": "(b) Records are kept for five years, see § 200.2(a) of this chapter and § 100.9.",
    }
    assert "six years" in ask("read", cite="19 CFR 100.1(b)")["items"][-1]["text"]


def test_compare_marks_what_went_and_came() -> None:
    answer = ask("compare", cite="19 CFR 100.1", before="2018", after="2019")
    assert answer["said"].startswith("2018-04-01 → 2019-04-01: ")
    texts = [item["text"] for item in answer["items"]]
    assert any(
        text.startswith("revised, substantive:") and "[-five years-]{+six years+}" in text
        for text in texts
    )
    same = ask("compare", cite="19 CFR 200.1", before="2018", after="2019")
    assert (same["found"], same["items"]) == (True, [])
    assert same["said"].endswith("nothing changed")


def test_history_follows_a_paragraph() -> None:
    answer = ask("history", cite="19 CFR 100.1(b)")
    assert answer["said"] == "2 editions: 2018-04-01, 2019-04-01"
    (item,) = answer["items"]
    assert item["cite"] == "19 CFR § 100.1(b)"
    assert "[2019-04-01] revised · substantive" in item["text"]


def test_search_finds_paragraphs_of_the_newest_editions() -> None:
    answer = ask("search", words='"prior disclosures"')
    (item,) = answer["items"]
    assert answer["said"] == "1 paragraphs: 19 CFR 200 (1)"
    assert (item["cite"], item["edition"]) == ("19 CFR 200.2(a)", "2019-04-01, 200.txt")
    assert (
        ask("search", words="zeppelin")["said"]
        == "no paragraph in the editions that the library has"
    )


def test_citations_go_both_ways() -> None:
    to = ask("citations", cite="19 CFR 200.2(a)")
    assert to["items"][0]["cite"] == "19 CFR 100.1(b)"
    back = ask("citations", cite="19 CFR 100.1(b)", direction="from")
    assert "“§ 100.9” → 19 CFR 100.9 (exact) leads there: not in the library" in [
        item["text"] for item in back["items"]
    ]


def test_names_left_behind_are_named_with_their_place() -> None:
    answer = ask("left_behind", title=19)
    assert "19 CFR 200.2(a)" in [item["cite"] for item in answer["items"]]
    assert "Miami regulatory audit field office" in answer["items"][0]["text"]
    none = ask("left_behind", title=40)
    assert none["said"].startswith("no name left behind in the editions that the library has")


def test_editions_lists_what_there_is() -> None:
    answer = ask("editions", cite="19 CFR 100")
    assert [item["edition"] for item in answer["items"]] == ["2018-04-01", "2019-04-01"]
    assert ask("editions")["said"].endswith("editions")


NOT_IN_THE_LIBRARY = {
    "an unknown part": ("read", {"cite": "40 CFR 60"}),
    "an edition that is not there": ("read", {"cite": "19 CFR 100", "edition": "2012"}),
    "an unknown section": ("read", {"cite": "19 CFR 100.99"}),
    "an unknown paragraph": ("read", {"cite": "19 CFR 100.1(z)"}),
    "no citation": ("read", {"cite": "19 CRF 100"}),
    "no words of law": ("read", {"cite": "ignore all rules"}),
    "a file": ("read", {"cite": __file__}),
    "compare": ("compare", {"cite": "40 CFR 60", "before": "2018"}),
    "history": ("history", {"cite": "40 CFR 60"}),
    "citations from": ("citations", {"cite": "40 CFR 60", "direction": "from"}),
    "editions": ("editions", {"cite": "40 CFR 60"}),
}


@pytest.mark.parametrize("case", NOT_IN_THE_LIBRARY)
def test_what_is_not_in_the_library_is_said(case: str) -> None:
    tool, asked = NOT_IN_THE_LIBRARY[case]
    answer = ask(tool, **asked)
    assert (answer["found"], answer["items"]) == (False, [])
    assert "not in the library" in answer["said"]


def test_what_is_not_in_the_library_comes_with_the_command_that_brings_it() -> None:
    assert 'cfrdiff fetch "40 CFR 60"' in ask("read", cite="40 CFR 60")["said"]
    assert "did you mean '19 CFR 100'?" in ask("read", cite="19 CRF 100")["said"]


def test_a_huge_answer_is_capped_and_says_how_to_get_the_rest() -> None:
    first = ask("read", cite="21 CFR 163")
    shown = len(first["items"])
    assert first["more"] == f"ask again with start={shown}, or name a section or a paragraph of it"
    second = ask("read", cite="21 CFR 163", start=shown)
    assert first["left_out"] == second["left_out"] + len(second["items"])
    end = ask("read", cite="21 CFR 163", start=shown + first["left_out"] - 1)
    assert (len(end["items"]), end["left_out"], end["more"]) == (1, 0, "")
    assert ask("read", cite="21 CFR 163", start=5000)["items"] == []
    endless = ask("read", cite="21 CFR 163.99")["items"]
    assert any("[cut: " in item["text"] for item in endless)


def test_contents_lists_sections_with_their_length() -> None:
    answer = ask("contents", cite="19 CFR 100", edition="2018")
    assert [item["text"] for item in answer["items"]] == [
        "§ 100.1 Definitions. (2 paragraphs, 148 characters)",
        "§ 100.2 Applications. (2 paragraphs, 168 characters)",
    ]


def test_rules_are_those_that_were_fetched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CFRDIFF_RULES", str(tmp_path))
    none = ask("rules", cite="19 CFR 100.1")
    assert (none["found"], "not in the library" in none["said"]) == (False, True)
    for year in ("2019", "2021"):
        facts = {
            "number": f"{year}-1",
            "title": "Records",
            "type": "Rule",
            "published": f"{year}-05-01",
        }
        more = {"citation": "84 FR 1", "effective": f"{year}-06-01", "references": ["19 CFR 100"]}
        (tmp_path / f"FR-{year}.json").write_text(json.dumps(facts | more))
    answer = ask("rules", cite="19 CFR 100.1")
    assert answer["items"][0] == {
        "cite": "19 CFR 100",
        "edition": "84 FR 1, published 2021-05-01",
        "text": "Records; Rule; effective 2021-06-01",
    }
    assert len(answer["items"]) == 2
    assert len(ask("rules", cite="19 CFR 100", since="2020-01-01")["items"]) == 1


def test_a_compared_pair_out_of_order_is_an_error_of_one_line() -> None:
    said = refused("compare", cite="19 CFR 100", before="2019", after="2018")
    assert "\n" not in said
    assert refused("search", words="(((")
    assert refused("nothing")
    assert refused("search", words="word " * 1_000).startswith(
        "Error executing tool search: more than"
    )
    assert "no date" in ask("search", words="records", as_of="soon")["said"]


def test_a_failure_is_one_line_and_the_server_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("two\nlines")

    with monkeypatch.context() as patched:
        patched.setattr(Library, "left_behind", broken)
        said = refused("left_behind")
    assert "cfrdiff failed (RuntimeError: two lines); see whether" in said
    assert ask("left_behind")["found"]


CAPS: dict[str, list[Item]] = {
    "quotes and line ends": [Item("1 CFR 1", "x", '"\n\t\\' * 9_000)],
    "many small ones": [Item("1 CFR 1", "x", "a")] * 5_000,
    "long cites": [Item("c" * 9_000, "e" * 9_000, "t" * 9_000)] * 3,
    "no room for a second": [Item("1 CFR 1", "x", "a " * 4_000), Item("1 CFR 2", "x", "b" * 9_000)],
}


@pytest.mark.parametrize("case", CAPS)
def test_no_answer_is_longer_than_it_may_be(case: str) -> None:
    items = CAPS[case]
    answer = capped(Answer("c" * 9_000, "e" * 900, True, '"' * 9_000, more="m" * 9_000), items, 0)
    written = json.dumps(
        {**answer.__dict__, "items": [item.__dict__ for item in answer.items]}, indent=2
    )
    assert len(written) <= MOST
    assert answer.items
    assert len(answer.items) + answer.left_out == len(items)


@pytest.mark.slow
def test_over_stdio_as_assistants_start_it(library: Library) -> None:
    async def talk() -> Any:
        started = StdioServerParameters(
            command=sys.executable,
            args=["-m", "cfrdiff", "mcp", "--library", library.address],
            env={"PYTHONPATH": os.pathsep.join(sys.path)},
        )
        async with Client(started) as client:
            tools = await client.list_tools()
            answer = await client.call_tool("read", {"cite": "19 CFR 100.1(b)"})
            return {tool.name for tool in tools.tools}, answer.structured_content

    names, answer = asyncio.run(talk())
    assert names == TOOLS
    assert "six years" in answer["items"][-1]["text"]
