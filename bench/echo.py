"""The control: a bare Flask-SocketIO server under gevent that answers and stores nothing."""

import sys

from gevent import monkey

if __name__ == "__main__":
    monkey.patch_all()

from flask import Flask
from flask_socketio import SocketIO, join_room
from gevent.pywsgi import WSGIServer

NAMESPACE = "/phone"


def create() -> Flask:
    """An app with three events: connect, an echoed ballot, an emit to everybody."""
    app = Flask(__name__)
    app.config["SECRET_KEY"] = "echo"
    socketio = SocketIO(app, async_mode="gevent", manage_session=False)

    @socketio.on("connect", namespace=NAMESPACE)
    def connect() -> None:
        join_room("all")

    @socketio.on("ballot", namespace=NAMESPACE)
    def ballot(message: dict) -> dict:
        return {"ok": True, "seq": message["seq"]}

    @socketio.on("tell", namespace=NAMESPACE)
    def tell(message: dict) -> dict:
        socketio.emit("scene", {"html": "x" * message["size"]}, namespace=NAMESPACE, to="all")
        return {"ok": True}

    @app.get("/healthz")
    def health() -> str:
        return "ok"

    return app


if __name__ == "__main__":
    WSGIServer(("127.0.0.1", int(sys.argv[1])), create(), log=None, backlog=1024).serve_forever()
