"""The papermill engine "lsdata": runs a notebook's cells with IPython in this process, with no kernel and no sockets.

papermill prepares, injects and saves as always; only the running of the cells is replaced. What a cell prints, shows,
updates or raises becomes the message that a kernel would have sent, and nbclient's client writes it into the cell, so
the outputs are those of any executed notebook. Charts are SVG, saved as they were laid out.

Not here, since there is no kernel: the state of widgets (their plain text is kept), what subprocesses print, an event
loop that runs already. For these there is ``lsdata report --engine kernel``, and plain papermill.
"""

import atexit
import contextlib
import io
import os
import sys
import warnings
from tempfile import TemporaryDirectory

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from nbclient.jsonutil import json_clean
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import Engine
from traitlets.config import Config

# No date and no version in a chart: the same figure gives the same bytes tomorrow.
SVG = {"bbox_inches": None, "metadata": dict.fromkeys(("Date", "Creator", "Format", "Type"))}
SETTINGS = Config(
    HistoryManager={"enabled": False},  # no file in the user's home and no thread
    InlineBackend={"figure_formats": {"svg"}, "print_figure_kwargs": SVG},
)
WIDGET = "application/vnd.jupyter.widget-view+json"  # shows a state that is nowhere, by a random number
KEPT = ("stdin", "stdout", "stderr", "displayhook", "excepthook", "ps1", "ps2", "ps3")


class LsdataEngine(Engine):
    """Runs the cells of a notebook one after the other, as papermill's own engine does."""

    @classmethod
    def execute_managed_notebook(cls, nb_man, kernel_name, *, begun=None, **kwargs):
        """Run a notebook that papermill has prepared.

        Parameters
        ----------
        begun : function of (cells, index) called before each cell: who watches the process learns where it is.
        kwargs : ``log_output``, ``stdout_file``, ``stderr_file`` as for papermill's own engine. A limit of time is not
            kept here: nothing inside a process can stop it for certain. ``lsdata.run.pool`` does it from outside.
        """
        wanted = {k: kwargs[k] for k in ("log_output", "stdout_file", "stderr_file") if kwargs.get(k)}
        # Without timing: a message from this process has no times, and the report should have none.
        client = PapermillNotebookClient(nb_man, record_timing=False, **wanted)
        client.reset_execution_trackers()
        version = {"name": "ipython", "version": sys.version_info[0]}
        nb_man.nb.metadata["language_info"] = {"name": "python", "file_extension": ".py", "codemirror_mode": version}
        with _surroundings(), _shell(client) as shell:
            for index, cell in enumerate(nb_man.nb.cells):
                nb_man.cell_start(cell, index)
                if begun:
                    begun(nb_man.nb.cells, index)
                try:
                    if not shell.run(cell, index):
                        nb_man.cell_exception(cell, cell_index=index)
                        break
                finally:
                    nb_man.cell_complete(cell, cell_index=index)


# papermill loads its engines while it is itself being imported, so when this module is imported before papermill the
# class does not exist yet. The entry point is therefore the module, and these are what papermill calls.
execute_notebook = LsdataEngine.execute_notebook
nb_kernel_name = LsdataEngine.nb_kernel_name
nb_language = LsdataEngine.nb_language


class _Hook(DisplayHook):
    """The value of a cell's last line, sent instead of printed."""

    def write_output_prompt(self):
        pass

    def write_format_data(self, format_dict, md_dict=None):
        data = _shown(format_dict)
        self.shell.send("execute_result", data=data, metadata=md_dict or {}, execution_count=self.prompt_count)

    def finish_displayhook(self):
        self._is_active = False


class _Publisher(DisplayPublisher):
    """What ``display`` shows, sent instead of printed."""

    def publish(self, data, metadata=None, *, transient=None, update=False, **kwargs):
        self._validate_data(data, metadata)
        kind = "update_display_data" if update else "display_data"
        self.shell.send(kind, data=_shown(data), metadata=metadata or {}, transient=transient or {})

    def clear_output(self, wait=False):
        self.shell.send("clear_output", wait=wait)


def _shown(data: dict) -> dict:
    return {mime: content for mime, content in data.items() if mime != WIDGET}


class _Stream(io.TextIOBase):
    """sys.stdout or sys.stderr of the cells; what is written without a pause in between is one output."""

    encoding = "utf-8"

    def __init__(self, name, shell):
        self.name, self.shell = name, shell

    def writable(self):
        return True

    def write(self, text):
        self.shell.printed(self.name, text)
        return len(text)


