"""One field for all codes; every wrong one gets a kind sentence and keeps what was typed."""

import html

import pytest

from facilitation import db
from facilitation.meetings.models import Meeting
from facilitation.participants import presence
from tests import factories

UNKNOWN = "Code kennen wir nicht."


def text_of(answer):
    return html.unescape(answer.get_data(as_text=True))


def here(evening):
    with db.reading() as session:
        meeting = session.get_one(Meeting, evening.meeting_id)
        return [seat.number for seat in presence.here(session, meeting)]


def test_the_field_is_there(client, evening):
    page = text_of(client.get("/"))
    assert "Willkommen" in page
    assert 'name="code"' in page
    assert "Ich habe keine Karte" in page


@pytest.mark.parametrize(
    "typed",
    ["{}", "#{}", " {} ", "{}\u0000", "{}😀"],
    ids=["plain", "hash", "spaces", "control", "emoji"],
)
def test_a_typed_card_opens_its_seat(client, evening, typed):
    answer = factories.join(client, typed.format(evening.card(2)))
    assert answer.status_code == 303
    assert answer.location == "/jetzt"
    page = text_of(client.get("/jetzt"))
    assert "Angemeldet: Platz 2, Tisch 1." in page
    assert "Platz 2" in page


@pytest.mark.parametrize(
    "change", [str.lower, lambda code: code.replace("-", ""), lambda code: code.replace("-", " – ")]
)
def test_case_and_hyphens_are_no_matter(client, evening, change):
    assert factories.join(client, change(evening.card(3))).status_code == 303


def test_joining_in_a_running_session_is_arriving(client, evening):
    evening.start()
    factories.join(client, evening.card(2))
    assert here(evening) == [2]


def test_who_joined_before_the_session_arrives_when_it_runs(phone, evening):
    member = phone(4)
    evening.start()
    assert here(evening) == []
    member.get("/api/stand")
    assert here(evening) == [4]


@pytest.mark.parametrize("mark", ["absent", "here"])
def test_a_mark_set_by_hand_stays(phone, evening, mark):
    member = phone(4)
    evening.start()
    with db.transaction() as session:
        meeting = session.get_one(Meeting, evening.meeting_id)
        presence.mark(session, meeting, evening._seat(session, 4), mark)
    member.get("/jetzt")
    assert here(evening) == ([4] if mark == "here" else [])


@pytest.mark.parametrize(
    "typed",
    [
        "17-AAAA-BBBB",
        "2-AAAA-BBBB",
        "9999-AAAA-BBBB",
        "99999-AAAA-BBBB",
        "hallo",
        "\u202e2-AAAA-BBBB",
        "مرحبا بكم",
        "😀😀😀😀",
        "' OR 1=1 --",
        "<script>alert(1)</script>",
        "٢-AAAA-BBBB",
    ],
)
def test_wrong_codes_get_a_kind_sentence_and_stay(client, evening, typed):
    answer = factories.join(client, typed)
    assert answer.status_code == 422
    page = text_of(answer)
    assert UNKNOWN in page
    assert 'id="errors"' in page
    assert typed.replace("\u202e", "") in page
    assert "<script>alert" not in answer.get_data(as_text=True)


@pytest.mark.parametrize("typed", ["", "   ", "#", "17-"])
def test_nothing_typed(client, evening, typed):
    answer = factories.join(client, typed)
    assert answer.status_code == 422
    assert 'id="errors"' in text_of(answer)


def test_a_hundred_thousand_characters(client, evening):
    answer = factories.join(client, "A" * 100_000)
    assert answer.status_code == 422
    assert UNKNOWN in text_of(answer)


def test_more_than_the_form_may_hold(client, evening):
    answer = factories.join(client, "A" * 600_000)
    assert answer.status_code in (413, 422)
    assert "500" not in answer.status


def test_unknown_fields_and_files_do_nothing(client, evening):
    token = factories.csrf(client)
    answer = client.post(
        "/", data={"csrf_token": token, "code": evening.card(2), "seat": "1", "role": "lead"}
    )
    assert answer.status_code == 303


def test_wrong_codes_slow_down_that_seat_only(client, evening):
    for _ in range(7):
        last = factories.join(client, "2-AAAA-BBBB")
    assert last.status_code == 429
    assert "Bitte warten Sie" in text_of(last)
    assert factories.join(client, evening.card(3)).status_code == 303


def test_a_scanned_card_is_never_slowed(client, evening):
    for _ in range(7):
        factories.join(client, "2-AAAA-BBBB")
    answer = scan(client, 2, evening.token(2))
    assert answer.status_code == 303


