"""Correcting a shown result at the desk, and where everybody reads it."""

import html
import json
import re

import pytest

from facilitation import db
from facilitation.councils.models import Council
from facilitation.live import publish
from facilitation.report import archive
from facilitation.voting import recount

from ..factories import join
from .cockpit_fixtures import mo
from .cockpits import desk

__all__ = ["mo"]

WRONG = "Ein Stimmzettel war falsch abgetippt"


@pytest.fixture
def shown(evening):
    around = evening.begin_vote()
    for number, mark in enumerate(("yes", "yes", "no"), start=1):
        evening.cast(number, mark)
    evening.finish(around, "close", "show")
    return around


def path(mo, around):
    return f"{mo.root}/ergebnis/{around}/berichtigen"


def correct(mo, around, **fields):
    sent = {"ballots": "3", "M7.yes": "1", "M7.no": "2", "M7.abstain": "0", "why": WRONG}
    return mo.post(
        path(mo, around), **sent | {name.replace("_", "."): v for name, v in fields.items()}
    )


def read(client, where):
    text = re.sub(r"<[^>]+>", " ", client.get(where).get_data(as_text=True))
    return " ".join(html.unescape(text).replace("\N{NO-BREAK SPACE}", " ").split())


def test_everybody_reads_both_figures(app, mo, evening, shown):
    phone = app.test_client()
    join(phone, evening.card(1))
    assert "Ergebnis berichtigen …" in mo.page()
    assert 'value="2"' in mo.page(path(mo, shown))
    assert correct(mo, shown).status_code == 303

    before = "vorher 2 Ja · 1 Nein · 0 Enthaltungen"
    publish.scenes().outdate(evening.council_id)
    wall = publish.scenes().current(evening.council_id, "wall").html
    assert before in html.unescape(wall).replace("\N{NO-BREAK SPACE}", " ")
    for page in (read(phone, "/jetzt"), read(phone, "/lesen/massnahme/7"), read(mo, "")):
        assert f"(Moderation). Grund: {WRONG}." in page
        assert "2 Ja · 1 Nein · 0 Enthaltungen" in page
        assert "Es gilt die berichtigte Zahl." in page
        assert "Nicht angenommen" in page
    assert "Ergebnis berichtigt. Grund" in read(phone, "/lesen/protokoll")


def test_a_covered_result_tells_no_correction(app, mo, evening, shown):
    from facilitation.voting import undoing
    from facilitation.voting.models import Round

    correct(mo, shown)
    with db.transaction() as session:
        undoing.cover(session.get_one(Round, shown))
    publish.scenes().outdate(evening.council_id)
    phone = app.test_client()
    join(phone, evening.card(1))
    for where in ("/jetzt", "/lesen/massnahme/7"):
        assert "Berichtigt" not in read(phone, where)


def test_the_archive_keeps_what_was_shown_and_the_addendum(mo, evening, shown):
    correct(mo, shown)
    with db.reading() as session:
        kept = archive.archive(session, session.get_one(Council, evening.council_id))
    [poll] = [one for one in kept["polls"] if one["id"] == f"round-{shown}"]
    [told] = [one for one in kept["rounds"] if one["id"] == f"round-{shown}"]
    assert poll["result"]["options"]["M7"]["counts"]["yes"] == 2
    [addendum] = told["addenda"]
    assert addendum["result"]["options"]["M7"]["counts"]["yes"] == 1
    assert addendum["reason"] == WRONG
    again = recount.recount(json.loads(json.dumps(kept)))
    assert list(recount.compare(kept, again)) == []


@pytest.mark.parametrize(
    ("fields", "status", "sentence"),
    [
        ({"M7_yes": "viele"}, 422, "in jedes Feld eine ganze Zahl"),
        ({"M7_yes": "2", "M7_no": "1"}, 422, "dieselben Zahlen"),
        ({"M7_no": "1"}, 422, "ergeben zusammen 2, Stimmzettel sind es 3"),
        ({"ballots": "-1"}, 422, "ganze Zahl"),
        ({"why": ""}, 422, "was falsch war"),
    ],
)
def test_what_cannot_be_is_refused_and_stays_typed(mo, shown, fields, status, sentence):
    answer = correct(mo, shown, **fields)
    assert answer.status_code == status
    assert sentence in html.unescape(answer.get_data(as_text=True))


def test_nothing_shown_and_foreign_rounds_are_refused(app, mo, evening):
    around = evening.begin_vote()
    assert mo.get(path(mo, around)).status_code == 400
    assert mo.get(path(mo, 9999)).status_code == 404
    keeper = desk(app, evening, "minutes", "Pro")
    evening.cast(1, "yes")
    evening.finish(around, "close", "show")
    assert keeper.get(path(keeper, around)).status_code == 200
