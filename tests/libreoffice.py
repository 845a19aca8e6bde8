"""LibreOffice without a screen: opens a Word document, accepts or rejects its changes."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

_PYTHON = "/usr/bin/python3"  # Debian's, for which python3-uno is
_DRIVER = Path(__file__).with_name("libreoffice_driver.py")
_ACCEPT, _REJECT = ".uno:AcceptAllTrackedChanges", ".uno:RejectAllTrackedChanges"
_TEXT, _WORD = "Text (encoded)", "MS Word 2007 XML"
_START, _EACH = 120, 60  # seconds LibreOffice may take to start, and for each thing to do


def _is_there() -> bool:
    if shutil.which("soffice") is None or not Path(_PYTHON).exists():
        return False
    return subprocess.run([_PYTHON, "-c", "import uno"], capture_output=True).returncode == 0


needs_libreoffice = pytest.mark.skipif(
    not _is_there(),
    reason="LibreOffice is missing (Debian: apt-get install libreoffice-writer-nogui python3-uno)",
)


def settled_by_libreoffice(
    documents: Sequence[bytes], scratch: Path
) -> list[tuple[list[str], list[str]]]:
    """Each document's paragraphs with all its changes accepted, and with all rejected."""
    orders = ((_ACCEPT, _TEXT, "accepted.txt"), (_REJECT, _TEXT, "rejected.txt"))
    texts = (
        [made.decode("utf-8-sig").replace("\r\n", "\n").split("\n") for made in of_one]
        for of_one in _converted(documents, scratch, orders)
    )
    return [(accepted, rejected) for accepted, rejected in texts]


def settled_documents(document: bytes, scratch: Path) -> tuple[bytes, bytes]:
    """The document with all its changes accepted, and with all rejected."""
    orders = ((_ACCEPT, _WORD, "accepted.docx"), (_REJECT, _WORD, "rejected.docx"))
    ((accepted, rejected),) = _converted([document], scratch, orders)
    return accepted, rejected


def saved_by_libreoffice(document: bytes, scratch: Path) -> bytes:
    """The document as LibreOffice writes it after reading it."""
    ((made,),) = _converted([document], scratch, (("", _WORD, "again.docx"),))
    return made


def _converted(
    documents: Sequence[bytes], scratch: Path, orders: Sequence[tuple[str, str, str]]
) -> list[list[bytes]]:
    """What each document becomes by each order: a command, a filter and the suffix of a file."""
    said: list[str] = []
    made: list[list[Path]] = []
    for i, document in enumerate(documents):
        source = scratch / f"{i}.docx"
        source.write_bytes(document)
        made.append([scratch / f"{i}.{suffix}" for _, _, suffix in orders])
        for (command, kind, _), target in zip(orders, made[-1], strict=True):
            said += [str(source), command, kind, str(target)]
    subprocess.run(
        [_PYTHON, _DRIVER, scratch / "profile", *said],
        check=True,
        capture_output=True,
        timeout=_START + _EACH * len(said) // 4,
    )
    return [[target.read_bytes() for target in targets] for targets in made]
