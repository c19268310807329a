"""Relations between rounded figures, and the fewest figures whose change repairs them: thousands of random tables."""

import itertools
import math
import random
from fractions import Fraction

import pytest

from lsdata.checks import repair
from lsdata.checks.relations import Relation, contract, gap, sides
from lsdata.checks.repair import Repair, components, repairs
from lsdata.errors import ParameterError
from lsdata.intervals import Interval, printed

ANY = Interval(-math.inf, math.inf)


def relation(text):
    """``"a + b = total"``: every name is its own cell."""
    sign = next(s for s in ("<=", "within", "=") if s in text)
    left, right = (side.strip() for side in text.split(sign))
    names = {n for n in text.replace("(", " ").replace(")", " ").replace(",", " ").split() if n[0].isalpha()}
    return Relation(left, sign, right, {n: n for n in names - {"within"}})


# Tables as offices print them: exact values -> relations, and what their rounding leaves open.


def rounded(value, decimals, mult=0):
    low, high = printed(round(value / 10**mult, decimals), decimals)
    return Interval(low * 10**mult, high * 10**mult)


def plans(r):
    """Results of a year, cumulated, each with its percentage of the one plan and its growth on last year."""
    mult, decimals = r.choice([(0, 0), (9, 1), (6, 0), (3, 2)]), r.randint(0, 2)
    mult, places = mult
    plan = r.uniform(500, 9000) * 10**mult
    values, found = {"plan": (plan, places, mult)}, []
    level = 0.0
    for q in "abcd":
        level += plan * r.uniform(0.1, 0.4)
        growth = r.uniform(-45, 120)
        values |= {
            f"level_{q}": (level, places, mult),
            f"pct_{q}": (level / plan * 100, decimals, 0),
            f"growth_{q}": (growth, decimals, 0),
            f"base_{q}": (level / (1 + growth / 100), places, mult),
        }
        found += [f"level_{q} / plan * 100 = pct_{q}", f"( level_{q} / base_{q} - 1 ) * 100 = growth_{q}"]
    found += ["level_a <= level_b", "level_b <= level_c", "level_c <= level_d"]
    return values, found


def years(r):
    """A level of ten years, and its growth."""
    level, values, found = r.uniform(50, 5000), {}, []
    for year in range(10):
        values[f"y{year}"] = (level, 1, 0)
        growth = r.uniform(-30, 60)
        level *= 1 + growth / 100
        if year < 9:
            values[f"g{year}"] = (growth, 2, 0)
            found.append(f"y{year + 1} / y{year} * 100 - 100 = g{year}")
    return values, found


def classifications(r):
    """One total by two classifications that cross: each cell of the table, both margins, shares of one of them."""
    rows, columns = r.randint(2, 3), r.randint(2, 3)
    cells = {(i, j): r.uniform(5, 400) for i in range(rows) for j in range(columns)}
    total = sum(cells.values())
    values = {"total": (total, 1, 0)} | {f"c{i}{j}": (x, 1, 0) for (i, j), x in cells.items()}
    for i in range(rows):
        row = sum(cells[i, j] for j in range(columns))
        values |= {f"r{i}": (row, 1, 0), f"s{i}": (row / total * 100, 2, 0)}
    for j in range(columns):
        values[f"k{j}"] = (sum(cells[i, j] for i in range(rows)), 1, 0)
    found = [" + ".join(f"c{i}{j}" for j in range(columns)) + f" = r{i}" for i in range(rows)]
    found += [" + ".join(f"c{i}{j}" for i in range(rows)) + f" = k{j}" for j in range(columns)]
    found += [" + ".join(f"{n}{i}" for i in range(k)) + " = total" for n, k in (("r", rows), ("k", columns))]
    found += [f"r{i} / total * 100 = s{i}" for i in range(rows)]
    return values, [*found, " + ".join(f"s{i}" for i in range(rows)) + " = 100"]


