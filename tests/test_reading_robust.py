"""Whatever a text holds: it is read in a time that its length tells, or refused in one line."""

import csv
import gc
import math
import time
import tomllib
import unicodedata
from functools import cache
from importlib import resources

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from passages_annotated import DATA, PARTS, load

from lsdata.errors import ReadError
from lsdata.reader import reading
from lsdata.reader.reading import read

SIZE = 100_000  # letters
TIMES = 10  # no text takes so many times as long as a usual one of its size
NUMBERS = (
    "1|0|5%|1.320|42,9|1,5 lần|13/15|0/0|1-2|2-1%|8–9%|999999999999999|9999999999999999999|1.2.3|0,0|00|1,|hơn 5|²|5²|①|٣|１２|½|Ⅷ|-5|−5|"
    "+5%|$5|US$|5 đồng/kg|1 trên 2|-0|7\u0323|$5\u0323|gấp đôi|1 triệu 500 nghìn"
).split("|")
WHEN = (
    "cùng kỳ|năm 2020|tháng 6|quý II|6 tháng đầu năm|30/6/2020|31/6|0/0/0000|giai đoạn 2016-2020|2025-2016|tháng 13|quý V|tháng 12 năm trước|"
    "the first half|Q1 2020|June 2020|year on year|1/13|2100|12 tháng|0 tháng|vụ Đông Xuân 2019-2020|ngày 31/2/2020|13/07/2020|99 tháng đầu năm"
).split("|")
PLACES = "tỉnh Lạng Sơn|Bắc Giang|TP. Hà Nội|huyện Cao Lộc|Việt Nam|Quận 1|Thừa Thiên Huế".split("|")
SIGNS = [
    *".,;:()[]-–—/|•…!?%&$€+−'\"<>#*_`~\\",
    "\n",
    "\n\n",
    "\t",
    "\u00a0",
    "\u200b",
    "\u00ad",
    "\ufeff",
    "\r\n",
    "\x0c",
    "\u2028",
    "\u0301",
]
BOUNDED = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


def words(node):
    """All wordings below a table of the lexicon."""
    if isinstance(node, str):
        return [one.strip() for one in node.split("|")]
    return [word for below in node.values() for word in words(below)]


@cache
def wordings():
    """What the lexicon and the table of indicators know by name."""
    lexicon = tomllib.loads((resources.files("lsdata.reader") / "lexicon.toml").read_text(encoding="utf-8"))
    with open(DATA / "indicators.csv", encoding="utf-8", newline="") as file:
        names = [
            one.strip()
            for r in csv.DictReader(file)
            for c in ("name_vi", "name_en", "aliases_vi", "aliases_en")
            for one in r[c].split("|")
        ]
    return sorted({*words(lexicon), *names})


@cache
def passages():
    return [p.text for part in PARTS for p in load(part)]


def sound(text, **more):
    """Read a text, or see it refused: its figures stand in it one after the other, and are numbers."""
    try:
        reading = read(text, **more)
    except ReadError:
        return None
    last = 0
    for f in reading:
        assert last <= f.start < f.end <= len(reading.document.text)
        assert math.isfinite(f.obs_value)
        assert f.obs_value_upper is None or f.obs_value < f.obs_value_upper
        assert f.obs_total is None or 0 <= f.obs_value <= f.obs_total
        last = f.end
    assert len(repr(reading).splitlines()) >= 1
    assert len(reading.records()) == len(reading)
    return reading.figures


def fragment():
    pools = [st.sampled_from(pool) for pool in (wordings(), NUMBERS, WHEN, PLACES, SIGNS)]
    return st.one_of(pools)


