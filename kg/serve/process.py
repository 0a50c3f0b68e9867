"""A worker as the server sees it: a process that is asked, and that can be killed."""

from __future__ import annotations

import asyncio
import os
import pickle
import sys
from asyncio.subprocess import PIPE, Process, create_subprocess_exec
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.serve.asked import Answer, Asked, QueryError
from kg.serve.held import Held
from kg.serve.limits import Limits
from kg.serve.worker import framed

_OPENING = 30  # seconds that a worker may take to open the store
_HOUSE = Path(__file__).parent.parent.parent  # where the program itself is found


@dataclass(frozen=True, slots=True)
class Worker:
    """A process that holds `held` open and runs one query at a time."""

    process: Process
    held: Held

    @property
    def alive(self) -> bool:
        """Whether it can be asked."""
        return self.process.returncode is None

    async def ask(self, asked: Asked) -> Answer | QueryError:
        """Its answer. Raises OSError or EOFError when it dies over it."""
        await self._tell(asked)
        reply = await self._reply()
        assert isinstance(reply, Answer | QueryError)
        return reply

    async def _tell(self, message: object) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(framed(message))
        await self.process.stdin.drain()

    async def _reply(self) -> Any:
        assert self.process.stdout is not None
        size = int.from_bytes(await self.process.stdout.readexactly(8), "big")
        return pickle.loads(await self.process.stdout.readexactly(size))

    async def end(self) -> None:
        """Kill it, whatever it does."""
        if self.alive:
            self.process.kill()
        await self.process.wait()


async def started(held: Held, limits: Limits) -> Worker:
    """A new worker with the store open. Raises OSError or EOFError when it cannot be opened."""
    path = os.pathsep.join(filter(None, (str(_HOUSE), os.environ.get("PYTHONPATH"))))
    command = (sys.executable, "-P", "-m", "kg.serve.worker")
    process = await create_subprocess_exec(
        *command, stdin=PIPE, stdout=PIPE, env=os.environ | {"PYTHONPATH": path}
    )
    worker = Worker(process, held)
    try:
        async with asyncio.timeout(_OPENING):
            await worker._tell((str(held.store), limits))
            await worker._reply()
    except BaseException:
        await worker.end()
        raise
    return worker
