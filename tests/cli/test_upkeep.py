"""backup, restore, purge and check, as they are typed."""

import io
import sqlite3
import zipfile
from datetime import date

import pytest

from facilitation import db
from facilitation.councils import councils
from facilitation.councils.models import Council

CANARY = "Kanarienvogel-4711"


@pytest.fixture
def council(instance, begun):
    """A real council in the instance's database; returns a function that changes it."""

    def change(**values):
        database = db.configure(f"sqlite:///{instance / 'ratschlag.db'}")
        with db.transaction() as session:
            if not session.query(Council).count():
                councils.set_up(session, slug="musterstadt", title="Bürgerrat Musterstadt")
            councils.change(session, councils.find(session, "musterstadt"), **values)
        database.close()

    change(question="Was tun?")
    return change


def slugs(instance):
    connection = sqlite3.connect(instance / "ratschlag.db")
    found = [slug for (slug,) in connection.execute("SELECT slug FROM councils")]
    connection.close()
    return found


def traces(folder):
    return [p for p in folder.rglob("*") if p.is_file() and CANARY.encode() in p.read_bytes()]


def test_there_and_back(run, instance, council, tmp_path):
    out = tmp_path / "stick.zip"
    code, said, _errors = run("backup", str(out))
    assert (code, said.startswith(f"Gesichert: {out} (")) == (0, True)
    key = (instance / "secret.key").read_bytes()
    for name in ("secret.key", "ratschlag.db"):
        (instance / name).unlink()
    run("team")  # a new laptop: everything made afresh
    assert slugs(instance) == []

    code, said, errors = run("restore", str(out))

    assert (code, errors) == (0, "")
    assert "Zurückgeholt: der Stand vom" in said
    assert "Der Schlüssel der Karten kam aus der Sicherung." in said
    assert slugs(instance) == ["musterstadt"]
    assert (instance / "secret.key").read_bytes() == key


def test_back_up_and_refused_restore_beside_a_running_server(
    serving, run, instance, council, tmp_path
):
    _process, said = serving("--host", "127.0.0.1", "--port", "0")
    assert "Beenden mit" in said
    out = tmp_path / "stick.zip"
    assert run("backup", str(out))[0] == 0
    for words in (("restore", str(out)), ("purge",)):
        code, said, errors = run(*words)
        assert (code, said, errors.count("\n")) == (1, "", 1)
        assert "Bitte beenden Sie es (Strg+C)" in errors
    assert slugs(instance) == ["musterstadt"]
    assert run("purge", "--dry-run")[0] == 0


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("backup", "taken.zip"), "gibt es schon"),
        (("backup", "none/there.zip"), "ließ sich nicht nach"),
        (("restore", "none.zip"), "gibt es nicht"),
        (("restore", "taken.zip"), "keine unversehrte Sicherung"),
        (("purge", "--council", "nowhere"), "Einen Bürgerrat mit diesem Namen gibt es hier nicht."),
    ],
)
def test_refusals_are_one_sentence(run, council, tmp_path, monkeypatch, words, says):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "taken.zip").write_text("mein Text")
    code, said, errors = run(*words)
    assert (code, said, errors.count("\n")) == (1, "", 1)
    assert says in errors
    assert (tmp_path / "taken.zip").read_text() == "mein Text"


@pytest.mark.parametrize("command", ["backup", "restore"])
def test_a_folder_is_no_file(run, tmp_path, command):
    code, said, errors = run(command, str(tmp_path))
    assert (code, said, errors.count("\n")) == (2, "", 1)
    assert f"„{tmp_path}“ ist ein Ordner. Bitte nennen Sie eine Datei." in errors


def test_the_example_keeps_its_key_to_itself(demo, tmp_path):
    out = tmp_path / "demo.zip"
    assert demo("backup", str(out))[0] == 0
    with zipfile.ZipFile(out) as archive:
        assert "secret.key" not in archive.namelist()


def test_a_bar_is_drawn_for_what_takes_long(run, council, tmp_path, monkeypatch):
    from facilitation.cli import progress

    assert "Sichern" not in run("backup", str(tmp_path / "a.zip"))[2]
    monkeypatch.setattr(progress, "PATIENCE", 0.0)
    assert "Sichern" in run("backup", str(tmp_path / "b.zip"))[2]


