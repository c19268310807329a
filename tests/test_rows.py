"""Figures are typed when they are asked for, and only those: what is asked for is what all of them would give."""

import pytest
from tiny_package import dataset, figure

import lsdata.rows
from lsdata import evidence
from lsdata.periods import Period
from lsdata.rows import typed

FIGURES = [
    figure(),
    figure("export", "2020-S1", "500"),
    figure("export", "2019-01-01/P9M", "700"),
    figure(area="VN-13"),
    figure("grdp_growth", "2020-S1", "0.47", "yoy_pct"),
]


@pytest.fixture
def count(monkeypatch):
    """Ids of the rows that were typed, in that order."""
    seen = []

    def counted(r):
        row = typed(r)
        seen.append(row["id"])
        return row

    monkeypatch.setattr(lsdata.rows, "typed", counted)
    return seen


def test_only_what_is_found_is_typed_and_once(count):
    data = dataset(*FIGURES)
    assert [r["value"] for r in data.find(area="VN-09", indicator="export", period=Period.parse("2020-S1"))] == [500]
    assert data.find(indicator="export", measure="level")[1]["value"] == 500
    assert count == ["VN-09.export.2020-S1.level@review", "VN-09.export.2019-01-01_P9M.level@review"]


def test_what_is_known_of_a_period_types_nothing(count):
    data = dataset(*FIGURES)
    assert evidence.has_evidence(data, "VN-13", Period.parse("2020-S1"))
    assert not evidence.has_evidence(data, "VN-13", Period.parse("2018"))
    assert [p.code for p in evidence.periods(data, "VN-09")] == ["2019-01-01/P9M", "2020-S1"]
    assert evidence.sectors_with_evidence(data, "VN-09", Period.parse("2020-S1"))[:3] == ["overview", "growth", "trade"]
    assert evidence.latest_period(data, "VN-09").code == "2020-S1"
    assert data.sources["review"]["known_by"].isoformat() == "2020-07-13"
    assert count == []


def test_by_id_is_a_dict_of_all_rows(count):
    data = dataset(*FIGURES)
    address = "VN-09.export.2019-01-01_P9M.level@review"
    assert data.by_id[address]["value"] == 700
    assert len(count) <= 2  # its area and indicator only
    assert ("VN-09.export.2018.level@review" in data.by_id, "" in data.by_id, 1.5 in data.by_id) == (False,) * 3
    rows = [typed(r) for r in data.tables["figures"]]
    assert data.rows == rows
    assert dict(data.by_id) == {r["id"]: r for r in rows}
    assert data.by_id[address] is data.find(indicator="export")[0] is data.rows[2]
    assert len(data.by_id) == len(count) == len(FIGURES)
