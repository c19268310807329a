"""Styles, lists and settings of a Word document, after Appendix I of Decree 30/2020/NĐ-CP."""

from __future__ import annotations

FONT = "Times New Roman"
MM = 1440 / 25.4  # twentieths of a point
WIDTH, HEIGHT, TOP, BOTTOM, LEFT, RIGHT = 210, 297, 20, 20, 30, 15
TEXT = int((WIDTH - LEFT - RIGHT) * MM)
INDENT = 720  # 12.7 mm
NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
LANGUAGE = {"vi": "vi-VN", "en": "en-GB"}
_FONTS = f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'
_HEADING = "keepNext keepLines"

# id, name, style below it, style after it, size in points, "b i", flags, space before and after, line, indents, alignment
_Row = tuple[str, str, str, str, float, str, str, tuple[float, float], int, str, str]
_PARAGRAPHS: list[_Row] = [
    ("BodyText", "Body Text", "Normal", "", 13, "", "", (6, 0), 276, f'w:firstLine="{INDENT}"', "both"),
    ("Lead", "Lead", "BodyText", "BodyText", 13, "", "", (6, 0), 276, f'w:firstLine="{INDENT}"', "both"),
    ("Verdict", "Verdict", "BodyText", "BodyText", 13, "b", "", (6, 0), 276, f'w:firstLine="{INDENT}"', "both"),
    ("Headline", "Headline", "BodyText", "BodyText", 13, "b", "keepLines", (12, 0), 276, f'w:firstLine="{INDENT}"', "both"),
    ("Heading1", "heading 1", "Normal", "BodyText", 13, "b", _HEADING, (14, 0), 0, f'w:firstLine="{INDENT}"', "both"),
    ("Heading2", "heading 2", "Normal", "BodyText", 13, "b", _HEADING, (10, 0), 0, f'w:firstLine="{INDENT}"', "both"),
    ("Heading3", "heading 3", "Normal", "BodyText", 13, "b", _HEADING, (8, 0), 0, f'w:firstLine="{INDENT}"', "both"),
    ("Heading4", "heading 4", "Normal", "BodyText", 13, "b i", _HEADING, (8, 0), 0, f'w:firstLine="{INDENT}"', "both"),
    ("Title", "Title", "Normal", "Subtitle", 14, "b", _HEADING, (18, 0), 0, "", "center"),
    ("Subtitle", "Subtitle", "Normal", "BodyText", 14, "b", "keepLines", (3, 0), 0, "", "center"),
    ("AsOf", "As Of", "Normal", "BodyText", 12, "i", "", (6, 6), 0, "", "center"),
    ("AddressedTo", "Addressed To", "Normal", "BodyText", 13, "", "keepLines", (8, 0), 0, "", "center"),
    ("AddressedToList", "Addressed To List", "AddressedTo", "", 13, "", "", (2, 0), 0, 'w:left="2268"', "left"),
    ("NumberValue", "Number Value", "Normal", "NumberLabel", 14, "b", _HEADING, (6, 0), 0, "", "center"),
    ("NumberLabel", "Number Label", "Normal", "BodyText", 11, "", "keepLines", (1, 4), 0, "", "center"),
    ("ListBullet", "List Bullet", "BodyText", "", 13, "", "", (6, 0), 276, f'w:left="{INDENT + 227}" w:hanging="227"', "both"),
    ("ListNumber", "List Number", "BodyText", "", 13, "", "", (6, 0), 276, f'w:left="{INDENT + 397}" w:hanging="397"', "both"),
    ("Preformatted", "Preformatted", "Normal", "", 11, "", "", (6, 0), 0, "", "left"),
    ("Caption", "caption", "Normal", "BodyText", 12, "", _HEADING, (12, 4), 0, "", "center"),
    ("Figure", "Figure", "Normal", "FigureCaption", 12, "", _HEADING, (12, 0), 0, "", "center"),
    ("FigureCaption", "Figure Caption", "Normal", "BodyText", 12, "", "keepLines", (4, 6), 0, "", "center"),
    ("Legend", "Legend", "Normal", "BodyText", 11, "", "keepLines", (4, 0), 0, "", "both"),
    ("TableText", "Table Text", "Normal", "", 11, "", "", (1, 1), 0, "", "left"),
    ("TableNumber", "Table Number", "TableText", "", 11, "", "", (1, 1), 0, "", "right"),
    ("TableHead", "Table Head", "TableText", "", 11, "b", _HEADING, (1, 1), 0, "", "center"),
    ("TableTextSmall", "Table Text Small", "TableText", "", 10, "", "", (1, 1), 0, "", "left"),
    ("TableNumberSmall", "Table Number Small", "TableNumber", "", 10, "", "", (1, 1), 0, "", "right"),
    ("TableHeadSmall", "Table Head Small", "TableHead", "", 10, "b", _HEADING, (1, 1), 0, "", "center"),
    ("SourceEntry", "Source Entry", "Normal", "", 12, "", "keepLines", (4, 0), 0, 'w:left="567" w:hanging="567"', "left"),
    ("FootnoteText", "footnote text", "Normal", "", 10, "", "", (0, 0), 0, "", "both"),
    ("Header", "header", "Normal", "", 13, "", "", (0, 0), 0, "", "center"),
    ("ParentAgency", "Parent Agency", "Normal", "Agency", 12, "", "", (0, 0), 0, "", "center"),
    ("Agency", "Agency", "Normal", "", 12, "b", "", (0, 0), 0, "", "center"),
    ("NationalName", "National Name", "Normal", "Motto", 12, "b", "", (0, 0), 0, "", "center"),
    ("Motto", "Motto", "Normal", "", 13, "b", "", (0, 0), 0, "", "center"),
    ("DocumentNumber", "Document Number", "Normal", "", 13, "", "", (6, 0), 0, "", "center"),
    ("PlaceAndDate", "Place And Date", "Normal", "", 13, "i", "", (6, 0), 0, "", "center"),
    ("RecipientsHead", "Recipients Head", "Normal", "Recipients", 12, "b i", "keepNext", (0, 0), 0, "", "left"),
    ("Recipients", "Recipients", "Normal", "", 11, "", "keepNext", (0, 0), 0, "", "left"),
    ("Signature", "Signature", "Normal", "", 13, "b", "keepNext", (0, 0), 0, "", "center"),
    ("Rule", "Rule", "Normal", "", 2, "", "", (1, 0), -40, "", "left"),
    ("Gap", "Gap", "Normal", "BodyText", 2, "", "", (0, 0), -40, "", "left"),
    ("TOCHeading", "TOC Heading", "Normal", "BodyText", 14, "b", "keepNext", (0, 6), 0, "", "center"),
    ("TOC1", "toc 1", "Normal", "", 13, "b", "", (6, 0), 0, 'w:right="567"', "left"),
    ("TOC2", "toc 2", "Normal", "", 13, "", "", (3, 0), 0, 'w:left="284" w:right="567"', "left"),
    ("TOC3", "toc 3", "Normal", "", 13, "", "", (2, 0), 0, 'w:left="567" w:right="567"', "left"),
]  # fmt: skip
_EXTRA = {
    "Heading1": ("", '<w:outlineLvl w:val="0"/>'), "Heading2": ("", '<w:outlineLvl w:val="1"/>'),
    "Heading3": ("", '<w:outlineLvl w:val="2"/>'), "Heading4": ("", '<w:outlineLvl w:val="3"/>'),
    "ListBullet": ('<w:numPr><w:numId w:val="1"/></w:numPr>', ""),
    "ListNumber": ('<w:numPr><w:numId w:val="2"/></w:numPr>', ""),
    **{f"TOC{i}": (f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{TEXT}"/></w:tabs>', "") for i in (1, 2, 3)},
}  # fmt: skip
_CHARACTERS = """
<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/>
<w:uiPriority w:val="1"/><w:semiHidden/><w:unhideWhenUsed/></w:style>
<w:style w:type="character" w:styleId="FootnoteReference"><w:name w:val="footnote reference"/>
<w:basedOn w:val="DefaultParagraphFont"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/>
<w:basedOn w:val="DefaultParagraphFont"/><w:rPr><w:color w:val="auto"/><w:u w:val="none"/></w:rPr></w:style>
<w:style w:type="character" w:customStyle="1" w:styleId="lsdataFact"><w:name w:val="lsdata fact"/>
<w:basedOn w:val="DefaultParagraphFont"/></w:style>"""
_EDGES = ("top", "left", "bottom", "right", "insideH", "insideV")
_TABLES = f"""
<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/>
<w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>
<w:left w:w="80" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar></w:tblPr>
</w:style>
<w:style w:type="table" w:customStyle="1" w:styleId="lsdataTable"><w:name w:val="lsdata table"/>
<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>{
    "".join(f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="auto"/>' for edge in _EDGES)
}</w:tblBorders></w:tblPr></w:style>
<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/><w:uiPriority w:val="99"/>
<w:semiHidden/><w:unhideWhenUsed/></w:style>"""
_CUSTOM = ' w:customStyle="1"'
_OWN = set("Title Subtitle Header Caption FootnoteText BodyText ListBullet ListNumber Signature TOCHeading".split())


def styles(lang: str) -> str:
    """The part ``styles.xml``."""
    code = LANGUAGE[lang]
    return (
        f"<w:styles {NAMESPACE}><w:docDefaults><w:rPrDefault><w:rPr>{_FONTS}"
        f'<w:color w:val="auto"/><w:sz w:val="26"/><w:szCs w:val="26"/><w:lang w:val="{code}" w:eastAsia="{code}" '
        'w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:widowControl/>'
        '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        f"<w:pPr><w:widowControl/></w:pPr><w:rPr>{_FONTS}</w:rPr></w:style>"
        f"{''.join(_paragraph(*row) for row in _PARAGRAPHS)}{_CHARACTERS}{_TABLES}</w:styles>"
    )


def _paragraph(
    key: str, name: str, below: str, after: str, size: float, face: str, flags: str, space: tuple[float, float],
    line: int, indents: str, aligned: str,
) -> str:  # fmt: skip
    first, last = _EXTRA.get(key, ("", ""))
    own = key in _OWN or key.startswith(("Heading", "TOC"))
    marks = "".join(f"<w:{flag}/>" for flag in flags.split())
    rule = "exact" if line < 0 else "auto"
    bold, italic = ("b" in face.split()), ("i" in face.split())
    follows = f'<w:next w:val="{after}"/>' if after else ""
    return (
        f'<w:style w:type="paragraph"{"" if own else _CUSTOM} w:styleId="{key}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="{below}"/>{follows}<w:qFormat/>'
        f'<w:pPr>{marks}<w:widowControl/>{first}<w:spacing w:before="{round(space[0] * 20)}" w:after="{round(space[1] * 20)}" '
        f'w:line="{abs(line) or 240}" w:lineRule="{rule}"/>{f"<w:ind {indents}/>" if indents else ""}'
        f'<w:jc w:val="{aligned}"/>{last}</w:pPr><w:rPr>'
        f"{'<w:b/><w:bCs/>' if bold else ''}{'<w:i/><w:iCs/>' if italic else ''}"
        f'<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/></w:rPr></w:style>'
    )


def numbering() -> str:
    """The part ``numbering.xml``: list 1 has dashes, list 2 counts; further lists count from the start again."""
    kinds = (("bullet", "-", INDENT + 227, 227), ("decimal", "%1.", INDENT + 397, 397))
    lists = "".join(
        f'<w:abstractNum w:abstractNumId="{i}"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0">'
        f'<w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{sign}"/><w:lvlJc w:val="left"/><w:pPr>'
        f'<w:ind w:left="{left}" w:hanging="{hanging}"/></w:pPr><w:rPr>{_FONTS}</w:rPr></w:lvl></w:abstractNum>'
        for i, (kind, sign, left, hanging) in enumerate(kinds)
    )
    numbers = "".join(f'<w:num w:numId="{i + 1}"><w:abstractNumId w:val="{i}"/></w:num>' for i in (0, 1))
    return f"<w:numbering {NAMESPACE}>{lists}{numbers}</w:numbering>"


def settings() -> str:
    """The part ``settings.xml``."""
    return (
        f'<w:settings {NAMESPACE}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/><w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/>'
        '</w:footnotePr><w:compat><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>'
    )
