"""The big button: every state says in words what comes next, and the button does it."""

from datetime import timedelta

import pytest

from facilitation import clock, db
from facilitation.councils.models import Council
from facilitation.desk.next_step import Step, missing_words, next_step
from facilitation.live.picture import gather
from facilitation.meetings import agenda
from facilitation.participants.models import Seat
from facilitation.voting import polls
from facilitation.voting.models import Poll


def step_of(evening, *, later: int = 0) -> Step:
    with db.reading() as session:
        picture = gather(session, session.get_one(Council, evening.council_id))
        return next_step(picture, clock.now() + timedelta(seconds=later))


def on_paper(evening, number):
    with db.transaction() as session:
        session.get_one(Seat, evening.seat_ids[number - 1]).channel = "paper"


def said(step):
    return step.label, step.detail, step.command, step.from_state


def test_before_the_session_begins(evening):
    step = step_of(evening)
    assert said(step) == (
        "Sitzung beginnen",
        "Handys und Beamer folgen dann dem Ablauf",
        "start_meeting",
        "planned",
    )
    assert step.then == "Beginnen: Gespräch an den Tischen"


def test_an_empty_agenda_leads_to_where_it_is_made(evening):
    with db.transaction() as session:
        meeting = agenda.find_meeting(session, evening.council_id, 1)
        for poll in session.query(Poll):
            polls.drop(session, poll)
        for item in list(meeting.items):
            agenda.remove_item(session, item)
    step = step_of(evening)
    assert (step.label, step.command, step.href) == (
        "Ablauf anlegen",
        "",
        "/mod/musterstadt/sitzungen",
    )


def test_without_a_session(evening):
    with db.transaction() as session:
        council = session.get_one(Council, evening.council_id)
        for poll in session.query(Poll):
            polls.drop(session, poll)
        for meeting in agenda.all_meetings(session, council.id):
            agenda.remove_meeting(session, meeting)
    assert step_of(evening).label == "Sitzung anlegen"


def test_welcome_begins_the_first_item(evening):
    evening.start()
    step = step_of(evening)
    until = clock.hall_time(clock.now() + timedelta(minutes=45))
    assert said(step) == (
        "Beginnen: Gespräch an den Tischen",
        f"45 Min., bis {until}",
        "move_on",
        "0",
    )


def test_an_item_moves_on_to_the_next(evening):
    evening.start()
    evening.move_on()
    step = step_of(evening)
    assert (step.label, step.command) == ("Weiter: Abstimmung: Grün in der Stadt", "move_on")
    assert step.from_state == str(evening.item_ids[0])
    assert step.then == "danach: Pause"


def test_a_waiting_poll_shows_its_text(evening):
    evening.start()
    evening.move_on()
    evening.move_on()
    step = step_of(evening)
    assert said(step) == (
        "Text zeigen: Maßnahme\xa07",
        "auf Beamer und Handys",
        "show_text",
        "ready",
    )
    assert step.fields == {"round": str(evening.round_id)}


def test_text_shown_opens_and_says_who_is_here(evening):
    evening.start()
    evening.arrive()
    on_paper(evening, 3)
    evening.move_on()
    evening.move_on()
    evening.show_text()
    assert said(step_of(evening)) == (
        "Abstimmung öffnen",
        "6 da, davon 1 auf Papier",
        "open",
        "text_shown",
    )


def test_open_with_some_missing_calls_for_the_last_time(evening):
    evening.begin_vote()
    for number in (1, 2, 4):
        evening.cast(number, "yes")
    step = step_of(evening)
    assert said(step) == ("Letzter Aufruf", "3 fehlen noch: Plätze 3, 5, 6", "last_call", "open")


def test_one_missing_is_singular(evening):
    evening.begin_vote()
    for number in range(1, 6):
        evening.cast(number, "no")
    assert step_of(evening).detail == "1 fehlt noch: Platz 6"


def test_many_missing_are_only_counted():
    assert missing_words(list(range(1, 10))) == "9 fehlen noch"


@pytest.mark.parametrize(
    ("later", "label", "detail"),
    [
        (1, "Jetzt schließen", "Letzter Aufruf läuft · 6 fehlen noch: Plätze 1, 2, 3, 4, 5, 6"),
        (31, "Schließen", "6 fehlen noch: Plätze 1, 2, 3, 4, 5, 6"),
    ],
)
def test_after_the_last_call_the_button_closes(evening, later, label, detail):
    evening.begin_vote()
    evening.command("last_call")
    assert said(step_of(evening, later=later)) == (label, detail, "close", "open")


def test_all_in_closes_at_once_and_rests_longer(evening):
    evening.begin_vote()
    for number in range(1, 7):
        evening.cast(number, "yes")
    step = step_of(evening)
    assert said(step) == ("Schließen", "Alle 6 haben abgestimmt", "close", "open")
    assert step.rest >= 1500


def test_closed_with_paper_missing_leads_to_the_panel(evening):
    on_paper(evening, 2)
    evening.begin_vote()
    evening.command("close")
    step = step_of(evening)
    assert said(step) == ("Papierstimmen erfassen", "1 fehlt noch: Platz 2", "", "")
    assert step.href == "#papier"


def test_closed_shows_the_result(evening):
    evening.begin_vote()
    evening.command("close")
    assert said(step_of(evening)) == ("Ergebnis zeigen", "auf Beamer und Handys", "show", "closed")


def test_counted_shows_the_result_from_there(evening):
    evening.begin_vote()
    evening.command("close")
    evening.command("count")
    assert step_of(evening).from_state == "counted"


def test_shown_goes_on_to_the_next_measure(evening):
    evening.begin_vote()
    evening.command("close")
    evening.command("show")
    step = step_of(evening)
    assert said(step) == (
        "Weiter zu Maßnahme\xa08",
        "Text zeigen, dann öffnen",
        "show_text",
        "ready",
    )
    assert step.fields == {"round": str(evening.round_of(1))}
    assert step.then == "2 von 2"


@pytest.mark.parametrize("end", ["show", "cancel"])
def test_after_the_last_measure_the_next_item_comes(evening, end):
    evening.begin_vote(1)
    evening.command("close", poll=1)
    evening.command(end, *(["Irrtum"] if end == "cancel" else []), poll=1)
    with db.transaction() as session:
        polls.drop(session, session.get_one(Poll, evening.poll_ids[0]))
    assert step_of(evening).label == "Weiter: Pause"


def test_after_the_last_item_the_button_only_leads_to_the_question(evening):
    evening.start()
    for _ in range(3):
        evening.move_on()
    step = step_of(evening)
    assert (step.label, step.command, step.href) == ("Sitzung beenden …", "", "#beenden")
    assert not step.by_key


def test_after_the_end_the_gutachten_waits(evening):
    evening.start()
    evening.end()
    assert step_of(evening).href == "/mod/musterstadt/gutachten"


def test_the_councils_own_word_is_used(evening):
    with db.transaction() as session:
        session.get_one(Council, evening.council_id).measure_word = "Teilprojekt"
    evening.start()
    evening.move_on()
    evening.move_on()
    assert step_of(evening).label == "Text zeigen: Teilprojekt\xa07"
