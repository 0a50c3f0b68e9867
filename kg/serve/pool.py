"""The worker processes: each runs one query at a time; one that goes over its limit is killed and replaced."""

from __future__ import annotations

import asyncio
from asyncio import Task
from contextlib import suppress
from pathlib import Path

from kg.errors import KgError
from kg.graph.store import MANIFEST
from kg.serve.asked import Answer, Asked, QueryError
from kg.serve.held import Held, held
from kg.serve.limits import Limits
from kg.serve.process import Worker, started


class Pool:
    """Workers that hold the graph in `folder` open, read-only; after a new `kg build`, the new graph.

    `await pool.ask(Asked("SELECT …"))` gives the Answer, in the media types that Asked names; it raises
    QueryError, with the HTTP status that says what went wrong. Whoever stops waiting (a lost client) stops
    the query. Raises KgError when there is no graph."""

    def __init__(self, folder: Path, limits: Limits) -> None:
        self.folder, self.limits = folder, limits
        self._held, self._seen = held(folder), _stamp(folder)
        self._idle: asyncio.Queue[Task[Worker]] = asyncio.Queue()

    @property
    def held(self) -> Held:
        """What is served now: the folder's newest graph that can be opened."""
        stamp = _stamp(self.folder)
        if stamp != self._seen:
            with suppress(KgError):  # a build is in the way; the graph that is open still answers
                self._held, self._seen = held(self.folder), stamp
        return self._held

    def open(self) -> None:
        """Start the workers."""
        for _ in range(self.limits.workers):
            self._idle.put_nowait(asyncio.create_task(started(self.held, self.limits)))

    async def close(self) -> None:
        """End the workers."""
        while not self._idle.empty():
            await _ended(self._idle.get_nowait())

    async def ask(self, asked: Asked) -> Answer:
        """The answer. Raises QueryError: 400 broken, 403 not allowed, 406 in no format asked for, 413 too
        many rows, 500 failed, 503 over the time limit or no worker free."""
        slot = await self._free()
        try:
            if not await self._fresh(slot):
                slot = self._replaced(slot)
            worker = await asyncio.shield(slot)
            async with asyncio.timeout(self.limits.seconds):
                reply = await worker.ask(asked)
        except TimeoutError as error:
            slot = self._replaced(slot)
            raise QueryError(503, _over_time(self.limits.seconds)) from error
        except (OSError, EOFError) as error:
            slot = self._replaced(slot)
            raise QueryError(503, _DIED) from error
        except BaseException:
            slot = self._replaced(slot)
            raise
        finally:
            self._idle.put_nowait(slot)
        if isinstance(reply, QueryError):
            raise reply
        return reply

    async def _free(self) -> Task[Worker]:
        """A worker that does nothing, once there is one."""
        try:
            async with asyncio.timeout(self.limits.seconds):
                return await self._idle.get()
        except TimeoutError as error:
            raise QueryError(503, _BUSY) from error

    async def _fresh(self, slot: Task[Worker]) -> bool:
        """Whether the worker in `slot` lives and holds the graph as it is now."""
        worker = await asyncio.shield(slot)
        return worker.alive and worker.held == self.held

    def _replaced(self, slot: Task[Worker]) -> Task[Worker]:
        """A new worker, once the one in `slot` is ended."""
        return asyncio.create_task(self._anew(slot))

    async def _anew(self, slot: Task[Worker]) -> Worker:
        await _ended(slot)
        return await started(self.held, self.limits)


async def _ended(slot: Task[Worker]) -> None:
    with suppress(OSError, EOFError):  # it never started
        await (await slot).end()


def _stamp(folder: Path) -> int:
    """What changes when the folder is built anew."""
    manifest = folder / MANIFEST
    return manifest.stat().st_mtime_ns if manifest.exists() else 0


def _over_time(seconds: float) -> str:
    return f"超过时限 {seconds:g} 秒，查询已停止 stopped: over the time limit of {seconds:g} seconds"


_BUSY = "查询太多，请稍后再试 busy: every worker is at a query; try again later"
_DIED = "查询用尽了内存，或者进程中断 the query's process ended: out of memory, or stopped from outside"
