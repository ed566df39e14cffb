"""Colours: the contrast of every pair that is used, light and dark (WCAG 1.4.3, 1.4.11)."""

import re
from pathlib import Path

import pytest

CSS = (Path(__file__).parent.parent / "static/css/tokens.css").read_text()
TEXT, LARGE = 4.5, 3.0
PAIRS = [
    ("text", "bg", TEXT),
    ("text", "surface", TEXT),
    ("text", "surface-2", TEXT),
    ("text", "selected", TEXT),
    ("text", "info-bg", TEXT),
    ("muted", "bg", TEXT),
    ("muted", "surface", TEXT),
    ("action", "bg", TEXT),
    ("action", "surface", TEXT),
    ("action", "selected", TEXT),
    ("on-action", "action", TEXT),
    ("on-action", "action-hover", TEXT),
    ("ok", "bg", TEXT),
    ("ok", "ok-bg", TEXT),
    ("warn", "warn-bg", TEXT),
    ("err", "bg", TEXT),
    ("err", "err-bg", TEXT),
    ("on-err", "err", TEXT),
    ("on-help", "help", TEXT),
    ("on-yes", "yes", TEXT),
    ("on-no", "no", TEXT),
    ("on-abstain", "abstain", TEXT),
    ("no-text", "bg", TEXT),
    ("on-seq-low", "seq-1", TEXT),
    ("on-seq-low", "seq-2", TEXT),
    ("on-seq-mid", "seq-3", TEXT),
    ("on-seq-high", "seq-4", TEXT),
    ("on-seq-high", "seq-5", TEXT),
    ("on-seq-high", "seq-6", TEXT),
    ("step-line", "bg", LARGE),
    ("yes", "bg", LARGE),
    ("no", "bg", LARGE),
    ("border", "bg", LARGE),
    ("border", "surface", LARGE),
    ("abstain-line", "bg", LARGE),
    ("warn-line", "warn-bg", LARGE),
    ("focus-inner", "focus-outer", LARGE),
]


def tokens(selector):
    block = CSS[CSS.index(selector) :]
    block = block[block.index("{") : block.index("}")]
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]+);", block))


LIGHT = tokens(":root {")
THEMES = {
    "light": LIGHT,
    "dark": LIGHT | tokens('[data-theme="dark"] {'),
    "auto": LIGHT | tokens('[data-theme="auto"] {'),
}


def luminance(colour):
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("front", "back", "least"), PAIRS)
def test_contrast_is_enough(theme, front, back, least):
    colours = THEMES[theme]

    assert contrast(colours[front], colours[back]) >= least


def test_dark_and_auto_are_the_same():
    assert THEMES["dark"] == THEMES["auto"]
