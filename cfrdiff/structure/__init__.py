"""Running text → sections → paragraph trees."""

from cfrdiff.structure.editions import MOST_LABELS, Known, build, explain, headed_parts, set_forth
from cfrdiff.structure.explanations import Explanation

__all__ = ["MOST_LABELS", "Explanation", "Known", "build", "explain", "headed_parts", "set_forth"]
