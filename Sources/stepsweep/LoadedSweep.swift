import AWS
import ExperimentFile
import Foundation
import HTTPStart
import SweepCompiler
import SweepEngines
import SweepModel

/// A sweep file that was read, with the files it names: the compiler's input. All reading is done here.
struct LoadedSweep {
    let experiment: Experiment
    let inputs: PlanInputs
    /// Files that workers read, by content hash.
    let files: [SweepFile]
    /// Those of this machine, the user's program included: what lies in S3 is read there by workers of AWS.
    let filesToUpload: [SweepFile]
    /// What workers read in S3, where it lies.
    let dataInS3: [DataObject]
    /// The sweep file's folder: what it names is relative to it.
    let folder: String
    let path: String
    private let reading: SweepReading

    /// What works on this machine and may not on AWS.
    var doubtsOnAWS: [String] {
        var doubts: [String] = []
        if experiment.reduceCommand != nil {
            doubts.append(
                "reduce.command: runs in the reducer's container on AWS, and takes no file along: the command and its files must be "
                    + "in the image that was deployed")
        }
        if experiment.onFinish != nil {
            doubts.append(
                "on_finish: runs on this machine alone; `stepsweep deploy --notify-email` tells how a sweep on AWS ended"
            )
        }
        return doubts
    }

    /// Variables that the sweep file takes from this shell, which has none of their names.
    var variablesNotSet: [String] { experiment.environment.variables.filter { Terminal.environment($0) == nil } }

    /// What is legal but doubtful.
    var warnings: [Diagnostic] { reading.diagnostics }

    /// - Parameters:
    ///   - runCap: replaces the file's own `run_cap`.
    ///   - connect: gives the client for data that lie in S3; called only for such.
    /// - Throws: `InvalidFile` with every mistake of the sweep file and of the files it names; the errors of `AWS` where S3 can't
    ///   be asked.
    init(
        path: String, runCap: Int? = nil, connect: @Sendable () async throws -> AWSClient = { try await .configured() }
    ) async throws {
        let reading = ExperimentFile.read(bytes: try Self.bytes(of: path), fileName: path)
        let remote = try await RemoteFiles(reading.namesOfData, connect: connect)
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().standardizedFileURL.path
        try self.init(reading, at: path, in: folder, remote, runCap: runCap)
    }

    /// A file that was sent here: it names nothing of this machine.
    ///
    /// - Parameters:
    ///   - cache: a folder for data of S3.
    ///   - stack: its workers may read what this program may.
    /// - Throws: `InvalidFile`, as above, and for what `rules` refuse.
    init(
        upload: Data, under rules: StartRules, cache: String, stack: String,
        connect: @Sendable () async throws -> AWSClient
    ) async throws {
        let reading = ExperimentFile.read(bytes: upload, fileName: Self.uploadName)
        let remote = try await RemoteFiles(
            reading.namesOfData, cache: cache, largestBytes: Self.largestUploadData, stack: stack, connect: connect)
        try self.init(reading, at: Self.uploadName, in: cache, remote, rules: rules)
    }

    /// What messages call a file that has no name.
    static let uploadName = "sweep.yaml"
    /// Data that a function with 3 GiB of memory can look at, in bytes: 256 MiB.
    private static let largestUploadData = 256 << 20

    private init(
        _ reading: SweepReading, at path: String, in folder: String, _ remote: RemoteFiles, runCap: Int? = nil,
        rules: StartRules? = nil
    ) throws(InvalidFile) {
        var reading = reading
        let files = NamedFiles(in: folder, remote, rules, &reading)
        var inputs = PlanInputs(programDigest: files["program"]?.digest, workerVersion: StepSweepVersion.text)
        guard var experiment = reading.experiment else { throw InvalidFile(diagnostics: reading.diagnostics) }
        if let runCap { experiment.runCap = min(runCap, experiment.runCap ?? runCap) }
        if let rules {
            for problem in rules.problems(with: experiment) { reading.error(problem.key, problem.message) }
            experiment = rules.capped(experiment)
        }
        if case .builtIn(let data) = experiment.work, !reading.hasErrors {
            let source = files["data.path"] ?? files["data"]
            inputs.dataDigest = source?.digest
            inputs.targetDigest = files["data.target_path"]?.digest
            inputs.dataShape = Self.check(
                data, at: source?.path ?? data.path, targetPath: files["data.target_path"]?.path, experiment, &reading)
        }
        guard !reading.hasErrors else { throw InvalidFile(diagnostics: reading.diagnostics) }
        self.experiment = experiment
        self.inputs = inputs
        self.files = files.ofData
        filesToUpload = files.ofThisMachine
        dataInS3 = remote.objects
        self.folder = folder
        self.path = path
        self.reading = reading
    }

    /// - Parameter prices: whether `budget.max_usd` needs a gate; `nil` for those that come with the program.
    /// - Throws: `InvalidFile` for an experiment that makes no state machine.
    func compile(prices: PriceTable? = nil) throws(InvalidFile) -> SweepCompiler.Compilation {
        var inputs = inputs
        if let prices { inputs.prices = prices }
        do {
            return try SweepCompiler.compile(experiment, inputs: inputs)
        } catch {
            throw invalid(error.key, error.problem)
        }
    }

    /// The sweep file with one more mistake, at the value of `key`.
    func invalid(_ key: String, _ message: String) -> InvalidFile {
        var reading = reading
        reading.error(key, message)
        return InvalidFile(diagnostics: reading.diagnostics)
    }

    static func bytes(of path: String) throws(InvalidFile) -> Data {
        do {
            return try ReadableFile.bytes(of: path)
        } catch {
            throw InvalidFile(diagnostics: [
                Diagnostic(file: path, message: "can't read the sweep file: \(error.message)")
            ])
        }
    }
}
