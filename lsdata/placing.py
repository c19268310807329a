"""Where labels stand beside their dots, so that they cover neither each other nor other dots."""

from __future__ import annotations


def free(points: list, texts: list[str], order: list[int], room: tuple[float, float]) -> list[tuple[float, float, str]]:
    """Beside which side of its dot each text stands: where it covers the fewest other texts and dots.

    Parameters
    ----------
    points : where the dots stand, in points of type.
    texts : labels in the order in which they choose; ``order`` tells the dot of each.
    room : width and height of the axes, in points of type.

    Returns
    -------
    list of (dx, dy, alignment), one a text.
    """
    sides = [
        (8, 0, "left"),
        (-8, 0, "right"),
        *((dx, dy, ha) for dy in (12, -12, 24, -24) for dx, ha in ((5, "left"), (-5, "right"))),
    ]
    dots = [(x - 5, y - 5, x + 5, y + 5) for x, y in points]
    chosen, placed = [], []
    for text, i in zip(texts, order, strict=True):
        others = [*dots[:i], *dots[i + 1 :], *placed]
        boxes = [_box(points[i], side, 5 * len(text)) for side in sides]
        costs = [sum(_meet(box, other) for other in others) + 3 * _leaves(box, room) for box in boxes]
        best = costs.index(min(costs))  # the first of equals
        chosen.append(sides[best])
        placed.append(boxes[best])
    return chosen


def _box(at: tuple[float, float], side: tuple[float, float, str], width: float) -> tuple[float, float, float, float]:
    left = at[0] + side[0] - (width if side[2] == "right" else 0)
    return left, at[1] + side[1] - 5, left + width, at[1] + side[1] + 7


def _meet(one: tuple, other: tuple) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _leaves(box: tuple, room: tuple[float, float]) -> bool:
    return box[0] < 0 or box[1] < 0 or box[2] > room[0] or box[3] > room[1] + 8
