"""The file around the text: nothing in it speaks of the template that it was made from, and the
same document is the same bytes.
"""

from __future__ import annotations

import io
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

_EXTENDED = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>cfrdiff</Application></Properties>\n"
)
# A picture of the template's empty page, its list of sources, and its styles as Word 2010 wants
# them, which do not follow the others.
_LEFT_OUT = (
    "http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail",
    "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects",
    RELATIONSHIP_TYPE.CUSTOM_XML,
)


def packed(document: Document, title: str) -> bytes:
    """The bytes of a .docx. It bears no date of its own: it is made anew whenever it is asked
    for, and says of the editions when they are.
    """
    core = document.core_properties
    core.title, core.author, core.comments = title, "cfrdiff", ""
    properties: Any = core._element
    for dated in (qn("dcterms:created"), qn("dcterms:modified")):
        for one in properties.findall(dated):
            properties.remove(one)
    package: Any = document.part.package
    for held in (package.rels, document.part.rels):
        for name, one in list(held.items()):
            if one.reltype in _LEFT_OUT:
                del held[name]
            elif one.reltype == RELATIONSHIP_TYPE.EXTENDED_PROPERTIES:
                one.target_part._blob = _EXTENDED.encode()
    made, out = io.BytesIO(), io.BytesIO()
    document.save(made)
    # Its parts get the date of the day on which it is written; here each gets that of ZIP's first.
    with ZipFile(made) as given, ZipFile(out, "w") as kept:
        for name in given.namelist():
            kept.writestr(ZipInfo(name), given.read(name), compress_type=ZIP_DEFLATED)
    return out.getvalue()
