"""What stands where: chapters, recommendations, results, headers, marks."""

from dataclasses import replace

import pytest

from facilitation.report.document import build
from facilitation.report.outline import Cancelled, Labels

from .outlines import NB, doubt_vote, empty, kassel, recommendation, small, vote
from .reading import NS, Read, W, style_of, text_of

MODES = {"session 3": {}, "finished": {"finished": True}}


@pytest.fixture(scope="module")
def example() -> Read:
    return Read(build(kassel()))


@pytest.fixture(scope="module")
def finished() -> Read:
    return Read(build(kassel(finished=True)))


def only(each, *, measure_votes=None, **changes):
    """A document with one recommendation."""
    measure = replace(
        small().fields[0].measures[0],
        votes=each.measure_votes if measure_votes is None else measure_votes,
        recommendations=(each,),
    )
    field = replace(small().fields[0], measures=(measure,))
    return Read(build(small(fields=(field,), **changes)))


def test_chapters_stand_in_the_order_of_the_design(example):
    assert example.paragraphs("TOCHeading", "Heading1") == [
        "Inhalt",
        "Auf einen Blick",
        "Anlass, Auftrag, Fragestellung",
        "Auswahl und Zusammensetzung",
        "Vorgehen und Ablauf",
        "Ergebnisse",
        "Ausblick",
        f"Anhang{NB}A\N{EN SPACE}Programm der Sitzungen",
        f"Anhang{NB}C\N{EN SPACE}Alle Abstimmungen",
    ]


def test_title_page_has_a_section_of_its_own_without_header(example):
    first, *others = example.find("//w:sectPr")
    assert first.findall("w:headerReference", NS) == first.findall("w:footerReference", NS) == []
    assert [len(each.findall("w:headerReference", NS)) for each in others] == [1, 1]
    assert example.styled()[:3] == [
        ("Subtitle", "Bürgergutachten"),
        ("Title", "Bürgerrat Smart Kassel"),
        ("Frage", kassel().question),
    ]


def test_header_and_footer_tell_council_state_version_date_and_page(example):
    header = "".join(example.xml("word/header1.xml").itertext())
    footer = example.xml("word/footer1.xml")
    assert header == "Bürgerrat Smart Kassel · BürgergutachtenBeispieldaten"
    assert "".join(footer.itertext()).startswith(
        f"Entwurf · Fassung{NB}3 · Datenstand 22.10.2022Seite{NB}"
    )
    assert footer.xpath("//w:fldSimple/@w:instr", namespaces=NS) == [" PAGE "]


def test_example_data_is_marked_and_real_data_is_not():
    for is_example in (True, False):
        read = Read(build(small(is_example=is_example)))
        marked = [
            b"Beispieldaten" in read.parts["word/header1.xml"],
            any(text.startswith("Beispieldaten.") for text in read.paragraphs("Hinweis")),
        ]
        assert marked == [is_example, is_example]


def test_contents_list_every_heading_and_link_to_it(example):
    headings = [
        (style[-1], text) for style, text in example.styled() if style in ("Heading1", "Heading2")
    ]
    listed = [
        (style[-1], text.rpartition("\t")[2])
        for style, text in example.styled()
        if style in ("TOC1", "TOC2")
    ]
    assert listed == headings
    anchors = example.find("//w:hyperlink/@w:anchor")
    assert len(anchors) == len(headings)
    assert set(anchors) <= set(example.find("//w:bookmarkStart/@w:name"))


def test_contents_number_chapters_as_word_will(example):
    numbers = [text.split("\t")[0] for text in example.paragraphs("TOC1", "TOC2") if "\t" in text]
    assert numbers[:6] == ["1", "2", "2.1", "3", "3.1", "3.2"]
    counted = example.find("//w:p[w:pPr/w:numPr/w:numId/@w:val='1']")
    assert len(counted) == len(numbers)


def test_contents_are_a_field_without_page_numbers(example):
    (instruction,) = example.find("//w:instrText/text()")
    assert instruction.strip() == r'TOC \o "1-2" \h \z \u'
    assert not any("PAGEREF" in each for each in example.find("//w:fldSimple/@w:instr"))


def test_recommendation_is_laid_out_as_designed():
    read = only(recommendation(12))
    styles = [(style_of(p), text_of(p)) for p in read.piece("E12").iter(f"{W}p")]
    assert [style for style, _ in styles] == [
        "Heading3",
        "Angaben",
        "Empfehlung",
        "Merkmal",
        "Merkmal",
        "MerkmalListe",
        "MerkmalListe",
        "MerkmalListe",
        "Merkmal",
        "Ergebnis",
        "Ergebnis",
        "ErgebnisAngaben",
    ]
    texts = [text for _, text in styles]
    assert texts[0] == f"E{NB}12\tLeitlinien in klarer Sprache"
    assert [text.split("\t")[0] for text in texts[2:5]] == ["Empfehlung", "Begründung", "Hinweise"]
    assert texts[8] == "Bedenken\tOhne feste Stellen bleibt die Werkstatt nach der Probezeit leer."
    assert texts[9] == f"Zur Maßnahme M7\t21{NB}Ja · 4{NB}Nein · 2{NB}Enthaltungen (Sitzung{NB}3)"
    assert texts[10] == "Zu dieser Empfehlung\tnoch nicht abgestimmt"


