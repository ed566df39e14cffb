"""The file itself: valid, complete, the same for the same data."""

import io
import zipfile
from collections import Counter
from dataclasses import replace

import docx
import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator

from facilitation.report.document import build
from facilitation.report.outline import FieldSection, MeasureSection, Step
from facilitation.report.template import make
from facilitation.report.vote_chart import vote_chart

from .outline_parts import full
from .outlines import NOW, doubt_vote, empty, kassel, recommendation, small, vote
from .reading import NS, Read, W

OUTLINES = {
    "session 3": kassel,
    "finished": lambda: kassel(finished=True),
    "empty": empty,
    "small": small,
    "everything": full,
}


def audit(path) -> list[str]:
    """What the port of the Open XML SDK's checks has to say."""
    return [str(error) for error in OpenXmlValidator().validate(str(path)).errors]


@pytest.fixture(scope="module", params=OUTLINES)
def data(request) -> bytes:
    return build(OUTLINES[request.param]())


@pytest.fixture
def read(data) -> Read:
    return Read(data)


def test_audit_finds_nothing(data, tmp_path):
    path = tmp_path / "gutachten.docx"
    path.write_bytes(data)
    assert audit(path) == []


def test_committed_template_is_what_the_command_makes():
    assert make.PATH.read_bytes() == make.template()


def test_same_outline_gives_the_same_bytes(data, request):
    assert build(OUTLINES[request.node.callspec.params["data"]]()) == data


def test_drawing_ids_are_unique(read):
    numbers = read.find("//wp:docPr/@id")
    assert len(set(numbers)) == len(numbers)


def test_content_controls_have_unique_ids_and_short_tags(read):
    numbers = read.find("//w:sdtPr/w:id/@w:val")
    assert len(set(numbers)) == len(numbers) == len(read.find("//w:sdt"))
    assert len(set(read.tags())) == len(read.tags())
    assert all(len(tag) <= 64 for tag in read.tags())


def test_bookmarks_are_paired_unique_and_short(read):
    starts = read.find("//w:bookmarkStart")
    ends = Counter(read.find("//w:bookmarkEnd/@w:id"))
    assert Counter(each.get(f"{W}id") for each in starts) == ends
    assert set(ends.values()) <= {1}
    names = [each.get(f"{W}name") for each in starts]
    assert len(set(names)) == len(names)
    assert all(len(name) <= 40 for name in names)


def test_every_piece_has_a_bookmark_beside_its_tag(read):
    names = set(read.find("//w:bookmarkStart/@w:name"))
    pieces = [tag for tag in read.tags() if tag != "contents"]
    assert {tag.replace(".", "_") for tag in pieces} <= names
    assert pieces


def test_complex_fields_are_closed(read):
    depth = 0
    for kind in read.find("//w:fldChar/@w:fldCharType"):
        depth += {"begin": 1, "separate": 0, "end": -1}[kind]
        assert 0 <= depth <= 1
    assert depth == 0


def test_references_point_to_bookmarks(read):
    names = set(read.find("//w:bookmarkStart/@w:name"))
    targets = [
        each.split()[1] for each in read.find("//w:fldSimple/@w:instr") if each.split()[0] == "REF"
    ]
    assert set(targets) <= names


def test_every_part_has_a_content_type_and_every_relation_a_target(read):
    types = read.xml("[Content_Types].xml")
    overrides = {each.get("PartName") for each in types if "PartName" in each.attrib}
    defaults = {each.get("Extension") for each in types if "Extension" in each.attrib}
    for name in read.parts:
        if name != "[Content_Types].xml":
            assert f"/{name}" in overrides or name.rpartition(".")[2] in defaults
    assert overrides <= {f"/{name}" for name in read.parts}
    relations = {each.get("Id") for each in read.xml("word/_rels/document.xml.rels")}
    assert set(read.find("//@r:id")) <= relations


def test_styles_in_use_exist(read):
    known = set(read.xml("word/styles.xml").xpath("//w:style/@w:styleId", namespaces=NS))
    used = read.find("//w:pStyle/@w:val | //w:rStyle/@w:val | //w:tblStyle/@w:val")
    assert set(used) <= known


def test_language_is_german(read):
    assert read.xml("word/styles.xml").xpath("//w:docDefaults//w:lang/@w:val", namespaces=NS) == [
        "de-DE"
    ]


def test_styles_name_no_font():
    """A city's theme must be able to change everything at once."""
    styles = Read(make.template()).xml("word/styles.xml")
    assert styles.xpath("//w:rFonts/@w:ascii | //w:rFonts/@w:hAnsi", namespaces=NS) == []


def test_core_properties_tell_what_it_is(data):
    core = docx.Document(io.BytesIO(build(small()))).core_properties
    assert core.title == "Bürgergutachten Bürgerrat Smart Kassel"
    assert core.subject == small().question
    assert core.language == "de-DE"
    assert core.created == core.modified
    assert core.created.replace(tzinfo=NOW.tzinfo).date() == NOW.date()


def test_custom_properties_hold_council_version_and_date():
    properties = Read(build(small())).xml("docProps/custom.xml")
    values = {each.get("name"): each[0].text for each in properties}
    assert values == {
        "Bürgerrat": "Bürgerrat Smart Kassel",
        "Kennung": "kassel",
        "Fassung": "3",
        "Datenstand": "2022-10-22T16:30:00Z",
        "Status": "Entwurf",
        "Beispieldaten": "true",
    }


def test_long_titles_fit_into_the_properties():
    long = build(small(title="Bürgerrat " + "sehr " * 200, question="Warum? " * 500))
    core = docx.Document(io.BytesIO(long)).core_properties
    assert len(core.title) == len(core.subject) == 255


