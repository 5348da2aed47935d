"""Pay as it is written in many countries."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onward.capture.reading import pay


@pytest.mark.parametrize(
    ("text", "label", "country", "found"),
    [
        ("£32,000 – £36,500 per annum", "", "", (32000, 36500, "GBP", "year")),
        ("$95k-$120k a year", "", "US", (95000, 120000, "USD", "year")),
        ("$28.50 - $31.00 an hour", "", "", (28.5, 31, "$", "hour")),
        ("42.000 - 48.500 € brutto im Jahr", "", "", (42000, 48500, "EUR", "year")),
        ("de 2 150 à 2 500 € par mois", "", "", (2150, 2500, "EUR", "month")),
        ("CHF 5'200 bis 5'900 pro Monat", "", "", (5200, 5900, "CHF", "month")),
        ("₹12,00,000 - ₹18,00,000 a year", "", "", (1200000, 1800000, "INR", "year")),
        ("R$ 3.200,00 a R$ 3.900,00 por mês", "", "", (3200, 3900, "BRL", "month")),
        ("36 000–42 000 kr", "Månadslön", "SE", (36000, 42000, "SEK", "month")),
        ("19,80 €", "Stundenlohn", "", (19.8, 19.8, "EUR", "hour")),
        ("30.000-35.000 €", "RAL", "", (30000, 35000, "EUR", "year")),
        ("up to £40,000 per year", "", "", (None, 40000, "GBP", "year")),
        ("ab 3.000 € im Monat", "", "", (3000, None, "EUR", "month")),
        ("Rp 6.000.000 - Rp 8.000.000 per bulan", "", "", (6000000, 8000000, "IDR", "month")),
        ("Competitive", "Salary", "", None),
        ("Entgeltgruppe 9b TVöD", "Vergütung", "", None),
        ("30 days of holiday", "Package", "", None),
    ],
)
def test_a_value_beside_a_label(text: str, label: str, country: str, found: tuple[Any, ...] | None) -> None:
    parsed = pay.parse(text, label, country)
    assert (tuple(parsed.kept().values()) if parsed else None) == found


@pytest.mark.parametrize(
    ("text", "low"),
    [
        ("The base salary range for this role is $95,000 to $120,000 per year.", 95000),
        ("We raised $20 million last year.", None),
        ("A budget of £25,000 for plants.", None),
        ("We match 4% up to $5,000.", None),
        ("You earn between €2,400 and €2,900 a month.", 2400),
        ("Founded in 1998, 40 people, 3 offices.", None),
    ],
)
def test_a_sentence_names_pay_only_when_it_says_so(text: str, low: float | None) -> None:
    spoken = pay.in_running_text(text)
    assert (spoken[0].low if spoken else None) == low


@given(st.integers(1, 9_999_999), st.sampled_from([",", ".", " ", "'"]), st.sampled_from(["€", "£", "zł"]))
def test_thousands_may_be_set_apart_in_any_way(amount: int, mark: str, sign: str) -> None:
    parsed = pay.parse(f"{amount:,} {sign} a month".replace(",", mark))
    assert parsed is not None
    assert (parsed.low, parsed.period) == (amount, "month")


@given(st.text())
def test_any_text_is_survived(text: str) -> None:
    found = pay.parse(text, text)
    pay.in_running_text(text)
    assert found is None or found.low is not None or found.high is not None
