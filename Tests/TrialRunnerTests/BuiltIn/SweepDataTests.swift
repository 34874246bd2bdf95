import SweepModel
import TestSupport
import Testing

@testable import TrialRunner

struct SweepDataTests {
    @Test("Data that can't be used are read once, and told again without a look at the file")
    func remembersFailure() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("d.csv", "a,b\n1\n")
        let data = SweepData(source: .init(path: "d.csv"), path: path, targetPath: nil)
        let first = #expect(throws: SweepData.Problem.self) { try data.trainer() }
        #expect(first?.key == "data.path")
        try folder.write("d.csv", "a,b\n" + (0..<20).map { "\($0),\($0).5\n" }.joined())
        let second = #expect(throws: SweepData.Problem.self) { try data.trainer() }
        #expect(second == first)
        let other = SweepData(source: .init(path: "d.csv"), path: path, targetPath: nil)
        #expect(try other.trainer() === other.trainer())
    }

    @Test("A target that is not there is told under its own key")
    func target() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("d.csv", "a,b\n1,2\n")
        let data = SweepData(source: .init(path: "d.csv", target: "c"), path: path, targetPath: nil)
        #expect(#expect(throws: SweepData.Problem.self) { try data.trainer() }?.key == "data.target")
    }
}
