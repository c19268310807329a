"""A report as its JSON tells it, made by hand: what the tests of the pages and of the lint read."""

MIME = "application/vnd.lsdata.report+json"
SOURCE = "ls-news-2020"

# As matplotlib writes one: a global style, metadata, ids that every drawing repeats, letters as outlines.
SVG = """<?xml version="1.0" encoding="utf-8" standalone="no"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<svg xmlns:xlink="http://www.w3.org/1999/xlink" width="468pt" height="200pt" viewBox="0 0 468 200"
 xmlns="http://www.w3.org/2000/svg" version="1.1">
 <metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"></rdf:RDF></metadata>
 <defs>
  <style type="text/css">*{stroke-linejoin: round; stroke-linecap: butt}</style>
 </defs>
 <g id="figure_1">
  <g id="patch_1"><path d="M 0 200
L 468 200
L 468 0
z
" style="fill: #ffffff"/></g>
  <g clip-path="url(#p0a1b2c)"><path d="M 40 160
L 40 80
L 90 80
L 90 160
z
" style="fill: #0f2b5b; stroke: #123456"/></g>
  <g id="text_1"><g transform="translate(40 40) scale(0.11 -0.11)">
    <defs>
     <path id="DejaVuSans-36" d="M 100 0
L 100 400
z
" transform="scale(0.015625)"/>
    </defs>
    <use xlink:href="#DejaVuSans-36"/>
  </g></g>
 </g>
 <defs><clipPath id="p0a1b2c"><rect x="40" y="20" width="300" height="160"/></clipPath></defs>
</svg>
"""

