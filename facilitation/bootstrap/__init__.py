"""Makes ``.venv``, installs what is needed and starts again in it; standard library only.

Runs before anything is installed and under whatever Python is there, so it must parse on
old ones. Every failure is one sentence for a person who can type a command, not more.
"""

import importlib.util
import os
import shutil
import subprocess
import sys

from .installing import CannotStart, install, python_of, ready

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
OLDEST = (3, 11)
SILENCE = "RATSCHLAG_NO_BOOTSTRAP"
VALUED = ("--database", "--host", "--port")  # options in front of a command that take a value
RUNNING = "requirements.txt"
TESTING = "requirements-dev.txt"
SERVER = "requirements-server.txt"
DATABASE = "RATSCHLAG_DATABASE_URL"


def prepare(argv, root=ROOT):
    """Return when this Python can run Ratschlag; start again in ``.venv`` when another can."""
    try:
        check_version(sys.version_info[:3])
        if left_alone(root):
            check_complete()
            return
        files = needed(argv)
        if not ready(root, files):
            install(root, files)
    except CannotStart as reason:
        sys.exit(str(reason))
    except KeyboardInterrupt:
        sys.exit("\nAbgebrochen. Beim nächsten Start richtet Ratschlag sich weiter ein.")
    if not inside(root):
        start_again(root, argv)


def command(argv):
    """The command in ``argv``, or "" when Ratschlag is just to be served."""
    words = iter(argv)
    for word in words:
        if word in VALUED:
            next(words, None)
        elif not word.startswith("-"):
            return word
    return ""


def serves(argv):
    """Whether ``argv`` speaks with many phones at once, for which gevent has to be first."""
    return command(argv) in ("", "demo", "rehearse") and "--no-serve" not in argv


def needed(argv):
    """The requirement files for the command in ``argv``."""
    if command(argv) == "test":
        return (RUNNING, TESTING)
    return (RUNNING, SERVER) if asks_a_server(argv) else (RUNNING,)


def asks_a_server(argv):
    """Whether the rows are kept in PostgreSQL, which needs a driver."""
    url = os.environ.get(DATABASE, "")
    for at, word in enumerate(argv):
        if word == "--database":
            url = "".join(argv[at + 1 : at + 2])
        elif word.startswith("--database="):
            url = word[len("--database=") :]
    return url.startswith("postgresql")


def check_version(version):
    """Raise when this Python is too old, naming a newer one if there is one."""
    if version[:2] >= OLDEST:
        return
    newer = [name for name in ("python3.13", "python3.12", "python3.11") if shutil.which(name)]
    hint = (
        "Bitte starten Sie mit „{0} app.py“.".format(newer[0])
        if newer
        else "Bitte installieren Sie ein neueres Python von python.org."
    )
    raise CannotStart(
        "Ratschlag braucht Python {}.{} oder neuer, dies ist Python {}.{}.{}. {}".format(
            *(OLDEST + tuple(version[:3]) + (hint,))
        )
    )


def inside(root):
    """Whether this Python is the one in ``.venv``."""
    return os.path.realpath(sys.prefix) == os.path.realpath(os.path.join(root, ".venv"))


def left_alone(root):
    """Frozen builds, foreign environments and people who said so look after themselves."""
    if getattr(sys, "frozen", False) or os.environ.get(SILENCE):
        return True
    return sys.prefix != sys.base_prefix and not inside(root)


def check_complete():
    """Raise when an environment that looks after itself has nothing installed."""
    if importlib.util.find_spec("flask") is None:
        raise CannotStart(
            "In dieser Python-Umgebung ({}) fehlen Bausteine. Bitte installieren Sie sie mit "
            "„python -m pip install -r requirements.txt“, oder verlassen Sie die Umgebung mit "
            "„deactivate“ und starten Sie noch einmal.".format(sys.prefix)
        )


def start_again(root, argv):
    """Become the Python in ``.venv``."""
    words = [python_of(root), os.path.join(root, "app.py"), *argv]
    sys.stdout.flush()
    if os.name == "nt":  # there exec would give the prompt back while the server runs
        try:
            sys.exit(subprocess.call(words))
        except KeyboardInterrupt:
            sys.exit(0)
    os.execv(words[0], words)
