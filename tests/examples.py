"""How many examples hypothesis tries a property on."""

from __future__ import annotations

from hypothesis import settings

QUICK, FULL = "quick", "full"
_EVERY = 100  # of so many examples the profile says how many are tried
_AT_LEAST = 10

# The quick run tries the same examples every time, so that it passes for all or fails for all.
settings.register_profile(QUICK, max_examples=_EVERY // 4, derandomize=True, deadline=None)
settings.register_profile(FULL, max_examples=_EVERY, deadline=None)


def examples(count: int) -> int:
    """So many in the full run (pytest --hypothesis-profile=full), else about a quarter."""
    return max(min(count, _AT_LEAST), count * settings().max_examples // _EVERY)
