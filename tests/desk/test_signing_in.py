"""Signing in and out, delays, one-time links."""

from datetime import timedelta

import pytest
from sqlalchemy import delete

from facilitation import clock, db
from facilitation.councils import councils, passphrase, team
from facilitation.councils.models import Account, SignIn
from facilitation.live import publish, rooms
from facilitation.live.roles import Viewer
from facilitation.web import cookies

from .. import factories
from .browsers import PASSWORD, Browser, hidden, member

WRONG = "Name und Passwort passen nicht zusammen."
NEW_PASSWORD = "Regen-Tisch-Birne-Wolke-Anker"


def invitation(slug, role="moderator"):
    with db.transaction() as session:
        return team.invite(session, councils.find(session, slug), role)


def link_for(account_id):
    with db.transaction() as session:
        return team.invite_back(session, session.get_one(Account, account_id))


def join(browser, token, name="Neue", password=NEW_PASSWORD):
    return browser.post("/mod/einladung/konto", code=token, name=name, password=password)


def test_sign_in_leads_on_to_where_the_person_wanted_to_go(app, evening, nobody, moderator):
    first = nobody.get(f"/mod/{evening.slug}/vorbereitung/2")
    answer = nobody.client.post(
        first.location,
        data={"csrf_token": _token(nobody), "name": moderator.name.upper(), "password": PASSWORD},
    )

    assert first.status_code == 302
    assert answer.location == f"/mod/{evening.slug}/vorbereitung/2"
    assert nobody.get(answer.location).status_code == 200


def _token(browser):
    from ..factories import csrf

    return csrf(browser.client, "/mod/anmelden")


@pytest.mark.parametrize(
    "onward",
    [
        "https://boese.example",
        "//boese.example",
        "/mod//boese.example",
        "/\\boese.example",
        "/",
        "x",
    ],
)
def test_sign_in_never_leads_elsewhere(nobody, moderator, onward):
    assert nobody.sign_in(moderator.name, onward=onward).location == "/mod"


def test_the_cookie_is_out_of_reach_for_scripts_and_foreign_pages(nobody, moderator):
    cookie = nobody.sign_in(moderator.name).headers["Set-Cookie"]

    assert cookies.TEAM in cookie
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_wrong_passwords_and_unknown_names_get_the_same_answer(nobody, moderator):
    answers = [nobody.sign_in(name, "falsch-falsch-falsch") for name in (moderator.name, "Niemand")]

    assert [answer.status_code for answer in answers] == [422, 422]
    assert all(WRONG in answer.get_data(as_text=True) for answer in answers)


@pytest.mark.parametrize("known", [True, False])
def test_wrong_tries_slow_down_alike_for_known_and_unknown_names(nobody, moderator, known):
    name = moderator.name if known else "Niemand"
    codes = [nobody.sign_in(name, "falsch-falsch-falsch").status_code for _n in range(7)]

    assert codes == [422] * team.FREE_TRIES + [429] * 2
    with clock.at(clock.now() + timedelta(seconds=3)):
        assert nobody.sign_in(name, "falsch-falsch-falsch").status_code == 422
        assert nobody.sign_in(name, "falsch-falsch-falsch").status_code == 429


def test_the_delay_holds_even_for_the_right_password_and_ends(nobody, moderator):
    for _n in range(team.FREE_TRIES):
        nobody.sign_in(moderator.name, "falsch-falsch-falsch")

    assert nobody.sign_in(moderator.name).status_code == 429
    with clock.at(clock.now() + timedelta(seconds=3)):
        assert nobody.sign_in(moderator.name).status_code == 302


def test_a_success_forgets_the_wrong_tries(nobody, moderator):
    for _n in range(team.FREE_TRIES - 1):
        nobody.sign_in(moderator.name, "falsch-falsch-falsch")
    nobody.sign_in(moderator.name)

    with db.reading() as session:
        assert session.get_one(Account, moderator.account_id).failed == 0


def test_another_account_is_not_slowed(app, evening, nobody, moderator, lead):
    for _n in range(team.FREE_TRIES + 1):
        nobody.sign_in(moderator.name, "falsch-falsch-falsch")

    assert nobody.sign_in(lead.name).status_code == 302


