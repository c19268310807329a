"""Figures that agree: as a report would print them, rounded, of numbers that satisfy every rule."""

import random

from tiny_package import figure

from lsdata.numerals import rounded

TURNOVER, EXPORTS, IMPORTS = "trade_turnover_total", "export_total", "import_total"
AGRI, INDUSTRY, SERVICES, TAXES = (f"grdp_{s}" for s in ("agri", "industry_construction", "services", "product_taxes"))


def rate(indicator, value, period="2020-S1", measure="yoy_pct", **more) -> dict:
    return figure(indicator, period, value, measure, unit_measure="percent", unit_mult="0", **more)


def usd(value, period="2020-S1", indicator=TURNOVER, **more) -> dict:
    return figure(indicator, period, value, unit_measure="USD", unit_mult=more.pop("unit_mult", "6"), **more)


def points(indicator, value, period="2020-S1", measure="contribution_pp", unit="percentage_points") -> dict:
    return figure(indicator, period, value, measure, unit_measure=unit, unit_mult="0")


def printed(value, decimals) -> str:
    return str(rounded(value, decimals))


def table(rng: random.Random, area: str, year: int = 2023) -> list[dict]:
    """Figures of an area as a report would print them: two years of trade by quarters, plan, growth, exports and imports;
    sectors' contributions and shares. All are roundings of numbers that agree.

    Parameters
    ----------
    year : the second of the two.
    """
    last, source = year - 1, "year"
    out, quarters = [], {y: [rng.uniform(200, 900) for _ in range(4)] for y in (last, year)}
    decimals = rng.choice((0, 1, 1, 2))
    spans = {"Q1": (0, 1), "Q2": (1, 2), "Q3": (2, 3), "Q4": (3, 4), "S1": (0, 2), "P9M": (0, 3), "Y": (0, 4)}
    plan, part = rng.uniform(2000, 4000), rng.uniform(0.3, 0.7)
    for y, values in quarters.items():
        for name, (a, b) in spans.items():
            period = {"Y": f"{y}", "P9M": f"{y}-01-01/P9M"}.get(name, f"{y}-{name}")
            level, base = sum(values[a:b]), sum(quarters[last][a:b])
            billion = rng.random() < 0.2
            text = printed(level / 1000, decimals + 2) if billion else printed(level, decimals)
            out.append(usd(text, period, area=area, unit_mult="9" if billion else "6", source_id=source))
            for i, share in ((EXPORTS, part), (IMPORTS, 1 - part)):
                out.append(usd(printed(level * share, decimals), period, i, area=area, source_id=source))
            if y == year:
                out.append(rate(TURNOVER, printed(100 * level / base - 100, 1), period, area=area, source_id=source))
                if a == 0:
                    out.append(
                        rate(
                            TURNOVER, printed(100 * level / plan, 1), period, "pct_of_plan", area=area, source_id=source
                        )
                    )
    out.append(usd(printed(plan, 0), f"{year}", area=area, measure="plan_target", source_id=source, obs_status="F"))
    shares = [rng.uniform(0.1, 1) for _ in range(4)]
    shares = [s / sum(shares) for s in shares]
    growths = [rng.uniform(-5, 15) for _ in range(4)]
    parts = [s * g for s, g in zip(shares, growths, strict=True)]
    total = sum(parts)
    out.append(rate("grdp_growth", printed(total, 2), f"{year}", area=area, source_id=source))
    for i, s, g, p in zip((AGRI, INDUSTRY, SERVICES, TAXES), shares, growths, parts, strict=True):
        now = 100 * s * (1 + g / 100) / (1 + total / 100)
        out.append(rate(i, printed(100 * s, 2), f"{last}", "share_pct", area=area, source_id=source))
        out.append(rate(i, printed(now, 2), f"{year}", "share_pct", area=area, source_id=source))
        out.append(
            points(i, printed(now - 100 * s, 2), f"{year}", "share_change_pp") | {"ref_area": area, "source_id": source}
        )
        out.append(points(i, printed(p, 2), f"{year}") | {"ref_area": area, "source_id": source})
        out.append(rate(i, printed(g, 2), f"{year}", area=area, source_id=source))
    return out
