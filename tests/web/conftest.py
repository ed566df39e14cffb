"""The real app with a few doors more, behind which something goes wrong."""

import pytest
from flask import abort, request
from sqlalchemy import text

from app import create_app
from facilitation import db, errors

REFUSALS = {
    "refused": errors.Refused,
    "not-found": errors.NotFound,
    "forbidden": errors.Forbidden,
    "signed-out": errors.SignedOut,
    "invalid": errors.Invalid,
    "conflict": errors.Conflict,
    "too-soon": errors.TooSoon,
}
INSIDE = "geheimes-inneres"


def refuse(name):
    raise REFUSALS[name]


def break_down():
    raise RuntimeError(INSIDE)


def ask_the_database():
    with db.reading() as session:
        session.execute(text("SELECT * FROM nowhere WHERE secret = :secret"), {"secret": INSIDE})
    return ""


def write():
    return request.get_data(as_text=True) or "written"


@pytest.fixture
def app(settings):
    """An app of its own: one that has answered takes no further doors."""
    app = create_app(settings)
    app.add_url_rule("/try/refuse/<name>", view_func=refuse, methods=["GET", "POST"])
    app.add_url_rule("/try/break", view_func=break_down)
    app.add_url_rule("/try/database", view_func=ask_the_database)
    app.add_url_rule("/try/write", view_func=write, methods=["POST"])
    app.add_url_rule("/try/abort/<int:code>", "abort", abort)
    return app
