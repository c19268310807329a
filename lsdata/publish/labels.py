"""Fixed words of the pages, one file a language; what a language lacks falls back to English."""

import re
import tomllib
from functools import lru_cache
from pathlib import Path

TEMPLATES = Path(__file__).with_name("templates")


@lru_cache
def labels(lang: str) -> dict[str, str]:
    """Words of `templates/{lang}.toml` over those of English."""
    english = tomllib.loads((TEMPLATES / "en.toml").read_text(encoding="utf-8"))
    own = TEMPLATES / f"{lang}.toml"
    if lang == "en" or not own.is_file():
        return english
    return english | tomllib.loads(own.read_text(encoding="utf-8"))


@lru_cache
def asset(name: str) -> str:
    """A style sheet or script of the templates folder, to stand inside a page."""
    return (TEMPLATES / name).read_text(encoding="utf-8")


def capital(text: str) -> str:
    """First letter in upper case, the rest as it is."""
    return text[:1].upper() + text[1:]


def reason(why: str, lang: str) -> str:
    """Why a report failed, in a language: what lsdata itself says is translated, all else stays as it is.

    ``reason_…`` of English is what lsdata says, with ``{x}`` for what differs; what follows it stays too.
    """
    for key, said in labels("en").items():
        if key.startswith("reason_"):
            form = re.escape(said).replace(re.escape("{x}"), "(.+?)")
            if lang != "en" and (found := re.match(form, why)):
                return labels(lang)[key].format(x=found[1]) + why[found.end() :]
    return why


def view_key(report: dict) -> str:
    """Address of a report's view in the index: its folder, `VN-09/2020-S1@2020-07-13/vi`."""
    as_of = f"@{report['as_of']}" if report.get("as_of") else ""
    return f"{report['area']}/{report['period'].replace('/', '_')}{as_of}/{report['lang']}"
