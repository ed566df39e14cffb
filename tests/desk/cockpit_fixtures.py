"""Fixtures of the cockpit's tests."""

import pytest

from .. import factories
from .cockpits import desk


@pytest.fixture
def mo(app, evening):
    """A moderator of the evening's council."""
    return desk(app, evening)


@pytest.fixture
def stranger(app, evening):
    """A moderator of another council with the same shape."""
    return desk(app, factories.evening("anderswo"), name="Fremd")
