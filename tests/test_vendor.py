"""Foreign scripts are exactly the ones that were released, with their licences beside them."""

import hashlib
import json
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("static/vendor", "tests/vendor")


@pytest.mark.parametrize("folder", FOLDERS)
def test_vendored_files_are_unchanged(folder):
    wanted = dict(
        reversed(line.split()) for line in (ROOT / folder / "SHA256SUMS").read_text().splitlines()
    )
    there = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in (ROOT / folder).iterdir()
        if path.name not in ("SHA256SUMS", "update.mjs")
    }
    assert there == wanted


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_script_has_its_licence(folder):
    names = {path.name for path in (ROOT / folder).glob("*.js")}
    licences = {path.name.split(".LICENSE")[0] for path in (ROOT / folder).glob("*.LICENSE*")}
    assert names
    assert all(any(name.startswith(licence) for licence in licences) for name in names)


def test_versions_are_exact_and_locked_with_hashes():
    package = json.loads((ROOT / "package.json").read_text())
    lock = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    for name, version in (package["dependencies"] | package["devDependencies"]).items():
        assert lock[f"node_modules/{name}"]["version"] == version
    locked = [entry for path, entry in lock.items() if path]
    assert all(entry["integrity"].startswith("sha512-") for entry in locked)
    assert not any("resolved" in entry for entry in locked)
