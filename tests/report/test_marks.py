"""A Gutachten that isn't a real council's says so on every page and on its first."""

import pytest

from facilitation import db
from facilitation.councils.models import Council
from facilitation.rehearsals import rehearsals
from facilitation.report import build as command
from facilitation.report.document import build

from .outlines import small
from .reading import Read


@pytest.mark.parametrize(
    ("rehearsal", "example", "header", "note"),
    [
        (True, True, "PROBE · Beispieldaten", "PROBE. "),
        (True, False, "PROBE", "PROBE. "),
        (False, True, "Beispieldaten", "Beispieldaten. "),
        (False, False, "", "Entwurf. "),
    ],
)
def test_every_page_says_what_it_is(rehearsal, example, header, note):
    read = Read(build(small(is_rehearsal=rehearsal, is_example=example)))

    assert "".join(read.xml("word/header1.xml").itertext()).endswith("Bürgergutachten" + header)
    assert read.paragraphs("Hinweis")[0].startswith(note)


def test_the_gutachten_of_a_rehearsal_says_so(evening, tmp_path):

    with db.transaction() as session:
        twin = rehearsals.begin(session, session.get_one(Council, evening.council_id), number=1)
    with db.reading() as session:
        command.write(session, session.get_one(Council, twin.id), tmp_path / "probe.docx")

    assert b"PROBE" in Read((tmp_path / "probe.docx").read_bytes()).parts["word/header1.xml"]
