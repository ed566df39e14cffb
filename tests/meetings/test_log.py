"""The log: who did what, in words that stay readable, and nothing about votes."""

import pytest

from facilitation import db
from facilitation.councils import team
from facilitation.councils.models import Account, Council
from facilitation.meetings import log
from facilitation.meetings.models import LogEntry


@pytest.fixture
def opened(monkeypatch):
    """One thing that can be logged, for this test alone."""
    monkeypatch.setattr(log, "sentences", dict(log.sentences))
    return log.declare("test_log_opened", "%(name)s geöffnet, %(seats)s stimmberechtigt")


@pytest.fixture
def kim(evening):
    with db.transaction() as session:
        token = team.invite(session, session.get_one(Council, evening.council_id), "minutes")
        return team.accept(session, token, name="Kim", password_hash="-").id


def test_an_entry_says_who_and_what(evening, opened, kim):
    with db.transaction() as session:
        log.write(
            session,
            evening.council_id,
            opened,
            meeting_id=evening.meeting_id,
            account_id=kim,
            name="Maßnahme 7",
            seats=28,
        )
    with db.reading() as session:
        (entry,) = log.entries(session, evening.council_id)
        assert log.sentence(entry) == "Maßnahme 7 geöffnet, 28 stimmberechtigt"
        assert (entry.who, entry.role, entry.meeting_id) == ("Kim", "minutes", evening.meeting_id)


def test_an_entry_is_read_without_the_code_that_wrote_it(evening, opened):
    with db.transaction() as session:
        log.write(session, evening.council_id, opened, name="Maßnahme 7", seats=28)
    log.sentences.clear()
    with db.reading() as session:
        (entry,) = log.entries(session, evening.council_id)
        assert log.sentence(entry).startswith("Maßnahme 7")
        assert (entry.who, entry.role) == ("", "")


def test_only_what_was_declared_is_written(evening):
    with db.transaction() as session, pytest.raises(KeyError):
        log.write(session, evening.council_id, "nobody_knows_this")


def test_two_meanings_of_one_word_are_refused(opened):
    assert log.declare(opened, log.sentences[opened]) == opened
    with pytest.raises(ValueError, match=opened):
        log.declare(opened, "etwas anderes")


def test_entries_of_one_meeting_or_of_all_oldest_first(evening, opened):
    with db.transaction() as session:
        for meeting in (evening.meeting_id, None, evening.meeting_id):
            log.write(session, evening.council_id, opened, meeting_id=meeting, name="x", seats=1)
    with db.reading() as session:
        assert [e.id for e in log.entries(session, evening.council_id)] == [1, 2, 3]
        assert [e.id for e in log.entries(session, evening.council_id, evening.meeting_id)] == [
            1,
            3,
        ]


def test_an_account_that_is_gone_leaves_its_name(evening, opened, kim):
    with db.transaction() as session:
        log.write(session, evening.council_id, opened, account_id=kim, name="x", seats=1)
    with db.transaction() as session:
        council = session.get_one(Council, evening.council_id)
        team.leave(session, council, kim)
        session.flush()
        session.delete(session.get_one(Account, kim))
    with db.reading() as session:
        entry = session.query(LogEntry).one()
        assert (entry.who, entry.account_id) == ("Kim", None)
