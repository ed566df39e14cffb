"""A bar for what takes longer than a second, and only for that."""

import pytest

from facilitation.cli import progress


@pytest.fixture
def told(monkeypatch, capsys):
    """What stands on standard error after these steps, on a terminal."""

    def told(patience, *steps):
        monkeypatch.setattr(progress, "PATIENCE", patience)
        monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
        with progress.progress("Sichern") as tell:
            for done, whole in steps:
                tell(done, whole)
        return capsys.readouterr().err

    return told


def test_what_is_quick_shows_nothing(told):
    assert told(60, (1, 2), (2, 2)) == ""


def test_what_is_slow_shows_how_far_it_is(told):
    assert "100%" in told(0, (1, 4), (4, 4))


def test_those_who_tell_may_change_their_measure(told):
    assert "100%" in told(0, (500_000, 1_000_000), (8, 8))


def test_nothing_at_all_is_no_trouble(told):
    assert told(0, (0, 0)) == ""
