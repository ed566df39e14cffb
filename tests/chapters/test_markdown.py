"""What of Markdown is read, and that nothing typed is lost or executed."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitation.chapters.markdown import DEEPEST, Block, Span, blocks

BOMBS = {
    "quotes": ">" * 100_000 + "x",
    "stars": "*a " * 6000,
    "brackets": "[" * 20_000,
    "pictures": "![" * 10_000,
    "lists": "1. " * 6000 + "x",
    "nested": "\n".join("  " * deep + "- a" for deep in range(200)),
    "escapes": "\\" * 20_000,
    "links": "[x](https://a.de) " * 1100,
    "unclosed": "[a](" * 5000,
    "emphasis": "**a *b " * 2800,
}


def kinds(source: str) -> list[tuple[str, int]]:
    return [(block.kind, block.level) for block in blocks(source)]


def test_paragraphs_and_looks():
    (block,) = blocks("Das ist **fett** und *kursiv* und ***beides***.")
    assert [(s.text, s.bold, s.italic) for s in block.spans] == [
        ("Das ist ", False, False), ("fett", True, False), (" und ", False, False), ("kursiv", False, True),
        (" und ", False, False), ("beides", True, True), (".", False, False),
    ]  # fmt: skip


def test_a_line_end_is_one_and_an_empty_line_a_new_paragraph():
    assert [block.text for block in blocks("eins\nzwei\n\ndrei")] == ["eins\nzwei", "drei"]


@pytest.mark.parametrize(
    ("source", "levels"),
    [("# a\n## b", [1, 2]), ("### a\n##### b\n### c", [1, 2, 1]), ("# a\n## b\n### c\n#### d\n##### e", [1, 2, 3, 3, 3])],
)  # fmt: skip
def test_headings_count_from_one_whatever_was_typed(source, levels):
    assert kinds(source) == [("heading", level) for level in levels]


def test_lists_know_their_depth_and_where_they_begin_anew():
    found = blocks("1. a\n2. b\n   - c\n\n     mehr\n3. d\n\nText\n\n1. e")
    assert [(b.kind, b.level, b.is_first) for b in found] == [
        ("number", 1, True), ("number", 1, True), ("bullet", 2, True), ("bullet", 2, False), ("number", 1, True),
        ("text", 1, True), ("number", 1, True),
    ]  # fmt: skip
    first, *_, last = (block.list_number for block in found if block.kind == "number")
    assert first != last


def test_quotes_have_their_depth():
    assert kinds("> a\n\nText\n\n> > b") == [("quote", 1), ("text", 1), ("quote", 2)]


@pytest.mark.parametrize(
    "address", ["https://kassel.de", "http://kassel.de/a?b=c", "mailto:a@b.de"]
)
def test_links_to_web_and_mail_are_links(address):
    assert blocks(f"[hier]({address})") == (Block("text", (Span("hier", link=address),)),)


@pytest.mark.parametrize(
    "source",
    ["[x](javascript:alert(1))", "[x](data:text/html,x)", "[x](file:///etc/passwd)", "[x](/mod)", "<script>alert(1)</script>",
     "<b>nicht fett</b>", "![Bild](https://x.de/y.png)", "| a | b |", "`code`", "~~weg~~", "&amp; &lt;"],
)  # fmt: skip
def test_everything_else_stays_the_text_that_it_is(source):
    (block,) = blocks(source)
    assert block.spans == (Span(source),)


@pytest.mark.parametrize("name", BOMBS)
def test_bombs_are_read_in_no_time_and_without_loss(name):
    began = time.process_time()
    found = blocks(BOMBS[name])
    assert time.process_time() - began < 3
    letters = sum(block.text.count("a") + block.text.count("x") for block in found)
    addresses = sum(span.link.count("a") for block in found for span in block.spans)
    assert letters + addresses == BOMBS[name].count("a") + BOMBS[name].count("x")


def test_what_is_nested_too_deep_is_shown_as_typed():
    source = "\n".join("  " * deep + "- a" for deep in range(DEEPEST))
    assert all(block.kind == "text" for block in blocks(source))


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="ab*_#>-1. \n[]()!<&`\\", max_size=200))
def test_no_letter_is_ever_lost(source):
    shown = "".join(block.text for block in blocks(source))
    assert shown.count("a") == source.count("a")
    assert shown.count("b") == source.count("b")
