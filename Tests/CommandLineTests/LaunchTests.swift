import Foundation
import JSON
import TestSupport
import Testing

/// What `launch` does beside training: it tells the user's command how it ended, and warns of what makes it slow.
@Suite("Launching", .serialized) struct LaunchTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        let rows = (0..<40).map { "\($0 % 7),\($0 % 5),\($0)" }
        try folder.write("data.csv", (["a,b,y"] + rows).joined(separator: "\n") + "\n")
    }

    private func launch(
        _ lines: String = "", _ options: [String] = [], environment: [String: String?] = [:]
    ) throws -> ProgramResult {
        try folder.write(
            "sweep.yaml",
            """
            name: tiny
            method: grid
            metric: {name: validation_rmse, goal: minimize}
            trainer: ridge
            data: {path: data.csv, target: y}
            parameters: {l2: {values: [0.1, 1.0]}}
            \(lines)
            """)
        return try run(
            "stepsweep", ["launch", "sweep.yaml", "--store", "store"] + options, in: folder.path,
            environment: environment)
    }

    private func text(of name: String) -> String? {
        try? String(contentsOfFile: folder.path + "/" + name, encoding: .utf8)
    }

    @Test("on_finish hears the result, the sweep's id and the status")
    func onFinish() throws {
        let result = try launch("on_finish: cat > heard.json; echo $STEPSWEEP_SWEEP_ID $STEPSWEEP_STATUS > heard.txt")
        #expect(result.exitCode == 0)
        let heard = try JSON(parsing: Data((text(of: "heard.json") ?? "").utf8))
        #expect(heard["status"] == "succeeded")
        #expect(heard["reduced"]?["succeeded"] == 2)
        let sweep = heard["sweep"]?.string ?? ""
        #expect(sweep.hasPrefix("tiny-"))
        #expect(text(of: "heard.txt") == "\(sweep) succeeded\n")
    }

    @Test("on_finish runs in the sweep file's folder, wherever the launch is typed")
    func onFinishFolder() throws {
        #expect(try launch("on_finish: pwd > heard.txt").exitCode == 0)
        try FileManager.default.removeItem(atPath: folder.path + "/heard.txt")
        let resumed = try run("stepsweep", ["resume", "tiny", "--store", folder.path + "/store"], in: "/")
        #expect(resumed.exitCode == 0)
        #expect(text(of: "heard.txt") == folder.path + "\n")
    }

    @Test("--on-finish takes the key's place")
    func onFinishOption() throws {
        #expect(try launch("on_finish: touch key", ["--on-finish", "touch option"]).exitCode == 0)
        #expect(text(of: "option") != nil && text(of: "key") == nil)
    }

    @Test("A failing on_finish is a warning, and one that reads nothing is none")
    func failingOnFinish() throws {
        let failing = try launch("on_finish: exit 9")
        #expect(failing.exitCode == 0)
        #expect(failing.errorOutput.contains("warning: on_finish ended with 9: exit 9"))
        #expect(try !launch("", ["--on-finish", "exec <&-; true"]).errorOutput.contains("warning"))
    }

    private static let netlib = "/usr/lib/x86_64-linux-gnu/blas"

    @Test(
        "netlib's reference BLAS is reported in one line",
        .enabled(
            if: FileManager.default.fileExists(atPath: netlib + "/libblas.so.3"),
            "netlib's libblas.so.3 is not installed"))
    func slowBLAS() throws {
        let slow = ["LD_LIBRARY_PATH": Self.netlib]
        let result = try launch(environment: slow)
        let lines = result.errorOutput.split(separator: "\n").filter { $0.hasPrefix("warning:") }
        #expect(lines.count == 1 && lines[0].contains("netlib's reference build, some 50 times slower"))
        #expect(try !launch().errorOutput.contains("warning:"))
        #expect(try !launch("", ["--quiet"], environment: slow).errorOutput.contains("warning:"))
    }
}
