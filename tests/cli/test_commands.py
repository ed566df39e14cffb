import pytest

from facilitation.cli import ratschlag


@pytest.mark.parametrize("words", [(), *((name,) for name in ratschlag.commands if name != "test")])
def test_every_command_explains_itself_in_german(run, words):
    code, said, _errors = run(*words, "--help")
    assert code == 0
    assert said.startswith("Aufruf: python3 app.py")
    assert "Zeigt diese Hilfe." in said
    assert "Options:" not in said


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--prot", "1"), "Die Option --prot gibt es nicht. Gemeint war vielleicht --port."),
        (("--port", "x"), "Mit --port stimmt etwas nicht: „x“ ist keine Zahl"),
        (("--port", "70000"), "zwischen 0 und 65535"),
        (("rehearse", "--phones", "abc"), "„abc“ ist keine ganze Zahl von 1 bis 200."),
        (("rehearse", "--pace", "0"), "„0“ ist keine Zahl von 0,1 bis 1000."),
        (("--port",), "Nach --port fehlt eine Angabe."),
        (("votes",), "Den Befehl „votes“ gibt es nicht."),
        (("team", "add"), "Es fehlt noch BÜRGERRAT."),
        (
            ("team", "add", "x", "--role", "king"),
            "„king“ gibt es nicht, möglich sind: lead, moderator, minutes.",
        ),
        (("team", "reset", "a", "b"), "Das war eine Angabe zu viel oder zu wenig."),
        (
            ("demo", "--stage", "x"),
            "möglich sind: prepared, session-1, session-3-voting, session-4-done",
        ),
    ],
)
def test_wrong_usage_is_one_sentence(run, words, says):
    code, said, errors = run(*words)
    assert (code, said) == (2, "")
    assert says in errors
    assert errors.count("\n") == 1


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
    code, said, errors = run(*words)
    assert (code, said) == (1, "")
    assert says in errors
    assert errors.count("\n") == 1


def test_file_that_is_no_database_is_refused(run, tmp_path):
    path = tmp_path / "letter.db"
    path.write_text("Sehr geehrte Damen und Herren, " * 100)
    code, _said, errors = run("--database", f"sqlite:///{path}", "team")
    assert code == 1
    assert "lässt sich nicht öffnen: file is not a database" in errors
    assert path.read_text().startswith("Sehr geehrte")
