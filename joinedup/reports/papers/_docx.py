"""A paper as a Word document: real headings, repeated table headers, pictures with words for them."""

from __future__ import annotations

import io
from datetime import datetime, time
from typing import Any

import docx
import vl_convert
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table
from docx.text.paragraph import Paragraph as WordParagraph

from joinedup.reports._parts import Chart, DataTable
from joinedup.reports._wording import day
from joinedup.reports.papers._html import in_full, key_says
from joinedup.reports.papers._parts import (
    Block,
    Bullets,
    ChartBlock,
    Paper,
    Paragraph,
    Source,
    Subheading,
    TableBlock,
    Words,
    marked,
    sources_of,
)

_LANGUAGE = "en-GB"
_FONT = "Arial"
_SHARPNESS = 2.0
_PICTURE_CM = 15.0
_RED, _QUIET = RGBColor(0xB0, 0x00, 0x20), RGBColor(0x48, 0x49, 0x49)


def as_docx(paper: Paper) -> bytes:
    """Return a paper as a Word document.

    Each number with a source leads to its entry in the list at the end.

    Args:
        paper: the paper.
    """
    made = _Made(paper)
    content = io.BytesIO()
    made.document.save(content)
    return content.getvalue()


class _Made:
    """A document being made."""

    def __init__(self, paper: Paper) -> None:
        self.document: Document = docx.Document()
        self._sources = sources_of(paper)
        self._notes = {source: number for number, source in enumerate(self._sources, start=1)}
        self._small = paper.is_one_page
        _set_up(self.document, paper)
        about = (paper.council, paper.kind, paper.reference, day(paper.day))
        self.document.add_paragraph(" · ".join(one for one in about if one), style="Subtitle")
        self.document.add_paragraph(paper.title, style="Title")
        for section in paper.sections:
            self.document.add_heading(section.title, level=1)
            if section.exempt:
                line = self.document.add_paragraph()
                line.add_run("Exempt from publication: ").bold = True
                line.add_run(section.exempt)
            for block in section.blocks:
                self._block(block)
        self._list_sources()
        if paper.rests_on:
            self.document.add_paragraph(paper.rests_on)

    def _block(self, block: Block) -> None:
        if isinstance(block, Paragraph):
            self._line(self.document.add_paragraph(), block)
        elif isinstance(block, Bullets):
            for item in block.items:
                style = "List Number" if block.is_numbered else "List Bullet"
                self._line(self.document.add_paragraph(style=style), item)
        elif isinstance(block, Subheading):
            self.document.add_heading(block.title, level=2)
        elif isinstance(block, TableBlock):
            self._table(block.table, block.source)
        else:
            self._chart(block)

    def _line(self, line: WordParagraph, paragraph: Paragraph) -> None:
        for one in marked(paragraph, self._notes):
            _add_words(line, one.words)
            if one.note:
                _add_note(line, one.note)

    def _table(self, table: DataTable, source: Source | None) -> None:
        caption = self.document.add_paragraph(table.caption, style="Caption")
        if source:
            _add_note(caption, self._notes[source])
        if table.hint:
            caption.add_run(f" ({table.hint})").font.bold = False
        caption.paragraph_format.keep_with_next = True
        made = self.document.add_table(rows=1, cols=1 + len(table.columns), style="Table Grid")
        _fill(made.rows[0].cells, (table.first, *table.columns), is_bold=True)
        _repeat_header(made)
        for row in table.rows:
            cells = [f"{one.text}\n{one.range}" if one.range else one.text for one in row.cells]
            line = made.add_row()
            _fill(line.cells, (row.name, *cells), is_bold=row.is_total)
            _keep_whole(line)
        if not table.is_text:
            for row in made.rows:
                for cell in row.cells[1:]:
                    cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
        self.document.add_paragraph().paragraph_format.space_after = Pt(2)

    def _chart(self, block: ChartBlock) -> None:
        chart = block.chart
        heading = self.document.add_heading(chart.title, level=2)
        if block.source:
            _add_note(heading, self._notes[block.source])
        self.document.add_paragraph(chart.says)
        if chart.key:
            self.document.add_paragraph(key_says(chart))
        line = self.document.add_paragraph()
        shape = line.add_run().add_picture(io.BytesIO(_as_png(chart)), width=Cm(_PICTURE_CM))
        _name(shape, chart)
        self._table(chart.table, None)

    def _list_sources(self) -> None:
        if not self._sources:
            return
        self.document.add_heading("Where each number comes from", level=1)
        for number, source in enumerate(self._sources, start=1):
            line = self.document.add_paragraph()
            line.paragraph_format.left_indent = Cm(0.8)
            line.paragraph_format.first_line_indent = Cm(-0.8)
            _add_bookmark(line, number, f"{number}.")
            run = line.add_run(f" {in_full(source)}")
            run.font.size = Pt(9)


