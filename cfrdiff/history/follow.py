"""The history of a section, or of one of its paragraphs."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from cfrdiff.cites import Designation, Path, Selection, section_key
from cfrdiff.errors import NotFoundError
from cfrdiff.history.model import History, Track
from cfrdiff.history.order import in_order
from cfrdiff.history.tracks import all_tracks
from cfrdiff.model import Edition
from cfrdiff.selecting import touched


def follow(editions: Sequence[Edition], section: str, designation: str | None = None) -> History:
    """The history of a section's paragraphs, or of one and those below it, through editions in
    the order of their dates.

    A paragraph belongs to the section if it stood there in any edition, under that designation
    or one below it if one is given; what moved away or came from elsewhere is followed there.
    Where a file does not reach a paragraph, the next that does takes up the track. Raises
    NotFoundError where no edition has the section or paragraph, ValueError for a designation
    that is none.
    """
    path = Designation.parse(designation).path if designation else None
    tracks = [track for track in all_tracks(editions) if _touches(track, section, path)]
    if not tracks:
        name = f"§ {section}{designation or ''}"
        files = ", ".join(edition.source.path for edition in editions)
        raise NotFoundError(f"{name} is in none of {files}")
    return _history(editions, tracks, section, designation)


def follow_picked(editions: Sequence[Edition], selection: Selection) -> list[History]:
    """The history of each section that is picked, or of each of its paragraphs that are, as
    `follow` gives it; editions in the order of their dates.
    """
    tracks = all_tracks(editions)
    asked: dict[tuple[str, Path], None] = {}
    for pick in selection.picks:
        for section in sorted(touched(Selection((pick,)), *editions), key=section_key):
            asked |= dict.fromkeys((section, path) for path in pick.paths or ((),))
    return [
        _history(
            editions,
            [track for track in tracks if _touches(track, section, path)],
            section,
            str(Designation(path)) or None,
        )
        for section, path in asked
    ]


def by_section(editions: Sequence[Edition]) -> dict[str | None, History]:
    """The history of every section that any of the editions has, as `follow` gives it."""
    tracks = all_tracks(editions)
    members: dict[str | None, dict[int, Track]] = {}
    for k, track in enumerate(tracks):
        for step in track.steps:
            if step.state is not None:
                members.setdefault(step.state.section, {})[k] = track
    return {
        section: _history(editions, list(held.values()), section)
        for section, held in members.items()
    }


def _history(
    editions: Sequence[Edition],
    tracks: Sequence[Track],
    section: str | None,
    designation: str | None = None,
) -> History:
    bare = tuple(
        msgspec.structs.replace(
            edition,
            sections=tuple(
                msgspec.structs.replace(one, paragraphs=())
                for one in edition.sections
                if one.number == section
            ),
        )
        for edition in editions
    )
    return History(bare, tuple(in_order(tracks, section)), section, designation)


def _touches(track: Track, section: str, path: Path | None) -> bool:
    return any(
        step.state is not None
        and step.state.section == section
        and (path is None or step.state.path[: len(path)] == path)
        for step in track.steps
    )
