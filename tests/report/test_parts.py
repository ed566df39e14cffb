"""Chapters: which are printed, in which order, under which titles, with which texts."""

from dataclasses import replace

import pytest

from facilitation.chapters.chapters import USUAL
from facilitation.report.document import build
from facilitation.report.outline import Outline
from facilitation.report.printed import is_printed, printed

from .outline_parts import full, ideas, lot, parts
from .outlines import NB, empty, small
from .reading import NS, Read, W, text_of

ANNEX = f"Anhang{NB}"


@pytest.fixture(scope="module")
def whole() -> Read:
    return Read(build(full()))


def headings(outline: Outline) -> list[str]:
    return [text.split("\N{EN SPACE}")[0] for text in Read(build(outline)).paragraphs("Heading1")]


def changed(key: str, **changes):
    """All chapters with one of them changed."""
    return tuple(replace(part, **changes) if part.key == key else part for part in USUAL)


def piece(read: Read, tag: str) -> str:
    return "\n".join(text_of(p) for p in read.piece(tag).iter(f"{W}p"))


def test_golden_outline_of_everything(whole):
    assert [(style[-1], text) for style, text in whole.styled() if style == "Heading1"] == [
        ("1", "Impressum"),
        ("1", "Auf einen Blick"),
        ("1", "Vorwort"),
        ("1", "Anlass, Auftrag, Fragestellung"),
        ("1", "Auswahl und Zusammensetzung"),
        ("1", "Vorgehen und Ablauf"),
        ("1", "Ergebnisse"),
        ("1", "Stimmen der Teilnehmenden"),
        ("1", "Ausblick"),
        *(
            ("1", f"{ANNEX}{letter}\N{EN SPACE}{title}")
            for letter, title in (
                ("A", "Programm der Sitzungen"),
                ("B", "Beteiligte"),
                ("C", "Alle Abstimmungen"),
                ("D", "Ideenspeicher"),
                ("F", "Zusammensetzung in Zahlen"),
                ("J", "Verlauf"),
            )
        ),
    ]


def test_nothing_to_say_is_not_printed():
    assert [part.key for part in printed(empty())] == [
        "overview", "mandate", "process", "results", "outlook", "annex_c",
    ]  # fmt: skip


def test_a_chapter_that_is_off_is_gone_and_the_numbers_close_up():
    off = small(parts=changed("process", is_on=False))
    assert "Vorgehen und Ablauf" not in headings(off)
    contents = Read(build(off)).paragraphs("TOC1")
    assert contents[:4] == [
        "Auf einen Blick",
        "1\tAnlass, Auftrag, Fragestellung",
        "2\tAuswahl und Zusammensetzung",
        "3\tErgebnisse",
    ]


def test_without_annex_a_the_chapter_tells_the_whole_programme():
    off = Read(build(small(parts=changed("annex_a", is_on=False))))
    assert [table[0] for table in off.tables() if table[0][0] == "Zeit"] == [
        ["Zeit", "Programmpunkt", "Methode", "Ergebnis"]
    ]


def test_title_and_order_are_the_councils():
    outlook = next(part for part in USUAL if part.key == "outlook")
    rest = [part for part in USUAL if part.key != "outlook"]
    told = headings(small(parts=(replace(outlook, title="Wie es weitergeht"), *rest)))
    assert told[:2] == ["Wie es weitergeht", "Auf einen Blick"]


@pytest.mark.parametrize(
    "off", [(), ("annex_a", "annex_b"), ("annex_d", "annex_f", "annex_j"), ("annex_c",)]
)
def test_only_the_annex_with_many_columns_lies_wide(off):
    outline = full(parts=tuple(replace(part, is_on=part.key not in off) for part in full().parts))
    orients = [
        size.get(f"{W}orient") or "portrait" for size in Read(build(outline)).find("//w:pgSz")
    ]
    wide = [] if "annex_c" in off else ["landscape"]
    after = ["portrait"] if not off or off == ("annex_a", "annex_b") else []
    assert orients == ["portrait", "portrait", *wide, *after]


def test_a_section_can_end_after_a_chapter_whose_last_block_is_a_piece():
    """Results may stand right before the annexes."""
    order = sorted(USUAL, key=lambda part: (part.letter, part.key == "results"))
    read = Read(build(small(parts=tuple(replace(p, is_on=p.letter != "A") for p in order))))
    assert len(read.find("//w:sectPr")) == 3


def test_texts_become_paragraphs_lists_and_links(whole):
    styled = whole.styled()
    at = styled.index(("Heading1", "Vorwort"))
    assert [style for style, _ in styled[at : at + 10]] == [
        "Heading1", "BodyText", "BodyText", "Heading2", "BodyText", "ListNumber", "ListNumber",
        "ListBullet", "ListBullet", "ListNumber",
    ]  # fmt: skip
    (bold,) = whole.find("//w:p[w:r/w:t='vier Tage']/w:r[w:rPr/w:b]/w:t/text()")
    (italic,) = whole.find("//w:r[w:rPr/w:i]/w:t/text()")
    assert (bold, italic) == ("vier Tage", "viel Zeit")
    (relation,) = whole.find("//w:hyperlink/@r:id")
    rels = whole.xml("word/_rels/document.xml.rels")
    (target,) = [each.attrib for each in rels if each.get("Id") == relation]
    assert target["Target"] == "https://www.kassel.de/smart-city"
    assert target["TargetMode"] == "External"
    assert "(https://www.kassel.de/smart-city)" in "\n".join(whole.paragraphs())  # for paper


