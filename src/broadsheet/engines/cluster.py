"""The engine `dask://HOST:PORT`: the workers of a Dask cluster, on whatever machines they are."""

from __future__ import annotations

import asyncio
import gc
import logging
import pickle
import socket
import struct
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Executor, Future, ThreadPoolExecutor
from concurrent.futures import wait as wait_for
from contextlib import ExitStack, contextmanager, suppress
from contextvars import copy_context
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeVar

from broadsheet.engines.cores import WorkerLostError
from broadsheet.engines.kept import OTHERS, version_of
from broadsheet.engines.names import SCHEME
from broadsheet.engines.watching import notify
from broadsheet.errors import BroadsheetError

if TYPE_CHECKING:
    from distributed import Client

__all__ = ["Cluster", "connect"]

R = TypeVar("R")

REACH, ANSWER, PATIENCE = 5.0, 8.0, 15.0
"""So many seconds there are to reach a scheduler; for that and a first answer of it; and for one that was lost to come
back, or a first worker to be there."""

LOOK = 3.0
"""Seconds between two looks at whether there are workers."""

TALK = ("distributed.batched", "distributed.client")
"""Who tells of a cluster that is lost, in tracebacks; a run that ends with it says so."""

ONCE = 1.0
"""Seconds for one more attempt, which tells what the system says of it."""

_settled: list[object] = [None]
"""In a worker, the function that was called last."""

TRIALS = 2
"""So often an item is tried alone before it is given up: Dask blames all tasks of a worker that dies, also those that
only wait there."""

PER_THREAD = 4
"""So many tasks are submitted ahead for each thread of the cluster."""


class Cluster(Executor):
    """A client of a cluster as an executor that is far: what its tasks need goes with them.

    `Client.get_executor()` is not it: a result that is on its way when its worker or the scheduler is lost becomes an
    error there, or never comes. A function that is called again and again is sent once, as a task of its own, so that
    the scheduler makes it again where the workers that held it died. Where it is blamed for their death itself, it is
    sent again.
    """

    def __init__(self, client: Client) -> None:
        self._client = client
        self._function: tuple[object, Any] = (None, None)
        self._under_way: set[Future[Any]] = set()
        self.trials = TRIALS
        self.ahead = PER_THREAD * max(1, sum(client.nthreads().values()))

    def submit(self, fn: Callable[..., R], /, *args: Any, **kwargs: Any) -> Future[R]:
        """The future of a call on one of the workers; function, arguments and result are pickled."""
        if self._function[0] is not fn or self._function[1].status == "error":
            data = pickle.dumps(fn, pickle.HIGHEST_PROTOCOL)
            self._function = fn, self._sent(pickle.loads, data)
        task = self._sent(_call, self._function[1], pickle.dumps((args, kwargs), pickle.HIGHEST_PROTOCOL))
        found: Future[R] = Future()
        self._under_way.add(found)
        found.add_done_callback(self._under_way.discard)
        found.add_done_callback(partial(self._let_go, task))
        self._client.loop.add_callback(_hand_on, self._client, task, found)
        return found

    def _sent(self, function: Callable[..., Any], *arguments: Any) -> Any:
        """The task of a call."""
        try:
            return self._client.submit(function, *arguments, pure=False)
        except Exception as error:  # noqa: BLE001 - told in our words
            raise _told(error) from None

    def _let_go(self, task: Any, found: Future[Any]) -> None:
        """Where nobody waits for a result any more, its task is let go as well."""
        if found.cancelled() and self._client.status == "running":
            task.cancel()

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Wait for what was submitted, or let it go; the cluster goes on."""
        under_way = [*self._under_way]
        if cancel_futures:
            for each in under_way:
                each.cancel()
        elif wait:
            wait_for(under_way)
        self._function = (None, None)


def _call(function: Callable[..., R], data: bytes) -> R:
    """The task: what the function gives for pickled arguments."""
    arguments, named = pickle.loads(data)  # noqa: S301 - from our own caller
    found = function(*arguments, **named)
    if _settled[-1] is not function:
        _settled[:] = [function]
        gc.collect()
        gc.freeze()  # what the function keeps is not looked through again and again
    return found


async def _hand_on(client: Client, task: Any, found: Future[Any]) -> None:
    """Hand on what comes of a task, as soon as it is there."""
    result, trouble = None, None
    try:
        result = await client.gather(task, asynchronous=True)
    except BaseException as error:  # noqa: BLE001 - it is raised where the result is asked for
        trouble = _told(error)
    if not found.set_running_or_notify_cancel():
        return
    if trouble is None:
        found.set_result(result)
    else:
        found.set_exception(trouble)


def _told(error: BaseException) -> BaseException:
    """What came of a task, in our words where workers died at it or the cluster went away."""
    from distributed.client import ClosedClientError  # noqa: PLC0415 - an extra
    from distributed.comm import CommClosedError  # noqa: PLC0415 - as above
    from distributed.scheduler import KilledWorker  # noqa: PLC0415 - as above

    if isinstance(error, KilledWorker):
        return WorkerLostError(f"workers of the cluster died at it, the last one {error.last_worker.address}")
    if type(error).__name__ == "NoWorkerError":  # not in every release
        hint = "start some with dask worker, and start again"
        return BroadsheetError("the cluster has had no workers for longer than no-workers-timeout", hint=hint)
    if isinstance(error, CancelledError | asyncio.CancelledError | CommClosedError | ClosedClientError):
        hint = "see whether its scheduler runs, and start again"
        return BroadsheetError("the cluster is gone, or has let a task go", hint=hint)
    return error


@contextmanager
def connect(address: str) -> Iterator[Cluster]:
    """The cluster whose scheduler has an address, `dask://HOST:PORT`, for as long as the context lasts.

    How it is spoken to (TLS, time limits) is what Dask's own configuration says, once it has been reached: whether it
    is there is told within `ANSWER` seconds in any case. Raises BroadsheetError when the extra is not installed, when
    no scheduler or worker is there in time, and when a worker has another broadsheet.
    """
    try:
        from distributed import Client  # noqa: PLC0415 - an extra
    except ModuleNotFoundError as error:
        hint = "pip install 'broadsheet[cluster]'"
        raise BroadsheetError(f"{error.name} is not installed", hint=hint) from None
    place = address.removeprefix(SCHEME)
    try:
        with ThreadPoolExecutor(1) as apart:  # this thread may have a loop of its own
            apart.submit(asyncio.run, _greeted(place)).result()
        client = Client(place, timeout=PATIENCE, set_as_default=False)
    except Exception as error:  # noqa: BLE001 - what is there may say anything
        hint = "name a running one, as dask://HOST:8786; dask scheduler starts one"
        raise BroadsheetError(f"no scheduler answers at {address}: {_told_of(error)}", hint=hint) from None
    with _quiet(), client, ExitStack() as block:
        _require_workers(client, address)
        block.enter_context(_looked_after(client, address))
        cluster = Cluster(client)
        try:
            yield cluster
        except BaseException:
            cluster.shutdown(cancel_futures=True)
            raise
        cluster.shutdown()


@contextmanager
def _quiet() -> Iterator[None]:
    """A block in which Dask's client tells nothing of what we tell ourselves."""
    levels = {logger: logger.level for logger in map(logging.getLogger, TALK)}
    for logger in levels:
        logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        for logger, level in levels.items():
            logger.setLevel(level)


