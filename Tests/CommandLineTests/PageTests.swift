import Foundation
import TestSupport
import Testing

@Suite("Pages from the command line") struct PageTests {
    @Test("compare --html writes one file, the same one twice, and - means stdout")
    func file() throws {
        let world = try World()
        let first = try world.run(["compare", "tiny", "--html", "page.html"])
        #expect(first.exitCode == 0, "\(first.errorOutput)")
        #expect(first.errorOutput == "wrote page.html\n")
        #expect(first.output == "")
        let page = try String(decoding: world.bytes("page.html"), as: UTF8.self)
        #expect(page.hasPrefix("<!doctype html>"))
        #expect(page.contains("It predicts numbers, not classes."))
        #expect(try world.run(["compare", "tiny", "--html", "-"]).output == page)
        let left = try FileManager.default.contentsOfDirectory(atPath: world.folder.path)
        #expect(left.filter { $0.contains("page.html") } == ["page.html"])
    }

    @Test("A page has every row, also of a sweep of which the terminal shows ten")
    func everyRow() throws {
        let world = try World()
        let sweep =
            "name: wide\nmethod: grid\nmetric: {name: validation_rmse, goal: minimize}\ntrainer: ridge\n"
            + "data: {path: data.csv, target: y}\nparameters: {l2: {values: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]}}\n"
        try world.folder.write("wide.yaml", sweep)
        #expect(try world.run(["launch", "wide.yaml", "--quiet"]).exitCode == 0)
        #expect(try world.run(["compare", "wide"]).output.contains("10 of 12 trials shown; --top 12 shows all"))
        let page = try world.run(["compare", "wide", "--html", "-"]).output
        #expect(page.contains("id=\"ranked\"") && !page.contains("are on this page"))
    }

    @Test("A page that can't be written is an error with its cause")
    func unwritable() throws {
        let world = try World()
        try world.expect(
            ["compare", "tiny", "--html", "store"], exits: 2, "error: --html: store: this is a folder; name a file")
        try world.expect(
            ["compare", "tiny", "--html", "nowhere/page.html"], exits: 2,
            "error: --html: nowhere/page.html: there is no folder nowhere; make it first")
        try world.expect(
            ["compare", "tiny", "--html", "/proc/page.html"], exits: 6,
            "error: --html: /proc/page.html: it can't be written")
        try world.expect(
            ["compare", "tiny", "--html", "page.html", "--csv"], exits: 2, "--csv and --html: choose one of them")
        try world.expect(["compare", "tiny", "--html", ""], exits: 2, "--html: name a file, or - for stdout")
    }

    @Test("The confusion matrix says that the data are gone")
    func goneData() throws {
        let world = try World()
        try FileManager.default.removeItem(atPath: world.store + "/data")
        let page = try world.run(["compare", "tiny", "--html", "-"])
        #expect(page.exitCode == 0)
        #expect(page.output.contains("Confusion matrix of the winner"))
    }

    @Test("ui serves pages until SIGTERM, and a port that is taken is an error")
    func server() throws {
        let world = try World()
        let server = try start(
            "stepsweep", ["ui", "--port", "0"], in: world.folder.path, environment: ["STEPSWEEP_STORE": world.store])
        try world.waitUntil { server.outputSoFar.hasSuffix("/\n") }
        let address = server.outputSoFar.trimmingCharacters(in: .whitespacesAndNewlines)
        let port = try #require(URL(string: address)?.port)
        let index = try fetch(address)
        #expect(index.contains("<a href=\"/sweeps/\(world.sweep)\">"))
        let page = try fetch(address + "sweeps/" + world.sweep)
        #expect(page.contains("id=\"ranked\"") && page.contains("<b id=\"state\">succeeded</b>"))
        #expect(try fetch(address + "sweeps/" + world.sweep) == page)
        #expect(try world.run(["confirm", "tiny", "--top", "2", "--seeds", "1", "--quiet"]).exitCode == 0)
        #expect(try fetch(address + "sweeps/" + world.sweep) != page, "a confirmation is news, too")
        try world.expect(["ui", "--port", "\(port)"], exits: 6, "--port: \(port) is taken by another program")
        for port in ["70000", "-1", "65536"] {
            try world.expect(["ui", "--port", port], exits: 2, "--port: must be between 0 and 65535, received \(port)")
        }
        try world.expect(["ui", "--port", "99999999999999999999"], exits: 2, "The port, 0 to 65535")
        server.signal(SIGTERM)
        #expect(server.finish().exitCode == 0)
    }

    private func fetch(_ address: String) throws -> String {
        let script = "import sys, urllib.request; print(urllib.request.urlopen(sys.argv[1]).read().decode())"
        return try TestSupport.run("/usr/bin/env", ["python3", "-c", script, address]).output
    }
}