def months(r):
    """Months, quarters and the half-year with contributions of two parts to growth, which may be negative."""
    month = [r.uniform(0.5, 90) for _ in range(6)]
    values = {f"m{i}": (x, 1, 9) for i, x in enumerate(x * 1e9 for x in month)}
    values |= {"q0": (sum(month[:3]) * 1e9, 0, 9), "q1": (sum(month[3:]) * 1e9, 0, 9), "half": (sum(month) * 1e9, 0, 9)}
    parts = [r.uniform(-6, 8), r.uniform(-6, 8)]
    weight = r.uniform(0.2, 0.8)
    values |= {"p0": (parts[0], 2, 0), "p1": (parts[1], 2, 0), "w0": (weight * parts[0], 2, 0)}
    values |= {"w1": ((1 - weight) * parts[1], 2, 0), "all": (weight * parts[0] + (1 - weight) * parts[1], 2, 0)}
    return values, [
        "m0 + m1 + m2 = q0", "m3 + m4 + m5 = q1", "q0 + q1 = half", "half - q1 = m0 + m1 + m2",
        "q0 <= half", "w0 + w1 = all", "all within p0, p1",
    ]  # fmt: skip


def table(r):
    values, texts = r.choice([plans, years, classifications, months])(r)
    return [relation(t) for t in texts], {cell: rounded(*value) for cell, value in values.items()}


def fails(relations, domain):
    return any(gap(one, domain) for one in relations)


def spoil(r, relations, domain):
    """Another figure in place of one, so that a relation fails; the cell."""
    while True:
        cell = r.choice(sorted(domain))
        low, high = domain[cell]
        middle, width = (low + high) / 2, high - low
        move = r.choice([middle * (r.choice([0.1, 0.9, 1.1, 2, 10]) - 1), width * r.randint(2, 40), -2 * middle])
        changed = domain | {cell: Interval(low + move, high + move)}
        if sum(gap(one, changed) > 0 for one in relations) > sum(gap(one, domain) > 0 for one in relations):
            return cell, changed


def satisfiable(relations, domain, free=()):
    """The same tightening, the plain way: all relations in turn, until nothing moves."""
    boxes = dict(domain) | dict.fromkeys(free, ANY)
    for _ in range(400):
        before = dict(boxes)
        for one in relations:
            tightened = contract(one, boxes)
            if tightened is None:
                return False
            boxes |= tightened
        if all(
            math.isclose(a, b, rel_tol=1e-9)
            for cell, box in boxes.items()
            for a, b in zip(box, before[cell], strict=True)
        ):
            return True
    return True


def named(found):
    return [sorted(one.cells) for one in found]


def test_rounding_alone_is_never_an_error():
    r = random.Random(1)
    for _ in range(1000):
        relations, domain = table(r)
        assert [t for t in relations if gap(t, domain)] == []
        assert repairs(relations, domain) == []


def test_one_changed_figure_is_among_those_named():
    r = random.Random(2)
    for _ in range(1500):
        relations, domain = table(r)
        cell, domain = spoil(r, relations, domain)
        found = repairs(relations, domain)
        assert {len(one.cells) for one in found} == {1}
        assert [cell] in named(found)


def test_two_changed_figures_are_repaired_by_two_at_most():
    r = random.Random(3)
    ones = 0
    for _ in range(300):
        relations, domain = table(r)
        first, domain = spoil(r, relations, domain)
        second, domain = spoil(r, relations, domain)
        found = repairs(relations, domain)
        (size,) = {len(one.cells) for one in found}
        assert size <= 2
        ones += size == 1
        if size == 2 and first != second:
            assert sorted([first, second]) in named(found)
        for one in found[:3]:
            assert satisfiable(relations, domain, one.cells)
            assert satisfiable(relations, domain | one.needed)
    assert 0 < ones < 300


