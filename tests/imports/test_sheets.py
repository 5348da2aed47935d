"""Several sheets of a file, and cells that are merged over several rows."""

import pytest

from onward.base.errors import Problem
from onward.imports import plans
from tests.imports.books import xlsx, zipped
from tests.imports.saying import said

FIRST = [["Company", "Role", "Applied", "Status"], ["Nordlicht", "Analyst", 45729, "Applied"]]


def test_sheets_with_columns_of_their_own_are_read_when_they_tell_of_applications() -> None:
    more = {
        "No": [["Applied on", "Employer", "Position", "Rejected on"], [45730, "Corvo", "Engineer", 45735]],
        "People": [["Name", "Company", "E-mail"], ["Mira Sand", "Nordlicht", "mira@example.org"]],
    }
    content = xlsx(FIRST, dates=[0, 2, 3], more=more)
    assert said(content) == [
        "Nordlicht | Analyst | applied 2025-03-13",
        "Corvo | Engineer | applied 2025-03-14, rejected 2025-03-19",
    ]
    (doubt,) = plans.opened(content).doubts
    assert "“People”" in doubt.why


def test_a_sheet_without_headings_goes_on_where_the_first_ends() -> None:
    content = xlsx(FIRST, dates=[2], more={"April": [["Corvo", "Engineer", 45750, "Rejected"]]})
    assert said(content)[1:] == ["Corvo | Engineer | applied 2025-04-03, rejected >=2025-04-03"]
    assert [line.number for line in plans.opened(content).table.lines] == [2, 1]


MERGED_XLSX = zipped(
    {
        "xl/workbook.xml": '<workbook xmlns:r="r"><sheets><sheet name="s" r:id="r0"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": (
            '<Relationships><Relationship Id="r0" Target="worksheets/0.xml"/></Relationships>'
        ),
        "xl/worksheets/0.xml": (
            "<worksheet><sheetData>"
            + "".join(
                f'<row r="{number}">'
                + "".join(
                    f'<c r="{chr(65 + column)}{number}" t="inlineStr"><is><t>{cell}</t></is></c>'
                    for column, cell in enumerate(row)
                    if cell
                )
                + "</row>"
                for number, row in enumerate(
                    [
                        ["Company", "Role", "Applied"],
                        ["Nordlicht", "Analyst", "2025-03-03"],
                        ["", "Clerk", "2025-03-04"],
                        ["Corvo", "Cook", "2025-03-05"],
                    ],
                    start=1,
                )
            )
            + '</sheetData><mergeCells><mergeCell ref="A2:A3"/></mergeCells></worksheet>'
        ),
    }
)
MERGED_HTML = b"""<table><tr><th>Company</th><th>Role</th><th>Applied</th></tr>
<tr><td rowspan="2">Nordlicht</td><td>Analyst</td><td>2025-03-03</td></tr>
<tr><td>Clerk</td><td>2025-03-04</td></tr>
<tr><td>Corvo</td><td>Cook</td><td>2025-03-05</td></tr></table>"""
MERGED_ODS = zipped(
    {
        "content.xml": '<d xmlns:t="t" xmlns:x="x"><t:table t:name="s">'
        + "".join(
            "<t:table-row>"
            + "".join(
                f"<t:table-cell{more}><x:p>{cell}</x:p></t:table-cell>" if cell else "<t:covered-table-cell/>"
                for cell, more in row
            )
            + "</t:table-row>"
            for row in [
                [("Company", ""), ("Role", ""), ("Applied", "")],
                [("Nordlicht", ' t:number-rows-spanned="2"'), ("Analyst", ""), ("2025-03-03", "")],
                [("", ""), ("Clerk", ""), ("2025-03-04", "")],
                [("Corvo", ""), ("Cook", ""), ("2025-03-05", "")],
            ]
        )
        + "</t:table></d>"
    }
)


