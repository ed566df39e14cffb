"""Writes need the page's token and come from our own pages."""

import pytest

from .. import factories


def write(client, token="", **headers):
    return client.post(
        "/try/write",
        data=b"",
        headers={"X-CSRFToken": token} | headers,
        base_url="http://localhost",
    )


@pytest.fixture
def token(client, evening):
    return factories.csrf(client)


def test_a_write_with_the_token_of_the_page_goes_through(client, token):
    assert write(client, token).status_code == 200
    assert write(client, token, Origin="http://localhost").status_code == 200


@pytest.mark.parametrize("wrong", ["", "x", "ImZvbyI.aaaa.bbbb"])
def test_a_write_without_the_token_is_refused_with_a_sentence(client, token, wrong):
    answer = write(client, wrong)

    assert answer.status_code == 400
    assert "zu lange offen" in answer.get_data(as_text=True)


def test_a_token_of_another_browser_is_worth_nothing(app, client, token):
    assert write(app.test_client(), token).status_code == 400


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "http://localhost:9999", "https://localhost"]
)
def test_a_foreign_page_is_refused_even_with_the_token(client, token, origin):
    answer = write(client, token, Origin=origin)

    assert answer.status_code == 403


def test_a_foreign_page_may_still_link_to_us(client):
    assert client.get("/healthz", headers={"Origin": "http://evil.example"}).status_code == 200
