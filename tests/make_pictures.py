"""Draw the pictures of the repository anew: run by hand as ``python tests/make_pictures.py`` after what they show changes.

Each question of ``notebooks/gallery.ipynb`` becomes ``notebooks/pictures/gallery-NAME.svg``, in English, named by the
id of the cell that draws it; of each sector's notebook one chart is kept as ``SECTOR.svg``. ``test_gallery.py`` says
which picture is stale. ``report.png`` (trade, a number open) and
``index.png`` show the pages of the README, in English as of 13 July 2020; they need playwright and a Chromium.
"""

import io
import shutil
import tempfile
from pathlib import Path

from jupyter_page import ARGS, BROWSERS

import lsdata as ls
from lsdata.run import notebook

HOME = Path(__file__).parent.parent / "notebooks"
SVG = "image/svg+xml"
AS_OF = "2020-07-13"
CHARTS = {  # sector -> cell that draws its picture
    "agriculture": "mix-chart", "budget": "stack", "growth": "contributions-chart", "industry": "branches-chart",
    "investment": "firms-chart", "new_rural": "ladder-chart", "outlook": "pace-chart", "overview": "bullet",
    "security": "traffic", "services": "season-chart", "society": "poverty-chart", "trade": "clock",
    "transport": "gates-chart",
}  # fmt: skip
EARLIER = ("trade", "new_rural")  # drawn for 2020-S1, the others for 2025-S1
VIEW = {"width": 1200, "height": 1150}
SCALE = 0.8  # as wide as a README is shown
COLOURS = 160  # of a picture: the pages have few, and a small file is quick to clone


def figures_of(executed) -> dict[str, dict]:
    """Cell id -> the output that shows its figure, of an executed notebook."""
    shown = [(c.id, o) for c in executed.cells for o in c.get("outputs", ()) if SVG in o.get("data", {})]
    return dict(shown)


def gallery(**parameters: str) -> dict[str, dict]:
    """The figures of the gallery, executed with these parameters."""
    return figures_of(notebook.execute((HOME / "gallery.ipynb").read_bytes(), {"lang": "en"} | parameters, ls.load()))


def sectors() -> dict[str, str]:
    """File name -> chart of each sector's notebook, in English."""
    drawn = {}
    for name, cell in CHARTS.items():
        values = {"lang": "en", "period": "2020-S1" if name in EARLIER else "2025-S1"}
        executed = notebook.execute((HOME / f"{name}.ipynb").read_bytes(), values, ls.load())
        drawn[f"{name}.svg"] = figures_of(executed)[cell]["data"][SVG]
    return drawn


def pages(site: Path) -> dict[str, bytes]:
    """File name -> picture of a page of a folder of reports."""
    from playwright.sync_api import sync_playwright

    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if not found:
        raise ImportError(f"no Chromium: none of {', '.join(BROWSERS)} is on the path")
    view = f"VN-09/2020-S1@{AS_OF}/en"
    with sync_playwright() as p:
        browser = p.chromium.launch(executable_path=found, args=ARGS)
        page = browser.new_page(viewport=VIEW, device_scale_factor=SCALE)
        page.goto(f"{site.as_uri()}/index.html#{view}")
        shots = {"index.png": page.screenshot()}
        page.goto(f"{site.as_uri()}/{view}/trade.html")
        page.locator(".lead a.ls-fact").nth(1).click()
        shots["report.png"] = page.screenshot()
        browser.close()
    return {name: small(shot) for name, shot in shots.items()}


def small(png: bytes) -> bytes:
    """The picture in few colours."""
    from PIL import Image

    out = io.BytesIO()
    Image.open(io.BytesIO(png)).convert("RGB").quantize(COLOURS).save(out, "png", optimize=True)
    return out.getvalue()


def main() -> None:
    drawn = {f"gallery-{name}.svg": output["data"][SVG] for name, output in gallery().items()}
    for old in (HOME / "pictures").glob("gallery-*.svg"):
        if old.name not in drawn:
            old.unlink()
    for name, svg in (drawn | sectors()).items():
        (HOME / "pictures" / name).write_bytes(("".join(svg).rstrip("\n") + "\n").encode("utf-8"))
        print(name)
    with tempfile.TemporaryDirectory() as folder:
        ls.report(lang="en", as_of=AS_OF, out=folder)
        try:
            shots = pages(Path(folder).resolve())
        except ImportError as e:
            print(f"report.png and index.png stay as they are: {e}; pip install lsdata[browser], and a Chromium")
            return
    for name, shot in shots.items():
        (HOME / "pictures" / name).write_bytes(shot)
        print(name)


if __name__ == "__main__":
    main()
