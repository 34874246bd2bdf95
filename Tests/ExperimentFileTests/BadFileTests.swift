import ExperimentFile
import SweepModel
import Testing

@Suite("A bad sweep file")
struct BadFileTests {
    private static let all =
        BadFile.source + BadFile.topLevel + BadFile.metric + BadFile.work + BadFile.data + BadFile.parameter
        + BadFile.zip + BadFile.when + BadFile.exclude + BadFile.trainer + BadFile.environment + BadFile.compute
        + BadFile.several

    @Test("is refused with every mistake, its place and its fix", arguments: all)
    func refusal(file: BadFile) {
        let error = #expect(throws: InvalidFile.self) {
            try ExperimentFile.parse(text: file.text, fileName: "sweep.yaml")
        }
        #expect(error?.diagnostics.map(\.description) == file.diagnostics)
        #expect(error?.diagnostics.contains { $0.severity == .error } == true)
    }

    @Test("is told apart from a doubtful one, which is accepted with warnings", arguments: BadFile.doubtful)
    func doubt(file: BadFile) throws {
        let warnings = try ExperimentFile.parse(text: file.text, fileName: "sweep.yaml").warnings
        #expect(warnings.map(\.description) == file.diagnostics)
        #expect(warnings.allSatisfy { $0.severity == .warning })
    }

    @Test("is known in at least 120 ways")
    func count() { #expect(Self.all.count >= 120) }

    @Test("gives the same complaints with Windows line ends", arguments: BadFile.parameter + BadFile.when)
    func lineEnds(file: BadFile) {
        let error = #expect(throws: InvalidFile.self) {
            try ExperimentFile.parse(text: file.text.replacing("\n", with: "\r\n"), fileName: "sweep.yaml")
        }
        #expect(error?.diagnostics.map(\.description) == file.diagnostics)
    }
}
