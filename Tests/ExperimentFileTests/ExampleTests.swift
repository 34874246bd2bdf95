import ExperimentFile
import Foundation
import JSON
import SweepModel
import Testing

@Suite("The experiments of this repository")
struct ExampleTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../experiments").standardized

    private func experiment(_ path: String) throws -> Experiment {
        let text = try String(contentsOf: Self.folder.appending(path: path), encoding: .utf8)
        let (experiment, warnings) = try ExperimentFile.parse(text: text, fileName: "experiments/\(path)")
        #expect(warnings.isEmpty)
        return experiment
    }

    @Test("are valid, with as many trials as they say")
    func counts() throws {
        let digits = try experiment("digits/sweep.yaml")
        #expect(digits.space.countedPoints() == .exact(64))
        #expect(digits.name == "digits")
        #expect(
            digits.space.parameters(at: 1).text()
                == #"{"batch_size":16,"epochs":30,"hidden":32,"l2":0.0001,"learning_rate":0.001259921049895,"trainer":"mlp"}"#
        )
        let mixed = try experiment("digits/mixed.yaml")
        #expect(mixed.space.countedPoints() == .exact(25))
        #expect(mixed.seeds == [0, 1])
        #expect(try experiment("breast-cancer/sweep.yaml").space.pointCount == 21)
        #expect(try experiment("diabetes/sweep.yaml").space.pointCount == 40)
        let own = try experiment("own-script/sweep.yaml")
        #expect(own.work == .command(CommandTemplate(program: "train.py")))
        #expect(own.space.pointCount == 8)
    }
}
