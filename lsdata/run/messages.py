"""Messages between the process that asks for reports and those that make them: a length, then a pickle."""

from __future__ import annotations

import os
import pickle
import signal
import struct
from collections.abc import Callable

LENGTH = struct.Struct(">Q")
ENDED = "ended"  # file in the folder of a forked report: how its process ended


def send(write: Callable[[bytes], object], message: object) -> None:
    """Write one message with a function that takes all the bytes it is given."""
    write(_packed(message))


def receive(read: Callable[[int], bytes]) -> tuple:
    """Read one message with a function that gives as many bytes as it is asked for.

    Raises
    ------
    EOFError : it gave fewer: the other side is gone.
    """
    return pickle.loads(_exactly(read, LENGTH.unpack(_exactly(read, LENGTH.size))[0]))


def answer(make: Callable, job: object, write: Callable[[bytes], object]) -> None:
    """Make a report and send what came of it: ("begun", cell) …, then ("made", result) or ("failed", exception)."""
    send(write, ("begun", ""))
    try:
        last = _packed(("made", make(job, begun=lambda cell: send(write, ("begun", cell)))))
    except Exception as e:
        last = _packed(("failed", _sendable(e)))
    write(last)


class Died(Exception):
    """The process that made a report is gone; ``args[0]`` is the name of the cell it was in."""


def await_answer(read: Callable[[int], bytes], started: Callable[[], None]) -> object:
    """What came of a report: its result, or its exception raised here; ``started`` is called when it has begun.

    Raises
    ------
    Died : nothing came.
    """
    cell = None
    while True:
        try:
            kind, content = receive(read)
        except (EOFError, OSError):
            raise Died(cell or "") from None
        if kind == "made":
            return content
        if kind == "failed":
            raise content
        if cell is None:
            started()
        cell = content


def take_aside(*numbers: int) -> list[int]:
    """Copies of standard files, for messages; then input is empty and output goes where errors go.

    What a cell, or a library below Python, prints must not end up between messages.
    """
    copies = [os.dup(number) for number in numbers]
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    return copies


def how_it_died(code: int) -> str:
    """The end of a process in words, by its exit code; negative for a signal."""
    return f"its process died ({signal.strsignal(-code) if code < 0 else f'exit code {code}'})"


def _packed(message: object) -> bytes:
    content = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    return LENGTH.pack(len(content)) + content


def _exactly(read: Callable[[int], bytes], size: int) -> bytes:
    content = read(size)
    if len(content) < size:
        raise EOFError
    return content


def _sendable(e: Exception) -> Exception:
    """The exception, or its text where it cannot be sent."""
    try:
        pickle.loads(pickle.dumps(e))
    except Exception:  # whatever a class of exceptions does when it is copied
        return RuntimeError(f"{type(e).__name__}: {e}")
    return e
