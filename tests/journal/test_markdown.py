"""Whatever a person writes stays their words: a reader of CommonMark finds our structure and no other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onward.journal import markdown
from onward.journal.markdown import Page

HOSTILE = [
    "# A heading",
    "Title\n=====",
    "Title\n---",
    "- a list\n- of two",
    "1. first\n2) second",
    "> quoted",
    "    code by blanks\n\tand by a tab",
    "```\nfenced\n```\n~~~\nfenced\n~~~",
    "<script>alert(1)</script> <!-- hidden -->",
    "![picture](https://elsewhere.example/a.png) [link](javascript:x) [ref]: /x",
    "*so* _so_ **much** ~~less~~ `code`",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "&amp; &lt; \\# already",
    "Sharp at the end ##",
    "[^1]: note\n\n[x]: /there",
    "***\n---\n___",
    "+ plus\n* star\n: definition",
    "line one\nline two\n\n\n\nline five",
    "$x$ and ^this^ and {.class}",
]
words = st.text(st.characters(codec="utf-8", exclude_characters="\r\x00"), max_size=80)
lines = st.lists(st.sampled_from(HOSTILE) | words, max_size=4).map("\n".join)


def read(text: str) -> tuple[list[tuple[str, str]], list[str], set[str]]:
    """The headings, the paragraphs, and every kind of block and mark that a reader of CommonMark finds."""
    reader = pytest.importorskip("markdown_it").MarkdownIt("commonmark").enable(["table", "strikethrough"])
    headings, told, kinds, inside = [], [], set(), ""
    for token in reader.parse(text):
        kinds.add(token.type.removesuffix("_open").removesuffix("_close"))
        if token.type == "heading_open":
            inside = token.tag
        elif token.type in {"heading_close", "paragraph_close"}:
            inside = ""
        elif token.type == "inline":
            children = token.children or []
            kinds |= {child.type for child in children}
            shown = "".join("\n" if child.type == "hardbreak" else child.content for child in children)
            headings.append((inside, shown)) if inside else told.append(shown)
    return headings, told, kinds


def spoken(text: str) -> list[str]:
    """The lines with something on them, without the blanks around them."""
    return [line.strip() for line in text.split("\n") if line.strip()]


OURS = {"heading", "paragraph", "inline", "text", "text_special", "hardbreak"}


@pytest.mark.parametrize("text", HOSTILE)
def test_what_looks_like_structure_stays_text(text: str) -> None:
    page = Page("A title", ["a day"], [("A question", text)])
    headings, told, kinds = read("".join(markdown.document("Journal", "", [("Entries", [page])])))
    assert headings == [("h1", "Journal"), ("h2", "Entries"), ("h3", "A title"), ("h4", "A question")]
    assert kinds <= OURS
    assert told[0] == "a day"
    assert spoken("\n".join(told[1:]).replace("\u00a0", " ")) == spoken(text.expandtabs(4))


@given(lines, lines, lines)
def test_whatever_is_written_the_structure_is_ours(title: str, question: str, text: str) -> None:
    page = Page(f"T {title}", [], [(f"Q {question}", text)])
    headings, told, kinds = read(markdown.page(page))
    assert [tag for tag, _words in headings] == ["h3", "h4"]
    assert kinds <= OURS
    assert headings[0][1] == " ".join(f"T {title}".split())
    assert headings[1][1] == " ".join(f"Q {question}".split())
    assert "".join("".join(told).split()) == "".join(text.split())


def test_breaks_and_empty_lines_stay() -> None:
    assert markdown.paragraphs("one\ntwo\n\n\nthree") == "one  \ntwo\n\nthree"
    assert markdown.paragraphs("  moved in") == "\u00a0\u00a0moved in"


def test_a_page_without_facts_and_answers_is_its_title() -> None:
    assert markdown.page(Page("Title", [], [("Asked", " ")])) == "### Title\n\n#### Asked"
