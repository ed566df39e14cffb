"""Everything that is checked, behind ``python3 app.py test``; with arguments, pytest alone."""

import os
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ET
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests import tools  # noqa: E402  (this file is started as a script)

IN_CI = os.environ.get("CI") == "true"
PYTHON = [sys.executable, "-m"]
SCRIPTS = Path(sys.executable).parent


class Report:
    """What passed, what failed, and what could not run here and why."""

    def __init__(self) -> None:
        self.passed: list[str] = []
        self.failed: list[str] = []
        self.missing: list[str] = []

    def check(self, name: str, words: list[str]) -> None:
        """Run one tool; show what it says only when it fails."""
        began = time.monotonic()
        try:
            done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
            code, said = done.returncode, done.stdout + done.stderr
        except OSError as error:
            code, said = 1, str(error)
        verdict = "failed" if code else "passed"
        told = f"{name:<14} {verdict}  {time.monotonic() - began:5.1f} s\n"
        print(told + (f"{said}\n" if code else ""), end="", flush=True)
        (self.failed if code else self.passed).append(name)

    def lacks(self, name: str, reason: str) -> None:
        """Something can't run on this machine."""
        self.missing.append(f"{name}: {reason}")
        print(f"{name:<14} missing: {reason}", flush=True)


def find_programs(report: Report) -> None:
    """Find what the tests start, or install it where that is possible."""
    if not tools.chromium() and tools.install_chromium():
        tools.install_packages("Chromium")
    tools.chromium.cache_clear()
    if not tools.chromium():
        report.lacks("Chromium", "no browser found, and none could be installed")
    for name, found in (
        ("LibreOffice", tools.libreoffice),
        ("Poppler", lambda: tools.first(("pdftotext",))),
    ):
        if not found():
            tools.install_packages(name)
            tools.libreoffice.cache_clear()
        if not found():
            report.lacks(name, f"install {' '.join(tools.PACKAGES[name])}")


def check_quality(report: Report) -> None:
    """Style, types, layers, templates, security; two at once, begun with those that take longest."""
    checks = {
        "mypy": [*PYTHON, "mypy"],
        # Also leaves all tests compiled: each worker would compile every one of them for itself.
        "tests load": [*PYTHON, "pytest", "--collect-only", "-q", "-n", "0"],
        "bandit": [*PYTHON, "bandit", "-q", "-c", "pyproject.toml", "-r", "app.py", "facilitation"],
        "import-linter": [str(SCRIPTS / "lint-imports")],
        "ruff": [*PYTHON, "ruff", "check", "."],
        "ruff format": [*PYTHON, "ruff", "format", "--check", "."],
    }
    if any(ROOT.glob("templates/**/*.html")):
        checks["djlint"] = [*PYTHON, "djlint", "--quiet", "--lint", "templates"]
    scripts = sorted(str(path) for path in ROOT.glob("tests/**/*.test.mjs"))
    if scripts and tools.first(("node",)):
        checks["node --test"] = ["node", "--test", *scripts]
    elif scripts:
        report.lacks("node", "the tests of the pages' scripts need node 20 or newer")
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(report.check, checks, checks.values()))


def run_pytest(args: list[str]) -> tuple[int, dict[str, int]]:
    """Run pytest; its exit code and its counts."""
    with tempfile.TemporaryDirectory() as folder:
        results = Path(folder) / "results.xml"
        words = [*PYTHON, "pytest", "-q", "-rs", f"--junitxml={results}", *args]
        code = subprocess.run(words, cwd=ROOT, env=environment(), check=False).returncode
        counts = dict.fromkeys(("tests", "failures", "errors", "skipped"), 0)
        if results.exists():
            suite = next(ET.parse(results).iter("testsuite"))
            counts = {name: int(suite.get(name, 0)) for name in counts}
    return code, counts


def environment() -> dict[str, str]:
    """The machine's, without settings of a real installation, with the browser that was found."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("RATSCHLAG_")}
    browser = tools.chromium()
    return kept | ({"RATSCHLAG_CHROMIUM": browser} if browser else {})


def main(args: list[str]) -> int:
    """Run everything, or pytest with ``args``."""
    if args:
        words = [*PYTHON, "pytest", *args]
        return subprocess.run(words, cwd=ROOT, env=environment(), check=False).returncode
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # tests start many Pythons: compile once
    report = Report()
    find_programs(report)
    check_quality(report)
    code, counts = run_pytest(args)
    bad = [f"{name} failed" for name in report.failed]
    if IN_CI:  # there nothing may be left out
        bad += report.missing
        bad += [f"{counts['skipped']} tests skipped"] if counts["skipped"] else []
    elif report.missing:
        print("Could not run here: " + "; ".join(report.missing))
    if not bad:
        return code
    print("Not good: " + "; ".join(bad))
    broken = counts["failures"] + counts["errors"]
    fine = counts["tests"] - broken - counts["skipped"] + len(report.passed)
    print(f"{fine} passed, {broken + len(bad)} failed")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