def test_the_cards_page_without_script_has_the_seat_filled_in(client, evening):
    page = text_of(client.get("/k/17"))
    assert 'value="17-"' in page
    assert text_of(client.get("/K/17")) != ""


def scan(client, number, token, **more):
    page = factories.csrf(client, f"/k/{number}")
    return client.post(
        f"/k/{number}", data={"csrf_token": page, "token": token, "code": "", **more}
    )


def test_scanning(client, evening):
    answer = scan(client, 2, evening.token(2).lower())
    assert answer.location == "/jetzt"
    assert "Platz 2" in text_of(client.get("/jetzt"))


def test_typing_on_the_cards_page(client, evening):
    token = factories.csrf(client, "/k/2")
    answer = client.post("/k/2", data={"csrf_token": token, "token": "", "code": evening.card(2)})
    assert answer.status_code == 303


@pytest.mark.parametrize("token", ["X", "0" * 26, "😀", "\u0000" * 5 + "A", "A" * 50_000])
def test_a_wrong_token(client, evening, token):
    answer = scan(client, 2, token)
    assert answer.status_code == 422
    assert "Diese Karte gilt nicht mehr." in text_of(answer)
    assert 'value="2-"' in text_of(answer)


def test_the_token_of_another_seat(client, evening):
    assert scan(client, 3, evening.token(2)).status_code == 422


def test_a_blocked_card(client, evening):
    code, token = evening.card(2), evening.token(2)
    evening.block(2)
    assert factories.join(client, code).status_code == 422
    assert scan(client, 2, token).status_code == 422
    assert factories.join(client, evening.card(2)).status_code == 303


def test_blocking_signs_the_device_out(phone, evening):
    member = phone(2)
    evening.block(2)
    answer = member.get("/jetzt")
    assert answer.status_code == 401
    assert "Bitte melden Sie sich mit Ihrer Karte an." in text_of(answer)
    assert member.get("/api/stand").status_code == 401


def test_cards_of_two_councils_open_their_own(app, evening):
    other = factories.evening("andernorts")
    client = app.test_client()
    factories.join(client, other.card(2))
    assert "Bürgerrat Andernorts" in text_of(client.get("/jetzt"))
    assert evening.card(2) != other.card(2)


def test_a_foreign_card_is_unknown(client, evening, tmp_path):
    """A card printed with another server's key."""
    from facilitation.participants import cards

    with db.reading() as session:
        foreign = cards.code(b"another key", evening._seat(session, 2))
    assert UNKNOWN in text_of(factories.join(client, foreign))


def test_a_page_that_lay_open_too_long_keeps_what_was_typed(client, evening):
    answer = client.post("/", data={"csrf_token": "old", "code": "2-ABCD-EFGH"})
    page = text_of(answer)
    assert "2-ABCD-EFGH" in page
    assert "noch einmal" in page
    assert answer.status_code == 400


# ── guests ──────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("typed", ["{}", "#{}", " {} "])
def test_the_room_code_reads(client, evening, typed):
    assert factories.join(client, typed.format(evening.room_code.lower())).location == "/jetzt"
    assert "Zu Gast" in text_of(client.get("/jetzt"))


def test_the_walls_address_shows_the_council(client, evening):
    factories.evening("andernorts")
    page = text_of(client.get(f"/{evening.room_code}"))
    assert "Bürgerrat Musterstadt" in page
    assert f"/ohne-karte?raum={evening.room_code}" in page


@pytest.mark.parametrize(("path", "status"), [("/zzzz", 404), ("/robots.txt", 404), ("/-a--", 422)])
def test_unknown_rooms(client, evening, path, status):
    assert client.get(path).status_code == status


def test_without_a_card(client, evening):
    token = factories.csrf(client, "/ohne-karte")
    wrong = client.post("/ohne-karte", data={"csrf_token": token, "code": "QQQQ"})
    assert wrong.status_code == 422
    assert "Diesen Raum-Code kennen wir nicht." in text_of(wrong)
    right = client.post("/ohne-karte", data={"csrf_token": token, "code": evening.room_code})
    assert right.location == "/jetzt"


def test_a_member_who_types_the_room_code_stays_a_member(phone, evening):
    member = phone(2)
    factories.join(member, evening.room_code)
    assert "Platz 2" in text_of(member.get("/jetzt"))


def test_a_guest_becomes_a_member(phone, evening):
    guest = phone()
    factories.join(guest, evening.card(5))
    assert "Platz 5" in text_of(guest.get("/jetzt"))
