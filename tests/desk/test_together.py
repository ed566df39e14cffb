"""A Sammelabstimmung from the item's page over the big button to the last overview."""

import html
import re
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from facilitation import clock, db
from facilitation.desk.next_step import next_step
from facilitation.live import publish
from facilitation.meetings import log
from facilitation.voting import polls
from facilitation.voting.casting import Cast
from facilitation.voting.models import Ballot, Bundle, Exclusion, Round
from facilitation.voting.rules import PRESETS
from facilitation.voting.writer import writer

from .. import factories
from ..together import bundle, plan_lines, put_together, states
from .cockpit_fixtures import mo

__all__ = ["mo"]
MANY = 26


def text_of(answer):
    return html.unescape(answer.get_data(as_text=True))


def step(mo, later=0):
    return next_step(mo.picture(), clock.now() + timedelta(seconds=later))


def press(mo):
    """The big button; what it said."""
    found = step(mo)
    assert found.command, found.label
    answer = mo.command(found.command, found.from_state, **found.fields)
    assert answer.status_code == 200, answer.json
    return found.label


def many(evening, number=MANY):
    """As many votes on free lines under the item, held together."""
    return put_together(evening, plan_lines(evening, number))


def cast(round_id, seat_id, mark, key="F1", seq=1):
    return writer.cast(
        Cast(round_id, seat_id, "phone", {key: mark}, f"{round_id}-{seat_id}-{seq}", seq=seq)
    )


def begin(evening):
    evening.start()
    evening.arrive()
    evening.move_on()
    evening.move_on()


def test_26_votes_take_fewer_than_60_presses(mo, evening):
    held = many(evening)
    begin(evening)
    said = [press(mo)]
    while not said[-1].startswith("Letzter Aufruf"):
        said.append(press(mo))
    for seat_id in evening.seat_ids:
        for round_id in held:
            cast(round_id, seat_id, "yes" if round_id % 2 else "no")
    while said[-1] != "Übersicht: Seite 6 von 6":
        said.append(press(mo))
    assert len(said) < 60
    assert said[0] == "Liste zeigen"
    assert said[1] == "Weiterlesen: Seite 2 von 4"
    assert "Sammelabstimmung öffnen (26)" in said
    shown = [words for words in said if words.startswith("Ergebnis")]
    assert shown[0] == "Ergebnis 1 von 26 zeigen: Vorschlag 1"
    assert shown[-1] == "Ergebnis 26 von 26 zeigen: Vorschlag 26"
    assert len(shown) == MANY
    assert step(mo).command == "move_on"
    with db.reading() as session:
        sentences = [log.sentence(entry) for entry in log.entries(session, evening.council_id)]
    assert "Sammelabstimmung geöffnet: 26 Abstimmungen, 6 können mitmachen" in sentences
    assert "Sammelabstimmung geschlossen: 6 von 6 haben alles beantwortet" in sentences


def test_the_list_says_once_what_cannot_be_met_today(mo, evening):
    held = many(evening, 3)
    with db.transaction() as session:
        for round_id in held[:2]:
            poll = session.get_one(Round, round_id).poll
            polls.set_rule(session, poll, PRESETS["absolute_majority"].to_data())
    evening.start()
    evening.arrive(1, 2, 3)
    evening.move_on()
    evening.move_on()
    press(mo)

    page = html.unescape(mo.page())

    assert page.count("Nötig sind 4 von 6 Mitgliedern, da sind nur 3.") == 1
    evening.arrive()
    mo.picture()
    assert "lässt sich heute nicht erfüllen" not in html.unescape(mo.page())


