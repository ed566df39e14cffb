"""The example's texts are complete, short enough, and good neighbours."""

import re
from itertools import pairwise

import pytest

from facilitation.demo.collected import collected_texts, many_texts
from facilitation.demo.large import large_texts
from facilitation.demo.questions import questions_text
from facilitation.demo.texts import DATA, ItemText, MeasureText, MeetingText, texts

T = texts()
ITEMS = [(meeting.number, item) for meeting in T.meetings for item in meeting.items]
ORDER_OF_WEEK = {1: "Friday", 2: "Saturday", 3: "Saturday", 4: "Saturday"}

FORBIDDEN = (
    "repräsentativ",
    "beschluss",
    "beschließ",
    "anonym",
    "geheim",
    "umfrage",
    "voting",
    "session",
    " user",
    "admin",
    "todo",
    "lorem",
    "teilnehmer ",
    "*innen",
    ":innen",
)


def sentences(text: str) -> list[str]:
    """Split where a sentence (or a colon) ends and a capital letter follows."""
    return re.split(r"(?<=[.!?:])\s+(?=[A-ZÄÖÜ„0-9])", text.strip())


def measure_id(measure: MeasureText) -> str:
    return f"M{measure.number}"


def item_id(entry: tuple[int, ItemText]) -> str:
    return f"{entry[0]}: {entry[1].title}"


def meeting_id(meeting: MeetingText) -> str:
    return f"Sitzung {meeting.number}"


def test_fields_are_a_to_f():
    assert [field.letter for field in T.fields] == list("ABCDEF")


def test_measures_are_m1_to_m11_and_every_field_has_one():
    assert [measure.number for measure in T.measures] == list(range(1, 12))
    assert {measure.field for measure in T.measures} == set("ABCDEF")


@pytest.mark.parametrize("measure", T.measures, ids=measure_id)
class TestMeasure:
    def test_title_fits_the_wall(self, measure):
        assert len(measure.title) <= 45

    def test_sentence_is_at_most_two_and_ends(self, measure):
        assert measure.sentence.endswith(".")
        assert len(sentences(measure.sentence)) <= 2

    def test_text_has_three_to_six_sentences_and_says_what_it_costs(self, measure):
        count = len(re.findall(r"[.!?](?=\s|$)", measure.text))
        assert 3 <= count <= 6
        assert re.search(r"[\d.]+ Euro", measure.text)

    def test_infinitive_finishes_both_sentences(self, measure):
        # „…, <infinitive>.“ and „…, davon abzusehen, <infinitive>.“ need one zu-infinitive at the end
        # and nothing (a date, a clause) that would change its meaning in the second.
        last = measure.infinitive.split()[-1]
        assert re.search(r"^(\w+zu\w+en|\w+en)$", last)
        assert "zu" in last or measure.infinitive.split()[-2] == "zu"
        assert not re.search(r", (die|der|das|dass|um|damit|so)\b", measure.infinitive)
        assert not measure.infinitive.endswith(".")
        assert not re.search(r"\b(bis|ab|20\d\d)\b", measure.infinitive)

    def test_plain_version_has_short_sentences(self, measure):
        for sentence in sentences(measure.plain):
            assert len(sentence.split()) <= 12, sentence
        assert ";" not in measure.plain
        assert "(" not in measure.plain

    def test_plain_version_names_the_same_cost(self, measure):
        assert set(re.findall(r"[\d.]+ Euro", measure.plain)) == set(
            re.findall(r"[\d.]+ Euro", measure.text)
        )


@pytest.mark.parametrize("meeting", T.meetings, ids=meeting_id)
class TestMeeting:
    def test_minutes_add_up(self, meeting):
        assert sum(item.minutes for item in meeting.items) == meeting.minutes

    def test_day_and_hours_are_those_of_the_council(self, meeting):
        assert meeting.date.strftime("%A") == ORDER_OF_WEEK[meeting.number]
        assert (meeting.date.year, meeting.date.month in {9, 10}) == (2022, True)
        friday = meeting.number == 1
        assert meeting.starts_at.hour == (17 if friday else 10)
        assert meeting.minutes == (210 if friday else 420)

    def test_lunch_starts_at_noon_or_a_little_later(self, meeting):
        start = meeting.starts_at.hour * 60
        for item in meeting.items:
            if item.title == "Mittagspause":
                assert 12 * 60 <= start <= 13 * 60 + 15
            start += item.minutes

    def test_nobody_sits_longer_than_three_hours(self, meeting):
        stretch = 0
        for item in meeting.items:
            stretch = 0 if item.kind == "break" else stretch + item.minutes
            assert stretch <= 180


def test_meetings_are_two_blocks_in_order():
    assert [(m.number, m.block) for m in T.meetings] == [(1, 1), (2, 1), (3, 2), (4, 2)]
    assert all(a.date < b.date for a, b in pairwise(T.meetings))


