"""A paragraph as the items the grammar works on: numbers, times, areas, subjects, words with a role, signs."""

from __future__ import annotations

from typing import Any

from .amounts import Number, so_many
from .catalogue import Catalogue, walk
from .extents import measure
from .items import MIDDLE, NONE, STRONG, WEAK, Item
from .nouns import Nouns
from .placenames import BEGINNING, local, named
from .placenames import area as area_at
from .tokens import dated, tokens_of
from .units import MONEY
from .words import Lexicon, key, lexicon

_UNGROUPED = 4  # digits of a number that a report would part
_PREFIXES = {"usd": "USD", "us": "USD", "vnd": "VND", key("VNĐ"): "VND", "eur": "EUR"}
_SIGNS = [["+", ")"], ["-", ")"], ["–", ")"]]
_MINUS = (key("âm"), "minus")
_SHORT = frozenset(key(w) for w in ("TP", "St", "No", "vs", "TX", "TT", "Tp", "v", "U", "S", "approx", "e", "g", "i"))
_EQUALS = frozenset(("level", "ratio"))
_STRENGTH = {".": STRONG, "!": STRONG, "?": STRONG, "…": STRONG, ";": MIDDLE, ":": MIDDLE, ",": WEAK, "(": WEAK, ")": WEAK, "[": WEAK, "]": WEAK, "–": WEAK, "•": STRONG, "|": MIDDLE}  # fmt: skip


def items(text: str, lang: str, catalogue: Catalogue, style: str = "") -> list[Item]:
    """The items of a normalised paragraph; ``style``: the language whose way of writing numbers it has."""
    return _Lexer(text, lang, catalogue, style or lang).run()