@pytest.mark.parametrize("text", ["", "x" * 100_000, "\x00", "😀", "\u202eabc"])
def test_odd_names_get_a_page_not_a_failure(nobody, text):
    assert nobody.sign_in(text).status_code == 422
    assert nobody.sign_in("Niemand", text).status_code == 422


def test_sign_out_ends_access_and_sockets(app, evening, moderator, monkeypatch):
    dropped = []
    monkeypatch.setattr(publish, "drop", lambda namespace, sid: dropped.append(sid))
    entry = _sign_in_of(moderator)
    viewer = Viewer(
        "moderator", evening.council_id, account_id=moderator.account_id, sign_in_id=entry
    )
    rooms.rooms.enter("/desk", "socket-1", viewer)
    cookie = moderator.client.get_cookie(cookies.TEAM).value

    moderator.post("/mod/abmelden")

    assert dropped == ["socket-1"]
    moderator.client.set_cookie(cookies.TEAM, cookie)  # somebody kept a copy
    assert moderator.get("/mod").status_code == 302
    rooms.rooms.leave("/desk", "socket-1")


def _sign_in_of(browser):
    with db.reading() as session:
        return team.signed_in(session, browser.client.get_cookie(cookies.TEAM).value).id


def test_sign_out_needs_a_post_with_a_token(moderator):
    assert moderator.get("/mod/abmelden").status_code in (404, 405)
    assert moderator.client.post("/mod/abmelden").status_code == 400
    assert moderator.get("/mod").status_code == 200


def test_an_idle_sign_in_ends_and_an_active_one_goes_on(evening, moderator):
    for hours in (11, 22):
        with clock.at(clock.now() + timedelta(hours=hours)):
            assert moderator.get("/mod").status_code == 200
    with clock.at(clock.now() + timedelta(hours=35)):
        assert moderator.get("/mod").status_code == 302


def test_scripts_get_401_instead_of_the_sign_in_page(evening, nobody):
    answer = nobody.get(
        f"/mod/{evening.slug}/gutachten/stand", headers={"Accept": "application/json"}
    )

    assert answer.status_code == 401
    assert answer.json["code"] == "signed_out"


def test_a_form_sent_too_late_keeps_the_typed_text_in_the_browser(evening, nobody):
    answer = nobody.post(f"/mod/{evening.slug}/vorbereitung/2/platz", number="7")

    assert answer.status_code == 401
    assert "Ihre Eingaben stehen noch" in answer.get_data(as_text=True)


def test_an_invitation_makes_an_account_once(app, evening, nobody):
    token = invitation(evening.slug)
    form = nobody.post("/mod/einladung", code=token).get_data(as_text=True)
    answer = join(nobody, token)

    assert hidden(form, "code") == token
    assert answer.location == "/mod"
    assert nobody.get(f"/mod/{evening.slug}/sitzungen").status_code == 200
    assert nobody.get(f"/mod/{evening.slug}/vorbereitung/1").status_code == 403
    again = join(Browser(app.test_client()), token, name="Zweite")
    assert again.status_code == 404
    assert "schon benutzt" in again.get_data(as_text=True)


def test_reading_an_invitation_does_not_use_it_up(evening, nobody):
    token = invitation(evening.slug)
    for _n in range(2):
        nobody.get("/mod/einladung")
        assert nobody.post("/mod/einladung", code=token).status_code == 200

    assert join(nobody, token).status_code == 302


@pytest.mark.parametrize("token", ["falsch", "0" * 32, "x" * 5000, "😀"])
def test_foreign_invitations_get_a_sentence(nobody, token):
    answer = nobody.post("/mod/einladung", code=token)

    assert answer.status_code in (404, 422)
    assert 'role="alert"' in answer.get_data(as_text=True)


def test_an_expired_invitation_is_refused(evening, nobody):
    token = invitation(evening.slug)
    with clock.at(clock.now() + timedelta(days=8)):
        assert nobody.post("/mod/einladung", code=token).status_code == 404