TEXTS = {
    "vi": {
        "sector_name": "Xuất nhập khẩu",
        "area_name": "tỉnh Lạng Sơn",
        "period_name": "6 tháng đầu năm 2020",
        "period_short": "6 tháng 2020",
        "as_of_name": "ngày 13/7/2020",
        "title": "Xuất nhập khẩu, Lạng Sơn, 6 tháng đầu năm 2020",
        "label": "tỉnh Lạng Sơn · 6 tháng đầu năm 2020 · số liệu biết đến ngày 13/7/2020",
        "headline": "Kim ngạch xuất nhập khẩu mới đạt {pct} kế hoạch khi đã qua nửa năm",
        "standfirst": "Ước đạt {level}, thấp hơn {yoy} so với {base}.",
        "base": "cùng kỳ năm 2019",
        "level": "1.320 triệu USD",
        "level_short": "1.320",
        "unit": "triệu USD",
        "pct": "24%",
        "yoy": "−42,9%",
        "fall": "42,9%",
        "gap": "26 điểm phần trăm",
        "gap_signed": "−26 điểm (từ −26,5 đến −25,5)",
        "plan": "khoảng 5.500 triệu USD",
        "plan_short": "5.500",
        "interval": "từ 1.319,5 đến 1.320,5 triệu USD",
        "labels": ("kim ngạch 6 tháng đầu năm 2020, ước tính", "của kế hoạch năm 2020", "so với cùng kỳ năm 2019"),
        "lead": "Kim ngạch xuất nhập khẩu qua địa bàn tỉnh Lạng Sơn trong {period} ước đạt {level}, bằng {pct} kế hoạch "
        "năm, thấp hơn {yoy} so với {base}.{ref}\n\nĐây là số ước tính của chỉ tiêu kế hoạch, không phải toàn bộ hàng hóa "
        "qua các cửa khẩu.",
        "verdict": "thấp hơn tiến độ",
        "band": ("từ 25,5 đến 26,5", "đúng tiến độ là trong ±5 điểm"),
        "name": "Kim ngạch xuất nhập khẩu qua địa bàn",
        "names": ("", "so với cùng kỳ năm 2019", "% kế hoạch năm", "chênh lệch với phần của năm đã qua"),
        "plan_name": "Kế hoạch cả năm, suy ra",
        "status": "ước tính",
        "derived": "số tính từ số đã công bố",
        "source": "Triển khai kế hoạch phát triển kinh tế – xã hội 6 tháng cuối năm 2020",
        "publisher": "Báo Lạng Sơn",
        "press": "báo chí",
        "locator": "đoạn 8",
        "question": "Hàng đã qua cửa khẩu được bao nhiêu, kế hoạch còn bao xa?",
        "rows": "Số liệu của kỳ",
        "plan_head": "So với kế hoạch",
        "others": "So với nơi khác",
        "sources": "Nguồn",
        "explain": "Một tỷ lệ của kế hoạch chỉ có nghĩa khi đặt cạnh phần của năm đã qua.",
        "note": "**Cách đọc.** Mỗi chấm là một kỳ đã công bố.",
        "others_text": "Chỉ so sánh cùng chỉ tiêu, cùng kỳ.",
        "table": "Bảng",
        "heads": ("Chỉ tiêu", "Đơn vị", "Số liệu", "So với cùng kỳ", "% kế hoạch", "Tình trạng", "Nguồn"),
        "unpublished": "Kim ngạch xuất khẩu",
        "not_yet": "chưa công bố",
        "legend": "… có phát sinh nhưng chưa công bố; – không phát sinh.",
        "say": "Từ tỷ lệ đã công bố, suy ra kế hoạch cả năm {plan}. {pct} & nửa năm.",
        "alt": "Biểu đồ tiến độ: kim ngạch xuất nhập khẩu qua địa bàn tỉnh Lạng Sơn. Ước đạt 24% kế hoạch năm.",
        "caption": "Đạt 24% kế hoạch năm khi đã qua nửa năm",
        "missing": "2.255 nghìn lượt khách",
        "missing_name": "Tổng lượt khách du lịch",
        "missing_period": "9 tháng đầu năm 2019",
        "plan_word": "kế hoạch",
        "note_bar": "% kế hoạch năm, ước tính",
        "rate_name": "Tốc độ tăng trưởng GRDP",
        "rate_verdict": "thấp hơn mức thấp nhất của mục tiêu",
        "source_heads": ("Số", "Nguồn", "Công bố"),
    },
    "en": {
        "sector_name": "Trade",
        "area_name": "Lạng Sơn province",
        "period_name": "the first half of 2020",
        "period_short": "first half 2020",
        "as_of_name": "13 July 2020",
        "title": "Trade, Lạng Sơn, first half of 2020",
        "label": "Lạng Sơn province · first half of 2020 · figures known by 13 July 2020",
        "headline": "Trade stood at {pct} of the year's plan with half the year gone",
        "standfirst": "An estimated {level}, {yoy} lower than in {base}.",
        "base": "the first half of 2019",
        "level": "1,320 million USD",
        "level_short": "1,320",
        "unit": "million USD",
        "pct": "24%",
        "yoy": "−42.9%",
        "fall": "42.9%",
        "gap": "26 percentage points",
        "gap_signed": "−26 points (−26.5 to −25.5)",
        "plan": "about 5,500 million USD",
        "plan_short": "5,500",
        "interval": "between 1,319.5 and 1,320.5 million USD",
        "labels": ("turnover, first half of 2020, estimate", "of the plan for 2020", "from the first half of 2019"),
        "lead": "In {period}, import-export turnover through Lạng Sơn was an estimated {level}, {pct} of the year's "
        "plan and {yoy} lower than in {base}.{ref}\n\nThis is an estimate of the plan's indicator, not of all goods that "
        "cross the border gates.",
        "verdict": "below pace",
        "band": ("between 25.5 and 26.5", "on pace is within ±5 points"),
        "name": "Import-export turnover",
        "names": ("", "from the first half of 2019", "% of the year's plan", "gap to the share of the year gone"),
        "plan_name": "Plan for the year, implied",
        "status": "estimate",
        "derived": "calculated from published figures",
        "source": "Triển khai kế hoạch phát triển kinh tế – xã hội 6 tháng cuối năm 2020",
        "publisher": "Báo Lạng Sơn",
        "press": "press",
        "locator": "paragraph 8",
        "question": "How much has crossed the gates, and how far is the plan?",
        "rows": "Figures of the period",
        "plan_head": "Against the plan",
        "others": "Against others",
        "sources": "Sources",
        "explain": "A share of the plan says little until it stands beside the share of the year that has gone.",
        "note": "**How to read.** Each dot is a published period.",
        "others_text": "Only the same indicator and the same period are compared.",
        "table": "Table",
        "heads": ("Indicator", "Unit", "Figure", "Change", "% of plan", "Status", "Source"),
        "unpublished": "Exports",
        "not_yet": "not published",
        "legend": "… exists but is not published; – did not occur.",
        "say": "The published percentage implies a plan of {plan} for the year. {pct} & half the year.",
        "alt": "Plan progress chart: import-export turnover through Lạng Sơn. An estimated 24% of the year's plan.",
        "caption": "24% of the year's plan with half the year gone",
        "missing": "2,255 thousand visits",
        "missing_name": "Visits",
        "missing_period": "the first nine months of 2019",
        "plan_word": "plan",
        "note_bar": "% of the year's plan, estimate",
        "rate_name": "GRDP growth",
        "rate_verdict": "below the lower end of the target",
        "source_heads": ("No.", "Source", "Published"),
    },
}


def span(kind: str, text: str, one: str = "") -> str:
    return f'<span class="ls-{kind}"' + (f' data-id="{one}"' if one else "") + f">{text}</span>"


