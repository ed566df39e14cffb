"""Votes from the shared tablet: kept for the tapped seat, refused for every other, thanked for."""

import html
import re
from pathlib import Path

import pytest

from facilitation import db
from facilitation.errors import Refused
from facilitation.voting.models import Ballot, RollEntry
from tests import factories

from .test_tablets import kept, mark, moved, page, pair, tablet, tiles, vote

__all__ = ["pair", "tablet"]


def test_a_vote_by_form_is_thanked_for_and_leaves_nothing(tablet, evening):
    around = evening.begin_vote()
    ballot = page(tablet, "/tisch/platz/2")
    assert f'action="/tisch/platz/2/stimme/{around}"' in ballot
    assert 'autocomplete="off"' in ballot
    answer = vote(tablet, 2, around, M7="no")
    assert (answer.status_code, answer.location) == (303, "/tisch/danke")

    assert kept(evening, 2) == ("tablet", {"M7": "no"})
    assert "Bitte geben Sie das Tablet weiter." in page(tablet, "/tisch/danke")
    assert tiles(tablet) == [
        (1, "noch offen"),
        (2, "hat abgestimmt zum Ändern antippen"),
        (5, "noch offen"),
    ]
    for path in (
        "/tisch",
        "/tisch/danke",
        "/tisch/platz/2",
        "/tisch/stand",
        "/tisch/platz/2/stand",
    ):
        assert tablet.get(path).headers["Cache-Control"] == "no-store"


def test_tapping_the_own_tile_again_changes_the_vote(tablet, evening):
    around = evening.begin_vote()
    vote(tablet, 2, around, M7="no")
    again = page(tablet, "/tisch/platz/2")

    assert "Ihre bisherige Antwort zeigt das Tablet nicht." in again
    assert 'aria-pressed="true"' not in again
    assert vote(tablet, 2, around, M7="yes").status_code == 303
    assert kept(evening, 2) == ("tablet", {"M7": "yes"})


def test_a_vote_by_script_is_acknowledged_without_the_choice(tablet, evening):
    around = evening.begin_vote()
    token = factories.csrf(tablet, "/tisch/platz/1")
    sent = {"marks": {"M7": "abstain"}, "key": "key-number-one", "seq": 1}
    for _ in range(2):
        answer = tablet.post(
            f"/tisch/platz/1/stimme/{around}", json=sent, headers={"X-CSRFToken": token}
        )
        assert answer.json == {"ok": True, "seq": 1}
    assert kept(evening, 1) == ("tablet", {"M7": "abstain"})


def test_a_seat_that_is_not_marked_is_refused(tablet, evening):
    around = evening.begin_vote()
    for number in (3, 99, 9999):
        assert vote(tablet, number, around).status_code == 404
        assert "nicht vorgemerkt" in page(tablet, f"/tisch/platz/{number}", 404)
    assert kept(evening, 3) == ("phone", None)


def test_a_seat_that_voted_by_phone_stays_with_its_phone(tablet, phone, evening):
    around = evening.begin_vote()
    evening.cast(3, "yes")
    with pytest.raises(Refused, match="schon da"):
        mark(evening, "tablet", 3)

    assert vote(tablet, 3, around, M7="no").status_code == 404
    assert kept(evening, 3) == ("phone", {"M7": "yes"})


def test_a_seat_that_is_switched_away_leaves_the_tablet(tablet, evening):
    around = evening.begin_vote()
    mark(evening, "paper", 2)

    assert [number for number, _ in tiles(tablet)] == [1, 5]
    assert vote(tablet, 2, around).status_code == 404


def test_a_foreign_round_is_not_found(tablet, evening):
    evening.begin_vote()
    foreign = factories.evening("nachbarstadt").begin_vote()

    assert vote(tablet, 1, foreign).status_code == 404
    assert vote(tablet, 1, 999).status_code == 404


def test_a_round_that_is_closed_takes_nothing(tablet, evening):
    around = evening.begin_vote()
    token = factories.csrf(tablet, "/tisch/platz/1")
    evening.command("close")
    moved(evening)
    answer = tablet.post(f"/tisch/platz/1/stimme/{around}", data={"csrf_token": token, "M7": "yes"})

    assert answer.status_code == 409
    assert "wurde nicht mehr gezählt" in html.unescape(answer.text)
    assert tablet.get("/tisch/platz/1").location == "/tisch"
    assert kept(evening, 1) == ("tablet", None)


@pytest.mark.parametrize("marks", [{"M7": "maybe"}, {"M7": ""}, {"M8": "yes"}, {"x": "y"}])
def test_nonsense_is_refused_in_the_tablets_own_look(tablet, evening, marks):
    around = evening.begin_vote()
    answer = vote(tablet, 1, around, **marks)

    assert answer.status_code == 422
    assert 'href="/tisch"' in answer.text


def test_a_rating_on_the_tablet_counts_with_done_only(pair, evening):
    mark(evening, "tablet", 1)
    evening.start()
    evening.arrive()
    evening.move_on()
    evening.move_on()
    around = evening.rate([])
    client = pair()
    assert f'action="/tisch/platz/1/stimme/{around}"' in page(client, "/tisch/platz/1")
    answer = vote(client, 1, around, **{"M7.nutzen": "5", "M8.nutzen": "2"})

    assert answer.location == "/tisch/danke"
    with db.reading() as session:
        assert session.query(Ballot).one().marks == {"M7": {"nutzen": 5}, "M8": {"nutzen": 2}}
        assert session.query(RollEntry).filter_by(channel="tablet").one().arrived


def test_every_ballot_can_be_aimed_at_the_seat_of_a_tablet():
    """``acting.aimed`` turns the addresses of all ballots, whatever the method."""
    folder = Path(__file__).parents[2] / "templates/phone/ballot"
    forms = [path for path in folder.glob("*.html") if "<form" in path.read_text()]
    assert len(forms) >= 4
    for path in forms:
        ballot = path.read_text()
        [aim] = re.findall(r'<form\b[^>]*?action="([^"]+)"', ballot)
        of_each = path.name == "together.html"  # a form for each question
        assert aim == f"/stimme/{{{{ {'each' if of_each else 'poll'}.round_id }}}}", path.name
        assert not re.findall(r'href="/(?!jetzt)', ballot), path.name
