"""recount on the terminal: figures on stdout, reasons on stderr, and how it ended."""

import json
import subprocess
import sys

import pytest

from .conftest import ROOT

DOUBT = {
    "method": "doubt",
    "options": ["E1"],
    "settings": {},
    "rule": {
        "threshold": "2/3",
        "compare": ">=",
        "base": "yes_and_no",
        "also": "for_beats_against",
        "turnout": None,
    },
    "seats": {"members": 61, "present": 60},
    "ballots": [{"E1": "for"}, {"E1": "with_doubts"}, {"E1": "against"}],
}
RESULT = {
    "options": {
        "E1": {
            "counts": {"for": 1, "with_doubts": 1, "against": 1, "abstain": 0},
            "n": 3,
            "base": 3,
            "for": 2,
            "needed": 2,
            "adopted": False,
        }
    }
}


@pytest.fixture
def recount(run, tmp_path):
    """Recount a file with this in it."""

    def recount(content):
        file = tmp_path / "poll.json"
        if not isinstance(content, bytes):
            content = json.dumps(content).encode()
        file.write_bytes(content)
        return run("recount", str(file))

    return recount


def test_one_poll_is_counted(recount):
    code, out, err = recount(DOUBT)

    assert (code, json.loads(out), err) == (0, RESULT, "")


def test_a_result_that_agrees_is_confirmed(recount):
    code, out, err = recount(DOUBT | {"result": RESULT})

    assert (code, json.loads(out), err) == (0, RESULT, "")


def test_a_result_that_differs_is_said_with_its_place(recount):
    shown = json.loads(json.dumps(RESULT))
    shown["options"]["E1"] |= {"needed": 3, "adopted": True}
    polls = [DOUBT | {"id": 1, "result": RESULT}, DOUBT | {"id": 2, "result": shown}]

    code, out, err = recount({"polls": polls, "title": "Beispiel"})

    assert code == 1
    assert json.loads(out) == {"polls": [{"id": 1, "result": RESULT}, {"id": 2, "result": RESULT}]}
    assert err.splitlines() == [
        "/polls/1/result/options/E1/needed: gezeigt wurde 3, gezählt ist 2",
        "/polls/1/result/options/E1/adopted: gezeigt wurde true, gezählt ist false",
    ]


def test_what_was_not_counted_is_listed(recount):
    gone = {"id": "r3", "method": "text", "result": None, "status": "not_counted"}
    code, out, err = recount({"polls": [gone]})

    assert (code, err) == (0, "")
    assert json.loads(out) == {"polls": [{"id": "r3", "result": None, "status": "not_counted"}]}


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (DOUBT | {"ballots": [{}, {}, {"E1": "perhaps"}]}, "/ballots/2/E1: "),
        (DOUBT | {"seats": {"members": 2}}, "/seats/members: "),
        ({"polls": [DOUBT | {"id": 1, "result": RESULT, "rule": {}}]}, "/polls/0/rule/threshold: "),
        (b'{"method": "doubt", "method": "mood"}', "/method: "),
        ([], "/: "),
        (b"{", "/: Das ist kein lesbares JSON"),
        (b"", "/: Das ist kein lesbares JSON"),
        (b"[" * 200_000, "/: Das ist kein lesbares JSON"),
        (b'{"options": ' + b"[" * 300 + b"]" * 300 + b"}", "/options/0/0"),
    ],
)
def test_what_cannot_be_counted_is_refused_and_nothing_is_printed(recount, content, place):
    code, out, err = recount(content)

    assert (code, out) == (2, "")
    assert err.startswith(place)
    assert err.count("\n") == 1


@pytest.mark.parametrize("content", [b"\xff\xfe{\x00}\x00", b'{"method": "\xe4"}'])
def test_other_encodings_are_refused(recount, content):
    code, out, err = recount(content)

    assert (code, out) == (2, "")
    assert "UTF-8" in err


def test_a_byte_order_mark_is_no_matter(recount):
    code, out, _err = recount(b"\xef\xbb\xbf" + json.dumps(DOUBT).encode())

    assert (code, json.loads(out)) == (0, RESULT)


def test_half_characters_are_printed_as_escapes(recount):
    code, out, err = recount(DOUBT | {"options": ["\ud83d"], "ballots": [{"\ud83d": "for"}]})

    assert (code, err) == (0, "")
    assert list(json.loads(out)["options"]) == ["\ud83d"]


def test_a_file_that_is_not_there_is_misuse(run, tmp_path):
    code, out, err = run("recount", str(tmp_path / "none.json"))

    assert (code, out) == (2, "")
    assert "none.json" in err
    assert "gibt es nicht" in err


def test_neither_a_folder_nor_nothing_can_be_counted(run, tmp_path):
    for words in (("recount", str(tmp_path)), ("recount",)):
        code, out, err = run(*words)

        assert (code, out) == (2, "")
        assert err


def test_it_needs_no_database(tmp_path, environment, instance):
    file = tmp_path / "poll.json"
    file.write_text(json.dumps(DOUBT))

    done = subprocess.run(
        [sys.executable, str(ROOT / "app.py"), "recount", str(file)],
        env=environment | {"PYTHONIOENCODING": "ascii"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, json.loads(done.stdout), done.stderr) == (0, RESULT, "")
    assert not instance.exists()
