"""What the doctor says: one line for each thing looked at, and what to do about it."""

from dataclasses import dataclass

MARKS = {"fine": "✓", "mind": "!", "stop": "✕"}


@dataclass(frozen=True)
class Finding:
    """One thing: fine, worth minding, or stopping the work until it is mended."""

    state: str
    subject: str
    text: str
    advice: str = ""

    @property
    def lines(self) -> list[str]:
        """As the terminal shows it."""
        first = f"{MARKS[self.state]} {self.subject}: {self.text}"
        return [first, f"    → {self.advice}"] if self.advice else [first]