@st.composite
def mutated(draw):
    """A passage with pieces cut out, doubled or put in."""
    text = draw(st.sampled_from(passages()))
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(text)))
        end = min(len(text), at + draw(st.integers(0, 60)))
        text = text[:at] + draw(st.one_of(st.just(""), st.just(text[at:end] * 2), fragment())) + text[end:]
    return unicodedata.normalize(draw(st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"])), text)


@BOUNDED
@given(st.text(max_size=120), st.sampled_from(["", "vi", "en"]))
def test_any_letters(text, lang):
    sound(f"{text}\n", lang=lang)


@BOUNDED
@given(
    st.lists(fragment(), max_size=40),
    st.sampled_from(["", " ", " ", "\u00a0"]),
    st.sampled_from([{}, {"period": "2020-S1"}, {"published_on": "2020"}]),
)
def test_words_and_numbers_in_any_order(pieces, between, told):
    sound(between.join(pieces) + "\n", **told)


@BOUNDED
@given(mutated())
def test_damaged_passages(text):
    assert sound(f"{text}\n") == sound(f"{text}\n")


@BOUNDED
@given(st.binary(max_size=200))
def test_any_bytes(data):
    sound(data)


@pytest.mark.parametrize("text", [
    "BAN QUẢN LÝ CÁC KHU CÔNG NGHIỆP", "Lúa cả năm 2,23 triệu tấn, hụt Q3chỉ tiêu 1,2%.", "Under the 1992 Constitution growth was 5.5%.", "growth of 10.5% is 27/2012/NQ-HDND, growth planned",
    "²" * 40, "đạt ² tấn", "đạt ① tỷ đồng", "đạt ١٢٣ tấn", "xuất  siêu 7\u0323,2 tỷ USD", "1/9999999999999999999999999999", "9" * 400 + "%", "0/0 xã",
    "đạt " + "(" * 3000 + "5%" + ")" * 3000, "chưa đạt mục tiêu từ 7 đến 75%", "ngày 0/0/0000 tăng 5%", "\x00 5% \x00", "gấp ² lần",
    "giảm 0 lần", "âm 5%", "đạt 1 triệu tỷ tỷ đồng", "5%" * 500, "$", "US$", "%", "tăng %", "từ đến", "lần lượt", "respectively 5%",
])  # fmt: skip
def test_odd_texts(text):
    sound(f"{text}\n")
    sound(f"Thu ngân sách tỉnh Lạng Sơn năm 2020 {text}, tăng 5% so với cùng kỳ.\n")


REPEATED = {
    "a comma and a digit": "1,", "a point and a digit": "1.1.", "brackets": "(", "a verb": "tăng ", "words of comparison": "so với ", "a letter": "a",
    "a digit": "1", "the same period": "cùng kỳ ", "members of a list": "và 5% ",
    "ranges": "1-2-",
}  # fmt: skip
LONG = {name: (piece * SIZE)[:SIZE] for name, piece in REPEATED.items()} | {
    "respectively": "Exports, imports, respectively " + ", ".join(map(str, range(1, SIZE // 10))) + ".",
    "a list told apart": "Xuất khẩu, nhập khẩu, thu nội địa lần lượt tăng "
    + ", ".join(f"{n}%" for n in range(1, SIZE // 10)),
}


@cache
def usual():
    """How long a usual text of that size takes: passages one after the other."""
    text = ("\n\n".join(passages()) * 2)[:SIZE]
    return min(taken(text), taken(text))


def taken(text):
    """Seconds of the processor, without those that collecting the garbage of all other tests takes."""
    gc.collect()
    gc.disable()
    try:
        began = time.process_time()
        read(text)
        return time.process_time() - began
    finally:
        gc.enable()


@pytest.mark.parametrize("name", LONG)
def test_no_text_takes_much_longer_than_a_usual_one(name):
    assert taken(LONG[name]) < TIMES * usual()


@pytest.mark.parametrize("piece", ["tháng 1, 2, 3 ", "quý I, II, III, IV, ", "năm 2019, 2020, "])
def test_a_text_four_times_as_long_takes_some_four_times_as_long(piece):
    short, long = piece * (20_000 // len(piece)), piece * (80_000 // len(piece))
    assert min(taken(long), taken(long)) < 9 * min(taken(short), taken(short))


@pytest.mark.parametrize("on", [True, False])
def test_the_garbage_collector_is_left_as_it_was(on, monkeypatch):
    was, seen = gc.isenabled(), []
    (gc.enable if on else gc.disable)()
    try:
        read("GRDP tăng 5%.")
        kept = gc.isenabled()
        monkeypatch.setattr(reading.Grammar, "paragraph", lambda *given, **more: seen.append(gc.isenabled()) or 1 / 0)
        with pytest.raises(ZeroDivisionError):
            read("GRDP tăng 5%.")
        assert (kept, gc.isenabled(), seen) == (on, on, [False])
    finally:
        (gc.enable if was else gc.disable)()
