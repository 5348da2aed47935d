"""All applications: searched, filtered and sorted as a list, and moved on a board."""

from itertools import groupby

from playwright.sync_api import Page, expect

from tests.browser.conftest import undo

#: Columns of the list whose words are sorted as words; of the others only the groups are compared.
WORDS = {"Employer", "Role", "How", "Place"}
CELLS = """(at) => [...document.querySelectorAll(`tbody td:nth-child(${at})`)].map(cell =>
    cell.querySelector('time')?.dateTime ?? cell.innerText.trim())"""


def test_searching_narrows_while_typing_and_back_returns(page: Page) -> None:
    page.goto("/applications/")
    rows = page.locator("tbody tr")
    expect(rows).to_have_count(50)
    page.get_by_label("Search").press_sequentially("SENIOR riverMINT")
    expect(rows).to_have_count(1)
    expect(page.get_by_role("status").filter(has_text="1 application")).to_have_count(1)
    expect(page).to_have_url("/applications/?q=SENIOR+riverMINT")
    expect(page.get_by_label("Search")).to_be_focused()
    page.reload()
    expect(rows).to_have_count(1)
    page.get_by_label("Search").fill("no such employer")
    page.get_by_role("link", name="Show all applications").click()
    expect(rows).to_have_count(50)
    page.go_back()
    expect(page.get_by_text("Nothing fits these words")).to_be_visible()


def test_filters_work_together_and_are_kept_on_the_board(page: Page) -> None:
    page.goto("/applications/")
    page.get_by_text("Narrow by stage").click()
    status = page.get_by_role("navigation", name="By status")
    everything = status.get_by_role("link", name="All")
    before = everything.inner_text()
    page.get_by_label("Reached").select_option(label="Interview")
    expect(everything).not_to_have_text(before)
    reached = int(everything.inner_text().split()[1])
    assert 0 < reached < 50
    expect(page.locator("tbody tr")).to_have_count(reached)
    status.get_by_role("link", name="They said no").click()
    expect(status.locator("[aria-current]")).to_contain_text("They said no")
    rejected = page.locator("tbody tr")
    assert 0 < rejected.count() < reached
    expect(rejected).to_contain_text(["They said noInterview"] * rejected.count())
    page.get_by_label("Applied from").fill("2026-03-01")
    expect(page).to_have_url("/applications/?furthest=interview&applied_from=2026-03-01&status=rejected")
    page.wait_for_function(f"() => ({CELLS})(5).every(day => day >= '2026-03-01')")
    expect(rejected).not_to_have_count(0)
    page.get_by_role("link", name="Board").click()
    expect(page.get_by_label("Reached")).to_have_value("interview")
    expect(page.get_by_label("Applied from")).to_have_value("2026-03-01")


def test_the_list_is_sorted_by_any_column_both_ways(page: Page) -> None:
    page.goto("/applications/?page=1")
    titles = page.locator("thead th").all_inner_texts()
    assert len(titles) == 9
    for at, title in enumerate(titles, 1):
        title = title.rstrip(" ↓↑")
        heading = page.locator("thead th").nth(at - 1)
        orders = []
        for _turn in (1, 2):
            turned = _turned(title, heading.get_attribute("aria-sort"))
            heading.get_by_role("link").click()
            expect(heading).to_have_attribute("aria-sort", turned)
            orders.append((heading.get_attribute("aria-sort"), page.evaluate(CELLS, at)))
        for order, cells in orders:
            filled = [cell for cell in cells if cell]
            # An application without an employer is named by its role.
            assert title == "Role" or cells[: len(filled)] == filled, f"{title}: what is empty comes last"
            if title in WORDS:
                filled = [cell.casefold() for cell in filled]
            if title in {"Status", "Reached"}:
                assert len(list(groupby(filled))) == len(set(filled)), f"{title}: the same stand together"
            else:
                numbers = [int(cell) for cell in filled] if title == "Entries" else filled
                assert numbers == sorted(numbers, reverse=order == "descending"), title
        assert orders[0][0] != orders[1][0]
        assert orders[0][1] != orders[1][1] or not any(orders[0][1]), title


def _turned(title: str, was: str | None) -> str:
    """How a click sorts a column: the other way round, at first the largest first where one looks for that."""
    largest = title in {"Reached", "Applied", "Latest entry", "Entries"}
    return "descending" if was == "ascending" or (largest and was is None) else "ascending"


def test_the_order_can_be_chosen_where_there_is_no_heading(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto("/applications/")
    first = page.locator(".name-cell").first.inner_text()
    page.get_by_label("In this order").select_option(label="Employer, Z to A")
    expect(page.locator(".name-cell").first).not_to_have_text(first)
    expect(page).to_have_url("/applications/?sort=-company")
    names = page.locator(".name-cell").all_inner_texts()
    assert names == sorted(names, key=str.casefold, reverse=True)


def test_pages_of_the_list_follow_each_other(page: Page) -> None:
    page.goto("/applications/?sort=company")
    first = page.locator(".name-cell").all_inner_texts()
    page.get_by_role("link", name="Next page").click()
    expect(page.get_by_text("Page 2 of 2")).to_be_visible()
    second = page.locator(".name-cell").all_inner_texts()
    total = page.get_by_role("navigation", name="By status").get_by_role("link", name="All").inner_text()
    assert len(first) + len(second) == int(total.split()[1])
    assert first[-1].casefold() <= second[0].casefold()


def test_a_card_is_moved_on_the_board_and_back(page: Page) -> None:
    page.goto("/applications/board/")
    column = {name: page.get_by_role("region", name=name) for name in ("Applied", "Interview")}
    count = {name: int(one.locator("h2 .amount").inner_text()) for name, one in column.items()}
    card = column["Applied"].get_by_role("listitem").filter(has=page.get_by_role("link")).first
    name = card.get_by_role("link").inner_text()
    card.locator("summary").click()
    card.get_by_label("Where it stands now").select_option(label="Interview")
    card.get_by_role("button", name="Move").click()
    expect(column["Interview"].locator("h2 .amount")).to_have_text(str(count["Interview"] + 1))
    expect(column["Interview"].get_by_role("link", name=name)).to_be_visible()
    undo(page)
    expect(column["Applied"].locator("h2 .amount")).to_have_text(str(count["Applied"]))
    expect(column["Interview"].get_by_role("link", name=name)).to_have_count(0)


def test_board_and_list_count_the_same(page: Page) -> None:
    page.goto("/applications/board/")
    on_board = sum(int(one) for one in page.locator(".board h2 .amount").all_inner_texts())
    page.get_by_role("link", name="List").click()
    total = page.get_by_role("navigation", name="By status").get_by_role("link", name="All")
    expect(total).to_have_text(f"All {on_board}")
