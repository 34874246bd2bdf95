import Decisions
import Exchange
import ObjectStore
import ResultStore
import StepFunctionsEngine
import SweepEngines
import SweepModel
import TrainingCore

extension Export {
    /// The option whose value can't be used; `nil` where the sweep is at fault.
    func option(behind error: any Error, _ form: ExportTarget.Form) -> String? {
        switch error {
        case let error as ExchangeError: error.isOfTheTarget ? form.option : nil
        case DecisionError.unknownTrial, DecisionError.ambiguousTrial: "--trial"
        case DecisionError.unknownVersion, DecisionError.unsetAlias: "--model"
        default: nil
        }
    }

    func writeModel(to path: String) async throws {
        let folder = try store.openExisting()
        let file = try OutputFile(path: path, replaces: force)
        if let model { return try write(promotedModel(named: model, in: folder), to: file) }
        let trial = try chosenTrial(in: folder)
        try await bringHome(trial, to: folder)
        try write(trial.model(from: folder.get(trial.modelKey).map { Array($0.bytes) }), to: file)
    }

    private func write(_ model: ONNXModel, to file: OutputFile) throws {
        try file.write(model)
        Terminal.write(
            "\(file.path): trial \(model.trial) as ONNX (opset \(ONNXModel.opset), IR \(ONNXModel.irVersion)): \(model.signature)\n"
        )
    }

    private func promotedModel(named name: String, in folder: FolderStore) throws -> ONNXModel {
        let registry = Registry(store: folder)
        let version = try registry.version(named: name)
        let bytes = try Array(registry.modelBytes(of: version))
        do {
            return try ONNXModel(version, bytes: bytes)
        } catch {
            throw CommandFailure("error: model version \(version.version): \(error.problem); promote it again", .world)
        }
    }

    private func chosenTrial(in folder: FolderStore) throws -> ModelTrial {
        let id = try SweepCatalog(store: folder).resolve(sweep ?? "")
        return try ModelTrial(trial, of: id, in: StoredResults.open(of: [id], in: folder))
    }

    /// The models of a sweep on AWS lie in its bucket.
    private func bringHome(_ trial: ModelTrial, to folder: FolderStore) async throws {
        guard try folder.get(trial.modelKey) == nil,
            let engine = try await Cloud.engine(of: trial.outcome.sweep, in: folder)
        else { return }
        try await engine.pull([trial.modelKey], of: trial.outcome.sweep)
    }
}
