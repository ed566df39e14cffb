import re
import signal
import socket
import sqlite3
from urllib.request import urlopen

import pytest

from facilitation.addresses import hall_addresses
from facilitation.cli.greeting import qr_code


def test_first_start_shows_addresses_code_and_link(serving, instance):
    _process, said = serving("--port", "0")
    own = re.search(r"Moderation:  (http://localhost:\d+)/mod", said)
    assert own
    assert re.search(rf"{own[1]}/mod/\w+#[0-9a-f]{{32}}", said)
    assert all(f"Mitglieder:  http://{address}:" in said for address in hall_addresses())
    assert "▄▄▄▄▄" in said
    with urlopen(f"{own[1]}/healthz", timeout=10) as answer:
        assert answer.status == 200
    assert (instance / "ratschlag.db").exists()
    for name in ("secret.key", "ratschlag.db"):
        assert (instance / name).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_server_ends_in_peace(serving, number):
    process, _said = serving("--host", "127.0.0.1", "--port", "0")
    process.send_signal(number)
    rest = process.stdout.read()
    assert rest.strip() == "Ratschlag ist beendet."
    assert process.wait(10) == 0


def test_second_start_keeps_everything(serving, run, instance):
    run("team")
    with sqlite3.connect(instance / "ratschlag.db") as connection:
        connection.execute(
            "INSERT INTO accounts (name, password_hash, is_organiser, failed, created_at)"
            " VALUES ('Ada', '-', 1, 0, '2026-01-01 00:00:00.000000')"
        )
    key = (instance / "secret.key").read_bytes()
    _process, said = serving("--host", "127.0.0.1", "--port", "0")
    assert "Erster Start" not in said
    assert (instance / "secret.key").read_bytes() == key
    assert run("team")[1].startswith("Ada")


def test_taken_port_is_one_sentence(run, instance):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        code, _said, errors = run("--host", "127.0.0.1", "--port", str(port))
    assert code == 1
    assert errors == (
        f"Port {port} ist schon belegt; vielleicht läuft Ratschlag bereits. Bitte beenden Sie das "
        f"andere Programm, oder starten Sie mit „--port {port + 1}“.\n"
    )
    assert not (instance / "ratschlag.db").exists()


def test_foreign_host_is_one_sentence(run):
    code, _said, errors = run("--host", "192.0.2.77")
    assert (code, errors.count("\n")) == (1, 1)
    assert "192.0.2.77 gehört nicht zu diesem Rechner" in errors


def test_wrong_settings_are_listed(run, monkeypatch):
    monkeypatch.setenv("RATSCHLAG_PUBLIC_URL", "rat.example")
    monkeypatch.setenv("RATSCHLAG_PROXY_HOPS", "many")
    code, _said, errors = run("team")
    assert code == 1
    assert errors.splitlines() == [
        "RATSCHLAG_PUBLIC_URL muss mit http:// oder https:// beginnen.",
        "RATSCHLAG_PROXY_HOPS muss eine Zahl sein, zum Beispiel 1.",
    ]


def test_code_for_the_terminal_is_small_and_square():
    lines = qr_code("http://192.168.178.20:8000/").splitlines()
    assert len(set(map(len, lines))) == 1
    assert len(lines[0]) <= 29


def test_what_cannot_be_read_is_not_written_down(serving):
    process, said = serving("--host", "127.0.0.1", "--port", "0")
    port = int(re.search(r"http://localhost:(\d+)", said)[1])
    with socket.create_connection(("127.0.0.1", port), timeout=10) as raw:
        raw.sendall(b'\x81\x05["ballot","CANARY"] ?\r\n\r\n')
        while raw.recv(1000):
            pass
    process.terminate()
    written, _none = process.communicate(timeout=30)

    assert "unreadable request refused" in written
    assert "CANARY" not in written
    assert "('127" not in written