def runs_of(t: dict) -> dict[str, str]:
    return {
        "level": span("fact", t["level"], "level"),
        "pct": span("fact", t["pct"], "pct"),
        "yoy": span("fact", t["fall"], "yoy"),
        "plan": span("fact", t["plan"], "plan"),
        "period": span("period", t["period_name"]),
        "base": span("period", t["base"]),
        "ref": span("ref", "[1]", SOURCE),
    }


def report(lang: str = "vi", **changes) -> dict:
    """The report JSON of the sample."""
    t = TEXTS[lang]
    runs = runs_of(t)
    words = {"level": t["level"], "pct": t["pct"], "yoy": t["fall"], "base": t["base"]}

    def fact(text: str, measure: str, index: int, **more) -> dict:
        known = {
            "text": text,
            "texts": [],
            "name": t["name"],
            "area": "Lạng Sơn",
            "indicator": "trade_turnover_total",
            "period": "2020-S1",
            "period_name": t["period_name"],
            "measure": measure,
            "measure_name": t["names"][index],
            "value": 24.0,
            "unit": "%",
            "low": 23.5,
            "high": 24.5,
            "interval": "",
            "status": "E",
            "status_name": t["status"],
            "formula": "",
            "inputs": [],
            "source_id": SOURCE,
            "source": 1,
            "locator": t["locator"],
            "note": "",
        }
        return known | more

    facts = {
        "level": fact(t["level"], "level", 0, texts=[t["level_short"]], interval=t["interval"]),
        "pct": fact(t["pct"], "pct_of_plan", 2),
        "yoy": fact(t["yoy"], "yoy_pct", 1, texts=[t["fall"]]),
        "gap": fact(t["gap"], "gap", 3, formula="pct − elapsed", inputs=["pct"], status_name=t["derived"]),
        "plan": fact(
            t["plan"],
            "level",
            0,
            name=t["plan_name"],
            texts=[t["plan_short"]],
            formula="level ÷ pct",
            inputs=["level", "pct"],
            status_name=t["derived"],
        ),
    }
    made = {
        "schema": 1,
        "sector": "trade",
        "area": "VN-09",
        "area_short": "Lạng Sơn",
        "period": "2020-S1",
        "lang": lang,
        "as_of": "2020-07-13",
        "headline": {
            "text": t["headline"].format(**words),
            "html": t["headline"].format(**runs),
            "class": 2,
            "evidence": "figures",
        },
        "standfirst": {"text": t["standfirst"].format(**words), "html": t["standfirst"].format(**runs)},
        "verdict": {
            "key": "below",
            "text": f"{t['verdict']} {t['gap']}",
            "html": f"{t['verdict']} {span('fact', t['gap'], 'gap')}",
            "gap_text": t["band"][0],
            "band_text": t["band"][1],
            "pct": 24.0,
            "pct_text": "24%",
            "elapsed": 0.5,
            "elapsed_text": "50%",
            "estimate": True,
            "fact": "gap",
        },
        "numbers": [
            {"fact": "level", "value": t["level_short"], "unit": t["unit"], "label": t["labels"][0]},
            {"fact": "pct", "value": t["pct"], "unit": "", "label": t["labels"][1]},
            {"fact": "yoy", "value": t["yoy"], "unit": "", "label": t["labels"][2]},
        ],
        "progress": [
            {
                "sector": "trade",
                "indicator": "trade_turnover_total",
                "name": t["name"],
                "note": t["note_bar"],
                "pct": 24.0,
                "pct_text": "24%",
                "low": 23.5,
                "high": 24.5,
                "elapsed": 0.5,
                "elapsed_text": "50%",
                "verdict": "below",
                "verdict_text": t["verdict"],
                "gap_text": t["gap_signed"],
                "estimate": True,
                "fact": "pct",
                "plan_word_text": t["plan_word"],
            }
        ],
        "rates": [],
        "facts": facts,
        "sources": [
            {
                "number": 1,
                "source_id": SOURCE,
                "title": t["source"],
                "publisher": t["publisher"],
                "published": "2020-07-13",
                "published_name": t["as_of_name"],
                "url": "https://example.org/a?b=1&c=2",
                "authority": "press",
                "authority_name": t["press"],
                "locator": t["locator"],
            }
        ],
        "missing": [
            {
                "indicator": "visitors",
                "name": t["missing_name"],
                "text": t["missing"],
                "period_name": t["missing_period"],
                "source_name": t["publisher"],
            }
        ],
        "limits": [],
        "findings": [],
    }
    for key in ("sector_name", "area_name", "period_name", "period_short", "as_of_name", "title", "label"):
        made[key] = t[key]
    return made | changes
