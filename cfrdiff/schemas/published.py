"""The schemas as they ship, and as the types have them."""

from __future__ import annotations

import inspect
from importlib import resources
from typing import Any, Literal

import msgspec

from cfrdiff.changes.model import ChangeSet
from cfrdiff.model import EditionJson
from cfrdiff.provisions.model import Provisions
from cfrdiff.rules.answers import Answers, Comparison
from cfrdiff.rules.checking import CheckReport
from cfrdiff.rules.skeletons import Skeleton
from cfrdiff.rules.worklist import WorkList

Name = Literal[
    "edition-1",
    "changeset-1",
    "provisions-1",
    "worklist-1",
    "rulecheck-1",
    "answers-1",
    "comparison-1",
    "skeleton-1",
]
_TYPES: dict[Name, type] = {
    "edition-1": EditionJson,
    "changeset-1": ChangeSet,
    "provisions-1": Provisions,
    "worklist-1": WorkList,
    "rulecheck-1": CheckReport,
    "answers-1": Answers,
    "comparison-1": Comparison,
    "skeleton-1": Skeleton,
}


def load(name: Name) -> dict[str, Any]:
    """The schema as shipped, a JSON Schema (2020-12) as a dict."""
    file = resources.files("cfrdiff.schemas") / f"{name}.json"
    found: dict[str, Any] = msgspec.json.decode(file.read_bytes())
    return found


def generate(name: Name) -> bytes:
    """The schema as the types have it, formatted as shipped."""
    schema: dict[str, Any] = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    schema |= msgspec.json.schema(_TYPES[name])
    for kind in schema["$defs"].values():
        kind["description"] = inspect.cleandoc(kind["description"])
        # Every key is always printed, and no other.
        kind["required"] = list(kind["properties"])
        kind["additionalProperties"] = False
    return msgspec.json.format(msgspec.json.encode(schema), indent=2) + b"\n"
