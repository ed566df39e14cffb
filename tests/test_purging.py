"""Deleting deletes (promise P17): rows, files, copies, free pages; and nothing of a neighbour."""

import sqlite3
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from facilitation import clock, db, migrations, purging
from facilitation.councils import councils, team, walls
from facilitation.councils.models import Account, Council
from facilitation.db import Base
from facilitation.web import cookies

from . import factories

CANARY = "Kanarienvogel-4711"
NEVER = {"accounts", "sign_ins"}
"""Tables that belong to persons of the team, not to a council."""


def counts():
    with db.reading() as session:
        return {
            table.name: session.scalar(select(func.count()).select_from(table))
            for table in Base.metadata.sorted_tables
        }


def with_a_past(slug, **council):
    """A council with votes, ballots, a team and a wall."""
    evening = factories.evening(slug, **council)
    evening.begin_vote()
    evening.cast(1, "yes")
    evening.cast(2, "no")
    with db.transaction() as session:
        made = session.get_one(Council, evening.council_id)
        token = team.invite(session, made, "moderator")
        account = team.accept(session, token, name=f"Moderation {slug}", password_hash="-")
        team.sign_in(session, account.id)
    return evening


def traces(folder, text=CANARY):
    """Files below ``folder`` whose raw bytes hold ``text``, as UTF-8 or as JSON escapes it."""
    return [
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and text.encode() in path.read_bytes()
    ]


def test_every_table_with_a_path_to_councils_is_reached(database):
    """Negative list: whoever adds a table of the team's persons names it in ``NEVER``."""
    tables = Base.metadata.tables
    reached = {"councils"}
    while True:
        more = {
            table.name
            for table in tables.values()
            for key in table.foreign_keys
            if key.column.table.name in reached
        }
        if more <= reached:
            break
        reached |= more
    assert set(tables) - reached == NEVER


def test_a_council_is_gone_with_all_its_rows_and_the_neighbour_stays(database, tmp_path):
    with_a_past("nachbarstadt")
    before = counts()
    evening = with_a_past("musterstadt")
    for slug in ("musterstadt", "nachbarstadt"):
        (tmp_path / slug).mkdir()
        (tmp_path / slug / "Gutachten.docx").write_bytes(b"-")

    deleted = purging.purge_council(evening.council_id, tmp_path)

    assert counts() == before
    assert deleted.slugs == ("musterstadt",)
    assert deleted.rows["seats"] == 6
    assert deleted.rows["ballots"] == 2
    assert not (tmp_path / "musterstadt").exists()
    assert (tmp_path / "nachbarstadt" / "Gutachten.docx").exists()


def test_a_table_that_no_model_declares_is_followed_too(database, tmp_path):
    evening = factories.evening()
    with database.writer.begin() as connection:
        connection.exec_driver_sql(
            "CREATE TABLE later (id INTEGER PRIMARY KEY, seat_id INTEGER NOT NULL REFERENCES"
            " seats(id), other_id INTEGER REFERENCES later(id))"
        )
        connection.exec_driver_sql(
            f"INSERT INTO later VALUES (1, {evening.seat_ids[0]}, 2)".replace(", 2)", ", NULL)")
        )
        connection.exec_driver_sql(f"INSERT INTO later VALUES (2, {evening.seat_ids[1]}, 1)")
        connection.exec_driver_sql("UPDATE later SET other_id = 2 WHERE id = 1")

    assert purging.purge_council(evening.council_id, tmp_path).rows["later"] == 2


def test_rows_without_a_single_key_are_followed_too(database, tmp_path):
    evening = factories.evening()
    seat, measure = evening.seat_ids[0], evening.measure_ids[0]
    with database.writer.begin() as connection:
        connection.exec_driver_sql(
            "CREATE TABLE pairs (seat_id INTEGER REFERENCES seats(id), measure_id INTEGER"
            " REFERENCES measures(id), PRIMARY KEY (seat_id, measure_id))"
        )
        connection.exec_driver_sql(f"INSERT INTO pairs VALUES ({seat}, {measure})")

    assert purging.purge_council(evening.council_id, tmp_path).rows["pairs"] == 1


def test_another_council_that_refers_to_it_stays(database, tmp_path):
    evening, other = factories.evening(), factories.evening("nachbarstadt")
    with database.writer.begin() as connection:
        connection.exec_driver_sql(
            "ALTER TABLE councils ADD COLUMN like_id INTEGER REFERENCES councils(id)"
        )
        connection.exec_driver_sql(
            f"UPDATE councils SET like_id = {evening.council_id} WHERE id = {other.council_id}"
        )
    purging.purge_council(evening.council_id, tmp_path)

    with database.reader.connect() as connection:
        assert connection.exec_driver_sql("SELECT slug, like_id FROM councils").all() == [
            ("nachbarstadt", None)
        ]


def test_a_rehearsal_goes_with_its_council_and_never_the_other_way_round(database, tmp_path):
    evening, probe = factories.evening(), factories.evening("probe")
    with db.transaction() as session:
        session.get_one(Council, probe.council_id).rehearsal_of_id = evening.council_id
    for slug in ("musterstadt", "probe"):
        (tmp_path / slug).mkdir()
    with db.transaction() as session:
        purging.delete_council(session, session.get_one(Council, probe.council_id))
        assert session.scalars(select(Council.slug)).all() == ["musterstadt"]
        session.rollback()
    with db.reading() as session:
        assert [council.slug for council in purging.due(session)] == []

    assert purging.purge_council(evening.council_id, tmp_path).slugs == ("musterstadt", "probe")
    assert counts()["councils"] == 0
    assert list(tmp_path.glob("*/")) == []