def test_all_the_smallest_sets_are_found_and_no_others():
    r = random.Random(4)
    for case in range(150):
        relations, domain = table(r)
        relations = r.sample(relations, min(len(relations), 6))
        for _ in range(1 + case % 2):
            _, domain = spoil(r, relations, domain)
        cells = sorted({cell for one in relations for cell in one.cells.values()})
        brute = []
        for size in (1, 2):
            brute = [list(s) for s in itertools.combinations(cells, size) if satisfiable(relations, domain, s)]
            if brute:
                break
        assert sorted(named(repairs(relations, domain, most=2))) == brute


def possible(rows, count):
    """Whether sums of multiples <= bounds have a solution: Fourier and Motzkin, exact."""
    for k in range(count):
        above = [row for row in rows if row[0][k] > 0]
        below = [row for row in rows if row[0][k] < 0]
        rows = [row for row in rows if not row[0][k]]
        for (up, a), (down, b) in itertools.product(above, below):
            rows.append(
                (tuple(x / up[k] - y / down[k] for x, y in zip(up, down, strict=True)), a / up[k] - b / down[k])
            )
        least = {}
        for row, bound in rows:
            size = next((abs(x) for x in row if x), Fraction(1))
            key = tuple(x / size for x in row)
            least[key] = min(least.get(key, bound / size), bound / size)
        rows = list(least.items())
    return all(bound >= 0 for _, bound in rows)


def linear(r, tree):
    """Some sums over at most four cells, the same as exact inequalities, and what the cells may be."""
    names = "abcd"
    domain = {n: Interval(low := r.randint(-8, 8), low + r.randint(0, 6)) for n in names}
    point = [r.randint(*domain[n]) for n in names]
    unit = [tuple(Fraction(i == k) for i in range(4)) for k in range(4)]
    rows = [(unit[k], Fraction(domain[n].high)) for k, n in enumerate(names)]
    rows += [(tuple(-x for x in unit[k]), Fraction(-domain[n].low)) for k, n in enumerate(names)]
    relations = []
    # a tree: two sums share one cell; otherwise any cells, round cycles
    members = [[0, 1, 2], [2, 3]] if tree else [r.sample(range(4), r.randint(2, 4)) for _ in range(4)]
    for some in members:
        signs = [r.choice([-1, 1]) for _ in some]
        total = sum(s * point[k] for s, k in zip(signs, some, strict=True)) + r.choice([-3, -1, 0, 0, 0, 1])
        text = "0" + "".join(f" {'+' if s > 0 else '-'} {names[k]}" for s, k in zip(signs, some, strict=True))
        sign = r.choice(["=", "<="])
        relations.append(relation(f"{text} {sign} {total}"))
        row = [Fraction(0)] * 4
        for s, k in zip(signs, some, strict=True):
            row[k] = Fraction(s)
        rows.append((tuple(row), Fraction(total)))
        if sign == "=":
            rows.append((tuple(-x for x in row), Fraction(-total)))
    return relations, rows, domain


@pytest.mark.parametrize("tree", [True, False], ids=["tree", "cycles"])
def test_tightening_against_exact_elimination(tree):
    """Exact where sums are connected like a tree; round cycles it never finds a contradiction that is none."""
    r = random.Random(5)
    differ = 0
    for _ in range(300):
        relations, rows, domain = linear(r, tree)
        found = satisfiable(relations, domain)
        exact = possible(rows, 4)
        assert found or not exact
        differ += found != exact
        assert (repairs(relations, domain) == []) >= found
    assert differ == 0 if tree else 0 < differ < 45


PARTS = {"agriculture": (0.35, 2), "industry": (5.43, 2), "services": (1.90, 2), "taxes": (0.33, 2)}
SUM = "agriculture + industry + services + taxes"