def test_joining_keeps_what_was_typed_when_something_is_wrong(evening, nobody, moderator):
    token = invitation(evening.slug)
    short = join(nobody, token, name="Ümit 😀", password="kurz")
    taken = join(nobody, token, name=moderator.name)

    assert short.status_code == 422
    assert "mindestens 15 Zeichen" in short.get_data(as_text=True)
    assert 'value="Ümit 😀"' in short.get_data(as_text=True)
    assert taken.status_code == 409
    assert join(nobody, token, name="Ümit 😀").status_code == 302


def test_the_offered_passphrase_stays_the_same_while_the_form_comes_back(evening, nobody):
    token = invitation(evening.slug)
    offered = hidden(nobody.post("/mod/einladung", code=token).get_data(as_text=True), "offered")
    again = nobody.post(
        "/mod/einladung/konto", code=token, name="", password="kurz", offered=offered
    )

    assert hidden(again.get_data(as_text=True), "offered") == offered
    assert len(offered.split("-")) == passphrase.LENGTH


def test_a_link_for_an_account_signs_it_in_once(app, evening, nobody, moderator):
    token = link_for(moderator.account_id)
    first = nobody.post("/mod/einladung", code=token)
    second = Browser(app.test_client()).post("/mod/einladung", code=token)

    assert first.location == "/mod"
    assert second.status_code == 404
    assert "neues Passwort wählen" in nobody.text("/mod")


def test_who_came_by_link_chooses_a_password_without_the_old_one(app, evening, nobody, moderator):
    nobody.post("/mod/einladung", code=link_for(moderator.account_id))
    answer = nobody.post("/mod/konto", password=NEW_PASSWORD)

    assert answer.location == "/mod"
    assert Browser(app.test_client()).sign_in(moderator.name, NEW_PASSWORD).status_code == 302
    assert moderator.get("/mod").status_code == 302, "the earlier sign-in has ended"
    assert nobody.post("/mod/konto", password=PASSWORD).status_code == 422, (
        "asks for the old one now"
    )


def test_changing_the_password_needs_the_old_one(moderator):
    wrong = moderator.post("/mod/konto", current="falsch-falsch-falsch", password=NEW_PASSWORD)
    right = moderator.post("/mod/konto", current=PASSWORD, password=NEW_PASSWORD)

    assert wrong.status_code == 422
    assert "Das bisherige Passwort stimmt nicht." in wrong.get_data(as_text=True)
    assert right.status_code == 302
    assert moderator.get("/mod").status_code == 200


def test_the_first_account_sets_up_the_first_council(app, database):
    browser = Browser(app.test_client())
    with db.transaction() as session:
        token = team.first_invitation(session)
    join(browser, token, name="Erste")
    welcome = browser.text("/mod")
    answer = browser.post("/mod/neu", title="Bürgerrat Klima & Bäume")

    assert "Willkommen, Erste" in welcome
    assert answer.location == "/mod/buergerrat-klima-baeume/vorbereitung/1"
    assert browser.get(answer.location).status_code == 200


def test_two_browsers_of_one_person_are_signed_in_apart(app, evening):
    one = member(app, evening, "moderator", "Zwei Geräte")
    two = Browser(app.test_client())
    two.sign_in("Zwei Geräte")
    one.post("/mod/abmelden")

    assert two.get("/mod").status_code == 200


def test_what_was_typed_can_be_saved_after_signing_in_in_another_window(moderator, evening):
    page = f"/mod/{evening.slug}/empfehlungen/neu"
    typed = {"title": "Mehr Bäume", "wording": "", "kind": "overarching", "stance": "open"}
    sent = typed | {"csrf_token": factories.csrf(moderator.client, page)}
    with db.transaction() as session:
        session.execute(delete(SignIn))
    assert moderator.client.post(page, data=sent).status_code == 401

    moderator.sign_in(moderator.name)

    assert moderator.client.post(page, data=sent).status_code == 303
    assert "Mehr Bäume" in moderator.text(f"/mod/{evening.slug}/empfehlungen")
