"""Templates: what people typed stays text, dates read as in Germany."""

from datetime import UTC, date, datetime
from xml.etree import ElementTree as ET

import pytest
from flask import render_template_string

from facilitation.web.address import Address
from facilitation.web.qr import qr_svg
from facilitation.web.templating import day, number_list, paragraphs, weekday

NASTY = """"><script>alert('1')</script>{{ 7*7 }}&amp;"""


def test_days_read_as_people_say_them():
    assert day(date(2022, 10, 8)) == "8. Oktober 2022"
    assert weekday(date(2022, 10, 8)) == "Samstag, 8. Oktober"
    assert day(datetime(2022, 10, 8, 22, 30, tzinfo=UTC)) == "9. Oktober 2022"


@pytest.mark.parametrize(
    ("typed", "drawn"),
    [
        ("", ""),
        ("eins", "<p>eins</p>"),
        ("eins\nzwei\n\ndrei", "<p>eins<br>zwei</p>\n<p>drei</p>"),
        ("<b>\n\n&", "<p>&lt;b&gt;</p>\n<p>&amp;</p>"),
    ],
)
def test_paragraphs_are_drawn_and_nothing_else(typed, drawn):
    assert paragraphs(typed) == drawn


def test_what_was_typed_never_becomes_markup(app):
    with app.test_request_context():
        drawn = render_template_string(
            "<p title=\"{{ text }}\">{{ text }}</p>{{ text|paragraphs }}{{ _('%(n)s da', n=text) }}",
            text=NASTY,
        )

    assert "<script" not in drawn
    assert "49" not in drawn


def test_a_forgotten_value_is_an_error_and_not_a_gap(app):
    from jinja2 import UndefinedError

    with app.test_request_context(), pytest.raises(UndefinedError):
        render_template_string("{{ forgotten }}")


def test_numbers_of_seats_are_listed():
    assert number_list([11, 20, 27]) == "11, 20, 27"


def test_a_qr_code_has_its_quiet_zone_and_a_name():
    drawing = ET.fromstring(
        str(qr_svg("HTTP://192.168.178.20:8000/7K4P", 'Zum "Mitmachen" <scannen>'))
    )
    side = int(drawing.get("viewBox").split()[2])

    assert drawing.get("aria-label") == 'Zum "Mitmachen" <scannen>'
    assert (side - 8 - 21) % 4 == 0
    assert "M4 4h1" in drawing[1].get("d")
    assert "M3 " not in drawing[1].get("d")


@pytest.mark.parametrize(
    ("public_url", "port", "spoken"),
    [
        ("https://rat.example", 8000, "rat.example"),
        ("http://rat.example:80", 8000, "rat.example"),
        ("https://rat.example:8443", 8000, "rat.example:8443"),
    ],
)
def test_the_public_address_is_said_without_what_goes_without_saying(public_url, port, spoken):
    address = Address(public_url, port)

    assert address.spoken() == spoken
    assert address.capitals("/7k4p") == f"{public_url.upper()}/7K4P"


def test_without_a_public_address_the_one_in_the_hall_is_asked_again(monkeypatch):
    found = iter([["192.168.178.20"], ["10.0.0.7"], []])
    monkeypatch.setattr("facilitation.web.address.hall_addresses", lambda: next(found))
    address = Address(port=8000)
    seen = []
    for _ in range(3):
        seen += [address.url(), address.url()]
        address._asked_at = float("-inf")

    assert seen[::2] == seen[1::2]
    assert seen[::2] == [
        "http://192.168.178.20:8000",
        "http://10.0.0.7:8000",
        "http://localhost:8000",
    ]