@pytest.mark.parametrize("content", [MERGED_XLSX, MERGED_HTML, MERGED_ODS], ids=["xlsx", "html", "ods"])
def test_a_name_merged_over_several_rows_is_that_of_each(content: bytes) -> None:
    assert said(content) == [
        "Nordlicht | Analyst | applied 2025-03-03",
        "Nordlicht | Clerk | applied 2025-03-04",
        "Corvo | Cook | applied 2025-03-05",
    ]


def test_a_long_text_that_thousands_of_cells_share_is_refused() -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 3000))
    content = zipped(
        {
            "xl/workbook.xml": '<workbook xmlns:r="r"><sheets><sheet name="s" r:id="r0"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": (
                '<Relationships><Relationship Id="r0" Target="worksheets/0.xml"/></Relationships>'
            ),
            "xl/worksheets/0.xml": f"<worksheet><sheetData>{rows}</sheetData></worksheet>",
            "xl/sharedStrings.xml": f"<sst><si><t>{'A' * 100_000}</t></si></sst>",
        }
    )
    with pytest.raises(Problem, match="far more than a table holds"):
        plans.opened(content)


STACKED = """Company,Role,Date Applied,Status
Nordlicht,Analyst,3/13/2025,Applied

Noes so far
Role,Company,Applied,Rejected On
Engineer,Corvo,3/14/2025,3/20/2025
"""


def test_a_table_below_with_columns_in_another_order_is_read_by_its_own_headings() -> None:
    assert said(STACKED) == [
        "Nordlicht | Analyst | applied 2025-03-13",
        "Corvo | Engineer | applied 2025-03-14, rejected 2025-03-20",
    ]
    assert [line.number for line in plans.opened(STACKED.encode()).table.lines] == [2, 6]


LINKEDIN = """Application Date,Contact Email,Contact Phone Number,Company Name,Job Title,Job Url,Resume Name,Question And Answers
"3/13/25, 9:05 AM",mira@example.org, 555,{},Analyst,http://www.linkedin.com/jobs/view/1,cv.pdf,
"""


def test_the_zip_that_linkedin_hands_out() -> None:
    content = zipped(
        {
            "Connections.csv": "First Name,Last Name,Company,Position,Connected On\nMira,Sand,Luma,Clerk,03 Mar 2025\n",
            "Jobs/Job Applications.csv": LINKEDIN.format("Nordlicht"),
            "Jobs/Job Applications_1.csv": LINKEDIN.format("Corvo"),
            "Jobs/Saved Jobs.csv": "Saved Date,Job Url,Job Title,Company Name\n",
        }
    )
    assert said(content) == [
        "Nordlicht | Analyst | applied 2025-03-13",
        "Corvo | Analyst | applied 2025-03-13",
    ]


def test_the_zip_that_notion_hands_out() -> None:
    head = "Company,Role,Applied\n"
    content = zipped(
        {
            "Export/Search 12ab.csv": head + "Nordlicht,Analyst,2025-03-03\n",
            "Export/Search 12ab_all.csv": head + "Nordlicht,Analyst,2025-03-03\nCorvo,Cook,2025-03-04\n",
            "Export/Search 12ab/Nordlicht.md": "# Nordlicht",
        }
    )
    assert said(content) == ["Nordlicht | Analyst | applied 2025-03-03", "Corvo | Cook | applied 2025-03-04"]


@pytest.mark.parametrize(
    ("members", "sentence"),
    [
        ({"a.txt": "x"}, "no spreadsheet"),
        ({f"{n}.csv": "a,b" for n in range(11)}, "11 tables"),
        ({"a.csv": zipped({"b.csv": "Company\nNordlicht\n"})}, "holds a zip"),
        ({"a.csv": "Company\n" + "A" * 33 * 1024 * 1024}, "far more"),
    ],
)
def test_a_zip_that_is_no_table_is_one_sentence(members: dict[str, str | bytes], sentence: str) -> None:
    with pytest.raises(Problem, match=sentence):
        plans.opened(zipped(members))
