import re

import pytest


def test_browsers_find_the_icon_that_they_always_ask_for(client):
    answer = client.get("/favicon.ico", buffered=True)
    assert (answer.status_code, answer.mimetype) == (200, "image/vnd.microsoft.icon")
    assert answer.data.startswith(b"\x00\x00\x01\x00")


@pytest.mark.parametrize("path", ["/", "/hilfe", "/mod/anmelden", "/beamer/musterstadt", "/zzzz"])
def test_every_page_links_an_icon_of_ours(evening, client, path):
    page = client.get(path).get_data(as_text=True)
    link = re.search(r'<link rel="icon" href="([^"]+)"', page)
    answer = client.get(link[1], buffered=True)
    assert answer.mimetype == "image/svg+xml"
