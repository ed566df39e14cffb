"""The team from the terminal: listed, invited, let back in."""

import re

import pytest
from sqlalchemy import select

from facilitation import clock, db
from facilitation.councils import councils, team
from facilitation.councils.models import Account, SignIn
from facilitation.errors import NotFound

LINK = re.compile(r"(http://\S+)/mod/einladung#([0-9a-f]+)")


@pytest.fixture
def everybody(instance, begun):
    """Opens the instance's database, in which Ada leads a council."""
    opened = []

    def working():
        opened.append(db.configure(f"sqlite:///{instance / 'ratschlag.db'}"))
        return db.transaction()

    with working() as session:
        council = councils.set_up(session, slug="musterstadt", title="Bürgerrat")
        ada = team.accept(session, team.first_invitation(session), name="Ada", password_hash="-")
        team.join(session, ada, council.id, "lead")
    yield working
    for database in opened:
        database.close()


def test_everybody_is_listed_with_roles(run, everybody):
    with everybody() as session:
        bo = Account(name="Bo", password_hash="-", created_at=clock.now())
        session.add(bo)
        session.flush()
        for _ in range(team.FREE_TRIES + 3):
            team.note_try(session, bo.id, success=False)
    _code, said, _errors = run("team")
    ada, bo = said.splitlines()
    assert ada.split(maxsplit=1) == ["Ada", "musterstadt (Leitung) · legt Bürgerräte an"]
    assert "in keinem Bürgerrat · wartet nach falschen Passwörtern bis" in bo


def test_an_empty_team_says_where_to_begin(run):
    assert "„python3 app.py“ zeigt den Link für das erste" in run("team")[1]


@pytest.mark.parametrize("role", ["lead", "moderator", "minutes"])
def test_whoever_is_added_joins_once_in_the_role(run, everybody, role):
    code, said, _errors = run("--port", "9000", "team", "add", "musterstadt", "--role", role)
    address, token = LINK.search(said).groups()
    assert (code, address) == (0, "http://localhost:9000")
    with everybody() as session:
        account = team.accept(session, token, name="Cem", password_hash="-")
        council = councils.find(session, "musterstadt")
        assert team.role_in(session, account.id, council.id) == role
        with pytest.raises(NotFound):
            team.accept(session, token, name="Dora", password_hash="-")


def test_a_forgotten_password_is_replaced_by_a_link_that_works_once(run, everybody):
    with everybody() as session:
        ada = team.by_name(session, "Ada")
        for _ in range(team.FREE_TRIES + 3):
            team.note_try(session, ada.id, success=False)
        team.sign_in(session, ada.id)
    code, said, _errors = run("team", "reset", "ada")
    token = LINK.search(said)[2]
    assert (code, "Dieser Link meldet ada einmal ohne Passwort an" in said) == (0, True)
    with everybody() as session:
        account = team.accept_back(session, token)
        team.set_password(session, account, "new")
        assert account.blocked_until is None
        assert session.scalars(select(SignIn)).all() == []
        with pytest.raises(NotFound):
            team.accept_back(session, token)


def test_the_example_has_a_team_too(demo):
    assert "smart-kassel (Leitung)" in demo("team")[1]
