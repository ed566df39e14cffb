"""What members read about recommendations, and how they see one on which they vote."""

import html

import pytest

from facilitation import db
from facilitation.live import publish
from facilitation.voting import undoing
from facilitation.voting.models import Poll

from ..recommendations.conftest import Decision, decision

__all__ = ["Decision", "decision"]

YES = ("yes", "yes", "yes", "no")


@pytest.fixture
def member(phone, decision):
    return phone(1)


@pytest.fixture
def guest(phone, decision):
    return phone()


def text(read, client, path, status=200):
    return html.unescape(read(client, path, status)).replace("\N{NO-BREAK SPACE}", " ")


def test_members_read_drafts_and_guests_dont(member, guest, read, decision):
    assert "Bäume gießen" in text(read, member, "/lesen/empfehlungen")
    assert "Entwurf" in text(read, member, "/lesen/empfehlung/1")
    assert "1 Empfehlung" in text(read, member, "/lesen")
    assert "Bäume gießen" not in text(read, guest, "/lesen/empfehlungen")
    assert text(read, guest, "/lesen/empfehlung/1", 404)


def test_the_result_is_there_once_it_is_shown(member, guest, read, decision):
    around = decision.show_text(decision.ask())
    decision.vote(around, *YES, until="count")
    for path in ("/lesen/empfehlungen", "/lesen/empfehlung/1"):
        page = text(read, member, path)
        assert "zur Abstimmung" in page
        assert "3 Ja" not in page
    decision.evening.finish(around, "show")
    for client in (member, guest):
        page = text(read, client, "/lesen/empfehlung/1")
        assert "angenommen" in page
        assert "Angenommen." in page
        assert "Es ist heiß." in page
        assert "3 Ja · 1 Nein" in text(read, client, "/lesen/empfehlungen")


def test_a_covered_result_is_not_to_be_read(member, read, decision):
    poll = decision.decide(*YES)
    with db.transaction() as session:
        around = session.get_one(Poll, poll).latest
        undoing.cover(around)
    for path in ("/lesen/empfehlungen", "/lesen/empfehlung/1"):
        page = text(read, member, path)
        assert "angenommen" not in page.casefold()
        assert "3 Ja" not in page


def test_a_change_is_marked_with_what_was_voted_on(member, read, decision):
    decision.decide(*YES)
    decision.change("Schreibfehler", wording="Neuer Wortlaut.")
    page = text(read, member, "/lesen/empfehlung/1")
    assert "Nach der Abstimmung geändert" in page
    assert "Alter Wortlaut." in page
    assert "Grund: Schreibfehler" in page
    assert "danach geändert" in text(read, member, "/lesen/empfehlungen")


def test_withdrawn_it_stays_only_where_it_was_voted_on(member, read, decision):
    decision.withdraw()
    assert text(read, member, "/lesen/empfehlung/1", 404)
    decision.withdraw(back=True)
    decision.decide(*YES)
    decision.withdraw()
    assert "zurückgezogen" in text(read, member, "/lesen/empfehlung/1")


def test_another_councils_are_not_found(member, read, decision):
    assert text(read, member, "/lesen/empfehlung/9999", 404)


def test_the_whole_wording_stands_above_the_answers_with_the_reasons_beneath(
    member, read, decision
):
    decision.reword(wording="Erstens das.\n\nZweitens jenes.")
    around = decision.show_text(decision.ask())
    decision.open(around)
    publish.scenes().outdate(decision.evening.council_id)
    page = text(read, member, "/jetzt")
    assert "Empfehlung E 1: Bäume gießen" in page
    assert "<p>Erstens das.</p>" in page
    assert "<p>Zweitens jenes.</p>" in page
    assert "Begründung lesen" in page
    assert "Es ist heiß." in page


def test_texts_are_never_markup(member, read, decision):
    decision.reword(title="<b>x</b>", wording="<script>alert(1)</script>", reasons="<i>y</i>")
    for path in ("/lesen/empfehlungen", "/lesen/empfehlung/1"):
        page = read(member, path)
        assert "<script>alert" not in page
        assert "<b>x</b>" not in page
