"""Who sits at the desk in these tests."""

import pytest

from facilitation.councils import team
from facilitation.desk import building, tickets
from facilitation.desk.strangers import strangers

from .browsers import QUICK, Browser, member


@pytest.fixture
def lead(app, evening):
    """The lead, who may also set up further councils."""
    return member(app, evening, "lead", organiser=True)


@pytest.fixture
def moderator(app, evening):
    return member(app, evening, "moderator")


@pytest.fixture
def nobody(app, evening):
    """A browser that isn't signed in."""
    return Browser(app.test_client())


@pytest.fixture(autouse=True)
def forgetful():
    """Nothing that a process remembers lives on in the next test."""
    yield
    strangers.forget()
    building.forget()
    tickets.forget()


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """Passwords are hashed weakly here, also for names that nobody has."""
    monkeypatch.setattr(team, "_hasher", QUICK)
    monkeypatch.setattr(team, "_NOBODY", QUICK.hash("nobody's"))
