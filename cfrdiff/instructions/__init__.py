"""Amendatory instructions: written for a change, read back, and carried out."""

from cfrdiff.instructions.comparison import same_blocks, same_words
from cfrdiff.instructions.compose import Amendments, compose
from cfrdiff.instructions.document import read_document
from cfrdiff.instructions.interpret import apply
from cfrdiff.instructions.model import Failure, Instruction

__all__ = [
    "Amendments",
    "Failure",
    "Instruction",
    "apply",
    "compose",
    "read_document",
    "same_blocks",
    "same_words",
]
