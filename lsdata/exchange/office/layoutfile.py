"""The file of a layout: opened, and its part on the last time written anew."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

from ...errors import PackageError
from ...storages import failure

NOTICE_VI = "Bảng lần trước, do lsdata tự ghi để nhận ra thay đổi. Chỉ sửa khi đơn vị tính thật sự đã đổi."
NOTICE_EN = "The table last time, written by lsdata to tell what has changed. Change it only where a unit really did."


def opened(layout: str | Path) -> tuple[str, str]:
    """Text and name of a layout that is given as path or as text.

    Raises
    ------
    PackageError : there is no such file, or it is no UTF-8.
    """
    if isinstance(layout, str) and ("\n" in layout or not layout.endswith(".toml")):
        return layout, "layout"
    path = Path(layout)
    try:
        return path.read_text(encoding="utf-8-sig"), str(path)
    except (OSError, UnicodeDecodeError) as e:
        reason = getattr(e, "strerror", "") or "not UTF-8"
        raise PackageError([failure(str(path), f"the layout cannot be read: {reason}")]) from None


def quoted(text: str) -> str:
    """A text as TOML writes it."""
    return json.dumps(text, ensure_ascii=False)


def own(path: Path) -> str:
    """The text of a layout without its part on the last time."""
    return _own(opened(path)[0])


def _own(text: str) -> str:
    kept = re.sub(r"(?ms)^\[last[\].].*?(?=^\[(?!last[\].]| )|\Z)", "", text.removeprefix("\ufeff"))
    return kept.replace(f"# {NOTICE_VI}\n", "").replace(f"# {NOTICE_EN}\n", "").rstrip()


def renewed(text: str, last: dict) -> str:
    """The text of a layout with what the table looked like this time; all else stays as the person wrote it.

    Parameters
    ----------
    text : of a layout.
    last : period, sheet, columns (head, period, column), units (row -> unit as printed), sizes (row -> power of ten).
    """
    before = tomllib.loads(text.removeprefix("\ufeff")).get("last", {})
    units, sizes = ({**before.get(k, {}), **last[k]} for k in ("units", "sizes"))
    kept = _own(text)
    out = [kept, "", f"# {NOTICE_VI}", f"# {NOTICE_EN}", "[last]"]
    out += [f"{k} = {quoted(last[k])}" for k in ("period", "sheet")]
    out += ["columns = [", *("  [" + ", ".join(quoted(x) for x in c) + "]," for c in last["columns"]), "]"]
    out += ["", "[last.units]", *(f"{quoted(k)} = {quoted(v)}" for k, v in units.items())]
    out += ["", "[last.sizes]", *(f"{quoted(k)} = {v}" for k, v in sizes.items())] if sizes else []
    return "\n".join(out) + "\n"
