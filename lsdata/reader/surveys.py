"""What firms asked in a survey have answered: shares of them, though their words are those of growth and comparison."""

from __future__ import annotations

from itertools import pairwise

from .clauses import Clause
from .saying import Said
from .words import key

_NEAR = 6  # words behind a number
_CHANGES = frozenset(("up", "down", "growth", "fall"))
_TO_BE = ("to", "be")
_ASKED = frozenset(key(w) for w in ("surveyed", "survey", "assessed", "assessing", "respondents", "polled", "khảo"))
_JUDGED = (key("đánh"), key("giá")), (key("nhận"), key("định")), (key("cho"), key("rằng"))
_ANSWERING = frozenset(
    key(w) for w in "expect expected expects anticipate anticipated forecast forecasted predicted predict rated assessed".split()
)  # fmt: skip
_ANSWERS = _ANSWERING | frozenset(
    key(w)
    for w in (
        "as say said saying that reported report cited believed considered found faced encountered stability stable "
        "unchanged better worse improvement more higher lower increases decreases increase decrease difficulties difficulty"
    ).split()
)
_IN_VIETNAMESE = tuple(
    tuple(key(w) for w in words.split())
    for words in (
        "đánh giá", "cho rằng", "nhận định", "giữ ổn", "ổn định", "giữ nguyên", "khó khăn", "gặp khó", "tốt hơn", "tốt lên",
        "dự báo", "dự kiến", "vẫn ổn", "thuận lợi", "không đổi", "cho biết",
    )
)  # fmt: skip


def answered(parts: list[Clause], told: list[Said]) -> None:
    """Each per cent of a survey is a share: "34.6% assessed it as better than in Quarter I, 27.5% that it was stable"."""
    if not any(part.number.value.percent for part in parts):
        return
    told_by = [(*part.words, *part.behind) for part in parts]
    if all(_ASKED.isdisjoint(words) for words in told_by) and not any(_judges(part) for part in parts):
        return
    for part, s in zip(parts, told, strict=True):
        if part.number.value.percent and not (s.plan or s.base_first or _moves(part)) and _answers(part):
            s.verb, s.sign, s.base, s.share_head = "share", 1, None, False


def _moves(part: Clause) -> bool:
    """True of a number right behind a verb of change: "yields up 3.2% as weather was good"."""
    return bool(part.before) and bool(part.before[-1].roles & _CHANGES)


def _judges(part: Clause) -> bool:
    """True of a per cent right before a verb of judging: "41.3% expect", "38% doanh nghiệp đánh giá"."""
    if not part.number.value.percent or _moves(part):
        return False
    near = part.behind[:_NEAR]
    return bool(near) and (near[0] in _ANSWERING or any(pair in _JUDGED for pair in pairwise(near)))


def _answers(part: Clause) -> bool:
    """True of a per cent that an answer follows."""
    near = part.behind[:_NEAR]
    if (near[:1] and near[0] in _ANSWERS) or near[:2] == _TO_BE:
        return True
    return any(pair in _IN_VIETNAMESE for pair in pairwise(near)) or (
        near[:1] == ("of",) and not _ANSWERS.isdisjoint(near)
    )
