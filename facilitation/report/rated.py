"""A rating as plain data: which measures, under which criteria, with which figures."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RatedRow:
    """One option under one criterion; figures as stored with the round."""

    place: int
    """Its rank in the result; ties share one."""
    code: str
    title: str
    counts: tuple[int, ...]
    """Per step, the lowest first."""
    n: int
    no_answer: int
    good: int
    middle: int
    bad: int
    mean: str
    """„3,8“; empty where nobody answered."""
    median: str

    @property
    def name(self) -> str:
        """„M7 Füllstandsmelder“"""
        return f"{self.code} {self.title}".strip()


@dataclass(frozen=True, slots=True)
class RatedCriterion:
    """One table: a criterion with all options, the best first."""

    label: str
    steps: tuple[str, ...]
    """„1 sehr gering“, the lowest first."""
    less_is_better: bool
    good_label: str
    middle_label: str
    bad_label: str
    rows: tuple[RatedRow, ...]


@dataclass(frozen=True, slots=True)
class Rating:
    """One round of a rating that was shown."""

    id: int
    title: str
    question: str
    meeting: int
    round: int
    criteria: tuple[RatedCriterion, ...]
    arrived: int
    turnout: str
    channels: str
    mode: str
    leading: tuple[str, ...]
    """Codes of those that stand first, ties together."""
