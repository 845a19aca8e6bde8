"""Pages → images at 300 dpi → a PDF of pictures, or the text that Tesseract recognises."""

import io
import os
import shutil
import subprocess
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from PIL import Image

from accuracy.printing import Printed

RESOLUTION = 300
_PROGRAMS = ("pdftoppm", "tesseract")


def missing() -> str | None:
    """Which program is not installed, None where all are."""
    absent = [program for program in _PROGRAMS if shutil.which(program) is None]
    return f"{' and '.join(absent)} not installed" if absent else None


def scan(printed: Printed) -> Printed:
    """A printed PDF as a PDF of pictures, a page each, as a scanner gives it."""
    with tempfile.TemporaryDirectory() as scratch:
        pages = [Image.open(path) for path in _images(printed, scratch)]
        buffer = io.BytesIO()
        pages[0].save(buffer, "PDF", save_all=True, append_images=pages[1:], resolution=RESOLUTION)
    return replace(printed, data=buffer.getvalue())


def recognise(printed: Printed) -> Printed:
    """A printed PDF as text with a form feed after every page, as Tesseract writes it."""
    with tempfile.TemporaryDirectory() as scratch:
        images = _images(printed, scratch)
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            texts = list(pool.map(_recognise, images))
    return replace(printed, suffix=".txt", data=b"".join(texts))


def _images(printed: Printed, scratch: str) -> list[Path]:
    """The pages of a PDF as files of pictures in a folder, in order."""
    source = Path(scratch) / "pages.pdf"
    source.write_bytes(printed.data)
    subprocess.run(
        ["pdftoppm", "-r", str(RESOLUTION), "-gray", "-png", str(source), f"{scratch}/page"],
        check=True,
    )
    return sorted(Path(scratch).glob("page*.png"))


def _recognise(image: Path) -> bytes:
    # One thread a page: Tesseract's own threads slow each other down.
    done = subprocess.run(
        ["tesseract", str(image), "stdout", "-l", "eng", "--dpi", str(RESOLUTION)],
        check=True,
        capture_output=True,
        env={**os.environ, "OMP_THREAD_LIMIT": "1"},
    )
    return done.stdout
