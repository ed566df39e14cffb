"""Programs that tests use and that pip doesn't bring: found here, in one place."""

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

CHROMIUM = (
    "chromium-headless-shell",  # the same engine without windows: it starts and draws faster
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
)
LIBREOFFICE = (
    "soffice",
    "libreoffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
)
PACKAGES = {
    "Chromium": ("chromium-headless-shell",),
    "LibreOffice": ("libreoffice-writer-nogui", "fonts-crosextra-carlito", "fonts-dejavu-core"),
    "Poppler": ("poppler-utils",),
}
"""What Debian calls them."""


def first(names: tuple[str, ...]) -> str | None:
    """The first of these programs that is there."""
    return next((found for name in names if (found := shutil.which(name))), None)


@cache
def chromium() -> str | None:
    """A browser for playwright's ``executable_path``: the system's, else playwright's own."""
    return os.environ.get("RATSCHLAG_CHROMIUM") or first(CHROMIUM) or _playwrights_own()


@cache
def libreoffice() -> str | None:
    """The program that turns a docx into a PDF."""
    return first(LIBREOFFICE)


def chromium_arguments() -> list[str]:
    """No talk with its maker; and it refuses its sandbox to root, as a build machine runs."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    quiet = ["--disable-background-networking", "--disable-quic", "--disable-gpu"]
    return [*quiet, "--no-sandbox"] if root else quiet


def install_chromium() -> str | None:
    """Let playwright fetch a browser; say why there is still none."""
    words = [sys.executable, "-m", "playwright", "install", "chromium"]
    done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=600)
    return None if done.returncode == 0 else "playwright konnte keinen Browser laden"


def install_packages(name: str) -> bool:
    """Install a program with apt, where this is a Debian and we are root."""
    if not shutil.which("apt-get") or os.geteuid() != 0:
        return False
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for words in (
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *PACKAGES[name]],
    ):
        done = subprocess.run(words, env=environment, capture_output=True, check=False)
        if done.returncode:
            return False
    return True


def _playwrights_own() -> str | None:
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        return None
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None
