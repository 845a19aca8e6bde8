"""What the command line and Python call: from files to editions, change sets and what follows."""

from typing import TYPE_CHECKING

from cfrdiff.late import open_door as _open_door

if TYPE_CHECKING:
    from cfrdiff.api.amending import Amended, amend
    from cfrdiff.api.asking import ask, compare_answers, facts_template
    from cfrdiff.api.comparing import histories, history, instructions
    from cfrdiff.api.diffing import diff
    from cfrdiff.api.naming import history_of, is_cite, picked_by, resolved
    from cfrdiff.api.reading import explain, read, read_both, read_set_forth, source_lines
    from cfrdiff.api.several import of_all, read_all
    from cfrdiff.api.texts import compare_texts

__all__ = [
    "Amended",
    "amend",
    "ask",
    "compare_answers",
    "compare_texts",
    "diff",
    "explain",
    "facts_template",
    "histories",
    "history",
    "history_of",
    "instructions",
    "is_cite",
    "of_all",
    "picked_by",
    "read",
    "read_all",
    "read_both",
    "read_set_forth",
    "resolved",
    "source_lines",
]

_open_door(
    __name__,
    {
        "cfrdiff.api.amending": ("Amended", "amend"),
        "cfrdiff.api.asking": ("ask", "compare_answers", "facts_template"),
        "cfrdiff.api.comparing": ("histories", "history", "instructions"),
        "cfrdiff.api.naming": ("history_of", "is_cite", "picked_by", "resolved"),
        "cfrdiff.api.diffing": ("diff",),
        "cfrdiff.api.reading": ("explain", "read", "read_both", "read_set_forth", "source_lines"),
        "cfrdiff.api.several": ("of_all", "read_all"),
        "cfrdiff.api.texts": ("compare_texts",),
    },
)
