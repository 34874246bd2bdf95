import TestSupport
import Testing

@Suite("Help") struct HelpTests {
    @Test("No example of any command is broken on a terminal of 80 columns")
    func examples() throws {
        var count = 0
        for command in try Self.commands(below: []) {
            let narrow = try Self.help(command, columns: "80")
            for line in try Self.help(command, columns: "1000")
            where line.hasPrefix("  stepsweep ") || line.hasPrefix("  # ") {
                count += 1
                #expect(line.count <= 80 && narrow.contains(line), "\(command): `\(line)` is broken")
            }
        }
        #expect(count > 60)
    }

    @Test("Paragraphs are wrapped by the terminal's width alone")
    func paragraphs() throws {
        let narrow = try Self.help(["deploy"], columns: "80")
        let start = try #require(narrow.firstIndex { $0.hasPrefix("The stack holds a bucket") })
        let paragraph = narrow[start...].prefix { !$0.isEmpty }
        for (line, next) in zip(paragraph, paragraph.dropFirst()) {
            let word = next.prefix { $0 != " " }
            #expect(line.count + 1 + word.count >= 80, "`\(line)` ends too early")
        }
    }

    private static func help(_ command: [String], columns: String) throws -> [String] {
        let result = try TestSupport.run("stepsweep", ["help"] + command, environment: ["COLUMNS": columns])
        try #require(result.exitCode == 0, "\(command): \(result.errorOutput)")
        return result.output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    /// The command itself and all below it.
    private static func commands(below command: [String]) throws -> [[String]] {
        let list = try help(command, columns: "1000").drop { $0 != "SUBCOMMANDS:" }.dropFirst().prefix {
            $0.hasPrefix("  ")
        }
        let names = list.compactMap { $0.split(separator: " ").first.map(String.init) }
        return try [command] + names.flatMap { try commands(below: command + [$0]) }
    }
}