def test_the_button_counts_who_has_answered_everything(mo, evening):
    held = bundle(evening)
    for _press in range(2):
        press(mo)
    cast(held[0], evening.seat_ids[0], "yes", "M7")
    cast(held[0], evening.seat_ids[1], "yes", "M7")
    cast(held[1], evening.seat_ids[1], "no", "M8")
    poll = mo.picture().poll
    assert (poll.roll, poll.arrived, poll.missing) == (6, 1, [1, 3, 4, 5, 6])
    page = html.unescape(mo.page())
    assert "Platz 1: noch offen, Handy gerade nicht verbunden, 1 von 2 Antworten da" in page
    assert '<small class="seat-part">1/2</small>' in page
    tally = publish.scenes().tally(evening.council_id)
    assert (tally.round, tally.arrived, tally.roll) == (held[0], 1, 6)


def test_a_double_press_and_an_old_page_change_nothing(mo, evening):
    held = bundle(evening)
    old = step(mo)
    press(mo)
    assert mo.command(old.command, old.from_state, **old.fields).json["code"] == "state"
    press(mo)
    assert mo.command("open", "text_shown", round=held[1]).json["code"] == "state"
    assert states(held) == ["open", "open"]


def test_opening_is_undone_only_without_a_ballot(mo, evening):
    held = bundle(evening)
    press(mo)
    press(mo)
    entry = re.search(
        r'name="command" value="undo"><input type="hidden" name="from_state" value="(\d+)"',
        mo.page(),
    )
    assert mo.command("undo", entry[1]).status_code == 200
    assert states(held) == ["text_shown", "text_shown"]
    press(mo)
    cast(held[1], evening.seat_ids[0], "yes", "M8")
    assert 'value="undo"' not in mo.page()
    assert mo.command("undo_open", "open", round=held[0]).status_code == 400
    assert states(held) == ["open", "open"]


def test_cancelling_and_reopening_concern_all(mo, evening):
    held = bundle(evening)
    press(mo)
    press(mo)
    mo.command("close", "open", round=held[1])
    assert states(held) == ["closed", "closed"]
    assert mo.command("reopen", "closed", round=held[0]).status_code == 200
    answer = mo.command("cancel", "open", round=held[1], reason="Der Strom war weg.")
    assert answer.status_code == 200
    assert states(held) == ["cancelled", "cancelled"]
    assert "Abgebrochen: Der Strom war weg." in html.unescape(mo.page())
    assert mo.command("another_round", "cancelled", round=held[0]).status_code == 200
    assert step(mo).label == "Sammelabstimmung öffnen (2)"


def test_a_seat_is_left_out_of_one_question_or_of_all(mo, evening):
    held = bundle(evening)
    press(mo)
    assert (
        mo.command("leave_out", "text_shown", round=held[1], seat=1, reason="conflict").status_code
        == 200
    )
    assert (
        mo.command(
            "leave_out_of_all", "text_shown", round=held[0], seat=2, reason="excused"
        ).status_code
        == 200
    )
    page = html.unescape(mo.page())
    assert "Platz 1 bei Maßnahme\N{NO-BREAK SPACE}8: befangen" in page
    press(mo)
    poll = mo.picture().poll
    assert poll.roll == 5
    cast(held[0], evening.seat_ids[0], "yes", "M7")
    assert 1 not in mo.picture().poll.missing
    with db.reading() as session:
        assert session.scalar(select(func.count(Exclusion.id))) == 3


def test_the_cards_of_the_results_say_which_of_how_many(mo, evening):
    bundle(evening)
    for _press in range(5):
        press(mo)
    picture = mo.picture()
    assert (picture.poll.place, picture.poll.of) == (1, 2)
    assert step(mo).label == "Ergebnis 2 von 2 zeigen: Maßnahme\N{NO-BREAK SPACE}8"
    assert picture.wall == "result"
    press(mo)
    press(mo)
    assert mo.picture().wall == "overview"
    # the last result was shown too early after all: nothing of it is left on wall and phones
    entry = re.search(
        r'name="command" value="undo"><input type="hidden" name="from_state" value="(\d+)"',
        mo.page(),
    )
    assert mo.command("undo", entry[1]).status_code == 200
    assert mo.picture().wall == "closed"
    assert not mo.picture().outside.together.on_overview
    assert step(mo).label == "Ergebnis wieder zeigen"


