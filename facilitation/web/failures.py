"""Every error becomes a page or a JSON answer here, and nowhere else."""

import secrets

import structlog
from flask import Flask, Response, jsonify, make_response, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, MethodNotAllowed, RequestEntityTooLarge

from ..errors import Forbidden, NotFound, Refused
from ..language import N_
from ..live.events import refusal_answer

log = structlog.get_logger()


class TooLarge(Refused):
    status = 413
    code = "too_large"
    default = N_("Das ist zu groß. Bitte kürzen Sie den Text oder nehmen Sie eine kleinere Datei.")


class Expired(Refused):
    code = "expired"
    default = N_(
        "Diese Seite ist zu lange offen. Bitte laden Sie sie neu und versuchen Sie es noch einmal."
    )


class Broken(Refused):
    status = 500
    code = "broken"
    default = N_(
        "Da ist etwas schiefgegangen. Bitte versuchen Sie es noch einmal. Kennung für die Technik: %(id)s"
    )


def handle_failures(app: Flask) -> None:
    """Register the handlers."""
    app.register_error_handler(Refused, show)
    app.register_error_handler(CSRFError, lambda error: show(Expired()))
    app.register_error_handler(RequestEntityTooLarge, lambda error: show(TooLarge()))
    app.register_error_handler(HTTPException, _show_http)
    app.register_error_handler(Exception, _show_unexpected)


def wants_json() -> bool:
    """Whether a script asks, not a person."""
    if request.path.startswith("/api/") or request.is_json:
        return True
    best = request.accept_mimetypes.best_match(["text/html", "application/json"])
    return best == "application/json"


def show(refusal: Refused) -> Response:
    """The sentence, as a page or as JSON."""
    if wants_json():
        response = jsonify(refusal_answer(refusal))
    else:
        response = make_response(render_template("error.html", refusal=refusal))
    response.status_code = refusal.status
    return response


def _show_http(error: HTTPException) -> Response:
    if error.code is not None and 300 <= error.code < 400:
        return make_response(error.get_response())
    if error.code == 404 or isinstance(error, MethodNotAllowed):
        refusal: Refused = NotFound()
    elif error.code == 403:
        refusal = Forbidden()
    else:
        refusal = Refused()
    refusal.status = error.code or 400
    return show(refusal)


def _show_unexpected(error: Exception) -> Response:
    mark = secrets.token_hex(4)
    log.error("unexpected", id=mark, endpoint=request.endpoint, exc_info=error)
    return show(Broken(id=mark))
