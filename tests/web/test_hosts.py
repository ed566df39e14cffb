"""Names: the hall's addresses always work, foreign names that point here never do."""

import socket

import pytest

from facilitation.settings import Settings
from facilitation.web.hosts import AnyCase, Hosts

OWN = socket.gethostname().lower()
PUBLIC = "https://rat.example"
HERE = "192.168.178.20:8000"


@pytest.fixture
def hosts():
    return Hosts(PUBLIC, ["https://other.example:8443"])


@pytest.mark.parametrize(
    "host",
    [
        HERE,
        "10.0.0.7",
        "127.0.0.1:8000",
        "[::1]:8000",
        "[fd00::1]",
        "localhost",
        "LOCALHOST:8000",
        OWN,
        f"{OWN}.local:8000",
        "rat.example",
        "Rat.Example:443",
        "other.example",
    ],
)
def test_own_names_and_numbers_are_known(hosts, host):
    assert hosts.knows(host)


@pytest.mark.parametrize(
    "host",
    [
        "",
        ":8000",
        "evil.example",
        "192.168.178.20.evil.example",
        "localhost.evil.example",
        "evil-rat.example",
        "rat.example.evil",
        "rat.example@evil.example",
        "127.0.0.1@evil.example",
        "[::1",
        "[evil.example]",
        "[v1.x]",
        "ℓocalhost\u2100",
        "%31%32%37.0.0.1",
        "a b",
    ],
)
def test_foreign_names_are_refused_and_nonsense_breaks_nothing(hosts, host):
    assert not hosts.knows(host)


@pytest.mark.parametrize(
    ("origin", "host", "accepted"),
    [
        (None, HERE, True),
        (f"http://{HERE}", HERE, True),
        ("http://localhost:8000", "localhost:8000", True),
        (PUBLIC, HERE, True),
        ("https://other.example:8443", HERE, True),
        ("http://192.168.178.20:9999", HERE, False),
        ("http://192.168.178.21:8000", HERE, False),
        (f"https://{HERE}", HERE, False),
        ("http://evil.example", HERE, False),
        ("http://evil.example", "evil.example", False),
        ("http://rat.example", HERE, False),
        ("https://rat.example.evil", HERE, False),
        ("https://other.example", HERE, False),
        ("null", HERE, False),
        ("http://[::1", "[::1", False),
    ],
)
def test_only_own_pages_may_write(hosts, origin, host, accepted):
    assert hosts.accepts(origin, {"HTTP_HOST": host, "wsgi.url_scheme": "http"}) is accepted


def test_a_setting_without_a_name_lets_nobody_in():
    assert not Hosts("", ["nonsense"]).knows("")


def test_a_rebound_name_stops_in_front_of_everything(client):
    for path in ("/", "/healthz", "/static/css/tokens.css", "/socket.io/?EIO=4&transport=polling"):
        answer = client.get(path, headers={"Host": "evil.example"}, buffered=True)

        assert answer.status_code == 421
        assert "Leinwand" in answer.get_data(as_text=True)


@pytest.mark.parametrize("path", ["/healthz", "/HEALTHZ", "/HealthZ"])
def test_addresses_may_be_typed_in_capitals(client, path):
    assert client.get(path).json["ok"] is True


@pytest.mark.parametrize(
    ("asked", "passed_on"),
    [
        ("/MOD/Kassel", "/mod/kassel"),
        ("/static/js/Live.js", "/static/js/Live.js"),
        ("/socket.io/Ab", "/socket.io/Ab"),
        ("/\xc3\x9cber", "/\xc3\x9cber"),
        ("", ""),
    ],
)
def test_only_letters_of_addresses_change_their_case(asked, passed_on):
    environ = {"PATH_INFO": asked}
    AnyCase(lambda environ, start_response: [])(environ, None)

    assert environ["PATH_INFO"] == passed_on


def test_behind_a_proxy_the_public_name_counts(app, settings):
    from app import create_app

    served = create_app(
        Settings(
            database_url=settings.database_url,
            secret_key=settings.secret_key,
            public_url=PUBLIC,
            proxy_hops=1,
            instance=settings.instance,
            exports=settings.exports,
        )
    ).test_client()

    def ask(host):
        forwarded = {"X-Forwarded-Host": host, "X-Forwarded-Proto": "https", "Host": "127.0.0.1"}
        return served.get("/healthz", headers=forwarded)

    assert ask("rat.example").status_code == 200
    assert "max-age" in ask("rat.example").headers["Strict-Transport-Security"]
    assert ask("evil.example").status_code == 421
