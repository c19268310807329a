"""A worker process: ``python -m lsdata.run.worker ROOM FUNCTION``, for systems without fork.

It takes (function, job) messages from its standard input, one after the other, and answers each on its standard output.
When the process that started it is gone, in whatever way, it ends at once, in the middle of a report too: nothing is
written later.
"""

from __future__ import annotations

import gc
import os
import pkgutil
import queue
import shutil
import sys
import tempfile
import threading
import traceback

from .messages import answer, receive, take_aside


def main(room: str, prepare: str) -> None:
    """Serve until the pipe closes; write temporary files into ``room`` only."""
    incoming, outgoing = take_aside(0, 1)
    jobs, answers = os.fdopen(incoming, "rb"), os.fdopen(outgoing, "wb")
    tempfile.tempdir = room
    os.chdir(room)
    todo: queue.SimpleQueue = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(jobs, todo, room), daemon=True).start()
    pkgutil.resolve_name(prepare)()  # while the other side still puts its first job together
    gc.collect()
    gc.freeze()  # the collection after each report leaves the libraries alone

    def write(content: bytes) -> None:
        answers.write(content)
        answers.flush()

    while True:
        answer(*todo.get(), write)


def _listen(jobs, todo: queue.SimpleQueue, room: str) -> None:
    """Hand over what comes; end the process when the pipe closes, or when what came cannot be read."""
    code = 1
    try:
        while True:
            todo.put(receive(jobs.read))
    except EOFError:
        code = 0
    except Exception:
        traceback.print_exc()
    if code == 0:
        shutil.rmtree(room, ignore_errors=True)
    os._exit(code)


if __name__ == "__main__":
    main(*sys.argv[1:])
