"""Start and composition root; nothing imports this file but the tests and a WSGI server."""

import sys

from facilitation import bootstrap

if __name__ == "__main__":
    bootstrap.prepare(sys.argv[1:])
    if bootstrap.serves(sys.argv[1:]):
        from gevent import monkey

        monkey.patch_all()  # before anything else has seen a socket or a lock

from flask import Flask

from facilitation.settings import Settings


def create_app(settings: Settings) -> Flask:
    """Settings → database → errors → blueprints → namespaces."""
    app = Flask(__name__)
    app.secret_key = settings.secret_key
    return app


if __name__ == "__main__":
    from facilitation import cli

    sys.exit(cli.main(sys.argv[1:], create_app))
