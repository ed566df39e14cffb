"""The living page in every state, without a script, and the address that heals it."""

import html
import json
import re

import pytest

from facilitation.live import publish
from tests import factories

ANSWERS = ("Ihre Antwort: Ja", "Ihre Antwort: Nein")


def text_of(client, path="/jetzt"):
    answer = client.get(path)
    assert answer.status_code == 200
    return html.unescape(answer.get_data(as_text=True))


def state(page):
    return re.search(r'id="scene"[^>]*data-state="(\w+)"', page).group(1)


def visible_headings(page):
    """The h1 that the stylesheet leaves, judged by the nearest ``data-when`` around it."""
    current, again = state(page), re.search(r'id="scene"[^>]*data-again', page)
    found = []
    for before, heading in re.findall(r"(.*?)<h1([^>]*)>", page, re.DOTALL):
        opened = re.findall(r'<(?:div|form) class="task-part[^>]*?data-when="([^"]*)"', before)
        if opened and current not in opened[-1].split():
            continue
        if ("data-if" in heading and not again) or ("data-unless" in heading and again):
            continue
        found.append(heading)
    return found


@pytest.fixture
def both(phone):
    return phone(2), phone()


def check(both, sentence, *, member_state="none"):
    """Member and guest see the sentence, one heading each, and the seat's own state."""
    member, guest = both
    for client, expected in ((member, member_state), (guest, "guest")):
        page = text_of(client)
        assert sentence in page
        assert state(page) == expected
        assert len(visible_headings(page)) == 1
        assert page.count('role="status"') == 1
        assert page.count('role="alert"') == 1
        assert "@@csrf@@" not in page


def test_every_state(both, evening):
    evening_steps = [
        (lambda: None, "Die Sitzung beginnt um", "none"),
        (evening.start, "Willkommen! Gleich geht es los.", "none"),
        (evening.arrive, "Willkommen! Gleich geht es los.", "none"),
        (evening.move_on, "Gespräch an den Tischen", "none"),
        (evening.move_on, "Abstimmung: Grün in der Stadt", "none"),
        (evening.show_text, "Gleich geht es los: Abstimmung", "none"),
        (evening.open, "Soll die Stadt diese Maßnahme umsetzen?", "vote"),
        (lambda: evening.command("last_call"), "Soll die Stadt diese", "vote"),
        (lambda: evening.cast(2, "yes"), "Abstimmung 1 von 2", "arrived"),
        (lambda: evening.command("close"), "Das Ergebnis wird gleich gezeigt.", "arrived"),
        (lambda: evening.command("show"), "Angenommen.", "none"),
        (evening.move_on, "Pause", "none"),
        (evening.end, "Die Sitzung ist zu Ende.", "none"),
    ]
    for step, sentence, member_state in evening_steps:
        step()
        publish.changed(evening.council_id)
        check(both, sentence, member_state=member_state)


def test_cancelled(both, evening):
    evening.begin_vote()
    evening.command("cancel", "Der Text war <b>falsch</b>.")
    publish.changed(evening.council_id)
    check(both, "Diese Abstimmung wurde abgebrochen")
    raw = both[0].get("/jetzt").get_data(as_text=True)
    assert "Der Text war &lt;b&gt;falsch&lt;/b&gt;." in raw


def test_no_figure_before_it_is_shown(both, evening):
    evening.begin_vote()
    for number, mark in ((1, "yes"), (2, "yes"), (3, "no")):
        evening.cast(number, mark)
    for name in (None, "close", "count"):
        if name:
            evening.command(name)
        publish.changed(evening.council_id)
        for client in both:
            body = text_of(client) + json.dumps(client.get("/api/stand").json)
            assert "von 6" not in body.replace("Abstimmung 1 von", "")
            assert "Anwesenden haben" not in body
            assert not re.search(r"\d Ja", body)
            assert "/lesen" in body
            assert "noch kein Ergebnis" in text_of(client, "/lesen")


def test_the_result_is_the_same_everywhere(both, evening):
    evening.begin_vote()
    for number, mark in ((1, "yes"), (2, "yes"), (3, "no"), (4, "abstain")):
        evening.cast(number, mark)
    evening.command("close")
    evening.command("show")
    publish.changed(evening.council_id)
    for client in both:
        for path in ("/jetzt", "/lesen/massnahme/7"):
            page = text_of(client, path)
            assert "4 von 6 Anwesenden haben abgestimmt." in page
            assert "also 2 von 3" in page
            assert "Angenommen." in page
        assert "2 Ja" in text_of(client, "/lesen").replace("\N{NO-BREAK SPACE}", " ")


def test_refresh_without_script_only_while_waiting(both, evening):
    member, _ = both
    assert 'http-equiv="refresh"' in text_of(member)
    assert 'http-equiv="refresh"' not in text_of(member, "/jetzt?anhalten=1")
    evening.begin_vote()
    publish.changed(evening.council_id)
    assert 'http-equiv="refresh"' not in text_of(member)


def test_stand_answers_only_what_is_new(both, evening):
    for client in both:
        whole = client.get("/api/stand").json
        assert {"version", "boot", "html", "title"} <= set(whole)
        same = client.get(f"/api/stand?version={whole['version']}&boot={whole['boot']}").json
        assert "html" not in same
        publish.changed(evening.council_id)
        newer = client.get(f"/api/stand?version={whole['version']}&boot={whole['boot']}").json
        assert newer["version"] > whole["version"]
        assert "html" in newer
        assert "html" in client.get(f"/api/stand?version={newer['version']}&boot=other").json


def test_stand_tells_a_member_their_seat_and_a_guest_nothing(both, evening):
    evening.begin_vote()
    member, guest = both
    seat = member.get("/api/stand").json["seat"]
    assert seat["state"] == "vote"
    assert seat["entitled"] is True
    assert "marks" not in seat
    assert "seat" not in guest.get("/api/stand").json


@pytest.mark.parametrize("query", ["?version=x", "?version=-1&boot=%00", "?version=9" + "9" * 400])
def test_stand_with_nonsense(both, query):
    assert both[0].get(f"/api/stand{query}").status_code == 200


def test_strangers_are_sent_to_the_door(client, evening):
    for path in ("/jetzt", "/lesen", "/lesen/massnahme/7"):
        answer = client.get(path)
        assert answer.status_code == 401
        assert 'name="code"' in answer.get_data(as_text=True)
    assert client.get("/api/stand").json["code"] == "signed_out"


@pytest.mark.parametrize("cookie", ["", "x", "\u00fc", "a" * 3000, "../../etc/passwd"])
def test_spoiled_cookies(client, evening, cookie):
    for name in ("ratschlag_seat", "ratschlag_guest", "ratschlag_look"):
        client.set_cookie(name, cookie)
    assert client.get("/jetzt").status_code == 401
    assert client.get("/").status_code == 200


def test_the_example_is_marked_on_every_page(app, database):
    example = factories.evening("beispiel", is_example=True)
    client = app.test_client()
    for path in (
        "/",
        f"/{example.room_code}",
        "/hilfe",
        "/datenschutz",
        "/einstellungen",
        "/ohne-karte",
    ):
        assert "Beispieldaten" in text_of(client, path)
    factories.join(client, example.card(1))
    for path in ("/jetzt", "/lesen", "/lesen/massnahme/7"):
        assert "Beispieldaten" in text_of(client, path)
