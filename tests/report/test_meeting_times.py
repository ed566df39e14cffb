"""A session's heading tells the plan before it was held, and what really was afterwards."""

from datetime import timedelta

from facilitation import clock, db
from facilitation.meetings.models import Meeting
from facilitation.report.gather import gather


def when(evening):
    with db.reading() as session:
        (meeting,) = gather(session, evening.council_id, version=1).meetings
        return meeting.when.replace("\N{NO-BREAK SPACE}", " ")


def test_heading_and_programme_say_the_same_once_the_session_is_over(evening):
    with db.reading() as session:
        meeting = session.get_one(Meeting, evening.meeting_id)
        planned = f"{meeting.starts_at:%H:%M} bis"
    assert planned in when(evening)

    begun = clock.now() + timedelta(minutes=20)
    with clock.at(begun):
        evening.start()
        evening.move_on()
    with clock.at(begun + timedelta(minutes=75)):
        evening.end()

    start, end = (clock.hall_time(begun + timedelta(minutes=n)) for n in (0, 75))
    assert when(evening).endswith(f"{start} bis {end} Uhr")
    with db.reading() as session:
        (meeting,) = gather(session, evening.council_id, version=1).meetings
        assert meeting.points[0].time == start
