"""The results of a Sammelabstimmung: looked at beforehand, by name, corrected, in few presses."""

import html

import pytest

from facilitation import db
from facilitation.councils.models import Council
from facilitation.live import publish
from facilitation.meetings import log
from facilitation.report import archive
from facilitation.voting import recount
from facilitation.voting.models import Poll

from ..factories import join
from ..together import bundle, plan_lines, put_together, states
from .cockpit_fixtures import mo
from .test_cockpit import words
from .test_together import begin, cast, press, step

__all__ = ["mo"]
NBSP = "\N{NO-BREAK SPACE}"


def vote(evening, held, marks=("yes", "no")):
    """Every seat answers everything: Maßnahme 7 Ja, Maßnahme 8 Nein."""
    for seat_id in evening.seat_ids:
        for around, code, mark in zip(held, ("M7", "M8"), marks, strict=True):
            cast(around, seat_id, mark, code)


@pytest.fixture
def closed(mo, evening):
    held = bundle(evening)
    press(mo)
    press(mo)
    vote(evening, held)
    press(mo)
    return held


def test_all_results_are_looked_at_beforehand_by_the_desk_alone(app, mo, evening, closed):
    assert "Alle Ergebnisse werden ausgezählt und stehen nur hier." in words(mo.page())
    phone = app.test_client()
    join(phone, evening.card(1))
    before = {
        "wall": publish.scenes().current(evening.council_id, "wall").html,
        "member": publish.scenes().current(evening.council_id, "member").html,
    }
    assert mo.command("preview", "closed", round=closed[0]).status_code == 200
    assert states(closed) == ["counted", "counted"]
    for face, html_before in before.items():
        assert publish.scenes().current(evening.council_id, face).html == html_before
    page = words(mo.page())
    assert "Vorab angesehen: nur hier, noch nicht im Raum" in page
    assert "6 Ja · 0 Nein · 0 Enthaltungen · angenommen" in page
    assert "0 Ja · 6 Nein · 0 Enthaltungen · nicht angenommen" in page
    assert "Wieder öffnen" not in page.replace("Wieder öffnen lässt sich", "")
    told = words(phone.get("/lesen/protokoll").get_data(as_text=True))
    assert "Sammelabstimmung: 2 Ergebnisse vorab angesehen, bevor sie gezeigt wurden" in told

    assert step(mo).label == f"Ergebnis 1 von 2 zeigen: Maßnahme{NBSP}7"
    press(mo)
    assert "Vorab angesehen: noch 1 Ergebnis, nur hier" in words(mo.page())
    assert "0 Ja · 6 Nein" not in words(publish.scenes().current(evening.council_id, "member").html)
    press(mo)
    assert "Vorab angesehen: noch" not in words(mo.page())
    shown = words(publish.scenes().current(evening.council_id, "member").html)
    assert "Das Team hat das Ergebnis um" in shown


def test_looked_at_beforehand_it_can_neither_be_reopened_nor_broken_off(mo, evening, closed):
    mo.command("preview", "closed", round=closed[0])
    for command, more in (("reopen", {}), ("cancel", {"reason": "Nein."})):
        for state in ("closed", "counted"):
            answer = mo.command(command, state, round=closed[0], **more)
            assert answer.status_code in (400, 409), answer.json
    assert mo.command("preview", "closed", round=closed[0]).status_code == 409
    assert states(closed) == ["counted", "counted"]


def test_what_cannot_be_counted_waits_for_its_turn(mo, evening):
    held = put_together(evening)
    with db.transaction() as session:
        for poll_id in evening.poll_ids:
            session.get_one(Poll, poll_id).mode = "sealed"
    begin(evening)
    press(mo)
    press(mo)
    for seat_id in evening.seat_ids:
        cast(held[1], seat_id, "yes", "M8")
    press(mo)
    mo.command("close", "open", round=held[0])
    assert step(mo).command == "give_up"
    assert mo.command("preview", "closed", round=held[0]).status_code == 200
    assert states(held) == ["closed", "counted"]
    assert publish.scenes().current(evening.council_id, "wall").html.count("Sammelabstimmung")
    assert press(mo) == f"Ohne Ergebnis beenden: Maßnahme{NBSP}7"
    assert press(mo) == f"Ergebnis 2 von 2 zeigen: Maßnahme{NBSP}8"


def test_members_read_that_a_sammelabstimmung_was_broken_off(app, mo, evening):
    held = bundle(evening)
    press(mo)
    press(mo)
    mo.command("cancel", "open", round=held[0], reason="Der Strom war weg.")
    phone = app.test_client()
    join(phone, evening.card(1))
    told = words(phone.get("/lesen/protokoll").get_data(as_text=True))
    assert "Sammelabstimmung abgebrochen. Grund: Der Strom war weg." in told


def test_a_roll_call_takes_no_more_presses_and_shows_the_seats_on_demand(mo, evening):
    held = put_together(evening, plan_lines(evening, 2, mode="roll_call"))
    begin(evening)
    press(mo)
    press(mo)
    for seat_id in evening.seat_ids:
        for around in held:
            cast(around, seat_id, "yes" if seat_id % 2 else "no")
    said = [press(mo) for _press in range(4)]
    assert said == [
        "Schließen",
        "Ergebnis 1 von 2 zeigen: Vorschlag 1",
        "Ergebnis 2 von 2 zeigen: Vorschlag 2",
        "Übersicht zeigen: 2 Ergebnisse",
    ]
    assert "Plätze zeigen" in words(mo.page())
    assert mo.command("show_slide", "shown", round=held[1], slide="seats.0").status_code == 200
    assert mo.picture().wall == "seats"


def test_a_result_is_corrected_while_the_next_one_is_on(mo, evening, closed):
    press(mo)
    press(mo)
    link = f"{mo.root}/ergebnis/{closed[0]}/berichtigen"
    assert link in mo.page()
    answer = mo.post(
        link,
        **{
            "ballots": "6",
            "M7.yes": "1",
            "M7.no": "5",
            "M7.abstain": "0",
            "why": "Stapel vertauscht",
        },
    )
    assert answer.status_code == 303
    assert press(mo) == "Übersicht zeigen: 2 Ergebnisse"
    for face in ("wall", "member"):
        publish.scenes().outdate(evening.council_id)
        seen = words(html.unescape(publish.scenes().current(evening.council_id, face).html))
        assert "1 Ja · 5 Nein · 0 Enthaltungen" in seen
        assert "6 Ja" not in seen
    with db.reading() as session:
        kept = archive.archive(session, session.get_one(Council, evening.council_id))
        said = [log.sentence(entry) for entry in log.entries(session, evening.council_id)]
    assert list(recount.compare(kept, recount.recount(kept))) == []
    assert "Maßnahme 7: Ergebnis berichtigt. Grund: Stapel vertauscht" in said