# ── paper ───────────────────────────────────────────────────────────────────


@pytest.fixture
def on_paper(mo, evening):
    held = bundle(evening)
    mo.command("seat_channel", seat=evening.seat_ids[0], channel="paper")
    press(mo)
    press(mo)
    return held


def paper(mo, evening, held, state="open", **marks):
    return mo.command(
        "paper_together",
        state,
        round=held[0],
        seat=evening.seat_ids[0],
        **{f"mark:{name}": mark for name, mark in marks.items()},
    )


def test_all_answers_of_a_seat_are_typed_in_one_form(mo, evening, on_paper):
    first, second = on_paper
    page = html.unescape(mo.page())
    assert f'name="mark:{first}"' in page
    assert f'name="mark:{second}"' in page
    assert paper(mo, evening, on_paper, **{str(first): "yes", str(second): ""}).status_code == 200
    assert mo.picture().poll.paper_missing == [1]
    mo.command("close", "open", round=first)
    assert step(mo).label == "Papierstimmen erfassen"
    assert paper(mo, evening, on_paper, "closed", **{str(second): "no"}).status_code == 200
    assert mo.picture().poll.paper_missing == []
    with db.reading() as session:
        rows = session.execute(select(Ballot.round_id, Ballot.marks)).all()
    assert dict(rows) == {first: {"M7": "yes"}, second: {"M8": "no"}}


def test_a_paper_with_one_wrong_answer_stores_none(mo, evening, on_paper):
    first, second = on_paper
    assert (
        paper(mo, evening, on_paper, **{str(first): "yes", str(second): "maybe"}).status_code == 422
    )
    assert paper(mo, evening, on_paper).status_code == 422
    assert paper(mo, evening, on_paper, **{"999": "yes"}).status_code == 409
    assert paper(mo, evening, on_paper, M7="yes").status_code == 409
    with db.reading() as session:
        assert session.scalar(select(func.count(Ballot.id))) == 0


# ── planning ────────────────────────────────────────────────────────────────


def item_page(mo, evening):
    return f"{mo.root}/vorbereitung/4/punkt/{evening.item_ids[1]}"


def test_votes_are_put_together_and_taken_apart_on_the_items_page(mo, evening):
    path = item_page(mo, evening)
    assert "Als Sammelabstimmung: alle zusammen öffnen" in mo.page(path)
    answer = mo.post(f"{path}/zusammen", poll=[str(id) for id in evening.poll_ids])
    assert answer.status_code == 302
    page = mo.page(path)
    assert "2 Abstimmungen werden zusammen geöffnet." in page
    assert "Sammelabstimmung: 2 Abstimmungen" in page
    assert "Als Sammelabstimmung" not in page
    with db.reading() as session:
        number = session.scalars(select(Bundle.id)).one()
    assert mo.post(f"{path}/zusammen/{number}/trennen").status_code == 302
    assert "Als Sammelabstimmung" in mo.page(path)
    assert mo.post(f"{path}/zusammen/{number}/trennen").status_code == 409


@pytest.mark.parametrize(
    "typed",
    [[], ["1"], ["1", "1"], ["x", "y"], ["1", "99999999999999999999"], ["1", "777"], ["1", "²"]],
)
def test_what_makes_no_bundle_is_said_in_a_sentence(mo, evening, typed):
    answer = mo.post(f"{item_page(mo, evening)}/zusammen", poll=typed)
    assert answer.status_code in (404, 422)
    assert "<h1" in text_of(answer)
    with db.reading() as session:
        assert session.scalar(select(func.count(Bundle.id))) == 0


def test_a_foreign_vote_is_not_found(mo, evening):
    other = factories.evening("anderswo")
    answer = mo.post(
        f"{item_page(mo, evening)}/zusammen",
        poll=[str(evening.poll_ids[0]), str(other.poll_ids[0])],
    )
    assert answer.status_code == 404
