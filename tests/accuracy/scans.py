"""Pages → images at 300 dpi → the text that Tesseract recognises."""

import os
import shutil
import subprocess
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from accuracy.printing import Printed

RESOLUTION = 300
_PROGRAMS = ("pdftoppm", "tesseract")


def missing() -> str | None:
    """Which program is not installed, None where all are."""
    absent = [program for program in _PROGRAMS if shutil.which(program) is None]
    return f"{' and '.join(absent)} not installed" if absent else None


def recognise(printed: Printed) -> Printed:
    """A printed PDF as text with a form feed after every page, as Tesseract writes it."""
    with tempfile.TemporaryDirectory() as scratch:
        source = Path(scratch) / "pages.pdf"
        source.write_bytes(printed.data)
        subprocess.run(
            ["pdftoppm", "-r", str(RESOLUTION), "-gray", "-png", str(source), f"{scratch}/page"],
            check=True,
        )
        images = sorted(Path(scratch).glob("page*.png"))
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            texts = list(pool.map(_recognise, images))
    return replace(printed, suffix=".txt", data=b"".join(texts))


def _recognise(image: Path) -> bytes:
    # One thread a page: Tesseract's own threads slow each other down.
    done = subprocess.run(
        ["tesseract", str(image), "stdout", "-l", "eng", "--dpi", str(RESOLUTION)],
        check=True,
        capture_output=True,
        env={**os.environ, "OMP_THREAD_LIMIT": "1"},
    )
    return done.stdout
