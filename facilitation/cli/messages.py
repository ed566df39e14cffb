"""Print docs/messages.md from the declared shapes: ``make docs``."""

import json
from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import Any

import click

from .. import desk
from ..desk.commands import commands
from ..live.events import events
from ..live.messages import IN, OUT, Shape
from ..phone import events as _phone  # noqa: F401  (importing them declares their events)
from ..projector import events as _wall  # noqa: F401

INTRO = """\
# Messages

What goes over the socket, printed from `facilitation/live/messages.py` by `make docs`; a test
compares. A message is one JSON object. Whoever sends a field that isn't listed, or leaves one out
that has no default, is refused. Who it is comes from the cookie of the handshake, never from a
message. A page connects to `/phone`, `/wall` or `/desk`; the last two name their council in the
handshake, as `{council: "<short name>"}`.
"""
ANSWER = """\
Every message is answered after it was dealt with: `{ok: true, …}`, or
`{ok: false, code, message}` with a sentence for the person, and `current` where somebody else was
faster. At most ten a second are read from one socket.
"""
COMMANDS = """\
## Commands of the desk

`name` of a `command`, and what its `fields` must hold, all of it as text. `from_state` is what the
desk saw when the key was pressed: the state of the round, of the session, or the id of the current
item (`0` before the first). In another state the command changes nothing and is answered with
`code: "state"` or `"conflict"`.
"""


def document() -> str:
    """The whole page."""
    for name in desk.MODULES:
        import_module(f"{desk.__name__}.{name}")
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield INTRO
    yield "## From the server\n"
    for name, shape in OUT.items():
        yield from _message(name, shape)
    yield f"## To the server\n\n{ANSWER}"
    for name, shape in IN.items():
        senders = [f"`{e.namespace}`, role {e.role}" for e in events if e.shape is shape]
        yield from _message(name, shape, f"Heard on {' and '.join(senders)}.\n")
    yield COMMANDS
    yield from _table(
        ("name", "fields"),
        [
            (f"`{name}`", ", ".join(f"`{field}`" for field in sorted(command.fields)) or "–")
            for name, command in sorted(commands.items())
        ],
    )


def _message(name: str, shape: type[Shape], more: str = "") -> Iterator[str]:
    schema = shape.model_json_schema()
    yield f"### `{name}`\n\n{_one_line(schema['description'])}\n"
    if more:
        yield more
    yield from _table(
        ("field", "type", "meaning"),
        [
            (f"`{field}`", _type(kind), _note(field, kind, schema.get("required", [])))
            for field, kind in schema["properties"].items()
        ],
    )
    yield ""


def _type(kind: dict[str, Any]) -> str:
    if "anyOf" in kind:
        return " or ".join(_type(each) for each in kind["anyOf"])
    if "enum" in kind:
        return ", ".join(f"`{value}`" for value in kind["enum"])
    if kind.get("type") == "object":
        inner = kind.get("additionalProperties")
        return f"object of {_type(inner)}" if isinstance(inner, dict) and inner else "object"
    limits = [
        f"{sign} {kind[limit]}"
        for limit, sign in (
            ("minimum", "≥"),
            ("exclusiveMaximum", "<"),
            ("minLength", "length ≥"),
            ("maxLength", "length ≤"),
        )
        if limit in kind
    ]
    if "pattern" in kind:
        limits.append(f"`{kind['pattern']}`")
    return ", ".join([kind.get("type", "anything"), *limits])


def _note(field: str, kind: dict[str, Any], required: Iterable[str]) -> str:
    default = "" if field in required else f"Default `{json.dumps(kind.get('default'))}`."
    return " ".join(filter(None, (_one_line(kind.get("description", "")), default)))


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    for row in (head, tuple("---" for _ in head), *rows):
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |"


def _one_line(text: str) -> str:
    return " ".join(text.replace("``", "`").split())


if __name__ == "__main__":
    click.echo(document(), nl=False)
