"""Cards and wall at the desk."""

from facilitation import db
from facilitation.councils import councils, walls

from .. import factories


def ask(evening):
    with db.transaction() as session:
        wall, token = walls.ask(session, councils.find(session, evening.slug))
        return wall.code, token


def paired(evening, token):
    with db.reading() as session:
        wall = walls.by_token(session, councils.find(session, evening.slug), token)
        return bool(wall and wall.paired_at)


def path(evening, rest=""):
    return f"/mod/{evening.slug}/vorbereitung/5{rest}"


def test_a_wall_is_paired_by_the_code_it_shows_and_unpaired(evening, moderator):
    code, token = ask(evening)
    assert moderator.post(path(evening, "/beamer"), code=code).status_code == 302
    assert paired(evening, token)
    assert "1 Gerät ist verbunden." in moderator.text(path(evening))

    moderator.post(path(evening, "/trennen"))
    assert not paired(evening, token)


def test_wrong_and_foreign_codes_get_a_sentence(evening, moderator):
    foreign = factories.evening("nachbarstadt")
    code, token = ask(foreign)

    for given in (code, "", "x" * 9, "😀"):
        assert moderator.post(path(evening, "/beamer"), code=given).status_code == 422
    assert not paired(foreign, token)
    assert moderator.post(path(foreign, "/beamer"), code=code).status_code == 403


def test_the_page_leads_to_cards_wall_and_cockpit(evening, moderator):
    page = moderator.text(path(evening))

    for link in (f"/mod/{evening.slug}/druck/karten", f"/beamer/{evening.slug}", "/s/1/regie"):
        assert link in page
    assert evening.room_code in page
