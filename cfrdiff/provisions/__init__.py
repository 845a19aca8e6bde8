"""Paragraphs → duties, prohibitions, permissions, conditions, with who bears them and when.

>>> import cfrdiff
>>> from cfrdiff.provisions import provisions
>>> found = provisions(cfrdiff.read("19-cfr-163-2012"), section="163.12")
>>> next((p.cite, p.statements[0].kind, p.statements[0].bearer)
...     for p in found.provisions if p.designation == "(d)(3)")
('§ 163.12(d)(3)', 'duty', 'recordkeeper')
"""

from cfrdiff.provisions.extraction import provisions
from cfrdiff.provisions.model import (
    Deadline,
    Office,
    Provision,
    Provisions,
    Reference,
    Statement,
    Words,
)

__all__ = [
    "Deadline",
    "Office",
    "Provision",
    "Provisions",
    "Reference",
    "Statement",
    "Words",
    "provisions",
]
