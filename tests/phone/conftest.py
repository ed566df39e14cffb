"""Phones for tests: browsers that have joined by card or as a guest."""

import pytest

from tests import factories


@pytest.fixture
def phone(app, evening):
    """``phone(17)`` is a browser signed in with the card of seat 17, ``phone()`` a guest's."""

    def signed_in(number=None):
        client = app.test_client()
        code = evening.card(number) if number else evening.room_code
        answer = factories.join(client, code)
        assert answer.status_code == 303, answer.get_data(as_text=True)
        return client

    return signed_in


@pytest.fixture
def read():
    """The text of a page after redirects, with its status."""

    def page(client, path, status=200):
        answer = client.get(path, follow_redirects=True)
        assert answer.status_code == status
        return answer.get_data(as_text=True)

    return page
