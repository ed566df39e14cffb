"""The doctor tells of each trouble, in a line that says what to do, and changes nothing."""

import shutil
import sqlite3
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import NamedTuple

import pytest

from facilitation import clock, db, migrations
from facilitation.councils import councils
from facilitation.settings import Settings
from facilitation.upkeep import installation, machine

from .. import factories


class Usage(NamedTuple):
    """What the system says about a disk."""

    total: int
    used: int
    free: int


@pytest.fixture
def healthy(database, tmp_path):
    """An installation with a council and its key."""
    factories.evening()
    key = tmp_path / "secret.key"
    key.write_bytes(b"k" * 64)
    for path in (key, database.path):
        path.chmod(0o600)
    return Settings(
        database_url=str(database.url),
        secret_key=b"k" * 64,
        instance=tmp_path,
        exports=tmp_path / "exports",
    )


def told(settings, *, outside=False):
    return list(installation.examine(settings, key_from_outside=outside))


def only(findings, subject):
    (found,) = [each for each in findings if each.subject == subject]
    return found


def test_all_is_well(healthy):
    findings = told(healthy)
    assert [each.state for each in findings] == ["fine"] * 3
    assert f"unversehrt, Stand {migrations.revision(db.database())}" in findings[0].text


def test_a_first_start_is_no_trouble_and_nothing_is_made(tmp_path):
    fresh = Settings(
        database_url=f"sqlite:///{tmp_path / 'x' / 'ratschlag.db'}",
        secret_key=b"",
        instance=tmp_path / "x",
        exports=tmp_path / "x" / "exports",
    )
    findings = told(fresh) + list(machine._folders(fresh.instance, fresh.exports))
    assert {each.state for each in findings} == {"fine"}
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_database_stops(healthy, database):
    database.close()
    with database.path.open("r+b") as file:
        file.seek(4096 * 3)
        file.write(b"\xff" * 4096 * 4)
    finding = told(healthy)[0]
    assert finding.state == "stop"
    assert "beschädigt" in finding.text
    assert "restore" in finding.advice


def test_a_file_that_is_no_database_stops(healthy, database):
    database.close()
    database.path.write_text("Sehr geehrte Damen und Herren, " * 400)
    assert told(healthy)[0].state == "stop"


@pytest.mark.parametrize(
    ("number", "state", "says"),
    [("9999", "stop", "neueren Fassung"), ("0001", "mind", "älteren Fassung")],
)
def test_another_revision_is_told(healthy, database, number, state, says):
    database.close()
    with sqlite3.connect(database.path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = ?", (number,))
    connection.close()
    finding = told(healthy)[0]
    assert (finding.state, says in finding.text) == (state, True)


def test_a_missing_key_stops_once_there_are_cards(healthy):
    (healthy.instance / "secret.key").unlink()
    finding = only(told(replace(healthy, secret_key=b"")), "Schlüssel")
    assert finding.state == "stop"
    assert "gedruckte Karten" in finding.text
    assert "Sicherung" in finding.advice


def test_a_torn_key_stops(healthy):
    (healthy.instance / "secret.key").write_bytes(b"kurz")
    assert only(told(replace(healthy, secret_key=b"kurz")), "Schlüssel").state == "stop"


def test_a_key_from_the_environment_needs_no_file(healthy):
    (healthy.instance / "secret.key").unlink()
    assert only(told(healthy, outside=True), "Schlüssel").state == "fine"


@pytest.mark.parametrize("name", ["secret.key", "test.db"])
def test_files_that_others_can_read_are_told(healthy, name):
    (healthy.instance / name).chmod(0o644)
    finding = only(told(healthy), "Rechte")
    assert finding.state == "mind"
    assert finding.advice == f"chmod 600 {healthy.instance / name}"


def test_councils_past_their_date_are_told(healthy):
    yesterday = clock.local(clock.now()).date() - timedelta(days=1)
    with db.transaction() as session:
        councils.change(session, councils.find(session, "musterstadt"), delete_after=yesterday)
    finding = only(told(healthy), "Löschfrist")
    assert "bei einem Bürgerrat" in finding.text
    assert "purge --dry-run" in finding.advice


@pytest.mark.parametrize(
    ("free", "state"), [(50 << 20, "stop"), (500 << 20, "mind"), (9 << 30, "fine")]
)
def test_a_full_disk_is_told(healthy, monkeypatch, free, state):
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(10 << 30, 0, free))
    assert machine._disk(healthy.instance).state == state


def test_a_folder_without_permission_stops(healthy, monkeypatch):
    def closed(**_where):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(machine.tempfile, "TemporaryFile", closed)
    found = list(machine._folders(healthy.instance))
    assert [each.state for each in found] == ["stop"]
    assert "Permission denied" in found[0].text


@pytest.mark.parametrize(
    ("addresses", "state", "says"),
    [
        ([], "mind", "in keinem Netz"),
        (["192.168.1.2"], "fine", "192.168.1.2"),
        (["192.168.1.2", "10.0.0.3"], "fine", "10.0.0.3"),
    ],
)
def test_the_address_of_the_hall_is_told(monkeypatch, addresses, state, says):
    monkeypatch.setattr(machine, "hall_addresses", lambda: addresses)
    finding = machine._addresses("")
    assert (finding.state, says in finding.text) == (state, True)
    assert machine._addresses("https://rat.example.de").state == "fine"


def test_a_clock_from_long_ago_stops():
    assert machine._clock(datetime(2019, 1, 1, tzinfo=UTC)).state == "stop"
    assert machine._clock(datetime(2026, 7, 1, 12, tzinfo=UTC)).text == "01.07.2026, 14:00 im Saal"


def test_another_time_zone_is_told():
    moment = datetime(2026, 7, 1, 12, tzinfo=UTC)
    assert machine._zone(moment.astimezone(clock.ZONE)).state == "fine"
    tokyo = machine._zone(moment.astimezone(timezone(timedelta(hours=9))))
    assert tokyo.state == "mind"
    assert "21:00 Uhr, im Saal ist es 14:00 Uhr" in tokyo.text


def test_missing_programs_and_fonts_are_told(monkeypatch, tmp_path):
    monkeypatch.setattr(machine, "FOLDERS", (str(tmp_path),))
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    assert [machine._libreoffice().state, machine._fonts().state] == ["mind", "mind"]
    (tmp_path / "Carlito-Regular.ttf").touch()
    assert machine._fonts().state == "fine"
