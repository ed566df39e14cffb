"""A further round: its own wording, what has changed in it, and both rounds side by side."""

import html
import re

import pytest

from facilitation import db
from facilitation.live import publish
from facilitation.measures import measures
from facilitation.measures.models import Measure
from facilitation.recommendations import drafting
from facilitation.voting.models import Round

from .. import factories
from ..factories import join
from .cockpit_fixtures import mo
from .cockpits import Desk

__all__ = ["mo"]

CHANGED = factories.SENTENCE.replace("400 Bäume", "500 Bäume mit offenen Daten")


def scene(evening, audience):
    publish.scenes().outdate(evening.council_id)
    return publish.scenes().current(evening.council_id, audience).html


def said(page):
    """A page as it is read, in one line."""
    text = re.sub(r"<style.*?</style>|<[^>]+>", " ", page, flags=re.DOTALL)
    return re.sub(r"\s+([.,)])", r"\1", " ".join(html.unescape(text).split()))


def reword(evening, sentence):
    with db.transaction() as session:
        measure = session.get_one(Measure, evening.measure_ids[0])
        values = {
            name: getattr(measure, name)
            for name in ("number", "title", "text", "easy", "infinitive", "field_id")
        }
        measures.change(session, measure, sentence=sentence, **values)


def vote(evening, yes, no=0, abstain=0):
    marks = ["yes"] * yes + ["no"] * no + ["abstain"] * abstain
    for number, mark in enumerate(marks, start=1):
        evening.cast(number, mark)


def run(mo: Desk, *steps: tuple[str, str]) -> None:
    for name, from_state in steps:
        answer = mo.command(name, from_state, round=mo.evening.round_id)
        assert answer.status_code == 200, answer.json


@pytest.fixture
def second(mo, evening):
    """Round 1 was shown with 3 Ja and 2 Nein; the text of round 2 is on, with other words."""
    evening.begin_vote()
    vote(evening, 3, 2)
    run(mo, ("close", "open"), ("show", "closed"))
    reword(evening, CHANGED)
    run(mo, ("another_round", "shown"))
    return evening.round_id


@pytest.fixture
def both(mo, evening, second):
    """Round 2 was shown too, with 5 Ja and 1 Nein."""
    run(mo, ("open", "text_shown"))
    vote(evening, 5, 1)
    run(mo, ("close", "open"), ("show", "closed"))
    return second


def test_changed_words_are_marked_before_and_during_the_vote(app, mo, evening, second):
    phone = app.test_client()
    join(phone, evening.card(1))
    for _state in ("text_shown", "open"):
        page = phone.get("/jetzt").get_data(as_text=True)
        assert "Text geändert seit Runde 1." in page
        assert "Ohne Markierung lesen" in page
        assert "(neu: mit offenen Daten)" in said(page)
        assert "(gestrichen: 400)" in said(page)
        if _state == "text_shown":
            wall = scene(evening, "wall")
            assert "Text geändert" in wall
            assert re.search(r"<ins>.*offenen Daten", wall)
            assert re.search(r"<del>.*400", wall)
            run(mo, ("open", "text_shown"))
    run(mo, ("close", "open"))
    assert "offenen Daten" not in scene(evening, "member")


def test_an_unchanged_text_has_no_marks(mo, evening):
    evening.begin_vote()
    vote(evening, 3)
    run(mo, ("close", "open"), ("show", "closed"), ("another_round", "shown"))
    for audience in ("member", "wall", "desk"):
        assert "Text geändert" not in scene(evening, audience)


def test_the_button_leads_to_the_comparison_once(mo, evening, both):
    assert "Vergleich zeigen" in mo.page()
    shown = mo.command("show_slide", "shown", round=both, slide="compare")
    assert shown.status_code == 200
    wall = said(scene(evening, "wall"))
    for words in (
        "Runde 1",
        "Runde 2",
        "+2 Ja",
        "−1 Nein",
        "Runde 1: 5 Stimmen. Runde 2: 6 Stimmen.",
    ):
        assert words in wall
    assert "neu „500“, „mit offenen Daten“; gestrichen „400“" in wall
    page = mo.page()
    assert 'aria-current="true">Vergleich' in page
    assert "Ergebnis zeigen" in page  # and back again
    assert "Weiter zu Maßnahme" in page.replace("\N{NO-BREAK SPACE}", " ")

    assert mo.command("show_slide", "shown", round=both, slide="result").status_code == 200
    assert "Vergleich zeigen" in mo.page()  # beside the result, no more on the big button
    assert mo.picture().wall == "result"


def test_phone_and_desk_tell_both_rounds(app, mo, evening, both):
    phone = app.test_client()
    join(phone, evening.card(1))
    for page in (phone.get("/jetzt").get_data(as_text=True), mo.page()):
        assert "Vergleich: Runde 1 und Runde 2" in page or "Vergleich mit Runde 1: +2" in page
        assert "Ja 3 5 +2" in said(page)
        assert "Enthaltung 0 0 ±0" in said(page)


def test_nothing_is_compared_before_the_second_result_is_shown(mo, evening, second):
    run(mo, ("open", "text_shown"))
    vote(evening, 5, 1)
    run(mo, ("close", "open"))
    for audience in ("member", "guest", "wall", "desk"):
        assert "+2" not in said(scene(evening, audience))
    refused = mo.command("show_slide", "closed", round=second, slide="compare")
    assert refused.status_code == 409


