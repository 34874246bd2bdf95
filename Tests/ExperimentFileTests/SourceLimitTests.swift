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
        let error = #expect(throws: InvalidFile.self) {
            try ExperimentFile.parse(bytes: bytes, fileName: "sweep.yaml")
        }
        #expect(error?.description == "sweep.yaml:2:10: is not UTF-8 text; save it in that encoding")
    }

    @Test("with very long text in it is quoted in short")
    func longText() {
        let name = String(repeating: "x", count: 10_000)
        let all = complaints(head + "parameters: {a: {values: \(name)}}\nbudget: \(name)\nzip: [[\(name)]]")
        #expect(all.count == 3)
        #expect(all.allSatisfy { $0.count < 250 })
    }

    @Test("full of stars is plain text where it is quoted")
    func stars() throws {
        let text = head + "description: '*** all * stars *a ***'\nparameters: {a: {values: ['*', \"*b\", 2*3]}}"
        let experiment = try ExperimentFile.parse(text: text, fileName: "sweep.yaml").experiment
        #expect(experiment.description == "*** all * stars *a ***")
        #expect(experiment.space.parameters.first?.values == .list(["*", "*b", "2*3"]))
    }
}
