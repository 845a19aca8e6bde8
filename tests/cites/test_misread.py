"""Labels that OCR has misread beside what may be printed there."""

from __future__ import annotations

import re

import pytest

from cfrdiff.cites import READ_LABEL, broken_labels, doubtful_readings, misreadings, readings


@pytest.mark.parametrize(
    ("read", "printed"),
    [("l", "1"), ("1v", "iv"), ("iil", "iii"), ("8", "B"), ("rn", ""), ("Gi", "i"), (")", "1")],
)
def test_what_may_be_printed(read: str, printed: str) -> None:
    expected = set(readings(printed)) if printed else set()
    assert expected <= set(misreadings(read)) | set(readings(read))


def test_an_inserted_label_is_no_misread_one() -> None:
    assert all(ordinal == int(ordinal) for _, ordinal in misreadings("ii"))
    assert readings("1i")
    assert doubtful_readings("1i") == ()
    assert doubtful_readings("1a") == readings("1a")
    assert doubtful_readings("a-1") == readings("a-1")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("{b) Records", ["b"]),
        ("(b Records", ["b"]),
        ("b) Records", ["b"]),
        ("@ Records", ["@"]),
        ("() Records", [")"]),
        ("The records", []),
    ],
)
def test_broken_labels_are_found(text: str, found: list[str]) -> None:
    assert [name for start, _, name in broken_labels(text, 0, len(text)) if start == 0] == found


@pytest.mark.parametrize("label", ["(a)", "(rn)", "(za)", "(a-1)", "(1a)", "(xxviii)", "(AA)"])
def test_whole_labels_are_read_as_they_stand(label: str) -> None:
    assert re.fullmatch(READ_LABEL, label)
