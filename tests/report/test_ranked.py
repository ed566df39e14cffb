"""Konsensieren and Rangfolge in the Gutachten: stored figures, native charts, every table, recount."""

import json

import pytest

from facilitation import db
from facilitation.councils.models import Council
from facilitation.report import archive
from facilitation.report.document import build
from facilitation.report.gather import gather
from facilitation.voting.recount import compare, recount

from ..factories import evening
from .reading import NS, Read

RESISTED = (
    {"M7": 1, "M8": 7, "F1": 4},
    {"M7": 2, "M8": 9, "F1": 5},
    {"M7": 2, "M8": "abstain", "F1": 5},
)
RANKED = tuple({"ranked": [*one]} for one in (["F1", "M7"], ["F1", "M7"], ["M7", "M8", "F1"]))
M7 = "M7 Sensoren melden, wann Stadtbäume Wasser brauchen"


@pytest.fixture
def held(app):
    place = evening(members=4)
    place.start()
    place.arrive()
    place.move_on()
    place.move_on()
    for method, settings, ballots in (
        ("resistance", {"status_quo": "F1"}, RESISTED),
        ("ranking", {"min": 2}, RANKED),
    ):
        around = place.ask(method, settings, ballots, lines=["Alles bleibt, wie es ist"])
        place.finish(around, "close", "show")
    return place


def outline_of(place):
    with db.reading() as session:
        return gather(session, place.council_id, version=1)


@pytest.fixture
def document(held):
    return Read(build(outline_of(held)))


def test_the_outline_has_means_as_bars_and_who_leads(held):
    resisted, ranked = outline_of(held).listed

    assert [(row.place, row.code, row.bar) for row in resisted.rows] == [
        (1, "M7", 1.7),
        (2, "", 4.7),
        (3, "M8", 8.0),
    ]
    assert resisted.rows[2].note == "mehr Widerstand als gegen „Alles bleibt, wie es ist“"
    assert resisted.leading == ("M7",)
    assert {(row.code, row.bar) for row in ranked.rows} == {("", 5), ("M7", 5), ("M8", 2)}


def test_no_resistance_at_all_leads_too(app):
    place = evening(members=4)
    place.start()
    place.arrive()
    place.move_on()
    place.move_on()
    around = place.ask("resistance", {"status_quo": "M8"}, [{"M7": 0, "M8": 3}])
    place.finish(around, "close", "show")

    assert outline_of(place).listed[0].leading == ("M7",)


def test_word_has_the_table_of_means_and_every_step(document):
    found = document.tables()
    means = next(each for each in found if "Summe W" in each[0])
    steps = next(each for each in found if each[0][1:] == [*map(str, range(11))])

    assert means[1][1:] == [M7, "1,7", "5", "3", "–", "0"]
    assert means[3][2:] == ["8,0", "16", "2", "–", "1"]
    assert steps[1] == [M7, "0", "1", "2", *["0"] * 8]


def test_word_has_places_and_comparisons(document):
    found = document.tables()
    places = next(each for each in found if each[0][1:] == ["Platz 1", "Platz 2", "Platz 3"])
    pairs = next(each for each in found if {"M7", "M8"} < set(each[0]))

    assert [M7, "1", "2", "0"] in places
    row = next(each for each in pairs if each[0] == M7)
    assert row[pairs[0].index("M8")] == "3"
    assert row[pairs[0].index("Alles bleibt, wie es ist")] == "1"
    text = "\n".join(document.paragraphs())
    assert "Jeden direkten Vergleich gewinnt aber „Alles bleibt, wie es ist“" in text


def test_both_have_native_charts_with_their_figures_in_words(document):
    bars = [
        [float(value) for value in document.xml(each).xpath("//c:val//c:v/text()", namespaces=NS)]
        for each in document.charts()
    ]

    assert [1.7, 4.7, 8.0] in bars
    assert [5, 5, 2] in bars
    assert any(f"{M7}: 1,7" in told for told in document.find("//wp:docPr/@descr"))


def test_the_archive_counts_the_same_again(held):
    held.end()
    with db.reading() as session:
        council = session.get_one(Council, held.council_id)
        data = json.loads(archive.as_bytes(session, council))

    assert [entry["method"] for entry in data["polls"]] == ["resistance", "ranking"]
    assert list(compare(data, recount(data))) == []
