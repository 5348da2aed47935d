"""A page taken apart, and what no page may do to the machine that reads it."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onward.capture.reading import fields, lines, page
from onward.capture.reading.lines import Line

SEEN = date(2025, 2, 10)


def test_labels_stand_beside_their_values() -> None:
    source = "<table><tr><th>Pay:</th><td>£9 an hour</td></tr></table><dl><dt>Place</dt><dd>Bath</dd><dd>Bristol</dd></dl>"
    pairs = [(one.label, one.text) for one in page.of_html(source).lines]
    assert pairs == [("Pay:", "£9 an hour"), ("Place", "Bath; Bristol")]


def test_what_is_hidden_or_belongs_to_the_site_is_left_out() -> None:
    source = """<nav>Home</nav><div style="display:none">secret</div><p hidden>gone</p><div class="cookie-banner">Accept</div>
    <h1>Cook</h1><p>Soup.</p><script>var x = "run";</script><footer>Imprint</footer>"""
    assert lines.written(page.of_html(source).lines) == "Cook\n\nSoup."


def test_what_follows_similar_jobs_belongs_to_other_jobs() -> None:
    found = page.of_html("<h1>Cook</h1><p>Soup.</p><p>Bread.</p><h2>Similar jobs</h2><p>Baker</p>").lines
    assert [one.text for one in found] == ["Cook", "Soup.", "Bread."]


@pytest.mark.parametrize(
    "source",
    [
        "<p>a &amp; b</p><ul><li>c</li></ul>",
        "&lt;p&gt;a &amp;amp; b&lt;/p&gt;&lt;ul&gt;&lt;li&gt;c&lt;/li&gt;&lt;/ul&gt;",
    ],
)
def test_a_description_becomes_clean_text_however_often_it_was_escaped(source: str) -> None:
    assert page.text_of(source) == "a & b\n\n- c"


def test_headings_within_a_description_and_what_stands_beneath_belong_to_it() -> None:
    source = """<h1>Registrar</h1><p>Salary: £30,000 a year</p><h2>About the role</h2><p>You keep track of eleven thousand objects and
    every loan of them.</p><h3>What you will do</h3><ul><li>Write loan agreements</li><li>Plan transport</li></ul>"""
    found = fields.read_html(source, "", SEEN).record["description"].value
    assert found.endswith("\n\nWhat you will do\n\n- Write loan agreements\n- Plan transport")
    assert "30,000" not in found


def test_pasted_lines_keep_their_paragraphs_and_bullets() -> None:
    assert page.of_text("Cook\n\nSoup.\n• Bread\nPay\t£9").lines == [
        Line("text", "Cook"),
        Line("text", "Soup.", apart=True),
        Line("item", "Bread"),
        Line("pair", "£9", label="Pay"),
    ]


def test_invisible_signs_and_direction_marks_are_not_kept() -> None:
    assert lines.written(page.of_text("Co\u200bok\u202e").lines) == "Cook"


@pytest.mark.parametrize(
    "source",
    [
        "<div>" * 100_000 + "words " * 40,
        "<b>" * 20_000 + "words " * 40,
        "<script>" * 200_000,
        "<script " * 200_000,
        "<a href='" * 100_000,
        "<table>" + "<tr><td>a<td>b" * 20_000,
        "9" * 200_000,
        "€ 1 " * 50_000,
    ],
    ids="nested formatting scripts open-tags quotes cells digits amounts".split(),
)
def test_a_page_made_to_take_long_ends(source: str) -> None:
    fields.read_html(source, "", SEEN)
    fields.read_text(source[:100_000], SEEN)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "<h1>",
                "</h1>",
                "<p>",
                "Pay: £9",
                "<td>",
                "<dt>",
                "<dd>",
                "Location",
                "<br>",
                " in Bath",
                "</div>",
                "📍",
                "\x00",
                "<meta charset=",
                "&lt;",
            ]
        )
    )
)
def test_any_page_is_survived(parts: list[str]) -> None:
    reading = fields.read_html("".join(parts), "https://x.example/1", SEEN)
    assert all(one.value for one in reading.record.values())
    fields.read_text("\n".join(parts), SEEN)


TELLING = (
    "You will watch the lamp all night, write the log by hand, and greet the ships as they come in. " * 3
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lamp Keeper\nNordlicht GmbH, Kiel\n", {"employer": "Nordlicht GmbH", "place": "Kiel"}),
        ("Lamp Keeper\nNordlicht Ltd\nKiel, Germany (Hybrid)\n", {"place": "Kiel, Germany", "remote": "hybrid"}),
        ("Gardien de phare\nLumière SAS - Brest (29)\n", {"employer": "Lumière SAS", "place": "Brest (29)"}),
        ("Lamp Keeper\nApplication period: 3 March 2025 to 30 April 2025\n", {"valid_until": "2025-04-30"}),
        ("Wärter\nNordlicht GmbH\nFeste Anstellung, Vollzeit\nErschienen: vor 7 Tagen\n",
         {"employment": ["full_time", "permanent"], "posted": "2025-03-03"}),
    ],
)  # fmt: skip
def test_what_stands_beneath_the_title(text: str, expected: dict[str, object]) -> None:
    found = fields.read_text(text + "\n" + TELLING, date(2025, 3, 10)).record
    assert {name: found[name].value for name in expected if name in found} == expected


def test_the_place_in_the_title_of_a_job_board_is_no_employer() -> None:
    source = f"""<html lang="en"><head><title>Lamp Keeper - Kiel - Board.example</title></head><body><h1>Lamp Keeper</h1>
<div>Nordlicht</div><div>Kiel</div><h3>Job type</h3><div>Full-time</div><p>{TELLING}</p><p>Nordlicht is a small house.</p></body></html>"""
    found = fields.read_html(source, "", date(2025, 3, 10)).record
    assert (found["employer"].value, found["place"].value) == ("Nordlicht", "Kiel")
