"""A rating in the Gutachten: the stored figures, in tables and native charts."""

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
from facilitation.report.rating_chart import rating_chart
from facilitation.voting.models import Round
from facilitation.voting.recount import compare, recount

from ..factories import evening

BALLOTS = (
    {"M7": {"nutzen": 5, "aufwand": 1}, "M8": {"nutzen": 2, "aufwand": 4}},
    {"M7": {"nutzen": 4, "aufwand": 3}, "M8": {"nutzen": 3}},
    {"M7": {"nutzen": None, "aufwand": 5}, "M8": {"nutzen": 1, "aufwand": 5}},
)
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


@pytest.fixture
def rated(app):
    place = evening(members=4)
    place.start()
    place.arrive()
    place.move_on()
    place.move_on()
    return place


def outline_of(place):
    with db.reading() as session:
        return gather(session, place.council_id, version=1)


def hold(place):
    around = place.rate(BALLOTS)
    place.finish(around, "close", "show")
    return around


def test_the_outline_has_the_figures_of_the_stored_result(rated):
    around = hold(rated)
    with db.reading() as session:
        stored = session.get_one(Round, around).result

    rating = outline_of(rated).ratings[0]
    benefit = rating.criteria[0]

    assert [(row.place, row.code) for row in benefit.rows] == [(1, "M7"), (2, "M8")]
    cell = stored["options"]["M7"]["criteria"]["nutzen"]
    assert benefit.rows[0].counts == tuple(cell["counts"].values())
    assert (benefit.rows[0].n, benefit.rows[0].no_answer) == (cell["n"], 1) == (2, 1)
    assert (benefit.rows[0].mean, benefit.rows[0].median) == ("4,5", "4,5")
    assert (benefit.good_label, benefit.bad_label) == ("groß", "gering")
    assert rating.criteria[1].good_label == "gering"
    assert rating.leading == ("M7",)


def test_a_rating_that_was_not_shown_is_not_told(rated):
    around = rated.rate(BALLOTS)
    rated.finish(around, "close", "count")

    assert outline_of(rated).ratings == ()


def test_each_measure_says_how_it_was_rated(rated):
    hold(rated)
    measures = {measure.code: measure for measure in outline_of(rated).measures}

    label, line = measures["M7"].rated[0]

    assert label == "Bewertung der Maßnahmen (Sitzung 1)"
    assert line.replace("\N{NO-BREAK SPACE}", " ") == (
        "Nutzen: 2 groß · 0 mittel · 0 gering · 1 keine Angabe; "
        "Aufwand: 1 gering · 1 mittel · 1 groß"
    )


def test_the_word_file_has_a_table_and_a_chart_per_criterion(rated):
    hold(rated)
    data = build(outline_of(rated))
    body = docx.Document(io.BytesIO(data)).element.body
    rows = [
        ["".join(text.text or "" for text in cell.iter(qn("w:t"))) for cell in row.iter(qn("w:tc"))]
        for row in body.iter(qn("w:tr"))
    ]

    assert ["1", "M7 Sensoren melden, wann Stadtbäume Wasser brauchen", "2", "0", "0", "1"] in rows
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        charts = [name for name in parts.namelist() if name.startswith("word/charts/chart")]
    assert len(charts) == 2


def test_the_chart_counts_people_to_both_sides(rated):
    hold(rated)
    drawn = rating_chart(outline_of(rated).ratings[0].criteria[0])
    values = [
        [int(float(value.text)) for value in series.iterfind(f"{CHART}val//{CHART}v")]
        for series in etree.fromstring(drawn.xml).iter(f"{CHART}ser")
    ]

    *sides, apart, middle = values
    assert sides == [[0, -1], [0, -1], [1, 0], [1, 0]]
    assert middle == [0, 1]
    assert [2 + apart[0], 0 + apart[1]] == [3, 3], "the middle stands in one column"
    assert (
        "M7 Sensoren melden, wann Stadtbäume Wasser brauchen: 2 groß, 0 gering, 0 mittel"
        in drawn.description
    )


def test_the_archive_of_a_rating_can_be_counted_again(rated):
    hold(rated)
    rated.end()
    with db.reading() as session:
        council = session.get_one(Council, rated.council_id)
        data = json.loads(archive.as_bytes(session, council))

    assert [entry["method"] for entry in data["polls"]] == ["rating"]
    assert list(compare(data, recount(data))) == []