@pytest.mark.parametrize(
    ("values", "text"),
    [
        (PARTS | {"growth": (8.01, 2)}, f"growth = {SUM}"),
        (dict(zip(PARTS, [(17.36, 2), (44.93, 2), (32.21, 2), (5.50, 2)], strict=True)), f"{SUM} = 100"),
        (dict(zip(PARTS, [(17.4, 1), (44.9, 1), (32.2, 1), (5.5, 1)], strict=True)), f"{SUM} = 100"),
        (dict(zip(PARTS, [(-1.19, 2), (1.29, 2), (0.01, 2), (-0.11, 2)], strict=True)), f"{SUM} = 0"),
    ],
    ids=["growth", "shares", "shares to one decimal", "changes of shares"],
)
def test_a_quarterly_report_adds_up(values, text):
    domain = {cell: printed(*value) for cell, value in values.items()}
    assert gap(relation(text), domain) == 0
    assert repairs([relation(text)], domain) == []
    domain["industry"] = Interval(*(x + 1 for x in domain["industry"]))
    assert gap(relation(text), domain) == pytest.approx(1 - sum(high - low for low, high in domain.values()) / 2, 0.03)
    assert named(repairs([relation(text)], domain)) == [[cell] for cell in sorted(domain)]


def test_what_a_figure_would_have_to_be():
    """One of several percentages of a plan does not fit: it is named, and what it would be."""
    domain = {"plan": printed(5500, 0), "a": printed(1320, 0), "b": printed(2722, 0), "pct_a": printed(42, 0)}
    domain |= {"pct_b": printed(49.5, 1), "twice": printed(11000, 0)}
    relations = [relation(t) for t in ("a / plan * 100 = pct_a", "b / plan * 100 = pct_b", "plan * 2 = twice")]
    found = repairs(relations, domain)
    assert named(found) == [["a"], ["pct_a"]]
    assert found[1].needed["pct_a"] == pytest.approx((23.99, 24.01), abs=0.01)
    assert found[0].needed["a"] == pytest.approx((2282.5, 2337.5), abs=0.5)
    assert named(repairs(relations, domain, cost={"a": 2.0, "pct_a": 1.0}.get)) == [["pct_a"], ["a"]]
    assert named(repairs(relations[:1], domain, cost=len)) == [["a"], ["plan"], ["pct_a"]]
    assert repairs(relations, domain, most=0) == []


@pytest.mark.parametrize("decimals", [0, 1, 2])
@pytest.mark.parametrize("count", [2, 3, 5])
def test_what_rounding_just_permits_is_not_wrong(count, decimals):
    """Each part half a unit up, the total half a unit down: the ends touch, but for what floating point adds."""
    r = random.Random(8)
    names = [f"p{k}" for k in range(count)]
    total, others = " + ".join(names), " - ".join(names[1:])
    sums = [relation(t) for t in (f"{total} = total", f"total - {others} = p0", f"{total} - total = 0")]
    unit = 10.0**-decimals
    for _ in range(40):
        domain = {n: rounded(r.uniform(-900, 900), decimals) for n in names}
        ends = [sum(domain[n][end] for n in names) for end in (0, 1)]
        for total in (Interval(ends[1], ends[1] + unit), Interval(ends[0] - unit, ends[0])):
            touching = domain | {"total": total}
            assert [gap(one, touching) for one in sums] == [0, 0, 0]
            assert repairs(sums, touching) == []
        apart = domain | {"total": Interval(ends[1] + unit, ends[1] + 2 * unit)}
        assert [gap(one, apart) for one in sums] == pytest.approx([unit] * 3)
        assert len(repairs(sums, apart)) == count + 1


def test_over_is_a_lower_bound():
    more = relation("over = total")
    assert gap(more, {"over": printed(7390, 0, "over"), "total": printed(7395, 0)}) == 0
    assert gap(more, {"over": printed(7390, 0, "over"), "total": printed(7385, 0)}) == pytest.approx(4.5)
    assert gap(more, {"over": printed(7390, 0, "over"), "total": printed(7405, 0)}) == pytest.approx(4.5)


