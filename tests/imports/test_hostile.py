"""Tables that are broken, huge or meant to harm: one clear sentence, or read with nothing lost."""

import pytest

from onward.base.errors import Problem
from onward.imports import encodings, grids, plans
from tests.imports.books import zipped
from tests.imports.saying import said, telling

HEAD = "Company,Role,Applied,Notes\n"


def test_a_cell_of_ten_megabytes_is_cut_in_the_note_and_said() -> None:
    found = telling(HEAD + 'Nordlicht,Analyst,2025-03-03,"' + "x" * 10_000_000 + '"\n')
    assert said(HEAD + "Nordlicht,Analyst,2025-03-03,\n")[0].startswith(
        "Nordlicht | Analyst | applied 2025-03-03"
    )
    assert 10_000 < len(found.told[0].note) <= 20_000
    assert any(doubt.rows == (2,) for doubt in found.doubts)


def test_lines_of_different_encodings() -> None:
    content = (
        HEAD.encode()
        + "Zürich AG,Ärztin,2025-03-03,\n".encode()
        + "Köln AG,Bäckerin,2025-03-04,\n".encode("cp1252")
    )
    assert said(content) == [
        "Zürich AG | Ärztin | applied 2025-03-03",
        "Köln AG | Bäckerin | applied 2025-03-04",
    ]
    assert encodings.decode(content)[1]


def test_a_quote_that_is_never_closed_swallows_nothing() -> None:
    rows = "".join(f"Firm {n},Analyst,2025-03-03,\n" for n in range(600))
    found = said(HEAD + 'Nordlicht,Analyst,2025-03-03,"never closed\n' + rows)
    assert len(found) == 601
    assert found[-1] == "Firm 599 | Analyst | applied 2025-03-03"


def test_zero_bytes_vanish() -> None:
    assert said(HEAD + "Nord\x00licht,Analyst,2025-03-03,a\x00b\n") == [
        "Nordlicht | Analyst | applied 2025-03-03"
    ]


def test_thousands_of_columns_are_one_sentence() -> None:
    with pytest.raises(Problem, match=r"5,?000 columns"):
        plans.opened((",".join(f"c{n}" for n in range(5000)) + "\n" + ",".join("x" * 5000) + "\n").encode())


def test_hundreds_of_columns_are_kept_as_notes() -> None:
    head = "Company,Role,Applied," + ",".join(f"extra {n}" for n in range(500))
    found = telling(
        head + "\nNordlicht,Analyst,2025-03-03," + ",".join(f"value{n}" for n in range(500)) + "\n"
    )
    assert "extra 499: value499" in found.told[0].note


def test_no_text_at_all_breaks_it() -> None:
    for content in (
        b"\xff\xfe",
        b"\x00" * 100,
        b'"',
        b'"""',
        b"\xff" * 50,
        b"a",
        b"=1+1",
        "🟢".encode(),
        b"<table>",
    ):
        try:
            plans.opened(content)
        except Problem:
            continue


def test_what_no_field_holds_stands_in_the_note() -> None:
    text = (
        "Company,Role,Applied,Salary,Link,Response date,Tags,Remote?\n"
        f"Nordlicht,{'R' * 400},2025-03-03,60k,not a link at all,soon,a;b,No\n"
    )
    note = telling(text).told[0].note
    for kept in (
        "R" * 400,
        "Salary: 60k",
        "not a link at all",
        "Response date: soon",
        "Tags: a;b",
        "Remote?: No",
    ):
        assert kept in note, kept


def book(*sheets: str, styles: str = "<styleSheet/>") -> bytes:
    """A workbook whose sheets have these rows."""
    named = "".join(f'<sheet name="s{n}" r:id="r{n}"/>' for n in range(len(sheets)))
    ties = "".join(f'<Relationship Id="r{n}" Target="worksheets/{n}.xml"/>' for n in range(len(sheets)))
    parts = {
        "xl/workbook.xml": f'<workbook xmlns:r="r"><sheets>{named}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f"<Relationships>{ties}</Relationships>",
        "xl/styles.xml": styles,
    }
    body = {
        f"xl/worksheets/{n}.xml": f"<worksheet><sheetData>{rows}</sheetData></worksheet>"
        for n, rows in enumerate(sheets)
    }
    return zipped({**parts, **body})


def ods(*rows: str) -> bytes:
    return zipped({"content.xml": f'<d xmlns:t="t"><t:table t:name="s">{"".join(rows)}</t:table></d>'})


def ods_row(times: int, cells: int, value: str = "Acme") -> str:
    cell = f'<t:table-cell t:number-columns-repeated="{cells}"><p>{value}</p></t:table-cell>'
    return f'<t:table-row t:number-rows-repeated="{times}">{cell}</t:table-row>'


@pytest.mark.parametrize(
    "content",
    [
        book('<row r="3"><c r="A9999999"><v>1</v></c></row>'),
        book(*['<row><c r="A50000"><v>1</v></c></row>'] * 5),
        book(*["".join(f'<row r="{n}"><c r="ALL{n}"><v>1</v></c></row>' for n in range(1, 2001))] * 3),
        ods(*[ods_row(5_000, 100)] * 9),
        ods(*[ods_row(3, 1_000, "")] * 70_000),
        (HEAD + "\n" * 300_000).encode(),
        HEAD.encode() + b"," * 5_000_000,
    ],
    ids=["far cell", "far cells of sheets", "wide sheets", "repeated rows", "empty rows", "lines", "commas"],
)  # fmt: skip
def test_a_little_that_stands_for_very_much_is_refused(content: bytes) -> None:
    with pytest.raises(Problem, match="rows"):
        grids.read(content)


def test_a_row_of_empty_cells_that_stand_for_many_stays_small() -> None:
    filled = "<t:table-cell><p>Company</p></t:table-cell>"
    empty = '<t:table-cell t:number-columns-repeated="900"/>'
    [grid] = grids.read(ods(f"<t:table-row>{filled}{empty * 5_000}</t:table-row>"))
    assert grid.rows == [["Company"]]


def test_a_cell_named_by_row_nought_and_a_day_after_the_last() -> None:
    nought = '<row><c r="A0" t="inlineStr"><is><t>Company</t></is></c></row>'
    [grid] = grids.read(book(nought))
    assert grid.rows == [["Company"]]
    styles = '<styleSheet><cellXfs><xf numFmtId="14"/></cellXfs></styleSheet>'
    [grid] = grids.read(book('<row><c r="A1" s="0"><v>2958465.9999999</v></c></row>', styles=styles))
    assert grid.rows == [["2958465.9999999"]]


@pytest.mark.parametrize(
    "content",
    [
        b"From a@b.example Mon Nov 16 09:00:00 2026\nFrom: A <a@b.example>\nSubject: Your application\n\nNo.\n",
        b"Received: from mx.example\r\nFrom: a@b.example\r\nTo: mira@example.org\r\n\r\nDear Mira\r\n",
        b"\xef\xbb\xbfSubject: Hello\nMIME-Version: 1.0\nContent-Type: text/plain\n\nHello, Mira\n",
    ],
)
def test_mail_is_no_table(content: bytes) -> None:
    with pytest.raises(Problem, match="This is mail"):
        plans.opened(content)


@pytest.mark.parametrize(
    "content", ["From,To,Subject\nNordlicht,Mira,Clerk\n", "Subject: what\tDate: when\nClerk\t2025-03-03\n"]
)
def test_a_table_about_mail_is_a_table(content: str) -> None:
    assert plans.opened(content.encode()).table.lines
