"""Cookies: scripts and foreign pages can't use them; with TLS they belong to this host alone."""

import pytest
from flask import Flask, Response, request

from facilitation.web import cookies


@pytest.fixture
def client():
    app = Flask(__name__)

    @app.get("/put")
    def put():
        response = Response()
        cookies.put(response, cookies.SEAT, "token", days=2)
        return response

    @app.get("/drop")
    def drop():
        response = Response()
        cookies.drop(response, cookies.SEAT)
        return response

    @app.get("/read")
    def read():
        return cookies.read(request.cookies, cookies.SEAT)

    return app.test_client()


def attributes(answer):
    """Name, value and the attributes of the one cookie that is set."""
    [header] = answer.headers.getlist("Set-Cookie")
    first, *rest = header.split("; ")
    return first, {part.partition("=")[0]: part.partition("=")[2] for part in rest}


@pytest.mark.parametrize(
    ("base", "name", "secure"),
    [
        ("http://localhost", "ratschlag_seat", False),
        ("https://localhost", "__Host-ratschlag_seat", True),
    ],
)
def test_a_cookie_is_closed_to_scripts_and_foreign_pages(client, base, name, secure):
    first, rest = attributes(client.get("/put", base_url=base))

    assert first == f"{name}=token"
    assert ("Secure" in rest) is secure
    assert "HttpOnly" in rest
    assert (rest["SameSite"], rest["Path"], rest["Max-Age"]) == ("Lax", "/", "172800")
    assert "Domain" not in rest


@pytest.mark.parametrize("base", ["http://localhost", "https://localhost"])
def test_a_cookie_comes_back_until_it_is_dropped(client, base):
    client.get("/put", base_url=base)
    assert client.get("/read", base_url=base).get_data(as_text=True) == "token"

    client.get("/drop", base_url=base)
    assert client.get("/read", base_url=base).get_data(as_text=True) == ""


def test_what_is_not_there_is_not_dropped(client):
    assert client.get("/drop").headers.getlist("Set-Cookie") == []
    assert cookies.read({}, cookies.TEAM) == ""
