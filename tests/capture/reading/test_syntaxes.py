"""The same job in four ways of writing it down gives the same record."""

import json
from datetime import date
from typing import Any

import pytest

from onward.capture.reading import fields

SEEN = date(2025, 3, 1)
PLAIN = """<div><h2>Bell Founder</h2><p><strong>Location:</strong> Loughton NH</p>
<p><strong>Hours:</strong> Full-time<br><strong>Salary:</strong> USD 61000</p>
<p><strong>Description:</strong> Harrow Bells Inc. seeks a founder who can hear a crack before it is there.</p>
<p>Date Posted: 2025-02-11</p></div>"""
MICRODATA = """<div itemscope itemtype="https://schema.org/JobPosting"><h2 itemprop="title">Bell Founder</h2>
<span itemprop="jobLocation" itemscope itemtype="https://schema.org/Place"><span itemprop="address" itemscope
itemtype="https://schema.org/PostalAddress"><span itemprop="addressLocality">Loughton</span>
<span itemprop="addressRegion">NH</span></span></span> <span itemprop="employmentType">Full-time</span>
<span itemprop="salaryCurrency">USD</span> <span itemprop="baseSalary">61000</span>
<p itemprop="description"><strong>Description:</strong> <span itemprop="hiringOrganization" itemscope
itemtype="https://schema.org/Organization"><span itemprop="name">Harrow Bells Inc.</span> seeks a founder who can hear a crack
before it is there.</span></p><span itemprop="datePosted">2025-02-11</span></div>"""
RDFA = """<div vocab="https://schema.org/" typeof="JobPosting"><h2 property="title">Bell Founder</h2>
<span property="jobLocation" typeof="Place"><span property="address" typeof="PostalAddress"><span property="addressLocality">
Loughton</span> <span property="addressRegion">NH</span></span></span> <span property="employmentType">Full-time</span>
<span property="salaryCurrency">USD</span> <span property="baseSalary">61000</span>
<p property="description"><strong>Description:</strong> <span property="hiringOrganization" typeof="Organization"><span
property="name">Harrow Bells Inc.</span> seeks a founder who can hear a crack before it is there.</span></p>
<span property="datePosted">2025-02-11</span></div>"""
OBJECT: dict[str, Any] = {
    "@context": "https://schema.org",
    "@type": "JobPosting",
    "title": "Bell Founder",
    "baseSalary": "61000",
    "salaryCurrency": "USD",
    "employmentType": "Full-time",
    "datePosted": "2025-02-11",
    "description": "Description: Harrow Bells Inc. seeks a founder who can hear a crack before it is there.",
    "jobLocation": {
        "@type": "Place",
        "address": {"@type": "PostalAddress", "addressLocality": "Loughton", "addressRegion": "NH"},
    },
}
RECORD = {
    "title": "Bell Founder",
    "employer": "Harrow Bells Inc.",
    "place": "Loughton, NH",
    "pay": {"low": 61000.0, "high": 61000.0, "currency": "USD", "period": None},
    "employment": ["full_time"],
    "posted": "2025-02-11",
    "description": "Harrow Bells Inc. seeks a founder who can hear a crack before it is there.",
}


def script(text: str) -> str:
    return f'<html><head><script type="application/ld+json">{text}</script></head><body><div id="app"></div></body></html>'


def values(source: str) -> dict[str, Any]:
    return {name: one.value for name, one in fields.read_html(source, "", SEEN).record.items()}


@pytest.mark.parametrize(
    ("source", "where"),
    [(PLAIN, "page"), (MICRODATA, "microdata"), (RDFA, "rdfa"), (script(json.dumps(OBJECT)), "json-ld")],
)
def test_four_syntaxes_give_one_record(source: str, where: str) -> None:
    reading = fields.read_html(f"<html><body>{source}</body></html>", "", SEEN)
    assert {name: one.value for name, one in reading.record.items()} == RECORD
    assert reading.record["title"].source == where


WRITTEN = json.dumps(OBJECT)


@pytest.mark.parametrize(
    "text",
    [
        json.dumps([{"@type": "WebSite"}, OBJECT]),
        json.dumps({"@context": "https://schema.org", "@graph": [{"@type": "Thing"}, OBJECT]}),
        json.dumps({"@type": "WebPage", "mainEntity": OBJECT}),
        WRITTEN.replace("JobPosting", "https://schema.org/JobPosting"),
        f"<!--\n{WRITTEN}\n-->",
        f"//<![CDATA[\n{WRITTEN}\n//]]>",
        WRITTEN.replace('"', "&quot;"),
        f"{WRITTEN};",
        WRITTEN[:-1] + ",}",
        WRITTEN.replace("seeks a founder", "seeks a\nfounder"),
        WRITTEN.replace("seeks a", r"seeks\ a"),
        json.dumps({"@type": "Organization", "name": "x"}) + "\n" + WRITTEN,
        "/* the job */ " + WRITTEN,
    ],
    ids="array graph nested type comment cdata escaped semicolon comma newline backslash second note".split(),
)
def test_scripts_are_read_as_pages_write_them(text: str) -> None:
    found = values(script(text))
    assert {name: found[name] for name in ("title", "place", "pay", "posted")} == {
        name: RECORD[name] for name in ("title", "place", "pay", "posted")
    }


