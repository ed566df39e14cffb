"""Start and composition root; nothing imports this file but the tests and a WSGI server."""

import sys

from facilitation import bootstrap

if __name__ == "__main__":
    bootstrap.prepare(sys.argv[1:])
    if bootstrap.serves(sys.argv[1:]):
        from gevent import monkey

        monkey.patch_all()  # before anything else has seen a socket or a lock

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from facilitation import desk, phone, projector
from facilitation.live import publish, roles, scene
from facilitation.settings import Settings
from facilitation.web import (
    address,
    csrf,
    failures,
    headers,
    health,
    hosts,
    icon,
    logs,
    nameless,
    stylesheets,
    templating,
)

LARGEST_UPLOAD = 2 * 1024 * 1024


def create_app(settings: Settings) -> Flask:
    """Settings → errors → blueprints → namespaces; the database is configured by the caller."""
    logs.configure()
    app = Flask(__name__)
    app.config |= {
        "SECRET_KEY": settings.secret_key,
        "SETTINGS": settings,
        "MAX_CONTENT_LENGTH": LARGEST_UPLOAD,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": settings.public,
    }
    names = hosts.Hosts(settings.public_url, settings.allowed_origins)
    app.extensions["address"] = address.Address(settings.public_url)
    environment = templating.prepare(app, app.extensions["address"])
    failures.handle_failures(app)
    headers.add_headers(app)
    csrf.protect(app, names)
    for face in (health, icon, stylesheets, phone, projector, desk):
        face.register(app)
    roles.declare("public")(app.view_functions["static"])
    roles.check_views(app.view_functions)
    publish.attach(app, scene.Scenes(environment), names.accepts)
    app.wsgi_app = hosts.HostCheck(hosts.AnyCase(nameless.Nameless(app.wsgi_app)), names)  # type: ignore[method-assign]
    if settings.proxy_hops:
        hops = settings.proxy_hops
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    return app


if __name__ == "__main__":
    from facilitation import cli

    sys.exit(cli.main(sys.argv[1:], create_app))
