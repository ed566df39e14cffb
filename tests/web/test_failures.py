"""Failures: a sentence for people, JSON for scripts, and never anything of the inside."""

import re

import pytest

from .conftest import INSIDE, REFUSALS

JSON = {"Accept": "application/json"}


def body(answer):
    """What a person or a script reads."""
    return str(answer.json) if answer.is_json else answer.get_data(as_text=True)


@pytest.mark.parametrize("name", REFUSALS)
def test_a_refusal_is_a_page_or_json_with_the_same_sentence(client, name):
    refusal = REFUSALS[name]()
    page = client.get(f"/try/refuse/{name}")
    answer = client.get(f"/try/refuse/{name}", headers=JSON)

    assert page.status_code == answer.status_code == refusal.status
    assert page.mimetype == "text/html"
    assert refusal.sentence() in body(page)
    assert answer.json == {"ok": False, "code": refusal.code, "message": refusal.sentence()}


@pytest.mark.parametrize("path", ["/try/break", "/try/database"])
@pytest.mark.parametrize("headers", [{}, JSON])
def test_what_breaks_shows_an_id_and_nothing_of_the_inside(client, capsys, path, headers):
    answer = client.get(path, headers=headers)
    [mark] = re.findall(r"Kennung für die Technik: ([0-9a-f]{8})\b", body(answer))
    logged = capsys.readouterr()

    assert answer.status_code == 500
    for word in (INSIDE, "Traceback", "RuntimeError", "SELECT", "sqlite", "/facilitation/"):
        assert word not in body(answer)
    assert mark in logged.err + logged.out


def test_the_log_of_a_failing_statement_holds_no_values(client, capsys):
    client.get("/try/database")
    logged = capsys.readouterr()

    assert "nowhere" in logged.err + logged.out
    assert INSIDE not in logged.err + logged.out


@pytest.mark.parametrize("code", [400, 401, 404, 405, 406, 410, 415, 418, 503])
@pytest.mark.parametrize("headers", [{}, JSON])
def test_errors_of_http_keep_their_code_and_say_it_in_german(client, code, headers):
    answer = client.get(f"/try/abort/{code}", headers=headers)

    assert answer.status_code == code
    assert "." in body(answer)
    for word in ("Werkzeug", "Bad Request", "Not Found", "Method Not Allowed", "The "):
        assert word not in body(answer)


def test_an_unknown_address_is_a_page_that_leads_home(client):
    answer = client.get("/gibt/es/nicht/<script>alert(1)</script>")

    assert answer.status_code == 404
    assert 'href="/"' in body(answer)
    assert "<script>" not in body(answer)


def test_a_wrong_method_is_no_stack_of_options(client):
    assert client.put("/healthz").status_code in {400, 405}


def test_a_body_that_is_too_large_is_refused_with_a_sentence(app, client):
    app.config["WTF_CSRF_ENABLED"] = False
    answer = client.post("/try/write", data=b"x" * (app.config["MAX_CONTENT_LENGTH"] + 1))

    assert answer.status_code == 413
    assert "zu groß" in body(answer)


def test_whoever_asks_for_json_by_path_or_body_gets_it(client):
    assert client.get("/api/nirgends").is_json
    assert client.get("/try/refuse/conflict", json={}).is_json
    assert not client.get("/try/refuse/conflict", headers={"Accept": "*/*"}).is_json