@pytest.mark.parametrize("entry", ITEMS, ids=item_id)
class TestItem:
    def test_title_is_short_and_public_text_is_for_members(self, entry):
        _, item = entry
        assert len(item.title) <= 45
        assert len(item.public) <= 160
        assert item.public[-1] in ".?“"

    def test_team_has_notes_and_a_method(self, entry):
        _, item = entry
        assert item.notes
        assert item.method or item.kind == "break"

    def test_public_text_keeps_the_teams_notes_to_itself(self, entry):
        _, item = entry
        assert item.notes not in item.public

    def test_something_came_out_of_every_item_but_breaks_and_votes(self, entry):
        _, item = entry
        if item.kind != "break" and not item.ballots and item.title != "Dank und Abschied":
            assert item.outcome


def test_session_3_votes_on_four_measures():
    votes = [item for number, item in ITEMS if number == 3 and item.ballots]
    assert [(item.kind, item.ballots) for item in votes] == [("vote", (1, 4, 7, 9))]


def test_32_seats_sit_at_tables_of_five_or_six():
    assert sorted(T.members.seats) == list(range(1, 33))
    assert {len(table.seats) for table in T.members.tables} == {5, 6}
    assert sum(len(table.seats) for table in T.members.tables) == 32


def test_thirty_are_here_in_session_3_and_both_on_paper_are_among_them():
    missing = T.members.missing(3)
    assert len(missing) == 2
    assert len(T.members.paper) == 2
    assert not missing & set(T.members.paper)


def test_notes_and_outcomes_name_the_paper_seats_and_newcomers_that_there_are():
    notes = "\n".join(item.notes for _, item in ITEMS)
    assert f"Plätze {T.members.paper[0]} und {T.members.paper[1]} stimmen auf Papier" in notes
    assert "Plätze 31 und 32 rücken nach" in notes
    assert T.members.newcomers == (31, 32)
    assert not {31, 32} & T.members.missing(2)


def test_each_ballot_is_cast_once_by_somebody_who_is_here():
    for ballots in T.rounds:
        cast = [*ballots.yes, *ballots.no, *ballots.abstain, *ballots.late]
        assert len(cast) == len(set(cast))
        assert not set(cast) & T.members.missing(3)
        assert set(T.members.paper) <= set(cast)


def test_first_recommendations_are_those_beside_the_results_of_session_3():
    voted = [ballots.measure for ballots in T.rounds]
    assert [r.measure for r in T.recommendations[: len(voted)]] == voted


@pytest.mark.parametrize("draft", large_texts().recommendations, ids=lambda draft: draft.title)
class TestRecommendation:
    def test_title_fits_its_line(self, draft):
        assert len(draft.title) <= 45

    def test_wordings_are_whole_sentences(self, draft):
        for wording in (draft.wording, draft.early, draft.first and draft.first.wording):
            if not wording:
                continue
            assert wording.endswith(".")
            if draft.kind != "guiding":
                assert wording.startswith(f"Der Bürgerrat empfiehlt {T.council.addressee}, ")

    def test_reasons_say_why(self, draft):
        assert draft.reasons.startswith("Das ist uns wichtig, weil ")
        assert draft.reasons.endswith(".")

    def test_no_more_vote_than_are_there(self, draft):
        left = {
            going.seat for going in T.members.going if (going.meeting, going.state) == (4, "left")
        }
        there = set(T.members.seats) - T.members.missing(4) - left
        for votes in (draft.vote, draft.first and draft.first.vote):
            assert not votes or sum(votes) <= len(there)


def test_large_stage_has_sixty_recommendations_and_three_hundred_ideas():
    large = large_texts().recommendations
    assert len([r for r in large if r.vote]) == 60
    assert len({r.title for r in large}) == len({r.wording for r in large}) == len(large)
    said = [text for each in many_texts() for text in each.texts]
    assert len(said) == len(set(said)) == 300


def test_ideas_refer_to_what_there_is():
    for found, texts_ in ((collected_texts(), T), (many_texts(), large_texts())):
        numbers = {each.recommendation for each in found} - {None}
        assert numbers <= set(range(1, len(texts_.recommendations) + 1))
        assert all(each.title for each in found if each.recommendation or each.measure)


def test_rating_is_about_every_measure_by_every_criterion():
    rating = questions_text().rating
    assert list(rating.marks) == [f"M{measure.number}" for measure in T.measures]
    for marks in rating.marks.values():
        assert list(marks) == [criterion.label.lower() for criterion in rating.criteria]
        assert {sum(shares) for shares in marks.values()} == {100}


def test_files_say_that_they_are_an_example():
    for path in DATA.glob("*.toml"):
        assert "Beispieldaten" in path.read_text(encoding="utf-8"), path.name


@pytest.mark.parametrize("path", sorted(DATA.glob("*.toml")), ids=lambda path: path.name)
def test_files_avoid_forbidden_words(path):
    text = path.read_text(encoding="utf-8").lower()
    assert [word for word in FORBIDDEN if word in text] == []


@pytest.mark.parametrize("path", sorted(DATA.glob("*.toml")), ids=lambda path: path.name)
def test_files_use_german_quotes_and_no_double_spaces(path):
    text = path.read_text(encoding="utf-8")
    assert text.count("„") == text.count("“")
    values = re.sub(r"^#.*$", "", text, flags=re.MULTILINE)
    assert not re.search(r"\S  +\S", values)
