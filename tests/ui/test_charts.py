"""Charts: what stands in the picture, at which place, and nothing that would have to be loaded or refused."""

import re
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onward.ui import charts
from onward.ui.charts import Node, Point, Row

SVG = "{http://www.w3.org/2000/svg}"
STAGES = [Node("applied", "Applied", "go"), Node("interview", "Interview", "go")]
ENDS = [Node("rejected", "They said no", "over"), Node("waiting", "Waiting")]
LINKS = [
    ("applied", "interview", 10),
    ("applied", "rejected", 20),
    ("applied", "waiting", 30),
    ("interview", "rejected", 10),
]


def rows() -> str:
    return charts.intervals(
        "steps",
        "Shares",
        "Two steps.",
        [Row("A → B", "7 of 41", 0.1, 0.2, 0.4, 0.3), Row("B → C", "1 of 2", 0, 0.3, 0.8, few=True)],
    )


def curve() -> str:
    points = [Point(day, day / 300, day / 200, day / 150) for day in range(0, 121, 10)]
    return charts.curve(
        "curve", "Answers", "By day.", points, "day %(n)s", [(30, "thirty"), (100, "hundred")]
    )


def flow() -> str:
    return charts.flow("flow", "Flow", "All.", LINKS, STAGES, ENDS)


@pytest.mark.parametrize("drawn", [rows(), curve(), flow()])
def test_a_chart_says_what_it_is_and_has_no_style_of_its_own(drawn: str) -> None:
    root = ElementTree.fromstring(drawn)
    assert root.get("role") == "img"
    title, told = (root.find(f"{SVG}{name}") for name in ("title", "desc"))
    assert title is not None
    assert told is not None
    assert root.get("aria-labelledby") == f"{title.get('id')} {told.get('id')}"
    assert not re.search(r"style=|<style|<script|\son\w+=|href|url\(", drawn)
    assert "fill=" not in drawn


def test_an_interval_is_a_bar_with_its_estimate_as_a_dot_and_n_beside() -> None:
    root = ElementTree.fromstring(rows())
    first, second = root.findall(f"{SVG}g")
    bar, dot = first.find(f"{SVG}rect"), first.find(f"{SVG}circle")
    assert bar is not None
    assert dot is not None
    left, right = float(bar.attrib["x"]), float(bar.attrib["x"]) + float(bar.attrib["width"])
    # The scale ends at 80 %: 10, 20 and 40 % of it.
    assert [left, float(dot.attrib["cx"]), right] == pytest.approx(
        [4 + 632 * part for part in (1 / 8, 2 / 8, 4 / 8)], abs=0.1
    )
    assert [text.text for text in first.findall(f"{SVG}text")] == ["A → B", "7 of 41"]
    assert len(first.findall(f"{SVG}path")) == 1
    assert second.get("class") == "few"
    assert second.findall(f"{SVG}path") == []


def test_a_range_to_hold_it_against_is_a_line_beneath_and_fits_the_scale() -> None:
    drawn = charts.intervals("k", "t", "", [Row("A → B", "1 of 41", 0.01, 0.02, 0.05, beside=(0.14, 0.56))])
    [line] = ElementTree.fromstring(drawn).findall(f"{SVG}g/{SVG}path")
    left, right = line.attrib["d"].removeprefix("M").split("H")
    # The scale ends at 60 %.
    assert [float(left.split()[0]), float(right)] == pytest.approx(
        [4 + 632 * part / 0.6 for part in (0.14, 0.56)], abs=0.1
    )
    assert float(left.split()[1]) > 42


def test_words_are_escaped() -> None:
    drawn = charts.intervals("x", "<b>", '"&', [Row("<script>", "1 of 2", 0, 0.1, 0.2)])
    assert "<script>" not in drawn
    ElementTree.fromstring(drawn)


def test_a_curve_rises_within_its_band_and_marks_its_days() -> None:
    drawn = curve()
    line = re.search(r'class="line" d="M([^"]+)"', drawn)
    assert line
    heights = [float(pair.split()[1]) for pair in line[1].split("L")]
    assert heights == sorted(heights, reverse=True)
    for words in ("thirty", "hundred", "day 120", "80 %"):
        assert f">{words}<" in drawn


def test_ribbons_are_as_wide_as_their_counts_and_every_end_is_named_with_its_own() -> None:
    root = ElementTree.fromstring(flow())
    told = [path.findtext(f"{SVG}title") for path in root.findall(f"{SVG}path[@class='ribbon']")]
    assert told == [
        "Applied → Interview: 10", "Applied → They said no: 20", "Applied → Waiting: 30", "Interview → They said no: 10",
    ]  # fmt: skip
    named = ["".join(text.itertext()) for text in root.findall(f"{SVG}text")]
    assert named == ["Applied 60", "Interview 10", "They said no 30", "Waiting 30"]
    high = [float(node.attrib["height"]) for node in root.findall(f"{SVG}rect")]
    assert high == pytest.approx([230, 230 / 6, 115, 115], abs=0.1)


@given(st.lists(st.integers(0, 400), min_size=4, max_size=4))
def test_names_of_ends_never_lie_on_each_other(counts: list[int]) -> None:
    links = [(begin, end, count) for (begin, end, _), count in zip(LINKS, counts, strict=True) if count]
    root = ElementTree.fromstring(charts.flow("f", "Flow", "All.", links, STAGES, ENDS))
    heights = [
        float(text.attrib["y"]) for text in root.findall(f"{SVG}text") if float(text.attrib["x"]) > 430
    ]
    assert all(below - above >= 24 for above, below in pairwise(heights))
    box = float(root.attrib["viewBox"].split()[3])
    assert all(height <= box for height in heights)


def test_nothing_at_all_is_drawn_too() -> None:
    ElementTree.fromstring(charts.flow("f", "Flow", "None.", [], STAGES, ENDS))
    ElementTree.fromstring(charts.intervals("f", "Rows", "None.", []))


def test_a_file_carries_its_colours_and_loads_nothing() -> None:
    file = charts.standalone(flow())
    root = ElementTree.fromstring(file.partition("\n")[2])
    style = root.findtext(f"{SVG}style") or ""
    assert ".ribbon" in style
    assert "#1f6f6b" in style
    assert "var(" not in style
    assert "light-dark" not in style
    assert not re.search(r"url\(|@import|http(?!://www\.w3\.org/2000/svg)", file)


@pytest.mark.parametrize(
    ("most", "end"), [(0, 0.05), (0.05, 0.05), (0.051, 0.1), (0.37, 0.4), (0.97, 1), (1.2, 1)]
)
def test_the_scale_ends_where_the_largest_fits(most: float, end: float) -> None:
    assert charts.scale_end(most) == end
    assert charts.percent(0.025) == "2.5 %"