def test_a_total_lies_between_its_parts():
    within = relation("all within q1, q2")
    domain = {"q1": printed(4.1, 1), "q2": printed(6.3, 1), "all": printed(7.0, 1)}
    assert sides(within, domain) == (printed(7.0, 1), Interval(4.05, 6.35))
    assert gap(within, domain) == pytest.approx(0.6)
    assert contract(within, domain) is None
    assert named(repairs([within], domain)) == [["all"], ["q1"], ["q2"]]
    wide = {"q1": Interval(1, 3), "q2": Interval(2, 9), "all": Interval(5, 12)}
    assert contract(within, wide) == {"q1": (1, 3), "q2": (5, 9), "all": (5, 9)}
    low = {"q1": Interval(4, 9), "q2": Interval(6, 9), "all": Interval(1, 5)}
    assert contract(within, low) == {"q1": (4, 5), "q2": (6, 9), "all": (4, 5)}


def test_numbers_without_an_end_and_denominators_that_may_be_zero():
    share = relation("part / total * 100 = pct")
    known = {"part": Interval(9, 11), "total": Interval(90, 110), "pct": Interval(10, 12)}
    assert contract(share, known | {"total": ANY})["total"] == pytest.approx((75, 110))
    assert contract(share, known | {"total": Interval(0, math.inf)})["total"] == pytest.approx((75, 110))
    assert contract(share, known | {"part": ANY, "pct": ANY}) == known | {"part": ANY, "pct": ANY}
    small = known | {"total": Interval(-0.5, 0.5)}
    assert sides(share, small)[0] == ANY
    assert gap(share, small) == 0
    assert contract(share, small) == small
    assert repairs([share], small) == []
    for nothing in (Interval(0, 0.5), Interval(-0.5, 0), Interval(0, 0)):
        assert gap(share, known | {"total": nothing}) == 0
    positive = {"a": Interval(0, 1), "b": Interval(0, math.inf), "c": Interval(2, math.inf), "d": Interval(5, math.inf)}
    assert sides(relation("a * b = d / c"), positive) == (Interval(0, math.inf), Interval(0, math.inf))
    negative = {"a": Interval(-math.inf, 5), "b": Interval(-math.inf, -2), "c": Interval(0, 0)}
    assert sides(relation("a / b = c"), negative)[0] == (-2.5, math.inf)
    assert gap(share, known | {"pct": ANY}) == gap(share, known | {"part": Interval(9, math.inf)}) == 0
    product = relation("- a * b <= -6")
    once = contract(product, {"a": Interval(0, 2), "b": Interval(-9, 9)})
    assert once == {"a": (0, 2), "b": (3, 9)}
    assert contract(product, once)["a"] == (6 / 9, 2)
    assert contract(relation("a * b = 6"), {"a": ANY, "b": Interval(0, 0)}) is None
    assert contract(relation("a / b = 0"), {"a": Interval(5, 6), "b": ANY}) is None
    assert contract(relation("( a - b ) / b = 1"), {"a": ANY, "b": Interval(2, 4)})["a"] == (4, 8)
    assert contract(relation("a + a = 6"), {"a": Interval(0, 4)})["a"] == (2, 4)


@pytest.mark.parametrize(
    ("part", "ratio", "whole"),
    [
        ((2, 4), (0, 1), (2, math.inf)),
        ((-4, -2), (0, 1), (-math.inf, -2)),
        ((2, 4), (-1, 0), (-math.inf, -2)),
        ((-4, -2), (-1, 0), (2, math.inf)),
        ((2, 4), (-1, 1), (-math.inf, math.inf)),
        ((-2, 4), (0, 1), (-math.inf, math.inf)),
        ((-4, 6), (1, 2), (-4, 6)),
        ((-4, 6), (-2, -1), (-6, 4)),
    ],
)
def test_a_denominator_by_the_signs_of_its_quotient(part, ratio, whole):
    domain = {"part": Interval(*part), "ratio": Interval(*ratio), "whole": ANY}
    assert contract(relation("part / whole = ratio"), domain)["whole"] == whole


