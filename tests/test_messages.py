"""The template for translators holds every text."""

from pathlib import Path

from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
TRANSLATIONS = ROOT / "facilitation" / "translations"


def texts_in_the_code():
    with (TRANSLATIONS / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)
    for _name, _line, text, _comments, _context in extract_from_dir(ROOT, methods, options):
        yield text if isinstance(text, str) else text[0]


def test_template_holds_every_text():
    with (TRANSLATIONS / "messages.pot").open("rb") as file:
        catalogue = read_po(file)
    kept = {m.id if isinstance(m.id, str) else m.id[0] for m in catalogue if m.id}
    assert kept == set(texts_in_the_code()), "make messages writes it again"
