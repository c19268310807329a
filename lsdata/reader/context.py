"""What holds from number to number: in a document, in a sentence; and what makes a reading unsure."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..periods import Period
from .items import Item
from .saying import Before, Said
from .subjects import NOTHING, Subject
from .times import Time
from .when import Anchor

LOW = frozenset(
    (
        "subject_unknown",
        "subject_ambiguous",
        "period_unknown",
        "area_unknown",
        "area_local",
        "base_other",
        "measure_unknown",
        "unit_unlike",
    )
)  # reasons: something is not known


@dataclass(slots=True)
class Context:
    """What holds until something else is said.

    Parameters
    ----------
    anchor : what the document is about.
    areas : of what names none; several where an area has changed its territory.
    period, covers_to : of the last figure. ``main`` : of the document or section, where a paragraph begins.
    sector : of the last indicator found: it decides between indicators of one wording.
    subject : of the last figure in the paragraph.
    """

    anchor: Anchor
    areas: tuple[str, ...] = ()
    period: Period | None = None
    covers_to: str = ""
    foreseen: Period | None = None  # the year that a forecast was told for
    latest: Period | None = None  # of the last figure, whatever it holds for
    customs: bool = False  # it is about customs: the budget revenue is what they collect
    event: bool = False  # it tells what a storm or a flood has done
    titled: bool = True  # a title or a heading has named it
    main: Period | None = None
    wide: Period | None = (
        None  # "tháng 11 và 11 tháng" of the title: the eleven; or up to its end, as the text has begun
    )
    sector: str = ""
    family: str = ""
    last: str = ""
    subject: Subject = NOTHING
    subject_codes: tuple[str, ...] = ()
    subject_text: str = ""
    spoken: frozenset[str] = frozenset()  # words of the last subject that is an indicator
    local: bool = False
    there: tuple[str, ...] = ()  # the area that the sentence before opened with
    paragraph: int = 1  # number of the one that is read, and its locator
    locator: str = ""
    season: Period | None = None  # the crop season that the paragraph speaks of
    upto: Period | None = None  # what a day that was named last goes up to: "tính đến ngày 15/10/2025"
    span: Period | None = None  # of several years, spoken of last: "bình quân 9,4%/năm" is of it
    said: bool = False  # the paragraph has named its period
    announced: Period | None = None  # … of a later year, that a sentence has set targets for
    goal: bool = False  # the heading speaks of what is to be reached: "MỤC TIÊU NHIỆM KỲ 2020 - 2025"
    planned: bool = False  # the paragraph has told a part of a plan
    planned_unit: str = ""  # … of so many of what
    disbursing: bool = False  # it speaks of money that is paid out
    of_disbursement: bool = False  # … as the text does
    counts: str = ""  # unit of the last number that counts something
    money: str = ""  # currency of the last sum of the paragraph
    base: Time | None = None  # of the sentence before: a price bulletin goes on with it
    prices: bool = False  # the text compares with the month before
    share: bool = False  # the subject is a share
    hundred: bool = False  # the paragraph tells what is 100: "(cùng kỳ năm trước = 100)"


@dataclass(slots=True)
class Line:
    """What holds inside a sentence."""

    before: Before
    status: str = ""
    target: bool = False
    listed: bool = False  # it is one of a list that a lead-in opened
    aims: bool = False  # its first number is a target
    base: object = None
    base_area: Item | None = None
    period: Period | None = None
    covers_to: str = ""
    areas: tuple[str, ...] = ()
    around: tuple[str, ...] = ()  # areas, before brackets were opened
    provinces: int = 0  # that it has named
    bracket: bool = False
    goal_unit: str = ""  # of the last plan it has told
    pace: bool = False  # "Vượt tiến độ: …"
    structure: str = ""  # "cơ cấu kinh tế: …": economy, other
    since: Period | None = None  # where the change began: "từ 13,23% năm 2015 xuống …"
    dated: bool = False  # a month or a quarter is told with its year: "trong tháng 2 năm 2023"
    school: bool = False  # it tells of a school year
    event: Period | None = None  # the month of what has happened on a day
    own: tuple[Period, str] | None = None  # of the subject alone: a season, the other period in brackets
    base_first: bool = False
    previous: Said | None = None
    subjects: list[Subject] = field(default_factory=list)
    lasting: bool = False  # it speaks of trees and forests, that are of no crop season
    stock: bool = False  # its period is told by the month that something stood at the end of
    census: bool = False  # its period is a day on which animals were counted
    local: bool = False  # it lists districts
    of_them: str = ""  # unit of what the sentence before has counted, and this tells the parts of
    of_sum: bool = False  # "Of the sum, …": parts of it
    in_other_words: bool = False  # brackets have told the last change as per cent
    shares: bool = False  # it tells shares
    shared: bool = False  # a share has followed a level
    told: list[Period | None] = field(default_factory=list)  # periods of its numbers
    crop: bool = False  # it speaks of a crop of a season
    parts: bool = False  # it tells the parts of a whole
    labour: bool = False  # it speaks of those who work: shares of its branches are of them
    counts: str = ""  # unit of the last number that is no percentage
    read: int = 0
