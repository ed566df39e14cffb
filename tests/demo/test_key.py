"""The example's cards, printed in terminals, open nothing in a real council."""

import pytest

from facilitation.cli.start import Start
from facilitation.participants import cards
from facilitation.participants.models import Seat


@pytest.fixture
def environment(tmp_path, monkeypatch):
    monkeypatch.setenv("RATSCHLAG_INSTANCE", str(tmp_path))
    monkeypatch.delenv("RATSCHLAG_SECRET_KEY", raising=False)
    monkeypatch.delenv("RATSCHLAG_DATABASE_URL", raising=False)


@pytest.mark.parametrize("url", ["", "sqlite:////tmp/elsewhere.db"])
def test_cards_of_the_example_open_no_seat_of_the_same_number(environment, url):
    seat = Seat(council_id=1, number=17, card_salt="salt")
    real = Start(lambda _: None).settings
    example = Start(lambda _: None, url, demo=True).settings
    assert cards.token(real.secret_key, seat) != cards.token(example.secret_key, seat)
    assert cards.code(real.secret_key, seat) != cards.code(example.secret_key, seat)


def test_key_of_the_example_stays_the_same_between_starts(environment):
    assert (
        Start(lambda _: None, demo=True).settings.secret_key
        == Start(lambda _: None, demo=True).settings.secret_key
    )