def test_purge_deletes_what_is_due_and_leaves_no_canary(
    run, instance, council, tmp_path, monkeypatch
):
    exports = tmp_path / "exports"
    monkeypatch.setenv("RATSCHLAG_EXPORTS", str(exports))
    council(delete_after=date(2020, 1, 31), question=CANARY * 500, title=f"Rat {CANARY}")
    council(question=CANARY)
    (exports / "musterstadt").mkdir(parents=True)
    (exports / "musterstadt" / "x.docx").write_text(CANARY)
    assert run("restore", _copied(run, tmp_path))[0] == 0  # leaves a copy in backups
    before = {path: path.read_bytes() for path in traces(tmp_path)}
    assert len(before) >= 3

    code, said, _errors = run("purge", "--dry-run")
    assert code == 0
    assert f"Würde gelöscht: Rat {CANARY} (musterstadt) · Löschdatum: 31.01.2020" in said
    assert "Dateien in exports: 1" in said
    assert {path: path.read_bytes() for path in traces(tmp_path)} == before

    code, said, errors = run("purge")
    assert (code, errors.replace("Löschen\n", "")) == (0, "")  # told where it takes a second
    assert "Auch eine Kopie in instance/backups ist gelöscht." in said
    assert "Was bleibt: Sicherungen" in said
    assert slugs(instance) == []
    assert traces(tmp_path) == []


def _copied(run, tmp_path):
    """A back-up whose content is compressed, and gone again: only what Ratschlag keeps counts."""
    out = tmp_path / "stick.zip"
    run("backup", str(out))
    return str(out)


def test_purge_spares_what_is_not_due(run, instance, council):
    council(delete_after=date(2999, 1, 1))
    code, said, _errors = run("purge")
    assert (code, said) == (0, "Kein Bürgerrat hat ein Löschdatum, das vorbei ist.\n")
    assert slugs(instance) == ["musterstadt"]


@pytest.mark.parametrize(
    ("words", "typed", "stays"),
    [
        ((), "nein\n", True),
        ((), "", True),
        ((), "musterstadt\n", False),
        (("--yes",), "", False),
        (("--dry-run",), "", True),
    ],
)
def test_one_council_goes_at_once_when_its_name_is_typed(
    run, instance, council, monkeypatch, words, typed, stays
):
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    code, said, errors = run("purge", "--council", "musterstadt", *words)
    assert "Bürgerrat Musterstadt (musterstadt) · Löschdatum: keines" in said
    assert bool(slugs(instance)) == stays
    assert (code, "Abgebrochen." in errors) == ((1, True) if stays and not words else (0, False))


def test_a_restored_council_past_its_date_is_told(run, council, tmp_path):
    council(delete_after=date(2020, 1, 31))
    code, said, _errors = run("restore", _copied(run, tmp_path))
    assert code == 0
    assert "Die Löschfrist eines Bürgerrats darin ist vorbei." in said


def test_check_says_a_line_for_each_thing_and_makes_nothing(run, instance):
    code, said, errors = run("check")
    assert (code, errors) == (0, "")
    for subject in (
        "Datenbank",
        "Schlüssel",
        "Festplatte",
        "Adresse",
        "Uhr",
        "Zeitzone",
        "Schrift",
    ):
        assert f" {subject}: " in said
    assert {line[0] for line in said.splitlines()} <= {"✓", "!", " "}
    assert not instance.exists()


def test_check_stops_where_something_is_broken(run, instance, council):
    (instance / "secret.key").write_text("kurz")
    code, said, errors = run("check")
    assert code == 1
    assert "✕ Schlüssel: " in said
    assert errors == "Bitte beheben Sie zuerst, was mit ✕ beginnt.\n"


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("RATSCHLAG_PUBLIC_URL", "rat.example", "✕ Einstellung: RATSCHLAG_PUBLIC_URL muss mit"),
        ("RATSCHLAG_DATABASE_URL", "foo://x", "✕ Datenbank: die Adresse foo://x"),
    ],
)
def test_check_tells_of_wrong_settings(run, monkeypatch, name, value, says):
    monkeypatch.setenv(name, value)
    code, said, _errors = run("check")
    assert (code, says in said) == (1, True)


def test_whoever_starts_the_server_is_reminded(serving, council):
    council(delete_after=date(2020, 1, 31))
    _process, said = serving("--host", "127.0.0.1", "--port", "0")
    assert "Die Löschfrist ist vorbei: Bürgerrat Musterstadt. Bitte löschen mit" in said
