"""Headers: the same protection on every answer, errors and files included."""

import pytest

PATHS = ["/", "/healthz", "/nirgends", "/try/break", "/static/css/tokens.css"]


def policy(answer):
    """The content security policy as a dictionary."""
    parts = [part.split() for part in answer.headers["Content-Security-Policy"].split(";")]
    return {name: set(values) for name, *values in parts}


@pytest.mark.parametrize("path", PATHS)
def test_no_script_or_style_but_our_own_runs_anywhere(client, path):
    rules = policy(client.get(path, buffered=True))

    assert rules["default-src"] == {"'none'"}
    assert rules["script-src"] == rules["style-src"] == rules["form-action"] == {"'self'"}
    assert rules["base-uri"] == {"'none'"}
    assert rules["frame-ancestors"] == {"'self'"}
    everything = set().union(*rules.values())
    assert not {value for value in everything if "unsafe" in value or "*" in value}
    assert {value for value in everything if "://" in value} == {"ws://localhost"}


@pytest.mark.parametrize("path", PATHS)
def test_nobody_learns_where_you_were_and_nothing_is_guessed(client, path):
    headers = client.get(path, buffered=True).headers

    # Not „no-referrer“: with it browsers send „Origin: null“ with our own forms.
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]


@pytest.mark.parametrize("path", PATHS)
def test_pages_stay_in_no_cache_files_may(client, path):
    kept = client.get(path, buffered=True).headers.get("Cache-Control", "")

    assert kept == ("max-age=60" if path.startswith("/static/") else "no-store")


def test_only_with_tls_the_browser_is_told_to_keep_to_it(client):
    plain = client.get("/healthz")
    secure = client.get("/healthz", base_url="https://localhost")

    assert "Strict-Transport-Security" not in plain.headers
    assert secure.headers["Strict-Transport-Security"] == "max-age=31536000"
    assert "wss://localhost" in policy(secure)["connect-src"]
