"""Where work runs, in this process or in a pool of them, and in what shares."""

import gc
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

FEW = 200
"""Articles up to which one process is done before a pool has started."""

CHUNK = 150
"""Articles in one task of the pool: few enough to share work out evenly, enough to make a task's own cost vanish."""


class Inline(Executor):
    """Runs each call at once in this process."""

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Return the finished future of the call; what it raises is raised here, as there is nobody to wait."""
        future: Future[T] = Future()
        future.set_result(fn(*args, **kwargs))
        return future


def open_pool(jobs: int, articles: int) -> Executor:
    """Return an executor for work on so many articles: this process for few of them or for one job."""
    if jobs < 2 or articles <= FEW:
        return Inline()
    # a small build has no need of processes
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415
    from multiprocessing import get_context  # noqa: PLC0415

    # a forked process starts with every import and layout in place; elsewhere than on Linux forking is not safe
    method = "fork" if os.uname().sysname == "Linux" else "spawn"
    return ProcessPoolExecutor(jobs, mp_context=get_context(method), initializer=_begin)


def _begin() -> None:
    # to look for garbage writes to every object, and a page that is written to is no longer shared with the parent
    gc.freeze()
    _end_with_parent()


def _end_with_parent() -> None:
    """Let this process end when the one that started it is gone, however that ended.

    A killed build would leave its pool waiting for work for ever, and with it the lock on the stage, which every
    forked process holds too: then no later build could begin.
    """
    from multiprocessing import parent_process  # noqa: PLC0415
    from threading import Thread  # noqa: PLC0415

    def wait() -> None:
        parent = parent_process()
        if parent:
            parent.join()
            os._exit(1)

    Thread(target=wait, daemon=True).start()


def chunks(items: Iterable[T], weight: Callable[[T], int], most: int = CHUNK) -> Iterator[tuple[T, ...]]:
    """Yield the items in order, in runs of about `most` by weight."""
    part: list[T] = []
    load = 0
    for item in items:
        part.append(item)
        load += weight(item)
        if load >= most:
            yield tuple(part)
            part, load = [], 0
    if part:
        yield tuple(part)
