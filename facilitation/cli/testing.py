"""The tests, with everything that they need."""

import os
import subprocess
import sys

import click

from ..settings import ROOT
from .words import Command


@click.command(
    cls=Command, context_settings={"ignore_unknown_options": True}, add_help_option=False
)
@click.argument("args", nargs=-1, type=click.UNPROCESSED, metavar="[ARGS]...")
def test(args: tuple[str, ...]) -> int:
    """Führt alle Prüfungen aus; ARGS gehen an pytest."""
    runner = ROOT / "tests" / "run.py"
    environment = {**os.environ, "RATSCHLAG_NO_BOOTSTRAP": "1"}
    done = subprocess.run(
        [sys.executable, str(runner), *args], cwd=ROOT, env=environment, check=False
    )
    return done.returncode