def _set_up(document: Document, paper: Paper) -> None:
    about = document.core_properties
    about.title, about.author, about.subject = paper.title, paper.council, paper.kind
    about.language, about.comments = _LANGUAGE, paper.rests_on
    about.keywords = paper.reference
    about.created = about.modified = datetime.combine(paper.day, time())
    size = 8.5 if paper.is_one_page else 11.0
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21.0), Cm(29.7)
    margin = Cm(1.5 if paper.is_one_page else 2.2)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = margin
    styles: Any = document.styles
    defaults = styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    language = defaults.find(qn("w:lang"))
    language.set(qn("w:val"), _LANGUAGE)
    language.set(qn("w:eastAsia"), _LANGUAGE)
    for name, points in _sizes(size).items():
        _restyle(styles[name], points, 1.5 if paper.is_one_page else 6.0)
    if paper.marking:
        marking = page.header.paragraphs[0].add_run(paper.marking)
        marking.bold, marking.font.color.rgb = True, _RED
    _number_pages(page.footer.paragraphs[0])


def _sizes(size: float) -> dict[str, float]:
    is_small = size < 10
    return {
        "Normal": size,
        "Title": 14.0 if is_small else 22.0,
        "Subtitle": size,
        "Heading 1": 10.0 if is_small else 15.0,
        "Heading 2": 9.0 if is_small else 12.0,
        "Caption": size - 0.5,
        "List Bullet": size,
        "List Number": size,
    }


def _restyle(style: Any, points: float, after: float) -> None:
    style.font.name, style.font.size = _FONT, Pt(points)
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), _FONT)
    for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        style.element.rPr.rFonts.attrib.pop(qn(theme), None)
    style.font.color.rgb = _QUIET if style.name == "Subtitle" else RGBColor(0x0B, 0x0C, 0x0C)
    style.font.italic = False
    style.paragraph_format.space_after = Pt(after)
    if style.name.startswith("Heading"):
        style.paragraph_format.space_before = Pt(after * 2)


def _add_words(line: WordParagraph, words: Words) -> None:
    if words.link:
        _add_link(line, words)
        return
    run = line.add_run(words.text)
    run.bold, run.italic = words.is_bold or None, words.is_italic or None
    if words.is_untraced:
        run.font.underline, run.font.color.rgb = True, _RED


def _add_link(line: WordParagraph, words: Words) -> None:
    address = line.part.relate_to(
        words.link,
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink",
        is_external=True,
    )
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), address)
    run = line.add_run(words.text)
    run.font.underline = True
    link.append(run._r)
    line._p.append(link)


def _add_note(line: WordParagraph, number: int) -> None:
    """Add the number of a note that leads to its entry in the list at the end."""
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), f"source_{number}")
    link.set(qn("w:tooltip"), "Where this comes from")
    run = line.add_run(f"[{number}]")
    run.font.superscript = True
    link.append(run._r)
    line._p.append(link)


def _add_bookmark(line: WordParagraph, number: int, text: str) -> None:
    starts, ends = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    starts.set(qn("w:id"), str(number))
    starts.set(qn("w:name"), f"source_{number}")
    ends.set(qn("w:id"), str(number))
    line._p.append(starts)
    line.add_run(text).font.size = Pt(9)
    line._p.append(ends)


def _fill(cells: Any, texts: tuple[str, ...], *, is_bold: bool) -> None:
    for cell, text in zip(cells, texts, strict=True):
        line = cell.paragraphs[0]
        line.paragraph_format.space_after = Pt(0)
        run = line.add_run(text)
        run.font.size, run.bold = Pt(8), is_bold or None


def _repeat_header(table: Table) -> None:
    """Say which row is the header, so that each page repeats it and a screen reader names the columns."""
    header = OxmlElement("w:tblHeader")
    header.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(header)
    _keep_whole(table.rows[0])
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    if look is not None:
        look.set(qn("w:firstRow"), "1")
        look.set(qn("w:firstColumn"), "1")


def _keep_whole(row: Any) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _as_png(chart: Chart) -> bytes:
    content: bytes = vl_convert.svg_to_png(str(chart.svg), scale=_SHARPNESS)
    return content


def _name(shape: Any, chart: Chart) -> None:
    """Say what a picture shows, for those who do not see it."""
    about = shape._inline.docPr
    about.set("title", chart.title)
    about.set("descr", f"{chart.title}. {chart.says} The table below has the same numbers.")


def _number_pages(line: WordParagraph) -> None:
    line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for words, field in (("Page ", "PAGE"), (" of ", "NUMPAGES")):
        line.add_run(words)
        made = OxmlElement("w:fldSimple")
        made.set(qn("w:instr"), field)
        run = line.add_run("1")
        made.append(run._r)
        line._p.append(made)
