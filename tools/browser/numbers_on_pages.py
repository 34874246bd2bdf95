"""Every plot of a page against what `compare --json` says."""

import re

import reading


def check(browser, comparison, name):
    trials = {f"{trial['sweep']}/{trial['trial']}": trial for trial in comparison["trials"]}
    rows = [trials[key] for key in browser.do(reading.NAMES)]
    scored = [trial for trial in rows if trial["value"] is not None]
    parts = [
        ranked(browser, rows), history(browser, rows), slices(browser, rows, comparison), parallel(browser, rows, scored),
        contour(browser, rows), curves(browser, scored), timeline(browser, rows), confusion(browser, scored), table(browser, rows),
    ]
    expected(browser, scored)
    for plot in ["importance", "front"]:
        assert browser.do("return !!document.getElementById(arguments[0])", plot), f"{name}: no {plot}"
    overlaps = browser.do(reading.OVERLAPS)
    assert not overlaps, f"{name}: texts lie over each other: {overlaps}"
    return ", ".join(part for part in parts if part)


def near(found, wanted, width):
    """Places are written to a tenth of a pixel, of at least 150 across an axis."""
    assert abs(found - wanted) <= width / 150 * 0.11 + 1e-12 * abs(wanted), f"{found} is not {wanted}"


def span(values):
    return (max(values) - min(values)) * 1.2 or abs(values[0]) or 1


def marks(browser, plot, selector=".m"):
    return browser.do(reading.READ + "return marks(arguments[0], arguments[1])", plot, selector)


def ranked(browser, rows):
    best = sorted((row for row in rows if row["rank"]), key=lambda row: row["rank"])
    found = marks(browser, "ranked")
    assert len(found) == min(len(best), len(found)) and len(found) >= min(len(best), 25)
    width = span([row["value"] for row in best[:len(found)]])
    for place, mark in enumerate(found):
        near(mark["x"], best[place]["value"], 4 * width)
    return f"{len(found)} ranked"


def expected(browser, scored):
    texts = browser.do("return [...document.querySelectorAll('#expected>svg .value')].map(one => one.textContent)")
    assert abs(float(texts[0]) - scored[0]["value"]) < 1e-3 * max(abs(scored[0]["value"]), 1e-6), texts


def history(browser, rows):
    ended = sorted(rows, key=lambda row: (row["startedAt"] + row["seconds"], row["index"], row["trial"]))
    number = {row["trial"]: place + 1 for place, row in enumerate(ended)}
    found = marks(browser, "history")
    scored = [row for row in rows if row["value"] is not None]
    assert len(found) == min(len(scored), 1500), len(found)
    for mark in found:
        row = rows[mark["row"]]
        near(mark["y"], row["value"], span([row["value"] for row in scored]))
        near(mark["x"], number[row["trial"]], len(rows))
    return f"{len(found)} in the history"


def slices(browser, rows, comparison):
    scored = [row for row in rows if row["value"] is not None]
    panels = browser.do("return [...document.querySelectorAll('#slices>figure')].map(one => [one.id, one.querySelector('figcaption').textContent])")
    assert len(panels) == min(len(comparison["varying"]), 12), panels
    for panel, parameter in panels:
        found = marks(browser, panel)
        having = [row for row in scored if parameter in row["parameters"]]
        assert len(found) == min(len(having), 400) or len(scored) > 400, (parameter, len(found))
        for mark in found:
            row = rows[mark["row"]]
            near(mark["y"], row["value"], span([row["value"] for row in scored]))
            if mark["x"] is not None:
                value = row["parameters"][parameter]
                assert abs(mark["x"] - value) <= 0.02 * abs(value) + 0.003 * span([row["parameters"][parameter] for row in having]), (parameter, mark, value)
    return f"{len(panels)} slices"


def parallel(browser, rows, scored):
    found = browser.do(reading.READ + reading.LAST, "parallel")
    assert len(found) == min(len(scored), 300)
    for line in found:
        near(line["x"], rows[line["row"]]["value"], span([row["value"] for row in scored]))
    return f"{len(found)} lines"


def contour(browser, rows):
    cells = browser.do(
        "return [...document.querySelectorAll('#contour>svg .cell')].map(one => [one.dataset.r.split(' ').map(Number), one.querySelector('title').textContent])")
    counted = 0
    for members, title in cells:
        counted += len(members)
        mean = sum(rows[row]["value"] for row in members) / len(members)
        shown = float(title.rsplit(": ", 1)[1])
        assert abs(shown - mean) <= 1e-3 * max(abs(mean), 1e-6), (shown, mean)
    assert counted == sum(row["value"] is not None for row in rows), counted
    return f"{len(cells)} cells"


def curves(browser, scored):
    if not browser.do("return !!document.querySelector('#curves>svg')"):
        return ""
    found = browser.do(reading.READ + reading.LAST, "curves")
    assert len(found) == min(len(scored), 60) or len(scored) > 60 >= len(found), len(found)
    return f"{len(found)} curves"


def timeline(browser, rows):
    bars = browser.do("return [...document.querySelectorAll('#timeline>svg .job')].map(one => (one.dataset.r || '').split(' ').filter(one => one).map(Number))")
    assert sorted(row for bar in bars for row in bar) == [place for place, row in enumerate(rows) if not row["cachedFrom"]]
    return f"{len(bars)} jobs"


def confusion(browser, scored):
    texts = browser.do("return [...document.querySelectorAll('#confusion>svg .count')].map(one => one.textContent)")
    if not texts:
        assert browser.do("return document.querySelector('#confusion p').textContent")
        return "no confusion matrix, and why"
    note = browser.do("return document.querySelector('#confusion .note').textContent")
    share = float(re.search(r"([\d.]+) % lie", note)[1])
    trial = re.search(r"Trial (\w+)", note)[1]
    accuracy = next(row["metrics"]["validation_accuracy"] for row in scored if row["trial"].startswith(trial))
    assert abs(share / 100 - accuracy) < 6e-4, (share, accuracy)
    return f"{sum(map(int, texts))} rows in the confusion matrix"


def table(browser, rows):
    shown = browser.do("return [...document.querySelectorAll('#table tbody tr')].map(one => [...one.cells].map(cell => cell.textContent))")
    assert len(shown) == min(len(rows), 100), len(shown)
    for cells, row in zip(shown, rows):
        assert cells[1] and row["trial"].startswith(cells[1]), (cells, row["trial"])
        assert cells[0] == ("" if row["rank"] is None else str(row["rank"]))
    return f"{len(rows)} rows"
