"""What a number counts, where no unit that is known stands right behind it: the noun as printed."""

from __future__ import annotations

from dataclasses import dataclass

from .amounts import Number
from .doing import DOES
from .tokens import Span, Tokens
from .units import MONEY
from .words import Lexicon

_NO_NOUN = ("ed", "ly")  # a verb, an adverb
_FAR = 8  # tokens up to an English noun: "68 new foreign direct investment (FDI) projects"
_ADJECTIVES = 3  # before a noun that has no code


@dataclass(frozen=True, slots=True)
class Nouns:
    """Reads the nouns of a paragraph: its text, its tokens, what of them is a time or no statistic, the words of its language."""

    text: str
    lang: str
    tokens: Tokens
    spans: dict[int, Span]
    words: Lexicon

    def take(self, n: Number, at: int, last: tuple[str, bool] | None) -> int:
        """Give a number the noun that begins at a place, two syllables in Vietnamese; the place after what was taken.

        Parameters
        ----------
        last : unit of the number before, and whether it has a code: "48 projects, … 30 existing ones".
        """
        if self.lang == "en" and (found := self._english(n, at, last)):
            return found
        return self._printed(n, at)

    def _english(self, n: Number, at: int, last: tuple[str, bool] | None) -> int:
        """The noun behind adjectives: "8.5 million international visitors"; 0 for none."""
        tokens = self.tokens
        for step in range(at, min(at + _FAR, len(tokens.texts))):
            length, found = self.words.units.longest(tokens.keys, step)
            if length and found[0].code not in MONEY and not self._joined(step + length):
                n.unit, n.known_unit = found[0].code, True
                n.unit_text = f"{n.unit_text} {tokens.texts[step]}".strip()
                return at
            if tokens.keys[step] in ("ones", "others") and last:
                n.unit, n.known_unit, n.unit_text = *last, " ".join(tokens.texts[at : step + 1])
                n.words = tokens.keys[at : step + 1]
                return step + 1
            if tokens.texts[step] in "-()" and step > at:
                continue  # "319 foreign-invested ones"
            more = tokens.keys[step] in ("more", "fewer") and tokens.keys[step + 1 : step + 2] != [
                "than"
            ]  # "9 more communes"
            compound = step > at and tokens.texts[step - 1] == "-"  # "laid-off workers"
            if not tokens.texts[step][:1].isalpha() or (
                not (more or compound) and self.words.roles.longest(tokens.keys, step)[0]
            ):
                break
        plural = self._plural(at)
        if plural is None:
            return 0
        n.unit, n.unit_text = tokens.texts[plural].lower(), f"{n.unit_text} {tokens.texts[plural]}".strip()
        return at

    def _printed(self, n: Number, at: int) -> int:
        tokens, begin = self.tokens, at
        while (
            at < len(tokens.texts) and at - begin < (2 if self.lang == "vi" else 1) and tokens.texts[at][:1].isalpha()
        ):
            length, roles = self.words.roles.longest(tokens.keys, at)
            if (
                (length and roles != ["label"] and not (at > begin and roles == ["filler"]))
                or at in self.spans
                or (tokens.texts[at][0].isupper() and not tokens.texts[at].isupper())
            ):
                break
            at += 1
        word = tokens.texts[begin] if at > begin else ""
        if word and (tokens.keys[begin] in DOES or (self.lang == "en" and word.endswith(_NO_NOUN))):
            return begin  # "9,501 completed dissolution", "1.13 million voluntarily", "734 tạm ngừng hoạt động"
        if at > begin:
            noun = self.text[tokens.starts[begin] : tokens.ends[at - 1]]
            n.unit, n.unit_text = noun.lower(), f"{n.unit_text} {noun}".strip()
            n.words = tokens.keys[begin:at]
        return at

    def _joined(self, after: int) -> bool:
        """True where a further noun stands behind one: "primary school teachers"."""
        tokens = self.tokens
        if after >= len(tokens.texts) or not tokens.texts[after].islower() or tokens.texts[after - 1].endswith("s"):
            return False
        plural = tokens.texts[after].endswith("s") and not tokens.texts[after].endswith("ss")
        return plural and not self.words.roles.longest(tokens.keys, after)[0] and after not in self.spans

    def _plural(self, at: int) -> int | None:
        """The noun of a number behind its adjectives: "20 direct air routes"."""
        tokens = self.tokens
        hyphens = 2 * (tokens.texts[at + 1 : at + 2] == ["-"])  # "gravity-fed water schemes"
        for step in range(at, min(at + 1 + _ADJECTIVES + hyphens, len(tokens.texts))):
            text = tokens.texts[step]
            if hyphens and step == at + 1:
                continue
            if step == at and text in ("more", "fewer"):
                continue  # "15 more processing plants"
            if not text[:1].isalpha() or step in self.spans or self.words.roles.longest(tokens.keys, step)[0]:
                return None
            if step == at and text.endswith(_NO_NOUN):
                return None  # "615 suspended operations"
            if step > at and text.islower() and text.endswith("s") and not text.endswith("ss"):
                return step
        return None
