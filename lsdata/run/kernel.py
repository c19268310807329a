"""The other engine, "kernel": papermill's own, with a Jupyter kernel in a process of its own, for one report.

For notebooks that need what cells in this process cannot have: state of widgets, the output of subprocesses, an event
loop of their own. The kernel is IPython's; it sees the report's scope and draws as every report does.
"""

from __future__ import annotations

import ctypes
import os
import pickle
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from jupyter_client import AsyncKernelManager
from papermill.engines import NBClientEngine
from traitlets.config import Config

from ..dataset import using

if TYPE_CHECKING:
    from ..dataset import Dataset

SCOPE = "scope.pickle"


class KernelEngine(NBClientEngine):
    """papermill's own engine, told which kernel to start and whom to tell of each cell."""

    @classmethod
    def execute_managed_notebook(cls, nb_man, kernel_name, *, begun, **kwargs):
        def started(cell, cell_index: int) -> None:
            begun(nb_man.nb.cells, cell_index)

        return super().execute_managed_notebook(nb_man, kernel_name, on_cell_start=started, **kwargs)


class ReportKernel(AsyncKernelManager):
    """Starts ``python -m lsdata.run.kernel`` in place of the kernel that is installed."""

    def format_kernel_cmd(self, extra_arguments=None) -> list[str]:
        return [sys.executable, "-P", "-m", __name__, "-f", self.connection_file]


def settings(scope: Dataset, folder: Path) -> Config:
    """What the engine needs to know: ``scope`` is what ``lsdata.load()`` gives in a kernel started one below ``folder``."""
    (folder / SCOPE).write_bytes(pickle.dumps(scope))
    # No ports where sockets can be files in the folder, whose names may have 107 letters.
    transport = "ipc" if sys.platform == "linux" and len(os.fsencode(folder)) < 90 else "tcp"
    return Config(
        KernelManager={"transport": transport, "connection_file": str(folder / "kernel.json")},
        NotebookClient={"kernel_manager_class": ReportKernel, "record_timing": False},
    )


def main() -> None:
    """Run the kernel, as IPython's kernel runs."""
    from ipykernel.kernelapp import IPKernelApp

    from .engine import SETTINGS, draw_inline
    from .warm import die_with_parent

    if sys.platform == "linux":
        die_with_parent(ctypes.CDLL(None))  # a kernel is no member of its report's group
    with using(pickle.loads(Path("..", SCOPE).read_bytes())):
        app = IPKernelApp.instance(config=SETTINGS)
        app.initialize()
        draw_inline(app.shell)
        app.start()


if __name__ == "__main__":
    main()
