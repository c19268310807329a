"""A file as it comes: its bytes, what they are, and text out of them."""

from __future__ import annotations

import codecs
import re
import unicodedata
from pathlib import Path
from typing import BinaryIO

from lsdata.errors import ReadError

READ = "txt, md, html, docx and PDF"
_ENDINGS = {
    "": "txt", ".txt": "txt", ".text": "txt", ".md": "md", ".markdown": "md",
    ".html": "html", ".htm": "html", ".xhtml": "html", ".docx": "docx", ".pdf": "pdf",
}  # fmt: skip
_SHEETS = (".xlsx", ".xlsm", ".csv", ".parquet")
_OTHERS = [  # how files begin that are no text
    (b"\x89PNG", "a picture (PNG)"), (b"\xff\xd8\xff", "a picture (JPEG)"), (b"GIF8", "a picture (GIF)"),
    (b"II*\x00", "a picture (TIFF)"), (b"MM\x00*", "a picture (TIFF)"), (b"RIFF", "a picture or sound"),
    (b"\x7fELF", "a program"), (b"MZ", "a program"), (b"Rar!", "an archive (RAR)"), (b"7z\xbc\xaf", "an archive (7z)"),
    (b"\x1f\x8b", "an archive (gzip)"), (b"{\\rtf", "an RTF document"), (b"PAR1", "a Parquet table"),
]  # fmt: skip
OLD_FONT = "is in an old Vietnamese font (TCVN3 or VNI); convert it to Unicode first, for example with UniKey"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PAGE = re.compile(
    rb"\s{0,200}(?:<\?xml[^>]{0,200}>\s{0,200})?(?:<!--[^>]{0,500}>\s{0,200})?<(?:!doctype\s{1,20}html|html)\b",
    re.IGNORECASE,
)
_CHARSET = re.compile(rb"<meta[^>]{1,200}charset\s{0,5}=\s{0,5}[\"']?\s{0,5}([\w-]{2,30})", re.IGNORECASE)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_VIETNAMESE = re.compile(r"[\u1ea0-\u1ef9\u0111\u01a1\u01b0\u0110\u01a0\u01af]")
_ABC = re.compile(
    r"(?<=[A-Za-z])[\u00b5\u00b6\u00b7\u00b8\u00b9\u00a8\u00a9\u00aa\u00ac\u00ae\u00bc-\u00be\u00d7](?=[A-Za-z\s])|\u00ae[a-z]"
)
_VNI = re.compile(r"a[øùûõïêâáàåãäéèúüë](?=[a-z\s])|[eoö][äåøûõï]|ô[øùûõï]|ö[øùûõï]|ñ[a-zöô]")


def content(source: str | Path | bytes | BinaryIO, name: str, max_size: int) -> tuple[bytes, str]:
    """The bytes of a file or stream, and what to call it."""
    if isinstance(source, bytes | bytearray | memoryview):
        data, name = bytes(source), name or "the document"
    elif hasattr(source, "read"):
        name = name or "the document"
        try:
            data = source.read(max_size + 1)
        except (OSError, ValueError) as e:
            raise ReadError(f"cannot read {name}: {e}") from None
        data = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    else:
        name = name or Path(source).name
        try:
            if Path(source).is_dir():
                raise ReadError(f"{str(source)!r} is a folder; name the file of the report in it")
            with Path(source).open("rb") as file:
                data = file.read(max_size + 1)
        except FileNotFoundError:
            raise ReadError(f"no such file: {str(source)!r}") from None
        except (OSError, ValueError) as e:
            raise ReadError(f"cannot read {str(source)!r}: {getattr(e, 'strerror', None) or e}") from None
    if len(data) > max_size:
        raise ReadError(f"{name}: more than {_megabytes(max_size)}; no report has so much text, or raise --max-size")
    if not data.strip(b" \t\r\n\x0b\x0c\xef\xbb\xbf\x00"):
        raise ReadError(f"{name}: is empty; expected the text of a report ({READ})")
    return data, name


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:g} MB"


