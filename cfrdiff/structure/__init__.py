"""Running text → sections → paragraph trees."""

from cfrdiff.structure.editions import Known, build, explain, headed_parts, set_forth
from cfrdiff.structure.explanations import Explanation

__all__ = ["Explanation", "Known", "build", "explain", "headed_parts", "set_forth"]