def test_measures_result_never_becomes_the_recommendations():
    """The draft shows the measure's counts without verdict or chart; both hang on its own vote."""
    read = only(recommendation(12))
    result = "".join(text_of(p) for p in read.piece("E12.result").iter(f"{W}p"))
    assert "ngenommen" not in result
    assert read.piece("E12.result").findall(".//w:drawing", NS) == []
    assert len(read.piece("M7.result").findall(".//w:drawing", NS)) == 1


def test_recommendation_with_its_own_vote_has_both_results_and_a_verdict():
    read = only(recommendation(12, votes=(doubt_vote(12),), state="adopted"))
    lines = [text_of(p) for p in read.piece("E12.result").iter(f"{W}p")]
    assert lines[0].startswith("Zur Maßnahme M7\t21")
    assert lines[1] == (
        "Zu dieser Empfehlung\tDafür 22 · Dafür mit Zweifel 5 · Dagegen 4 · Enthaltung 1"
    )
    assert lines[3].startswith(f"Angenommen. 27 von 31 (87{NB}%)")
    assert lines[4] == (
        f"\t29 per Handy, 3 auf Papier: 32 von 32 Anwesenden · vertraulich · Sitzung{NB}4"
    )
    verdict = read.piece("E12.result").find(".//w:rStyle[@w:val='UrteilJa']", NS)
    assert verdict is not None


def test_rejected_recommendations_stand_at_the_end_and_withdrawn_numbers_are_named(finished):
    texts = finished.paragraphs("Heading2", "Heading3", "ListBullet")
    rejected = texts.index("Nicht angenommene Empfehlungen")
    withdrawn = texts.index("Zurückgezogene Empfehlungen")
    assert texts[rejected + 1].startswith(f"E{NB}7\t")
    assert texts[withdrawn + 1].startswith(f"E{NB}8 ")
    assert sum(text.startswith(f"E{NB}7\t") for text in texts) == 1


def test_earlier_rounds_are_reported_and_the_last_one_decides():
    first, second = vote(12, 10, 5), vote(11, 13, 3, round=2)
    read = only(recommendation(measure_votes=(first, second)))
    lines = [text_of(p) for p in read.piece("M7.result").iter(f"{W}p")]
    assert lines[0].endswith(f"{second.line} (Runde{NB}2 in Sitzung{NB}3)")
    assert any(line.startswith(f"Runde{NB}1 in Sitzung{NB}3: {first.line}") for line in lines)
    assert len(read.piece("M7.result").findall(".//w:drawing", NS)) == 1


def test_result_block_holds_together_and_is_tied_to_the_text_above():
    read = only(recommendation(12))
    for tag in ("M7", "E12"):
        paragraphs = list(read.piece(tag).iter(f"{W}p"))
        first = next(i for i, p in enumerate(paragraphs) if style_of(p) == "Ergebnis")
        assert paragraphs[first - 1].find("w:pPr/w:keepNext", NS) is not None
        assert style_of(paragraphs[-1]) == "ErgebnisAngaben"


def test_vote_without_answers_or_rule_still_gives_a_block():
    nothing = vote(0, 0, 3, share="Es gab weder Ja- noch Nein-Stimmen.", needed=None, adopted=False)
    free = vote(verdict="", rule="", share="", needed=None, adopted=None, base=None)
    for cast, charts in ((replace(nothing, needed=None), 0), (replace(free, needed=None), 1)):
        read = only(recommendation(measure_votes=(cast,)))
        assert len(read.charts()) == charts


def test_overview_lists_every_recommendation_with_its_state(finished):
    rows = finished.tables()[2]
    assert rows[0] == ["Nr.", "Empfehlung", "Dafür", "mit Zweifel", "Dagegen",
                       "Enthal\N{SOFT HYPHEN}tung", "Ergebnis"]  # fmt: skip
    assert [f"E{NB}1", "Digitales immer auch ohne Gerät", "27", "3", "1", "1", "angenommen"] in rows
    assert any(row[0] == f"E{NB}8" and "zurückgezogen" in row[1] for row in rows)
    assert any(row[-1] == "nicht angenommen" for row in rows)


def test_annex_lists_every_round_with_rule_base_counts_and_channels(example):
    (rows,) = [table for table in example.tables() if table[0][1] == "Wortlaut"]
    assert rows[0][2:] == ["Runde", "Ja", "Nein", "Enthal\N{SOFT HYPHEN}tung", "dafür von Basis",
                           "nötig", "Wege", "Ergebnis"]  # fmt: skip
    assert rows[1] == [
        f"Sitzung{NB}3 · einfach · Regel: mindestens zwei Drittel der Ja- und Nein-Stimmen"
    ]
    assert [row[0] for row in rows[2:]] == ["M1", "M4", "M4", "M7", "M9"]
    assert rows[5][2:] == [
        "1",
        "21",
        "4",
        "2",
        "21 von 25",
        "17",
        f"24{NB}Handy\n3{NB}Papier",
        "angenommen",
    ]


