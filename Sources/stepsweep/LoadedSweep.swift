import ExperimentFile
import Foundation
import SweepCompiler
import SweepEngines
import SweepModel
import TrainingCore

/// A sweep file that was read, with the files it names: the compiler's input. All reading is done here.
struct LoadedSweep {
    let experiment: Experiment
    let warnings: [Diagnostic]
    let inputs: PlanInputs
    /// Files that workers read, by content hash.
    let files: [SweepFile]
    /// The sweep file's folder: what it names is relative to it.
    let folder: String
    let path: String

    /// - Parameter runCap: replaces the file's own `run_cap`.
    /// - Throws: `InvalidFile` with every mistake, or `CommandFailure`.
    init(path: String, runCap: Int? = nil) throws {
        self.path = path
        folder = URL(fileURLWithPath: path).deletingLastPathComponent().standardizedFileURL.path
        let parsed = try ExperimentFile.parse(text: Self.text(of: path), fileName: path)
        var experiment = parsed.experiment
        if let runCap { experiment.runCap = min(runCap, experiment.runCap ?? runCap) }
        self.experiment = experiment
        warnings = parsed.warnings
        switch experiment.work {
        case .builtIn(let data):
            let read = try Self.read(data, folder: folder, sweepFile: path)
            inputs = read.inputs
            files = read.files
        case .command(let template):
            inputs = PlanInputs(
                programDigest: try Self.digest(of: template, folder: folder, sweepFile: path),
                workerVersion: stepSweepVersion)
            files = []
        }
    }

    private static func text(of path: String) throws -> String {
        let bytes = try read(path) { "can't read the sweep file: \($0)" }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw InvalidFile(diagnostics: [
                Diagnostic(file: path, message: "must be UTF-8 text; save it in that encoding")
            ])
        }
        return text
    }

    private static func read(_ path: String, _ complaint: (String) -> String) throws -> Data {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw InvalidFile(diagnostics: [
                Diagnostic(file: path, message: complaint("there is no such file; check the path"))
            ])
        }
        guard !isFolder.boolValue else {
            throw InvalidFile(diagnostics: [Diagnostic(file: path, message: complaint("it is a folder; name a file"))])
        }
        do {
            return try Data(contentsOf: URL(fileURLWithPath: path))
        } catch {
            throw InvalidFile(diagnostics: [
                Diagnostic(file: path, message: complaint("it can't be opened; check its permissions"))
            ])
        }
    }

    private static func read(
        _ data: SweepModel.DataSource, folder: String, sweepFile: String
    ) throws -> (inputs: PlanInputs, files: [SweepFile]) {
        let files = try [("data.path", data.path), ("data.target_path", data.targetPath)].compactMap { key, name in
            try name.map { try file(named: $0, key: key, folder: folder, sweepFile: sweepFile) }
        }
        let set: DataSet
        do throws(DataError) {
            set = try DataSet(
                loading: TrainingCore.DataSource(
                    path: files[0].path, target: data.target, targetPath: data.targetPath.map { _ in files[1].path },
                    kind: data.task.map(Self.kind) ?? .automatic))
        } catch {
            throw InvalidFile(diagnostics: [Diagnostic(file: sweepFile, path: "data", message: error.description)])
        }
        let classes = set.target.labels.isEmpty ? nil : set.target.labels.count
        let inputs = PlanInputs(
            dataDigest: files[0].digest, targetDigest: files.count > 1 ? files[1].digest : nil,
            dataShape: .init(rows: set.rows, features: set.features.columns, classes: classes),
            workerVersion: stepSweepVersion)
        return (inputs, files)
    }

    private static func kind(_ task: SweepModel.DataSource.Task) -> TrainingCore.DataSource.Kind {
        switch task {
        case .classification: .classes
        case .regression: .values
        }
    }

    private static func file(named name: String, key: String, folder: String, sweepFile: String) throws -> SweepFile {
        let path = name.hasPrefix("/") ? name : folder + "/" + name
        guard FileManager.default.fileExists(atPath: path) else {
            throw InvalidFile(diagnostics: [
                Diagnostic(
                    file: sweepFile, path: key,
                    message: "must name a file, received `\(name)`; there is none at \(path); check the path")
            ])
        }
        let bytes = try read(path) { "\(key): \($0)" }
        return SweepFile(path: path, digest: SweepModel.Digest.sha256(bytes))
    }

    /// The program's digest, or the command's own text where it names no program.
    private static func digest(of template: CommandTemplate, folder: String, sweepFile: String) throws -> String? {
        guard let program = template.program else { return nil }
        return try file(named: program, key: "program", folder: folder, sweepFile: sweepFile).digest
    }
}
