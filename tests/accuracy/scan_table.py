"""Pages of PDFs made into pictures, read, and set against their own text: a row a condition.

``python -m accuracy.scan_table FILE.pdf:2-3 … [-c "300 clean"]``; pages count from 1.
"""

import argparse
import io
import os
import tempfile
import time
from pathlib import Path

import pypdfium2

import cfrdiff
from accuracy.scan_damage import CONDITIONS, Condition, scanned
from accuracy.scan_scores import HEAD, Score


def pages_of(named: str) -> bytes:
    """The pages that ``FILE.pdf:2-3`` names, as a PDF; all of them where it names none."""
    file, _, pages = named.partition(":")
    source, made = pypdfium2.PdfDocument(file), pypdfium2.PdfDocument.new()
    first, _, last = pages.partition("-")
    chosen = range(int(first) - 1, int(last or first)) if first else range(len(source))
    made.import_pages(source, list(chosen))
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def score(files: list[bytes], condition: Condition) -> Score:
    """What is read of some files that were scanned in one way."""
    found = Score()
    with tempfile.TemporaryDirectory() as scratch:
        for i, data in enumerate(files):
            printed, picture = Path(scratch) / f"{i}.pdf", Path(scratch) / f"{i}-scan.pdf"
            printed.write_bytes(data)
            picture.write_bytes(scanned(data, condition))
            before = os.times()
            start = time.perf_counter()
            read = cfrdiff.read(picture)
            found.seconds += time.perf_counter() - start
            after = os.times()
            found.tesseract += sum(after[2:4]) - sum(before[2:4])
            found.add(cfrdiff.read(printed), read)
    return found


def main() -> None:
    """Print the table."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("files", nargs="+", help="FILE.pdf, or FILE.pdf:2-3")
    asked.add_argument("-c", "--condition", action="append", help="a row of the table; all")
    named = asked.parse_args()
    files = [pages_of(file) for file in named.files]
    print(HEAD)
    for condition in CONDITIONS:
        if named.condition is None or condition.name in named.condition:
            print(score(files, condition).line(condition.name), flush=True)


if __name__ == "__main__":
    main()
