"""Characters that are not seen, made visible; what steers a screen must not steer a reader."""

from __future__ import annotations

import re

# Controls but for tab and line feed; soft hyphen; marks and overrides of direction; zero-width
# and other format characters; separators; lone surrogates; tags and variation selectors.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb"
    "\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff\U000e0000-\U000e0fff]"
)
_PICTURES = 0x2400  # Unicode's pictures of the control characters, in the same order
_DELETE = 0x7F
_DELETE_PICTURE = "\u2421"


def visible(text: str) -> str:
    """`text` with a picture (``␀``) or the number (``[U+202E]``) of each unseen character.

    The result can always be encoded as UTF-8.
    """
    return _UNSEEN.sub(_picture, text)


def _picture(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(_PICTURES + code)
    return _DELETE_PICTURE if code == _DELETE else f"[U+{code:04X}]"
