"""What can go wrong, said in one line: the file, the place, and what to do about it."""

from __future__ import annotations


class CfrdiffError(Exception):
    """Bad input or an impossible request; the message is one line and complete by itself."""


class SourceError(CfrdiffError):
    """A file that cannot be read as an edition."""

    def __init__(self, path: str, problem: str, advice: str, place: str | None = None) -> None:
        where = f"{path}, {place}" if place else path
        super().__init__(f"{where}: {problem}; {advice}")


def how_to_raise(limit: str) -> str:
    """What is to be done about a limit of `cfrdiff.limits`, by its name."""
    return f"raise the limit with `cfrdiff --limit {limit}=NUMBER`"


class LimitError(SourceError):
    """An input that goes over one of the limits of `cfrdiff.limits`."""

    def __init__(
        self, path: str, limit: str, problem: str, advice: str, place: str | None = None
    ) -> None:
        super().__init__(path, problem, f"{advice}, or {how_to_raise(limit)}", place)


class TooLongError(CfrdiffError):
    """Work that was not done within a time of `cfrdiff.limits`."""


class NotFoundError(CfrdiffError):
    """A section, edition or file that was asked for and is not there."""


class MismatchError(CfrdiffError):
    """Two editions that are not the older and the newer of one text, and were not forced."""


class ConflictError(CfrdiffError):
    """A change set was applied to an edition it was not made from."""


class CorpusError(CfrdiffError):
    """A corpus whose manifest or files are not as they should be."""


class LibraryError(CfrdiffError):
    """A library that cannot be read or written, is damaged, or needs what is not installed."""


class ServiceError(CfrdiffError):
    """A service on the network that cannot be reached, or gives what cannot be used."""

    def __init__(self, address: str, problem: str, advice: str) -> None:
        super().__init__(f"{address}: {problem}; {advice}")
