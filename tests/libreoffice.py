"""LibreOffice without a screen: opens a Word document, accepts or rejects its changes."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

_PYTHON = "/usr/bin/python3"  # Debian's, for which python3-uno is
_DRIVER = Path(__file__).with_name("libreoffice_driver.py")
_ACCEPT, _REJECT = ".uno:AcceptAllTrackedChanges", ".uno:RejectAllTrackedChanges"
_TEXT, _WORD = "Text (encoded)", "MS Word 2007 XML"


def _is_there() -> bool:
    if shutil.which("soffice") is None or not Path(_PYTHON).exists():
        return False
    return subprocess.run([_PYTHON, "-c", "import uno"], capture_output=True).returncode == 0


needs_libreoffice = pytest.mark.skipif(
    not _is_there(),
    reason="LibreOffice is missing (Debian: apt-get install libreoffice-writer-nogui python3-uno)",
)


def settled_by_libreoffice(document: bytes, scratch: Path) -> tuple[list[str], list[str]]:
    """The document's paragraphs with all its changes accepted, and with all rejected."""
    orders = ((_ACCEPT, _TEXT, "accepted.txt"), (_REJECT, _TEXT, "rejected.txt"))
    accepted, rejected = (
        made.decode("utf-8-sig").replace("\r\n", "\n").split("\n")
        for made in _converted(document, scratch, orders)
    )
    return accepted, rejected


def settled_documents(document: bytes, scratch: Path) -> tuple[bytes, bytes]:
    """The document with all its changes accepted, and with all rejected."""
    orders = ((_ACCEPT, _WORD, "accepted.docx"), (_REJECT, _WORD, "rejected.docx"))
    accepted, rejected = _converted(document, scratch, orders)
    return accepted, rejected


def saved_by_libreoffice(document: bytes, scratch: Path) -> bytes:
    """The document as LibreOffice writes it after reading it."""
    (made,) = _converted(document, scratch, (("", _WORD, "again.docx"),))
    return made


def _converted(
    document: bytes, scratch: Path, orders: tuple[tuple[str, str, str], ...]
) -> list[bytes]:
    source = scratch / "given.docx"
    source.write_bytes(document)
    said: list[str] = []
    for command, kind, name in orders:
        said += [command, kind, str(scratch / name)]
    subprocess.run(
        [_PYTHON, _DRIVER, scratch / "profile", source, *said],
        check=True,
        capture_output=True,
        timeout=300,
    )
    return [(scratch / name).read_bytes() for _, _, name in orders]
