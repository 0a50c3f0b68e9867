"""The worker processes: each runs one query at a time, and one that goes over its limit is killed and replaced."""

from __future__ import annotations

import asyncio
import os
import pickle
import sys
from asyncio.subprocess import PIPE, Process, create_subprocess_exec
from collections.abc import Awaitable
from pathlib import Path
from typing import TypeVar

from kg.serve.asked import Answer, Asked, QueryError
from kg.serve.held import Held
from kg.serve.limits import Limits
from kg.serve.worker import framed

_START = 30.0  # seconds that a worker may take to open the store
_HOUSE = Path(__file__).parent.parent.parent
_T = TypeVar("_T")


class Pool:
    """Workers that hold the same store open, read-only.

    `await pool.ask(Asked("SELECT …"))` gives the Answer, in the media types that Asked names; it raises
    QueryError, with the HTTP status that says what went wrong. Whoever stops waiting (a lost client) stops the
    query."""

    def __init__(self, held: Held, limits: Limits) -> None:
        self.held, self.limits = held, limits
        self._idle: asyncio.Queue[asyncio.Task[Process]] = asyncio.Queue()
        self._living: set[Process] = set()

    async def open(self) -> None:
        """Start the workers."""
        for _ in range(self.limits.workers):
            self._replace()

    async def close(self) -> None:
        """End the workers, and what they are doing."""
        while not self._idle.empty():
            self._idle.get_nowait().cancel()
        for process in list(self._living):
            await self._end(process)

    async def ask(self, asked: Asked) -> Answer:
        """The answer. Raises QueryError: 400 broken, 403 not allowed, 406 no such format, 413 too many rows, 500
        failed, 503 over the time limit."""
        starting = await self._free()
        try:
            process = await asyncio.shield(starting)
            reply = await self._within(_exchange(process, asked), _OVER_TIME)
        except BaseException as error:
            self._replace()
            if starting.done() and not starting.cancelled() and not starting.exception():
                await self._end(starting.result())
            if isinstance(error, asyncio.IncompleteReadError | ConnectionError | OSError):
                raise QueryError(503, _DIED) from error
            raise
        self._idle.put_nowait(starting)
        if isinstance(reply, QueryError):
            raise reply
        return reply

    async def _free(self) -> asyncio.Task[Process]:
        """A worker that does nothing, once there is one."""
        return await self._within(self._idle.get(), _BUSY)

    async def _within(self, work: Awaitable[_T], why: str) -> _T:
        """What comes of `work` inside the time limit. Raises QueryError (503) when it takes longer."""
        try:
            return await asyncio.wait_for(work, self.limits.seconds)
        except TimeoutError as error:
            raise QueryError(503, why.format(self.limits.seconds)) from error

    def _replace(self) -> None:
        self._idle.put_nowait(asyncio.create_task(self._start()))

    async def _start(self) -> Process:
        """A new worker, ready to be asked."""
        path = os.pathsep.join(filter(None, (str(_HOUSE), os.environ.get("PYTHONPATH"))))
        given = (str(self.held.store), str(self.limits.rows), str(self.limits.megabytes))
        command = (sys.executable, "-P", "-m", "kg.serve.worker", *given)
        process = await create_subprocess_exec(
            *command, stdin=PIPE, stdout=PIPE, env=os.environ | {"PYTHONPATH": path}
        )
        self._living.add(process)
        await asyncio.wait_for(_reply(process), _START)
        return process

    async def _end(self, process: Process) -> None:
        self._living.discard(process)
        if process.returncode is None:
            process.kill()
        await process.wait()


_OVER_TIME = "超过时限 {:g} 秒，查询已停止 stopped: over the limit of {:g} seconds".replace("{:g}", "{0:g}")
_BUSY = "查询太多，请稍后再试 busy: no worker was free within {0:g} seconds; try again later"
_DIED = "查询用尽了内存，或者进程中断 the query's process ended: out of memory, or stopped from outside"


async def _exchange(process: Process, asked: Asked) -> Answer | QueryError:
    assert process.stdin is not None
    process.stdin.write(framed(asked))
    await process.stdin.drain()
    return await _reply(process)


async def _reply(process: Process) -> Answer | QueryError:
    assert process.stdout is not None
    size = int.from_bytes(await process.stdout.readexactly(8), "big")
    reply = pickle.loads(await process.stdout.readexactly(size))
    assert isinstance(reply, Answer | QueryError)
    return reply
