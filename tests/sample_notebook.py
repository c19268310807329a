"""The sample report as the executed notebook that it is read from."""

from copy import deepcopy

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from sample_report import MIME, SOURCE, SVG, TEXTS, report, runs_of, span


def executed(lang: str = "vi", svg: str = SVG) -> NotebookNode:
    """The executed notebook: an opening, a table, a chart with its note, a section without evidence, sources."""
    t = TEXTS[lang]
    runs = runs_of(t)
    other = "en" if lang == "vi" else "vi"
    cells = [
        _text("question", lang, t["question"]),
        _text("question", other, TEXTS[other]["question"]),
        new_code_cell('area = "VN-09"  # ISO 3166-2', metadata={"tags": ["parameters"]}),
        new_code_cell('area = "VN-09"', metadata={"tags": ["injected-parameters"]}),
        new_code_cell("import lsdata as ls"),
        new_code_cell(
            'b = ls.brief("trade")\nb.title(); b.opening()',
            outputs=[
                _prose("title", f"# {t['headline'].format(**runs)}"),
                _prose("numbers", span("fact", t["yoy"], "yoy")),
                _prose("lead", t["lead"].format(**runs)),
                _prose("verdict", f"{t['verdict']} {span('fact', t['gap'], 'gap')}"),
            ],
        ),
        _text("rows", lang, f"## {t['rows']}"),
        new_code_cell("b.rows()", outputs=[_table(_rows_table(t))]),
        _text("plan", lang, f"## {t['plan_head']}\n\n{t['explain']}"),
        new_code_cell('s = b.series("trade_turnover_total", like="ytd")'),
        new_code_cell(
            "b.finish(ax, s)",
            outputs=[
                new_output(
                    "display_data",
                    data={"image/svg+xml": svg, "text/plain": "<Figure size 468x200>"},
                    metadata={
                        "image/svg+xml": {"alt": t["alt"]},
                        "lsdata": {"part": "figure", "caption": t["caption"]},
                    },
                ),
                new_output("execute_result", data={"text/plain": "<Axes: >"}, execution_count=7),
            ],
        ),
        _text("read-plan", lang, t["note"]),
        new_code_cell("b.say(s)", outputs=[_prose("prose", t["say"].format(**runs).replace(" & ", " &amp; "))]),
        _text("others", lang, f"## {t['others']}\n\n{t['others_text']}"),
        new_code_cell("b.others()"),
        _text("sources", lang, f"## {t['sources']}"),
        new_code_cell("b.sources()", outputs=[_table(_source_table(t))]),
        new_code_cell("b.facts()", outputs=[new_output("display_data", data={MIME: report(lang)}, metadata={})]),
    ]
    nb = new_notebook(cells=deepcopy(cells), metadata={"papermill": {"parameters": {"lang": lang}}})
    for number, cell in enumerate(nb.cells):
        if cell.cell_type == "code":
            cell["id"] = f"code-{number}"
    return nb


def _text(key: str, lang: str, source: str) -> NotebookNode:
    cell = new_markdown_cell(source, metadata={"tags": [f"lang-{lang}"]})
    cell["id"] = f"{key}-{lang}"
    return cell


def _prose(part: str, source: str) -> NotebookNode:
    data = {"text/markdown": source, "text/plain": source}
    return new_output("display_data", data=data, metadata={"lsdata": {"part": part}})


def _table(html: str) -> NotebookNode:
    return new_output(
        "display_data", data={"text/html": html, "text/plain": ""}, metadata={"lsdata": {"part": "table"}}
    )


def _rows_table(t: dict) -> str:
    heads = t["heads"]
    runs = runs_of(t)
    cells = [
        f'<td data-h="{heads[1]}">{t["unit"]}</td>',
        f'<td class="n" data-h="{heads[2]}">{span("fact", t["level_short"], "level")}</td>',
        f'<td class="n" data-h="{heads[3]}">{span("fact", t["yoy"], "yoy")}</td>',
        f'<td class="n" data-h="{heads[4]}">{runs["pct"]}</td>',
        f'<td data-h="{heads[5]}">{t["status"]}</td>',
        f'<td data-h="{heads[6]}">{runs["ref"]}</td>',
    ]
    mute = "".join(f'<td data-h="{head}">…</td>' for head in heads[1:5])
    mute += f'<td data-h="{heads[5]}">{t["not_yet"]}</td><td data-h="{heads[6]}">–</td>'
    head = "".join(
        f'<th scope="col"{" class=" + chr(34) + "n" + chr(34) if 2 <= i <= 4 else ""}>{h}</th>'
        for i, h in enumerate(heads)
    )
    return (
        f'<table class="ls-table"><caption><b>{t["table"]} 1.</b> {t["rows"]} '
        f"<span>{span('period', t['period_name'])}</span></caption><thead><tr>{head}</tr></thead><tbody>"
        f'<tr class="lead"><th scope="row">{t["name"]}</th>{"".join(cells)}</tr>'
        f'<tr class="mute"><th scope="row">{t["unpublished"]}</th>{mute}</tr></tbody></table>'
        f'<p class="ls-legend">{t["legend"]}</p>'
    )


def _source_table(t: dict) -> str:
    heads = t["source_heads"]
    return (
        f'<table class="ls-table"><caption><b>{t["table"]} 2.</b> {t["sources"]}</caption><thead><tr>'
        + "".join(f'<th scope="col">{head}</th>' for head in heads)
        + f'</tr></thead><tbody><tr><th scope="row">{span("ref", "[1]", SOURCE)}</th>'
        f'<td data-h="{heads[1]}">{span("given", t["source"], SOURCE)}</td>'
        f'<td data-h="{heads[2]}">{span("date", t["as_of_name"])}</td></tr></tbody></table>'
    )
