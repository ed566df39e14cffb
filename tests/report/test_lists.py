"""Points and choices in the Gutachten: the stored figures, in tables, charts and the archive."""

import io
import json
import zipfile

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree

from facilitation import db
from facilitation.councils.models import Council
from facilitation.report import archive
from facilitation.report.document import build
from facilitation.report.gather import gather
from facilitation.report.listed_chart import MOST, has_chart, listed_chart
from facilitation.voting.recount import compare, recount

from ..factories import evening

CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
DOTS = {"points": 5, "per_option": 3}
TITLE = "Sensoren melden, wann Stadtbäume Wasser brauchen"
LINES = ("Mehr Bänke", "Mehr Schatten")


@pytest.fixture
def begun(app):
    place = evening(members=4)
    place.start()
    place.arrive()
    place.move_on()
    place.move_on()
    return place


def hold(
    place, method="dots", settings=DOTS, ballots=({"M8": 3, "F1": 1}, {"M7": 1, "F1": 3}), **more
):
    around = place.ask(method, settings, ballots, **{"lines": LINES} | more)
    place.finish(around, "close", "show")
    return around


def outline_of(place):
    with db.reading() as session:
        return gather(session, place.council_id, version=1)


def test_the_outline_has_rank_points_and_people(begun):
    hold(begun)

    [one] = outline_of(begun).listed

    assert (one.title, one.method, one.columns) == (
        "Was zuerst?",
        "Punkte verteilen",
        ("Punkte", "Personen"),
    )
    assert [(row.place, row.name, row.figures) for row in one.rows] == [
        (1, "Mehr Bänke", ("4", "2")),
        (2, "M8 Eine Karte zeigt freie Parkplätze", ("3", "1")),
        (3, f"M7 {TITLE}", ("1", "1")),
        (4, "Mehr Schatten", ("0", "0")),
    ]
    assert one.leading == ("Mehr Bänke",)


def test_what_was_not_shown_is_not_told(begun):
    around = begun.ask("dots", DOTS, [{"M7": 1}])
    begun.finish(around, "close", "count")

    assert outline_of(begun).listed == ()


def test_each_measure_says_how_many_points_it_got(begun):
    hold(begun)
    measures = {measure.code: measure for measure in outline_of(begun).measures}

    label, line = measures["M8"].rated[0]

    assert label == "Was zuerst? (Sitzung 1)"
    assert line.replace("\N{NO-BREAK SPACE}", " ") == "3 Punkte von 1 Person"


def test_the_word_file_has_table_chart_and_annex(begun):
    hold(begun)
    data = build(outline_of(begun))
    body = docx.Document(io.BytesIO(data)).element.body
    rows = [
        ["".join(text.text or "" for text in cell.iter(qn("w:t"))) for cell in row.iter(qn("w:tc"))]
        for row in body.iter(qn("w:tr"))
    ]

    assert rows.count(["1", "Mehr Bänke", "4", "2"]) == 2, "with the results and in Annex C"
    descriptions = [shape.get("descr") for shape in body.iter(qn("wp:docPr"))]
    assert any(
        said and said.startswith("Balken zu „Was zuerst?“, Punkte.") for said in descriptions
    )
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        assert [name for name in parts.namelist() if name.startswith("word/charts/chart")]


def test_the_chart_begins_at_zero_and_says_its_figures(begun):
    hold(begun)
    figure = listed_chart(outline_of(begun).listed[0])
    chart = etree.fromstring(figure.xml)

    values = [int(float(value.text)) for value in chart.iterfind(f".//{CHART}val//{CHART}v")]
    assert values == [4, 3, 1, 0]
    assert chart.find(f".//{CHART}valAx//{CHART}min").get("val") in ("0", "0.0")
    assert figure.description.endswith("Mehr Schatten: 0.")


def test_nothing_is_drawn_where_there_is_nothing_or_too_much(begun):
    hold(begun, ballots=({}, {}))
    assert not has_chart(outline_of(begun).listed[0])
    assert build(outline_of(begun))

    hold(begun, ballots=({"M7": 1},), lines=tuple(f"Möglichkeit {n}" for n in range(MOST)))
    assert not has_chart(outline_of(begun).listed[1])
    assert build(outline_of(begun))


@pytest.mark.parametrize(
    ("method", "limits", "ballots"),
    [
        ("dots", DOTS, ({"M7": 3, "M8": 2}, {}, {"F1": 1})),
        ("choice", {"min": 0, "max": 2}, ({"chosen": ["M7", "F2"]}, {"chosen": []})),
    ],
)
def test_the_archive_can_be_counted_again(begun, method, limits, ballots):
    hold(begun, method, limits, ballots)
    begun.end()
    with db.reading() as session:
        council = session.get_one(Council, begun.council_id)
        data = json.loads(archive.as_bytes(session, council))

    assert [entry["method"] for entry in data["polls"]] == [method]
    assert list(compare(data, recount(data))) == []
