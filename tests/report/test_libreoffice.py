"""LibreOffice opens the file and keeps headings, tables, charts and bookmarks."""

import os
import re
import subprocess
from pathlib import Path

import pytest

from facilitation.report.document import build
from tests import tools

from .outline_parts import full
from .reading import Read

pytestmark = pytest.mark.libreoffice


def convert(path: Path, kind: str, folder: Path) -> Path:
    """Let LibreOffice turn ``path`` into another kind of file, with a profile of its own."""
    program = tools.libreoffice()
    if program is None and os.environ.get("CI") != "true":
        pytest.skip("LibreOffice isn't here")
    assert program, "LibreOffice is missing, and with CI=true nothing is skipped"
    words = [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    words += ["--convert-to", kind, "--outdir", str(folder), str(path)]
    subprocess.run(words, check=True, capture_output=True, timeout=120)
    return folder / f"{path.stem}.{kind}"


def poppler(name: str, *arguments: str) -> str:
    """What one of poppler's programs prints."""
    program = tools.first((name,))
    if program is None and os.environ.get("CI") != "true":
        pytest.skip(f"{name} isn't here")
    assert program, f"{name} is missing, and with CI=true nothing is skipped"
    done = subprocess.run([program, *arguments], check=True, capture_output=True, text=True)
    return done.stdout


@pytest.fixture(scope="module")
def written(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("gutachten") / "gutachten.docx"
    path.write_bytes(build(full()))
    return path


@pytest.fixture(scope="module")
def pdf(written, tmp_path_factory) -> Path:
    return convert(written, "pdf", tmp_path_factory.mktemp("pdf"))


@pytest.fixture(scope="module")
def saved(written, tmp_path_factory) -> Read:
    """The file as LibreOffice saves it again."""
    return Read(convert(written, "docx", tmp_path_factory.mktemp("docx")).read_bytes())


def squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def test_pdf_says_what_the_document_says(written, pdf):
    text = squeezed(poppler("pdftotext", "-layout", str(pdf), "-"))
    for sentence in (
        "Digitales immer auch ohne Gerät",
        "27 von 31 (87 %) dafür oder dafür mit Zweifel, nötig 21",
        "Tabelle 1: Empfehlungen und Abstimmungsergebnisse",
        "Rückmeldung der Stadt",
        "Abbildung 1: Alter: Bürgerrat und Bevölkerung",
        "Liebe Leserinnen und Leser,",
        "Anhang J Verlauf",
        "Entwurf · Fassung 3 · Datenstand 22.10.2022",
    ):
        assert sentence in text
    assert "nötig 17" in text  # the mark in a chart


def test_pdf_has_the_headings_as_bookmarks(written, pdf):
    printed = poppler("pdftohtml", "-xml", "-i", "-stdout", str(pdf))
    items = [
        squeezed(each).strip() for each in re.findall(r"<item page=\"\d+\">(.*?)</item>", printed)
    ]
    for heading in Read(written.read_bytes()).paragraphs("Heading1", "Heading2"):
        assert any(item.endswith(squeezed(heading)) for item in items), heading


def test_first_page_has_no_header_and_the_others_count(pdf):
    pages = poppler("pdftotext", "-layout", str(pdf), "-").split("\f")
    assert "Seite" not in pages[0]
    assert squeezed("Seite 2") in squeezed(pages[1])


def test_saving_in_libreoffice_keeps_headings_tables_and_charts(written, saved):
    before = Read(written.read_bytes())
    headings = ("Heading1", "Heading2", "Heading3")
    assert saved.paragraphs(*headings) == before.paragraphs(*headings)
    assert len(saved.tables()) == len(before.tables())
    assert len(saved.charts()) == len(before.charts())


def test_saving_in_libreoffice_keeps_the_pieces_bookmarks(written, saved):
    """The tags are lost there; by its bookmark a piece is found again."""
    names = {
        tag.replace(".", "_") for tag in Read(written.read_bytes()).tags() if tag != "contents"
    }
    assert names <= set(saved.find("//w:bookmarkStart/@w:name"))
