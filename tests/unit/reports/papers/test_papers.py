"""The papers of a decision: every number leads to its run, and nothing exempt reaches the public."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import replace
from datetime import date
from functools import reduce
from typing import Any

import docx
import pytest
from lxml import html
from made_decision import DAY, SECRET, a_tested, made_facts
from made_results import made_council

from joinedup.council import Ripple
from joinedup.reports import suppression
from joinedup.reports._wording import (
    fair_chance,
    in_a_hundred,
    pence_in_the_pound,
    percent,
    pounds,
    quantity,
    times,
)
from joinedup.reports.papers import (
    OLDEST_FOR_PUBLIC,
    Paper,
    PaperKind,
    Paragraph,
    Section,
    Source,
    TableBlock,
    Traced,
    Words,
    as_docx,
    as_html,
    as_pdf,
    checked,
    numbers_in,
    paper_of,
    paragraphs_of,
    reading_age,
    why_no_pdf,
    without_exempt,
)
from joinedup.store import frozen, thawed

pytestmark = pytest.mark.unit

HEADINGS = {
    PaperKind.OFFICER_REPORT: [
        "Purpose", "Recommendation", "Background", "Options considered", "What would change for people",
        "Finance", "Legal", "Equality", "Consultation", "Those affected and what they answered",
        "Those who have not answered", "Risks", "How sure this is", "Implementation", "Review",
        "Exempt item: Contract price", "Where each number comes from",
    ],
}  # fmt: skip


def made(kind: PaperKind, **more: Any) -> Paper:
    return paper_of(kind, made_facts(**more), made_council(), DAY)


def every_paper() -> list[Paper]:
    return [made(kind, is_decided=is_decided) for kind in PaperKind for is_decided in (False, True)]


def at(ripple: Ripple, place: str) -> float:
    """The number at a place of a ripple, found by walking it: nothing of how papers are made is used."""
    first, *rest = place.split("/")
    if first == "headlines":
        pot, *path = rest
        return walk(next(one for one in ripple.headlines if one.pot == pot), path)
    if first == "certainties":
        return walk(next(one for one in ripple.certainties if one.pot == rest[0]), rest[1:])
    if first == "measures":
        name, patch, begins, ends, *path = rest
        year = f"{begins}/{ends}"
        found = next(
            one for one in ripple.measures if (one.measure.name, one.patch, one.year) == (name, patch, year)
        )
        return walk(found, [one for one in path if one != "hidden"])
    if first == "affected":
        return next(one.probability for one in ripple.affected if [one.kind, one.id] == rest)
    if first == "risks":
        found_risk = next(one for one in ripple.risks if [one.directorate, one.pot] == rest[:2])
        return float(getattr(found_risk, rest[2]))
    if first == "tipping":
        return walk(next(one for one in ripple.tipping if one.capacity.load == rest[0]), rest[1:])
    if first == "proposals":
        proposal = next(one for one in ripple.proposals if one.id == rest[0])
        return proposal.savings[int(rest[2])].pounds_a_year
    if place == "manifest/draws":
        return float(ripple.manifest.draws)
    if place == "manifest/years":
        return float(len({one.year for one in ripple.measures}))
    if place == "unverified":
        return float(len(ripple.unverified))
    assert place == "share_unverified", place
    return float(ripple.share_unverified or 0)


def walk(found: Any, path: list[str]) -> float:
    if path[0].startswith("1-"):
        return 1 - float(getattr(found, path[0][2:]))
    if path[-2:] == ["own_lines", "mean"] and len(path) > 2:
        return abs(walk(found, path[:-2]) / walk(found, path[-2:]))
    if path[-1].endswith("+proposed"):
        return abs(walk(found, [*path[:-1], path[-1].removesuffix("+proposed")]) + found.proposed)
    return float(
        reduce(lambda one, name: one[int(name)] if name.isdigit() else getattr(one, name), path, found)
    )


def printed(value: float) -> set[str]:
    """Every way in which a number may be printed."""
    size = abs(value)
    ways = [
        pounds(size), in_a_hundred(value) if 0 <= value <= 1 else "", percent(size), times(size),
        fair_chance(value) if 0 <= value <= 1 else "", pence_in_the_pound(size), f"{size:,.0f}",
        f"{round(size * 100)} in 100", suppression.shown(round(size)),
        *[quantity(size, unit) for unit in ("children", "ratio", "share", "pounds")],
    ]  # fmt: skip
    return {number for way in ways for number in numbers_in(way)}


@pytest.mark.parametrize("paper", every_paper(), ids=lambda paper: f"{paper.kind}")
def test_every_number_from_a_run_is_at_its_place_in_the_frozen_test(paper: Paper) -> None:
    facts = made_facts()
    held = {one.digest: thawed(frozen(one.ripple), Ripple) for one in facts.tests}
    looked_up = 0
    for section in paper.sections:
        for paragraph in paragraphs_of(section):
            for one in paragraph.parts:
                if one.source and one.source.run and one.place != "certainties/error":
                    assert one.text in printed(at(held[one.source.digest], one.place)), one
                    looked_up += 1
    assert looked_up > 5


@pytest.mark.parametrize("paper", every_paper(), ids=lambda paper: f"{paper.kind}")
def test_no_number_of_a_sentence_is_without_its_source(paper: Paper) -> None:
    for section in paper.sections:
        for paragraph in paragraphs_of(section):
            loose = [one.text for one in paragraph.parts if not one.source and numbers_in(one.text)]
            assert loose == [], f"{section.title}: {paragraph.text}"
            assert not any(one.is_untraced for one in paragraph.parts), paragraph.text


@pytest.mark.parametrize("paper", every_paper(), ids=lambda paper: f"{paper.kind}")
def test_every_number_of_a_table_is_in_a_frozen_test_or_in_the_decision(paper: Paper) -> None:
    facts = made_facts()
    values = {
        round(end, 6)
        for tested in facts.tests
        for one in (*tested.ripple.money, *tested.ripple.measures, *tested.ripple.headlines)
        for each in vars(one).values()
        if hasattr(each, "low_80")
        for end in (each.mean, each.low_80, each.high_80)
    }
    values |= {one.p_saves for tested in facts.tests for one in tested.ripple.headlines}
    ways = {way for value in values for way in printed(value)} | {"£500", "120"}
    for section in paper.sections:
        for block in section.blocks:
            if isinstance(block, TableBlock):
                cells = [f"{cell.text} {cell.range}" for row in block.table.rows for cell in row.cells]
                loose = [one for cell in cells for one in numbers_in(cell) if one not in ways]
                assert loose == [], f"{block.table.caption}: {loose}"


def test_a_number_that_is_not_in_the_frozen_test_is_found_out() -> None:
    paper = made(PaperKind.OFFICER_REPORT)
    facts = made_facts()
    assert checked(paper, facts.tests).lost == ()
    assert checked(paper, facts.tests).from_runs > 20
    section = next(one for one in paper.sections if one.key == "recommendation")
    paragraph = next(one for one in section.blocks if isinstance(one, Paragraph) and len(one.parts) > 1)
    number = next(one for one in paragraph.parts if one.source)
    wrong = Paragraph(tuple(replace(one, text="£9.9m") if one is number else one for one in paragraph.parts))
    spoilt = replace(paper, sections=(replace(section, blocks=(wrong,)),))
    assert checked(spoilt, facts.tests).lost == (("Recommendation", "£9.9m"),)
    assert checked(paper, ()).from_runs == 0


@pytest.mark.parametrize("kind", PaperKind)
def test_pots_are_never_added(kind: PaperKind) -> None:
    """General Fund −£1.49m and high needs +£95,000 would come to −£1.39m, which stands nowhere."""
    text = html.fromstring(as_html(made(kind))).text_content()
    assert "£1.4m" not in text
    assert "£1.5m" in text


def test_an_officer_report_has_the_usual_headings_in_order() -> None:
    page = html.fromstring(as_html(made(PaperKind.OFFICER_REPORT)))
    assert [one.text_content() for one in page.iter("h2")] == HEADINGS[PaperKind.OFFICER_REPORT]
    assert len(page.findall(".//h1")) == 1
    assert page.get("lang") == "en-GB"


def test_do_nothing_and_what_was_rejected_stand_in_the_report() -> None:
    text = html.fromstring(as_html(made(PaperKind.OFFICER_REPORT))).text_content()
    for says in ("Do nothing", "Rejected: It moves harm to the street.", "Silence is not support."):
        assert says in text


def test_exempt_matter_marks_the_paper_and_is_not_published() -> None:
    paper = made(PaperKind.CABINET_PAPER)
    assert paper.marking
    assert SECRET in as_html(paper)
    published = without_exempt(paper)
    assert not published.marking
    assert SECRET not in as_html(published)
    assert "£431,207" not in as_html(published)
    assert "paragraph 3 of Schedule 12A" in as_html(published)


@pytest.mark.parametrize("is_decided", [False, True])
def test_the_public_summary_holds_nothing_exempt_and_no_small_number_of_people(is_decided: bool) -> None:
    paper = made(PaperKind.PUBLIC_SUMMARY, is_decided=is_decided)
    text = html.fromstring(as_html(paper)).text_content()
    assert "431,207" not in text
    assert "Contract price" not in text
    assert re.search(r"A few \(1 to 5(\[\d+\])?\) more children in residential care", text)
    assert (reading_age(paper) or 99) <= OLDEST_FOR_PUBLIC


@pytest.mark.skipif(bool(why_no_pdf()), reason="the Pango library is not installed here")
@pytest.mark.parametrize("kind", PaperKind)
def test_a_pdf_holds_the_words_of_the_page(kind: PaperKind) -> None:
    pypdf = pytest.importorskip("pypdf", reason="pypdf reads the words of a PDF back")
    paper = made(kind)
    pages = pypdf.PdfReader(io.BytesIO(as_pdf(paper))).pages
    pdf = run_together(" ".join(one.extract_text() for one in pages))
    for section in paper.sections:
        for paragraph in paragraphs_of(section):
            first = next(one.text for one in paragraph.parts)
            assert run_together(first) in pdf, first
        assert run_together(section.title) in pdf


def test_a_word_document_holds_the_words_of_the_page_in_order() -> None:
    paper = made(PaperKind.PUBLIC_SUMMARY)
    page = html.fromstring(as_html(paper)).find(".//main")
    assert page is not None
    document = docx.Document(io.BytesIO(as_docx(paper)))
    lines = ["".join(run.text or "" for run in one._p.iter(W + "t")) for one in document.paragraphs]
    # The number of a note is set by a list in one and written in the other.
    lines = [re.sub(r"^\d+\. ", "", one) for one in lines]
    assert run_together("".join(lines)) == run_together(str(page.text_content()))


def run_together(text: str) -> str:
    """The letters of a text, wherever its lines break."""
    return re.sub(r"[\s\xad]", "", text)


W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def test_a_word_document_has_headings_header_rows_words_for_pictures_and_its_language() -> None:
    paper = made(PaperKind.OFFICER_REPORT)
    content = as_docx(paper)
    document = docx.Document(io.BytesIO(content))
    styles = [one.style.name for one in document.paragraphs if one.style]
    assert styles.count("Title") == 1
    assert styles.count("Heading 1") == len(paper.sections) + 1
    assert all(one.rows[0]._tr.trPr.find(W + "tblHeader") is not None for one in document.tables)
    assert len(document.tables) > 5
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        body, looks = parts.read("word/document.xml").decode(), parts.read("word/styles.xml").decode()
    described = re.findall(r'<wp:docPr [^>]*descr="([^"]+)"', body)
    assert len(described) == len(document.inline_shapes) > 0
    assert 'w:lang w:val="en-GB"' in looks
    assert document.core_properties.title == paper.title
    assert document.core_properties.language == "en-GB"
    anchors, marks = (
        set(re.findall(r'w:anchor="(\w+)"', body)),
        set(re.findall(r'w:name="(source_\d+)"', body)),
    )
    assert anchors == marks
    assert anchors


@pytest.mark.skipif(bool(why_no_pdf()), reason="the Pango library is not installed here")
def test_a_pdf_is_tagged_titled_and_in_its_language() -> None:
    content = as_pdf(made(PaperKind.CABINET_PAPER))
    assert content.startswith(b"%PDF-")
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", content, re.DOTALL)
    whole = content + b"".join(opened(one) for one in streams)
    for says in (b"/MarkInfo", b"/StructTreeRoot", b"/Lang", b"en-GB", b"pdfuaid", b"/H1", b"/TH"):
        assert says in whole


def opened(stream: bytes) -> bytes:
    """What a stream of a PDF holds, where it is compressed."""
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return stream


def test_without_its_library_a_pdf_is_refused_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("joinedup.reports.papers._pdf.weasyprint", None)
    assert "Pango" in why_no_pdf()
    with pytest.raises(Exception, match="Take the Word document"):
        as_pdf(made(PaperKind.PUBLIC_SUMMARY))


def test_nothing_that_people_write_becomes_markup() -> None:
    facts = replace(made_facts(), summary="<script>alert(1)</script> & <b>bold</b>")
    page = as_html(paper_of(PaperKind.OFFICER_REPORT, facts, made_council(), DAY))
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_a_decision_without_tests_says_so_and_invents_nothing() -> None:
    bare = tuple(replace(one, tested=None) for one in made_facts().options)
    for kind in PaperKind:
        paper = paper_of(kind, replace(made_facts(), options=bare), made_council(), DAY)
        assert checked(paper, ()).from_runs == 0
        assert checked(paper, ()).untraced == ()
        assert "nothing has been tested" in paper.rests_on


def test_the_same_record_makes_the_same_paper() -> None:
    assert frozen(made(PaperKind.OFFICER_REPORT)) == frozen(made(PaperKind.OFFICER_REPORT))
    again = thawed(frozen(made(PaperKind.OFFICER_REPORT)), Paper)
    assert again == made(PaperKind.OFFICER_REPORT)


def test_one_note_serves_a_mean_and_its_range() -> None:
    one, other = Source("One", "run a"), Source("Other", "run b")
    said = Paragraph.of(Traced("£1m", one), " to ", Traced("£2m", one), ", ", Traced("£3m", other), ".")
    paper = Paper("T", "K", "C", "", date(2027, 1, 1), (Section("s", "S", (said, Paragraph((Words("x"),)))),))
    text = html.fromstring(as_html(paper)).find(".//p[2]")
    assert text is not None
    assert (
        html.fromstring(as_html(paper)).xpath("//section[1]/p[1]")[0].text_content()
        == "£1m to £2m[1], £3m[2]."
    )


def test_a_tested_option_names_its_run() -> None:
    tested = a_tested()
    page = as_html(made(PaperKind.OFFICER_REPORT))
    assert tested.digest[:12] in page
    assert tested.ripple.manifest.run[:12] in page