class _Lexer:
    def __init__(self, text: str, lang: str, catalogue: Catalogue, style: str) -> None:
        self.text, self.lang, self.catalogue, self.style = text, lang, catalogue, style
        self.words: Lexicon = lexicon(lang)
        self.items: list[Item] = []
        self.tokens, self.spans = tokens_of(text, lang, self.words)
        self.last_unit: tuple[str, bool] | None = None  # "48 projects, … 30 existing ones"
        self.nouns = Nouns(text, lang, self.tokens, self.spans, self.words)
        self.over = named(self.tokens, catalogue)

    def run(self) -> list[Item]:
        tokens, at, last = self.tokens, 0, len(self.tokens.texts)
        while at < last:
            if span := self.spans.get(at):
                self.items.append(Item(span.kind, span.start, span.end, span.value))
                at += 1
            elif tokens.texts[at][0].isdecimal():
                at = self._number(at, at, "")
            elif tokens.keys[at] in _MINUS and tokens.is_number(at + 1):
                at = self._signed(at, "-")  # "tăng trưởng âm 2,3%"
            elif tokens.texts[at] == "dương" and tokens.is_number(at + 1) and tokens.keys[at + 2 : at + 3] == ["%"]:
                at = self._signed(at, "+")
            elif tokens.texts[at][0].isalpha():
                at = self._word(at)
            else:
                at = self._sign(at)
        return self.items

    def _number(self, first: int, at: int, currency: str) -> int:
        """A number, from its currency or sign on."""
        tokens = self.tokens
        if at and (past := so_many(tokens, at - 1)) > at:
            self.items.append(Item("noise", tokens.starts[at], tokens.ends[past - 1], "per"))  # "73,77 máy/100 dân"
            return past
        glued = (
            first == at and first and tokens.ends[at - 1] == tokens.starts[at] and tokens.texts[at - 1][:1].isalpha()
        )
        if glued and not self.words.knows(tokens.keys[at - 1]):  # QL4, A1
            self.items.append(Item("noise", tokens.starts[at], tokens.ends[at]))
            return at + 1
        if at + 2 < len(tokens.texts) and tokens.keys[at + 1] == "/" and dated(tokens, at):  # "29 - 30/7"
            self.items.append(Item("noise", tokens.starts[at], tokens.ends[at + 2]))
            return at + 3
        found = measure(tokens, at, self.style, self.words, currency)
        if found is None:
            past = at + 1 + (self.words.void.longest(tokens.keys, at + 1)[0] if at + 1 < len(tokens.texts) else 0)
            self.items.append(Item("noise", tokens.starts[at], tokens.ends[past - 1]))  # "2 nguồn"
            return past
        n, after = found
        if not n.unit and not n.mult and after + 1 < len(tokens.texts) and tokens.keys[after] == "\0noise":
            length, units = self.words.units.longest(tokens.keys, after + 1)
            if length:  # "5,812 Covid-19 cases"
                n.unit, n.known_unit, n.words = units[0].code, True, tokens.keys[after + 1 : after + 1 + length]
                n.unit_text, after = self.text[tokens.starts[after] : tokens.ends[after + length]], after + 1 + length
        if (
            first == at
            and not n.known_unit
            and not n.mult
            and not n.decimals
            and self.items
            and "label" in self.items[-1].roles
        ):
            self.items.append(Item("noise", tokens.starts[at], tokens.ends[at]))  # "bão số 3"
            return at + 1
        start = tokens.starts[first]
        plain = tokens.texts[at].isdecimal() and len(tokens.texts[at]) >= _UNGROUPED and not n.unit and not n.mult
        lower = (
            after < len(tokens.texts) and tokens.texts[after][:1].islower() and not self.words.knows(tokens.keys[after])
        )
        if plain and lower and self.lang == "vi" and not self._behind(n, after):
            self.items.append(Item("noise", start, tokens.ends[at]))  # "đường dây nóng 1022 nhận phản ánh"
            return at + 1
        if not n.unit and after < len(tokens.texts) and tokens.starts[after] == tokens.ends[after - 1] and tokens.texts[after][:1].isalpha() and not n.ordinal and not (self.words.knows(tokens.keys[after]) and tokens.keys[after] != "t"):  # fmt: skip
            self.items.append(Item("noise", start, tokens.ends[after]))  # 4B, 5G
            return after + 1
        behind = self._behind(n, after)
        if not n.unit and not behind:
            after = self.nouns.take(n, after, self.last_unit)
        elif not n.unit and self.lang == "en":  # "2,186 new enterprises"
            self.nouns.take(n, behind[3], self.last_unit)
        while self.items and (word := next((r for r in self.items[-1].roles if r.startswith("q:")), "")):
            n.qualifier = n.qualifier or word[2:]
            start = self.items.pop().start
        if after < len(tokens.texts):
            length, roles = self.words.roles.longest(tokens.keys, after)
            if length and roles[0].startswith("after:"):
                n.qualifier, after = roles[0][6:], after + length
        self.items.append(Item("num", start, tokens.ends[after - 1], n, keys=tuple(n.words)))
        if n.unit and not (n.percent or n.points or n.times or n.unit in MONEY):
            self.last_unit = n.unit, n.known_unit
        if behind:
            length, codes, around, begin = behind
            end = begin + length
            self._areas(begin, end)
            self._put("counted", begin, length, (codes, around))
            return max(end, after)
        return after

    def _behind(self, n: Number, after: int) -> tuple[int, tuple[str, ...], tuple[Any, ...], int] | None:
        """A wording that begins with the unit of a number: ``320 doanh nghiệp thành lập mới``; longer than the unit."""
        begin = after - len(n.words) if n.known_unit and n.unit not in ("percent", "times", *MONEY) else after
        if begin >= len(self.tokens.texts) or n.percent or n.points or n.times or n.unit in MONEY:
            return None
        length, codes = walk(self.tokens.keys, self.catalogue.subjects.root, begin, over=self.over)
        around_length, around = walk(self.tokens.keys, self.catalogue.behind.root, begin)
        if (
            n.known_unit and after < len(self.tokens.texts) and self.tokens.keys[after] == ","
        ):  # "1,2 triệu lượt, khách quốc tế"
            length, around_length = (one if one <= len(n.words) else 0 for one in (length, around_length))
        if n.known_unit and max(length, around_length) <= len(n.words) and not any(one.before for one in around):
            return None
        if around_length >= length and around_length:
            return around_length, codes if length == around_length else (), around, begin
        return (length, codes, (), begin) if length else None

    def _areas(self, begin: int, end: int) -> None:
        """Areas named inside a wording: "19/21 chỉ tiêu của tỉnh Tây Ninh đạt và vượt kế hoạch"."""
        for at in range(begin, end):
            led = at - 1 in self.over
            if (at in self.over or led) and (found := area_at(self.tokens, self.catalogue, at))[0]:
                spot = self.tokens.starts[at], self.tokens.ends[at + found[0] - 1]
                self.items.insert(-1, Item("area", *spot, found[1], keys=tuple(self.tokens.keys[at : at + found[0]])))

    def _signed(self, at: int, sign: str, *, apart: bool = False) -> int:
        """A number behind its sign; ``apart``: the sign stands in brackets of its own."""
        first = at + apart
        after = self._number(first, at + 1, "")
        start = self.tokens.starts[first]
        found = next((i for i in reversed(self.items[-3:]) if i.start == start and i.kind == "num"), None)
        if found is not None:
            found.value.sign = sign
        return after

    def _sign(self, at: int) -> int:
        tokens, sign = self.tokens, self.tokens.texts[at]
        start, end = tokens.starts[at], tokens.ends[at]
        if (
            sign in "+-−–"
            and tokens.is_number(at + 1)
            and tokens.starts[at + 1] == end
            and (at == 0 or tokens.ends[at - 1] < start or tokens.texts[at - 1] in "(:;,")
        ):
            return self._signed(at, "+" if sign == "+" else "-")
        if sign == "(" and tokens.keys[at + 1 : at + 3] in _SIGNS and tokens.is_number(at + 3):
            return self._signed(at + 2, "+" if tokens.keys[at + 1] == "+" else "-", apart=True)  # "(-) 11,6%"
        if sign == "$" or (sign == "€"):
            return self._number(at, at + 1, "USD" if sign == "$" else "EUR") if tokens.is_number(at + 1) else at + 1
        strength = _STRENGTH.get(sign, 0)
        if sign == ";" and at and tokens.is_number(at - 1) and tokens.is_number(at + 1):
            sign, strength = ",", WEAK  # "đóng góp lần lượt 0,74; 3,48 và 3,52 điểm phần trăm"
        if sign == ".":
            strength = STRONG if self._ends(at) else 0
        elif sign == "-" and at and tokens.ends[at - 1] < start:
            strength = WEAK
        if strength:
            self.items.append(Item("sep", start, end, strength, keys=(sign,)))
        elif sign == "=":
            self.items.append(Item("word", start, end, roles=_EQUALS, keys=(key("bằng"),)))
        elif sign in "/&":
            self.items.append(Item("join", start, end, keys=(sign,)))
        return at + 1

    def _ends(self, at: int) -> bool:
        """True where a point ends a sentence."""
        tokens, after = self.tokens, at + 1
        if after >= len(tokens.texts):
            return True
        if at and tokens.keys[at - 1] in _SHORT:
            return False
        if tokens.starts[after] == tokens.ends[at] and not self.text[tokens.starts[after]].isupper():
            return False
        text = tokens.texts[after] or self.text[tokens.starts[after]]
        return not text[:1].islower()

    def _word(self, at: int) -> int:
        tokens = self.tokens
        if tokens.keys[at] in _PREFIXES and (found := self._prefixed(at)):
            return found
        if tokens.texts[at] == "D" and tokens.is_number(at + 1) and tokens.starts[at + 1] == tokens.ends[at]:
            return self._number(at, at + 1, "VND")  # "D39.4 million"
        word, words = tokens.keys[at], self.words
        if word in BEGINNING and (end := local(tokens, self.spans, self.catalogue, at)) > at:
            name = self.text[tokens.starts[at] : tokens.ends[end - 1]]
            self.items.append(Item("local", tokens.starts[at], tokens.ends[end - 1], name))
            return end
        subject, codes = (
            walk(tokens.keys, self.catalogue.subjects.root, at, over=self.over)
            if word in self.catalogue.subjects.root
            else (0, ())
        )
        led = word in ("the", "a") and not subject and at + 1 < len(tokens.texts)
        led = led and tokens.keys[at + 1] in self.catalogue.subjects.root
        if led:  # "the share of villages with a hardened road": longer than its role
            subject, codes = walk(tokens.keys, self.catalogue.subjects.root, at + 1, over=self.over)
            subject += subject > 0
        role, roles = words.roles.longest(tokens.keys, at) if word in words.roles.root else (0, [])
        area, areas = area_at(tokens, self.catalogue, at) if word in self.catalogue.areas.root else (0, ())
        if area and area >= subject and area >= role:
            return self._put("area", at, area, areas)
        if subject and subject >= role + led:
            self._put("subject", at, subject, codes)
            self._areas(at, at + subject)
            return at + subject
        spelled, values = words.spelled.longest(tokens.keys, at) if word in words.spelled.root else (0, [])
        if spelled > role:
            return self._spelled(at, spelled, values[0])
        return self._put("word", at, role or 1, roles=frozenset(roles) if roles else NONE)

    def _put(self, kind: str, at: int, length: int, value: Any = None, roles: frozenset[str] = NONE) -> int:
        """An item of some tokens; the place after it."""
        tokens, after = self.tokens, at + length
        keys = tuple(tokens.keys[at:after])
        self.items.append(Item(kind, tokens.starts[at], tokens.ends[after - 1], value, roles, keys))
        return after

    def _spelled(self, at: int, length: int, times_as_much: float) -> int:
        tokens = self.tokens
        n = Number(times_as_much, 1 if times_as_much % 1 else 0, unit="times", known_unit=True)
        self.items.append(Item("num", tokens.starts[at], tokens.ends[at + length - 1], n))
        return at + length

    def _prefixed(self, at: int) -> int:
        """A currency before its number: ``US$620 million``, ``VND 7,390 billion``."""
        tokens, after = self.tokens, at + 1
        code = _PREFIXES[tokens.keys[at]]
        if after < len(tokens.texts) and tokens.texts[after] == "$":
            after += 1
        elif tokens.keys[at] == "us":
            return 0
        return self._number(at, after, code) if tokens.is_number(after) else 0
