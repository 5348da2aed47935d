"""Contrast of every pair of colours that is used, by day and by night (WCAG 2.2: AA 4.5, AAA 7)."""

import re
from pathlib import Path

import pytest

import onward.ui

STATIC = Path(onward.ui.__file__).parent / "static" / "onward"
TOKENS = {
    name: (light, dark)
    for name, light, dark in re.findall(
        r"--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);", (STATIC / "tokens.css").read_text()
    )
}
#: Text, the grounds that it stands on, and the least contrast.
PAIRS = [
    ("ink", ("paper", "sheet", "shade", "mark", "teal-wash", "amber-wash", "slate-wash"), 7),
    ("quiet", ("paper", "sheet", "shade"), 4.5),
    ("teal", ("paper", "sheet", "shade", "teal-wash"), 4.5),
    ("teal-deep", ("paper", "sheet", "teal-wash"), 4.5),
    ("amber", ("paper", "sheet", "amber-wash"), 4.5),
    ("slate", ("paper", "slate-wash"), 4.5),
    ("on-teal", ("teal", "teal-deep"), 4.5),
    ("on-erase", ("erase",), 4.5),
    ("edge", ("paper", "sheet"), 3),
]


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(("text", "grounds", "least"), PAIRS, ids=[pair[0] for pair in PAIRS])
def test_contrast(text: str, grounds: tuple[str, ...], least: float) -> None:
    found = {
        (ground, ("light", "dark")[look]): round(contrast(TOKENS[text][look], TOKENS[ground][look]), 2)
        for ground in grounds
        for look in (0, 1)
    }
    assert {pair: value for pair, value in found.items() if value < least} == {}


def test_only_tokens_name_colours() -> None:
    for sheet in ("base.css", "parts.css", "print.css"):
        text = re.sub(r"/\*.*?\*/", "", (STATIC / sheet).read_text(), flags=re.DOTALL)
        # What stands between the innermost braces: "#add" before them is an element, not a colour.
        declared = " ".join(re.findall(r"\{([^{}]*)\}", text))
        assert not re.search(r"#[0-9a-fA-F]{3,8}\b|\brgba?\(|\bhsla?\(", declared), sheet


def test_every_token_used_is_defined() -> None:
    defined = set(re.findall(r"(--[a-z0-9-]+):", (STATIC / "tokens.css").read_text()))
    for sheet in STATIC.glob("*.css"):
        assert set(re.findall(r"var\((--[a-z0-9-]+)", sheet.read_text())) <= defined, sheet.name
