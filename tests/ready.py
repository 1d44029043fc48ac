"""Python processes that begin with what they need imported: forked from one that has it, instead of started anew.

A bot takes four seconds of a core to import what it stands on, and the suite starts some hundred of them. They are
real processes with arguments, an environment and a fate of their own. What is tested of starting itself (the demo, the
check on a real workspace, what a command imports) starts as its user would.
"""

import asyncio
import multiprocessing
import os
import runpy
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from functools import cache
from multiprocessing.context import ForkServerContext
from multiprocessing.reduction import DupFd
from typing import Any, BinaryIO

IMPORTED = ["tests.warm"]


@cache
def _forge() -> ForkServerContext:
    """The process that they are forked from; it ends with this one."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(IMPORTED)
    return context


def _main(module: str, arguments: list[str], environment: dict[str, str], files: list[Any]) -> None:
    """In the new process: become `python -m module arguments`."""
    os.environ.clear()
    os.environ.update(environment)
    for number, file in enumerate(files):
        os.dup2(file.detach(), number)
    sys.stdin = os.fdopen(os.dup(0), encoding="utf-8")
    sys.argv = [module, *arguments]
    runpy.run_module(module, run_name="__main__", alter_sys=True)


class Running:
    """`python -m module arguments` with its standard output on a pipe."""

    def __init__(self, module: str, *arguments: str, env: Mapping[str, str], stderr: BinaryIO | None = None) -> None:
        self._out, there = os.pipe()
        nothing = os.open(os.devnull, os.O_RDWR)
        error = stderr.fileno() if stderr else 2
        self._process = _forge().Process(
            target=_main,
            args=(module, list(arguments), dict(env), [DupFd(fd) for fd in (nothing, there, error)]),
            daemon=True,
        )
        self._process.start()
        os.close(there)
        os.close(nothing)

    @property
    def pid(self) -> int:
        assert self._process.pid is not None
        return self._process.pid

    @property
    def returncode(self) -> int | None:
        return self._process.exitcode

    async def line(self, within_s: float) -> bytes:
        """The next line of its output; nothing where it has ended."""
        loop = asyncio.get_running_loop()
        reader = asyncio.StreamReader()
        transport, _ = await loop.connect_read_pipe(
            lambda: asyncio.StreamReaderProtocol(reader), os.fdopen(os.dup(self._out), "rb")
        )
        try:
            return await asyncio.wait_for(reader.readline(), within_s)
        finally:
            transport.close()

    def _close(self) -> None:
        if self._out >= 0:
            os.close(self._out)
        self._out = -1

    def terminate(self) -> None:
        self._process.terminate()

    def kill(self) -> None:
        self._process.kill()

    async def wait(self, within_s: float) -> int:
        """Its exit code, negative for a signal. TimeoutError where it does not end."""
        await asyncio.to_thread(self._process.join, within_s)
        if self._process.exitcode is None:
            raise TimeoutError("it has not ended")
        self._close()
        return self._process.exitcode


def run(
    module: str, *arguments: str, env: Mapping[str, str], given: str | None = None
) -> subprocess.CompletedProcess[str]:
    """What `python -m module arguments` says and returns."""
    with tempfile.TemporaryFile() as stdin, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        stdin.write((given or "").encode())
        stdin.seek(0)
        files = [DupFd(file.fileno()) for file in (stdin, out, err)]
        process = _forge().Process(target=_main, args=(module, list(arguments), dict(env), files), daemon=True)
        process.start()
        process.join(60)
        assert process.exitcode is not None, "it has not ended"
        for file in (out, err):
            file.seek(0)
        said, trouble = out.read().decode(), err.read().decode()
    return subprocess.CompletedProcess([module, *arguments], process.exitcode, said, trouble)