@pytest.mark.parametrize("kept_by", ["organiser", "another council", "nothing"])
def test_accounts_go_that_lead_nowhere_any_more(database, tmp_path, kept_by):
    evening, other = with_a_past("musterstadt"), factories.evening("nachbarstadt")
    with db.transaction() as session:
        account = team.by_name(session, "Moderation musterstadt")
        account.is_organiser = kept_by == "organiser"
        if kept_by == "another council":
            team.join(session, account, other.council_id, "moderator")
    purging.purge_council(evening.council_id, tmp_path)

    with db.reading() as session:
        stays = session.scalar(select(Account.name)) == "Moderation musterstadt"
    assert stays == (kept_by != "nothing")


def test_no_canary_is_left_in_rows_files_and_free_pages(database, tmp_path):
    exports = tmp_path / "exports"
    neighbour = with_a_past("nachbarstadt", question="Was bleibt?")
    evening = with_a_past("musterstadt", question=f"{CANARY} " * 3000)
    with db.transaction() as session:
        council = councils.find(session, "musterstadt")
        councils.change(session, council, question=f"Neu: {CANARY}")  # frees overflow pages
    (exports / "musterstadt").mkdir(parents=True)
    (exports / "musterstadt" / "x.docx").write_bytes(CANARY.encode())
    copy = migrations.keep_copy(database.path, "0001")
    before = set(traces(tmp_path))
    assert {copy, exports / "musterstadt" / "x.docx"} < before, "the search finds nothing at all"

    purging.purge_council(evening.council_id, exports)
    purging.drop_copies(database.path, ["musterstadt"])
    assert purging.scrub(database)

    assert traces(tmp_path) == []
    with db.reading() as session:
        assert session.get_one(Council, neighbour.council_id).question == "Was bleibt?"
        assert session.connection().exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"


def test_without_scrubbing_the_canary_is_found(database, tmp_path):
    """Negative control: deleting rows alone leaves the text in the WAL."""
    evening = factories.evening(question=CANARY)
    purging.purge_council(evening.council_id, tmp_path)

    assert traces(tmp_path)


def test_copies_without_the_council_stay(database):
    before = migrations.keep_copy(database.path, "0001")
    factories.evening()
    holding = migrations.keep_copy(database.path, "0001")
    broken = holding.with_name("test-broken.db")
    broken.write_bytes(b"SQLite format 3\x00, but torn")

    assert purging.drop_copies(database.path, ["musterstadt"]) == sorted([holding, broken])
    assert before.exists()


def test_a_council_is_due_on_the_day_after_its_date(database):
    today = clock.local(clock.now()).date()
    dates = {"gestern": today - timedelta(days=1), "heute": today, "nie": None}
    dates["alt"] = date(2020, 1, 1)
    with db.transaction() as session:
        for slug, day in dates.items():
            councils.set_up(session, slug=slug, title=slug, delete_after=day)

    with db.reading() as session:
        assert [council.slug for council in purging.due(session)] == ["alt", "gestern"]


def test_a_reader_that_goes_on_reading_is_told_of(database):
    factories.evening(question=CANARY)
    with sqlite3.connect(database.path) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM councils").fetchone()
        with db.transaction() as session:
            councils.change(session, councils.find(session, "musterstadt"), question="Neu")
        assert not purging.scrub(database)
    reader.close()
    assert purging.scrub(database)


def test_devices_of_a_deleted_council_are_turned_away_in_peace(app, evening, tmp_path):
    """In the same process, as after a rehearsal: cookies and cached scenes outlive the rows."""
    evening.begin_vote()
    member, guest, desk, wall = (app.test_client() for _ in range(4))
    factories.join(member, evening.card(1))
    factories.join(guest, evening.room_code)
    with db.transaction() as session:
        council = session.get_one(Council, evening.council_id)
        token = team.invite(session, council, "lead")
        account = team.accept(session, token, name="Leitung", password_hash="-")
        account.is_organiser = True
        desk.set_cookie(cookies.TEAM, team.sign_in(session, account.id))
        paired, token = walls.ask(session, council)
        walls.pair(session, council, paired.code)
        wall.set_cookie(cookies.WALL, token)
    pages = {
        member: ["/", "/jetzt", "/api/stand", "/lesen", "/datenschutz", f"/{evening.room_code}"],
        guest: ["/", "/jetzt", "/api/stand", "/lesen"],
        desk: ["/mod", f"/mod/{evening.slug}/sitzungen", f"/mod/{evening.slug}/gutachten"],
        wall: [f"/beamer/{evening.slug}"],
    }
    before = [client.get(path).status_code for client, paths in pages.items() for path in paths]
    assert set(before) == {200}, before

    purging.purge_council(evening.council_id, tmp_path)

    after = {
        path: client.get(path).status_code for client, paths in pages.items() for path in paths
    }
    assert {path: code for path, code in after.items() if code >= 500} == {}
    assert after["/mod"] == 200
    assert after[f"/mod/{evening.slug}/sitzungen"] == 404
