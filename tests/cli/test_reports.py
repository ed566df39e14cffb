import pytest
from docx import Document
from docx.oxml.ns import qn


def test_report_is_a_word_file_with_the_councils_name(demo, tmp_path):
    out = tmp_path / "gutachten.docx"
    assert demo("report", "smart-kassel", "--out", str(out)) == (0, f"Geschrieben: {out}\n", "")
    written = "".join(text.text or "" for text in Document(out).element.body.iter(qn("w:t")))
    assert "Smart Kassel" in written


def test_report_without_a_name_is_the_next_version(demo, tmp_path, monkeypatch):
    monkeypatch.setenv("RATSCHLAG_EXPORTS", str(tmp_path))
    for _ in range(2):
        demo("report", "smart-kassel")
    names = sorted(path.name for path in (tmp_path / "smart-kassel").iterdir())
    assert [name.split("-Fassung-")[1][0] for name in names] == ["1", "2"]


@pytest.mark.parametrize(
    ("council", "out", "says"),
    [
        ("nowhere", "x.docx", "Einen Bürgerrat mit diesem Namen gibt es hier nicht."),
        ("smart-kassel", "x.pdf", "Bitte lassen Sie den Namen auf .docx enden"),
        ("smart-kassel", "/proc/x.docx", "Bitte wählen Sie mit --out einen anderen Ort."),
    ],
)
def test_report_is_refused_with_one_sentence(demo, tmp_path, council, out, says):
    code, _said, errors = demo("report", council, "--out", str(tmp_path / out))
    assert code == 1
    assert says in errors
    assert errors.count("\n") == 1
