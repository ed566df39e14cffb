"""The environment ``.venv``: made, filled and marked as ready, in this order."""

import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from contextlib import contextmanager

NETWORK = (
    "NewConnectionError",
    "ProxyError",
    "Max retries",
    "Network is unreachable",
    "getaddrinfo",
    "name resolution",
    "timed out",
    "(from versions: none)",
)


class CannotStart(Exception):
    """The text is one German sentence that says what to do."""


def python_of(root):
    """The interpreter in ``.venv``."""
    if os.name == "nt":
        return os.path.join(root, ".venv", "Scripts", "python.exe")
    return os.path.join(root, ".venv", "bin", "python")


def ready(root, files):
    """Whether ``.venv`` holds what ``files`` ask for, completely installed."""
    if not os.path.exists(python_of(root)):
        return False
    return all(_read(_mark(root, name)) == _fingerprint(root, name) for name in files)


def install(root, files):
    """Make ``.venv`` hold what ``files`` ask for; the marks that say so are written last."""
    prints = {name: _fingerprint(root, name) for name in files}
    busy = os.path.join(root, ".venv.installing")
    try:
        with _only_one(root):
            if ready(root, files):  # the other start has done it
                return
            killed = os.path.exists(busy)
            _write(busy, "")
            if killed or not _usable(root):
                _make_environment(root)
            for name in files:
                _remove(_mark(root, name))
            _run_pip(root, files)
            for name in files:
                _write(_mark(root, name), prints[name])
            _remove(busy)
    except OSError as error:
        raise CannotStart(
            "Ratschlag darf in den Ordner {} nicht schreiben ({}). Bitte kopieren Sie ihn an einen "
            "Ort, der Ihnen gehört, zum Beispiel in Ihren persönlichen Ordner.".format(
                root, error.strerror or error
            )
        ) from error


# ── the environment ─────────────────────────────────────────────────────────


def _usable(root):
    """Whether ``.venv`` has a Python of this version with a pip."""
    if not os.path.exists(python_of(root)):
        return False
    script = "import pip, sys; print('%d.%d' % sys.version_info[:2])"
    done = subprocess.run(
        [python_of(root), "-c", script], capture_output=True, text=True, check=False
    )
    return done.stdout.strip() == "%d.%d" % sys.version_info[:2]


def _make_environment(root):
    if importlib.util.find_spec("ensurepip") is None or importlib.util.find_spec("venv") is None:
        raise CannotStart(_missing_venv())
    _say("Ratschlag richtet sich ein; das dauert beim ersten Mal etwa eine halbe Minute.")
    python = getattr(sys, "_base_executable", None) or sys.executable
    words = [python, "-m", "venv", "--clear", os.path.join(root, ".venv")]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    if done.returncode == 0:
        return
    said = done.stdout + done.stderr
    if "ensurepip" in said:
        raise CannotStart(_missing_venv())
    raise CannotStart(
        "Die Python-Umgebung „.venv“ ließ sich nicht anlegen: {} Bitte prüfen Sie, ob auf der "
        "Festplatte noch Platz ist.".format(_last_line(said))
    )


def _missing_venv():
    if shutil.which("apt-get"):
        return (
            "Python fehlt noch ein Baustein: Bitte führen Sie einmal „sudo apt install "
            "python3-venv“ aus und starten Sie dann noch einmal."
        )
    return (
        "Diesem Python fehlen die Module venv und ensurepip: Bitte installieren Sie Python "
        "vollständig (von python.org) und starten Sie dann noch einmal."
    )


# ── its contents ────────────────────────────────────────────────────────────


def _run_pip(root, files):
    words = [python_of(root), "-m", "pip", "install", "--disable-pip-version-check"]
    # To compile everything takes a third of the time; what is imported is compiled when it first is.
    words += ["--no-input", "--progress-bar", "off", "--no-compile"]
    names = set()
    for name in files:
        path = os.path.join(root, name)
        words += ["-r", path]
        names |= set(re.findall(r"^([\w.-]+)==", _read(path), re.MULTILINE))
    log = os.path.join(root, ".venv", "install.log")
    with open(log, "w", encoding="utf-8") as kept:
        pip = subprocess.Popen(
            words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace"
        )
        said = _follow(pip.stdout, kept, len(names))
    if pip.wait():
        raise CannotStart(_pip_failed(said, log))


