"""Two editions as XML, and xmldiff on them in a process of its own, so that it can be stopped.

Run as ``python xml_diff.py OLD NEW fast|full``: prints the seconds of the comparison alone.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

if TYPE_CHECKING:
    from cfrdiff.model import Edition, Paragraph


def as_xml(edition: Edition) -> str:
    """The tree of an edition: an element a section, an element a paragraph, nested."""
    sections = "".join(
        f"<section number={quoteattr(s.number or '')}><heading>{escape(s.heading or '')}</heading>"
        + "".join(_paragraph(one) for one in s.paragraphs)
        + "</section>"
        for s in edition.sections
    )
    return f"<part>{sections}</part>"


def _paragraph(one: Paragraph) -> str:
    label = one.path[-1] if one.path else ""
    heading = f"<heading>{escape(one.heading)}</heading>" if one.heading else ""
    below = "".join(_paragraph(child) for child in one.children)
    return f"<p label={quoteattr(label)}>{heading}<text>{escape(one.text)}</text>{below}</p>"


def seconds_of_xmldiff(
    before: Edition, after: Edition, limit: float, *, fast: bool
) -> float | None:
    """Seconds xmldiff takes, None where it does not finish within so many.

    `fast` matches equal runs first (its option ``fast_match``); without it, as it comes.
    """
    with tempfile.TemporaryDirectory() as scratch:
        names = []
        for name, edition in (("old.xml", before), ("new.xml", after)):
            path = Path(scratch) / name
            path.write_text(as_xml(edition), encoding="utf-8")
            names.append(str(path))
        try:
            done = subprocess.run(
                [sys.executable, __file__, *names, "fast" if fast else "full"],
                capture_output=True,
                check=True,
                timeout=limit,
            )
        except subprocess.TimeoutExpired:
            return None
    return float(done.stdout)


def _main(old: str, new: str, mode: str) -> None:
    from lxml import etree
    from xmldiff.main import diff_trees

    trees = [etree.parse(name) for name in (old, new)]
    start = time.perf_counter()
    diff_trees(*trees, diff_options={"fast_match": mode == "fast"})
    print(time.perf_counter() - start)


if __name__ == "__main__":
    _main(*sys.argv[1:])
