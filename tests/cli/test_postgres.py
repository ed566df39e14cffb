"""Commands and a served evening on PostgreSQL."""

import pytest
from sqlalchemy import func, select

from facilitation.cli.start import without_password
from facilitation.db import Database
from facilitation.voting.models import Round, SealedBallot

from ..server import Server
from .test_rehearse import balance, rehearse


@pytest.fixture
def url(postgres_server):
    yield postgres_server.make("evening")
    postgres_server.drop("evening")


@pytest.mark.fault
def test_simulated_phones_vote_on_postgresql_and_none_is_lost(url, tmp_path):
    """gevent's greenlets take turns while the server answers, as they never do on SQLite."""
    words = ("--database", url, "demo", "--stage", "session-3-voting")
    server = Server(tmp_path / "instance", words).start()
    try:
        code, printed, said = rehearse(
            server.instance, "--phones", "12", "--pace", "20", "--rounds", "1", "--drive"
        )
    finally:
        server.stop()

    assert code == 0, said
    found = balance(printed)
    assert (found["joined"], found["acknowledged"], found["lost"]) == (12, 12, 0), said
    database = Database(url)
    with database.reader.connect() as connection:
        newest = select(Round.kept, Round.channels).order_by(Round.shown_at.desc().nulls_last())
        kept, channels = connection.execute(newest.limit(1)).one()
        left = connection.scalar(select(func.count()).select_from(SealedBallot))
    database.close()
    [ballots] = kept["ballots_by_option"].values()
    assert channels["phone"] == len(ballots) == 12
    assert left == 0


def test_commands_work_on_postgresql(run, url, tmp_path):
    archive = tmp_path / "archive.json"
    assert run("--database", url, "demo", "--no-serve")[0] == 0
    code, said, _wrong = run("--database", url, "check")
    assert code == 0
    assert "✓ Datenbank: unversehrt" in said
    assert (
        run(
            "--database", url, "report", "smart-kassel", "--out", str(archive.with_suffix(".docx"))
        )[0]
        == 0
    )
    words = ("report", "smart-kassel", "--format", "json", "--out", str(archive))
    assert run("--database", url, *words)[0] == 0
    assert run("recount", str(archive))[0] == 0
    code, _said, wrong = run("--database", url, "backup", str(tmp_path / "copy.zip"))
    assert code == 1
    assert "pg_dump" in wrong
    assert run("--database", url, "purge", "--council", "smart-kassel", "--yes")[0] == 0
    database = Database(url)
    with database.reader.connect() as connection:
        assert connection.execute(select(Round.id)).all() == []
    database.close()


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("postgresql+psycopg://rat:geh:e@im@db/rat", "postgresql+psycopg://rat:***@db/rat"),
        ("postgresql+psycopg://rat@db/rat", "postgresql+psycopg://rat@db/rat"),
        ("sqlite:///x@y.db", "sqlite:///x@y.db"),
        ("sqlite:////mnt/c:/x@y.db", "sqlite:////mnt/c:/x@y.db"),
    ],
)
def test_an_address_is_printed_without_its_password(url, shown):
    assert without_password(url) == shown


@pytest.mark.parametrize("command", ["team", "check"])
def test_an_address_that_nobody_can_read_is_said_without_its_password(run, command):
    code, said, wrong = run("--database", "postgresql+psycopg://rat:geheim@db:port/rat", command)
    assert code == 1
    assert "rat:***@db" in said + wrong
    assert "geheim" not in said + wrong
