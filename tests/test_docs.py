"""What the documents say is there."""

import re
from pathlib import Path

import click
import pytest

from facilitation.cli import ratschlag

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
COMMAND = re.compile(r"python3 app\.py((?: [a-z-]+| --?[a-zA-Z0-9-]+)*)")


def names(path):
    return str(path.relative_to(ROOT))


def anchors(path):
    """The places in a document that a link can name."""
    headings = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", text.lower()).strip().replace(" ", "-") for text in headings}


def check_words(words):
    """Walk down from command to subcommand; every option must belong to where it stands."""
    here, parents = ratschlag, []
    for word in words:
        options = {option for each in (*parents, here) for p in each.params for option in p.opts}
        if word.startswith("-"):
            free = here.context_settings.get("ignore_unknown_options")
            assert free or word in options | {"--help"}, f"{word} of {here.name}"
        elif isinstance(here, click.Group):
            assert word in here.commands, word
            parents.append(here)
            here = here.commands[word]


@pytest.mark.parametrize("path", DOCUMENTS, ids=names)
def test_links_are_not_dead(path):
    for target in LINK.findall(path.read_text(encoding="utf-8")):
        if re.match(r"[a-z]+:", target):
            continue
        name, _hash, anchor = target.partition("#")
        there = (path.parent / name).resolve() if name else path
        assert there.exists(), target
        assert not anchor or anchor in anchors(there), target


@pytest.mark.parametrize("path", DOCUMENTS, ids=names)
def test_named_commands_exist(path):
    for words in COMMAND.findall(path.read_text(encoding="utf-8")):
        check_words(words.split())


def test_readme_names_every_command():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert {name for name in ratschlag.commands if f"python3 app.py {name}" not in text} == set()


def test_named_make_targets_exist():
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    for path in DOCUMENTS:
        for name in re.findall(r"`make ([a-z]+)", path.read_text(encoding="utf-8")):
            assert name in targets, f"make {name} in {names(path)}"


@pytest.mark.parametrize("path", DOCUMENTS, ids=names)
def test_nothing_is_promised_that_cannot_be_kept(path):
    """A vote by phone is none of these."""
    words = re.findall(r"unhackbar|BSI-konform|geheime Wahl", path.read_text(encoding="utf-8"))
    assert words == []
