"""The team's page: who is in it, inviting, removing."""

import html

import pytest

from facilitation import db
from facilitation.councils.models import Invitation

from .. import factories
from .browsers import Browser, hidden, member


def path(evening, rest=""):
    return f"/mod/{evening.slug}/team{rest}"


def test_everybody_sees_the_team_and_only_the_lead_changes_it(evening, lead, moderator):
    assert lead.name in moderator.text(path(evening))
    assert "Einladungslink erstellen" in lead.text(path(evening))
    assert "Einladungslink erstellen" not in moderator.text(path(evening))
    assert moderator.post(path(evening, "/einladen"), role="lead").status_code == 403
    assert moderator.post(path(evening, f"/{lead.account_id}/entfernen")).status_code == 403


def test_an_invitation_link_is_shown_once_and_works(app, evening, lead):
    page = lead.post(path(evening, "/einladen"), role="moderator").get_data(as_text=True)
    link = html.unescape(page.split('id="link" readonly value="')[1].split('"')[0])
    token = link.split("/mod/einladung#")[1]

    assert "<svg" in page
    assert token not in lead.text(path(evening))
    browser = Browser(app.test_client())
    assert (
        hidden(browser.post("/mod/einladung", code=token).get_data(as_text=True), "code") == token
    )
    with db.reading() as session:
        assert session.query(Invitation).filter_by(token_hash=token).count() == 0


@pytest.mark.parametrize("role", ["", "organiser", "x" * 1000])
def test_unknown_roles_are_refused_with_a_sentence(evening, lead, role):
    answer = lead.post(path(evening, "/einladen"), role=role)

    assert answer.status_code == 422
    assert "Diese Auswahl gibt es nicht" in answer.get_data(as_text=True)


def test_a_removed_person_is_out_at_once(evening, lead, moderator):
    lead.post(path(evening, f"/{moderator.account_id}/entfernen"))

    assert moderator.name not in lead.text(path(evening))
    assert moderator.get(path(evening)).status_code == 302


def test_the_last_lead_stays(app, evening, lead):
    alone = lead.post(path(evening, f"/{lead.account_id}/entfernen"))
    second = member(app, evening, "lead", "Zweite Leitung")
    with_two = lead.post(path(evening, f"/{second.account_id}/entfernen"))

    assert alone.status_code == 409
    assert with_two.status_code == 302
    assert "Die letzte Leitung bleibt." in lead.text(path(evening))


def test_people_of_other_councils_are_not_found(app, evening, lead):
    stranger = member(app, factories.evening("nachbarstadt"), "moderator")

    assert lead.post(path(evening, f"/{stranger.account_id}/entfernen")).status_code == 404
    assert stranger.get(path(evening)).status_code == 403
    assert stranger.name not in lead.text(path(evening))
