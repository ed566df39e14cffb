"""Correcting a shown result at the desk, and where everybody reads it."""

import html
import json
import re

import pytest

from facilitation import db
from facilitation.councils.models import Council
from facilitation.live import publish
from facilitation.participants.models import Seat
from facilitation.report import archive
from facilitation.report.gather import gather
from facilitation.voting import recount
from facilitation.voting.casting import Cast
from facilitation.voting.writer import writer

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


# ── ranking ─────────────────────────────────────────────────────────────────


@pytest.fixture
def ranked(evening):
    """A ranking, shown: two by phone, one on paper that was typed in the wrong way round."""
    evening.begin_vote()
    evening.command("close")
    evening.command("show")
    with db.transaction() as session:
        session.get_one(Seat, evening.seat_ids[2]).channel = "paper"
    around = evening.ask("ranking", {"min": 1}, [{"ranked": ["M7", "M8"]}, {"ranked": ["M8"]}])
    wrong = Cast(around, evening.seat_ids[2], "paper", {"ranked": ["M7", "M8"]}, "paper-key-1")
    writer.cast(wrong)
    evening.finish(around, "close", "show")
    return around


def test_a_ballot_of_a_ranking_is_exchanged_and_everybody_reads_both(app, mo, evening, ranked):
    phone = app.test_client()
    join(phone, evening.card(1))
    assert "Ergebnis berichtigen …" in mo.page()
    page = read(mo, path(mo, ranked))
    assert page.index("So wurde der falsche Zettel eingegeben") < page.index("So steht es auf")
    sent = {"what": "swap", "why": WRONG, "out.M7": "1", "out.M8": "2", "in.M8": "1", "in.M7": "2"}
    refused = mo.post(path(mo, ranked), **sent | {"out.M8": ""})
    assert refused.status_code == 422
    assert "kann nicht unter den gezählten sein" in refused.get_data(as_text=True)
    assert '<option value="1" selected>' in refused.get_data(as_text=True)
    twice = mo.post(path(mo, ranked), **sent | {"in.M7": "1"})
    assert "jeden Platz genau einmal" in twice.get_data(as_text=True)
    assert mo.post(path(mo, ranked), **sent | {"what": "other"}).status_code == 422
    assert mo.post(path(mo, ranked), **sent).status_code == 303

    publish.scenes().outdate(evening.council_id)
    for page in (read(phone, "/jetzt"), read(mo, "")):
        assert "Vorher:" in page
        assert "(gilt nicht mehr) 4 Punkte" in page
    wall = html.unescape(publish.scenes().current(evening.council_id, "wall").html)
    assert "Berichtigt um" in wall
    with db.reading() as session:
        kept = archive.archive(session, session.get_one(Council, evening.council_id))
        report = gather(session, evening.council_id, version=1)
    again = recount.recount(json.loads(json.dumps(kept)))
    assert list(recount.compare(kept, again)) == []
    by_id = {poll["id"]: poll["result"]["options"] for poll in again["polls"] if poll["result"]}
    assert by_id[f"round-{ranked}"]["M8"]["points"] == 3
    assert by_id[f"round-{ranked}-addendum-1"]["M8"]["points"] == 4
    assert "Vorher: M7" in str(report)


def test_a_figure_that_was_tampered_with_in_an_addendum_is_found(mo, evening, shown):
    correct(mo, shown)
    with db.reading() as session:
        kept = archive.archive(session, session.get_one(Council, evening.council_id))
    [addendum] = [poll for poll in kept["polls"] if poll["id"] == f"round-{shown}-addendum-1"]
    addendum["result"]["options"]["M7"]["counts"]["yes"] += 1
    assert list(recount.compare(kept, recount.recount(kept)))
