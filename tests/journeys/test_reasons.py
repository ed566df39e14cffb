"""„Möchten Sie sagen, warum?“ in real browsers: sent without a cookie, read at the desk, kept while typing."""

import re

import pytest
from playwright.sync_api import Request, expect

from .conftest import PHONE, Hall
from .test_accessibility import Inspector
from .test_evening import big_button, vote

pytestmark = pytest.mark.browser

TEXT = "Die Kosten fehlen mir noch."


def hand_in(hall: Hall, seat: int, mark: str) -> None:
    """A ballot by form, as a browser without script sends it; nothing is drawn."""
    context = hall.browser.new_context(base_url=hall.server.url)
    hall.contexts.append(context)
    ask = context.request
    for path, fields in (
        ("/", {"code": hall.server.cards()[seat]["code"]}),
        ("/jetzt", {"M4": mark}),
    ):
        page = ask.get(path).text()
        token = re.search(r'name="csrf-token" content="([^"]+)"', page)
        action = re.search(r'action="(/stimme/\d+)"', page)
        answer = ask.post(
            action[1] if action else path, form=fields | {"csrf_token": token[1] if token else ""}
        )
        assert answer.ok, answer.text()


def test_a_reason_reaches_the_desk_without_a_name(hall: Hall) -> None:
    inspector = Inspector()
    desk, phone = hall.desk(), hall.phone(1)
    desk.goto(f"{hall.server.url}/mod/smart-kassel/s/3/regie")
    phone.get_by_role("link", name="Mehr dazu").click()
    phone.wait_for_url("**/vertraulich*")
    inspector.look("what happens to a vote", phone)
    with phone.expect_navigation(wait_until="load"):
        phone.get_by_role("link", name="Zurück zu „Jetzt“").click()
    vote(phone, "Nein")
    for seat in (2, 3, 4, 5):
        hand_in(hall, seat, "yes")
    big_button(desk, "Letzter Aufruf")
    big_button(desk, "schließen")
    desk.get_by_role("button", name="Ergebnis ohne diese Papierstimmen zeigen").click()

    field = phone.get_by_label("Was war Ihnen wichtig?")
    expect(field).to_be_visible()
    inspector.look("asked", phone)
    phone.get_by_role("button", name="Abschicken").click()
    expect(phone.locator(".give-reason .field-error")).to_contain_text("Da steht noch nichts.")
    expect(field).to_be_focused()
    field.press_sequentially(TEXT)
    sent: list[Request] = []
    phone.on("request", lambda request: sent.append(request) if "/warum/" in request.url else None)
    phone.get_by_role("button", name="Abschicken").click()
    expect(phone.get_by_text("Danke. Ihr Grund ist beim Team")).to_be_focused()
    assert ["cookie" in request.all_headers() for request in sent] == [False]
    inspector.look("thanks", phone)

    desk.get_by_text("Gründe von den Handys (1)").click()
    expect(desk.locator(".reason-list")).to_contain_text(TEXT)
    desk.get_by_role("button", name="Empfehlung festhalten").click()
    desk.get_by_role("button", name="In die Bedenken").click()
    expect(desk.get_by_label("Bedenken")).to_have_value(TEXT)
    expect(desk.locator(".reason-list")).to_contain_text("steht in den Bedenken")
    inspector.look("at the desk", desk)

    phone.reload()
    expect(phone.get_by_text("Danke. Ihr Grund ist beim Team")).to_be_visible()
    phone.get_by_role("button", name="Noch einen Grund schreiben").click()
    field.press_sequentially("Noch ein Gedan")
    big_button(desk, "Weiter")
    expect(phone.get_by_role("heading", level=1)).to_contain_text("Maßnahme 7")
    expect(field).to_have_value("Noch ein Gedan")  # nobody takes it away
    field.press_sequentially("ke")
    phone.get_by_role("button", name="Abschicken").click()
    expect(phone.get_by_text("Danke. Ihr Grund ist beim Team")).to_be_visible()

    plain = hall.person(**PHONE, java_script_enabled=False)
    plain.context.add_cookies(phone.context.cookies())
    plain.goto(f"{hall.server.url}/vertraulich")
    expect(plain.get_by_role("heading", name="Vertraulich", exact=True)).to_be_visible()
    assert "\n".join(inspector.violations) == ""
    assert hall.problems == []
    assert hall.foreign == set()