def _follow(lines, kept, total):
    """Show how far pip is; everything it says is kept, for the case that it fails."""
    said, seen = [], 0
    _progress("Bausteine werden geladen …")
    for line in lines:
        kept.write(line)
        said.append(line)
        if line.startswith(("Collecting ", "Requirement already satisfied")):
            seen = min(seen + 1, total)
            _progress("Baustein {} von {} wird geladen …".format(seen, total), passing=True)
        elif line.startswith("Installing collected packages"):
            _progress("Bausteine werden ausgepackt; das dauert einige Sekunden …")
    _progress("")
    return "".join(said)


def _pip_failed(said, log):
    if "DO NOT MATCH THE HASHES" in said:
        return (
            "Ein geladener Baustein ist nicht der, den wir geprüft haben, und wurde nicht "
            "installiert: Bitte versuchen Sie es in einem anderen Netz noch einmal."
        )
    if "No space left" in said:
        return "Die Festplatte ist voll: Bitte schaffen Sie 500 MB Platz und starten Sie neu."
    if "CERTIFICATE_VERIFY_FAILED" in said:
        return (
            "Dieses Netz öffnet verschlüsselte Verbindungen, deshalb wurde nichts geladen: Bitte "
            "nehmen Sie für den ersten Start ein anderes Netz, oder fragen Sie Ihre IT nach der "
            "Zertifikatsdatei und geben Sie sie als PIP_CERT an."
        )
    if any(sign in said for sign in NETWORK):
        return (
            "Beim ersten Start lädt Ratschlag Bausteine aus dem Internet und erreicht es gerade "
            "nicht: Bitte verbinden Sie das Gerät und starten Sie noch einmal."
        )
    return "Die Bausteine ließen sich nicht installieren: {} Mehr dazu steht in {}.".format(
        _last_line(said), log
    )


def _last_line(said):
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    errors = [line for line in lines if line.startswith("ERROR")]
    line = (errors or lines or ["unbekannter Fehler"])[-1]
    return line if line.endswith(".") else line + "."


# ── files ───────────────────────────────────────────────────────────────────


def _mark(root, name):
    return os.path.join(root, ".venv", "ready-" + name)


def _fingerprint(root, name):
    """Changes with the requirements and with the version of Python."""
    try:
        with open(os.path.join(root, name), "rb") as file:
            content = file.read()
    except OSError:
        raise CannotStart(
            "Die Datei {} fehlt: Bitte laden Sie Ratschlag noch einmal vollständig.".format(name)
        ) from None
    return hashlib.sha256(content + repr(tuple(sys.version_info[:2])).encode()).hexdigest()


def _read(path):
    try:
        with open(path, encoding="utf-8") as file:
            return file.read()
    except OSError:
        return ""


def _write(path, text):
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _remove(path):
    if os.path.exists(path):
        os.remove(path)


@contextmanager
def _only_one(root):
    """Two starts at once: the second waits until the first has installed everything."""
    with open(os.path.join(root, ".venv.lock"), "w") as file:
        _lock(file)
        yield


def _lock(file):
    """Hold ``file`` until it is closed; the system lets go of it when the process dies."""
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
        return
    import fcntl

    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        _say("Ein anderer Start richtet Ratschlag gerade ein; bitte einen Moment warten …")
        fcntl.flock(file, fcntl.LOCK_EX)


# ── speaking ────────────────────────────────────────────────────────────────


def _say(text):
    print(text, file=sys.stderr, flush=True)


def _progress(text, passing=False):
    """One line that is written over; where nobody watches, only its turning points."""
    if sys.stderr.isatty():
        sys.stderr.write("\r\x1b[K" + text)
        sys.stderr.flush()
    elif text and not passing:
        _say(text)
