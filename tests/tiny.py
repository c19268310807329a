"""A data package, notebooks and jobs small enough to see through: what the tests of runs and reports work on."""

import csv
import json
from pathlib import Path

import sample_report
from nbformat import writes
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from lsdata.package import data_home

PARAMETERS = 'area = "VN-09"\nperiod = "2020-S1"\nlang = "vi"\nas_of = ""\ndata = ""'
AREAS = (
    {"ref_area": "VN", "level": "country", "name_vi": "Việt Nam", "name_en": "Vietnam"},
    {"ref_area": "VN-09", "level": "province", "parent": "VN", "name_vi": "Lạng Sơn", "name_en": "Lạng Sơn"},
    {"ref_area": "VN-13", "level": "province", "parent": "VN", "name_vi": "Quảng Ninh", "name_en": "Quảng Ninh"},
)
SECTORS = (
    {"sector": "trade", "order": "1", "name_vi": "Xuất nhập khẩu", "name_en": "Trade"},
    {"sector": "budget", "order": "2", "name_vi": "Ngân sách", "name_en": "Budget"},
    {"sector": "society", "order": "3", "name_vi": "Xã hội", "name_en": "Society"},
)
INDICATORS = (
    {"indicator": "turnover", "sector": "trade", "unit_measure": "USD", "unit_mult": "6", "kind": "flow"},
    {"indicator": "revenue", "sector": "budget", "unit_measure": "VND", "unit_mult": "9", "kind": "flow"},
    {"indicator": "poverty", "sector": "society", "unit_measure": "percent", "unit_mult": "0", "kind": "rate"},
)
FIGURES = (
    {"indicator": "turnover", "time_period": "2020-S1", "obs_value": "1320", "unit_measure": "USD", "unit_mult": "6"},
    {
        "indicator": "turnover",
        "time_period": "2019-01-01/P9M",
        "obs_value": "3500",
        "unit_measure": "USD",
        "unit_mult": "6",
    },
    {"indicator": "revenue", "time_period": "2020-S1", "obs_value": "2700", "unit_measure": "VND", "unit_mult": "9"},
)
SOURCES = (
    {"source_id": "news", "title": "Hội nghị", "publisher": "Báo", "published_on": "2020-07-13", "authority": "press"},
)
TABLES = {"areas": AREAS, "sectors": SECTORS, "indicators": INDICATORS, "sources": SOURCES, "figures": FIGURES}
USUAL = {  # for a column that a row leaves out and the schema requires
    "ref_area": "VN-09", "measure": "level", "obs_status": "A", "decimals": "0", "source_id": "news", "unit_mult": "0",
    "date_basis": "printed", "language": "vi", "polarity": "higher_is_good", "plan_word": "plan", "number_en": "s",
    "locator": "para 1", "subject_vi": "kết quả {area}", "subject_en": "the result of {area}",
}  # fmt: skip


def package(folder: Path, **tables) -> Path:
    """Write the package, some of its tables replaced; its units are the bundled ones."""
    schemas = json.loads((data_home() / "datapackage.json").read_text(encoding="utf-8"))
    schemas["resources"] = [r for r in schemas["resources"] if r["name"] in TABLES]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "datapackage.json").write_text(json.dumps(schemas), encoding="utf-8")
    for resource in schemas["resources"]:
        fields = resource["schema"]["fields"]
        usual = {
            f["name"]: USUAL.get(f["name"], "x") if f.get("constraints", {}).get("required") else "" for f in fields
        }
        with (folder / resource["path"]).open("w", encoding="utf-8", newline="") as file:
            out = csv.DictWriter(file, usual, lineterminator="\n")
            out.writeheader()
            for row in (TABLES | tables)[resource["name"]]:
                own = {"notebook": f"{row['sector']}.ipynb"} if resource["name"] == "sectors" else {}
                out.writerow(usual | own | row)
    return folder


def notebook(*cells: str, parameters: str = PARAMETERS) -> bytes:
    """A notebook of code cells, those that start with # are Markdown, after a parameters cell."""
    made = [new_code_cell(parameters, metadata={"tags": ["parameters"]})] if parameters else []
    made += [new_markdown_cell(c) if c.startswith("#") else new_code_cell(c) for c in cells]
    for number, cell in enumerate(made):
        cell["id"] = f"n{number}"
    return writes(new_notebook(cells=made)).encode("utf-8")


def report_cell(sector: str) -> str:
    """The last cell of a report: its facts, those of the sample under the address that the parameters give."""
    sample = json.dumps(sample_report.report("vi"), ensure_ascii=True)
    return (
        "import json\nfrom IPython.display import display\n"
        f"facts = json.loads({sample!r}) | dict(sector={sector!r}, area=area, period=period, lang=lang, as_of=as_of)\n"
        f"display({{{sample_report.MIME!r}: facts}}, raw=True, metadata={{'lsdata': {{'part': 'facts'}}}})"
    )


def notebooks(folder: Path, **cells: str) -> Path:
    """A folder with a notebook for each sector; ``cells`` puts a code cell into a sector's notebook."""
    folder.mkdir(parents=True, exist_ok=True)
    for sector in (s["sector"] for s in SECTORS):
        own = [cells[sector]] if sector in cells else []
        chart = (
            "import matplotlib.pyplot as plt\nfig, ax = plt.subplots()\nax.plot([1, 2])\n"
            "from IPython.display import display\n"
            "display(fig, metadata={'image/svg+xml': {'alt': 'Một đường đi lên.'}}); plt.close(fig)"
        )
        content = notebook(
            "# Câu hỏi", "## Kế hoạch", *own, "import lsdata\nprint(lsdata.load())", chart, report_cell(sector)
        )
        (folder / f"{sector}.ipynb").write_bytes(content)
    return folder
