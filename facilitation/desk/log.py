"""The log to read (Verlauf): who did what and when; as a table for other programs too."""

import csv
import io

from flask import Response, g, render_template, request
from sqlalchemy.orm import Session

from .. import clock
from ..db import reading
from ..errors import NotFound
from ..language import gettext as _
from ..meetings import agenda
from ..meetings import log as entries
from ..meetings.models import LogEntry, Meeting
from ..text import harmless_cell
from .access import minutes
from .blueprint import desk
from .team import ROLE_NAMES

HEAD = ("Zeitpunkt", "Sitzung", "Rolle", "Name", "Was", "zurückgenommen")
BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
"""Without it Excel takes umlauts for something else."""


@desk.get("/<council>/verlauf")
@minutes
def log_page(council):
    """Everything, or one session's part, newest first."""
    with reading() as session:
        meetings = agenda.all_meetings(session, g.council.id)
        chosen = _chosen(meetings)
        rows = _rows(session, meetings, chosen)
        return render_template("desk/log.html", rows=rows[::-1], meetings=meetings, chosen=chosen)


@desk.get("/<council>/verlauf.csv")
@minutes
def log_table(council):
    """For a spreadsheet: semicolons, no cell that could be a formula, no votes."""
    with reading() as session:
        meetings = agenda.all_meetings(session, g.council.id)
        chosen = _chosen(meetings)
        rows = _rows(session, meetings, chosen)
    written = io.StringIO()
    table = csv.writer(written, delimiter=";")
    table.writerow(HEAD)
    for row in rows:
        cells = (
            f"{clock.local(row['at']):%d.%m.%Y %H:%M:%S}",
            row["number"] or "",
            row["role"],
            row["who"],
            row["said"],
            f"{clock.local(row['undone_at']):%H:%M:%S}" if row["undone_at"] else "",
        )
        table.writerow([harmless_cell(str(cell)) for cell in cells])
    response = Response(BOM + written.getvalue(), mimetype="text/csv")
    name = f"verlauf-{g.council.slug}" + (f"-sitzung-{chosen.number}" if chosen else "")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def _chosen(meetings: list[Meeting]) -> Meeting | None:
    number = request.args.get("sitzung", "")
    if not number:
        return None
    found = next((meeting for meeting in meetings if str(meeting.number) == number), None)
    if found is None:
        raise NotFound()
    return found


def _rows(session: Session, meetings: list[Meeting], chosen: Meeting | None) -> list[dict]:
    numbers = {meeting.id: meeting.number for meeting in meetings}
    found = entries.entries(session, g.council.id, chosen.id if chosen else None)
    return [_row(entry, numbers) for entry in found]


def _row(entry: LogEntry, numbers: dict[int, int]) -> dict:
    return {
        "at": entry.at,
        "number": numbers.get(entry.meeting_id) if entry.meeting_id else None,
        "role": _(ROLE_NAMES[entry.role]) if entry.role in ROLE_NAMES else "",
        "who": entry.who,
        "said": entries.sentence(entry),
        "undone_at": entry.undone_at,
    }