def test_several_scripts_and_references_are_put_together() -> None:
    given = OBJECT | {"hiringOrganization": {"@id": "#us"}}
    source = script(json.dumps(given)) + script(
        json.dumps({"@id": "#us", "@type": "Organization", "name": "Bells & Co"})
    )
    assert values(source)["employer"] == "Bells & Co"


@pytest.mark.parametrize(
    "text", ["", "{", "null", "[[[[", "{" * 50_000, '{"@type": "JobPosting"}', '{"@type": 7, "a": [1, null]}']
)
def test_a_script_that_says_nothing_is_no_posting(text: str) -> None:
    assert fields.read_html(script(text)).empty


def test_a_shell_that_scripts_would_fill_is_empty() -> None:
    shell = "<html><head><title>Careers</title></head><body><div id=root></div><noscript>Enable JavaScript</noscript></body></html>"
    assert fields.read_html(shell).empty
    assert not fields.read_html(script(WRITTEN)).empty


@pytest.mark.parametrize(
    ("salary", "pay"),
    [
        (61000, (61000, 61000, None, None)),
        ({"currency": "EUR", "value": {"minValue": 0, "maxValue": 0}}, None),
        (
            {"currency": "EUR", "value": {"minValue": "3.000,50", "unitText": "MONTH"}},
            (3000.5, None, "EUR", "month"),
        ),
        ({"currency": "EUR", "minValue": 50, "maxValue": 40, "unitText": "hourly"}, (40, 50, "EUR", "hour")),
        ({"currency": "GBP", "value": "£9 to £11 an hour"}, (9, 11, "GBP", "hour")),
        ("€ 40.000 - € 50.000 per year", (40000, 50000, "EUR", "year")),
        (
            {"currency": "EUR", "value": {"value": "40000-50000", "unitText": "YEAR"}},
            (40000, 50000, "EUR", "year"),
        ),
        ("Competitive", None),
        ({"value": True}, None),
    ],
)
def test_pay_in_every_shape(salary: object, pay: tuple[object, ...] | None) -> None:
    given = {name: value for name, value in OBJECT.items() if name != "salaryCurrency"} | {
        "baseSalary": salary
    }
    found = values(script(json.dumps(given))).get("pay")
    assert (tuple(found.values()) if found else None) == pay


def test_loose_microdata_is_read_too() -> None:
    """Without saying where an item begins, and with the parts of the place lying about."""
    source = """<div itemtype="http://schema.org/JobPosting"><span itemprop="title">Bell Founder</span>
    <meta itemprop="hiringOrganization" content="Harrow Bells"><meta itemprop="datePosted" content="Wed Mar 05 02:00:00 UTC 2025">
    <span itemprop="jobLocation"><span itemprop="address"><meta itemprop="addressLocality" content="Loughton"><meta
    itemprop="addressCountry" content="GB"></span></span><span itemprop="description"><style>p {}</style><p>You cast.</p></span></div>"""
    assert values(source) == {
        "title": "Bell Founder",
        "employer": "Harrow Bells",
        "place": "Loughton, GB",
        "posted": "2025-03-05",
        "description": "You cast.",
    }


def test_data_of_the_page_s_own_scripts_is_read() -> None:
    kept = json.dumps({"props": {"job": OBJECT}})
    source = f'<html><body><script id="data" type="application/json">{kept}</script></body></html>'
    assert values(source)["title"] == RECORD["title"]


def test_properties_that_lie_elsewhere_on_the_page() -> None:
    source = MICRODATA.replace(">", ' itemref="when nowhere">', 1).replace("datePosted", "x")
    source += '<p id="when"><meta itemprop="datePosted" content="2025-02-11"></p>'
    assert values(f"<html><body>{source}</body></html>")["posted"] == "2025-02-11"


@pytest.mark.parametrize("day", [1739232000, 1739232000000, "1739232000"])
def test_a_day_as_scripts_count_it(day: object) -> None:
    assert values(script(json.dumps(OBJECT | {"datePosted": day})))["posted"] == "2025-02-11"


@pytest.mark.parametrize(
    ("title", "line"),
    [
        ("Job Application for Bell Founder at Harrow Bells", "at Harrow Bells"),
        ("Harrow Bells hiring Bell Founder in Loughton, NH", "Harrow Bells"),
    ],
)
def test_who_hires_by_the_page_s_title_and_a_line_beneath_it(title: str, line: str) -> None:
    source = f"""<html lang="en"><head><title>{title}</title></head><body><h1>Bell Founder</h1><p>{line}</p><p>Loughton, NH</p>
<p>2 weeks ago</p><p>{"You will hear a crack before it is there, and say so before anybody else does. " * 4}</p>
<p>The base salary range is $60,000 - $70,000 USD annually.</p></body></html>"""
    found = values(source)
    assert (found["employer"], found["place"], found["posted"]) == (
        "Harrow Bells",
        "Loughton, NH",
        "2025-02-15",
    )
    assert tuple(found["pay"].values()) == (60000, 70000, "USD", "year")