def test_chart_has_its_numbers_its_mark_and_a_description():
    read = Read(build(small()))
    (name,) = read.charts()
    chart = read.xml(name)
    values = chart.xpath("//c:val//c:v/text()", namespaces=NS)
    names = chart.xpath("//c:tx//c:v/text()", namespaces=NS)
    assert dict(zip(names, values, strict=True)) == {"Ja": "21", "Nein": "4"}
    assert chart.xpath("number(//c:scaling/c:max/@val)", namespaces=NS) == 25
    assert chart.xpath("number(//c:majorUnit/@val)", namespaces=NS) == 17
    assert chart.xpath("//c:valAx/c:numFmt/@formatCode", namespaces=NS) == ['[=17]"nötig "0;;;']
    (description,) = read.find("//wp:docPr/@descr")
    assert description == (
        "Gestapelter Balken zu M7, Maßnahme 7: Ja 21, Nein 4, Enthaltung 2; nötig 17."
    )


def test_charts_workbook_can_be_edited():
    read = Read(build(small()))
    (name,) = [name for name in read.parts if name.endswith(".xlsx")]
    with zipfile.ZipFile(io.BytesIO(read.parts[name])) as book:
        sheet = etree.fromstring(book.read("xl/worksheets/sheet1.xml"))
        words = etree.fromstring(book.read("xl/sharedStrings.xml")).xpath("//*[local-name()='t']")
    cells = {
        cell.get("r"): words[int(cell[0].text)].text if cell.get("t") == "s" else int(cell[0].text)
        for cell in sheet.iter("{*}c")
    }
    assert cells == {"B1": "Ja", "C1": "Nein", "A2": "M7", "B2": 21, "C2": 4}
    relations = read.xml("word/charts/_rels/chart1.xml.rels")
    assert relations[0].get("Target").endswith(name.rpartition("/")[2])


def test_charts_workbook_is_valid_and_holds_no_present_time(tmp_path):
    parts = Read(build(small())).parts
    (data,) = [data for name, data in parts.items() if name.endswith(".xlsx")]
    path = tmp_path / "numbers.xlsx"
    path.write_bytes(data)
    assert audit(path) == []
    with zipfile.ZipFile(path) as book:
        assert {info.date_time[0] for info in book.infolist()} == {1980}
        core = etree.fromstring(book.read("docProps/core.xml"))
    assert {each.text[:10] for each in core if each.text} == {"2000-01-01"}


def test_chart_is_tied_to_its_workbook_and_its_axes_have_positive_ids():
    read = Read(build(small()))
    chart = read.xml("word/charts/chart1.xml")
    (relation,) = read.xml("word/charts/_rels/chart1.xml.rels")
    assert chart.xpath("//c:externalData/@r:id", namespaces=NS) == [relation.get("Id")]
    ids = chart.xpath("//c:axId/@val | //c:crossAx/@val", namespaces=NS)
    assert len(set(ids)) == 2
    assert all(0 < int(each) < 2**32 for each in ids)


def test_words_in_a_chart_are_never_code():
    odd = replace(vote(), subject="=1<2&3", steps=(Step("yes", '=A1&"<b>"', 3, "yes"),))
    figure = vote_chart(odd)
    chart = etree.fromstring(figure.xml)
    assert chart.xpath("//c:tx//c:v/text()", namespaces=NS) == ['=A1&"<b>"']
    assert chart.xpath("//c:cat//c:v/text()", namespaces=NS) == ["=1<2&3"]
    with zipfile.ZipFile(io.BytesIO(figure.workbook)) as book:
        assert not list(etree.fromstring(book.read("xl/worksheets/sheet1.xml")).iter("{*}f"))


def test_for_is_solid_and_against_is_hatched():
    chart = Read(build(small())).xml("word/charts/chart1.xml")
    fills = chart.xpath("//c:ser/c:spPr/*[1]", namespaces=NS)
    assert [etree.QName(fill).localname for fill in fills] == ["solidFill", "pattFill"]


@pytest.mark.parametrize(("yes", "no", "needed", "marked"), [(21, 4, 17, True), (5, 20, 5, False)])
def test_need_is_marked_only_above_half_the_base(yes, no, needed, marked):
    measure = MeasureSection(7, "Werkstatt", votes=(vote(yes, no, needed=needed),))
    chart = Read(build(small(fields=(FieldSection("C", "Bildung", (measure,)),)))).xml(
        "word/charts/chart1.xml"
    )
    assert bool(chart.xpath("//c:majorGridlines", namespaces=NS)) == marked


def test_doubt_vote_draws_three_answers_and_leaves_abstention_to_the_text():
    each = recommendation(votes=(doubt_vote(12),), measure_votes=(), state="adopted")
    measure = MeasureSection(7, "Werkstatt", recommendations=(each,))
    chart = Read(build(small(fields=(FieldSection("C", "Bildung", (measure,)),)))).xml(
        "word/charts/chart1.xml"
    )
    assert chart.xpath("//c:tx//c:v/text()", namespaces=NS) == [
        "Dafür",
        "Dafür mit Zweifel",
        "Dagegen",
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Mehr dazu.", ["Ein Satz.", "Mehr dazu."]),
        ("Ein Satz. Mehr dazu.", ["Ein Satz. Mehr dazu."]),
        ("", ["Ein Satz."]),
    ],
)
def test_a_measure_is_told_with_its_sentence_and_its_text(text, told):
    measure = MeasureSection(7, "Werkstatt", "Ein Satz.", text)
    read = Read(build(small(fields=(FieldSection("C", "Bildung", (measure,)),))))
    paragraphs = read.paragraphs("BodyText")
    at = paragraphs.index(told[0])
    assert paragraphs[at : at + len(told)] == told
