import pytest

from facilitation.cli import ratschlag


@pytest.mark.parametrize("words", [(), *((name,) for name in ratschlag.commands if name != "test")])
def test_every_command_explains_itself_in_german(run, words):
    done = run(*words, "--help")
    assert done.returncode == 0
    assert done.stdout.startswith("Aufruf: python3 app.py")
    assert "Zeigt diese Hilfe." in done.stdout
    assert "Options:" not in done.stdout


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--prot", "1"), "Die Option --prot gibt es nicht. Gemeint war vielleicht --port."),
        (("--port", "x"), "Mit --port stimmt etwas nicht: „x“ ist keine Zahl"),
        (("--port", "70000"), "zwischen 0 und 65535"),
        (("--port",), "Nach --port fehlt eine Angabe."),
        (("votes",), "Den Befehl „votes“ gibt es nicht."),
        (("team", "add"), "Es fehlt noch BÜRGERRAT."),
        (
            ("team", "add", "x", "--role", "king"),
            "„king“ gibt es nicht, möglich sind: lead, moderator.",
        ),
        (("team", "reset", "a", "b"), "Das war zu viel"),
        (("demo", "--stage", "x"), "„x“ gibt es nicht, möglich sind: prepared, session-3-voting."),
    ],
)
def test_wrong_usage_is_one_sentence(run, words, says):
    done = run(*words)
    assert done.returncode == 2
    assert says in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--database", "foo://x", "team"), "foo://x lässt sich nicht öffnen"),
        (("--database", "sqlite:////proc/none/x.db", "team"), "lässt sich nicht öffnen"),
        (("team", "add", "nowhere"), "Einen Bürgerrat mit diesem Namen gibt es hier nicht."),
        (("team", "reset", "Ada"), "Ein Konto mit dem Namen Ada gibt es nicht."),
    ],
)
def test_refusal_is_one_sentence(run, words, says):
    done = run(*words)
    assert done.returncode == 1
    assert says in done.stderr
    assert done.stderr.count("\n") == 1


def test_file_that_is_no_database_is_refused(run, tmp_path):
    path = tmp_path / "letter.db"
    path.write_text("Sehr geehrte Damen und Herren, " * 100)
    done = run("--database", f"sqlite:///{path}", "team")
    assert done.returncode == 1
    assert "lässt sich nicht öffnen: file is not a database" in done.stderr
    assert path.read_text().startswith("Sehr geehrte")


def test_team_is_listed_and_invited(run, demo):
    assert "smart-kassel (lead)" in run("--demo", "team", **demo).stdout
    invited = run("--demo", "team", "add", "smart-kassel", "--role", "moderator", **demo)
    assert "http://localhost:8000/mod/einladung#" in invited.stdout
    back = run("--demo", "team", "reset", "leitung", **demo)
    assert "http://localhost:8000/mod/einladung#" in back.stdout
