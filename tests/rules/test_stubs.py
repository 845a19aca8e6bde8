"""Stubs: formatted, typed, the same bytes for the same input; the text beside the code."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rules.editions import BEFORE, edition

import cfrdiff
from cfrdiff.errors import NotFoundError
from cfrdiff.rules.rule_cites import RuleCite
from cfrdiff.rules.stubs import stubs

OLD, NEW = "19-cfr-163-customs-service", "19-cfr-163-2012"


def clean(folder: Path) -> None:
    """Formatted as ruff has it by itself, without unused names, and typed."""
    for command in (
        ["ruff", "format", "--isolated", "--check", "."],
        ["ruff", "check", "--isolated", "--select", "E4,E7,E9,F,W,I,N,B", "."],
        ["mypy", "--strict", "--config-file=", "."],
    ):
        done = subprocess.run(
            [sys.executable, "-m", *command],
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr


def write(folder: Path, modules: dict[PurePosixPath, str]) -> Path:
    folder.mkdir(exist_ok=True)
    for name, code in modules.items():
        (folder / name).write_text(code, "utf-8")
    return folder


@pytest.mark.slow
def test_stubs_of_the_corpus_are_formatted_typed_and_always_the_same(tmp_path: Path) -> None:
    for id in (OLD, NEW):
        made = stubs(cfrdiff.read(id))
        assert made == stubs(cfrdiff.read(id))
        clean(write(tmp_path / id.replace("-", "_"), made))


HARD = edition(
    BEFORE,
    s10_5=[
        ("", 'Introductory “text” with a \\ and """ in it:'),
        ("(l)", 'Say "so" within 30 days after notice to the Audit Office, Washington, DC 20229.'),
        ("(aa)", "The Director of the Office of Weights and Measures of the Department shall:"),
        ("(aa)(1)", "Weigh; or"),
        ("(aa)(2)", "Measure, if the owner who has paid asks, unless it is closed, or it rains."),
        ("(aa)(2)", "The same designation again."),
        ("(b)", "A " + "very " * 30 + 'long-winded clerk may not speak if he is asked ends in "'),
        ("(c)", "12 items"),
        ("(4.)", "A label that is no name."),
    ],
    s10_6=[("(a)", "Text.")],
)


@pytest.mark.slow
def test_hard_text_makes_good_code(tmp_path: Path) -> None:
    made = stubs(HARD)
    assert [str(name) for name in made] == ["section_10_5.py", "section_10_6.py"]
    clean(write(tmp_path / "hard", made))


def test_what_a_stub_holds() -> None:
    ((name, code),) = stubs(cfrdiff.read(NEW), ["163.13"]).items()
    assert str(name) == "section_163_13.py"
    piece = code[code.index("def paragraph_b_1(") :]
    assert piece.startswith(
        '''def paragraph_b_1(customs: Facts) -> rules.Discretion:
    """§ 163.13(b)(1) Grounds for denial.

    Customs may deny an application for certification for participation in the
    Recordkeeping Compliance Program for any of the following reasons:
    """
    listed = rules.any_of(
        paragraph_b_1_i(customs),
        paragraph_b_1_ii(customs),
        paragraph_b_1_iii(customs),
    )
    raise NotImplementedError("§ 163.13(b)(1)", listed)
'''
    )
    assert "listed = rules.all_of(\n        paragraph_a_1(customs)," in code
    assert 'EDITION: Final = "2012-04-01"' in code


def test_deadlines_and_addresses_are_constants_by_edition() -> None:
    made = stubs(cfrdiff.read(OLD))
    audit = made[PurePosixPath("section_163_11.py")]
    assert (
        "PARAGRAPH_B_DEADLINES: Final[rules.ByEdition[rules.Deadline]] = rules.ByEdition(\n"
        '    {\n        "19-cfr-163-customs-service": (\n            rules.Deadline(\n'
        '                number=15,\n                unit="day",\n                days="calendar",\n'
    ) in audit
    program = made[PurePosixPath("section_163_12.py")]
    assert 'address="909 S.E. First Avenue, Miami, Florida 33131",' in program


def test_a_section_that_is_not_there() -> None:
    with pytest.raises(NotFoundError, match=r"no § 163\.99 in this file"):
        stubs(cfrdiff.read(NEW), ["163.99"])


def test_an_edition_without_text_to_make_rules_of() -> None:
    with pytest.raises(NotFoundError, match="no numbered paragraph to make a rule of"):
        stubs(edition(BEFORE, s10_5=[("(a)", "")]))


TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Zl", "Zp")), max_size=90
)


@given(TEXT.map(lambda text: " ".join(text.split())))
def test_any_text_makes_code_that_holds_it(text: str) -> None:
    whole = f"A person shall pay {text} x"
    ((_, code),) = stubs(edition(BEFORE, s10_5=[("(a)", whole)])).items()
    namespace: dict[str, object] = {"__name__": "made"}
    sys.modules.setdefault("made", type(sys)("made"))
    exec(compile(code, "made", "exec"), namespace)
    docstring = " ".join((namespace["paragraph_a"].__doc__ or "").split())
    assert " ".join(whole.split()) in docstring


def test_a_bare_if_asks_no_fact() -> None:
    some = edition(
        BEFORE,
        s10_7=[
            ("(a)", "The operator shall pay a fee if:"),
            ("(a)(1)", "The report is late; or"),
            ("(a)(2)", "The report is incomplete."),
        ],
    )
    (code,) = stubs(some).values()
    assert '"§ 10.7(a): if"' not in code


@pytest.mark.parametrize("cite", ["77.1(a)–(c)", "77.1(b)(1)–(3)", "77.1(a)–(c)[2]"])
def test_a_range_of_designations_is_a_cite(cite: str) -> None:
    assert str(RuleCite.parse(cite)) == cite