def kind(data: bytes, name: str) -> str:
    """What a file is, by how it begins, then by its ending.

    Raises
    ------
    ReadError : none that is read; the message does not name the file, as those of all below.

    >>> kind(b"%PDF-1.7 ...", "report.txt"), kind(b"Thu 49,5%", "report.md")
    ('pdf', 'md')
    """
    ending = Path(name).suffix.lower() if name != "the document" else ""
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return _zipped(data, name, ending)
    if data.startswith(_OLE):
        raise ReadError(_ole(data))
    for beginning, what in _OTHERS:
        if data.startswith(beginning) and (len(beginning) > 2 or b"\x00" in data[:4096]):
            advice = "run it through OCR first" if "picture" in what else f"lsdata reads {READ}"
            raise ReadError(f"is {what}, no text; {advice}")
    if _PAGE.match(data.removeprefix(codecs.BOM_UTF8)):
        return "html"
    if ending in _SHEETS:
        raise ReadError(f"a table, no text; add its figures with lsdata add {name}")
    found = _ENDINGS.get(ending)
    if found in ("docx", "pdf"):
        raise ReadError(f"is no {found} file, or a damaged one; open it, save it again, or give it its own ending")
    if found is None and not re.fullmatch(r"\.\w{1,5}", ending):  # "report no. 12"
        return "txt"
    if found is None:
        raise ReadError(f"{ending} is not read; lsdata reads {READ}: save it as one of these")
    return found


def _zipped(data: bytes, name: str, ending: str) -> str:
    """Which of the formats that are archives a file is; told by the names of its parts, which stand unpacked in it."""
    if b"word/document" in data or (ending == ".docx" and b"xl/workbook" not in data):
        return "docx"
    if b"xl/workbook" in data:
        raise ReadError(f"a workbook, no text; add its figures with lsdata add {name}")
    what = (
        "an OpenDocument file" if b"opendocument" in data[:200] else "slides" if b"ppt/" in data else "an archive (ZIP)"
    )
    raise ReadError(f"is {what}; lsdata reads {READ}: save it as one of these")


def _ole(data: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "is encrypted; open it in Word with its password and save it without one"
    if "WordDocument".encode("utf-16-le") in data:
        return "an old Word document (.doc); open it in Word or LibreOffice and save it as .docx"
    return f"an old Office file; lsdata reads {READ}: save it as one of these"


def text(data: bytes, html: bool = False) -> tuple[str, str]:
    """Text and its encoding, where it can be told for sure.

    >>> text("Thu ngân sách".encode("utf-16"))
    ('Thu ngân sách', 'utf-16')
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _sure(_decoded(data, "utf-16")), "utf-16"
    if b"\x00" in data:
        raise ReadError(f"is no text (it has NUL bytes); lsdata reads {READ}")
    try:
        return _sure(data.decode("utf-8-sig")), "utf-8"
    except UnicodeDecodeError:
        pass
    said = _CHARSET.search(data[:4096]) if html else None
    if said and said[1].lower() in (b"windows-1258", b"windows-1252", b"iso-8859-1", b"cp1258", b"cp1252", b"latin1"):
        encoding = "cp1258" if b"1258" in said[1] else "cp1252"
        return _sure(_decoded(data, encoding)), encoding
    old = data.decode("cp1258", "replace")
    composed = unicodedata.normalize("NFC", old)
    odd = "".join(c for c in composed if ord(c) > 127 and not c.isspace())
    if "\ufffd" not in old and odd:
        plain = sum(unicodedata.category(c)[0] == "P" for c in odd)
        if plain == len(odd):
            return _sure(data.decode("cp1252", "replace")), "cp1252"
        loose = sum(unicodedata.combining(c) > 0 or unicodedata.category(c) in ("So", "Sm", "Lm", "Sk") for c in odd)
        if _VIETNAMESE.search(composed) and loose * 20 <= len(odd) and not _legacy(data.decode("latin-1")):
            return _sure(old), "cp1258"
    if _legacy(data.decode("latin-1")):
        raise ReadError(OLD_FONT)
    raise ReadError("is no text in UTF-8, or no text at all; open it in an editor and save it as UTF-8")


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise ReadError(f"is no text in {encoding}, though it says so; save it as UTF-8") from None


def _sure(found: str) -> str:
    if len(_CONTROLS.findall(found)) > len(found) // 1000:
        raise ReadError(f"is no text (it has control characters); lsdata reads {READ}")
    check(found)
    return found


def check(found: str) -> None:
    """Refuse text whose letters are those of an old font."""
    if _legacy(found):
        raise ReadError(OLD_FONT)


def _legacy(found: str) -> bool:
    some = found[:200_000]
    for signs in (_ABC, _VNI):
        count = len(signs.findall(some))
        if count > 4 and count * 100 > len(some) and count > 5 * len(_VIETNAMESE.findall(some)):
            return True
    return False
