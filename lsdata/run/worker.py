"""A worker process: ``python -m lsdata.run.worker ROOM``, started and spoken to by ``lsdata.run.pool``.

It takes (function, job) messages from its standard input, one after the other, and answers on its standard output
with ("begun", cell) messages and one ("made", result) or ("failed", exception). When the process that started it is
gone, in whatever way, it ends at once, in the middle of a report too: nothing is written later.
"""

from __future__ import annotations

import os
import pickle
import queue
import shutil
import sys
import tempfile
import threading
import traceback

from .pool import receive, send


def main(room: str) -> None:
    """Serve until the pipe closes; write temporary files into ``room`` only."""
    # The pipes are moved away first: what a cell, or a library below Python, prints must not end up between messages.
    jobs, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(2, 1)
    tempfile.tempdir = room
    os.chdir(room)
    # jsonschema's check of one kind of web address builds a grammar for most of a second when it is imported; without
    # the module it goes without the check, and no notebook needs it.
    sys.modules.setdefault("rfc3987_syntax", None)

    todo: queue.SimpleQueue = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(jobs, todo, room), daemon=True).start()
    _prepare()
    while True:
        make, job = todo.get()
        try:
            answer = ("made", make(job, begun=lambda cell: send(answers, ("begun", cell))))
        except Exception as e:
            answer = ("failed", _sendable(e))
        send(answers, answer)


def _listen(jobs, todo: queue.SimpleQueue, room: str) -> None:
    """Hand over what comes; end the process when the pipe closes, or when what came cannot be read."""
    code = 1
    try:
        while True:
            todo.put(receive(jobs))
    except EOFError:
        code = 0
    except Exception:
        traceback.print_exc()
    if code == 0:
        shutil.rmtree(room, ignore_errors=True)
    os._exit(code)


def _prepare() -> None:
    """Import what every report needs, while the other side still puts its first job together."""
    import pandas  # noqa: F401
    import papermill  # noqa: F401
    import seaborn  # noqa: F401

    from . import engine  # noqa: F401


def _sendable(e: Exception) -> Exception:
    """The exception, or its text where it cannot be sent."""
    try:
        pickle.loads(pickle.dumps(e))
    except Exception:  # whatever a class of exceptions does when it is copied
        return RuntimeError(f"{type(e).__name__}: {e}")
    return e


if __name__ == "__main__":
    main(sys.argv[1])
