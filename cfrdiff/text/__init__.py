"""Lines → running text: furniture out, typography even, broken words whole, OCR slips noted."""

from cfrdiff.text.assembly import run_on
from cfrdiff.text.doubts import DOUBT
from cfrdiff.text.running import Join, Placed, RunningText
from cfrdiff.text.vocabulary import Vocabulary

__all__ = ["DOUBT", "Join", "Placed", "RunningText", "Vocabulary", "run_on"]