def test_annex_tells_why_a_round_was_broken_off():
    broken = Cancelled("M7", "Digitale Werkstatt", 3, 1, "Falscher Text auf der Leinwand")
    read = Read(build(small(cancelled=(broken,))))
    assert ["M7", "Digitale Werkstatt", "3", "1", "Falscher Text auf der Leinwand"] in [
        row for table in read.tables() for row in table
    ]


def test_annex_stands_on_a_wide_page_only_when_it_needs_one(example):
    wide = example.find("//w:sectPr/w:pgSz/@w:orient")
    assert wide == ["landscape"]
    assert Read(build(empty())).find("//w:sectPr/w:pgSz/@w:orient") == []


def test_outlook_leaves_a_column_for_the_city(example):
    (rows,) = [table for table in example.tables() if table[0][-1] == "Rückmeldung der Stadt"]
    assert {row[-1] for row in rows[1:]} == {""}
    assert [row[0] for row in rows[1:]] == [
        each.code for each in kassel().recommendations if each.state != "withdrawn"
    ]


def test_chapter_tells_what_came_out_and_annex_a_the_whole_programme(example):
    outcomes, programme = [
        table for table in example.tables() if table[0][0] == "Zeit" and table[1][0] == "17:00"
    ]
    points = kassel().meetings[0].points
    assert outcomes[0] == ["Zeit", "Programmpunkt", "Methode", "Ergebnis"]
    assert len(outcomes) - 1 == sum(1 for point in points if point.outcome)
    assert programme[0] == ["Zeit", "Dauer", "Programmpunkt", "Methode"]
    assert len(programme) - 1 == len(points)


def test_labels_of_the_council_hold_everywhere():
    labels = Labels(field="Leitthema", measure="Teilprojekt", measures="Teilprojekte")
    text = "\n".join(Read(build(small(labels=labels))).paragraphs())
    assert "Zum Teilprojekt M7" in text
    assert "Leitthema C Arbeit und Bildung" in text
    assert "Abstimmungen über Teilprojekte" in text


def test_empty_council_gives_a_document_that_says_so():
    text = "\n".join(Read(build(empty())).paragraphs())
    for sentence in (
        "Es gibt noch keine Empfehlungen.",
        "Über Maßnahmen wurde noch nicht abgestimmt.",
        "Es ist noch keine Sitzung angelegt.",
        "Es sind noch keine Maßnahmen und keine Empfehlungen festgehalten.",
        "Es wurde noch nicht abgestimmt.",
    ):
        assert sentence in text


def test_impressum_stands_only_where_it_was_written():
    assert "Impressum" not in Read(build(small())).paragraphs("Heading1")
    read = Read(build(small(imprint="Herausgegeben vom Amt.\nKassel")))
    assert read.paragraphs("Heading1")[0] == "Impressum"


def test_line_never_breaks_inside_a_code_or_a_share(finished):
    text = "\n".join(finished.paragraphs())
    for broken in ("E 1", "87 %", "Tabelle 1", "Sitzung 3", "Fassung 3", "nötig 21", "Anhang C"):
        assert broken not in text
        assert broken.replace(" ", NB) in text


@pytest.mark.parametrize("mode", MODES)
def test_tables_repeat_their_header_and_no_row_splits(mode):
    read = Read(build(kassel(**MODES[mode])))
    tables = read.find("//w:tbl[w:tblPr/w:tblStyle/@w:val='GutachtenTabelle']")
    assert len(tables) >= 8
    for table in tables:
        rows = table.findall("w:tr", NS)
        assert rows[0].find("w:trPr/w:tblHeader", NS) is not None
        assert all(row.find("w:trPr/w:cantSplit", NS) is not None for row in rows)


def test_captions_are_counted_by_fields(example):
    numbers = example.find("//w:p[w:pPr/w:pStyle/@w:val='Caption']/w:fldSimple")
    assert [each.get(f"{W}instr").strip() for each in numbers] == [r"SEQ Tabelle \* ARABIC"] * len(
        numbers
    )
    assert ["".join(each.itertext()) for each in numbers] == [
        str(at) for at in range(1, len(numbers) + 1)
    ]


@pytest.mark.parametrize(
    "outline", [kassel(), kassel(finished=True), empty()], ids=["session 3", "finished", "empty"]
)
def test_no_empty_paragraph_makes_room(outline):
    read = Read(build(outline))
    hollow = [
        style_of(p)
        for p in read.root.iter(f"{W}p")
        if not text_of(p).strip() and p.find(".//w:drawing", NS) is None
        and p.getparent().tag != f"{W}tc"
    ]  # fmt: skip
    assert hollow == []
