"""Reading, settings and the pages that are always there."""

import html
import re

import pytest

from facilitation import db
from facilitation.voting import polls, words
from facilitation.voting.models import Poll, Round
from tests import factories

ALWAYS = (
    "/",
    "/ohne-karte",
    "/einstellungen",
    "/hilfe",
    "/barrierefreiheit",
    "/datenschutz",
    "/impressum",
    "/vertraulich",
)


def text_of(client, path, status=200):
    answer = client.get(path)
    assert answer.status_code == status
    return html.unescape(answer.get_data(as_text=True))


@pytest.mark.parametrize("path", ALWAYS)
def test_always_there(client, evening, path):
    page = text_of(client, path)
    assert page.count("<h1") == 1
    assert '<html lang="de"' in page
    assert not re.search(r"\sstyle=|\son[a-z]+=|<script(?! type=\"module\" src=)", page)


def test_every_link_leads_somewhere(phone, evening):
    member = phone(1)
    seen = set()
    waiting = ["/jetzt", *ALWAYS, "/lesen"]
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        seen.add(path)
        page = text_of(member, path)
        waiting += [
            link for link in re.findall(r'href="(/[^"#]*)"', page) if "/static/" not in link
        ]
    assert "/lesen/massnahme/7" in seen


def test_measures_are_listed_by_field(phone, evening):
    page = text_of(phone(), "/lesen")
    assert "A · Energie und Umwelt" in page
    assert factories.TITLE in page


def test_the_list_tells_the_vote_on_a_measure_even_where_a_rating_came_later(phone, evening):
    evening.begin_vote()
    evening.cast(1, "yes")
    evening.command("close")
    evening.command("show")
    around = evening.rate([{"M7": {"nutzen": 5, "aufwand": 1}}])
    with db.transaction() as session:
        rated = session.get_one(Round, around)
        polls.close(session, rated)
        polls.show(session, rated)
    page = text_of(phone(), "/lesen").replace(words.NBSP, " ")
    assert "1 Ja · 0 Nein · 0 Enthaltungen" in page
    assert "Nutzen: " not in page.split("M8")[0]


def test_a_measure_that_is_not_there(phone, evening):
    assert "Diese Maßnahme gibt es nicht." in text_of(phone(), "/lesen/massnahme/99", 404)


def test_measures_of_others_are_not_there(phone, evening):
    from facilitation.measures import measures

    other = factories.evening("andernorts")
    with db.transaction() as session:
        measures.add(session, other.council_id, number=55, title="Nur dort")
    text_of(phone(), "/lesen/massnahme/55", 404)


def test_size_and_look_are_kept(client, evening):
    token = factories.csrf(client, "/einstellungen")
    answer = client.post(
        "/einstellungen", data={"csrf_token": token, "size": "200", "theme": "dark"}
    )
    assert answer.status_code == 303
    page = text_of(client, "/")
    assert 'data-theme="dark" data-size="200"' in page
    assert re.search(r'value="200" checked', text_of(client, "/einstellungen"))


@pytest.mark.parametrize(
    "values", [{}, {"size": "9000", "theme": "dark"}, {"size": "100", "theme": "\u0000"}]
)
def test_unknown_looks(client, evening, values):
    token = factories.csrf(client, "/einstellungen")
    assert client.post("/einstellungen", data={"csrf_token": token, **values}).status_code == 422


def test_addresses_in_capitals(client, evening):
    assert client.get("/HILFE").status_code == 200
    assert client.get("/K/2").status_code == 200


def test_names_and_texts_are_escaped(app, database):
    factories.evening("boese", title="Bürgerrat <img src=x onerror=alert(1)>")
    for path in ALWAYS:
        assert "<img" not in app.test_client().get(path).get_data(as_text=True)


def test_what_happens_to_a_vote_is_told_at_every_ballot(phone, evening):
    member = phone(1)
    evening.begin_vote()
    ballot = text_of(member, "/jetzt")
    with db.reading() as session:
        mode = session.get_one(Poll, evening.poll_ids[0]).mode
    assert f'<a href="/vertraulich#{mode}">Mehr dazu' in ballot
    told = text_of(member, "/vertraulich")
    assert all(f'id="{name}"' in told for name in words.MODE_SENTENCES)
    assert all(f"„{sentence}“" in told for sentence in words.MODE_SENTENCES.values())
    assert not re.search(r"\banonym|geheim|unhackbar|BSI", told, re.IGNORECASE)


@pytest.mark.parametrize(
    ("scheme", "said"),
    [("http", "gerade nicht verschlüsselt"), ("https", "gerade verschlüsselt")],
)
def test_the_page_says_whether_the_wifi_could_read_along(client, evening, scheme, said):
    page = client.get("/vertraulich", base_url=f"{scheme}://localhost").get_data(as_text=True)
    assert said in html.unescape(page)
