"""Sorting, filtering and highlighting, by pointer and by keyboard, and on a narrow screen."""

from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

import reading

SHOWN = "return [...document.querySelectorAll('#table tbody tr')].map(one => +one.dataset.row)"
COLUMN = "return page.data.columns.findIndex(one => one.name === arguments[0])"


def check(browser, comparison, name):
    names = browser.do(reading.NAMES)
    trials = {f"{trial['sweep']}/{trial['trial']}": trial for trial in comparison["trials"]}
    rows = [trials[one] for one in names]
    sorting(browser, rows)
    filtering(browser, rows)
    highlighting(browser)
    keyboard(browser)
    pictures = browser.do(
        "return [...document.querySelectorAll('figure>svg')].filter(one => one.getAttribute('role') !== 'img' || !one.querySelector('title').textContent || !one.querySelector('desc').textContent || !one.parentNode.querySelector('details table')).map(one => one.parentNode.id)")
    assert not pictures, f"{name}: without words or a table: {pictures}"
    assert browser.do("return document.querySelectorAll('script').length") == 2, f"{name}: a script came from outside"
    if name == "hostile":
        text = browser.do("return document.body.textContent")
        assert "<script>alert(1)</script>" in text and "🦊" in text and "long " * 1999 in text


def click_head(browser, column):
    head = browser.driver.find_elements("css selector", "#table th button")[column]
    browser.do("arguments[0].scrollIntoView({block: 'center'})", head)
    head.click()


def sorting(browser, rows):
    column = browser.do(COLUMN, "seconds")
    for order in [sorted, lambda values: sorted(values, reverse=True)]:
        click_head(browser, column)
        shown = [rows[row]["seconds"] for row in browser.do(SHOWN)]
        assert shown == order([row["seconds"] for row in rows])[:100]
    click_head(browser, column)
    assert browser.do(SHOWN) == list(range(min(len(rows), 100)))


def type_filter(browser, text):
    field = browser.driver.find_element("id", "filter")
    field.clear()
    field.send_keys(text)


def filtering(browser, rows):
    limit = sorted(row["seconds"] for row in rows)[len(rows) // 2]
    type_filter(browser, f"seconds<{limit}")
    wanted = [place for place, row in enumerate(rows) if row["seconds"] < limit]
    assert browser.do(SHOWN) == wanted[:100]
    dimmed = browser.do("return [...document.querySelectorAll('#history>svg .m.out')].map(one => +one.dataset.r)")
    assert all(rows[row]["seconds"] >= limit for row in dimmed)
    drawn = browser.do("return [...document.querySelectorAll('#history>svg .m')].map(one => +one.dataset.r)")
    assert len(dimmed) == sum(rows[row]["seconds"] >= limit for row in drawn)
    type_filter(browser, "no row has this")
    assert browser.do(SHOWN) == [] and "0 of" in browser.do("return document.getElementById('count').textContent")
    type_filter(browser, "x" + Keys.BACKSPACE)
    assert len(browser.do(SHOWN)) == min(len(rows), 100)


def highlighting(browser):
    row = browser.driver.find_element("css selector", "#table tbody tr")
    browser.do("arguments[0].scrollIntoView({block: 'center'})", row)
    ActionChains(browser.driver).move_to_element(row).perform()
    lit = browser.do("return [...document.querySelectorAll('main svg .on')].map(one => one.closest('figure').id)")
    assert {"ranked", "history", "parallel", "contour"} <= set(lit), lit
    mark = browser.driver.find_element("css selector", "#ranked>svg .m")
    browser.do("arguments[0].scrollIntoView({block: 'center'})", mark)
    ActionChains(browser.driver).move_to_element(mark).click().perform()
    assert not browser.do("return document.getElementById('tip').hidden")
    marked = browser.do("return [...document.querySelectorAll('#table tr.marked')].map(one => one.dataset.row)")
    assert marked == [mark.get_attribute("data-r")], marked
    assert browser.do("return document.querySelectorAll('#picked dl').length") == 1
    browser.driver.find_element("id", "clear").click()
    assert browser.do("return document.querySelectorAll('.marked').length") == 0


def keyboard(browser):
    browser.do("document.activeElement.blur(); scrollTo(0, 0)")
    browser.command("Input.dispatchKeyEvent", type="keyDown", key="/", text="/")
    assert browser.do("return document.activeElement.id") == "filter"
    assert browser.do("return document.getElementById('filter').value") == ""
    browser.do("document.querySelector('#table tbody tr').focus()")
    keys = ActionChains(browser.driver)
    keys.send_keys(Keys.ARROW_DOWN).perform()
    at = browser.do("return document.activeElement.dataset.row")
    assert at == "1", at
    assert browser.do("return document.querySelectorAll('main svg .on').length") > 0
    ActionChains(browser.driver).send_keys(Keys.ENTER).perform()
    assert browser.do("return [...document.querySelectorAll('#table tr.marked')].map(one => one.dataset.row)") == ["1"]
    assert browser.do("return document.activeElement.dataset.row") == "1"
    ActionChains(browser.driver).send_keys(Keys.ESCAPE).perform()
    assert browser.do("return document.querySelectorAll('.marked').length") == 0
    reach(browser)


def reach(browser):
    """Tab comes to the way past the plots first, then to every control, without a trap."""
    browser.do("document.activeElement.blur(); getSelection().removeAllRanges(); document.body.tabIndex = -1; document.body.focus()")
    seen = []
    for _ in range(200):
        ActionChains(browser.driver).send_keys(Keys.TAB).perform()
        at = browser.do("const one = document.activeElement; return one === document.body ? '' : one.id || one.className || one.tagName")
        if not at:
            break
        seen.append(at)
    assert seen[0] == "skip", seen[:3]
    assert "filter" in seen and "SUMMARY" in seen, seen
    browser.do("document.body.removeAttribute('tabindex')")


def check_narrow(browser, name):
    browser.size(360, 800)
    wide = browser.do(reading.WIDE)
    assert not wide, f"{name}: wider than 360 px: {wide}"
    smallest = browser.do(reading.SMALLEST_TEXT)
    assert smallest >= 8, f"{name}: text of {smallest:.1f} px on a phone"
    browser.do("for (const one of document.querySelectorAll('details')) one.open = true")
    wide = browser.do(reading.WIDE)
    assert not wide, f"{name}: wider than 360 px with tables open: {wide}"
