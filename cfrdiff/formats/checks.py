"""The faults of a check as those who run it want them: GitHub's annotations, and SARIF 2.1.0."""

from __future__ import annotations

import os
import posixpath
import urllib.parse
from collections.abc import Mapping
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    from cfrdiff.rules.checking import CheckReport, Status  # loads libcst

_SARIF = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
# How GitHub's workflow commands write what would end a property or the message.
_IN_MESSAGES = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_IN_PROPERTIES = _IN_MESSAGES | {":": "%3A", ",": "%2C"}


def github(found: CheckReport, folder: str) -> bytes:
    """A workflow command a fault, which GitHub shows at the line of its function."""
    return "".join(f"{_command(one, folder)}\n" for one in found.faults).encode()


def _command(one: Status, folder: str) -> str:
    values = {
        "file": _file(one, folder),
        "line": str(one.line or 1),
        "title": f"{one.state}: § {one.cite}",
    }
    given = ",".join(f"{name}={_escaped(text, _IN_PROPERTIES)}" for name, text in values.items())
    return f"::error {given}::{_escaped(_message(one), _IN_MESSAGES)}"


def _escaped(text: str, signs: Mapping[str, str]) -> str:
    return "".join(signs.get(one, one) for one in text)


def _message(one: Status) -> str:
    function = f" ({one.function})" if one.function else ""
    return f"§ {one.cite}{function}: {one.state}" + (f": {one.why}" if one.why else "")


def _file(one: Status, folder: str) -> str:
    return posixpath.normpath(posixpath.join(folder.replace(os.sep, "/"), one.module or ""))


def _uri(one: Status, folder: str) -> str:
    """A file as SARIF names it: beside the folder the check is run in, else in full."""
    path = _file(one, folder)
    return ("file://" if path.startswith("/") else "") + urllib.parse.quote(path)


def sarif(found: CheckReport, folder: str) -> bytes:
    """The faults as a log of SARIF, each at the line of its function."""
    states = dict.fromkeys(one.state for one in found.faults)
    driver = {
        "name": "cfrdiff",
        "version": version("cfrdiff"),
        "rules": [{"id": _id(state), "name": state.title().replace(" ", "")} for state in states],
    }
    results = [_result(one, folder) for one in found.faults]
    run = {"tool": {"driver": driver}, "results": results}
    log = {"$schema": _SARIF, "version": "2.1.0", "runs": [run]}
    return msgspec.json.format(msgspec.json.encode(log), indent=2) + b"\n"


def _id(state: str) -> str:
    return state.replace(" ", "-")


def _result(one: Status, folder: str) -> dict[str, Any]:
    place = {
        "artifactLocation": {"uri": _uri(one, folder)},
        "region": {"startLine": one.line or 1},
    }
    return {
        "ruleId": _id(one.state),
        "level": "error",
        "message": {"text": _message(one)},
        "locations": [{"physicalLocation": place}],
    }
