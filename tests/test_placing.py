"""Labels beside dots."""

from lsdata import placing

ROOM = (430, 150)


def boxes(points, texts, chosen):
    return [placing._box(at, side, 5 * len(text)) for at, text, side in zip(points, texts, chosen, strict=True)]


def test_a_lone_label_stands_on_the_right_and_at_the_edge_on_the_left():
    assert placing.free([(100, 70)], ["2020: 24%"], [0], ROOM) == [(8, 0, "left")]
    assert placing.free([(428, 70)], ["2020: 24%"], [0], ROOM) == [(-8, 0, "right")]


def test_labels_of_near_dots_cover_neither_each_other_nor_a_dot():
    points, texts = [(200, 70), (203, 76), (235, 78), (300, 72)], ["6 tháng/2021: 63,6%"] * 4
    found = boxes(points, texts, placing.free(points, texts, [0, 1, 2, 3], ROOM))
    dots = [(x - 3, y - 3, x + 3, y + 3) for x, y in points]
    assert not any(placing._meet(a, b) for i, a in enumerate(found) for b in found[i + 1 :])
    assert not any(placing._meet(a, dot) for i, a in enumerate(found) for j, dot in enumerate(dots) if i != j)


def test_who_chooses_first_stands_best():
    points, texts = [(200, 70), (200, 74)], ["a" * 12, "b" * 12]
    assert placing.free(points, [texts[1], texts[0]], [1, 0], ROOM)[0] == (8, 0, "left")
