"""The worker process: `python -m graphs.cameras.animatic.worker FOLDER`. It makes one operation's clip and ends.

It ends at once when its standard input does, that is, when the process that started it is gone.
"""

import os
import sys
import threading
import traceback
from pathlib import Path

from filelock import Timeout

from graphs.cameras.animatic.operations import Operation
from graphs.errors import CameraFault

ORPHANED = 3


def main(arguments: list[str]) -> int:
    """0: the clip is there, was cancelled, cannot be made, or somebody else makes it. Anything else is a crash."""
    # One llvmpipe thread in each of two processes is faster than two in one (Mesa reads this when it loads).
    os.environ.setdefault("LP_NUM_THREADS", "0")
    operation = Operation(Path(arguments[0]))
    from graphs.cameras.animatic import shoot

    if "--second" in arguments:
        task = sys.stdin.readline()
        if not task:
            return ORPHANED
        threading.Thread(target=_end_with_parent, daemon=True).start()
        try:
            shoot.second(operation, task)
        except shoot.Cancelled:
            return 0
        return 0
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        with operation.lock():
            _make(operation)
    except Timeout:
        return 0
    return 0


def _make(operation: Operation) -> None:
    from graphs.cameras.animatic import shoot

    if operation.clip.exists() or operation.cancelled:
        return
    operation.log("worker started")
    try:
        shoot.lead(operation)
    except shoot.Cancelled:
        return
    except CameraFault as fault:
        traceback.print_exc()
        if fault.again:
            raise
        operation.fail(str(fault), fault.said)
        operation.log("failed")
        return
    operation.log("done")


def _end_with_parent() -> None:
    while os.read(sys.stdin.fileno(), 1024):
        pass
    os._exit(ORPHANED)


if __name__ == "__main__":
    # Libraries of graphics drivers may hang while they unload: leave without.
    code = main(sys.argv[1:])
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)
