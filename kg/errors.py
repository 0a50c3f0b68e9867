"""The one error a reader sees: what is wrong, where, and what to do about it."""

from __future__ import annotations

PROBLEMS = 1
USAGE = 2
NO_GRAPH = 3


class KgError(Exception):
    """What is wrong, in one line (Chinese first, English beside); `where` names the file, query or folder;
    `hint` is what to do; `code` the exit code (2 wrong input, 3 no usable graph).

    >>> str(KgError("空文件 / empty file", "a.txt", "换一个文件 / give another file"))
    'a.txt：空文件 / empty file'
    """

    def __init__(self, what: str, where: str = "", hint: str = "", code: int = USAGE) -> None:
        # all four go to Exception, so that the error survives the way back from a worker process
        super().__init__(what, where, hint, code)
        self.what, self.where, self.hint, self.code = what, where, hint, code

    def __str__(self) -> str:
        line = f"{self.where}：{self.what}" if self.where else self.what
        return " ".join(line.split())
