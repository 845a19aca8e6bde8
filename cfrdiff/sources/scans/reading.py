"""The picture of a page → its words, on base lines that all words of a printed line share."""

from __future__ import annotations

import msgspec

from cfrdiff.sources.scans import tesseract
from cfrdiff.sources.scans.aside import with_matter_aside
from cfrdiff.sources.scans.pictures import Picture
from cfrdiff.sources.scans.ready import made_ready
from cfrdiff.sources.scans.rows import on_shared_base_lines
from cfrdiff.sources.scans.second import with_doubts, with_second_reading
from cfrdiff.sources.scans.weight import with_weights
from cfrdiff.sources.scans.words import Leaf


def leaf_as_given(leaf: Leaf) -> Leaf:
    """What another engine has recognised, on shared base lines and with its doubts."""
    words = on_shared_base_lines(with_matter_aside(leaf.words, leaf.size))
    return msgspec.structs.replace(leaf, words=with_doubts(words))


def leaf_of(picture: Picture, path: str) -> Leaf:
    """The words of a picture; raises SourceError where Tesseract is missing or fails."""
    ready = made_ready(picture.image, picture.dpi)
    leaf = tesseract.recognised(ready.image, ready.dpi, path)
    words = with_weights(leaf.words, leaf.size, ready.image, ready.dpi)
    words = on_shared_base_lines(with_matter_aside(words, leaf.size))
    leaf = msgspec.structs.replace(leaf, words=words)
    words = with_second_reading(leaf, ready.image, ready.dpi, path)
    return msgspec.structs.replace(leaf, words=words, turn=ready.turn)
