"""A file → an Edition: sources, text and structure in one call."""

from __future__ import annotations

from collections.abc import Sequence

from cfrdiff import sources, structure, text
from cfrdiff.model import Edition, Source


def read(
    path: str,
    *,
    format: str | None = None,
    beside: Sequence[str] = (),
    title: int | None = None,
    as_of: str | None = None,
) -> Edition:
    loaded = sources.load(path, format)
    vocabulary = text.vocabulary_of([loaded, *(sources.load(other) for other in beside)])
    running = text.run_on(loaded, vocabulary)
    return structure.build(running, Source(path, loaded.sha256, loaded.format))
