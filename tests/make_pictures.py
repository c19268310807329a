"""Draw the gallery's pictures anew: run by hand as ``python tests/make_pictures.py`` after its figures or cells change.

Each question of ``notebooks/gallery.ipynb`` becomes ``notebooks/pictures/gallery-NAME.svg``, in English, named by the
id of the cell that draws it. ``test_gallery.py`` says which picture is stale.
"""

from pathlib import Path

import lsdata as ls
from lsdata.run import notebook

HOME = Path(__file__).parent.parent / "notebooks"
SVG = "image/svg+xml"


def figures_of(executed) -> dict[str, dict]:
    """Cell id -> the output that shows its figure, of an executed notebook."""
    shown = [(c.id, o) for c in executed.cells for o in c.get("outputs", ()) if SVG in o.get("data", {})]
    return dict(shown)


def gallery(**parameters: str) -> dict[str, dict]:
    """The figures of the gallery, executed with these parameters."""
    return figures_of(notebook.execute((HOME / "gallery.ipynb").read_bytes(), {"lang": "en"} | parameters, ls.load()))


def main() -> None:
    drawn = {f"gallery-{name}.svg": output["data"][SVG] for name, output in gallery().items()}
    for old in (HOME / "pictures").glob("gallery-*.svg"):
        if old.name not in drawn:
            old.unlink()
    for name, svg in drawn.items():
        (HOME / "pictures" / name).write_bytes(("".join(svg).rstrip("\n") + "\n").encode("utf-8"))
        print(name)


if __name__ == "__main__":
    main()
