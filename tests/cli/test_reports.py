import pytest
from docx import Document
from docx.oxml.ns import qn


def test_report_is_a_word_file_with_the_councils_name(run, demo, tmp_path):
    out = tmp_path / "gutachten.docx"
    done = run("--demo", "report", "smart-kassel", "--out", str(out), **demo)
    assert (done.returncode, done.stdout) == (0, f"Geschrieben: {out}\n")
    written = "".join(text.text or "" for text in Document(out).element.body.iter(qn("w:t")))
    assert "Smart Kassel" in written


def test_report_without_a_name_is_the_next_version(run, demo, tmp_path):
    shelf = tmp_path / "exports"
    for _ in range(2):
        run("--demo", "report", "smart-kassel", RATSCHLAG_EXPORTS=str(shelf), **demo)
    names = sorted(path.name for path in (shelf / "smart-kassel").iterdir())
    assert [name.split("-Fassung-")[1][0] for name in names] == ["1", "2"]


@pytest.mark.parametrize(
    ("council", "out", "says"),
    [
        ("nowhere", "x.docx", "Einen Bürgerrat mit diesem Namen gibt es hier nicht."),
        ("smart-kassel", "x.pdf", "Bitte lassen Sie den Namen auf .docx enden."),
        ("smart-kassel", "/proc/x.docx", "Bitte wählen Sie mit --out einen anderen Ort."),
    ],
)
def test_report_is_refused_with_one_sentence(run, demo, tmp_path, council, out, says):
    done = run("--demo", "report", council, "--out", str(tmp_path / out), **demo)
    assert done.returncode == 1
    assert says in done.stderr
    assert done.stderr.count("\n") == 1