def test_every_numbered_list_begins_at_one(whole):
    used = list(
        dict.fromkeys(
            whole.find("//w:p[w:pPr/w:pStyle/@w:val='ListNumber']/w:pPr/w:numPr/w:numId/@w:val")
        )
    )
    assert len(used) == 3  # Leitsätze, foreword, feedback
    numbering = whole.xml("word/numbering.xml")
    for number in used:
        (start,) = numbering.xpath(
            f"w:num[@w:numId='{number}']/w:lvlOverride/w:startOverride/@w:val", namespaces=NS
        )
        assert start == "1"


def test_quotes_and_lower_headings_have_their_styles(whole):
    assert len(whole.paragraphs("Quote")) == 2
    assert "Rückmeldebögen" in whole.paragraphs("Heading2")


def test_own_text_replaces_the_one_of_the_set_up():
    read = Read(build(small(mandate="Aus der Vorbereitung.", parts=parts(mandate="Eigener Text."))))
    text = "\n".join(read.paragraphs())
    assert "Eigener Text." in text
    assert "Aus der Vorbereitung." not in text
    assert "Aus der Vorbereitung." in "\n".join(
        Read(build(small(mandate="Aus der Vorbereitung."))).paragraphs()
    )


@pytest.mark.parametrize(
    "address", ["https://", "http://[::1", "https://a:99999999", "mailto:niemand", "https://a.de/" + "x" * 3000],
)  # fmt: skip
def test_a_broken_address_is_text_and_no_link(address):
    read = Read(build(small(parts=parts(foreword=f"[hier]({address})"))))
    assert read.find("//w:hyperlink/@r:id") == []
    assert any("hier" in text for text in read.paragraphs("BodyText"))


@pytest.mark.parametrize(
    "text",
    [
        "😀 שלום \u200b مرحبا", "\x00\x08\ud800\ufffe", ">" * 100_000 + "x", "*a " * 6000, "[" * 20_000,
        "<script>alert(1)</script><img src=x onerror=alert(1)>", "![Bild](http://x/y.png)", "# \n## \n- \n1. \n> ",
        "1. " * 6000, "| a | b |\n|---|---|", "```\ncode\n```", "[a](javascript:alert(1))", "\t" * 1000 + "x",
    ],
)  # fmt: skip
def test_hostile_texts_give_a_file(text):
    read = Read(build(small(parts=parts(foreword=text, voices=text), imprint=text)))
    assert read.find("//w:object") == []
    assert all(
        "javascript:" not in rel.get("Target") for rel in read.xml("word/_rels/document.xml.rels")
    )


def test_same_outline_gives_the_same_bytes():
    assert build(full()) == build(full())


def test_guiding_sentences_stand_in_front_and_in_the_results(whole):
    texts = whole.paragraphs()
    sentence = "Technik dient den Menschen. Wer kein Gerät hat, ist nicht ausgeschlossen."
    assert sentence in piece(whole, "overview.guiding")
    assert "Visionen, Ziele, Leitsätze" in whole.paragraphs("Heading2")
    assert f"Empfehlung\t{sentence}" in texts
    at = texts.index(
        "Visionen, Ziele, Leitsätze", texts.index("Ergebnisse", texts.index("Vorwort", 40))
    )
    assert texts[at + 1 : at + 5] == [
        "Visionen", "Niemand wird ausgeschlossen.", "Ziele", "Alle kommen mit (2 Beiträge)",
    ]  # fmt: skip


def test_every_idea_stands_in_annex_d_and_hidden_ones_are_counted(whole):
    for kind in ("idea", "goal", "vision"):
        told = piece(whole, f"annexD.{kind}")
        for group in ideas():
            if group.kind == kind:
                assert all(
                    idea.text in told and idea.fate.replace(" ", NB) in told.replace(" ", NB)
                    for idea in group.ideas
                )
    assert any(
        text.startswith("2 Beiträge sind ausgeblendet") for text in whole.paragraphs("Quelle")
    )


def test_three_hundred_ideas_are_no_trouble():
    read = Read(build(full(ideas=ideas(300))))
    assert sum("Bänke" in text for text in read.paragraphs("TabellentextDicht")) == 300


def test_log_is_grouped_by_day_and_names_functions_only(whole):
    rows = next(table for table in whole.tables() if table[0] == ["Zeit", "Sitzung", "Was", "Wer"])
    assert rows[1] == [f"Samstag, 8.{NB}Oktober 2022"]
    assert rows[2] == ["10:00", "3", f"Sitzung{NB}3 begonnen", "Leitung"]


def test_imprint_is_the_back_of_the_title_page(whole):
    texts = whole.paragraphs("Heading1", "TOCHeading")
    assert texts[:2] == ["Impressum", "Inhalt"]


def test_who_refers_to_an_annex_knows_whether_it_is_printed():
    assert is_printed(full(), "annex_f")
    assert not is_printed(empty(), "annex_f")
    assert lot().figures[0] == ("angeschrieben", 1656)
