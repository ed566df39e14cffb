"""``python -m tests.proof [--long] [--seed N] [--only NAME …] [--readme]``: the table „Zahlen“."""

import argparse
import secrets
import sys
import time
from pathlib import Path

from facilitation import clock

from .figures import Line, Proof, table
from .lab import lab
from .proofs import PROOFS

README = Path(__file__).resolve().parents[2] / "README.md"
BEGIN, END = "<!-- Zahlen: begin -->", "<!-- Zahlen: end -->"


def arguments(words: list[str]) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.proof", description=__doc__)
    parser.add_argument("--long", action="store_true", help="as often as promises.md asks")
    parser.add_argument("--seed", type=int, default=secrets.randbelow(10**6))
    parser.add_argument("--only", action="append", choices=[proof.NAME for proof in PROOFS])
    parser.add_argument("--times", type=int, help="this many runs of each instead")
    parser.add_argument("--readme", action="store_true", help="write the table into README.md")
    return parser.parse_args(words)


def prove(proof: Proof, seed: int, times: int) -> Line:
    """Run a proof and its control; each in a room of its own."""
    with lab(proof.NAME, seed) as room:
        figures = proof.run(room, times)
    with lab(f"{proof.NAME} control", seed) as room:
        control = proof.control(room, proof.CONTROLS)
    return Line(proof, figures, control)


def with_table(text: str, made: str, said: str) -> str:
    """README's ``text`` with the table between its markers."""
    before, begin, rest = text.partition(BEGIN)
    _old, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"README.md has no {BEGIN} … {END}")
    return f"{before}{BEGIN}\n{made}\n\n{said}\n{END}{after}"


def main(words: list[str]) -> int:
    """Run, print, write; 1 where a promise is broken or a control finds nothing."""
    asked = arguments(words)
    print(f"seed {asked.seed}", flush=True)
    lines = []
    for proof in PROOFS:
        if asked.only and proof.NAME not in asked.only:
            continue
        began = time.monotonic()
        line = prove(proof, asked.seed, asked.times or (proof.LONG if asked.long else proof.SHORT))
        lines.append(line)
        verdict = "holds" if line.holds else "BROKEN"
        print(f"{proof.NAME:<14} {verdict}  {time.monotonic() - began:6.1f} s", flush=True)
    made = table(lines)
    print(f"\n{made}")
    if asked.readme:
        said = f"Gemessen am {clock.local(clock.now()):%d.%m.%Y} mit `python -m tests.proof{' --long' if asked.long else ''} --seed {asked.seed}`."
        README.write_text(
            with_table(README.read_text(encoding="utf-8"), made, said), encoding="utf-8"
        )
    return 0 if all(line.holds for line in lines) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
