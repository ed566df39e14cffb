"""For machines: whether this process and its database answer."""

from flask import Blueprint, Flask, Response, jsonify
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from .. import __version__
from ..db import reading
from ..live.roles import declare

health = Blueprint("health", __name__)


@health.get("/healthz")
@declare("public")
def healthz() -> tuple[Response, int]:
    """200 with the version while the database answers, else 503."""
    try:
        with reading() as session:
            session.execute(text("SELECT 1"))
    except SQLAlchemyError:
        return jsonify(ok=False, version=__version__), 503
    return jsonify(ok=True, version=__version__), 200


def register(app: Flask) -> None:
    """Add the route."""
    app.register_blueprint(health)
