import Foundation
import TestSupport
import Testing

/// Something wrong that a person may type or have on disk, and what they must read.
struct BadInput: Sendable, CustomTestStringConvertible {
    let name: String
    let arguments: [String]
    let exitCode: Int32
    /// Must stand in the message on stderr.
    let message: String
    /// Files to write first, by name.
    let files: [String: Data]

    init(_ name: String, _ arguments: [String], exits exitCode: Int32, _ message: String, files: [String: Data] = [:]) {
        self.name = name
        self.arguments = arguments
        self.exitCode = exitCode
        self.message = message
        self.files = files
    }

    var testDescription: String { name }

    /// Runs the command in a folder that holds the files, with a store of its own.
    func run() throws -> ProgramResult {
        let folder = try TemporaryFolder()
        for (name, bytes) in files { try bytes.write(to: URL(fileURLWithPath: folder.path + "/" + name)) }
        return try TestSupport.run(
            "stepsweep", arguments, in: folder.path, environment: ["STEPSWEEP_STORE": folder.path + "/store"])
    }
}

extension BadInput {
    /// A sweep file that `plan` must refuse.
    static func sweepFile(_ name: String, _ text: String, _ message: String) -> BadInput {
        BadInput(name, ["plan", "sweep.yaml"], exits: 2, message, files: ["sweep.yaml": Data(text.utf8)])
    }

    /// A data file that a good sweep file names.
    static func dataFile(_ name: String, _ file: String, _ bytes: Data, _ message: String) -> BadInput {
        let sweep = """
            name: bad-data
            method: grid
            metric: {name: validation_accuracy, goal: maximize}
            trainer: softmax
            data: {path: \(file)}
            parameters: {l2: {values: [0.1, 1]}}
            """
        return BadInput(
            name, ["launch", "sweep.yaml", "--quiet"], exits: 2, message,
            files: ["sweep.yaml": Data(sweep.utf8), file: bytes])
    }

    static func arguments(_ name: String, _ arguments: [String], exits exitCode: Int32 = 2, _ message: String)
        -> BadInput
    {
        BadInput(name, arguments, exits: exitCode, message)
    }
}