def test_a_covered_earlier_round_is_not_told_by_the_comparison(mo, evening, both):
    with db.transaction() as session:
        session.get_one(Round, both).poll.rounds[0].covered = True
    for audience in ("member", "wall"):
        assert "Vergleich" not in scene(evening, audience)


def test_who_was_left_out_is_counted_in_every_result_and_asked_anew(app, mo, evening):
    evening.start()
    evening.arrive()
    evening.move_on()
    evening.move_on()
    around = evening.show_text()
    for seat, reason in ((5, "conflict"), (6, "conflict"), (4, "excused")):
        mo.command("leave_out", "text_shown", round=around, seat=seat, reason=reason)
    run(mo, ("open", "text_shown"))
    vote(evening, 3)
    run(mo, ("close", "open"), ("show", "closed"))

    phone = app.test_client()
    join(phone, evening.card(1))
    told = (
        "3 von 3 Anwesenden haben abgestimmt. 2 nahmen nicht teil (befangen). "
        "1 nahm nicht teil (entschuldigt)."
    )
    for page in (
        phone.get("/jetzt").get_data(as_text=True),
        phone.get("/lesen/massnahme/7").get_data(as_text=True),
        scene(evening, "wall"),
    ):
        assert told in said(page)

    run(mo, ("another_round", "shown"))
    page = said(mo.page())
    assert "In Runde 1 ausgenommen: Platz 4 (entschuldigt), Platz 5 (befangen)" in page
    assert "6 Plätze: wer jetzt da ist" in page


def test_the_draft_of_an_earlier_round_stays_beside_the_result_of_the_next(mo, evening):
    evening.begin_vote()
    vote(evening, 3, 2)
    run(mo, ("close", "open"), ("show", "closed"))
    assert mo.command("capture", "0", round=evening.round_id).status_code == 200
    run(mo, ("another_round", "shown"), ("open", "text_shown"))
    vote(evening, 5, 1)
    run(mo, ("close", "open"), ("show", "closed"))

    page = said(mo.page())
    assert "Empfehlung E 1 Entwurf aus Maßnahme 7" in page
    assert "Festgehalten neben einer früheren Runde." in page
    assert mo.command("capture", "0", round=evening.round_id).status_code == 409
    assert "gibt es schon" not in page
    with db.transaction() as session:
        drafting.beside(session, session.get_one(Round, evening.round_id))[0].round_id = None
    publish.scenes().outdate(evening.council_id)
    assert "Zu Maßnahme 7 gibt es schon: E 1" in said(mo.page())
    with db.transaction() as session:
        drafting.find(session, evening.council_id, 1).round_id = evening.round_id
    every = said(mo.page(f"{mo.root}/empfehlungen"))
    assert "Zu M7: 5 Ja · 1 Nein · 0 Enthaltungen" in every
    assert "Zu M7: 3 Ja" not in every


def test_the_desk_says_that_the_shown_text_is_no_longer_the_newest(mo, evening):
    evening.begin_vote()
    vote(evening, 3, 2)
    run(mo, ("close", "open"), ("show", "closed"))
    assert "Text ändern vor der nächsten Runde" in said(mo.page())
    run(mo, ("another_round", "shown"))
    assert "inzwischen geändert" not in said(mo.page())

    reword(evening, CHANGED)
    publish.scenes().outdate(evening.council_id)
    assert "Der Text ist inzwischen geändert worden." in said(mo.page())
    entry = re.search(
        r'name="command" value="undo"><input type="hidden" name="from_state" value="(\d+)"',
        mo.page(),
    )
    assert entry
    assert mo.command("undo", entry[1]).status_code == 200
    run(mo, ("another_round", "shown"))
    page = said(mo.page())
    assert "Text geändert" in page
    assert "inzwischen geändert" not in page


@pytest.mark.parametrize(
    ("method", "counted"),
    [
        ("dots", {"points": 3, "per_option": 2}),
        ("choice", {"min": 1, "max": 1}),
        ("ranking", {"min": 1}),
        ("rating", {}),
    ],
)
def test_changed_words_are_marked_in_a_list_too(app, mo, evening, method, counted):
    phone = app.test_client()
    join(phone, evening.card(1))
    evening.start()
    evening.arrive()
    evening.move_on()
    evening.move_on()
    first = evening.rate([]) if method == "rating" else evening.ask(method, counted)
    evening.finish(first, "close", "show")
    reword(evening, CHANGED)
    mo.command("another_round", "shown", round=first)
    with db.reading() as session:
        second = session.get_one(Round, first).poll.latest.id

    for state in ("text_shown", "open"):
        marked = said(phone.get("/jetzt").get_data(as_text=True))
        assert "(neu: mit offenen Daten)" in marked
        assert "(gestrichen: 400)" in marked
        if state == "text_shown":
            assert "(neu: mit offenen Daten)" in said(scene(evening, "wall"))
            assert "(neu: mit offenen Daten)" in said(mo.page())
            mo.command("open", "text_shown", round=second)
    evening.finish(second, "close", "show")
    mo.command("show_slide", "shown", round=second, slide="compare")
    wall = said(scene(evening, "wall"))
    assert wall.count("Text geändert") == 1
    assert "Was im Text anders ist, steht auf den Handys." in wall
    assert "neu „500“, „mit offenen Daten“" in said(phone.get("/jetzt").get_data(as_text=True))