def test_one_figure_under_two_names():
    same = Relation("a", "=", "b", {"a": "one", "b": "one"})
    assert contract(same, {"one": Interval(1, 2)}) == {"one": (1, 2)}
    more = Relation("a", "=", "b + 2", {"a": "one", "b": "one"})
    assert contract(more, {"one": Interval(0, 10)}) == {"one": (2, 8)}
    assert contract(more, {"one": Interval(0, 3)}) is None
    assert contract(relation("a = b"), {"a": Interval(0, 1e-6), "b": Interval(2e-6, 3e-6)}) is None
    steep = Relation("a", "<=", "b / 2 - 2", {"a": "one", "b": "one"})
    assert repairs([same], {"one": Interval(0, 3)}) == []
    twice = relation("a + b = a + a + 3")  # b = a + 3
    assert named(repairs([twice], {"a": Interval(0, 10), "b": Interval(0, 2)})) == [["a"], ["b"]]
    for high in (3, 10):
        assert named(repairs([more], {"one": Interval(0, high)})) == [["one"]]
        assert named(repairs([steep], {"one": Interval(0, high)})) == [["one"]]


def test_figures_that_nobody_printed_are_not_named():
    """A plan that stands nowhere ties percentages together; it is not what is wrong."""
    domain = {"plan": ANY, "a": printed(100, 0), "b": printed(200, 0), "pa": printed(20, 0), "pb": printed(60, 0)}
    relations = [relation("a / plan * 100 = pa"), relation("b / plan * 100 = pb")]
    assert [gap(one, domain) for one in relations] == [0, 0]
    assert named(repairs(relations, domain)) == [["a"], ["b"], ["pa"], ["pb"]]


def test_groups_of_relations():
    texts = ["a + b = c", "x = 1", "c <= d", "x <= y", "d = e", "1 = 1"]
    relations = [relation(t) for t in texts[:5]]
    assert components(relations) == [[0, 2, 4], [1, 3]]
    assert components([]) == []
    domain = dict.fromkeys("abcde", Interval(1, 1)) | {"c": Interval(2, 2)} | dict.fromkeys("xy", Interval(5, 5))
    found = repairs(relations[1:4], domain)  # 5 = 1 and 2 <= 1: each group needs its own
    assert named(found) == [["c", "x"], ["d", "x"]]
    assert found[0] == Repair(frozenset({"c", "x"}), {"c": (-math.inf, 1), "x": (1, 1)})
    assert repairs(relations[1:4], domain, most=1) == []


def test_a_figure_left_free_stays_what_it_can_be():
    """A level below 0 would mend it, too; there is none."""
    domain = {"a": printed(100, 0), "b": printed(30, 0), "total": printed(20, 0)}
    relations = [relation("a + b = total")]
    assert named(repairs(relations, domain)) == [["a"], ["b"], ["total"]]
    bounds = dict.fromkeys(domain, Interval(0, math.inf))
    assert named(repairs(relations, domain, bounds=bounds)) == [["total"]]


def test_the_search_has_an_end(monkeypatch):
    relations, domain = table(random.Random(7))
    for _ in range(3):
        _, domain = spoil(random.Random(8), relations, domain)
    monkeypatch.setattr(repair, "MOST_TRIED", 1)
    assert repairs(relations, domain) == []


@pytest.mark.parametrize(
    ("left", "sign", "right", "message"),
    [
        ("a", "<", "b", "sign '<' of a relation is not known; write one of =, <=, within"),
        ("a ** 2", "=", "b", "only names, numbers"),
        ("a +", "=", "b", "is not arithmetic"),
    ],
)
def test_what_is_no_relation_is_said(left, sign, right, message):
    with pytest.raises(ParameterError, match=message):
        gap(Relation(left, sign, right, {"a": "a", "b": "b"}), {"a": Interval(1, 1), "b": Interval(1, 1)})