class _Shell(InteractiveShell):
    """IPython's shell, which sends the messages of a kernel to nbclient's client."""

    displayhook_class = _Hook
    display_pub_class = _Publisher

    def init_virtualenv(self):
        """Nothing: a report runs with the libraries of its process, whatever environment the user's shell names."""

    def enable_gui(self, gui=None):
        """Nothing: no window is open."""

    def ask_exit(self):
        """Nothing, as in a kernel that nobody asks: the notebook goes on."""

    def run(self, cell, index):
        """Run one cell; False where the notebook must stop."""
        if cell.cell_type != "code" or not cell.source.strip() or "skip-execution" in cell.metadata.get("tags", ()):
            return True
        self.cell, self.index, self.failed = cell, index, False
        self.client.clear_before_next_output = False
        self.send("execute_input", code=cell.source, execution_count=self.execution_count)
        result = self.run_cell(cell.source, store_history=True)
        self._flush()
        # An object that fails while it is displayed sends an error, though the cell itself ends well.
        return (result.success and not self.failed) or "raises-exception" in cell.metadata.get("tags", ())

    def send(self, kind, **content):
        self._flush()
        message = {"header": {"msg_type": kind}, "msg_type": kind, "parent_header": {}, "content": json_clean(content)}
        self.client.process_message(message, self.cell, self.index)

    def printed(self, name, text):
        if self.stream != name:
            self._flush()
            self.stream = name
        self.pieces.append(text)

    def _flush(self):
        text = "".join(self.pieces)
        self.pieces.clear()
        if text:
            self.send("stream", name=self.stream, text=text)

    def _showtraceback(self, etype, evalue, stb):
        self.failed = True
        self.send("error", ename=etype.__name__, evalue=str(evalue), traceback=stb)


@contextlib.contextmanager
def _shell(client):
    """A shell of its own for one notebook, with inline charts; the process's own shell is put back after it."""
    from matplotlib import pyplot
    from matplotlib_inline.config import InlineBackend

    # pyplot draws what changed at the end of each cell, for the one shell that it knows.
    pyplot.uninstall_repl_displayhook()
    singletons = {c: c._instance for c in (*_Shell._walk_mro(), *InlineBackend._walk_mro())}
    for c in singletons:
        c._instance = None
    with TemporaryDirectory(ignore_cleanup_errors=True) as home:
        shell = _Shell.instance(config=SETTINGS, ipython_dir=home)
        shell.client, shell.stream, shell.pieces = client, "", []
        sys.stdin, sys.stdout, sys.stderr = io.StringIO(), _Stream("stdout", shell), _Stream("stderr", shell)
        try:
            draw_inline(shell)
            yield shell
        finally:
            pyplot.close("all")
            pyplot.uninstall_repl_displayhook()
            shell.atexit_operations()
            atexit.unregister(shell.atexit_operations)
            for c, instance in singletons.items():
                c._instance = instance


def draw_inline(shell: InteractiveShell) -> None:
    """Let a shell show charts as reports do. It has to exist: a backend that was loaded before it shows nothing."""
    import matplotlib
    from IPython.core.pylabtools import select_figure_formats

    matplotlib.rcdefaults()  # not the user's own style file: the same report on every machine
    matplotlib.rcParams["svg.hashsalt"] = "lsdata"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of traitlets, at how matplotlib-inline observes
        shell.enable_matplotlib("inline")
    select_figure_formats(shell, {"svg"}, **SVG)


@contextlib.contextmanager
def _surroundings():
    """Puts back what running cells changes in the process, so that the next report starts as this one did."""
    import matplotlib
    import numpy
    import pandas

    environment = dict(os.environ)
    options = dict(_options(pandas.options.display, "display."))
    kept = {name: getattr(sys, name) for name in KEPT if hasattr(sys, name)}
    main, path, folder, backend = (
        sys.modules["__main__"],
        sys.path[:],
        os.getcwd(),
        matplotlib.get_backend(auto_select=False),
    )
    # Entering catch_warnings also makes Python forget which warnings it has shown already.
    with matplotlib.rc_context(), warnings.catch_warnings(), numpy.printoptions():
        try:
            pandas.reset_option("^display")
            pandas.set_option("display.max_columns", 20)  # as in a kernel; without one pandas asks a terminal
            yield
        finally:
            for name in KEPT:
                if name in kept:
                    setattr(sys, name, kept[name])
                elif hasattr(sys, name):
                    delattr(sys, name)
            sys.modules["__main__"], sys.path[:] = main, path
            os.chdir(folder)
            os.environ.clear()
            os.environ.update(environment)
            for name, value in options.items():
                pandas.set_option(name, value)
    outer = InteractiveShell._instance
    if outer and backend and "inline" in backend:
        # A notebook that runs notebooks: matplotlib may have met the inner shell first, and would show the outer nothing.
        from IPython.core.pylabtools import activate_matplotlib
        from matplotlib_inline.backend_inline import configure_inline_support

        activate_matplotlib(backend)
        configure_inline_support(outer, backend)
    elif backend:
        matplotlib.pyplot.switch_backend(backend)


def _options(group, prefix: str):
    """The options of pandas below a group: (name, value)."""
    for name in dir(group):
        value = getattr(group, name)
        if isinstance(value, type(group)):
            yield from _options(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", value
