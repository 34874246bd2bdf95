import ExperimentFile
import JSON
import SweepModel
import Testing

/// Files that try to exhaust memory, stack or patience.
@Suite("A hostile sweep file")
struct SourceLimitTests {
    private func complaints(_ text: String) -> [String] {
        do {
            _ = try ExperimentFile.parse(text: text, fileName: "sweep.yaml")
            return []
        } catch {
            return error.diagnostics.map(\.description)
        }
    }

    private let head = "method: grid\nmetric: {name: loss}\nprogram: train.py\n"

    @Test("of aliases that multiply is refused")
    func bomb() {
        var text = head + "a0: &a0 [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]\n"
        for level in 1...20 {
            let aliases = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
            text += "a\(level): &a\(level) [\(aliases)]\n"
        }
        #expect(complaints(text) == ["sweep.yaml:9:10: holds more than 200000 values, aliases expanded"])
    }

    @Test("of aliases as keys is refused")
    func keyBomb() {
        var text = head + "a0: &a0 [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]\n"
        for level in 1...9 {
            let aliases = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
            text += "a\(level): &a\(level) [\(aliases)]\n"
        }
        text += "parameters: {*a9 : 1, [*a9]: 2}\n"
        #expect(complaints(text) == ["sweep.yaml:9:10: holds more than 200000 values, aliases expanded"])
        let key = "a0: &a0 1\nparameters: {*a0 : 1, [*a0]: 2, a: {value: 1}}\n"
        #expect(
            complaints(head + key).dropFirst() == [
                "sweep.yaml:5:14: parameters: a key must be plain text",
                "sweep.yaml:5:23: parameters: a key must be plain text",
            ])
    }

    @Test("of aliases that nest is refused")
    func deepAliases() {
        var text = head + "a0: &a0 [1]\n"
        for level in 1...200 { text += "a\(level): &a\(level) [[[*a\(level - 1)]]]\n" }
        #expect(complaints(text) == ["sweep.yaml:37:14: holds more than 100 levels, aliases expanded"])
    }

    @Test("of brackets is refused", arguments: ["[", "{a: ", "- ", "? "])
    func brackets(open: String) {
        #expect(complaints(String(repeating: open, count: 200_000)).count == 1)
        let some = String(repeating: open, count: 300)
        #expect(complaints(head + "parameters: " + some).count == 1)
    }

    @Test("with 150 levels is refused by name")
    func levels() {
        let text = "parameters: " + String(repeating: "[", count: 150) + String(repeating: "]", count: 150)
        #expect(complaints(head + text) == ["sweep.yaml:4:113: holds more than 100 levels, aliases expanded"])
    }

    @Test("of more than a megabyte is refused unread")
    func size() {
        let text = "# " + String(repeating: "x", count: 1 << 20)
        #expect(complaints(text) == ["sweep.yaml:1:1: has 1048578 bytes; a sweep file may have at most 1048576"])
    }

    @Test("of many repeated keys a small file tells each, and a large one gives up after a few")
    func repeatedKeys() {
        let repeats = (0..<20).map { "k\($0): 1\nk\($0): 2\n" }.joined()
        #expect(complaints(repeats).filter { $0.contains("k1") }.isEmpty == false)
        let large = repeats + "# " + String(repeating: "x", count: 900_000) + "\n"
        #expect(complaints(large).count < complaints(repeats).count)
    }

    @Test("with a thousand mistakes lists a hundred")
    func many() {
        let values = Array(repeating: "010", count: 1_000).joined(separator: ", ")
        let all = complaints(head + "parameters: {a: {values: [\(values)]}}")
        #expect(all.count == 101)
        #expect(all.last == "sweep.yaml: and 900 more; mend these first")
    }

    @Test("that is not UTF-8 is refused with its place")
    func encoding() {
        let bytes = Array("method: grid\nname: caf".utf8) + [0xE9] + Array("\n".utf8)
        let reading = ExperimentFile.read(bytes: bytes, fileName: "sweep.yaml")
        #expect(
            reading.diagnostics.map(\.description) == ["sweep.yaml:2:10: is not UTF-8 text; save it in that encoding"])
    }

    @Test("with very long text in it is quoted in short")
    func longText() {
        let name = String(repeating: "x", count: 10_000)
        let all = complaints(head + "parameters: {a: {values: \(name)}}\nbudget: \(name)\nzip: [[\(name)]]")
        #expect(all.count == 3)
        #expect(all.allSatisfy { $0.count < 250 })
    }

    @Test("of thousands of conditions on thousands of values is refused before they are compared")
    func comparisons() {
        let values = (0..<10_000).map(String.init).joined(separator: ", ")
        let tests = Array(repeating: "{a: {gt: 1, lt: 9}}", count: 2_000).joined(separator: ", ")
        #expect(
            complaints(head + "parameters: {a: {values: [\(values)]}}\nexclude: [\(tests)]") == [
                "sweep.yaml:4:14: parameters: `when` and `exclude` would compare 40004000 values; "
                    + "at most 20000000 are allowed"
            ])
    }

    @Test("of thousands of parameters, most of them dropped, is answered all the same")
    func manyParameters() {
        let constants = (0..<5_000).map { "c\($0): {value: 1}" }.joined(separator: ", ")
        #expect(
            complaints(head + "parameters: {a: {min: 1, max: 9999999999}, \(constants)}\nexclude: [{a: {lt: 9e8}}]")
                == ["sweep.yaml:5:11: exclude: drops the first million points of the grid, or more"])
    }

    @Test("of thousands of names that nobody knows is answered all the same")
    func manyUnknownNames() {
        let names = (0..<2_000).map { "{unknown\($0): 1}" }.joined(separator: ", ")
        let parameters = (0..<2_000).map { "known\($0): {value: 1}" }.joined(separator: ", ")
        #expect(complaints(head + "parameters: {\(parameters)}\nexclude: [\(names)]").count == 101)
    }

    @Test("of a hundred thousand values is read all the same")
    func manyValues() throws {
        let values = (0..<100_000).map { "\($0).5" }.joined(separator: ",")
        let text = head + "parameters: {a: {values: [\(values)]}}"
        #expect(try ExperimentFile.parse(text: text, fileName: "sweep.yaml").experiment.space.pointCount == 100_000)
    }

    @Test("may start with a byte order mark")
    func byteOrderMark() {
        #expect(complaints("\u{FEFF}" + head + "parameters: {a: {value: 1}}").isEmpty)
    }

    @Test(
        "with stars that combine with marks is text or an error, never an alias",
        arguments: [
            (
                "*\u{301}a",
                "sweep.yaml:5:25: parameters.a.value: `*\u{301}a` is an alias without an anchor before it; quote it if it is text"
            ),
            (
                "* a",
                "sweep.yaml:5:25: parameters.a.value: `* a` is an alias without an anchor before it; quote it if it is text"
            ),
            ("\u{600}*a", nil), ("'*\u{301}a'", nil),
        ])
    func combinedStars(value: String, complaint: String?) {
        let all = complaints(head + "description: &a x\nparameters: {a: {value: \(value)}}")
        #expect(all == (complaint.map { [$0] } ?? []))
    }

    @Test("full of stars is plain text where it is quoted")
    func stars() throws {
        let text = head + "description: '*** all * stars *a ***'\nparameters: {a: {values: ['*', \"*b\", 2*3]}}"
        let experiment = try ExperimentFile.parse(text: text, fileName: "sweep.yaml").experiment
        #expect(experiment.description == "*** all * stars *a ***")
        #expect(experiment.space.parameters.first?.values == .list(["*", "*b", "2*3"]))
    }
}
