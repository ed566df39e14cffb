"""Links into the example, and the file of its cards."""

import json
import os
import stat

import pytest

from facilitation import db, demo
from facilitation.councils import team
from facilitation.participants import cards, seats

KEY = b"k" * 32
prepared = pytest.mark.parametrize("council", ["prepared"], indirect=True)
voting = pytest.mark.parametrize("council", ["session-3-voting"], indirect=True)


@voting
def test_links_open_desk_wall_and_three_cards(council):
    made = demo.links(KEY)
    assert made.wall == "/beamer/smart-kassel"
    assert made.join == f"/{council.council.room_code}"
    path, _, token = made.desk.partition("#")
    assert path == "/mod/einladung"
    with db.transaction() as session:
        assert team.accept_back(session, token).name == "Leitung"
    printed = made.printed
    assert len(printed) == 3
    assert len({card.table for card in printed}) == 3
    assert all(card.here and card.channel == "phone" for card in printed)
    for seat in seats.all_seats(council.session, council.council.id):
        card = made.cards[seat.number - 1]
        assert cards.fits_token(KEY, seat, card.token)
        assert card.path == f"/k/{seat.number}#{card.token}"


@prepared
def test_cards_are_printed_before_anybody_is_here(council):
    assert len(demo.links(KEY).printed) == 3


@voting
def test_cards_file_holds_all_seats_and_is_private(council, tmp_path):
    (tmp_path / demo.CARDS_FILE).write_text("older")
    path = demo.write_cards(tmp_path, demo.links(KEY))
    kept = json.loads(path.read_text(encoding="utf-8"))["cards"]
    assert [card["seat"] for card in kept] == list(range(1, 33))
    assert sum(card["here"] and card["channel"] == "phone" for card in kept) == 28
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
