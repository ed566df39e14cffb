"""Ja / Nein / Enthaltung: one of three per option."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ...errors import Invalid
from ...language import N_
from .. import rules

MARKS = ("yes", "no", "abstain")


def check(marks: Mapping[str, Any], options: Sequence[str]) -> dict[str, Any]:
    """``marks`` answers every option with one of ``MARKS``; else ``Invalid``."""
    if set(marks) != set(options):
        raise Invalid(
            N_("Diese Antwort passt nicht zu dieser Abstimmung. Bitte laden Sie die Seite neu.")
        )
    for mark in marks.values():
        if not isinstance(mark, str) or mark not in MARKS:
            raise Invalid(N_("Möglich sind Ja, Nein und Enthaltung."))
    return {key: marks[key] for key in options}


def tally(
    ballots: Iterable[Mapping[str, Any]], options: Sequence[str]
) -> dict[str, dict[str, int]]:
    """``{option: {"yes": 21, "no": 4, "abstain": 2}}``; a blank ballot adds nothing."""
    counters: dict[str, Counter[str]] = {key: Counter() for key in options}
    for ballot in ballots:
        for key, mark in ballot.items():
            counters[key][mark] += 1
    return {key: {mark: counter[mark] for mark in MARKS} for key, counter in counters.items()}


def result(
    tally: Mapping[str, Mapping[str, int]],
    rule: Mapping[str, Any] | None,
    *,
    arrived: int,
    members: int,
    present: int,
) -> dict[str, Any]:
    """The counts read through the rule, exactly as voting.md § 10 prints them."""
    read = rules.Rule.from_data(rule)
    options = {}
    for key, counts in tally.items():
        entry: dict[str, Any] = {"counts": dict(counts), "n": sum(counts.values())}
        if read is None:
            entry["adopted"] = None
        else:
            base = rules.base(
                read,
                decided=counts["yes"] + counts["no"],
                cast=arrived,
                present=present,
                members=members,
            )
            entry |= rules.verdict(
                read,
                base=base,
                in_favour=counts["yes"],
                beats=(counts["yes"], counts["no"]),
                arrived=arrived,
                members=members,
            )
        options[key] = entry
    return {"options": options}
