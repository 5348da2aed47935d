"""Tables for spreadsheets: what goes in comes out, and no cell is a formula."""

import csv
import io
import re
import zipfile
from datetime import date
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onward.base import sheets

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
texts = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=40)
cells = st.one_of(
    st.none(), texts, st.integers(-(10**9), 10**9), st.dates(date(1901, 1, 1), date(2200, 1, 1))
)


def read_csv(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def read_xlsx(content: bytes) -> list[list[tuple[str, str]]]:
    """Each cell as (type, text)."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        assert book.testzip() is None
        sheet = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))
        for name in book.namelist():
            ElementTree.fromstring(book.read(name))
    return [[(one.get("t", ""), "".join(one.itertext())) for one in row] for row in sheet.iter(f"{MAIN}row")]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "＝"])
def test_what_a_stranger_wrote_is_no_formula(start: str) -> None:
    bad = f'{start}HYPERLINK("http://evil.example","Click")'
    [_head, [cell]] = read_csv(b"".join(sheets.as_csv(["Employer"], [[bad]])))
    assert cell[0] == "'"
    [_head, [(kind, text)]] = read_xlsx(sheets.as_xlsx("Applications", ["Employer"], [[bad]]))
    assert kind == "inlineStr"
    assert text == bad.replace("\r", "\n") or text == bad
    assert b"<f>" not in sheets.as_xlsx("Applications", ["Employer"], [[bad]])


def test_a_number_of_ours_stays_a_number_and_a_day_a_day() -> None:
    lines = read_csv(b"".join(sheets.as_csv(["n", "on"], [[-5, date(2026, 3, 1)]])))
    assert lines[1] == ["-5", "2026-03-01"]
    row = read_xlsx(sheets.as_xlsx("x", ["n", "on"], [[-5, date(2026, 3, 1)]]))[1]
    assert row == [("", "-5"), ("", "46082")]  # days since 30 December 1899


@given(st.lists(st.lists(cells, min_size=3, max_size=3), max_size=6))
def test_every_cell_comes_out(rows: list[list[sheets.Cell]]) -> None:
    heads = ["a", "b", "c"]
    told = read_csv(b"".join(sheets.as_csv(heads, rows)))
    assert told[0] == heads
    for row, line in zip(rows, told[1:], strict=True):
        for value, text in zip(row, line, strict=True):
            said = "" if value is None else value.isoformat() if isinstance(value, date) else str(value)
            assert text.removeprefix("'") == said.removeprefix("'")
            assert isinstance(value, int) or not re.match(r"[=+\-@]", text)
    book = sheets.as_xlsx("A/b: [c]", heads, rows)
    assert book == sheets.as_xlsx("A/b: [c]", heads, rows)
    assert len(read_xlsx(book)) == len(rows) + 1


def test_what_no_file_may_hold_is_left_out() -> None:
    rows = [["a\x00b\ud800\x0b", "x" * 40_000]]
    assert b"".join(sheets.as_csv(["a", "b"], rows)).startswith(b"\xef\xbb\xbfa,b\r\nab,")
    assert [len(text) for _kind, text in read_xlsx(sheets.as_xlsx("x", ["a", "b"], rows))[1]] == [2, 32_767]


@pytest.mark.parametrize("mark", [";", "|", "\t", "\n", "; ", ';"', ";;\n '"])
def test_no_formula_where_another_mark_separates(mark: str) -> None:
    [_head, [cell]] = read_csv(b"".join(sheets.as_csv(["Employer"], [[f"Beta{mark}=1+1;x"]])))
    assert cell == f"Beta{mark}'=1+1;x"
    [_head, [cell]] = read_csv(b"".join(sheets.as_csv(["Employer"], [["A - B =C; d-e"]])))
    assert cell == "A - B =C; d-e"


def test_a_long_run_of_marks_takes_no_time() -> None:
    assert len(b"".join(sheets.as_csv(["Note"], [["x" + "\n;" * 200_000]]))) > 400_000
