"""Looks at pages as readers do; see `check`."""

import pathlib
import sys
import time

import live
import numbers_on_pages
import sweeps
import use_of_pages
from browser import Browser


def main(folder, work, pictures=None):
    work = pathlib.Path(work)
    programs = sweeps.Programs(folder, work / "store")
    pages = {}
    for name, make in {
        "digits": sweeps.digits, "hostile": lambda programs: sweeps.hostile(programs, work),
        "lost": lambda programs: sweeps.lost(programs, work), "many": sweeps.many,
    }.items():
        sweep = make(programs)
        pages[name] = (programs.page(sweep, work / f"{name}.html"), programs.compare(sweep))
        again = programs.page(sweep, work / f"{name}-again.html")
        assert pages[name][0].read_bytes() == again.read_bytes(), f"{name}: two pages of equal input differ"
    for name, (path, comparison) in pages.items():
        look(name, path, comparison)
    without_scripts(*pages["digits"])
    render(pages["many"][0])
    live.check(folder, work)
    if pictures:
        take(pages, pathlib.Path(pictures))
    print("browser: all is well")


def look(name, path, comparison):
    browser = Browser()
    try:
        browser.open(path.as_uri())
        plots = numbers_on_pages.check(browser, comparison, name)
        use_of_pages.check(browser, comparison, name)
        use_of_pages.check_narrow(browser, name)
        asked = [address for address in browser.requests() if address != path.as_uri() and not address.startswith("data:")]
        assert not asked, f"{name}: the page asked for {asked}"
        complaints = browser.complaints()
        assert not complaints, f"{name}: on the console: {complaints}"
        print(f"browser: {name}: {plots}; {path.stat().st_size / 1e6:.2f} MB")
    finally:
        browser.close()


def without_scripts(path, comparison):
    browser = Browser(scripts=False)
    try:
        browser.open(path.as_uri())
        body = browser.driver.find_element("tag name", "body").text
        assert "Recommendation" in body and comparison["trials"][0]["trial"][:8] in body
        rows = browser.driver.find_elements("css selector", "#table tbody tr")
        assert len(rows) == len(comparison["trials"]), len(rows)
        assert not browser.driver.find_elements("css selector", "body.scripted"), "scripts ran"
        drawings = browser.driver.find_elements("css selector", "figure > svg")
        assert drawings and all(drawing.is_displayed() and drawing.rect["height"] > 20 for drawing in drawings)
        print(f"browser: without scripts: {len(rows)} rows and {len(drawings)} drawings")
    finally:
        browser.close()


def render(path):
    """From the navigation's start to the end of its load event, behind the page's own scripts."""
    seconds = []
    for _ in range(3):
        browser = Browser()
        try:
            browser.open(path.as_uri())
            browser.driver.execute_async_script("requestAnimationFrame(() => requestAnimationFrame(arguments[0]))")
            load = browser.do("return performance.timing.loadEventEnd - performance.timing.navigationStart")
            begin = time.perf_counter()
            browser.do("page.state.filter = 'adam seconds<1.5'; page.order()")
            browser.driver.execute_async_script("requestAnimationFrame(() => requestAnimationFrame(arguments[0]))")
            seconds.append((load / 1000, time.perf_counter() - begin))
        finally:
            browser.close()
    load, narrow = sorted(seconds)[1]
    print(f"browser: 10,000 trials render in {load:.2f} s, and a filter over them takes {narrow:.2f} s (median of 3)")


def take(pages, folder):
    """The pictures of docs/page.md."""
    folder.mkdir(parents=True, exist_ok=True)
    browser = Browser(width=1180)
    try:
        browser.open(pages["digits"][0].as_uri())
        browser.picture(folder / "page-light.png", height=1180)
        browser.scheme("dark")
        browser.picture(folder / "page-dark.png", "#training")
        browser.scheme("light")
        browser.size(360, 800)
        browser.picture(folder / "page-phone.png", height=1600)
    finally:
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
