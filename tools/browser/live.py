"""`stepsweep ui`: pages over loopback that follow a sweep while it runs, and nobody else's business."""

import http.client
import pathlib
import signal
import subprocess
import time
import urllib.parse

import reading
from browser import Browser


def check(folder, work):
    store = work / "live-store"
    program = str(pathlib.Path(folder) / "stepsweep")
    (work / "slow.py").write_text("""
import json, os, time
number = json.load(open(os.environ["STEPSWEEP_PARAMETERS_FILE"]))["number"]
time.sleep(0.4)
print(f"score={1 / (number + 1)}")
""")
    (work / "slow.yaml").write_text(
        "name: slow\nmethod: grid\nmetric: {name: score, goal: minimize}\nprogram: slow.py\npacks: {size: 1}\n"
        f"parameters: {{number: {{values: {list(range(24))}}}}}\n")
    (work / "one.yaml").write_text((work / "slow.yaml").read_text().replace(str(list(range(24))), "[1, 2]").replace("name: slow", "name: one"))
    subprocess.run([program, "launch", str(work / "one.yaml"), "--quiet", "--store", str(store)], check=True, capture_output=True)
    server = subprocess.Popen([program, "ui", "--port", "0", "--store", str(store)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    sweep = None
    try:
        address = server.stdout.readline().strip()
        refuse(address)
        sweep = subprocess.Popen([program, "launch", str(work / "slow.yaml"), "--quiet", "--store", str(store)], stderr=subprocess.DEVNULL)
        follow(address)
        sweep.wait(60)
    finally:
        if sweep and sweep.poll() is None:
            sweep.kill()
        server.send_signal(signal.SIGTERM)
        try:
            code = server.wait(15)
        except subprocess.TimeoutExpired:
            server.kill()
            raise
    assert code == 0, f"ui ended with {code}: {server.stderr.read()}"
    print("browser: ui: follows a running sweep, keeps marks, filter and place, and ends on SIGTERM")


def refuse(address):
    port = urllib.parse.urlparse(address).port
    for method, path, host, status in [
        ("GET", "/", f"127.0.0.1:{port}", 200), ("HEAD", "/", f"localhost:{port}", 200), ("GET", "/", f"evil.example:{port}", 421),
        ("GET", "/sweeps/../results.sqlite", f"127.0.0.1:{port}", 404), ("GET", "/sweeps/..%2fresults.sqlite", f"127.0.0.1:{port}", 404),
        ("GET", "/results.sqlite", f"127.0.0.1:{port}", 404), ("POST", "/", f"127.0.0.1:{port}", 405),
    ]:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        connection.putrequest(method, path, skip_host=True)
        connection.putheader("Host", host)
        connection.endheaders()
        answer = connection.getresponse()
        body = answer.read()
        assert answer.status == status, (method, path, host, answer.status)
        assert method != "HEAD" or not body
        assert answer.getheader("X-Content-Type-Options") == "nosniff"
        tag = answer.getheader("ETag")
        if tag:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
            connection.request("GET", "/", headers={"If-None-Match": tag, "Host": f"127.0.0.1:{port}"})
            assert connection.getresponse().status == 304


def wait(condition, what, seconds=60):
    end = time.time() + seconds
    while time.time() < end:
        found = condition()
        if found:
            return found
        time.sleep(0.2)
    raise AssertionError(f"it never came to pass: {what}")


def follow(address):
    browser = Browser()
    try:
        browser.open(address)
        link = wait(lambda: next((one for one in browser.driver.find_elements("css selector", "a[href^='/sweeps/slow-']")), None), "the sweep in the list")
        browser.open(urllib.parse.urljoin(address, link.get_attribute("href")))
        count = "return document.querySelectorAll('#table tbody tr').length"
        first = wait(lambda: browser.do(count) >= 2 and browser.do(count), "two rows")
        browser.do("document.querySelector('#table tbody tr').click(); document.querySelector('#history details').open = true")
        browser.driver.find_element("id", "filter").send_keys("succeeded")
        browser.do("scrollTo(0, 300)")
        marked = browser.do("return [...page.state.marked]")
        wait(lambda: browser.do(count) > first, "more rows")
        assert browser.do("return [...page.state.marked]") == marked and marked
        assert browser.do("return document.getElementById('filter').value") == "succeeded"
        assert browser.do("return document.activeElement.id") == "filter"
        assert browser.do("return document.querySelector('#history details').open")
        assert abs(browser.do("return scrollY") - 300) < 60
        wait(lambda: browser.do("return document.getElementById('state').textContent") == "succeeded", "the end of the sweep")
        assert wait(lambda: browser.do(count) == 24, "all rows")
        origin = urllib.parse.urlparse(address).netloc
        asked = [one for one in browser.requests() if urllib.parse.urlparse(one).netloc != origin and not one.startswith("data:")]
        assert not asked, asked
        assert len(browser.do(reading.NAMES)) == 24
        complaints = [one for one in browser.complaints() if "304" not in one]
        assert not complaints, complaints
    finally:
        browser.close()
