"""Protection against foreign pages: a token for forms, and the origin of every write."""

from flask import Flask, request
from flask_wtf.csrf import CSRFProtect

from ..errors import Forbidden
from .hosts import Hosts

csrf = CSRFProtect()


def protect(app: Flask, hosts: Hosts) -> None:
    """Ask every unsafe request for a token, and refuse foreign origins."""
    app.config |= {
        "WTF_CSRF_TIME_LIMIT": None,  # a council's day is long; the token ends with the session
        "WTF_CSRF_SSL_STRICT": False,  # needs a Referer, which we never send; Origin is checked
    }
    csrf.init_app(app)

    @app.before_request
    def check_origin() -> None:
        if request.method in ("GET", "HEAD", "OPTIONS"):
            return
        if not hosts.accepts(request.headers.get("Origin"), request.environ):
            raise Forbidden()
