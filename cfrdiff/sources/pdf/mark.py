"""What shows that a file is a PDF, without what reads one."""

from __future__ import annotations

NAME = "pdf"


def sniff(data: bytes) -> float:
    """1 for a file that begins with the PDF mark within its first kilobyte."""
    return 1.0 if b"%PDF-" in data[:1024] else 0.0
