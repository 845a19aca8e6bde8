"""The server: the tools, by the official SDK for the Model Context Protocol
(https://py.sdk.modelcontextprotocol.io/), which is asked for in its version 2.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from cfrdiff.errors import CfrdiffError
from cfrdiff.version import __version__

if TYPE_CHECKING:
    from mcp.server import MCPServer

P = ParamSpec("P")
T = TypeVar("T")

_EXTRA = "this needs the package mcp; pip install 'cfrdiff[mcp]'"
# As much of an unknown error's own words as one line bears, and what may help.
_LONGEST = 300
_ADVICE = "see whether `cfrdiff library verify` finds the library damaged, or ask for less"
_INSTRUCTIONS = (
    "Editions of the Code of Federal Regulations that are kept on this machine. Every item has a"
    " cite and names its edition; quote both. What an answer says is not in the library is not"
    " known here: do not fill it in. `found` false, `left_out` and `more` say what is missing."
)


def made_server() -> MCPServer:
    """The server with all tools, over whatever it is run. Raises CfrdiffError where the extra is
    not installed.
    """
    try:
        from mcp.server import MCPServer
        from mcp_types import ToolAnnotations
    except ImportError:
        raise CfrdiffError(_EXTRA) from None
    from cfrdiff.assistants.tools import TOOLS

    server = MCPServer(
        "cfrdiff",
        title="The Code of Federal Regulations, edition by edition",
        instructions=_INSTRUCTIONS,
        version=__version__,
        log_level="ERROR",
    )
    only_reads = ToolAnnotations(read_only_hint=True, open_world_hint=False)
    for tool in TOOLS:
        server.add_tool(_reported(tool), annotations=only_reads)
    return server


def _reported(tool: Callable[P, T]) -> Callable[P, T]:
    """A tool whose errors reach the assistant as one line."""
    from mcp.server.mcpserver.exceptions import ToolError

    @wraps(tool)
    def run(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return tool(*args, **kwargs)
        except CfrdiffError as error:
            raise ToolError(str(error)) from None
        except Exception as error:  # the assistant is told, and the server goes on
            said = " ".join(f"{type(error).__name__}: {error}".split())[:_LONGEST]
            raise ToolError(f"cfrdiff failed ({said}); {_ADVICE}") from None

    return run
