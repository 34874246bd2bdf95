"""Every plot of a page against what `compare --json` says."""

import re

import reading


def check(browser, comparison, name):
    trials = {f"{trial['sweep']}/{trial['trial']}": trial for trial in comparison["trials"]}
    rows = [trials[key] for key in browser.do(reading.NAMES)]
    scored = [trial for trial in rows if trial["value"] is not None]
    parts = [
        ranked(browser, rows), history(browser, rows), slices(browser, rows, comparison), parallel(browser, rows, scored),
        contour(browser, rows), curves(browser, scored), timeline(browser, rows, name), confusion(browser, scored), table(browser, rows),
    ]
    test_rows(browser, comparison, name)
    expected(browser, scored)
    for analysis in comparison["analyses"]:
        judged(browser, analysis)
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


def test_rows(browser, comparison, name):
    """Each time that test rows were scored, in its order, with its reason."""
    scorings = comparison["testScorings"]
    shown = browser.do("return [...document.querySelectorAll('#tests .scorings>li')].map(one => one.textContent)")
    assert len(shown) == len(scorings) and (len(shown) == 2 or name not in ["digits", "many"]), (name, shown, scorings)
    for text, scoring in zip(shown, scorings):
        assert text.startswith(scoring["confirmation"]) and text.endswith(scoring.get("why") or "UTC"), (text, scoring)
    assert browser.do("return document.getElementById('tests').textContent.includes('scored')")


def expected(browser, scored):
    texts = browser.do("return [...document.querySelectorAll('#expected>svg .value')].map(one => one.textContent)")
    assert abs(float(texts[0]) - scored[0]["value"]) < 1e-3 * max(abs(scored[0]["value"]), 1e-6), texts


def judged(browser, analysis):
    """The answer, the expected score, ties, importance and the front against the analysis itself."""
    text = "return document.querySelector(arguments[0])?.textContent || ''"
    reason = analysis["recommendation"]["reason"]
    assert reason[1:] in browser.do(text, "#answer .rule"), reason
    if analysis["expected"]["value"] is not None:
        shown = browser.do("return [...document.querySelectorAll('#expected>svg .value')].map(one => one.textContent)")
        assert abs(float(shown[1]) - analysis["expected"]["value"]) < 1e-3, shown
    if analysis["tied"]:
        drawn = browser.do("return document.querySelectorAll('#ranked>svg .tiedrow').length")
        assert drawn == min(len(analysis["tied"]["trials"]), drawn) and (drawn >= 40 or drawn == len(analysis["tied"]["trials"])), drawn
        lines = browser.do("return document.querySelectorAll('#ranked>svg .whisker').length")
        assert lines >= drawn - 1, (lines, drawn)
    for importance, place in zip(analysis["importance"], ["importance", "importance-functional-anova"]):
        shown = browser.do(f"return [...document.querySelectorAll('#{place}>svg .value')].map(one => one.textContent)")
        shares = [share["share"] for share in importance["shares"]] + ([importance["residual"]] if importance["residual"] else [])
        wanted = [share * 100 for share in sorted(shares, reverse=True)][:16]
        assert len(shown) == len(wanted) and all(abs(float(a.split()[0]) - b) < 0.06 for a, b in zip(shown, wanted)), (shown, wanted)
    if analysis["front"] and len(analysis["front"]["objectives"]) > 1:
        points = {point["trial"]: point["values"] for point in analysis["front"]["points"] if point["front"]}
        found = marks(browser, "front", ".front")
        assert len(found) == len(points), (len(found), len(points))
        for axis, place in [("y", 0), ("x", 1)]:
            shown = sorted(mark[axis] for mark in found)
            values = [point["values"][place] for point in analysis["front"]["points"]]
            for one, other in zip(shown, sorted(values[place] for values in points.values())):
                near(one, other, span(values))


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
    if not cells:
        assert "It takes two parameters" in browser.do("return document.querySelector('#contour p').textContent")
        return ""
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


def timeline(browser, rows, name):
    bars = browser.do("return [...document.querySelectorAll('#timeline>svg .job')].map(one => (one.dataset.r || '').split(' ').filter(one => one).map(Number))")
    marks = browser.do("return ['.retry', '.takenover', '.lost'].map(one => document.querySelectorAll('#timeline>svg ' + one).length)")
    if name == "lost":
        assert marks[0] == 2 and marks[1] + marks[2] == 2 and marks[2] > 0, f"two attempts lost, two packs tried again: {marks}"
    assert sorted(row for bar in bars for row in bar) == [place for place, row in enumerate(rows) if not row["cachedFrom"]]
    return f"{len(bars)} jobs" + (f", {sum(marks[1:])} lost" if sum(marks[1:]) else "")


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
