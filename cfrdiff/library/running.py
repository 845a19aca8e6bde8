"""Where work is done: in processes of this machine, or by the workers of a dask scheduler.

The functions are the same and so are the bytes they write. A worker that dies costs what it was at:
the scheduler gives that to another one.
"""

from __future__ import annotations

import contextlib
import importlib
import logging
from collections.abc import Iterator
from typing import Any, TypeVar

from cfrdiff.cores import Work, report_progress, spread
from cfrdiff.errors import LibraryError

Item = TypeVar("Item")
Result = TypeVar("Result")

_PATIENCE = "20s"  # that a scheduler is waited for
_EXTRA = "a cluster needs dask's scheduler; pip install 'cfrdiff[cluster]'"


def run(work: Work[Item, Result], scheduler: str | None = None) -> list[Result]:
    """The result of each item, in their order. `scheduler` is the address of one of dask's
    (``tcp://…``); without it this machine does the work.

    Raises what the first item raises that raises anything, and LibraryError where no scheduler
    answers.
    """
    if scheduler is None:
        return spread(work)
    with _client(scheduler) as client:
        return _spread(work, client)


def _spread(work: Work[Item, Result], client: Any) -> list[Result]:
    distributed: Any = importlib.import_module("distributed")

    # The largest first, so that none is left over at the end; never taken for done before.
    order = sorted(range(len(work.items)), key=lambda i: -work.sizes[i])
    futures = {client.submit(work.do, work.items[i], pure=False): i for i in order}
    results: dict[int, Result] = {}
    done, whole = 0.0, sum(work.sizes)
    report_progress(work.name, done, whole)
    for future in distributed.as_completed(list(futures)):
        i = futures[future]
        # What workers die of, one after the other, is done here, so that its error shows here.
        with contextlib.suppress(distributed.KilledWorker):
            results[i] = future.result()
        done += work.sizes[i]
        report_progress(work.name, done, whole)
    return [results[i] if i in results else work.do(item) for i, item in enumerate(work.items)]


@contextlib.contextmanager
def _client(scheduler: str) -> Iterator[Any]:
    try:
        distributed: Any = importlib.import_module("distributed")
    except ImportError:
        raise LibraryError(_EXTRA) from None
    logging.getLogger("distributed").setLevel(logging.ERROR)
    try:
        client = distributed.Client(scheduler, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise LibraryError(
            f"{scheduler}: no scheduler answers ({error}); start one with `dask scheduler`, and"
            " workers with `dask worker`"
        ) from None
    with client, client.as_current():
        yield client
