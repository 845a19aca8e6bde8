"""The sorts of operations, and how often each is drawn in a mix."""

from accuracy.changes import operations as one_by_one
from accuracy.changes import whole_sections
from accuracy.changes.operations import Operation

OPERATIONS: dict[str, tuple[Operation, int]] = {
    "insert": (one_by_one.insert, 3),
    "append": (one_by_one.append, 2),
    "insert-item": (one_by_one.insert_item, 3),
    "remove": (one_by_one.remove, 3),
    "reserve": (one_by_one.reserve, 1),
    "revise": (one_by_one.revise, 6),
    "revise-heading": (one_by_one.revise_heading, 1),
    "swap": (one_by_one.swap, 1),
    "shift": (one_by_one.shift, 1),
    "move": (one_by_one.move, 3),
    "move-section": (one_by_one.move_section, 2),
    "renumber": (one_by_one.renumber, 1),
    "split": (one_by_one.split_beside, 3),
    "split-below": (one_by_one.split_below, 2),
    "merge": (one_by_one.merge, 3),
    "rename": (one_by_one.rename_everywhere, 1),
    "copy": (whole_sections.copy, 1),
    "insert-section": (whole_sections.insert_section, 1),
    "add-part": (whole_sections.add_part, 1),
    "renumber-part": (whole_sections.renumber_part, 1),
    "reprint": (whole_sections.reprint, 1),
}
