import Foundation
import TestSupport
import Testing

@Suite("One file for three programs") struct OneFileTests {
    @Test(
        "Its name says which program it is",
        arguments: [
            ("stepsweep-worker", "stepsweep-worker 0.1.0\n"), ("stepsweep", "0.1.0\n"), ("another-name", "0.1.0\n"),
        ])
    func names(name: String, version: String) throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/" + name
        try FileManager.default.createSymbolicLink(
            atPath: path, withDestinationPath: productsFolder + "/stepsweep")
        let result = try run(path, ["--version"])
        #expect(result.exitCode == 0 && result.output == version)
    }

    @Test("By the reducer's name it takes the reducer's arguments, and ends with its exit codes")
    func reducer() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/stepsweep-reduce"
        try FileManager.default.createSymbolicLink(
            atPath: path, withDestinationPath: productsFolder + "/stepsweep")
        let result = try run(path, ["--sweep"], environment: ["AWS_LAMBDA_RUNTIME_API": nil])
        #expect(result.exitCode == 2)
        #expect(result.errorOutput.hasPrefix("stepsweep-reduce: expected --store DIR --sweep ID"))
    }
}
