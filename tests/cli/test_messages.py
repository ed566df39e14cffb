"""The page about the socket's messages is printed from the code and up to date."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from facilitation.cli import messages
from facilitation.live.events import events
from facilitation.live.messages import IN, OUT

PAGE = Path(__file__).resolve().parents[2] / "docs" / "messages.md"


def test_the_page_says_what_the_code_does():
    assert PAGE.read_text(encoding="utf-8") == messages.document(), "make docs writes it again"


def test_every_declared_event_is_on_the_page():
    assert {(event.name, event.shape) for event in events} == set(IN.items())


@pytest.mark.parametrize("shape", [*IN.values(), *OUT.values()], ids=lambda shape: shape.__name__)
def test_every_shape_says_who_sends_it_and_refuses_unknown_fields(shape):
    assert shape.__doc__.startswith("From ")
    with pytest.raises(ValidationError, match="Extra inputs"):
        shape.model_validate({"unknown": 1})