@contextmanager
def _looked_after(client: Client, address: str) -> Iterator[None]:
    """A block in which it is told when all workers have gone: the tasks wait for others, and that may be for ever."""
    ended = threading.Event()
    threading.Thread(target=copy_context().run, args=(_look, client, address, ended), daemon=True).start()
    try:
        yield
    finally:
        ended.set()


def _look(client: Client, address: str, ended: threading.Event) -> None:
    """Tell, once each time, when there has been no worker for a while."""
    latest, told = time.monotonic(), False
    while not ended.wait(LOOK):
        with suppress(Exception):  # a scheduler that does not answer is told where results are waited for
            if client.nthreads():
                latest, told = time.monotonic(), False
            elif not told and time.monotonic() - latest > PATIENCE:
                hint = f"start some: dask worker {address.removeprefix(SCHEME)}; or end the run, and take it up later"
                notify(f"all workers of the cluster at {address} have gone, and what is left waits for others", hint)
                told = True


async def _greeted(place: str) -> None:
    """Let whoever is at a place say a first word as a scheduler does. Dask itself would wait for that for ever."""
    import dask  # noqa: PLC0415 - an extra
    from distributed import Security  # noqa: PLC0415 - as above
    from distributed.comm import connect as reach  # noqa: PLC0415 - as above
    from distributed.comm import get_address_host_port  # noqa: PLC0415 - as above

    if dask.config.get("distributed.client.security-loader", None):  # how it is spoken to is known to Dask alone
        return
    try:
        found = await asyncio.wait_for(reach(place, REACH, **Security().get_connection_args("client")), ANSWER)
    except OSError as error:
        if isinstance([*_causes(error)][-1], TimeoutError):  # it tells its last attempt alone, which the limit may cut
            with suppress(TimeoutError):
                socket.create_connection(get_address_host_port(place), ONCE).close()
        raise
    found.abort()


def _require_workers(client: Client, address: str) -> None:
    """Raise BroadsheetError where there is no worker, or one that would give other results."""
    hint = f"start some: dask worker {address.removeprefix(SCHEME)}"
    if not client.nthreads():
        notify(f"the cluster at {address} has no workers yet, and one is waited for, {PATIENCE:g} s at most", hint)
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
        found = client.run(_version)
    except TimeoutError:
        raise BroadsheetError(f"the cluster at {address} has no workers", hint=hint) from None
    except ModuleNotFoundError as error:
        hint = "install broadsheet in the environment of the workers"
        raise BroadsheetError(f"{error.name} is not installed on the workers of {address}", hint=hint) from None
    if others := sorted({version for version in found.values() if version != _version()}):
        message = f"workers of {address} have broadsheet {', '.join(others)}; here it is {_version()}"
        raise BroadsheetError(message, hint="install the same versions everywhere, so that all give the same")


def _version() -> str:
    """The versions of all that results depend on: what polars makes of words, for one, is that of one version."""
    python = "Python {}.{}".format(*sys.version_info)
    others = (f"{name} {version}" for name in OTHERS if (version := version_of(name)))
    return f"{import_module('broadsheet').__version__} with {', '.join((python, *others))}"


def _told_of(error: Exception) -> str:
    """What came of asking for a scheduler: what the system said, where it was that."""
    if isinstance(error, TimeoutError):
        return f"nothing came in {ANSWER:g} s"
    causes = [*_causes(error)]
    said = (each.strerror for each in causes if isinstance(each, OSError) and each.strerror)
    if found := next(said, "") or f"it was not reached in {REACH:g} s" * isinstance(causes[-1], TimeoutError):
        return found
    if isinstance(error, MemoryError | struct.error):  # of lengths that were none
        return "what is there talks otherwise"
    return str(error).partition("\n")[0] or type(error).__name__


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """An exception, and all that it came of; not that of another task, by which a time limit ends one."""
    while error is not None and not isinstance(error, asyncio.CancelledError):
        yield error
        error = error.__cause__
