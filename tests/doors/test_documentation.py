"""What is not documented does not pass: commands, options, settings of the environment, parts."""

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

from onward.cli import parser
from onward.ui.templatetags.words import register

ROOT = Path(__file__).resolve().parents[2]


def options(of: argparse.ArgumentParser, under: str = "") -> Iterator[tuple[str, str]]:
    """Each command and option: (where, how it is written)."""
    for action in of._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, inner in action.choices.items():
                yield "", f"onward {name}"
                yield from options(inner, name)
        elif action.option_strings and "--help" not in action.option_strings:
            yield under, action.option_strings[-1]


def test_every_command_and_option_is_documented() -> None:
    text = (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8")
    missing = [pair for pair in options(parser()) if pair[1] not in text]
    assert missing == []


def test_every_setting_of_the_environment_is_documented() -> None:
    text = (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8")
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py"))
    names = set(re.findall(r'"(ONWARD_[A-Z_]+)"', source))
    assert len(names) > 3
    assert {name for name in names if name not in text} == set()


def test_every_word_tag_is_in_the_design_system() -> None:
    text = (ROOT / "docs" / "design-system.md").read_text(encoding="utf-8")
    assert {name for name in (*register.tags, *register.filters) if name not in text} == set()


def test_design_system_names_only_parts_that_exist() -> None:
    text = (ROOT / "docs" / "design-system.md").read_text(encoding="utf-8")
    styles = ROOT / "src" / "onward" / "ui" / "static" / "onward"
    css = "".join(path.read_text(encoding="utf-8") for path in styles.glob("*.css"))
    used = {name for written in re.findall(r'class="([^"]+)"', text) for name in written.split()}
    assert len(used) > 15
    assert {name for name in used if f".{name}" not in css} == set()
    for included in re.findall(r'include "([^"]+)"', text):
        assert (ROOT / "src" / "onward" / included).exists(), included


def test_links_between_the_documents_lead_somewhere() -> None:
    for page in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_every_decision_is_listed_by_its_title() -> None:
    notes = ROOT / "docs" / "decisions"
    listed = (notes / "README.md").read_text(encoding="utf-8")
    for note in notes.glob("[0-9]*.md"):
        title = note.read_text(encoding="utf-8").splitlines()[0].removeprefix("# ")
        assert f"- [{title}]({note.name})" in listed, note.name
