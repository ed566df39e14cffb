import pytest

from facilitation.web import address
from facilitation.web.address import Address


@pytest.fixture(autouse=True)
def _hall(monkeypatch):
    monkeypatch.setattr(address, "hall_addresses", lambda: ["192.168.178.20", "10.0.0.5"])


@pytest.mark.parametrize(
    ("host", "url", "own"),
    [
        ("", "http://192.168.178.20:8000", "http://127.0.0.1:8000"),
        ("0.0.0.0", "http://192.168.178.20:8000", "http://127.0.0.1:8000"),
        ("127.0.0.1", "http://127.0.0.1:8000", "http://127.0.0.1:8000"),
        ("localhost", "http://localhost:8000", "http://localhost:8000"),
        ("10.0.0.5", "http://10.0.0.5:8000", "http://10.0.0.5:8000"),
        ("::1", "http://[::1]:8000", "http://[::1]:8000"),
    ],
)
def test_cards_name_an_address_at_which_the_server_listens(host, url, own):
    found = Address(host=host)

    assert (found.url(), found.own_url()) == (url, own)


def test_a_public_address_goes_before_all_others():
    found = Address("https://rat.example.de", host="127.0.0.1")

    assert (found.url(), found.own_url()) == ("https://rat.example.de",) * 2
